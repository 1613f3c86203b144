"""One saying, told in several articles: in the same words, edited, paraphrased, or in another language.

Every statement becomes a bag of the words that say something (lemmas without small words, numbers, names), each
with a weight that falls with the number of statements that have it. Two statements are likely one saying
where their bags overlap enough, for one speaker (a statement without speaker goes by its words alone), not on two
different known days. Statements of two languages are compared through a bilingual word list (`en-lexicon`), spelling
rules for cognates, names and numbers. Pairs are taken best first; a group never holds two statements of one article
unless they are the same words (a headline that quotes the text), and never two speakers: the same words in two
mouths stay two utterances. A last pass joins what stands between two sayings that are already joined on both sides
(copies keep the order of what is said).

Candidates come from an index of the words, the rare ones first, so the cost grows with the statements, not with
their pairs. Every statement with a speaker stands in exactly one utterance, alone if it is told once; a statement
without a speaker only where its words are told elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from recoupe.encoders import Encode, cosine
from recoupe.languages import table
from recoupe.languages.bilingual import pivot
from recoupe.languages.phrases import stem
from recoupe.model import Dossier, Span, Statement, Utterance
from recoupe.text import fold, stable_id

SAME = 0.42  # likeness of two tellings in one language, for one speaker
INSIDE = 0.8  # share of the shorter one's words found in the longer one
FOREIGN = 0.45  # likeness over two languages
ANYONE = 0.75  # likeness where a speaker is unknown
ENCODED = 0.8  # cosine of two tellings by an encoder, where one is given
MANY = 400  # sayings of one speaker that are set side by side for an encoder
COMMON = 60  # statements that a word may stand in and still call up candidates

_DAY = re.compile(r"\d{4}(-\d\d){0,2}$")
_STOP = re.compile(r"[.!?…;]\s+|\s—\s|\n+")
_WORD = re.compile(r"\d+(?:[.,\u202f\u00a0 ]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*['’]?")


def merge(dossier: Dossier, encode: Encode | None = None) -> tuple[Utterance, ...]:
    """The utterances of one story; every statement with a speaker stands in exactly one.

    `encode` turns texts into vectors; with it, two sayings of one speaker in two articles are also likely one where
    their vectors lie close, whatever their words and language.
    """
    sayings = _sayings(dossier)
    groups = _Groups(sayings)
    keys = [s.key for s in sayings]
    pairs = [*_pairs(sayings), *(_near(dossier, sayings, encode) if encode else ())]
    found = sorted(pairs, key=lambda p: (-p[0], min(keys[p[1]], keys[p[2]]), max(keys[p[1]], keys[p[2]])))
    mouths: dict[int, set[str]] = defaultdict(set)  # whose words a saying without speaker may be
    for _, i, j in found:
        for one, other in ((i, j), (j, i)):
            who = sayings[other].statement.speaker
            if sayings[one].statement.speaker is None and who:
                mouths[one].add(who)
    for _, i, j in found:
        if len(mouths.get(i, ())) <= 1 and len(mouths.get(j, ())) <= 1:
            groups.join(i, j)
    _between(sayings, groups)
    out = []
    for members in groups.lists():
        first = sorted((sayings[m] for m in members), key=lambda s: s.key)
        speaker = next((s.statement.speaker for s in first if s.statement.speaker), None)
        if speaker is None and len(first) == 1:
            continue
        ids = tuple(s.statement.id for s in first)
        days = Counter(s.statement.said for s in first if s.statement.said)
        said = max(sorted(days), key=lambda d: days[d]) if days else None
        out.append(Utterance(stable_id("u", *ids), speaker, said, ids))
    return tuple(sorted(out, key=lambda u: u.statements[0]))


class _Saying:
    """A statement made comparable."""

    __slots__ = ("at", "bag", "key", "language", "order", "parts", "pivot", "statement", "weight")

    def __init__(
        self, statement: Statement, article: str, at: int, order: int, language: str, parts: Iterable[Iterable[str]]
    ) -> None:
        self.statement = statement
        self.at = at
        self.order = order
        self.language = language
        self.parts = [b for p in parts if (b := frozenset(p))]
        self.bag = frozenset(w for p in self.parts for w in p)
        self.pivot = frozenset(p for w in self.bag for p in pivot(w, language))
        start = statement.content[0].start if statement.content else 0
        self.key = (article, start, statement.id)
        self.weight = 0.0


def _sayings(dossier: Dossier) -> list[_Saying]:
    out = []
    for at, (article, notes, statements) in enumerate(
        zip(dossier.articles, dossier.notes, dossier.statements, strict=True)
    ):
        tokens = notes.parse.tokens
        lemmas = {t.start: t.lemma for t in tokens if t.pos in ("VERB", "NOUN", "ADJ", "ADV")}
        bounds = [(tokens[s.first].start, s.language) for s in notes.parse.sentences if s.first < len(tokens)]
        ordered = sorted(
            range(len(statements)), key=lambda n: (statements[n].content[0].start if statements[n].content else 0, n)
        )
        for order, n in enumerate(ordered):
            s = statements[n]
            start = s.content[0].start if s.content else 0
            language = article.language or "fr"
            for b, code in bounds:
                if b > start:
                    break
                language = code or language
            language = _guess(article.text[start : s.content[-1].end], language) if s.content else language
            parts = [
                matter(article.text, a, b, language, lemmas) for c in s.content for a, b in _sentences(article.text, c)
            ]
            out.append(_Saying(s, article.id, at, order, language, parts))
    seen = Counter(w for saying in out for w in saying.bag)
    for saying in out:
        saying.weight = sum(_idf(seen[w], len(out)) for w in saying.bag)
    return out


def _sentences(text: str, span: Span) -> Iterator[tuple[int, int]]:
    at = span.start
    for m in _STOP.finditer(text, span.start, span.end):
        yield at, m.end()
        at = m.end()
    yield at, span.end


def _idf(df: int, n: int) -> float:
    return math.log(1 + n / (1 + df)) + 0.2


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(fold(w) for w in table(language, "function-words").get("words", "").split())


def _guess(text: str, language: str) -> str:
    """The other language where its small words are plainly more in these words (a tweet inside a French text)."""
    ws = [fold(w) for w in _WORD.findall(text)]
    own = sum(w in _small(language) for w in ws)
    for other in ("en", "fr"):
        if other != language and sum(w in _small(other) for w in ws) > own + 1:
            return other
    return language


def matter(text: str, start: int, end: int, language: str, lemmas: Mapping[int, str]) -> Iterator[str]:
    """The words of a stretch that say something: stems, names, numbers.

    >>> list(matter("Nous ne fermerons pas les 12 écoles", 0, 35, "fr", {}))
    ['fermeron', '12', 'ecol']
    """
    small = _small(language)
    for m in _WORD.finditer(text, start, end):
        w = fold(m.group())
        if w[0].isdigit():
            yield re.sub(r"[\s.,](?=\d{3}\b)", "", w)
            continue
        if w.endswith("'") or w in small or len(w) < 2:
            continue
        lemma = lemmas.get(m.start())
        if lemma:
            w = fold(lemma)
            if w in small:
                continue
        yield stem(w)


# ------------------------------------------------------------------ pairs


def _pairs(sayings: list[_Saying]) -> Iterator[tuple[float, int, int]]:
    """Pairs that are likely one saying, with their likeness over its threshold."""
    seen = Counter(w for s in sayings for w in s.bag)
    pivots = Counter(p for s in sayings for p in s.pivot)
    n = len(sayings)
    spots: dict[object, list[int]] = defaultdict(list)
    for i, s in enumerate(sayings):
        for w in s.bag:
            if seen[w] <= COMMON:
                spots[w].append(i)
        for p in s.pivot:
            if pivots[p] <= COMMON:
                spots[("~", p)].append(i)
        if s.statement.speaker:
            spots[("who", s.statement.speaker)].append(i)
    languages = {s.language for s in sayings}
    for i, s in enumerate(sayings):
        shared: Counter[int] = Counter()
        for w in s.bag:
            if seen[w] <= COMMON:
                shared.update(j for j in spots[w] if j > i)
        if len(languages) > 1:
            for p in s.pivot:
                if pivots[p] <= COMMON:
                    shared.update(j for j in spots[("~", p)] if j > i and sayings[j].language != s.language)
        for j in sorted(shared):
            likeness = _likeness(s, sayings[j], seen, n)
            if likeness >= 1.0:
                yield likeness, i, j


def _near(dossier: Dossier, sayings: Sequence[_Saying], encode: Encode) -> Iterator[tuple[float, int, int]]:
    """Pairs of one speaker's sayings in two articles whose vectors lie close, with that closeness."""
    texts = [" ".join(c.cut(dossier.articles[s.at].text) for c in s.statement.content) for s in sayings]
    vectors = list(encode(texts))
    mouths: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(sayings):
        if s.statement.speaker and s.bag:
            mouths[s.statement.speaker].append(i)
    for rows in mouths.values():
        for n, j in enumerate(rows):
            for i in rows[max(0, n - MANY) : n]:
                if sayings[i].at != sayings[j].at and (likeness := cosine(vectors[i], vectors[j]) / ENCODED) >= 1.0:
                    yield likeness, i, j


