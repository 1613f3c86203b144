"""What linking hands to judging: one story's articles, their notes, and the links between them.

All tuples of a `Dossier` that go by article are parallel to `articles`; what goes by attribution,
time expression, figure or mention is parallel to that list in the article's `Notes`.
"""

from __future__ import annotations

from recoupe.model.notes import Notes
from recoupe.model.reading import Article
from recoupe.model.record import Figure, FigureGroup, Moment, Passage, Root, Speaker, Statement, Utterance
from recoupe.model.values import PublishedFrom, Value


class Dating(Value, frozen=True):
    """An article's day of publication as settled, how it was found, and its moments' values."""

    published: str | None
    published_from: PublishedFrom | None
    values: tuple[str | None, ...] = ()


class StoryGroup(Value, frozen=True):
    """Articles that report one event, sorted by id; `merged` and `split_from` are ids of earlier stories."""

    id: str
    articles: tuple[str, ...]
    merged: tuple[str, ...] = ()
    split_from: str | None = None


class Voices(Value, frozen=True):
    """Who speaks: a story's speakers, and per article the speaker of each attribution, its relays, and
    the speaker that each mention stands for."""

    speakers: tuple[Speaker, ...] = ()
    of_attributions: tuple[tuple[str | None, ...], ...] = ()
    relays: tuple[tuple[tuple[str, ...], ...], ...] = ()
    of_mentions: tuple[tuple[str | None, ...], ...] = ()


class Dossier(Value, frozen=True):
    """Everything known about one story before judgement."""

    id: str
    articles: tuple[Article, ...]
    notes: tuple[Notes, ...]
    datings: tuple[Dating, ...]
    statements: tuple[tuple[Statement, ...], ...]
    moments: tuple[tuple[Moment, ...], ...]
    figures: tuple[tuple[Figure, ...], ...]
    speakers: tuple[Speaker, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    quantities: tuple[FigureGroup, ...] = ()
    passages: tuple[Passage, ...] = ()
    roots: tuple[Root, ...] = ()
