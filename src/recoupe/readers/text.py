"""Plain text: one file, one article (a crawl's text, or what somebody saved)."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._decode import decode
from recoupe.readers._source import TEXT_CHARACTERS, Source, digest

SUFFIXES = (".txt", ".text", ".md")


def sniff(head: bytes) -> bool:  # noqa: ARG001
    """Never by content: text is what remains when no other format is recognised."""
    return False


def read(source: Source) -> Iterator[Capture | Failure]:
    """The file's text as one capture; bytes that fit no encoding are told in a failure besides."""
    data = source.whole()
    text, note = decode(data)
    if not text.strip("\ufffd \t\r\n"):
        raise ReadError("bad-encoding" if note else "empty", note or "no text")
    if len(text) > TEXT_CHARACTERS:
        raise ReadError("too-large", f"more than {TEXT_CHARACTERS // 1_000_000} million characters")
    yield Capture(source.name, "text", text, digest(data), path=source.path)
    if note:
        yield Failure(source.about, "read", "bad-encoding", note + "; read with U+FFFD in their place")
