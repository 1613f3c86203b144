"""Lemmas: a script for each form, chosen by the network, checked against the lexicon, kept from word to word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recoupe.parse.features import plain
from recoupe.parse.network.layers import Floats
from recoupe.parse.network.words import KEPT_TYPES, Words, applied, script


class Lemmas:
    """The scripts of one language, and the lemmas already found."""

    def __init__(self, words: Words, meta: dict[str, Any]) -> None:
        self.words = words
        self.scripts = [script(s) for s in meta["scripts"]]
        self.irregular: dict[str, list[str]] = meta.get("irregular", {})
        self._kept: dict[tuple[str, str, int], str] = {}

    def of(self, forms: list[str], pos: list[str], best: list[int], scores: Callable[[int], Floats]) -> list[str]:
        """Lemmas of words with their part of speech and likeliest script; `scores(i)` of all scripts for word i."""
        get = self._kept.get
        out: list[Any] = [get(key) for key in zip(forms, pos, best, strict=True)]
        if None in out:
            for i, lemma in enumerate(out):
                if lemma is None:
                    out[i] = self._one(forms[i], pos[i], best[i], scores(i))
        return out

    def _one(self, form: str, pos: str, best: int, scores: Floats) -> str:
        """The lemma by the likeliest script that fits; kept for the next time where that is the first."""
        lemma = form if pos == "PROPN" else applied(self.scripts[best], form)
        listed = self.words.infinitive_of(form) if pos in ("VERB", "AUX") else None
        if listed:
            lemma = listed
        if pos == "PROPN" or listed or self._fits(self.scripts[best], lemma, form, pos):
            if len(self._kept) > KEPT_TYPES:
                self._kept.clear()
            self._kept[form, pos, best] = lemma
            return lemma
        for k in np.argsort(-scores)[1:12]:
            other = applied(self.scripts[k], form)
            if self._fits(self.scripts[k], other, form, pos):
                return other
        return form.lower() if self.scripts[best][0] == -1 else lemma

    def _fits(self, found: tuple[int, str], lemma: str, form: str, pos: str) -> bool:
        """True unless a whole-word script meets a word it was not seen with, or a verb's lemma is no infinitive."""
        if found[0] == -1 and lemma not in self.irregular.get(plain(form), ()):
            return False
        return pos != "VERB" or not self.words.infinitive or self.words.is_infinitive(lemma)
