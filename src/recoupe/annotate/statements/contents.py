"""From a cue to its content: what was said, where it starts and where it stops.

Two ways. An *incise* (`…, a-t-il dit`, `…, selon X`) takes the clause around it, found by marks and position.
A *forward* cue takes what follows it: a quotation, a clause, an infinitive, a noun phrase, found by syntax and
then stretched or cut by marks.
"""

from __future__ import annotations

from recoupe.annotate.statements.cues import Cue, shares_subject
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.annotate.statements.page import Page, Unit
from recoupe.annotate.statements.phrases import can_speak, follows_as_subject, names_document, noun_phrase
from recoupe.annotate.statements.quotes import Quote

_CLOSERS = "»”\"’'›"
_BEFORE_INCISE = set(",»”\"’'?!…–—-›.")
_NAMES = {"DET", "NOUN", "ADJ", "PROPN", "PUNCT"}
_PAUSES = {",", "-", "--", "–", "—"}
_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}
_OPENERS = {"de": "de", "d'": "de", "à": "à", "to": "to"}
_PERSONAL = {"person", "contre", "as"}
_CLAUSES = {"ccomp", "csubj", "advcl", "xcomp", "obj", "csubj:pass", "nsubj"}
_BARE = {"assert", "say", "judge", "warn", "confirm", "announce", "promise", "show"}
_FAR = 25  # tokens between a cue and its colon


