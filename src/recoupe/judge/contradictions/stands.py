"""Claims that some assert and others deny, confirmations against refusals to confirm, and traits of a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from recoupe.judge._narration import Narration
from recoupe.judge._propositions import Proposition
from recoupe.model import Claim, Contradiction, Document, Dossier, Evidence, Statement

_MOST = 24


def claims(dossier: Dossier, judged: Sequence[Claim], props: Sequence[Proposition]) -> Iterable[Contradiction]:
    """Claims with statements on both sides, in their order of weight; what its own author took back is none."""
    clauses: dict[str, list[Proposition]] = defaultdict(list)
    for p in props:
        clauses[p.statement.id].append(p)
    statements = {s.id: s for rows in dossier.statements for s in rows}
    narration = Narration(dossier)
    for claim in judged:
        if claim.status in ("retracted", "corrected"):
            continue
        pro = [*claim.asserts, *claim.confirms]
        declines = [q for q in claim.questions if statements[q].act == "declines"]
        picks: list[Sequence[str]] = []
        if claim.denies and pro:
            picks.append([*pro, *claim.denies])
        elif claim.denies:
            told = narration.telling(p for s in claim.denies for p in clauses[s])
            if told:
                sides = {_side(dossier, clauses[s], Counter()) for s in claim.denies if clauses[s]} | told
                yield Contradiction("claim", claim.text, tuple(sorted(sides))[:_MOST], claim=claim.id)
        elif declines and claim.confirms:
            picks.append([*claim.confirms, *declines])
        picks.append(_two_tongues(claim, statements))
        for picked in picks:
            core = Counter(c for s in picked for p in clauses[s] for c in p.concepts)
            sides = {_side(dossier, clauses[s], core) for s in picked if clauses[s]}
            if len(sides) > 1:
                yield Contradiction("claim", claim.text, tuple(sorted(sides))[:_MOST], claim=claim.id)


def _two_tongues(claim: Claim, statements: dict[str, Statement]) -> list[str]:
    """Statements of one speaker who both asserts and questions the claim."""
    pro = {statements[s].speaker: s for s in (*claim.asserts, *claim.confirms) if statements[s].speaker}
    out = []
    for q in claim.questions:
        speaker = statements[q].speaker
        if speaker in pro and statements[q].act != "asks":
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
