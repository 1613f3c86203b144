"""French sentence pairs that contradict each other or not: accuracy of the default beside the majority.

    python evals/contradictions.py --data ../shared/data

Each pair is read as two clauses of one story: parsed, cut into concepts with their polarity, and compared by
`recoupe.judge._incompatible`. No model is trained on the pairs; the weights of its signs are rounded from them, so
the figure is a fit, not a forecast. What it shows is how far negation, antonyms and verdicts reach alone.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from recoupe.judge._incompatible import score, signs
from recoupe.judge._propositions import words_of
from recoupe.model import Article, Notes, Section, Span
from recoupe.parse import parse

FILE = "contradictions/daccord-ukraine.tsv"


def pairs(path: Path) -> list[tuple[str, str, bool]]:
    """Premise, hypothesis, and whether they contradict."""
    with path.open(encoding="utf-8", newline="") as rows:
        reader = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(r["premise"].strip(' "'), r["hypothesis"].strip(' "'), r["label"] == "1") for r in reader]


def clash(one: str, two: str) -> bool:
    """What the default says of a pair."""
    words = []
    for text in (one, two):
        article = Article("pair", text, (Section(0, len(text), "body"),), "pair", language="fr")
        words.append(words_of(article, Notes(parse(article)), [Span(0, len(text))]))
    return score(signs(words[0], words[1], one, two, "fr")) > 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    path = options.parse_args().data / FILE
    if not path.exists():
        print(f"no {path}: nothing to measure", file=sys.stderr)
        return 0
    rows = pairs(path)
    table = Counter((label, clash(one, two)) for one, two, label in rows)
    right = table[True, True] + table[False, False]
    most = max(sum(n for (label, _), n in table.items() if label == k) for k in (True, False))
    found = table[True, True] + table[False, True]
    print(f"pairs                 {len(rows)}")
    print(f"accuracy              {right / len(rows):.3f}")
    print(f"majority              {most / len(rows):.3f}")
    print(f"called contradictory  {found}, of them rightly {table[True, True] / max(1, found):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
