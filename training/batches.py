"""Sentences as the network is shown them: word types, labels, batches of like length."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from recoupe.parse.crossing import crosses
from recoupe.parse.features import grams, plain, shape
from training import lexicon, names, treebanks
from training.treebanks import Tree

# Treebank words that stand in no name (small letters): the sentences have no names marked, but these are sure.
NAMELESS = {"VERB", "AUX", "PRON", "ADV", "SCONJ", "CCONJ"}


class Types:
    """Word types and what the network sees of them."""

    def __init__(self, vocabulary: dict[str, int], lex: tuple[np.ndarray, np.ndarray, list[str]]) -> None:
        self.vocabulary = vocabulary
        self.lex = dict(zip(lex[0].tolist(), lex[1].tolist(), strict=True))
        self.index: dict[str, int] = {}
        self.word: list[int] = []
        self.lexed: list[int] = []
        self.shapes: list[int] = []
        self.grams: list[np.ndarray] = []

    def of(self, form: str) -> int:
        i = self.index.get(form)
        if i is None:
            i = self.index[form] = len(self.word)
            p = plain(form)
            self.word.append(self.vocabulary.get(p, 0))
            self.lexed.append(self.lex.get(lexicon.crc32(p.encode("utf-8", "replace")), 0))
            self.shapes.append(shape(form))
            self.grams.append(np.array(grams(p), dtype=np.int64))
        return i

    def batch(self, sentences: list[list[str]]) -> tuple[dict[str, torch.Tensor], torch.Tensor, torch.Tensor]:
        """Features of the types, ids (T, B) into them, mask (T, B, 1)."""
        ids = [[self.of(w) for w in s] for s in sentences]
        used = sorted({i for s in ids for i in s})
        at = {t: k for k, t in enumerate(used)}
        longest = max(len(s) for s in ids)
        table = np.zeros((longest, len(ids)), dtype=np.int64)
        mask = np.zeros((longest, len(ids), 1), dtype=np.float32)
        for b, s in enumerate(ids):
            table[: len(s), b] = [at[i] for i in s]
            mask[: len(s), b] = 1
        g = [self.grams[i] for i in used]
        offsets = np.concatenate([[0], np.cumsum([len(x) for x in g])])
        f = {
            "word": torch.tensor([self.word[i] for i in used]),
            "lex": torch.tensor([self.lexed[i] for i in used]),
            "shape": torch.tensor([self.shapes[i] for i in used]),
            "gram": torch.from_numpy(np.concatenate(g)),
            "offsets": torch.from_numpy(offsets),
            "scale": torch.tensor([len(x) ** -0.5 for x in g], dtype=torch.float32),
        }
        return f, torch.from_numpy(table), torch.from_numpy(mask)


class Labels:
    """The closed lists that the heads choose from."""

    def __init__(self, trees: list[Tree]) -> None:
        words = [w for t in trees for w in t.words]
        self.pos = sorted({w.pos for w in words if w.pos != "_"})
        self.deps = sorted({w.dep for w in words})
        self.feats = [f for f, n in sorted(Counter(w.feats for w in words).items()) if n > 1]
        found = Counter(treebanks.script(w.form, w.lemma, w.pos) for w in words)
        self.scripts = [s for s, n in sorted(found.items()) if n > 1]
        self.irregular: dict[str, list[str]] = {}
        for w in words:
            if treebanks.script(w.form, w.lemma, w.pos)[0] == "*" and w.lemma not in self.irregular.setdefault(
                plain(w.form), []
            ):
                self.irregular[plain(w.form)].append(w.lemma)
        self.straight = sum(crosses([w.head for w in t.words]) for t in trees) < 0.03 * len(trees)
        self.maps = {k: {v: i for i, v in enumerate(getattr(self, k))} for k in ("pos", "deps", "feats", "scripts")}

    def of(self, t: Tree) -> dict[str, list[int]]:
        m = self.maps
        return {
            "pos": [m["pos"].get(w.pos, -100) for w in t.words],
            "feats": [m["feats"].get(w.feats, -100) if t.features else -100 for w in t.words],
            "scripts": [m["scripts"].get(treebanks.script(w.form, w.lemma, w.pos), -100) for w in t.words],
            "deps": [m["deps"].get(w.dep, -100) for w in t.words],
            "heads": [w.head + 1 for w in t.words],
            "names": [
                names.TAGS.index(w.name) if w.name else 0 if w.pos in NAMELESS and w.form.islower() else -100
                for w in t.words
            ],
        }


class Free:
    """Batches of free text, pass after pass."""

    def __init__(self, path: Path, rng: random.Random, size: int = 2000) -> None:
        self.sentences = [line.rstrip("\n").split(" ") for line in path.open(encoding="utf-8")]
        self.size, self.rng = size, rng
        self.left: list[list[list[str]]] = []

    def next(self, n: int) -> list[list[list[str]]]:
        """The next `n` batches."""
        while len(self.left) < n:
            self.left += batches(self.sentences, len, self.size, self.rng)
        out, self.left = self.left[:n], self.left[n:]
        return out


def free_share(done: float) -> float:
    """Which share of the steps goes to free text when so much of the time is spent: much at first, little at the end."""
    return min(0.7, max(0.08, 0.7 - (done - 0.3) * 1.4))


def padded(rows: list[list[int]], longest: int) -> torch.Tensor:
    """(B, T), -100 where nothing stands."""
    out = np.full((len(rows), longest), -100, dtype=np.int64)
    for b, r in enumerate(rows):
        out[b, : len(r)] = r
    return torch.from_numpy(out)


def batches(items: list, length, size: int, rng: random.Random) -> list[list]:  # type: ignore[no-untyped-def,type-arg]
    """Batches of about `size` words, of sentences of like length."""
    order = sorted(items, key=lambda i: length(i) + rng.random() * 4)
    out, now, longest = [], [], 0
    for i in order:
        longest = max(longest, length(i))
        if now and longest * (len(now) + 1) > size:
            out.append(now)
            now, longest = [], length(i)
        now.append(i)
    if now:
        out.append(now)
    rng.shuffle(out)
    return out
