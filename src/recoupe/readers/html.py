"""A web page as it was saved: one file, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.model import Capture, Failure
from recoupe.readers._decode import decode
from recoupe.readers._page import page
from recoupe.readers._source import Source, digest

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml.html")
_HEAD = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.I | re.S,
)


def sniff(head: bytes) -> bool:
    """True where the bytes begin like a page.

    >>> sniff(b"<!DOCTYPE html><html>"), sniff(b"Le ministre")
    (True, False)
    """
    return bool(_HEAD.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(source: Source) -> Iterator[Capture | Failure]:
    """The page as one capture, with the metadata that it declares."""
    data = source.whole()
    text, note = decode(data)
    yield page(text, id=source.name, digest=digest(data), path=source.path)
    if note:
        yield Failure(source.about, "read", "bad-encoding", note + "; read with U+FFFD in their place")
