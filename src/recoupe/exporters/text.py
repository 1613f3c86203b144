"""A report for the terminal: readable at 80 columns, in colour where the page has it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from recoupe.exporters._desk import Desk, Wording, day, desks
from recoupe.exporters._page import Page
from recoupe.exporters._sheet import Line, Sheet
from recoupe.model import Claim, Evidence, Failure, Record

MOST_WORDINGS = 3  # of one saying; the rest are counted
MOST_SAYINGS = 6  # of one speaker
MOST_NAMES = 6  # behind one stance
MOST_ON_A_SIDE = 4  # of what does not agree


def render(record: Record, page: Page) -> str:
    """The record's stories one after the other, then what could not be read.

    Control characters that an article may hold never reach the terminal.

    >>> print(render(Record(1, (), (), ()), Page("en")).strip())
    No articles.
    """
    sheet = Sheet(max(40, page.width), colour=page.colour)
    if not record.stories:
        sheet.write(Line(page.say("word", "no_story")))
    all_desks = desks(record, page)
    for i, desk in enumerate(all_desks, 1):
        if len(all_desks) > 1:
            sheet.blank()
            sheet.write(Line("─" * sheet.width, "dim"))
            sheet.write(Line(page.say("word", "story", n=i, all=len(all_desks)), "dim"))
        _Report(desk, sheet).write()
    _failures(record.failures, page, sheet)
    return sheet.text()


def _failures(failures: tuple[Failure, ...], page: Page, sheet: Sheet) -> None:
    """What was not read, by reason."""
    if failures:
        sheet.heading(page.say("head", "failures"))
    for reason in dict.fromkeys(f.reason for f in failures):
        sheet.write(Line(page.say("reason", reason), "bold"), 2)
        for failure in failures:
            if failure.reason == reason:
                told = Line(failure.about)
                if failure.detail:
                    told.add(f" — {page.translated(failure.detail)}", "dim")
                sheet.write(told, 4)


class _Report:
    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self.desk, self.page, self.story, self.sheet = desk, desk.page, desk.story, sheet

    def write(self) -> None:
        desk, page, story = self.desk, self.page, self.story
        self.sheet.blank()
        self.sheet.write(Line(story.title, "bold"))
        sums = [
            page.count("article", len(desk.articles)),
            page.count("statement", len(desk.statements)),
            page.count("speaker", len(story.speakers)),
        ]
        self.line(" · ".join(sums), style="dim")
        self.brief()
        self.claims()
        self.contradictions()
        self.figures()
        self.sayings()
        self.documents()
        self.timeline()
        self.passages()
        self.articles()

    def line(self, text: str | Line, indent: int = 0, style: str = "") -> None:
        self.sheet.write(text if isinstance(text, Line) else Line(text, style), indent)

    def refs(self, places: Iterable[Evidence]) -> str:
        numbers = sorted({self.desk.number[p.article] for p in places if p.article in self.desk.number})
        return "".join(f"[{n}]" for n in numbers)

    def with_refs(self, text: str, places: Iterable[Evidence], style: str = "") -> Line:
        out, refs = Line(text, style), self.refs(places)
        return out.add(f" {refs}", "ref") if refs else out

    def heading(self, key: str) -> None:
        self.sheet.heading(self.page.say("head", key))

    def brief(self) -> None:
        if self.story.brief:
            self.heading("brief")
            for part, lines in groupby(self.story.brief, key=lambda b: b.part):
                if part:
                    self.line(self.page.say("head", f"brief-{part}"), 2, "dim")
                for line in lines:
                    self.line(self.with_refs(line.text, line.evidence), 2)

    def claims(self) -> None:
        if not self.story.claims:
            return
        self.heading("claims")
        for claim in self.desk.first_claims:
            self.claim(claim)
        if rest := self.desk.other_claims:
            self.line(self.page.say("word", "more", n=len(rest)), 2, "dim")

    def claim(self, claim: Claim) -> None:
        desk, page = self.desk, self.page
        verdict = desk.verdict(claim)
        head = Line(f"{page.say('status', verdict).upper()}  ", verdict)
        head.add(claim.text)
        self.line(head, 2)
        names = [desk.root_name(desk.roots[r]) for r in dict.fromkeys(claim.roots) if r in desk.roots]
        backing = desk.backing(claim)
        self.line(page.say("word", "label", name=backing, value=", ".join(names)) if names else backing, 4, "dim")
        for stance, ids in desk.stances(claim):
            voices = list(dict.fromkeys(desk.speaker_name(desk.statements[i][1].speaker) for i in ids))
            who = ", ".join(voices[:MOST_NAMES])
            if rest := voices[MOST_NAMES:]:
                who = page.say("word", "and_more", names=who, n=len(rest))
            told = page.say("word", "label", name=page.say("stance", stance), value=who)
            self.line(self.with_refs(told, desk.places(ids)), 4)
        if steps := desk.steps(claim):
            self.line(page.say("word", "label", name=page.say("word", "history"), value=steps), 4, "dim")

    def sayings(self) -> None:
        desk, page = self.desk, self.page
        if not desk.sayings:
            return
        self.heading("sayings")
        for speaker, rows in desk.sayings:
            name = Line(speaker.name if speaker else page.say("word", "unnamed"), "bold")
            if speaker and speaker.roles:
                name.add(f", {speaker.roles[0]}", "dim")
            self.line(name, 2)
            for _, said in rows[:MOST_SAYINGS]:
                wordings = desk.wordings(said)
                for i, (article, statement, places) in enumerate(wordings[:MOST_WORDINGS]):
                    told = desk.told(article, statement)
                    if statement.act != "says":
                        told = page.say("word", "does", act=page.say("act", statement.act), words=told)
                    self.line(self.with_refs(told, places, "dim" if i else ""), 6 if i else 4)
                if rest := wordings[MOST_WORDINGS:]:
                    told = page.say("word", "also", n=len(rest))
                    self.line(self.with_refs(told, [p for _, _, found in rest for p in found], "dim"), 6)
            if len(rows) > MOST_SAYINGS:
                self.line(page.say("word", "more", n=len(rows) - MOST_SAYINGS), 4, "dim")

    def figures(self) -> None:
        desk, page = self.desk, self.page
        if not desk.compared():
            return
        self.heading("figures")
        for group in desk.compared():
            self.line(f"{group.label} — {page.say('agreement', group.agreement)}", 2)
            for article, figure in desk.figure_rows(group):
                words = f"{article.text[figure.start : figure.end]} ({desk.outlet(article.id)})"
                self.line(self.with_refs(words, [Evidence(article.id, figure.start, figure.end)]), 4)

    def contradictions(self) -> None:
        if not self.story.contradictions:
            return
        self.heading("contradictions")
        for found in self.story.contradictions:
            told = self.page.say("word", "label", name=self.desk.matter(found), value=self.desk.about(found))
            self.line(told, 2)
            for label, rows in self.desk.sides(found):
                if label:
                    self.line(label, 4, "dim")
                self.wordings(rows, 6 if label else 4)

    def wordings(self, rows: list[Wording], indent: int, most: int = MOST_ON_A_SIDE) -> None:
        for row in rows[:most]:
            self.line(self.with_refs(row.words, row.places), indent)
        if rest := rows[most:]:
            told = self.page.say("word", "also", n=len(rest))
            self.line(self.with_refs(told, [p for row in rest for p in row.places], "dim"), indent)

    def documents(self) -> None:
        page = self.page
        for document in self.story.documents:
            self.heading("documents")
            self.line(Line(document.name, "bold"), 2)
            facts = [
                (page.say("word", "author"), self._author(document.author)),
                (page.say("word", "addressee"), self._author(document.addressee)),
                (page.say("word", "date"), day(document.date, page) if document.date else None),
            ]
            for label, value in facts:
                if value:
                    self.line(page.say("word", "label", name=label, value=value), 4)
            for first, *others in self.desk.passages_of(document):
                self.line(self.with_refs(page.say("word", "quoted", words=first.words), first.places), 4)
                self.wordings(others, 6)
            for trait, value, rows in self.desk.traits_of(document):
                told = page.say("word", "label", name=trait, value=value)
                self.line(self.with_refs(told, [p for row in rows for p in row.places]), 4)

    def _author(self, who: str | None) -> str | None:
        return self.desk.speaker_name(who) if who in self.desk.speakers else who

    def timeline(self) -> None:
        if not self.story.timeline:
            return
        self.heading("timeline")
        for event in self.story.timeline:
            told = Line(f"{day(event.when, self.page)}  ", "bold")
            self.line(told.join(self.with_refs(event.text, event.evidence)), 2)

    def passages(self) -> None:
        desk, page = self.desk, self.page
        shared: dict[tuple[int, int], list[int]] = {}
        origin: dict[tuple[int, int], str] = {}
        for passage in self.story.passages:
            if passage.a.article in desk.number and passage.b.article in desk.number:
                a, b = sorted((desk.number[passage.a.article], desk.number[passage.b.article]))
                shared.setdefault((a, b), []).append(len(desk.quote(passage.a).split()))
                if passage.root in desk.roots:
                    origin[a, b] = desk.root_name(desk.roots[passage.root])
        if not shared:
            return
        self.heading("passages")
        for (a, b), words in sorted(shared.items(), key=lambda kv: (-sum(kv[1]), kv[0])):
            names = [desk.outlet(desk.articles[n - 1].id) for n in (a, b)]
            told = page.say("word", "between_articles", a=f"{names[0]} [{a}]", b=f"{names[1]} [{b}]")
            told = page.say("word", "label", name=told, value=page.say("word", "shared_words", n=sum(words)))
            if (a, b) in origin:
                told += f", {page.say('word', 'origin', name=origin[a, b])}"
            self.line(told, 2)

    def articles(self) -> None:
        desk, page = self.desk, self.page
        self.heading("articles")
        for article in desk.articles:
            number = Line(f"[{desk.number[article.id]}] ", "ref")
            facts = [day(article.published, page)]
            if article.agencies:
                facts.append(page.say("word", "agencies", names=", ".join(article.agencies)))
            if article.truncated:
                facts.append(page.say("word", "truncated"))
            number.add(desk.outlet(article.id), "bold").add(f", {', '.join(facts)}", "dim")
            self.line(number, 2)
            self.line(desk.title(article), 6)
