"""JSON: one article, a list of articles, or an object that holds such a list (`articles`, `items`, `data`…)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._decode import decode
from recoupe.readers._rows import each, named
from recoupe.readers._source import WHOLE_BYTES, Source, digest

SUFFIXES = (".json",)
_HOLDERS = ("articles", "items", "data", "results", "documents", "docs", "rows", "hits", "news")


def sniff(head: bytes) -> bool:
    """True where the bytes begin like a JSON list or object.

    >>> sniff(b'[{"text": "a"}]'), sniff(b"[...] Le ministre")
    (True, False)
    >>> sniff(b'{"id": 1}\\n{"id": 2}\\n')
    False
    """
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").strip().partition(b"\n")
    if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{"):
        return False  # JSON lines
    start = head.removeprefix(b"\xef\xbb\xbf").split(None)[:2]
    joined = b"".join(start)
    return joined.startswith((b'{"', b"[{", b"{}", b"[]"))


def read(source: Source) -> Iterator[Capture | Failure]:
    """The captures of all articles in the file. Raises `ReadError` where it is no JSON or holds none."""
    text, _ = decode(source.whole(WHOLE_BYTES))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError("bad-row", f"not JSON: {str(error)[:150]}") from error
    rows = _rows(value)
    if not rows:
        raise ReadError("no-article", "no list of articles in it")
    single = isinstance(value, dict) and rows == [value]

    def numbered() -> Iterator[tuple[str, Callable[[], Any], str]]:
        for i, row in enumerate(rows, 1):
            mark = digest(json.dumps(row, sort_keys=True, default=str).encode("utf-8", "replace"))
            yield str(i), partial(_same, row), mark

    for found in each(numbered(), source):
        if single and isinstance(found, Capture) and found.id == f"{source.name}#1":
            found = _renamed(found, source.name)
        yield found


def _rows(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    keys = named([k for k in value if isinstance(k, str)])
    text = value.get(keys.get("text", ""))
    if isinstance(text, str) or "html" in keys:
        return [value]
    for name in _HOLDERS:
        if isinstance(value.get(name), list):
            return list(value[name])
    lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)]
    return lists[0] if len(lists) == 1 else [value]


def _same(row: Any) -> Any:
    return row


def _renamed(found: Capture, name: str) -> Capture:
    import msgspec

    return msgspec.structs.replace(found, id=name)
