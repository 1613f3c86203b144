"""One language's words round numbers, from its `numbers.toml`, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from recoupe.languages import table
from recoupe.languages.numerals import digits, starters

_SPLIT = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?|[^\w\s]|\d+")
Key = tuple[str, ...]


def cut(words: str) -> Key:
    """An expression as tokens; an elided word keeps its apostrophe.

    >>> cut("plus d'")
    ('plus', "d'")
    """
    if words.endswith(("'", "’")):
        head, _, last = words[:-1].rpartition(" ")
        return (*cut(head), last.lower() + "'") if head else (words.lower().replace("’", "'"),)
    return tuple(m[0].lower().replace("’", "'") for m in _SPLIT.finditer(words))


def _by(at: int, rows: Iterable[tuple[Key, str]]) -> dict[str, list[tuple[Key, str]]]:
    """Expressions with what they tell, by their first or last word."""
    out: dict[str, list[tuple[Key, str]]] = {}
    for row in rows:
        out.setdefault(row[0][at], []).append(row)
    return out


class Words:
    """What `numbers.toml` says, by use."""

    def __init__(self, language: str):
        data: dict[str, Any] = table(language, "numbers")
        self.language = language
        self.digits = digits(language)
        self.starters = starters(language)
        self.collectives: dict[Key, float] = {cut(k): float(v) for k, v in data.get("collectives", {}).items()}
        self.collective_first = frozenset(k[0] for k in self.collectives)
        self.opening = self.starters | self.collective_first  # where a figure in words may start
        self.letters: dict[str, float] = {k: float(v) for k, v in data.get("letters", {}).items()}
        self.scales: dict[str, float] = {k: float(v) for k, v in data.get("scales", {}).items()}
        self.currency: dict[str, str] = data.get("currency", {})
        self.moneys = frozenset(self.currency.values())
        self.percent = _by(0, [(cut(w), "%") for w in data.get("percent", {}).get("words", ())])
        self.half = frozenset(data.get("half", ()))
        bounds = data.get("bounds", {})
        before = [(cut(w), kind) for kind in ("more", "less", "about", "up") for w in bounds.get(kind, ())]
        after = [(cut(w), kind) for kind in ("more", "less", "about") for w in bounds.get("after_" + kind, ())]
        self.before = _by(-1, sorted(before, key=lambda b: -len(b[0])))
        self.after = sorted(after, key=lambda b: -len(b[0]))
        self.first_after = frozenset(key[0] for key, _ in after)
        self._sets = {k: frozenset(v) for k, v in data.get("words", {}).items()}
        self.people: str | None = next(
            iter(data.get("words", {}).get("people", ())), None
        )  # what *one person* goes on as
        self.adjective = re.compile(data.get("adjective_ending", r"(?!)"))
        self.adverb = re.compile(data.get("adverb_ending", r"(?!)"))
        self.participle = re.compile(data.get("participle_ending", r"(?!)"))

    def has(self, name: str, word: str) -> bool:
        """True where the list `name` holds `word`."""
        return word in self._sets.get(name, ())


@cache
def words(language: str) -> Words:
    """The words of a language."""
    return Words(language)
