"""From scores of governors to trees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from recoupe.parse.crossing import straight
from recoupe.parse.network.layers import Floats, Ints

CANDIDATES = 4  # governors of a word whose labels are looked at


def heads(
    left: Floats,
    right: Floats,
    lengths: Ints,
    marks: Sequence[Sequence[bool]] | None = None,
    liked: Callable[[Ints], Floats] | None = None,
) -> Ints:
    """The governor of every word, sentences end to end: 0 for the root, else its place among all words counted from 1.

    `left` has a row for each word, `right` one more: the root first. A word takes its best governor; only sentences
    where that makes a circle or several roots are repaired, one by one, by `tree`; where `marks` tells which words are
    marks, arcs of other words that cross are undone (`recoupe.parse.crossing`). `liked` tells what to add to the scores
    of some likely governors (places as above, a row for each word); all others come after these.
    """
    words = len(left)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    first = np.repeat(starts, lengths)
    scores = np.full((words, int(lengths.max()) + 1), -1e9, dtype=np.float32)
    scores[:, 0] = left @ right[0]
    turned = np.ascontiguousarray(right[1:].T)
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        np.matmul(left[a:b], turned[:, a:b], out=scores[a:b, 1 : b - a + 1])
    every = np.arange(words)
    scores[every, every - first + 1] = -1e9
    if liked:
        few = min(CANDIDATES, scores.shape[1])
        likely = np.argpartition(scores, -few, axis=1)[:, -few:]
        added = liked(np.where(likely, np.minimum(likely + first[:, None], words), 0))
        added += np.take_along_axis(scores, likely, axis=1)
        scores -= 50
        np.put_along_axis(scores, likely, added, axis=1)
    best = scores.argmax(1)
    found = np.where(best, best + first, 0)
    roots = np.add.reduceat(best == 0, starts, dtype=np.int64)
    up = np.concatenate([[0], found])
    for _ in range(int(lengths.max()).bit_length()):
        up = up[up]
    for k in np.flatnonzero((roots != 1) | (np.maximum.reduceat(up[1:], starts) > 0)).tolist():
        a, b = int(starts[k]), int(ends[k])
        found[a:b] = _placed(tree(scores[a:b, : b - a + 1]), a)
    if marks is not None:
        for k, mark in enumerate(marks):
            a, b = int(starts[k]), int(ends[k])
            own = [h - 1 - a if h else -1 for h in found[a:b].tolist()]
            uncrossed = straight(scores[a:b, : b - a + 1], own, mark)
            if uncrossed is not own:
                found[a:b] = _placed(uncrossed, a)
    return found


def _placed(own: list[int], first: int) -> list[int]:
    """Heads within a sentence (−1 the root) as places among all words."""
    return [h + 1 + first if h >= 0 else 0 for h in own]


def tree(scores: Floats) -> list[int]:
    """The best tree with one root: `scores[d, h]`, column 0 the root; heads count words from 0, −1 the root.

    Each word takes its best head; only where that makes a circle or several roots is it repaired.

    >>> tree(np.array([[0, 0, 5], [9, 0, 0]], dtype=np.float32))
    [1, -1]
    """
    n = len(scores)
    scores = scores.copy()
    own = np.arange(n)
    scores[own, own + 1] = -1e9
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _circular(heads):
        return [int(h) - 1 for h in heads]
    gain = scores[:, 0] - scores[:, 1:].max(1)
    chosen = int(gain.argmax()) if not len(roots) else int(roots[gain[roots].argmax()])
    scores[own != chosen, 0] = -1e9
    scores[chosen, 1:] = -1e9
    heads = scores.argmax(1)
    if _circular(heads):
        heads = np.array(_edmonds(scores.astype(np.float64)))
    return [int(h) - 1 for h in heads]


def _circular(heads: Ints) -> bool:
    up = np.concatenate([[0], heads])
    at = up.copy()
    for _ in range(len(heads).bit_length()):
        at = at[at]
    return bool(at.any())


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Chu–Liu/Edmonds for the few sentences whose best heads run in a circle: break circles at the least cost."""
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e18)
    full[1:] = scores
    heads = _contract(full)
    return [int(h) for h in heads[1:]]


def _contract(s: NDArray[np.float64]) -> Ints:
    n = len(s)
    heads: Ints = s.argmax(1).astype(np.int64)
    heads[0] = 0
    path = _find_circle(heads)
    if path is None:
        return heads
    circle = np.array(path)
    inside = np.zeros(n, dtype=bool)
    inside[circle] = True
    outer = np.flatnonzero(~inside)
    weight = s[circle, heads[circle]]
    into = s[np.ix_(circle, outer)] - weight[:, None]
    enter = into.argmax(0)
    leave = s[np.ix_(outer, circle)]
    out_at = leave.argmax(1)
    m = len(outer)
    small = np.full((m + 1, m + 1), -1e18)
    small[:m, :m] = s[np.ix_(outer, outer)]
    small[m, :m] = into.max(0)
    small[:m, m] = leave.max(1)
    small[0] = -1e18
    np.fill_diagonal(small, -1e18)
    solved = _contract(small)
    result = heads.copy()
    for i, o in enumerate(outer):
        if o:
            result[o] = circle[out_at[i]] if solved[i] == m else outer[solved[i]]
    entry = int(solved[m])
    result[circle[enter[entry]]] = outer[entry]
    result[0] = 0
    return result


def _find_circle(heads: Ints) -> list[int] | None:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at, path = start, []
        while at and not seen[at]:
            seen[at] = start
            path.append(at)
            at = int(heads[at])
        if at and seen[at] == start:
            return path[path.index(at) :]
    return None
