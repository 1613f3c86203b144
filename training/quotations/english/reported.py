"""Reporting verbs with their circumstances, and the words that hang on them."""

from __future__ import annotations

from dataclasses import replace

from training.quotations.english.speakers import Speakers
from training.quotations.english.words import DAYS, DIRECT, FIN
from training.quotations.parts import Part, join, punct, word


class Reported(Speakers):
    def verb(self, lemma: str, number: str) -> Part:
        m = self.m
        f = m.verbs[lemma]
        roll = m.rng.random()
        if roll < 0.7:
            return word(f["D"], "VERB", lemma, FIN["D"].format(n=number))
        if roll < 0.88:
            if number == "Plur":
                return word(lemma, "VERB", lemma, "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")
            return word(f["Z"], "VERB", lemma, FIN["Z"])
        if roll < 0.96:
            aux = m.pick([("has", "have"), ("had", "had")])[0 if number == "Sing" else 1]
            tense = "Past" if aux == "had" else "Pres"
            return join(
                (word(aux, "AUX", "have", f"Mood=Ind|Number={number}|Person=3|Tense={tense}|VerbForm=Fin"), "aux"),
                (word(f["N"], "VERB", lemma, "Tense=Past|VerbForm=Part"), "^"),
            )
        return join(
            (word(m.pick(["would", "could", "may", "will", "did"]), "AUX", None, "VerbForm=Fin"), "aux"),
            (word("not", "PART", None, "Polarity=Neg"), "advmod"),
            (word(lemma, "VERB", lemma, "VerbForm=Inf"), "^"),
        )

    def pronoun(self, number: str) -> Part:
        form = "they" if number == "Plur" else self.m.pick(["he", "she", "it"] if self.m.chance(0.1) else ["he", "she"])
        g = {"he": "Gender=Masc|", "she": "Gender=Fem|", "it": "Gender=Neut|"}.get(form, "")
        return word(form, "PRON", form, f"Case=Nom|{g}Number={number}|Person=3|PronType=Prs")

    def extras(self) -> list[tuple[Part, str]]:
        m = self.m
        out: list[tuple[Part, str]] = []
        if m.chance(0.3):
            day = word(m.pick(DAYS), "PROPN", None, "Number=Sing")
            out.append((join((word("on", "ADP"), "case"), (day, "^")), "obl") if m.chance(0.5) else (day, "obl"))
        if m.chance(0.3):
            roll = m.rng.random()
            if roll < 0.4:
                prep, noun = m.pick(
                    [
                        ("in", "statement"),
                        ("in", "interview"),
                        ("at", "news conference"),
                        ("in", "letter"),
                        ("on", "call"),
                        ("in", "tweet"),
                        ("after", "meeting"),
                        ("during", "hearing"),
                        ("in", "email"),
                        ("at", "rally"),
                        ("in", "speech"),
                    ]
                )
                ns = noun.split()
                np = self.noun(ns[-1])
                if len(ns) > 1:
                    np = join((self.noun(ns[0]), "compound"), (np, "^"))
                art = "an" if ns[0][0] in "aei" else m.pick(["a", "the"])
                out.append((join((word(prep, "ADP"), "case"), (self.det(art), "det"), (np, "^")), "obl"))
            elif roll < 0.6:
                out.append(
                    (
                        join(
                            (word(m.pick(["on", "via"]), "ADP"), "case"),
                            (self.proper([m.pick(["Twitter", "Facebook", "CNN", "Fox", "X"])], "ORG"), "^"),
                        ),
                        "obl",
                    )
                )
            else:
                np = self.body()[0] if m.chance(0.6) else word("reporters", "NOUN", "reporter", "Number=Plur")
                out.append((join((word("to", "ADP"), "case"), (np, "^")), "obl"))
        m.rng.shuffle(out)
        return out

    def cue(self, s: tuple[Part, str], inverted: bool) -> Part:
        m = self.m
        np, number = s
        v = m.pick(DIRECT)
        verb = self.verb(v, number)
        if m.chance(0.3) and not inverted:
            np = self.pronoun(number)
        if inverted:
            verb = word(
                m.verbs[v]["D" if m.chance(0.85) else "Z"],
                "VERB",
                v,
                FIN["D" if verb[0].form == m.verbs[v]["D"] else "Z"].format(n=number),
            )
            return join((verb, "^"), (np, "nsubj"), *self.extras())
        if v != "say" and m.chance(0.1):
            return join(
                (np, "nsubj"),
                (word("told", "VERB", "tell", FIN["D"].format(n=number)), "^"),
                (self.listener(), "iobj"),
                *self.extras()[:1],
            )
        return join((np, "nsubj"), (verb, "^"), *self.extras())

    def listener(self) -> Part:
        m = self.m
        roll = m.rng.random()
        if roll < 0.4:
            return word("reporters", "NOUN", "reporter", "Number=Plur")
        if roll < 0.6:
            return word(m.pick(["him", "her", "them", "me", "us"]), "PRON", None, "Case=Acc|PronType=Prs")
        return self.body()[0]

    def marks(self, p: Part, comma: str = "") -> Part:
        """American style: the comma or stop stands inside the marks."""
        parts = [(punct("“"), "punct"), (p, "^")]
        if comma:
            parts.append((punct(comma), "punct"))
        return join(*parts, (punct("”"), "punct"))

    def stop(self, p: Part) -> Part:
        return join((p, "^"), (punct("."), "punct")) if self.m.chance(0.95) else p

    def insert(self, c: Part, at: int, cue: Part, marks: bool) -> Part:
        root = next(i for i, w in enumerate(c) if w.head < 0)
        comma = c[at].form == ","
        q = next(i for i, w in enumerate(cue) if w.head < 0)
        out: Part = []
        ids: dict[int, int] = {}
        pending: list[tuple[int, str, int]] = []

        def put(w, kind: str, head: int, dep: str | None = None) -> int:  # type: ignore[no-untyped-def]
            out.append(replace(w, head=-1, dep=dep or w.dep))
            if head >= 0:
                pending.append((len(out) - 1, kind, head))
            return len(out) - 1

        mark = lambda f: punct(f)[0]  # noqa: E731
        if marks:
            put(mark("“"), "c", root, "punct")
        for i in range(at):
            ids[i] = put(c[i], "c", c[i].head)
        put(mark(","), "c", root, "punct")
        if marks:
            put(mark("”"), "c", root, "punct")
        base = len(out)
        for w in cue:
            put(w, "q" if w.head >= 0 else "c", w.head if w.head >= 0 else root, None if w.head >= 0 else "parataxis")
        if cue[-1].form != ",":
            put(mark(","), "q", q, "punct")
        if marks:
            put(mark("“"), "c", root, "punct")
        first = at + (1 if comma else 0)
        for i in range(first, len(c)):
            ids[i] = put(c[i], "c", c[i].head)
        if marks:
            put(mark("”"), "c", root, "punct")
        if comma:
            ids[at] = ids[at - 1]
        for i, kind, head in pending:
            out[i].head = ids[head] if kind == "c" else base + head
        return out
