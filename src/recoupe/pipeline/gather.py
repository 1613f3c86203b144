"""From paths to a record: what is read goes once through cleaning and annotation, and is kept.

Captures stream from the readers in shards through an engine; one article's failure, even an error of
our own, is a row in the record and costs that article's stage alone. Results are kept in the cache
under everything they depend on: the capture, the program's own files, the models.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache as once
from functools import partial
from hashlib import blake2b
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar, overload

import msgspec

import recoupe
from recoupe.engines import engine as engine_named
from recoupe.errors import EngineError, UsageError
from recoupe.model import Article, Capture, Failure, Notes, Record, StoryGroup
from recoupe.model.values import Value
from recoupe.pipeline.reading import Reading
from recoupe.store.sqlite import Cache

T = TypeVar("T")

SHARD_ARTICLES = 8
SHARD_CHARACTERS = 60_000
FEW_SHARDS = 2  # below that, starting processes costs more than it saves
MOST_OPEN_BYTES = 200_000_000  # of notes kept decoded; beyond, they are decoded again when asked for


class Kept(Value, frozen=True):
    """What became of one capture."""

    article: Article | None = None
    notes: Notes | None = None
    failures: tuple[Failure, ...] = ()


class _FormerStory(msgspec.Struct):
    id: str
    articles: tuple[str, ...]


class _Former(msgspec.Struct):
    stories: tuple[_FormerStory, ...]


def _known(since: str | Path | None) -> tuple[StoryGroup, ...]:
    """The stories of a former record, given as the path of its JSON."""
    if since is None:
        return ()
    try:
        former = msgspec.json.decode(Path(since).read_bytes(), type=_Former)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"not a record in JSON: {since}") from error
    return tuple(StoryGroup(s.id, tuple(sorted(s.articles))) for s in former.stories)


_encode = msgspec.msgpack.Encoder().encode
_kept = msgspec.msgpack.Decoder(Kept)
_reading = msgspec.msgpack.Decoder(Reading)


def gather(
    paths: Sequence[str | Path],
    lang: str,
    models: Mapping[str, str] | None,
    jobs: int | None,
    engine: str | None,
    cache: bool | str | Path,
    llm: str | None,
    progress: Callable[[str, int, int | None], None] | None,
    since: str | Path | None = None,
    encoder: str | None = None,
) -> Reading:
    """The record of what lies under `paths`; see `recoupe.pipeline.read`."""
    from recoupe import readers

    for name in (models or {}).values():
        from recoupe.parse.foreign import installed

        installed(name)
    if encoder:
        from recoupe.encoders import load

        load(encoder)  # what is not there is told before anything is read
    known = _known(since)
    store = None if cache is False else Cache(None if cache is True else Path(cache))
    stamp = _stamp(tuple(sorted((models or {}).items())))
    try:
        intake = _Intake(readers.read_paths(paths), store, stamp)
        work = partial(annotate_shard, models=dict(models or {}))
        for done, blob in enumerate(_through(work, intake, jobs, engine), 1):
            intake.accept(blob)
            if progress:
                progress("reading", done, None)
        rows, failures = intake.rows(), tuple(intake.failures)
        whole = blake2b(_encode([stamp, lang, sorted(intake.keys), failures, known, encoder]), digest_size=16).digest()
        told = store.get(whole) if store else None
        if told:
            record: Record = _reading.decode(told)
        else:
            from recoupe.pipeline.assemble import link

            workers = jobs or _cores()
            run = engine_named(engine or "processes") if workers > 1 else None
            shelf = _Shelf([n for _, n in rows])
            record = link([a for a, _ in rows], shelf, failures, lang, progress, run, workers, known, encoder)
            if store and not any(f.reason == "internal" for f in record.failures):
                store.put(whole, _encode(record))
        if llm:
            from recoupe.assist import assist

            record = assist(record, llm)
        return Reading(record.recoupe, record.articles, record.stories, record.failures)
    finally:
        if store:
            store.close()


# ----------------------------------------------------------------------- intake


class _Intake:
    """Captures as they come: known ones from the cache, the rest in shards."""

    def __init__(self, found: Iterable[Capture | Failure], store: Cache | None, stamp: bytes) -> None:
        self.found, self.store, self.stamp = found, store, stamp
        self.failures: list[Failure] = []
        self.keys: list[bytes] = []
        self.done: list[tuple[Article, bytes]] = []

    def shards(self) -> Iterator[tuple[tuple[bytes, Capture], ...]]:
        """What must be worked on."""
        shard: list[tuple[bytes, Capture]] = []
        size = 0
        for capture in self.found:
            if isinstance(capture, Failure):
                self.failures.append(capture)
                continue
            key = blake2b(_encode([self.stamp, capture]), digest_size=16).digest()
            self.keys.append(key)
            if self.store and (known := self.store.get(key)):
                self._take(known)
                continue
            shard.append((key, capture))
            size += len(capture.content)
            if len(shard) == SHARD_ARTICLES or size > SHARD_CHARACTERS:
                yield tuple(shard)
                shard, size = [], 0
        if shard:
            yield tuple(shard)

    def accept(self, worked: tuple[bytes, bytes]) -> None:
        """Take what a worker made of a capture, and keep it unless it failed by an error of our own."""
        key, blob = worked
        kept = self._take(blob)
        if self.store and not any(f.reason == "internal" for f in kept.failures):
            self.store.put(key, blob)

    def _take(self, blob: bytes) -> Kept:
        kept = _kept.decode(blob)
        self.failures.extend(kept.failures)
        if kept.article is not None:
            self.done.append((kept.article, _encode(kept.notes)))
        return kept

    def rows(self) -> list[tuple[Article, bytes]]:
        """Articles in order of id, each with its notes as bytes."""
        return sorted(self.done, key=lambda row: row[0].id)


class _Shelf(Sequence[Notes]):
    """Many articles' notes, decoded when asked for where they are too many to lie open."""

    def __init__(self, rows: list[bytes]) -> None:
        self.decode = msgspec.msgpack.Decoder(Notes).decode
        self.open = sum(map(len, rows)) <= MOST_OPEN_BYTES
        self.rows: list[bytes] | list[Notes] = [self.decode(r) for r in rows] if self.open else rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Notes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Notes]: ...
    def __getitem__(self, at: int | slice) -> Notes | Sequence[Notes]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        row = self.rows[at]
        return self.decode(row) if isinstance(row, bytes) else row


