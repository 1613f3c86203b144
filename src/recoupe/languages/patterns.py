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
from itertools import accumulate, compress
from typing import Any

from recoupe.languages._anchors import Places, Shape, ahead, either, in_a_row, one_of, optional, rarest_first, sequence
from recoupe.text import fold

_TOKEN = re.compile(r"(\d+|[^\W\d_]+(?:['’](?=[^\W\d_]))?|[^\w\s]|\n|_+)")
_LINE_END = re.compile("\n")
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
    """The tokens of a text: `starts`, `ends`, `printed` with plain apostrophes, and `words`, the same in lower case.

    The text is cut in one go, blanks included, so that positions are a running sum of lengths: a third of the time
    that a match object a token takes.
    """

    def __init__(self, text: str):
        self.text = text
        pieces = _TOKEN.split(text.replace("’", "'"))  # blanks and tokens in turn
        edges = list(accumulate(map(len, pieces)))
        self.starts, self.ends, self.printed = edges[:-1:2], edges[1::2], pieces[1::2]
        inside = {at for m in _LINE_END.finditer(text) if self._goes_on(at := m.start())}
        if inside:
            kept = [at not in inside for at in self.starts]
            self.starts, self.ends = list(compress(self.starts, kept)), list(compress(self.ends, kept))
            self.printed = list(compress(self.printed, kept))
        self.words = list(map(str.lower, self.printed))
        self.capital = [p[0].isupper() for p in self.printed]

    def _goes_on(self, at: int) -> bool:
        """True for a break inside a running line (hard-wrapped text), which goes on in lower case."""
        text, after = self.text, at + 1
        while after < len(text) and text[after] in " \t\u00a0\u202f":
            after += 1
        return after < len(text) and text[after].islower() and at > 0 and text[at - 1] not in "\n.!?"

    def at(self, position: int) -> int:
        """The index of the first token that starts at `position` or after."""
        return bisect_left(self.starts, position)


@lru_cache(maxsize=8)
def tokens(text: str) -> Tokens:
    """The tokens of a text, kept for the annotators that follow."""
    return Tokens(text)


class Pattern:
    """One compiled pattern and the row of the table that it came from."""

    def __init__(self, regex: re.Pattern[str], row: dict[str, Any], shape: Shape):
        self.regex = regex
        self.row = row
        self.anchors = rarest_first(shape.anchors) if shape.low else ()
        self.needed = tuple([a.chars for a in self.anchors])

    def find(self, encoded: str, places: Places) -> Iterator[re.Match[str]]:
        """The matches that `finditer` gives, looked for only where the anchor that stands in fewest places does."""
        best = places.fewest(self.anchors)
        if best is None:
            yield from (m for m in self.regex.finditer(encoded) if m.end() > m.start())
            return
        match = self.regex.match
        start = 0
        for at in places.of(best.chars):
            start = max(start, at - best.high)
            while start <= at - best.low:
                if (m := match(encoded, start)) and m.end() > start:
                    yield m
                    start = m.end()
                else:
                    start += 1


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
        self._words: dict[str, list[str]] = {}  # a class's words as characters
        self._macros = macros
        self._known = lru_cache(maxsize=1 << 16)(self._encoded)
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
            self._words[name] = [a for a in alternatives if a]
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

    def shape(self, pattern: str) -> Shape:
        """What every match of a compiled pattern holds, and where."""
        return self._choice(list(_PATTERN.finditer(pattern)), 0)[0]

    def _choice(self, items: list[re.Match[str]], at: int) -> tuple[Shape, int]:
        """The shape of alternatives up to the bracket that closes them."""
        branches: list[Shape] = []
        pieces: list[Shape] = []
        while at < len(items) and items[at][3] != ")":
            if items[at][3] == "|":
                branches.append(sequence(pieces))
                pieces, at = [], at + 1
                continue
            piece, at = self._piece(items, at)
            if at < len(items) and items[at][3] in ("?", "*", "+"):
                piece, at = optional(piece, items[at][3]), at + 1
            pieces.append(piece)
        return either([*branches, sequence(pieces)]), at

    def _piece(self, items: list[re.Match[str]], at: int) -> tuple[Shape, int]:
        name, _, operator, literal = items[at].groups()
        if operator in ("^", "$"):
            return Shape(0, 0, ()), at + 1
        if operator:
            inner, close = self._choice(items, at + 1)
            lookaround = Shape(0, 0, ()) if operator != "(?=" else ahead(inner)
            return inner if operator == "(" else lookaround, close + 1
        if literal:
            return in_a_row("".join(self._symbol(t) for t in _cut(literal))), at + 1
        if name in self._macros:
            return self.shape(self._macros[name]), at + 1
        return one_of(self._words.get(name) or _BUILTIN[name].strip("[]\\")), at + 1

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
        return "".join(map(self._known, words.printed))

    def _encoded(self, printed: str) -> str:
        word = printed.lower()
        symbol = self._symbols.get(word)
        if symbol is not None:
            return symbol
        if word in _MARKS:
            return _MARKS[word]
        if word[0].isdigit():
            return _number(word)
        if word == "\n":
            return _BREAK
        symbol = self._symbols.get(_bare(word)) if not word.isascii() else None
        return symbol or (_CAPITAL if printed[0].isupper() else _OTHER if word[0].isalpha() else ";")

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
    places = Places(encoded)
    for pattern in patterns:
        if places.hold(pattern.needed):
            for m in pattern.find(encoded, places):
                yield m.start(), m.end(), pattern, m
