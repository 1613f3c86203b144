"""A source of made sentences for one language."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from training.quotations.clauses import clause, finish, lists, subjects
from training.quotations.parts import Part, join, punct, word
from training.treebanks import WRITTEN, Tree


class Maker:
    """A source of made sentences for one language."""

    def __init__(self, language: str, trees: list[Tree], gazetteer: Counter, verbs: Path, rng: random.Random) -> None:
        self.rng = rng
        self.names = lists(gazetteer)
        self.clauses = [c for t in trees if t.origin in WRITTEN and (c := clause(t))]
        self.subjects = [np for t in trees if t.origin in WRITTEN for np in subjects(t)]
        self.verbs: dict[str, dict[str, str]] = json.loads(verbs.read_text(encoding="utf-8"))
        if language == "fr":
            from training.quotations.french.sentences import French as Grammar
        else:
            from training.quotations.english.sentences import English as Grammar  # type: ignore[assignment]
        self.grammar = Grammar(self)

    def pick(self, xs):  # type: ignore[no-untyped-def]
        return self.rng.choice(xs)

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def person(self) -> list[str]:
        """A person's name; first names and surnames are shuffled so that none is learned by heart."""
        a, b = self.pick(self.names["PER"]), self.pick(self.names["PER"])
        name = [a[0], *b[1:]] if self.chance(0.7) else list(a)
        if self.chance(0.06):
            name.insert(1, self.pick("ABCDEFGHJLMPRSTVW") + ".")
        if self.chance(0.04):
            name[-1] = name[-1] + "-" + self.pick(self.names["PER"])[-1]
        return name

    def clause(self, finite: bool = True, longest: int = 28) -> Part:
        """The words of somebody, without final stop."""
        while True:
            c, ok = self.pick(self.clauses)
            if (ok or not finite) and len(c) <= longest:
                return [replace(w) for w in c]

    def words_of(self) -> Part:
        """What somebody is quoted with: a clause, or several run together, perhaps shortened by `(...)`."""
        c = self.clause(False, 34)
        while self.chance(0.22) and len(c) < 40:
            more = self.clause(True, 20)
            link = self.rng.random()
            if link < 0.5:
                c = join((c, "^"), (punct(","), "punct>2"), (more, "conj"))
            else:
                conj = self.pick(self.grammar.AND)
                c = join((c, "^"), (join((word(conj, "CCONJ"), "cc"), (more, "^")), "conj"))
        if self.chance(0.03):
            c = join((c, "^"), (punct("(...)"), "punct"))
        return c

    def subject(self) -> tuple[Part, str, str]:
        """A noun phrase that is a subject in a treebank, its number and gender."""
        np, number, gender = self.pick(self.subjects)
        return [replace(w) for w in np], number, gender

    def documents(self, n: int) -> list[Tree]:
        """`n` made sentences."""
        out = []
        while len(out) < n:
            p = self.grammar.sentence()
            if p and len(p) < 90:
                out.append(finish(p))
        return out
