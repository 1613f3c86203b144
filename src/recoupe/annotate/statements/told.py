"""English by position: who is told that, is quoted as saying, is accused by whom; as the Post reported."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrasal import Phrasal
from recoupe.annotate.statements.phrases import can_speak, noun_phrase
from recoupe.model import Span

_VERBAL = {"VERB", "AUX"}


class Told(Phrasal):
    """English constructions that the parse often gets wrong and position tells."""

    def _that_told(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`is telling voters that he has no regrets`, `alleged in the suit that he knew`: no relative clause.

        The parser takes `that` behind a noun for a relative pronoun; it is none where the verb behind it has all that
        it needs.
        """
        view, lex = self.view, cue.lex
        use = cue.takes("que")
        if not lex["bare_that"] or use is None or cue.passive or cue.form == "infinitive":
            return False
        limit = self._limit(cue, unit, cues)
        i = self._past_told(cue, unit)
        if i == cue.last + 1 or i + 2 >= limit or view.low[i] not in lex["that"] or view.dep[i] == "mark":
            return False
        if not self._full_clause(i, limit) or self._blocked(cue, strict=True):
            return False
        head = next((k for k in range(i, limit) if view.pos[k] in _VERBAL and view.finite(k)), i)
        end = self._reach(head, i, limit, unit, cue, clause=True, bare=True)
        self._clausal(cue, unit, use, i, end, head, "que")
        return True

    def _full_clause(self, that: int, limit: int) -> bool:
        """True where the clause behind `that` has a subject of its own and lacks nothing that it could stand for."""
        view = self.view
        i = that + 1
        while i < limit and view.pos[i] == "ADV":
            i += 1
        if i >= limit or (view.pos[i] in _VERBAL and view.finite(i)):
            return False
        fin = next((k for k in range(i, min(i + 25, limit)) if view.pos[k] in _VERBAL and view.finite(k)), None)
        if fin is None:
            return False
        verb = view.head[fin] if view.dep[fin].startswith(("aux", "cop")) else fin
        if view.dep[that] not in {"obj", "iobj", "obl"}:
            return True
        kids = [k for k in view.kids[verb] if k > verb or view.dep[k].startswith(("cop", "aux:pass"))]
        return any(view.dep[k] in {"obj", "ccomp", "xcomp", "cop", "aux:pass", "obl"} and k != that for k in kids)

    def _as_told(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`As the Post reported, the road is closed`: what follows the comma is said."""
        view, lex = self.view, cue.lex
        use = cue.takes("que") or cue.takes("direct")
        if not lex["bare_that"] or use is None or cue.form == "infinitive" or cue.quote >= 0:
            return False
        passive = cue.form == "participle"
        start = cue.first if passive else self._clause_start(cue)
        start -= passive and cue.first - 1 >= unit.first and view.low[cue.first - 1] in lex["likeness"]
        if view.low[start] != "as" or self._blocked(cue):
            return False
        joined = start > unit.first + 2 and view.pos[start - 1] == "CCONJ" and view.low[start - 2] == ","
        if not joined and any(view.pos[k] not in {"CCONJ", "PUNCT", "ADV"} for k in range(unit.first, start)):
            return False
        agent = self._agent(cue) if passive else None
        i = agent[1] + 1 if agent is not None else self._past_told(cue, unit)
        if (passive and agent is None) or i + 2 >= unit.last or view.low[i] != ",":
            return False
        limit = self._limit(cue, unit, cues)
        stop = unit.end if limit >= unit.last else view.start[limit]
        a, b = self.page.trim(view.end[i], stop, right=".,;!… ")
        if b - a < 8 or not self._verbs(a, b):
            return False
        if passive:
            cue.source, cue.done = agent, True
        spans, form = self._refine(a, b, unit)
        if spans:
            self._draft("as", spans, cue, use, unit).form = form
        return bool(spans)

    def _quoted_as(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`quoted the doctor as saying that …`, `was quoted by the agency as saying …`: the doctor said it."""
        view, lex = self.view, cue.lex
        if not lex["bare_that"] or cue.lemma not in lex["quoting"]:
            return False
        inner = next((c for c in cues if c.first > cue.last and c.form == "participle"), None)
        if inner is None or view.low[inner.first - 1] not in lex["links_as"] or inner.first - cue.last > 14:
            return False
        if any(view.is_punct(k) and self.page.quote_at(view.start[k]) < 0 for k in range(cue.last + 1, inner.first)):
            return False
        quoted = cue.subject if cue.passive else view.kid(cue.v, "obj")
        if quoted is None or cue.relative:
            return False
        other = self._agent(cue) if cue.passive else None
        low, high = (unit.first, cue.first) if cue.passive else (cue.last + 1, inner.first - 1)
        inner.source, inner.done = noun_phrase(self.page, quoted, low, high, lex), True
        inner.subject, inner.form = quoted, "finite"
        if not cue.passive and cue.subject is not None and can_speak(view, cue.subject, lex):
            other = noun_phrase(self.page, cue.subject, unit.first, cue.first, lex)
        if other is not None:
            inner.relay = Span(view.start[other[0]], view.end[other[1]])
        inner.first -= 1
        return True

    def _accused_by(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`Two nurses were accused by the trust of theft`: an accusation, where it is told who makes it."""
        view, lex = self.view, cue.lex
        use = cue.takes("person")
        subject = cue.subject
        if not lex["bare_that"] or use is None or not cue.passive or subject is None or subject > cue.first:
            return False
        agent = self._agent(cue)
        if agent is None or cue.relative:
            return False
        limit = self._limit(cue, unit, cues)
        links = lex["links_" + use.name]
        at = next(
            (k for k in range(agent[0] + 1, limit) if view.low[k] in links and self._offence(k, agent, limit)), None
        )
        if at is None:
            at = next((k for k in range(cue.last + 1, agent[0]) if view.low[k] in links), None)
        if at is None:
            return False
        agent = (agent[0], at - 1) if agent[0] < at <= agent[1] else agent
        cue.source, cue.done = agent, True
        first, last = noun_phrase(self.page, subject, unit.first, cue.first, lex)
        end = self._reach(view.head[at] if view.head[at] > at else at, at, limit, unit, cue)
        if agent[0] <= end <= agent[1] or (at < agent[0] <= end):
            end = agent[0] - 2
        if end <= at:
            return False
        spans = [(view.start[first], view.end[last]), (view.start[at], view.end[end])]
        self._draft("person", spans, cue, use, unit).head = subject
        return True

    def _offence(self, k: int, agent: tuple[int, int], limit: int) -> bool:
        """True where a link leads to what somebody is accused of, not on in the name of who accuses him."""
        view = self.view
        return k > agent[1] or k + 1 >= limit or view.feats[k + 1].startswith("VerbForm=Ger") or view.is_punct(k + 1)

    def _put_at(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`put the toll at 20`: a thing and its number."""
        view = self.view
        use = cue.takes("at")
        if use is None or cue.passive or self._blocked(cue, strict=True):
            return False
        limit = self._limit(cue, unit, cues)
        obj = view.kid(cue.v, "obj")
        if obj is None or not cue.last < obj < limit:
            return False
        for k in range(obj + 1, min(obj + 9, limit - 1)):
            if view.is_punct(k):
                return False
            if view.low[k] in cue.lex["sums"]:
                if not any(view.pos[n] in {"NUM", "SYM"} for n in range(k + 1, min(k + 5, limit))):
                    return False
                end = self._reach(view.head[k] if view.head[k] > k else k + 1, cue.last + 1, limit, unit, cue)
                self._span(cue, unit, use, cue.last + 1, end, "person").head = obj
                return True
        return False
