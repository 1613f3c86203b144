"""Prints and versions of one text among the articles of a story, and whose text it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.link._prepared import prepare
from recoupe.model import Article, Credit, Evidence, Passage

SAME = 0.5  # share of the shorter article, on average between prints, from which two are one text
RANK = {"is": 2, "based_on": 1, "quotes": 0}


@dataclass(eq=False)
class Text:
    """Prints or versions of one text. `agency` is whose dispatch it is, if it is one."""

    members: list[int]
    agency: str | None = None
    kind: Literal["agency", "outlet", "unknown"] = "outlet"
    name: str | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


class Story:
    """A story's articles in order of their ids, with what is known of them."""

    def __init__(
        self,
        articles: list[Article],
        credits: list[tuple[Credit, ...]],
        days: list[str | None],
        passages: Sequence[Passage],
    ) -> None:
        self.articles, self.credits, self.days, self.passages = articles, credits, days, passages
        self.at = {a.id: i for i, a in enumerate(articles)}
        prepared = [prepare(a) for a in articles]
        self.starts = [p.starts for p in prepared]
        self.text_of: dict[str, Text] = {}
        self.sizes = [int(p.own.sum()) for p in prepared]

    def words(self, side: Evidence) -> tuple[int, int]:
        """Indices of the first word of a stretch and of the one after its last."""
        starts = self.starts[self.at[side.article]]
        return int(starts.searchsorted(side.start)), int(starts.searchsorted(side.end))

    def credit(self, i: int, least: int = 0) -> list[Credit]:
        """Credits of an article at least so strong, the strongest first."""
        kept = [c for c in self.credits[i] if RANK[c.relation] >= least]
        return sorted(kept, key=lambda c: (-RANK[c.relation], c.evidence.start, c.agency))

    def evidence(self, i: int, credit: Credit) -> Evidence:
        return Evidence(self.articles[i].id, credit.evidence.start, credit.evidence.end)

    def day(self, i: int) -> str | None:
        """The first day that an article's date can mean."""
        value = self.days[i]
        return value.split("/")[0].rstrip("~?%") if value else None


def texts_of(story: Story) -> list[Text]:
    """Articles that are one text: average linkage over the share of the shorter that two have in common."""
    size = len(story.articles)
    held: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
    for p in story.passages:
        i, j = story.at[p.a.article], story.at[p.b.article]
        a, b = (p.a, p.b) if i < j else (p.b, p.a)
        left, right = held.setdefault((min(i, j), max(i, j)), (set(), set()))
        left.update(range(*story.words(a)))
        right.update(range(*story.words(b)))
    shared: dict[tuple[int, int], float] = {}
    for (i, j), (left, right) in held.items():
        short = (len(left), story.sizes[i]) if story.sizes[i] <= story.sizes[j] else (len(right), story.sizes[j])
        shared[i, j] = short[0] / max(1, short[1])
    groups = {i: [i] for i in range(size)}
    where = dict(shared)
    total = {k: v for k, v in where.items() if v > 0}
    while total:
        # sums of likeness between groups; the mean decides, the smallest indices break a tie
        (i, j), _ = max(
            total.items(),
            key=lambda kv: (kv[1] / (len(groups[kv[0][0]]) * len(groups[kv[0][1]])), -kv[0][0], -kv[0][1]),
        )
        if total[i, j] < SAME * len(groups[i]) * len(groups[j]):
            break
        groups[i] += groups.pop(j)
        del total[i, j]
        for k in list(groups):
            if k in (i, j):
                continue
            to_j = total.pop((min(j, k), max(j, k)), 0.0)
            if to_j:
                key = (min(i, k), max(i, k))
                total[key] = total.get(key, 0.0) + to_j
    out = [Text(sorted(m)) for _, m in sorted(groups.items())]
    for text in out:
        for i in text.members:
            story.text_of[story.articles[i].id] = text
    return out


def name_text(story: Story, text: Text) -> None:
    """Whose text it is, by what its prints say, else by their dates."""
    outlets = {story.articles[i].outlet or story.articles[i].id for i in text.members}
    for least, reason in (
        (2, "dateline or signature"),
        (1, "written from the agency"),
        (0, "cited, and in several outlets"),
    ):
        if least < 2 and len(outlets) < 2:
            break
        told = [(c.agency, i, c) for i in text.members for c in story.credit(i, least)]
        if told:
            tally: dict[str, int] = {}
            for name, _, _ in told:
                tally[name] = tally.get(name, 0) + 1
            best = min(tally, key=lambda n: (-tally[n], n))
            text.agency, text.kind, text.name, text.reason = best, "agency", best, reason
            text.evidence = tuple(story.evidence(i, c) for n, i, c in told if n == best)
            return
    if len(outlets) == 1:
        text.name, text.reason = story.articles[text.members[0]].outlet, "in one outlet only"
        return
    days = [(story.day(i), i) for i in text.members]
    known = sorted((d, i) for d, i in days if d is not None)
    first = [i for d, i in known if d == known[0][0]] if known and len(known) == len(days) else []
    if len({story.articles[i].outlet for i in first}) == 1 and story.articles[first[0]].outlet:
        text.name, text.reason = story.articles[first[0]].outlet, "the earliest date"
        text.evidence = (Evidence(story.articles[first[0]].id, 0, 0),)
    else:
        text.kind, text.reason = "unknown", "several outlets, none of them first"
