"""What stands at the end of the story: a pure function of stances. The table is in `docs/claims.md`.

>>> said = Stance("s1", "asserts", "owner", "minister", announces=True)
>>> status([said])
'announced'
>>> status([said, Stance("s2", "denies", "owner", "minister")])
'retracted'
>>> status([said, Stance("s2", "denies", "authority", "president")])
'denied'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from recoupe.model import ClaimEvent, Status

Kind: TypeAlias = Literal["asserts", "denies", "confirms", "questions"]
# What the speaker is to the matter: it is his own act or decision (owner); he has authority over it or
# speaks for a body that has; he is close to who is concerned, or speaks for a house of its own affairs (party); he is
# somebody else with a name (third); he only tells what he saw or read (witness: bystanders, papers, books, videos); or
# he is left without a name (unnamed).
Relation: TypeAlias = Literal["owner", "authority", "party", "third", "witness", "unnamed"]

_ROWS = 8
_DAY = len("2024-05-02")
RANK: dict[str, int] = {"owner": 4, "authority": 4, "party": 3, "third": 2, "witness": 1, "unnamed": 0}
_HIGH = RANK["party"]  # has to know, and can say that it is not so


class Stance(NamedTuple):
    """One statement's stance on a claim.

    `speaker` is whoever answers for it (two statements of one speaker are one voice), None where nobody
    does. `hedged`: the article or the speaker does not vouch (press conditional, *semble*, a wish).
    `accused`: the speaker denies a reproach made to himself. `corrects`: he puts another account in its
    place. `when` is the day, None where unknown. `spoken` is False where a document speaks. `aside`: he
    touches the matter, but says too little of what the others say to bear it out. `side` is whose
    words he repeats or whose house he speaks for, where that is another; `root` is the root behind the statement.
    `named` is False for an official without a name. `replaces`: it is denied by telling something else in its place.
    `early`: the article says that the account was replaced since (*had initially said*). `camp` is the government that
    he speaks for, if any.
    """

    statement: str
    kind: Kind
    relation: Relation
    speaker: str | None
    announces: bool = False
    hedged: bool = False
    accused: bool = False
    corrects: bool = False
    when: str | None = None
    spoken: bool = True
    aside: bool = False
    side: str | None = None
    root: str | None = None
    named: bool = True
    replaces: bool = False
    early: bool = False
    camp: frozenset[str] | None = None

    @property
    def voice(self) -> str | None:
        """Whose voice it is: his house's, or his own."""
        return self.side or self.speaker

    @property
    def rank(self) -> int:
        """How much a word weighs by what its speaker is to the matter."""
        return RANK[self.relation]


class Matter(NamedTuple):
    """What sort of claim it is, as far as that bears on its status.

    `checkable`: it is about a trait of a document (is it signed?), which no party's word settles. `acted`: it is that
    somebody demanded something in public, and two roots tell it. `norm`: it tells what ought to be, so that whoever
    agrees bears nothing out. `reproach`: somebody is accused of it, so that no denial of his settles it. `planned`: it
    tells what is to come, which whose matter it is has to know.
    """

    checkable: bool = False
    acted: bool = False
    norm: bool = False
    reproach: bool = False
    planned: bool = False


PLAIN = Matter()


def status(stances: Sequence[Stance], matter: Matter = PLAIN) -> Status:
    """The status that the stances, in order of time, leave a claim with.

    The order of `stances` counts only between different days and for who spoke last. Neither a repetition nor a copy
    changes the result.
    """
    solid = [s for s in stances if s.kind in ("asserts", "confirms") and not s.hedged and not s.aside]
    against = [s for s in stances if s.kind == "denies"]
    again = _last_days(solid)
    firm = [s for s in against if not s.hedged and not _given_up(s, again)]
    if firm:
        return _contested(stances, solid, firm, matter)
    if any(s.hedged for s in against):
        return "disputed" if solid else "unverified"
    if solid and all(s.early for s in solid):
        return "corrected"
    out = _uncontested(stances, solid, matter)
    if matter.norm and out == "confirmed":
        return "announced" if any(s.relation != "unnamed" for s in solid) else "unverified"
    return "confirmed" if matter.acted and out == "announced" else out


