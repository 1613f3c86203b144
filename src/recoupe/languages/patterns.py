"""Patterns over words: what a language says about times and numbers, written as data and run fast.

A text is cut into tokens (a run of letters with its apostrophe, a run of digits, a mark). Each token becomes
one character: every word that a language's table mentions has its own, other words share one, numbers go by
size. A pattern of the table (`<weekday:w> <day:d> <month:m>`) becomes a regular expression over these
characters, so that matching costs little and never rescans the text.

>>> words = Tokens("Le 6 janvier, l'été")
>>> words.words
['le', '6', 'janvier', ',', "l'", 'été']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from recoupe.text import fold

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’](?=[^\W\d_]))?|[^\w\s]|\n|_+")
_OTHER, _CAPITAL, _BREAK = "x", "X", "\n"
# Numbers by what they can stand for: 1-12, 13-31, 32-99 (or 00), a year, anything else.
_TO_12, _TO_31, _TO_99, _YEAR, _ANY = "A", "B", "C", "Y", "N"
_MARKS = {c: c for c in "-/.,:;()!?%\"'"} | {
    "–": "-",
    "‑": "-",
    "—": "-",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "’": "'",
}
_BUILTIN = {
    "to12": "A", "dayno": "[AB]", "two": "[ABC]", "year": "Y", "number": "[ABCYN]", "word": "[xX]", "capital": "X",
    "small": "x", "open": r"\(", "close": r"\)", "break": "\n", "over12": "B", "old": "C",
}  # fmt: skip
_PATTERN = re.compile(r"<(\w+)(?::(\w+))?>|(\(\?<?[=!]|[()|?*+^$])|([^\s<>()|?*+^$]+)")


class Tokens:
    """The tokens of a text: `starts`, `ends`, and `words` in lower case with plain apostrophes."""

    def __init__(self, text: str):
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        starts, ends, words = self.starts, self.ends, self.words
        for m in _TOKEN.finditer(text):
            word = m[0]
            if word == "\n":
                # A break inside a running line (hard-wrapped text) goes on in lower case: no break.
                at = m.end()
                while at < len(text) and text[at] in " \t\u00a0\u202f":
                    at += 1
                if at < len(text) and text[at].islower() and m.start() and text[m.start() - 1] not in "\n.!?":
                    continue
            starts.append(m.start())
            ends.append(m.end())
            words.append(word)
        self.capital = [w[0].isupper() for w in words]
        self.words = [w.lower().replace("’", "'") for w in words]

    def at(self, position: int) -> int:
        """The index of the first token that starts at `position` or after."""
        return bisect_left(self.starts, position)


@lru_cache(maxsize=8)
def tokens(text: str) -> Tokens:
    """The tokens of a text, kept for the annotators that follow."""
    return Tokens(text)


class Pattern:
    """One compiled pattern and the row of the table that it came from."""

    def __init__(self, regex: re.Pattern[str], row: dict[str, Any], needs: frozenset[str] = frozenset()):
        self.regex = regex
        self.row = row
        self.needs = needs  # characters of which a text must hold one, for the pattern to match at all


class Lexicon:
    """A language's words as characters, and the patterns over them.

    `classes` maps a class to its words and their values (a list where the value does not matter);
    `macros` are named pieces of pattern.
    """

    def __init__(
        self, classes: dict[str, dict[str, Any] | list[str]], macros: dict[str, str], extra: Iterable[str] = ()
    ):
        self._symbols: dict[str, str] = {}
        self._next = 0
        self.values: dict[str, dict[str, Any]] = {}
        self._sets: dict[str, str] = {}
        self._macros = macros
        for name, words in classes.items():
            listed = words.get("words") if isinstance(words, dict) else words
            table = dict.fromkeys(listed, True) if isinstance(listed, list) else dict(words)  # type: ignore[arg-type]
            self.values[name] = dict(table)
            alternatives = []
            for word in table:
                alternatives.append("".join(self._symbol(t) for t in _cut(word)))
                bare = fold(word)
                if bare != word:
                    self.values[name].setdefault(bare, table[word])
            alternatives.sort(key=len, reverse=True)
            singles = "".join(a for a in alternatives if len(a) == 1)
            longer = [re.escape(a) for a in alternatives if len(a) > 1]
            self._sets[name] = f"(?:{'|'.join([*longer, f'[{re.escape(singles)}]' if singles else '(?!)'])})"
        for word in extra:
            for t in _cut(word):
                self._symbol(t)

    def _symbol(self, word: str) -> str:
        if word in _MARKS:
            return _MARKS[word]
        if word.isdigit():
            return _number(word)
        if word not in self._symbols:
            self._symbols[word] = chr(0xE000 + self._next)
            self._next += 1
            bare = fold(word)
            if bare != word:
                self._symbols.setdefault(bare, self._symbols[word])
        return self._symbols[word]

    def compile(self, pattern: str) -> re.Pattern[str]:
        """The regular expression of a pattern over this lexicon's characters."""
        return re.compile(self._expand(pattern))

    def needs(self, pattern: str) -> frozenset[str]:
        """Characters of which any match holds one: those of the rarest class or word that is not optional."""
        best: frozenset[str] = frozenset()
        depth = 0
        items = list(_PATTERN.finditer(pattern))
        for k, m in enumerate(items):
            name, _, operator, literal = m.groups()
            if operator:
                depth += operator.startswith("(") - (operator == ")")
                continue
            optional = k + 1 < len(items) and items[k + 1][3] == "?"
            if depth or optional or (k + 1 < len(items) and items[k + 1][3] == "|"):
                continue
            if name in self.values:
                found = frozenset(self._symbol(_cut(w)[-1]) for w in self.values[name])
            elif name == "year":
                found = frozenset(_YEAR)
            elif literal and literal[0].isalpha() and len(literal) > 3:
                found = frozenset(self._symbol(_cut(literal)[-1]))
            else:
                continue
            if not best or len(found) < len(best):
                best = found
        return best

    def _expand(self, pattern: str) -> str:
        out = []
        for m in _PATTERN.finditer(pattern):
            name, group, operator, literal = m.groups()
            if operator:
                out.append("(?:" if operator == "(" else operator)
                continue
            if name:
                if name in self._macros:
                    piece = f"(?:{self._expand(self._macros[name])})"
                else:
                    piece = self._sets.get(name) or _BUILTIN[name]
            else:
                piece = "".join(re.escape(self._symbol(t)) for t in _cut(literal))
                piece = f"(?:{piece})"
            out.append(f"(?P<{group}>{piece})" if group else piece)
        return "".join(out)

    def encode(self, words: Tokens) -> str:
        """One character a token."""
        get = self._symbols.get
        out = []
        for word, capital in zip(words.words, words.capital, strict=True):
            symbol = get(word)
            if symbol is None:
                if word in _MARKS:
                    symbol = _MARKS[word]
                elif word[0].isdigit():
                    symbol = _number(word)
                elif word == "\n":
                    symbol = _BREAK
                else:
                    symbol = get(_bare(word)) if not word.isascii() else None
                    if symbol is None:
                        symbol = _CAPITAL if capital else _OTHER if word[0].isalpha() else ";"
            out.append(symbol)
        return "".join(out)

    def words_of(self, classname: str) -> frozenset[str]:
        """The words of a class."""
        return frozenset(self.values.get(classname, ()))