def _likeness(a: _Saying, b: _Saying, seen: Counter[str], n: int) -> float:
    sa, sb = a.statement, b.statement
    if sa.speaker and sb.speaker and sa.speaker != sb.speaker:
        return 0.0
    if sa.said and sb.said and _apart(sa.said, sb.said):
        return 0.0
    if a.at == b.at and any(x.touches(y) for x in sa.content for y in sb.content):
        return 0.0
    if a.language != b.language:
        if not (sa.speaker and sb.speaker):
            return 0.0
        return _foreign(a, b, seen, n) / FOREIGN
    both_w = a.bag & b.bag
    if not both_w:
        return 0.0
    weight = sum(_idf(seen[w], n) for w in both_w)
    union = a.weight + b.weight - weight
    jaccard = weight / union if union else 0.0
    inside = weight / min(a.weight, b.weight) if min(a.weight, b.weight) else 0.0
    if not (sa.speaker and sb.speaker):
        return jaccard / ANYONE if len(both_w) >= 3 else 0.0
    if a.at == b.at:
        return inside / 0.9 if len(both_w) >= 3 and inside >= 0.9 else 0.0
    if len(both_w) == 1 and max(len(a.bag), len(b.bag)) > 1:
        return 0.0
    best = jaccard / SAME
    if inside >= INSIDE and len(both_w) >= 3:
        best = max(best, inside / INSIDE)
    return best


