"""The third map of `find_many`: the words of candidate pairs compared, thousands of pairs at a time."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from recoupe.link._words import Hashes, Ints, rolled
from recoupe.link.passages._spool import ODD, RANGES, WORD, counted, distinct, numbered

OFTEN = 2  # sampled shingles that a candidate pair has in common
SEED = 4  # words of the shortest run that is compared
STEP = 15  # words that a passage may step over
RUN = 7.0  # weight of a run of equal words in a pair's longest passage, unless that weighs twice the least
SHORT = 6.6  # and of its other passages
_BATCH = 4096
_CELLS = 1 << 21


@cache
def _layout(folder: str) -> tuple[Ints, Ints, Ints]:
    """For each article by rank: its shard, the offset of its words in the shard's file, and their number."""
    counts = [np.load(p).astype(np.int64) for p in numbered(folder, "counts")]
    offsets = np.concatenate([np.concatenate(([0], np.cumsum(c)))[:-1] for c in counts])
    shard = np.repeat(np.arange(len(counts)), [len(c) for c in counts])
    order = np.load(Path(folder) / "order.npy").astype(np.int64)
    return shard[order], offsets[order], np.concatenate(counts)[order]


def verify(folder: str, least: float, part: int) -> Path:
    """Passages of the pairs whose first article is in one range: a file of rows, in order."""
    total = len(np.load(Path(folder) / "rank.npy", mmap_mode="r"))
    low = np.uint64(total * part // RANGES << 32)
    high = np.uint64(total * (part + 1) // RANGES << 32)
    pieces, times = [], []
    for path in numbered(folder, "pairs"):
        pairs = np.load(path, mmap_mode="r")
        here = slice(int(np.searchsorted(pairs, low)), int(np.searchsorted(pairs, high)))
        pieces.append(np.array(pairs[here]))
        times.append(np.array(np.load(path.with_name(path.name.replace("pairs", "times")), mmap_mode="r")[here]))
    pairs, counts = counted(np.concatenate(pieces), np.concatenate(times))
    pairs = pairs[counts >= OFTEN]
    shard, offset, count = _layout(folder)
    files: dict[int, int] = {}
    out = []
    try:
        at = 0
        while at < len(pairs):
            a = (pairs[at : at + _BATCH] >> np.uint64(32)).astype(np.int64)
            b = (pairs[at : at + _BATCH] & np.uint64(0xFFFFFFFF)).astype(np.int64)
            # long articles make small batches
            sizes = np.maximum(count[a], count[b])
            fits = int(np.searchsorted(np.maximum.accumulate(sizes) * np.arange(1, len(sizes) + 1) * 4, _CELLS)) or 1
            a, b = a[:fits], b[:fits]
            documents = distinct(np.concatenate((a, b)))
            table = _load(folder, files, documents, shard, offset, count)
            out.append(_compare(documents, table, count[documents], a, b, least))
            at += len(a)
    finally:
        for handle in files.values():
            os.close(handle)
    rows = np.concatenate(out) if out else np.zeros(0, _ROW)
    path = Path(folder) / f"found-{part}.npy"
    np.save(path, rows)
    return path


def _load(folder: str, files: dict[int, int], documents: Ints, shard: Ints, offset: Ints, count: Ints) -> Any:
    pieces = []
    for d in documents.tolist():
        s = int(shard[d])
        if s not in files:
            files[s] = os.open(os.path.join(folder, f"words-{s}"), os.O_RDONLY)
        size = WORD.itemsize
        pieces.append(os.pread(files[s], int(count[d]) * size, int(offset[d]) * size))
    return np.frombuffer(b"".join(pieces), WORD)


_ROW = np.dtype(
    [
        ("a", np.uint32), ("b", np.uint32), ("a0", np.uint32), ("a1", np.uint32), ("b0", np.uint32), ("b1", np.uint32),
        ("verbatim", np.uint8), ("likeness", np.uint16),
    ]
)  # fmt: skip


def _spread(first: Ints, count: Ints) -> tuple[Ints, Ints, Ints]:
    """For stretches given by first and count: owner, place within, and position of every element."""
    owner = np.repeat(np.arange(len(first)), count)
    place = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return owner, place, first[owner] + place


def _compare(documents: Ints, table: Any, counts: Ints, a: Ints, b: Ints, least: float) -> Any:
    """Passages of many pairs at once."""
    stems = table["stem"].astype(np.uint64)
    first = np.concatenate(([0], np.cumsum(counts)))[:-1]
    hashes = rolled(stems, SEED)
    hashes *= ODD
    sums = np.zeros(len(stems) + 1, np.int32)  # in tenths, which are exact
    np.cumsum(np.where(stems < np.uint64(1 << 18), np.int32(6), np.int32(10)), out=sums[1:])
    ia, ib = np.searchsorted(documents, a), np.searchsorted(documents, b)
    left, which = np.unique(ia, return_inverse=True)
    na, nb = np.maximum(counts[left] - SEED + 1, 0), np.maximum(counts[ib] - SEED + 1, 0)
    bits = max(8, int(4 * max(1, int(na.max()))).bit_length() - 1)
    down = np.uint64(64 - bits)
    # One slot for each hash: where two runs of one article fall into it the later stays, which costs a few words
    # of a run that are found again when it is lengthened. Only every SEED-th run of the other article is looked up:
    # what two texts share in a row is longer.
    cells = np.zeros(len(left) << bits, np.uint32)
    owner, place, position = _spread(first[left], na)
    cells[(owner << bits) + (hashes[position] >> down).astype(np.int64)] = place + 1
    owner, place, position = _spread(first[ib], (nb + SEED - 1) // SEED)
    position += place * (SEED - 1)
    place = place * SEED
    seen = cells[(which[owner] << bits) + (hashes[position] >> down).astype(np.int64)].astype(np.int64)
    hit = np.flatnonzero(seen)
    owner, place, position, seen = owner[hit], place[hit], position[hit], seen[hit] - 1
    same = hashes[first[ia[owner]] + seen] == hashes[position]
    owner, place, seen = owner[same], place[same], seen[same]
    if not len(owner):
        return np.zeros(0, _ROW)
    shift = place - seen + (1 << 20)
    order = np.argsort((owner << 43) | (shift << 21) | seen, kind="stable")
    owner, shift, seen = owner[order], shift[order], seen[order]
    new = np.ones(len(owner), bool)
    # hits up to SEED apart on one diagonal leave no word between them unequal
    new[1:] = (owner[1:] != owner[:-1]) | (shift[1:] != shift[:-1]) | (seen[1:] > seen[:-1] + SEED)
    starts = np.flatnonzero(new)
    lasts = np.append(starts[1:], len(owner)) - 1
    pair, a0, a1, shift = owner[starts], seen[starts], seen[lasts] + SEED, shift[starts] - (1 << 20)
    a0, a1 = _lengthened(stems, first[ia[pair]], first[ib[pair]], counts[ia[pair]], counts[ib[pair]], a0, a1, shift)
    # lengthened runs of one diagonal that touch are one
    apart = np.ones(len(pair), bool)
    apart[1:] = (pair[1:] != pair[:-1]) | (shift[1:] != shift[:-1]) | (a0[1:] > a1[:-1])
    starts = np.flatnonzero(apart)
    pair, a0, a1, shift = pair[starts], a0[starts], np.maximum.reduceat(a1, starts), shift[starts]
    heavy = sums[first[ia[pair]] + a1] - sums[first[ia[pair]] + a0] >= 30
    pair, a0, a1, shift = pair[heavy], a0[heavy], a1[heavy], shift[heavy]
    order = np.lexsort((shift, a0, pair))
    pair, a0, a1, shift = pair[order], a0[order], a1[order], shift[order]
    # a run inside another is chance, and would part what belongs together
    reach = (pair << 32) + a1
    outside = np.ones(len(pair), bool)
    outside[1:] = reach[1:] > np.maximum.accumulate(reach)[:-1]
    pair, a0, a1, shift = pair[outside], a0[outside], a1[outside], shift[outside]
    return _chained(table, first, sums, ia, ib, a, b, pair, a0, a1, shift, least)


def _lengthened(
    stems: Hashes, fa: Ints, fb: Ints, ca: Ints, cb: Ints, a0: Ints, a1: Ints, shift: Ints
) -> tuple[Ints, Ints]:
    """Runs carried on, on both ends, as far as the words are equal: up to two seeds."""
    a0, a1 = a0.copy(), a1.copy()
    last = len(stems) - 1
    for _ in range(2 * SEED):
        x, y = a0 - 1, a0 + shift - 1
        more = (x >= 0) & (y >= 0)
        more &= stems[np.clip(fa + x, 0, last)] == stems[np.clip(fb + y, 0, last)]
        a0 -= more
        x, y = a1, a1 + shift
        more = (x < ca) & (y < cb)
        more &= stems[np.clip(fa + x, 0, last)] == stems[np.clip(fb + y, 0, last)]
        a1 += more
    return a0, a1


def _chained(
    table: Any, first: Ints, sums: Any, ia: Ints, ib: Ints, a: Ints, b: Ints,
    pair: Ints, a0: Ints, a1: Ints, shift: Ints, least: float,
) -> Any:  # fmt: skip
    """Runs that follow each other on both sides become one passage."""
    if not len(pair):
        return np.zeros(0, _ROW)
    b0, b1 = a0 + shift, a1 + shift
    new = np.ones(len(pair), bool)
    ga, gb = a0[1:] - a1[:-1], b0[1:] - b1[:-1]
    near = (ga >= -SEED) & (gb >= -SEED) & (ga <= STEP) & (gb <= STEP) & (b1[1:] > b1[:-1]) & (a1[1:] > a1[:-1])
    new[1:] = (pair[1:] != pair[:-1]) | ~near
    starts = np.flatnonzero(new)
    lasts = np.append(starts[1:], len(pair)) - 1
    base = first[ia[pair]]
    own = (sums[base + a1] - sums[base + a0]) / 10
    over = np.zeros(len(pair))
    over[1:] = np.where(new[1:], 0.0, np.maximum(0, -np.minimum(ga, gb)))
    weight = np.add.reduceat(own - over, starts)
    equal = np.add.reduceat((a1 - a0) - over, starts)
    p, x0, x1, y0, y1 = pair[starts], a0[starts], a1[lasts], b0[starts], b1[lasts]
    single = starts == lasts
    # two short runs that chance brings near each other are no copy: one long run, or many short ones
    firm = (weight >= least) & ((np.maximum.reduceat(own, starts) >= RUN) | (weight >= 2 * least))
    sound = np.zeros(len(a), bool)
    sound[p[firm]] = True
    keep = (weight >= SHORT) & sound[p]
    p, x0, x1, y0, y1, equal, single = (c[keep] for c in (p, x0, x1, y0, y1, equal, single))
    verbatim = single & (x1 - x0 == y1 - y0)
    if verbatim.any():
        at = np.flatnonzero(verbatim)
        owner, place, left = _spread(first[ia[p[at]]] + x0[at], x1[at] - x0[at])
        right = (first[ib[p[at]]] + y0[at])[owner] + place
        wrong = np.bincount(owner, table["check"][left] != table["check"][right], len(at)) > 0
        verbatim[at[wrong]] = False
    out = np.empty(len(p), _ROW)
    fa, fb = first[ia[p]], first[ib[p]]
    starts_, lengths = table["start"], table["length"]
    out["a"], out["b"] = a[p], b[p]
    out["a0"], out["a1"] = starts_[fa + x0], starts_[fa + x1 - 1] + lengths[fa + x1 - 1]
    out["b0"], out["b1"] = starts_[fb + y0], starts_[fb + y1 - 1] + lengths[fb + y1 - 1]
    out["verbatim"] = verbatim
    out["likeness"] = np.where(verbatim, 10_000, np.minimum(9_999, 10_000 * equal / np.maximum(x1 - x0, y1 - y0)))
    return out[np.lexsort((out["b1"], out["b0"], out["a1"], out["a0"], out["b"], out["a"]))]
