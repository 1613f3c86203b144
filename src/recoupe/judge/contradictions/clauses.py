"""Two clauses of a story, in anybody's mouth or in the reports' own words, that tell one thing and its contrary.

Clauses are compared where they share what they are about and part at what they turn on: a negation on one side
only, or two words that exclude each other (*serious* and *slight*, *alone* and *accompanied*).
What changed in time (*no longer*, *not yet*), what is asked, wished or supposed, and what one speaker says twice stand
in no contradiction.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from recoupe.judge._language import Lexicon, lexicon
from recoupe.judge._propositions import Proposition, Reader
from recoupe.judge._sentences import sentences
from recoupe.judge._words import Word
from recoupe.languages import table
from recoupe.model import Contradiction, Dossier, Evidence, Span, Statement
from recoupe.text import fold

_BUCKET = 20
_NEAREST = 12
_SHARED = 2
_SHARE = 0.5
_ROLE = 0.75
_LONGEST = 24
_SIDES = 24
_WHOLE = 0.95
_NEXT = 90
_DEGREE = 0.3
_FEW = 3
_SENTENCE = 14
_THIN = frozenset(("ADV", "ADP", "PRON", "INTJ", "PART", "AUX", "DET"))
_STOP = re.compile(r"[,;:()]\s|\s[-–—]\s")
_SHORT = 12


class _Clause(NamedTuple):
    """What one clause tells: its concepts with their polarity, those that it turns on, whose words they are."""

    where: Evidence
    voice: str | None
    said: bool
    language: str
    concepts: dict[str, bool]
    heads: frozenset[str]
    events: frozenset[str]
    degrees: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    folded: str
    denies: bool


def opposed(dossier: Dossier, props: Sequence[Proposition]) -> Iterable[Contradiction]:
    """Pairs that exclude each other, told together where they share a side; those of most articles first."""
    rows = [c for c in _clauses(dossier, props) if not _open(c)]
    told = Counter(k for c in rows for k in c.concepts)
    weight = {k: math.log(1 + len(rows) / n) for k, n in told.items()}
    index: dict[tuple[str, bool], list[int]] = defaultdict(list)
    groups: list[set[int]] = []
    home: dict[int, int] = {}
    for here, c in enumerate(rows):
        lex = lexicon(c.language)
        near: set[int] = set()
        for head in sorted(c.heads):
            negated = c.concepts[head]
            near.update(index.get((head, not negated), ()))
            for d in lex.against.get(head, ()):
                near.update(index.get((d, negated), ()))
        for head in sorted(c.heads):
            cell = index[head, c.concepts[head]]
            if len(cell) < _BUCKET:
                cell.append(here)
        ranked = sorted(near, key=lambda i: (-len(rows[i].concepts.keys() & c.concepts.keys()), i))
        for other in ranked[:_NEAREST]:
            if not _exclude(rows[other], c, lex, weight):
                continue
            i = home.get(other, home.get(here))
            if i is None:
                groups.append(set())
                i = len(groups) - 1
            groups[i] |= {other, here}
            home.setdefault(other, i)
            home.setdefault(here, i)
    for members in sorted(
        groups, key=lambda g: (-len({rows[i].where.article for i in g}), min(rows[i].where for i in g))
    ):
        sides = sorted({rows[i].where for i in members})
        text = next(a.text for a in dossier.articles if a.id == sides[0].article)
        yield Contradiction("claim", " ".join(text[sides[0].start : sides[0].end].split()), tuple(sides)[:_SIDES])


def _exclude(a: _Clause, b: _Clause, lex: Lexicon, weight: Mapping[str, float]) -> bool:
    if a.language != b.language or (a.voice is not None and a.voice == b.voice):
        return False
    if not a.said and not b.said:
        return False  # what reports tell themselves, one after the other, is a course of events
    if a.where.article == b.where.article and max(a.where.start, b.where.start) < min(a.where.end, b.where.end):
        return False
    if (a.names and b.names and not a.names & b.names) or (a.figures != b.figures and a.figures and b.figures):
        return False
    both = a.concepts.keys() & b.concepts.keys()
    turned = {c for c in both & a.heads & b.heads if a.concepts[c] != b.concepts[c]}
    against = {
        (c, d)
        for c in a.heads
        for d in lex.against.get(c, ())
        if d in b.heads and d not in a.concepts and c not in b.concepts and a.concepts[c] == b.concepts[d]
    }
    if (against and a.figures != b.figures) or bool(turned) == bool(against) or (turned and a.denies == b.denies):
        return False
    alike = {c for c in both if a.concepts[c] == b.concepts[c]}
    met = alike | turned | {c for c, _ in against} | {d for _, d in against}
    whole = [sum(weight[k] for k in x.concepts) for x in (a, b)]
    shared = min(sum(weight[k] for k in met & x.concepts.keys()) for x in (a, b))
    if _face(a, b) and turned & a.events & b.events:
        return True  # *it will reopen in May*, says one; *it will not*, another, in the next sentence
    degree = turned & a.degrees & b.degrees
    if degree and not (a.figures and b.figures):
        # *serious injuries* here, *not seriously hurt* there
        return bool(both & lex.classes or (both - degree and min(len(a.concepts), len(b.concepts)) <= _FEW))
    if shared < _SHARE * min(whole):
        return False
    enough = 1 if turned or shared >= _WHOLE * min(whole) else _SHARED
    return len(alike) + len(turned) >= 2 - (not turned) and len(alike) >= enough


def _face(a: _Clause, b: _Clause) -> bool:
    """True for two speakers of one report, one right after the other."""
    gap = max(a.where.start, b.where.start) - min(a.where.end, b.where.end)
    return a.where.article == b.where.article and gap < _NEXT and a.voice is not None and b.voice is not None


def _clauses(dossier: Dossier, props: Sequence[Proposition]) -> Iterable[_Clause]:
    said: dict[int, list[Statement]] = {i: list(rows) for i, rows in enumerate(dossier.statements)}
    for p in props:
        if p.borrowed or p.statement.act in ("asks", "demands", "declines"):
            continue
        where = Evidence(dossier.articles[p.article].id, p.spans[0].start, p.spans[-1].end)
        if len(p.spans) > 1 and where.end - where.start > 400:
            continue
        words = p.words
        if p.statement.act == "denies" and not any(w.negated for w in words):
            words = tuple(w._replace(negated=True) for w in words)
        yield from _clause(where, p.statement.speaker, True, p.language, words, p.folded)
    for i, article in enumerate(dossier.articles):
        taken = sorted((c.start, c.end) for s in said[i] for c in (*s.content, *filter(None, (s.cue,))))
        reader = Reader(article, dossier.notes[i])
        for sentence in sentences(article, dossier.notes[i], frozenset(("title", "standfirst", "body"))):
            parts = list(_parts(article.text, sentence, taken))
            if len(parts) > 1 and not any(a < sentence.end and sentence.start < b for a, b in taken):
                whole = tuple(reader.words(sentence))
                if len(whole) <= _SENTENCE:
                    parts = [sentence]
            for part in parts:
                words = tuple(reader.words(part))
                yield from _clause(
                    Evidence(article.id, part.start, part.end), None, False, article.language or "fr", words,
                    fold(part.cut(article.text)),
                )  # fmt: skip


def _clause(
    where: Evidence, voice: str | None, said: bool, language: str, words: Sequence[Word], folded: str
) -> Iterable[_Clause]:
    if not 2 <= len(words) <= _LONGEST:
        return
    concepts: dict[str, bool] = {}
    for w in words:
        if not w.figure and w.pos not in _THIN - {"ADV"}:
            concepts[w.concept] = concepts.get(w.concept, True) and w.negated
    heads = frozenset(
        w.concept
        for w in words
        if w.role >= _ROLE and not w.name and not w.figure and w.pos in ("VERB", "ADJ", "NOUN", "ADV", "")
    )
    names = frozenset(w.concept for w in words if w.name)
    figures = frozenset(w.concept for w in words if w.figure)
    lex = lexicon(language)
    denies = "n't" in folded or bool(set(re.findall(r"\w+'?", folded)) & lex.negators)
    events = frozenset(w.concept for w in words if w.role >= 1.0 and w.pos == "VERB" and not w.name)
    degrees_of = lexicon(language).against.keys() - lexicon(language).classes
    degrees = frozenset(
        w.concept for w in words if w.role >= _DEGREE and w.pos in ("ADJ", "ADV") and w.concept in degrees_of
    )
    yield _Clause(
        where, voice, said, language, concepts, heads | degrees, events, degrees, names, figures, folded, denies
    )


def _parts(text: str, sentence: Span, taken: Sequence[tuple[int, int]]) -> Iterable[Span]:
    """Stretches of a sentence between stops that are in nobody's mouth."""
    start = sentence.start
    cuts = [(m.start(), m.end()) for m in _STOP.finditer(text, sentence.start, sentence.end)]
    for end, after in (*cuts, (sentence.end, sentence.end)):
        if end - start > _SHORT:
            if not any(a < end and start < b for a, b in taken):
                yield Span(start, end)
            start = after


@cache
def _changing(language: str) -> re.Pattern[str]:
    words = table(language, "contradictions").get("changing", {}).get("words", ())
    return re.compile(
        r"(?<!\w)(?:"
        + ("|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True)) or "(?!)")
        + r")(?!\w)"
    )


def _open(c: _Clause) -> bool:
    """True for what is asked, supposed, wished or told of a change in time: nothing that could be contradicted."""
    lex = lexicon(c.language)
    return bool(
        c.folded.rstrip(' »”"').endswith("?")
        or lex.supposed.search(c.folded)
        or lex.unreal.search(c.folded)
        or lex.norm.search(c.folded)
        or _changing(lex.language).search(c.folded)
    )
