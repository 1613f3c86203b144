"""The same for a million articles: streaming, in bounded memory, on any number of processes.

Three maps with files between them (a shuffle is two maps):

1. `_index`: a shard of texts becomes word codes on disk, and a sample of its shingles. A shingle is taken or left by
   its own hash (Broder's mod-p sampling), so that every article takes the same ones.
2. `_collide`: shingles of one range of hashes are sorted; articles that have one in common are a candidate pair.
3. `_verify`: the words of each candidate pair are compared, thousands of pairs at a time, and what they share
   is cut out exactly. No pair is reported for its sample alone.

Nothing depends on the order of input or on who did which part: articles are numbered by the rank of their ids.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recoupe.link._words import Hashes, Ints, mix, rolled, words
from recoupe.model import Evidence, Passage

U32 = npt.NDArray[np.uint32]

SHINGLE = 6  # words of a sampled shingle
OFTEN = 2  # sampled shingles that a candidate pair has in common
RATE = 4  # one shingle in so many is kept
SEED = 4  # words of the shortest run that is compared
STEP = 15  # words that a passage may step over
LEAST = 9.0  # weight of the equal words of a pair's longest passage: small words count 0.6
RUN = 7.0  # and of a run of equal words in it, unless it weighs twice as much
SHORT = 6.6  # and of its others
CROWD = 256  # articles beyond which a shingle is a commonplace
SHARD = 2000  # articles of one shard
RANGES = 16  # ranges of hashes, and of articles
_DOC = 24  # bits for the number of an article: sixteen million
_BATCH = 4096
_CELLS = 1 << 21
_ODD = np.uint64(0xC2B2AE3D27D4EB4F)

Work = Callable[[Any], Any]
Run = Callable[[Work, Iterable[Any]], Iterable[Any]]


def find_many(
    texts: Iterable[tuple[str, str]], *, run: Run = map, spool: str | Path | None = None, least: float = LEAST
) -> Iterator[Passage]:
    """Passages that two of many texts share, in order of ids and position.

    `texts` are pairs of a unique id and a text, taken as they come. `run` maps a function over shards, in order:
    `map`, a pool's `imap`, or an engine's `map`. `spool` is a folder for files of about 13 bytes a word
    (a temporary one by default). `least` is the weight of a pair's longest passage, about its words in common; the
    default leaves out what chance brings together among a million texts. Texts that share less than some twenty-five
    words in a row may be missed: only one shingle in four is looked at.

    >>> one = (
    ...     "Le pont de la rivière a été fermé lundi matin par la mairie, qui craint une nouvelle crue avant jeudi. "
    ...     "Les habitants du hameau voisin devront faire un détour de onze kilomètres pour gagner la gare et l'école."
    ... )
    >>> [(p.a.article, p.b.article, p.kind) for p in find_many([("b", one), ("a", "Bref. " + one)])]
    [('a', 'b', 'verbatim')]
    """
    with tempfile.TemporaryDirectory(dir=spool, prefix="recoupe-") as folder:
        ids: list[str] = []
        for names in run(partial(_index, folder), _shards(texts)):
            ids += names
        if not ids:
            return
        if len(ids) >= 1 << _DOC:
            raise ValueError("more texts than can be numbered")
        order = sorted(range(len(ids)), key=ids.__getitem__)
        rank = np.empty(len(ids), np.uint32)
        rank[order] = np.arange(len(ids), dtype=np.uint32)
        np.save(Path(folder) / "order.npy", np.array(order, np.uint32))
        np.save(Path(folder) / "rank.npy", rank)
        for _ in run(partial(_collide, folder), range(RANGES)):
            pass
        for path in run(partial(_verify, folder, least), range(RANGES)):
            for row in np.load(path).tolist():
                a, b, a0, a1, b0, b1, verbatim, likeness = row
                yield Passage(
                    Evidence(ids[order[a]], a0, a1), Evidence(ids[order[b]], b0, b1),
                    "verbatim" if verbatim else "edited", likeness / 10_000,
                )  # fmt: skip


def _shards(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    shard: list[tuple[str, str]] = []
    number = 0
    for row in texts:
        shard.append(row)
        if len(shard) == SHARD:
            yield number, shard
            shard, number = [], number + 1
    if shard:
        yield number, shard


# ------------------------------------------------------------------------ index


def _index(folder: str, shard: tuple[int, list[tuple[str, str]]]) -> list[str]:
    number, rows = shard
    texts = [t for _, t in rows]
    sizes = np.array([len(t) for t in texts], np.int64)
    offsets = np.concatenate(([0], np.cumsum(sizes + 1)))[:-1]
    starts, ends, whole, stems = words("\n".join(texts))
    owner = np.searchsorted(offsets, starts, "right") - 1
    path = Path(folder)
    table = np.empty(len(starts), _WORD)
    table["stem"] = stems
    table["start"] = starts - offsets[owner]
    table["length"] = np.minimum(ends - starts, 0xFFFF)
    table["check"] = mix(whole) >> np.uint64(48)
    table.tofile(path / f"words-{number}")
    np.save(path / f"counts-{number}.npy", np.bincount(owner, minlength=len(rows)).astype(np.uint32))
    shingles = rolled(stems, SHINGLE)
    kept = np.flatnonzero(shingles * _ODD < np.uint64((1 << 64) // RATE))
    kept = kept[owner[kept] == owner[kept + SHINGLE - 1]]
    low = np.uint64((1 << _DOC) - 1)
    keys = (mix(shingles[kept]) & ~low) | (owner[kept] + number * SHARD).astype(np.uint64)
    np.save(path / f"shingles-{number}.npy", _distinct(keys))
    return [i for i, _ in rows]


_WORD = np.dtype([("stem", np.uint32), ("start", np.uint32), ("length", np.uint16), ("check", np.uint16)])


def _numbers(folder: str, kind: str) -> list[Path]:
    found = Path(folder).glob(f"{kind}-*")
    return sorted(found, key=lambda p: int(p.stem.split("-")[1]))


# ---------------------------------------------------------------------- collide


def _collide(folder: str, part: int) -> None:
    width = (1 << 64) // RANGES
    low, high = np.uint64(part * width), np.uint64(min((part + 1) * width, (1 << 64) - 1))
    pieces = []
    for path in _numbers(folder, "shingles"):
        keys = np.load(path, mmap_mode="r")
        pieces.append(np.array(keys[np.searchsorted(keys, low) : np.searchsorted(keys, high, "right")]))
    keys = np.sort(np.concatenate(pieces)) if pieces else np.zeros(0, np.uint64)
    rank = np.load(Path(folder) / "rank.npy")
    documents = rank[(keys & np.uint64((1 << _DOC) - 1)).astype(np.int64)]
    shingles = keys >> np.uint64(_DOC)
    new = np.ones(len(keys), bool)
    new[1:] = shingles[1:] != shingles[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(keys)))
    found: list[Hashes] = []
    done: list[tuple[Hashes, npt.NDArray[np.uint8]]] = []
    held = 0
    for size in np.unique(sizes[(sizes > 1) & (sizes <= CROWD)]).tolist():
        left, right = np.triu_indices(size, 1)
        rows = starts[sizes == size]
        step = max(1, 4_000_000 // len(left))
        for at in range(0, len(rows), step):
            block = np.sort(documents[rows[at : at + step][:, None] + np.arange(size)], axis=1).astype(np.uint64)
            found.append((block[:, left] << np.uint64(32) | block[:, right]).ravel())
            held += len(found[-1])
            if held > 20_000_000:
                done.append(_tally(found))
                found, held = [], 0
    done.append(_tally(found))
    pairs, counts = _counted(np.concatenate([p for p, _ in done]), np.concatenate([c for _, c in done]))
    np.save(Path(folder) / f"pairs-{part}.npy", pairs)
    np.save(Path(folder) / f"times-{part}.npy", counts)


def _distinct(values: Any) -> Any:
    """Sorted, each once; numpy's own `unique` hashes, which is slower here."""
    values = np.sort(values)
    if not len(values):
        return values
    return values[np.concatenate(([True], values[1:] != values[:-1]))]


