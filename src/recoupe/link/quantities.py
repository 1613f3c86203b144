"""Figures of one quantity over the articles of a story, and inside one article.

Two figures are of one quantity where their units agree (as words, as kinds, or as sizes of one measure), the words
round them tell of the same thing, and neither place nor time keeps them apart. The same number weighs for it, the
more so the rarer such a number is; another number needs more in common. Pairs become groups by their best links,
as long as no two members contradict each other in place or day.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Literal

from recoupe.languages import available, table
from recoupe.languages.calendar_rules import bounds
from recoupe.model import Dossier, Figure, FigureGroup
from recoupe.text import fold, stable_id

_WORD = re.compile(r"[a-z]+(?:'(?=[a-z]))?|\d+")
_WINDOW = 140  # characters on either side of a number that tell what it counts


class _Member:
    """A figure with what is needed to compare it."""

    def __init__(
        self, figure: Figure, article: int, text: str, language: str | None, speaker: str | None, day: str | None
    ):
        self.figure, self.article, self.speaker, self.day = figure, article, speaker, day
        self.unit, self.scale = _unit(figure.unit, language)
        self.low = None if figure.low is None else figure.low * self.scale
        self.high = None if figure.high is None else figure.high * self.scale
        a, b = _sentence(text, figure.start, figure.end)
        self.sentence = (a, b)
        lead = _stems(text[max(a, figure.start - _WINDOW) : figure.start], language)
        tail = _stems(text[figure.start : min(b, figure.end + _WINDOW)], language)
        self.near = Counter(lead[-5:] + tail[:6])
        self.words = Counter(lead + tail)
        self.place = fold(text[figure.place.start : figure.place.end]) if figure.place else None
        gap = min(abs(figure.place.start - figure.end), abs(figure.start - figure.place.end)) if figure.place else 999
        self.close_place = self.place if gap <= 25 else None
        self.when = bounds(figure.when)

    @property
    def point(self) -> float | None:
        """The number itself, whatever its bound."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    a = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start), text.rfind(".\u00a0", 0, start)) + 1
    ends = [e for e in (text.find(". ", end), text.find("\n", end)) if e >= 0]
    return a, min(ends, default=len(text))


@cache
def _stop(language: str) -> frozenset[str]:
    data = table(language, "numbers")
    words = {
        fold(w)
        for group in ("stop", "adjectives", "definite", "of", "time")
        for w in data.get("words", {}).get(group, ())
    }
    for classes in table(language, "moments").get("classes", {}).values():
        words |= {fold(w) for w in classes} if isinstance(classes, dict) else set()
    return frozenset(
        words | {fold(w) for kind in ("ones", "tens", "hundred", "scales", "collectives") for w in data.get(kind, {})}
    )


def _stems(text: str, language: str | None) -> list[str]:
    stop = _stop(language if language in available() else "fr")
    return [
        w[:6]
        for w in _WORD.findall(fold(text))
        if len(w) > 3 and w not in stop and not w.isdigit() and not w.endswith("'")
    ]


@cache
def _kinds(language: str) -> tuple[dict[str, str], dict[str, tuple[str, float]]]:
    data = table(language, "quantities")
    kinds = {fold(w): name for name, words in data.get("kinds", {}).items() for w in words}
    sizes = {w: (row["base"], float(row["times"])) for row in data.get("sizes", ()) for w in row["words"]}
    return kinds, sizes


def _unit(unit: str | None, language: str | None) -> tuple[str | None, float]:
    """A unit's kind, and what its numbers are multiplied by."""
    if unit is None:
        return None, 1.0
    kinds, sizes = _kinds(language if language in available() else "fr")
    if unit in sizes:
        return sizes[unit]
    bare = fold(unit)
    return kinds.get(bare) or kinds.get(_singular(bare)) or _singular(bare), 1.0


def _singular(word: str) -> str:
    if word.endswith("aux") and len(word) > 5:
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word


def group(dossier: Dossier) -> tuple[FigureGroup, ...]:
    """Groups of two or more figures of one quantity, and how they agree."""
    members = _members(dossier)
    if len(members) < 2:
        return ()
    weight = _weights(members)
    copied = _copies(dossier)
    links = sorted(_links(members, weight, copied), reverse=True)
    home = {i: [i] for i in range(len(members))}
    for score, i, j in links:
        a, b = home[i], home[j]
        if a is b:
            continue
        if all(_together(members[x], members[y]) for x in a for y in b) or score >= 3.0:
            a.extend(b)
            for y in b:
                home[y] = a
    out = []
    seen: set[int] = set()
    for i in range(len(members)):
        if id(home[i]) in seen:
            continue
        seen.add(id(home[i]))
        rows = sorted(home[i])
        if len(rows) > 1:
            out.append(_group(dossier.id, [members[r] for r in rows]))
    return tuple(out)


def _members(dossier: Dossier) -> list[_Member]:
    out = []
    for i, article in enumerate(dossier.articles):
        speakers = {s.id: s.speaker for s in dossier.statements[i]}
        day = dossier.datings[i].published
        for f in dossier.figures[i]:
            if f.low is None and f.high is None:
                continue
            out.append(_Member(f, i, article.text, article.language, speakers.get(f.statement or ""), day))
    return out


def _weights(members: Sequence[_Member]) -> dict[str, float]:
    """How telling a word is: words round every figure tell nothing."""
    seen: Counter[str] = Counter()
    for m in members:
        seen.update(set(m.words))
    n = len(members)
    return {w: math.log(1 + n / c) for w, c in seen.items()}


