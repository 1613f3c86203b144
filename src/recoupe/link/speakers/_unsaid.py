"""Whose words are that the article gives without a source."""

from __future__ import annotations

import re
from bisect import bisect_left

from recoupe.languages.phrases import content, words
from recoupe.link.speakers._holders import Holders
from recoupe.link.speakers._items import Item
from recoupe.text import fold

_OPENING = " \u00a0\u202f«“\"'‘"
_EDGES = " \u00a0\u202f«»“”\"'‘’.,;:!?…-–—"


class Unsaid(Holders):
    """A page whose attributions without a source are given to who goes on speaking."""

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
        presented = self._presented(n)
        if presented is not None:
            return presented
        seen = {n}
        at = a.follows
        while at is not None and at not in seen and 0 <= at < len(notes):
            if self.speakers[at] is not None:
                return self.speakers[at]
            seen.add(at)
            at = notes[at].follows
        cue = fold(a.cue.cut(text)) if a.cue else ""
        if cue and any(w in self.lex.going["read_in"] for w in cue.replace("-", " ").split()):
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
        one = self._somebody_at(n)
        if one is not None:
            return one
        if cue:
            first = cue.split()[0]
            after = self.lex.going["after"]
            heard = self._heard(a.cue.start) if a.cue else None
            if heard is not None:
                return heard
            if previous is not None and (
                first in after or any(w.endswith(("ant", "ing")) for w in cue.split()) or cue.split()[-1] in after
            ):
                return self.speakers[previous]
            return None
        told = self.story.same_words(self, n)
        return told if told is not None else self._continued(n, previous)

    def _somebody_at(self, n: int) -> int | None:
        """The body or people for whom *on* speaks: `Au ministère, on indique`, `précise-t-on à la mairie`, else the
        body that spoke or was the subject last, close by (`L'enseigne dit agir. « … », jure-t-on`)."""
        cue, text = self.notes.attributions[n].cue, self.article.text
        if cue is None or not self.lex.going["one"]:
            return None
        told = re.split(r"[\s’'-]+", fold(cue.cut(text)))
        before = re.split(r"[\s’'-]+", fold(text[max(cue.start - 12, 0) : cue.start]).rstrip())
        if not ({told[0], told[-1], *told[:4]} | set(before[-1:])) & self.lex.going["one"]:
            return None
        if set(told) & self.lex.going["overheard"]:
            return None  # `a-t-on pu entendre`
        here = self._in_sentence(self.sentence(cue.start))
        outside = [i for i in here if i.quoted is None and i.phrase.pronoun is None]
        after = [i for i in outside if cue.end <= i.phrase.span.start <= cue.end + 90]
        ahead = [i for i in outside if i.phrase.span.end <= cue.start]
        for item in [*after, *ahead]:
            if self._at(item):
                return item.entity if item.entity is not None else self._unnamed(item, None)
        sentence = self.sentence(cue.start)
        for item in reversed(self.within(0, cue.start)):
            if item.quoted is not None or item.entity is None:
                continue
            if sentence - item.sentence > 3 or item.paragraph != self.paragraph(cue.start):
                return None
            e = self.story.entities[item.entity]
            speaks = item.source_of or item.subject or self._at(item)
            if e.kind == "organisation" and speaks and not item.agent and item.phrase.name_kind != "place":
                return item.entity
            if e.kind in ("person", "unnamed") and (item.source_of or item.subject):
                return None
        return None

    def _at(self, item: Item) -> bool:
        """True for a phrase that tells where somebody is: after *à*, *chez*, *du côté de*."""
        start = item.phrase.span.start
        before = re.split(r"[\s’'-]+", fold(self.article.text[max(start - 24, 0) : start]).rstrip(" '’"))
        while (len(before) > 1 and before[-1] in self.lex.articles) or before[-1] in self.lex.going["link"]:
            if len(before) == 1:
                return False
            before.pop()
        where = item.entity is not None and self.story.entities[item.entity].kind
        return before[-1] in self.lex.going["at"] and (
            where != "person" and item.phrase.sort in ("body", "person", "role", "unknown", "place")
        )

    def _presented(self, n: int) -> int | None:
        """Who is presented right before words that stand with neither cue nor source, or right after them.

        Before: the sentence with a colon that leads up to them (`Réaction de la députée Jane Roe : « … »`), where
        one person or body is its subject or the only one in it; or the sentence before them, where its subject is
        a name and no paragraph starts in between (`Jane Roe ne décolère pas. « … »`). After: where they open a
        paragraph, the name that the next sentence starts with (`« … » Jane Roe n'en démord pas.`).
        """
        a, text = self.notes.attributions[n], self.article.text
        if a.cue is not None or not a.content or a.form == "indirect" or a.parent is not None:
            return None
        paragraph = self.paragraph(a.content[0].start)
        floor = self._paragraphs[paragraph]
        start = a.content[0].start
        while start > floor and text[start - 1] in _OPENING:
            start -= 1
        end = a.content[-1].end
        said = [s for m in self.notes.attributions if m is not a for s in (*m.content, *((m.cue,) if m.cue else ()))]
        low = max([floor, *(s.end for s in said if s.end <= start and s.end > floor)])
        lead = text[low:start]
        if any(c.isalpha() for c in lead.strip(_EDGES)):
            colon = lead.rstrip().endswith(":")
            first = max(
                [low, *(s for s in self._sentences[max(self.sentence(low), 0) :] if s < start - 2 and s <= start)]
            )
            there = [i for i in self.within(first, start) if i.quoted is None and i.entity is not None]
            return self._led_by(there, colon, a.content[0].start)
        if low == floor and a.follows is None:
            ceiling = self._paragraphs[paragraph + 1] if paragraph + 1 < len(self._paragraphs) else len(text)
            nearest = min([ceiling, *(s.start for s in said if s.start >= end)])
            sentence = self.sentence(min(end + 3, len(text)))
            there = [i for i in self.within(end, nearest) if i.quoted is None and i.sentence <= sentence + 1]
            for item in there:
                if item.subject and item.entity is not None and item.phrase.name is not None:
                    return item.entity if self.story.entities[item.entity].kind == "person" else None
                if item.subject:
                    return None
        return None

    def _led_by(self, there: list[Item], colon: bool, at: int) -> int | None:
        entities = self.story.entities
        able = [
            i
            for i in there
            if entities[i.entity or 0].kind != "document"
            and i.phrase.name_kind != "place"
            and not (i.phrase.article == "possessive" and entities[i.entity or 0].kind == "unnamed")
        ]
        subjects = [i for i in able if i.subject and not i.agent]
        if colon:
            for who in (subjects, able):
                people = {i.entity for i in who if entities[i.entity or 0].kind in ("person", "unnamed")}
                named = {i.entity for i in who if entities[i.entity or 0].kind == "person"}
                bodies = {i.entity for i in who if entities[i.entity or 0].kind == "organisation"}
                found = named if len(named) == 1 else people or bodies
                if len(found) == 1:
                    return next(iter(found))
                if len(found) > 1:
                    return None
            return None
        if len({i.entity for i in subjects}) != 1:
            return None
        who_ = subjects[0]
        e = entities[who_.entity or 0]
        if e.kind != "person" or not (who_.phrase.name is not None or who_.phrase.pronoun is not None):
            return None
        inside = [i for i in self.within(at, at + 12) if i.phrase.pronoun is not None and i.phrase.person == 3]
        if who_.phrase.name is not None and any(self._fits(e, i.phrase.gender, i.phrase.number) for i in inside):
            return None  # `Le maire, Jean Roe, n'était pas là. « Il aurait dû venir »`
        return who_.entity

    def _continued(self, n: int, previous: int | None) -> int | None:
        """Whose words are that follow a named speaker's in his paragraph, with neither cue nor source.

        Only where no other person or body is a subject, or a source, from his words to the end of these, so that
        nothing in the text hands the word on; and where he spoke in the same sentence or one of the two before.
        """
        notes = self.notes.attributions
        a = notes[n]
        who = self.speakers[previous] if previous is not None else None
        if previous is None or who is None or not a.content or a.form == "indirect" or a.parent is not None:
            return None
        before, start, end = notes[previous], a.content[0].start, a.content[-1].end
        if not before.content or self.story.entities[who].kind != "person" or before.form == "indirect":
            return None
        at = before.content[0].start
        reach = max(before.content[-1].end, before.cue.end if before.cue else 0)
        if self.paragraph(at) != self.paragraph(start) or self.sentence(start) - self.sentence(reach) > 1:
            return None
        for item in self.items[bisect_left(self.items, at, key=lambda i: i.phrase.span.start) :]:
            p = item.phrase
            if item.quoted is not None:
                continue
            if self.sentence(p.span.start) > self.sentence(end):
                break
            if (item.subject or item.source_of) and item.entity != who and (item.entity is not None or p.pronoun):
                return None
        return who

    def _heard(self, at: int) -> int | None:
        """Who is heard or seen speaking in the sentence of a cue (`on y entend X se défendre, estimant que`)."""
        sentence = self.sentence(at)
        for item in self.items:
            if item.sentence == sentence and item.perceived and item.phrase.span.start < at and item.quoted is None:
                return item.entity
        return None

    def matter(self, n: int) -> list[str]:
        """The words of an attribution's content that tell something."""
        text = self.article.text
        return content(
            [w.fold for s in self.notes.attributions[n].content for w in words(text, s.start, s.end)], self.lex
        )
