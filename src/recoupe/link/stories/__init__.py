"""Which articles report one event, in a batch (`group`) or as they arrive (`Stream`).

Articles are likened by the weighted stems they share (`_likeness`: names, figures, rare words; tf-idf with the
batch's own frequencies over the language's) and by the days between them; groups are merged by average linkage while
they are alike enough, in an order that the order of input does not touch. Articles that share much of their text
are joined at once. The number of stories is not asked for. With `known` stories, an id stays with the story that most
of its articles are in.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.link._profile import Floats, day, profile
from recoupe.link.stories._cluster import cluster, identified
from recoupe.link.stories._likeness import Rows, likeness
from recoupe.link.stories._stream import Stream
from recoupe.link.stories._threshold import ALIKE, COPIED
from recoupe.model import Article, Notes, Passage, StoryGroup

__all__ = ["Stream", "group"]


def group(
    articles: Sequence[Article],
    notes: Sequence[Notes],  # noqa: ARG001
    passages: Sequence[Passage],
    known: Sequence[StoryGroup] = (),
) -> tuple[StoryGroup, ...]:
    """The articles as stories; each article in exactly one. Their order changes nothing.

    `merged` and `split_from` tell what has become of `known` stories.

    >>> a = Article("a", "Le barrage de Malpasset a cédé mercredi soir près de Fréjus, faisant 50 morts.", (), "1")
    >>> b = Article("b", "Near Fréjus, the Malpasset dam burst on Wednesday: 50 dead.", (), "2", language="en")
    >>> c = Article("c", "Le prix du beurre monte encore, les boulangers de Lille renoncent aux croissants.", (), "3")
    >>> [g.articles for g in group([c, b, a], [Notes()] * 3, ())]
    [('a', 'b'), ('c',)]
    """
    if not articles:
        return ()
    articles = sorted(articles, key=lambda a: a.id)
    rows, crowd = likeness([profile(a, day(a.published)) for a in articles])
    _copies(articles, passages, rows)
    groups: dict[int, list[str]] = {}
    for a, label in zip(articles, cluster(rows, crowd, ALIKE), strict=True):
        groups.setdefault(label, []).append(a.id)
    return identified([tuple(g) for g in groups.values()], known)


def _copies(articles: Sequence[Article], passages: Sequence[Passage], rows: Floats | Rows) -> None:
    """Two articles of which one holds half of the other report one event, whatever else they say."""
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
            if isinstance(rows, list):
                rows[i][j] = rows[j][i] = max(rows[i].get(j, 0.0), 0.9)
            else:
                rows[i, j] = rows[j, i] = max(rows[i, j], 0.9)
