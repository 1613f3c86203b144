"""The stages in order: the only package that knows them all.

`read` takes paths and gives the record; `annotate` and `link` are its two halves, for whoever has
articles of his own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from glob import glob
from pathlib import Path

from recoupe import readers
from recoupe.clean import clean
from recoupe.errors import ReadError, UsageError
from recoupe.model import Article, Failure, Notes, Record
from recoupe.pipeline.assemble import annotate, link

__all__ = ["annotate", "link", "read"]

Progress = Callable[[str, int, int | None], None]


def read(
    paths: Iterable[str | Path],
    *,
    lang: str = "fr",
    models: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Record:
    """Everything that the coverage under `paths` tells: the record.

    Raises `UsageError` for a path that does not exist; what cannot be read is a `Failure` in the record.
    """
    paths = list(paths)
    for path in map(str, paths):
        if path != "-" and not Path(path).exists() and not glob(path, recursive=True):
            raise UsageError(f"no such path: {path}")
    found: list[tuple[Article, Notes]] = []
    failures: list[Failure] = []
    for capture in readers.read_paths(paths):
        if isinstance(capture, Failure):
            failures.append(capture)
            continue
        try:
            article = clean(capture)
        except ReadError as error:
            failures.append(Failure(capture.id, "clean", error.reason, error.detail))  # type: ignore[arg-type]
            continue
        found.append((article, annotate(article, models)))
        if progress:
            progress("reading", len(found), None)
    return link(found, failures, lang)