def _contested(stances: Sequence[Stance], solid: Sequence[Stance], firm: Sequence[Stance], matter: Matter) -> Status:
    """What is left of a claim that somebody denies."""
    if any(_settles(s) and all(_before(d, s) for d in firm) for s in solid):
        return "confirmed"
    own = _taken_back(solid, firm) or _replaced(solid, firm)
    if own is not None:
        return own
    if matter.checkable or all(d.accused for d in firm):
        return "disputed"
    if not any(s.kind in ("asserts", "confirms") for s in stances):
        return "denied" if any(d.rank >= _HIGH for d in firm) else "disputed"
    of_himself = matter.reproach or (not matter.planned and any(d.relation == "owner" for d in firm))
    sides = {d.voice for d in firm}
    if of_himself and any(s.rank > RANK["unnamed"] and not s.announces and s.voice not in sides for s in solid):
        camps = [d.camp for d in firm if d.camp is not None]
        if any(s.camp is None or not any(s.camp & c for c in camps) for s in solid if s.voice not in sides):
            return "disputed"
    if max(d.rank for d in firm) < _HIGH:
        return "disputed"
    telling = {s.voice for s in solid if s.announces}
    against = _apart(firm)
    stands = any(
        _stands(s, firm[-1], against, s.announces or s.voice in telling, matter.planned) for s in _apart(solid)
    )
    return "disputed" if stands else "denied"


def _apart(stances: Sequence[Stance]) -> list[Stance]:
    """One of those that differ in nothing but where and in what words they stand."""
    rows = {(s.voice, s.relation, s.announces, s.when and s.when[:10], s.camp): s for s in stances}
    return list(rows.values())


def _last_days(solid: Sequence[Stance]) -> dict[str | None, str]:
    """By voice, the last day on which it asserts."""
    out: dict[str | None, str] = {}
    for s in solid:
        if (day := _day(s)) > out.get(s.voice, ""):
            out[s.voice] = day
    return out


def _day(s: Stance) -> str:
    """The day, empty where no one day is known."""
    return s.when[:10] if s.when is not None and len(s.when) >= _DAY else ""


def _given_up(s: Stance, again: Mapping[str | None, str]) -> bool:
    """True for a denial whose speaker asserts the same on a later day."""
    return bool(day := _day(s)) and again.get(s.voice, "") > day


def _settles(s: Stance) -> bool:
    """True for an announcement or a confirmation by whoever has to know: on a later day it settles what was denied."""
    return (s.announces or s.kind == "confirms") and s.rank >= _HIGH


def _stands(s: Stance, last: Stance, firm: Sequence[Stance], announces: bool, planned: bool) -> bool:
    """True where an assertion stands up to the denials.

    It does if it comes again on a later day from no lower rank, or from somebody named. It does not where whoever
    announces it ranks no higher than who denies it, where the deniers' own government or house says it, and where
    on a later day an authority denies what somebody lower says, or whoever is to carry a plan out denies it.
    """
    best = max(d.rank for d in firm)
    if _before(last, s) and s.rank >= best:
        return True
    if announces or any(d.voice == s.voice or (_one_camp(s, d) and d.rank >= s.rank) for d in firm):
        return s.rank > best
    knows = any(
        _before(s, d)
        and ((d.relation == "authority" and d.rank > s.rank) or (planned and d.rank >= max(_HIGH, s.rank)))
        for d in firm
    )
    return s.rank >= RANK["third"] and not knows


def _taken_back(solid: Sequence[Stance], firm: Sequence[Stance]) -> Status | None:
    """Retracted or corrected: a voice denies, not earlier, what it asserted itself; nobody asserts it after."""
    final: dict[str, Stance] = {d.voice: d for d in firm if d.voice is not None and d.spoken}
    newest = max((s.when[:10] for s in solid if s.when is not None), default=None)
    for s in solid:
        d = final.get(s.voice or "")
        if d is None or _before(d, s):
            continue
        if d.when is not None and newest is not None and d.when[:10] < newest:
            continue
        if any(x.corrects for x in firm if x.voice == s.voice):
            return "corrected"
        if s.announces and s.relation == "owner":
            other = any(x.replaces and (x.voice == s.voice or _one_camp(x, s)) for x in firm)
            return "corrected" if other else "retracted"
        if s.relation == "owner" and _before(s, d):
            return "corrected"
        if d.replaces and s.speaker != d.speaker:
            return "corrected"
    return None


