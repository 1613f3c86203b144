"""Bytes to text: which encoding, and what to do where the bytes fit none.

UTF-8 is tried first whatever is declared: text in another encoding is never valid UTF-8 by accident once
it holds a few accents, while pages that declare Latin-1 and are UTF-8 are common.
"""

from __future__ import annotations

import codecs
import re

from recoupe.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*|<\?xml[^>]{0,100}?encoding\s*=\s*)["']?\s*([\w.:-]{2,40})""", re.I
)
# What web standards read these labels as: Windows-1252 holds all of Latin-1 and the quotes that people type.
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x7fELF", b"MZ\x90", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ",
    b"Rar!", b"7z\xbc\xaf", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"SQLite format 3", b"PAR1",
    b"\xd0\xcf\x11\xe0",
    b"II*\x00", b"MM\x00*", b"wOFF", b"wOF2", b"\xca\xfe\xba\xbe", b"BM\x36", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What Western text holds above ASCII; anything else in a Windows-1252 reading casts doubt on it.
_WESTERN = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿýßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ«»“”‘’‚„–—…€£§°•©®™ ²³½¼¾·º\u00ad\u00a0¿¡"
)


def plain(text: str) -> str:
    r"""Control characters and lone surrogates become U+FFFD, so that every later stage can print and store the text.

    >>> plain("a\x00b\ud800\tc")
    'a�b�\tc'
    """
    return _CONTROLS.sub("\ufffd", text)


def binary(head: bytes) -> bool:
    """True where the first bytes are those of a picture, an archive or a program.

    >>> binary(b"\\x89PNG\\r\\n"), binary("Été".encode()), binary(b"\\x00" * 9)
    (True, False, True)
    """
    if head.startswith(_BINARY):
        return True
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(head):
        return False
    return sum(c < 9 or 13 < c < 32 for c in head) * 20 > len(head)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows in Western text as every other byte being zero."""
    part = head[: len(head) & ~1]
    if len(part) < 8:
        return None
    even, odd = part[::2].count(0), part[1::2].count(0)
    half = len(part) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def declared(head: bytes) -> str | None:
    """The encoding that a page or an XML file declares in its first bytes.

    >>> declared(b'<meta charset="ISO-8859-1">')
    'ISO-8859-1'
    """
    found = _DECLARED.search(head[:4096])
    return found.group(1).decode("ascii") if found else None


def decode(data: bytes, label: str | None = None) -> tuple[str, str]:
    """The text and, where bytes were replaced, a sentence that tells so (else "").

    `label` is what is declared outside (an HTTP header). Raises `ReadError` ("not-text", "bad-encoding").

    >>> decode("déjà «vu»".encode("cp1252"))
    ('déjà «vu»', '')
    >>> decode("L'été".encode() + b"\\xc3")
    ("L'été�", '1 stretch of bytes is not UTF-8')
    """
    if binary(data[:4096]):
        raise ReadError("not-text", "the bytes are not text")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], name)
    if wide := _wide(data[:4096]):
        return _replaced(data, wide)
    try:
        return plain(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        pass
    broken = data.decode("utf-8", "replace")
    wrong = len(re.findall("\ufffd+", broken))
    right = sum(c > "\x7f" and c != "\ufffd" for c in broken[:200_000])
    if right > wrong or (not right and wrong == 1 and len(data) > 60 and broken.endswith("\ufffd")):
        return _replaced(data, "utf-8")
    told = (label, declared(data))
    for guess in (*told, "cp1252"):
        if (read := _strict(data, guess)) is not None and _western(read):
            return plain(read), ""
    for guess in told:
        if (read := _strict(data, guess)) is not None and not re.search(r"[\x80-\x9f]", read):
            return plain(read), ""
    from charset_normalizer import from_bytes  # 20 ms to import, and few files need it

    best = from_bytes(data[:100_000]).best()
    read = _strict(data, best.encoding) if best else None
    if read is None or len(re.sub(r"\W", "", read[:10_000])) < 4:
        raise ReadError("bad-encoding", "the bytes fit no known encoding")
    return plain(read), ""


def _strict(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    name = name.lower()
    try:
        return data.decode(_ALIASES.get(name, name))
    except (LookupError, UnicodeError, ValueError, AssertionError):
        return None


def _western(text: str) -> bool:
    high = [c for c in text[:200_000] if c > "\x7f"]
    return sum(c in _WESTERN for c in high) >= 0.9 * len(high) and sum(c.isalpha() for c in text[:1000]) > 3


def _replaced(data: bytes, name: str) -> tuple[str, str]:
    text = data.decode(name, "replace")
    wrong = len(re.findall("\ufffd+", text))
    note = f"{wrong} stretch{'es' if wrong > 1 else ''} of bytes {'are' if wrong > 1 else 'is'} not {name.upper()}"
    return plain(text), note if (wrong and name == "utf-8") or (wrong and "\ufffd".encode(name) not in data) else ""
