"""Words that carry meaning, each with its concept, its function and whether a negation reaches it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from recoupe.judge._expressions import Expressions
from recoupe.judge._language import Lexicon, stem
from recoupe.judge._polarity import bare, hypothetical
from recoupe.model import Token
from recoupe.text import fold

_THOUSANDS = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")  # 4.200 and 4,200 are one number
folded_of = lru_cache(1 << 16)(fold)


class Word(NamedTuple):
    """A word that carries meaning. `pos` is the UD tag, empty where the article was not parsed.

    `role` is how central its function makes it: 1 for a predicate, its subject or object, less in a circumstance.
    """

    start: int
    end: int
    concept: str
    pos: str
    name: bool
    negated: bool
    figure: bool
    predicate: bool = False
    role: float = 1.0


def concepts_of(words: Sequence[Word]) -> dict[str, bool]:
    out: dict[str, bool] = {}
    for w in words:
        out[w.concept] = out.get(w.concept, True) and w.negated
    return out


def names_of(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(w.concept for w in words if w.name)


def polarised(
    pieces: Sequence[tuple[int, int, Token | None, bool]],
    text: str,
    lex: Lexicon,
    under: frozenset[int] | None,
    roles: Mapping[int, float],
    first: int = 0,
) -> list[Word]:
    """Meaningful words, each with whether a negation reaches it: by syntax, else by the stops between them."""
    out: list[Word] = []
    folded = [folded_of(text[s:e]) for s, e, _, _ in pieces]
    by_marks = under if under is not None else _after_marks(pieces, folded, lex)
    meant = Expressions(folded, [t for _, _, t, _ in pieces], first, lex)
    for i, (start, end, token, name) in enumerate(pieces):
        word = folded[i]
        if word in lex.function or word in lex.negators or not any(c.isalnum() for c in word):
            continue
        if meant.given.get(i) == "":
            continue
        lemma = token.lemma if token is not None else None
        known = i in meant.given or (folded_of(lemma) if lemma else word) in lex.concept or word in lex.concept
        if not known and ((folded_of(lemma) if lemma else word) in lex.light or word in lex.light):
            continue
        figure = any(c.isdigit() for c in word)
        concept = (
            _THOUSANDS.sub("", word) if figure else lex.concept_of(word, lemma, token.pos if token is not None else "")
        )
        if known and not name and fold(lemma or "") in lex.not_reflexive and i and folded[i - 1] in lex.reflexives:
            concept = stem(lemma or word, lex.language)
        concept = meant.given.get(i, concept)
        name = name and (token is None or token.pos == "PROPN" or text[start].isupper())
        if name and not figure and (token is None or token.pos == "PROPN"):
            concept = lex.concept.get(word, word)
        if len(concept) > 1 or figure:
            pos = token.pos if token is not None else ""
            verdict = _predicate(folded, i, lex)
            role = 1.0 if verdict else roles.get(start, 1.0)
            # who renounces, excludes, calls off: it is what happens that does not, whoever takes part
            turned = i in meant.flipped and (pos == "VERB" or concept in lex.classes)
            negated = (start in by_marks) != turned
            out.append(Word(start, end, concept, pos, name, negated, figure, verdict, role))
    return out


def _after_marks(
    pieces: Sequence[tuple[int, int, Token | None, bool]], folded: Sequence[str], lex: Lexicon
) -> frozenset[int]:
    """Starts of what stands after a negation and before the next stop, where there is no syntax to go by."""
    out: set[int] = set()
    since: list[int] = []
    negated = False
    for i, word in enumerate(folded):
        if word in lex.stops:
            negated = False
        elif word in lex.negators:
            around = " ".join(folded[max(0, i - 2) : i + 5]).replace("' ", "'")
            praise = lex.superlative.search(" ".join(folded[i : i + 8]))
            empty = word in lex.first_negators and bare(folded, i, lex) and not lex.restricts & set(folded[i : i + 9])
            if empty or praise or hypothetical(folded, i, lex):
                continue
            if not any(p in around for p in lex.not_negation):
                negated, since = True, []
        elif negated and word in lex.restricts and not lex.second_negators & set(folded[max(0, i - 6) : i]):
            # `ne … que`: what follows holds, and so does what stood between
            negated = False
            out.difference_update(since)
        elif negated:
            out.add(pieces[i][0])
            since.append(pieces[i][0])
    return frozenset(out)


def _predicate(folded: Sequence[str], i: int, lex: Lexicon) -> bool:
    """True where a word is what something is said to be: `est un photographe`, `il s'agit d'une erreur`."""
    k = i - 1
    if k >= 2 and folded[k] in lex.genitives and folded[k - 1] not in lex.function:
        k -= 2  # `il s'agit d'une grenade de désencerclement`: the complement is part of the verdict
    while k >= 0 and (folded[k] in lex.determiners_of_predicates or not any(c.isalnum() for c in folded[k])):
        k -= 1
    return k >= 0 and i - k <= 6 and folded[k] in lex.copulas
