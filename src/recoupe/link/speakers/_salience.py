"""Whom a pronoun means: agreement, then the most salient of those mentioned last."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable

from recoupe.languages.phrases import Gender, Phrase
from recoupe.link.speakers._entity import Entity
from recoupe.link.speakers._items import Item
from recoupe.link.speakers._memory import Memory
from recoupe.text import fold

WINDOW = 40  # mentions that a pronoun looks back over


def inside(item: Item, spans: list[tuple[int, int]]) -> bool:
    """True for a phrase that starts in one of the spans."""
    return any(a <= item.phrase.span.start < b for a, b in spans)


class Salience(Memory):
    """A page that knows who stands out at each point of it."""

    def _lately(self, item: Item) -> Iterable[Item]:
        """Mentions before this one, the nearest first."""
        n = 0
        for other in reversed(self.recent):
            if other.phrase.span.end > item.phrase.span.start:
                continue
            yield other
            n += 1
            if n >= WINDOW:
                return

    def _fits(self, e: Entity, gender: Gender, number: str | None) -> bool:
        if gender and e.gender and gender != e.gender:
            return False
        return not (number and (e.number or "Sing") != number and not (e.kind == "organisation" and number == "Plur"))

    def _salient(
        self,
        item: Item,
        gender: Gender,
        number: str | None,
        people: bool = False,
        like: Phrase | None = None,
        among: Collection[int] | None = None,
    ) -> int | None:
        """The entity that a pronoun most likely means: agreement, then a sum of plain reasons.

        `among` are the only ones that may be meant, where that is known.
        """
        best: tuple[float, int] | None = None
        own = self._own_words(item)
        goes_on = self._goes_on(item, own)
        seen: dict[int, int] = defaultdict(int)
        thing = item.phrase.pronoun in self.lex.going["things"]
        speaker = self._speaking(item)
        shifted = self._turned(item, own, gender, number)
        ahead = self._ahead(item, gender, number)
        if ahead is not None:
            return ahead
        body = self._body_here(item, gender, number)
        if body is not None:
            return body
        scores: dict[int, float] = {}
        for rank, other in enumerate(self._lately(item)):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            seen[other.entity] += 1
            if other.quoted is not None and other.quoted != item.quoted:
                continue
            if inside(other, own) or other.entity == speaker or (among is not None and other.entity not in among):
                continue
            if self._apposed(other, item) or (other.predicate and not other.source_of):
                continue
            if not self._fits(e, gender, number) or (people and e.kind not in ("person", "unnamed")):
                continue
            if thing and e.kind in ("person", "unnamed"):
                continue
            if (
                (e.kind in ("organisation", "document") or other.phrase.sort == "body")
                and not thing
                and (e.gender is None or other.phrase.name_kind == "place")
            ):
                continue
            gap = max(item.sentence - other.sentence, 0)
            score = -0.3 * gap - 0.04 * rank
            score += 0.6 if other.subject and (not other.agent or other.source_of) else 0.0
            score += 0.6 if other.author else 0.0
            score -= 0.5 if other.agent and not other.source_of else 0.0
            score += 1.2 if goes_on == other.entity else 0.0
            score += 0.5 if other.source_of else 0.0
            score += {"person": 0.3, "unnamed": 0.1, "organisation": -1.0, "document": -1.2}[e.kind]
            score += 0.5 if like is not None and other.phrase.head == like.head and other.phrase.name is None else 0.0
            score += 0.15 if gender and e.gender == gender else 0.0
            if self.last and self.last[0] == other.entity:
                score += -0.5 if shifted else 0.7
            if other.entity not in scores or score > scores[other.entity]:
                scores[other.entity] = score
        for entity, score in scores.items():
            total = score + 0.12 * math.log(1 + seen[entity])
            if best is None or total > best[0]:
                best = (total, entity)
        return best[1] if best else None

    def _body_here(self, item: Item, gender: Gender, number: str | None) -> int | None:
        """The body that is the subject of a paragraph which names no person before the pronoun.

        `L'agence se veut rassurante. « … », indique-t-elle`: a pronoun seldom leaves its paragraph while a subject
        of its gender stands there.
        """
        p = item.phrase
        strong = p.pronoun == "lui" or p.pronoun in self.lex.going["subjects"]
        if not strong or number == "Plur" or not item.source_of:
            return None
        gender = "Masc" if p.pronoun == "lui" else gender
        if item.quoted is not None or (self.language(p.span.start) or "fr") != "fr":
            return None
        own, found = self._own_words(item), None
        for other in self._lately(item):
            if other.paragraph != item.paragraph:
                break
            if other.entity is None or inside(other, own) or (other.quoted is not None and other.quoted != item.quoted):
                continue
            e = self.story.entities[other.entity]
            if not self._fits(e, gender, number):
                continue
            if e.kind in ("person", "unnamed"):
                return None
            named = other.phrase.name_kind == "place" or other.agent or not (other.subject or other.source_of)
            if e.kind == "organisation" and e.gender is not None and e.gender == gender and not named:
                found = other.entity
        return found

    def _speaking(self, item: Item) -> int | None:
        """Who speaks the words that a third-person pronoun stands in: he does not mean himself by it."""
        n = item.quoted
        if n is None or n < 0 or item.phrase.pronoun is None or item.phrase.person != 3:
            return None
        notes, seen = self.notes.attributions, set()
        at: int | None = n
        while at is not None and at not in seen:
            seen.add(at)
            if self.speakers[at] is not None:
                return self.speakers[at]
            source = self.sources[at]
            if source is not None and source.entity is not None:
                return source.entity
            at = notes[at].follows
        return None

    def _turned(self, item: Item, own: list[tuple[int, int]], gender: Gender, number: str | None) -> bool:
        """True where the text has gone on to somebody else, by name and as a subject, since the last one spoke."""
        if self.last is None or item.quoted is not None:
            return False
        who, at = self.last
        told = [s for n in self._told_by(who) for s in self.notes.attributions[n].content]
        for other in self._lately(item):
            p = other.phrase
            if p.span.start <= at or other.sentence <= self.sentence(at):
                return False
            assert other.entity is not None
            e = self.story.entities[other.entity]
            if other.entity == who and other.subject and p.name is not None and other.quoted is None:
                return False  # he is named again after the other
            if e.key[0] not in ("person", "first") or other.entity == who or p.name is None or other.quoted is not None:
                continue
            if not other.subject or other.agent or inside(other, own) or not self._fits(e, gender, number):
                continue
            if not any(s.start <= p.span.start < s.end for s in told):
                return True
        return False

    def _ahead(self, item: Item, gender: Gender, number: str | None) -> int | None:
        """The name that a pronoun runs ahead of: `Bien qu'elle affirme le contraire, Jane Roe regrette …`."""
        p = item.phrase
        if p.pronoun is None or p.person != 3 or item.quoted is not None or p.pronoun not in self.lex.going["subjects"]:
            return None
        start = self._sentences[max(item.sentence, 0)]
        if p.span.start - start > 30 or not self._subordinate(start, p.span.start):
            return None
        for other in self.items:
            if other.phrase.span.start <= p.span.start:
                continue
            if other.sentence != item.sentence:
                break
            if other.quoted is not None or other.entity is None or not other.subject or other.agent:
                continue
            e = self.story.entities[other.entity]
            opened = self.article.text[: other.phrase.span.start].rstrip()[-1:]
            if e.key[0] == "person" and opened in ",»”" and self._fits(e, gender, number) and (e.gender or not gender):
                return other.entity
            if other.phrase.pronoun is not None:
                return None
        return None

    def _subordinate(self, start: int, end: int) -> bool:
        """True where a sentence starts with a clause that waits for its main one."""
        words_before = fold(self.article.text[start:end]).replace("’", "'").split()
        first = words_before[0].lstrip('«"“') if words_before else ""
        return first in self.lex.going["opening"] or " ".join(words_before[:2]) in self.lex.going["opening"]

    def _apposed(self, other: Item, item: Item) -> bool:
        """`Artisan, il explique`: a bare description right before its own pronoun is nobody else."""
        if item.phrase.pronoun is None or other.phrase.name is not None or other.phrase.article != "none":
            return False
        between = self.article.text[other.phrase.span.end : item.phrase.span.start]
        return len(between) < 40 and between.count(",") == 1 and other.sentence == item.sentence

    def _own_words(self, item: Item) -> list[tuple[int, int]]:
        """What is said by whom a phrase stands for: nobody is called by name in it by himself."""
        if item.phrase.article == "possessive":
            return []
        return [(s.start, s.end) for n in item.source_of for s in self.notes.attributions[n].content]

    def _goes_on(self, item: Item, own: list[tuple[int, int]]) -> int | None:
        """The body that spoke last, for a pronoun after the words said (`…, ajoute-t-il`); None where a person
        was the subject of a sentence since."""
        if item.phrase.pronoun not in self.lex.going["subjects"]:
            return None
        if self.last is None or not any(end <= item.phrase.span.start for _, end in own):
            return None
        who, at = self.last
        e = self.story.entities[who]
        if item.phrase.number == "Plur" and e.number != "Plur":
            return None
        if e.kind != "organisation" or e.gender is None or item.sentence - self.sentence(at) > 3:
            return None
        for other in self._lately(item):
            if other.phrase.span.start <= at:
                break
            assert other.entity is not None
            if other.subject and other.quoted is None and not inside(other, own) and self._person(other.entity):
                told = any(
                    s.start <= other.phrase.span.start < s.end
                    for n in self._told_by(who)
                    for s in self.notes.attributions[n].content
                )
                if not told:
                    return None
        return who

    def _told_by(self, who: int) -> list[int]:
        return [n for n, s in enumerate(self.speakers) if s == who]

    def _person(self, entity: int) -> bool:
        return self.story.entities[entity].kind in ("person", "unnamed")
