"""Treebank files to sentences with one label scheme.

The label map (`DEPS`, `FEATS`): subtypes that the treebanks use differently are merged into their type
(obl:mod, obl:arg → obl; parataxis:insert → parataxis; flat:name, flat:foreign → flat; expl:subj … → expl;
aux:tense, aux:caus → aux; …). Kept: acl:relcl, aux:pass, nsubj:pass, obl:agent and, in English, nmod:poss,
compound:prt. Contractions (`du`, `aux`) are one token with the preposition's place in the tree; `auquel` has the
pronoun's. An English contraction is split where its parts spell it. Features that the treebanks mark
differently (Voice, Typo, ExtPos …) are dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

KEEP = {"acl:relcl", "aux:pass", "nsubj:pass", "obl:agent", "nmod:poss", "compound:prt"}
SPECIAL = {"reparandum": "dep", "csubj:pass": "csubj", "goeswith": "flat", "list": "parataxis", "compound": "compound"}
FEATS = {
    "Gender", "Number", "Person", "Mood", "Tense", "VerbForm", "PronType", "Definite", "Poss", "Reflex", "Polarity",
    "NumType", "Number[psor]", "Person[psor]", "Case", "Degree",
}  # fmt: skip

# Trained on: nothing marked NC. Sequoia dev and EWT dev are for measuring.
FRENCH = ["fr_sequoia-ud-train", "fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test", "fr_rhapsodie-ud-train", "fr_parisstories-ud-train"]  # fmt: skip
ENGLISH = ["en_ewt-ud-train"]
WRITTEN = {"fr_sequoia-ud-train", "fr_gsd-ud-dev", "fr_pud-ud-test", "en_ewt-ud-train"}
DEV = {"fr": "fr_sequoia-ud-dev", "en": "en_ewt-ud-dev"}


# The treebanks have *il*, *lui* and *soi* for these; each keeps its own form here. (English has them so already.)
SUBJECTS = {
    "il": "il", "ils": "il", "elle": "elle", "elles": "elle", "on": "on", "l'on": "on", "je": "je", "j'": "je", "tu": "tu",
    "nous": "nous", "vous": "vous", "ce": "ce", "c'": "ce", "se": "se", "s'": "se",
}  # fmt: skip


@dataclass
class Word:
    """A token with its place in the tree; `head` counts from 0, -1 for a root. `name` is a BIO tag or None."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    space: bool = True
    name: str | None = None


@dataclass
class Tree:
    """A sentence, and the file it is from."""

    words: list[Word]
    origin: str = ""
    paragraph: bool = False
    features: bool = True
    text: str = ""
    marks: dict[str, int] = field(default_factory=dict)


def dep(label: str) -> str:
    """The label that we use for a treebank's."""
    if label in KEEP:
        return label
    return SPECIAL.get(label, SPECIAL.get(label.split(":")[0], label.split(":")[0]))


def feats(text: str) -> str:
    """A treebank's features without those that are not marked alike everywhere."""
    if text == "_":
        return ""
    return "|".join(f for f in text.split("|") if f.split("=")[0] in FEATS)


def read(path: Path) -> list[Tree]:
    """The sentences of a CoNLL-U file."""
    out = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        tree = _sentence(block, path.stem)
        if tree:
            out.append(tree)
    return out


def load(data: Path, names: list[str]) -> list[Tree]:
    """Several treebanks."""
    return [t for n in names for t in read(data / "treebanks" / f"{n}.conllu")]


def _sentence(block: str, origin: str) -> Tree | None:
    rows: list[list[str]] = []
    ranges: dict[int, tuple[int, str, bool]] = {}
    paragraph = False
    text = ""
    for line in block.split("\n"):
        if line.startswith("#"):
            paragraph = paragraph or line.startswith(("# newpar", "# newdoc"))
            if line.startswith("# text = "):
                text = line[9:]
            continue
        cells = line.split("\t")
        if len(cells) < 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:
            a, b = cells[0].split("-")
            ranges[int(a)] = (int(b), cells[1], "SpaceAfter=No" not in cells[9])
        else:
            rows.append(cells)
    if not rows:
        return None
    new: dict[int, int] = {0: -1}
    words: list[Word] = []
    i = 1
    n = len(rows)
    while i <= n:
        c = rows[i - 1]
        if i in ranges:
            last, surface, space = ranges[i]
            parts = rows[i - 1 : last]
            if "".join(p[1] for p in parts) == surface and len({p[1] for p in parts} | {surface}) > 1:
                for k, p in enumerate(parts):
                    new[i + k] = len(words)
                    words.append(_word(p, space if k == len(parts) - 1 else False))
            else:
                main = parts[0]
                if len(parts) == 2 and parts[0][3] == "ADP" and parts[1][3] != "DET":
                    main = parts[1]
                for k in range(len(parts)):
                    new[i + k] = len(words)
                w = _word(main, space)
                w.form = surface
                if parts[0][3] == "ADP" and len(parts) == 2 and parts[1][3] == "DET":
                    w.feats = feats(parts[1][5])
                inside = range(i, last + 1)
                if int(main[6]) in inside:
                    outer = [p for p in parts if int(p[6]) not in inside]
                    if outer:
                        w.head, w.dep = int(outer[0][6]), dep(outer[0][7])
                words.append(w)
            i = last + 1
            continue
        new[i] = len(words)
        words.append(_word(c, "SpaceAfter=No" not in c[9]))
        i += 1
    for k, w in enumerate(words):
        w.head = new[w.head]
        if w.head == k:
            w.head = -1
    roots = [k for k, w in enumerate(words) if w.head < 0]
    for k in roots[1:]:
        words[k].head = roots[0]
    words[roots[0]].dep = "root"
    return Tree(words, origin, paragraph, features="alts" not in origin, text=text)


def _word(c: list[str], space: bool) -> Word:
    lemma = c[2] if c[2] != "_" or c[1] == "_" else c[1]
    if c[3] != "PROPN":
        lemma = lemma.lower()
    if c[3] == "PRON":
        low = c[1].lower().lstrip("-").removeprefix("t-").replace("’", "'")
        lemma = SUBJECTS.get(low, lemma)
    return Word(c[1], lemma, c[3], feats(c[5]), int(c[6]), dep(c[7]), space)


def text_of(words: list[Word]) -> tuple[str, list[tuple[int, int]]]:
    """The running text of a sentence and the words' positions in it."""
    out, at, spans = [], 0, []
    for k, w in enumerate(words):
        spans.append((at, at + len(w.form)))
        piece = w.form + (" " if w.space and k < len(words) - 1 else "")
        out.append(piece)
        at += len(piece)
    return "".join(out), spans


def script(form: str, lemma: str, pos: str) -> str:
    """How a form becomes its lemma: letters to cut at the end, letters to add; `=` for a proper noun as it is.

    >>> script("disait", "dire", "VERB")
    '3re'
    """
    low = form.lower().replace("’", "'").replace("‑", "-")
    if pos == "PROPN" and lemma == form:
        return "="
    if pos != "PROPN":
        lemma = lemma.lower()
    if low.startswith("-") and not lemma.startswith("-"):
        return f"*{lemma}" if len(lemma) < 8 else "0"
    k = 0
    while k < min(len(low), len(lemma)) and low[k] == lemma[k]:
        k += 1
    if k < len(low) / 3 and len(low) > 1:
        return f"*{lemma}"
    return f"{len(low) - k}{lemma[k:]}"
