"""An article made ready for comparison: its own words as hashes, with weights and sentence starts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from recoupe.link._words import Hashes, Ints, words
from recoupe.model import Article

# Furniture of a page takes no part: two pages of one outlet would share it.
LEFT_OUT = frozenset({"navigation", "related", "comment", "advert", "byline", "dateline", "credit", "caption"})
_PLAIN = np.array([ord(c) for c in " \u00a0\u202f'’-"], np.uint32)
_BREAK = re.compile(r"\n+|[.!?…]+[\"”»’')\]\s]*(?=[A-ZÀ-ÖØ-Þ«“\"\d])|[:;]\s*(?=[«“\"])| {2,}")


@dataclass(frozen=True, eq=False)
class Prepared:
    """Words of one article in order: positions, hashes, weights.

    `first[i]` and `last[i]` bound the sentence of word i; `small[i]` is True for a word of up to three letters,
    `marked[i]` where more than a blank or an apostrophe stands between it and the word before; `own[i]` is False
    in the page's furniture, of which `holes[i]` counts the words before word i.
    """

    id: str
    outlet: str | None
    starts: Ints
    ends: Ints
    whole: Hashes
    stems: Hashes
    weights: npt.NDArray[np.float64]
    first: Ints
    last: Ints
    small: npt.NDArray[np.bool_]
    marked: npt.NDArray[np.bool_]
    own: npt.NDArray[np.bool_]
    holes: Ints

    def __len__(self) -> int:
        return len(self.starts)


@cache
def _capitals() -> npt.NDArray[np.bool_]:
    return np.array([chr(c).isupper() for c in range(0x10000)], bool)


def prepare(article: Article) -> Prepared:
    """The words of the article. Those of the page's furniture match nothing and weigh nothing."""
    starts, ends, whole, stems = words(article.text)
    size = len(starts)
    points = np.frombuffer(article.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    begins = np.zeros(size + 1, bool)
    breaks = np.fromiter((m.end() for m in _BREAK.finditer(article.text)), np.int64)
    begins[np.searchsorted(starts, breaks)] = True
    own = np.ones(size, bool)
    for s in article.sections:
        if s.kind in LEFT_OUT:
            low, high = np.searchsorted(starts, s.start), np.searchsorted(starts, s.end)
            own[low:high] = False
            begins[low] = begins[high] = True
    begins[0] = True
    begins = begins[:size]
    if not own.all():
        # numbers that no word has, and no other article
        key = int.from_bytes(hashlib.blake2b(article.id.encode("utf-8", "replace"), digest_size=4).digest(), "big")
        nothing = np.uint64(1 << 63 | key << 24) + np.arange(size, dtype=np.uint64)
        whole, stems = np.where(own, whole, nothing), np.where(own, stems, nothing)
    at = np.flatnonzero(begins)
    which = np.cumsum(begins) - 1
    first = at[which] if size else np.zeros(0, np.int64)
    last = np.append(at[1:], size)[which] if size else np.zeros(0, np.int64)
    named = _capitals()[np.minimum(points[starts], 0xFFFF)] & ~begins
    weights = np.where(ends - starts <= 3, 0.6, 1.0)
    weights[named] = 0.4
    weights[~own] = 0.0
    marked = np.zeros(size, bool)
    if size:
        between = starts[1:] - ends[:-1]
        marked[1:] = (between > 1) | ~np.isin(points[np.minimum(ends[:-1], len(points) - 1)], _PLAIN)
    holes = np.concatenate(([0], np.cumsum(~own)))
    return Prepared(
        article.id,
        article.outlet,
        starts,
        ends,
        whole,
        stems,
        weights,
        first,
        last,
        ends - starts <= 3,
        marked,
        own,
        holes,
    )
