"""Bytes to `Capture`: one file a format, found by its name. STUB: text and JSON lines only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from recoupe.model import Capture, Failure


def read_paths(paths: Iterable[str | Path]) -> Iterator[Capture | Failure]:
    """Everything readable under `paths`, in order of path; what cannot be read comes as a `Failure`."""
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix == ".txt":
                data = file.read_bytes()
                yield Capture(file.name, "text", data.decode(), hashlib.blake2b(data).hexdigest(), path=str(file))
            elif file.suffix == ".jsonl":
                for line in file.read_text().splitlines():
                    row = json.loads(line)
                    yield Capture(
                        row["id"], "text", row["text"], hashlib.blake2b(line.encode()).hexdigest(), path=str(file),
                        url=row.get("url"), outlet=row.get("outlet"), title=row.get("title"),
                        published=row.get("published"),
                    )  # fmt: skip
