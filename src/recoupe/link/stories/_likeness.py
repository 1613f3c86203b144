"""How alike two articles are: the cosine of their weighted stems, less what both have with everything, and by days."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recoupe.link._profile import Floats, Profile, common

ACROSS = 0.7  # part of likeness that is left where the languages differ: names, figures and cognates are all they share
DAYS = 12.0  # days after which likeness has fallen to a third
UNDATED = 0.75  # stands for that fall where one of two articles has no date
CROWD = 2.0  # of the likeness that two articles have with everything in the batch, so much is taken off
FEW = (
    50.0  # articles of another matter that a batch is thought to hold beside, so that a small one is not its own crowd
)
PRIOR = 1000.0  # articles that the language's frequencies stand for, beside the batch
NAME = 1.5  # a name or a number weighs so much more than another word
DENSE = 3000  # articles beyond which only the nearest are kept
NEAREST = 60

Rows = list[dict[int, float]]  # likeness to the nearest, where all pairs would be too many


def idf(df: Floats, stems: np.ndarray, size: int) -> Floats:
    """How much a stem tells, from the articles that hold it in the batch and in the language at large."""
    return np.maximum(np.log((size + PRIOR) / (df + PRIOR * common(stems) + 0.5)), 0.0)


def fall(a: int | None, b: int | None) -> float:
    """What is left of likeness over the days between two articles."""
    return UNDATED if a is None or b is None else float(np.exp(-abs(a - b) / DAYS))


def likeness(profiles: Sequence[Profile]) -> tuple[Floats | Rows, Floats]:
    """The articles' likeness to each other, and the crowd each stands in (to be taken off, as a product)."""
    size = len(profiles)
    every = np.unique(np.concatenate([p.stems for p in profiles]))
    columns = [np.searchsorted(every, p.stems) for p in profiles]
    df = np.zeros(len(every))
    for c in columns:
        df[c] += 1
    weigh = idf(df, every, size)
    vectors = []
    for p, c in zip(profiles, columns, strict=True):
        w = p.counts * weigh[c] * np.where(p.named, NAME, 1.0)
        vectors.append(w / (float(np.sqrt((w * w).sum())) or 1.0))
    owners = np.repeat(np.arange(size), [len(c) for c in columns])
    flat = np.concatenate(columns)
    weights = np.concatenate(vectors)
    order = np.argsort(flat, kind="stable")
    owners, weights = owners[order], weights[order]
    starts = np.searchsorted(flat[order], np.arange(len(every) + 1))
    days = np.array([p.day if p.day is not None else np.nan for p in profiles], float)
    tongues = np.array([p.language or "" for p in profiles])

    def beside(i: int, row: Floats) -> Floats:
        """What days and languages make of a row of likeness."""
        apart = np.abs(days - days[i])
        row = row * np.where(np.isnan(apart), UNDATED, np.exp(-np.nan_to_num(apart) / DAYS))
        if tongues[i]:
            row[(tongues != tongues[i]) & (tongues != "")] /= ACROSS
        return np.minimum(row, 1.0)

    if size <= DENSE:
        every_pair = np.zeros((size, size))
        for k in range(len(starts) - 1):
            low, high = starts[k], starts[k + 1]
            if high - low > 1:
                o, w = owners[low:high], weights[low:high]
                every_pair[np.ix_(o, o)] += np.outer(w, w)
        np.fill_diagonal(every_pair, 0.0)
        for i in range(size):
            every_pair[i] = beside(i, every_pair[i])
        return np.round(every_pair, 9), np.round(np.sqrt(every_pair.sum(axis=1) / (size + FEW)), 9)
    crowd = np.zeros(size)
    out: Rows = []
    for i, (c, w) in enumerate(zip(columns, vectors, strict=True)):
        row = np.zeros(size)
        for k, x in zip(c.tolist(), w.tolist(), strict=True):
            low, high = starts[k], starts[k + 1]
            if high - low > 1:
                row[owners[low:high]] += x * weights[low:high]
        row[i] = 0.0
        row = beside(i, row)
        crowd[i] = np.sqrt(row.sum() / (size + FEW))
        near = np.flatnonzero(row > 0.02)
        if len(near) > NEAREST:
            near = np.sort(near[np.argsort(-row[near], kind="stable")[:NEAREST]])
        # the sum over one article's stems may differ in its last bits from the other's: rounding makes them one
        out.append(dict(zip(near.tolist(), np.round(row[near], 9).tolist(), strict=True)))
    for i, row_ in enumerate(out):
        for j, v in list(row_.items()):
            if i < j or i not in out[j]:
                row_[j] = out[j][i] = max(v, out[j].get(i, 0.0))
    return out, np.round(crowd, 9)
