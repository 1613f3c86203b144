"""Sentences made by grammar, for what treebanks lack: reported speech as the press writes it.

A clause of a treebank becomes the words of somebody: quoted, reported with *que*, cut by an incise, opened by
*selon*. Who speaks is built from titles, roles, bodies and names (WikiANN's, as a list); the verb is any of
the class, in any tense, its subject before or behind it. All of it comes with its tree and its names.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from training.treebanks import WRITTEN, Tree, Word

Part = list[Word]


def word(form: str, pos: str, lemma: str | None = None, feats: str = "", name: str = "O") -> Part:
    """One word, a root of its own."""
    if lemma is None:
        lemma = form if pos == "PROPN" else form.lower()
    return [Word(form, lemma, pos, feats, -1, "", True, name)]


def join(*parts: tuple[Part, str]) -> Part:
    """Parts side by side; the one labelled `^` governs the others, each by its label. `label>k` hangs on part k's root."""
    out: Part = []
    starts = []
    for p, _ in parts:
        starts.append(len(out))
        shift = len(out)
        out += [replace(w, head=w.head + shift if w.head >= 0 else -1) for w in p]
    roots = [next(i for i in range(s, s + len(p)) if out[i].head < 0) for s, (p, _) in zip(starts, parts, strict=True)]
    main = next(r for r, (_, label) in zip(roots, parts, strict=True) if label == "^")
    for r, (_, label) in zip(roots, parts, strict=True):
        if label == "^":
            continue
        if ">" in label:
            label, k = label.split(">")
            out[r] = replace(out[r], head=roots[int(k)], dep=label)
        else:
            out[r] = replace(out[r], head=main, dep=label)
    return out


def punct(form: str) -> Part:
    return word(form, "PUNCT")


def flat(tokens: list[str], kind: str | None, pos: str = "PROPN") -> Part:
    """A name of several words, the first governing."""
    n = len(tokens)
    tags = ["O"] * n
    if kind:
        tags = [f"S-{kind}"] if n == 1 else [f"B-{kind}", *[f"I-{kind}"] * (n - 2), f"E-{kind}"]
    return [Word(t, t, pos, "", -1 if i == 0 else 0, "flat", True, tags[i]) for i, t in enumerate(tokens)]


def named(p: Part, kind: str) -> Part:
    """The whole part marked as one name."""
    n = len(p)
    tags = [f"S-{kind}"] if n == 1 else [f"B-{kind}", *[f"I-{kind}"] * (n - 2), f"E-{kind}"]
    return [replace(w, name=t) for w, t in zip(p, tags, strict=True)]


def lists(gazetteer: Counter) -> dict[str, list[list[str]]]:
    """Names by kind that look like names: capitals throughout, letters only."""
    out: dict[str, list[list[str]]] = {"PER": [], "ORG": [], "LOC": [], "MISC": []}
    for (tokens, kind), _ in sorted(gazetteer.items()):
        ts = list(tokens)
        if len(ts) > 3 or any(not t[:1].isupper() or not t.replace("-", "").replace("'", "").isalpha() for t in ts):
            continue
        if kind == "PER" and (len(ts) < 2 or any(t.isupper() for t in ts)):
            continue
        if any(len(t) < 2 for t in ts):
            continue
        out[kind].append(ts)
    return out


class Maker:
    """A source of made sentences for one language."""

    def __init__(self, language: str, trees: list[Tree], gazetteer: Counter, verbs: Path, rng: random.Random) -> None:
        self.rng = rng
        self.names = lists(gazetteer)
        self.clauses = [c for t in trees if t.origin in WRITTEN and (c := clause(t))]
        self.subjects = [np for t in trees if t.origin in WRITTEN for np in subjects(t)]
        self.verbs: dict[str, dict[str, str]] = json.loads(verbs.read_text(encoding="utf-8"))
        if language == "fr":
            from training.quotations_fr import French as Grammar
        else:
            from training.quotations_en import English as Grammar  # type: ignore[assignment]
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


def finish(p: Part) -> Tree:
    words = [replace(w) for w in p]
    for w in words:
        if w.head < 0:
            w.dep = "root"
    first = next((w for w in words if w.form[:1].isalpha()), None)
    if first and words.index(first) < 3 and first.pos != "PROPN":
        first.form = first.form[0].upper() + first.form[1:]
    return Tree(words, "made")


def subjects(t: Tree) -> list[tuple[Part, str, str]]:
    """The short noun phrases that are subjects in a tree."""
    out = []
    for i, w in enumerate(t.words):
        if w.dep not in ("nsubj", "nsubj:pass") or w.pos != "NOUN":
            continue
        inside = {i}
        grown = True
        while grown:
            grown = False
            for k, v in enumerate(t.words):
                if k not in inside and v.head in inside:
                    inside.add(k)
                    grown = True
        a, b = min(inside), max(inside) + 1
        if (
            b - a != len(inside)
            or b - a > 9
            or any(t.words[k].dep in ("acl:relcl", "conj", "parataxis") for k in inside)
        ):
            continue
        if t.words[a].pos not in ("DET", "ADJ", "NUM", "NOUN") or any(t.words[k].pos == "PUNCT" for k in inside):
            continue
        p = [replace(t.words[k], head=t.words[k].head - a if k != i else -1) for k in range(a, b)]
        if p[0].pos != "PROPN":
            p[0].form = p[0].form[0].lower() + p[0].form[1:]
        p[-1].space = True
        number = "Plur" if "Number=Plur" in w.feats else "Sing"
        out.append((p, number, "f" if "Gender=Fem" in w.feats else "m"))
    return out


def clause(t: Tree) -> tuple[Part, bool] | None:
    """A tree's words as somebody's, and whether its verb is finite with a subject."""
    words = t.words
    if not 4 <= len(words) <= 40 or words[-1].form not in (".", "!", "?", "…"):
        return None
    if any(w.form in ('"', "«", "»", "“", "”", "``", "''", "(", ")", ":") for w in words):
        return None
    last = len(words) - 1
    if any(w.head == last for w in words):
        return None
    kept = [replace(w) for w in words[:-1]]
    root = next((i for i, w in enumerate(kept) if w.head < 0), None)
    if root is None:
        return None
    if kept[0].pos != "PROPN" and kept[0].form not in ("I",) and not kept[0].form.isupper():
        kept[0].form = kept[0].form[0].lower() + kept[0].form[1:]
    finite = any(w.head == root and w.dep.startswith(("nsubj", "expl")) for w in kept) and any(
        (i == root or (w.head == root and w.dep in ("aux", "cop", "aux:pass")))
        and ("Mood=Ind" in w.feats or "Mood=Cnd" in w.feats)
        for i, w in enumerate(kept)
    )
    return kept, finite
