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

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from recoupe.model import ClaimEvent, Status

Kind: TypeAlias = Literal["asserts", "denies", "confirms", "questions"]
# What the speaker is to the matter: it is his own act or decision (owner); he has authority over it or
# speaks for a body that has; he is close to who is concerned (party); he is somebody else with a name
# (third), or somebody without (unnamed).
Relation: TypeAlias = Literal["owner", "authority", "party", "third", "unnamed"]

_ROWS = 8
_RANK = {"owner": 3, "authority": 3, "party": 2, "third": 1, "unnamed": 0}


class Stance(NamedTuple):
    """One statement's stance on a claim.

    `speaker` is whoever answers for it (two statements of one speaker are one voice), None where nobody
    does. `hedged`: the article or the speaker does not vouch (press conditional, *semble*, a wish).
    `accused`: the speaker denies a reproach made to himself. `corrects`: he puts another account in its
    place. `when` is the day, None where unknown. `spoken` is False where a document speaks. `aside`: he
    touches the matter, but says too little of what the others say to bear it out. `side` is whose
    words he repeats, where known; `root` is the root behind the statement. `named` is
    False for an official without a name. `house` is for whom he speaks: himself, or a body that he has his office in.
    `own`: he denies what is told of himself or of his house. `charges`: he says it as a reproach. `slight`: a witness,
    a newspaper, a book, whose word alone announces nothing.
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
    house: str | None = None
    own: bool = False
    charges: bool = False
    slight: bool = False


def status(
    stances: Sequence[Stance],
    *,
    checkable: bool = False,
    acted: bool = False,
    norm: bool = False,
    planned: bool = False,
    told: bool = True,
) -> Status:
    """The status that the stances, in order of time, leave a claim with.

    `checkable` says that the claim is about a trait of a document (is it signed?), which no party's
    word settles. The order of `stances` counts only between different days and for who spoke last.
    `acted`: the claim is that somebody demanded something in public, and two roots tell it. `norm`: it tells what
    ought to be, so that whoever agrees bears nothing out. `planned`: it tells what is to come, which whose matter it is
    has to know. `told`: a report tells it in its own words.
    Neither a repetition nor a copy changes the result.
    """
    solid = [s for s in stances if s.kind in ("asserts", "confirms") and not s.hedged and not s.aside]
    against = [s for s in stances if s.kind == "denies"]
    firm = [s for s in against if not s.hedged]
    if firm:
        return _contested(stances, solid, firm, checkable, planned, told)
    if against:
        return "disputed" if solid else "unverified"
    out = _uncontested(stances, solid)
    if norm and out == "confirmed":
        return "announced" if any(s.relation != "unnamed" for s in solid) else "unverified"
    return "confirmed" if acted and out == "announced" else out


def _contested(
    stances: Sequence[Stance],
    solid: Sequence[Stance],
    firm: Sequence[Stance],
    checkable: bool,
    planned: bool,
    told: bool,
) -> Status:
    last = firm[-1]
    own = _taken_back(solid, firm)
    if own is not None:
        return own
    asserted = any(s.kind in ("asserts", "confirms") for s in stances)
    if any(_settles(s) and all(_before(d, s) for d in firm) for s in solid):
        return "confirmed"
    if checkable or (all(d.accused for d in firm) and (asserted or told)):
        return "disputed"
    if not planned and _charged(solid, firm):
        return "disputed"
    if not asserted:
        return "denied" if any(_RANK[d.relation] >= 2 for d in firm) else "disputed"
    best = max(_RANK[d.relation] for d in firm)
    strongest = max((_RANK[s.relation] for s in solid), default=0)
    if any(_before(last, s) and _RANK[s.relation] >= best for s in solid):
        return "disputed"
    if best >= max(2, strongest) and not _outweighed(solid, firm):
        return "denied"
    return "disputed"


def _taken_back(solid: Sequence[Stance], firm: Sequence[Stance]) -> Status | None:
    """Retracted or corrected: somebody denies, not earlier, what he himself asserted; nobody asserts it after."""
    final: dict[str, Stance] = {}
    for d in firm:
        if d.speaker is not None and d.spoken:
            final.update({d.house or d.speaker: d, d.speaker: d})
    newest = max((s.when[:10] for s in solid if s.when is not None), default=None)
    for s in solid:
        d = final.get(s.speaker or "", final.get(s.house or ""))
        if d is None or _before(d, s):
            continue
        if d.when is not None and newest is not None and d.when[:10] < newest:
            continue
        if any(x.corrects for x in firm if x.speaker in (s.speaker, d.speaker)):
            return "corrected"
        if s.announces and s.relation == "owner":
            return "retracted"
        if s.relation == "owner" and _before(s, d):
            return "corrected"
    return None


def _settles(s: Stance) -> bool:
    """True for an announcement or a confirmation by whoever has to know: on a later day it settles what was denied."""
    return (s.announces or s.kind == "confirms") and _RANK[s.relation] >= 2


def _charged(solid: Sequence[Stance], firm: Sequence[Stance]) -> bool:
    """True where somebody else, with a name, says it of those who deny it of themselves, or where it is one
    authority's word against another's; and nobody announced it."""
    denying = {d.house or d.speaker for d in firm}
    charging = [s for s in solid if _RANK[s.relation] and (s.house or s.speaker) not in denying]
    if any(s.announces for s in solid):
        return False
    if any(d.own for d in firm) and charging:
        return True
    return any(s.charges or (_RANK[s.relation] > 2 and s.named) for s in charging)


def _outweighed(solid: Sequence[Stance], firm: Sequence[Stance]) -> bool:
    """True where two authorities with nothing to do with each other stand on the asserting side."""
    voices = {s.speaker for s in solid if s.relation == "authority" and s.speaker is not None}
    return len(voices) >= 2 and len({d.speaker for d in firm}) == 1


def _uncontested(stances: Sequence[Stance], solid: Sequence[Stance]) -> Status:
    confirming = [s for s in solid if s.kind == "confirms"]
    voices = {s.side or s.house or s.speaker for s in solid if s.speaker is not None}
    if confirming:
        others = {s.side or s.house or s.speaker for s in solid}
        if len(others) > 1 or any(s.relation in ("owner", "authority", "party") for s in confirming):
            return "confirmed"
        return "unverified"
    questioned = any(s.kind == "questions" for s in stances)
    if any(s.kind == "questions" and _RANK[s.relation] >= 2 for s in stances):
        return "unverified"
    if any(s.relation in ("owner", "authority") for s in solid):
        if _seconded([s for s in solid if s.speaker is not None]):
            return "confirmed"
        return "unverified" if questioned and not any(s.relation == "owner" for s in solid) else "announced"
    if _seconded([s for s in solid if s.speaker is not None and s.relation != "unnamed"]) and not questioned:
        return "confirmed"
    if questioned or len(voices) != 1:
        return "unverified"
    named = [s for s in solid if s.relation in ("party", "third")]
    return "announced" if named and not any(s.slight for s in named) else "unverified"


def _seconded(solid: Sequence[Stance]) -> bool:
    """True where two voices say it that do not hang on one report, or one of which has to know.

    What somebody announces is not borne out by who repeats it in the same report, nor is what two bystanders say
    in it; the word of an owner, an authority or a party bears out what another asserts. In one report a source without
    a name may be the named one, and a document speaks for whoever wrote it.
    """
    rows = {
        (s.side or s.house or s.speaker or "", s.root or f"? {s.speaker}", _RANK[s.relation] >= 2, s.announces, s.named)
        for s in solid
        if s.spoken
    }
    for voice, root, high, announces, named in sorted(rows)[:_ROWS]:
        for other, source, knows, tells, known in rows:
            if other == voice or (root == source and not (named and known)):
                continue
            if root != source or (high and knows) or (high and not announces) or (knows and not tells):
                return True
    return False


def history(
    stances: Sequence[Stance],
    *,
    checkable: bool = False,
    acted: bool = False,
    norm: bool = False,
    planned: bool = False,
    told: bool = True,
) -> tuple[ClaimEvent, ...]:
    """Each change of status, in order of time, with the statement that made it.

    >>> a = Stance("s1", "asserts", "owner", "x", announces=True, when="2024-05-02")
    >>> b = Stance("s2", "denies", "owner", "x", when="2024-05-03")
    >>> [(e.when, e.status, e.statement) for e in history([a, b])]
    [('2024-05-02', 'announced', 's1'), ('2024-05-03', 'retracted', 's2')]
    """
    out: list[ClaimEvent] = []
    heard: list[Stance] = []
    seen: set[Stance] = set()
    for i, s in enumerate(stances):
        plain = s._replace(statement="")
        if plain in seen and i + 1 < len(stances):
            continue  # a repetition changes nothing
        seen.add(plain)
        heard.append(s)
        now = status(
            heard, checkable=checkable, acted=acted and i + 1 == len(stances), norm=norm, planned=planned, told=told
        )
        if not out or out[-1].status != now:
            out.append(ClaimEvent(s.when, now, s.statement))
    return tuple(out)


def _before(a: Stance, b: Stance) -> bool:
    """True where both days are known and the first lies before the second."""
    return a.when is not None and b.when is not None and a.when[:10] < b.when[:10]
