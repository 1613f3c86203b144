"""Whether a cue reports anybody's words at all: what its subject can be, and what is only told on the way."""

from __future__ import annotations

from recoupe.annotate.statements.agents import Agents
from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.phrases import can_speak, names_document, shows
from recoupe.annotate.statements.subjects import shares_subject


class Reports(Agents):
    """Tells cues that report from those whose subject cannot speak, or that tell an attitude."""

    def _blocked(self, cue: Cue, *, strict: bool = False) -> bool:
        """True where the subject cannot be one who says this, or the narrator speaks himself."""
        view, lex = self.view, cue.lex
        subject = cue.subject
        then = cue.carrier == -1 and view.low[cue.first] in lex["then"]  # avant d'appeler les salariés à tenir
        if cue.carrier == -1 and strict and not then:
            return True
        if self._embedded(cue) or self._attitude(cue):
            return True
        if then:
            return all(u.document or u.hearing for u in cue.uses)
        if subject is None:
            noun = view.head[cue.v]
            hung = cue.form == "participle" and view.dep[cue.v] == "acl" and not cue.done
            if hung and not can_speak(view, noun, lex, strict=False):
                return True  # le conflit opposant les uns aux autres
            if hung and names_document(view, noun, lex) and lex["bare_that"] and any(u.document for u in cue.uses):
                return False  # published statistics showing that …
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
        if cue.nobody and strict and self._agent(cue) is None:
            return True
        fits = [
            u
            for u in cue.uses
            if (not u.document or shows(view, real, lex)) and (not u.hearing or view.lemma[real] in lex["hearings"])
        ]
        if not fits:
            return True
        cue.uses = sorted(fits, key=lambda u: not u.document) if names_document(view, real, lex) else fits
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
        if cue.relative and any(u.name == "threaten" for u in cue.uses) and lex["third_reflexives"]:
            ante = self._antecedent(cue)
            if ante is not None and "Number=Plur" in view.feats[cue.fin if cue.fin is not None else cue.v]:
                stop = next((k for k in range(cue.last + 1, min(cue.last + 14, view.n - 1)) if view.low[k] == ","), -1)
                return not self.page.quotes_in(view.end[cue.last], view.end[stop if stop > 0 else cue.last + 1])
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
