"""Independent support of the gold claims: roots counted by the program against roots read by hand.

    python evals/support.py --shared ../shared

For each gold claim of the real stories the gold says which statements assert or confirm it; `evals/roots/*.toml` says
from which dispatch or outlet each of them stems. The truth is the number of roots so reached. Two figures are printed:
what the claim that the program found counts, and what `judge/_roots.py` says of the gold statements themselves where
the program found them (roots alone, whatever claims were made). A count above the truth is worse than one below.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

import recoupe
from recoupe.judge import claims
from recoupe.judge._roots import Roots
from recoupe.model import Dossier

HERE = Path(__file__).parent


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(source: Path) -> tuple[dict[str, Any], Dossier]:
    """The record of a story, and the dossier that judgement saw."""
    seen: list[Dossier] = []
    judge = claims.judge

    def watch(dossier: Dossier) -> Any:
        seen.append(dossier)
        return judge(dossier)

    claims.judge = watch
    try:
        record = json.loads(recoupe.read([source], cache=False).to_json())
    finally:
        claims.judge = judge
    return record, max(seen, key=lambda d: len(d.articles))


def truth(table: dict[str, Any], gold_claim: dict[str, Any]) -> set[str]:
    """The roots, read by hand, of the statements that assert or confirm a claim."""
    out = set()
    for article, start in [*(gold_claim.get("asserts") or []), *(gold_claim.get("confirms") or [])]:
        root = table["default"][article]
        bare = start.lstrip('«“" ')
        for row in table.get("statements", ()):
            if row["article"] == article and any(bare.startswith(s) or s.startswith(bare) for s in row["starts"]):
                root = row["root"]
        out.add(root)
    return out


def measure(name: str, shared: Path, score: ModuleType) -> Counter[str]:
    story = shared / "stories" / name
    gold = yaml.safe_load((story / "gold.yaml").read_text(encoding="utf-8"))
    table = tomllib.loads((HERE / "roots" / f"{name}.toml").read_text(encoding="utf-8"))
    source = story / "articles" if (story / "articles").exists() else story / "articles.jsonl"
    record, dossier = read(source)
    scored = score.Score(gold, record, [])
    scored.statements()
    roots = Roots(dossier)
    statements = {s.id: (a.id, s) for a, rows in zip(dossier.articles, dossier.statements, strict=True) for s in rows}
    fields = ("asserts", "denies", "confirms", "questions")
    members, bearing = [], []
    for c in gold["claims"]:
        found: dict[str, str] = {}
        for f in fields:
            for article, start in c.get(f) or []:
                for k, ids in scored.link.items():
                    if len(k) == 2 and k[0] == article and k[1].startswith(score.flat(start)):
                        found.update((i, f) for i in ids)
        members.append(frozenset(found))
        bearing.append([i for i, f in found.items() if f in ("asserts", "confirms")])
    made = [c for s in record["stories"] for c in s["claims"][: 2 * len(gold["claims"])]]
    pairs = score.align(members, [frozenset(x for f in fields for x in c[f]) for c in made], least=0.3)
    got = {i: made[j] for i, j, _ in pairs}
    out: Counter[str] = Counter(claims=len(gold["claims"]))
    for i, c in enumerate(gold["claims"]):
        want = len(truth(table, c))
        alone = len({r for s in bearing[i] if (r := roots.of(*statements[s])) is not None})
        counted = len(got[i]["roots"]) if i in got else None
        out["right"] += counted == want
        out["above"] += counted is not None and counted > want
        out["roots right"] += alone == want
        out["roots above"] += alone > want
        print(f"{name:14} {c['id']:18} truth {want}  claim {'—' if counted is None else counted}  roots alone {alone}")
    return out


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("stories", nargs="*")
    args = options.parse_args()
    if not (args.shared / "stories").exists():
        print(f"no stories under {args.shared}: nothing to measure", file=sys.stderr)
        return 0
    score = scorer(args.shared / "score" / "score.py")
    total: Counter[str] = Counter()
    for table in sorted((HERE / "roots").glob("*.toml")):
        if (not args.stories or table.stem in args.stories) and (args.shared / "stories" / table.stem).exists():
            total += measure(table.stem, args.shared, score)
    n = max(1, total["claims"])
    print(
        f"support right         {total['right'] / n:.3f}  ({total['right']} of {n}), above the truth {total['above']}"
    )
    right = total["roots right"]
    print(f"roots alone right     {right / n:.3f}  ({right} of {n}), above the truth {total['roots above']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
