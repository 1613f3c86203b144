"""Who says it: the mention behind a cue, borrowed where the cue has no subject of its own."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, names_document, noun_phrase, with_name
from recoupe.annotate.statements.reports import Reports
from recoupe.annotate.statements.subjects import shares_subject


class Sources(Reports):
    """Who says it: the mention behind a cue, borrowed where the cue has no subject of its own."""

    def _source(self, cue: Cue, unit: Unit) -> None:
        """Finds the mention of who says it."""
        if cue.done:
            return
        cue.done = True
        view, page, lex = self.view, self.page, cue.lex
        if any(u.hearing for u in cue.uses):
            return  # the court heard that …: nobody is named
        if cue.passive and cue.subject is not None and view.low[cue.subject] in {"il", "it"} and self._ahead(cue, unit):
            cue.nobody = True
        if cue.passive or cue.nobody:
            agent = self._agent(cue) or self._bearer(cue)
            if agent is not None or cue.nobody or lex["bare_that"]:
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
            if s is None and lex["third_reflexives"] and cue.form == "finite" and cue.quote < 0:
                cue.source = self._name_before(cue, unit)
                if cue.source is not None:
                    return
            if s is None and lex["titles_first"] and cue.form == "finite" and cue.mode == "forward":
                s = self._leading_name(cue, unit)
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
            cue.source = self._agent(cue) or next((c.source for c in self.cues if c.subject == s and c.source), None)
            return
        if view.pos[s] == "PRON" and view.low[s] in lex["mute_pronouns"]:
            return
        if cue.relative or s < cue.first:
            cue.source = noun_phrase(page, s, unit.first if cue.quote < 0 else 0, cue.first, lex)
            if not cue.relative:
                cue.source = (self._with_role(cue.source[0], cue), cue.source[1])
            whole = self._with_apposition(s) if not cue.relative else s
            if whole != s:
                cue.source = (
                    noun_phrase(page, whole, unit.first if cue.quote < 0 else 0, cue.first, lex)[0],
                    cue.source[1],
                )
            if view.low[cue.source[0]] in lex["sides"]:  # Côté politique, le ministre a …
                comma = next((k for k in range(cue.source[0], cue.first) if view.low[k] == ","), cue.source[0] - 1)
                cue.source = (comma + 1, cue.source[1])
            elif not cue.relative and cue.quote < 0:
                cue.source = (self._name_first(cue, cue.source[0], unit), cue.source[1])
        else:
            high = unit.last if cue.quote < 0 else view.n
            first, last = noun_phrase(page, s, cue.v + 1, high, lex)
            if first == cue.last + 2 and view.low[first - 1] == "des" and view.pos[first] == "NOUN":
                first -= 1  # ont constaté des journalistes: an article that the tagger took for a preposition
            last = with_name(page, last, high, self.persons, lex)
            q = page.quote_at(view.start[first]) if cue.quote < 0 else -1
            if q >= 0 and page.quotes[q].inner.start == view.start[first] and page.quotes[q].outer.end < view.end[last]:
                first -= 1  # « Mimi », une retraitée: with both its marks
            cue.source = first, last

    def _with_apposition(self, s: int) -> int:
        """The first of two noun phrases that the parse gives as subjects, where the second explains it."""
        view = self.view
        for k in view.kids[view.head[s]]:
            if k < s and view.dep[k] in {"nsubj", "nsubj:pass"} and view.pos[k] in {"NOUN", "PROPN"}:
                between = range(max(view.edges(k)[1], k) + 1, view.edges(s)[0])
                if len(between) == 1 and view.low[between[0]] == ",":
                    return k
        return s

    def _name_first(self, cue: Cue, first: int, unit: Unit) -> int:
        """The start of `Jane Roe, l'une des élues, exige`, where the parse took the apposition for the subject."""
        view = self.view
        closed = view.low[cue.first - 1] == "," or (cue.form == "participle" and bool(cue.lex["bare_that"]))
        if first - 2 < unit.first or view.low[first - 1] != "," or not closed:
            return first
        i = first - 2
        named = bool(cue.lex["titles_first"]) and view.pos[first] == "DET"
        printed = named and view.text[view.start[i]].isupper()  # the People's Daily, tagged as an adjective
        if not printed and (view.pos[i] != "PROPN" or not (named or self.is_person(i))):
            return first
        while i > unit.first and (view.pos[i - 1] == "PROPN" or (named and view.pos[i - 1] in {"DET", "PART", "NOUN"})):
            i -= 1
        return i if i == unit.first or view.low[i - 1] == "," else first

    def _name_before(self, cue: Cue, unit: Unit) -> tuple[int, int] | None:
        """By position: `Interrogé hier, son homologue, Jean Roy, temporise`: the name before the cue's comma."""
        view, last = self.view, cue.first - 2
        if last <= unit.first or view.low[last + 1] != "," or view.pos[last] != "PROPN":
            return None
        name = next((p for p in self.persons if p[1] == view.end[last]), None)
        if name is None:
            return None
        first = self.page.token_at(name[0])
        i = first - 1
        if i > unit.first and view.low[i] == ",":
            while i - 1 >= unit.first and view.pos[i - 1] in {"DET", "NOUN", "ADJ", "ADP", "PROPN"} and first - i < 12:
                i -= 1
            opens = i == unit.first or view.low[i - 1] == ","
            first = i if opens and view.pos[i] == "DET" else first
        return first, last

    def _leading_name(self, cue: Cue, unit: Unit) -> int | None:
        """The noun or name that opens a unit, parted from its verb by an aside: `Roy, who runs the bay, said …`."""
        view, start = self.view, unit.first
        if start + 3 < cue.first and view.pos[start] == "ADP":  # On Sunday, …
            comma = next((k for k in range(start + 2, min(start + 7, cue.first)) if view.low[k] == ","), start - 1)
            start = comma + 1
        i = start
        while i < cue.first and view.pos[i] in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            i += 1
        named = start < i < cue.first - 2 and view.low[i] == "," and view.pos[i - 1] in {"NOUN", "PROPN"}
        return i - 1 if named and view.low[cue.first - 1] == "," and view.low[i - 1] not in cue.lex["times"] else None

    def _borrowed(self, cue: Cue, unit: Unit) -> int | tuple[int, int] | None:
        """The source of a participle, a gerund or a carried infinitive: that of the clause it hangs on."""
        view = self.view
        before = [c for c in self.by_unit.get(unit.index, ()) if c.first < cue.first and c.quote == cue.quote]
        h = view.head[cue.v]
        incised = next((c for c in reversed(before) if c.mode == "incise" and c.source is not None), None)
        if incised is not None and (h <= incised.last or h < self._incise_last(incised, unit)):
            return incised.source
        gerund = (
            cue.form == "participle"
            and cue.first > 0
            and bool({view.low[cue.first - 1], view.low[cue.first]} & cue.lex["gerund"])
        )
        joined = self._joined_participle(cue, before)
        if joined is not None:
            return joined.source
        if gerund and cue.lex["clitics"] and view.dep[cue.v] == "acl":
            main = next((c for c in reversed(before) if c.source is not None and c.form == "finite"), None)
            if main is not None:
                return main.source
            verb = view.head[h]
            who = next((k for k in view.kids[verb] if view.dep[k] in {"nsubj", "nsubj:pass"} and k < h), None)
            if who is not None:
                return who  # a quitté la salle en disant …
        main_subject = self._over_comma(cue, h, unit)
        if main_subject is not None:
            return main_subject
        if (
            incised is not None
            and self.view.low[cue.first - 1] == ","
            and self._incise_last(incised, unit) == cue.first - 1
        ):
            return incised.source  # …, the Post reported, citing officials
        posted = self._with_whom(cue)
        if posted is not None:
            return posted
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
        paper = self._paper_before(cue)
        if paper is not None:
            return paper
        h2 = shares_subject(view, cue, cue.lex)
        if h2 is not None and cue.form == "participle":
            outer = self._said_before(cue, h2, before)
            if outer is not None:
                return outer
            h2 = self._who_told(cue, h2)
        if h2 is not None and view.low[h2] not in cue.lex["relatives"]:
            other = next((c for c in before if c.subject == h2 and c.source), None)
            return other.source if other is not None and other.source else h2
        for c in reversed(before):
            if c.source is not None and c.form == "finite":
                return c.source
        if cue.first <= unit.first + 2:  # at the head of its sentence: the subject of what follows
            for c in self.by_unit.get(unit.index, ()):
                if (
                    c.first > cue.last
                    and c.form == "finite"
                    and c.subject is not None
                    and not c.relative
                    and c.mode == "forward"
                ):
                    return c.subject
            return next(
                (
                    k
                    for k in range(cue.last, unit.last)
                    if view.dep[k] in {"nsubj", "nsubj:pass"}
                    and not view.dep[view.head[k]].startswith(("ccomp", "acl"))
                ),
                None,
            )
        return None

    def _over_comma(self, cue: Cue, noun: int, unit: Unit) -> int | None:
        """`a remercié ceux qui étaient venus, appelant au calme`: behind a comma the main subject goes on."""
        view, lex = self.view, cue.lex
        if not lex["third_reflexives"] or view.dep[cue.v] != "acl" or view.low[cue.first - 1] != ",":
            return None
        if "Tense=Pres" not in view.feats[cue.v] or noun > cue.v or view.low[view.edges(noun)[0]] in lex["agent"]:
            return None
        if names_document(view, noun, lex) or view.dep[noun].startswith(("nsubj", "root")):
            return None
        verb = noun
        for _ in range(8):
            verb = view.head[verb]
            if view.pos[verb] in {"VERB", "AUX", "ADJ"} and not view.dep[verb].startswith("acl"):
                break
        who = next((k for k in view.kids[verb] if view.dep[k] in {"nsubj", "nsubj:pass"} and k < verb < noun), None)
        if who is None or view.low[who] in lex["relatives"] or not can_speak(view, who, lex):
            return None
        known = next((c for c in self.by_unit.get(unit.index, ()) if c.subject == who and c.source), None)
        return who if known is None or known.source is None else known.subject

    def _joined_participle(self, cue: Cue, before: list[Cue]) -> Cue | None:
        """The participle to which « et » joins this one: `assurant vouloir aider et promettant un débat`."""
        if cue.form != "participle" or not before or self.view.low[cue.first - 1] not in cue.lex["joining"]:
            return None
        last = before[-1]
        fits = last.form == "participle" and "Tense=Pres" in self.view.feats[last.v] + self.view.feats[cue.v]
        return last if fits and last.source is not None else None

    def _with_whom(self, cue: Cue) -> int | None:
        """English: `with critics saying that …`: who says it stands between the preposition and the participle."""
        view, i = self.view, cue.first - 1
        if not cue.lex["bare_that"] or view.pos[i] not in {"NOUN", "PROPN"}:
            return None
        k = i
        while k > 0 and k > i - 8 and view.pos[k] in {"NOUN", "PROPN", "ADJ", "DET", "NUM"}:
            k -= 1
        return i if view.low[k] in cue.lex["accompanied"] else None

    def _said_before(self, cue: Cue, subject: int, before: list[Cue]) -> tuple[int, int] | None:
        """English: who said the clause that a participle adds to: `Roe said he was out of touch, accusing him of …`."""
        view, at = self.view, cue.first - 1
        while at > 0 and view.low[at] in cue.lex["gerund"]:
            at -= 1
        if not cue.lex["bare_that"] or view.low[at] != ",":
            return None
        said = next((c for c in reversed(before) if c.form == "finite" and c.source is not None), None)
        if said is None or said.mode != "forward" or not said.last < subject < at or said.subject == subject:
            return None
        return said.source

    def _who_told(self, cue: Cue, subject: int) -> int:
        """The agent of a passive where a participle tells its subject something: `interrogé par X, lui demandant`."""
        view = self.view
        if not any(view.low[k] in cue.lex["to_him"] for k in range(cue.first, cue.v)):
            return subject
        main = view.head[subject]
        for h in (main, *view.kids[main]):
            for k in view.kids[h]:
                if subject < k < cue.first and view.dep[k].startswith("obl") and can_speak(view, k, cue.lex):
                    a = view.edges(k)[0]
                    if view.low[a] in cue.lex["agent"]:
                        return k
        return subject

    def _paper_behind(self, cue: Cue) -> int | None:
        """`was responding to reports from abroad claiming that …`: the paper that the participle follows at once."""
        view, i = self.view, cue.first - 1
        if view.pos[i] not in {"NOUN", "PROPN"}:
            return None
        for _ in range(6):
            if names_document(view, i, cue.lex):
                return i
            if view.dep[i] not in {"nmod", "conj", "flat", "compound"} or view.head[i] > i:
                break
            i = view.head[i]
        return None

    def _paper_before(self, cue: Cue) -> int | None:
        """`posted a video on Sunday claiming that …`: the paper that the main verb brings out says it."""
        view = self.view
        if not cue.lex["bare_that"] or cue.form != "participle" or view.dep[cue.v] != "advcl":
            return None
        behind = self._paper_behind(cue)
        if behind is not None:
            return behind
        for k in reversed(view.kids[view.head[cue.v]]):
            if k < cue.first and view.dep[k] == "obj":
                between = range(k + 1, cue.first)
                plain = len(between) < 7 and not any(view.is_punct(j) or view.finite(j) for j in between)
                return k if plain and names_document(view, k, cue.lex) else None
        return None

    def _draft(self, kind: str, spans: list[tuple[int, int]], cue: Cue, use: Use | None, unit: Unit) -> Draft:
        self._source(cue, unit)
        if kind == "que" and len(spans) == 1 and spans[0][0] < cue.upto and spans[0][1] < cue.upto:
            spans = [(spans[0][0], cue.upto)]  # all that stands before who passes it on
        draft = Draft(kind, spans, cue.lex)
        draft.cue, draft.use = cue, use or cue.uses[0]
        draft.verb = draft.use.lemma
        draft.cue_span = (self.view.start[cue.first], self.view.end[cue.last])
        draft.source = cue.source
        draft.unit = unit.index
        if cue.relay is not None:
            draft.relays.append(cue.relay)
        self.drafts.append(draft)
        return draft