_bare = lru_cache(maxsize=1 << 15)(fold)


def _cut(word: str) -> list[str]:
    if word.endswith(("'", "’")) and word[0].isalpha() and word[:-1].isalpha():
        return [word.lower().replace("’", "'")]
    return [m[0].lower().replace("’", "'") for m in _TOKEN.finditer(word)]


def _number(word: str) -> str:
    if len(word) > 4 or not word.isascii():
        return _ANY
    n = int(word)
    if len(word) <= 2:
        return _TO_12 if 1 <= n <= 12 else _TO_31 if 13 <= n <= 31 else _TO_99
    return _YEAR if len(word) == 4 and 1000 <= n <= 2100 else _ANY


def matches(patterns: Iterable[Pattern], encoded: str) -> Iterator[tuple[int, int, Pattern, re.Match[str]]]:
    """Every match of every pattern, as (first token, end token, pattern, match); they may overlap."""
    present = frozenset(encoded)
    for pattern in patterns:
        if pattern.needs and not pattern.needs & present:
            continue
        for m in pattern.regex.finditer(encoded):
            if m.end() > m.start():
                yield m.start(), m.end(), pattern, m


def longest(found: Iterable[tuple[int, int, Pattern, re.Match[str]]]) -> list[tuple[int, int, Pattern, re.Match[str]]]:
    """Those that do not overlap, the leftmost and longest first, in order."""
    out: list[tuple[int, int, Pattern, re.Match[str]]] = []
    reach = 0
    for item in sorted(found, key=lambda f: (f[0], -f[1], f[2].row["rule"] != "")):
        if item[0] >= reach:
            out.append(item)
            reach = item[1]
    return out
