"""Cues that take an infinitive: `affirme avoir vu`, `appelle les élus à voter`, `urged drivers to stay`."""

from __future__ import annotations

from recoupe.annotate.statements.clauses import Clauses
from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.page import Unit

_OPENERS = {"de": "de", "d'": "de", "à": "à", "to": "to"}


class Infinitives(Clauses):
    """Cues that take an infinitive."""

    def _infinitive(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`affirme avoir vu`, `menace de partir`, `appelle à voter`."""
        view = self.view
        limit = self._limit(cue, unit, cues)
        lex_fr = bool(cue.lex["clitics"])
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
                while lex_fr and first < k and view.is_punct(first) and self.page.quote_at(view.start[first]) < 0:
                    first += 1  # a confirmé, dans un communiqué, avoir …
                if any(c is not cue and cue.last < c.v < min(first, inf) for c in cues):
                    continue  # déplore « un abus », tout en soulignant n'avoir rien signé
                while first - 1 > cue.last and (
                    view.low[first - 1] in cue.lex["ne"] or view.low[first - 1] in cue.lex["negations"]
                ):
                    first -= 1
                word = view.low[first]
                plain = (
                    view.pos[first] in {"VERB", "AUX", "PRON"} or word in cue.lex["ne"] or word in cue.lex["negations"]
                )
                name = _OPENERS.get(word, "inf" if plain else "")
                if name == "inf" and cue.lex["infinitive_to"] and view.low[min(first + 1, k)] in _OPENERS:
                    name = _OPENERS[view.low[first + 1]]  # not to share
                use = cue.takes(name) if name else None
                if use is None and name == "à" and cue.takes("person"):
                    use = cue.takes("person")
                if use is None and name == "inf" and not cue.lex["infinitive_to"]:
                    continue
                if use is None or self._blocked(cue, strict=True):
                    continue
                told = cue.lemma in cue.lex["with_addressee"] or cue.lemma in cue.lex["bids"] or cue.passive
                if use.name == "say" and cue.lex["bare_that"] and not told:
                    continue  # member states to prohibit
                if (
                    (use.name == "decline" or cue.negated)
                    and view.lemma[inf] not in cue.lex["told"]
                    and use.act != "says"
                ):
                    continue
                if view.lemma[k] in cue.lex["unnamed"] and view.kid(k, "aux:pass") is not None:
                    continue  # asked not to be named
                if cue.negated and use.name in {"judge", "wish"} and view.lemma[inf] not in cue.lex["told"]:
                    continue
                first = (
                    self._addressee(cue, first)
                    if use.act in {"demands", "asks"}
                    or "person" in use.takes
                    or (cue.lex["bids"] and cue.lemma in cue.lex["with_addressee"])
                    else first
                )
                if use.link and cue.lex["links_in_cue"] and view.low[first] == use.link:
                    cue.last, first = first, first + 1  # called on | the council to act
                end = self._own_participle(cue, unit, first, self._reach(k, first, limit, unit, cue))
                draft = self._span(cue, unit, use, first, end, "infinitive")
                draft.head = k
                return True
        if self._bare_infinitive(cue, unit, limit):
            return True
        i = cue.last + 1  # by position, where the parse hung the infinitive elsewhere
        told = lex_fr and i < limit and view.low[i] in cue.lex["told_to"] and cue.takes("de") is not None
        if i + 1 < limit and (
            told or "person" in {t for u in cue.uses for t in u.takes} | {"person" for _ in cue.lex["bare_that"]}
        ):
            link = next(
                (
                    k
                    for k in range(i + 1, min(i + (18 if told else 9), limit))
                    if view.low[k] in ({"de", "d'"} if told else {"à", "de", "d'", "to"})
                    and view.infinitive(min(k + 1, view.n - 1))
                ),
                None,
            )
            use = next((u for u in cue.uses if u.act == "demands" and u.takes & {"à", "de", "to"}), None)
            if (
                link is not None
                and use is not None
                and (view.pos[i] in {"DET", "NOUN", "PROPN", "ADJ", "NUM"} or view.low[i] in {"à", "au", "aux"})
                and not any(
                    (view.is_punct(k) and not (told and self._lists(k, link))) or view.pos[k] in {"VERB", "AUX"}
                    for k in range(i, link)
                )
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

    def _lists(self, at: int, link: int) -> bool:
        """True for a comma between those who are told: `demande aux élus, au patronat, de calmer le jeu`."""
        view = self.view
        return view.low[at] == "," and (view.low[at + 1] in self.page_lex["told_to"] or at + 1 == link)

    def _bare_infinitive(self, cue: Cue, unit: Unit, limit: int) -> bool:
        """By position: `tout en soulignant n'avoir rien signé`, the infinitive that the parse hung elsewhere."""
        view, lex = self.view, cue.lex
        use, first = cue.takes("inf"), cue.last + 1
        if use is None or not lex["ne"] or first >= limit or self._blocked(cue, strict=True):
            return False
        i = first
        while i < min(first + 5, limit) and (
            view.low[i] in lex["ne"]
            or view.low[i] in lex["negations"]
            or view.low[i] in lex["clitics"]
            or (i == first and self.page.quote_at(view.start[i]) >= 0 and view.is_punct(i))
        ):
            i += 1
        if i >= limit or not view.infinitive(i) or (cue.negated and use.name in {"judge", "wish"}):
            return False
        if cue.carrier is not None and view.lemma[i] == cue.lemma:
            return False
        draft = self._span(cue, unit, use, first, self._reach(i, first, limit, unit, cue), "infinitive")
        draft.head = i
        return True

    def _own_participle(self, cue: Cue, unit: Unit, first: int, end: int) -> int:
        """Stops before what the same source says on, without a comma: `dit ne rien savoir de X démentant …`."""
        for other in self.by_unit.get(unit.index, ()):
            if other.form == "participle" and first + 1 < other.first <= end and other.quote == cue.quote:
                goes_on = any(u.act == "denies" or u.name in {"assert", "say"} for u in other.uses)
                if goes_on and "Tense=Past" not in self.view.feats[other.v]:
                    self._source(cue, unit)
                    other.source, other.done = cue.source, True
                    return other.first - 1
        return end

    def _addressee(self, cue: Cue, first: int) -> int:
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
                    while a < k and view.is_punct(a):
                        a += 1
                    if a > cue.last and (
                        view.low[a] in cue.lex["addressees"] or view.pos[k] == "PROPN" or cue.lex["infinitive_to"]
                    ):
                        return a
        return first
