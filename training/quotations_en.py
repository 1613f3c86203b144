"""The English grammar of made quotations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.quotations import Part, flat, join, named, punct, word

if TYPE_CHECKING:
    from training.quotations import Maker

THAT = [
    "say",
    "say",
    "say",
    "announce",
    "claim",
    "deny",
    "confirm",
    "warn",
    "insist",
    "explain",
    "argue",
    "note",
    "admit",
    "acknowledge",
    "report",
    "state",
    "declare",
    "predict",
    "suggest",
    "believe",
    "think",
    "hope",
    "assert",
    "contend",
    "reply",
    "respond",
    "write",
    "tweet",
    "stress",
    "emphasize",
    "promise",
    "vow",
    "concede",
    "conclude",
    "reveal",
    "disclose",
    "allege",
    "observe",
    "maintain",
    "complain",
    "joke",
    "estimate",
    "fear",
    "agree",
    "testify",
    "caution",
    "boast",
    "recall",
    "add",
]
DIRECT = [
    "say",
    "say",
    "say",
    "say",
    "add",
    "explain",
    "warn",
    "insist",
    "write",
    "tweet",
    "argue",
    "reply",
    "respond",
    "declare",
    "note",
    "ask",
    "continue",
    "recount",
    "joke",
    "quip",
    "lament",
    "recall",
    "admit",
    "conclude",
    "state",
    "complain",
    "testify",
    "shout",
    "wonder",
    "announce",
    "repeat",
    "counter",
    "remark",
    "observe",
    "stress",
]
OVER = [
    "announce",
    "deny",
    "confirm",
    "reject",
    "condemn",
    "criticize",
    "praise",
    "welcome",
    "denounce",
    "dismiss",
    "report",
    "propose",
    "demand",
    "predict",
    "reveal",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ROLES = [
    "spokesman",
    "spokeswoman",
    "minister",
    "president",
    "mayor",
    "director",
    "secretary",
    "senator",
    "prosecutor",
    "lawyer",
    "attorney",
    "officer",
    "colonel",
    "general",
    "chief",
    "executive",
    "researcher",
    "economist",
    "doctor",
    "coach",
    "captain",
    "manager",
    "journalist",
    "writer",
    "witness",
    "resident",
    "analyst",
    "expert",
    "professor",
    "ambassador",
    "judge",
    "officer",
    "protester",
    "neighbor",
    "historian",
    "adviser",
    "candidate",
    "official",
    "scientist",
    "teacher",
    "governor",
    "chairman",
    "leader",
    "sheriff",
    "detective",
    "farmer",
    "student",
    "owner",
    "engineer",
]
TITLES = [
    "President",
    "Sen.",
    "Rep.",
    "Gov.",
    "Gen.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Prime Minister",
    "Judge",
    "Prof.",
    "Lt.",
    "Capt.",
    "Mayor",
    "Secretary",
    "Defense Secretary",
    "Justice",
    "Pope",
    "Senator",
    "Sir",
    "Chancellor",
    "Ambassador",
    "Police Chief",
    "Professor",
    "Attorney General",
    "Detective",
    "Coach",
    "Lord",
    "Judge",
]
WHAT = ["Defense", "State", "Health", "Justice", "Education", "Energy", "Treasury", "Commerce"]
OFFICES = [
    "government",
    "company",
    "party",
    "union",
    "group",
    "club",
    "ministry",
    "council",
    "committee",
    "department",
    "court",
    "agency",
    "university",
    "hospital",
    "bank",
    "team",
    "school",
    "foundation",
    "army",
    "navy",
    "police",
    "board",
    "association",
    "institute",
]
ADJ = [
    "American",
    "French",
    "German",
    "Russian",
    "Iraqi",
    "Iranian",
    "British",
    "Israeli",
    "Chinese",
    "Canadian",
    "Italian",
    "Spanish",
    "Ukrainian",
    "Turkish",
    "Japanese",
    "Syrian",
    "Egyptian",
    "Indian",
    "Brazilian",
    "local",
    "federal",
    "senior",
    "former",
    "top",
    "military",
    "regional",
    "conservative",
    "Democratic",
    "Republican",
    "anonymous",
]
BODIES = [
    ("the", "Pentagon"), ("the", "White House"), ("the", "Kremlin"), ("the", "U.N."), ("the", "United Nations"), ("", "NATO"), ("the", "FBI"), ("the", "CIA"), ("", "Congress"), ("the", "Senate"), ("the", "European Union"), ("the", "E.U."),
    ("the", "State Department"), ("the", "Justice Department"), ("the", "Supreme Court"), ("the", "Federal Reserve"), ("the", "World Bank"), ("the", "Vatican"), ("the", "Taliban"), ("", "Hezbollah"), ("", "Hamas"), ("the", "New York Times"), ("", "Reuters"), ("the", "Associated Press"), ("", "CNN"), ("the", "BBC"), ("", "Google"), ("", "Apple"), ("", "Microsoft"), ("", "Facebook"), ("", "Twitter"), ("", "Boeing"), ("", "General Motors"), ("", "Greenpeace"), ("", "Amnesty International"), ("", "Human Rights Watch"),
    ("the", "Labour Party"), ("the", "Conservative Party"), ("the", "Republican Party"), ("the", "Home Office"), ("", "Downing Street"), ("", "Scotland Yard"), ("", "Manchester United"), ("", "Arsenal"), ("", "FIFA"), ("the", "NFL"), ("the", "Red Cross"), ("", "Goldman Sachs"), ("", "Parliament"), ("the", "House of Commons"), ("the", "Bank of England"), ("the", "Department of Defense"), ("the", "University of Michigan"), ("the", "Ministry of Defence"), ("the", "Centers for Disease Control"),
    ("", "Washington"), ("", "Moscow"), ("", "Tehran"), ("", "Beijing"), ("", "London"), ("", "Iran"), ("", "Israel"), ("", "Russia"), ("", "China"), ("", "Germany"), ("", "France"), ("the", "United States"), ("the", "U.S."),
]  # fmt: skip
PLACES = {
    "Washington",
    "Moscow",
    "Tehran",
    "Beijing",
    "London",
    "Iran",
    "Israel",
    "Russia",
    "China",
    "Germany",
    "France",
    "United States",
    "U.S.",
}
FIN = {
    "D": "Mood=Ind|Number={n}|Person=3|Tense=Past|VerbForm=Fin",
    "Z": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}


class English:
    AND = ("and", "but", "and", "so")

    def __init__(self, maker: Maker) -> None:
        self.m = maker

    def det(self, form: str) -> Part:
        kind = "Ind" if form in ("a", "an") else "Def"
        return word(form, "DET", {"an": "a"}.get(form, form), f"Definite={kind}|PronType=Art")

    def noun(self, form: str, plural: bool = False) -> Part:
        return word(form, "NOUN", form[:-1] if plural else form, f"Number={'Plur' if plural else 'Sing'}")

    def proper(self, tokens: list[str], kind: str | None, compound: bool = False) -> Part:
        """A name; of institutions the last word governs (`State` compound of `Department`), of persons the first."""
        p = flat(tokens, kind)
        for w in p:
            w.feats = "Number=Sing"
        if compound and len(p) > 1:
            last = len(p) - 1
            p = [replace(w, head=last if i < last else -1, dep="compound") for i, w in enumerate(p)]
        return p

    def place(self) -> Part:
        return self.proper(self.m.pick(self.m.names["LOC"]), "LOC")

    def role(self, article: bool = True) -> Part:
        m = self.m
        parts: list[tuple[Part, str]] = []
        if m.chance(0.35):
            a = m.pick(ADJ)
            parts.append((word(a, "ADJ", a if a[0].isupper() else None, "Degree=Pos"), "amod"))
        if m.chance(0.3):
            o = m.pick(OFFICES)
            parts.append((self.noun(o), "compound"))
        elif m.chance(0.2):
            parts.append((self.body(False)[0], "compound"))
        parts.append((self.noun(m.pick(ROLES)), "^"))
        roll = m.rng.random()
        if roll < 0.15:
            parts.append((join((word("of", "ADP"), "case"), (self.place(), "^")), "nmod"))
        elif roll < 0.35:
            inner, _ = self.body()
            parts.append((join((word("for", "ADP"), "case"), (inner, "^")), "nmod"))
        elif roll < 0.5:
            parts.append(
                (
                    join(
                        (word(m.pick(["of", "at", "for"]), "ADP"), "case"),
                        (self.det("the"), "det"),
                        (self.noun(m.pick(OFFICES)), "^"),
                    ),
                    "nmod",
                )
            )
        if article:
            first = parts[0][0][0].form
            form = m.pick(["the", "the", "a"])
            if form == "a" and first[0] in "aeiouAEIO":
                form = "an"
            parts.insert(0, (self.det(form), "det"))
        return join(*parts)

    def body(self, article: bool = True) -> tuple[Part, str]:
        m = self.m
        if m.chance(0.3):
            tokens = m.pick(m.names["ORG"])
            np = self.proper(tokens, "ORG", True)
            if article and m.chance(0.4):
                np = join((self.det("the"), "det"), (np, "^"))
            return np, "Sing"
        if m.chance(0.1):
            return self.proper(m.pick(m.names["LOC"]), m.pick(["ORG", "LOC"])), "Sing"
        det, name = m.pick(BODIES)
        tokens = name.split()
        if "of" in tokens or "for" in tokens:
            at = next(i for i, t in enumerate(tokens) if t in ("of", "for"))
            left, right = self.proper(tokens[:at], None, True), self.proper(tokens[at + 1 :], None, True)
            np = named(join((left, "^"), (join((word(tokens[at], "ADP"), "case"), (right, "^")), "nmod")), "ORG")
        else:
            np = self.proper(tokens, "LOC" if name in PLACES else "ORG", True)
        if det and article:
            np = join((self.det(det), "det"), (np, "^"))
        return np, "Sing"

    def speaker(self) -> tuple[Part, str]:
        m = self.m
        if m.chance(0.25):
            return m.subject()[:2]
        roll = m.rng.random()
        if roll < 0.2:
            return self.proper(m.person(), "PER"), "Sing"
        if roll < 0.36:
            name = m.person() if m.chance(0.65) else [m.person()[-1]]
            title = m.pick(TITLES).split()
            p = flat([*title, *name], None)
            tags = flat(name, "PER")
            for i, w in enumerate(p):
                w.feats = "Number=Sing"
                w.name = "O" if i < len(title) else tags[i - len(title)].name
            if len(title) == 2:  # Prime Minister X: compound inside the title, the name flat on it
                p[0] = replace(p[0], head=1, dep="compound")
                p[1] = replace(p[1], head=-1)
                p[2:] = [replace(w, head=1) for w in p[2:]]
            return p, "Sing"
        if roll < 0.46:  # the minister, John Smith, · Company president John Smith
            name = self.proper(m.person(), "PER")
            if m.chance(0.4):
                return join((self.role(False), "compound"), (name, "^")), "Sing"
            tail = [(punct(","), "punct>2")] if m.chance(0.7) else []
            return join((self.role(), "^"), (punct(","), "punct>2"), (name, "appos"), *tail), "Sing"
        if roll < 0.60:
            name = self.proper(m.person(), "PER")
            roll2 = m.rng.random()
            if roll2 < 0.12:
                return join(
                    (name, "^"),
                    (punct(","), "punct>2"),
                    (
                        word(str(m.rng.randint(18, 90)), "NUM", None, ["NumForm=Digit", "NumType=Card"][1]),
                        "appos",
                    ),
                    (punct(","), "punct>2"),
                ), "Sing"
            if roll2 < 0.25:
                party = self.proper(m.pick(m.names["LOC"]), "LOC")
                return join(
                    (name, "^"),
                    (punct(","), "punct>4"),
                    (word(m.pick("DRR"), "PROPN"), "nmod>4"),
                    (punct("-"), "punct>4"),
                    (party, "nmod"),
                    (punct(","), "punct>4"),
                ), "Sing"
            tail = [(punct(","), "punct>2")] if m.chance(0.8) else []
            return join((name, "^"), (punct(","), "punct>2"), (self.role(m.chance(0.6)), "appos"), *tail), "Sing"
        if roll < 0.72:
            return self.role(), "Sing"
        if roll < 0.78:
            form = m.pick(
                [
                    "officials",
                    "witnesses",
                    "experts",
                    "authorities",
                    "lawyers",
                    "critics",
                    "organizers",
                    "protesters",
                    "doctors",
                    "residents",
                    "analysts",
                    "prosecutors",
                    "sources",
                    "scientists",
                    "researchers",
                    "opponents",
                    "supporters",
                ]
            )
            lemma = {"witnesses": "witness", "authorities": "authority"}.get(form, form[:-1])
            parts: list[tuple[Part, str]] = [(word(form, "NOUN", lemma, "Number=Plur"), "^")]
            if m.chance(0.5):
                a = m.pick(ADJ)
                parts.insert(0, (word(a, "ADJ", a if a[0].isupper() else None, "Degree=Pos"), "amod"))
            if m.chance(0.3):
                parts.insert(
                    0, (word(m.pick(["two", "three", "some", "several", "many"]), "ADJ", None, "Degree=Pos"), "amod")
                )
            return join(*parts), "Plur"
        if roll < 0.84:
            noun = m.pick(
                [
                    "letter",
                    "report",
                    "statement",
                    "document",
                    "study",
                    "article",
                    "memo",
                    "newspaper",
                    "magazine",
                    "complaint",
                    "poll",
                    "police",
                    "survey",
                ]
            )
            if noun == "police":
                return word("police", "NOUN", "police", "Number=Plur"), "Plur"
            return join((self.det(m.pick(["the", "a"])), "det"), (self.noun(noun), "^")), "Sing"
        return self.body()

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
            put(mark(self.m.pick([",", ",", "."]) if False else ","), "q", q, "punct")
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
