"""Pure helpers on text that several stages share. No I/O, no state."""

from __future__ import annotations

import hashlib
import unicodedata


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
    out = unicodedata.normalize("NFD", text.translate(_PLAIN)).lower()
    return "".join(c for c in out if not unicodedata.combining(c))


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
