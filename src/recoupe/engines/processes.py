"""On the cores of this machine: a pool of processes, with a bounded number of shards on the way.

Where the platform can fork, workers share the weights that the parent has loaded. A worker that dies
(out of memory, a crash in native code) costs the shards that were on the way then; each is tried once
more alone, so that only the shard that kills its worker is given up. Workers end when the program is killed.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from recoupe.errors import EngineError

S = TypeVar("S")
R = TypeVar("R")

WAITING = 3  # shards on the way for each worker: enough to keep it busy, little to keep in memory


def map(work: Callable[[S], R], shards: Iterable[S], jobs: int = 2) -> Iterator[R | EngineError]:
    """One result a shard, in order; `work` and the shards must be picklable.

    >>> list(map(abs, [-1, 2, -3], 2))
    [1, 2, 3]
    """
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent)
    waiting: deque[tuple[S, Future[R]]] = deque()
    source = iter(shards)
    try:
        while True:
            while len(waiting) < jobs * WAITING:
                try:
                    shard = next(source)
                except StopIteration:
                    break
                try:
                    waiting.append((shard, pool.submit(work, shard)))
                except BrokenProcessPool as error:
                    failed: Future[R] = Future()
                    failed.set_exception(error)
                    waiting.append((shard, failed))
                    break
            if not waiting:
                return
            shard, future = waiting.popleft()
            try:
                result: R | EngineError = future.result()
            except BrokenProcessPool:
                again = [shard, *(s for s, _ in waiting)]
                waiting.clear()
                pool.shutdown(wait=False)
                for one in again:
                    yield _alone(work, one, context)
                pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent)
                continue
            except Exception as error:
                result = EngineError(f"{type(error).__name__}: {error}")
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """A worker waits for shards in a queue that its siblings hold open: by itself it would outlive a killed parent."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _alone(work: Callable[[S], R], shard: S, context: multiprocessing.context.BaseContext) -> R | EngineError:
    with ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent) as pool:
        try:
            return pool.submit(work, shard).result()
        except BrokenProcessPool:
            return EngineError("the worker died")
        except Exception as error:
            return EngineError(f"{type(error).__name__}: {error}")
