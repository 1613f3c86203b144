"""Two articles set side by side: every stretch they share, with its place on both sides.

Runs of three or more equal stems are found by hashing; runs that follow each other on both sides are
chained over what was changed between them, by the usual sparse dynamic programme of local alignment
(the score of a chain is the weight of its words less the cost of its gaps). What a chain covers is a passage
where it weighs enough to be no commonplace.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from recoupe.link._prepared import Prepared
from recoupe.link._words import Hashes, Ints, grams

SEED = 3
LEAST = 6.6  # weight of the equal words of a passage
GAP = 0.55  # cost of a word left out or put in between two runs
REACH = 15  # words that a chain may step over
RECUR = 0.45  # share of the rest of a sentence that recurs where the rest belongs to the passage
FEW = 3.0  # and at least these many of its words
DENSE = 0.5  # equal words among all the words a passage covers, on either side
_MOST = 400  # passages of one pair
_OFTEN = 24  # a run that stands so often (product of both sides) is no place to start from


_Run = tuple[int, int, int]


@dataclass(frozen=True)
class Shared:
    """Words `a0` to `a1` of the first article are words `b0` to `b1` of the second."""

    a0: int
    a1: int
    b0: int
    b1: int
    verbatim: bool
    likeness: float
    weight: float


@dataclass(frozen=True, eq=False)
class Seeded:
    """An article with its runs of `SEED` stems looked up in order: once for all its pairs."""

    words: Prepared
    grams: Hashes
    often: Ints  # how often the gram at this place stands in the article
    values: Hashes  # different grams, sorted
    first: Ints  # for each, where its places begin in `places`
    counts: Ints
    places: Ints
    sums: list[float]


def seeded(p: Prepared) -> Seeded:
    """The article made ready to be aligned."""
    found = grams(p.stems, SEED)
    places = np.argsort(found, kind="stable")
    ordered = found[places]
    new = np.ones(len(ordered), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    first = np.flatnonzero(new)
    counts = np.diff(np.append(first, len(ordered)))
    often = np.empty(len(found), np.int64)
    often[places] = np.repeat(counts, counts)
    sums = np.concatenate(([0.0], np.cumsum(p.weights))).tolist()
    return Seeded(p, found, often, ordered[first], first, counts, places, sums)


def _matches(a: Seeded, b: Seeded) -> list[_Run]:
    """Maximal runs of equal stems, as start in a, start in b, and length, by place."""
    if not len(a.grams) or not len(b.values):
        return []
    at = np.minimum(np.searchsorted(b.values, a.grams), len(b.values) - 1)
    here = np.flatnonzero(b.values[at] == a.grams)
    times = b.counts[at[here]]
    usual = times * a.often[here] <= _OFTEN
    here, times = here[usual], times[usual]
    total = int(times.sum())
    if not total:
        return []
    x = np.repeat(here, times)
    offset = np.arange(total) - np.repeat(np.cumsum(times) - times, times)
    diagonal = b.places[np.repeat(b.first[at[here]], times) + offset] - x
    rank = np.argsort((diagonal << 32) + x, kind="stable")
    x, diagonal = x[rank], diagonal[rank]
    new = np.ones(total, bool)
    new[1:] = (diagonal[1:] != diagonal[:-1]) | (x[1:] != x[:-1] + 1)
    starts = np.flatnonzero(new)
    lengths = np.diff(np.append(starts, total)) + SEED - 1
    x, y = x[starts], x[starts] + diagonal[starts]
    order = np.lexsort((lengths, y, x))
    return list(zip(x[order].tolist(), y[order].tolist(), lengths[order].tolist(), strict=True))


def align(one: Seeded, two: Seeded) -> list[Shared]:
    """Passages that two articles share, best first, never overlapping on either side."""
    a, b = one.words, two.words
    if len(a) == len(b) and len(a) and np.array_equal(a.whole, b.whole):
        return [Shared(0, len(a), 0, len(b), True, 1.0, one.sums[-1])] if one.sums[-1] >= LEAST else []
    runs, sums = _matches(one, two), one.sums
    if sum(sums[x + n] - sums[x] for x, _, n in runs) < LEAST:
        return []
    cores: list[_Core] = []
    ha, hb = a.holes.tolist(), b.holes.tolist()
    while runs and len(cores) < _MOST:
        chain = _best_chain(runs, sums, ha, hb)
        if chain is None:
            break
        core = _core(chain, sums)
        runs = _without(runs, core)
        if core.equal >= DENSE * max(core.a1 - core.a0, core.b1 - core.b0):
            cores.append(core)
    out = [_finish(a, b, core, cores) for core in cores]
    return sorted(out, key=lambda s: (-s.weight, s.a0, s.b0))


@dataclass(frozen=True)
class _Core:
    """What a chain of runs spans, before it is carried to the ends of its sentences."""

    a0: int
    a1: int
    b0: int
    b1: int
    equal: int
    weight: float


def _best_chain(runs: list[_Run], sums: list[float], ha: list[int], hb: list[int]) -> list[_Run] | None:
    size = len(runs)
    best = [0.0] * size
    back = [-1] * size
    skip = [0] * size
    top = -1
    active: list[int] = []  # runs that end near enough to be followed
    for i in range(size):
        x, y, n = runs[i]
        own = sums[x + n] - sums[x]
        score, from_, cut = own, -1, 0
        active = [j for j in active if runs[j][0] + runs[j][2] + REACH >= x]
        for j in active:
            px, py, pn = runs[j]
            if px >= x or py >= y:
                continue
            gx, gy = x - px - pn, y - py - pn
            over = -gx if gx < gy else -gy
            if over > 0:
                if over >= n:
                    continue
                gx, gy = gx + over, gy + over
            else:
                over = 0
            gap = gx if gx > gy else gy
            if gap > REACH:
                continue
            value = best[j] - GAP * gap + (sums[x + n] - sums[x + over])
            if value > score and ha[px + pn] == ha[x] and hb[py + pn] == hb[y]:
                score, from_, cut = value, j, over
        active.append(i)
        best[i], back[i], skip[i] = score, from_, cut
        if top < 0 or score > best[top]:
            top = i
    if top < 0 or best[top] < LEAST:
        return None
    chain: list[_Run] = []
    i = top
    while i >= 0:
        x, y, n = runs[i]
        chain.append((x + skip[i], y + skip[i], n - skip[i]))
        i = back[i]
    chain.reverse()
    return chain


def _core(chain: list[_Run], sums: list[float]) -> _Core:
    return _Core(
        chain[0][0], chain[-1][0] + chain[-1][2], chain[0][1], chain[-1][1] + chain[-1][2],
        sum(n for _, _, n in chain), sum(sums[x + n] - sums[x] for x, _, n in chain),
    )  # fmt: skip


def _finish(a: Prepared, b: Prepared, core: _Core, cores: list[_Core]) -> Shared:
    """The chain carried to the ends of its first and last sentence where their rest belongs to it."""
    a0, a1, b0, b1 = core.a0, core.a1, core.b0, core.b1
    # never over what another passage holds
    floor_a = max([0, *(c.a1 for c in cores if c.a1 <= a0)])
    floor_b = max([0, *(c.b1 for c in cores if c.b1 <= b0)])
    roof_a = min([len(a), *(c.a0 for c in cores if c.a0 >= a1)])
    roof_b = min([len(b), *(c.b0 for c in cores if c.b0 >= b1)])
    la, lb = max(int(a.first[a0]), floor_a), max(int(b.first[b0]), floor_b)
    inside = min(int(a.last[a0]), a1) - a0
    if _belongs(a, b, la, a0, lb, b0, inside):
        a0, b0 = la, lb
    ra, rb = min(int(a.last[a1 - 1]), roof_a), min(int(b.last[b1 - 1]), roof_b)
    inside = a1 - max(int(a.first[a1 - 1]), a0)
    if _belongs(a, b, a1, ra, b1, rb, inside):
        a1, b1 = ra, rb
    # a small word beyond the last mark is chance: « … bon », a / « … bon ». À
    while (
        a1 - a0 > 4
        and a.small[a1 - 1]
        and b.small[b1 - 1]
        and (a.marked[a1 - 1] or b.marked[b1 - 1])
        and a1 < len(a)
        and b1 < len(b)
    ):
        a1, b1 = a1 - 1, b1 - 1
    wa, wb = a.whole[a0:a1], b.whole[b0:b1]
    verbatim = len(wa) == len(wb) and bool((wa == wb).all())
    likeness = 1.0 if verbatim else round(Indel.normalized_similarity(wa.tolist(), wb.tolist()), 4)
    return Shared(a0, a1, b0, b1, verbatim, likeness, core.weight)


def _belongs(a: Prepared, b: Prepared, a0: int, a1: int, b0: int, b1: int, inside: int) -> bool:
    """True where the rest of a sentence goes with its shared part: it is short, or its words recur opposite."""
    la, lb = a1 - a0, b1 - b0
    if max(la, lb) == 0:
        return False
    if max(la, lb) <= min(5, inside / 2):
        return True
    if not min(la, lb) or max(la, lb) > max(15, 4 * inside):
        return False
    if la > lb:
        a, b, a0, a1, b0, b1 = b, a, b0, b1, a0, a1
    met = np.isin(a.stems[a0:a1], b.stems[b0:b1])
    weights = np.where(a.weights[a0:a1] < 1, 0.2, 1.0)  # small words meet everywhere
    return float(weights[met].sum()) >= max(FEW, RECUR * float(weights.sum()))


def _without(runs: list[_Run], core: _Core) -> list[_Run]:
    """What is left of the runs outside a passage that has been taken."""
    a0, a1, b0, b1 = core.a0, core.a1, core.b0, core.b1
    out: list[_Run] = []
    for x, y, n in runs:
        if (x + n <= a0 or x >= a1) and (y + n <= b0 or y >= b1):
            out.append((x, y, n))
            continue
        left = min(n, a0 - x if x + n > a0 and x < a1 else n, b0 - y if y + n > b0 and y < b1 else n)
        right = min(n, x + n - a1 if x < a1 and x + n > a0 else n, y + n - b1 if y < b1 and y + n > b0 else n)
        if left >= SEED:
            out.append((x, y, left))
        if right >= SEED:
            out.append((x + n - right, y + n - right, right))
    return sorted(out)
