"""Where shared text first came from, so that five prints of one dispatch count once.

1. Articles that share most of their words are prints or versions of one text (`_texts`): a noon and an evening
   version of a dispatch, five outlets that print it, an outlet's own update. Each text has one root: the agency
   whose dispatch it is (a dateline or signature in any print; a text that cites an agency and stands in two
   outlets), else the outlet that had it first, else unknown.
2. What texts share beyond that, a quotation or a paragraph, is a strand (`_strands`), wherever it stands. Its root is
   the text it was taken from: a dispatch rather than an article, the earlier rather than the later; an agency that one
   of the articles credits, where its dispatch is not among them; else unknown: the same words, heard or read elsewhere.
3. An article whose own words are more than scraps stands in a root of its own outlet as well.

Convention for whoever counts support: `Passage.root` names the root of a passage, `Root.origin` the articles whose
own text a root is; `Dossier.root_behind` puts the two together. A verbatim copy of an article never adds a root.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from recoupe.link._prepared import prepare
from recoupe.model import Article, Credit, Dating, Evidence, Notes, Passage, Root
from recoupe.text import stable_id

SAME = 0.5  # share of the shorter article, on average between prints, from which two are one text
OWN = 0.15  # share of an article that is its own from which it has a root of its own, beside
SCRAPS = 30  # these many words of its own
LONG = 40  # words of a strand from which an earlier outlet is taken for its source
_RANK = {"is": 2, "based_on": 1, "quotes": 0}


def trace(
    articles: Sequence[Article],
    notes: Sequence[Notes],
    datings: Sequence[Dating],
    passages: Sequence[Passage],
) -> tuple[tuple[Root, ...], tuple[Passage, ...]]:
    """The roots of one story, and its passages with their root. Every article stands in at least one root.

    >>> text = "Le pont de la rivière a été fermé lundi matin par la mairie de la ville."
    >>> two = [Article(i, text, (), i, outlet=o) for i, o in (("a", "Le Phare"), ("b", "La Dépêche du Port"))]
    >>> whole = Passage(Evidence("a", 0, len(text)), Evidence("b", 0, len(text)), "verbatim", 1.0)
    >>> days = [Dating("2024-05-06", "metadata"), Dating("2024-05-07", "metadata")]
    >>> roots, _ = trace(two, [Notes(), Notes()], days, [whole])
    >>> [(r.kind, r.name, r.articles) for r in roots]
    [('outlet', 'Le Phare', ('a', 'b'))]
    """
    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    story = _Story(
        [articles[i] for i in order], [notes[i].credits for i in order], [datings[i].published for i in order], passages
    )
    texts = _texts(story)
    for text in texts:
        _name(story, text)
    roots = _Roots(story, texts)
    of_passages: dict[int, str] = {}
    for i, p in enumerate(passages):
        here, there = story.text_of[p.a.article], story.text_of[p.b.article]
        if here is there and (root := roots.of_text(here)) is not None:
            of_passages[i] = root
    for strand in _strands(story):
        root = roots.of_strand(strand)
        of_passages.update(dict.fromkeys(strand.passages, root))
    roots.own()
    roots.quoted()
    traced = tuple(Passage(p.a, p.b, p.kind, p.likeness, of_passages.get(i)) for i, p in enumerate(passages))
    return roots.all(traced), traced


@dataclass(eq=False)
class _Text:
    """Prints or versions of one text. `agency` is whose dispatch it is, if it is one."""

    members: list[int]
    agency: str | None = None
    kind: Literal["agency", "outlet", "unknown"] = "outlet"
    name: str | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


class _Story:
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
        self.text_of: dict[str, _Text] = {}
        self.sizes = [int(p.own.sum()) for p in prepared]

    def words(self, side: Evidence) -> tuple[int, int]:
        """Indices of the first word of a stretch and of the one after its last."""
        starts = self.starts[self.at[side.article]]
        return int(starts.searchsorted(side.start)), int(starts.searchsorted(side.end))

    def credit(self, i: int, least: int = 0) -> list[Credit]:
        """Credits of an article at least so strong, the strongest first."""
        kept = [c for c in self.credits[i] if _RANK[c.relation] >= least]
        return sorted(kept, key=lambda c: (-_RANK[c.relation], c.evidence.start, c.agency))

    def evidence(self, i: int, credit: Credit) -> Evidence:
        return Evidence(self.articles[i].id, credit.evidence.start, credit.evidence.end)

    def day(self, i: int) -> str | None:
        """The first day that an article's date can mean."""
        value = self.days[i]
        return value.split("/")[0].rstrip("~?%") if value else None


def _texts(story: _Story) -> list[_Text]:
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
    out = [_Text(sorted(m)) for _, m in sorted(groups.items())]
    for text in out:
        for i in text.members:
            story.text_of[story.articles[i].id] = text
    return out


def _name(story: _Story, text: _Text) -> None:
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


