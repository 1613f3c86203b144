"""What is done: reporting verbs in any tense, with their pronouns and circumstances."""

from __future__ import annotations

from training.quotations.french.speakers import Speakers
from training.quotations.french.words import AVOIR, DAYS, FORMS
from training.quotations.parts import Part, flat, join, punct, shifted, word


class Verbs(Speakers):
    def verb(
        self,
        lemma: str,
        number: str,
        gender: str,
        compound: bool | None = None,
        clitic: str | None = None,
        obj: Part | None = None,
    ) -> Part:
        """A finite verb, simple or compound, perhaps with its pronoun behind (`a-t-il dit`) or an object clitic before."""
        m = self.m
        forms = m.verbs[lemma]
        n = 0 if number == "Sing" else 1
        if compound is None:
            compound = m.chance(0.6)
        hang: list[tuple[Part, str]] = []
        pron = None
        if clitic:
            pron = clitic
        if compound:
            tense = m.rng.choices("PIC", [8, 2, 0.6])[0]
            aux_form = AVOIR[tense][n]
            aux = word(aux_form, "AUX", "avoir", FORMS[tense].format(n=number))
            part = word(forms["K"], "VERB", lemma, "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")
            parts: list[tuple[Part, str]] = [(aux, "aux")]
            if pron:
                parts.append((self.hung(pron, aux_form), "nsubj"))
            if m.chance(0.14):
                parts.append(
                    (
                        word(
                            m.pick(
                                [
                                    "également",
                                    "notamment",
                                    "ensuite",
                                    "pourtant",
                                    "finalement",
                                    "aussi",
                                    "toutefois",
                                    "déjà",
                                    "récemment",
                                    "immédiatement",
                                    "ainsi",
                                ]
                            ),
                            "ADV",
                        ),
                        "advmod",
                    )
                )
            if m.chance(0.06):
                inner = m.rng.random()
                if inner < 0.35:
                    who = self.free_pronoun(pron or ("elle" if gender == "f" else "lui"))
                    who[0].form = {"il": "lui", "ils": "eux"}.get(who[0].form, who[0].form)
                    mid = join((join((word("quant", "ADV"), "^"), (word("à", "ADP"), "fixed")), "case"), (who, "^"))
                elif inner < 0.6:
                    mid = join(
                        (word("de", "ADP"), "case"),
                        (word("son", "DET", "son", "Gender=Masc|Number=Sing|Poss=Yes|PronType=Prs"), "det"),
                        (word("côté", "NOUN", None, "Gender=Masc|Number=Sing"), "^"),
                    )
                elif inner < 0.8:
                    mid = self.noun(m.pick(DAYS), "m")
                else:
                    mid = join((word("par", "ADP"), "^"), (word("ailleurs", "ADV"), "fixed"))
                if m.chance(0.6):
                    mid = join((punct(","), "punct"), (mid, "^"), (punct(","), "punct"))
                parts.append((mid, "obl" if inner < 0.8 else "advmod"))
            parts.append((part, "^"))
            if obj:
                parts.insert(0, (obj, "obj"))
            return join(*parts)
        tense = m.rng.choices("PIJFC", [8, 3, 1.5, 0.4, 0.4])[0]
        key = f"{tense}3{'sp'[n]}"
        if key not in forms:
            tense, key = "P", f"P3{'sp'[n]}"
        form = forms[key]
        v = word(form, "VERB", lemma, FORMS[tense].format(n=number))
        if pron:
            hang = [(self.hung(pron, form), "nsubj")]
        parts = [(v, "^"), *hang]
        if obj:
            parts.insert(0, (obj, "obj"))
        return join(*parts)

    def hung(self, pron: str, before: str) -> Part:
        form = ("-t-" if before[-1] in "aec" and before[-1] != "t" else "-") + pron
        if before[-1] in "dt":
            form = "-" + pron
        number = "Plur" if pron.endswith("s") else "Sing"
        gender = "Fem" if pron.startswith("elle") else "Masc"
        lemma = {"ils": "il", "elles": "elle"}.get(pron, pron)
        return word(form, "PRON", lemma, f"Gender={gender}|Number={number}|Person=3|PronType=Prs")

    def pronoun(self, number: str, gender: str) -> str:
        return ("elle" if gender == "f" else "il") + ("s" if number == "Plur" else "")

    def free_pronoun(self, pron: str) -> Part:
        number = "Plur" if pron.endswith("s") else "Sing"
        gender = "Fem" if pron.startswith("elle") else "Masc"
        return word(
            pron,
            "PRON",
            {"ils": "il", "elles": "elle"}.get(pron, pron),
            f"Gender={gender}|Number={number}|Person=3|PronType=Prs",
        )

    def extras(self) -> list[tuple[Part, str]]:
        """`lundi`, `à l'AFP`, `sur Twitter`, `dans un communiqué`."""
        m = self.m
        out: list[tuple[Part, str]] = []
        if m.chance(0.25):
            day = self.noun(m.pick(DAYS), "m")
            if m.chance(0.3):
                day = join(
                    (day, "^"),
                    (word(m.pick(["matin", "soir", "après-midi"]), "NOUN", None, "Gender=Masc|Number=Sing"), "nmod"),
                )
            out.append((day, "obl"))
        if m.chance(0.3):
            roll = m.rng.random()
            if roll < 0.3:
                np, number = self.body()
                if np[0].form in ("le", "les") and np[0].pos == "DET":
                    rest = [shifted(w, -1) if w.head >= 0 else w for w in np[1:]]
                    out.append(
                        (
                            join(
                                (
                                    word(
                                        "au" if np[0].form == "le" else "aux",
                                        "ADP",
                                        "à",
                                        f"Definite=Def|Number={number}|PronType=Art",
                                    ),
                                    "case",
                                ),
                                (rest, "^"),
                            ),
                            "obl",
                        )
                    )
                else:
                    out.append((join((word("à", "ADP"), "case"), (np, "^")), "obl"))
            elif roll < 0.5:
                out.append(
                    (
                        join(
                            (word("à", "ADP"), "case"),
                            (self.det("la", "f"), "det"),
                            (self.noun(m.pick(["presse", "télévision", "radio", "tribune"]), "f"), "^"),
                        ),
                        "obl",
                    )
                )
            elif roll < 0.65:
                site = flat(
                    [
                        m.pick(
                            [
                                "Twitter",
                                "Facebook",
                                "BFMTV",
                                "RTL",
                                "CNN",
                                "LCI",
                                "X",
                                "Instagram",
                                ["France", "2"][0],
                            ]
                        )
                    ],
                    "ORG",
                )
                out.append((join((word("sur", "ADP"), "case"), (site, "^")), "obl"))
            elif roll < 0.85:
                noun, g = m.pick(
                    [
                        ("communiqué", "m"),
                        ("lettre", "f"),
                        ("entretien", "m"),
                        ("tweet", "m"),
                        ("interview", "f"),
                        ("déclaration", "f"),
                        ("message", "m"),
                        ("discours", "m"),
                    ]
                )
                det = word(
                    m.pick(["un", "son", "ce"]) if g == "m" else m.pick(["une", "sa", "cette"]),
                    "DET",
                    "un",
                    f"Gender={'Fem' if g == 'f' else 'Masc'}|Number=Sing",
                )
                det[0].lemma = {"un": "un", "une": "un", "son": "son", "sa": "son", "ce": "ce", "cette": "ce"}[
                    det[0].form
                ]
                out.append(
                    (
                        join(
                            (word(m.pick(["dans", "lors de", "par"]).split()[0], "ADP"), "case"),
                            (det, "det"),
                            (self.noun(noun, g), "^"),
                        ),
                        "obl",
                    )
                )
            else:
                det = word("des", "ADP", "de", "Definite=Def|Number=Plur|PronType=Art")
                out.append(
                    (
                        join(
                            (word("devant", "ADP"), "case"),
                            (self.det("les", "m", "Plur"), "det"),
                            (self.noun("journalistes", "m", "Plur", "journaliste"), "^"),
                        ),
                        "obl",
                    )
                )
                del det
        m.rng.shuffle(out)
        return out
