"""Text that articles share, found without comparing all pairs.

Runs of five words that stand in two articles make them candidates (word shingles: Broder 1997); each
candidate pair is then aligned word by word (`_align`), so that a passage is exact on both sides.
Words are compared without case, accents and typography, and by their first letters, so that a change of
tense or number breaks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recoupe.link._prepared import Prepared, prepare
from recoupe.link._words import Ints, grams
from recoupe.link.passages._align import Seeded, Shared, align, seeded
from recoupe.link.passages._many import by_pair, find_many
from recoupe.model import Article, Evidence, Passage

__all__ = ["by_pair", "find", "find_many", "shares"]

SHINGLE = 5
START = 4.8  # weight of the heaviest run of equal words from which a pair is worth aligning
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
    articles = sorted(articles, key=lambda a: a.id)
    prepared = [prepare(a) for a in articles]
    out: list[Passage] = []
    ready: dict[int, Seeded] = {}
    for i, j in _candidates(prepared):
        a, b = prepared[i], prepared[j]
        for k in (i, j):
            if k not in ready:
                ready[k] = seeded(prepared[k])
        out += [
            Passage(
                Evidence(a.id, int(a.starts[s.a0]), int(a.ends[s.a1 - 1])),
                Evidence(b.id, int(b.starts[s.b0]), int(b.ends[s.b1 - 1])),
                "verbatim" if s.verbatim else "edited",
                s.likeness,
            )
            for s in align(ready[i], ready[j])
            if not _furniture(a, b, s, articles[i].text, articles[j].text)
        ]
    return tuple(sorted(out, key=lambda p: (p.a, p.b)))


def shares(articles: Sequence[Article], passages: Sequence[Passage]) -> dict[str, tuple[float, dict[str, float]]]:
    """For each article the part of its text that others have too, and with which of them how much.

    >>> one = Article("a", "Le pont de la rivière a été fermé lundi matin par la mairie.", (), "1")
    >>> two = Article("b", one.text + " Les habitants du hameau feront un détour de onze kilomètres cet été.", (), "2")
    >>> {i: (round(all_, 2), sorted(beside)) for i, (all_, beside) in shares([one, two], find([one, two])).items()}
    {'a': (0.98, ['b']), 'b': (0.46, ['a'])}
    """
    held: dict[str, dict[str, list[tuple[int, int]]]] = {a.id: {} for a in articles}
    for p in passages:
        for here, there in ((p.a, p.b), (p.b, p.a)):
            held[here.article].setdefault(there.article, []).append((here.start, here.end))
    out = {}
    for article in articles:
        size, of = max(1, len(article.text)), held[article.id]
        beside = {other: _covered(spans) / size for other, spans in sorted(of.items())}
        out[article.id] = (_covered([s for spans in of.values() for s in spans]) / size, beside)
    return out


def _covered(spans: list[tuple[int, int]]) -> int:
    """Characters in at least one of the stretches."""
    total = end = 0
    for start, stop in sorted(spans):
        total += max(0, stop - max(start, end))
        end = max(end, stop)
    return total


def _candidates(prepared: Sequence[Prepared]) -> list[tuple[int, int]]:
    """Pairs of indices that share a run of words heavy enough to be looked at, in order."""
    hashes = [grams(p.stems, SHINGLE) for p in prepared]
    owners = np.repeat(np.arange(len(prepared)), [len(h) for h in hashes])
    if not len(owners):
        return []
    places = np.concatenate([np.arange(len(h)) for h in hashes])
    every = np.concatenate(hashes)
    order = np.lexsort((places, owners, every))
    every, owners, places = every[order], owners[order], places[order]
    new = np.ones(len(every), bool)
    new[1:] = every[1:] != every[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(every)))
    found: list[tuple[Ints, Ints, Ints]] = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= CROWD)]):
        rows = starts[sizes == size][:, None] + np.arange(size)
        left, right = np.triu_indices(size, 1)
        for part in range(0, len(rows), max(1, 2_000_000 // len(left))):
            block = rows[part : part + max(1, 2_000_000 // len(left))]
            a, b = block[:, left].ravel(), block[:, right].ravel()
            apart = owners[a] != owners[b]
            a, b = a[apart], b[apart]
            found.append((owners[a] * len(prepared) + owners[b], places[a], places[b] - places[a]))
    if not found:
        return []
    pair, place, shift = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((place, shift, pair))
    pair, place, shift = pair[order], place[order], shift[order]
    new = np.ones(len(pair), bool)
    new[1:] = (pair[1:] != pair[:-1]) | (shift[1:] != shift[:-1]) | (place[1:] != place[:-1] + 1)
    starts = np.flatnonzero(new)
    lengths = np.diff(np.append(starts, len(pair))) + SHINGLE - 1
    pair, place = pair[starts], place[starts]
    sums = np.concatenate([np.concatenate(([0.0], np.cumsum(p.weights))) for p in prepared])
    offsets = np.concatenate(([0], np.cumsum([len(p) + 1 for p in prepared])))
    base = offsets[pair // len(prepared)] + place
    heavy = sums[base + lengths] - sums[base] >= START
    return [(int(k) // len(prepared), int(k) % len(prepared)) for k in np.unique(pair[heavy])]


def _furniture(a: Prepared, b: Prepared, s: Shared, one: str, two: str) -> bool:
    """A short line that two pages of one outlet both have: a link, an invitation to subscribe, a notice."""
    if a.outlet is None or a.outlet != b.outlet or not s.verbatim or s.a1 - s.a0 >= 25:
        return False
    return all(
        _alone(text, int(p.starts[x]), int(p.ends[y - 1]))
        for p, text, x, y in ((a, one, s.a0, s.a1), (b, two, s.b0, s.b1))
    )


def _alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, text.rfind("\n", 0, start) + 1) : start]
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)]
    return not any(c.isalnum() for c in before) and not any(c.isalnum() for c in after)
