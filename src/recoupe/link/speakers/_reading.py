"""Reading an article of a story from start to end: whom each phrase means."""

from __future__ import annotations

from recoupe.languages.phrases import Phrase, words
from recoupe.link.speakers._items import Item
from recoupe.link.speakers._unsaid import Unsaid
from recoupe.text import fold


class Reading(Unsaid):
    """A page read from its first word to its last."""

    def discourse(self) -> None:
        """Whom each phrase without a name means, in the order of the text."""
        longer: Item | None = None
        for item in self.items:
            p = item.phrase
            if longer is None or p.span.start != longer.phrase.span.start:
                longer = item
            if item.entity is None:
                shorter = longer is not item and p.name is None and p.sort in ("role", "person") and p.owner is None
                named = longer.phrase.name is not None and longer.phrase.sort == p.sort
                found = longer.entity if shorter and named else self._whom(item)
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
        if self._elliptic(p):
            return self._another(item)
        if p.sort == "unknown" and not p.pronoun:
            told = [w.fold for w in words(self.article.text, p.span.start, p.span.end) if w.fold[0].isalnum()]
            if told and all(w in self.lex.time or w in self.lex.articles or w.isdigit() for w in told):
                return None  # `ce samedi`
        if p.pronoun is not None:
            if p.person == 3 and self._impersonal(item):
                return None
            topic = self._topic(item) if p.person == 3 else None
            if topic is not None:
                return topic
            if p.person == 3:
                found = self._salient(item, p.gender, p.number)
                return found if found is not None or p.number != "Plur" else self._many(item)
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
            told = fold(cue.cut(text)).split() if cue else []
            if self.lex.going["passive"] & set(told):
                return True
            if len(told) > 1 and told[0] in self.lex.going["being"] and told[-1] in self.lex.going["impersonal"]:
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
