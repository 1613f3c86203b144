"""What a table cannot say of a match: whether a number is a year, a word a name, *aujourd'hui* a day."""

from __future__ import annotations

import re
from typing import Any

from recoupe.annotate.moments.grammar import Grammar
from recoupe.annotate.moments.tense import Tense
from recoupe.languages.patterns import Tokens

_QUOTED = re.compile(r"«[^»]{0,2000}»|“[^”]{0,2000}”|\"[^\"\n]{0,1500}\"")
_ALSO_NAMES = frozenset({"mars", "avril", "mai", "août"})
_ALSO_NAMES_EN = frozenset({"may", "march", "april", "june", "august"})
_ALSO_WORDS = frozenset({"may", "march", "sun", "mar", "sat"})
_BEFORE_MONTH = frozenset(
    {"in", "on", "by", "since", "until", "last", "next", "this", "early", "late", "of", "from", "to", "for", "during"}
    | {"between", "through", "and"}
)
_TAGS = frozenset({"#", "@"})
_OPENING, _CLOSING = frozenset({'"', "«", "“"}), frozenset({'"', "»", "”"})


class Judge:
    """Judges stretches of one text."""

    def __init__(self, tokens: Tokens, encoded: str, grammar: Grammar, tense: Tense):
        self.tokens, self.encoded, self.grammar, self.tense = tokens, encoded, grammar, tense
        self.text = tokens.text
        self._quotes: list[tuple[int, int]] | None = None

    def is_code(self, first: int, end: int) -> bool:
        """True where digits go on before or behind: #8decembre, 8,000 years, March 4c."""
        begin, stop = self.tokens.starts[first], self.tokens.ends[end - 1]
        text = self.text
        if begin and text[begin - 1] in _TAGS:
            return True
        if text[begin].isdigit() and begin > 1 and text[begin - 1] in ".," and text[begin - 2].isdigit():
            return True
        return text[stop - 1].isdigit() and text[stop : stop + 1].isalpha()

    def is_year(self, first: int, end: int, values: dict[str, Any]) -> bool:
        """True where a number is a year: by the words before and behind it, and nothing glued to it."""
        words, text, t = self.tokens.words, self.text, self.tokens
        at = end - 1
        before = text[t.starts[at] - 1] if t.starts[at] else " "
        after = text[t.ends[at]] if t.ends[at] < len(text) else " "
        # 2014-2018 has its own pattern; what is left is a reference or a decimal
        paired = before in "/-–" and first and self.encoded[first - 2 : first - 1] == "Y"
        if before in ".,/-–#@_°©$€£" and not paired:
            return False
        if (
            after.isalpha()
            or after in "%€$£°_"
            or (after in ".,/-:" and text[t.ends[at] + 1 : t.ends[at] + 2].isdigit())
        ):
            return False
        g = self.grammar
        if end - first > 1:
            return True
        prev = words[first - 1] if first else ""
        follow = words[end] if end < len(words) else "\n"
        if prev in g.never_year or prev == "©" or follow in ("%", "€", "$", "£"):
            return False
        if prev.isdigit() or (follow.isdigit() and len(follow) == 3):
            return False
        strong = prev in g.before_year
        year = values.get("y") or int(values["yy"])
        calm = self.calm(end)
        if strong:
            return calm or year >= 1900
        return calm and 1700 <= year <= 2100 and (year >= 1900 or prev not in ("", "\n"))

    def calm(self, end: int) -> bool:
        """True where what follows does not make a number of a year: a mark, a capital, a word of grammar."""
        t = self.tokens
        if end >= len(t.words):
            return True
        follow = t.words[end]
        if follow in self.grammar.follow_never:
            return False
        return (
            follow in self.grammar.after_year
            or t.capital[end]
            or (not follow[0].isalnum() and follow not in ("%", "€", "$", "£"))
        )

    def is_quoted_alone(self, at: int) -> bool:
        """A word that alone stands between marks is a title or a word spoken of."""
        t = self.tokens
        left = t.words[at - 1] if at else ""
        right = t.words[at + 1] if at + 1 < len(t.words) else ""
        return left in _OPENING and right in _CLOSING

    def is_name_free(self, at: int) -> bool:
        """False where a capital inside a sentence makes the word part of a name (Champ-de-Mars)."""
        t = self.tokens
        if at >= 2 and t.words[at - 1] == "-" and t.ends[at - 1] == t.starts[at] and t.words[at - 2][0].isalpha():
            return False
        if self.grammar.language == "en":
            if not t.capital[at]:
                return t.words[at] not in _ALSO_WORDS
            named = t.words[at] in _ALSO_NAMES_EN and at and t.capital[at - 1] and t.words[at - 1] not in _BEFORE_MONTH
            return not named
        if not t.capital[at] or at == 0 or not t.words[at - 1][0].isalpha():
            return True
        return not t.capital[at - 1] and t.words[at] not in _ALSO_NAMES

    def is_today(self, first: int, end: int) -> bool:
        """True where *aujourd'hui* is the day, not the age we live in: not quoted, and with a verb of one day."""
        start = self.tokens.starts[first]
        if self._quotes is None:
            self._quotes = [m.span() for m in _QUOTED.finditer(self.text)]
        if any(a < start < b for a, b in self._quotes):
            return False
        words = self.tokens.words
        if first > 1 and words[first - 1] in ("à", "to") and self.encoded[first - 2] == "Y":
            return True
        near = set(words[max(0, first - 2) : first]) | set(words[end : end + 3])
        if near & self.grammar.age:
            return False
        return self.tense.direction(first, end, reach=5) is not None and (
            not first or words[first - 1] not in self.grammar.copula
        )
