"""How far a content goes: stretched to the next mark, cut at what does not belong."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak
from recoupe.annotate.statements.quotes import Quote
from recoupe.annotate.statements.stretches import Stretches

_DASHES = {"-", "--", "–", "—", ";"}
_PAUSES = {",", "-", "--", "–", "—"}
_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}


class Reach(Stretches):
    """How far a content goes: stretched to the next mark, cut at what does not belong."""

    def _limit(self, cue: Cue, unit: Unit, cues: list[Cue]) -> int:
        """The token at which a content that follows the cue must stop: an incise, or the end of the unit."""
        limit = unit.last
        for other in cues:
            if other.mode == "incise" and other.first > cue.v:
                start = (
                    self._clause_start(other) if other.subject is not None and other.subject < other.v else other.first
                )
                limit = min(limit, start)
                break
        return min(limit, self._predicate_of_noun(cue, limit))

    def _predicate_of_noun(self, cue: Cue, limit: int) -> int:
        """Where the verb of the noun that a participle hangs on takes over: `la lettre prévenant X de Y est fausse`."""
        view = self.view
        noun = view.head[cue.v]
        told = cue.form == "participle" and view.dep[cue.v] == "acl"
        told = told or (cue.relative and view.dep[cue.v] == "acl:relcl" and bool(cue.lex["bare_that"]) and noun < cue.v)
        if not told or not view.dep[noun].startswith("nsubj"):
            return limit
        verb = view.head[noun]
        if verb <= cue.last:
            return limit
        auxes = [k for k in view.kids[verb] if k > cue.last + 1 and view.dep[k].startswith(("aux", "cop"))]
        return min([limit, verb, *auxes])

    def _claimed(self, quote: Quote, cue: Cue) -> bool:
        """True where an incise right after the quotation takes it."""
        i = self.page.token_at(quote.outer.end)
        view = self.view
        while i < view.n and (view.is_punct(i) and view.low[i] in {",", "-", "–", "—"}):
            i += 1
        for other in self.cues:
            if other.first == i and other.mode == "incise" and other is not cue:
                return True
            if other.first > i:
                break
        return False

    def _reach(
        self, head: int, first: int, limit: int, unit: Unit, cue: Cue, *, clause: bool = False, bare: bool = False
    ) -> int:
        """The last token of a content: its subtree, stretched to the next mark and cut at what does not belong.

        `bare`: the head was found by position, its subtree may hold anything.
        """
        view, _page, _lex = self.view, self.page, cue.lex
        end = max(min(head if bare else view.edges(head)[1], limit - 1), first)
        end = self._stretch(end, limit, unit, cue, head)
        if clause and not (cue.form == "participle" and cue.first <= unit.first + 2):
            end = self._on(first, end, limit, unit, cue, head)
        end = self._cut(first, end, cue)
        if cue.lex["bare_that"] and end > first:
            end = self._before_main(cue, first, end)
        if not clause and cue.quote < 0:
            end = self._gerund_says(cue, first, end, unit)
        return self._joined_saying(cue, first, end, unit, head) if cue.lex["says_on"] else end

    def _before_main(self, cue: Cue, first: int, end: int) -> int:
        """English: the end before the main clause that the cue's clause hangs on: `If tests show it leaks, we stop`."""
        view, lex = self.view, cue.lex
        opener = next((k for k in view.kids[cue.v] if view.dep[k] == "mark" and k < cue.first), None)
        if cue.unit < 0 or cue.form != "finite" or opener is None or view.low[opener] not in lex["leading"]:
            return end
        if opener > self.page.units[cue.unit].first + 2:
            return end
        for i in range(first + 1, end - 1):
            if self.page.quote_at(view.start[i]) >= 0:
                continue
            if view.low[i] in _DASHES and view.pos[i + 1] == "ADP":
                return i - 1  # after he accused her of theft — in public — the firm …
            if view.low[i] != ",":
                continue
            opens = view.pos[i + 1] in {"DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ"} and view.pos[i + 1] != "CCONJ"
            if opens and view.low[i + 1] not in lex["relatives"] and self._finite_ahead(i + 1, end + 1):
                return i - 1
        return end

    def _gerund_says(self, cue: Cue, first: int, end: int, unit: Unit) -> int:
        """The end before a second report of the same source, without a comma: `appelle au calme en disant que …`."""
        view, page, lex = self.view, self.page, cue.lex
        for other in self.by_unit.get(unit.index, ()):
            at = next((k for k in range(other.v - 1, max(first, other.v - 3), -1) if view.low[k] in lex["gerund"]), -1)
            if not first < at <= end or other.form != "participle" or other.quote >= 0:
                continue
            nxt = other.last + 1
            while nxt < unit.last and view.pos[nxt] == "ADV":
                nxt += 1
            if nxt >= unit.last or page.quote_at(view.start[at]) >= 0:
                continue
            q = page.quote_at(view.start[nxt])
            if view.low[nxt] in lex["that"] or (q >= 0 and page.quotes[q].outer.start == view.start[nxt]):
                self._source(cue, unit)
                if not other.done and cue.source is not None:
                    other.source, other.done = cue.source, True
                return at - 1
        return end

    def _joined_saying(self, cue: Cue, first: int, end: int, unit: Unit, head: int) -> int:
        """English: the end before a second saying of the same source: `said he had voted for her, but cautioned …`."""
        view, lex = self.view, cue.lex
        if cue.form != "finite" or cue.fin is None or cue.quote >= 0:
            return end
        for other in self.by_unit.get(unit.index, ()):
            at = other.first
            while at > first and view.pos[at - 1] == "ADV":
                at -= 1
            if not first + 1 < at <= end or other.form != "finite" or other.quote >= 0 or other.passive:
                continue
            if view.low[at - 1] not in lex["coordinators"] or other.clitic or other.relative:
                continue
            own = other.subject is not None and first <= other.subject and other.subject in view.kids[other.v]
            perfect = cue.fin != cue.v and not other.past and view.low[cue.fin] in lex["have"]
            if own or other.lemma not in lex["says_on"] or (other.past != cue.past and not perfect):
                continue
            if (
                other.fin != other.v
                or cue.fin != cue.v
                or self._tense(head) != self._tense(other.v)
                or self._mute(head)
            ):
                stop = at - 2
                while stop > first and view.is_punct(stop) and view.low[stop] not in _INNER:
                    stop -= 1
                self._source(cue, unit)
                if cue.source is not None and not other.done:
                    other.subject, other.source, other.done = cue.subject, cue.source, True
                return stop
        return end

    def _mute(self, head: int) -> bool:
        """True where the subject of a clause is nothing that could go on to say something."""
        view, lex = self.view, self.page_lex
        inner = next((k for k in view.kids[head] if view.dep[k] in {"nsubj", "nsubj:pass", "expl"}), None)
        if inner is None:
            return False
        return view.low[inner] in {"it", *lex["own_pronouns"]} or not can_speak(view, inner, lex)

    def _on(self, first: int, end: int, limit: int, unit: Unit, cue: Cue, head: int) -> int:
        """A clause goes on over commas up to what is told of its saying: another cue, a frame, a main clause."""
        view, page, lex = self.view, self.page, cue.lex
        others = [c for c in self.by_unit.get(unit.index, ()) if c is not cue and c.mode != ""]
        starts = {self._clause_start(c) for c in others if c.form == "finite" and not c.relative} | {
            c.first for c in others
        }
        for _ in range(12):
            i = end + 1
            if i + 1 >= limit or view.low[i] not in _PAUSES or page.quote_at(view.start[i]) >= 0:
                return end
            nxt = i + 1
            while nxt < limit and view.low[nxt] in lex["gerund"] | {"tout"}:
                nxt += 1
            word = view.low[i + 1]
            opened = self._open_end(end) or self._closes_aside(first, i, limit) or self._led(first, i)
            if lex["bare_that"] and opened:
                end = self._stretch(i + 1, limit, unit, cue, head)  # is glad that Roe, who knew, is now helping
                continue
            if lex["bare_that"] and not self._main_in(view.start[first], view.end[end]):
                end = self._stretch(i + 1, limit, unit, cue, head)  # that this account, and others like it, show …
                continue
            two = f"{word} {view.low[i + 2]}" if i + 2 < view.n else word
            if nxt in starts or i + 1 in starts or two in lex["trailing_pairs"] or word in lex["trailing_words"]:
                return end
            if word in lex.frames or (
                word in lex["coordinators"] and (i + 2 in starts or self._own_clause(i + 2, limit))
            ):
                return end
            q = page.quote_at(view.start[i + 1])
            if q >= 0 and page.quotes[q].outer.start == view.start[i + 1]:
                return end
            if word in lex["belongs"] or (lex["bare_that"] and view.pos[end] == view.pos[i + 1] == "ADJ"):
                end = self._stretch(i + 1, limit, unit, cue, head)  # along with …; an illicit, insecure server
                continue
            if view.pos[i + 1] in {"ADV", "ADJ", "VERB", "AUX"} and word not in lex["relatives"]:
                return end
            if word in lex["times"] or (cue.form == "participle" and word not in lex["relatives"]):
                return end
            opens = view.pos[i + 1] in {"DET", "PROPN", "PRON"} and word not in lex["relatives"]
            if opens and self._finite_ahead(i + 1, limit) and self._complete([(view.start[first], view.end[end])]):
                return end  # a main clause of its own
            end = self._stretch(i + 1, limit, unit, cue, head)
        return end

    def _open_end(self, end: int) -> bool:
        """English: True where a comma parts a word from the clause that it opens: `voters who, even now, doubt`."""
        view = self.view
        return view.pos[end] in {"SCONJ", "ADP", "CCONJ", "DET"} or (
            view.low[end] in self.page_lex["relatives"] and view.pos[end] == "PRON"
        )

    def _led(self, first: int, comma: int) -> bool:
        """English: True where a comma closes what opens a clause: `that although he confessed, he felt nothing`."""
        view = self.view
        word = first + (view.low[first] in self.page_lex["that"])
        opens = view.low[word] in self.page_lex["leading"] or (word > first and view.pos[word] == "ADP")
        return opens and not any(view.low[k] == "," for k in range(first, comma))

    def _closes_aside(self, first: int, comma: int, limit: int) -> bool:
        """English: True where a comma closes a relative clause and the verb of its noun follows."""
        view = self.view
        i = comma + 1 + (view.pos[comma + 1] == "ADV")
        if i >= limit or view.pos[i] not in {"VERB", "AUX"} or not view.finite(i):
            return False
        opened = next((k for k in range(comma - 1, first, -1) if view.low[k] == ","), None)
        return opened is not None and view.low[opened + 1] in self.page_lex["relatives"]

    def _span(self, cue: Cue, unit: Unit, use: Use, first: int, last: int, kind: str) -> Draft:
        """A draft over tokens; the inside of a quotation where it is one."""
        page, view = self.page, self.view
        while (
            first < last
            and page.quote_at(view.start[first]) < 0
            and (
                (view.low[first] in cue.lex["times"] and view.low[first] not in {"ce"})
                or (view.pos[first] == "NUM" and view.low[first + 1] in cue.lex["times"])
                or view.low[first] == ","
            )
        ):
            first += 1
        last = max(first, last)
        a, b = view.start[first], view.end[last]
        q = page.quote_at(b - 1)
        if q >= 0 and page.quotes[q].outer.end > b and q != cue.quote:
            b = page.quotes[q].outer.end
        if q >= 0 and q == cue.quote:  # a report inside the marks: its own words, not all of them
            return self._draft(kind, [(a, min(b, page.quotes[q].inner.end))], cue, use, unit)
        q = page.quote_at(a)
        if q >= 0 and page.quotes[q].outer.start < a and page.quotes[q].outer.end < b:
            a = page.quotes[q].outer.start
        for quote in page.quotes_in(a, b):
            self.used.add(quote.outer.start)
        if q >= 0 and page.quotes[q].outer.start <= a and page.quotes[q].outer.end >= b:
            return self._draft(kind, self._parts(page.quotes[q]), cue, use, unit)
        return self._draft(kind, [(a, b)], cue, use, unit)
