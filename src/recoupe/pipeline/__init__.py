"""The stages in order: the only package that knows them all.

`read` takes paths and gives the record; `annotate` and `link` are its two halves, for whoever has
articles of his own. Stages are imported when first needed: a folder that was read before is answered
from the cache without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from recoupe.model import Article, Failure, Notes, Record
from recoupe.pipeline.reading import Reading

__all__ = ["Reading", "annotate", "link", "read"]

Progress: TypeAlias = Callable[[str, int, int | None], None]


def read(
    paths: Iterable[str | Path] | str | Path,
    *,
    lang: str = "fr",
    models: Mapping[str, str] | None = None,
    jobs: int | None = None,
    engine: str | None = None,
    cache: bool | str | Path = True,
    llm: str | None = None,
    progress: Progress | None = None,
    since: str | Path | None = None,
    encoder: str | None = None,
) -> Reading:
    """Everything that the coverage under `paths` tells: the record.

    `paths` are files, folders, patterns, or `-` for standard input. `lang` is the language of the
    brief. `models` names another installed pipeline for a language. `jobs` is the number of processes
    (None: as many as there are cores, where there is work for them), `engine` where they run (`local`,
    `processes`, `ray`). `cache` is True for the user's own cache, False for none, or a path.
    `llm` is the address of an OpenAI-compatible endpoint that may merge claims and order the brief, off by
    default. `progress(stage, done, total)` is called as the work goes on. `since` is the path of a former record in
    JSON: its stories keep their ids as they grow, and what has become one or fallen apart is told. `encoder` is
    the name or folder of a sentence-transformers model that may join two wordings of one saying.

    Raises `UsageError` for a path that does not exist; what cannot be read is a `Failure` in the record.

    >>> read([], cache=False).stories
    ()
    """
    from recoupe.pipeline.gather import gather

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    return gather(given, lang, models, jobs, engine, cache, llm, progress, since, encoder)


def annotate(article: Article, models: Mapping[str, str] | None = None) -> Notes:
    """Everything found in one article alone."""
    from recoupe.pipeline.assemble import annotate

    return annotate(article, models)


def link(pairs: Sequence[tuple[Article, Notes]], failures: Sequence[Failure] = (), lang: str = "fr") -> Record:
    """The record of annotated articles; their order changes nothing."""
    from recoupe.pipeline.assemble import link

    articles = sorted(pairs, key=lambda p: p[0].id)
    return link([a for a, _ in articles], [n for _, n in articles], failures, lang)
