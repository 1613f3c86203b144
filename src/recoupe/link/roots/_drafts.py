"""The roots themselves, as they are put together: of a text, of a strand, of what an article has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from recoupe.link.roots._strands import Strand
from recoupe.link.roots._texts import RANK, SAME, Story, Text
from recoupe.model import Evidence, Passage, Root
from recoupe.text import stable_id

OWN = 0.15  # share of an article that is its own from which it has a root of its own, beside
SCRAPS = 30  # these many words of its own
LONG = 40  # words of a strand from which an earlier outlet is taken for its source

_Kind: TypeAlias = Literal["agency", "outlet", "unknown"]


@dataclass
class _Draft:
    kind: _Kind
    name: str | None
    reason: str
    evidence: set[Evidence] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    origin: set[str] = field(default_factory=set)


class Roots:
    """Drafts of roots by their ids, joined by what they are made from."""

    def __init__(self, story: Story, texts: list[Text]) -> None:
        self.story, self.texts = story, texts
        self.drafts: dict[str, _Draft] = {}
        self.ids: dict[int, str] = {}
        self._touched: dict[int, list[tuple[str, str]]] = {}
        for text in texts:
            if text.agency is not None or len(text.members) > 1:
                self._of(text)

    def _of(self, text: Text) -> str:
        if id(text) not in self.ids:
            members = [self.story.articles[i].id for i in text.members]
            key = stable_id("r", text.kind, text.name, *members)
            self.ids[id(text)] = key
            self.drafts[key] = _Draft(text.kind, text.name, text.reason, set(text.evidence), set(members), set(members))
        return self.ids[id(text)]

    def of_text(self, text: Text) -> str | None:
        return self._of(text)

    def _agency(self, name: str, near: set[str]) -> str:
        """The root of an agency's text that is not itself among the articles, or its only dispatch that is."""
        texts = [t for t in self.texts if t.agency == name]
        if texts:
            shared = {
                id(t): sum(1 for a, b in self._ends(t) if a in near or b in near) if len(texts) > 1 else 0
                for t in texts
            }
            texts.sort(key=lambda t: (-shared[id(t)], self.story.day(t.members[0]) or "9", t.members))
            return self._of(texts[0])
        key = stable_id("r", "agency", name, self.story.articles[0].id)
        self.drafts.setdefault(key, _Draft("agency", name, "credited; its dispatch is not among the articles"))
        return key

    def _ends(self, text: Text) -> list[tuple[str, str]]:
        """Articles at both ends of each passage that touches the text."""
        if not self._touched:
            for p in self.story.passages:
                ends = (p.a.article, p.b.article)
                for key in {id(self.story.text_of[e]) for e in ends}:
                    self._touched.setdefault(key, []).append(ends)
        return self._touched.get(id(text), [])

    def of_strand(self, strand: Strand) -> str:
        """The root of a stretch that several texts hold."""
        story = self.story
        names = sorted({s.article for s in strand.sides})
        texts = list({id(story.text_of[n]): story.text_of[n] for n in names}.values())
        near = set(names)
        dispatches = [t for t in texts if t.agency is not None]
        if dispatches:
            key = self._of(min(dispatches, key=lambda t: (not self._holds(t, near), self._age(t))))
        elif (told := self._credited(strand, names)) is not None:
            name, evidence = told
            key = self._agency(name, near)
            self.drafts[key].evidence.add(evidence)
        else:
            first = self._first(texts, strand)
            if first is not None:
                key = self._of(first)
            else:
                # one unknown source behind all that these texts share
                key = stable_id("r", "unknown", *sorted(story.articles[min(t.members)].id for t in texts))
                self.drafts.setdefault(
                    key, _Draft("unknown", None, "the same words in several outlets, none of them first")
                )
        self.drafts[key].articles |= near
        return key

    def _holds(self, text: Text, near: set[str]) -> bool:
        """True where the dispatch itself, or most of its prints, hold the stretch: not one print that adds to it."""
        here = [i for i in text.members if self.story.articles[i].id in near]
        signed = any(c.agency == text.agency for i in here for c in self.story.credit(i, RANK["is"]))
        return signed or 2 * len(here) > len(text.members)

    def _age(self, text: Text) -> tuple[str, int, list[int]]:
        days = [d for d in (self.story.day(i) for i in text.members) if d]
        return (min(days) if days else "9", -len(text.members), text.members)

    def _credited(self, strand: Strand, names: list[str]) -> tuple[str, Evidence] | None:
        """The agency that an article with this stretch credits: in the stretch itself, else the strongest credit."""
        told: list[tuple[int, int, int, str, Evidence]] = []
        tally: dict[str, int] = {}
        for name in names:
            i = self.story.at[name]
            sides = [s for s in strand.sides if s.article == name]
            for c in self.story.credit(i):
                inside = any(s.start <= c.evidence.start < s.end + 80 for s in sides)
                tally[c.agency] = tally.get(c.agency, 0) + 1
                told.append((-RANK[c.relation], -int(inside), 0, c.agency, self.story.evidence(i, c)))
        if not told:
            return None
        best = min((rank, inside, -tally[agency], agency, where) for rank, inside, _, agency, where in told)
        return best[3], best[4]

    def _first(self, texts: list[Text], strand: Strand) -> Text | None:
        longest = max(self.story.words(s)[1] - self.story.words(s)[0] for s in strand.sides)
        if longest < LONG or any(t.kind == "unknown" for t in texts):
            return None
        days = [(self._age(t)[0], t) for t in texts]
        low = min(d for d, _ in days)
        first = [t for d, t in days if d == low]
        return first[0] if len(first) == 1 and all(d != "9" for d, _ in days) and first[0].name else None

    def own(self) -> None:
        """A root of its own for what an article has that no other root holds."""
        story = self.story
        taken: dict[str, set[int]] = {}
        for p in story.passages:
            if (
                story.text_of[p.a.article] is not story.text_of[p.b.article]
                or len(story.text_of[p.a.article].members) > 1
            ):
                for side in (p.a, p.b):
                    taken.setdefault(side.article, set()).update(range(*story.words(side)))
        placed = {a for d in self.drafts.values() for a in d.articles}
        for text in self.texts:
            if id(text) in self.ids and text.agency is None and len(text.members) == 1:
                continue
            for i in text.members:
                article = story.articles[i]
                size = story.sizes[i]
                rest = size - len(taken.get(article.id, set()))
                strongest = story.credit(i)[:1]
                relation = strongest[0].relation if strongest else None
                if relation == "is" and text.agency is not None:
                    continue
                if relation == "based_on":
                    key = self._agency(strongest[0].agency, {article.id})
                    self.drafts[key].articles.add(article.id)
                    self.drafts[key].evidence.add(story.evidence(i, strongest[0]))
                    if rest < max(SCRAPS, SAME * size) or len(text.members) > 1:
                        self.drafts[key].origin.add(article.id)
                        continue
                if len(text.members) > 1 and rest < max(SCRAPS, OWN * size):
                    continue
                if article.id in placed and rest < max(SCRAPS, OWN * size):
                    continue
                if len(text.members) > 1:
                    self._beside(i, text)
                else:
                    self._of(text)

    def _beside(self, i: int, text: Text) -> None:
        """What one print of a text has beside it: its outlet's own reporting."""
        article = self.story.articles[i]
        if text.kind == "outlet" and article.outlet == text.name:
            return
        key = stable_id("r", "outlet", article.outlet, article.id)
        self.drafts[key] = _Draft("outlet", article.outlet, "words of its own", set(), {article.id}, {article.id})

    def quoted(self) -> None:
        """Agencies that an article only quotes are behind it too."""
        for i, article in enumerate(self.story.articles):
            for c in self.story.credit(i):
                key = self._agency(c.agency, {article.id})
                self.drafts[key].articles.add(article.id)
                self.drafts[key].evidence.add(self.story.evidence(i, c))

    def all(self, traced: Sequence[Passage]) -> tuple[Root, ...]:
        used = {p.root for p in traced}
        out = []
        for key, d in self.drafts.items():
            if not d.articles and key not in used:
                continue
            out.append(
                Root(
                    key,
                    d.kind,
                    d.name,
                    tuple(sorted(d.articles)),
                    d.reason,
                    tuple(sorted(d.evidence)),
                    tuple(sorted(d.origin)),
                )
            )
        return tuple(sorted(out, key=lambda r: ({"agency": 0, "outlet": 1, "unknown": 2}[r.kind], r.name or "", r.id)))
