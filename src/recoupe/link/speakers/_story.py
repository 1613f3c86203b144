"""The pages of a story and the entities they mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from recoupe.languages.phrases import Role, lexicon
from recoupe.link.speakers._entity import Entity, grams
from recoupe.link.speakers._names import People, tokens
from recoupe.link.speakers._reading import Reading
from recoupe.link.speakers._unsaid import Unsaid
from recoupe.model import Article, Notes, SpeakerKind
from recoupe.text import fold


class Story:
    """The pages of a story and the entities they mention."""

    def __init__(self, articles: Sequence[Article], notes: Sequence[Notes]) -> None:
        """Pages in the given order, which must be that of the articles' ids."""
        self.pages = [Reading(self, i, a, n) for i, (a, n) in enumerate(zip(articles, notes, strict=True))]
        self.entities: list[Entity] = []
        self.by_key: dict[tuple[Any, ...], int] = {}
        named = [
            (p.article.id, i.phrase.name.cut(p.article.text), i.phrase)
            for p in self.pages
            for i in p.items
            if i.phrase.name and i.phrase.name_kind == "person"
        ]
        given = lexicon("fr").given
        self.people = People(
            ((a, n, p.gender) for a, n, p in named),
            (
                (a, n)
                for a, n, p in named
                if not p.title and (p.age is not None or p.roles) and len(tokens(n)) == 1 and fold(n) in given
            ),
        )
        self.holders: dict[str, list[tuple[Role, int]]] = defaultdict(list)  # head of a function -> who has it
        self.handles: dict[str, int] = {}
        self._told: dict[tuple[str, str], set[tuple[int, int]]] | None = None

    def read(self) -> None:
        """Settle every page: names and functions of all, then each from start to end."""
        for page in self.pages:
            page.named()
        for page in self.pages:
            page.told_late()
        for page in self.pages:
            page.discourse()
        for page in self.pages:
            page.unsaid()
        self._by_copies()

    def entity(self, key: tuple[Any, ...], kind: SpeakerKind) -> int:
        """The number of the entity of that key, made where there is none."""
        if key not in self.by_key:
            self.by_key[key] = len(self.entities)
            self.entities.append(Entity(key, kind))
        return self.by_key[key]

    def same_words(self, page: Unsaid, n: int) -> int | None:
        """The speaker of the same words in another place: a headline that quotes the text, another article."""
        mine = page.matter(n)
        if len(mine) < 2:
            return None
        want = " ".join(mine)
        if self._told is None:
            self._told = defaultdict(set)
            for p in self.pages:
                for m in range(len(p.speakers)):
                    ws = p.matter(m)
                    for pair in pairwise(ws):
                        self._told[pair].add((p.at, m))
        found: dict[bool, set[int]] = {True: set(), False: set()}
        for at, m in self._told.get((mine[0], mine[1]), ()):
            who = self.pages[at].speakers[m]
            if who is not None and (at, m) != (page.at, n) and f" {want} " in f" {' '.join(self.pages[at].matter(m))} ":
                found[at == page.at].add(who)
        for here in (True, False):
            if len(found[here]) == 1 and (here or len(mine) >= 3):
                return next(iter(found[here]))
        return None

    def _by_copies(self) -> None:
        """Where a mere pronoun is the source, the same words told elsewhere under a name settle whose they are."""
        named: dict[tuple[str, ...], set[int]] = defaultdict(set)
        doubtful: list[tuple[Reading, int]] = []
        for page in self.pages:
            for n, source in enumerate(page.sources):
                who = page.speakers[n]
                if source is None or who is None:
                    continue
                if source.phrase.name is not None and self.entities[who].kind == "person":
                    for gram in grams(page.matter(n)):
                        named[gram].add(who)
                elif source.phrase.pronoun is not None and source.phrase.person == 3:
                    doubtful.append((page, n))
        for page, n in doubtful:
            votes = [next(iter(named[g])) for g in grams(page.matter(n)) if len(named.get(g, ())) == 1]
            source = page.sources[n]
            if votes and len(set(votes)) == 1 and source is not None and votes[0] != page.speakers[n]:
                gender, other = source.phrase.gender, self.entities[votes[0]].gender
                if source.phrase.number != "Plur" and not (gender and other and gender != other):
                    if source.entity is not None:
                        self.entities[source.entity].seen.remove(source)
                    page.speakers[n] = votes[0]
                    page.take(source, votes[0])

    def learn(self, entity: int, role: Role) -> None:
        """A function that somebody has, by the words of the story."""
        known = self.entities[entity].roles
        if all((r.head, r.of, r.former) != (role.head, role.of, role.former) for r in known):
            known.append(role)
            self.holders[role.head].append((role, entity))
