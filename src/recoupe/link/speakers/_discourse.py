"""Reading each article of a story from start to end: whom each phrase means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from recoupe.languages.phrases import Gender, Lexicon, Phrase, Role, content, lexicon, stem, words
from recoupe.link.speakers._items import Item, Page
from recoupe.link.speakers._names import People, tokens
from recoupe.model import Article, Notes, SpeakerKind
from recoupe.text import fold

WINDOW = 40  # mentions that a pronoun looks back over


class Entity:
    """Somebody or something, as known so far. `key` says what makes it one with others of the story."""

    __slots__ = ("articles", "gender", "key", "kind", "number", "papers", "roles", "seen")

    def __init__(self, key: tuple[Any, ...], kind: SpeakerKind) -> None:
        """An entity nobody has mentioned yet."""
        self.key = key
        self.kind: SpeakerKind = kind
        self.gender: Gender = None
        self.number: str | None = None
        self.roles: list[Role] = []
        self.seen: list[Item] = []
        self.articles: set[int] = set()
        self.papers: str | None = None


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

    def same_words(self, page: Reading, n: int) -> int | None:
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
                    for gram in _grams(page.matter(n)):
                        named[gram].add(who)
                elif source.phrase.pronoun is not None and source.phrase.person == 3:
                    doubtful.append((page, n))
        for page, n in doubtful:
            votes = [next(iter(named[g])) for g in _grams(page.matter(n)) if len(named.get(g, ())) == 1]
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


class Reading(Page):
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
            if p.name is None:
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

    # -------------------------------------------------------------- discourse

    def discourse(self) -> None:
        """Whom each phrase without a name means, in the order of the text."""
        for item in self.items:
            if item.entity is None:
                found = self._whom(item)
                if found is not None:
                    self.take(item, found)
            if item.entity is not None:
                if item.phrase.pronoun is None or item.source_of:
                    self.recent.append(item)
                for n in item.source_of:
                    self.speakers[n] = item.entity
                    if self.notes.attributions[n].parent is None:
                        self.turns.append(item.entity)
                        self.last = (item.entity, item.phrase.span.start)

    def _whom(self, item: Item) -> int | None:
        p = item.phrase
        if p.sort == "unknown" and not p.pronoun:
            told = [w.fold for w in words(self.article.text, p.span.start, p.span.end) if w.fold[0].isalnum()]
            if told and all(w in self.lex.time or w in self.lex.articles or w.isdigit() for w in told):
                return None  # `ce samedi`
        if p.pronoun is not None:
            if p.person == 3 and self._impersonal(item):
                return None
            if p.person == 3:
                return self._salient(item, p.gender, p.number)
            return None  # settled in `unsaid`, when the speaker of the quotation is known
        if p.handle and p.name is None:
            return self._handle(p)
        if p.back == "same":
            return self.last[0] if self.last else None
        if p.back in ("latter", "concerned", "former"):
            return self._latest(item)
        if p.sort == "document":
            return self._paper(item)
        if p.sort == "body":
            return self._institution(item)
        return self._described(item)

    def _impersonal(self, item: Item) -> bool:
        """`il a été annoncé que`: nobody speaks."""
        text = self.article.text
        for n in item.source_of:
            cue = self.notes.attributions[n].cue
            if cue and self.lex.going["passive"] & set(fold(cue.cut(text)).split()):
                return True
        return False

    def _handle(self, p: Phrase) -> int:
        handle = fold(p.handle or "")
        if handle in self.story.handles:
            return self.story.handles[handle]
        bare = handle.lstrip("@").replace("_", "")
        for root in sorted(self.story.people.members):
            if (
                "".join(root) == bare
                or (len(root[-1]) >= 4 and bare.startswith(root[-1]))
                or bare == root[0][0] + root[-1]
            ):
                return self.story.entity(("person", root), "person")
        return self.story.entity(("handle", handle), "person")

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
        seen: dict[int, int] = defaultdict(int)
        thing = item.phrase.pronoun in self.lex.going["things"]
        scores: dict[int, float] = {}
        for rank, other in enumerate(self._lately(item)):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            seen[other.entity] += 1
            if other.quoted is not None and other.quoted != item.quoted:
                continue
            if not self._fits(e, gender, number) or (people and e.kind not in ("person", "unnamed")):
                continue
            if thing and e.kind in ("person", "unnamed"):
                continue
            if (
                e.kind in ("organisation", "document")
                and not thing
                and (e.gender is None or other.phrase.name_kind == "place")
            ):
                continue
            gap = max(item.sentence - other.sentence, 0)
            score = -0.3 * gap - 0.04 * rank
            score += 0.6 if other.subject else 0.0
            score += 0.5 if other.source_of else 0.0
            score += {"person": 0.3, "unnamed": 0.1, "organisation": -1.0, "document": -1.2}[e.kind]
            score += 0.5 if like is not None and other.phrase.head == like.head and other.phrase.name is None else 0.0
            score += 0.15 if gender and e.gender == gender else 0.0
            if self.last and self.last[0] == other.entity:
                score += 0.7
            if other.entity not in scores or score > scores[other.entity]:
                scores[other.entity] = score
        for entity, score in scores.items():
            total = score + 0.12 * math.log(1 + seen[entity])
            if best is None or total > best[0]:
                best = (total, entity)
        return best[1] if best else None

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
                if theirs == group or p.head in _stems(lex.any_paper) or other.phrase.head in _stems(lex.any_paper):
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
            if not p.of and p.head in _stems(self.lex.bare):
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

    # -------------------------------------------------------------- descriptions

    def _described(self, item: Item) -> int | None:
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        plural = p.number == "Plur"
        owner = self._owner(item) if p.article == "possessive" else None
        if (
            not plural
            and p.article in ("definite", "demonstrative", "possessive", "none")
            and p.sort in ("role", "person", "unknown")
        ):
            found = self._holder(item, lex)
            if found is not None:
                return found
        if plural and p.article in ("definite", "demonstrative"):
            for other in self._lately(item):
                q = other.phrase
                if q.number == "Plur" and q.head == p.head and (p.of <= q.of) and other.entity is not None:
                    return other.entity
        return self._unnamed(item, owner)

    def _holder(self, item: Item, lex: Lexicon) -> int | None:
        p = item.phrase
        mine = Role(p.head, p.of, p.label, p.former)
        below = {stem(lex.same.get(h, h)) for h in lex.hypernyms.get(self._headword(p, lex), ())}
        generic = p.sort == "person" or p.party or p.sort == "unknown"

        countries = bool(p.of) and all(w[0] == "@" for w in p.of)

        def has(e: Entity, nearest: bool = False) -> bool:
            if not self._fits(e, p.gender, p.number) or _abroad(e, mine):
                return False
            for r in e.roles:
                if countries and not r.of and not nearest:
                    continue  # `le président chilien` is a president of whom no country is told only if just named
                if r.covers(mine) or (not p.of and r.head == p.head and not (r.former != p.former and p.former)):
                    return True
                if r.head in below and r.former == p.former and p.of <= r.of and all(w[0] == "@" for w in p.of):
                    return True
            return False

        if p.head in _stems(lex.crowd):
            return None
        vague = p.sort == "person" and p.head in lex.vague
        if vague or (p.age and p.sort == "person"):
            return self._salient(item, p.gender, p.number, people=True, like=p) if item.source_of else None
        exact = self._exact_holder(item, mine)
        if exact is not None:
            return exact
        named = 0
        for other in self._lately(item):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            named += e.kind == "person"
            if e.kind in ("person", "unnamed") and (has(e, named <= 1) or self._same_description(p, other.phrase)):
                return other.entity
        here = sorted(
            {
                e
                for heads in ({p.head} | below)
                for _, e in self.story.holders.get(heads, ())
                if self.at in self.story.entities[e].articles and has(self.story.entities[e])
            },
            key=lambda e: str(self.story.entities[e].key),
        )
        if len(here) == 1:
            return here[0]
        if p.sort == "role" and not here:
            told = {
                e
                for r, e in self.story.holders.get(p.head, ())
                if r.covers(mine)
                and r.of <= p.of
                and self._fits(self.story.entities[e], p.gender, p.number)
                and not _abroad(self.story.entities[e], mine)
            }
            if len(told) == 1:
                return next(iter(told))
        if generic and p.head not in ("sourc",) and (p.article == "demonstrative" or not p.of or p.party or p.age):
            if p.sort == "unknown" and p.head and not self._demonym(p) and p.article != "demonstrative":
                return None
            if not item.source_of:
                return None
            return self._salient(item, p.gender, p.number, people=True)
        if p.article == "definite" and p.sort == "role" and (item.source_of or item.subject):
            return self._going_on(item)
        if p.article == "demonstrative" and item.source_of:
            return self._salient(item, p.gender, p.number, people=True)
        return None

    def _exact_holder(self, item: Item, mine: Role) -> int | None:
        """Who is told to have all of a function given with its limits: the nearest, else the story's only one."""
        if not mine.of:
            return None
        fit = {
            e
            for r, e in self.story.holders.get(mine.head, ())
            if r.former == mine.former
            and mine.of <= r.of
            and self._fits(self.story.entities[e], item.phrase.gender, item.phrase.number)
        }
        for other in self._lately(item):
            if other.entity in fit:
                return other.entity
        here = {e for e in fit if self.at in self.story.entities[e].articles}
        return next(iter(here)) if len(here) == 1 else next(iter(fit)) if len(fit) == 1 else None

    def _going_on(self, item: Item) -> int | None:
        """A function that the story has not told (`la conseillère`): the named person who has just spoken.

        Only where nobody else who fits has been mentioned since, and that person has spoken twice in a row or
        the function is a subject close by.
        """
        p = item.phrase
        if self.last is None:
            return None
        who, at = self.last
        twice = len(self.turns) > 1 and self.turns[-1] == self.turns[-2]
        if not twice and not (item.subject and item.sentence - self.sentence(at) <= 2):
            return None
        e = self.story.entities[who]
        if e.key[0] != "person" or not self._fits(e, p.gender, p.number) or not p.gender or not e.gender:
            return None
        if len(p.of) > 2 or any(r.head == p.head and not r.of & p.of for r in e.roles):
            return None  # the same function of something else
        for other in self._lately(item):
            if other.phrase.span.start <= at:
                break
            if other.entity not in (None, who) and other.quoted is None and self._person(other.entity):
                return None
        return who

    def _demonym(self, p: Phrase) -> bool:
        return (
            p.head[:1] == "@"
            or fold(p.label.cut(self.article.text))[:1].isupper()
            or p.label.cut(self.article.text)[:1].isupper()
        )

    def _same_description(self, p: Phrase, q: Phrase) -> bool:
        return (
            q.name is None
            and q.pronoun is None
            and q.head == p.head
            and p.of <= q.of
            and q.number == p.number
            and q.sort == p.sort
        )

    def _headword(self, p: Phrase, lex: Lexicon) -> str:
        ws = [w.fold for w in words(self.article.text, p.label.start, p.label.end)]
        head = next((w for w in ws if w in lex.heads), "")
        return (
            head
            if head in lex.hypernyms and stem(lex.same.get(lex.heads[head][0], lex.heads[head][0])) == p.head
            else ""
        )

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

    # -------------------------------------------------------------- unsaid sources

    def unsaid(self) -> None:
        """Speakers of attributions whose source the article leaves out, and of *je*, *nous*, *on*."""
        notes = self.notes.attributions
        order = sorted(range(len(notes)), key=lambda n: (notes[n].content[0].start if notes[n].content else 0, n))
        for _ in range(2):
            previous: int | None = None
            for n in order:
                a = notes[n]
                if self.speakers[n] is None:
                    self.speakers[n] = self._unsaid(n, previous)
                if self.speakers[n] is not None and a.parent is None:
                    previous = n
        for rows in (zip(self.sources, range(len(notes)), strict=True),):
            for source, n in rows:
                if source is not None and source.entity is None and self.speakers[n] is not None:
                    self.take(source, self.speakers[n])  # type: ignore[arg-type]

    def _unsaid(self, n: int, previous: int | None) -> int | None:
        notes, text = self.notes.attributions, self.article.text
        a = notes[n]
        source = self.sources[n]
        if source is not None:
            if source.phrase.person == 1:
                outer = a.parent if a.parent is not None else source.quoted if (source.quoted or 0) >= 0 else None
                return self.speakers[outer] if outer is not None and outer != n else None
            return None
        seen = {n}
        at = a.follows
        while at is not None and at not in seen and 0 <= at < len(notes):
            if self.speakers[at] is not None:
                return self.speakers[at]
            seen.add(at)
            at = notes[at].follows
        cue = fold(a.cue.cut(text)) if a.cue else ""
        if cue and any(w in self.lex.going["read_in"] for w in cue.split()):
            where = a.cue.start if a.cue else 0
            for item in reversed(self.items):
                if self.sentence(where) - item.sentence > 4:
                    break
                if (
                    item.phrase.span.start < where
                    and item.entity is not None
                    and self.story.entities[item.entity].kind == "document"
                ):
                    return item.entity
        if cue:
            first = cue.split()[0]
            after = self.lex.going["after"]
            if previous is not None and (
                first in after or any(w.endswith(("ant", "ing")) for w in cue.split()) or cue.split()[-1] in after
            ):
                return self.speakers[previous]
            return None
        return self.story.same_words(self, n)

    def matter(self, n: int) -> list[str]:
        """The words of an attribution's content that tell something."""
        text = self.article.text
        return content(
            [w.fold for s in self.notes.attributions[n].content for w in words(text, s.start, s.end)], self.lex
        )


def _abroad(e: Entity, told: Role) -> bool:
    """True where somebody has the function told, but of another country."""
    here = {w for w in told.of if w[0] == "@"}
    return bool(here) and any(
        r.head == told.head and (there := {w for w in r.of if w[0] == "@"}) and not there & here for r in e.roles
    )


def _grams(ws: list[str], n: int = 5) -> list[tuple[str, ...]]:
    return [tuple(ws[i : i + n]) for i in range(len(ws) - n + 1)]


def _stems(ws: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(w) for w in ws)
