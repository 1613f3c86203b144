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
    rest = form[1:30]
    if form.isalpha() and (rest.islower() or not rest):  # most words
        return _SHAPES[form[0].isupper(), min(len(rest), 2)]
    out: list[str] = []
    for c in form[:30]:
        k = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c
        if len(out) < 2 or out[-1] != k or out[-2] != k:
            out.append(k)
    return crc32("".join(out[:8]).encode("utf-8", "replace")) % SHAPES


_SHAPES = {(False, n): crc32(b"x" * min(n + 1, 2)) % SHAPES for n in range(3)}
_SHAPES |= {(True, n): crc32(b"X" + b"x" * n) % SHAPES for n in range(3)}


def grams(word: str) -> list[int]:
    """The buckets of a plain word's letter groups: the word, its beginnings and ends, and every three letters.

    >>> len(grams("dire")) == len(set(grams("dire")))
    True
    """
    letters = f"<{word[:40]}>"
    # letter by letter in bytes: of ASCII every letter is one, of other words each is encoded by itself
    if letters.isascii():
        w: bytes = letters.encode()
        groups = [w]
        n = len(w)
        groups += [b"P" + w[:k] for k in range(2, min(6, n))]
        groups += [b"S" + w[n - k :] for k in range(2, min(7, n))]
        groups += [w[i : i + 3] for i in range(n - 2)]
        groups += [w[i : i + 4] for i in range(n - 3)]
    else:
        c = [x.encode("utf-8", "replace") for x in letters]
        n = len(c)
        groups = [b"".join(c)]
        groups += [b"P" + b"".join(c[:k]) for k in range(2, min(6, n))]
        groups += [b"S" + b"".join(c[n - k :]) for k in range(2, min(7, n))]
        threes = [c[i] + c[i + 1] + c[i + 2] for i in range(n - 2)]
        groups += threes
        groups += [g + last for g, last in zip(threes, c[3:], strict=False)]
    return sorted({crc32(g) % GRAMS for g in groups})
