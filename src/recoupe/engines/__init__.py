"""Where work runs: one verb, `map(work, shards)`; one file an engine, found by its name.

`map(work, shards, jobs)` yields one result a shard, in order of the shards, and takes shards from
their iterator only as fast as it can work on them. A shard whose work raises or whose worker dies
yields an `EngineError` in its place: the other shards go on.

>>> list(engine("local")(len, ["ab", "c"], 1))
[2, 1]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, TypeVar, cast

from recoupe.errors import EngineError, UsageError

Shard = TypeVar("Shard")
Result = TypeVar("Result")


class Engine(Protocol):
    """What every engine offers."""

    def __call__(
        self, work: Callable[[Shard], Result], shards: Iterable[Shard], jobs: int, /
    ) -> Iterator[Result | EngineError]:
        """Run `work` on every shard."""


def available() -> tuple[str, ...]:
    """The names of all engines.

    >>> available()
    ('local', 'processes', 'ray')
    """
    return tuple(sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_")))


def engine(name: str) -> Engine:
    """The engine of that name; `UsageError` where there is none."""
    if name not in available():
        raise UsageError(f"no such engine: {name} (there are {', '.join(available())})")
    module: Any = import_module(f"{__name__}.{name}")
    return cast(Engine, module.map)
