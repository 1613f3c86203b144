"""One language's network: sentences are encoded once, and each head is run over those that need it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.parse.network.layers import Floats, Ints, Layer, Packed, Scratch, pack, run
from recoupe.parse.network.lemmas import Lemmas
from recoupe.parse.network.spans import Found, Spans
from recoupe.parse.network.trees import heads
from recoupe.parse.network.words import Words

_TABLES = ("word", "gram", "shape", "lex")  # of vectors, one row each


class Tags(NamedTuple):
    """What the tagger says of one sentence, word by word; of a name its span and a score for each of the `kinds`."""

    pos: list[str]
    feats: list[str]
    lemmas: list[str]
    names: list[Found]


class Tree(NamedTuple):
    """Heads (−1 for the root) and labels of one sentence."""

    heads: list[int]
    labels: list[str]


class Batch(NamedTuple):
    """Sentences that were encoded together: their words' vectors by row, and a last row of zeros."""

    forms: list[str]  # of all sentences, end to end
    vectors: Floats
    packed: Packed

    def of(self, pick: Sequence[int]) -> Batch:
        """The sentences at some places of the batch, with vectors of their own."""
        p = self.packed
        ends = np.cumsum(p.lengths)
        places = np.concatenate([np.arange(ends[i] - p.lengths[i], ends[i]) for i in pick])
        part = pack(p.lengths[np.array(pick)].tolist())
        order = np.empty(part.words + 1, dtype=np.int64)
        order[part.rows] = p.rows[places]
        order[-1] = p.words
        return Batch([], self.vectors[order], part)


