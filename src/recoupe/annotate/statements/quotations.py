"""Cues that take a quotation: behind a colon, or right behind the cue."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.incises import Incises
from recoupe.annotate.statements.lexicon import Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak
from recoupe.annotate.statements.quotes import Quote


class Quotations(Incises):
    """Cues that take a quotation: behind a colon, or right behind the cue."""

    def _after_colon(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        use = cue.takes("direct")
        if use is None or self._blocked(cue):
            return False
        colon = self._colon(cue, unit)
        if colon is None or self._blocked(cue, strict=cue.carrier != -1 and cue.subject is not None and not cue.nobody):
            return False
        page, text = self.page, self.text
        char, at = page.char_after(colon + 1)
        if not char:
            return False
        if char in "-–—" and at + 1 < page.section.end:
            char, at = page.char_after(at + 1)
        q = page.quote_at(at)
        if q >= 0 and page.quotes[q].outer.start == at:
            quote = page.quotes[q]
            if self._claimed(quote, cue):
                cue.content = at
                self._source(cue, unit)
                return True
            spans, q = self._parts(quote), q + 1
            end = quote.outer.end
            while q < len(page.quotes) and page.quotes[q].outer.start < (unit.end if at < unit.end else end + 60):
                between = text[end : page.quotes[q].outer.start]
                if (
                    "\n" in between
                    or any(c in between for c in ".!?;:")
                    or not self._loose(between, cue.lex)
                    or self._claimed(page.quotes[q], cue)
                ):
                    break
                spans += self._parts(page.quotes[q])
                end = page.quotes[q].outer.end
                q += 1
            tail = self._tail(end, unit)
            draft = self._draft("colon", spans, cue, use, unit)
            if tail:
                draft.spans = [(page.quotes[page.quote_at(at)].outer.start, tail)]
            return True
        if at >= unit.end or "\n" in text[colon:at]:
            return False
        limit = self._limit(cue, unit, cues)
        stop = unit.end if limit >= unit.last else self.view.start[limit]
        a, b = page.trim(at, stop, right=",.;!… ")
        if b - a < 4 or not self._verbs(a, b):
            return False
        self._draft("colon", [(a, b)], cue, use, unit)
        return True

    def _tail(self, end: int, unit: Unit) -> int | None:
        """Where a clause whose start alone is marked goes on after the marks (« Nous irons » jusqu'au bout)."""
        view, page = self.view, self.page
        if end >= unit.end:
            return None
        i = page.token_at(end)
        if (
            i >= unit.last
            or view.is_punct(i)
            or view.low[i] in self.lexicons[unit.language]["coordinators"]
            or view.low[i][0] == "-"
        ):
            return None
        if view.pos[i] in {"VERB", "AUX"} or not self.text[end : view.start[i]].isspace():
            return None
        last = i
        while last + 1 < unit.last and not view.is_punct(last + 1):
            last += 1
            if view.pos[last] in {"VERB", "AUX"} and view.finite(last):
                return None
        return view.end[last]

    def _quoted(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """A quotation right behind its cue, without a colon: `a crié « Dehors ! »`."""
        use = cue.takes("direct") or cue.takes("noun") or cue.takes("marked") or cue.takes("sur")
        if use is not None and use.name == "quoted":
            use = cue.takes("noun") or cue.takes("marked") or cue.takes("sur")
        if use is None or self._blocked(cue):
            return False
        view, page = self.view, self.page
        if use.name == "see-in" and not (
            any(view.low[k] == "y" for k in range(cue.first, cue.v)) or view.low[cue.last + 1] in cue.lex["said_within"]
        ):
            return False  # a vu « Le Cid »
        i = cue.last + 1
        while i < min(cue.last + 14, unit.last) and page.quote_at(view.start[i]) < 0:
            if view.is_punct(i) and view.low[i] != ",":
                return False
            if view.pos[i] in {"VERB", "AUX", "SCONJ"} or view.low[i] in cue.lex["that"]:
                return False
            i += 1
        if i >= unit.last or i >= cue.last + 14:
            return False
        q = page.quotes[page.quote_at(view.start[i])]
        if q.outer.start == cue.marked:
            return False
        if self._claimed(q, cue):
            return True
        words = [k for k in range(cue.last + 1, i) if not view.is_punct(k)]
        if words and view.pos[words[-1]] == "DET" and self._named(q):
            return False  # critiquait les « gilets jaunes »: nothing marked but a name
        opening = page.token_at(q.inner.start)
        while opening < view.n and (view.low[opening] in cue.lex["clitics"] or view.pos[opening] == "ADV"):
            opening += 1
        if words and view.pos[words[-1]] in {"NOUN", "PROPN", "ADJ"} and opening < view.n:
            verb = view.pos[opening] in {"VERB", "AUX"} and view.finite(opening)
            if verb and not self.text[q.inner.start].isupper() and cue.relative:
                return True  # qui avait relayé l'information « aurait dû … »: the predicate of another subject
        bare = all(
            view.pos[k] in {"ADV", "ADP", "PRON"} or view.low[k] in cue.lex["times"] or view.dep[k] in {"obl", "iobj"}
            for k in words
        )
        first = page.token_at(q.outer.start)
        obj = next(
            (
                k
                for h in cue.heads
                for k in view.kids[h]
                if view.dep[k] in {"obj", "xcomp", "obl:arg", "ccomp", "obl"}
                and k > cue.last
                and view.edges(k)[0] <= first <= view.edges(k)[1] + 1
            ),
            None,
        )
        size = len(q.inner.cut(self.text).split())
        inf = page.token_at(q.inner.start)
        whole = cue.takes("direct") is not None and all(u.name == "utter" for u in cue.uses if "direct" in u.takes)
        whole = whole and self.text[q.inner.start].isupper() and self.text[q.inner.end - 1] in "!?"
        if (
            view.infinitive(inf)
            and (cue.takes("que") or cue.takes("inf"))
            and (
                not words
                or all(view.pos[k] != "NOUN" or view.dep[k] != "obj" or view.low[k] in cue.lex["times"] for k in words)
            )
        ):
            last = page.token_before(q.outer.end)
            end = self._stretch(last, self._limit(cue, unit, cues), unit, cue)
            self._span(
                cue,
                unit,
                use,
                page.token_at(q.outer.start),
                self._cut(page.token_at(q.outer.start), end, cue),
                "infinitive",
            )
            return True
        if (
            bare
            and (size >= 2 or whole)
            and (whole or size >= 4 or self._has_verb(q) or (cue.takes("direct") and size >= 3))
            and not any(view.pos[k] == "ADP" for k in words[-1:])
        ):
            last = page.token_before(q.outer.end)
            whole = self.text[q.inner.start].isupper() or self.text[q.inner.end - 1] in ".!?…"
            end = last if whole else self._stretch(last, self._limit(cue, unit, cues), unit, cue)
            limit = self._limit(cue, unit, cues)
            if not whole and last < end and self._second_thing(end, limit):
                end = self._stretch(end + 3, limit, unit, cue)
            if end <= last:
                self._draft("quoted", self._parts(q), cue, use, unit)
            else:
                self._span(cue, unit, use, first, self._cut(first, end, cue), "quoted")
            return True
        if obj is not None and (cue.takes("noun") or cue.takes("marked") or cue.takes("sur")):
            use = cue.takes("noun") or cue.takes("marked") or use
            first_obj = next(
                (k for h in cue.heads for k in view.kids[h] if view.dep[k] == "obj" and cue.last < k < i), None
            )
            if first_obj is not None and view.low[first_obj] not in cue.lex["times"] and first_obj < obj:
                obj = first_obj
            a = max(view.edges(obj)[0], cue.last + 1)
            word = a + (view.is_punct(a) and a < obj)  # annonce « par erreur » son retrait: behind the mark
            led = view.low[word] in {"de", "d'", "du"} and not any(u.link == "de" for u in cue.uses)
            if led and not (cue.lex["clitics"] and page.quote_at(view.start[word]) >= 0):
                return False  # but pointe « de graves négligences »
            asked = use.act == "demands" and view.low[word] in cue.lex["told_to"] and bool(cue.lex["clitics"])
            asked = asked and any(view.low[k] in cue.lex["source_of"] for k in range(word + 2, i))
            if view.low[word] in {"à", "aux", "au", "pour", "dans", "par", "en", "avec"} and not asked:
                return False
            linked = next((u for u in cue.uses if u.link and cue.lex["links_in_cue"]), None)
            if linked is not None and view.low[a] == linked.link:
                use, cue.last, a = linked, a, a + 1  # spoke of | “a dark day”
            if view.low[a] == "sur" and not cue.takes("sur"):
                return False
            if view.low[a] == "sur":
                use = cue.takes("sur") or use
                cue.last = a
                a += 1
            end = self._reach(obj, a, self._limit(cue, unit, cues), unit, cue)
            limit = self._limit(cue, unit, cues)
            if self._second_thing(end, limit):
                end = self._cut(a, self._stretch(end + 3, limit, unit, cue, obj), cue)
            if page.quotes_in(view.start[a], view.end[end] + 1):
                end = self._gapped(a, max(end, page.token_before(q.outer.end)), cue, unit, use)
                draft = self._span(cue, unit, use, a, end, "noun")
                draft.head = obj
                return True
        return False

    def _gapped(self, first: int, end: int, cue: Cue, unit: Unit, use: Use) -> int:
        """The end before a second speaker whose verb is left out: `A réclame « un débat » et B, « un référendum »`."""
        view, page, lex = self.view, self.page, self.page_lex
        if not lex["third_reflexives"] or cue.quote >= 0:
            return end
        for i in range(first + 1, min(end + 1, unit.last - 4)):
            q = page.quote_at(view.start[i - 1])
            if view.low[i] not in lex["joining"] or q < 0 or page.quotes[q].outer.end != view.end[i - 1]:
                continue
            comma = next((k for k in range(i + 2, min(i + 14, unit.last - 1)) if view.low[k] == ","), None)
            opens = page.quote_at(view.start[comma + 1]) if comma is not None else -1
            if comma is None or opens < 0 or page.quotes[opens].outer.start != view.start[comma + 1]:
                continue
            head = next((k for k in range(i + 1, comma) if view.pos[k] in {"NOUN", "PROPN"}), None)
            verbal = any(view.pos[k] in {"VERB", "AUX"} for k in range(i + 1, comma))
            if head is None or verbal or not can_speak(view, head, lex) or view.pos[i + 1] not in {"DET", "PROPN"}:
                continue
            draft = Draft("noun", self._parts(page.quotes[opens]), cue.lex)
            draft.cue, draft.use, draft.verb, draft.unit = cue, use, use.lemma, unit.index
            draft.cue_span, draft.source = (view.start[cue.first], view.end[cue.last]), (i + 1, comma - 1)
            self.drafts.append(draft)
            return i - 1
        return end

    def _second_thing(self, end: int, limit: int) -> bool:
        """True where a second object follows behind a comma: `invoque « un oubli » du maire, et une panne`."""
        view, lex = self.view, self.page_lex
        if not lex["third_reflexives"] or end + 3 >= limit or view.low[end + 1] != ",":
            return False
        joined = view.low[end + 2] in lex["and"] and view.pos[end + 3] == "DET"
        return joined and not self._finite_ahead(end + 3, limit)

    def _named(self, q: Quote) -> bool:
        """True for marks that hold a name the article gives again and again."""
        words = q.inner.cut(self.text)
        return len(words.split()) <= 3 and self.repeated(words)
