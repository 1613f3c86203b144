"""Figures of one quantity over the articles of a story, and inside one article.

Two figures are of one quantity where their units agree (as words, as kinds, or as sizes of one measure), the words
round them tell of the same thing, and neither place nor time keeps them apart. The same number weighs for it, the
more so the rarer such a number is; another number needs more in common. Pairs become groups by their best links,
as long as no two members contradict each other in place or day.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from recoupe.languages import available, table
from recoupe.languages.calendar_rules import bounds
from recoupe.model import Dossier, Figure, FigureGroup, Span
from recoupe.text import fold, stable_id

_WORD = re.compile(r"[a-z]+(?:'(?=[a-z]))?|\d+")
_WINDOW = 140  # characters on either side of a number that tell what it counts


class _Member:
    """A figure with what is needed to compare it."""

    def __init__(
        self, figure: Figure, article: int, text: str, language: str | None, speaker: str | None, day: str | None, moment: Span | None
    ):  # fmt: skip
        known = language if language in available() else "fr"
        self.figure, self.article, self.speaker, self.day = figure, article, speaker, day
        self.unit, self.scale = _unit(figure.unit, known)
        self.rare = False
        self.low = None if figure.low is None else figure.low * self.scale
        self.high = None if figure.high is None else figure.high * self.scale
        a, b = _sentence(text, figure.start, figure.end)
        self.sentence = (a, b)
        before = text[max(a, figure.start - _WINDOW) : figure.start]
        behind = text[figure.end : min(b, figure.end + _WINDOW)]
        if self.unit in (None, "people", "people-police", "people-crowd", "membre"):
            crowd = self.unit == "people-crowd"
            fate = _fate(text[figure.start : figure.end], known, but=crowd) or _fate(
                re.split(r"[:;,(]", behind[:60])[0], known, but=crowd
            )
            if fate:
                self.unit = f"{self.unit}/{fate}" if self.unit in ("people-police", "membre") else fate
        lead, tail = _stems(before, known), _stems(text[figure.start : figure.end] + " " + behind, known)
        self.near = Counter(lead[-5:] + tail[:6])
        self.words = Counter(lead + tail)
        self.place = _place(before, behind, known) or (
            fold(text[figure.place.start : figure.place.end]) if figure.place else None
        )
        self.close_place = _place(before, behind, known)
        self.source = _source(behind, known)
        # The moment of its sentence says when it was counted only where it stands beside it.
        near = moment and min(abs(moment.start - figure.end), abs(figure.start - moment.end)) <= 45
        self.when = bounds(figure.when) if near else None

    @property
    def point(self) -> float | None:
        """The number itself, whatever its bound."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


_END = re.compile(r"(?<!\b[A-Z])(?<!\bMM)(?<!\bMr)(?<!\bMme)(?<!\bDr)(?<!\bMgr)[.!?][»”\"]?\s+(?=[A-ZÀÉÈ«“\"\d])|\n")


