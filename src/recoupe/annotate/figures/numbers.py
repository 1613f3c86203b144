"""One number in a text: its value, the token behind it, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.annotate.figures.draft import Written
from recoupe.annotate.figures.words import Words
from recoupe.languages.numerals import read_digits, read_words
from recoupe.languages.patterns import Tokens

Found = tuple[float, int, Written]


class Numbers:
    """Reads the number that starts at a token."""

    def __init__(self, tokens: Tokens, words: Words):
        self.t, self.w = tokens, words

    def at(self, i: int) -> Found | None:
        """The number from token `i` on; None where none starts there."""
        if i >= len(self.t.words):
            return None
        word = self.t.words[i]
        if word[0].isdigit():
            return self._in_digits(i)
        group = self._collective(i)
        if group:
            return (*group, "collective")
        spelled = read_words(self.t.words, i, self.w.language)
        if spelled is None:
            return None
        value, end = spelled
        if self._and_a_half(end):
            return value + self.w.scales.get(self.t.words[end - 1], 1.0) / 2, end + 2, "words"
        dozens = self._collective(end) if end < len(self.t.words) else None
        return (value * dozens[0], dozens[1], "collective") if dozens else (value, end, "words")

    def scale_of(self, i: int) -> float | None:
        """What a token multiplies a number by (*millions*, *M*)."""
        t = self.t
        return self.w.scales.get(t.words[i]) or self.w.letters.get(t.text[t.starts[i] : t.ends[i]])

    def _in_digits(self, i: int) -> Found | None:
        t, w = self.t, self.w
        words = t.words
        m = w.digits.match(t.text, t.starts[i])
        if not m:
            return None
        value: float = read_digits(m[0], w.language)
        end = t.at(m.end())
        if end >= len(words):
            return value, end, "digits"
        raw = t.text[t.starts[end] : t.ends[end]]
        if raw in w.letters and self._is_multiplier(value, m.end(), end):
            return value * w.letters[raw], end + 1, "digits"
        if words[end] in w.scales:
            if self._and_a_half(end + 1):
                return (value + 0.5) * w.scales[words[end]], end + 3, "digits"
            while end < len(words) and words[end] in w.scales:
                value, end = value * w.scales[words[end]], end + 1
        return value, end, "digits"

    def _is_multiplier(self, value: float, stop: int, i: int) -> bool:
        """True where the letter behind a number multiplies it: 3 M€, 10k euros, $1.2bn."""
        t, w = self.t, self.w
        glued = t.starts[i] == stop
        follow = t.words[i + 1] if i + 1 < len(t.words) else ""
        money = follow in w.currency or w.has("of", follow)
        if t.words[i] == "k" and value < 10 and not money:
            return False
        return glued or (t.starts[i] - stop == 1 and money)

    def _and_a_half(self, i: int) -> bool:
        words = self.t.words
        return i + 1 < len(words) and self.w.has("and", words[i]) and words[i + 1] in self.w.half

    def _collective(self, i: int) -> tuple[float, int] | None:
        """*Centaine*, *dizaines de milliers*, *millions* without a number of their own."""
        words, w = self.t.words, self.w
        if w.has("bare_scales", words[i]):
            return w.scales[words[i]], i + 1
        if words[i] not in w.collective_first:
            return None
        for key, value in w.collectives.items():
            if tuple(words[i : i + len(key)]) == key:
                return self._times(value, i + len(key))
        return None

    def _times(self, value: float, end: int) -> tuple[float, int]:
        words, w = self.t.words, self.w
        while end + 1 < len(words) and w.has("of", words[end]):
            more = w.scales.get(words[end + 1]) or w.collectives.get((words[end + 1],))
            if not more:
                break
            value, end = value * more, end + 2
        return value, end


def starts_with(words: Sequence[str], at: int, key: tuple[str, ...]) -> bool:
    """True where the tokens from `at` on are those of `key`."""
    return tuple(words[at : at + len(key)]) == key
