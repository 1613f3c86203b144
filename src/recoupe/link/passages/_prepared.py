"""An article made ready for comparison: its own words as hashes, with weights and sentence starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from recoupe.link._words import Hashes, Ints, words
from recoupe.model import Article

# Furniture of a page takes no part: two pages of one outlet would share it.
LEFT_OUT = frozenset({"navigation", "related", "comment", "advert", "byline", "dateline", "credit", "caption"})
_BREAK = re.compile(r"\n+|[.!?…]+[\"”»’')\]\s]*(?=[A-ZÀ-ÖØ-Þ«“\"\d])|[:;]\s*(?=[«“\"])| {2,}")


@dataclass(frozen=True, eq=False)
class Prepared:
    """Words of one article in order: positions, hashes, weights; `first[i]` is the start of word i's sentence."""

    id: str
    outlet: str | None
    starts: Ints
    ends: Ints
    whole: Hashes
    stems: Hashes
    weights: npt.NDArray[np.float64]
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.starts)


@cache
def _capitals() -> npt.NDArray[np.bool_]:
    return np.array([chr(c).isupper() for c in range(0x10000)], bool)


def prepare(article: Article) -> Prepared:
    """The words of the article's own text. Sections of the page's furniture are left out."""
    starts, ends, whole, stems = words(article.text)
    out = [s for s in article.sections if s.kind in LEFT_OUT]
    if out and len(starts):
        keep = np.ones(len(starts), bool)
        for s in out:
            keep[np.searchsorted(starts, s.start) : np.searchsorted(starts, s.end)] = False
        starts, ends, whole, stems = starts[keep], ends[keep], whole[keep], stems[keep]
    size = len(starts)
    breaks = np.fromiter((m.end() for m in _BREAK.finditer(article.text)), np.int64)
    begins = np.zeros(size + 1, bool)
    if size:
        begins[np.searchsorted(starts, breaks)] = True
        begins[0] = True
    begins = begins[:size]
    at = np.flatnonzero(begins)
    which = np.cumsum(begins) - 1
    first = at[which] if size else np.zeros(0, np.int64)
    last = np.append(at[1:], size)[which] if size else np.zeros(0, np.int64)
    points = np.frombuffer(article.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    heads = np.minimum(points[starts], 0xFFFF)
    named = _capitals()[heads] & ~begins
    weights = np.where(ends - starts <= 3, 0.6, 1.0)
    weights[named] = 0.4
    return Prepared(article.id, article.outlet, starts, ends, whole, stems, weights, first, last)
