"""Text that articles share, found without comparing all pairs. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Article, Passage


def find(articles: Sequence[Article]) -> tuple[Passage, ...]:  # noqa: ARG001
    """Every passage that two of the articles share."""
    return ()