@lru_cache(maxsize=64)
def _ends(text: str) -> list[int]:
    return [m.end() for m in _END.finditer(text)]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    ends = _ends(text)
    i = bisect_right(ends, start)
    j = bisect_left(ends, end)
    return (ends[i - 1] if i else 0), (ends[j] if j < len(ends) else len(text))


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


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[str, re.Pattern[str]]]]:
    data = table(language, "quantities")

    def either(words: Sequence[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"

    place = re.compile(rf"(?<!\w)(?:{either(data.get('places', ()))})\s?(?:l[aes]?\s|l['’]|the\s)?([A-ZÉÈÎ][\w’'-]+)")
    source = re.compile(
        rf"(?<!\w)(?:{either(data.get('sources', ()))})\s+(?:l[aes]?\s+|l['’]|un\w*\s+|the\s+)?([^,;.()\"»]{{3,30}})",
        re.IGNORECASE,
    )
    fates = [
        (name, re.compile(rf"(?<!\w)(?:{either(words)})", re.IGNORECASE))
        for name, words in data.get("fates", {}).items()
    ]
    return place, source, fates


def _place(before: str, behind: str, language: str) -> str | None:
    """The place named right behind a number, or at the head of its clause."""
    place = _patterns(language)[0]
    found = place.search(re.split(r"[,;(]", behind[:45])[0])
    if not found:
        head = re.split(r"[;:«\"“]|, ", before.strip())
        found = (
            place.match(before.strip()) if len(before) < 60 else place.match(head[-1]) if len(head[-1]) < 40 else None
        )
    name = fold(found[1]) if found else None
    return name if name not in table(language, "quantities").get("not_places", ()) else None


def _source(behind: str, language: str) -> str | None:
    found = _patterns(language)[1].search(behind[:70])
    return fold(found[1])[:12] if found else None


def _fate(text: str, language: str, *, but: bool = False) -> str | None:
    """What happened to those counted, from the first word that tells; with `but`, more than that they gathered."""
    hits = [(m.start(), name) for name, pattern in _patterns(language)[2] if (m := pattern.search(text))]
    return min((h for h in hits if not but or h[1] != "people-crowd"), default=(0, None))[1]


def _stems(text: str, language: str) -> list[str]:
    stop = _stop(language)
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


def _unit(unit: str | None, language: str) -> tuple[str | None, float]:
    """A unit's kind, and what its numbers are multiplied by."""
    if unit is None:
        return None, 1.0
    kinds, sizes = _kinds(language)
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
    counts = Counter(m.unit for m in members)
    for m in members:
        # A thing that the story hardly counts otherwise: two numbers of it are numbers of the same.
        m.rare = counts[m.unit] <= 3 and bool(m.unit) and m.unit not in _COMMON and not str(m.unit).startswith("people")
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
        for f, note in zip(dossier.figures[i], dossier.notes[i].figures, strict=True):
            if f.low is None and f.high is None:
                continue
            out.append(_Member(f, i, article.text, article.language, speakers.get(f.statement or ""), day, note.moment))
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
        if m.point and m.point >= 20:
            buckets[f"={m.point:g}"].append(i)
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
    a: _Member, b: _Member, weight: dict[str, float], copied: dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]]
) -> float:  # fmt: skip
    """Above 1 where two figures are taken for one quantity."""
    same = _same_number(a, b)
    for left, right in copied.get((a.article, b.article), ()):
        inside = (
            left[0] <= a.figure.start
            and a.figure.end <= left[1]
            and right[0] <= b.figure.start
            and b.figure.end <= right[1]
        )
        if inside and same:
            shift = abs((a.figure.start - left[0]) - (b.figure.start - right[0]))
            if shift < 200:
                return 4.0 - shift / 200
    if not _units_fit(a.unit, b.unit):
        return 0.0
    near, wide = _cosine(a.near, b.near, weight), _cosine(a.words, b.words, weight)
    alike = 0.6 * near + 0.4 * wide
    told = _told(a, b)
    if a.article == b.article and a.sentence == b.sentence and not same:
        # « 84.000 selon l'Intérieur, 250.000 selon les organisateurs »
        return 2.0 if told and _ratio(a, b) <= 30 and a.close_place == b.close_place else 0.0
    if a.unit != b.unit:
        alike *= 0.85
    if a.close_place and b.close_place and a.close_place != b.close_place:
        alike *= 0.3
    if a.when and b.when and (a.when[0] > b.when[1] or b.when[0] > a.when[1]):
        alike *= 0.5
    tally = 0.2 if a.unit == b.unit and a.unit in _TALLIES and (same or a.article != b.article) else 0.0
    rare = (0.65 if told else 0.25) if a.unit == b.unit and a.rare and b.rare else 0.0
    if same:
        here = 0.3 if a.close_place and a.close_place == b.close_place else 0.0
        return 0.5 + 1.3 * alike + 0.6 * _rarity(a) + tally + here
    ratio = _ratio(a, b)
    rounded = ratio <= 1.01 and min(a.point or 0, b.point or 0) >= 1000
    if rounded:
        return 0.6 + 1.3 * alike + 0.3 * _rarity(a)
    if _compatible(a, b) and ratio <= 1.5:
        return 0.35 + 1.5 * alike + 0.3 * _rarity(a)
    if a.article == b.article and not told:
        return 0.0
    if ratio > (10 if told else 6 if a.speaker != b.speaker else 3) or (a.unit == "%" and ratio > 2):
        return 0.0
    return 0.2 + rare + tally + 1.6 * alike + 0.2 * told - 0.15 * math.log(ratio)


