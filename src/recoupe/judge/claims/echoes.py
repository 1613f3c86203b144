"""What else in the story bears on a claim than the statements that met under its concept.

A voice that says most of what the claim says, wherever it was put, and the curt answer of whoever is accused: *Pékin
dément*, *toute implication*, *the company denied wrongdoing*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Sequence

from recoupe.judge._answers import events, explicit
from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Proposition
from recoupe.judge.claims.bearing import bears_out

_LEAST = 3
_HALF = 0.5
_MOST = 8
_COMMON = 60  # a concept of so many clauses leads nowhere
_WORDS = re.compile(r"\w+'?")


class Echoes:
    """A story's clauses, indexed by what they say."""

    def __init__(self, props: Sequence[Proposition]) -> None:
        self.index: dict[str, list[Proposition]] = defaultdict(list)
        self.denials: list[Proposition] = []
        for p in props:
            for c in p.concepts:
                self.index[c].append(p)
            if explicit(p) and p.statement.speaker is not None and _vague(p):
                self.denials.append(p)

    def voices(self, told: Proposition, members: Container[str], speakers: Container[str | None]) -> list[Proposition]:
        """Clauses of others than `speakers` that say half of what `told` does, three concepts at least, an event of it
        among them, with no negation that `told` has not."""
        happens = events(told)
        out: dict[str, Proposition] = {}
        for c in sorted(happens):
            rows = self.index[c]
            for p in rows if len(rows) <= _COMMON else ():
                s = p.statement
                if s.id in members or s.speaker is None or s.speaker in speakers or s.act in ("asks", "declines"):
                    continue
                shared = [d for d in p.concepts.keys() & told.concepts.keys() if p.concepts[d] == told.concepts[d]]
                size = min(len(p.concepts), len(told.concepts))
                near = len(shared) >= max(_LEAST, _HALF * size) and c in shared and not p.borrowed
                if near and s.act != "denies" and bears_out(p, told, ""):
                    out.setdefault(s.id, p)
        return list(out.values())[:_MOST]

    def replies(
        self,
        told: Proposition,
        members: Container[str],
        speakers: Container[str | None],
        concerned: Callable[[Proposition, Proposition], bool],
    ) -> list[Proposition]:
        """Denials that name nothing of their own, by somebody whom `told` concerns and who has not asserted it."""
        out: dict[str, Proposition] = {}
        for p in self.denials:
            s = p.statement
            if s.id not in members and s.speaker not in speakers and concerned(p, told):
                out.setdefault(s.id, p)
        return list(out.values())[:_MOST]


def _vague(p: Proposition) -> bool:
    """True where a denial says no more than that there is nothing in it: *any wrongdoing*, *tout engagement*."""
    lex = lexicon(p.language)
    if p.borrowed:
        return False
    words = [w for w in p.words if not w.name]
    plain = [w for w in words if p.folded_word(w) not in lex.vague and not lex.marked("false", p.folded_word(w))]
    whole = set(_WORDS.findall(p.folded)[:2]) & lex.universals
    return bool(words) and (not plain or (len(plain) == 1 and (len(words) > 1 or bool(whole))))
