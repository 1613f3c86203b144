"""JSON lines: one row, one article; a broken line is a failure and the others are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._decode import binary, decode
from recoupe.readers._rows import each
from recoupe.readers._source import DOCUMENT_BYTES, Source, digest

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")


def sniff(head: bytes) -> bool:
    r"""True where the first line is a JSON object by itself.

    >>> sniff(b'{"text": "a"}\n{"te'), sniff(b'{\n "text": "a"}')
    (True, False)
    """
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return bool(end) and line.startswith(b"{") and line.rstrip().endswith(b"}")


def read(source: Source) -> Iterator[Capture | Failure]:
    """The captures of all rows, in order."""
    if binary(source.head()):
        raise ReadError("not-text", "the bytes are not text")
    yield from each(_lines(source), source)


def _lines(source: Source) -> Iterator[tuple[str, Callable[[], Mapping[str, Any]], str]]:
    with source.open() as stream:
        number = 0
        while line := stream.readline(DOCUMENT_BYTES + 1):
            number += 1
            if len(line) > DOCUMENT_BYTES and not line.endswith(b"\n"):
                while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield str(number), _too_large, ""
            elif line.strip():
                yield str(number), partial(_row, line.removeprefix(b"\xef\xbb\xbf")), digest(line.strip())


def _row(line: bytes) -> Any:
    return json.loads(decode(line)[0] if not line.isascii() else line)


def _too_large() -> Any:
    raise ReadError("too-large", f"a line of more than {DOCUMENT_BYTES // 1_000_000} MB")
