"""What words mean together: expressions of several words, a verb's meaning by its object, and what a verb denies.

*Perdre la vie* tells a death and no loss; to *retirer un projet de loi* is to give it up, to *retirer des troupes* to
leave; whoever *renonce à fermer* does not close.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from recoupe.judge._language import Lexicon, stem
from recoupe.model import Token
from recoupe.text import fold

_GAP = 4
_WINDOW = 5
_OBJECTS = ("obj", "xcomp", "ccomp", "nsubj:pass", "obl", "nmod", "csubj:pass")
_MODIFIES = ("acl", "amod")
_NOUNS = ("nmod", "acl", "obl")
_DEEP = 40
_NEAR = 3


class Expressions:
    """One stretch's words as they are meant: `given` by index is the class that an expression lends a word (empty
    where it leaves none), `flipped` the indices of words whose polarity something above them turns."""

    def __init__(self, folded: Sequence[str], tokens: Sequence[Token | None], first: int, lex: Lexicon) -> None:
        self.folded, self.tokens, self.first, self.lex = folded, tokens, first, lex
        self.lemmas = [fold(t.lemma) if t is not None and t.lemma else w for w, t in zip(folded, tokens, strict=True)]
        self._children: dict[int, list[int]] | None = None
        self.given: dict[int, str] = {}
        for i, (lemma, word) in enumerate(zip(self.lemmas, folded, strict=True)):
            rows = lex.phrases.get(lemma) or lex.phrases.get(word)
            if rows and i not in self.given:
                self._phrase(i, rows)
            senses = lex.senses.get(lemma) or lex.senses.get(word)
            if senses and i not in self.given:
                near = set(self._objects(i))
                kind = next((k for objects, k in senses if objects & near), None)
                if kind is not None:
                    self.given[i] = kind
        self.flipped = frozenset(self._flipped())

    def _phrase(self, i: int, rows: Sequence[tuple[tuple[str, ...], str]]) -> None:
        for rest, kind in rows:
            at = [i]
            for word in rest:
                found = next((j for j in range(at[-1] + 1, self._stop(at[-1], _GAP)) if self._is(j, word)), None)
                if found is None:
                    break
                at.append(found)
            if len(at) == len(rest) + 1:
                self.given.update(dict.fromkeys(at, ""))
                self.given[i] = kind
                return

    def _is(self, i: int, word: str) -> bool:
        return self.lemmas[i] == word or self.folded[i] == word or self.folded[i] == word + "s"

    def _stop(self, i: int, far: int) -> int:
        """Where a stretch of at most `far` words after a word ends: at a stop."""
        end = min(len(self.folded), i + far + 1)
        return next((j for j in range(i + 1, end) if self.folded[j] in self.lex.marks), end)

    def _objects(self, i: int) -> Iterator[str]:
        """Lemmas and words of what a verb or its noun governs, by syntax and among the next few."""
        at = set(range(i + 1, self._stop(i, _WINDOW)))
        at.update(self._beside(i, noun=False) if self._bare(i) else self._governed(i, _OBJECTS))
        for j in at:
            yield self.lemmas[j]
            yield self.folded[j]

    def _governed(self, i: int, deps: Sequence[str]) -> list[int]:
        """Indices of the words that hang on a word as its objects; what a participle stands at is one of them."""
        if self._children is None:
            self._children = defaultdict(list)
            for k, t in enumerate(self.tokens):
                if t is not None and 0 <= t.head - self.first < len(self.tokens) and t.head - self.first != k:
                    self._children[t.head - self.first].append(k)
        out = [k for k in self._children.get(i, ()) if self._dep(k).split(":")[0] in deps or self._dep(k) in deps]
        token = self.tokens[i]
        if token is not None and token.dep in _MODIFIES and 0 <= token.head - self.first < i:
            out.append(token.head - self.first)
        return out

    def _dep(self, k: int) -> str:
        token = self.tokens[k]
        return token.dep if token is not None else ""

    def _flipped(self) -> Iterator[int]:
        for i, token in enumerate(self.tokens):
            noun = token is not None and token.pos == "NOUN"
            kinds = self.lex.reversing["NOUN" if noun else "VERB"]
            if self._kind(i, token) not in kinds:
                continue
            if token is None or self._bare(i):
                yield from self._beside(i, noun)
                continue
            rows = self._governed(i, _NOUNS if noun else _OBJECTS)
            seen = {i}
            for _ in range(_DEEP):
                if not rows:
                    break
                k = rows.pop()
                if k not in seen:
                    seen.add(k)
                    yield k
                    if k > i or self._dep(k).startswith("nsubj"):
                        rows += [
                            c for c in (self._children or {}).get(k, ()) if not self._dep(c).startswith("acl:relcl")
                        ]

    def _bare(self, i: int) -> bool:
        """True for a word that no parse tells anything of."""
        token = self.tokens[i]
        return token is None or (token.dep == "dep" and token.head == self.first + i)

    def _beside(self, i: int, noun: bool) -> Iterable[int]:
        """What a word governs where no parse tells: what stands before a participle of the passive voice, else what
        follows, as far as the next stop or verb."""
        if any(w in self.lex.copulas for w in self.folded[max(0, i - _NEAR) : i]):
            start = i
            while start and self.folded[start - 1] not in self.lex.stops:
                start -= 1
            return range(start, i)
        end = i + 1
        while end < len(self.folded) and self.folded[end] not in self.lex.stops:
            token = self.tokens[end]
            if token is not None and token.pos in ("VERB", "AUX") and (noun or "VerbForm=Fin" in token.feats):
                break
            end += 1
        return range(i + 1, end)

    def _kind(self, i: int, token: Token | None) -> str:
        if i in self.given:
            return self.given[i]
        word = self.folded[i]
        if token is not None and token.pos not in ("VERB", "NOUN", "ADJ"):
            return ""
        known = self.lex.concept_of(
            word, token.lemma if token is not None else None, token.pos if token is not None else ""
        )
        return known if known in self.lex.classes or token is None else stem(self.lemmas[i], self.lex.language)