def _counted(pairs: Hashes, counts: npt.NDArray[np.uint8]) -> tuple[Hashes, npt.NDArray[np.uint8]]:
    """Different pairs in order, and how often each stands there, up to 255."""
    if not len(pairs):
        return pairs, counts
    order = np.argsort(pairs, kind="stable")
    pairs, counts = pairs[order], counts[order]
    new = np.ones(len(pairs), bool)
    new[1:] = pairs[1:] != pairs[:-1]
    starts = np.flatnonzero(new)
    return pairs[starts], np.minimum(np.add.reduceat(counts.astype(np.int64), starts), 255).astype(np.uint8)


def _tally(pieces: list[Hashes]) -> tuple[Hashes, npt.NDArray[np.uint8]]:
    """The same for pairs that stand there once each time."""
    pairs = np.sort(np.concatenate(pieces)) if pieces else np.zeros(0, np.uint64)
    if not len(pairs):
        return pairs, np.zeros(0, np.uint8)
    new = np.ones(len(pairs), bool)
    new[1:] = pairs[1:] != pairs[:-1]
    starts = np.flatnonzero(new)
    return pairs[starts], np.minimum(np.diff(np.append(starts, len(pairs))), 255).astype(np.uint8)


# ----------------------------------------------------------------------- verify


