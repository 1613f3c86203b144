"""The same for a million articles: streaming, in bounded memory, on any number of processes.

Three maps with files between them (a shuffle is two maps):

1. `_index`: a shard of texts becomes word codes on disk, and a sample of its shingles. A shingle is taken or left by
   its own hash (Broder's mod-p sampling), so that every article takes the same ones.
2. `_collide`: shingles of one range of hashes are sorted; articles that have one in common are a candidate pair.
3. `verify` (`_verify`): the words of each candidate pair are compared, thousands of pairs at a time, and what they
   share is cut out exactly. No pair is reported for its sample alone.

Nothing depends on the order of input or on who did which part: articles are numbered by the rank of their ids.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recoupe.link._words import Hashes, Ints, mix, rolled, words
from recoupe.link.passages._spool import ODD, RANGES, WORD, counted, distinct, numbered, tallied
from recoupe.link.passages._verify import verify
from recoupe.model import Evidence, Passage

SHINGLE = 6  # words of a sampled shingle
RATE = 4  # one shingle in so many is kept
LEAST = 9.0  # weight of the equal words of a pair's longest passage: small words count 0.6
CROWD = 256  # articles beyond which a shingle is a commonplace
SHARD = 2000  # articles of one shard
BLOCK = 250  # articles that are split into words at a time: their arrays stay in the processor's cache
_DOC = 24  # bits for the number of an article: sixteen million

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
        for path in run(partial(verify, folder, least), range(RANGES)):
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
    path = Path(folder)
    counts: list[Ints] = []
    keys: list[Hashes] = []
    with (path / f"words-{number}").open("wb") as out:
        for at in range(0, len(rows), BLOCK):
            table, sizes, made = _indexed([t for _, t in rows[at : at + BLOCK]], number * SHARD + at)
            out.write(table.tobytes())
            counts.append(sizes)
            keys.append(made)
    np.save(path / f"counts-{number}.npy", np.concatenate(counts).astype(np.uint32))
    np.save(path / f"shingles-{number}.npy", distinct(np.concatenate(keys)))
    return [i for i, _ in rows]


def _indexed(texts: list[str], number: int) -> tuple[Any, Ints, Hashes]:
    """Words of some texts, how many each has, and the sample of their shingles; `number` is that of the first text."""
    offsets = np.concatenate(([0], np.cumsum(np.array([len(t) + 1 for t in texts], np.int64))))
    starts, ends, whole, stems = words("\n".join(texts))
    edges = np.searchsorted(starts, offsets)
    sizes = np.diff(edges)
    owner = np.repeat(np.arange(len(texts)), sizes)
    table = np.empty(len(starts), WORD)
    table["stem"] = stems
    table["start"] = starts - np.repeat(offsets[:-1], sizes)
    table["length"] = np.minimum(ends - starts, 0xFFFF)
    table["check"] = mix(whole) >> np.uint64(48)
    shingles = rolled(stems, SHINGLE)
    kept = np.flatnonzero(shingles * ODD < np.uint64((1 << 64) // RATE))
    kept = kept[owner[kept] == owner[kept + SHINGLE - 1]]
    low = np.uint64((1 << _DOC) - 1)
    return table, sizes, (mix(shingles[kept]) & ~low) | (owner[kept] + number).astype(np.uint64)


# ---------------------------------------------------------------------- collide


def _collide(folder: str, part: int) -> None:
    width = (1 << 64) // RANGES
    low, high = np.uint64(part * width), np.uint64(min((part + 1) * width, (1 << 64) - 1))
    pieces = []
    for path in numbered(folder, "shingles"):
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
                done.append(tallied(found))
                found, held = [], 0
    done.append(tallied(found))
    pairs, counts = counted(np.concatenate([p for p, _ in done]), np.concatenate([c for _, c in done]))
    np.save(Path(folder) / f"pairs-{part}.npy", pairs)
    np.save(Path(folder) / f"times-{part}.npy", counts)


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
