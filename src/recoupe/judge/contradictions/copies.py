"""One passage printed by several outlets with a word changed: another number, day, name or thing, a negation more.

Copies are compared word by word. What an editor does for style (a word less, a synonym, a title, a person called
otherwise) is no contradiction: only a change that leaves the sentence as it was, and puts in the place of one thing
another of its kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from recoupe.judge._language import Lexicon, lexicon
from recoupe.languages import table
from recoupe.model import Article, Contradiction, Dossier, Evidence, Notes, Token
from recoupe.text import fold

_MOST_WORDS = 1200
_MOST_PASSAGES = 4000
_CHANGED = 3
_BEFORE, _AFTER = 3, 1
_SPELT = 2
_SHORT = 5
_AROUND = 4
_SIDES = 24
_ROW = 10
_AGES = frozenset(("an", "ans", "mois", "year", "years", "old"))  # told apart by `attributes`


class Change(NamedTuple):
    """Words of one copy that stand in the place of others in another: their tokens' ranges in both articles."""

    one: int
    two: int
    first: tuple[int, int]
    second: tuple[int, int]


class _Text:
    """An article's words and what is known of each stretch."""

    def __init__(self, at: int, dossier: Dossier) -> None:
        self.article: Article = dossier.articles[at]
        notes: Notes = dossier.notes[at]
        self.tokens: Sequence[Token] = notes.parse.tokens
        text = self.article.text
        self.keep = [i for i, t in enumerate(self.tokens) if any(c.isalnum() for c in text[t.start : t.end])]
        self.words = [fold(text[self.tokens[i].start : self.tokens[i].end]).rstrip("'’") for i in self.keep]
        self.starts = [self.tokens[i].start for i in self.keep]
        self.lex: Lexicon = lexicon(self.article.language)
        self.figures = sorted(dossier.figures[at], key=lambda f: f.start)
        self.moments = sorted(dossier.moments[at], key=lambda m: m.start)

    def within(self, e: Evidence) -> tuple[int, int]:
        return bisect_left(self.starts, e.start), bisect_left(self.starts, e.end)

    def span(self, rows: tuple[int, int]) -> tuple[int, int]:
        first, last = self.keep[rows[0]], self.keep[max(rows[0], rows[1] - 1)]
        return self.tokens[first].start, self.tokens[last].end

    def token(self, k: int) -> Token:
        return self.tokens[self.keep[k]]

    def listed(self, k: int) -> bool:
        """True for one thing of several in a row: there a word is put in for another thing, not for style."""
        i = self.keep[k]
        t = self.tokens[i]
        return t.dep == "conj" or any(o.dep == "conj" and o.head == i for o in self.tokens[i + 1 : i + _ROW])

    def cut(self, rows: tuple[int, int]) -> str:
        start, end = self.span(rows)
        return " ".join(self.article.text[start:end].split())


