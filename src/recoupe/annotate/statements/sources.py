"""Who says it: the mention behind a cue, borrowed where the cue has no subject of its own."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.ground import Ground
from recoupe.annotate.statements.lexicon import Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, names_document, noun_phrase
from recoupe.annotate.statements.subjects import shares_subject


class Sources(Ground):
    """Who says it: the mention behind a cue, borrowed where the cue has no subject of its own."""

    def _agent(self, cue: Cue) -> tuple[int, int] | None:
        """The agent of a passive, or the source that a frame gives (a-t-on appris de source policière)."""
        view = self.view
        told = self._told_by(cue) if cue.nobody else None
        if told is not None:
            return told
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

    def _bearer(self, cue: Cue) -> tuple[int, int] | None:
        """`des pancartes sur lesquelles était écrit`, `une affiche où l'on pouvait lire`: what bears the words."""
        view, lex = self.view, cue.lex
        if not any(u.name == "read" for u in cue.uses) and cue.lemma not in lex["written"]:
            return None
        i = next((k for k in range(cue.first - 1, max(cue.first - 5, -1), -1) if view.low[k] in lex["bearing"]), None)
        if i is None:
            return None
        relative = i
        i -= 1
        while i > 0 and (view.pos[i] == "ADP" or view.low[i] == ","):
            i -= 1
        while view.head[i] < i and view.dep[i] in {"nmod", "amod", "acl", "appos", "flat", "compound"}:
            i = view.head[i]
        if view.pos[i] not in {"NOUN", "PROPN"}:
            return None
        first, last = noun_phrase(self.page, i, 0, relative, lex)
        return first, last if view.pos[last] != "ADP" else last - 1

    def _told_by(self, cue: Cue) -> tuple[int, int] | None:
        """By position: `a-t-on appris mardi auprès du parquet`, `… de sources concordantes`."""
        view, lex = self.view, cue.lex
        i = cue.last + 1
        while (
            i < view.n
            and view.low[i] not in lex["informed_by"]
            and (view.pos[i] in {"ADV", "NUM"} or view.low[i] in lex["times"])
        ):
            i += 1
        if i + 1 >= view.n:
            return None
        there = self._said_at(cue, i)
        if there is not None:
            return there
        if view.low[i] in lex["informed_by"]:
            i += 1
            if view.low[i] not in lex["source_of"]:
                return None
        elif view.low[i] not in lex["source_of"] or not any(
            view.lemma[k] in lex["source_nouns"] for k in range(i + 1, min(i + 3, view.n))
        ):
            return None
        head = next((k for k in range(i + 1, min(i + 6, view.n)) if view.pos[k] in {"NOUN", "PROPN", "PRON"}), None)
        if head is None or any(view.is_punct(k) for k in range(i + 1, head)):
            return None
        if view.low[head] in lex["media"] and cue.lemma not in lex["learning"]:
            return None  # confirmé auprès de l'AFP: the one who was told
        first = i + 1 if view.low[i] != "des" or view.pos[i] == "ADP" else i
        _, last = noun_phrase(self.page, head, first, min(view.n, view.edges(head)[1] + 12), lex)
        return first, last

    def _said_at(self, cue: Cue, i: int) -> tuple[int, int] | None:
        """`explique-t-on à la préfecture`, `dit-on chez Renault`, `dans l'entourage du maire`: where *on* sits."""
        view, lex = self.view, cue.lex
        if cue.lemma in lex["learning"] or cue.lemma in lex["perceiving"] or view.low[i] not in lex["said_at"]:
            return None
        words = view.low[i : i + 3]
        if words[:2] == ["du", "côté"]:
            i += 3 if words[2] in lex["source_of"] else 2
        elif view.low[i] in lex["said_within"]:
            i += 1
            if not any(view.lemma[k] in lex["circles"] for k in range(i, min(i + 4, view.n))):
                return None
        else:
            i += 1
        head = next((k for k in range(i, min(i + 6, view.n)) if view.pos[k] in {"NOUN", "PROPN"}), None)
        if head is None or any(view.is_punct(k) for k in range(i, head)):
            return None
        if view.low[head] in lex["media"] or view.low[head] in lex["times"] or not can_speak(view, head, lex):
            return None
        printed = self.text[view.start[head] : view.end[head]]
        if view.low[i - 1] in lex["told_to"] and printed.isupper() and len(printed) > 1 and view.dep[head] != "obl":
            return None
        _, last = noun_phrase(self.page, head, i, min(view.n, view.edges(head)[1] + 12), lex)
        return i, last

    def _blocked(self, cue: Cue, *, strict: bool = False, document: bool = False) -> bool:
        """True where the subject cannot be one who says this, or the narrator speaks himself."""
        view, lex = self.view, cue.lex
        subject = cue.subject
        if cue.carrier == -1 and strict:
            return True
        if self._embedded(cue) or self._attitude(cue):
            return True
        if subject is None:
            noun = view.head[cue.v]
            hung = cue.form == "participle" and view.dep[cue.v] == "acl" and not cue.done
            if hung and not can_speak(view, noun, lex, strict=False):
                return True  # le conflit opposant les uns aux autres
            if cue.form == "finite" and strict and shares_subject(view, cue, lex) is None:
                return True
            return all(u.document or u.hearing for u in cue.uses)
        if (view.low[subject] in lex["first_person"] or view.low[subject] in lex["second_person"]) and cue.quote < 0:
            return True
        real = subject
        if cue.relative:
            ante = self._antecedent(cue)
            if ante is None:
                return False
            real = ante
        if not can_speak(view, real, lex, strict=strict) or self._polled(cue, real):
            return True
        if cue.nobody and strict:
            return True
        del document
        fits = [
            u
            for u in cue.uses
            if (not u.document or names_document(view, real, lex))
            and (not u.hearing or view.lemma[real] in lex["hearings"])
        ]
        if not fits:
            return True
        cue.uses = fits
        return False

    def _embedded(self, cue: Cue) -> bool:
        """True for a stance told on the way: `le débat que l'exécutif souhaite mener`, `s'il souhaite partir`.

        A relative clause or a question that holds a wish, or a stance without a word of it in marks, tells who
        somebody is or what is talked of; it reports no speech.
        """
        view = self.view
        wish = all(u.name in {"wish", "depict"} for u in cue.uses) and any(u.name == "wish" for u in cue.uses)
        if not wish or cue.quote >= 0:
            return False
        mark = next((view.low[k] for k in view.kids[cue.v] if view.dep[k] == "mark" and k < cue.v), "")
        if view.dep[cue.v].startswith("acl") or cue.relative or mark in {"si", "s'"}:
            end = view.end[min(cue.last + 12, view.n - 1)]
            if 0 <= cue.unit < len(self.page.units):
                end = min(end, self.page.units[cue.unit].end)
            marked = self.page.quotes_in(view.end[cue.last], end)
            return all(self.repeated(q.inner.cut(self.text)) for q in marked)
        return False

    def _attitude(self, cue: Cue) -> bool:
        """True for what a group thinks or fears, as the narrator tells it: `Des habitants craignent d'être oubliés`.

        Nobody is named and no word is marked as theirs. So too for what one grants (`même si l'on reconnaît que`).
        """
        view, lex = self.view, cue.lex
        if cue.nobody and any(view.dep[k] == "mark" and view.low[k] in lex["granting"] for k in view.kids[cue.v]):
            return self._agent(cue) is None
        if cue.lemma in lex["attitudes"] and cue.form == "infinitive" and cue.quote >= 0:
            return True  # a dit « espérer que tout ira bien »
        if cue.lemma not in lex["attitudes"] or cue.form != "finite" or cue.mode == "incise" or cue.subject is None:
            return False
        real = self._antecedent(cue) if cue.relative else cue.subject
        fin = cue.fin if cue.fin is not None else cue.v
        if real is None or "Number=Plur" not in view.feats[fin] or view.pos[real] == "PROPN":
            return False
        if any(view.dep[k] in {"conj", "appos"} and view.pos[k] == "PROPN" for k in view.kids[real]):
            return False
        if cue.quote >= 0 or not 0 <= cue.unit < len(self.page.units):
            return cue.quote >= 0
        return not self.page.quotes_in(view.end[cue.last], self.page.units[cue.unit].end)

    def _polled(self, cue: Cue, head: int) -> bool:
        """True for what a share of people think or want: `81 % souhaitent que …` is an attitude, no speech."""
        if not any(u.name in {"judge", "wish", "feel", "feel-noun"} for u in cue.uses):
            return False
        view, lex = self.view, cue.lex
        a, b = view.edges(head)
        last = max(b, cue.first - 1) if head < cue.first < head + 10 else b
        words = view.low[min(a, head) : min(last, head + 9) + 1]
        if any(w in lex["shares"] for w in words):
            return True
        over = [k for k, w in enumerate(words) if w in lex["out_of"]]
        return any(k and k + 1 < len(words) and words[k + 1] in lex["shares_of"] for k in over)

    def _antecedent(self, cue: Cue) -> int | None:
        view = self.view
        h = cue.carrier if cue.carrier is not None and cue.carrier >= 0 else cue.v
        for _ in range(3):
            if view.dep[h].startswith("acl"):
                ante = view.head[h] if view.head[h] < cue.v else None
                return ante if ante is None or can_speak(view, ante, cue.lex) else self._named_before(cue) or ante
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

    def _name_first(self, cue: Cue, first: int, unit: Unit) -> int:
        """The start of `Jane Roe, l'une des élues, exige`, where the parse took the apposition for the subject."""
        view = self.view
        if first - 2 < unit.first or view.low[first - 1] != "," or view.low[cue.first - 1] != ",":
            return first
        i = first - 2
        if view.pos[i] != "PROPN" or not self.is_person(i):
            return first
        while i > unit.first and view.pos[i - 1] == "PROPN":
            i -= 1
        return i if i == unit.first or view.low[i - 1] == "," else first

    def _named_before(self, cue: Cue) -> int | None:
        """The name before a relative pronoun that the parse gave to a thing: `pour calmer la colère, X, qui …`."""
        view = self.view
        i = cue.subject - 1 if cue.subject is not None else -1
        while i > 0 and view.low[i] == ",":
            i -= 1
        if i < 0 or view.pos[i] not in {"PROPN", "NOUN", "ADJ"}:
            return None
        while view.head[i] < i and view.dep[i] in {"flat", "flat:name", "amod", "nmod", "flat:foreign"}:
            i = view.head[i]
        return i if view.pos[i] == "PROPN" and can_speak(view, i, cue.lex) else None

    def _with_apposition(self, s: int) -> int:
        """The first of two noun phrases that the parse gives as subjects, where the second explains it."""
        view = self.view
        for k in view.kids[view.head[s]]:
            if k < s and view.dep[k] in {"nsubj", "nsubj:pass"} and view.pos[k] in {"NOUN", "PROPN"}:
                between = range(max(view.edges(k)[1], k) + 1, view.edges(s)[0])
                if len(between) == 1 and view.low[between[0]] == ",":
                    return k
        return s

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
            cue.source = self._agent(cue)
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
            if not cue.relative and cue.quote < 0:
                cue.source = (self._name_first(cue, cue.source[0], unit), cue.source[1])
        else:
            high = unit.last if cue.quote < 0 else view.n
            first, last = noun_phrase(page, s, cue.v + 1, high, lex)
            if first == cue.last + 2 and view.low[first - 1] == "des" and view.pos[first] == "NOUN":
                first -= 1  # ont constaté des journalistes: an article that the tagger took for a preposition
            q = page.quote_at(view.start[first]) if cue.quote < 0 else -1
            if q >= 0 and page.quotes[q].inner.start == view.start[first] and page.quotes[q].outer.end < view.end[last]:
                first -= 1  # « Mimi », une retraitée: with both its marks
            cue.source = first, last

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

    def _paper_before(self, cue: Cue) -> int | None:
        """`posted a video on Sunday claiming that …`: the paper that the main verb brings out says it."""
        view = self.view
        if not cue.lex["bare_that"] or cue.form != "participle" or view.dep[cue.v] != "advcl":
            return None
        for k in reversed(view.kids[view.head[cue.v]]):
            if k < cue.first and view.dep[k] == "obj":
                between = range(k + 1, cue.first)
                plain = len(between) < 7 and not any(view.is_punct(j) or view.finite(j) for j in between)
                return k if plain and names_document(view, k, cue.lex) else None
        return None

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
