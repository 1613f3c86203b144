"""RSS and Atom feeds: one entry, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._dates import edtf, from_url
from recoupe.readers._decode import binary, plain
from recoupe.readers._source import DOCUMENT_BYTES, Source, digest

SUFFIXES = (".xml", ".rss", ".atom", ".rdf")
_MARKUP = re.compile(r"<[a-zA-Z!/][^<>]*>|&(?:[a-zA-Z]+|#\d+);")


def sniff(head: bytes) -> bool:
    """True where the bytes begin like a feed.

    >>> sniff(b'<?xml version="1.0"?><rss version="2.0">'), sniff(b"<html>")
    (True, False)
    """
    return bool(re.search(rb"<(?:rss|feed|rdf:RDF)\b", head[:2000]))


def read(source: Source) -> Iterator[Capture | Failure]:
    """The entries as captures, their markup kept. Raises `ReadError` ("no-article") for XML that is no feed."""
    import feedparser

    data = source.whole(DOCUMENT_BYTES)
    if binary(data[:4096]):
        raise ReadError("not-text", "the bytes are not text")
    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a third-party parser on hostile bytes: whatever it raises is one failure
        raise ReadError("unreadable", f"not a feed: {type(error).__name__}") from error
    if not feed.entries:
        raise ReadError("no-article", "no feed entries in it")
    outlet = _line(feed.feed.get("title"))
    language = _line(feed.feed.get("language"))
    for number, entry in enumerate(feed.entries, 1):
        content = max((_string(c.get("value")) for c in entry.get("content") or []), key=len, default="")
        content = plain(content if content.strip() else _string(entry.get("summary")))
        if not content.strip():
            yield Failure(f"{source.about}:{number}", "read", "empty", "the entry holds no text")
            continue
        url = _line(entry.get("link"))
        yield Capture(
            id=_line(entry.get("id")) or url or f"{source.name}#{number}",
            markup="html" if _MARKUP.search(content) else "text",
            content=content,
            digest=digest(repr((entry.get("id"), url, entry.get("title"), content)).encode("utf-8", "replace")),
            path=source.path, url=url, outlet=outlet,
            authors=tuple(n for a in entry.get("authors") or [] if (n := _line(a.get("name")))),
            title=_line(entry.get("title")),
            published=edtf(entry.get("published")) or edtf(entry.get("updated")) or from_url(url),
            language=language,
        )  # fmt: skip


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str | None:
    import html

    text = plain(" ".join(html.unescape(re.sub(r"<[^<>]*>", "", _string(value))).split()))
    return text or None