def _foreign(a: _Saying, b: _Saying, seen: Counter[str], n: int) -> float:
    """The best likeness of a sentence of one and a sentence of the other, over two languages."""
    best = 0.0
    for p in a.parts[:12]:
        for q in b.parts[:12]:
            (few, la), (many, lb) = sorted(((p, a.language), (q, b.language)), key=lambda x: len(x[0]))
            there = {f for w in many for f in pivot(w, lb)}
            met = [w for w in few if not there.isdisjoint(pivot(w, la))]
            total = sum(_idf(seen[w], n) for w in few)
            share = sum(_idf(seen[w], n) for w in met) / total if total else 0.0
            if len(met) >= 3 or (len(met) == 2 and share >= 0.6 and len(few) <= 4):
                best = max(best, share * min(1.0, 2.5 * len(met) / len(many)))
    return best


def _between(sayings: list[_Saying], groups: _Groups) -> None:
    """Join what one speaker says between two sayings that are joined on both sides: copies keep their order."""
    by_place = {(s.at, s.order): i for i, s in enumerate(sayings)}
    gaps: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, s in enumerate(sayings):
        before, after = by_place.get((s.at, s.order - 1)), by_place.get((s.at, s.order + 1))
        if before is not None and after is not None and s.statement.speaker:
            gaps[groups.root(before), groups.root(after)].append(i)
    for inside in gaps.values():
        for i, j in pairwise(sorted(inside, key=lambda n: sayings[n].key)):
            a, b = sayings[i], sayings[j]
            if a.at != b.at and a.statement.speaker == b.statement.speaker and a.pivot & b.pivot:
                groups.join(i, j)


def _apart(a: str, b: str) -> bool:
    """Two days, or a day and a month or year that it is not in."""
    if not (_DAY.match(a) and _DAY.match(b)):
        return False
    return not (a.startswith(b) or b.startswith(a))


class _Groups:
    """Statements in disjoint groups; a group keeps one speaker and the order of every article."""

    def __init__(self, sayings: list[_Saying]) -> None:
        self.sayings = sayings
        self.up = list(range(len(sayings)))
        self.members = {i: [i] for i in range(len(sayings))}

    def root(self, i: int) -> int:
        while self.up[i] != i:
            self.up[i] = self.up[self.up[i]]
            i = self.up[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = self.root(i), self.root(j)
        if a == b or not self._may(a, b):
            return
        a, b = min(a, b), max(a, b)
        self.up[b] = a
        self.members[a] += self.members.pop(b)

    def _may(self, a: int, b: int) -> bool:
        who = {s for m in (*self.members[a], *self.members[b]) if (s := self.sayings[m].statement.speaker)}
        if len(who) > 1:
            return False
        days = {d for m in (*self.members[a], *self.members[b]) if (d := self.sayings[m].statement.said)}
        if any(_apart(x, y) for x, y in combinations(sorted(days), 2)):
            return False
        here: dict[int, list[_Saying]] = defaultdict(list)
        for m in self.members[a]:
            here[self.sayings[m].at].append(self.sayings[m])
        for m in self.members[b]:
            mine = self.sayings[m]
            for other in here.get(mine.at, ()):
                small = min(len(mine.bag), len(other.bag))
                if mine.language == other.language and (not small or len(mine.bag & other.bag) / small < 0.8):
                    return False
        return True

    def lists(self) -> list[list[int]]:
        return [self.members[r] for r in sorted(self.members)]
