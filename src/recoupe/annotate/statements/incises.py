"""Cues that take the clause around them: `…, a-t-il dit`, `…, said the mayor`."""

from __future__ import annotations

from recoupe.annotate.statements.ahead import Ahead
from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, follows_as_subject, names_document, noun_phrase
from recoupe.annotate.statements.quotes import Quote
from recoupe.model import Span


class Incises(Ahead):
    """Cues that take the clause around them: `…, a-t-il dit`, `…, said the mayor`."""

    def _agrees(self, cue: Cue, head: int) -> bool:
        """False where verb and noun differ in number (…, a annoncé les noms)."""
        view = self.view
        verb, noun = view.feats[cue.fin if cue.fin is not None else cue.v], view.feats[head]
        for a, b in (("Number=Sing", "Number=Plur"), ("Number=Plur", "Number=Sing")):
            if a in verb and b in noun and "Number[" not in noun:
                joined = any(view.dep[k] == "conj" for k in view.kids[head])
                return joined and a == "Number=Plur"
        return True

    def _not_whose(self, cue: Cue, unit: Unit) -> bool:
        """True where the sentence starts with a plural, and the verb is singular: its subject stands behind it."""
        view = self.view
        fin = cue.fin if cue.fin is not None else cue.v
        if "Number=Sing" not in view.feats[fin] or not self.page_lex["clitics"]:
            return False
        head = next(
            (
                k
                for k in range(unit.first, min(unit.first + 8, cue.first))
                if view.pos[k] in {"NOUN", "PROPN"} and view.kid(k, "case") is None
            ),
            None,
        )
        return (
            head is not None
            and "Number=Plur" in view.feats[head]
            and view.dep[head].startswith(("nsubj", "root"))
            and self._verbs(view.start[head], view.start[cue.first])
        )

    def _asks(self, cue: Cue) -> bool:
        return any(u.act == "asks" for u in cue.uses)

    def _names_subject(self, at: int) -> bool:
        """True where the mark at a position closes a few words that a determiner introduces."""
        page, view = self.page, self.view
        quote = page.quotes[page.quote_at(at)]
        if quote.inner.end - quote.inner.start > 30 or self.text[quote.inner.end - 1] in "?!.…":
            return False
        i = page.token_before(quote.outer.start)
        return i >= 0 and view.pos[i] in {"DET", "ADP", "NUM"}

    def _resumes(self, head: int, unit: Unit) -> bool:
        """True where the clause takes up its verb after the incise: `Le pont, a précisé la préfète, fermera`."""
        view = self.view
        i = noun_phrase(self.page, head, head, unit.last, self.page_lex)[1] + 1
        if i + 1 >= unit.last or view.low[i] != ",":
            return False
        return self._verb_from(i + 1, unit.last) is not None

    def _behind(self, cue: Cue, unit: Unit) -> bool:
        """Looks for an inverted subject that the parse did not mark, and keeps it."""
        head = follows_as_subject(self.page, cue.last + 1, unit.last, cue.lex)
        if cue.subject is not None or head is None or not can_speak(self.view, head, cue.lex):
            return False
        cue.subject = head
        return True

    def _mode(self, cue: Cue, unit: Unit) -> None:
        """Decides whether a cue is an incise or takes what follows. Marks and position overrule the parse."""
        view, page, lex = self.view, self.page, cue.lex
        cue.mode = "forward"
        if cue.subject is None and cue.fin is not None and lex["titles_first"] and not cue.passive:
            cue.subject = self._leading_name(cue, unit)
        bare = lex["bare_past"] and "Tense=Past" in view.feats[cue.v]
        says = cue.takes("direct") is not None or cue.takes("que") is not None
        bare = bare or view.low[cue.v] in lex["present_participles"]
        if cue.form == "participle" and cue.fin is None and bare and says and self._inverts(cue, unit):
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
        if lex["nicknaming"] and view.low[cue.v] in lex["nicknaming"] and self._nickname(cue, unit):
            cue.potential = True
            return
        if cue.form == "participle" or cue.carrier == -1 or (cue.form == "infinitive" and cue.carrier is None):
            return
        if not says or cue.fin is None:
            return
        if cue.relative and cue.subject is not None and cue.subject >= cue.first - 1:
            return
        lead = cue.first - 1
        thus = lead > unit.first and view.low[lead] in lex["likeness"] and lex["thus"]  # « … », ainsi s'exprime X
        char, at, after_quote = self._before(lead if thus else cue.first)
        if after_quote and char != "," and not cue.clitic and self._names_subject(at):
            return  # les « gilets jaunes » ont crié …
        inside = at >= unit.start
        boundary = inside and (after_quote or char in {",", "?", "!", "…", "–", "—"})
        if not self._marks_end(at) and all(u.name == "quoted" for u in cue.uses if u.takes & {"direct", "que"}):
            return
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
            elif inside and self.text[unit.end - 1] != "?" and self._complete_main(unit.start, view.start[cue.first]):
                cue.mode = "incise"  # a comma forgotten
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
            elif placed is not None and placed > head and view.low[head - 1] == "," == view.low[head + 1]:
                head, parsed = placed, False  # a lâché, penaud, Jean Roy
            if head is not None and (not can_speak(view, head, lex) or not self._inverts(cue, unit)):
                head = None
            if lex["subject_first_incise"] and not after_quote and self._said_ahead(cue, unit):
                if not cue.relative and (cue.subject is None or cue.subject > cue.v):
                    cue.subject = self._leading_name(cue, unit)
                    if cue.subject is not None:
                        cue.source, cue.done = (unit.first, cue.subject), True
                head = None
            mine = cue.subject is not None and cue.subject < cue.first and not cue.relative
            if mine and lex["subject_first_incise"] and self._said_ahead(cue, unit):
                return  # Anna Roy, who runs “the Bay,” said the road would open
            own = mine and not after_quote
            own = own and head is not None and bool(lex["subject_first_incise"])
            told = lex["subject_first_incise"] and view.pos[head or 0] == "PROPN" and cue.takes("noun") is None
            main = self._main_in if lex["titles_first"] else self._complete_main
            if own and not told and not main(view.start[cue.subject or 0], at):
                head = None  # Jean Roy, maire de la ville, a annoncé …
            before = cue.subject if cue.subject is not None and cue.subject < cue.first and char == "," else None
            named = head is not None and before is not None and not cue.relative and self.is_person(before)
            if named and not main(unit.start, at) and not self._resumes(head or 0, unit):
                return  # Anna Roy, du Monde, a interrogé la ministre
            if (
                head is not None
                and (
                    after_quote
                    or char in {"?", "!", "…"}
                    or self._complete_main(unit.start, at)
                    or (char == "," and self.text[unit.start : at].strip().lower() in lex["retorts"])
                    or (lex["third_reflexives"] and self._only_marks(unit, at))
                    or ((view.pos[head] == "PROPN" or self.is_person(head)) and at - unit.start > 12)
                    or self._not_whose(cue, unit)
                    or (char == "," and self._resumes(head, unit))
                )
                and (parsed or after_quote or self._agrees(cue, head))
            ):
                cue.subject, cue.relative, cue.passive = head, False, False
                cue.mode = "incise"
                if thus:
                    cue.first = lead
                return
        # the subject stands first: « … », X l'assure; “…,” he said
        if cue.subject is None or cue.subject >= cue.first or cue.potential:
            return
        paper = not lex["titles_first"] or not all(u.document for u in cue.uses)
        if not paper and not names_document(view, cue.subject, lex):
            return  # …, he showed no remorse
        start = self._clause_start(cue)
        char, at, after_quote = self._before(start)
        if at >= unit.start and (after_quote or char in {",", "–", "—", "…", "!", "?"}):
            if not after_quote and self._object_of(cue) and not self._complete_main(unit.start, at):
                return  # after the match, he announced the deal
            if not after_quote and all(u.name == "describe" for u in cue.uses if u.takes & {"direct", "que"}):
                return
            it = any(view.low[k] in lex["it_clitics"] for k in range(cue.first, cue.v))
            if it and not after_quote and not self._complete_main(unit.start, at):
                return  # lundi soir, la commission l'a interrogé
            if lex["subject_first_incise"] and not self._around(cue, unit, at, after_quote=after_quote):
                return
            as_clause = view.low[start] in {"comme", "ainsi", "as"}
            ahead = self._ahead(cue, unit)
            if after_quote or lex["subject_first_incise"]:  # the words are behind: only an explicit clause looks ahead
                nxt = self._next_word(cue, unit)
                ahead = (nxt is not None and (view.low[nxt] in lex["that"] or view.low[nxt] == ":")) or (
                    ahead and char == "," and not self._complete_main(unit.start, at)
                )
            if (it or as_clause or after_quote or lex["subject_first_incise"]) and not ahead:
                cue.mode = "incise"

    def _nickname(self, cue: Cue, unit: Unit) -> bool:
        """True for `Pierre Fabre, dit « le Grand », …`: a name in marks, nothing that is said."""
        view, page, i = self.view, self.page, cue.last + 1
        if cue.first != cue.v or i >= unit.last or cue.clitic:
            return False
        if view.low[i] in {"le", "la", "l'"}:
            i += 1
        q = page.quote_at(view.start[i]) if i < unit.last else -1
        if q < 0 or page.quotes[q].outer.start != view.start[i]:
            return False
        quote = page.quotes[q]
        short = len(quote.inner.cut(self.text).split()) <= 4 and not self._has_verb(quote)
        before = view.low[cue.first - 1] == "," or view.pos[cue.first - 1] in {"NOUN", "PROPN"}
        return short and before and page.char_after(quote.outer.end)[0] in ",).;"

    def _marks_end(self, at: int) -> bool:
        """True where a closing mark stands at a position, or before the comma there."""
        page = self.page
        if at >= 0 and self.text[at] == ",":
            at = page.char_before(at)[1]
        q = page.quote_at(at) if at >= 0 else -1
        return q >= 0 and page.quotes[q].outer.end == at + 1

    def _only_marks(self, unit: Unit, at: int) -> bool:
        """True where a sentence is nothing but words in marks up to a position: `« Bon vent », a ironisé X`."""
        page = self.page
        end = page.char_before(at)[1] if self.text[at] == "," else at
        q = page.quote_at(end) if end >= 0 else -1
        return q >= 0 and page.quotes[q].outer.end == end + 1 and page.quotes[q].outer.start == unit.start

    def _object_of(self, cue: Cue) -> bool:
        """True where the cue has an object of its own behind it, other than the one who is told."""
        if cue.lemma in cue.lex["with_addressee"]:
            return False
        return any(k > cue.v and self.view.dep[k] == "obj" for k in self.view.kids[cue.v])

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

    def _quote_between(self, quotes: list[Quote], q: Quote) -> bool:
        """True where an earlier quotation of the region is joined to this one by a comma."""
        i = quotes.index(q)
        return i > 0 and self._loose(
            self.text[quotes[i - 1].outer.end : q.outer.start], self.lexicons[self.page.language]
        )

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
                if cut and char in ",;" and self._quote_between(quotes, q):
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

    def _goes_on(self, at: int, spans: list[tuple[int, int]], kind: str, unit: Unit) -> bool:
        """True where the clause before an incise goes on behind its comma: `The road, she said, will open`."""
        view, lex = self.view, self.lexicons[unit.language]
        i = self.page.token_at(at)
        if i < unit.last and view.low[i] in lex["relative_subjects"] and view.low[i - 1] == ",":
            return False  # Faux, répond X, qui …
        if lex["third_reflexives"] and i + 2 < unit.last and view.low[i] in lex["that"] and view.low[i - 1] == ",":
            return view.low[i + 1 : i + 3] != ["ce", "soit"]  # « Il serait absurde », dit-il, qu'on parte
        if lex["subject_first_incise"] and i < unit.last:
            resumes = view.pos[i] in {"VERB", "AUX"} and view.finite(i) and "Mood=Imp" not in view.feats[i]
            if view.low[i] in lex["that"] or (resumes and view.low[i] not in lex["trailing"]):
                return True  # It is no surprise, she said, that …
            whole = self._main_in(spans[0][0], spans[-1][1])
            if view.low[i] in lex["goes_on"] and kind == "indirect" and view.low[i + 1] not in lex["clitics"]:
                return True  # Schools would stay shut, she said, until the water was tested
            if kind == "indirect" and whole and self._told_on(i, unit):
                return True  # He was unhurt, she said, but after an hour he fell ill
            joins = view.low[i] in lex["and"] and i + 1 < unit.last
            if joins and kind == "indirect" and view.pos[i + 1] == "AUX" and view.finite(i + 1):
                return True  # He had no ties, the airline said, and had passed the tests
        else:
            whole = self._complete(spans)
        if kind == "direct" or self.page.quotes_in(spans[0][0], spans[-1][1]):
            return False
        return not whole or self._belongs(at, spans)

    def _passes_on(self, cue: Cue, unit: Unit, spans: list[tuple[int, int]]) -> bool:
        """English: `Police said he was hurt, the Post reported`: who reports passes on the saying of another."""
        view = self.view
        if cue.lemma not in cue.lex["relaying"] or len(spans) != 1 or cue.source is None:
            return False
        for c in self.by_unit.get(unit.index, ()):
            ahead = c.mode == "forward" and c.form == "finite" and c.first < cue.first and c.quote < 0
            if not ahead or c.passive or c.potential or c.relative or c.subject is None or c.subject > c.v:
                continue
            at = view.start[self._clause_start(c)]
            whole = spans[0][0] <= at < spans[0][0] + 40 and not self._verbs(spans[0][0], at)
            if whole and c.takes("que") is not None:
                c.relay = Span(view.start[cue.source[0]], view.end[cue.source[1]])
                c.upto = spans[0][1]
                return True
        return False

    def _told_on(self, i: int, unit: Unit) -> bool:
        """English: True for a clause that a conjunction joins behind an incise, and that nobody else says or thinks."""
        view, lex = self.view, self.lexicons[unit.language]
        if view.low[i] not in lex["coordinators"] or i + 2 >= unit.last or view.pos[i + 1] in {"VERB", "AUX", "ADV"}:
            return False
        for k in range(i + 1, min(i + 40, unit.last)):
            if view.pos[k] in {"VERB", "AUX"} and view.finite(k) and self._is_main(k, i):
                v = view.head[k] if view.dep[k].startswith(("aux", "cop")) else k
                return not any(c.v == v or k in range(c.first, c.last + 1) for c in self.by_unit.get(unit.index, ()))
        return False

    def _next_takes(self, nxt: Cue, quote: Quote, unit: Unit) -> bool:
        """True where the incise behind marks has its own speaker: `« Non », dit A, « c'est vide », dit B`."""
        if nxt.subject is None or nxt.subject < nxt.v or self.page.language != unit.language:
            return False
        named = self.view.pos[nxt.subject] in {"PROPN", "NOUN"}
        return named and not nxt.clitic and self._has_verb(quote)

    def _incise(self, cue: Cue, unit: Unit, left: int, nxt: Cue | None) -> int:
        """The statement around an incise; returns where the next one may start."""
        view, page = self.view, self.page
        start = self._clause_start(cue) if not (cue.subject is not None and cue.subject > cue.v) else cue.first
        low = view.start[start]
        self._source(cue, unit)
        stop = self._incise_end(cue, unit)
        if view.low[cue.first] in cue.lex["likeness"] | {view.low[start]} & cue.lex["likeness"] and any(
            c.first < cue.first and c.mode == "forward" and c.quote < 0 and view.low[c.last + 1] in cue.lex["that"]
            for c in self.by_unit.get(unit.index, ())
        ):
            return left  # a annoncé que le pont rouvrirait, comme le demandait X
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
                    or (not self._complete(spans) and not self._next_takes(nxt, quote, unit))
                )
                runs_on = opening == at and kind == "direct" and self.text[quote.inner.start].islower()
                if (char in ",:" or runs_on) and goes and (kind == "direct" or not self._complete(spans)):
                    spans += self._parts(quote)
                    taken = quote.outer.end
            elif char == "," and self._goes_on(at + 1, spans, kind, unit):
                limit = view.start[nxt.first] if nxt is not None else unit.end
                a, b = page.trim(at + 1, limit, right=".,;!… ")
                if b - a > 3:
                    spans.append((a, b))
                    taken = b
        if len(spans) > 1 and self._loose(self.text[slice(*spans[0])], cue.lex, "connectors"):
            spans = spans[1:]
        if not spans:
            return left
        if self._passes_on(cue, unit, spans):
            return max(taken, stop)
        first, second = ("que", "direct") if kind == "indirect" else ("direct", "que")
        draft = self._draft("incise", spans, cue, cue.takes(first) or cue.takes(second), unit)
        draft.zone = (spans[0][0], max(stop, spans[-1][1]))
        return max(taken, stop)
