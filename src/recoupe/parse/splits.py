"""Sentence ends weighed: a logistic regression over the words around a boundary, beside the rules of `tokens`.

Mail, forums and agendas have headings, signatures and lists that no stop closes; rules alone miss them, or find them in
names. The weights (`splits.json`) are fitted on a treebank's train part by `training.splits`. A language without them
goes by the rules.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from math import log
from pathlib import Path

import msgspec

from recoupe import languages

# How sure it must be of a boundary that the rules do not see: at 0.6 it cuts lists in edited text (F of GUM news .928,
# not .933).
ADDED = 0.65
KEPT = 0.25  # and of one that they see


@cache
def shape(w: str) -> str:
    """What a word looks like.

    >>> [shape(w) for w in ("said", "Paris", "A", "UN", "12", "16:29", "x3", "...", "--", "a@b.org")]
    ['a', 'Aa', 'A', 'AA', '0', '0:', 'a0', '..', '-', '@']
    """
    if w.isalpha():
        if w.islower():
            return "a"
        if len(w) == 1:
            return "A"
        return "AA" if w.isupper() else "Aa"
    if w.isdigit():
        return "0" if len(w) < 5 else "00000"
    if "@" in w[1:] or "//" in w or w.startswith("www."):
        return "@"
    if w[0].isdigit():
        return "0:"
    if w[0].isalnum():
        return "a." if w[-1] == "." else "a0" if any(c.isdigit() for c in w) else "a'"
    if w[0] == "." and len(w) > 1:
        return ".."
    return w[0]


def _few(n: int) -> str:
    return str(n) if n < 5 else "5" if n < 9 else "9" if n < 16 else "16" if n < 30 else "30"


def clues(
    words: list[str], glued: list[bool], rule: set[int], known: Container[str] | None = None
) -> list[tuple[int, list[str]]]:
    """The places where a sentence could begin, and what is seen there.

    `known` says where to look beside the boundaries of the rules: `@a Aa`, a pair of shapes between which sentences
    begin; `!of`, a word after which none does.
    """
    n = len(words)
    shapes = ["^", "^", *(shape(w) for w in words), "$", "$", "$", "$"]  # of word i at i + 2
    low = ["^", "^", *(w.lower() for w in words), "$", "$"]
    out: list[tuple[int, list[str]]] = []
    following = [n] * (n + 1)  # the next boundary of the rules
    for i in range(n - 1, -1, -1):
        following[i] = i if i in rule else following[i + 1]
    first = 0
    small = False  # a small word since the last boundary
    depth = 0
    for i in range(1, n):
        before = words[i - 1]
        if before in "([":
            depth += 1
        elif before in ")]":
            depth = 0
        elif shapes[i + 1] == "a":
            small = True
        after = words[i]
        if i in rule or _open(before, glued[i], low[i + 1], f"{shapes[i + 1]} {shapes[i + 2]}", known):
            r = "1" if i in rule else "0"
            pp, p, a, aa = shapes[i], shapes[i + 1], shapes[i + 2], shapes[i + 3]
            pa = f"{p} {a}"
            since, until = _few(i - first), _few(following[i + 1] - i)
            ahead = shapes[i + 3 : i + 6].count("a")
            s = "s" if small else "S"
            out.append((i, [
                "b", f"r{r}", f"1{r} {pa}", f"2{low[i + 1]}", f"3{low[i + 2]}", f"4{after} {p}", f"5{low[i + 1]} {a}",
                f"6{pp} {pa}", f"7{pa} {aa}", f"8{pp} {pa} {aa}", f"9{glued[i]:d}{pa}", f"a{since}{r} {p}",
                f"b{until}{r} {a}", f"c{since} {s} {pa}", f"d{low[first + 2]}{min(i - first, 5)}", f"e{low[i + 3]} {a}",
                f"f{low[i]} {p}", f"g{ahead}{s} {pa}", f"h{ahead}{until}{s}", f"i{depth > 0:d}{r}{a}",
                f"j{since} {until} {r}",
            ]))  # fmt: skip
        if i in rule:
            first, small, depth = i, False, 0
    return out


def _open(before: str, glued: bool, low: str, pair: str, known: Container[str] | None) -> bool:
    if known is None:
        return pair != "a a"
    # no sentence begins against a word or its hyphen (kick-off) unless the rules say so
    return f"@{pair}" in known and f"!{low}" not in known and not (glued and (before[-1].isalnum() or before in "-–"))


class Splitter:
    """The weights of one language."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    def starts(self, words: list[str], glued: list[bool], rule: set[int]) -> list[int]:
        """Where sentences begin (the first word apart); `glued[i]` where no blank stands before word i."""
        get = self.weights.get
        out = []
        for i, found in clues(words, glued, rule, self.weights):
            score = 0.0
            for clue in found:
                score += get(clue, 0.0)
            if score > (_KEPT if i in rule else _ADDED):
                out.append(i)
        return out


def _logit(p: float) -> float:
    return log(p / (1 - p))


_ADDED, _KEPT = _logit(ADDED), _logit(KEPT)


@cache
def splitter(language: str) -> Splitter | None:
    """The weights of a language, None where it has none."""
    path = Path(languages.HERE) / language / "splits.json"
    return Splitter(msgspec.json.decode(path.read_bytes(), type=dict[str, float])) if path.is_file() else None