def changed(dossier: Dossier) -> Iterable[Contradiction]:
    """Changes that cannot both be so, all copies of one change together: figures, days, then things, names last."""
    texts: dict[int, _Text] = {}
    at = {a.id: i for i, a in enumerate(dossier.articles)}
    found: dict[tuple[str, ...], set[Evidence]] = defaultdict(set)
    shown: dict[tuple[str, ...], tuple[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    grouped = {m: g.id for g in dossier.quantities if g.agreement != "agrees" for m in g.members}
    called = _aliases(dossier)
    for p in dossier.passages[:_MOST_PASSAGES]:
        if p.kind == "verbatim":
            continue
        i, j = at[p.a.article], at[p.b.article]
        one = texts.setdefault(i, _Text(i, dossier))
        two = texts.setdefault(j, _Text(j, dossier))
        pair = one.article.text[p.a.start : p.a.end], two.article.text[p.b.start : p.b.end]
        if pair in seen or one.article.language != two.article.language:
            continue
        seen.add(pair)
        for c in _changes(one, two, p.a, p.b):
            verdict = _verdict(one, two, c, grouped, called)
            if verdict is None:
                continue
            kind, matter = verdict
            a, b = one.cut(c[0]), two.cut(c[1])
            key = (kind, matter, *sorted((fold(a), fold(b))))
            found[key] |= {_side(one, c[0]), _side(two, c[1])}
            shown.setdefault(key, (a, b))
    for key in sorted(found, key=lambda k: (_RANK[k[1]], k)):
        kind, matter = key[:2]
        yield Contradiction(
            kind,  # type: ignore[arg-type]
            " / ".join(sorted(shown[key])),
            tuple(sorted(found[key]))[:_SIDES],
            matter if matter == "spelling" else "",  # type: ignore[arg-type]
        )


_RANK = {"": 0, "negation": 0, "antonym": 0, "number": 0, "day": 1, "thing": 2, "name": 3, "spelling": 4}


def _changes(one: _Text, two: _Text, a: Evidence, b: Evidence) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Places where a few words differ and those before and behind do not."""
    (a0, a1), (b0, b1) = one.within(a), two.within(b)
    x, y = one.words[a0:a1][:_MOST_WORDS], two.words[b0:b1][:_MOST_WORDS]
    same = [(o.src_start, o.src_end, o.dest_start, o.dest_end)
            for o in Levenshtein.opcodes(x, y) if o.tag == "equal"]  # fmt: skip
    for left, right in pairwise(same):
        if left[1] - left[0] < _BEFORE or right[1] - right[0] < _AFTER:
            continue
        first, second = (left[1], right[0]), (left[3], right[2])
        if max(first[1] - first[0], second[1] - second[0]) <= _CHANGED:
            yield (first[0] + a0, first[1] + a0), (second[0] + b0, second[1] + b0)


def _verdict(
    one: _Text,
    two: _Text,
    c: tuple[tuple[int, int], tuple[int, int]],
    grouped: Mapping[str, str],
    called: dict[str, set[str]],
) -> tuple[str, str] | None:
    """What kind of contradiction a change is, and about what; None for a change of style or an update."""
    first, second = c
    lex = one.lex
    x, y = one.words[slice(*first)], two.words[slice(*second)]
    if not x or not y:
        alone = x or y
        if set(alone) <= lex.negators - lex.first_negators:
            return "claim", "negation"
        return None
    f, g = (
        next((f for f in t.figures if _over(f.start, f.end, t.span(r))), None) for t, r in ((one, first), (two, second))
    )
    if f or g:
        if (
            not f
            or not g
            or (f.low, f.high) == (g.low, g.high)
            or (f.id in grouped and grouped[f.id] == grouped.get(g.id))
        ):
            return None  # those of one quantity are compared with all others of it
        return "figure", "number"
    m, n = (
        next((m for m in t.moments if _over(m.start, m.end, t.span(r))), None) for t, r in ((one, first), (two, second))
    )
    if m or n:
        values = [v.value for v in (m, n) if v and v.value]
        return ("date", "day") if len(values) == 2 and _apart(*values) else None
    after = one.words[first[1]] if first[1] < len(one.words) else ""
    if all(w.isdigit() for w in (*x, *y)) and x != y and after not in _AGES:
        return "figure", "number"
    s, t = ([k for k in range(*r) if text.words[k] not in lex.function] for text, r in ((one, first), (two, second)))
    rest = [
        [text.words[k] for k in range(*r) if text.words[k] in lex.function] for text, r in ((one, first), (two, second))
    ]
    if len(s) != 1 or len(t) != 1:
        return None
    p, q = one.token(s[0]), two.token(t[0])
    u, v = one.words[s[0]], two.words[t[0]]
    likeness = Levenshtein.distance(u, v)
    if p.pos == q.pos == "PROPN":
        if likeness <= _SPELT and min(len(u), len(v)) >= _SHORT and u[:1] == v[:1]:
            return "trait", "spelling"
        alike = rest[0] == rest[1] and not called.get(u, set()) & called.get(v, {v})
        return ("trait", "name") if alike else None
    a, b = (lex.concept_of(w, k.lemma, k.pos) for w, k in ((u, p), (v, q)))
    if (a, b) in lex.opposed:
        return "claim", "antonym"
    listed = one.listed(s[0]) and two.listed(t[0])
    if p.pos == q.pos == "NOUN" and a != b and likeness > _SPELT + 1 and listed and not _wide(lex.language) >= {u, v}:
        return "trait", "thing"
    return None


@cache
def _wide(language: str) -> frozenset[str]:
    """Nouns that an editor puts in the place of many others, singular and plural."""
    words = fold(table(language, "contradictions").get("wide", {}).get("nouns", "")).split()
    return frozenset((*words, *(w + "s" for w in words), *(w[:-1] + "ies" for w in words if w.endswith("y"))))


def _apart(a: str, b: str) -> bool:
    """True for two days, or two months, that differ."""
    return a != b and len(a) == len(b) and bool(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", a)) and "/" not in b


def _over(start: int, end: int, span: tuple[int, int]) -> bool:
    return start < span[1] and span[0] < end


def _side(text: _Text, rows: tuple[int, int]) -> Evidence:
    """The changed words with a few round them."""
    start, _ = text.span((max(0, rows[0] - _AROUND), max(0, rows[0] - _AROUND) + 1))
    last = min(len(text.keep), max(rows[1], rows[0] + 1) + _AROUND)
    _, end = text.span((last - 1, last))
    whole = text.article.text
    start = max([start, *(m.end() for m in _END.finditer(whole, start, text.span(rows)[0]))])
    stop = _END.search(whole, text.span(rows)[1] - 1, end)
    return Evidence(text.article.id, start, stop.start() if stop else end)


_END = re.compile(r"[.!?…»”\"]\s+|\n")


def _aliases(dossier: Dossier) -> dict[str, set[str]]:
    """By word of a name: who it may stand for."""
    out: dict[str, set[str]] = defaultdict(set)
    for s in dossier.speakers:
        for name in (s.name, *s.aliases, *s.roles):
            for w in re.findall(r"\w+", fold(name)):
                out[w].add(s.id)
    return out
