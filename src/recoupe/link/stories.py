"""Which articles report one event.

Articles are likened by the weighted stems they share (`_profile`: names, figures, rare words; tf-idf with the
batch's own frequencies over the language's) and by the days between them; groups are merged by average linkage while
they are alike enough, in an order that the order of input does not touch. Articles that share much of their text
are joined at once. With `known` stories, an id stays with the story that most of its articles are in.
"""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Sequence

import numpy as np

from recoupe.link._profile import Floats, Profile, common, profile
from recoupe.model import Article, Notes, Passage, StoryGroup
from recoupe.text import stable_id

ALIKE = 0.08  # mean likeness of two groups from which they are one story
ACROSS = 0.7  # of that, where the languages differ: names, figures and cognates are all they can share
DAYS = 12.0  # days after which likeness has fallen to a third
UNDATED = 0.75  # stands for that fall where one of two articles has no date
CROWD = 2.0  # of the likeness that two articles have with everything in the batch, so much is taken off
FEW = (
    50.0  # articles of another matter that a batch is thought to hold beside, so that a small one is not its own crowd
)
PRIOR = 1000.0  # articles that the language's frequencies stand for, beside the batch
COPIED = 0.5  # share of the shorter article that is in the other, from which they report one event
NAME = 1.5  # a name or a number weighs so much more than another word


def group(
    articles: Sequence[Article],
    notes: Sequence[Notes],  # noqa: ARG001
    passages: Sequence[Passage],
    known: Sequence[StoryGroup] = (),
) -> tuple[StoryGroup, ...]:
    """The articles as stories; each article in exactly one. Their order changes nothing.

    >>> a = Article("a", "Le barrage de Malpasset a cédé mercredi soir près de Fréjus, faisant 50 morts.", (), "1")
    >>> b = Article("b", "Near Fréjus, the Malpasset dam burst on Wednesday: 50 dead.", (), "2", language="en")
    >>> c = Article("c", "Le prix du beurre monte encore, les boulangers de Lille renoncent aux croissants.", (), "3")
    >>> [g.articles for g in group([c, b, a], [Notes()] * 3, ())]
    [('a', 'b'), ('c',)]
    """
    if not articles:
        return ()
    articles = sorted(articles, key=lambda a: a.id)
    profiles = [profile(a, _day(a.published)) for a in articles]
    likeness = _likeness(profiles)
    _copies(articles, passages, likeness)
    labels = _cluster(likeness)
    groups: dict[int, list[str]] = {}
    for a, label in zip(articles, labels, strict=True):
        groups.setdefault(label, []).append(a.id)
    return _identified([tuple(g) for g in groups.values()], known)


