"""Which agencies an article credits, and as what. STUB."""

from __future__ import annotations

from recoupe.model import Article, Credit, Notes, Parse


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[Credit, ...]:  # noqa: ARG001
    """Credits of one article, in order of position. `notes` holds what earlier annotators found."""
    return ()
