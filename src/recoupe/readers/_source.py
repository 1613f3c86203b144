"""What every reader gets: one file's bytes, opened once, with limits against bombs and monsters."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from recoupe.errors import ReadError

# An article of two million characters is a book; a page of 20 MB is a program. Both would hold up a
# whole run, so they are refused by name rather than read in part.
DOCUMENT_BYTES = 20_000_000
TEXT_CHARACTERS = 2_000_000
# A file that is read as one value (JSON, feeds): memory is about ten times this.
WHOLE_BYTES = 200_000_000
# Text packs 3 to 20 times, a log of equal lines some 200 times; gzip's own limit is 1030. Bombs live there.
BOMB_RATIO = 250
BOMB_BYTES = 32_000_000


def digest(data: bytes) -> str:
    """The name of a content: two inputs with the same digest are copies of each other.

    >>> digest(b"a") == digest(b"a"), digest(b"a") == digest(b"b")
    (True, False)
    """
    return hashlib.blake2b(data, digest_size=20).hexdigest()


@dataclass(frozen=True)
class Source:
    """One file, or standard input: `name` is the id it would give an article, `path` where it lies.

    `opener` gives a new binary stream from the start; it is the one seam to the disk.
    """

    name: str
    path: str | None
    opener: Callable[[], BinaryIO]
    packed: bool = False
    met: bool = False  # met in a folder or by a pattern, not named

    @property
    def about(self) -> str:
        """How a failure row calls this input."""
        return self.path or self.name

    def open(self) -> BinaryIO:
        """The unpacked bytes as a stream. Raises `ReadError` while reading where they are a bomb or cut off."""
        raw = self.opener()
        if not self.packed:
            return raw
        return io.BufferedReader(_Unpacked(raw), 1 << 16)  # type: ignore[type-var]

    def head(self, size: int = 4096) -> bytes:
        """The first bytes, unpacked; fewer where the file is short or broken."""
        out = b""
        with self.open() as stream:
            try:  # piece by piece: one long read would lose what came before a break
                while len(out) < size and (piece := stream.read1(size - len(out))):  # type: ignore[attr-defined]
                    out += piece
            except ReadError:
                pass
        return out

    def whole(self, limit: int = DOCUMENT_BYTES) -> bytes:
        """All bytes. Raises `ReadError` ("too-large") beyond `limit`."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError("too-large", f"more than {limit // 1_000_000} MB")
        return data


class _Unpacked(io.RawIOBase):
    """A gzip stream that stops at bombs, and tells a cut-off file from a whole one."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__()
        self._raw = raw
        self._gzip = gzip.GzipFile(fileobj=raw)
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            data = self._gzip.read1(len(buffer))
        except EOFError as error:
            raise ReadError("truncated-file", "the gzip stream ends before its end") from error
        except (OSError, zlib.error) as error:
            raise ReadError("unreadable", f"broken gzip: {error}") from error
        self._out += len(data)
        if self._out > BOMB_BYTES and self._out > BOMB_RATIO * max(1, self._raw.tell()):
            raise ReadError("too-large", f"unpacks to more than {BOMB_RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._gzip.close()
            self._raw.close()
        super().close()
