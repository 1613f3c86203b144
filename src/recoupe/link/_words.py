"""Text as arrays of word hashes: the common ground of passages, roots and stories.

A word is a run of letters and digits. It is hashed twice, without case, accents or typography: whole, and
by its first five letters, so that *urinent* and *uriné*, *ordonne* and *ordonner* meet. Hashes are 64 bits,
computed for a whole text at once; equal words have equal hashes in every run and on every machine.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

STEM = 5
_M = 0x9E3779B97F4A7C15
_LIMIT = 0x10000


@cache
def _folds() -> npt.NDArray[np.uint8]:
    """Code point to a small number: 0 for what separates words, else one for each base letter or digit."""
    table = np.zeros(_LIMIT, np.uint8)
    for code in range(_LIMIT):
        char = chr(code)
        if not char.isalnum():
            continue
        base = unicodedata.normalize("NFD", char)[0].lower()
        base = {"œ": "o", "æ": "a", "ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}.get(base, base)[0]
        if "a" <= base <= "z":
            table[code] = ord(base) - ord("a") + 1
        elif base.isdecimal():
            table[code] = 27 + int(base)
        else:
            table[code] = 37 + ord(base) % 200
    return table


@cache
def _powers(size: int) -> Hashes:
    out = np.empty(size, np.uint64)
    value = 1
    for i in range(size):
        out[i] = value
        value = value * _M % (1 << 64)
    return out


@cache
def _letters() -> Hashes:
    """A fixed random 64-bit number for each folded letter."""
    return mix(np.arange(1, 257, dtype=np.uint64) * np.uint64(_M))


def mix(x: Hashes) -> Hashes:
    """Bits stirred so that any of them may serve as a sample (the finaliser of MurmurHash3)."""
    x = x ^ (x >> np.uint64(33))
    x = x * np.uint64(0xFF51AFD7ED558CCD)
    x = x ^ (x >> np.uint64(33))
    x = x * np.uint64(0xC4CEB9FE1A85EC53)
    return x ^ (x >> np.uint64(33))


def codes(text: str) -> npt.NDArray[np.uint8]:
    """One folded letter for each code point of `text`."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return _folds()[np.minimum(points, _LIMIT - 1)]


def words(text: str) -> tuple[Ints, Ints, Hashes, Hashes]:
    """Starts, ends, whole hashes and stem hashes of the words of `text`.

    >>> s, e, whole, stem = words("L’Œuvre d'Été, l'oeuvre d'ete")
    >>> list(zip(s.tolist(), e.tolist()))[:2]
    [(0, 1), (2, 7)]
    >>> bool((whole[:4] == whole[4:]).all())
    True
    """
    return hashed(codes(text))


def hashed(folded: npt.NDArray[np.uint8]) -> tuple[Ints, Ints, Hashes, Hashes]:
    """The same from folded letters: several texts at once where they are joined by zeros."""
    inside = folded != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1 if len(folded) else np.zeros(0, np.int64)
    if len(folded) and inside[0]:
        edges = np.concatenate(([0], edges))
    if len(folded) and inside[-1]:
        edges = np.concatenate((edges, [len(folded)]))
    starts, ends = edges[::2].astype(np.int64), edges[1::2].astype(np.int64)
    if not len(starts):
        empty = np.zeros(0, np.uint64)
        return starts, ends, empty, empty
    # œ is one letter and oe two: the e after an o is skipped, likewise after an a, so that both are alike
    silent = np.zeros(len(folded), bool)
    silent[1:] = (folded[1:] == 5) & ((folded[:-1] == 15) | (folded[:-1] == 1))
    kept = inside & ~silent
    rank = np.cumsum(kept)
    before = np.repeat(rank[starts] - kept[starts], ends - starts)
    at = np.flatnonzero(inside)
    place = np.minimum(rank[at] - 1 - before, 63)
    value = _letters()[folded[at]] * _powers(64)[np.maximum(place, 0)]
    value[silent[at]] = 0
    offsets = np.zeros(len(starts), np.int64)
    np.cumsum((ends - starts)[:-1], out=offsets[1:])
    whole = np.add.reduceat(value, offsets)
    value[place >= STEM] = 0
    return starts, ends, mix(whole), mix(np.add.reduceat(value, offsets))


def grams(hashes: Hashes, n: int) -> Hashes:
    """Hashes of every run of `n` words, in order.

    >>> len(grams(words("un deux trois quatre")[2], 3))
    2
    """
    size = len(hashes) - n + 1
    if size <= 0:
        return np.zeros(0, np.uint64)
    out = np.zeros(size, np.uint64)
    for i in range(n):
        out += hashes[i : i + size] * _powers(64)[i + 1]
    return mix(out)