def _cosine(a: Counter[str], b: Counter[str], weight: dict[str, float]) -> float:
    shared = a.keys() & b.keys()
    if not shared:
        return 0.0
    top = sum(weight[w] ** 2 for w in shared)
    return top / math.sqrt(sum(weight[w] ** 2 for w in a) * sum(weight[w] ** 2 for w in b))


def _copies(dossier: Dossier) -> dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]]:
    at = {a.id: i for i, a in enumerate(dossier.articles)}
    out: dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]] = defaultdict(list)
    for p in dossier.passages:
        i, j = at[p.a.article], at[p.b.article]
        out[i, j].append(((p.a.start, p.a.end), (p.b.start, p.b.end)))
        out[j, i].append(((p.b.start, p.b.end), (p.a.start, p.a.end)))
    return out


def _links(
    members: Sequence[_Member],
    weight: dict[str, float],
    copied: dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]],
) -> list[tuple[float, int, int]]:
    buckets: dict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(members):
        kind = m.unit or "?"
        buckets[kind].append(i)
        if kind.startswith("people") or kind == "?":
            buckets["people*"].append(i)
    pairs: set[tuple[int, int]] = set()
    for rows in buckets.values():
        for x, i in enumerate(rows):
            for j in rows[max(0, x - 400) : x]:
                pairs.add((j, i))
    out = []
    for i, j in sorted(pairs):
        score = _score(members[i], members[j], weight, copied)
        if score > 1.0:
            out.append((score, i, j))
    return out


def _same_number(a: _Member, b: _Member) -> bool:
    return a.low == b.low and a.high == b.high


def _rarity(m: _Member) -> float:
    """0 for a number that anything may have, towards 1 for one that hardly comes twice by chance."""
    point = m.point or 0
    digits = len(str(int(abs(point))).rstrip("0")) if point == int(point) else 3
    size = math.log10(abs(point) + 1)
    return min(1.0, 0.15 * digits + 0.12 * size)


def _score(
    a: _Member,
    b: _Member,
    weight: dict[str, float],
    copied: dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]],
) -> float:
    """Above 1 where two figures are taken for one quantity."""
    same = _same_number(a, b)
    for left, right in copied.get((a.article, b.article), ()):
        inside = (
            left[0] <= a.figure.start
            and a.figure.end <= left[1]
            and right[0] <= b.figure.start
            and b.figure.end <= right[1]
        )
        if inside and same and a.unit == b.unit:
            shift = abs((a.figure.start - left[0]) - (b.figure.start - right[0]))
            if shift < 200:
                return 4.0 - shift / 200
    near, wide = _cosine(a.near, b.near, weight), _cosine(a.words, b.words, weight)
    alike = 0.6 * near + 0.4 * wide
    if a.unit != b.unit:
        if a.unit is None or b.unit is None or "people" in (a.unit, b.unit):
            alike *= 0.8
        else:
            return 0.0
    if a.article == b.article and a.sentence == b.sentence and not same:
        return 0.0
    if a.close_place and b.close_place and a.close_place != b.close_place:
        alike *= 0.35
    if a.when and b.when and (a.when[0] > b.when[1] or b.when[0] > a.when[1]):
        alike *= 0.5
    if same:
        return 0.55 + 1.3 * alike + 0.6 * _rarity(a)
    pa, pb = a.point, b.point
    if not pa or not pb:
        return 0.0
    ratio = max(pa, pb) / min(pa, pb) if min(pa, pb) > 0 else 99.0
    if ratio > (6 if a.speaker != b.speaker else 3) or (a.unit == "%" and ratio > 2):
        return 0.0
    return 0.25 + 1.6 * alike - 0.1 * math.log(ratio)


def _together(a: _Member, b: _Member) -> bool:
    """False where two figures cannot stand in one group."""
    if a.close_place and b.close_place and a.close_place != b.close_place:
        return False
    if a.when and b.when and (a.when[0] > b.when[1] or b.when[0] > a.when[1]) and not _same_number(a, b):
        return False
    return a.article != b.article or a.sentence != b.sentence or _same_number(a, b)


def _compatible(a: _Member, b: _Member) -> bool:
    """True where both numbers can be true of one thing."""
    if _same_number(a, b):
        return True
    pa, pb = a.point, b.point
    if pa is None or pb is None or min(pa, pb) <= 0:
        return pa == pb
    loose = a.figure.approximate or b.figure.approximate or None in (a.low, a.high, b.low, b.high)
    low = max(x for x in (a.low, b.low, float("-inf")) if x is not None)
    high = min(x for x in (a.high, b.high, float("inf")) if x is not None)
    if low <= high and max(pa, pb) / min(pa, pb) <= 1.5:
        return True
    return bool(loose) and max(pa, pb) / min(pa, pb) <= 1.1


def _group(story: str, rows: list[_Member]) -> FigureGroup:
    agreement: Literal["agrees", "differs", "updates"] = "agrees"
    clashes = [(a, b) for x, a in enumerate(rows) for b in rows[:x] if not _compatible(a, b)]
    if clashes:
        agreement = "updates" if all(_later(a, b) for a, b in clashes) else "differs"
    labels = Counter(m.figure.counted or m.figure.unit for m in rows)
    label = max(labels, key=lambda k: (labels[k], len(k or ""))) or ""
    units = Counter(m.figure.unit for m in rows)
    return FigureGroup(
        stable_id("q", story, *(m.figure.id for m in rows)), label, units.most_common(1)[0][0],
        tuple(m.figure.id for m in rows), agreement,
    )  # fmt: skip


def _later(a: _Member, b: _Member) -> bool:
    """True where the two counts are of different days, or in articles of different days, and the later is higher."""
    x, y = bounds(a.day), bounds(b.day)
    if not x or not y or x == y:
        return False
    first, last = (a, b) if x < y else (b, a)
    return (last.point or 0) >= (first.point or 0)
