"""English statements against PolNeAR, whose news articles carry every attribution (source, cue, content).

    python evals/polnear.py --data ../shared/data [--part dev] [--misses N]

Prints the F1 of contents by word overlap ≥ 0.5 over all attributions; the recall over those whose cue holds a
verb of our English lexicon (a word that our parser takes for a verb) or one of its frames; and how many of those
found have the right source; `whole` leaves out cues that hold only the first word of an expression (*made a plan* for
*make clear*). PolNeAR takes
a quotation that goes on in the next sentence (“…,” he said. “…”) for one attribution, the record keeps two with
`follows`: they are joined here. The annotation leaves attributions out, so precision read from it is a floor:
`--sample N` prints N made ones to read.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from bisect import bisect_left
from collections import Counter
from pathlib import Path

import msgspec

from recoupe.annotate import statements
from recoupe.annotate.statements.lexicon import lexicon
from recoupe.model import Article, Attribution, Notes, Parse, Section, Span
from recoupe.parse import parse
from recoupe.text import canonical

WORD = re.compile(r"\w+")
Row = dict[str, list[tuple[int, int]]]


def gold(path: Path) -> list[Row]:
    """The attributions of one brat file: spans by role."""
    spans: dict[str, list[tuple[int, int]]] = {}
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) >= 2:
            _, where = cells[1].split(" ", 1)
            spans[cells[0]] = [(int(p.split()[0]), int(p.split()[1])) for p in where.split(";")]
        elif line.startswith("E") and len(cells) >= 2:
            row: Row = {}
            for part in cells[1].split():
                role, ref = part.split(":")
                row.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(ref, []))
            if row.get("Content"):
                rows.append(row)
    return rows


def words_in(text: str, spans: list[tuple[int, int]], index: list[tuple[int, int]]) -> frozenset[int]:
    """Indices of the words that the spans touch."""
    del text
    return frozenset(i for i, (s, e) in enumerate(index) if any(s < b and a < e for a, b in spans))


def pairs(gold_words: list[frozenset[int]], made_words: list[frozenset[int]]) -> dict[int, int]:
    """Greedy one-to-one pairs by overlap, best first, at least one half."""
    ranked = sorted(
        (-len(g & m) / len(g | m), i, j) for i, g in enumerate(gold_words) for j, m in enumerate(made_words) if g & m
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for score, i, j in ranked:
        if -score >= 0.5 and i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


def joined(made: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """What goes on from an attribution, put into it."""
    first: dict[int, int] = {}
    for i, a in enumerate(made):
        at = a.follows
        if at is not None and a.cue is None:
            first[i] = first.get(at, at)
    content: dict[int, list[Span]] = {}
    for i, a in enumerate(made):
        content.setdefault(first.get(i, i), []).extend(a.content)
    return tuple(msgspec.structs.replace(made[i], content=tuple(sorted(spans))) for i, spans in sorted(content.items()))


def read(path: Path) -> tuple[str, Parse, tuple[Attribution, ...]]:
    """One article's text as the annotation counts it, its parse, and what we find in it."""
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    if canonical(text) != text:
        text = text.replace("\r", "\n")
    sections = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            sections.append(Section(at, at + len(line), "body"))
        at += len(line) + 1
    article = Article(path.stem, text, tuple(sections), "", language="en")
    syntax = parse(article)
    return text, syntax, statements.annotate(article, syntax, Notes(syntax))