class Network:
    """One language's weights and what runs them."""

    def __init__(self, weights: dict[str, Any]) -> None:
        meta = json.loads(bytes(weights["meta"]).decode())
        self.language: str = meta["language"]
        self.sizes: dict[str, int] = meta["sizes"]
        w = {k[2:]: v.astype(np.float32) for k, v in weights.items() if k.startswith("w.")}
        w = {k: _turned(k, v) for k, v in w.items()}
        self.words = Words(weights, meta, w)
        self._pos, self._feats, self._deps = (_strings(meta[k]) for k in ("pos", "feats", "deps"))
        self._root_label: int = meta["deps"].index("root")
        self._lemmas = Lemmas(self.words, meta)
        self._spans = Spans(meta["names"])
        self.kinds = self._spans.kinds
        self._straight: bool = meta.get("straight", False)  # arcs hardly ever cross in what it learned from
        self._joint: float = meta.get("joint", 0.0)  # how much the best label of an arc weighs beside its score
        shared = [f"shared.{i}" for i in range(self.sizes["shared"])]
        syntax = [f"syntax.{i}" for i in range(self.sizes["syntax"])]
        layers = {
            k: Layer(w[f"{k}.near"], w[f"{k}.w.weight"], w[f"{k}.w.bias"], carry=k != "ner")
            for k in (*shared, *syntax, "ner")
        }
        self._shared, self._syntax, self._ner = [layers[k] for k in shared], [layers[k] for k in syntax], layers["ner"]
        self._hidden = w["tags.weight"], w["tags.bias"]
        self._tags = _joined(w, "pos", "feats", "scripts")
        self._names = w["names.weight"], w["names.bias"]
        self._dependants, self._governors = _joined(w, "arc_dep", "rel_dep"), _joined(w, "arc_head", "rel_head")
        self._root: Floats = w["root"]
        self._arc: Floats = w["arc"]
        n = self.sizes["rel"]
        rel = w["rel.weight"]
        self._rel: tuple[Floats, Floats, Floats] = rel[:n], rel[n : 2 * n], rel[2 * n :]
        self._rel_bias: Floats = w["rel.bias"]

    def encode(self, sentences: Sequence[list[str]]) -> Batch:
        """The shared layers over some sentences, none of them empty."""
        p = pack([len(s) for s in sentences])
        forms = [w for s in sentences for w in s]
        types = np.empty(p.words, dtype=np.int64)
        types[p.rows] = self.words.types(forms)  # may replace the table of vectors
        width = self.sizes["width"]
        x = np.zeros((p.words + 1, width), dtype=np.float32)
        np.take(self.words.vectors, types, axis=0, out=x[:-1], mode="clip")
        scratch = Scratch(p, width, width)
        for layer in self._shared:
            run(layer, x, scratch)
        return Batch(forms, x, p)

    def tag(self, batch: Batch) -> list[Tags]:
        """Tags, features and lemmas, without names."""
        weight, bias = self._hidden
        h = batch.vectors[:-1] @ weight
        h += bias
        np.maximum(h, 0, out=h)
        weight, bias = self._tags
        scores = h @ weight
        scores += bias
        a = len(self._pos)
        b = a + len(self._feats)
        rows = batch.packed.rows
        pos: list[str] = self._pos[scores[:, :a].argmax(1)[rows]].tolist()
        feats: list[str] = self._feats[scores[:, a:b].argmax(1)[rows]].tolist()
        best: list[int] = scores[:, b:].argmax(1)[rows].tolist()
        lemmas = self._lemmas.of(batch.forms, pos, best, lambda i: scores[rows[i], b:])
        out, at = [], 0
        for n in batch.packed.lengths.tolist():
            end = at + n
            out.append(Tags(pos[at:end], feats[at:end], lemmas[at:end], []))
            at = end
        return out

    def names(self, batch: Batch, pick: Sequence[int] | None = None) -> list[list[Found]]:
        """Spans that look like names, with how much each kind is liked; of all sentences, or of those picked."""
        if pick is not None and len(pick) < len(batch.packed.lengths):
            batch = batch.of(pick)
        x, p = batch.vectors, batch.packed
        h = run(self._ner, x, Scratch(p, x.shape[1], self._ner.out))
        weight, bias = self._names
        scores = h @ weight
        scores += bias
        return self._spans.find(scores[p.rows], p.lengths)

    def parse(self, batch: Batch, pick: Sequence[int], marks: Sequence[Sequence[bool]] | None = None) -> list[Tree]:
        """Syntax of the sentences at the places `pick` of the batch; arcs of others than `marks` do not cross."""
        batch = batch.of(pick)
        x, p = batch.vectors, batch.packed
        scratch = Scratch(p, x.shape[1], x.shape[1])
        for layer in self._syntax:
            run(layer, x, scratch)
        x[-1] = self._root
        order = np.concatenate([[p.words], p.rows])
        x = x[order]
        weight, bias = self._dependants
        dep = x[1:] @ weight
        dep += bias
        np.maximum(dep, 0, out=dep)
        weight, bias = self._governors
        head = x @ weight
        head += bias
        np.maximum(head, 0, out=head)
        n = self.sizes["arc"]
        left = dep[:, :n] @ self._arc[:-1]
        left += self._arc[-1]
        word, governor = dep[:, n:], head[:, n:]
        liked = (lambda at: self._sure(word, governor, at)) if self._joint else None
        found = heads(left, head[:, :n], p.lengths, marks if self._straight else None, liked)
        labels: list[str] = self._deps[self._labels(word, governor[found], found == 0)].tolist()
        first = np.repeat(np.cumsum(p.lengths) - p.lengths, p.lengths)
        local: list[int] = np.where(found, found - 1 - first, -1).tolist()
        out, at = [], 0
        for k in p.lengths.tolist():
            out.append(Tree(local[at : at + k], labels[at : at + k]))
            at += k
        return out

    def _sure(self, word: Floats, governor: Floats, at: Ints) -> Floats:
        """How sure the likeliest label is under each of some governors: its log-probability, weighed."""
        both, of_word, of_governor = self._rel
        scores = (word[:, None] * governor[at]) @ both
        scores += (word @ of_word)[:, None]
        scores += (governor @ of_governor)[at]
        scores += self._rel_bias
        scores[at > 0, self._root_label] = -1e9
        most = scores.max(-1)
        scores -= most[..., None]
        np.exp(scores, out=scores)
        sure: Floats = np.log(scores.sum(-1)) * np.float32(-self._joint)
        return sure

    def _labels(self, word: Floats, governor: Floats, is_root: NDArray[np.bool_]) -> Ints:
        both, of_word, of_governor = self._rel
        scores = (word * governor) @ both
        scores += word @ of_word
        scores += governor @ of_governor
        scores += self._rel_bias
        scores[:, self._root_label] = -1e9
        labels: Ints = scores.argmax(1)
        labels[is_root] = self._root_label
        return labels


def _turned(name: str, weights: Floats) -> Floats:
    """A linear layer's matrix as inputs × outputs; tables of vectors stay as they are."""
    table = name.split(".")[0] in _TABLES
    return weights if table or weights.ndim != 2 or not name.endswith(".weight") else np.ascontiguousarray(weights.T)


def _joined(w: dict[str, Floats], *names: str) -> tuple[Floats, Floats]:
    """Several linear layers of the same input as one."""
    return (
        np.ascontiguousarray(np.concatenate([w[f"{k}.weight"] for k in names], axis=1)),
        np.concatenate([w[f"{k}.bias"] for k in names]),
    )


def _strings(values: list[str]) -> NDArray[np.object_]:
    return np.array(values, dtype=object)
