"""WARC archives of a crawl, packed or not: every page that was fetched with success is one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._dates import from_url
from recoupe.readers._decode import decode
from recoupe.readers._page import page
from recoupe.readers._source import DOCUMENT_BYTES, TEXT_CHARACTERS, Source, digest

SUFFIXES = (".warc", ".wet", ".wat")


def sniff(head: bytes) -> bool:
    """True where the bytes begin like a record.

    >>> sniff(b"WARC/1.0"), sniff(b"text")
    (True, False)
    """
    return head.startswith(b"WARC/")


class _Quiet:
    """A stream that ends where its source breaks, and remembers why; the archive reader asks for no more than this."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.error: ReadError | None = None
        self.at = 0

    def tell(self) -> int:
        return self.at

    def read(self, size: int = -1) -> bytes:
        try:
            data = b"" if self.error else self.stream.read1(size)
        except ReadError as error:
            self.error, data = error, b""
        self.at += len(data)
        return data


def read(source: Source) -> Iterator[Capture | Failure]:
    """The pages as captures; what was read before a break is kept and the break is a failure."""
    from fastwarc import ArchiveIterator, WarcRecordType

    found = 0
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with source.open() as stream:
        quiet: Any = _Quiet(stream)
        broken = ""
        try:
            for record in ArchiveIterator(quiet, record_types=kinds, parse_http=False, stream_detect=False):
                made = _capture(record, source)
                if isinstance(made, str):
                    broken = made
                    break
                if made is not None:
                    found += 1
                    yield made
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # fastwarc is compiled: its panics are no Exceptions
            broken = str(error)[:150] or type(error).__name__
    if quiet.error:
        yield Failure(source.about, "read", quiet.error.reason, f"{quiet.error.detail}; {found} read before")
    elif broken:
        yield Failure(source.about, "read", "truncated-file", f"{broken}; {found} read before")
    elif not found:
        yield Failure(source.about, "read", "no-article", "no page in the archive")


def _capture(record: Any, source: Source) -> Capture | Failure | str | None:
    """A record as a capture, None where it is no page, a sentence where the archive ends inside it."""
    url = record.headers.get("WARC-Target-URI")
    about = f"{source.about}:{url or record.record_id}"
    if record.content_length > DOCUMENT_BYTES:
        return Failure(about, "read", "too-large", f"more than {DOCUMENT_BYTES // 1_000_000} MB")
    raw = record.reader.read(record.content_length)
    if len(raw) < record.content_length:
        return "the archive ends inside a record"
    if record.is_http:
        record.set_bytes_content(raw)
        record.parse_http(auto_decode="all")
        if record.http_headers.status_code is not None and not 200 <= record.http_headers.status_code < 300:
            return None
        raw = record.reader.read(DOCUMENT_BYTES + 1)
        if len(raw) > DOCUMENT_BYTES:
            return Failure(about, "read", "too-large", f"more than {DOCUMENT_BYTES // 1_000_000} MB")
        kind, charset = (record.http_content_type or "").lower(), record.http_charset
    else:
        kind, charset = (record.headers.get("Content-Type") or "").lower(), None
    if not ("html" in kind or kind.startswith("text/plain")):
        return None
    try:
        text, _ = decode(raw, charset)
    except ReadError as error:
        return Failure(about, "read", error.reason, error.detail)  # type: ignore[arg-type]
    if not text.strip():
        return Failure(about, "read", "empty", "the record holds no text")
    name = url or str(record.record_id)
    if "html" in kind:
        return page(text, id=name, digest=digest(raw), path=source.path, url=url)
    if len(text) > TEXT_CHARACTERS:
        return Failure(about, "read", "too-large", f"more than {TEXT_CHARACTERS // 1_000_000} million characters")
    return Capture(name, "text", text, digest(raw), path=source.path, url=url, published=from_url(url))
