"""Who speaks: titles, roles, bodies and names put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.quotations.french.words import (
    ADJ,
    BODIES,
    DOMAINS,
    OFFICES,
    ROLES_F,
    ROLES_M,
    SEATS,
    TITLES_F,
    TITLES_M,
    VOWEL,
)
from training.quotations.parts import Part, flat, join, named, punct, shifted, unnamed, word

if TYPE_CHECKING:
    from training.quotations.maker import Maker


class Speakers:
    AND = ("et", "mais", "et", "car", "donc")

    def __init__(self, maker: Maker) -> None:
        self.m = maker

    # ------------------------------------------------------------- noun phrases

    def det(self, form: str, gender: str, number: str = "Sing") -> Part:
        kind = "Ind" if form in ("un", "une", "des") else "Def"
        g = f"Gender={'Fem' if gender == 'f' else 'Masc'}|" if form not in ("l'", "les", "des") else ""
        lemma = "un" if kind == "Ind" else "le"
        return word(form, "DET", lemma, f"Definite={kind}|{g}Number={number}|PronType=Art")

    def noun(self, form: str, gender: str, number: str = "Sing", lemma: str | None = None) -> Part:
        return word(form, "NOUN", lemma, f"Gender={'Fem' if gender == 'f' else 'Masc'}|Number={number}")

    def place(self) -> Part:
        return flat(self.m.pick(self.m.names["LOC"]), "LOC")

    def of(self, name: Part) -> tuple[Part, Part]:
        """`de` or `d'` before a name."""
        return word("d'" if name[0].form[0] in VOWEL else "de", "ADP", "de"), name

    def role(self, gender: str, article: bool = True) -> Part:
        """`le ministre de la Santé`, `porte-parole du gouvernement`: a function and whose it is."""
        m = self.m
        noun = self.noun(m.pick(ROLES_F if gender == "f" else ROLES_M), gender)
        parts: list[tuple[Part, str]] = [(noun, "^")]
        if m.chance(0.15):
            adj = word(
                ("ancienne" if gender == "f" else "ancien"),
                "ADJ",
                "ancien",
                f"Gender={'Fem' if gender == 'f' else 'Masc'}|Number=Sing",
            )
            parts.insert(0, (adj, "amod"))
        roll = m.rng.random()
        if roll < 0.25:
            d = m.pick(DOMAINS).split()
            plural = d[0].endswith("s")
            if plural:
                tail = join(
                    (word("des", "ADP", "de", "Definite=Def|Number=Plur|PronType=Art"), "case"), (flat(d, None), "^")
                )
            elif d[0][0] in VOWEL:
                tail = join(
                    (word("de", "ADP"), "case"),
                    (word("l'", "DET", "le", "Definite=Def|Number=Sing|PronType=Art"), "det"),
                    (flat(d, None), "^"),
                )
            else:
                tail = join((word("de", "ADP"), "case"), (self.det("la", "f"), "det"), (flat(d, None), "^"))
            parts.append((tail, "nmod"))
        elif roll < 0.5:
            office = self.noun(m.pick(OFFICES), "m")
            if office[0].form[0] in VOWEL:
                tail = join(
                    (word("de", "ADP"), "case"),
                    (word("l'", "DET", "le", "Definite=Def|Number=Sing|PronType=Art"), "det"),
                    (office, "^"),
                )
            else:
                tail = join(
                    (word("du", "ADP", "de", "Definite=Def|Gender=Masc|Number=Sing|PronType=Art"), "case"),
                    (office, "^"),
                )
            parts.append((tail, "nmod"))
        elif roll < 0.65:
            de, name = self.of(self.place())
            parts.append((join((de, "case"), (name, "^")), "nmod"))
        elif roll < 0.85:
            a = m.pick(ADJ)
            form = a + "e" if gender == "f" and not a.endswith("e") else a
            form = {
                "italiene": "italienne",
                "iraniene": "iranienne",
                "irakiene": "irakienne",
                "canadiene": "canadienne",
                "israéliene": "israélienne",
                "ukrainiene": "ukrainienne",
                "algériene": "algérienne",
                "tunisiene": "tunisienne",
                "maliene": "malienne",
                "brésiliene": "brésilienne",
                "indiene": "indienne",
                "turce": "turque",
                "locale": "locale",
            }.get(form, form)
            parts.append((word(form, "ADJ", a, f"Gender={'Fem' if gender == 'f' else 'Masc'}|Number=Sing"), "amod"))
        elif roll < 0.93:
            body = self.body()[0]
            if body[0].pos == "DET" and body[0].form in ("le", "les"):
                body = body[1:]
                body = [w if w.head < 0 else shifted(w, -1) for w in body]
                de = word("du", "ADP", "de", "Definite=Def|Gender=Masc|Number=Sing|PronType=Art")
            else:
                de = word("d'" if body[0].form[0] in VOWEL else "de", "ADP", "de")
            parts.append((join((de, "case"), (body, "^")), "nmod"))
        if article:
            first = parts[0][0][0].form
            form = "l'" if first[0] in VOWEL and first != "haut" else ("la" if gender == "f" else "le")
            if m.chance(0.2):
                form = "une" if gender == "f" else "un"
            parts.insert(0, (self.det(form, gender), "det"))
        return join(*parts)

    def body(self) -> tuple[Part, str]:
        m = self.m
        if m.chance(0.3):
            det, noun, g = m.pick(SEATS)
            nouns = noun.split()
            head: Part = self.noun(nouns[0], g)
            if len(nouns) > 1:
                rest = " ".join(nouns[1:])
                if rest.startswith(("de ", "d'")):
                    cut = rest.split("de ", 1)[1] if rest.startswith("de ") else rest[2:]
                    head = join(
                        (head, "^"),
                        (
                            join(
                                (word("de" if rest.startswith("de ") else "d'", "ADP", "de"), "case"),
                                (self.noun(cut.split()[0], "f"), "^"),
                            ),
                            "nmod",
                        ),
                    )
                    if len(cut.split()) > 1:
                        return self.body()
                else:
                    parts: list[tuple[Part, str]] = [(head, "^"), (word(nouns[1], "ADJ", None, "Number=Sing"), "amod")]
                    if len(nouns) == 4:
                        parts.append((join((word("de", "ADP"), "case"), (self.noun(nouns[3], "f"), "^")), "nmod"))
                    head = join(*parts)
            if nouns[0] == "ministère":
                d = m.pick([x for x in DOMAINS if not x.endswith("s") and " " not in x])
                det2 = "l'" if d[0] in VOWEL else "la"
                tail = join((word("de", "ADP"), "case"), (self.det(det2, "f"), "det"), (flat([d], None), "^"))
            elif noun == "préfecture de police":
                tail = None
            else:
                de, name = self.of(self.place())
                tail = join((de, "case"), ([unnamed(w) for w in name], "^"))
            np = named(join((head, "^"), (tail, "nmod")), "ORG") if tail else named(head, "ORG")
            return join((self.det(det, g), "det"), (np, "^")), "Sing"
        if m.chance(0.25) and m.names["ORG"]:
            tokens = m.pick(m.names["ORG"])
            np = flat(tokens, "ORG")
            if m.chance(0.6):
                det = "l'" if tokens[0][0] in VOWEL else m.pick(["le", "la"])
                return join((self.det(det, "f" if det == "la" else "m"), "det"), (np, "^")), "Sing"
            return np, "Sing"
        if m.chance(0.12):  # a city, as a club or a capital that speaks
            return flat(m.pick(m.names["LOC"]), "ORG" if m.chance(0.5) else "LOC"), "Sing"
        det, name, g = m.pick(BODIES)
        if not name:
            det, name = "", det
        tokens = name.replace("d'", "d' ").replace("l'", "l' ").split()
        if any(t[0].islower() or t in ("d'", "l'") for t in tokens):
            np = self._institution(tokens, g)
        else:
            np = flat(tokens, None)
        np = named(
            np,
            "ORG"
            if name
            not in (
                "France",
                "Iran",
                "Allemagne",
                "Russie",
                "Israël",
                "Ukraine",
                "États-Unis",
                "Paris",
                "Berlin",
                "Londres",
                "Moscou",
                "Téhéran",
                "Bagdad",
                "Pékin",
                "Kiev",
                "Washington",
                "Bruxelles",
            )
            else "LOC",
        )
        number = "Plur" if g == "p" else "Sing"
        if det:
            np = join((self.det(det, "f" if g == "f" else "m", number), "det"), (np, "^"))
        return np, number

    def _institution(self, tokens: list[str], g: str) -> Part:
        """`Commission européenne`, `Conseil d'État`, `Ligue des droits de l'homme`."""
        head = self.noun(tokens[0], g, lemma=tokens[0].lower())
        if tokens[0] == "agence" or (len(tokens) == 2 and tokens[1][0].isupper()):
            return join((head, "^"), (flat([tokens[1]], None), "nmod"))
        if len(tokens) == 2:
            return join((head, "^"), (word(tokens[1], "ADJ", None, "Number=Sing"), "amod"))
        if tokens[0] == "New":
            return flat(tokens, None)
        case = word(tokens[1], "ADP", "de")
        if len(tokens) == 3:
            pos = "PROPN" if tokens[2][0].isupper() else "NOUN"
            return join((head, "^"), (join((case, "case"), (word(tokens[2], pos), "^")), "nmod"))
        if len(tokens) == 6:
            inner = join(
                (word(tokens[3], "ADP", "de"), "case"),
                (word(tokens[4], "DET", "le", "Definite=Def|Number=Sing|PronType=Art"), "det"),
                (word(tokens[5], "NOUN"), "^"),
            )
            return join(
                (head, "^"),
                (
                    join(
                        (case, "case"),
                        (word(tokens[2], "NOUN", "droit", "Gender=Masc|Number=Plur"), "^"),
                        (inner, "nmod"),
                    ),
                    "nmod",
                ),
            )
        return flat(tokens, None)

    def speaker(self) -> tuple[Part, str, str]:
        """Who speaks: words, number, gender."""
        m = self.m
        if m.chance(0.3):
            return m.subject()
        if m.chance(0.03):
            one, two = self.speaker(), self.speaker()
            if one[0][-1].form != "," and len(one[0]) + len(two[0]) < 16:
                return join((one[0], "^"), (join((word("et", "CCONJ"), "cc"), (two[0], "^")), "conj")), "Plur", "m"
        roll = m.rng.random()
        g = m.pick("mf")
        if roll < 0.16:
            return flat(m.person(), "PER"), "Sing", g
        if roll < 0.34:
            name = m.person() if m.chance(0.7) else [m.person()[-1]]
            title = m.pick(TITLES_F if g == "f" else TITLES_M)
            tokens = title.replace("l'", "l' ").split()
            np = flat(name, "PER")
            if len(tokens) == 1:
                return (
                    join(
                        (
                            word(title, "NOUN", title.lower(), f"Gender={'Fem' if g == 'f' else 'Masc'}|Number=Sing"),
                            "^",
                        ),
                        (np, "nmod"),
                    ),
                    "Sing",
                    g,
                )
            noun = self.noun(tokens[-1], g)
            parts: list[tuple[Part, str]] = [(noun, "^"), (np, "nmod")]
            if len(tokens) == 3:
                parts.insert(0, (word(tokens[1], "ADJ", None, "Number=Sing"), "amod"))
            return join((self.det(tokens[0], g), "det"), *parts), "Sing", g
        if roll < 0.46:  # le ministre de l'Intérieur Jean Dupont · le ministre …, Jean Dupont,
            role, name = self.role(g), flat(m.person(), "PER")
            if m.chance(0.55):
                tail = [(punct(","), "punct>3")] if m.chance(0.6) else []
                return (
                    join(
                        (role, "^"),
                        (punct(","), "punct>2"),
                        (name, "appos"),
                        *([] if not tail else [(punct(","), "punct>2")]),
                    ),
                    "Sing",
                    g,
                )
            return join((role, "^"), (name, "appos" if m.chance(0.25) else "nmod")), "Sing", g
        if roll < 0.58:  # Jean Dupont, porte-parole du gouvernement(,)
            name, role = flat(m.person(), "PER"), self.role(g, m.chance(0.2))
            if m.chance(0.15):
                inner = word(str(m.rng.randint(18, 80)), "NUM")
                role = join((inner, "nummod"), (word("ans", "NOUN", "an", "Gender=Masc|Number=Plur"), "^"))
            if m.chance(0.2):
                return (
                    join(
                        (name, "^"),
                        (punct("("), "punct>2"),
                        (flat(m.pick(m.names["ORG"]), "ORG"), "appos"),
                        (punct(")"), "punct>2"),
                    ),
                    "Sing",
                    g,
                )
            parts = [(name, "^"), (punct(","), "punct>2"), (role, "appos")]
            if m.chance(0.5):
                parts.append((punct(","), "punct>2"))
            return join(*parts), "Sing", g
        if roll < 0.70:
            return self.role(g), "Sing", g
        if roll < 0.74:
            plural = m.pick(
                [
                    "sources|f",
                    "responsables|m",
                    "témoins|m",
                    "experts|m",
                    "autorités|f",
                    "avocats|m",
                    "syndicats|m",
                    "organisateurs|m",
                    "élus|m",
                    "médias|m",
                    "policiers|m",
                    "manifestants|m",
                    "médecins|m",
                    "habitants|m",
                ]
            )
            form, pg = plural.split("|")
            det = m.pick(["les", "des", "plusieurs", "deux", "trois"])
            d = (
                self.det(det, pg, "Plur")
                if det in ("les", "des")
                else word(det, "NUM" if det != "plusieurs" else "DET", det, "Number=Plur")
            )
            parts = [
                (d, "det" if det in ("les", "des", "plusieurs") else "nummod"),
                (self.noun(form, pg, "Plur", form[:-1]), "^"),
            ]
            if m.chance(0.4):
                parts.append(
                    (word({"m": "militaires", "f": "militaires"}[pg], "ADJ", "militaire", "Number=Plur"), "amod")
                )
            return join(*parts), "Plur", pg
        if roll < 0.80:  # documents
            noun, dg = m.pick(
                [
                    ("lettre", "f"),
                    ("rapport", "m"),
                    ("communiqué", "m"),
                    ("document", "m"),
                    ("étude", "f"),
                    ("texte", "m"),
                    ("article", "m"),
                    ("enquête", "f"),
                    ("missive", "f"),
                    ("sondage", "m"),
                    ("quotidien", "m"),
                    ("journal", "m"),
                    ("chaîne", "f"),
                ]
            )
            det = "l'" if noun[0] in VOWEL else ("la" if dg == "f" else "le")
            if m.chance(0.3):
                det = "une" if dg == "f" else "un"
            return join((self.det(det, dg), "det"), (self.noun(noun, dg), "^")), "Sing", dg
        np, number = self.body()
        return np, number, "m"
