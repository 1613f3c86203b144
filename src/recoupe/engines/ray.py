"""On a cluster, by Ray (`pip install recoupe[ray]`): the same verb, the shards sent where there is room.

Without a running cluster Ray starts one on this machine. `RAY_ADDRESS` names another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from recoupe.errors import EngineError

S = TypeVar("S")
R = TypeVar("R")

WAITING = 3


def map(work: Callable[[S], R], shards: Iterable[S], jobs: int = 2) -> Iterator[R | EngineError]:
    """One result a shard, in order. `EngineError` where Ray is not installed."""
    try:
        import ray
    except ImportError:
        raise EngineError("Ray is not installed: pip install recoupe[ray]") from None
    if not ray.is_initialized():
        ray.init(log_to_driver=False, include_dashboard=False)
    remote: Any = ray.remote(max_retries=1)(work)
    waiting: deque[Any] = deque()
    source = iter(shards)
    while True:
        while len(waiting) < jobs * WAITING:
            try:
                waiting.append(remote.remote(next(source)))
            except StopIteration:
                break
        if not waiting:
            return
        try:
            result: R | EngineError = ray.get(waiting.popleft())
        except Exception as error:
            result = EngineError(f"{type(error).__name__}: {error}")
        yield result
