"""Cues that take a phrase: a person and what he is told, a predicate, marked words, a noun phrase, a subject."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.infinitives import Infinitives
from recoupe.annotate.statements.lexicon import Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import noun_phrase
from recoupe.annotate.statements.quotes import Quote

_NAMES = {"DET", "NOUN", "ADJ", "PROPN", "PUNCT"}
_PERSONAL = {"person", "contre", "as"}


class Phrasal(Infinitives):
    """Cues that take a phrase: a person and what he is told, a predicate, marked words, a noun phrase, a subject."""

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
                    if view.dep[k] == "obj" and obj is None:
                        obj = k
                    elif view.low[start] in links and obl is None and view.dep[k] not in {"parataxis", "conj", "punct"}:
                        obl = k
            if obl is None and obj is not None:
                obl = next((k for k in view.kids[obj] if k > obj and view.low[view.edges(k)[0]] in links), None)
                if obl is None:
                    i = view.edges(obj)[1] + 1
                    obl = i if i < limit and view.low[i] in links else None
            if obl is None and obj is not None and "person" in use.takes:
                obl = self._marked_link(obj, limit, links)
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
            if view.low[word] in {"de", "d'", "du"} and not any(u.link == "de" for u in cue.uses):
                return False
            if view.low[word] in {"à", "aux", "au", "pour", "dans", "par", "en", "avec"}:
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

    def _named(self, q: Quote) -> bool:
        """True for marks that hold a name the article gives again and again."""
        words = q.inner.cut(self.text)
        return len(words.split()) <= 3 and self.repeated(words)

    def _passive(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:  # noqa: ARG002
        """`a été confirmée par X`, `il a été annoncé que`."""
        if not cue.passive:
            return False
        view = self.view
        use = next((u for u in cue.uses if "noun" in u.takes and u.act in {"announces", "confirms", "denies"}), None)
        if use is None and cue.lex["bare_that"]:
            use = next((u for u in cue.uses if "noun" in u.takes and u.name in {"tell-noun", "feel-noun"}), None)
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

    def _noun(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`a annoncé le retrait`, `a démenti cette information`, `réclame leur interdiction`."""
        view = self.view
        use = cue.takes("noun") or cue.takes("sur")
        if use is None or cue.passive or self._blocked(cue, strict=True):
            return False
        if cue.form == "participle" and cue.takes("direct") and self._depicts(cue, unit):
            return False
        if use.soft and (cue.relative or view.dep[cue.v] == "acl:relcl"):
            return False  # une vidéo où il critiquait les élus: what somebody is known for
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
                elif view.dep[k] == "ccomp" and cue.lex["bare_that"] and a == cue.last + 1 and view.low[a] == "what":
                    pass  # praised what he called a success
                elif (view.dep[k] != "obj" and not self._misnamed(cue, k)) or view.pos[k] not in {
                    "NOUN",
                    "PROPN",
                    "PRON",
                    "NUM",
                    "SYM",
                    "ADJ",
                    "X",
                }:
                    continue
                if view.low[k] in cue.lex["times"] or view.low[k] in cue.lex["mute_objects"]:
                    continue
                if view.pos[k] == "PRON" and view.low[k] in cue.lex["relatives"]:
                    continue
                if use.name == "tell-noun" and cue.form == "participle" and self._pointed_at(k):
                    continue  # réitérant ce soutien: words told before
                first = max(a, cue.last + 1)
                if linked is not None and cue.lex["links_in_cue"] and view.low[first] == linked.link and first < k:
                    cue.last, first = first, first + 1  # called for | an inquiry
                first = self._addressee(cue, first, limit) if use.act == "demands" else first
                if (
                    view.low[cue.last + 1] == ","
                    and cue.last + 2 < first
                    and view.low[cue.last + 2] in {"comme", "as", "like"}
                ):
                    first = cue.last + 2
                end = self._reach(k, first, limit, unit, cue)
                end = self._plain_noun(first, end)
                if (
                    end + 2 < limit
                    and view.low[end + 1] == ","
                    and view.low[end + 2] in cue.lex["and"]
                    and not self._finite_ahead(end + 3, limit)
                ):
                    end = self._cut(first, self._stretch(end + 3, limit, unit, cue, k), cue)
                if use.act == "demands":
                    end = self._when_where(end, limit, cue)
                end = self._not_addressee(cue, k, first, end) if use.act != "demands" else end
                draft = self._span(cue, unit, linked or use, first, end, "noun")
                draft.head = k
                return True
        return self._after_comparison(cue, unit, use, limit)

    def _pointed_at(self, k: int) -> bool:
        return any("PronType=Dem" in self.view.feats[d] for d in self.view.kids[k] if self.view.dep[d] == "det")

    def _depicts(self, cue: Cue, unit: Unit) -> bool:
        """True for `…,” she said, describing the scene`: what the words before are about, no words of their own."""
        if not any(u.name == "describe" for u in cue.uses):
            return False
        return any(
            d.unit == unit.index and d.kind == "incise" and d.zone[1] <= self.view.start[cue.first] for d in self.drafts
        )

    def _after_comparison(self, cue: Cue, unit: Unit, use: Use, limit: int) -> bool:
        """`réclament, comme pour le fret, leur interdiction`: the object behind an inserted comparison."""
        view = self.view
        i = cue.last + 1
        if i + 3 >= limit or view.low[i] != "," or view.low[i + 1] not in cue.lex["likeness"]:
            return False
        comma = next((k for k in range(i + 2, min(i + 20, limit)) if view.low[k] == ","), None)
        if comma is None or comma + 2 >= limit or view.pos[comma + 1] != "DET":
            return False
        last = comma + 2
        while last + 1 < limit and not view.is_punct(last + 1) and view.pos[last + 1] not in {"VERB", "AUX"}:
            last += 1
        draft = self._span(cue, unit, use, i + 1, last, "noun")
        draft.head = last
        return True

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
            if (view.low[i] in cue.lex["told_or_where"] and view.pos[i + 1] != "NUM") or view.low[i] in cue.lex[
                "times"
            ]:
                return max(sub, head)
        return end
