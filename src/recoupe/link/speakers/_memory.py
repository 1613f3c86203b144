"""What a page remembers of who was mentioned: the names and bodies that it names outright."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from recoupe.languages.phrases import Lexicon, Phrase, lexicon, words
from recoupe.link.speakers._entity import Entity
from recoupe.link.speakers._items import Item, Page
from recoupe.link.speakers._names import tokens
from recoupe.model import Article, Notes
from recoupe.text import fold

_BREAK = re.compile(r"\s[-–—|/]\s")  # between a heading and what follows it (`INQUIRY - Harbour`), in no name

if TYPE_CHECKING:
    from recoupe.link.speakers._story import Story


class Memory(Page):
    """One page with the memory of who was mentioned so far."""

    def __init__(self, story: Story, at: int, article: Article, notes: Notes) -> None:
        """A page of `story`."""
        super().__init__(at, article, notes)
        self.story = story
        self.recent: list[Item] = []
        self.speakers: list[int | None] = [None] * len(notes.attributions)
        self.turns: list[int] = []
        self.last: tuple[int, int] | None = None  # entity and position of the last one who spoke
        self.lex: Lexicon = lexicon(article.language or "fr")

    def named(self) -> None:
        """Persons and bodies that phrases name outright, with the functions told of them."""
        near: list[tuple[str, ...]] = []
        for item in self.items:
            p = item.phrase
            if p.handle and p.name is None:
                continue
            if p.name is None or self._day(p) or self._elliptic(p) or _BREAK.search(p.name.cut(self.article.text)):
                continue
            if p.sort == "unknown" and p.head and p.number == "Plur" and p.name_kind == "person":
                continue  # `les tommes Blancard`: what bears somebody's name
            if p.name_kind == "person" or self._surname(p):
                name = p.name.cut(self.article.text)
                root = self.story.people.lone(self.article.id, name, p.gender, reversed(near))
                near.append(root)
                first_only = len(root) == 1 and root[0] in lexicon("fr").given and not p.title
                key = ("first", root, self.at) if first_only else ("person", root)  # two Annes in two articles
                entity = self.story.entity(key, "person")
                self.take(item, entity)
                e = self.story.entities[entity]
                given = lexicon("fr").given.get(root[0]) if first_only else None
                e.gender = e.gender or self.story.people.gender.get(root) or p.gender or given
                e.age = e.age or p.age
                if p.number != "Plur":
                    for role in p.roles:
                        self.story.learn(entity, role)
                if p.handle:
                    self.story.handles[fold(p.handle)] = entity
            else:
                self.take(item, self._body(item))

    def _day(self, p: Phrase) -> bool:
        """A month or day that is also a first or family name, where nobody of the story bears it (`in April 2014`)."""
        assert p.name is not None
        key = tokens(p.name.cut(self.article.text))
        if len(key) != 1 or p.title or key[0] not in self.lex.time or p.sort != "unknown":
            return False
        return key[0] not in self.story.people.last

    def _elliptic(self, p: Phrase) -> bool:
        """Nothing but a determiner and *autre*, *second* (`un autre`, `others`)."""
        lex = lexicon(self.language(p.span.start) or "fr")
        told = [w.fold for w in words(self.article.text, p.span.start, p.span.end) if w.fold[0].isalnum()]
        small = {"l'", "un", "une", "entre"} | lex.going["link"]
        counted = len(told) > 2 and all(w in small or lex.articles.get(w) == "indefinite" for w in told[:-1])
        if counted and told[-1] in lex.pronouns and told[-2] in lex.going["link"] | {"entre"}:
            return True  # `l'un d'eux`, `two of them`
        return (
            bool(told)
            and told[-1] in lex.going["next"]
            and p.article in ("indefinite", "none")
            and all(w in lex.articles or w in lex.going["next"] for w in told)
        )

    def _surname(self, p: Phrase) -> bool:
        """A name standing alone that is the family name of somebody named in full in the story."""
        assert p.name is not None
        if p.article != "none" or p.sort == "body":
            return False
        name = p.name.cut(self.article.text)
        key = tokens(name)
        if fold(name) in self.lex.countries or fold(name) in self.lex.seats:
            return False
        return (len(key) == 1 and key[0] in self.story.people.last) or key in self.story.people.tails

    def take(self, item: Item, entity: int) -> None:
        """Let a phrase stand for an entity."""
        item.entity = entity
        e = self.story.entities[entity]
        e.seen.append(item)
        e.articles.add(self.at)
        if item.phrase.gender and not e.gender and e.kind != "person":
            e.gender = item.phrase.gender
        many = item.phrase.number == "Plur" and e.kind == "person"  # `les tommes Blancard`: her name, not many of her
        if item.phrase.number and not e.number and not item.phrase.pronoun and not many and not self._one(e, item):
            e.number = item.phrase.number

    def _one(self, e: Entity, item: Item) -> bool:
        """A plural that names one person among others (`les époux Roe`) makes no plural of him."""
        return (
            e.key[0] == "person" and len(e.key[1]) > 1 and item.phrase.number == "Plur" and not self._joins(item.phrase)
        )

    def _joins(self, p: Phrase) -> bool:
        ws = words(self.article.text, p.span.start, p.span.end)
        return p.joined or any(w.fold in self.lex.conjunction for w in ws)

    def _body(self, item: Item) -> int:
        p, text = item.phrase, self.article.text
        lex = lexicon(self.language(p.span.start) or "fr")
        if p.name is not None:
            name = fold(p.name.cut(text))
            squeezed = "".join(c for c in name if c.isalnum())
            if squeezed in lex.world:
                return self._org(("world", lex.world[squeezed]))
            if name in lex.seats:
                return self._org(("seat", fold(lex.seats[name])))
            if name in lex.countries and p.sort in ("unknown", "place"):
                return self._country(lex.countries[name])
            return self._org(("org", squeezed))
        label = "".join(c for c in fold(p.label.cut(text)) if c.isalnum())
        if label in lex.world:
            return self._org(("world", lex.world[label]))
        country = next((w for w in sorted(p.of) if w[0] == "@"), None)
        if p.head in lex.government and country and len(p.of) == 1:
            return self._country(country)
        return self._org(("body", p.head, p.of))

    def _country(self, key: str) -> int:
        """The government of a country, by one key in all languages."""
        return self._org(("country", self.lex.same_country.get(key, key)))

    def _org(self, key: tuple[Any, ...]) -> int:
        return self.story.entity(key, "organisation")
