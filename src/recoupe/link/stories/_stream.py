"""Articles as they arrive, one by one: each joins a story or begins one, at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recoupe.link._profile import Profile, day, profile
from recoupe.link.stories._cluster import cluster
from recoupe.link.stories._likeness import ACROSS, CROWD, FEW, NAME, fall, idf
from recoupe.link.stories._threshold import ALIKE
from recoupe.model import Article, StoryGroup
from recoupe.text import stable_id

FORGET = 45  # days after which an article is not compared any more


class Stream:
    """Stories that grow by one article at a time.

    `add` tells the story that the article is now in, with the ids of those that it has brought together
    (`merged`); a story that falls apart is told by `add` as well: its younger part is a story `split_from` it.
    Ids stay. What a word weighs follows from the articles seen so far; see docs/origins.md for how far the result is
    from that of `group` on the whole.

    >>> stream = Stream()
    >>> a = Article("a", "Le barrage de Malpasset a cédé mercredi soir près de Fréjus, faisant 50 morts.", (), "1")
    >>> b = Article("b", "Près de Fréjus, 50 morts dans la rupture du barrage de Malpasset.", (), "2")
    >>> [g.articles for x in (a, b) for g in stream.add(x)]
    [('a',), ('a', 'b')]
    """

    def __init__(self, known: Iterable[StoryGroup] = (), articles: Iterable[Article] = ()) -> None:
        """`known` stories of `articles` seen before go on under their ids."""
        self._profiles: list[Profile] = []
        self._norms: list[float] = []
        self._crowds: list[float] = []
        self._rows: list[dict[int, float]] = []
        self._postings: dict[int, list[tuple[int, float]]] = {}
        self._group_of: list[str] = []
        self._members: dict[str, list[int]] = {}
        home = {a: g.id for g in known for a in g.articles}
        for article in sorted(articles, key=lambda a: (a.published or "", a.id)):
            i = self._take(article)
            story = home.get(article.id) or stable_id("story", article.id)
            self._group_of.append(story)
            self._members.setdefault(story, []).append(i)

    def stories(self) -> tuple[StoryGroup, ...]:
        """All stories as they stand."""
        return tuple(sorted((self._told(s) for s in self._members), key=lambda g: g.articles))

    def add(self, article: Article) -> tuple[StoryGroup, ...]:
        """The stories that the article has changed: the one it is in, first, and a part that has split off, if any."""
        i = self._take(article)
        best, story = ALIKE, ""
        for name in {self._group_of[j] for j in self._rows[i]}:
            value = self._mean([i], self._members[name])
            if value > best or (value == best and name < story):
                best, story = value, name
        merged: list[str] = []
        if not story:
            story = stable_id("story", article.id)
            while story in self._members:
                story = stable_id("story", story)
            self._members[story] = []
        self._group_of.append(story)
        self._members[story].append(i)
        while (other := self._twin(story)) is not None:
            # the older story keeps its id
            keep, gone = sorted((story, other), key=lambda s: self._members[s][0])
            for j in self._members.pop(gone):
                self._group_of[j] = keep
                self._members[keep].append(j)
            self._members[keep].sort()
            merged.append(gone)
            story = keep
        out = [self._told(story, tuple(sorted(m for m in merged if m != story)))]
        if not merged and (part := self._torn(story)):
            name = stable_id("story", story, *(self._profiles[j].id for j in part))
            self._members[story] = [j for j in self._members[story] if j not in part]
            self._members[name] = sorted(part)
            for j in part:
                self._group_of[j] = name
            out = [self._told(self._group_of[i]), self._told(name if i not in part else story)]
            out = [StoryGroup(g.id, g.articles, g.merged, story if g.id == name else None) for g in out]
        return tuple(out)

    def _told(self, story: str, merged: tuple[str, ...] = ()) -> StoryGroup:
        return StoryGroup(story, tuple(sorted(self._profiles[j].id for j in self._members[story])), merged)

    def _take(self, article: Article) -> int:
        """Takes note of the article and of its likeness to those seen, by what words weigh now."""
        p = profile(article, day(article.published))
        i, size = len(self._profiles), len(self._profiles) + 1
        stems, counts = p.stems.tolist(), p.counts.tolist()
        df = np.array([len(self._postings.get(s, ())) + 1 for s in stems], float)
        weigh = idf(df, p.stems, size) * np.where(p.named, NAME, 1.0)
        own = p.counts * weigh
        norm = float(np.sqrt((own * own).sum())) or 1.0
        scores: dict[int, float] = {}
        for stem, count, factor in zip(stems, counts, (own * weigh / norm).tolist(), strict=True):
            posting = self._postings.setdefault(stem, [])
            if factor > 0.0:
                for j, other in posting:
                    scores[j] = scores.get(j, 0.0) + factor * other
            posting.append((i, count))
        row: dict[int, float] = {}
        total = 0.0
        for j, score in scores.items():
            value = min(1.0, score / self._norms[j] * self._beside(p, self._profiles[j]))
            total += value
            self._crowds[j] += value
            if value > 0.01:
                row[j] = self._rows[j][i] = value
        self._profiles.append(p)
        self._norms.append(norm)
        self._crowds.append(total)
        self._rows.append(row)
        return i

    @staticmethod
    def _beside(p: Profile, other: Profile) -> float:
        """What days and languages make of the likeness of two articles."""
        if p.day is not None and other.day is not None and abs(p.day - other.day) > FORGET:
            return 0.0
        apart = p.language and other.language and p.language != other.language
        return fall(p.day, other.day) / (ACROSS if apart else 1.0)

    def _crowd(self, i: int) -> float:
        return float(np.sqrt(self._crowds[i] / (len(self._profiles) + FEW)))

    def _mean(self, a: list[int], b: list[int]) -> float:
        total = sum(self._rows[i].get(j, 0.0) for i in a for j in b)
        crowd = CROWD * sum(self._crowd(i) for i in a) * sum(self._crowd(j) for j in b)
        return (total - crowd) / (len(a) * len(b))

    def _twin(self, story: str) -> str | None:
        """Another story that has become as alike as one."""
        mine = self._members[story]
        near = sorted({self._group_of[j] for i in mine for j in self._rows[i]} - {story})
        values = [(self._mean(mine, self._members[s]), s) for s in near]
        best = max(values, default=(0.0, ""))
        return best[1] if best[0] >= ALIKE else None

    def _torn(self, story: str) -> set[int]:
        """The part of a story that no longer belongs to its oldest article."""
        mine = self._members[story]
        if len(mine) < 4:
            return set()
        at = {j: n for n, j in enumerate(mine)}
        rows = [{at[j]: v for j, v in self._rows[i].items() if j in at} for i in mine]
        labels = cluster(rows, np.array([self._crowd(i) for i in mine]), ALIKE * 0.75)
        return {i for i, label in zip(mine, labels, strict=True) if label != labels[0]}