def main(argv: list[str] | None = None) -> None:
    """Scores one part of the corpus and prints the figures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--part", default="dev")
    ask.add_argument("--limit", type=int, default=0)
    ask.add_argument("--misses", type=int, default=0)
    ask.add_argument("--sample", type=int, default=0)
    args = ask.parse_args(argv)
    folder = args.data / "polnear" / args.part
    lex = lexicon("en")
    if not folder.is_dir() or lex is None:
        print(f"skipped: no corpus at {folder}")
        return
    seen: set[str] = set()
    total: Counter[str] = Counter()
    missed: list[str] = []
    made_rows: list[str] = []
    files = sorted((folder / "attributions").glob("*.ann"))
    for file in files[: args.limit or None]:
        key = file.stem[:50].rsplit("_", 1)[0]
        texts = sorted((folder / "text").glob(file.stem.rsplit("_", 1)[0][:60] + "*.txt"))
        if key in seen or not texts:
            continue
        seen.add(key)
        text, syntax, made = read(texts[0])
        starts = [t.start for t in syntax.tokens]
        index = [m.span() for m in WORD.finditer(text)]
        rows = gold(file)
        gold_words = [words_in(text, r["Content"], index) for r in rows]
        made = joined(made)
        made_words = [words_in(text, [(s.start, s.end) for s in m.content], index) for m in made]
        found = pairs(gold_words, made_words)
        total.update(gold=len(rows), made=len(made), hit=len(found))
        for i, row in enumerate(rows):
            cue = " ".join(text[a:b] for a, b in row.get("Cue", [])).lower()
            ours = any(
                (t.lemma in lex.verbs or text[t.start : t.end].lower() in lex.forms) and t.pos in {"VERB", "AUX"}
                for a, b in row.get("Cue", [])
                for t in syntax.tokens[bisect_left(starts, a) : bisect_left(starts, b)]
            ) or any(" ".join(f.words) in cue for frames in lex.frames.values() for f in frames if len(f.words) > 1)
            total["lexical"] += ours
            whole = ours and any(
                all(w in cue.split() for w in (*u.rest, *([u.link] if u.link else ())))
                for t in syntax.tokens
                if any(a <= t.start < b for a, b in row.get("Cue", []))
                for u in lex.verbs.get(t.lemma) or lex.verbs.get(lex.forms.get(text[t.start : t.end].lower(), ""), [])
            )
            whole = whole or any(" ".join(f.words) in cue for fs in lex.frames.values() for f in fs if len(f.words) > 1)
            total.update(whole=whole, **{"whole found": whole and i in found})
            if i not in found:
                if ours and len(missed) < args.misses * 5:
                    content = " … ".join(text[a:b] for a, b in row["Content"])
                    source = " ".join(text[a:b] for a, b in row.get("Source", []))
                    missed.append(f"{file.stem[:30]}  [{cue}] <{source}> {content[:160]!r}")
                continue
            total["lexical found"] += ours
            if ours:
                theirs = words_in(text, row.get("Source", []), index)
                source_span: Span | None = made[found[i]].source
                mine = words_in(text, [(source_span.start, source_span.end)] if source_span else [], index)
                same = (not theirs and not mine) or (
                    bool(theirs | mine) and len(theirs & mine) / len(theirs | mine) >= 0.5
                )
                same = same or [text[slice(*index[w])].lower() for w in sorted(theirs)] == [
                    text[slice(*index[w])].lower() for w in sorted(mine)
                ]
                total["source right"] += same
                if not same and len(made_rows) < 400 and args.misses:
                    made_rows.append(
                        f"SOURCE gold={' '.join(text[a:b] for a, b in row.get('Source', []))!r} "
                        f"made={source_span.cut(text) if source_span else None!r} [{cue}]"
                    )
        if args.sample:
            used = set(found.values())
            for j, m in enumerate(made):
                if j not in used:
                    made_rows.append(
                        f"MADE [{m.cue.cut(text) if m.cue else None}] <{m.source.cut(text) if m.source else None}> "
                        f"{' … '.join(s.cut(text) for s in m.content)[:200]!r}"
                    )
    p, r = total["hit"] / max(total["made"], 1), total["hit"] / max(total["gold"], 1)
    print(f"PolNeAR {args.part}: {len(seen)} articles, {total['gold']} attributions, {total['made']} made")
    print(f"all        F1 {2 * p * r / max(p + r, 1e-9):.3f}  P {p:.3f}  R {r:.3f}")
    print(f"lexical    recall {total['lexical found'] / max(total['lexical'], 1):.3f}  (of {total['lexical']})")
    print(f"  whole    recall {total['whole found'] / max(total['whole'], 1):.3f}  (of {total['whole']})")
    print(f"           source right {total['source right'] / max(total['lexical found'], 1):.3f}")
    rng = random.Random(1)
    for line in rng.sample(missed, min(args.misses, len(missed))):
        print("MISSED", line)
    for line in rng.sample(made_rows, min(max(args.sample, args.misses), len(made_rows))):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
