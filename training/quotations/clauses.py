"""What made sentences take from treebanks and lists of names: clauses, subjects, names by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from training.quotations.parts import Part
from training.treebanks import Tree


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
