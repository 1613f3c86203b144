"""What is known of word types: their vectors, what the lexicon has of a form, what the list of names has of a name."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.parse.features import grams, plain, shape
from recoupe.parse.network.layers import Floats, Ints

KEPT_TYPES = 60_000  # word types whose vectors are kept: some 50 MB


class Words:
    """The word types of one language."""

    def __init__(self, weights: dict[str, Any], meta: dict[str, Any], tables: dict[str, Floats]) -> None:
        classes: list[str] = meta["classes"]
        self.infinitive = frozenset(i for i, c in enumerate(classes) if "V:W" in c or "VB" in c)
        self._conditional = frozenset(i for i, c in enumerate(classes) if "V:C" in c)
        words = bytes(weights["vocabulary"]).decode().split("\n")
        self.vocabulary = {w: i for i, w in enumerate(words)}
        self._keys: NDArray[np.uint32] = np.cumsum(weights["lexicon_steps"], dtype=np.uint32)
        self._values: NDArray[np.uint16] = weights["lexicon_values"]
        self._verbs: NDArray[np.uint16] | None = weights.get("lexicon_verbs")
        self._verb_scripts = [script(s) if s else (0, "") for s in meta.get("verb_scripts", [])]
        named = "gazetteer_steps" in weights
        keys = np.cumsum(weights["gazetteer_steps"], dtype=np.uint32).tolist() if named else []
        values = weights["gazetteer_values"].tolist() if named else []
        self._listed: dict[int, int] = dict(zip(keys, values, strict=True))
        self._tables = tables
        self._known: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self.vectors: Floats = np.zeros((1024, meta["sizes"]["width"]), dtype=np.float32)

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

    def infinitive_of(self, form: str) -> str | None:
        """The infinitive of a form that the lexicon has of one verb only."""
        if self._verbs is None:
            return None
        h = crc32(plain(form).encode("utf-8", "replace"))
        at = int(np.searchsorted(self._keys, np.uint32(h)))
        if at == len(self._keys) or self._keys[at] != h or not self._verbs[at]:
            return None
        return applied(self._verb_scripts[self._verbs[at]], form)

    def listed(self, key: str) -> int:
        """What the list of names knows of a name in plain letters (see `training.gazetteer`), 0 for nothing."""
        return self._listed.get(crc32(key.encode("utf-8", "replace")), 0)

    def _lexical(self, words: list[str]) -> NDArray[np.uint16]:
        h = np.array([crc32(w.encode("utf-8", "replace")) for w in words], dtype=np.uint32)
        at = np.searchsorted(self._keys, h)
        at[at == len(self._keys)] = 0
        return np.where(self._keys[at] == h, self._values[at], 0).astype(np.uint16)

    def types(self, forms: list[str]) -> Ints:
        """The rows of the forms in `vectors`; new forms may replace that table."""
        types = self._types
        if len(types) > KEPT_TYPES:
            types.clear()
        new = [f for f in dict.fromkeys(forms) if f not in types]
        if new:
            first = len(types)
            need = first + len(new)
            if need > len(self.vectors):
                grown = np.zeros((max(need, 2 * len(self.vectors)), self.vectors.shape[1]), dtype=np.float32)
                grown[:first] = self.vectors[:first]
                self.vectors = grown
            self.vectors[first:need] = self._embedded(new)
            types.update(zip(new, range(first, need), strict=True))
        return np.fromiter(map(types.__getitem__, forms), dtype=np.int64, count=len(forms))

    def _embedded(self, forms: list[str]) -> Floats:
        w = self._tables
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


def script(s: str) -> tuple[int, str]:
    """How a lemma is made of a form.

    >>> script("3re"), script("*lui"), script("=")  # cut three letters and add *re*; the word itself; as it is
    ((3, 're'), (-1, 'lui'), (-2, ''))
    """
    if s[0] == "*":
        return -1, s[1:]
    if s[0] == "=":
        return -2, ""
    k = 2 if s[1:2].isdigit() else 1
    return int(s[:k]), s[k:]


def applied(found: tuple[int, str], form: str) -> str:
    """The lemma that a script makes of a form.

    >>> applied((3, "re"), "Disaient"), applied((-2, ""), "L’")
    ('disaire', "l'")
    """
    cut, add = found
    if cut == -1:
        return add
    low = form.lower().replace("’", "'").replace("‑", "-")
    if cut == -2:
        return low
    return (low[: len(low) - cut] if cut <= len(low) else low) + add
