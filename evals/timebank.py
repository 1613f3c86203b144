"""French TimeBank: expressions of type DATE, strict (same words) and relaxed (shared words) F1.

    python evals/timebank.py --data ../shared/data

The corpus cuts and types expressions by its own rules; the mapping from ours is stated here and nowhere else:

* an interval (`du 19 au 23 juillet`, `1982-1990`) is one moment with us, and its two ends with them;
* a day with a part of the day or the clock beside it (`mardi soir`, `hier à 10 h`, `l'aube de l'an 2000`) is a TIME;
* the definite article belongs to the expression (`le 13 février`, `la fin du XIXe siècle`), a preposition, even
  one that holds the article (`au`, `du`), does not.

Their words that are no dates of the calendar (`la deuxième journée`, `chaque mois`) stay in the count as misses.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from recoupe.annotate.moments import read

_TIME = re.compile(r"\b(?:matin|midi|soir|nuit|aube|après-midi|soirée|journée)\b", re.IGNORECASE)
_JOIN = re.compile(r"\s+(?:au|et le|et|à|jusqu'en|jusqu'au|jusqu'à)\s+|\s*\\?[-/–]\s*", re.IGNORECASE)
_LEAD = re.compile(r"(?:dans la nuit du|dans la nuit de|du|de|d'|entre le|entre|au|à la|à|dans)\s+", re.IGNORECASE)


def sentences(path: Path) -> list[tuple[list[str], list[str]]]:
    """The corpus as sentences of (words, labels)."""
    out: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    labels: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            word, label = line.split()[0], line.split()[-1]
            words.append(word.lstrip("\\"))
            labels.append(label)
        elif words:
            out.append((words, labels))
            words, labels = [], []
    if words:
        out.append((words, labels))
    return out


def gold(labels: list[str], kind: str) -> set[tuple[int, int]]:
    """Spans of one type, as word indices."""
    out: set[tuple[int, int]] = set()
    i = 0
    while i < len(labels):
        if labels[i] == f"B-{kind}":
            j = i + 1
            while j < len(labels) and labels[j] == f"I-{kind}":
                j += 1
            out.add((i, j))
            i = j
        else:
            i += 1
    return out


def join(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence's text, with the words' positions."""
    text, at = "", []
    for word in words:
        if text and not text.endswith(("'", "’")):
            text += " "
        at.append((len(text), len(text) + len(word)))
        text += word
    return text, at


def made(text: str, at: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Our moments by their rules, as word indices."""
    out: set[tuple[int, int]] = set()
    for t in read(text):
        cut = text[t.start : t.end]
        clock = re.match(r"\s*,? (?:à|vers) \d{1,2} ?h", text[t.end : t.end + 12])
        if t.vague or clock or _TIME.search(cut) or _TIME.search(text[max(0, t.start - 9) : t.start]):
            continue
        interval = (t.rule and " .. " in t.rule) or (t.value and "/" in t.value and re.search(r"\d{4}.+\d{4}", cut))
        pieces = [(t.start, t.end)]
        if interval and (m := _JOIN.search(cut, _LEAD.match(cut).end() if _LEAD.match(cut) else 0)):  # type: ignore[union-attr]
            pieces = [(t.start, t.start + m.start()), (t.start + m.end(), t.end)]
        for start, end in pieces:
            if lead := _LEAD.match(text, start, end):
                start = lead.end()
            before = re.search(r"(?:\bl[ea] |\bles |\bl['’])$", text[:start], re.IGNORECASE)
            if before and not (interval and start > t.start):
                start = before.start()
            inside = [i for i, (a, b) in enumerate(at) if a < end and start < b]
            if inside:
                out.add((inside[0], inside[-1] + 1))
    return out


def score(path: Path, *, show: bool = False) -> dict[str, float]:
    """Strict and relaxed F1 with their counts."""
    strict = relaxed_p = relaxed_r = n_gold = n_made = 0
    for words, labels in sentences(path):
        text, at = join(words)
        want, got = gold(labels, "DATE"), made(text, at)
        n_gold, n_made = n_gold + len(want), n_made + len(got)
        strict += len(want & got)
        relaxed_r += sum(any(a < d and c < b for c, d in got) for a, b in want)
        relaxed_p += sum(any(a < d and c < b for c, d in want) for a, b in got)
        if show:
            for a, b in sorted(want - got):
                print("missed  ", " ".join(words[a:b]), "|", text[:110])
            for a, b in sorted(got - want):
                print("invented", " ".join(words[a:b]), "|", text[:110])
    p, r = relaxed_p / max(1, n_made), relaxed_r / max(1, n_gold)
    return {
        "strict F1": 2 * strict / max(1, n_gold + n_made), "relaxed F1": 2 * p * r / max(1e-9, p + r),
        "gold": n_gold, "made": n_made,
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    path = args.data / "dates-and-numbers" / "french-timebank-valid.bio.txt"
    if not path.is_file():
        print(f"skipped: {path} is not here")
        return 0
    for name, value in score(path, show=args.misses).items():
        print(f"{name:12} {value:.3f}" if isinstance(value, float) else f"{name:12} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
