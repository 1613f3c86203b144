"""What cannot both be so, with the sides' positions.

Each kind has its own finder; `find` puts them in order: who said it, what the story turns on, what is
said of its document, figures, days, wordings, offices, and spellings last. A retraction, a correction
by its own author and a figure that grew are updates, not contradictions. Copies add sides, never a
contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from recoupe.judge._propositions import propositions
from recoupe.judge.contradictions import attributes, clauses, copies, days, denials, facts, names, quotes, stands
from recoupe.model import Claim, Contradiction, Document, Dossier, Evidence

__all__ = ["find"]

_SAME = 0.5
_CELL = 400
_MOST = 200
_SIDES = 24


def find(dossier: Dossier, claims: Sequence[Claim], documents: Sequence[Document]) -> tuple[Contradiction, ...]:
    """Contradictions of one story, the weightiest first; each has two sides or more, or two words at odds."""
    told = {s for c in claims for s in (*c.asserts, *c.denies, *c.confirms, *c.questions)}
    everything = propositions(dossier)
    found: Iterator[Contradiction] = chain(
        quotes.in_two_mouths(dossier),
        stands.claims(dossier, claims, [p for p in everything if p.statement.id in told]),
        denials.answered(dossier, everything),
        stands.traits(documents),
        facts.figures(dossier),
        attributes.ages(dossier),
        copies.changed(dossier),
        clauses.opposed(dossier, everything),
        days.apart(dossier),
        facts.weekdays(dossier),
        facts.corrected_in_words(dossier),
        names.offices(dossier),
        quotes.in_two_wordings(dossier),
        names.short_forms(dossier),
        names.spellings(dossier),
        names.nearly(dossier),
    )
    out: list[Contradiction] = []
    index: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for c in found:
        cells = {(c.kind, e.article, k) for e in c.sides for k in range(e.start // _CELL, e.end // _CELL + 1)}
        near = {i for cell in cells for i in index.get(cell, ())}
        same = next((i for i in sorted(near) if _overlap(c, out[i]) >= _SAME), None)
        if same is not None:
            if c.kind == out[same].kind == "claim" and not c.matter:
                out[same] = _joined(out[same], c)
            continue
        for cell in cells:
            index[cell].add(len(out))
        out.append(c)
        if len(out) == _MOST:
            break
    return tuple(out)


def _joined(a: Contradiction, b: Contradiction) -> Contradiction:
    """The first with the sides of the second that it lacks; of two that lie in each other the longer."""
    sides: list[Evidence] = []
    for e in sorted({*a.sides, *b.sides}, key=lambda e: (e.article, e.start, -e.end)):
        if sides and sides[-1].article == e.article and e.end <= sides[-1].end:
            continue
        sides.append(e)
    return replace(a, sides=tuple(sides[:_SIDES]))


def _overlap(a: Contradiction, b: Contradiction) -> float:
    """Share of the smaller contradiction's sides that touch a side of the other."""
    small, large = sorted((a.sides, b.sides), key=len)
    touching = sum(any(s.article == t.article and s.start < t.end and t.start < s.end for t in large) for s in small)
    return touching / len(small) if small else 0.0
