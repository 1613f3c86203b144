"""Cues that take a person and what he is told, a sum, a name given to something, or a predicate."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.nouns import Nouns
from recoupe.annotate.statements.page import Unit

_NAMES = {"DET", "NOUN", "ADJ", "PROPN", "PUNCT"}
_PERSONAL = {"person", "contre", "as"}


class Phrasal(Nouns):
    """Cues that take a person and what he is told, a sum, a name given to something, or a predicate."""

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
                    if k <= cue.last or k >= limit:
                        continue
                    start = max(view.edges(k)[0], cue.last + 1)
                    if view.low[k] in lex["times"] and not self._an_event(k, start, links):
                        continue
                    named = view.dep[k] == "obj" or self._misnamed(cue, k)
                    if named and obj is None and not (view.low[start] in links and "person" in use.takes):
                        obj = k
                    elif view.low[start] in links and obl is None and view.dep[k] not in {"parataxis", "conj", "punct"}:
                        obl = k
            if obl is None and obj is not None:
                obl = next((k for k in view.kids[obj] if k > obj and self._word_of(k) in links), None)
                if obl is None:
                    i = view.edges(obj)[1] + 1
                    obl = i if i < limit and view.low[i] in links else None
            if obl is None and obj is not None and "person" in use.takes:
                obl = self._marked_link(obj, limit, links)
            if obl is None:
                continue
            told = any(view.low[k] in lex["clitics"] for k in range(cue.first, cue.v)) or any(
                view.low[k] in lex["that"] and k < cue.first for k in view.kids[cue.v]
            )
            if use.name in {"inform", "name-as"} and obj is None and not told:
                continue
            first = max(min(view.edges(x)[0] for x in (obj, obl) if x is not None), cue.last + 1)
            end = self._reach(obl, first, limit, unit, cue)
            if lex["bare_that"] and end + 2 < limit and view.low[end + 1] == "," and self._listed(end + 2, limit - 1):
                last = next(k for k in range(end + 3, limit) if view.pos[k] == "CCONJ")
                end = self._cut(first, self._stretch(last + 1, limit, unit, cue), cue)
            quoted = "as" not in use.takes or bool(self.page.quotes_in(view.start[first], view.end[end] + 1))
            quoted = quoted or cue.lemma in lex["names_as"]
            if not quoted and (
                not lex["bare_that"] or obj is None or cue.lemma.endswith(" to") or cue.form != "finite"
            ):
                continue
            if use.act == "demands":
                end = self._when_where(end, limit, cue)
            self._span(cue, unit, use, first, end, "person").head = obl
            return True
        return False

    def _word_of(self, k: int) -> str:
        """The first word of what hangs on a noun, past the comma that closes an aside."""
        a = self.view.edges(k)[0]
        return self.view.low[a + (self.view.low[a] == "," and a < k)]

    def _an_event(self, k: int, start: int, links: frozenset[str]) -> bool:
        """True for `à une journée d'action`: a time that is called for, not when the call was made."""
        view = self.view
        if start + 1 > k or view.low[start] not in links:
            return False
        return any(view.dep[d] == "det" and "Definite=Ind" in view.feats[d] for d in view.kids[k])

    def _marked_link(self, obj: int, limit: int, links: frozenset[str]) -> int | None:
        """`a appelé l'opposition, qui « crie », « à un peu de modestie »`: the call stands in marks behind an aside."""
        view, page = self.view, self.page
        for q in page.quotes_in(view.start[obj], view.end[limit - 1] + 1):
            k = page.token_at(q.inner.start)
            if k < limit and view.low[k] in links and k + 1 < limit and page.quote_at(view.start[k + 1]) >= 0:
                return page.token_before(q.inner.end)
        return None

    def _amount(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`estime à deux millions les dégâts`, `évalue la perte à mille euros`."""
        view, lex = self.view, cue.lex
        use = cue.takes("amount")
        if use is None or cue.passive or cue.form == "infinitive" or self._blocked(cue, strict=True):
            return False
        limit = self._limit(cue, unit, cues)
        at = cue.last + 1
        if at + 2 >= limit:
            return False
        obj = next((k for k in view.kids[cue.v] if view.dep[k] == "obj" and cue.last < k < limit), None)
        if obj is None and view.low[at] in lex["told_to"]:  # what comes to the sum stands behind it
            obj = next((k for k in range(at + 2, limit) if view.pos[k] == "NOUN" and view.pos[k - 1] == "DET"), None)
        if obj is None:
            return False
        for k in range(at, limit):
            governor = view.head[view.head[k]]
            led = view.low[k] in lex["told_to"] and (k == at or governor == cue.v or (governor == obj and k > obj))
            if led and any(
                view.pos[n] == "NUM" or view.low[n] in lex["amounts"] for n in range(k + 1, min(k + 5, limit))
            ):
                first = min(max(view.edges(obj)[0], at), k)
                end = self._reach(obj if k < obj else view.head[k], first, limit, unit, cue)
                self._span(cue, unit, use, first, end, "person").head = obj
                return True
        return False

    def _judged(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`juge ces mesures insuffisantes`, `estime la thèse peu crédible`: an object and what is thought of it."""
        view, lex = self.view, cue.lex
        use = cue.takes("judged")
        if use is None or cue.passive or cue.form != "finite" or cue.negated or self._blocked(cue, strict=True):
            return False
        obj = next((k for k in view.kids[cue.v] if view.dep[k] == "obj" and k > cue.last), None)
        if obj is None or view.pos[obj] not in {"NOUN", "PROPN"}:
            return False
        first, limit = view.edges(obj)[0], self._limit(cue, unit, cues)
        if first != cue.last + 1 or view.pos[first] != "DET" or "Definite=Ind" in view.feats[first]:
            return False
        i = obj + 1
        while i < limit and not view.is_punct(i) and i < obj + 9:
            if view.low[i] in lex["judgements"] or (view.pos[i] == "ADJ" and view.low[i - 1] in lex["degrees"]):
                end = self._cut(first, self._stretch(i, limit, unit, cue, obj), cue)
                self._span(cue, unit, use, first, end, "person").head = obj
                return True
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return False
            i += 1
        return False

    def _called(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """English `call the plan a mistake`: an object and what it is called, no word between."""
        view = self.view
        use = cue.takes("called")
        if use is None or cue.passive or self._blocked(cue, strict=True):
            return False
        limit = self._limit(cue, unit, cues)
        kids = [
            k for k in view.kids[cue.v] if cue.last < k < limit and view.dep[k] in {"obj", "iobj", "xcomp", "ccomp"}
        ]
        if not kids or view.dep[kids[0]] not in {"obj", "iobj"}:
            return False
        obj = kids[0]
        first = max(view.edges(obj)[0], cue.last + 1)
        end = self._reach(kids[-1], first, limit, unit, cue)
        end = self._called_so(first, end, limit, unit, cue)
        named = end > view.edges(obj)[1] and view.pos[min(view.edges(obj)[1] + 1, view.n - 1)] in _NAMES
        named = named or any(k > obj and view.dep[k] in {"amod", "appos", "acl"} for k in view.kids[obj])
        if not named and len(kids) < 2 and not self.page.quotes_in(view.start[first], view.end[end] + 1):
            return False
        self._span(cue, unit, use, first, end, "person").head = obj
        return True

    def _called_so(self, first: int, end: int, limit: int, unit: Unit, cue: Cue) -> int:
        """The end past an aside, or a comma between adjectives: `called Roe, a rival, a liar`, `a kind, loving man`."""
        view = self.view
        if end + 3 >= limit or view.low[end + 1] != "," or self.page.quote_at(view.start[end + 1]) >= 0:
            return end
        if (
            view.pos[end + 2] == "ADJ"
            and view.pos[end] in {"ADJ", "NOUN"}
            and view.pos[end + 3] in {"ADJ", "NOUN", "CCONJ"}
        ):
            return self._cut(first, self._stretch(end + 2, limit, unit, cue), cue)
        if view.pos[end] != "PROPN":
            return end
        close = next((k for k in range(end + 2, min(end + 10, limit - 1)) if view.low[k] == ","), None)
        if close is None or view.pos[close + 1] not in {"DET", "PUNCT"} or self._verbs(view.end[end], view.end[close]):
            return end
        return self._cut(first, self._stretch(close + 1, limit, unit, cue), cue)

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
