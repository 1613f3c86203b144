"""On which day each article was published, and what its moments mean. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Article, Dating, Notes, Passage


def settle(articles: Sequence[Article], notes: Sequence[Notes], passages: Sequence[Passage]) -> tuple[Dating, ...]:  # noqa: ARG001
    """A dating for each article of one story, in their order."""
    return tuple(
        Dating(a.published, "metadata" if a.published else None, tuple(t.value for t in n.times))
        for a, n in zip(articles, notes, strict=True)
    )
