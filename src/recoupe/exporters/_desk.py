"""A record looked up by id: what every report format needs to tell who said what, and where.

Articles are numbered as in a footnote, by day of publication, then id; every stretch of evidence is
shown by that number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from recoupe.exporters._page import Page
from recoupe.languages.messages import date
from recoupe.model import (
    ArticleRecord,
    Claim,
    Contradiction,
    Document,
    Evidence,
    Figure,
    FigureGroup,
    Record,
    Root,
    Span,
    Speaker,
    Statement,
    Story,
    Utterance,
)  # fmt: skip
from recoupe.text import fold

CUT = " […] "
MOST_CLAIMS = 12  # shown at once; the rest on demand
OPENING_MARKS = frozenset("«“\"„‘'")


class Wording(NamedTuple):
    """Words as published, and everywhere they stand."""

    words: str
    places: list[Evidence]


class Desk:
    """One story of a record with everything at hand."""

    def __init__(self, record: Record, story: Story, page: Page) -> None:
        self.record, self.story, self.page = record, story, page
        inside = set(story.articles)
        rows = [a for a in record.articles if a.id in inside]
        self.articles: tuple[ArticleRecord, ...] = tuple(
            sorted(rows, key=lambda a: (a.published is None, a.published or "", a.id))
        )
        self.by_id = {a.id: a for a in self.articles}
        self.number = {a.id: i for i, a in enumerate(self.articles, 1)}
        self.statements: dict[str, tuple[ArticleRecord, Statement]] = {
            s.id: (a, s) for a in self.articles for s in a.statements
        }
        self.figures: dict[str, tuple[ArticleRecord, Figure]] = {f.id: (a, f) for a in self.articles for f in a.figures}
        self.speakers = {s.id: s for s in story.speakers}
        self.roots = {r.id: r for r in story.roots}

    # ------------------------------------------------------------------ words

    def outlet(self, article_id: str) -> str:
        """Who published an article: its outlet, else its id."""
        article = self.by_id.get(article_id)
        return (article.outlet if article else None) or article_id

    def title(self, article: ArticleRecord) -> str:
        """An article's headline, else its first words."""
        if article.title:
            return one_line(article.title)
        body = next((s for s in article.sections if s.kind in ("standfirst", "body")), None)
        words = one_line(article.text[body.start : body.end] if body else article.text)
        return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"

    def speaker_name(self, speaker_id: str | None) -> str:
        """A speaker's name as shown, or the report's word for a source that the text leaves open."""
        speaker = self.speakers.get(speaker_id) if speaker_id else None
        return speaker.name if speaker else self.page.say("word", "unnamed")

    def quote(self, evidence: Evidence) -> str:
        """The exact words at a place, on one line."""
        article = self.by_id.get(evidence.article)
        return one_line(article.text[evidence.start : evidence.end]) if article else ""

    def content(self, article: ArticleRecord, statement: Statement) -> str:
        """A statement's words as published, a cut shown where a cue interrupts them."""
        return CUT.join(one_line(part.cut(article.text)) for part in statement.content)

    def told(self, article: ArticleRecord, statement: Statement) -> str:
        """A statement's words, in the marks of the report's language where they are the speaker's own."""
        words = self.content(article, statement)
        if statement.form != "direct" or words[:1] in OPENING_MARKS:
            return words
        return self.page.say("word", "quoted", words=words)

    def cut(self, article: ArticleRecord, span: Span | None) -> str:
        """The words of a span, or nothing."""
        return one_line(span.cut(article.text)) if span else ""

    # ------------------------------------------------------------------ places

    def place(self, article: ArticleRecord, statement: Statement) -> Evidence:
        """Where a statement stands."""
        return Evidence(article.id, statement.content[0].start, statement.content[-1].end)

    def places(self, statement_ids: Iterable[str]) -> list[Evidence]:
        """Where these statements stand, one place for each that the story holds."""
        return [self.place(*self.statements[i]) for i in statement_ids if i in self.statements]

    def wordings(
        self, rows: Iterable[tuple[ArticleRecord, Statement]]
    ) -> list[tuple[ArticleRecord, Statement, list[Evidence]]]:
        """Different wordings of one saying, the fullest quotation first, each with all places where it stands.

        Kinds of quotation mark, apostrophe and blank make no wording of its own.
        """
        apart: dict[str, tuple[ArticleRecord, Statement, list[Evidence]]] = {}
        for article, statement in rows:
            key = fold(self.content(article, statement)).strip(' ".,')
            apart.setdefault(key, (article, statement, []))[2].append(self.place(article, statement))
        rank = {"direct": 0, "mixed": 1, "indirect": 2}
        return sorted(apart.values(), key=lambda r: (rank[r[1].form], -len(self.content(r[0], r[1]))))

    # ------------------------------------------------------------------ sums

    def support(self, claim: Claim) -> int:
        """How many independent roots stand behind a claim."""
        return len(set(claim.roots))

    def verdict(self, claim: Claim) -> str:
        """The word for a claim's status; where nobody here asserts it, whether it denies or only answers.

        A denial whose own words are all that a report gives (*C'était un brouillon*) is no denied claim.
        """
        if claim.asserts or claim.confirms or not claim.denies:
            return claim.status
        told = claim.evidence is not None and any(
            s.act == "denies" and s.content[0].start <= claim.evidence.start < s.content[-1].end
            for _, s in (self.statements[i] for i in claim.denies if i in self.statements)
        )
        return "denied" if told else "countered"

    def stances(self, claim: Claim) -> list[tuple[str, tuple[str, ...]]]:
        """Who takes which stance: its name among the report's words, and the statements."""
        denies = "counters" if self.verdict(claim) == "countered" else "denies"
        rows = [
            ("asserts", claim.asserts),
            ("confirms", claim.confirms),
            (denies, claim.denies),
            ("questions", claim.questions),
        ]
        return [(name, found) for name, ids in rows if (found := tuple(i for i in ids if i in self.statements))]

    def backing(self, claim: Claim) -> str:
        """How many independent sources a claim has, in words."""
        number = self.support(claim)
        return self.page.count("source", number) if number else self.page.say("word", "unasserted")

    def history(self, claim: Claim) -> list[tuple[str | None, str, str]]:
        """The steps by which a claim came to its status: day, status, statement; a day is told once."""
        out: list[tuple[str | None, str, str]] = []
        for i, event in enumerate(claim.history if len(claim.history) > 1 else ()):
            same = i and claim.history[i - 1].when == event.when
            out.append((None if same else event.when, event.status, event.statement))
        return out

    def steps(self, claim: Claim) -> str:
        """A claim's history on one line: `3 March 2025 announced → denied`."""
        told = [
            f"{day(when, self.page)} {self.page.say('status', status)}" if when else self.page.say("status", status)
            for when, status, _ in self.history(claim)
        ]
        return " → ".join(told)

    # ------------------------------------------------------------------ what does not agree, papers

    def matter(self, found: Contradiction) -> str:
        """What kind of thing does not agree."""
        return self.page.say("contradiction", found.matter or found.kind)

    def about(self, found: Contradiction) -> str:
        """What it is about, a document's trait in the report's own word."""
        if found.matter == "trait" and " : " in found.about:
            paper, _, trait = found.about.rpartition(" : ")
            return self.page.say("word", "label", name=paper, value=self.trait(trait))
        return one_line(found.about)

    def trait(self, name: str) -> str:
        """A trait of a document in the report's own words, or as it stands where there are none."""
        try:
            return self.page.say("trait", name)
        except KeyError:
            return name

    def sides(self, found: Contradiction) -> list[tuple[str, list[Wording]]]:
        """The sides of a contradiction: what each holds (empty where the words say it), and its wordings."""
        exact = found.matter in ("spelling", "quotation")
        groups: dict[str, dict[str, Wording]] = {}
        for place in found.sides:
            if place.article not in self.by_id:
                continue
            words = self.quote(place)
            label = self._holds(found, place)
            key = words if exact else fold(words).strip(' ".,')
            groups.setdefault(label, {}).setdefault(key, Wording(words, [])).places.append(place)
        return [(label, list(rows.values())) for label, rows in groups.items()]

    def _holds(self, found: Contradiction, place: Evidence) -> str:
        article = self.by_id[place.article]
        around = [s for s in article.statements if any(c.start < place.end and place.start < c.end for c in s.content)]
        if found.matter == "trait":
            for paper in self.story.documents:
                for trait in paper.traits:
                    if trait.evidence == place and found.about.endswith(f" : {trait.trait}"):
                        return trait.value if isinstance(trait.value, str) else self.trait(str(trait.value).lower())
        claim = next((c for c in self.story.claims if c.id == found.claim), None)
        if claim is not None:
            ids = {s.id for s in around}
            for stance, held in self.stances(claim):
                if ids & set(held):
                    return self.page.say("side", stance)
            return self.page.say("word", "as_fact")
        if found.kind == "speaker" and around:
            return self.speaker_name(min(around, key=lambda s: s.content[-1].end - s.content[0].start).speaker)
        return ""

    def passages_of(self, document: Document) -> list[list[Wording]]:
        """A document's passages in order, each in all wordings that reports give of it, the fullest first."""
        out = []
        for cell in document.passages or tuple((f,) for f in document.fragments):
            apart: dict[str, Wording] = {}
            for place in cell:
                if words := self.quote(place):
                    apart.setdefault(fold(words).strip(' ".,'), Wording(words, [])).places.append(place)
            if apart:
                out.append(sorted(apart.values(), key=lambda w: -len(w.words)))
        return out

    def traits_of(self, document: Document) -> list[tuple[str, str, list[Wording]]]:
        """What reports say of a document: the trait, the value, and the words of each that says so."""
        found: dict[tuple[str, str], dict[str, Wording]] = {}
        for t in document.traits:
            value = t.value if isinstance(t.value, str) else self.trait(str(t.value).lower())
            rows = found.setdefault((self.trait(t.trait), value), {})
            if t.evidence is not None:
                words = self.quote(t.evidence)
                rows.setdefault(fold(words), Wording(words, [])).places.append(t.evidence)
        return [(trait, value, list(rows.values())) for (trait, value), rows in found.items()]

    # ------------------------------------------------------------------ sources

    def root_name(self, root: Root) -> str:
        """A root's name, or that of the outlet whose text it is."""
        return root.name or " / ".join(dict.fromkeys(self.outlet(a) for a in root.articles)) or root.id

    @cached_property
    def sayings(
        self,
    ) -> list[tuple[Speaker | None, list[tuple[Utterance | None, list[tuple[ArticleRecord, Statement]]]]]]:
        """Who said what: speakers by number of sayings, each with utterances and all wordings of each."""
        told: dict[str | None, list[tuple[Utterance | None, list[tuple[ArticleRecord, Statement]]]]] = defaultdict(list)
        seen: set[str] = set()
        for utterance in self.story.utterances:
            rows = [self.statements[i] for i in utterance.statements if i in self.statements]
            if rows:
                seen.update(s.id for _, s in rows)
                told[utterance.speaker].append((utterance, rows))
        for article in self.articles:
            for statement in article.statements:
                if statement.id not in seen:
                    told[statement.speaker].append((None, [(article, statement)]))
        order = {s.id: i for i, s in enumerate(self.story.speakers)}

        def weight(speaker: str | None) -> tuple[int, int, int]:
            return (speaker not in self.speakers, -sum(len(r) for _, r in told[speaker]), order.get(speaker or "", 0))

        return [(self.speakers.get(s) if s else None, told[s]) for s in sorted(told, key=weight)]

    def figure_rows(self, group: FigureGroup) -> list[tuple[ArticleRecord, Figure]]:
        """A quantity's figures in order of article."""
        rows = [self.figures[i] for i in group.members if i in self.figures]
        return sorted(rows, key=lambda r: (self.number[r[0].id], r[1].start))

    def compared(self) -> list[FigureGroup]:
        """Quantities that two or more articles give, or one gives twice and differently; differing ones first."""
        groups = [
            g
            for g in self.story.figures
            if len({a.id for a, _ in self.figure_rows(g)}) > 1 or (g.agreement != "agrees" and len(g.members) > 1)
        ]
        rank = {"differs": 0, "updates": 1, "agrees": 2}
        return sorted(groups, key=lambda g: (rank[g.agreement], -len(g.members)))

    @cached_property
    def first_claims(self) -> list[Claim]:
        """What is shown at once: claims that more than one statement bears on, and the first few in any case.

        They stand in order of weight; behind them comes a long tail of things that one voice said once.
        """
        claims = self.story.claims
        last = max((i for i, c in enumerate(claims) if _members(c) > 1), default=0)
        return list(claims[: max(MOST_CLAIMS // 2, min(last + 1, MOST_CLAIMS))])

    @property
    def other_claims(self) -> list[Claim]:
        """The rest of the claims."""
        return list(self.story.claims[len(self.first_claims) :])


def _members(claim: Claim) -> int:
    return len({*claim.asserts, *claim.denies, *claim.confirms, *claim.questions})


def desks(record: Record, page: Page) -> list[Desk]:
    """A desk for each story, the one with most articles first."""
    stories: Sequence[Story] = sorted(record.stories, key=lambda s: (-len(s.articles), s.id))
    return [Desk(record, story, page) for story in stories]


def one_line(text: str) -> str:
    """Breaks of line as blanks; nothing else is touched, so a quotation stays as published.

    >>> one_line("deux\\n lignes")
    'deux lignes'
    """
    return " ".join(part for part in (line.strip(" \t\r\f\v") for line in text.splitlines()) if part)


def day(value: str | None, page: Page) -> str:
    """An EDTF value in the words of the page's language.

    >>> day("2020-01-06", Page("fr")), day(None, Page("en"))
    ('6 janvier 2020', 'undated')
    """
    return date(page.lang, value)
