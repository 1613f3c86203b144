"""Which articles report one event. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Article, Notes, Passage, StoryGroup
from recoupe.text import stable_id


def group(
    articles: Sequence[Article],
    notes: Sequence[Notes],
    passages: Sequence[Passage],
    known: Sequence[StoryGroup] = (),  # noqa: ARG001
) -> tuple[StoryGroup, ...]:
    """The articles as stories; each article in exactly one."""
    ids = tuple(sorted(a.id for a in articles))
    return (StoryGroup(stable_id("story", *ids), ids),) if ids else ()
