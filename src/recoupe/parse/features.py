"""What the network sees of a word: the word itself, its letter groups, its shape, and what a lexicon knows of it.

Everything hangs on the form alone, so that it is computed once a word type and kept.
"""

from __future__ import annotations

from zlib import crc32

GRAMS = 16384  # buckets of letter groups
SHAPES = 256  # buckets of shapes

_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": "«", "„": "«", "”": "»", "‟": "«", "‑": "-", "—": "–",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "",
        **dict.fromkeys("123456789", "0"),
    }
)  # fmt: skip


def plain(form: str) -> str:
    """A form as the vocabulary keeps it: small letters, digits 0, plain apostrophes, « » for every curly mark.

    >>> plain("L’"), plain("17h30"), plain("“")
    ("l'", '00h00', '«')
    """
    return form[:60].translate(_PLAIN).lower()


def shape(form: str) -> int:
    """The bucket of a form's shape: runs of capitals, small letters, digits and marks, each cut at two.

    >>> shape("Paris") == shape("Lyon"), shape("Paris") == shape("PARIS")
    (True, False)
    """
    out: list[str] = []
    for c in form[:30]:
        k = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c
        if len(out) < 2 or out[-1] != k or out[-2] != k:
            out.append(k)
    return crc32("".join(out[:8]).encode("utf-8", "replace")) % SHAPES


def grams(word: str) -> list[int]:
    """The buckets of a plain word's letter groups: the word, its beginnings and ends, and every three letters.

    >>> len(grams("dire")) == len(set(grams("dire")))
    True
    """
    w = f"<{word[:40]}>"
    n = len(w)
    groups = {w}
    groups.update(["P" + w[:k] for k in range(2, min(6, n))])
    groups.update(["S" + w[n - k :] for k in range(2, min(7, n))])
    groups.update([w[i : i + 3] for i in range(n - 2)])
    groups.update([w[i : i + 4] for i in range(n - 3)])
    return sorted({crc32(g.encode("utf-8", "replace")) % GRAMS for g in groups})
