"""Whole sentences: each of the ways in which the press reports speech."""

from __future__ import annotations

from training.quotations.french.reported import Reported
from training.quotations.french.words import AVOIR, FORMS, OVER, THAT, VOWEL
from training.quotations.parts import Part, join, punct, word


class French(Reported):
    def sentence(self) -> Part | None:
        m = self.m
        roll = m.rng.random()
        s = self.speaker()
        np, number, g = s
        if roll < 0.29:  # « Q », a dit X.
            q = self.open_quote(m.words_of())
            cue = self.cue(s, True)
            if m.chance(0.18):  # …, ajoutant que Q2
                comma = [(punct(","), "punct>2")] if cue[-1].form != "," and m.chance(0.85) else []
                cue = join((cue, "^"), *comma, (self.gerund(), "advcl"))
            elif m.chance(0.06):  # … et ajouté que Q2
                more = join(
                    (word("et", "CCONJ"), "cc"),
                    (
                        self.verb(m.pick(["ajouter", "expliquer", "préciser", "assurer"]), number, g, compound=False),
                        "^",
                    ),
                    (self.that(m.clause(True, 14)), "ccomp"),
                )
                cue = join((cue, "^"), (more, "conj"))
            parts: list[tuple[Part, str]] = [(q, "^"), (cue, "parataxis")]
            if not m.chance(0.1):
                parts = [(q, "^"), (punct(","), "punct>2"), (cue, "parataxis")]
            return self.stop(join(*parts))
        if roll < 0.38:  # « Q1, a-t-il dit, Q2 »
            c = m.words_of()
            cut = self.cut(c)
            if cut is None:
                return None
            cue = self.cue(s, True)
            return self.stop(self.insert(c, cut, cue, m.chance(0.7)))
        if roll < 0.52:  # X a dit que Q
            v = m.pick([x for x in THAT if x in m.verbs])
            verb = self.verb(v, number, g)
            if m.chance(0.25):
                np = self.free_pronoun(self.pronoun(number, g))
            content = self.that(m.clause(True))
            p = join((np, "nsubj"), (verb, "^"), *self.extras(), (content, "ccomp"))
            if m.chance(0.12):
                p = join((p, "^"), (punct(","), "punct"), (self.gerund(), "advcl"))
            return self.stop(p)
        if roll < 0.60:  # X a dit : « Q »
            cue = self.cue(s, False)
            q = self.marks(m.words_of()) if m.chance(0.85) else m.clause(False)
            return self.stop(join((cue, "^"), (punct(":"), "punct>2"), (q, "ccomp")))
        if roll < 0.67:  # Selon X, Q · Q, selon X
            prep = word(m.pick(["selon", "selon", "selon", "pour"]), "ADP")
            src = join((prep, "case"), (np, "^"))
            q = m.clause(True)
            if m.chance(0.5):
                return self.stop(join((src, "obl>2"), (punct(","), "punct>0"), (q, "^")))
            return self.stop(join((q, "^"), (punct(","), "punct>2"), (src, "obl")))
        if roll < 0.72:  # comme l'a dit X, Q
            v = m.pick(
                [
                    "dire",
                    "annoncer",
                    "affirmer",
                    "réclamer",
                    "demander",
                    "expliquer",
                    "rappeler",
                    "souligner",
                    "confirmer",
                    "rapporter",
                    "indiquer",
                ]
            )
            obj = word("l'", "PRON", "le", "Number=Sing|Person=3|PronType=Prs")
            verb = self.verb(v, number, g, compound=True, obj=obj)
            c = join((word("comme", "SCONJ"), "mark"), (verb, "^"), (np, "nsubj"))
            q = m.clause(True)
            if m.chance(0.5):
                return self.stop(join((c, "advcl>2"), (punct(","), "punct>0"), (q, "^")))
            return self.stop(join((q, "^"), (punct(","), "punct>2"), (c, "advcl")))
        if roll < 0.735:  # Q, ce qu'a confirmé X · ce que dément X
            verb = self.verb(
                m.pick(
                    [
                        "confirmer",
                        "démentir",
                        "dire",
                        "affirmer",
                        "contester",
                        "nier",
                        "annoncer",
                        "rapporter",
                        "expliquer",
                        "assurer",
                    ]
                ),
                number,
                g,
            )
            que = word("qu'" if verb[0].form[0] in VOWEL else "que", "PRON", "que", "PronType=Rel")
            rel = join((que, "obj"), (verb, "^"), (np, "nsubj"))
            ce = join((word("ce", "PRON", "ce", "Number=Sing|Person=3|PronType=Dem"), "^"), (rel, "acl:relcl"))
            return self.stop(join((m.clause(True), "^"), (punct(","), "punct>2"), (ce, "appos")))
        if roll < 0.75:  # Tandis que X affirme que Q1, Y précise que Q2
            who, n2, g2 = self.speaker()
            left = join(
                (join((word(m.pick(["tandis", "alors"]), "SCONJ"), "^"), (word("que", "SCONJ"), "fixed")), "mark"),
                (np, "nsubj"),
                (self.verb(m.pick(["affirmer", "assurer", "dire", "estimer", "soutenir"]), number, g), "^"),
                (self.that(m.clause(True, 14)), "ccomp"),
            )
            return self.stop(
                join(
                    (left, "advcl>3"),
                    (punct(","), "punct>0"),
                    (who, "nsubj>3"),
                    (self.verb(m.pick(["préciser", "affirmer", "répondre", "expliquer"]), n2, g2), "^"),
                    (self.that(m.clause(True, 14)), "ccomp"),
                )
            )
        if roll < 0.79:  # X a démenti/annoncé + nom
            v = m.pick([x for x in OVER if x in m.verbs])
            noun, og = m.pick(
                [
                    ("retrait", "m"),
                    ("décision", "f"),
                    ("départ", "m"),
                    ("accord", "m"),
                    ("attaque", "f"),
                    ("information", "f"),
                    ("enquête", "f"),
                    ("violences", "f"),
                    ("hausse", "f"),
                    ("mesure", "f"),
                    ("plan", "m"),
                    ("loi", "f"),
                    ("réforme", "f"),
                    ("mort", "f"),
                    ("report", "m"),
                    ("licenciement", "m"),
                    ("arrivée", "f"),
                    ("victoire", "f"),
                ]
            )
            plural = noun.endswith("ces")
            det = "les" if plural else "l'" if noun[0] in VOWEL else "la" if og == "f" else "le"
            obj = join(
                (self.det(det, og, "Plur" if plural else "Sing"), "det"),
                (self.noun(noun, og, "Plur" if plural else "Sing", "violence" if plural else None), "^"),
            )
            if m.chance(0.4):
                de, name = self.of(self.place())
                obj = join((obj, "^"), (join((de, "case"), (name, "^")), "nmod"))
            if m.chance(0.35):  # passive: a été démenti par X
                agent = join((word("par", "ADP"), "case"), (np, "^"))
                t = m.pick("PIC")
                aux = word(
                    AVOIR[t][1 if plural else 0], "AUX", "avoir", FORMS[t].format(n="Plur" if plural else "Sing")
                )
                form = m.verbs[v]["K"] + ("e" if og == "f" else "") + ("s" if plural else "")
                part = word(
                    form,
                    "VERB",
                    v,
                    f"Gender={'Fem' if og == 'f' else 'Masc'}|Number={'Plur' if plural else 'Sing'}|Tense=Past|VerbForm=Part",
                )
                return self.stop(
                    join(
                        (obj, "nsubj:pass"),
                        (aux, "aux"),
                        (word("été", "AUX", "être", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"), "aux:pass"),
                        (part, "^"),
                        *self.extras()[:1],
                        (agent, "obl:agent"),
                    )
                )
            return self.stop(join((np, "nsubj"), (self.verb(v, number, g), "^"), *self.extras()[:1], (obj, "obj")))
        if roll < 0.82:  # X : « Q » (titre)
            q = self.marks(m.clause(False, 14))
            if m.chance(0.5):
                return join((np, "^"), (punct(":"), "punct>2"), (q, "parataxis"))
            return join((q, "^"), (punct(","), "punct>2"), (self.cue(s, True), "parataxis"))
        if roll < 0.87:  # Q, que dit X (le document, qui affirme que Q, ...)
            v = m.pick([x for x in THAT if x in m.verbs])
            verb = self.verb(v, number, g)
            rel = join(
                (word("qui", "PRON", "qui", "PronType=Rel"), "nsubj"),
                (verb, "^"),
                (self.that(m.clause(True, 14)), "ccomp"),
            )
            if np[-1].form == ",":
                return None
            subj = join((np, "^"), (punct(","), "punct>2"), (rel, "acl:relcl"), (punct(","), "punct>2"))
            v2 = self.verb(m.pick([x for x in THAT if x in m.verbs]), number, g)
            return self.stop(join((subj, "nsubj"), (v2, "^"), (self.that(m.clause(True, 14)), "ccomp")))
        if roll < 0.91:  # Avant d'ajouter : « Q » · Et d'ajouter : « Q »
            v = m.pick(["ajouter", "préciser", "conclure", "lancer", "rappeler", "insister", "poursuivre", "expliquer"])
            inf = word(v, "VERB", v, "VerbForm=Inf")
            de = word("d'" if v[0] in VOWEL else "de", "ADP", "de")
            lead = m.pick(["avant", "et"])
            head = join(
                (word(lead, "ADP" if lead == "avant" else "CCONJ"), "mark" if lead == "avant" else "cc"),
                (de, "mark"),
                (inf, "^"),
            )
            return self.stop(join((head, "^"), (punct(":"), "punct>2"), (self.marks(m.clause(False)), "ccomp")))
        if roll < 0.95:  # écrit dans une lettre X : cue with its place before the subject
            q = self.open_quote(m.clause(False))
            v = self.verb(
                m.pick(["écrire", "affirmer", "annoncer", "expliquer", "préciser", "déclarer", "indiquer", "assurer"]),
                number,
                g,
            )
            noun, ng = m.pick(
                [
                    ("lettre", "f"),
                    ("communiqué", "m"),
                    ("rapport", "m"),
                    ("message", "m"),
                    ("missive", "f"),
                    ("tribune", "f"),
                    ("tweet", "m"),
                ]
            )
            det = m.pick(["une", "cette", "sa", "ladite"]) if ng == "f" else m.pick(["un", "ce", "son", "ledit"])
            lemma = {"une": "un", "un": "un", "cette": "ce", "ce": "ce", "sa": "son", "son": "son"}.get(det, "ledit")
            where = join(
                (word("dans", "ADP"), "case"),
                (word(det, "DET", lemma, f"Gender={'Fem' if ng == 'f' else 'Masc'}|Number=Sing"), "det"),
                (self.noun(noun, ng), "^"),
            )
            return self.stop(
                join((q, "^"), (punct(","), "punct>2"), (join((v, "^"), (where, "obl"), (np, "nsubj")), "parataxis"))
            )
        # Interrogé par X, Y a dit que Q
        who = self.speaker()
        if who[0][-1].form == "," or np[-1].form == ",":
            return None
        asked = join(
            (
                word(
                    "interrogée" if g == "f" else "interrogé",
                    "VERB",
                    "interroger",
                    f"Gender={'Fem' if g == 'f' else 'Masc'}|Number=Sing|Tense=Past|VerbForm=Part",
                ),
                "^",
            ),
            (join((word("par", "ADP"), "case"), (who[0], "^")), "obl:agent"),
        )
        v = self.verb(m.pick([x for x in THAT if x in m.verbs]), number, g)
        return self.stop(
            join(
                (asked, "advcl>3"),
                (punct(","), "punct>0"),
                (np, "nsubj>3"),
                (v, "^"),
                (self.that(m.clause(True)), "ccomp"),
            )
        )
