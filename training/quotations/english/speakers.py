"""Who speaks: titles, roles, bodies and names put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.quotations.english.words import ADJ, BODIES, OFFICES, PLACES, ROLES, TITLES
from training.quotations.parts import Part, flat, join, named, punct, word

if TYPE_CHECKING:
    from training.quotations.maker import Maker


class Speakers:
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
