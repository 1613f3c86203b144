"""Name annotations: WikiANN (Wikipedia, CC BY-SA), cleaned."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

KINDS = ("PER", "ORG", "LOC")
TAGS = ["O", *[f"{p}-{k}" for k in KINDS for p in "BIES"]]


def read(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (token, BIO tag)."""
    out: list[list[tuple[str, str]]] = []
    now: list[tuple[str, str]] = []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if now:
                out.append(now)
            now = []
            continue
        token, tag = line.rsplit("\t", 1)
        now.append((token.split(":", 1)[1], tag))
    if now:
        out.append(now)
    return out


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Half-open entity spans of BIO tags."""
    out = []
    start = None
    for i, t in enumerate([*tags, "O"]):
        if start is not None and not t.startswith("I-"):
            out.append((start, i, tags[start][2:]))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start = i
    return out


def bioes(n: int, found: list[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * n
    for a, b, k in found:
        if b - a == 1:
            tags[a] = f"S-{k}"
        else:
            tags[a:b] = [f"B-{k}", *[f"I-{k}"] * (b - a - 2), f"E-{k}"]
    return tags


QUOTES = {"''", "'''", "``", '"', "'"}


def clean(sentences: list[list[tuple[str, str]]]) -> tuple[list[tuple[list[str], list[tuple[int, int, str]]]], Counter]:
    """Full sentences to train on, and a list of names with their kinds.

    Dropped: redirections, wiki markup, sentences that are one name (they only feed the list), names in markup quotes.
    """
    gazetteer: Counter = Counter()
    kept = []
    seen = set()
    for s in sentences:
        if s[0][0].upper().startswith(("REDIREC", "#REDIREC")):
            found = spans([t for _, t in s])
            for a, b, k in found:
                gazetteer[(tuple(w for w, _ in s[a:b]), k)] += 1
            continue
        pairs = [(w, t) for w, t in s if w not in ("''", "'''", "'''''", "**", "–**")]
        found = spans([t for _, t in pairs])
        words = [w for w, _ in pairs]
        for a, b, k in found:
            gazetteer[(tuple(words[a:b]), k)] += 1
        inside = sum(b - a for a, b, _ in found)
        key = " ".join(words)
        if key in seen or len(words) < 4 or inside / len(words) > 0.7:
            continue
        seen.add(key)
        # capitals outside names: a sign of names left unmarked
        free = [i for i, w in enumerate(words) if i and w[:1].isupper() and not any(a <= i < b for a, b, _ in found)]
        if len(free) > max(2, len(words) / 6):
            continue
        kept.append((words, found))
    return kept, gazetteer
