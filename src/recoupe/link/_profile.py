"""What an article is about, as weights on word stems: the common ground of grouping into stories.

Stems are the first five letters without accents, so that *manifestation* and *manifestants*, and French and English
cognates, names and figures, meet. A stem weighs by how rare it is, in the batch and in the language at large
(`languages/xx/frequencies.toml`): the words of an affair that fills a batch weigh little in it, yet five articles that
come alone are still told by theirs.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from recoupe import languages
from recoupe.link._prepared import _capitals
from recoupe.link._words import Hashes, words
from recoupe.model import Article

Floats = npt.NDArray[np.float64]

LEAD = 60  # words at the head, title included, that weigh double
MOST = 900  # words after which an article has said what it is about
LEFT_OUT = frozenset({"navigation", "related", "comment", "advert", "byline", "dateline", "credit"})
LENGTH = 300  # words of an article, on average: turns a frequency among words into one among articles


@dataclass(frozen=True, eq=False)
class Profile:
    """Stems of one article, sorted, and how much it makes of each; `named` where it is a name or a number."""

    id: str
    language: str | None
    day: int | None
    stems: Hashes
    counts: Floats
    named: npt.NDArray[np.bool_]


def day(published: str | None) -> int | None:
    """The first day that an EDTF date can mean, as a number; None where it names no day.

    >>> day("2020-01-06") == day("2020-01-06/2020-01-07"), day("2020")
    (True, None)
    """
    try:
        return datetime.date.fromisoformat((published or "").split("/")[0][:10]).toordinal()
    except ValueError:
        return None


@cache
def _background() -> tuple[Hashes, Floats]:
    """Stems that the languages know, sorted, and the share of articles that hold each."""
    known: dict[int, float] = {}
    for language in languages.available():
        for band in languages.table(language, "frequencies").get("band", []):
            _, _, _, stems = words(band["stems"])
            share = 1.0 - (1.0 - 1.0 / band["per"]) ** LENGTH
            for stem in stems.tolist():
                known[stem] = max(known.get(stem, 0.0), share)
    order = sorted(known)
    return np.array(order, np.uint64), np.array([known[s] for s in order])


def common(stems: Hashes) -> Floats:
    """The share of articles that hold each stem, by the languages' tables; 0 where it is not in them."""
    keys, shares = _background()
    if not len(keys):
        return np.zeros(len(stems))
    at = np.minimum(np.searchsorted(keys, stems), len(keys) - 1)
    return np.where(keys[at] == stems, shares[at], 0.0)


def profile(article: Article, day: int | None) -> Profile:
    """The article's stems, from its own text."""
    starts, ends, _, stems = words(article.text)
    keep = np.ones(len(starts), bool)
    for s in article.sections:
        if s.kind in LEFT_OUT:
            keep[np.searchsorted(starts, s.start) : np.searchsorted(starts, s.end)] = False
    points = np.frombuffer(article.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    heads = np.minimum(points[starts], 0xFFFF)
    digits = (heads >= 48) & (heads <= 57)
    keep &= (ends - starts > 2) | digits
    starts, stems, heads, digits = starts[keep][:MOST], stems[keep][:MOST], heads[keep][:MOST], digits[keep][:MOST]
    weight = np.ones(len(stems))
    weight[:LEAD] = 2.0
    before = points[np.maximum(starts - 2, 0)]
    named = (_capitals()[heads] & ~np.isin(before, _STOPS)) | digits
    unique, inverse = np.unique(stems, return_inverse=True)
    counts = np.zeros(len(unique))
    np.add.at(counts, inverse, weight)
    names = np.zeros(len(unique))
    np.add.at(names, inverse, named.astype(float))
    total = np.bincount(inverse, minlength=len(unique)) if len(unique) else np.zeros(0)
    return Profile(article.id, article.language, day, unique, 1.0 + np.log(np.maximum(counts, 1.0)), names * 2 > total)


_STOPS = np.array([ord(c) for c in ".!?…\n:"], np.uint32)
