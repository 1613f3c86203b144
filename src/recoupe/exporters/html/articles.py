"""The articles themselves, with everything found marked in their text."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from recoupe.exporters._desk import Desk, day
from recoupe.exporters.html.marks import Mark, marked, paragraphs
from recoupe.exporters.html.places import Places
from recoupe.model import ArticleRecord, Evidence, Figure, Section

ASIDE = frozenset({"navigation", "related", "social", "comment", "advert", "other", "credit", "byline", "dateline"})


def article(
    desk: Desk, places: Places, article: ArticleRecord, voices: dict[str, str], shades: dict[str, str]
) -> dict[str, Any]:
    """An article as the page shows it: its facts, and its sections with everything found marked in them."""
    marks = _marks(desk, places, article, voices, shades)
    blocks = []
    for section in _all_sections(article):
        parts = [
            Markup(marked(article.text, a, b, marks)) for a, b in paragraphs(article.text, section.start, section.end)
        ]
        if parts:
            kind = section.kind
            blocks.append({"kind": kind, "aside": kind in ASIDE, "parts": parts})
    url = article.url or ""
    return {
        "id": places.anchor(Evidence(article.id, 0, 0)),
        "n": desk.number[article.id],
        "name": article.id,
        "outlet": desk.outlet(article.id),
        "title": desk.title(article),
        "has_title": any(b["kind"] == "title" for b in blocks),
        "published": article.published,
        "published_from": article.published_from,
        "authors": list(article.authors),
        "url": url if url.startswith(("https://", "http://")) else "",
        "agencies": list(article.agencies),
        "truncated": article.truncated,
        "lang": article.language or "",
        "blocks": blocks,
    }


def _all_sections(article: ArticleRecord) -> list[Section]:
    """The sections, and what lies between them, so that no character of an article is left out."""
    out, at = [], 0
    for section in sorted(article.sections, key=lambda s: s.start):
        if section.start > at:
            out.append(Section(at, section.start, "other"))
        if section.end > at:
            out.append(Section(max(at, section.start), section.end, section.kind))
        at = max(at, section.end)
    return [*out, Section(at, len(article.text), "other")] if at < len(article.text) else out


def _marks(
    desk: Desk, places: Places, article: ArticleRecord, voices: dict[str, str], shades: dict[str, str]
) -> list[Mark]:
    page = desk.page
    out: list[Mark] = []
    for s in article.statements:
        who, act = desk.speaker_name(s.speaker), page.say("act", s.act)
        to = voices.get(s.speaker or "", f"{places.prefix}-v0")
        by = f'<a class="by" href="#{escape(to)}">{escape(_short(who))}</a>'
        for i, part in enumerate(s.content):
            last = i == len(s.content) - 1
            out.append(Mark(part.start, part.end, f"said {s.form}", "", f"{who} — {act}", by if last else ""))
        for span, name in ((s.cue, "cue"), (s.source, "whose"), (s.hedge, "hedge")):
            if span:
                out.append(Mark(span.start, span.end, name, "", who if name == "whose" else ""))
    for m in article.moments:
        out.append(Mark(m.start, m.end, "moment", "", day(m.value, page)))
    for f in article.figures:
        out.append(Mark(f.start, f.end, "figure", "", _bounds(f, desk)))
    for rows in article.extra.values():
        out += [Mark(f.start, f.end, "found", "", f"{f.label}: {f.value}" if f.value else f.label) for f in rows]
    for name, start, end in _shared(desk, article, shades):
        out.append(Mark(start, end, f"shared {name}", "", page.say("word", "shared")))
    anchors = places.asked.get(article.id, set())
    out += [Mark(p.start, p.end, "place", places.anchor(p)) for p in sorted(anchors)]
    return [m for m in out if 0 <= m.start < m.end <= len(article.text)]


def _shared(desk: Desk, article: ArticleRecord, shades: dict[str, str]) -> list[tuple[str, int, int]]:
    """Stretches of this article that others have too, those of one root run together."""
    sides = [
        (shades.get(p.root or "", "r0"), side.start, side.end)
        for p in desk.story.passages
        for side in (p.a, p.b)
        if side.article == article.id
    ]
    out: list[tuple[str, int, int]] = []
    for name, start, end in sorted(sides):
        if out and out[-1][0] == name and start <= out[-1][2]:
            out[-1] = (name, out[-1][1], max(end, out[-1][2]))
        else:
            out.append((name, start, end))
    return out


def _bounds(figure: Figure, desk: Desk) -> str:
    low, high, say = figure.low, figure.high, desk.page.say
    if low is None and high is None:
        return ""
    if low == high:
        words = f"{low:,}" if desk.page.lang == "en" else f"{low:,}".replace(",", "\u202f")
    elif high is None:
        words = say("word", "at_least", value=low)
    elif low is None:
        words = say("word", "at_most", value=high)
    else:
        words = say("word", "between", low=low, high=high)
    return f"{words} {figure.unit}" if figure.unit else words


def _short(name: str) -> str:
    return name if len(name) <= 28 else name[:27].rsplit(" ", 1)[0] + "…"
