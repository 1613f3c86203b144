"""One article's tokens laid out for quick looking: columns instead of objects, children, edges, noun phrases."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from recoupe.annotate._columns import columns
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.model import Parse, Span

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj", "nsubj:outer", "csubj"}


@lru_cache(maxsize=1 << 14)
def _is_mark(word: str) -> bool:
    return not any(c.isalnum() for c in word)


class View:
    """Columns of a parse. Indices are token indices; `kids` go left to right."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text = text
        self.n = len(parse.tokens)
        laid = columns(parse)
        self.start, self.end, self.lemma, self.pos = laid.start, laid.end, laid.lemma, laid.pos
        self.feats, self.head, self.dep = laid.feats, laid.head, laid.dep
        plain = text.replace("’", "'")
        self.low = [plain[a:b].lower() for a, b in zip(self.start, self.end, strict=True)]
        self.kids: list[list[int]] = [[] for _ in range(self.n)]
        for i, h in enumerate(self.head):
            if h != i and 0 <= h < self.n:
                self.kids[h].append(i)
        self.renamed: set[int] = set()
        self._edges: dict[int, tuple[int, int]] = {}
        self._openings: dict[str, list[int]] = {}

    def openings(self, lex: Lexicon, first: int, last: int) -> list[int]:
        """The tokens from `first` to `last` (exclusive) at which a cue or a frame of a language may start: one look at
        the article for all its sentences and units."""
        found = self._openings.get(lex.language)
        if found is None:
            verbs, opening = lex.verbs, lex.opening
            words = enumerate(zip(self.lemma, self.low, strict=True))
            found = self._openings[lex.language] = [
                i for i, (lemma, word) in words if lemma in verbs or word in opening
            ]
        return found[bisect_left(found, first) : bisect_left(found, last)]

    def rename(self, persons: set[tuple[int, int]]) -> None:
        """Takes a family name for a name wherever it stands alone in capitals: `Nicely said`, tagged as an adverb."""
        family = {self.text[a:b].split()[-1] for a, b in persons if " " in self.text[a:b]}
        family = {w for w in family if w[:1].isupper() and w.isalpha()}
        odd = [
            i
            for i, pos in enumerate(self.pos)
            if pos in {"ADV", "ADJ", "VERB", "INTJ", "NOUN"} and self.text[self.start[i] : self.end[i]] in family
        ]
        if odd:
            self.pos = list(self.pos)
            for i in odd:
                self.pos[i] = "PROPN"
                self.renamed.add(i)

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of the relations."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def edges(self, i: int) -> tuple[int, int]:
        """The first and the last token of the subtree of `i`."""
        if i in self._edges:
            return self._edges[i]
        low = high = i
        seen = {i}
        stack = list(self.kids[i])
        while stack:
            k = stack.pop()
            if k in seen:
                continue
            seen.add(k)
            if k < low:
                low = k
            elif k > high:
                high = k
            stack += self.kids[k]
        self._edges[i] = (low, high)
        return low, high

    def finite(self, i: int) -> bool:
        """True where token `i` is a verb form with person and tense."""
        return "VerbForm=Fin" in self.feats[i] or "Mood=" in self.feats[i]

    def infinitive(self, i: int) -> bool:
        """True for an infinitive."""
        return "VerbForm=Inf" in self.feats[i]

    def is_punct(self, i: int) -> bool:
        """True where token `i` has neither letter nor digit."""
        return _is_mark(self.low[i])

    def span(self, first: int, last: int) -> Span:
        """The stretch from token `first` to token `last`, both included."""
        return Span(self.start[first], self.end[last])
