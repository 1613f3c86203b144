"""Groups from likeness by average linkage, and their ids from one time to the next."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from recoupe.link._profile import Floats
from recoupe.link.stories._likeness import CROWD, Rows
from recoupe.model import StoryGroup
from recoupe.text import stable_id


def cluster(likeness: Floats | Rows, crowd: Floats, alike: float) -> list[int]:
    """A label for each article, the smallest of its group. Ties are broken by position, so input order is nothing."""
    if isinstance(likeness, np.ndarray):
        return _dense(likeness.copy(), crowd.copy(), alike)
    return _sparse(likeness, crowd, alike)


def _dense(total: Floats, crowd: Floats, alike: float) -> list[int]:
    """All pairs in a matrix; each row knows its best, so that a merge costs a row."""
    size = len(total)
    count = np.ones(size)
    parent = list(range(size))
    mean = np.round(total - CROWD * np.outer(crowd, crowd), 9)
    np.fill_diagonal(mean, -np.inf)
    best = mean.argmax(axis=1) if size else np.zeros(0, np.int64)
    value = mean[np.arange(size), best] if size > 1 else np.full(size, -np.inf)
    while size > 1:
        i = int(value.argmax())
        if value[i] < alike:
            break
        i, j = sorted((i, int(best[i])))
        total[i] += total[j]
        total[:, i] = total[i]
        crowd[i] += crowd[j]
        count[i] += count[j]
        parent[j] = i
        dead = mean[j] == -np.inf
        mean[j], mean[:, j], value[j] = -np.inf, -np.inf, -np.inf
        row = np.round((total[i] - CROWD * crowd[i] * crowd) / (count[i] * count), 9)
        row[dead], row[i], row[j] = -np.inf, -np.inf, -np.inf
        mean[i], mean[:, i] = row, row
        again = np.flatnonzero(((best == i) | (best == j)) & (value > -np.inf))
        again = np.union1d(again, [i])
        best[again] = mean[again].argmax(axis=1)
        value[again] = mean[again, best[again]]
        better = (row > value) | ((row == value) & (i < best))
        better[i] = False
        best[better], value[better] = i, row[better]
    for k in range(size):
        while parent[k] != parent[parent[k]]:
            parent[k] = parent[parent[k]]
    return parent


def _sparse(likeness: Rows, crowd: Floats, alike: float) -> list[int]:
    size = len(likeness)
    groups: dict[int, list[int]] = {i: [i] for i in range(size)}
    totals = [dict(row) for row in likeness]
    crowds = [float(c) for c in crowd]

    def mean(i: int, j: int) -> float:
        total = totals[i].get(j, 0.0) - CROWD * crowds[i] * crowds[j]
        return round(total / (len(groups[i]) * len(groups[j])), 9)

    heap = [(-m, i, j) for i in range(size) for j in totals[i] if i < j and (m := mean(i, j)) >= alike]
    heapq.heapify(heap)
    while heap:
        value, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups or mean(i, j) != -value:
            continue
        groups[i] += groups.pop(j)
        crowds[i] += crowds[j]
        for k, v in totals[j].items():
            if k != i and k in groups:
                merged = totals[i].get(k, 0.0) + v
                totals[i][k] = totals[k][i] = merged
                totals[k].pop(j, None)
        totals[i].pop(j, None)
        totals[j] = {}
        for k in totals[i]:
            if k in groups and (m := mean(i, k)) >= alike:
                heapq.heappush(heap, (-m, min(i, k), max(i, k)))
    labels = [0] * size
    for label, members in groups.items():
        for m_ in members:
            labels[m_] = label
    return labels


def identified(groups: Sequence[tuple[str, ...]], known: Sequence[StoryGroup]) -> tuple[StoryGroup, ...]:
    """Groups with their ids: a known story's where it holds most of its articles, else made from its own."""
    home = {a: s.id for s in known for a in s.articles}
    names = {s.id for s in known}
    claims: list[tuple[int, str, tuple[str, ...], int]] = []
    for n, g in enumerate(groups):
        counts: dict[str, int] = {}
        for a in g:
            if a in home:
                counts[home[a]] = counts.get(home[a], 0) + 1
        claims += [(-c, s, g, n) for s, c in counts.items()]
    given: dict[int, str] = {}
    spent: set[str] = set()
    for _, s, _, n in sorted(claims):
        if n not in given and s not in spent:
            given[n] = s
            spent.add(s)
    out = []
    for n, g in enumerate(groups):
        parents = sorted({home[a] for a in g if a in home})
        own = given.get(n)
        if own is None:
            own = stable_id("story", *g)
            while own in names:
                own = stable_id("story", own)
        merged = tuple(s for s in parents if s != own and s not in spent)
        from_ = next((s for s in parents if s != own and s in spent), None) if n not in given else None
        out.append(StoryGroup(own, tuple(sorted(g)), merged, from_))
    return tuple(sorted(out, key=lambda g: g.articles))
