"""Claims that some assert and others deny, confirmations against refusals to confirm, and traits of a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recoupe.judge._answers import opposes
from recoupe.judge._narration import Narration
from recoupe.judge._propositions import Proposition
from recoupe.model import Claim, Contradiction, Document, Dossier, Evidence, Statement

_MOST = 24
_PAIRS = 200


def claims(dossier: Dossier, judged: Sequence[Claim], props: Sequence[Proposition]) -> Iterable[Contradiction]:
    """Claims with statements on both sides, in their order of weight; what its author took back or put right himself
    is none, but what somebody else set against it is."""
    clauses: dict[str, list[Proposition]] = defaultdict(list)
    for p in props:
        clauses[p.statement.id].append(p)
    statements = {s.id: s for rows in dossier.statements for s in rows}
    narration = Narration(dossier)
    for claim in judged:
        if claim.status in ("retracted", "corrected"):
            facing = _facing(dossier, claim, clauses, others=True)
            if len(facing) > 1:
                yield Contradiction("claim", claim.text, tuple(sorted(facing))[:_MOST], claim=claim.id)
            continue
        pro = [*claim.asserts, *claim.confirms]
        declines = [q for q in claim.questions if statements[q].act == "declines"]
        picks: list[Sequence[str]] = []
        if claim.denies and pro:
            facing = _facing(dossier, claim, clauses)
            if facing:
                yield Contradiction("claim", claim.text, tuple(sorted(facing))[:_MOST], claim=claim.id)
        elif claim.denies:
            told = narration.telling(p for s in claim.denies for p in clauses[s])
            if told:
                sides = {_side(dossier, clauses[s], Counter()) for s in claim.denies if clauses[s]} | told
                yield Contradiction("claim", claim.text, tuple(sorted(sides))[:_MOST], claim=claim.id)
        elif declines and claim.confirms:
            picks.append([*claim.confirms, *declines])
        picks.append(_two_tongues(claim, statements, clauses))
        for picked in picks:
            core = Counter(c for s in picked for p in clauses[s] for c in p.concepts)
            sides = {_side(dossier, clauses[s], core) for s in picked if clauses[s]}
            if len(sides) > 1:
                yield Contradiction("claim", claim.text, tuple(sorted(sides))[:_MOST], claim=claim.id)


def _facing(
    dossier: Dossier, claim: Claim, clauses: Mapping[str, Sequence[Proposition]], *, others: bool = False
) -> set[Evidence]:
    """Clauses of both sides that cannot both be so, taken two by two; nobody is set against himself.

    With `others`, only those who never asserted the claim deny it.
    """
    out: set[Evidence] = set()
    pro = [p for s in (*claim.asserts, *claim.confirms) for p in clauses[s]][:_PAIRS]
    said = {p.statement.speaker for p in pro}
    for d in [p for s in claim.denies for p in clauses[s]][:_PAIRS]:
        if others and (d.statement.speaker is None or d.statement.speaker in said):
            continue
        for a in pro:
            same = d.statement.speaker is not None and d.statement.speaker == a.statement.speaker
            if not same and opposes(d, a):
                out |= {_at(dossier, d), _at(dossier, a)}
    return out


def _at(dossier: Dossier, p: Proposition) -> Evidence:
    return Evidence(dossier.articles[p.article].id, p.spans[0].start, p.spans[0].end)


def _two_tongues(
    claim: Claim, statements: Mapping[str, Statement], clauses: Mapping[str, Sequence[Proposition]]
) -> list[str]:
    """Statements of one speaker who both asserts the claim and will not vouch for it; a question is no refusal."""
    pro = {statements[s].speaker: s for s in (*claim.asserts, *claim.confirms) if statements[s].speaker}
    out = []
    for q in claim.questions:
        speaker = statements[q].speaker
        asked = any(p.text.rstrip().endswith("?") for p in clauses[q])
        if speaker in pro and statements[q].act != "asks" and not asked:
            out += [pro[speaker], q]
    return list(dict.fromkeys(out))


def _side(dossier: Dossier, clauses: Sequence[Proposition], core: Counter[str]) -> Evidence:
    """The clause of a statement that bears on the claim: the one that shares most with the other sides."""
    p = max(clauses, key=lambda p: (sum(core[c] for c in p.concepts) / (3 + len(p.concepts)), -p.spans[0].start))
    return Evidence(dossier.articles[p.article].id, p.spans[0].start, p.spans[0].end)


def traits(documents: Sequence[Document]) -> Iterable[Contradiction]:
    """What is said of a document both ways: signed and unsigned, authentic and forged; to whom it went."""
    for paper in documents:
        if len(paper.addressees) > 1:
            yield Contradiction("claim", f"{paper.name} : {paper.addressee}", paper.addressees[:_MOST], "addressee")
        by_trait: dict[str, dict[bool | str, set[Evidence]]] = defaultdict(lambda: defaultdict(set))
        for t in paper.traits:
            if t.evidence is not None:
                by_trait[t.trait][t.value].add(t.evidence)
        for trait, values in sorted(by_trait.items()):
            if len(values) > 1:
                sides = sorted({e for rows in values.values() for e in rows})
                yield Contradiction("trait", f"{paper.name} : {trait}", tuple(sides)[:_MOST], "trait")
