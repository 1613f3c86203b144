"""Text as arrays of word codes: the common ground of passages, roots and stories.

A word is a run of letters and digits, without case, accents or typography. Its stem is its first five letters,
so that *urinent* and *uriné*, *ordonne* and *ordonner* meet; packed in six bits a letter it is a number of its own,
no hash. The whole word is its first and last five letters and its length, packed likewise.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

STEM = 5
PAD = 8
_MASKS = np.array([(1 << 8 * i) - 1 for i in range(STEM + 1)], np.uint64)
_LIMIT = 0x10000
_AE, _OE = 62, 63  # one letter in print, two in a word
_LIGATURES = {"œ": _OE, "Œ": _OE, "æ": _AE, "Æ": _AE}
_GOLDEN = 0x9E3779B97F4A7C15


@cache
def _folds() -> npt.NDArray[np.uint8]:
    """Code point to six bits: 0 for what separates words, else one for each base letter or digit."""
    codes = np.arange(_LIMIT)
    letters = np.array([chr(code).isalnum() for code in range(_LIMIT)])
    table = np.where(letters, 37 + codes % 25, 0).astype(np.uint8)
    # beyond Latin, Greek and Cyrillic there is no accent to take off
    for code in np.flatnonzero(letters[:0x2000]).tolist():
        base = unicodedata.normalize("NFD", chr(code))[0].lower()[0]
        base = {"ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}.get(base, base)
        if "a" <= base <= "z":
            table[code] = ord(base) - ord("a") + 1
        elif base.isdecimal():
            table[code] = 27 + int(base)
        else:
            table[code] = 37 + ord(base) % 25
    for code in range(0x2000, _LIMIT):
        if letters[code] and chr(code).isdecimal():
            table[code] = 27 + int(chr(code))
    for char, code in _LIGATURES.items():
        table[ord(char)] = code
    return table


def mix(x: Hashes) -> Hashes:
    """Bits stirred so that any of them may serve as a sample (the finaliser of MurmurHash3)."""
    x = x ^ (x >> np.uint64(33))
    x = x * np.uint64(0xFF51AFD7ED558CCD)
    x = x ^ (x >> np.uint64(33))
    x = x * np.uint64(0xC4CEB9FE1A85EC53)
    return x ^ (x >> np.uint64(33))


def words(text: str) -> tuple[Ints, Ints, Hashes, Hashes]:
    """Starts, ends, whole codes and stem codes of the words of `text`.

    >>> s, e, whole, stem = words("L’Œuvre d'Été, l'oeuvre d'ete")
    >>> list(zip(s.tolist(), e.tolist()))[:2]
    [(0, 1), (2, 7)]
    >>> bool((whole[:4] == whole[4:]).all())
    True
    """
    folded = fold_letters(text)
    wide = np.flatnonzero(folded >= _AE)
    if len(wide):
        folded = np.repeat(folded, 1 + (folded >= _AE))
        where = wide + np.arange(len(wide))
        folded[where] = np.where(folded[where] == _OE, 15, 1)
        folded[where + 1] = 5
    starts, ends = edges(folded)
    stems, whole = packed(folded, starts, ends)
    if len(wide):
        # back to positions in the text as it is, where a ligature is one character
        second = where + 1
        starts = starts - np.searchsorted(second, starts, "right")
        ends = ends - np.searchsorted(second, ends - 1, "right")
    return starts - PAD, ends - PAD, whole, stems


def fold_letters(text: str) -> npt.NDArray[np.uint8]:
    """One number for each code point, with `PAD` zeros before and behind."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = np.zeros(len(points) + 2 * PAD, np.uint8)
    if len(points):
        if int(points.max()) >= _LIMIT:
            points = np.minimum(points, _LIMIT - 1)
        np.take(_folds(), points, out=folded[PAD : PAD + len(points)])
    return folded


def edges(folded: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Where words start and end; `folded` starts and ends in a zero."""
    inside = folded != 0
    change = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return change[::2].astype(np.int64), change[1::2].astype(np.int64)


def packed(folded: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> tuple[Hashes, Hashes]:
    """Stem codes and whole codes of the words of padded letters."""
    # eight letters at every position, read as one number: the first letter in the lowest byte
    eight = np.ndarray((len(folded) - 7,), np.uint64, buffer=folded, strides=(1,))
    lengths = ends - starts
    short = np.minimum(lengths, STEM)
    stems = _squeezed(eight[starts] & _MASKS[short])
    tails = _squeezed(eight[ends - STEM] & ~_MASKS[STEM - short] & _MASKS[STEM])
    whole = stems | tails << np.uint64(30) | (lengths.astype(np.uint64) & np.uint64(15)) << np.uint64(60)
    return stems, whole


def _squeezed(x: Hashes) -> Hashes:
    """Five letters of eight bits as five of six."""
    out = x & np.uint64(0x3F)
    for i in range(1, STEM):
        out |= (x >> np.uint64(2 * i)) & np.uint64(0x3F << 6 * i)
    return out


@cache
def _powers(size: int) -> Hashes:
    return np.array([pow(_GOLDEN, i, 1 << 64) for i in range(size)], np.uint64)


def rolled(codes: Hashes, n: int) -> Hashes:
    """A polynomial of every run of `n` words, in order: equal for equal runs, its low bits not to be trusted."""
    if len(codes) < n:
        return np.zeros(0, np.uint64)
    out, done = codes * np.uint64(_GOLDEN), 1
    out ^= out >> np.uint64(29)
    single = out
    while done < n:
        if 2 * done <= n:
            out = out[:-done] * _powers(16)[done] + out[done:]
            done *= 2
        else:
            out = out[: len(single) - done] * _powers(16)[1] + single[done:]
            done += 1
    return out


def grams(codes: Hashes, n: int) -> Hashes:
    """Hashes of every run of `n` words, in order.

    >>> len(grams(words("un deux trois quatre")[2], 3))
    2
    """
    return mix(rolled(codes, n))
