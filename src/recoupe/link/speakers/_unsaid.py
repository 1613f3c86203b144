"""Whose words are that the article gives without a source."""

from __future__ import annotations

from bisect import bisect_left

from recoupe.languages.phrases import content, words
from recoupe.link.speakers._holders import Holders
from recoupe.text import fold


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
