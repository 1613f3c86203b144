"""The same sentence as another outlet would print it: quotation marks, capitals, accents, the final stop."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

from training.treebanks import Tree

STYLES = {
    "fr": [("«", "»", 5), ("“", "”", 2), ('"', '"', 3), ("'", "'", 0.3)],
    "en": [("“", "”", 4), ('"', '"', 5), ("‘", "’", 0.5), ("'", "'", 0.5), ("«", "»", 0.1)],
}


def restyle(tree: Tree, rng: random.Random, language: str) -> Tree:
    """A copy in another style, the same tree."""
    words = [replace(w) for w in tree.words]
    if any(w.form in ('"', "«", "»", "“", "”", "''", "``", "<<", ">>") for w in words):
        left, right, _ = rng.choices(STYLES[language], [s[2] for s in STYLES[language]])[0]
        opened = False
        for w in words:
            if w.form in ("«", "“", "``", "<<"):
                w.form, opened = left, True
            elif w.form in ("»", "”", "''", ">>"):
                w.form, opened = right, False
            elif w.form == '"':
                w.form = right if opened else left
                opened = not opened
            else:
                continue
            w.lemma = w.form
    roll = rng.random()
    if roll < 0.03:
        for w in words:
            w.form = w.form.lower()
    elif roll < 0.05:
        for w in words:
            if w.pos != "PROPN" or w.form.islower():
                w.form = w.form.upper()
    elif roll < 0.10:
        for w in words:
            if w.form[:1].isupper() and not w.form[0].isascii():
                w.form = _bare(w.form[0]) + w.form[1:]
    elif roll < 0.14:
        for w in words:
            if len(w.form) > 3 and w.pos in ("NOUN", "ADJ", "VERB"):
                w.form = w.form[0].upper() + w.form[1:] if language == "en" else w.form
    if len(words) > 3 and words[-1].form == "." and rng.random() < 0.12:
        last = len(words) - 1
        if not any(w.head == last for w in words):
            words.pop()
    return replace(tree, words=words)


def _bare(c: str) -> str:
    return unicodedata.normalize("NFD", c)[0]