def _replaced(solid: Sequence[Stance], firm: Sequence[Stance]) -> Status | None:
    """Corrected: the reports say that the account was replaced, or its own side tells something else in its place."""
    if solid and all(s.early for s in solid):
        return "corrected"
    later = [d for d in firm if d.replaces and d.camp is not None]
    if solid and later and all(any(_one_camp(s, d) and not _before(d, s) for d in later) for s in solid):
        return "corrected"
    return None


def _one_camp(a: Stance, b: Stance) -> bool:
    """True where two speak for one government: of one country, or neither of any that is told."""
    return a.camp is not None and b.camp is not None and (a.camp == b.camp or bool(a.camp & b.camp))


def _uncontested(stances: Sequence[Stance], solid: Sequence[Stance], matter: Matter) -> Status:
    """What is left of a claim that nobody denies."""
    voices = {s.voice for s in solid}
    confirming = [s for s in solid if s.kind == "confirms"]
    if confirming and (len(voices) > 1 or any(c.relation != "owner" and c.rank >= _HIGH for c in confirming)):
        return "confirmed"
    if not confirming and any(s.kind == "questions" and s.rank >= RANK["owner"] for s in stances):
        return "unverified"  # doubted by who has to know, borne out by nobody in so many words
    best = max((s.rank for s in solid), default=0)
    doubted = any(s.kind == "questions" and s.rank >= min(best, _HIGH) for s in stances)
    certain = any(s.relation == "owner" for s in solid)
    known = [s for s in solid if s.speaker is not None and s.relation != "unnamed"]
    if (not doubted or best >= RANK["authority"]) and _seconded(known):
        return "confirmed"
    if certain:
        return "announced"
    # one voice: announced by somebody who answers for it, unverified from anybody else
    weak = best < RANK["third"] or (matter.reproach and best == RANK["third"])
    return "unverified" if doubted or weak else "announced"


def _seconded(solid: Sequence[Stance]) -> bool:
    """True where two voices say it that do not hang on one report, or one of which has to know.

    What somebody announces is not borne out by who repeats it in the same report, nor is what two bystanders say
    in it; the word of an owner, an authority or a party bears out what another asserts. In one report a source without
    a name may be the named one, and a document speaks for whoever wrote it.
    """
    rows = {
        (s.voice or "", s.root or f"? {s.speaker}", s.rank >= _HIGH, s.announces, s.named) for s in solid if s.spoken
    }
    for voice, root, high, announces, named in sorted(rows)[:_ROWS]:
        for other, source, knows, tells, known in rows:
            if other == voice or (root == source and not (named and known)):
                continue
            if root != source or (high and knows) or (high and not announces) or (knows and not tells):
                return True
    return False


def history(stances: Sequence[Stance], matter: Matter = PLAIN) -> tuple[ClaimEvent, ...]:
    """Each change of status, in order of time, with the statement that made it.

    >>> a = Stance("s1", "asserts", "owner", "x", announces=True, when="2024-05-02")
    >>> b = Stance("s2", "denies", "owner", "x", when="2024-05-03")
    >>> [(e.when, e.status, e.statement) for e in history([a, b])]
    [('2024-05-02', 'announced', 's1'), ('2024-05-03', 'retracted', 's2')]
    """
    out: list[ClaimEvent] = []
    told: list[Stance] = []
    seen: set[Stance] = set()
    for i, s in enumerate(stances):
        plain = s._replace(statement="")
        if plain in seen and i + 1 < len(stances):
            continue  # a repetition changes nothing
        seen.add(plain)
        told.append(s)
        now = status(told, matter._replace(acted=matter.acted and i + 1 == len(stances)))
        if not out or out[-1].status != now:
            out.append(ClaimEvent(s.when, now, s.statement))
    return tuple(out)


def _before(a: Stance, b: Stance) -> bool:
    """True where the first day lies before the second, as far as both are known: *2017-12~* is before no day of it."""
    if a.when is None or b.when is None:
        return False
    one, two = (w.rstrip("~?%")[:10] for w in (a.when, b.when))
    size = min(len(one), len(two))
    return one[:size] < two[:size]
