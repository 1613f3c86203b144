"""What the maps of `find_many` leave for each other on disk: words, shingles, and pairs with their counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recoupe.link._words import Hashes

RANGES = 16  # ranges of hashes, and of articles
ODD = np.uint64(0xC2B2AE3D27D4EB4F)
WORD = np.dtype([("stem", np.uint32), ("start", np.uint32), ("length", np.uint16), ("check", np.uint16)])


def numbered(folder: str, kind: str) -> list[Path]:
    """Files of one kind, by their number."""
    found = Path(folder).glob(f"{kind}-*")
    return sorted(found, key=lambda p: int(p.stem.split("-")[1]))


def distinct(values: Any) -> Any:
    """Sorted, each once; numpy's own `unique` hashes, which is slower here."""
    values = np.sort(values)
    if not len(values):
        return values
    return values[np.concatenate(([True], values[1:] != values[:-1]))]


def counted(pairs: Hashes, counts: npt.NDArray[np.uint8]) -> tuple[Hashes, npt.NDArray[np.uint8]]:
    """Different pairs in order, and how often each stands there, up to 255."""
    if not len(pairs):
        return pairs, counts
    order = np.argsort(pairs, kind="stable")
    pairs, counts = pairs[order], counts[order]
    new = np.ones(len(pairs), bool)
    new[1:] = pairs[1:] != pairs[:-1]
    starts = np.flatnonzero(new)
    return pairs[starts], np.minimum(np.add.reduceat(counts.astype(np.int64), starts), 255).astype(np.uint8)


def tallied(pieces: list[Hashes]) -> tuple[Hashes, npt.NDArray[np.uint8]]:
    """The same for pairs that stand there once each time."""
    pairs = np.sort(np.concatenate(pieces)) if pieces else np.zeros(0, np.uint64)
    if not len(pairs):
        return pairs, np.zeros(0, np.uint8)
    new = np.ones(len(pairs), bool)
    new[1:] = pairs[1:] != pairs[:-1]
    starts = np.flatnonzero(new)
    return pairs[starts], np.minimum(np.diff(np.append(starts, len(pairs))), 255).astype(np.uint8)