_COMMON = frozenset(
    {
        "%",
        "euros",
        "dollars",
        "pounds",
        "livres",
        "francs",
        "metre",
        "kilogramme",
        "point",
        "fois",
        "times",
        "membre",
        "cas",
        "type",
        "mesure",
    }
)
# What one event counts once: two articles that give two numbers of its dead speak of the same dead.
_TALLIES = frozenset({"people-dead", "people-hurt", "people-held", "people-custody"})


def _told(a: _Member, b: _Member) -> bool:
    """True where two sources are named, one for each number."""
    return bool(a.source and b.source and a.source != b.source) or bool(
        a.speaker and b.speaker and a.speaker != b.speaker
    )


def _units_fit(a: str | None, b: str | None) -> bool:
    if a == b or a is None or b is None:
        return True
    # People in general may be any people, but not people of another fate
    return "people" in (a, b) and all(u.startswith("people") for u in (a, b))


def _ratio(a: _Member, b: _Member) -> float:
    pa, pb = a.point, b.point
    if pa is None or pb is None or min(pa, pb) <= 0:
        return 1.0 if pa == pb else 99.0
    return max(pa, pb) / min(pa, pb)


def _together(a: _Member, b: _Member) -> bool:
    """False where two figures cannot stand in one group."""
    if a.close_place and b.close_place and a.close_place != b.close_place:
        return False
    if a.when and b.when and (a.when[0] > b.when[1] or b.when[0] > a.when[1]) and not _same_number(a, b):
        return False
    return a.article != b.article or a.sentence != b.sentence or _same_number(a, b) or _told(a, b)


def _compatible(a: _Member, b: _Member) -> bool:
    """True where both numbers can be true of one thing."""
    if _same_number(a, b):
        return True
    pa, pb = a.point, b.point
    if pa is None or pb is None or min(pa, pb) <= 0:
        return pa == pb
    if max(pa, pb) / min(pa, pb) <= 1.01 and min(pa, pb) >= 1000 and (_round(pa) or _round(pb)):
        return True
    loose = a.figure.approximate or b.figure.approximate or None in (a.low, a.high, b.low, b.high)
    low = max(x for x in (a.low, b.low, float("-inf")) if x is not None)
    high = min(x for x in (a.high, b.high, float("inf")) if x is not None)
    if low <= high and max(pa, pb) / min(pa, pb) <= 1.5:
        return True
    return bool(loose) and max(pa, pb) / min(pa, pb) <= 1.1


def _round(n: float) -> bool:
    """True for a number that is told in thousands, or by its first figures."""
    return n == int(n) and len(str(int(n)).rstrip("0")) <= 3


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
    """True where a count moved on: in articles of different days the later is higher; within one day, where it
    counts what an event adds up (its dead, its arrests) and nobody is set against another."""
    x, y = bounds(a.day), bounds(b.day)
    if not x or not y or x == y:
        told = a.source and b.source and a.source != b.source
        return a.unit in _TALLIES and b.unit in _TALLIES and not told and a.article != b.article
    first, last = (a, b) if x < y else (b, a)
    return (last.point or 0) >= (first.point or 0)