# ----------------------------------------------------------------------- strands


@dataclass
class _Strand:
    """One stretch of text wherever it stands among different texts: passages, and the sides they have."""

    passages: list[int] = field(default_factory=list)
    sides: list[Evidence] = field(default_factory=list)


def _strands(story: _Story) -> list[_Strand]:
    """Passages between different texts, joined where they hold the same words of one article."""
    across = [i for i, p in enumerate(story.passages) if story.text_of[p.a.article] is not story.text_of[p.b.article]]
    parent = {i: i for i in across}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_article: dict[str, list[tuple[int, int, int]]] = {}
    for i in across:
        for side in (story.passages[i].a, story.passages[i].b):
            by_article.setdefault(side.article, []).append((side.start, side.end, i))
    for sides in by_article.values():
        sides.sort()
        for n, (start, end, i) in enumerate(sides):
            for start2, end2, j in sides[n + 1 :]:
                if start2 >= end:
                    break
                if 2 * (min(end, end2) - start2) >= min(end - start, end2 - start2):
                    x, y = sorted((root(i), root(j)))
                    parent[y] = x
    strands: dict[int, _Strand] = {}
    for i in across:
        strand = strands.setdefault(root(i), _Strand())
        strand.passages.append(i)
        strand.sides += [story.passages[i].a, story.passages[i].b]
    return [strands[k] for k in sorted(strands, key=lambda k: min(strands[k].sides))]


# ------------------------------------------------------------------------- roots


_Kind: TypeAlias = Literal["agency", "outlet", "unknown"]


@dataclass
class _Draft:
    kind: _Kind
    name: str | None
    reason: str
    evidence: set[Evidence] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    origin: set[str] = field(default_factory=set)


class _Roots:
    def __init__(self, story: _Story, texts: list[_Text]) -> None:
        self.story, self.texts = story, texts
        self.drafts: dict[str, _Draft] = {}
        self.ids: dict[int, str] = {}
        for text in texts:
            if text.agency is not None or len(text.members) > 1:
                self._of(text)

    def _of(self, text: _Text) -> str:
        if id(text) not in self.ids:
            members = [self.story.articles[i].id for i in text.members]
            key = stable_id("r", text.kind, text.name, *members)
            self.ids[id(text)] = key
            self.drafts[key] = _Draft(text.kind, text.name, text.reason, set(text.evidence), set(members), set(members))
        return self.ids[id(text)]

    def of_text(self, text: _Text) -> str | None:
        return self._of(text)

    def _agency(self, name: str, near: set[str]) -> str:
        """The root of an agency's text that is not itself among the articles, or its only dispatch that is."""
        texts = [t for t in self.texts if t.agency == name]
        if texts:
            shared = {
                id(t): sum(
                    1 for p in self.story.passages
                    if {self.story.text_of[p.a.article], self.story.text_of[p.b.article]} & {t}
                    and {p.a.article, p.b.article} & near
                )
                for t in texts
            }  # fmt: skip
            texts.sort(key=lambda t: (-shared[id(t)], self.story.day(t.members[0]) or "9", t.members))
            return self._of(texts[0])
        key = stable_id("r", "agency", name, self.story.articles[0].id)
        self.drafts.setdefault(key, _Draft("agency", name, "credited; its dispatch is not among the articles"))
        return key

    def of_strand(self, strand: _Strand) -> str:
        """The root of a stretch that several texts hold."""
        story = self.story
        names = sorted({s.article for s in strand.sides})
        texts = list({id(story.text_of[n]): story.text_of[n] for n in names}.values())
        near = set(names)
        dispatches = [t for t in texts if t.agency is not None]
        if dispatches:
            key = self._of(min(dispatches, key=self._age))
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

    def _age(self, text: _Text) -> tuple[str, int, list[int]]:
        days = [d for d in (self.story.day(i) for i in text.members) if d]
        return (min(days) if days else "9", -len(text.members), text.members)

    def _credited(self, strand: _Strand, names: list[str]) -> tuple[str, Evidence] | None:
        """The agency that an article with this stretch credits: in the stretch itself, else the strongest credit."""
        told: list[tuple[int, int, int, str, Evidence]] = []
        tally: dict[str, int] = {}
        for name in names:
            i = self.story.at[name]
            sides = [s for s in strand.sides if s.article == name]
            for c in self.story.credit(i):
                inside = any(s.start <= c.evidence.start < s.end + 80 for s in sides)
                tally[c.agency] = tally.get(c.agency, 0) + 1
                told.append((-_RANK[c.relation], -int(inside), 0, c.agency, self.story.evidence(i, c)))
        if not told:
            return None
        best = min((rank, inside, -tally[agency], agency, where) for rank, inside, _, agency, where in told)
        return best[3], best[4]

    def _first(self, texts: list[_Text], strand: _Strand) -> _Text | None:
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

    def _beside(self, i: int, text: _Text) -> None:
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
