"""Statuses of claims against gold stories: a table of what they are taken for, end to end and by the status alone.

    python evals/statuses.py --scorer ../shared/score/score.py FOLDER…

A folder holds `gold.yaml` and `articles.jsonl` (or a folder `articles`). *End to end* counts the claims that the
program finds as `score.py` does; *of the gold's stances* gives the status function the statements and stances of the
gold, so that what is wrong there comes from who the speakers are taken for, or from the function.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import yaml

from recoupe.judge import claims
from recoupe.judge._propositions import propositions
from recoupe.judge._roots import Roots
from recoupe.judge.claims import bearing
from recoupe.judge.claims.grouping import TRAITS
from recoupe.judge.claims.stances import Voices, stances
from recoupe.judge.claims.status import Matter, status
from recoupe.model import Dossier, Status
from support import read, scorer

FIELDS = ("asserts", "denies", "confirms", "questions")


def members(row: dict[str, Any], link: dict[Any, list[str]], flat: Any) -> dict[str, Any]:
    """The record's statements that a gold claim names, with the gold's stance."""
    out: dict[str, Any] = {}
    for field in FIELDS:
        for article, start in row.get(field) or []:
            for key, ids in link.items():
                if len(key) == 2 and key[0] == article and key[1].startswith(flat(start)):
                    out.update((i, field) for i in ids)
    return out


def by_stances(dossier: Dossier, held: dict[str, Any]) -> str:
    """The status that the gold's stances leave a claim with, given who our speakers are."""
    voices, roots = Voices(dossier), Roots(dossier)
    props = propositions(dossier)
    first = {p.statement.id: p for p in reversed(props)}
    how = [(first[i], k) for i, k in held.items() if i in first]
    if not how:
        return "missed"
    told = next((p for p, k in how if k == "asserts"), how[0][0])
    sides = bearing.sides(how, voices.persons)
    trait = bool(TRAITS & told.concepts.keys())
    taken = [
        t._replace(
            side=voices.side(sides.get(t.statement, t.speaker)),
            root=roots.of(dossier.articles[first[t.statement].article].id, first[t.statement].statement),
        )
        for t in stances(how, voices, claims._order(dossier, props), told)
    ]
    matter = Matter(checkable=trait, reproach=bearing.reproachful(how), planned=bearing.planned(told))
    return status(taken, matter)


def measure(folder: Path, score: Any) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    source = folder / "articles"
    record, dossier = read(source if source.exists() else folder / "articles.jsonl")
    scored = score.Score(gold, record, [])
    scored.statements()
    rows = gold["claims"]
    made = [c for s in scored.stories for c in s["claims"][: 2 * len(rows)]]
    held = [members(r, scored.link, score.flat) for r in rows]
    bags = [frozenset(x for f in FIELDS for x in c[f]) for c in made]
    found = {i: made[j]["status"] for i, j, _ in score.align([frozenset(m) for m in held], bags, least=0.3)}
    whole, alone = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for i, row in enumerate(rows):
        whole[row["status"], found.get(i, "missed")] += 1
        alone[row["status"], by_stances(dossier, held[i])] += 1
    return whole, alone


def show(title: str, counts: Counter[tuple[str, str]]) -> None:
    names = [*get_args(Status), "missed"]
    print(f"{title + ' (gold down)':36}", *(f"{n[:9]:>9}" for n in names))
    for gold in names[:-1]:
        print(f"{gold:36}", *(f"{counts[gold, n] or '.':>9}" for n in names))
    right, told = sum(counts[n, n] for n in names), sum(counts.values()) - sum(counts[g, "missed"] for g in names)
    print(f"right {right} of {sum(counts.values())}, of those found {right / max(1, told):.3f}\n")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folders", nargs="+", type=Path)
    p.add_argument("--scorer", type=Path, default=Path("../shared/score/score.py"))
    args = p.parse_args()
    if not args.scorer.exists():
        print(f"skipped: no {args.scorer}")
        return
    score = scorer(args.scorer)
    whole, alone = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for folder in args.folders:
        one, two = measure(folder, score)
        right, lost = sum(one[n, n] for n in get_args(Status)), sum(n for (_, m), n in one.items() if m == "missed")
        print(f"{folder.name}: {right} of {sum(one.values())} right, missed {lost}")
        whole, alone = whole + one, alone + two
    print()
    show("end to end", whole)
    show("of the gold's stances", alone)


if __name__ == "__main__":
    main()
