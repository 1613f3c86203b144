"""CSV and TSV: a header line names the columns, one row, one article."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._decode import decode, plain
from recoupe.readers._rows import each, named
from recoupe.readers._source import DOCUMENT_BYTES, WHOLE_BYTES, Source, digest

SUFFIXES = (".csv", ".tsv", ".tab")


def sniff(head: bytes) -> bool:
    r"""True where the first line is a header with a text column among others.

    >>> sniff(b"id;texte;date\n1;"), sniff(b"Le texte, dit-il")
    (True, False)
    """
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    cells = [c.strip().strip('"') for c in line.split(_delimiter(line))]
    return b"\n" in head and len(cells) > 1 and bool({"text", "html"} & named(cells).keys())


def read(source: Source) -> Iterator[Capture | Failure]:
    """The captures of all rows. Raises `ReadError` ("no-text-column") where no column holds text."""
    csv.field_size_limit(DOCUMENT_BYTES)
    text, note = decode(source.whole(WHOLE_BYTES))
    header = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(header))
    try:
        names = next(rows, [])
    except csv.Error as error:
        raise ReadError("bad-row", str(error)) from error
    if not {"text", "html"} & named(names).keys():
        raise ReadError("no-text-column", f"columns: {', '.join(n[:40] for n in names[:12]) or 'none'}")
    yield from each(_numbered(rows, names), source)
    if note:
        yield Failure(source.about, "read", "bad-encoding", note + "; read with U+FFFD in their place")


def _delimiter(header: str) -> str:
    return max("\t;|,", key=lambda d: header.count(d))


def _numbered(rows: Any, names: list[str]) -> Iterator[tuple[str, Callable[[], Mapping[str, Any]], str]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(number), partial(_broken, str(error)), ""
            continue
        if cells:
            yield str(number), partial(_row, names, cells), digest("\x1f".join(cells).encode("utf-8", "replace"))


def _row(names: list[str], cells: list[str]) -> Mapping[str, Any]:
    if len(cells) > len(names):
        raise ReadError("bad-row", f"{len(cells)} cells under {len(names)} columns")
    return dict(zip(names, map(plain, cells), strict=False))


def _broken(detail: str) -> Mapping[str, Any]:
    raise ReadError("bad-row", detail)
