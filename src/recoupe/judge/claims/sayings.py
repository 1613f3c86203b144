"""Which statements say the same in the same words: copies, cuts, translations by one agency.

Found by hashing, then through an index from rare concept to sayings, so that time goes with their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from recoupe.judge._propositions import Proposition

_SAME = 0.72
_BUCKET = 40


def sayings(props: Sequence[Proposition], subject: Sequence[str | None] = ()) -> list[list[int]]:
    """Propositions drawn together where they say the same in nearly the same words.

    `subject` tells of each who speaks of himself in it (None where nobody does): those stay apart.
    """
    whose = subject or [None] * len(props)
    parent = list(range(len(props)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    bags = [frozenset(p.concepts) for p in props]
    against = [_negative(p) for p in props]
    exact: dict[tuple[frozenset[str], bool, str | None], int] = {}
    for i, bag in enumerate(bags):
        first = exact.setdefault((bag, against[i], whose[i]), i)
        if bag:
            parent[root(i)] = root(first)
    df = Counter(c for b in bags for c in b)
    index: dict[str, list[int]] = defaultdict(list)
    for i in sorted({root(i) for i in range(len(props))}):
        if len(bags[i]) < 3:
            continue
        seen: set[int] = set()
        for c in sorted(bags[i], key=lambda c: (df[c], c))[:6]:
            for j in index[c]:
                if j in seen:
                    continue
                seen.add(j)
                same = against[i] == against[j] and whose[i] == whose[j]
                if same and _alike(bags[i], bags[j]):
                    parent[root(i)] = root(j)
            if len(index[c]) < _BUCKET:
                index[c].append(i)
    out: dict[int, list[int]] = defaultdict(list)
    for i in range(len(props)):
        out[root(i)].append(i)
    return [out[k] for k in sorted(out, key=lambda k: out[k][0])]


def _negative(p: Proposition) -> bool:
    return any(w.negated for w in p.words)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= 3 and (
        shared / len(a | b) >= _SAME
        or (shared >= 5 and shared / min(len(a), len(b)) >= 0.9 and shared / max(len(a), len(b)) >= 0.5)
    )
