"""On which day each article was published, and what its moments mean.

In this order: what the metadata (or the address) declare; a date that the page prints and the text does not
contradict; the text itself; the story. Where the story must tell, every day near it is weighed: how far
back the text's bare weekdays would lie (reports name recent days), whether its dated weekdays would be true,
whether *ce lundi* would be that day, and on which days the articles were published that share passages with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.link.calendar.evidence import Case
from recoupe.link.calendar.story import settle_days, shared
from recoupe.model import Article, Dating, Notes, Passage


def settle(articles: Sequence[Article], notes: Sequence[Notes], passages: Sequence[Passage]) -> tuple[Dating, ...]:
    """A dating for each article of one story, in their order."""
    cases = [Case(a, n) for a, n in zip(articles, notes, strict=True)]
    settle_days(cases, shared(cases, passages))
    return tuple(c.dating() for c in cases)
