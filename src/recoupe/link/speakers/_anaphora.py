"""Whom phrases mean that look back without a name: *ils*, *un autre*, *ce dernier*, *la lettre*, *le ministère*."""

from __future__ import annotations

from recoupe.languages.phrases import Gender, Lexicon, Phrase, lexicon, stem, words
from recoupe.link.speakers._entity import stems
from recoupe.link.speakers._items import Item
from recoupe.link.speakers._names import tokens
from recoupe.link.speakers._salience import Salience, inside
from recoupe.text import fold


class Anaphora(Salience):
    """A page whose phrases without a name look back to what was mentioned."""

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
            if other.quoted is not None or inside(other, own):
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

    def _topic(self, item: Item) -> int | None:
        """Whom a sentence names as what it is about, before its pronoun: `Quant à la Région, elle confirme`."""
        start = self._sentences[max(item.sentence, 0)]
        if not 0 < item.phrase.span.start - start < 120:
            return None
        opened = fold(self.article.text[start : start + 20]).replace("’", "'").lstrip(' «"“-–')
        if not opened.startswith(tuple(self.lex.topics)):
            return None
        for other in self._in_sentence(item.sentence):
            if other.phrase.span.end >= item.phrase.span.start:
                break
            if other.entity is not None and other.phrase.pronoun is None and other.quoted is None:
                e = self.story.entities[other.entity]
                return other.entity if self._fits(e, item.phrase.gender, item.phrase.number) else None
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
