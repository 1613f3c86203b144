"""What a page remembers of who was mentioned: names, bodies, papers, and whom a pronoun looks back to."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recoupe.languages.phrases import Gender, Lexicon, Phrase, lexicon, stem, words
from recoupe.link.speakers._entity import Entity, stems
from recoupe.link.speakers._items import Item, Page
from recoupe.link.speakers._names import tokens
from recoupe.model import Article, Notes
from recoupe.text import fold

if TYPE_CHECKING:
    from recoupe.link.speakers._story import Story

WINDOW = 40  # mentions that a pronoun looks back over


def _inside(item: Item, spans: list[tuple[int, int]]) -> bool:
    return any(a <= item.phrase.span.start < b for a, b in spans)


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

    # -------------------------------------------------------------- names

    def named(self) -> None:
        """Persons and bodies that phrases name outright, with the functions told of them."""
        near: list[tuple[str, ...]] = []
        for item in self.items:
            p = item.phrase
            if p.handle and p.name is None:
                continue
            if p.name is None or self._day(p) or self._elliptic(p):
                continue
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
        if item.phrase.number and not e.number and not item.phrase.pronoun:
            e.number = item.phrase.number

    # -------------------------------------------------------------- bodies and papers

    def _body(self, item: Item) -> int:
        p, text = item.phrase, self.article.text
        lex = lexicon(self.language(p.span.start) or "fr")
        if p.name is not None:
            name = fold(p.name.cut(text))
            squeezed = "".join(c for c in name if c.isalnum())
            if name in lex.seats:
                return self._org(("seat", fold(lex.seats[name])))
            if name in lex.countries and p.sort in ("unknown", "place"):
                return self._org(("country", lex.countries[name]))
            return self._org(("org", squeezed))
        country = next((w for w in sorted(p.of) if w[0] == "@"), None)
        if p.head in lex.government and country and len(p.of) == 1:
            return self._org(("country", country))
        return self._org(("body", p.head, p.of))

    def _org(self, key: tuple[Any, ...]) -> int:
        return self.story.entity(key, "organisation")

    # -------------------------------------------------------------- looking back

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
        self, item: Item, gender: Gender, number: str | None, people: bool = False, like: Phrase | None = None
    ) -> int | None:
        """The entity that a pronoun most likely means: agreement, then a sum of plain reasons."""
        best: tuple[float, int] | None = None
        own = self._own_words(item)
        goes_on = self._goes_on(item, own)
        seen: dict[int, int] = defaultdict(int)
        thing = item.phrase.pronoun in self.lex.going["things"]
        speaker = self._speaking(item)
        shifted = item.phrase.pronoun is not None and self._turned(item, own, gender, number)
        ahead = self._ahead(item, gender, number)
        if ahead is not None:
            return ahead
        scores: dict[int, float] = {}
        for rank, other in enumerate(self._lately(item)):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            seen[other.entity] += 1
            if other.quoted is not None and other.quoted != item.quoted:
                continue
            if _inside(other, own) or other.entity == speaker:
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
            if not other.subject or other.agent or _inside(other, own) or not self._fits(e, gender, number):
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
            if other.subject and other.quoted is None and not _inside(other, own) and self._person(other.entity):
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

    def _many(self, item: Item) -> int | None:
        """Whom `they` means where nothing of that number was mentioned: the body, the unnamed or the joined
        speakers who spoke last, or the last body that was a subject."""
        if not item.source_of or item.quoted is not None:
            return None
        own = self._own_words(item)
        english = (self.language(item.phrase.span.start) or "fr") == "en"
        for other in self._lately(item):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            if item.sentence - other.sentence > (4 if other.source_of else 2):
                break
            if other.quoted is not None or _inside(other, own):
                continue
            if e.kind == "person" or other.phrase.name_kind == "place":
                continue
            if not english and e.number != "Plur":
                continue
            if e.kind == "document" or not (other.source_of or other.subject):
                continue
            if other.agent and not other.source_of:
                continue
            return self._first_of_two(other)
        return None

    def _first_of_two(self, item: Item) -> int | None:
        """The first of `Jane Roe and John Doe`, to whom what both say is given."""
        for other in self._lately(item):
            between = self.article.text[other.phrase.span.end : item.phrase.span.start]
            joined = fold(between).strip() in self.lex.conjunction
            return other.entity if joined and other.entity is not None else item.entity
        return item.entity

    def _another(self, item: Item) -> int | None:
        """`un autre` after `un internaute`: one more of that sort, called after the noun."""
        p, text = item.phrase, self.article.text
        lex = lexicon(self.language(p.span.start) or "fr")
        told = [w.fold for w in words(text, p.span.start, p.span.end) if w.fold[0].isalnum()]
        if told[-1] in lex.pronouns:
            found = self.story.entity(("unnamed", self.at, told[0], frozenset(), None, None, p.span.start), "unnamed")
            self.story.entities[found].called = " ".join(p.span.cut(text).split())
            return found
        for other in self._lately(item):
            assert other.entity is not None
            e, q = self.story.entities[other.entity], other.phrase
            if e.kind != "unnamed" or not other.source_of or q.article != "indefinite":
                continue
            if p.gender and q.gender and p.gender != q.gender:
                continue
            if e.called is not None:
                noun = e.called.split(" ", 1)[1]
            else:
                ws = words(text, q.label.start, q.label.end)
                noun = text[ws[0].start : ws[0].end] if ws else ""
            if not noun:
                continue
            plural = any(
                w.fold in lex.going["next"] and w.fold[-1] == "s" for w in words(text, p.span.start, p.span.end)
            )
            plural = plural and text[p.span.start : p.span.end].split()[-1].endswith("s")
            found = self.story.entity(
                ("unnamed", self.at, q.head, q.of, "Plur" if plural else "Sing", None, p.span.start), "unnamed"
            )
            made = self.story.entities[found]
            made.number = "Plur" if plural else "Sing"
            made.gender = p.gender or q.gender
            english = (self.language(p.span.start) or "fr") == "en"
            first = ("other" if plural else "another") if english else ("autres" if plural else "autre")
            made.called = f"{first} {noun}{'s' if plural and noun[-1] not in 'sxz' else ''}"
            return found
        return None

    def _latest(self, item: Item) -> int | None:
        p = item.phrase
        if (
            p.back == "concerned"
            and self.last
            and self._person(self.last[0])
            and self._fits(self.story.entities[self.last[0]], p.gender, p.number)
        ):
            nearer = [
                o
                for o in self._lately(item)
                if o.entity is not None
                and o.phrase.span.start > self.last[1]
                and o.quoted is None
                and self._person(o.entity)
            ]
            if not nearer:
                return self.last[0]
        for other in self._lately(item):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            if other.quoted is None and self._person(other.entity) and self._fits(e, p.gender, p.number):
                return other.entity
        return self._salient(item, p.gender, p.number)

    def _person(self, entity: int) -> bool:
        return self.story.entities[entity].kind in ("person", "unnamed")

    def _paper(self, item: Item) -> int:
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        group = self._paper_group(p, lex)
        if p.article in ("definite", "demonstrative", "possessive", "none"):
            for other in self._lately(item):
                assert other.entity is not None
                e = self.story.entities[other.entity]
                if e.kind != "document" or other.phrase.sort != "document":
                    continue
                theirs = self._paper_group(other.phrase, lex)
                if theirs == group or p.head in stems(lex.any_paper) or other.phrase.head in stems(lex.any_paper):
                    return other.entity
        author = p.owner.cut(self.article.text) if p.owner else None
        return self.story.entity(
            ("paper", self.at, group, fold(author) if author else None, item.phrase.span.start), "document"
        )

    def _paper_group(self, p: Phrase, lex: Lexicon) -> object:
        return next((n for w, n in lex.papers.items() if stem(lex.same.get(w, w)) == p.head), p.head)

    def _institution(self, item: Item) -> int | None:
        p = item.phrase
        owner = self._owner(item)
        if owner is not None:
            return self._org(("own", p.head, owner))
        if p.article in ("definite", "demonstrative"):
            fits = []
            for other in self._lately(item):
                assert other.entity is not None
                q = other.phrase
                if (q.sort == "body" and q.head == p.head and p.of <= q.of) or (
                    q.sort == "body" and q.name is not None and q.head == p.head and not p.of
                ):
                    fits.append(other.entity)
            if fits:
                return fits[0]
            if not p.of and p.head in stems(self.lex.bare):
                passing = {r.entity for rs in self.relays for r in rs}  # who passes words on is not who is told of
                near = {
                    o.entity
                    for o in self._lately(item)
                    if o.entity is not None
                    and self.story.entities[o.entity].key[0] == "org"
                    and o.entity not in passing
                    and item.sentence - o.sentence <= 3
                    and o.quoted is None
                }
                if len(near) > 1:  # who spoke, or was a subject, before one only mentioned
                    active = {
                        o.entity
                        for o in self._lately(item)
                        if o.entity in near and (o.source_of or o.subject) and item.sentence - o.sentence <= 3
                    }
                    near = {e for e in active if e is not None} or near
                if len(near) == 1:
                    return near.pop()
        if p.name is not None:
            return self._body(item)
        if p.article == "indefinite":
            return self._unnamed(item, None)
        return self._body(item)

    def _owner(self, item: Item) -> int | None:
        """The person that a possessed phrase belongs to (`son bureau`, `le bureau de Mme Roy`)."""
        p, text = item.phrase, self.article.text
        if p.article == "possessive":
            first = words(text, p.span.start, p.span.end)[0].fold
            going = self.lex.going
            gender: Gender = "Masc" if first in going["his"] else "Fem" if first in going["her"] else None
            return self._salient(item, gender, "Plur" if first in going["their"] else "Sing")
        if p.owner is not None:
            key = tokens(p.owner.cut(text))
            root = self.story.people.group.get(key)
            if root is None and len(key) == 1:
                root = self.story.people.lone(self.article.id, p.owner.cut(text), None, ())
                root = root if root in self.story.people.members else None
            if root is not None:
                return self.story.entity(("person", root), "person")
        return None

    def _unnamed(self, item: Item, owner: int | None) -> int | None:
        p = item.phrase
        of = p.of | {"ex-"} if p.former else p.of
        if p.sort == "unknown" and p.article == "none" and p.number != "Plur" and p.label.start < p.label.end:
            printed = fold(p.label.cut(self.article.text))
            if " " not in printed:  # an outlet printed small: `franceinfo`
                return self._org(("org", "".join(c for c in printed if c.isalnum())))
        if not p.head and p.name is None:
            if p.label.start >= p.label.end:
                return None
            head = fold(p.label.cut(self.article.text))
            return self.story.entity(("unnamed", self.at, head, frozenset(), p.number, owner), "unnamed")
        which: int | None = None
        if p.article == "indefinite" and p.number != "Plur" and (p.different or not p.of):
            key = ("unnamed", self.at, p.head, of, p.number, owner)
            if key in self.story.by_key:
                which = item.phrase.span.start
        full = ("unnamed", self.at, p.head, of, p.number, owner)
        return self.story.entity(full if which is None else (*full, which), "unnamed")
