"""Cues that take a clause: what follows *que*, *that* or nothing, a question, or the clause told before (`ce que`)."""

from __future__ import annotations

from recoupe.annotate.statements.complements import Complements
from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.quotes import Quote

_OPEN = {"say", "tell", "ask", "confirm", "announce"}
_BARE = {"assert", "say", "judge", "warn", "confirm", "announce", "promise", "show"}


class Clauses(Complements):
    """Cues that take a clause or an indirect question."""

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
        if self._blocked(cue):
            return False
        opening = cue.last + 1
        q = self.page.quote_at(view.start[mark])
        opens = q >= 0 and opening + 1 < mark and self.page.quotes[q].outer.start == view.start[opening]
        if opens and lex["clitics"] and view.infinitive(opening + 1):
            mark = opening  # a dit « espérer que … » : the marks open before the conjunction
        if (
            lex["clitics"]
            and mark - 2 > cue.last
            and view.low[mark - 1] == "ce"
            and view.low[mark - 2] in lex["to_that"]
        ):
            mark -= 2  # a demandé à ce que
        end = self._reach(head, mark, limit, unit, cue, clause=True, bare=bare is not None)
        if cue.quote >= 0:
            beside = [k for k in view.kids[head] if view.dep[k] == "parataxis" and k > head]
            cut = min((view.edges(k)[0] for k in beside), default=end + 1)
            if cut <= end and view.low[cut - 1] == ",":
                end = max(cut - 2, head)
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
        page, view = self.page, self.view
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

    def _fragment(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:  # noqa: ARG002
        """`Un chiffre que la mairie qualifie de fantaisiste.`: a sentence that is one noun and what is said of it."""
        view, lex = self.view, cue.lex
        noun = view.head[cue.v]
        if not view.dep[cue.v].startswith("acl") or view.head[noun] != noun or view.pos[noun] != "NOUN":
            return False
        use = next((u for u in cue.uses if u.name in {"name-as", "decline", "deny"}), None)
        if use is None or cue.relative or cue.subject is None or view.edges(noun)[0] != unit.first:
            return False
        told = any(view.low[k] in lex["that"] for k in range(noun + 1, min(cue.first, noun + 12)))
        if (
            not told
            or self._blocked(cue)
            or any(view.finite(k) and view.pos[k] == "VERB" for k in range(unit.first, noun))
        ):
            return False
        a, b = self.page.trim(unit.start, unit.end, right=".!… ")
        if self._colon(cue, unit) is not None or self.page.quotes_in(view.end[cue.last], b + 1):
            return False
        self._draft("what", [(a, b)], cue, use, unit)
        return True

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
        view = self.view
        i = cue.first - 1
        if cue.subject is not None and cue.subject < cue.first:
            i = self._clause_start(cue) - 1
        if self._takes_up(cue, unit, i):
            return True
        if i <= unit.first or view.low[i] not in {"que", "qu'"} or view.low[i - 1] != "ce" or view.low[i - 2] != ",":
            return False
        use = cue.takes("que") or cue.takes("noun") or cue.takes("direct")
        if use is None or cue.marked >= 0:
            return False  # ce qu'il « espère »
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
        return True
