"""What else in the story bears on a claim than the statements that met under its concept.

A voice that says most of what the claim says, wherever it was put, and the curt answer of whoever is accused: *Pékin
dément*, *toute implication*, *the company denied wrongdoing*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Sequence

from recoupe.judge._answers import events, explicit, opposes
from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Proposition
from recoupe.judge.claims.bearing import bears_out

_LEAST = 3
_HALF = 0.5
_MOST = 8
_BACK = 5
_CURT = 7
_COMMON = 60  # a concept of so many clauses leads nowhere
_WORDS = re.compile(r"\w+'?")


class Echoes:
    """A story's clauses, indexed by what they say."""

    def __init__(self, props: Sequence[Proposition]) -> None:
        self.index: dict[str, list[Proposition]] = defaultdict(list)
        self.denials: list[Proposition] = []
        self.given: set[str] = set()
        self.before: dict[str, str] = {}
        last: list[Proposition] = []
        for p in props:
            for c in p.concepts:
                self.index[c].append(p)
            if p.statement.speaker is not None and _vague(p):
                self.denials.append(p)
                near = (q for q in reversed(last) if q.statement.speaker != p.statement.speaker)
                if (q := next(near, None)) is not None and q.article == p.article:
                    self.before.setdefault(p.statement.id, q.statement.id)
            else:
                last = [*last[-_BACK:], p]

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

    def denied(self, denials: Sequence[Proposition], members: Container[str]) -> list[Proposition]:
        """Clauses of others that a claim of denials alone opposes: somebody told what they deny."""
        speakers = {p.statement.speaker for p in denials}
        out: dict[str, Proposition] = {}
        for p in denials[:_BACK]:
            for c in sorted(events(p, _HALF)):
                rows = self.index[c]
                for q in rows if len(rows) <= _COMMON else ():
                    s = q.statement
                    told = s.act not in ("denies", "asks", "declines", "corrects") and s.speaker not in speakers
                    if told and s.id not in members and opposes(p, q):
                        out.setdefault(s.id, q)
        return list(out.values())[:_MOST]

    def replies(self, members: Container[str], answers: Callable[[Proposition], bool]) -> list[Proposition]:
        """Denials that name nothing of their own, of those who can mean a claim; each is given to one, the first that
        asks."""
        out: dict[str, Proposition] = {}
        for p in self.denials:
            s = p.statement
            if s.id not in members and s.id not in self.given and len(out) < _MOST and answers(p):
                out.setdefault(s.id, p)
        self.given |= out.keys()
        return list(out.values())


def _vague(p: Proposition) -> bool:
    """True where a denial says no more than that there is nothing in it: *any wrongdoing*, *tout engagement*, *pure
    invention*, *cette situation n'existe pas*."""
    lex = lexicon(p.language)
    if p.borrowed or not 0 < len(p.words) <= _CURT:
        return False
    words = [(w, p.folded_word(w)) for w in p.words if not w.name]
    false = [w for w, word in words if lex.marked("false", word)]
    plain = [w for w, word in words if w not in false and word not in lex.vague and w.concept not in lex.vague]
    if not explicit(p):
        # no verb that denies: the words have to
        untrue = any(w.negated and (word in lex.truth or w.concept in lex.truth) for w, word in words)
        return not plain and p.statement.act == "says" and (bool(false) or untrue)
    whole = set(_WORDS.findall(p.folded)[:2]) & lex.universals
    return bool(words) and (not plain or (len(plain) == 1 and (len(words) > 1 or bool(whole))))
