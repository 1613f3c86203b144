"""Parquet, through pyarrow where it is installed (`pip install recoupe[parquet]`)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._rows import each, named
from recoupe.readers._source import WHOLE_BYTES, Source, digest

SUFFIXES = (".parquet", ".pq")


def sniff(head: bytes) -> bool:
    """True where the bytes carry the format's mark.

    >>> sniff(b"PAR1..."), sniff(b"text")
    (True, False)
    """
    return head.startswith(b"PAR1")


def read(source: Source) -> Iterator[Capture | Failure]:
    """The captures of all rows. Raises `ReadError` without pyarrow, or where no column holds text."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ReadError("unsupported", "reading Parquet needs pyarrow: pip install 'recoupe[parquet]'") from error
    try:
        table = ParquetFile(source.path if source.path and not source.packed else io.BytesIO(source.whole(WHOLE_BYTES)))
        names = list(table.schema_arrow.names)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ReadError("unreadable", f"not a Parquet file: {str(error)[:150]}") from error
    keys = named(names)
    if not {"text", "html"} & keys.keys():
        raise ReadError("no-text-column", f"columns: {', '.join(names[:12]) or 'none'}")

    def rows() -> Iterator[tuple[str, Callable[[], Mapping[str, Any]], str]]:
        number = 0
        for batch in table.iter_batches(256, columns=list(keys.values())):
            for row in batch.to_pylist():
                number += 1
                yield str(number), partial(_same, row), digest(repr(sorted(row.items())).encode("utf-8", "replace"))

    try:
        yield from each(rows(), source)
    except (pyarrow.ArrowException, OSError) as error:
        yield Failure(source.about, "read", "unreadable", f"broken Parquet: {str(error)[:150]}")


def _same(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return row
