"""Article to syntax, once per article, shared by the annotators. STUB: nothing is parsed."""

from __future__ import annotations

from collections.abc import Mapping

from recoupe.model import Article, Parse


def parse(article: Article, models: Mapping[str, str] | None = None) -> Parse:  # noqa: ARG001
    """Tokens, sentences and names of an article. `models` names another pipeline for a language."""
    return Parse()
