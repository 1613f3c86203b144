"""A text made plain at equal length, so that what is found in it has the same positions in the original."""

from __future__ import annotations

import unicodedata

_PLAIN = {
    ord(k): v
    for k, v in {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "‒": "-",
        "―": "-",
        "œ": "o",
        "Œ": "o",
        "æ": "a",
        "Æ": "a",
        "ß": "s",
        "İ": "i",
        "…": "…",
    }.items()
}
for _code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _PLAIN.setdefault(_code, _base.lower())
for _code in (0xA0, 0x202F, 0x2007, 0x2009, 0x200A, 0x2002, 0x2003, 0x3000, 0x200B, 0xFEFF):
    _PLAIN[_code] = " "


def flat(text: str) -> str:
    """Lower case, no accents, plain blanks, apostrophes and dashes; as long as `text`, quotes kept.

    >>> flat("À LIRE\u00a0: «\u202fL’Œuvre\u202f»")
    "a lire : « l'ouvre »"
    """
    out = text.translate(_PLAIN).lower()
    if len(out) != len(text):
        out = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_PLAIN))
    return out
