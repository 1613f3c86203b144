"""Words of somebody, marked, cut, hung on a cue."""

from __future__ import annotations

from dataclasses import replace

from training.quotations.french.verbs import Verbs
from training.quotations.french.words import SPEECH, VOWEL
from training.quotations.parts import Part, join, punct, word


class Reported(Verbs):
    def marks(self, p: Part) -> Part:
        return join((punct("«"), "punct"), (p, "^"), (punct("»"), "punct"))

    def open_quote(self, p: Part) -> Part:
        """Marks that open or close elsewhere: the sentence is a part of a longer quotation."""
        roll = self.m.rng.random()
        if roll < 0.72:
            return self.marks(p)
        if roll < 0.85:
            return join((p, "^"), (punct("»"), "punct"))
        return p

    def cue(self, speaker: tuple[Part, str, str], inverted: bool, verbs: list[str] = SPEECH) -> Part:
        """A reporting clause round a quotation: `a dit X`, `a-t-il dit`, `selon X`."""
        m = self.m
        np, number, g = speaker
        v = m.pick([x for x in verbs if x in m.verbs])
        extra = self.extras()
        if inverted and m.chance(0.4):
            pron = m.pick(["on"]) if m.chance(0.08) else self.pronoun(number, g)
            verb = self.verb(v, number, g, clitic=pron)
            return join((verb, "^"), *extra)
        verb = self.verb(v, number, g)
        if inverted:
            before = extra if m.chance(0.5) else []
            after = [] if before else extra
            return join((verb, "^"), *before, (np, "nsubj"), *after)
        return join((np, "nsubj"), (verb, "^"), *extra)

    def stop(self, p: Part) -> Part:
        return join((p, "^"), (punct("."), "punct")) if self.m.chance(0.95) else p

    def that(self, c: Part) -> Part:
        m = self.m
        quoted = m.chance(0.2)
        elide = c[0].form[0] in VOWEL and not quoted
        que = word("qu'" if elide else "que", "SCONJ", "que")
        if quoted:
            que = word("que" if m.chance(0.7) else "qu'", "SCONJ", "que")
            return join((que, "mark"), (punct("«"), "punct"), (c, "^"), (punct("»"), "punct"))
        return join((que, "mark"), (c, "^"))

    def gerund(self) -> Part:
        """`ajoutant que Q`, `avant d'ajouter que Q`."""
        m = self.m
        v = m.pick(
            [
                "ajouter",
                "préciser",
                "expliquer",
                "affirmer",
                "assurer",
                "rappeler",
                "estimer",
                "souligner",
                "dénoncer",
                "indiquer",
            ]
        )
        forms = m.verbs[v]
        content = (self.that(m.clause(True, 14)), "ccomp")
        if m.chance(0.7) and "G" in forms:
            lead = [(word("en", "ADP"), "mark")] if m.chance(0.3) else []
            return join(*lead, (word(forms["G"], "VERB", v, "Tense=Pres|VerbForm=Part"), "^"), content)
        return join(
            (word("avant", "ADP"), "mark"),
            (word("d'" if v[0] in VOWEL else "de", "ADP", "de"), "mark"),
            (word(v, "VERB", v, "VerbForm=Inf"), "^"),
            content,
        )

    def cut(self, c: Part) -> int | None:
        """A place where an incise may stand: after a comma, or before the verb's last complement."""
        places = [i for i, w in enumerate(c) if w.form == "," and 2 < i < len(c) - 2]
        root = next(i for i, w in enumerate(c) if w.head < 0)
        places += [
            i
            for i in range(3, len(c) - 1)
            if c[i - 1].head <= root and i > root and c[i].pos in ("ADP", "SCONJ", "CCONJ") and _projective(c, i)
        ]
        return self.m.pick(places) if places else None

    def insert(self, c: Part, at: int, cue: Part, marks: bool) -> Part:
        """The clause with the cue put in at `at` between commas."""
        root = next(i for i, w in enumerate(c) if w.head < 0)
        comma = c[at].form == ","
        left, right = c[:at], c[at + (1 if comma else 0) :]
        middle: list = [punct(",")[0]]
        out: Part = []
        ids: dict[int, int] = {}
        m = self.m
        broken = marks and m.chance(0.5)  # « Q1 », a-t-il dit, « Q2 »

        def put(w, head, dep=None):  # type: ignore[no-untyped-def]
            out.append(_moved(w, head, dep))
            return len(out) - 1

        if marks:
            put(punct("«")[0], ("c", root), "punct")
        for i, w in enumerate(left):
            ids[i] = put(w, ("c", w.head) if w.head >= 0 else -1)
        if broken:
            put(punct("»")[0], ("c", root), "punct")
        cue_root = next(i for i, w in enumerate(cue) if w.head < 0)
        put(middle[0], ("q", cue_root), "punct")
        base = len(out)
        for w in cue:
            put(w, ("q", w.head) if w.head >= 0 else ("c", root), None if w.head >= 0 else "parataxis")
        if cue[-1].form != ",":
            put(punct(",")[0], ("q", cue_root), "punct")
        if broken:
            put(punct("«")[0], ("c", root), "punct")
        first = at + (1 if comma else 0)
        for i, w in enumerate(right):
            ids[first + i] = put(w, ("c", w.head) if w.head >= 0 else -1)
        if marks:
            put(punct("»")[0], ("c", root), "punct")
        if comma:
            ids[at] = ids[max(k for k in ids if k < at)]
        for w in out:
            if isinstance(w.head, tuple):
                kind, k = w.head
                w.head = ids[k] if kind == "c" else base + k
        return out


def _projective(c: Part, at: int) -> bool:
    return sum(1 for i, w in enumerate(c) if w.head >= 0 and (i < at) != (w.head < at)) <= 2


def _moved(w, head, dep):  # type: ignore[no-untyped-def]
    return replace(w, head=head, dep=dep or w.dep)
