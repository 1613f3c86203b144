"""What linking hands to judging: one story's articles, their notes, and the links between them.

All tuples of a `Dossier` that go by article are parallel to `articles`; what goes by attribution,
time expression, figure or mention is parallel to that list in the article's `Notes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.model.notes import Notes
from recoupe.model.reading import Article
from recoupe.model.record import Figure, FigureGroup, Moment, Passage, Root, Speaker, Statement, Utterance
from recoupe.model.values import PublishedFrom, Span, Value


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

    def root_behind(self, article: str, content: Sequence[Span], relays: Iterable[str] = ()) -> str | None:
        """Id of the root behind a stretch of an article: what independent support is counted by.

        In this order: the shortest passage that holds at least half of the stretch; the agency among `relays`
        (names, as in « rapporte l'AFP »); the article's own root. None where the article is not in the story.
        """
        size = sum(s.end - s.start for s in content) or 1
        holding: list[tuple[int, str]] = []
        for passage in self.passages:
            for side in (passage.a, passage.b):
                if side.article == article and passage.root is not None:
                    inside = sum(max(0, min(s.end, side.end) - max(s.start, side.start)) for s in content)
                    if inside * 2 >= size:
                        holding.append((side.end - side.start, passage.root))
        if holding:
            return min(holding)[1]
        names = set(relays)
        named = [r for r in self.roots if r.kind == "agency" and r.name in names]
        for root in sorted(named, key=lambda r: (article not in r.articles, r.id)):
            return root.id
        for root in self.roots:
            if article in root.origin:
                return root.id
        return next((r.id for r in self.roots if article in r.articles), None)
