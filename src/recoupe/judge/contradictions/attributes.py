"""Ages of one person (or animal) that differ between reports.

Who has an age is the noun or name that the words give it to. A name is the same wherever it stands; a mere *boy* or
*homme* is the same where the sentences tell the same of him.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Reader
from recoupe.judge._sentences import sentences
from recoupe.languages import table
from recoupe.languages.numerals import read_words
from recoupe.model import Article, Contradiction, Dossier, Evidence, Notes, Span, Token
from recoupe.text import fold

_SHARED = 3
_SHARE = 0.4
_OLDEST = 120
_CLIMB = 6
_SIDES = 24
_FEW = 200


class _Age(NamedTuple):
    where: Evidence
    years: float
    who: frozenset[str]
    named: bool
    about: frozenset[str]
    language: str


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a language gives ages, the surest ways first."""
    data = table(language, "contradictions").get("ages", {})
    kinds = ("before", "aged", "of", "apposed")
    return tuple((kind, re.compile(p, re.IGNORECASE)) for kind in kinds for p in data.get(kind, ()))


@cache
def _holders(language: str) -> frozenset[str]:
    words = fold(table(language, "contradictions").get("ages", {}).get("holders", "")).split()
    return frozenset((*words, *(w + "s" for w in words)))


def ages(dossier: Dossier) -> Iterable[Contradiction]:
    """Different ages given to one, those of most articles first."""
    found = [a for i in range(len(dossier.articles)) for a in _ages(dossier.articles[i], dossier.notes[i])][: _FEW * 4]
    held = Counter(c for a in found for c in a.about)
    weight = {c: math.log(1 + len(found) / n) for c, n in held.items()}
    by_who: dict[str, list[_Age]] = defaultdict(list)
    for a in found:
        for w in a.who:
            by_who[w].append(a)
    groups: list[set[_Age]] = []
    for _, rows in sorted(by_who.items()):
        for k, a in enumerate(rows[:_FEW]):
            for b in rows[:k]:
                if a.where.article != b.where.article and a.years != b.years and _one(a, b, weight):
                    home = next((g for g in groups if a in g or b in g), None)
                    if home is None:
                        groups.append({a, b})
                    else:
                        home |= {a, b}
    text = {a.id: a.text for a in dossier.articles}
    for group in sorted(groups, key=lambda g: (-len({a.where.article for a in g}), min(a.where for a in g))):
        sides = tuple(sorted({a.where for a in group}))[:_SIDES]
        shown = dict.fromkeys(" ".join(text[e.article][e.start : e.end].split()) for e in sides)
        yield Contradiction("trait", " / ".join(list(shown)[:4]), sides)


def _one(a: _Age, b: _Age, weight: dict[str, float]) -> bool:
    if a.language != b.language:
        return False
    if a.named and b.named:
        return True
    shared = a.about & b.about
    least = min(sum(weight[c] for c in x.about) for x in (a, b)) or 1.0
    return len(shared) >= _SHARED or (len(shared) >= 2 and sum(weight[c] for c in shared) >= _SHARE * least)


def _ages(article: Article, notes: Notes) -> Iterable[_Age]:
    language = article.language or "fr"
    tokens = notes.parse.tokens
    starts = [t.start for t in tokens]
    reader: Reader | None = None
    for sentence in sentences(article, notes):
        seen: set[int] = set()
        for kind, pattern in _patterns(language):
            for m in pattern.finditer(article.text, sentence.start, sentence.end):
                years = _number(m.group("n"), language)
                if years is None or not 0 < years <= _OLDEST or not tokens or m.start("n") in seen:
                    continue
                holder = _holder(
                    tokens,
                    bisect_left(starts, m.start("n")),
                    bisect_left(starts, m.end()),
                    sentence,
                    before_noun=kind == "before",
                )
                if holder is None:
                    continue
                if kind == "apposed":
                    holder = max(0, bisect_left(starts, m.start("n")) - 2)
                while holder + 1 < len(tokens) and tokens[holder].pos == tokens[holder + 1].pos == "PROPN":
                    holder += 1  # the surname
                t = tokens[holder]
                bare = fold(article.text[t.start : t.end])
                if (kind == "apposed" and t.pos != "PROPN") or (
                    kind == "of" and t.pos != "PROPN" and bare not in _holders(language)
                ):
                    continue
                seen.add(m.start("n"))
                lex = lexicon(language)
                name = t.pos == "PROPN"
                who = (
                    fold(article.text[t.start : t.end])
                    if name
                    else lex.concept_of(fold(article.text[t.start : t.end]), t.lemma, t.pos)
                )
                reader = reader or Reader(article, notes)
                about = frozenset(w.concept for w in reader.words(sentence) if not w.figure) - {who}
                scale = (
                    12
                    if "m" in (m.groupdict().get("unit") or m.group()).lower()[:1] or "month" in m.group().lower()
                    else 1
                )
                start, end = min(m.start(), t.start), max(m.end(), t.end)
                if end - start > 90:
                    start, end = m.span()
                yield _Age(Evidence(article.id, start, end), years / scale, frozenset((who,)), name, about, language)


def _number(words: str, language: str) -> float | None:
    if words.isdigit():
        return float(words)
    read = read_words(fold(words).replace("-", " ").split(), 0, language)
    return read[0] if read else None


def _holder(tokens: Sequence[Token], first: int, last: int, sentence: Span, *, before_noun: bool) -> int | None:
    """The token of who has an age: what the words hang on, else the noun that they stand before or beside."""
    inside = range(first, last)
    for i in inside:
        k = i
        for _ in range(_CLIMB):
            head = tokens[k].head
            if head == k or not sentence.start <= tokens[head].start < sentence.end:
                break
            if head not in inside and tokens[head].pos in ("NOUN", "PROPN"):
                return head
            if head not in inside and tokens[head].pos in ("VERB", "AUX", "ADJ"):
                for s in range(max(0, first - 12), first):
                    t = tokens[s]
                    if t.head == head and t.dep.startswith("nsubj") and t.pos in ("NOUN", "PROPN"):
                        return s
                break
            k = head
    behind = (k for k in range(last, min(last + 3, len(tokens))) if tokens[k].pos in ("NOUN", "PROPN"))
    before = (k for k in range(first - 1, max(-1, first - 6), -1) if tokens[k].pos in ("NOUN", "PROPN"))
    return next(behind, None) if before_noun else next(before, None)
