"""Figures of one quantity over the articles of a story, and inside one article.

Two figures are of one quantity where their units agree (as words, as kinds, or as sizes of one measure), the words
round them tell of the same thing, and neither place nor time keeps them apart. The same number weighs for it, the
more so the rarer such a number is; another number needs more in common. Pairs become groups by their best links,
as long as no two members contradict each other in place or day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from recoupe.languages.calendar_rules import bounds
from recoupe.link.quantities.context import families
from recoupe.link.quantities.likeness import (
    COMMON,
    GROWING,
    TALLIES,
    Stretches,
    compatible,
    ratio,
    score,
    together,
    weights,
)  # fmt: skip
from recoupe.link.quantities.members import Member
from recoupe.link.quantities.members import members as find_members
from recoupe.model import Dossier, FigureGroup
from recoupe.text import stable_id

LINKED = 0.82  # strength from which two figures are linked; on the gold of fourteen stories 1.0 loses a quarter more
CLASH = 1.0  # strength of a link from which two numbers that differ are said to


def group(dossier: Dossier) -> tuple[FigureGroup, ...]:
    """Groups of two or more figures of one quantity, and how they agree."""
    members = find_members(dossier)
    if len(members) < 2:
        return ()
    weight = weights(members)
    counts = Counter(m.unit for m in members)
    for m in members:
        # A thing that the story hardly counts otherwise: two numbers of it are numbers of the same.
        m.rare = counts[m.unit] <= 3 and bool(m.unit) and m.unit not in COMMON and not str(m.unit).startswith("people")
    copied = _copies(dossier)
    links = sorted(_links(members, weight, copied), reverse=True)
    home = {i: [i] for i in range(len(members))}
    for strength, i, j in links:
        a, b = home[i], home[j]
        if a is b:
            continue
        if all(together(members[x], members[y]) for x in a for y in b) or strength >= 3.0:
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
            out.append(_group(dossier.id, [members[r] for r in rows], weight, copied))
    return tuple(out)


def _copies(dossier: Dossier) -> Stretches:
    at = {a.id: i for i, a in enumerate(dossier.articles)}
    out: Stretches = defaultdict(list)
    for p in dossier.passages:
        i, j = at[p.a.article], at[p.b.article]
        out[i, j].append(((p.a.start, p.a.end), (p.b.start, p.b.end)))
        out[j, i].append(((p.b.start, p.b.end), (p.a.start, p.a.end)))
    return out


def _links(
    members: Sequence[Member],
    weight: dict[str, float],
    copied: Stretches,
) -> list[tuple[float, int, int]]:
    buckets: dict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(members):
        kind = m.unit or "?"
        buckets[kind].append(i)
        if kind.startswith("people") or kind == "?":
            buckets["people*"].append(i)
        for family in families(m.unit) if m.unit else ():
            buckets[f"family {family} {m.point}"].append(i)
        if m.point and m.point >= 20:
            buckets[f"={m.point:g}"].append(i)
    pairs: set[tuple[int, int]] = set()
    for rows in buckets.values():
        for x, i in enumerate(rows):
            for j in rows[max(0, x - 400) : x]:
                pairs.add((j, i))
    out = []
    for i, j in sorted(pairs):
        strength = score(members[i], members[j], weight, copied)
        if strength > LINKED:
            out.append((strength, i, j))
    return out


def _group(story: str, rows: list[Member], weight: dict[str, float], copied: Stretches) -> FigureGroup:
    agreement: Literal["agrees", "differs", "updates"] = "agrees"
    clashes = [(a, b) for x, a in enumerate(rows) for b in rows[:x] if not compatible(a, b)]
    firm = any(score(a, b, weight, copied) >= CLASH for a, b in clashes)
    if clashes and firm:
        agreement = "updates" if all(_later(a, b) for a, b in clashes) else "differs"
    labels = Counter(m.figure.counted or m.figure.unit for m in rows)
    label = max(labels, key=lambda k: (labels[k], len(k or ""))) or ""
    units = Counter(m.figure.unit for m in rows)
    return FigureGroup(
        stable_id("q", story, *(m.figure.id for m in rows)), label, units.most_common(1)[0][0],
        tuple(m.figure.id for m in rows), agreement,
    )  # fmt: skip


def _later(a: Member, b: Member) -> bool:
    """True where a count moved on. What an event adds up (its dead, its arrests, a crowd, signatures) grows: in
    articles of different days the later is higher; within one day it is an update unless two sources are set against
    each other. Anything else only where a report says that it changed."""
    x, y = bounds(a.day), bounds(b.day)
    both = [m.unit in TALLIES or str(m.unit).startswith("people-crowd") or m.unit in GROWING for m in (a, b)]
    if a.moved or b.moved:
        return bool(x and y and x != y)
    if not all(both):
        return False
    if not x or not y or x == y:
        if a.unit in _HARM:
            return False  # two reports of one day that count the dead or hurt otherwise stand against each other
        told = a.source and b.source and a.source != b.source
        crowd = a.unit not in TALLIES and ratio(a, b) < _SAME_CROWD
        return not told and not crowd and a.article != b.article
    first, last = (a, b) if x < y else (b, a)
    return (last.point or 0) >= (first.point or 0)


_SAME_CROWD = 1.5
_HARM = frozenset({"people-dead", "people-hurt"})
