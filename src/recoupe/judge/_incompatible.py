"""Whether two clauses can both be so, by what they share and where they part.

No model is asked: a negation that stands on one side only, words that exclude each other, a figure of
one thing that differs, a verdict (*faux*, *truqué*) that one side passes. Each sign counts by how much
else the two have in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from recoupe.judge._language import Lexicon, lexicon
from recoupe.judge._words import Word
from recoupe.text import fold


class Signs(NamedTuple):
    """What speaks for two clauses excluding each other (all but `shared`, 0 to 1 or a count)."""

    shared: float
    negation: int
    antonyms: int
    figures: int
    verdict: int
    new: float


def signs(a: Sequence[Word], b: Sequence[Word], a_text: str, b_text: str, language: str | None) -> Signs:
    """The signs of two clauses, given their meaningful words and their texts."""
    lex = lexicon(language)
    one, two = _polarity(a), _polarity(b)
    common = one.keys() & two.keys()
    smaller = max(1, min(len(one), len(two)))
    negation = sum(one[c] != two[c] for c in common)
    outside = [(c, d) for c in one for d in two if (c, d) in lex.opposed and one[c] == two[d]]
    return Signs(
        len(common) / smaller, negation, len(outside), counted_otherwise(a, b), _verdict(a_text, b_text, lex),
        len(two.keys() - one.keys()) / max(1, len(two)),
    )  # fmt: skip


def score(s: Signs) -> float:
    """Above zero: the two exclude each other more likely than not.

    Weights are rounded from what 472 French sentence pairs show; `evals/contradictions.py` reports the
    accuracy beside the majority (a fit in ten folds reaches no more than these do).

    >>> score(Signs(0.6, 1, 0, 0, 0, 0.3)) > 0 > score(Signs(0.9, 0, 0, 0, 0, 0.1))
    True
    """
    return 0.85 * min(s.negation, 2) + 1.25 * min(s.antonyms, 2) + 0.7 * s.verdict - 0.6


def _polarity(words: Sequence[Word]) -> dict[str, bool]:
    out: dict[str, bool] = {}
    for w in words:
        if not w.figure:
            out[w.concept] = out.get(w.concept, True) and w.negated
    return out


def counted_otherwise(a: Sequence[Word], b: Sequence[Word]) -> int:
    """How many things both count, differently: figures before one concept with no value in common."""
    one, two = _counted(a), _counted(b)
    return sum(not one[c] & two[c] for c in one.keys() & two.keys())


def _counted(words: Sequence[Word]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for i, w in enumerate(words):
        if w.figure:
            for other in words[i + 1 : i + 3]:
                if not other.figure:
                    out.setdefault(other.concept, set()).add(re.sub(r"[ .,\u00a0\u202f]", "", w.concept))
                    break
    return out


def _verdict(a: str, b: str, lex: Lexicon) -> int:
    return int(lex.marked("false", fold(a)) != lex.marked("false", fold(b)))
