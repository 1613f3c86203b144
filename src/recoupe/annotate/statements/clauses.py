"""Cues that take what follows: a quotation, a clause, a question."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.incises import Incises
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.quotes import Quote

_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}
_OPEN = {"say", "tell", "ask", "confirm", "announce"}
_CLAUSES = {"ccomp", "csubj", "advcl", "xcomp", "obj", "csubj:pass", "nsubj"}
_EXPLICIT = {"rule", "hear"}  # found the road closed: only an explicit that reports
_BARE = {"assert", "say", "judge", "warn", "confirm", "announce", "promise", "show"}


class Clauses(Incises):
    """Cues that take what follows: a quotation, a clause, a question."""

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

    def _clause(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """A clause with que, or in English without; and the quotation that stands for it."""
        view, lex = self.view, cue.lex
        use, ask = cue.takes("que"), cue.takes("ask")
        if use is None and ask is None:
            return False
        limit = self._limit(cue, unit, cues)
        if lex["bare_that"] and ask is not None and cue.lemma in lex["asking"]:
            past = self._past_told(cue, unit)
            if past < limit and view.low[past] in lex["ask_words"]:
                return self._asked(cue, unit, limit)
        head, mark = self._complement(cue, limit)
        bare: int | None = None
        if head is None:
            head, mark = self._that_ahead(cue, limit, cues)
        if head is None and lex["bare_that"] and use is not None and use.name in _BARE:
            bare = mark = self._bare(cue, limit)
            head = self._first_verb(mark, limit) if mark is not None else None
        if head is None or mark is None or use is None:
            return self._asked(cue, unit, limit) if ask is not None else False
        if self._blocked(cue, document=True):
            return False
        opening = cue.last + 1
        q = self.page.quote_at(view.start[mark])
        opens = q >= 0 and opening + 1 < mark and self.page.quotes[q].outer.start == view.start[opening]
        if opens and lex["clitics"] and view.infinitive(opening + 1):
            mark = opening  # a dit « espérer que … » : the marks open before the conjunction
        end = self._reach(head, mark, limit, unit, cue, clause=True, bare=bare is not None)
        end = self._resumed(cue, unit, head, mark, end)
        self._clausal(cue, unit, use, mark, end, head, "que")
        return True

    def _resumed(self, cue: Cue, unit: Unit, head: int, first: int, end: int) -> int:
        """Stops before a joined saying that only the cue's own subject fits: `Doctors say it spreads and urge …`."""
        view, subject = self.view, cue.subject
        inner = next((k for k in view.kids[head] if view.dep[k] in {"nsubj", "nsubj:pass"}), None)
        if subject is None or inner is None or cue.clitic or cue.relative or subject > cue.v:
            return end
        if "Number=Plur" not in view.feats[subject] or "Number=Sing" not in view.feats[inner]:
            return end
        for other in self.by_unit.get(unit.index, ()):
            if not first + 2 < other.first <= end + 2 or other.form != "finite" or other.quote >= 0:
                continue
            if view.low[other.first - 1] not in cue.lex["and"] or other.potential or other.clitic:
                continue
            own = other.subject is not None and view.head[other.subject] == other.v and other.subject != inner
            fin = other.fin if other.fin is not None else other.v
            plural = "Number=Plur" in view.feats[fin] or (
                bool(cue.lex["bare_that"]) and fin == other.v and view.low[fin] == view.lemma[fin]
            )
            if plural and not own:
                other.subject = subject
                return min(end, other.first - 2)
        return end

    def _complement(self, cue: Cue, limit: int) -> tuple[int | None, int | None]:
        """The head and the first word of the clause that the parse hangs on the cue."""
        view, lex = self.view, cue.lex
        cue_unit = self.page.units[cue.unit]
        near = cue.last + 1
        while near < limit and (view.pos[near] == "ADV" or view.low[near] in lex["times"]):
            near += 1
        if lex["bare_that"] and near < limit and view.low[near] in lex["that"] and view.dep[near] == "mark":
            return max(near, view.head[near]), near
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
                if lex["bare_that"] and a > near:
                    if any(cue.last < c.first < a and c.quote < 0 for c in self.by_unit.get(cue.unit, ())):
                        continue  # responded by saying that …
                    if view.low[a] in lex["relatives"] and view.low[a] not in lex["that"]:
                        continue
                    verb = next((m for m in range(near, a) if view.finite(m) and view.pos[m] in {"VERB", "AUX"}), None)
                    if verb is not None and self._bare(cue, limit) == near:
                        return k, near  # said his biggest worry is that …
                if view.low[a] in lex["that"]:
                    return k, a
                bare = view.dep[k] == "ccomp" and lex["bare_that"] and any(u.name not in _EXPLICIT for u in cue.uses)
                past = self._past_told(cue, cue_unit) if bare and cue.lemma in lex["with_addressee"] else a
                if a < past < k and view.pos[past] in {"DET", "PRON", "PROPN", "NOUN"}:
                    a = past  # told the paper they had heard
                if bare and view.pos[a] not in {"SCONJ", "ADP", "CCONJ"} and view.low[a] not in lex["trailing"]:
                    return k, self._from_cue(cue, a)
        return None, None

    def _from_cue(self, cue: Cue, first: int) -> int:
        """The start of a clause without a conjunction: right behind the cue, but for whom it was told to."""
        view = self.view
        i = cue.last + 1
        while i < first and (view.pos[i] == "ADV" or view.low[i] in cue.lex["times"]):
            i += 1
        if cue.lemma in cue.lex["with_addressee"] or any(
            view.is_punct(k) and view.low[k] not in _INNER for k in range(i, first)
        ):
            return first
        return i if i < first and view.pos[i] in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} else first

    def _compares(self, i: int) -> bool:
        """True for `que ce soit`, `tant du maire que du préfet`: no clause that is said."""
        view = self.view
        after = view.low[i + 1 : i + 3]
        return after == ["ce", "soit"] or after[:1] == ["du"]

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
        if i >= stop:
            return None, None
        aside = view.low[cue.last + 1] == "," == view.low[i - 1] and cue.last + 1 < i - 1
        for c in cues:  # Reuters reported, citing a minister, that …
            if c is not cue and cue.last < c.first < i and not (aside and c.form == "participle"):
                return None, None
        if (
            view.dep[i] == "obj"
            or (lex["bare_that"] and view.dep[i] == "nsubj" and view.pos[i - 1] in {"NOUN", "PROPN", "ADV"})
            or view.low[i - 1] in lex["not_that"]
            or self._compares(i)
            or not self._opens_clause(i, cue)
        ):
            return None, None
        return (view.head[i] if view.dep[i] == "mark" and view.head[i] > i else i), i

    def _bare(self, cue: Cue, limit: int) -> int | None:
        """English, by position: where a clause without that starts (said many of them had failed)."""
        view = self.view
        i = cue.last + 1
        while i < limit and (view.pos[i] == "ADV" or view.low[i] in cue.lex["times"]):
            i += 1
        if cue.lemma in cue.lex["with_addressee"] and view.pos[i] in {"DET", "NOUN", "PROPN", "PRON"}:
            past = self._past_told(cue, self.page.units[cue.unit])
            if i < past < limit and view.pos[past] in {"DET", "PRON", "PROPN", "NOUN"}:
                i = past  # told the paper they had heard
        if i + 1 < limit and view.pos[i] == "ADP" and (view.pos[i + 1] == "NUM" or view.low[i] in cue.lex["about"]):
            i += 1
        if (
            i >= limit
            or view.pos[i] not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
            or view.low[i] in cue.lex["relatives"]
        ):
            return None
        plain = cue.takes("noun") is not None
        for k in range(i + 1, min(i + 25, limit)):
            if view.low[k] == "," and self._past_aside(k, limit):
                return i
            if view.low[k] in {",", ";", ":"} or (plain and view.pos[k] == "CCONJ"):
                return None  # claimed the seat and was sworn in
            if view.pos[k - 1] == "CCONJ" and view.pos[k] in {"VERB", "AUX"}:
                return None
            if (
                view.pos[k] in {"VERB", "AUX"}
                and (view.finite(k) or ("Tense=Past" in view.feats[k] and view.dep[k] not in {"amod", "acl"}))
                and view.low[k - 1] not in cue.lex["relatives"]
            ):
                return i
        return None

    def _first_verb(self, i: int, limit: int) -> int:
        """The head of the first finite verb from a token on, that token where there is none."""
        view = self.view
        for k in range(i + 1, min(i + 25, limit)):
            if view.pos[k] in {"VERB", "AUX"} and view.finite(k) and not view.dep[k].startswith("acl"):
                return view.head[k] if view.dep[k].startswith(("aux", "cop")) and i < view.head[k] < limit else k
        return i

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
        if lex["bare_that"] and i < limit and view.low[i] not in lex["ask_words"] and not cue.passive:
            past = self._past_told(cue, unit)  # asked the workers if they would stay
            i = past if i < past < limit and view.low[past] in lex["ask_words"] else i
        while (
            i < min(limit, cue.last + 6)
            and (view.pos[i] in {"ADV", "ADP"} or view.low[i] in lex["times"])
            and view.low[i] not in lex["ask_words"]
        ):
            i += 1
        i = self._past_addressee(i, limit, lex) or i
        if i < limit and view.low[i] in {"si", "s'"} and cue.negated and use is not None and use.name not in _OPEN:
            return False  # n'avance s'il …: a condition
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

    def _past_addressee(self, at: int, limit: int, lex: Lexicon) -> int | None:
        """The word that asks behind whom is asked: `demande à Jean Roy s'il viendra`."""
        view = self.view
        if at >= limit or not (view.low[at - 1] in lex["told_to"] or view.low[at] in lex["told_to"]):
            return None
        i = at
        while i < min(limit, at + 9) and view.low[i] not in lex["ask_words"]:
            if view.pos[i] not in {"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "ADV"}:
                return None
            i += 1
        if i >= limit or view.low[i] not in lex["ask_words"] or view.pos[i] == "DET":
            return None
        return i if view.low[i] != "s'" or (i + 1 < limit and view.low[i + 1] in lex["speakers_pronouns"]) else None

    def _clausal(self, cue: Cue, unit: Unit, use: Use, first: int, last: int, head: int, kind: str) -> None:
        """A clause whose first word is a conjunction; the quotation alone where it covers the rest."""
        page, view, text = self.page, self.view, self.text
        a, b = view.start[first], view.end[last]
        opener = (
            view.end[first]
            if view.low[first] in cue.lex["that"] or view.low[first] in {"si", "s'", "if", "whether"}
            else a
        )
        _char, at = page.char_after(opener)
        q = page.quote_at(at)
        if q >= 0 and page.quotes[q].outer.start == at and page.quotes[q].outer.end >= b - 1:
            quote = page.quotes[q]
            if not self._claimed(quote, cue):
                draft = self._draft(kind, self._parts(quote), cue, use, unit)
                draft.head = head
                return
        goes_on = self._colon_quote(a, b)
        if goes_on is not None:
            b = page.char_before(goes_on.outer.start)[1]
            a, b = page.trim(a, b, right=": ")
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
        if goes_on is not None and not self._claimed(goes_on, cue):
            more = Draft("uncued", self._parts(goes_on), cue.lex)
            more.form, more.unit, more.follows = "direct", unit.index, draft
            self.drafts.append(more)

    def _colon_quote(self, a: int, b: int) -> Quote | None:
        """The sentence in marks that a colon adds to a clause: `assure que tout va bien : « Je dors. »`."""
        for q in self.page.quotes_in(a, b + 1):
            char, at = self.page.char_before(q.outer.start)
            if (
                char == ":"
                and self.text[q.inner.start].isupper()
                and q.outer.end >= b - 2
                and self._has_verb(q)
                and self._verbs(a, at)
            ):
                return q
        return None

    def _takes_up(self, cue: Cue, unit: Unit, i: int) -> bool:
        """`La ville y renonce. C'est ce qu'a annoncé X.`: what is said is the sentence before."""
        view, lex, page = self.view, self.page_lex, self.page
        lead = range(unit.first, i - 1)
        if i <= unit.first or view.low[i] not in {"que", "qu'"} or view.low[i - 1] != "ce" or len(lead) > 6:
            return False
        if not any(view.low[k] in lex["taking_up"] for k in lead) or unit.index == 0:
            return False
        if any(view.pos[k] in {"NOUN", "PROPN"} and view.low[k] not in lex["taking_up"] for k in lead):
            return False
        above = page.units[unit.index - 1]
        use = cue.takes("que") or cue.takes("noun") or cue.takes("direct")
        if use is None or unit.paragraph - above.paragraph > 1 or self._colon(cue, unit) is not None:
            return False
        self._source(cue, unit)
        if cue.source is None or any(d.unit == above.index and d.cue_span is not None for d in self.drafts):
            return False
        quotes = page.quotes_in(above.start, above.end)
        a, b = page.trim(above.start, above.end, right=".!… ")
        if len(quotes) == 1 and quotes[0].outer.start <= a and quotes[0].outer.end >= b:
            self._draft("what", self._parts(quotes[0]), cue, use, unit)
            return True
        if b - a < 12 or not self._verbs(a, b):
            return False
        for quote in quotes:
            self.used.add(quote.outer.start)
        self._draft("what", [(a, b)], cue, use, unit)
        return True

    def _what(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:  # noqa: ARG002
        """`…, ce qu'a confirmé X`: what is said is the clause before."""
        view, lex = self.view, cue.lex
        i = cue.first - 1
        if cue.subject is not None and cue.subject < cue.first:
            i = self._clause_start(cue) - 1
        if self._takes_up(cue, unit, i):
            return True
        if i <= unit.first or view.low[i] not in {"que", "qu'"} or view.low[i - 1] != "ce" or view.low[i - 2] != ",":
            return False
        use = cue.takes("que") or cue.takes("noun") or cue.takes("direct")
        if use is None:
            return False
        self._source(cue, unit)
        if cue.nobody and cue.source is None:
            return False  # ce qu'on dit peut …
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
