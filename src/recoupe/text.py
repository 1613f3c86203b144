"""Pure helpers on text that several stages share. No I/O, no state."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache


def canonical(text: str) -> str:
    r"""The one form that positions refer to: NFC, line ends `\n`, otherwise as published.

    >>> canonical("e\u0301te\u0301\r\nfin")
    'été\nfin'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def fold(text: str) -> str:
    """Lower case without accents, typographic quotes and blanks made plain; for comparing, never for offsets.

    >>> fold("L’Élysée\u00a0: «\u202fNon\u202f»")
    'l\\'elysee : " non "'
    """
    return _fold_word(text) if len(text) <= WORD else _fold(text)


WORD = 40  # a news text has few words, used often: remembering them makes folding four times as fast


def _fold(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'").lower()
    out = unicodedata.normalize("NFD", text.translate(_PLAIN)).lower()
    out = _ACCENTS.sub("", out)
    return out if out.isascii() else "".join(c for c in out if not unicodedata.combining(c))


_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # all of them combine; U+034F does not
_fold_word = lru_cache(maxsize=100_000)(_fold)
_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‟": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "–": "-", "—": "-", "‑": "-",
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "\u00ad": "",
    }
)  # fmt: skip


def stable_id(prefix: str, *parts: object) -> str:
    """A short id that depends on its parts alone, so that it is the same in every run.

    >>> stable_id("s", "a.txt", 3, 10) == stable_id("s", "a.txt", 3, 10)
    True
    >>> stable_id("s", "a.txt", 3, 10).startswith("s-")
    True
    """
    digest = hashlib.blake2b("\x1f".join(str(p) for p in parts).encode(), digest_size=6).hexdigest()
    return f"{prefix}-{digest}"