@cache
def _layout(folder: str) -> tuple[Ints, Ints, Ints]:
    """For each article by rank: its shard, the offset of its words in the shard's file, and their number."""
    counts = [np.load(p).astype(np.int64) for p in _numbers(folder, "counts")]
    offsets = np.concatenate([np.concatenate(([0], np.cumsum(c)))[:-1] for c in counts])
    shard = np.repeat(np.arange(len(counts)), [len(c) for c in counts])
    order = np.load(Path(folder) / "order.npy").astype(np.int64)
    return shard[order], offsets[order], np.concatenate(counts)[order]


def _verify(folder: str, least: float, part: int) -> Path:
    total = len(np.load(Path(folder) / "rank.npy", mmap_mode="r"))
    low = np.uint64(total * part // RANGES << 32)
    high = np.uint64(total * (part + 1) // RANGES << 32)
    pieces, times = [], []
    for path in _numbers(folder, "pairs"):
        pairs = np.load(path, mmap_mode="r")
        here = slice(int(np.searchsorted(pairs, low)), int(np.searchsorted(pairs, high)))
        pieces.append(np.array(pairs[here]))
        times.append(np.array(np.load(path.with_name(path.name.replace("pairs", "times")), mmap_mode="r")[here]))
    pairs, counts = _counted(np.concatenate(pieces), np.concatenate(times))
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
            documents = _distinct(np.concatenate((a, b)))
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
        size = _WORD.itemsize
        pieces.append(os.pread(files[s], int(count[d]) * size, int(offset[d]) * size))
    return np.frombuffer(b"".join(pieces), _WORD)


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
    hashes = np.zeros(len(stems), np.uint64)
    made = rolled(stems, SEED)
    np.multiply(made, _ODD, out=hashes[: len(made)])
    weights = np.where(stems < (1 << 18), 0.6, 1.0)
    sums = np.concatenate(([0.0], np.cumsum(weights)))
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
    heavy = sums[first[ia[pair]] + a1] - sums[first[ia[pair]] + a0] >= 3.0
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
    own = sums[base + a1] - sums[base + a0]
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


def by_pair(passages: Iterable[Passage]) -> Iterator[tuple[str, str, Sequence[Passage]]]:
    """Passages of `find_many`, gathered for each pair of texts: how much is shared, and with whom."""
    now: list[Passage] = []
    for p in passages:
        if now and (now[0].a.article, now[0].b.article) != (p.a.article, p.b.article):
            yield now[0].a.article, now[0].b.article, now
            now = []
        now.append(p)
    if now:
        yield now[0].a.article, now[0].b.article, now