def _day(published: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat((published or "").split("/")[0][:10]).toordinal()
    except ValueError:
        return None


def _vectors(profiles: Sequence[Profile]) -> tuple[list[tuple[np.ndarray, Floats]], int]:
    """Each article as sorted column numbers and unit weights."""
    every = np.unique(np.concatenate([p.stems for p in profiles]))
    df = np.zeros(len(every))
    columns = [np.searchsorted(every, p.stems) for p in profiles]
    for c in columns:
        df[c] += 1
    size = len(profiles)
    idf = np.log((size + PRIOR) / (df + PRIOR * common(every) + 0.5))
    idf = np.maximum(idf, 0.0)
    out = []
    for p, c in zip(profiles, columns, strict=True):
        w = p.counts * idf[c] * np.where(p.named, NAME, 1.0)
        norm = float(np.sqrt((w * w).sum())) or 1.0
        out.append((c, w / norm))
    return out, len(every)


def _likeness(profiles: Sequence[Profile]) -> Floats:
    size = len(profiles)
    vectors, width = _vectors(profiles)
    out = np.zeros((size, size))
    owners = np.repeat(np.arange(size), [len(c) for c, _ in vectors])
    columns = np.concatenate([c for c, _ in vectors])
    weights = np.concatenate([w for _, w in vectors])
    order = np.argsort(columns, kind="stable")
    columns, owners, weights = columns[order], owners[order], weights[order]
    starts = np.searchsorted(columns, np.arange(width + 1))
    for k in range(width):
        low, high = starts[k], starts[k + 1]
        if high - low > 1:
            o, w = owners[low:high], weights[low:high]
            out[np.ix_(o, o)] += np.outer(w, w)
    days = np.array([p.day if p.day is not None else np.nan for p in profiles], float)
    apart = np.abs(days[:, None] - days[None, :])
    out *= np.where(np.isnan(apart), UNDATED, np.exp(-apart / DAYS))
    tongues = np.array([p.language or "" for p in profiles])
    differ = (tongues[:, None] != tongues[None, :]) & (tongues[:, None] != "") & (tongues[None, :] != "")
    out = np.where(differ, out / ACROSS, out)
    np.fill_diagonal(out, 0.0)
    crowd = np.sqrt(out.sum(axis=1) / (size + FEW))
    out -= CROWD * np.outer(crowd, crowd)
    return np.round(out, 9)


def _copies(articles: Sequence[Article], passages: Sequence[Passage], likeness: Floats) -> None:
    at = {a.id: i for i, a in enumerate(articles)}
    shared: dict[tuple[int, int], int] = {}
    for p in passages:
        i, j = at.get(p.a.article), at.get(p.b.article)
        if i is not None and j is not None:
            key = (min(i, j), max(i, j))
            shared[key] = shared.get(key, 0) + min(p.a.end - p.a.start, p.b.end - p.b.start)
    for (i, j), n in shared.items():
        short = min(len(articles[i].text), len(articles[j].text)) or 1
        if n >= COPIED * short:
            likeness[i, j] = likeness[j, i] = max(likeness[i, j], 0.9)


def _cluster(likeness: Floats) -> list[int]:
    """Average linkage over the likeness of pairs; ties are broken by position. Labels are smallest members."""
    size = len(likeness)
    groups: dict[int, list[int]] = {i: [i] for i in range(size)}
    totals: list[dict[int, float]] = [{} for _ in range(size)]
    for i, j in zip(*np.nonzero(np.triu(likeness != 0.0, 1)), strict=True):
        totals[i][int(j)] = totals[j][int(i)] = float(likeness[i, j])
    heap = [(-v, i, j) for i in range(size) for j, v in totals[i].items() if i < j and v >= ALIKE]
    heapq.heapify(heap)
    while heap:
        value, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups:
            continue
        now = totals[i].get(j, 0.0) / (len(groups[i]) * len(groups[j]))
        if abs(now + value) > 1e-9:
            continue
        groups[i] += groups.pop(j)
        for k, v in totals[j].items():
            if k != i and k in groups:
                merged = totals[i].get(k, 0.0) + v
                totals[i][k] = totals[k][i] = merged
                totals[k].pop(j, None)
        totals[i].pop(j, None)
        totals[j] = {}
        for k, v in totals[i].items():
            if k in groups:
                mean = v / (len(groups[i]) * len(groups[k]))
                if mean >= ALIKE:
                    heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    labels = [0] * size
    for label, members in groups.items():
        for m in members:
            labels[m] = label
    return labels


def _identified(groups: Sequence[tuple[str, ...]], known: Sequence[StoryGroup]) -> tuple[StoryGroup, ...]:
    """Groups with their ids: a known story's where it holds most of its articles, else made from its first article."""
    home = {a: s.id for s in known for a in s.articles}
    sizes = {s.id: len(s.articles) for s in known}
    claims: list[tuple[int, str, int]] = []
    for n, g in enumerate(groups):
        counts: dict[str, int] = {}
        for a in g:
            if a in home:
                counts[home[a]] = counts.get(home[a], 0) + 1
        claims += [(-c, s, n) for s, c in counts.items()]
    given: dict[int, str] = {}
    spent: set[str] = set()
    for _, s, n in sorted(claims, key=lambda c: (c[0], c[1], groups[c[2]])):
        if n not in given and s not in spent:
            given[n] = s
            spent.add(s)
    out = []
    for n, g in enumerate(groups):
        parents = sorted({home[a] for a in g if a in home})
        own = given.get(n)
        if own is None:
            own = stable_id("story", *g)
            while own in sizes:
                own = stable_id("story", own)
        merged = tuple(s for s in parents if s != own and s not in spent)
        from_ = next((s for s in parents if s != own and s in spent), None) if n not in given else None
        out.append(StoryGroup(own, tuple(sorted(g)), merged, from_))
    return tuple(sorted(out, key=lambda g: g.articles))