# ------------------------------------------------------------------------- work


def annotate_shard(shard: Sequence[tuple[bytes, Capture]], models: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Clean and annotate some captures: for each its key and, as bytes, what became of it."""
    from recoupe.pipeline.assemble import work_up

    out = []
    for key, capture in shard:
        article, notes, failures = work_up(capture, models)
        out.append((key, _encode(Kept(article, notes, failures))))
    return out


def _through(
    work: Callable[[Sequence[tuple[bytes, Capture]]], list[tuple[bytes, bytes]]],
    intake: _Intake,
    jobs: int | None,
    engine: str | None,
) -> Iterator[tuple[bytes, bytes]]:
    """Every shard through the engine that fits; a shard that an engine gives up goes on one by one."""
    shards = intake.shards()
    first = list(islice(shards, FEW_SHARDS + 1))
    jobs = jobs or (_cores() if len(first) > FEW_SHARDS or engine else 1)
    run = engine_named(engine or ("processes" if jobs > 1 else "local"))
    if jobs > 1 and first:
        yield from work(first[0][:1])  # loads models here, for forked workers to share
        first[0] = first[0][1:]
    waiting: list[tuple[tuple[bytes, Capture], ...]] = []

    def sent() -> Iterator[tuple[tuple[bytes, Capture], ...]]:
        for shard in chain(first, shards):
            if shard:
                waiting.append(shard)
                yield shard

    for result in run(work, sent(), jobs):
        shard = waiting.pop(0)
        if not isinstance(result, EngineError):
            yield from result
            continue
        for one, alone in zip(shard, run(work, [(c,) for c in shard], 1), strict=True):
            if isinstance(alone, EngineError):
                lost = Failure(one[1].id, "annotate", "internal", str(alone))
                yield one[0], _encode(Kept(failures=(lost,)))
            else:
                yield from alone


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@once
def _stamp(models: tuple[tuple[str, str], ...]) -> bytes:
    """Changes with every file of the program, data and weights included, and with what it stands on."""
    files = []
    given = [name for _, name in models]  # a pipeline may be a folder
    for home in (str(Path(recoupe.__file__).parent), os.environ.get("RECOUPE_MODELS", ""), *given):
        for folder, folders, names in os.walk(home) if home else ():
            folders[:] = [f for f in folders if f != "__pycache__"]
            for name in names:
                stat = os.stat(os.path.join(folder, name))
                files.append((os.path.relpath(folder, home), name, stat.st_size, stat.st_mtime_ns))
    below: list[object] = [sys.version, os.environ.get("RECOUPE_MODELS_FIRST")]
    for package in ("trafilatura", *(name for _, name in models)):
        spec = find_spec(package) if package.isidentifier() else None
        below.append(os.stat(spec.origin).st_mtime_ns if spec and spec.origin else None)
    return blake2b(_encode([sorted(files), models, below]), digest_size=16).digest()
