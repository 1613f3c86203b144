"""A record looked up by id: what every report format needs to tell who said what, and where.

Articles are numbered as in a footnote, by day of publication, then id; every stretch of evidence is
shown by that number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from recoupe.exporters._page import Page
from recoupe.languages.messages import say
from recoupe.model import (
    ArticleRecord,
    Claim,
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
        words = one_line(article.text)
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
    """An EDTF value in words, or the value itself where it is no plain day, month or year.

    >>> day("2020-01-06", Page("fr")), day("2020-01-06", Page("en")), day("2019-10~", Page("fr"))
    ('6 janvier 2020', '6 January 2020', 'vers octobre 2019')
    >>> day(None, Page("fr")), day("2020-01-02/2020-01-03", Page("en"))
    ('sans date', '2 January 2020 – 3 January 2020')
    """
    if not value:
        return page.say("word", "no_date")
    if "/" in value:
        return " – ".join(day(part, page) if part and part != ".." else "…" for part in value.split("/", 1))
    about, plain = value.endswith(("~", "?", "%")), value.rstrip("~?%").split("T")[0]
    parts = plain.split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isdigit() for p in parts):
        return value
    words = parts[0]
    if len(parts) > 1:
        month = say(page.lang, "months", f"m{int(parts[1])}") if 1 <= int(parts[1]) <= 12 else parts[1]
        words = f"{month} {words}"
    if len(parts) > 2:
        number = str(int(parts[2]))
        words = f"{page.say('word', 'first') if number == '1' else number} {words}"
    return page.say("word", "about", value=words) if about else words
