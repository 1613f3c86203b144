"""Fits the weights of `recoupe.parse.splits` on a treebank's train part: `python -m training.splits en --data ../shared/data`.

Full-batch descent with a penalty on the sum of the weights (proximal Adagrad), so that few are left. `--check` holds every fifth
document out and prints the F of sentence starts by the rules and by the weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from recoupe import languages
from recoupe.parse import splits
from recoupe.parse.lines import lines
from recoupe.parse.tokens import cutter
from training import treebanks
from training.evaluate import documents

TRAIN = {"en": ["en_ewt-ud-train"]}
Line = tuple[list[str], list[bool], set[int], set[int]]


def material(data: Path, language: str, names: list[str]) -> list[list[Line]]:
    """Documents of lines: words, whether a blank is missing before each, starts by rule and in the treebank."""
    cut = cutter(language)
    out = []
    for text, rows in documents(treebanks.load(data, names)):
        gold = {spans[0][0] for _, spans in rows}
        document = []
        for a, b in lines(text, 0, len(text)):
            spans = cut.spans(text, a, b)
            words = [text[x:y] for x, y in spans]
            glued = [k > 0 and spans[k - 1][1] == spans[k][0] for k in range(len(spans))]
            rule = {x for x, _ in cut.by_rule(words, spans)} - {0}
            document.append((words, glued, rule, {k for k, s in enumerate(spans) if k and s[0] in gold}))
        out.append(document)
    return out


def places(documents: list[list[Line]]) -> set[str]:
    """Where it is worth looking, so that a text is read fast: see `splits.clues`."""
    pairs: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for d in documents:
        for words, _, rule, gold in d:
            for i in range(1, len(words)):
                if i not in rule:
                    pair = f"@{splits.shape(words[i - 1])} {splits.shape(words[i])}"
                    for key in (pair, f"!{words[i - 1].lower()}"):
                        pairs[key] += 1
                        starts[key] += i in gold
    often = {k for k, n in pairs.items() if k[0] == "@" and k != "@a a" and starts[k] > max(1, n * 0.004)}
    return often | {k for k, n in pairs.items() if k[0] == "!" and n >= 20 and not starts[k]}


def fit(documents: list[list[Line]], steps: int, penalty: float, least: int) -> dict[str, float]:
    """The weights."""
    where = places(documents)
    rows = [
        (found, i in gold)
        for d in documents
        for words, glued, rule, gold in d
        for i, found in splits.clues(words, glued, rule, where)
    ]
    counts = Counter(c for found, _ in rows for c in found)
    index = {c: k for k, c in enumerate(c for c, n in counts.items() if n >= least)}
    at = np.array([k for k, (found, _) in enumerate(rows) for c in found if c in index])
    of = np.array([index[c] for found, _ in rows for c in found if c in index])
    y = np.array([g for _, g in rows], dtype=float)
    w = np.zeros(len(index))
    squares = np.full(len(index), 1e-8)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(np.bincount(at, w[of], len(y)), -30, 30)))
        slope = np.bincount(of, (p - y)[at], len(w))
        squares += slope**2
        rate = 0.5 / np.sqrt(squares)
        w -= rate * slope
        w = np.sign(w) * np.maximum(0, np.abs(w) - rate * penalty)
    print(
        len(y),
        "places,",
        len(index),
        "clues,",
        int((w != 0).sum()),
        "kept; log loss",
        -np.mean(np.log(np.where(y > 0, p, 1 - p) + 1e-9)),
    )
    return {c: round(float(w[k]), 2) for c, k in index.items() if abs(w[k]) >= 0.02} | dict.fromkeys(where, 0.0)


def score(documents: list[list[Line]], weights: dict[str, float] | None) -> dict[str, float]:
    """Precision, recall and F of whole sentences' starts inside lines."""
    c: Counter[str] = Counter()
    model = splits.Splitter(weights) if weights else None
    for d in documents:
        for words, glued, rule, gold in d:
            mine = set(model.starts(words, glued, rule)) if model else rule
            ends, ours = sorted({0, *gold, len(words)}), sorted({0, *mine, len(words)})
            whole = set(pairwise(ends)) & set(pairwise(ours))
            c.update(
                found=len(mine),
                gold=len(gold),
                right=len(mine & gold),
                w=len(whole),
                wg=len(ends) - 1,
                wf=len(ours) - 1,
            )
    return {
        "precision": round(c["right"] / max(1, c["found"]), 4),
        "recall": round(c["right"] / max(1, c["gold"]), 4),
        "F of sentences": round(2 * c["w"] / (c["wg"] + c["wf"]), 4),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("language", choices=sorted(TRAIN))
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--steps", type=int, default=150)
    ap.add_argument("--penalty", type=float, default=0.7)
    ap.add_argument("--least", type=int, default=4)
    ap.add_argument("--check", action="store_true", help="hold every fifth document out, write nothing")
    o = ap.parse_args()
    if not (o.data / "treebanks").is_dir():
        print(f"no treebanks under {o.data}: nothing to fit")
        return
    all_ = material(o.data, o.language, TRAIN[o.language])
    if o.check:
        held = all_[::5]
        weights = fit([d for k, d in enumerate(all_) if k % 5], o.steps, o.penalty, o.least)
        print("rules:", score(held, None), "weights:", score(held, weights))
        return
    weights = fit(all_, o.steps, o.penalty, o.least)
    path = languages.HERE / o.language / "splits.json"
    path.write_text(
        json.dumps(dict(sorted(weights.items())), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
