"""A report in Markdown: for a wiki, a ticket, a newsletter. What articles say is escaped, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from recoupe.exporters._desk import Desk, day, desks, one_line
from recoupe.exporters._page import Page
from recoupe.model import ArticleRecord, Evidence, Record, Statement

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def render(record: Record, page: Page) -> str:
    """The record's stories one after the other; numbers lead to the list of articles.

    >>> render(Record(1, (), (), ()), Page("en"))
    'No articles.\\n'
    """
    out: list[str] = []
    for i, desk in enumerate(desks(record, page), 1):
        out += _story(desk, f"s{i}")
    if not record.stories:
        out.append(page.say("word", "no_story"))
    if record.failures:
        out += ["", f"## {page.say('head', 'failures')}", ""]
        for f in record.failures:
            told = page.say("word", "label", name=_safe(f.about), value=page.say("reason", f.reason))
            out.append(f"- {told}{_detail(page.translated(f.detail))}")
    return "\n".join(out).strip("\n") + "\n"


def _story(desk: Desk, prefix: str) -> list[str]:
    page, story = desk.page, desk.story

    def refs(places: Iterable[Evidence]) -> str:
        numbers = sorted({desk.number[p.article] for p in places if p.article in desk.number})
        return "".join(f" [{n}](#{prefix}-{n})" for n in numbers)

    def told(article: ArticleRecord, statement: Statement) -> str:
        return f"{_safe(desk.told(article, statement))}{refs([desk.place(article, statement)])}"

    out = ["", f"# {_safe(story.title)}", ""]
    out.append(f"{page.count('article', len(desk.articles))} · {page.count('statement', len(desk.statements))}")
    if story.brief:
        out += ["", f"## {page.say('head', 'brief')}", ""]
        for part, lines in groupby(story.brief, key=lambda b: b.part):
            out += [f"### {page.say('head', f'brief-{part}')}", ""] if part else []
            out += [f"{_safe(b.text)}{refs(b.evidence)}\n" for b in lines]
    if story.claims:
        out += ["", f"## {page.say('head', 'claims')}"]
    for claim in story.claims:
        roots = [desk.root_name(desk.roots[r]) for r in dict.fromkeys(claim.roots) if r in desk.roots]
        named = f" ({_safe(', '.join(roots))})" if roots else ""
        out += ["", f"### {_safe(claim.text)}", ""]
        out.append(f"**{page.say('status', desk.verdict(claim))}** · {desk.backing(claim)}{named}")
        for stance, ids in desk.stances(claim):
            out += ["", f"*{page.say('stance', stance)}*", ""]
            bearing = [desk.statements[i] for i in ids]
            out += [f"- **{_safe(desk.speaker_name(s.speaker))}** {told(a, s)}" for a, s in bearing]
        if steps := desk.steps(claim):
            out += ["", page.say("word", "label", name=page.say("word", "history"), value=steps)]
    if story.contradictions:
        out += ["", f"## {page.say('head', 'contradictions')}"]
    for found in story.contradictions:
        out += ["", f"**{desk.matter(found)}** {_safe(desk.about(found))}", ""]
        for label, held_by in desk.sides(found):
            held = f"*{_safe(label)}* " if label else ""
            out += [f"- {held}{_safe(w.words)}{refs(w.places)}" for w in held_by]
    if desk.compared():
        out += ["", f"## {page.say('head', 'figures')}"]
    for group in desk.compared():
        out += ["", f"**{_safe(group.label)}** – {page.say('agreement', group.agreement)}", ""]
        for article, figure in desk.figure_rows(group):
            place = Evidence(article.id, figure.start, figure.end)
            told_as = page.say("word", "label", name=_safe(desk.outlet(article.id)), value=_safe(desk.quote(place)))
            out.append(f"- {told_as}{refs([place])}")
    if desk.sayings:
        out += ["", f"## {page.say('head', 'sayings')}"]
    for speaker, sayings in desk.sayings:
        role = f", {_safe(speaker.roles[0])}" if speaker and speaker.roles else ""
        out += ["", f"### {_safe(speaker.name if speaker else page.say('word', 'unnamed'))}{role}", ""]
        for _, said in sayings:
            for i, (article, statement, places) in enumerate(desk.wordings(said)):
                act = "" if statement.act == "says" else f"*{page.say('act', statement.act)}* "
                out.append(f"{'  ' if i else ''}- {act}{_safe(desk.told(article, statement))}{refs(places)}")
    for document in story.documents:
        heading = page.say("word", "label", name=page.say("head", "documents"), value=_safe(document.name))
        out += ["", f"## {heading}", ""]
        for first, *others in desk.passages_of(document):
            out += [f"> {_safe(first.words)}{refs(first.places)}", ">"]
            out += [f"> - {_safe(w.words)}{refs(w.places)}" for w in others]
            out += [">"] if others else []
        out += [""]
        for trait, value, rows in desk.traits_of(document):
            told_by = refs([p for row in rows for p in row.places])
            out.append(f"- {page.say('word', 'label', name=_safe(trait), value=_safe(value))}{told_by}")
    if story.timeline:
        out += ["", f"## {page.say('head', 'timeline')}", ""]
        out += [f"- **{day(e.when, page)}** {_safe(e.text)}{refs(e.evidence)}" for e in story.timeline]
    out += ["", f"## {page.say('head', 'articles')}", ""]
    for article in desk.articles:
        n = desk.number[article.id]
        url = article.url or ""
        title = _safe(desk.title(article))
        if re.fullmatch(r"https?://[^\s<>()\\\x00-\x1f]+", url):
            title = f"[{title}]({url})"
        out.append(
            f'<a id="{prefix}-{n}"></a>{n}. {_safe(desk.outlet(article.id))}, {day(article.published, page)}: {title}\n'
        )
    return out


def _detail(detail: str) -> str:
    return f" ({_safe(detail)})" if detail else ""


def _safe(text: str) -> str:
    """Text that Markdown shows as it stands.

    >>> _safe("<script> *a* [b](javascript:c)\\n# d")
    '\\\\<script\\\\> \\\\*a\\\\* \\\\[b\\\\](javascript:c) \\\\# d'
    >>> _safe("1. un")
    '1\\\\. un'
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text))
    start = _LINE_START.match(line)
    if start:
        mark = start[2]
        line = f"{start[1]}{mark[:-1]}\\{mark[-1]}{line[start.end() :]}"
    return line
