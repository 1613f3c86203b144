"""How much speaks for two figures being of one quantity, and whether both numbers can be true of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from recoupe.link.quantities.context import families
from recoupe.link.quantities.members import Member

_COPIED = 10  # a number so many times another's is a slip or another thing
_SLIP = 30  # characters by which two copies may have moved apart
Stretches: TypeAlias = dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]]


def weights(members: Sequence[Member]) -> dict[str, float]:
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


def same_number(a: Member, b: Member) -> bool:
    """True where both are the very same number, bounds included."""
    return a.low == b.low and a.high == b.high


def _rarity(m: Member) -> float:
    """0 for a number that anything may have, towards 1 for one that hardly comes twice by chance."""
    point = m.point or 0
    digits = len(str(int(abs(point))).rstrip("0")) if point == int(point) else 3
    size = math.log10(abs(point) + 1)
    return min(1.0, 0.15 * digits + 0.12 * size)


def score(
    a: Member, b: Member, weight: dict[str, float], copied: Stretches
) -> float:  # fmt: skip
    """Above 1 where two figures are taken for one quantity."""
    same = same_number(a, b)
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
        if inside and units_fit(a.unit, b.unit) and ratio(a, b) <= _COPIED:
            # one passage with another number in its place
            before = a.figure.start - left[0], b.figure.start - right[0]
            behind = left[1] - a.figure.end, right[1] - b.figure.end
            if min(abs(before[0] - before[1]), abs(behind[0] - behind[1])) < _SLIP and a.lead == b.lead:
                return 2.0
    if a.whole != b.whole and not same:
        return 0.0
    if not units_fit(a.unit, b.unit) and not (same and _family(a.unit, b.unit)):
        return 0.0
    near, wide = _cosine(a.near, b.near, weight), _cosine(a.words, b.words, weight)
    alike = 0.6 * near + 0.4 * wide
    apart = told(a, b)
    if a.article == b.article and a.sentence == b.sentence and not same:
        # « 84.000 selon l'Intérieur, 250.000 selon les organisateurs »
        return 2.0 if apart and ratio(a, b) <= 30 and a.close_place == b.close_place else 0.0
    if a.unit != b.unit:
        alike *= 0.85
    if a.close_place and b.close_place and a.close_place != b.close_place:
        alike *= 0.3
    if a.when and b.when and (a.when[0] > b.when[1] or b.when[0] > a.when[1]):
        alike *= 0.5
    tally = 0.2 if a.unit == b.unit and a.unit in TALLIES and (same or a.article != b.article) else 0.0
    rare = (0.65 if apart else 0.25) if a.unit == b.unit and a.rare and b.rare else 0.0
    if same:
        here = 0.3 if a.close_place and a.close_place == b.close_place else 0.0
        kin = 0.2 if a.unit != b.unit and _family(a.unit, b.unit) else 0.0
        return 0.5 + 1.3 * alike + 0.6 * _rarity(a) + tally + here + kin
    gap = ratio(a, b)
    rounded = gap <= 1.01 and min(a.point or 0, b.point or 0) >= 1000
    if rounded:
        return 0.6 + 1.3 * alike + 0.3 * _rarity(a)
    if compatible(a, b) and gap <= 1.5:
        return 0.35 + 1.5 * alike + 0.3 * _rarity(a)
    if a.article == b.article and (not apart or a.unit == "%"):
        return 0.0
    if gap > (10 if apart else 6 if a.speaker != b.speaker else 3) or (a.unit == "%" and gap > 2):
        return 0.0
    frame = 0.0
    if a.unit is None or (a.unit.startswith("people") and not {a.unit, b.unit} & {"people-staff"}):
        pass  # arrests and crowds are counted by the same words everywhere
    elif (a.unit == b.unit or {a.unit, b.unit} <= STAFF) and a.article != b.article:
        # *150 posts would be kept*, *to keep 180 jobs*; *the measures* cost, or are, so much
        frame = 0.6 * (a.told_by is not None and a.told_by == b.told_by and a.unit not in COMMON)
        frame += (0.75 if gap <= 1.5 else 0.3) * (a.subject is not None and a.subject == b.subject)
    elif a.unit == b.unit and apart and a.told_by is not None and a.told_by == b.told_by:
        frame = 0.6
    if a.unit == b.unit and a.article != b.article and a.unit in MONEY and gap <= 3 and _topic(a, b, weight):
        frame += 0.35  # *the damage* is put at three millions, or at five
    return 0.2 + rare + tally + 1.6 * alike + 0.2 * apart + min(frame, 0.9) - 0.15 * math.log(gap)


COMMON = frozenset(
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
TALLIES = frozenset({"people-dead", "people-hurt", "people-held", "people-custody"})


# Those who work for a firm, however they are called.
STAFF = frozenset({"people", "people-staff", "jobs"})
# What adds up as long as something goes on.
GROWING = frozenset({"signature", "rassemblement", "barrage", "blocage", "don", "donation", "vote", "signataire"})


MONEY = frozenset(
    {"euro", "dollar", "pound", "livre", "franc", "euros", "dollars", "pounds", "livres", "francs", "£", "$", "€"}
)


def _topic(a: Member, b: Member, weight: dict[str, float]) -> bool:
    """True where a word that the story hardly has stands close before or behind both numbers."""
    least = math.log(1 + 4)
    return any(weight[w] >= least for w in a.near.keys() & b.near.keys())


def told(a: Member, b: Member) -> bool:
    """True where two sources are named, one for each number."""
    return bool(a.source and b.source and a.source != b.source) or bool(
        a.speaker and b.speaker and a.speaker != b.speaker
    )


def units_fit(a: str | None, b: str | None) -> bool:
    """True where two units can be of one quantity."""
    if a == b or a is None or b is None:
        return True
    # People in general may be any people, but not people of another fate
    return "people" in (a, b) and all(u.startswith("people") for u in (a, b))


def _family(a: str | None, b: str | None) -> bool:
    """True where two units may be names of one thing: two vans burnt are the two vehicles burnt."""
    return bool(a and b and families(a) & families(b))


def ratio(a: Member, b: Member) -> float:
    """How many times the greater number is the smaller."""
    pa, pb = a.point, b.point
    if pa is None or pb is None or min(pa, pb) <= 0:
        return 1.0 if pa == pb else 99.0
    return max(pa, pb) / min(pa, pb)


def together(a: Member, b: Member) -> bool:
    """False where two figures cannot stand in one group."""
    if a.whole != b.whole and not same_number(a, b):
        return False
    if a.close_place and b.close_place and a.close_place != b.close_place:
        return False
    if a.when and b.when and (a.when[0] > b.when[1] or b.when[0] > a.when[1]) and not same_number(a, b):
        return False
    if a.article == b.article and a.unit == "%" and not same_number(a, b):
        return False  # shares of many things stand in one report
    return a.article != b.article or a.sentence != b.sentence or same_number(a, b) or told(a, b)


def compatible(a: Member, b: Member) -> bool:
    """True where both numbers can be true of one thing."""
    if same_number(a, b):
        return True
    pa, pb = a.point, b.point
    if pa is None or pb is None or min(pa, pb) <= 0:
        return pa == pb
    if max(pa, pb) / min(pa, pb) <= 1.01 and min(pa, pb) >= 1000 and (_round(pa) or _round(pb)):
        return True
    for point, span in ((a, b), (b, a)):
        exact = point.low is not None and point.low == point.high and not point.figure.approximate
        ends = (span.low, span.high)
        wide = None not in ends and span.low != span.high and not span.figure.approximate
        if exact and wide and point.low in ends:
            return False  # *ten* where another says *eight to ten*
    loose = a.figure.approximate or b.figure.approximate or None in (a.low, a.high, b.low, b.high)
    low = max(x for x in (a.low, b.low, float("-inf")) if x is not None)
    high = min(x for x in (a.high, b.high, float("inf")) if x is not None)
    if low <= high and max(pa, pb) / min(pa, pb) <= 1.5:
        return True
    return bool(loose) and max(pa, pb) / min(pa, pb) <= 1.1


def _round(n: float) -> bool:
    """True for a number that is told in thousands, or by its first figures."""
    return n == int(n) and len(str(int(n)).rstrip("0")) <= 3
