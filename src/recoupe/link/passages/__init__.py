"""Text that articles share, found without comparing all pairs.

Runs of five words that stand in two articles make them candidates (word shingles: Broder 1997); each
candidate pair is then aligned word by word (`_align`), so that a passage is exact on both sides.
Words are compared without case, accents and typography, and by their first letters, so that a change of
tense or number breaks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recoupe.link._words import grams
from recoupe.link.passages._align import align
from recoupe.link.passages._prepared import Prepared, prepare
from recoupe.model import Article, Evidence, Passage

SHINGLE = 5
CROWD = 256  # a run of words that stands in more articles than these is a commonplace or an outlet's furniture


def find(articles: Sequence[Article]) -> tuple[Passage, ...]:
    """Every passage that two of the articles share, in order of position.

    `a` is the article whose id sorts first. A passage is `verbatim` where the words are the same, apart from
    case, accents and typography; `likeness` is twice the words in common, in order, over the words of both sides.

    >>> one = Article("a", "Le pont de la rivière a été fermé lundi matin par la mairie.", (), "1")
    >>> two = Article("b", "Bref. Le pont de la rivière a été fermé lundi matin par la mairie. Voilà.", (), "2")
    >>> [(p.kind, p.a.start, p.b.start) for p in find([two, one])]
    [('verbatim', 0, 6)]
    """
    prepared = sorted((prepare(a) for a in articles), key=lambda p: p.id)
    out: list[Passage] = []
    for i, j in _candidates(prepared):
        a, b = prepared[i], prepared[j]
        out += [
            Passage(
                Evidence(a.id, int(a.starts[s.a0]), int(a.ends[s.a1 - 1])),
                Evidence(b.id, int(b.starts[s.b0]), int(b.ends[s.b1 - 1])),
                "verbatim" if s.verbatim else "edited",
                s.likeness,
            )
            for s in align(a, b)
        ]
    return tuple(sorted(out, key=lambda p: (p.a, p.b)))


def _candidates(prepared: Sequence[Prepared]) -> list[tuple[int, int]]:
    """Pairs of indices that share a run of words which is not in the mouth of the whole batch."""
    hashes = [grams(p.stems, SHINGLE) for p in prepared]
    hashes = [np.unique(h) for h in hashes]
    owners = np.repeat(np.arange(len(prepared)), [len(h) for h in hashes])
    if not len(owners):
        return []
    every = np.concatenate(hashes)
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    new = np.ones(len(every), bool)
    new[1:] = every[1:] != every[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(every)))
    pairs: list[np.ndarray] = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= CROWD)]):
        rows = owners[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        pairs.append(np.unique(rows[:, left].ravel() * len(prepared) + rows[:, right].ravel()))
    if not pairs:
        return []
    found = np.unique(np.concatenate(pairs))
    return [(int(k) // len(prepared), int(k) % len(prepared)) for k in found]
