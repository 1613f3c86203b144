"""Whole sentences: each of the ways in which the press reports speech."""

from __future__ import annotations

from training.quotations.english.reported import Reported
from training.quotations.english.words import FIN, OVER, THAT
from training.quotations.parts import Part, join, punct, word


class English(Reported):
    def sentence(self) -> Part | None:
        m = self.m
        roll = m.rng.random()
        s = self.speaker()
        np, number = s
        if roll < 0.30:  # “Q,” X said · said X
            c = m.words_of()
            american = m.chance(0.75)
            if m.chance(0.15):
                q = join((c, "^"), (punct(","), "punct"), (punct("”"), "punct"))
            else:
                q = self.marks(c, m.pick([",", ",", ",", "?", "!"]) if american else "")
                if not american:
                    q = join((q, "^"), (punct(","), "punct"))
            cue = self.cue(s, m.chance(0.4))
            if m.chance(0.12):
                v = m.pick(["add", "say", "note", "warn", "claim", "insist"])
                ger = join(
                    (word(m.verbs[v]["G"], "VERB", v, "VerbForm=Ger"), "^"),
                    (join((word("that", "SCONJ"), "mark"), (m.clause(True, 14), "^")), "ccomp"),
                )
                comma = [(punct(","), "punct>2")] if cue[-1].form != "," else []
                cue = join((cue, "^"), *comma, (ger, "advcl"))
            return self.stop(join((q, "^"), (cue, "parataxis")))
        if roll < 0.40:  # “Q1,” X said, “Q2”
            c = m.clause(False)
            places = [i for i, w in enumerate(c) if w.form == "," and 1 < i < len(c) - 2]
            root = next(i for i, w in enumerate(c) if w.head < 0)
            places += [
                i
                for i in range(2, len(c) - 1)
                if c[i].pos in ("ADP", "SCONJ", "CCONJ")
                and i > root
                and sum(1 for k, w in enumerate(c) if w.head >= 0 and (k < i) != (w.head < i)) <= 2
            ]
            if not places:
                return None
            return self.stop(self.insert(c, m.pick(places), self.cue(s, m.chance(0.3)), m.chance(0.6)))
        if roll < 0.60:  # X said that Q
            v = m.pick(THAT)
            if m.chance(0.25):
                np = self.pronoun(number)
            verb = self.verb(v, number)
            extra = self.extras()
            c = m.clause(True)
            if m.chance(0.55):
                c = join((word("that", "SCONJ"), "mark"), (c, "^"))
            return self.stop(join((np, "nsubj"), (verb, "^"), *extra, (c, "ccomp")))
        if roll < 0.66:  # X told Y that Q
            c = m.clause(True)
            if m.chance(0.7):
                c = join((word("that", "SCONJ"), "mark"), (c, "^"))
            who = self.listener()
            if m.chance(0.3):
                np = self.pronoun(number)
            return self.stop(
                join(
                    (np, "nsubj"),
                    (word("told", "VERB", "tell", FIN["D"].format(n=number)), "^"),
                    (who, "iobj"),
                    *self.extras()[:1],
                    (c, "ccomp"),
                )
            )
        if roll < 0.73:  # X said: “Q” · X said, “Q”
            cue = self.cue(s, False)
            return self.stop(
                join(
                    (cue, "^"),
                    (punct(m.pick([":", ","])), "punct>2" if m.chance(0.5) else "punct"),
                    (self.marks(m.words_of()), "ccomp"),
                )
            )
        if roll < 0.80:  # According to X, Q
            to = word("to", "ADP")
            src = join(
                (
                    join(
                        (
                            word("according", "VERB", "accord", "VerbForm=Ger".replace("Ger", "Part") + "|Tense=Pres"),
                            "^",
                        ),
                        (to, "fixed"),
                    ),
                    "case",
                ),
                (np, "^"),
            )
            c = m.clause(True)
            if m.chance(0.5):
                return self.stop(join((src, "obl>2"), (punct(","), "punct>2"), (c, "^")))
            comma = [(punct(","), "punct")] if m.chance(0.7) else []
            return self.stop(join((c, "^"), *comma, (src, "obl")))
        if roll < 0.86:  # X denied the report · the report was denied by X
            v = m.pick(OVER)
            obj = join(
                (self.det(m.pick(["the", "a"])), "det"),
                (
                    self.noun(
                        m.pick(
                            [
                                "report",
                                "plan",
                                "decision",
                                "deal",
                                "claim",
                                "strike",
                                "withdrawal",
                                "reform",
                                "proposal",
                                "ruling",
                                "measure",
                                "bill",
                            ]
                        )
                    ),
                    "^",
                ),
            )
            if m.chance(0.25):
                agent = join((word("by", "ADP"), "case"), (np, "^"))
                return self.stop(
                    join(
                        (obj, "nsubj:pass"),
                        (word("was", "AUX", "be", FIN["D"].format(n="Sing")), "aux:pass"),
                        (word(m.verbs[v]["N"], "VERB", v, "Tense=Past|VerbForm=Part"), "^"),
                        (agent, "obl:agent"),
                    )
                )
            return self.stop(join((np, "nsubj"), (self.verb(v, number), "^"), (obj, "obj"), *self.extras()[:1]))
        if roll < 0.91:  # Q, X said
            c = m.clause(True)
            if m.chance(0.4):
                np = self.pronoun(number)
            cue = join(
                (np, "nsubj"),
                (self.verb(m.pick(["say", "say", "add", "note", "report", "warn", "announce"]), number), "^"),
                *self.extras(),
            )
            return self.stop(join((c, "^"), (punct(","), "punct"), (cue, "parataxis")))
        if roll < 0.95:  # X: Q (headline)
            c = m.clause(True, 14)
            return join((np, "^"), (punct(":"), "punct>2"), (c, "parataxis"))
        if np[-1].form == ",":
            return None
        # X, adding that Q
        v = m.pick(["add", "say", "note", "warn", "claim", "insist", "argue", "stress"])
        ger = join(
            (word(m.verbs[v]["G"], "VERB", v, "VerbForm=Ger"), "^"),
            (join((word("that", "SCONJ"), "mark"), (m.clause(True, 14), "^")), "ccomp"),
        )
        return self.stop(
            join(
                (np, "nsubj"),
                (self.verb(m.pick(THAT), number), "^"),
                (join((word("that", "SCONJ"), "mark"), (m.clause(True, 14), "^")), "ccomp"),
                (punct(","), "punct>4"),
                (ger, "advcl"),
            )
        )
