"""The French grammar of made quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.quotations import Part, flat, join, named, punct, word

if TYPE_CHECKING:
    from training.quotations import Maker

SPEECH = [
    "dire",
    "déclarer",
    "affirmer",
    "annoncer",
    "expliquer",
    "préciser",
    "indiquer",
    "ajouter",
    "assurer",
    "souligner",
    "estimer",
    "juger",
    "confirmer",
    "rappeler",
    "rapporter",
    "raconter",
    "confier",
    "répondre",
    "demander",
    "démentir",
    "dénoncer",
    "regretter",
    "reconnaître",
    "insister",
    "lancer",
    "marteler",
    "écrire",
    "conclure",
    "commenter",
    "constater",
    "promettre",
    "prévenir",
    "avertir",
    "poursuivre",
    "nuancer",
    "révéler",
    "avouer",
    "répéter",
    "soutenir",
    "prétendre",
    "espérer",
    "penser",
    "croire",
    "admettre",
    "noter",
    "observer",
    "relever",
    "témoigner",
    "ironiser",
    "tweeter",
    "réagir",
    "saluer",
    "déplorer",
    "résumer",
    "renchérir",
    "rétorquer",
    "répliquer",
    "glisser",
    "détailler",
    "argumenter",
    "plaider",
    "proposer",
    "suggérer",
    "critiquer",
    "tonner",
    "tempérer",
    "réclamer",
    "exiger",
    "signaler",
    "certifier",
    "jurer",
    "alerter",
    "informer",
    "évoquer",
    "considérer",
    "craindre",
    "supposer",
    "imaginer",
    "trancher",
    "s'interroger",
    "justifier",
    "reprendre",
    "garantir",
    "concéder",
    "arguer",
    "avancer",
    "menacer",
    "fustiger",
    "contester",
    "réfuter",
    "nier",
    "souhaiter",
    "vouloir",
    "titrer",
    "publier",
    "communiquer",
    "prédire",
    "pronostiquer",
    "prévoir",
]
THAT = [
    v
    for v in SPEECH
    if v
    not in [
        "demander",
        "dénoncer",
        "lancer",
        "poursuivre",
        "ironiser",
        "réagir",
        "saluer",
        "fustiger",
        "critiquer",
        "reprendre",
        "évoquer",
        "s'interroger",
        "vouloir",
        "tonner",
        "tempérer",
        "titrer",
        "publier",
        "communiquer",
        "contester",
        "exiger",
        "réclamer",
        "proposer",
        "souhaiter",
        "craindre",
        "plaider",
        "menacer",
        "commenter",
        "démentir",
        "nier",
    ]
] + ["démentir", "nier"]
OVER = [
    "annoncer",
    "démentir",
    "confirmer",
    "dénoncer",
    "évoquer",
    "saluer",
    "déplorer",
    "regretter",
    "critiquer",
    "contester",
    "révéler",
    "réclamer",
    "exiger",
    "proposer",
    "rapporter",
    "fustiger",
    "condamner",
    "demander",
    "promettre",
]
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

ROLES_M = [
    "ministre",
    "porte-parole",
    "président",
    "maire",
    "directeur",
    "secrétaire",
    "député",
    "sénateur",
    "procureur",
    "avocat",
    "préfet",
    "commissaire",
    "colonel",
    "général",
    "chef",
    "patron",
    "responsable",
    "représentant",
    "chercheur",
    "économiste",
    "médecin",
    "entraîneur",
    "capitaine",
    "sélectionneur",
    "journaliste",
    "écrivain",
    "philosophe",
    "pompier",
    "témoin",
    "habitant",
    "syndicaliste",
    "analyste",
    "expert",
    "professeur",
    "ambassadeur",
    "chancelier",
    "roi",
    "pape",
    "évêque",
    "juge",
    "gendarme",
    "policier",
    "manifestant",
    "voisin",
    "historien",
    "ingénieur",
    "conseiller",
    "candidat",
    "opposant",
    "militant",
]
ROLES_F = [
    "ministre",
    "porte-parole",
    "présidente",
    "maire",
    "directrice",
    "secrétaire",
    "députée",
    "sénatrice",
    "procureure",
    "avocate",
    "préfète",
    "commissaire",
    "générale",
    "cheffe",
    "patronne",
    "responsable",
    "représentante",
    "chercheuse",
    "économiste",
    "médecin",
    "capitaine",
    "journaliste",
    "philosophe",
    "témoin",
    "habitante",
    "syndicaliste",
    "analyste",
    "professeure",
    "ambassadrice",
    "chancelière",
    "reine",
    "juge",
    "policière",
    "manifestante",
    "voisine",
    "historienne",
    "conseillère",
    "candidate",
    "militante",
]
TITLES_M = [
    "M.",
    "Me",
    "Mgr",
    "Dr",
    "Pr",
    "le général",
    "le colonel",
    "le président",
    "le ministre",
    "le capitaine",
    "le professeur",
    "le docteur",
    "le député",
    "le sénateur",
    "le maire",
    "le juge",
    "le procureur",
    "le pape",
    "le roi",
    "le commissaire",
    "l'avocat",
    "l'économiste",
    "l'historien",
    "l'ancien ministre",
    "le Premier ministre",
    "le sergent",
    "le commandant",
    "le prince",
    "le père",
    "le chanteur",
    "l'acteur",
]
TITLES_F = [
    "Mme",
    "Me",
    "Dr",
    "Mlle",
    "la présidente",
    "la ministre",
    "la députée",
    "la sénatrice",
    "la maire",
    "la juge",
    "la procureure",
    "l'avocate",
    "l'économiste",
    "l'historienne",
    "l'ancienne ministre",
    "la Première ministre",
    "la chancelière",
    "la reine",
    "la chanteuse",
    "l'actrice",
]
DOMAINS = [
    "Intérieur",
    "Défense",
    "Économie",
    "Santé",
    "Justice",
    "Culture",
    "Travail",
    "Agriculture",
    "Éducation",
    "Environnement",
    "Transports",
    "Finances",
    "Affaires étrangères",
    "Logement",
    "Sports",
    "Transition écologique",
]
OFFICES = [
    "gouvernement",
    "parti",
    "syndicat",
    "groupe",
    "club",
    "ministère",
    "conseil",
    "comité",
    "département",
    "tribunal",
    "mouvement",
    "collectif",
    "hôpital",
    "festival",
    "constructeur",
    "fonds",
]
ADJ = [
    "américain",
    "français",
    "allemand",
    "russe",
    "irakien",
    "iranien",
    "britannique",
    "israélien",
    "chinois",
    "belge",
    "suisse",
    "canadien",
    "italien",
    "espagnol",
    "ukrainien",
    "turc",
    "japonais",
    "algérien",
    "marocain",
    "tunisien",
    "sénégalais",
    "malien",
    "brésilien",
    "indien",
    "local",
    "régional",
    "socialiste",
    "écologiste",
]
BODIES = [
    ("", "Matignon", "m"), ("", "Bercy", "m"), ("", "Beauvau", "m"), ("l'", "Élysée", "m"), ("le", "Pentagone", "m"), ("le", "Kremlin", "m"),
    ("la", "Maison Blanche", "f"), ("la", "Maison-Blanche", "f"), ("l'", "ONU", "f"), ("l'", "Otan", "f"), ("l'", "OMS", "f"), ("la", "CGT", "f"), ("la", "CFDT", "f"),
    ("l'", "AFP", "f"), ("", "Reuters", "m"), ("le", "FBI", "m"), ("la", "CIA", "f"), ("l'", "Unicef", "m"), ("le", "Hezbollah", "m"), ("le", "Hamas", "m"),
    ("le", "PS", "m"), ("le", "RN", "m"), ("la", "SNCF", "f"), ("la", "RATP", "f"), ("EDF", "", "m"), ("la", "FIFA", "f"), ("l'", "UEFA", "f"), ("le", "PSG", "m"),
    ("le", "Vatican", "m"), ("la", "Croix-Rouge", "f"), ("l'", "UE", "f"), ("le", "FMI", "m"), ("la", "BCE", "f"), ("l'", "Insee", "m"), ("le", "Medef", "m"),
    ("", "Washington", "m"), ("", "Moscou", "m"), ("", "Téhéran", "m"), ("", "Berlin", "m"), ("", "Pékin", "m"), ("", "Bruxelles", "f"), ("", "Bagdad", "m"), ("", "Paris", "m"), ("", "Londres", "m"), ("", "Kiev", "m"),
    ("", "Greenpeace", "m"), ("", "Amnesty International", "m"), ("", "Human Rights Watch", "m"), ("", "Airbus", "m"), ("", "Renault", "m"), ("", "Google", "m"), ("", "Facebook", "m"), ("", "Twitter", "m"),
    ("le", "Quai d'Orsay", "m"), ("la", "Commission européenne", "f"), ("le", "Parlement européen", "m"), ("le", "Conseil constitutionnel", "m"), ("le", "Conseil d'État", "m"), ("la", "Cour des comptes", "f"), ("l'", "Assemblée nationale", "f"), ("le", "Sénat", "m"), ("le", "Conseil de sécurité", "m"),
    ("le", "Monde", "m"), ("le", "Figaro", "m"), ("", "Libération", "f"), ("", "BFMTV", "f"), ("", "France Info", "f"), ("", "CNN", "f"), ("le", "New York Times", "m"), ("", "Mediapart", "m"), ("l'", "agence Reuters", "f"),
    ("la", "Ligue des droits de l'homme", "f"), ("les", "Républicains", "p"), ("l'", "État islamique", "m"), ("les", "États-Unis", "p"), ("la", "France", "f"), ("l'", "Iran", "m"), ("l'", "Allemagne", "f"), ("la", "Russie", "f"), ("Israël", "", "m"), ("l'", "Ukraine", "f"),
]  # fmt: skip
SEATS = [("le", "ministère", "m"), ("le", "parquet", "m"), ("la", "préfecture", "f"), ("la", "mairie", "f"), ("le", "tribunal", "m"), ("l'", "université", "f"), ("l'", "hôpital", "m"), ("le", "barreau", "m"), ("la", "cour d'appel", "f"), ("l'", "ambassade", "f"), ("la", "région", "f"), ("le", "conseil régional", "m"), ("l'", "académie", "f"), ("la", "préfecture de police", "f"), ("la", "Banque", "f"), ("l'", "agence régionale de santé", "f"), ("la", "fédération", "f"), ("le", "syndicat", "m")]  # fmt: skip
VOWEL = "aeiouyhâàéèêëîïôùûAEIOUYHÂÀÉÈÊËÎÏÔÙÛŒœ"
FORMS = {"P": "Mood=Ind|Number={n}|Person=3|Tense=Pres|VerbForm=Fin", "I": "Mood=Ind|Number={n}|Person=3|Tense=Imp|VerbForm=Fin", "J": "Mood=Ind|Number={n}|Person=3|Tense=Past|VerbForm=Fin", "F": "Mood=Ind|Number={n}|Person=3|Tense=Fut|VerbForm=Fin", "C": "Mood=Cnd|Number={n}|Person=3|Tense=Pres|VerbForm=Fin"}  # fmt: skip
AVOIR = {"P": ("a", "ont"), "I": ("avait", "avaient"), "C": ("aurait", "auraient")}
ETRE = {"P": ("est", "sont"), "I": ("était", "étaient"), "C": ("serait", "seraient")}


class French:
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
                body = [w if w.head < 0 else _shift(w, -1) for w in body]
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
                tail = join((de, "case"), ([_unnamed(w) for w in name], "^"))
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

    # ------------------------------------------------------------- verbs

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
                    rest = [_shift(w, -1) if w.head >= 0 else w for w in np[1:]]
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

    # ------------------------------------------------------------- sentences

    def marks(self, p: Part) -> Part:
        root = next(i for i, w in enumerate(p) if w.head < 0)
        del root
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
        shift_right = 0
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
        del shift_right
        return out


def _projective(c: Part, at: int) -> bool:
    return sum(1 for i, w in enumerate(c) if w.head >= 0 and (i < at) != (w.head < at)) <= 2


def _moved(w, head, dep):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(w, head=head, dep=dep or w.dep)


def _shift(w, by):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(w, head=w.head + by)


def _unnamed(w):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(w, name="O")
