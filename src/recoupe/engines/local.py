"""In this process, one shard after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from recoupe.errors import EngineError

S = TypeVar("S")
R = TypeVar("R")


def map(work: Callable[[S], R], shards: Iterable[S], jobs: int = 1) -> Iterator[R | EngineError]:  # noqa: ARG001
    """One result a shard, in order.

    >>> [type(r).__name__ for r in map(int, ["1", "x", "2"])]
    ['int', 'EngineError', 'int']
    """
    for shard in shards:
        try:
            result: R | EngineError = work(shard)
        except Exception as error:
            result = EngineError(f"{type(error).__name__}: {error}")
        yield result
