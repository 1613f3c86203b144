"""Who holds a function: *la ministre*, *le procureur*, by what the story tells of each."""

from __future__ import annotations

from recoupe.languages.phrases import Lexicon, Phrase, Role, demonym, lexicon, stem, words
from recoupe.link.speakers._anaphora import Anaphora
from recoupe.link.speakers._entity import Entity, abroad, stems
from recoupe.link.speakers._items import Item
from recoupe.link.speakers._salience import inside
from recoupe.text import fold

_NONE: frozenset[str] = frozenset()


class Holders(Anaphora):
    """A page whose functions and descriptions stand for who holds them."""

    def _described(self, item: Item) -> int | None:
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        plural = p.number == "Plur" or p.span.cut(self.article.text)[:1].isdigit()
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
        if self._headwords(p) & lex.going["writer"] and not p.of:
            for other in self._lately(item):
                if other.author and other.quoted is None:
                    return other.entity

        countries = bool(p.of) and all(w[0] == "@" for w in p.of)
        limits = p.of - stems(lex.going["domains"])  # `le responsable patronal`: of what kind, not of what

        def has(e: Entity, nearest: bool = False) -> bool:
            if not self._fits(e, p.gender, p.number) or abroad(e, mine):
                return False
            for r in e.roles:
                if countries and not r.of and not nearest:
                    continue  # `le président chilien` is a president of whom no country is told only if just named
                if r.covers(mine) or (not p.of and r.head == p.head and not (r.former != p.former and p.former)):
                    return True
                if r.head in below and r.former == p.former and limits <= r.of and all(w[0] == "@" for w in limits):
                    return True
            return False

        if p.head in stems(lex.crowd):
            return None
        vague = p.sort == "person" and p.head in lex.vague
        if p.sort == "person" and item.source_of and self._restricted(item):
            return None  # l'homme qui filme: told apart by what he does
        if vague or (p.age and p.sort == "person"):
            if not item.source_of and (not item.subject or p.article != "definite" or p.of or self._restricted(item)):
                return None
            among = None
            if p.age:
                others = {
                    o.entity: self.story.entities[o.entity].age for o in self._lately(item) if o.entity is not None
                }
                among = {e for e, age in others.items() if age == p.age} or {
                    e for e, age in others.items() if age is None
                }
            return self._salient(item, p.gender, p.number, people=True, like=p, among=among)
        exact = self._exact_holder(item, mine)
        if exact is not None:
            return exact
        named = 0
        for other in self._lately(item):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            named += e.kind == "person"
            if p.article == "possessive" and other.phrase.owner is not None and self._owner(other) != self._owner(item):
                continue  # `his lawyer` is not `the lawyer of Jane Roe`, unless she is meant
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
                and not abroad(self.story.entities[e], mine)
            }
            if len(told) == 1:
                return next(iter(told))
        if self._recalls(item):
            return self._recalled(item)
        if generic and p.head not in ("sourc",) and (p.article == "demonstrative" or not p.of or p.party or p.age):
            if p.sort == "unknown" and p.head and not self._demonym(p) and p.article != "demonstrative":
                return None
            if not item.source_of:
                return None
            return self._salient(item, p.gender, p.number, people=True)
        if p.article == "definite" and p.sort == "role" and (item.source_of or item.subject):
            for way in (self._going_on, self._sole, self._renamed):
                found = way(item)
                if found is not None:
                    return found
            return None
        if p.article == "definite" and p.sort == "role":
            return self._renamed(item)
        if p.article == "demonstrative" and item.source_of:
            return self._salient(item, p.gender, p.number, people=True)
        return None

    def _recalls(self, item: Item) -> bool:
        """True for a description by which a text recalls somebody it has named (`le cheminot`, `the Scotsman`)."""
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        if p.article not in ("definite", "demonstrative") or p.former or not (item.source_of or item.subject):
            return False
        return (
            self._origin(p) is not None
            or (p.sort == "role" and p.head in lex.trades and p.head not in lex.stock)
            or self._brood(p)
            or self._by_ending(p, lex)
        )

    def _by_ending(self, p: Phrase, lex: Lexicon) -> bool:
        """A lone word that no table has, with the ending of those for people (`le filloniste`)."""
        if p.sort != "unknown" or p.name is not None or p.back is not None or p.number == "Plur" or p.of:
            return False
        ws = words(self.article.text, p.label.start, p.label.end)
        return len(ws) == 1 and not ws[0].cap and len(ws[0].fold) > 6 and ws[0].fold.endswith(lex.by_ending)

    def _brood(self, p: Phrase) -> bool:
        """A parent told by how many children, not by whose (`the mother of two`, `le père de famille`)."""
        if p.name is not None or p.head not in stems(self.lex.kin):
            return False
        ws = words(self.article.text, p.label.start, p.label.end)
        return len(ws) > 2 and ws[-1].fold in self.lex.going["brood"]

    def _origin(self, p: Phrase) -> str | None:
        """Where somebody is from, by a phrase that tells nothing else (`la Norvégienne`)."""
        if p.sort != "person" or p.name is not None or p.pronoun is not None:
            return None
        ws = words(self.article.text, p.label.start, p.label.end)
        told = demonym(ws[0], lexicon(self.language(p.span.start) or "fr")) if ws else None
        return told[0] if told else None

    def _recalled(self, item: Item) -> int | None:
        """Whom such a description recalls: a person of the last sentences of whom nothing told speaks against it.

        Against it are a gender, an age, another country, and a function of another field (`le boulanger` after a
        name with *maire*). What limits the description (`l'attaquant du club`) leaves only the one person of the
        window who fits.
        """
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        origin, fields = self._origin(p), lex.fields.get(p.head, _NONE) & lex.recalled
        own, anywhere = self._own_words(item), stems(lex.going["anywhere"])
        fits: dict[int, bool] = {}
        for other in self._lately(item):
            if item.sentence - other.sentence > 4 or item.paragraph - other.paragraph > 2:
                break
            assert other.entity is not None
            e = self.story.entities[other.entity]
            if other.quoted is not None or inside(other, own) or e.key[0] not in ("person", "first"):
                continue
            if not self._fits(e, p.gender, p.number) or (p.age and e.age and p.age != e.age):
                continue
            if origin is not None:
                told = {w for r in e.roles for w in (r.head, *r.of) if w[:1] == "@"}
                if origin[:1] == "@" and told - {"@union europeenne"} and origin not in told:
                    continue
                fits[other.entity] = origin in told
                continue
            theirs = [(r.head, lex.fields[r.head] - {"kin"}) for r in e.roles if r.head in lex.fields]
            if any(fs and not fs & fields and h not in anywhere for h, fs in theirs):
                continue
            fits[other.entity] = any(fs & fields for _, fs in theirs)
        if any(fits.values()):
            fits = {e: True for e, told_so in fits.items() if told_so}
        limits = {w for w in p.of if w[0] != "@"} - lex.from_stems - stems(lex.going["domains"]) - stems(lex.time)
        if lex.head_last:  # `the Vermont senator`
            limits -= {stem(w.fold) for w in words(self.article.text, p.label.start, p.label.end) if w.cap}
        unsure = p.gender and any(self.story.entities[e].gender is None for e in fits)
        if not fits or (len(fits) > 1 and (limits or unsure or p.head in stems(lex.going["alone"]))):
            return None
        found = self._salient(item, p.gender, p.number, people=True, like=p, among=fits)
        if found is not None and not self._brood(p):
            self.story.learn(found, Role(origin or p.head, p.of, p.label))
        return found

    def _sole(self, item: Item) -> int | None:
        """A function told after a name of whom the story tells nothing else: `Jane Roe a ruiné leurs espoirs. La
        patronne du groupe reconnaît …`.

        Only for the one named person of the sentence and of the two before, its subject or who spoke, where no
        unnamed person stands in between and genders agree; and never for the functions of courts, police and care.
        """
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        if p.head in lex.never or p.former or not p.gender or item.quoted is not None:
            return None
        own, found, active = self._own_words(item), None, False
        for other in self._lately(item):
            if item.sentence - other.sentence > 2 or item.paragraph != other.paragraph:
                break
            assert other.entity is not None
            if other.quoted is not None or inside(other, own) or not self._person(other.entity):
                continue
            if self.story.entities[other.entity].key[0] != "person" or found not in (None, other.entity):
                return None
            found, active = other.entity, active or bool(other.source_of) or (other.subject and not other.agent)
        if found is None or not active:
            return None
        e = self.story.entities[found]
        if len(e.key[1]) < 2 or not e.gender or not self._fits(e, p.gender, p.number) or e.age is not None:
            return None
        anywhere = stems(lex.going["anywhere"])
        lands = {w for w in p.of if w[:1] == "@"}
        if lands and e.roles and not any(lands & ({r.head} | r.of) for r in e.roles):
            return None  # the Russian ambassador is not the secretary-general who has just spoken
        if any(r.head != p.head and r.head not in anywhere and r.head[:1] != "@" for r in e.roles):
            return None
        return None if any(r.head == p.head and r.of and p.of and not r.of & p.of for r in e.roles) else found

    def _restricted(self, item: Item) -> bool:
        """True where a relative clause without a comma follows: `l'homme qui filme demande`."""
        p, text = item.phrase, self.article.text
        after = fold(text[p.label.start : p.span.end + 5]).split()
        return any(w in self.lex.going["who"] for w in after[1:3])

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

    def told_late(self) -> None:
        """A function first (`auprès du procureur`), then a new name that nothing tells who bears it (`a expliqué
        à l'AFP Jane Roe`), then the function again: the name's function is learnt.

        Safe because a name that a text brings in as a speaker is told who it is, unless that has been told just
        before. Only where the name is a full one, new, bare in the whole story, the function is nobody's, no other
        person or function stands between, and genders do not exclude.
        """
        offices = [i for i in self.items if i.quoted is None and self._office(i)]
        if len(offices) < 2:
            return
        first_seen: dict[int, Item] = {}
        for i in self.items:
            if i.entity is not None and i.entity not in first_seen:
                first_seen[i.entity] = i
        for who, item in first_seen.items():
            e, p = self.story.entities[who], item.phrase
            if e.key[0] != "person" or len(e.key[1]) < 2 or not item.source_of or item.quoted is not None:
                continue
            if e.roles or p.title or p.age is not None or p.sort != "unknown" or p.article != "none":
                continue
            start = p.span.start
            before = [o for o in offices if o.phrase.span.end <= start]
            after = [o for o in offices if o.phrase.span.start > start and o.source_of]
            if not before or not after:
                continue
            one, again = before[-1], after[0]
            q, r = one.phrase, again.phrase
            if q.head != r.head or not r.of <= q.of or q.former != r.former:
                continue
            if item.sentence - one.sentence > 4 or again.sentence - item.sentence > 8:
                continue
            if q.gender and e.gender and q.gender != e.gender:
                continue
            if any(q.head == role.head for role, _ in self.story.holders.get(q.head, ())):
                continue
            between = [
                o
                for o in self.items
                if one.phrase.span.end <= o.phrase.span.start < r.span.start
                and o.quoted is None
                and o.entity not in (None, who)
                and self._person(o.entity)
            ]
            if between or any(
                o.source_of and o.entity is None and not self._office(o) and o.phrase.pronoun is None
                for o in self.items
                if one.phrase.span.end <= o.phrase.span.start < r.span.start
            ):
                continue
            self.story.learn(who, Role(q.head, q.of, q.label, q.former))

    def _office(self, item: Item) -> bool:
        p = item.phrase
        return p.sort == "role" and p.name is None and p.number != "Plur" and p.article in ("definite", "none")

    def _going_on(self, item: Item) -> int | None:
        """A function that the story has not told (`la conseillère`): the named person who has just spoken.

        Only where nobody else who fits has been mentioned since, and that person has spoken twice in a row or
        the function is a subject close by.
        """
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        if self.last is None or item.quoted is not None or (item.agent and not item.source_of):
            return None  # in a quotation the speaker calls others by their functions, not himself
        who, at = self.last
        for n in self._told_by(who):
            if any(s.start <= p.span.start < s.end for s in self.notes.attributions[n].content):
                return None
        twice = len(self.turns) > 1 and self.turns[-1] == self.turns[-2]
        if not twice and not (item.subject and item.sentence - self.sentence(at) <= 2):
            return None
        e = self.story.entities[who]
        if e.key[0] != "person" or not self._fits(e, p.gender, p.number) or not p.gender or not e.gender:
            return None
        limits = p.of - stems(self.lex.going["domains"])
        if limits and e.roles and not any(r.head == p.head for r in e.roles):
            return None  # l'ambassadeur russe is not the secretary-general who has just spoken
        if p.head in lex.stock and not any(
            lex.fields.get(r.head, _NONE) & lex.fields.get(p.head, _NONE) for r in e.roles
        ):
            return None
        seat = bool(self._headwords(p) & lex.going["seated"])
        if len(p.of) > 2 or (not seat and any(r.head == p.head and not r.of & p.of for r in e.roles)):
            return None  # the same function of something else
        for other in self._lately(item):
            if other.phrase.span.start <= at:
                break
            if other.entity not in (None, who) and other.quoted is None and self._person(other.entity):
                return None
        return who

    def _renamed(self, item: Item) -> int | None:
        """A function over or heard (`l'ancien maire`, `on entend le maire`), or one that people are known by
        (`the actress`), that nothing has told: the person named as the subject of one of the two sentences before,
        of whom no function is told. Functions that stand in any news of their kind (the prosecutor, the mayor of
        the place) are left alone."""
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        known_by = not p.of and bool(self._headwords(p) & lex.going["known_by"])
        if not (known_by or ((p.former or item.perceived) and p.gender)):
            return None
        for other in self._lately(item):
            assert other.entity is not None
            e = self.story.entities[other.entity]
            if not self._person(other.entity) or other.quoted is not None:
                continue
            if e.gender and p.gender and e.gender != p.gender:
                continue
            alike = e.gender == p.gender or (known_by and not p.gender)
            fits = e.key[0] == "person" and alike and not e.roles and other.subject
            return other.entity if fits and 0 < item.sentence - other.sentence <= 2 else None
        return None

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

    def _headwords(self, p: Phrase) -> set[str]:
        return {w.fold for w in words(self.article.text, p.label.start, p.label.end)}

    def _headword(self, p: Phrase, lex: Lexicon) -> str:
        ws = [w.fold for w in words(self.article.text, p.label.start, p.label.end)]
        head = next((w for w in ws if w in lex.heads), "")
        return (
            head
            if head in lex.hypernyms and stem(lex.same.get(lex.heads[head][0], lex.heads[head][0])) == p.head
            else ""
        )
