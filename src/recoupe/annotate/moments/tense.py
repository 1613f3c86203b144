"""Whether a day lies behind or ahead, from the words round it that tell a tense."""

from __future__ import annotations

import re

from recoupe.annotate.moments.grammar import Grammar
from recoupe.languages.patterns import Tokens

_REACH = 16  # tokens looked at on either side
_PARTICIPLE = frozenset({"devant", "allant"})
_CLAUSE = frozenset({"que", "qu'", "qui", "dont", "où", "that", "who", "which", "and", "et", "mais", "but"})


class Tense:
    """Reads the tense round a stretch of tokens."""

    def __init__(self, tokens: Tokens, grammar: Grammar):
        self.tokens, self.g = tokens, grammar

    def direction(self, first: int, end: int, reach: int = _REACH, sure: int = 99) -> str | None:
        """`past` or `next`, from the nearest word that tells a tense, in the same sentence.

        None where none does, or none nearer than `sure` words.
        """
        if told := self._beside(first):
            return told
        since = first > 0 and self.tokens.words[first - 1] in self.g.from_day
        best: tuple[int, str] | None = None
        for step, at in ((-1, first - 1), (1, end)):
            cost = 0
            for _ in range(reach):
                if not 0 <= at < len(self.tokens.words):
                    break
                word = self.tokens.words[at]
                if word in ".!?;\n:" and not (word == "." and at and len(self.tokens.words[at - 1]) <= 2):
                    break
                cost += 1
                if word == ",":
                    cost += 3
                elif word in _CLAUSE:
                    cost += 2
                elif not (since and at == first - 1):
                    told, extra = self._tells(word, at)
                    if told and (best is None or cost + extra < best[0]):
                        best = (cost + extra, told)
                    if told and not extra:
                        break
                at += step
        if since and best is None:
            return "next"  # l'ouverture d'une cagnotte dès mardi
        return best[1] if best and best[0] <= sure else None

    def _beside(self, first: int) -> str | None:
        """What the verb that touches the day tells, whatever it means elsewhere: *a appelé vendredi*, *planned for
        Friday*."""
        g, words = self.g, self.tokens.words
        if first < 2:
            return None
        verb, before = words[first - 1], words[first - 2]
        if verb in g.by_day or f"{before}{verb}" in g.by_day:
            return "next"  # d'ici à la mi-juillet
        if verb in g.reported and before not in g.bare_before:
            return "past"
        if before in g.have and (verb in g.ahead or g.past.search(verb)):
            return "past"
        if verb in g.at_day and before in g.planned:
            return "next"
        return None

    def _tells(self, word: str, at: int) -> tuple[str | None, int]:
        g = self.g
        if word in g.ahead:
            return "next", 0
        if word in g.to and at + 1 < len(self.tokens.words) and g.infinitive.search(self.tokens.words[at + 1]):
            return "next", 3
        if g.infinitive.search(word) and self._meant(at):
            return "next", 0
        if word in g.behind:
            return ("next" if at and self.tokens.words[at - 1] in ("be", "être") else "past"), 0
        if self.tokens.capital[at]:
            return None, 0
        if (
            word in _PARTICIPLE
            and at + 1 < len(self.tokens.words)
            and re.search(r"(?:er|ir|re)$", self.tokens.words[at + 1])
        ):
            return "next", 0
        if len(word) >= 4 and g.future.search(word) and word not in g.not_future:
            return "next", 0
        if g.later.search(word):
            return "next", 1
        if at and self.tokens.words[at - 1] in g.persons and g.future_other.search(word):
            return "next", 0
        if len(word) >= 3 and g.past.search(word):
            return ("next", 0) if at and self.tokens.words[at - 1] in ("be", "être") else ("past", 2)
        return None, 0

    def _meant(self, at: int) -> bool:
        """True for an infinitive that somebody wants, threatens or promises: *ont menacé de bloquer le port lundi*."""
        g, words = self.g, self.tokens.words
        for k in range(at - 1, max(at - 7, -1), -1):
            if g.toward.search(words[k]):
                return True
            if words[k] not in g.between_verbs:
                return False
        return False
