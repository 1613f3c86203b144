"""What cannot both be so, with the sides' positions.

Each kind has its own finder; `find` puts them in order: who said it, what the story turns on, what is
said of its document, figures, days, wordings, offices, and spellings last. A retraction, a correction
by its own author and a figure that grew are updates, not contradictions. Copies add sides, never a
contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.judge._propositions import propositions
from recoupe.judge.contradictions import facts, names, quotes, stands
from recoupe.model import Claim, Contradiction, Document, Dossier

__all__ = ["find"]

_SAME = 0.5


def find(dossier: Dossier, claims: Sequence[Claim], documents: Sequence[Document]) -> tuple[Contradiction, ...]:
    """Contradictions of one story, the weightiest first; each has two sides or more, or two words at odds."""
    found = [
        *quotes.in_two_mouths(dossier),
        *stands.claims(dossier, claims, propositions(dossier)),
        *stands.traits(documents),
        *facts.figures(dossier),
        *facts.weekdays(dossier),
        *facts.corrected_in_words(dossier),
        *quotes.in_two_wordings(dossier),
        *names.offices(dossier),
        *names.spellings(dossier),
    ]
    out: list[Contradiction] = []
    for c in found:
        if not any(d.kind == c.kind and _overlap(c, d) >= _SAME for d in out):
            out.append(c)
    return tuple(out)


def _overlap(a: Contradiction, b: Contradiction) -> float:
    """Share of the smaller contradiction's sides that touch a side of the other."""
    small, large = sorted((a.sides, b.sides), key=len)
    touching = sum(any(s.article == t.article and s.start < t.end and t.start < s.end for t in large) for s in small)
    return touching / len(small) if small else 0.0
