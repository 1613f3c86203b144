"""Where the clause that a cue governs starts, with a conjunction or without: by syntax, else by position."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.quotations import Quotations

_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}
_CLAUSES = {"ccomp", "csubj", "advcl", "xcomp", "obj", "csubj:pass", "nsubj"}
_EXPLICIT = {"rule", "hear"}  # found the road closed: only an explicit that reports


class Complements(Quotations):
    """Finds the head and the first word of the clause that a cue takes."""

    def _complement(self, cue: Cue, limit: int) -> tuple[int | None, int | None]:
        """The head and the first word of the clause that the parse hangs on the cue."""
        view, lex = self.view, cue.lex
        cue_unit = self.page.units[cue.unit]
        near = cue.last + 1
        near = self._past_when(near, limit)
        if lex["bare_that"] and near < limit and view.low[near] in lex["that"] and view.dep[near] == "mark":
            if not self._verbs(view.start[near], view.end[limit - 1]):
                return None, None  # says that every year
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
                opens = view.pos[a] not in {"SCONJ", "ADP", "CCONJ"} or view.low[a] in lex["pairs"]
                if bare and opens and view.low[a] not in lex["trailing"]:
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
        if i < first and "VerbForm=Ger" in view.feats[i] and view.dep[i] in {"xcomp", "csubj", "ccomp"}:
            return i  # says going on has made her stronger
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
        i = self._past_when(i, limit)
        if cue.lemma in cue.lex["with_addressee"] and view.pos[i] in {"DET", "NOUN", "PROPN", "PRON"}:
            past = self._past_told(cue, self.page.units[cue.unit])
            if i < past < limit and view.pos[past] in {"DET", "PRON", "PROPN", "NOUN"}:
                i = past  # told the paper they had heard
        if i + 1 < limit and view.pos[i] == "ADP" and (view.pos[i + 1] == "NUM" or view.low[i] in cue.lex["about"]):
            i += 1
        gerund = i < limit and "VerbForm=Ger" in view.feats[i]  # says going on has made her stronger
        if (
            i >= limit
            or (view.pos[i] not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} and not gerund)
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
