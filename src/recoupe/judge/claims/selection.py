"""Which groups of sayings become claims: those of the same members made one, the weightiest first.

A group counts less the more of it is told by weightier ones, so that one matter does not stand twice and details do
not crowd out what else the story tells.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

_TOLD = 0.75  # how much of a saying is told by a group whose matter it is
_FRESH = 2.2
_LEAST = 0.3
_JOINED = 0.55


class Group(NamedTuple):
    """Sayings (indices of their propositions) drawn together by `key`, and how strongly.

    `through` tells, by saying, the concept by which one that does not hold the key met the others: of the same kind,
    or its contrary (True).
    """

    key: str
    sayings: tuple[int, ...]
    demand: bool
    weight: float
    event: bool = True
    answered: bool = False
    through: Mapping[int, tuple[str, bool]] = {}


def _left(told: float) -> float:
    """How much of a saying is still to tell."""
    return max(0.0, 1.0 - _TOLD * told) if told <= 1.0 else max(0.0, (1.0 - _TOLD) * (2.0 - told))


def select(found: Iterable[Group], own: Sequence[float], most: int, turns: Callable[[int, str], float]) -> list[Group]:
    """The weightiest groups, each weighed anew by how much of it is not yet told: a group tells of a saying as much as
    that turns on the group's concept."""
    found = list(found)
    alone = {g.sayings[0]: -g.weight for g in found if len(g.sayings) == 1}
    taken: dict[int, float] = defaultdict(float)
    heap = [(-g.weight, -len(g.sayings), g.sayings, g) for g in found]
    heapq.heapify(heap)
    out: list[Group] = []
    while heap and len(out) < most:
        old, size, members, g = heapq.heappop(heap)
        fresh = sum(own[i] * _left(taken[i]) for i in members) / max(1e-9, sum(own[i] for i in members))
        if g.answered and len(members) == 1:
            fresh = 1.0  # what is said of a document stands by itself
        now = -g.weight * fresh**_FRESH
        if g.answered and len(members) > 1 and fresh >= _LEAST:
            # an answer stands with what it answers, even where that was told already
            now = min(now, *(alone.get(i, 0.0) for i in members if not taken[i]), 0.0) * 1.001
        if fresh < _LEAST:
            continue
        if now > old + 1e-9:
            heapq.heappush(heap, (now, size, members, g))
            continue
        out.append(g._replace(weight=-now))
        for i in members:
            taken[i] += turns(i, g.key)
    return out


def merge(groups: Iterable[Group]) -> list[Group]:
    """Groups with mostly the same members become one, under the key that tells an event, then the weightier."""
    out: list[Group] = []
    by_member: dict[int, list[int]] = defaultdict(list)
    for g in sorted(groups, key=lambda g: (not g.event, -g.weight, g.key, g.sayings)):
        near = Counter(k for i in g.sayings for k in by_member[i] if out[k].demand == g.demand)
        best = None
        for k, shared in sorted(near.items(), key=lambda p: (-p[1], p[0])):
            small, large = sorted((len(g.sayings), len(out[k].sayings)))
            if shared / (small + large - shared) >= _JOINED or (shared == small and small >= 0.6 * large):
                best = k
                break
        if best is None:
            out.append(g)
            for i in g.sayings:
                by_member[i].append(len(out) - 1)
            continue
        if not g.event:
            continue
        fresh = [i for i in g.sayings if i not in out[best].sayings]
        out[best] = out[best]._replace(sayings=tuple(sorted((*out[best].sayings, *fresh))))
        for i in fresh:
            by_member[i].append(best)
    return out