class Builder:
    """Finds the statements of one page whose cues and frames are known."""

    def __init__(
        self, page: Page, lexicons: dict[str, Lexicon], cues: list[Cue], persons: set[tuple[int, int]]
    ) -> None:
        self.page, self.view, self.text = page, page.view, page.text
        self.persons = persons
        self.page_lex = lexicons[page.language]
        self.stripped = False
        self._counts: dict[str, int] = {}
        self._lower = page.text.lower()
        self.lexicons, self.cues = lexicons, cues
        self.used: set[int] = set()  # outer starts of quotations that belong to a statement
        self.drafts: list[Draft] = []
        self.by_unit: dict[int, list[Cue]] = {}
        for cue in cues:
            self.by_unit.setdefault(cue.unit, []).append(cue)

    def is_person(self, head: int) -> bool:
        """True where the token stands in a person's name, or is a noun of which one is an apposition."""
        view = self.view
        tokens = [head, *(k for k in view.kids[head] if view.dep[k] in {"appos", "flat", "flat:name", "nmod"})]
        return any(a <= view.start[k] < b for k in tokens for a, b in self.persons)

    def repeated(self, words: str) -> bool:
        """True where the article marks the same words again, or prints them without marks: a name, then."""
        key = words.lower().strip("+' ").rstrip("s")
        if key not in self._counts:
            low, high, seen = self.page.section.start, self.page.section.end, 0
            at = self._lower.find(key) if key else -1
            while at >= 0 and seen < 2:
                before = self.text[at - 1 : at].strip() or self.text[max(0, at - 2) : at].strip()[-1:]
                if before and before in "«“”\"‘'+":
                    seen += 1
                elif " " in key and low <= at < high and self.page.quote_at(at) < 0:
                    seen += 2
                at = self._lower.find(key, at + len(key))
            self._counts[key] = seen
        return self._counts[key] > 1

    # --------------------------------------------------------------- one unit

    def unit(self, unit: Unit) -> None:
        """All statements whose cue is a verb of this unit, outside quotations."""
        cues = [c for c in self.by_unit.get(unit.index, ()) if c.quote < 0]
        if not cues:
            return
        for cue in cues:
            self._mode(cue, unit)
        left = unit.start
        for i, cue in enumerate(cues):
            if cue.mode == "incise":
                nxt = next((c for c in cues[i + 1 :] if c.mode == "incise"), None)
                left = self._incise(cue, unit, left, nxt)
        for i, cue in enumerate(cues):
            if cue.mode == "forward":
                self._forward(cue, unit, cues, i)

    def _clause_start(self, cue: Cue) -> int:
        """Position where the cue's clause starts: its subject, if that stands right before it, else itself."""
        view = self.view
        first = cue.first
        s = cue.subject
        if s is not None and s < cue.first and not cue.clitic:
            a = min(s, view.edges(s)[0]) if view.kids[s] else s
            if cue.first - s <= 30:
                first = min(first, a)
        while first > 0 and first > cue.first - 40 and view.low[first - 1] in {"comme", "ainsi", "as", "so"}:
            first -= 1
        return first

    def _mode(self, cue: Cue, unit: Unit) -> None:
        """Decides whether a cue is an incise or takes what follows. Marks and position overrule the parse."""
        view, page, lex = self.view, self.page, cue.lex
        cue.mode = "forward"
        bare = lex["bare_past"] and "Tense=Past" in view.feats[cue.v]
        if cue.form == "participle" and cue.fin is None and (bare or view.low[cue.v] in lex["present_participles"]):
            char, at, after_quote = self._before(cue.first)
            head = follows_as_subject(page, cue.last + 1, unit.last, lex)
            if (
                at >= unit.start
                and (after_quote or char == ",")
                and head is not None
                and can_speak(view, head, lex)
                and self._complete_main(unit.start, at)
            ):
                cue.subject, cue.mode, cue.form = head, "incise", "finite"
                return
        if cue.form == "participle" or cue.carrier == -1 or (cue.form == "infinitive" and cue.carrier is None):
            return
        if (cue.takes("direct") is None and cue.takes("que") is None) or cue.fin is None:
            return
        if cue.relative and cue.subject is not None and cue.subject >= cue.first - 1:
            return
        char, at, after_quote = self._before(cue.first)
        if after_quote and char != "," and not cue.clitic and self._names_subject(at):
            return  # les « gilets jaunes » ont crié …
        inside = at >= unit.start
        boundary = inside and (after_quote or char in {",", "?", "!", "…", "–", "—"})
        if cue.clitic:
            if cue.passive or (
                self.text[unit.end - 1] == "?"
                and not after_quote
                and char == ","
                and cue.nobody is False
                and not self._asks(cue)
            ):
                cue.potential = True
            elif inside and (boundary or char in {".", "-", "»", "”", '"'}):
                cue.mode = "incise"
            elif cue.carrier is None:
                cue.potential = True  # a question
            return
        if boundary:
            ahead = self._next_word(cue, unit)
            if ahead is not None and (view.low[ahead] in lex["that"] or view.low[ahead] == ":"):
                return
            head = cue.subject if cue.subject is not None and cue.subject > cue.v and not cue.relative else None
            parsed = head is not None
            placed = follows_as_subject(page, cue.last + 1, unit.last, lex)
            if head is None or (placed is not None and placed < head and can_speak(view, placed, lex)):
                head = placed
            if head is not None and not can_speak(view, head, lex):
                head = None
            own = cue.subject is not None and cue.subject < cue.first and not cue.relative and not after_quote
            if own and head is not None and lex["subject_first_incise"]:
                if not self._complete_main(view.start[cue.subject or 0], at):
                    head = None  # Jean Roy, maire de la ville, a annoncé …
            if head is not None and (
                after_quote
                or char in {"?", "!", "…"}
                or self._complete_main(unit.start, at)
                or ((view.pos[head] == "PROPN" or self.is_person(head)) and at - unit.start > 12)
                or (char == "," and self._resumes(head, unit))
            ):
                if parsed or after_quote or self._agrees(cue, head):
                    cue.subject, cue.relative, cue.passive = head, False, False
                    cue.mode = "incise"
                    return
        # the subject stands first: « … », X l'assure; “…,” he said
        if cue.subject is None or cue.subject >= cue.first or cue.potential:
            return
        start = self._clause_start(cue)
        char, at, after_quote = self._before(start)
        if at >= unit.start and (after_quote or char in {",", "–", "—", "…", "!", "?"}):
            it = any(view.low[k] in lex["it_clitics"] for k in range(cue.first, cue.v))
            as_clause = view.low[start] in {"comme", "ainsi", "as"}
            ahead = self._ahead(cue, unit)
            if after_quote:  # the words are behind: only an explicit clause makes it look ahead
                nxt = self._next_word(cue, unit)
                ahead = nxt is not None and (view.low[nxt] in lex["that"] or view.low[nxt] == ":")
            if (it or as_clause or after_quote or lex["subject_first_incise"]) and not ahead:
                cue.mode = "incise"

    def _resumes(self, head: int, unit: Unit) -> bool:
        """True where the clause takes up its verb after the incise: `Le pont, a précisé la préfète, fermera`."""
        view = self.view
        i = noun_phrase(self.page, head, head, unit.last, self.page_lex)[1] + 1
        if i + 1 >= unit.last or view.low[i] != ",":
            return False
        return self._verb_from(i + 1, unit.last) is not None

    def _names_subject(self, at: int) -> bool:
        """True where the mark at a position closes a few words that a determiner introduces."""
        page, view = self.page, self.view
        quote = page.quotes[page.quote_at(at)]
        if quote.inner.end - quote.inner.start > 30 or self.text[quote.inner.end - 1] in "?!.…":
            return False
        i = page.token_before(quote.outer.start)
        return i >= 0 and view.pos[i] in {"DET", "ADP", "NUM"}

    def _asks(self, cue: Cue) -> bool:
        return any(u.act == "asks" for u in cue.uses)

    def _agrees(self, cue: Cue, head: int) -> bool:
        """False where verb and noun differ in number (…, a annoncé les noms)."""
        view = self.view
        verb, noun = view.feats[cue.fin if cue.fin is not None else cue.v], view.feats[head]
        for a, b in (("Number=Sing", "Number=Plur"), ("Number=Plur", "Number=Sing")):
            if a in verb and b in noun and "Number[" not in noun:
                joined = any(view.dep[k] == "conj" for k in view.kids[head])
                return joined and a == "Number=Plur"
        return True

    def _behind(self, cue: Cue, unit: Unit) -> bool:
        """Looks for an inverted subject that the parse did not mark, and keeps it."""
        head = follows_as_subject(self.page, cue.last + 1, unit.last, cue.lex)
        if cue.subject is not None or head is None or not can_speak(self.view, head, cue.lex):
            return False
        cue.subject = head
        return True

    def _before(self, token: int) -> tuple[str, int, bool]:
        """The character before a token, its place, and whether it closes a quotation."""
        page = self.page
        char, at = page.char_before(self.view.start[token])
        q = page.quote_at(at) if at >= 0 else -1
        closes = q >= 0 and page.quotes[q].outer.end == at + 1 and page.quotes[q].closed
        if char == "," and at > 0:
            inner, i = page.char_before(at)
            q = page.quote_at(i) if i >= 0 else -1
            closes = (
                q >= 0
                and page.quotes[q].outer.end == i + 1
                and page.quotes[q].closed
                and len(page.quotes[q].inner.cut(self.text)) > 25
            )
            del inner
        return char, at, closes

    def _next_word(self, cue: Cue, unit: Unit) -> int | None:
        """The first token after the cue that is no adverb, time or blank."""
        view = self.view
        i = cue.last + 1
        while i < unit.last and (view.pos[i] == "ADV" or view.low[i] in cue.lex["times"]):
            i += 1
        return i if i < unit.last else None

    def _complete_main(self, start: int, end: int) -> bool:
        """True where a stretch holds a finite verb that is not one of a relative clause."""
        view = self.view
        i = self.page.token_at(start)
        while i < view.n and view.start[i] < end:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                v = view.head[i] if view.dep[i].startswith(("aux", "cop")) else i
                if not view.dep[v].startswith("acl"):
                    return True
            i += 1
        return False

    def _ahead(self, cue: Cue, unit: Unit) -> bool:
        """True where the cue has a content of its own behind it."""
        view = self.view
        for h in cue.heads:
            for k in view.kids[h]:
                if (
                    k > cue.v
                    and view.dep[k] in {"ccomp", "xcomp"}
                    and not (view.is_punct(cue.last + 1) and view.low[cue.last + 1] == ",")
                ):
                    return True
        nxt = cue.last + 1
        if nxt < unit.last and view.low[nxt] in cue.lex["that"]:
            return True
        return self._colon(cue, unit) is not None

    # ----------------------------------------------------------------- incise

    def _incise(self, cue: Cue, unit: Unit, left: int, nxt: Cue | None) -> int:
        """The statement around an incise; returns where the next one may start."""
        view, page = self.view, self.page
        start = self._clause_start(cue) if not (cue.subject is not None and cue.subject > cue.v) else cue.first
        low = view.start[start]
        self._source(cue, unit)
        stop = self._incise_end(cue, unit)
        region = page.trim(left, low, left=",;:–—-.) ", right=",–—- ")
        spans, kind = self._refine(region[0], region[1], unit)
        q = page.quote_at(stop) if stop < unit.end else -1
        char, at = page.char_after(stop)
        taken = stop
        if at < unit.end and spans:
            opening = (
                at if page.quote_at(at) >= 0 and char != "," else page.char_after(at + 1)[1] if char in ",:" else -1
            )
            q = page.quote_at(opening) if opening >= 0 and opening < unit.end else -1
            if q >= 0 and page.quotes[q].outer.start == opening:
                quote = page.quotes[q]
                goes = (
                    nxt is None
                    or page.char_before(view.start[nxt.first])[1] + 1 > quote.outer.end + 3
                    or not self._complete(spans)
                )
                if char in ",:" and goes and (kind == "direct" or not self._complete(spans)):
                    spans += self._parts(quote)
                    taken = quote.outer.end
            elif (
                char == ","
                and kind != "direct"
                and (not self._complete(spans) or self._belongs(at + 1, spans))
                and not page.quotes_in(spans[0][0], spans[-1][1])
            ):
                limit = view.start[nxt.first] if nxt is not None else unit.end
                a, b = page.trim(at + 1, limit, right=".,;!… ")
                if b - a > 3:
                    spans.append((a, b))
                    taken = b
        if len(spans) > 1 and self._loose(self.text[slice(*spans[0])], cue.lex, "connectors"):
            spans = spans[1:]
        if not spans:
            return left
        draft = self._draft("incise", spans, cue, cue.takes("direct") or cue.takes("que"), unit)
        draft.zone = (spans[0][0], max(stop, spans[-1][1]))
        return max(taken, stop)

    def _belongs(self, position: int, spans: list[tuple[int, int]]) -> bool:
        """True where the parse hangs what follows an incise on the words before it."""
        view = self.view
        i = self.page.token_at(position)
        for _ in range(4):
            if i >= view.n or view.pos[i] in {"CCONJ", "SCONJ"} or "VerbForm=Part" in view.feats[i]:
                return False
            h = view.head[i]
            if any(a <= view.start[h] < b for a, b in spans):
                return view.dep[i] in {"obj", "xcomp", "ccomp", "nmod", "obl:agent", "amod"}
            if h == i:
                return False
            i = h
        return False

    def _incise_end(self, cue: Cue, unit: Unit) -> int:
        """Position after the incise: its verb, its source, and what hangs on them up to a mark."""
        view, page = self.view, self.page
        last = max(cue.last, cue.source[1] if cue.source else cue.last)
        i = last + 1
        while i < unit.last:
            if view.low[i] in {",", ":", ";", ".", "!", "?", "…", "–", "—"}:
                break
            q = page.quote_at(view.start[i])
            if q >= 0 and q != cue.quote and page.quotes[q].inner.end - page.quotes[q].inner.start > 40:
                break
            i += 1
        return view.start[i] if i < unit.last else unit.end

    def _complete(self, spans: list[tuple[int, int]]) -> bool:
        """True where the words hold a main verb: what follows an incise is then no part of them."""
        view, page = self.view, self.page
        for a, b in spans:
            i = page.token_at(a)
            while i < view.n and view.start[i] < b:
                if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                    return True
                i += 1
        return False

    def _refine(self, start: int, end: int, unit: Unit) -> tuple[list[tuple[int, int]], str]:
        """The spans of a content that lies in a region, without what does not belong to it; and their form."""
        page, text = self.page, self.text
        quotes = page.quotes_in(start, end)
        lex = self.lexicons[unit.language]
        partial = page.quote_at(end - 1) if end > start else -1
        if partial >= 0 and page.quotes[partial].outer.end > end and page.quotes[partial].outer.start >= start - 1:
            q = page.quotes[partial]  # the mark is closed after the incise, or never
            self.used.add(q.outer.start)
            return [page.trim(q.inner.start, end, right=",;–— ")], "direct"
        if quotes:
            # a quotation that opens with a capital after a mark stands for itself
            for q in reversed(quotes):
                char, at = page.char_before(q.outer.start)
                if at < start:
                    break
                first = text[q.inner.start]
                cut = char == ":" or (
                    first.isupper()
                    and (char in ",.!?…;)–—" or (text[q.outer.start - 1] not in " \u00a0\u202f'’(" and char.isalnum()))
                )
                if cut and self._loose(text[start : q.outer.start], lex, "connectors") and char != ":":
                    continue  # only « et » or the like in between
                if cut and char in ",;" and self._quote_between(quotes, start, q):
                    continue
                if not cut and first.isupper() and any(o.outer.end == at + 1 for o in quotes):
                    cut = True
                if cut:
                    start = q.outer.start
                    break
            quotes = page.quotes_in(start, end)
        start = self._skip_connectors(start, end, lex)
        if not quotes:
            a, b = page.trim(start, end)
            return ([(a, b)] if b - a > 2 and any(c.isalpha() for c in text[a:b]) else []), "indirect"
        outside = []
        at = start
        for q in quotes:
            outside.append(text[at : q.outer.start])
            at = q.outer.end
        outside.append(text[at:end])
        if self._loose(outside[0], lex, "connectors") and all(self._loose(o, lex) for o in outside[1:]):
            spans = []
            for q in quotes:
                spans += self._parts(q)
            return spans, "direct"
        a, b = page.trim(start, end)
        return [(a, b)], "mixed"

    def _quote_between(self, quotes: list[Quote], start: int, q: Quote) -> bool:
        """True where an earlier quotation of the region is joined to this one by a comma."""
        i = quotes.index(q)
        return i > 0 and self._loose(
            self.text[quotes[i - 1].outer.end : q.outer.start], self.lexicons[self.page.language]
        )

    def _loose(self, words: str, lex: Lexicon, kind: str = "joiners") -> bool:
        """True where the words between quotations only join them, or before one only lead to it."""
        tokens = "".join(c if c.isalnum() or c in "'’" else " " for c in words.lower()).replace("’", "'").split()
        return len(tokens) <= 3 and all(t in lex[kind] for t in tokens)

    def _skip_connectors(self, start: int, end: int, lex: Lexicon) -> int:
        view, page = self.view, self.page
        i = page.token_at(start)
        while i < view.n and view.start[i] < end and view.low[i] in lex["coordinators"]:
            i += 1
            while i < view.n and view.low[i] == ",":
                i += 1
        return view.start[i] if i < view.n and view.start[i] < end else start

    def _parts(self, quote: Quote) -> list[tuple[int, int]]:
        self.used.add(quote.outer.start)
        return [(p.start, p.end) for p in quote.parts]

    # ---------------------------------------------------------------- forward

    def _colon(self, cue: Cue, unit: Unit) -> int | None:
        """Position of the colon that opens the cue's content."""
        view = self.view
        i = cue.last + 1
        seen_quote = False
        while i < min(cue.last + _FAR, unit.last):
            word = view.low[i]
            if word == ":":
                return view.start[i]
            if word in {";", ".", "!", "?"}:
                return None
            q = self.page.quote_at(view.start[i])
            if q >= 0:
                quote = self.page.quotes[q]
                if quote.inner.end - quote.inner.start > 50 or seen_quote:
                    return None
                seen_quote = True
                i = max(i + 1, self.page.token_at(quote.outer.end))
                continue
            if i > cue.last + 1 and any(c.first <= i <= c.last for c in self.by_unit.get(unit.index, ()) if c is not cue):
                return None
            if (
                i > cue.last + 1
                and view.finite(i)
                and view.pos[i] == "VERB"
                and i not in cue.heads
                and not self._inside_relative(i)
            ):
                return None
            i += 1
        if i >= unit.last and self.text[unit.end - 1] == ":":
            return unit.end - 1
        return None

    def _inside_relative(self, i: int) -> bool:
        return self.view.dep[i] in {"acl:relcl", "acl", "advcl"} or (
            self.view.dep[i] == "conj" and self.view.dep[self.view.head[i]].startswith("acl")
        )

    def _forward(self, cue: Cue, unit: Unit, cues: list[Cue], at: int) -> None:
        """The statement that follows its cue, if there is one."""
        if cue.form == "participle" and "Tense=Past" in self.view.feats[cue.v]:
            return
        if cue.potential or cue.v >= unit.last:
            return
        for find in (self._called, self._after_colon, self._clause, self._what, self._infinitive, self._person, self._predicate, self._quoted,
                     self._passive, self._noun):  # fmt: skip
            if find(cue, unit, cues):
                return

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
        return limit

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
            tail = self._tail(spans, end, unit)
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

    def _tail(self, spans: list[tuple[int, int]], end: int, unit: Unit) -> int | None:
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

    def _verbs(self, a: int, b: int) -> bool:
        view = self.view
        i = self.page.token_at(a)
        while i < view.n and view.start[i] < b:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return True
            i += 1
        return False

    def _clause(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """A clause with que, or in English without; and the quotation that stands for it."""
        view, lex = self.view, cue.lex
        use, ask = cue.takes("que"), cue.takes("ask")
        if use is None and ask is None:
            return False
        limit = self._limit(cue, unit, cues)
        head, mark = self._complement(cue, limit)
        if head is None:
            head, mark = self._that_ahead(cue, limit, cues)
        if head is None and lex["bare_that"] and use is not None and use.name in _BARE:
            head = mark = self._bare(cue, limit)
        if head is None or mark is None or use is None:
            return self._asked(cue, unit, limit) if ask is not None else False
        if self._blocked(cue, document=True):
            return False
        end = self._reach(head, mark, limit, unit, cue, clause=True)
        self._clausal(cue, unit, use, mark, end, head, "que")
        return True

    def _complement(self, cue: Cue, limit: int) -> tuple[int | None, int | None]:
        """The head and the first word of the clause that the parse hangs on the cue."""
        view, lex = self.view, cue.lex
        for h in reversed(cue.heads):
            for k in view.kids[h]:
                if k <= cue.v or k >= limit or view.dep[k] not in _CLAUSES:
                    continue
                a = next((m for m in view.kids[k] if view.low[m] in lex["that"] and cue.v < m <= k), None)
                if a is None:
                    a = view.edges(k)[0]
                    while a < k and view.is_punct(a) and self.page.quote_at(view.start[a]) < 0:
                        a += 1
                    if a <= cue.v:
                        continue
                if view.low[a - 1] in lex["not_that"] or self._compares(a):
                    continue
                if view.low[a] in lex["that"]:
                    return k, a
                if view.dep[k] == "ccomp" and lex["bare_that"]:
                    if view.pos[a] not in {"SCONJ", "ADP", "CCONJ"} and view.low[a] not in lex["trailing"]:
                        return k, self._from_cue(cue, a)
        return None, None

    def _compares(self, i: int) -> bool:
        """True for `que ce soit`, `tant du maire que du préfet`: no clause that is said."""
        view = self.view
        after = view.low[i + 1 : i + 3]
        return after == ["ce", "soit"] or after[:1] == ["du"]

    def _from_cue(self, cue: Cue, first: int) -> int:
        """The start of a clause without a conjunction: right behind the cue, but for whom it was told to."""
        view = self.view
        i = cue.last + 1
        while i < first and (view.pos[i] == "ADV" or view.low[i] in cue.lex["times"]):
            i += 1
        if cue.lemma in cue.lex["with_addressee"] or any(view.is_punct(k) and view.low[k] not in _INNER for k in range(i, first)):
            return first
        return i if i < first and view.pos[i] in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} else first

    def _that_ahead(self, cue: Cue, limit: int, cues: list[Cue]) -> tuple[int | None, int | None]:
        """By position: the conjunction close behind the cue, where the parse hung the clause elsewhere."""
        view, lex = self.view, cue.lex
        i = cue.last + 1
        if cue.subject is not None and cue.subject > cue.v:
            i = cue.subject + 1
        stop = min(cue.last + 14, limit)
        while i < stop and view.low[i] not in lex["that"]:
            if (view.pos[i] in {"VERB", "AUX"} and view.finite(i)) or view.low[i] in {":", ";"}:
                return None, None
            i += 1
        if i >= stop or any(cue.last < c.first < i for c in cues if c is not cue):
            return None, None
        if view.dep[i] == "obj" or view.low[i - 1] in lex["not_that"] or self._compares(i) or not self._opens_clause(i, cue):
            return None, None
        return (view.head[i] if view.dep[i] == "mark" and view.head[i] > i else i), i

    def _bare(self, cue: Cue, limit: int) -> int | None:
        """English, by position: where a clause without that starts (said many of them had failed)."""
        view = self.view
        i = cue.last + 1
        while i < limit and (view.pos[i] == "ADV" or view.low[i] in cue.lex["times"]):
            i += 1
        if i + 1 < limit and view.pos[i] == "ADP" and view.pos[i + 1] == "NUM":
            i += 1
        if i >= limit or view.pos[i] not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} or view.low[i] in cue.lex["relatives"]:
            return None
        for k in range(i + 1, min(i + 25, limit)):
            if view.low[k] in {",", ";", ":"}:
                return None
            if view.pos[k] in {"VERB", "AUX"} and (view.finite(k) or ("Tense=Past" in view.feats[k] and view.dep[k] not in {"amod", "acl"})) and not (
                view.low[k - 1] in cue.lex["relatives"]
            ):
                return i
        return None

    def _opens_clause(self, i: int, cue: Cue) -> bool:
        """True where the word after the cue opens a clause that the cue governs, by position."""
        view = self.view
        between = range(cue.last + 1, i)
        if any(view.pos[k] in {"ADJ"} and view.low[k] in {"plus", "moins", "même", "tel"} for k in between):
            return False
        if any(
            view.low[k] in {"plus", "moins", "si", "tel", "telle", "aussi", "autant", "afin", "alors", "ainsi"}
            for k in between
        ):
            return False
        return (
            not any(view.pos[k] == "NOUN" and k == i - 1 and view.dep[k] == "obj" for k in between)
            or view.dep[i] == "mark"
        )

    def _asked(self, cue: Cue, unit: Unit, limit: int) -> bool:
        """An indirect question (si, pourquoi, combien …)."""
        view, lex = self.view, cue.lex
        use = cue.takes("ask")
        i = cue.last + 1
        while (
            i < min(limit, cue.last + 6)
            and (view.pos[i] in {"ADV", "ADP"} or view.low[i] in lex["times"])
            and view.low[i] not in lex["ask_words"]
        ):
            i += 1
        if i < limit and view.low[i] in lex["ask_words"] and use is not None and not self._blocked(cue):
            k = view.head[i] if view.head[i] > i else i
            self._clausal(cue, unit, use, i, self._reach(k, i, limit, unit, cue), k, "ask")
            return True
        for h in reversed(cue.heads):
            for k in view.kids[h]:
                if k > cue.v and view.dep[k] in {"ccomp", "advcl", "obj", "xcomp"} and k < limit:
                    a = view.edges(k)[0]
                    if (
                        a > cue.v
                        and view.low[a] in lex["ask"]
                        and (
                            view.low[a] != "ce" or (a + 1 < view.n and view.low[a + 1] in {"que", "qui", "qu'", "dont"})
                        )
                    ):
                        near = all(view.pos[m] == "ADV" or view.low[m] in lex["times"] for m in range(cue.last + 1, a))
                        if (
                            view.low[a] in {"quand", "comment", "où", "when", "where", "si", "s'", "if"}
                            and view.dep[k] == "advcl"
                            and not near
                        ):
                            continue
                        if use is None or self._blocked(cue):
                            return False
                        end = self._reach(k, a, limit, unit, cue)
                        self._clausal(cue, unit, use, a, end, k, "ask")
                        return True
        return False

    def _clausal(self, cue: Cue, unit: Unit, use: Use, first: int, last: int, head: int, kind: str) -> None:
        """A clause whose first word is a conjunction; the quotation alone where it covers the rest."""
        page, view, text = self.page, self.view, self.text
        a, b = view.start[first], view.end[last]
        opener = (
            view.end[first]
            if view.low[first] in cue.lex["that"] or view.low[first] in {"si", "s'", "if", "whether"}
            else a
        )
        char, at = page.char_after(opener)
        q = page.quote_at(at)
        if q >= 0 and page.quotes[q].outer.start == at and page.quotes[q].outer.end >= b - 1:
            quote = page.quotes[q]
            if not self._claimed(quote, cue):
                draft = self._draft(kind, self._parts(quote), cue, use, unit)
                draft.head = head
                return
        for quote in page.quotes_in(a, b):
            self.used.add(quote.outer.start)
        q = page.quote_at(b - 1)
        if q >= 0:
            self.used.add(page.quotes[q].outer.start)
            if page.quotes[q].outer.end > b:
                b = page.quotes[q].outer.end
        del text
        draft = self._draft(kind, [(a, b)], cue, use, unit)
        draft.head = head

    def _reach(self, head: int, first: int, limit: int, unit: Unit, cue: Cue, *, clause: bool = False) -> int:
        """The last token of a content: its subtree, stretched to the next mark and cut at what does not belong."""
        view, page, lex = self.view, self.page, cue.lex
        end = max(min(view.edges(head)[1], limit - 1), first)
        end = self._stretch(end, limit, unit, cue, head)
        if clause and not (cue.form == "participle" and cue.first <= unit.first + 2):
            end = self._on(first, end, limit, unit, cue, head)
        return self._cut(first, end, cue)

    def _on(self, first: int, end: int, limit: int, unit: Unit, cue: Cue, head: int) -> int:
        """A clause goes on over commas up to what is told of its saying: another cue, a frame, a main clause."""
        view, page, lex = self.view, self.page, cue.lex
        others = [c for c in self.by_unit.get(unit.index, ()) if c is not cue and c.mode != ""]
        starts = {self._clause_start(c) for c in others if c.form == "finite" and not c.relative} | {c.first for c in others}
        for _ in range(12):
            i = end + 1
            if i + 1 >= limit or view.low[i] not in _PAUSES or page.quote_at(view.start[i]) >= 0:
                return end
            nxt = i + 1
            while nxt < limit and view.low[nxt] in lex["gerund"] | {"tout"}:
                nxt += 1
            word = view.low[i + 1]
            two = f"{word} {view.low[i + 2]}" if i + 2 < view.n else word
            if nxt in starts or i + 1 in starts or two in lex["trailing_pairs"] or word in lex["trailing_words"]:
                return end
            if word in lex.frames or word in lex["coordinators"] and (i + 2 in starts or self._own_clause(i + 2, limit)):
                return end
            q = page.quote_at(view.start[i + 1])
            if q >= 0 and page.quotes[q].outer.start == view.start[i + 1]:
                return end
            if view.pos[i + 1] in {"ADV", "ADJ", "VERB", "AUX"} and word not in lex["relatives"]:
                return end
            if word in lex["times"] or (cue.form == "participle" and word not in lex["relatives"]):
                return end
            if view.pos[i + 1] in {"DET", "PROPN", "PRON"} and word not in lex["relatives"]:
                if self._finite_ahead(i + 1, limit) and self._complete([(view.start[first], view.end[end])]):
                    return end  # a main clause of its own
            end = self._stretch(i + 1, limit, unit, cue, head)
        return end

    def _own_clause(self, at: int, limit: int) -> bool:
        """True where a pronoun or a name and its finite verb follow: a main clause of its own."""
        view = self.view
        return at + 1 < limit and view.pos[at] in {"PRON", "PROPN", "DET"} and self._finite_ahead(at, limit)

    def _stretch(self, end: int, limit: int, unit: Unit, cue: Cue, head: int | None = None) -> int:
        """Moves the end of a content right to the next mark: what the parse hung elsewhere belongs to it still."""
        view, page, lex = self.view, self.page, cue.lex
        others = self.by_unit.get(unit.index, ())
        finite = {c.first for c in others if c.form == "finite" and c is not cue}
        clause = head is not None and (
            view.finite(head)
            or any(view.dep[k].startswith(("aux", "cop")) and view.finite(k) for k in view.kids[head])
        )
        for _ in range(300):
            q = page.quote_at(view.start[end])
            if q >= 0 and page.quotes[q].outer.end > view.end[end]:
                end = max(end, page.token_before(page.quotes[q].outer.end))
                if end + 1 >= limit:
                    break
            nxt = end + 1
            if nxt >= limit or nxt >= view.n:
                break
            word = view.low[nxt]
            q = page.quote_at(view.start[nxt])
            if q >= 0 and page.quotes[q].outer.start == view.start[nxt]:
                quote = page.quotes[q]
                if self.text[quote.inner.start].isupper() and quote.inner.end - quote.inner.start > 40:
                    break
                end = nxt
                continue
            if view.is_punct(nxt) and word not in _INNER:
                if word == "(":
                    close = next((k for k in range(nxt + 1, min(nxt + 15, limit)) if view.low[k] == ")"), None)
                    if close is not None and close + 1 < limit and not view.is_punct(close + 1):
                        end = close
                        continue
                break
            if word in lex["coordinators"] or view.pos[nxt] == "CCONJ":
                after = nxt + 1
                if after >= limit or after in finite:
                    break
                if view.low[after] in lex["that"]:
                    h = view.head[after] if view.head[after] > after else after
                    end = max(after, min(view.edges(h)[1], limit - 1))
                    continue
                verb = self._verb_from(after, limit)
                if not clause and (word in lex["but"] or self._finite_ahead(after, limit)):
                    break
                if verb is not None and (self._has_subject(after, verb) or verb in finite):
                    break
                if verb is not None and view.head[verb] == cue.v:
                    now = self._tense(verb)
                    if head is None or (now != self._tense(head) and now == self._tense(cue.v)):
                        break
                if verb is not None and any(c.v == verb or c.first <= verb <= c.last for c in others):
                    break
                end = after
                continue
            if not clause and word in lex["subordinators"]:
                break
            if not clause and nxt in finite and not any(view.low[k] in lex["relatives"] for k in range(max(end - 2, 0), end + 1)):
                break
            if (
                page.quote_at(view.start[end]) >= 0
                and nxt + 1 < limit
                and f"{word} {view.low[nxt + 1]}" in lex["trailing_pairs"]
            ):
                break
            end = nxt
        return end

    def _verb_from(self, at: int, limit: int) -> int | None:
        """The finite verb that a coordinated part starts with, past clitics, negation and adverbs."""
        view = self.view
        i = at
        while i < limit and i < at + 5:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return view.head[i] if view.dep[i].startswith(("aux", "cop")) else i
            if view.pos[i] not in {"PRON", "ADV", "PART"}:
                return None
            i += 1
        return None

    def _finite_ahead(self, at: int, limit: int) -> bool:
        """True where a main verb comes before the next mark."""
        view = self.view
        i = at
        relative = False
        while i < limit and not (view.is_punct(i) and view.low[i] not in _INNER):
            relative = relative or (view.low[i] in self.page_lex["relatives"] and view.pos[i] == "PRON")
            if not relative and view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return True
            i += 1
        return False

    def _tense(self, verb: int) -> tuple[bool, str]:
        """Compound or not, and the tense of the finite form: what joined verbs share."""
        view = self.view
        auxes = [k for k in view.kids[verb] if k < verb and view.dep[k].startswith(("aux", "cop")) and view.finite(k)]
        fin = auxes[0] if auxes else verb
        return bool(auxes), "|".join(f for f in view.feats[fin].split("|") if f.startswith(("Mood", "Tense")))

    def _has_subject(self, at: int, verb: int) -> bool:
        view = self.view
        return view.pos[at] == "PRON" and view.dep[at] == "nsubj" and view.head[at] == verb

    def _cut(self, first: int, end: int, cue: Cue) -> int:
        """Cuts a content before what its comma adds about the saying, not in it."""
        view, page, lex = self.view, self.page, cue.lex
        starts = set()
        for c in self.cues:
            if first < c.first <= end + 4 and c is not cue:
                if c.form == "participle":
                    if "Tense=Past" not in view.feats[c.v]:
                        starts.add(c.first)
                        starts |= {
                            k for k in range(c.first - 2, c.first) if k >= 0 and view.low[k] in lex["gerund"] | {"tout"}
                        }
                elif (
                    c.subject is not None
                    and c.subject < c.first
                    and not c.relative
                    and c.mode == "forward"
                    and not c.potential
                ):
                    starts.add(self._clause_start(c))
        clause = view.low[first] in lex["that"]
        i = first + 1
        while i < end:
            if view.low[i] == "," and page.quote_at(view.start[i]) < 0:
                nxt = i + 1
                word = view.low[nxt]
                two = f"{word} {view.low[nxt + 1]}" if nxt + 1 < view.n else word
                loose = not clause and (
                    ("VerbForm=Part" in view.feats[nxt] and "Tense=Pres" in view.feats[nxt])
                    or (
                        word in lex["gerund"]
                        and nxt + 1 < view.n
                        and "Tense=Pres" in view.feats[nxt + 1]
                        and "VerbForm=Part" in view.feats[nxt + 1]
                    )
                )
                if nxt in starts or loose or two in lex["trailing_pairs"] or word in lex["trailing_words"]:
                    end = i - 1
                    break
            elif (
                view.low[i] in lex["channel_in"]
                and i > first + 1
                and page.quote_at(view.start[i]) < 0
                and self._channel(i, end, lex)
            ):
                end = i - 1
                break
            i += 1
        while end > first and view.is_punct(end) and page.quote_at(view.start[end]) < 0 and view.low[end] not in _INNER:
            end -= 1
        return end

    def _channel(self, at: int, end: int, lex: Lexicon) -> bool:
        """True where `dans un communiqué`, `in a statement` starts at a token and nothing but its own words follow."""
        view = self.view
        i = at + 1
        if i > end or view.low[i] not in lex["channel_articles"]:
            return False
        i += 1
        while i <= end and view.pos[i] == "ADJ":
            i += 1
        if i > end or (view.lemma[i] not in lex["documents"] and view.lemma[i] not in lex["channels"]):
            return False
        return not any(view.pos[k] in {"VERB", "AUX"} and view.finite(k) for k in range(i + 1, min(end + 1, i + 6)))

    def _what(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`…, ce qu'a confirmé X`: what is said is the clause before."""
        view, lex = self.view, cue.lex
        i = cue.first - 1
        if cue.subject is not None and cue.subject < cue.first:
            i = self._clause_start(cue) - 1
        if i <= unit.first or view.low[i] not in {"que", "qu'"} or view.low[i - 1] != "ce" or view.low[i - 2] != ",":
            return False
        use = cue.takes("direct") or cue.takes("que") or cue.takes("noun")
        if use is None:
            return False
        self._source(cue, unit)
        a, b = self.page.trim(unit.start, view.start[i - 2], right=", ")
        for k in range(unit.first + 1, i - 1):
            if view.low[k] in cue.lex.frames and view.low[k - 1] == "," and view.start[k] < b:
                b = view.end[k - 2]  # the frame is told of the whole clause, the cue of what it says
                verb = next((m for m in range(k - 2, unit.first, -1) if view.dep[m] == "root" or view.finite(m)), None)
                if verb is not None:
                    while verb > unit.first and view.low[verb - 1] in cue.lex["clitics"]:
                        verb -= 1
                    a = view.start[verb]
                break
        for other in self.drafts:  # the frame of the clause is no part of what is taken up
            if other.unit == unit.index and other.spans[-1][1] <= b and other.zone[1] <= b:
                b = min(b, other.spans[-1][1])
        if b - a < 4:
            return False
        self._draft("what", [(a, b)], cue, use, unit)
        del lex
        return True

    def _infinitive(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`affirme avoir vu`, `menace de partir`, `appelle à voter`."""
        view = self.view
        limit = self._limit(cue, unit, cues)
        for h in reversed(cue.heads):
            for k in view.kids[h]:
                if (
                    k <= cue.v
                    or k >= limit
                    or view.dep[k] not in {"xcomp", "ccomp", "advcl", "obl", "obj", "acl", "dep"}
                ):
                    continue
                inf = (
                    k
                    if view.infinitive(k)
                    else next(
                        (a for a in view.kids[k] if view.dep[a].startswith(("aux", "cop")) and view.infinitive(a)), None
                    )
                )
                if inf is None:
                    continue
                first = max(view.edges(k)[0], cue.last + 1)
                while first - 1 > cue.last and (
                    view.low[first - 1] in cue.lex["ne"] or view.low[first - 1] in cue.lex["negations"]
                ):
                    first -= 1
                word = view.low[first]
                plain = (
                    view.pos[first] in {"VERB", "AUX", "PRON"} or word in cue.lex["ne"] or word in cue.lex["negations"]
                )
                name = _OPENERS.get(word, "inf" if plain else "")
                use = cue.takes(name) if name else None
                if use is None and name == "à" and cue.takes("person"):
                    use = cue.takes("person")
                if use is None and name == "inf" and not cue.lex["infinitive_to"]:
                    continue
                if use is None or self._blocked(cue, strict=True):
                    continue
                if (use.name == "decline" or cue.negated) and view.lemma[inf] not in cue.lex["told"] and use.act != "says":
                    continue
                if cue.negated and use.name == "judge" and view.lemma[inf] not in cue.lex["told"]:
                    continue
                first = (
                    self._addressee(cue, first, limit)
                    if use.act in {"demands", "asks"} or "person" in use.takes
                    else first
                )
                end = self._reach(k, first, limit, unit, cue)
                draft = self._span(cue, unit, use, first, end, "infinitive")
                draft.head = k
                return True
        i = cue.last + 1  # by position, where the parse hung the infinitive elsewhere
        if i + 1 < limit and "person" in {t for u in cue.uses for t in u.takes} | {"person" for _ in cue.lex["bare_that"]}:
            link = next((k for k in range(i + 1, min(i + 9, limit)) if view.low[k] in {"à", "de", "d'", "to"} and view.infinitive(min(k + 1, view.n - 1))), None)
            use = next((u for u in cue.uses if u.act == "demands" and u.takes & {"à", "de", "to"}), None)
            if (
                link is not None
                and use is not None
                and (view.pos[i] in {"DET", "NOUN", "PROPN", "ADJ", "NUM"} or view.low[i] in {"à", "au", "aux"})
                and not any(view.is_punct(k) or view.pos[k] in {"VERB", "AUX"} for k in range(i, link))
                and not self._blocked(cue, strict=True)
            ):
                draft = self._span(cue, unit, use, i, self._reach(link + 1, i, limit, unit, cue), "infinitive")
                draft.head = link + 1
                return True
        if i + 1 < limit and view.low[i] in {"de", "d'", "à"}:
            inf = next((k for k in range(i + 1, min(i + 5, limit)) if view.infinitive(k)), None)
            use = cue.takes("de" if view.low[i] != "à" else "à")
            if use is not None and use.name == "decline" and (inf is None or view.lemma[inf] not in cue.lex["told"]):
                return False
            if (
                inf is not None
                and use is not None
                and all(view.pos[k] in {"PRON", "ADV", "AUX"} for k in range(i + 1, inf))
                and not self._blocked(cue, strict=True)
            ):
                draft = self._span(cue, unit, use, i, self._reach(inf, i, limit, unit, cue), "infinitive")
                draft.head = inf
                return True
        return False

    def _addressee(self, cue: Cue, first: int, limit: int) -> int:
        """The start of the person who is asked, if he stands between the cue and what is asked of him."""
        view = self.view
        for h in cue.heads:
            for k in view.kids[h]:
                if (
                    cue.last < k < first
                    and view.dep[k] in {"obj", "iobj", "obl", "obl:arg", "obl:mod"}
                    and view.low[k] not in cue.lex["times"]
                ):
                    a = view.edges(k)[0]
                    if a > cue.last and (
                        view.low[a] in cue.lex["addressees"] or view.pos[k] == "PROPN" or cue.lex["infinitive_to"]
                    ):
                        return a
        del limit
        return first

    def _person(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`appelle les élus à la prudence`, `accuse le maire de fraude`, `met en garde contre la pluie`."""
        view, lex = self.view, cue.lex
        uses = [u for u in cue.uses if u.takes & _PERSONAL]
        if not uses or (cue.form == "finite" and cue.passive) or self._blocked(cue, strict=True):
            return False
        limit = self._limit(cue, unit, cues)
        for use in uses:
            links = (
                lex["links_" + next(iter(use.takes & _PERSONAL))]
                if "person" not in use.takes
                else lex["links_" + use.name]
            )
            obj = obl = None
            for h in cue.heads:
                for k in view.kids[h]:
                    if k <= cue.last or k >= limit or view.low[k] in lex["times"]:
                        continue
                    start = max(view.edges(k)[0], cue.last + 1)
                    if view.dep[k] == "obj" and obj is None:
                        obj = k
                    elif view.low[start] in links and obl is None and view.dep[k] not in {"parataxis", "conj", "punct"}:
                        obl = k
            if obl is None and obj is not None:
                obl = next((k for k in view.kids[obj] if k > obj and view.low[view.edges(k)[0]] in links), None)
                if obl is None:
                    i = view.edges(obj)[1] + 1
                    obl = i if i < limit and view.low[i] in links else None
            if obl is None:
                continue
            told = any(view.low[k] in lex["clitics"] for k in range(cue.first, cue.v))
            if use.name in {"inform", "name-as"} and obj is None and not told:
                continue
            first = max(min(view.edges(x)[0] for x in (obj, obl) if x is not None), cue.last + 1)
            end = self._reach(obl, first, limit, unit, cue)
            if "as" in use.takes and not self.page.quotes_in(view.start[first], view.end[end] + 1):
                continue
            if use.act == "demands":
                end = self._when_where(end, limit, cue)
            self._span(cue, unit, use, first, end, "person").head = obl
            return True
        return False

    def _called(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """English `call the plan a mistake`: an object and what it is called, no word between."""
        view = self.view
        use = cue.takes("called")
        if use is None or cue.passive or self._blocked(cue, strict=True):
            return False
        obj = next((k for k in view.kids[cue.v] if view.dep[k] == "obj" and k > cue.v), None)
        if obj is None:
            return False
        first = max(view.edges(obj)[0], cue.last + 1)
        end = self._reach(obj, first, self._limit(cue, unit, cues), unit, cue)
        named = end > view.edges(obj)[1] and view.pos[min(view.edges(obj)[1] + 1, view.n - 1)] in _NAMES
        named = named or any(k > obj and view.dep[k] in {"amod", "appos", "acl"} for k in view.kids[obj])
        if not named and not self.page.quotes_in(view.start[first], view.end[end] + 1):
            return False
        self._span(cue, unit, use, first, end, "person").head = obj
        return True

    def _predicate(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`se dit « surpris »`, `se déclare favorable au projet`."""
        use = cue.takes("predicate")
        if use is None or self._blocked(cue):
            return False
        view, page = self.view, self.page
        limit = self._limit(cue, unit, cues)
        first = cue.last + 1
        while first < limit and (
            (view.pos[first] in {"PUNCT"} and page.quote_at(view.start[first]) < 0)
            or view.low[first] in cue.lex["times"]
        ):
            first += 1
        if first >= limit:
            return False
        q = page.quote_at(view.start[first])
        if q < 0 and view.pos[first] not in {"ADJ", "VERB", "ADV", "ADP", "NOUN", "AUX", "CCONJ", "DET"}:
            return False
        if q < 0 and view.low[first] in {"que", "qu'", "par", "dans", "sur", "en", "lors", "à"}:
            return False
        if q >= 0:
            quote = page.quotes[q]
            last = page.token_before(quote.outer.end)
            end = self._stretch(last, limit, unit, cue)
            if view.low[min(last + 1, view.n - 1)] in {"dans", "sur", "lors", "à", "au", "mardi"} or end == last:
                draft = self._draft("predicate", self._parts(quote), cue, use, unit)
                return True
            draft = self._span(cue, unit, use, first, self._cut(first, end, cue), "predicate")
            return True
        k = first
        while k + 1 < limit and view.head[k] > k and view.head[k] < limit and k - first < 4:
            k = view.head[k]
        end = self._reach(k, first, limit, unit, cue)
        draft = self._span(cue, unit, use, first, end, "predicate")
        draft.head = k
        return True

    def _quoted(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """A quotation right behind its cue, without a colon: `a crié « Dehors ! »`."""
        use = cue.takes("direct") or cue.takes("noun") or cue.takes("marked") or cue.takes("sur")
        if use is None or self._blocked(cue):
            return False
        view, page = self.view, self.page
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
        if self._claimed(q, cue):
            return True
        words = [k for k in range(cue.last + 1, i) if not view.is_punct(k)]
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
            and size >= 2
            and (size >= 4 or self._has_verb(q) or (cue.takes("direct") and size >= 3))
            and not any(view.pos[k] == "ADP" for k in words[-1:])
        ):
            last = page.token_before(q.outer.end)
            whole = self.text[q.inner.start].isupper() or self.text[q.inner.end - 1] in ".!?…"
            end = last if whole else self._stretch(last, self._limit(cue, unit, cues), unit, cue)
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
            if view.low[a] in {"de", "d'", "du"} and not any(u.link == "de" for u in cue.uses):
                return False
            if view.low[a] in {"à", "aux", "au", "pour", "dans", "par", "en", "avec"}:
                return False
            if view.low[a] == "sur" and not cue.takes("sur"):
                return False
            if view.low[a] == "sur":
                use = cue.takes("sur") or use
                cue.last = a
                a += 1
            end = self._reach(obj, a, self._limit(cue, unit, cues), unit, cue)
            if page.quotes_in(view.start[a], view.end[end] + 1):
                draft = self._span(cue, unit, use, a, max(end, page.token_before(q.outer.end)), "noun")
                draft.head = obj
                return True
        return False

    def _has_verb(self, q: Quote) -> bool:
        return self._verbs(q.inner.start, q.inner.end)

    def _passive(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`a été confirmée par X`, `il a été annoncé que`."""
        if not cue.passive:
            return False
        view = self.view
        use = next((u for u in cue.uses if "noun" in u.takes and u.act in {"announces", "confirms", "denies"}), None)
        subject = cue.subject
        if use is None or subject is None or cue.relative or subject > cue.v:
            return False
        agent = self._agent(cue)
        low = view.low[subject]
        if low in cue.lex["mute_pronouns"] or cue.fin is None:
            return False
        if agent is None and not (use.act in {"confirms", "denies"} and view.lemma[subject] in cue.lex["news"]):
            return False
        first, last = noun_phrase(self.page, subject, unit.first, cue.first, cue.lex)
        cue.source = agent
        cue.subject = None
        cue.done = True
        self._span(cue, unit, use, first, last, "passive").head = subject
        return True

    def _agent(self, cue: Cue) -> tuple[int, int] | None:
        """The agent of a passive, or the source that a frame gives (a-t-on appris de source policière)."""
        view = self.view
        for h in cue.heads:
            for k in view.kids[h]:
                if k > cue.v and view.dep[k] in {"obl:agent", "obl", "obl:arg"}:
                    a = view.edges(k)[0]
                    if view.low[a] in cue.lex["agent"]:
                        return noun_phrase(self.page, k, a + 1, view.edges(k)[1] + 1, cue.lex)
                    if view.low[a] in {"auprès"} or (
                        view.low[a] in {"de", "d'", "from"} and view.lemma[k] in cue.lex["source_nouns"]
                    ):
                        if view.low[a] == "auprès":
                            a += 1
                        return noun_phrase(self.page, k, a + 1, view.edges(k)[1] + 1, cue.lex)
        return None

    def _noun(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`a annoncé le retrait`, `a démenti cette information`, `réclame leur interdiction`."""
        view = self.view
        use = cue.takes("noun") or cue.takes("sur")
        if use is None or cue.passive or self._blocked(cue, strict=True):
            return False
        if (use.soft and cue.form != "finite") or (cue.negated and use.act in {"says", "demands", "asks", "warns"}):
            return False
        linked = next((u for u in cue.uses if u.link and "noun" in u.takes), None)
        limit = self._limit(cue, unit, cues)
        for h in cue.heads:
            for k in view.kids[h]:
                if k <= cue.last or k >= limit:
                    continue
                a = view.edges(k)[0]
                if linked is not None:
                    if view.dep[k] in {"obl", "obl:arg", "nmod", "obj", "obl:mod", "advcl", "xcomp"} and view.low[
                        max(a, cue.last + 1)
                    ].rstrip("'") in {"de", "d", "du", "des", "sur", "contre", "pour", "à", "of", "for", "about"}:
                        pass
                    else:
                        continue
                elif view.dep[k] == "xcomp" and view.feats[k].startswith("VerbForm=Ger") and cue.lex["bare_that"]:
                    pass  # disparaging remarks, its -ing taken for a verb
                elif (view.dep[k] != "obj" and not self._misnamed(cue, k)) or view.pos[k] not in {"NOUN", "PROPN", "PRON", "NUM", "SYM", "ADJ", "X"}:
                    continue
                if view.low[k] in cue.lex["times"] or view.low[k] in cue.lex["mute_objects"]:
                    continue
                if view.pos[k] == "PRON" and view.low[k] in cue.lex["relatives"]:
                    continue
                first = max(a, cue.last + 1)
                first = self._addressee(cue, first, limit) if use.act == "demands" else first
                if (
                    view.low[cue.last + 1] == ","
                    and cue.last + 2 < first
                    and view.low[cue.last + 2] in {"comme", "as", "like"}
                ):
                    first = cue.last + 2
                end = self._reach(k, first, limit, unit, cue)
                end = self._plain_noun(first, end)
                if end + 2 < limit and view.low[end + 1] == "," and view.low[end + 2] in cue.lex["and"] and not self._finite_ahead(end + 3, limit):
                    end = self._cut(first, self._stretch(end + 3, limit, unit, cue, k), cue)
                if use.act == "demands":
                    end = self._when_where(end, limit, cue)
                end = self._not_addressee(cue, k, first, end) if use.act != "demands" else end
                draft = self._span(cue, unit, linked or use, first, end, "noun")
                draft.head = k
                return True
        return False

    def _misnamed(self, cue: Cue, k: int) -> bool:
        """True for an object that the parse took for a second, inverted subject."""
        return self.view.dep[k] == "nsubj" and k > cue.v and cue.subject is not None and cue.subject < cue.v

    def _plain_noun(self, first: int, end: int) -> int:
        """Cuts a noun phrase before what a comma only adds to it; a list or an apposition stays."""
        view, page = self.view, self.page
        for i in range(first + 1, end):
            if (
                view.low[i] == ","
                and page.quote_at(view.start[i]) < 0
                and (
                    view.pos[i + 1] in {"ADV", "ADP", "VERB", "AUX", "SCONJ", "PRON"}
                    or (view.pos[i + 1] == "ADJ" and view.pos[i - 1] != "ADJ")
                    or view.low[i + 1] in self.page_lex["trailing"]
                )
                and view.low[first] != "comme"
            ):
                return i - 1
        return end

    def _when_where(self, end: int, limit: int, cue: Cue) -> int:
        """A time or place after a comma, up to the end, belongs to what is asked for."""
        view = self.view
        if (
            end + 2 < limit
            and view.low[end + 1] == ","
            and (view.low[end + 2] in cue.lex["times"] or view.low[end + 2] in {"le", "à", "au"})
        ):
            last = end + 2
            while (
                last + 1 < limit and not view.is_punct(last + 1) and view.pos[last + 1] not in {"VERB", "AUX", "CCONJ"}
            ):
                last += 1
            if last + 1 >= limit or view.low[last + 1] in {".", ";"}:
                return last
        return end

    def _not_addressee(self, cue: Cue, head: int, first: int, end: int) -> int:
        """Leaves out the person told, and when and where: `annonce son retrait [au numéro deux]`."""
        view = self.view
        sub = max(view.edges(head)[1], first)
        if sub < end:
            i = sub + 1
            if (view.low[i] in cue.lex["told_or_where"] and view.pos[i + 1] != "NUM") or view.low[i] in cue.lex["times"]:
                return max(sub, head)
        return end

    # ----------------------------------------------------------------- common

    def _span(self, cue: Cue, unit: Unit, use: Use, first: int, last: int, kind: str) -> Draft:
        """A draft over tokens; the inside of a quotation where it is one."""
        page, view = self.page, self.view
        while (
            first < last
            and page.quote_at(view.start[first]) < 0
            and (
                (view.low[first] in cue.lex["times"]
                and view.low[first] not in {"ce"})
                or (view.pos[first] == "NUM"
                and view.low[first + 1] in cue.lex["times"])
                or view.low[first] == ","
            )
        ):
            first += 1
        last = max(first, last)
        a, b = view.start[first], view.end[last]
        q = page.quote_at(b - 1)
        if q >= 0 and page.quotes[q].outer.end > b:
            b = page.quotes[q].outer.end
        q = page.quote_at(a)
        if q >= 0 and page.quotes[q].outer.start < a and page.quotes[q].outer.end < b:
            a = page.quotes[q].outer.start
        for quote in page.quotes_in(a, b):
            self.used.add(quote.outer.start)
        if q >= 0 and page.quotes[q].outer.start <= a and page.quotes[q].outer.end >= b:
            return self._draft(kind, self._parts(page.quotes[q]), cue, use, unit)
        return self._draft(kind, [(a, b)], cue, use, unit)

    def _blocked(self, cue: Cue, *, strict: bool = False, document: bool = False) -> bool:
        """True where the subject cannot be one who says this, or the narrator speaks himself."""
        view, lex = self.view, cue.lex
        subject = cue.subject
        if cue.carrier == -1 and strict:
            return True
        if subject is None:
            if cue.form == "finite" and strict and shares_subject(view, cue, lex) is None:
                return True
            return all(u.document for u in cue.uses)
        if (view.low[subject] in lex["first_person"] or view.low[subject] in lex["second_person"]) and cue.quote < 0:
            return True
        real = subject
        if cue.relative:
            ante = self._antecedent(cue)
            if ante is None:
                return False
            real = ante
        if not can_speak(view, real, lex, strict=strict):
            return True
        if cue.nobody and strict:
            return True
        del document
        fits = [u for u in cue.uses if not u.document or names_document(view, real, lex)]
        if not fits:
            return True
        cue.uses = fits
        return False

    def _antecedent(self, cue: Cue) -> int | None:
        view = self.view
        h = cue.carrier if cue.carrier is not None and cue.carrier >= 0 else cue.v
        for _ in range(3):
            if view.dep[h].startswith("acl"):
                return view.head[h] if view.head[h] < cue.v else None
            if view.dep[h] in {"conj", "xcomp", "aux"} and view.head[h] != h:
                h = view.head[h]
            else:
                break
        if cue.subject is not None:
            i = cue.subject - 1
            while i >= 0 and view.low[i] in {","}:
                i -= 1
            while (
                i >= 0
                and view.dep[i] in {"nmod", "amod", "flat:name", "flat", "appos", "flat:foreign"}
                and view.head[i] < i
            ):
                i = view.head[i]
            if i >= 0 and view.pos[i] in {"NOUN", "PROPN", "PRON"}:
                return i
        return None

    def _source(self, cue: Cue, unit: Unit) -> None:
        """Finds the mention of who says it."""
        if cue.done:
            return
        cue.done = True
        view, page, lex = self.view, self.page, cue.lex
        if cue.passive and cue.subject is not None and view.low[cue.subject] in {"il", "it"} and self._ahead(cue, unit):
            cue.nobody = True
        if cue.passive or cue.nobody:
            agent = self._agent(cue)
            if agent is not None or cue.nobody:
                cue.source = agent
                return
        s = cue.subject
        if s is None and cue.form != "finite":
            lent = self._borrowed(cue, unit)
            if lent is None or isinstance(lent, tuple):
                cue.source = lent
                return
            s = lent
        if s is None:
            s = shares_subject(view, cue, lex)
            if s is None:
                return
            if view.low[s] in lex["relatives"]:
                return
            other = next((c for c in self.cues if c.subject == s and c.source), None)
            if other is not None:
                cue.source = other.source
                return
        elif cue.relative:
            s = self._antecedent(cue)
            if s is None:
                return
        if view.low[s] in lex["nobody"]:
            cue.nobody = True
            cue.source = self._agent(cue)
            return
        if view.pos[s] == "PRON" and view.low[s] in lex["mute_pronouns"]:
            return
        if cue.relative or s < cue.first:
            cue.source = noun_phrase(page, s, unit.first if cue.quote < 0 else 0, cue.first, lex)
            whole = self._with_apposition(s) if not cue.relative else s
            if whole != s:
                cue.source = (
                    noun_phrase(page, whole, unit.first if cue.quote < 0 else 0, cue.first, lex)[0],
                    cue.source[1],
                )
        else:
            high = unit.last if cue.quote < 0 else view.n
            cue.source = noun_phrase(page, s, cue.v + 1, high, lex)

    def _borrowed(self, cue: Cue, unit: Unit) -> int | tuple[int, int] | None:
        """The source of a participle, a gerund or a carried infinitive: that of the clause it hangs on."""
        view = self.view
        before = [c for c in self.by_unit.get(unit.index, ()) if c.first < cue.first and c.quote == cue.quote]
        h = view.head[cue.v]
        incised = next((c for c in reversed(before) if c.mode == "incise" and c.source is not None), None)
        if incised is not None and (h <= incised.last or h < self._incise_last(incised, unit)):
            return incised.source
        if (
            view.dep[cue.v] == "acl"
            and view.pos[h] in {"NOUN", "PROPN"}
            and h < cue.v
            and cue.first - view.edges(h)[0] < 30
        ):
            around = next((c for c in before if c.source and c.source[0] <= h <= c.source[1]), None)
            if around is not None:
                return around.source
            return h
        for c in reversed(before):
            if c.mode == "incise" and c.source is not None:
                return c.source
        h2 = shares_subject(view, cue, cue.lex)
        if h2 is not None and view.low[h2] not in cue.lex["relatives"]:
            other = next((c for c in before if c.subject == h2 and c.source), None)
            return other.source if other is not None and other.source else h2
        for c in reversed(before):
            if c.source is not None and c.form == "finite":
                return c.source
        if cue.first <= unit.first + 2:  # at the head of its sentence: the subject of what follows
            for c in self.by_unit.get(unit.index, ()):
                if c.first > cue.last and c.form == "finite" and c.subject is not None and not c.relative and c.mode == "forward":
                    return c.subject
            k = next(
                (
                    k
                    for k in range(cue.last, unit.last)
                    if view.dep[k] in {"nsubj", "nsubj:pass"}
                    and not view.dep[view.head[k]].startswith(("ccomp", "acl"))
                ),
                None,
            )
            return k
        return None

    def _with_apposition(self, s: int) -> int:
        """The first of two noun phrases that the parse gives as subjects, where the second explains it."""
        view = self.view
        for k in view.kids[view.head[s]]:
            if k < s and view.dep[k] in {"nsubj", "nsubj:pass"} and view.pos[k] in {"NOUN", "PROPN"}:
                between = range(max(view.edges(k)[1], k) + 1, view.edges(s)[0])
                if len(between) == 1 and view.low[between[0]] == ",":
                    return k
        return s

    def _incise_last(self, cue: Cue, unit: Unit) -> int:
        return self.page.token_at(self._incise_end(cue, unit))

    def _draft(self, kind: str, spans: list[tuple[int, int]], cue: Cue, use: Use | None, unit: Unit) -> Draft:
        self._source(cue, unit)
        draft = Draft(kind, spans, cue.lex)
        draft.cue, draft.use = cue, use or cue.uses[0]
        draft.verb = draft.use.lemma
        draft.cue_span = (self.view.start[cue.first], self.view.end[cue.last])
        draft.source = cue.source
        draft.unit = unit.index
        self.drafts.append(draft)
        return draft
