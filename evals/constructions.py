"""Statements of the gold stories by construction: how many there are, found, exact, and right in what.

    python evals/constructions.py --data ../shared [--misses]

Prints the error table of docs/statements.md. A construction is told from the gold's own fields: form, where the
cue stands, how the content starts. Optional statements count neither way, as in the scorer.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from recoupe import readers
from recoupe.clean import clean
from recoupe.languages import table
from recoupe.model import Article, Capture
from recoupe.pipeline import annotate

WORD = re.compile(r"\w+")
FLAT = {0x2019: "'", 0xA0: " ", 0x202F: " ", 0x2009: " "}


def construction(text: str, row: dict[str, Any], start: int) -> str:
    """The name of the construction by which a gold statement is told."""
    parts = row["content"] if isinstance(row["content"], list) else [row["content"]]
    first, cue = parts[0].lower().lstrip('«“" '), (row.get("cue") or "").lower()
    if not cue:
        return "no cue: goes on, card, post"
    firsts = {f["words"][0] for f in table("fr", "frames")["frame"]}
    if cue.split()[0].rstrip("'") in firsts and not re.search(r"[-'](?:il|elle|on)\b", cue):
        return "frame (selon, d'après, de source)"
    at = text.find(row["cue"], start)
    behind = start <= at < start + sum(len(p) for p in parts) + 60
    if row["form"] == "direct":
        return "direct, cue behind" if behind else "direct, cue before"
    if re.search(r"\bét[ée]e?s?\b", cue):
        return "passive, impersonal"
    if re.match(r"(?:que|qu')\b", first):
        return "clause with que"
    if re.match(r"(?:si|s'|comment|pourquoi|combien|quel)\b", first):
        return "indirect question"
    if (
        re.match(r"(?:ne |n'|de |d'|à |se )?\w+(?:er|ir|re|oir)\b", first)
        or "à s'" in first
        or re.match(r"«?“?regretter", first)
    ):
        return "infinitive"
    return "free clause, cue behind" if behind else "noun phrase, predicate"


def words(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    """Indices of the words that the spans touch."""
    return frozenset(
        i for i, m in enumerate(WORD.finditer(text)) if any(m.start() < b and a < m.end() for a, b in spans)
    )


def main(argv: list[str] | None = None) -> None:
    """Reads the stories, compares, prints a Markdown table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path("../shared"))
    ask.add_argument("--misses", action="store_true")
    args = ask.parse_args(argv)
    stories = sorted((args.data / "stories").glob("*/gold.yaml"))
    if not stories:
        print(f"skipped: no stories under {args.data}")
        return
    count: Counter[tuple[str, str]] = Counter()
    for gold_file in stories:
        gold = yaml.safe_load(gold_file.read_text(encoding="utf-8"))
        folder = gold_file.parent / "articles"
        found: dict[str, Article] = {}
        for capture in readers.read_paths([folder if folder.exists() else folder.with_suffix(".jsonl")]):
            if isinstance(capture, Capture):
                article = clean(capture)
                found[article.id] = article
                found.setdefault(Path(str(article.path)).name, article)
        for key, sheet in gold["articles"].items():
            if key in found:
                _article(found[key], sheet.get("statements") or [], count, show=args.misses)
    print("| construction | gold | found | exact | cue right | source right | form right | act right |")
    print("|---|---|---|---|---|---|---|---|")
    for name in sorted({k for k, _ in count} - {"~"}, key=lambda k: -count[k, "gold"]):
        cells = [count[name, f] for f in ("gold", "found", "exact", "cue", "source", "form", "act")]
        print(f"| {name} | {' | '.join(map(str, cells))} |")
    print(f"\nmade beside the gold: {count['~', 'beside']}" if count["~", "beside"] else "")


def _article(article: Article, rows: list[dict[str, Any]], count: Counter[tuple[str, str]], *, show: bool) -> None:
    text = article.text.translate(FLAT)
    made = annotate(article).attributions
    mine = [words(text, [(s.start, s.end) for s in a.content]) for a in made]
    theirs, starts = [], []
    for row in rows:
        spans, at = [], -1
        for part in row["content"] if isinstance(row["content"], list) else [row["content"]]:
            at = -1
            for _ in range(row.get("nth", 1)):
                at = text.find(part.translate(FLAT), at + 1)
            if at >= 0:
                spans.append((at, at + len(part)))
        starts.append(spans[0][0] if spans else 0)
        theirs.append(words(text, spans))
    ranked = sorted((-len(g & m) / len(g | m), i, j) for i, g in enumerate(theirs) for j, m in enumerate(mine) if g & m)
    pairs: dict[int, int] = {}
    for score, i, j in ranked:
        if -score >= 0.5 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, row in enumerate(rows):
        if row.get("optional"):
            continue
        name = construction(text, row, starts[i])
        count[name, "gold"] += 1
        if i not in pairs:
            if show:
                print("missed", f"[{name}]", str(row["content"])[:120])
            continue
        a = made[pairs[i]]
        count[name, "found"] += 1
        count[name, "exact"] += theirs[i] == mine[pairs[i]]
        count[name, "form"] += a.form == row["form"]
        count[name, "act"] += a.act == row["act"]
        for field, span in (("cue", a.cue), ("source", a.source)):
            want = set(WORD.findall((row.get(field) or "").translate(FLAT).lower()))
            got = set(WORD.findall(span.cut(text).lower())) if span else set()
            count[name, field] += not (want | got) or len(want & got) / len(want | got) >= 0.5
    beside = len(made) - len(pairs)
    if beside:
        count["~", "beside"] += beside


if __name__ == "__main__":
    main(sys.argv[1:])
