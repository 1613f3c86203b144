"""The best tree without crossing arcs, for the sentences whose best arcs cross (Eisner 1996).

Of the trees of English EWT two in a hundred have arcs that cross (of the French treebanks four, which are left
alone); where each word takes its best head, eleven in a hundred have. All spans of one length are searched at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def crosses(heads: list[int]) -> bool:
    """True where two arcs cross; heads count from 0, −1 the root.

    >>> crosses([2, 3, -1, 2]), crosses([1, -1, 1, 2])
    (True, False)
    """
    arcs = sorted((i, h) if i < h else (h, i) for i, h in enumerate(heads) if h >= 0)
    open_: list[int] = []  # ends of the arcs that are open, innermost last
    for a, b in sorted(arcs, key=lambda arc: (arc[0], -arc[1])):
        while open_ and open_[-1] <= a:
            open_.pop()
        if open_ and b > open_[-1]:
            return True
        open_.append(b)
    root = heads.index(-1)
    return any(a < root < b for a, b in arcs)


def uncrossed(scores: Floats, root: int) -> list[int]:
    """Heads of the best tree under the word `root`: `scores[d, h]`, column 0 the root's.

    >>> s = np.zeros((3, 4), dtype=np.float32)
    >>> s[0, 2] = s[1, 0] = s[2, 2] = 1
    >>> uncrossed(s, 1)
    [1, -1, 1]
    """
    n = len(scores)
    arc = scores[:, 1:].T.astype(np.float64)  # arc[h, d]
    arc -= np.logaddexp.reduce(arc, axis=0)
    arc[:, root] = -1e9
    # open spans lack the rest of the word at the far end; [0] heads to the right end, [1] to the left end
    whole = np.zeros((2, n, n))
    half = np.zeros((2, n, n))
    cut = np.zeros((3, n, n), dtype=np.int64)
    for length in range(1, n):
        a = np.arange(n - length)
        b = a + length
        k = a[:, None] + np.arange(length)
        joined = whole[1, a[:, None], k] + whole[0, k + 1, b[:, None]]
        at = joined.argmax(1)
        best = joined[a, at]
        cut[2, a, b] = a + at
        half[0, a, b] = best + arc[b, a]
        half[1, a, b] = best + arc[a, b]
        left = whole[0, a[:, None], k] + half[0, k, b[:, None]]
        at = left.argmax(1)
        whole[0, a, b], cut[0, a, b] = left[a, at], a + at
        right = half[1, a[:, None], k + 1] + whole[1, k + 1, b[:, None]]
        at = right.argmax(1)
        whole[1, a, b], cut[1, a, b] = right[a, at], a + at + 1
    heads = [-1] * n
    spans = [(0, root, 0, True), (root, n - 1, 1, True)]
    while spans:
        i, j, side, closed = spans.pop()
        if i == j:
            continue
        if not closed:
            heads[i if side == 0 else j] = j if side == 0 else i
            m = int(cut[2, i, j])
            spans += [(i, m, 1, True), (m + 1, j, 0, True)]
        elif side == 0:
            m = int(cut[0, i, j])
            spans += [(i, m, 0, True), (m, j, 0, False)]
        else:
            m = int(cut[1, i, j])
            spans += [(i, m, 1, False), (m, j, 1, True)]
    return heads
