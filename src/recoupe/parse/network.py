"""The trained network, run in numpy: tags, lemmas and names of every sentence, syntax where it is asked for.

Matrix products run over all words of a batch at once, without padding; only the recurrence `c = f * c + g` goes along
the sentences, all sentences of a batch side by side. Vectors of word types are kept from article to article.
Trained by `training.train`, which describes the layers.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.parse.crossing import straight
from recoupe.parse.features import grams, plain, shape

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

KINDS = ("PER", "ORG", "LOC", "MISC")  # the last (works, events, peoples) where the weights tell it, to be left out
KEPT_TYPES = 60_000  # word types whose vectors are kept: some 50 MB
WORDS = 2_000  # words in a batch


class Tags(NamedTuple):
    """What the tagger says of one sentence, word by word; of a name its span and a score for each of the `kinds`."""

    pos: list[str]
    feats: list[str]
    lemmas: list[str]
    names: list[tuple[int, int, tuple[float, ...]]]


class Tree(NamedTuple):
    """Heads (−1 for the root) and labels of one sentence."""

    heads: list[int]
    labels: list[str]


class _Packed(NamedTuple):
    """Where the words of sentences laid end to end stand in a table of steps × sentences."""

    lengths: Ints
    step: Ints
    column: Ints
    back: Ints
    inner: Ints  # words that have another of their sentence behind them


class Network:
    """One language's weights and what runs them."""

    def __init__(self, weights: dict[str, Any]) -> None:
        meta = json.loads(bytes(weights["meta"]).decode())
        self.language: str = meta["language"]
        self.pos: list[str] = meta["pos"]
        self.feats: list[str] = meta["feats"]
        self.deps: list[str] = meta["deps"]
        self.names: list[str] = meta["names"]
        self.scripts: list[tuple[int, str]] = [_script(s) for s in meta["scripts"]]
        self.irregular: dict[str, list[str]] = meta.get("irregular", {})
        self.straight: bool = meta.get("straight", False)  # arcs hardly ever cross in what it learned from
        classes: list[str] = meta["classes"]
        self.infinitive = frozenset(i for i, c in enumerate(classes) if "V:W" in c or "VB" in c)
        self._conditional = frozenset(i for i, c in enumerate(classes) if "V:C" in c)
        self._imperfect = frozenset(i for i, c in enumerate(classes) if "V:I" in c)
        self.sizes: dict[str, int] = meta["sizes"]
        words = bytes(weights["vocabulary"]).decode().split("\n")
        self.vocabulary = {w: i for i, w in enumerate(words)}
        self.lexicon_keys: NDArray[np.uint32] = np.cumsum(weights["lexicon_steps"], dtype=np.uint32)
        self.lexicon_values: NDArray[np.uint16] = weights["lexicon_values"]
        self._verbs: NDArray[np.uint16] | None = weights.get("lexicon_verbs")
        self._verb_scripts = [_script(s) if s else (0, "") for s in meta.get("verb_scripts", [])]
        keys = np.cumsum(weights["gazetteer_steps"], dtype=np.uint32).tolist() if "gazetteer_steps" in weights else []
        self._listed: dict[int, int] = dict(
            zip(keys, weights["gazetteer_values"].tolist() if keys else [], strict=True)
        )
        w = {k[2:]: v.astype(np.float32) for k, v in weights.items() if k.startswith("w.")}
        self.w: dict[str, Floats] = {k: _turned(k, v) for k, v in w.items()}
        self._types: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._lemmas: dict[tuple[str, str, int], str] = {}
        self._vectors = np.zeros((1024, self.sizes["width"]), dtype=np.float32)
        self._moves = _moves(self.names)
        self._closes = np.array([t[0] in "OES" for t in self.names])
        self._column = {t[0] + t[2:]: i for i, t in enumerate(self.names)}
        self._outside = self.names.index("O")
        self.kinds = tuple(k for k in KINDS if f"S-{k}" in self.names)

    # ------------------------------------------------------------------ words

    def knows(self, word: str) -> int:
        """The lexicon's class of a form, 0 for an unknown one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > KEPT_TYPES:
                self._known.clear()
            found = self._known[word] = int(self._lexical([plain(word)])[0])
        return found

    def is_infinitive(self, word: str) -> bool:
        """True for a verb's dictionary form in the lexicon."""
        return self.knows(word) in self.infinitive

    def may_be_conditional(self, word: str) -> bool:
        """True where the lexicon has the form as a conditional."""
        return self.knows(word) in self._conditional

    def may_be_imperfect(self, word: str) -> bool:
        """True where the lexicon has the form as an imperfect."""
        return self.knows(word) in self._imperfect

    def listed(self, key: str) -> int:
        """What the list of names knows of a name in plain letters (see `training.gazetteer`), 0 for nothing."""
        return self._listed.get(crc32(key.encode("utf-8", "replace")), 0)

    def _lexical(self, words: list[str]) -> NDArray[np.uint16]:
        h = np.array([crc32(w.encode("utf-8", "replace")) for w in words], dtype=np.uint32)
        at = np.searchsorted(self.lexicon_keys, h)
        at[at == len(self.lexicon_keys)] = 0
        return np.where(self.lexicon_keys[at] == h, self.lexicon_values[at], 0).astype(np.uint16)

    def _rows(self, forms: list[str]) -> Ints:
        types = self._types
        if len(types) > KEPT_TYPES:
            types.clear()
        new = [f for f in dict.fromkeys(forms) if f not in types]
        if new:
            first = len(types)
            need = first + len(new)
            if need > len(self._vectors):
                grown = np.zeros((max(need, 2 * len(self._vectors)), self._vectors.shape[1]), dtype=np.float32)
                grown[:first] = self._vectors[:first]
                self._vectors = grown
            self._vectors[first:need] = self._embed(new)
            for i, f in enumerate(new):
                types[f] = first + i
        return np.fromiter((types[f] for f in forms), dtype=np.int64, count=len(forms))

    def _embed(self, forms: list[str]) -> Floats:
        w = self.w
        words = [plain(f) for f in forms]
        bags = [grams(p) for p in words]
        sizes = np.array([len(b) for b in bags])
        flat = np.fromiter((g for b in bags for g in b), dtype=np.int64, count=int(sizes.sum()))
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        bag = np.add.reduceat(w["gram.weight"][flat], starts, axis=0) * (sizes**-0.5).astype(np.float32)[:, None]
        ids = [self.vocabulary.get(p, 0) for p in words]
        shapes = [shape(f) for f in forms]
        e = np.concatenate(
            [w["word.weight"][ids], bag, w["shape.weight"][shapes], w["lex.weight"][self._lexical(words)]], axis=1
        )
        return e @ w["input.weight"] + w["input.bias"]

    # ------------------------------------------------------------------ layers

    def _layer(self, name: str, x: Floats, p: _Packed, carry: bool = True) -> Floats:
        near = self.w[f"{name}.near"]
        mixed = x.copy()
        mixed[p.inner + 1] += x[p.inner] * near[0]
        mixed[p.inner] += x[p.inner + 1] * near[1]
        u = mixed @ self.w[f"{name}.w.weight"]
        u += self.w[f"{name}.w.bias"]
        out = u.shape[1] // 3
        z, gates = u[:, :out], u[:, out:]
        np.negative(gates, out=gates)
        np.exp(gates, out=gates)
        gates += 1
        np.reciprocal(gates, out=gates)
        f, r = gates[:, :out], gates[:, out:]
        c = self._scan(f, z - f * z, p, out // 2)
        if carry:
            c -= x
            c *= r
            c += x
            return c
        c *= r
        return c

    @staticmethod
    def _scan(f: Floats, g: Floats, p: _Packed, half: int) -> Floats:
        longest, n = int(p.lengths.max()), len(p.lengths)
        ft = np.zeros((longest, n, 2 * half), dtype=np.float32)
        ct = np.zeros((longest, n, 2 * half), dtype=np.float32)
        ft[p.step, p.column, :half] = f[:, :half]
        ct[p.step, p.column, :half] = g[:, :half]
        ft[p.back, p.column, half:] = f[:, half:]
        ct[p.back, p.column, half:] = g[:, half:]
        for t in range(1, longest):
            ft[t] *= ct[t - 1]
            ct[t] += ft[t]
        out = np.empty_like(f)
        out[:, :half] = ct[p.step, p.column, :half]
        out[:, half:] = ct[p.back, p.column, half:]
        return out

    def encode(self, sentences: list[list[str]]) -> tuple[Floats, _Packed]:
        """The shared layers over sentences laid end to end."""
        p = _pack([len(s) for s in sentences])
        rows = self._rows([w for s in sentences for w in s])  # may replace the table of vectors
        x = self._vectors[rows]
        for i in range(self.sizes["shared"]):
            x = self._layer(f"shared.{i}", x, p)
        return x, p

    # ------------------------------------------------------------------ heads

    def tag(self, x: Floats, p: _Packed, sentences: list[list[str]], with_names: bool = True) -> list[Tags]:
        """Tags, features, lemmas and names."""
        w = self.w
        h = np.maximum(x @ w["tags.weight"] + w["tags.bias"], 0)
        pos_scores = h @ w["pos.weight"] + w["pos.bias"]
        pos = pos_scores.argmax(1)
        feats = (h @ w["feats.weight"] + w["feats.bias"]).argmax(1)
        scripts = h @ w["scripts.weight"] + w["scripts.bias"]
        best = scripts.argmax(1)
        found = self.names_of(x, p) if with_names else [[] for _ in sentences]
        tags_of, feats_of, known = self.pos, self.feats, self._lemmas
        out: list[Tags] = []
        at = 0
        for s, names in zip(sentences, found, strict=True):
            end = at + len(s)
            tags = [tags_of[i] for i in pos[at:end].tolist()]
            lemmas: list[str] = []
            for k, key in enumerate(zip(s, tags, best[at:end].tolist(), strict=True)):
                lemma = known.get(key)
                lemmas.append(self._lemma(*key, scripts[at + k]) if lemma is None else lemma)
            out.append(Tags(tags, [feats_of[i] for i in feats[at:end].tolist()], lemmas, names))
            at = end
        return out

    def _lemma(self, form: str, pos: str, best: int, scores: Floats) -> str:
        """The lemma by the likeliest script that fits; kept for the next time where that is the first."""
        lemma = form if pos == "PROPN" else _apply(self.scripts[best], form)
        listed = self._infinitive(form) if pos in ("VERB", "AUX") else None
        if listed:
            lemma = listed
        if pos == "PROPN" or listed or self._fits(self.scripts[best], lemma, form, pos):
            if len(self._lemmas) > KEPT_TYPES:
                self._lemmas.clear()
            self._lemmas[form, pos, best] = lemma
            return lemma
        for k in np.argsort(-scores)[1:12]:
            other = _apply(self.scripts[k], form)
            if self._fits(self.scripts[k], other, form, pos):
                return other
        return form.lower() if self.scripts[best][0] == -1 else lemma

    def _infinitive(self, form: str) -> str | None:
        """The infinitive of a form that the lexicon has of one verb only."""
        if self._verbs is None:
            return None
        h = crc32(plain(form).encode("utf-8", "replace"))
        at = int(np.searchsorted(self.lexicon_keys, np.uint32(h)))
        if at == len(self.lexicon_keys) or self.lexicon_keys[at] != h or not self._verbs[at]:
            return None
        return _apply(self._verb_scripts[self._verbs[at]], form)

    def _fits(self, script: tuple[int, str], lemma: str, form: str, pos: str) -> bool:
        """True unless a whole-word script meets a word it was not seen with, or a verb's lemma is no infinitive."""
        if script[0] == -1 and lemma not in self.irregular.get(plain(form), ()):
            return False
        return pos != "VERB" or not self.infinitive or self.is_infinitive(lemma)

    def names_of(self, x: Floats, p: _Packed) -> list[list[tuple[int, int, tuple[float, ...]]]]:
        """Spans that look like names, with how much each kind is liked."""
        w = self.w
        h = self._layer("ner", x, p, carry=False)
        scores = h @ w["names.weight"] + w["names.bias"]
        likeliest = scores.argmax(1)
        # a sentence whose likeliest tags follow each other soundly needs no search: nothing can beat them
        ends = np.cumsum(p.lengths)
        first = np.zeros(len(likeliest), dtype=bool)
        first[ends - p.lengths] = True
        before = np.where(first, len(self.names), np.roll(likeliest, 1))
        unsound = self._moves[before, likeliest] < 0
        last = np.zeros(len(likeliest), dtype=bool)
        last[ends - 1] = True
        unsound |= last & ~self._closes[likeliest]
        named = likeliest != self._outside
        out: list[list[tuple[int, int, tuple[float, ...]]]] = [[] for _ in p.lengths]

        def kinds(at: int, tags: list[int]) -> list[tuple[int, int, tuple[float, ...]]]:
            found = []
            for a, b, _ in _spans([self.names[i] for i in tags]):
                marks = "S" if b - a == 1 else "B" + "I" * (b - a - 2) + "E"
                part = scores[at + a : at + b]
                liked = [np.mean([part[i, self._column[m + k]] for i, m in enumerate(marks)]) for k in self.kinds]
                found.append((a, b, tuple(float(v) for v in liked)))
            return found

        search = np.unique(p.column[unsound])
        for k in np.setdiff1d(np.unique(p.column[named]), search).tolist():
            at = int(ends[k] - p.lengths[k])
            out[k] = kinds(at, likeliest[at : ends[k]].tolist())
        if len(search):
            lengths = p.lengths[search]
            table = np.zeros((int(lengths.max()), len(search), scores.shape[1]), dtype=np.float32)
            for i, k in enumerate(search.tolist()):
                table[: lengths[i], i] = scores[ends[k] - lengths[i] : ends[k]]
            for k, path in zip(search.tolist(), _viterbi(table, lengths, self._moves, self.names), strict=True):
                out[k] = kinds(int(ends[k] - p.lengths[k]), path)
        return out

    def parse(self, x: Floats, p: _Packed, pick: list[int], marks: list[list[bool]] | None = None) -> list[Tree]:
        """Syntax of the sentences at the positions `pick` of the batch; arcs of others than `marks` do not cross."""
        w = self.w
        ends = np.cumsum(p.lengths)
        rows = np.concatenate([np.arange(ends[i] - p.lengths[i], ends[i]) for i in pick])
        lengths = [int(p.lengths[i]) for i in pick]
        x, p = x[rows], _pack(lengths)
        for i in range(self.sizes["syntax"]):
            x = self._layer(f"syntax.{i}", x, p)
        root = w["root"][None]
        dep = np.maximum(x @ w["arc_dep.weight"] + w["arc_dep.bias"], 0)
        head = np.maximum(np.concatenate([root, x]) @ w["arc_head.weight"] + w["arc_head.bias"], 0)
        rel_dep = np.maximum(x @ w["rel_dep.weight"] + w["rel_dep.bias"], 0)
        rel_head = np.maximum(np.concatenate([root, x]) @ w["rel_head.weight"] + w["rel_head.bias"], 0)
        left = dep @ w["arc"][:-1] + w["arc"][-1]
        heads: list[list[int]] = []
        where = np.zeros(len(x), dtype=np.int64)
        at = 0
        for n in lengths:
            scores = left[at : at + n] @ np.concatenate([head[:1], head[at + 1 : at + n + 1]]).T
            found = tree(scores)
            if marks and self.straight:
                found = straight(scores, found, marks[len(heads)])
            heads.append(found)
            where[at : at + n] = [0 if h < 0 else at + h + 1 for h in found]
            at += n
        governor = rel_head[where]
        weight, n = w["rel.weight"], rel_dep.shape[1]
        scores = (rel_dep * governor) @ weight[:n]
        scores += rel_dep @ weight[n : 2 * n]
        scores += governor @ weight[2 * n :]
        scores += w["rel.bias"]
        rootless = self.deps.index("root")
        is_root = where == 0
        scores[~is_root, rootless] = -1e9
        labels = scores.argmax(1)
        labels[is_root] = rootless
        out, at = [], 0
        for h in heads:
            out.append(Tree(h, [self.deps[i] for i in labels[at : at + len(h)]]))
            at += len(h)
        return out


# ---------------------------------------------------------------------- helpers


def _turned(name: str, weights: Floats) -> Floats:
    """A linear layer's matrix as inputs × outputs; tables of vectors stay as they are."""
    table = name.split(".")[0] in ("word", "gram", "shape", "lex")
    return weights if table or weights.ndim != 2 or not name.endswith(".weight") else np.ascontiguousarray(weights.T)


def _pack(lengths: list[int]) -> _Packed:
    n = np.array(lengths, dtype=np.int64)
    column = np.repeat(np.arange(len(n)), n)
    step = np.arange(int(n.sum())) - np.repeat(np.cumsum(n) - n, n)
    return _Packed(n, step, column, n[column] - 1 - step, np.flatnonzero(step[1:] > 0))


def _script(s: str) -> tuple[int, str]:
    """`3re` → cut three, add *re*; `*lui` → the word itself (cut −1); `=` → as it is (cut −2)."""
    if s[0] == "*":
        return -1, s[1:]
    if s[0] == "=":
        return -2, ""
    k = 1
    while k < len(s) and s[k].isdigit() and k < 2:
        k += 1
    return int(s[:k]), s[k:]


def _apply(script: tuple[int, str], form: str) -> str:
    cut, add = script
    if cut == -1:
        return add
    low = form.lower().replace("’", "'").replace("‑", "-")
    if cut == -2:
        return low
    return (low[: len(low) - cut] if cut <= len(low) else low) + add


def _moves(names: list[str]) -> Floats:
    """0 where a tag may follow another, −1e9 where not; the last row is the sentence's start."""
    out = np.full((len(names) + 1, len(names)), -1e9, dtype=np.float32)
    for i, a in enumerate([*names, "O"]):
        for j, b in enumerate(names):
            inside = a[0] in "BI"
            goes_on = b[0] in "IE"
            if (inside and goes_on and a[2:] == b[2:]) or (not inside and not goes_on):
                out[i, j] = 0
    return out


def _viterbi(scores: Floats, lengths: Ints, moves: Floats, names: list[str]) -> list[list[int]]:
    longest, n, k = scores.shape
    closed = np.array([0.0 if t[0] in "OES" else -1e9 for t in names], dtype=np.float32)
    back = np.zeros((longest, n, k), dtype=np.int8)
    best = scores[0] + moves[-1]
    final = np.zeros((n, k), dtype=np.float32)
    final[lengths == 1] = best[lengths == 1]
    for t in range(1, longest):
        step = best[:, :, None] + moves[None, :-1]
        came = step.argmax(1)
        back[t] = came
        best = np.take_along_axis(step, came[:, None], 1)[:, 0] + scores[t]
        done = lengths == t + 1
        final[done] = best[done]
    last = (final + closed).argmax(1)
    out = []
    for b in range(n):
        tag = int(last[b])
        path = [tag]
        for t in range(int(lengths[b]) - 1, 0, -1):
            tag = int(back[t, b, tag])
            path.append(tag)
        out.append(path[::-1])
    return out


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    out = []
    start = 0
    for i, t in enumerate(tags):
        if t[0] in "BS":
            start = i
        if t[0] in "ES":
            out.append((start, i + 1, t[2:]))
    return out


def tree(scores: Floats) -> list[int]:
    """The best tree with one root: `scores[d, h]`, column 0 the root; heads count words from 0, −1 the root.

    Each word takes its best head; only where that makes a circle or several roots is it repaired.

    >>> tree(np.array([[0, 0, 5], [9, 0, 0]], dtype=np.float32))
    [1, -1]
    """
    n = len(scores)
    scores = scores.copy()
    own = np.arange(n)
    scores[own, own + 1] = -1e9
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _circular(heads):
        return [int(h) - 1 for h in heads]
    gain = scores[:, 0] - scores[:, 1:].max(1)
    chosen = int(gain.argmax()) if not len(roots) else int(roots[gain[roots].argmax()])
    scores[own != chosen, 0] = -1e9
    scores[chosen, 1:] = -1e9
    heads = scores.argmax(1)
    if _circular(heads):
        heads = np.array(_edmonds(scores.astype(np.float64)))
    return [int(h) - 1 for h in heads]


def _circular(heads: Ints) -> bool:
    up = np.concatenate([[0], heads])
    at = up.copy()
    for _ in range(len(heads).bit_length()):
        at = at[at]
    return bool(at.any())


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Chu–Liu/Edmonds for the few sentences whose best heads run in a circle: break circles at the least cost."""
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e18)
    full[1:] = scores
    heads = _contract(full)
    return [int(h) for h in heads[1:]]


def _contract(s: NDArray[np.float64]) -> Ints:
    n = len(s)
    heads: Ints = s.argmax(1).astype(np.int64)
    heads[0] = 0
    path = _find_circle(heads)
    if path is None:
        return heads
    circle = np.array(path)
    inside = np.zeros(n, dtype=bool)
    inside[circle] = True
    outer = np.flatnonzero(~inside)
    weight = s[circle, heads[circle]]
    into = s[np.ix_(circle, outer)] - weight[:, None]
    enter = into.argmax(0)
    leave = s[np.ix_(outer, circle)]
    out_at = leave.argmax(1)
    m = len(outer)
    small = np.full((m + 1, m + 1), -1e18)
    small[:m, :m] = s[np.ix_(outer, outer)]
    small[m, :m] = into.max(0)
    small[:m, m] = leave.max(1)
    small[0] = -1e18
    np.fill_diagonal(small, -1e18)
    solved = _contract(small)
    result = heads.copy()
    for i, o in enumerate(outer):
        if o:
            result[o] = circle[out_at[i]] if solved[i] == m else outer[solved[i]]
    entry = int(solved[m])
    result[circle[enter[entry]]] = outer[entry]
    result[0] = 0
    return result


def _find_circle(heads: Ints) -> list[int] | None:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at, path = start, []
        while at and not seen[at]:
            seen[at] = start
            path.append(at)
            at = int(heads[at])
        if at and seen[at] == start:
            return path[path.index(at) :]
    return None
