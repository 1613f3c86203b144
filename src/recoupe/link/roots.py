"""Where shared text first came from. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Article, Dating, Notes, Passage, Root


def trace(
    articles: Sequence[Article],
    notes: Sequence[Notes],
    datings: Sequence[Dating],
    passages: Sequence[Passage],
) -> tuple[tuple[Root, ...], tuple[Passage, ...]]:
    """The roots of one story, and its passages with their root. Every article stands in at least one root."""
    return (), tuple(passages)
