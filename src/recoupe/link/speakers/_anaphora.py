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
            return self._side(item)
        for other in self._in_sentence(item.sentence):
            if other.phrase.span.end >= item.phrase.span.start:
                break
            if other.entity is not None and other.phrase.pronoun is None and other.quoted is None:
                e = self.story.entities[other.entity]
                return other.entity if self._fits(e, item.phrase.gender, item.phrase.number) else None
        return None

    def _side(self, item: Item) -> int | None:
        """Whom the text has turned to by *de son côté*, in the same paragraph, where nobody else has been a subject
        since: `De son côté, la Région se veut rassurante. Rien ne presse, assure-t-elle`."""
        own = self._own_words(item)
        if not item.source_of or item.quoted is not None:
            return None
        for other in self._lately(item):
            if other.paragraph != item.paragraph or item.sentence - other.sentence > 3:
                return None
            if not other.subject or other.quoted is not None or inside(other, own) or other.entity is None:
                continue
            start = self._sentences[max(other.sentence, 0)]
            opened = fold(self.article.text[start : start + 24]).replace("’", "'").lstrip(' «"“-–')
            fits = self._fits(self.story.entities[other.entity], item.phrase.gender, item.phrase.number)
            return other.entity if fits and opened.startswith(tuple(self.lex.sides)) else None
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
        found_more = self._one_more(item) if item.source_of else None
        if found_more is not None:
            return found_more
        if self.last is not None and item.source_of and p.article == "indefinite" and len(told) == 2:
            found = self.story.entity(
                ("unnamed", self.at, told[-1], frozenset(), "Sing", None, p.span.start), "unnamed"
            )
            self.story.entities[found].called = " ".join(p.span.cut(text).split()).lower()
            self.story.entities[found].gender = p.gender
            return found
        return None

    def _one_more(self, item: Item) -> int | None:
        """`Un autre` after nobody but a group (`cinq témoins`): one of it."""
        p, text = item.phrase, self.article.text
        for other in self._lately(item):
            q = other.phrase
            if item.sentence - other.sentence > 4:
                return None
            if q.number != "Plur" or q.sort not in ("role", "person") or q.name is not None or other.quoted is not None:
                continue
            found = self.story.entity(("unnamed", self.at, q.head, q.of, "Sing", None, p.span.start), "unnamed")
            made = self.story.entities[found]
            ws = words(text, q.label.start, q.label.end)
            noun = text[ws[0].start : ws[0].end] if ws else ""
            made.number, made.gender = "Sing", p.gender or q.gender
            which = words(text, p.span.start, p.span.end)[-1]
            made.called = f"{text[which.start : which.end]} {noun[:-1] if noun.endswith(('s', 'x')) else noun}"
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
        two = self._of_two(item)
        if two is not None:
            return two
        for firm in (True, False) if p.back == "concerned" else (False,):
            for other in self._lately(item):
                assert other.entity is not None
                e = self.story.entities[other.entity]
                if firm and (e.kind != "person" or other.phrase.article == "indefinite"):
                    continue  # l'intéressé is somebody told by name, if there is one
                if other.quoted is None and self._person(other.entity) and self._fits(e, p.gender, p.number):
                    return other.entity
        return self._salient(item, p.gender, p.number)

    def _of_two(self, item: Item) -> int | None:
        """`la première`, `le second`: the one or the other of the last two persons told of, in their order."""
        p = item.phrase
        told = {w.fold for w in words(self.article.text, p.span.start, p.span.end)}
        second = bool(told & self.lex.going["next"]) and p.back == "latter" and not told & self.lex.going["last"]
        if p.back != "former" and not second:
            return None
        pair: list[int] = []
        for other in self._lately(item):
            if other.entity is None or other.quoted is not None or other.phrase.back is not None:
                continue
            if item.sentence - other.sentence > 3 or not self._person(other.entity):
                continue
            if other.entity not in pair and self._fits(self.story.entities[other.entity], p.gender, p.number):
                pair.append(other.entity)
        if len(pair) < 2:
            return None
        return pair[0] if second else pair[1]

    def _paper(self, item: Item) -> int:
        p = item.phrase
        lex = lexicon(self.language(p.span.start) or "fr")
        group = self._paper_group(p, lex)
        if p.article in ("definite", "demonstrative", "possessive", "none"):
            loose: int | None = None
            for other in self._lately(item):
                assert other.entity is not None
                e = self.story.entities[other.entity]
                if e.kind != "document" or other.phrase.sort != "document":
                    continue
                theirs = self._paper_group(other.phrase, lex)
                if p.head in stems(lex.any_paper) or other.phrase.head in stems(lex.any_paper):
                    if other.source_of or theirs == group:  # `the document`: the paper that has spoken
                        return other.entity
                    loose = other.entity if loose is None else loose
                elif theirs == group:
                    return other.entity
            if loose is not None:
                return loose
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
