"""One article to its notes, and the notes of many articles to the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from recoupe.annotate import agencies, figures, mentions, moments, statements
from recoupe.judge import brief, claims, contradictions, documents, timeline
from recoupe.link import calendar, passages, quantities, roots, speakers, stories, utterances
from recoupe.model import (
    Article,
    ArticleRecord,
    CreditLine,
    Dating,
    Dossier,
    Failure,
    Figure,
    Mention,
    Moment,
    Notes,
    Passage,
    Record,
    Statement,
    Story,
    StoryGroup,
    Voices,
)  # fmt: skip
from recoupe.parse import parse
from recoupe.text import stable_id

replace = msgspec.structs.replace


def annotate(article: Article, models: Mapping[str, str] | None = None) -> Notes:
    """Everything found in one article alone."""
    syntax = parse(article, models)
    notes = Notes(syntax)
    notes = replace(notes, times=moments.annotate(article, syntax, notes))
    notes = replace(notes, figures=figures.annotate(article, syntax, notes))
    notes = replace(notes, mentions=mentions.annotate(article, syntax, notes))
    notes = replace(notes, attributions=statements.annotate(article, syntax, notes))
    return replace(notes, credits=agencies.annotate(article, syntax, notes))


def link(pairs: Sequence[tuple[Article, Notes]], failures: Sequence[Failure], lang: str) -> Record:
    """The record of annotated articles; their order changes nothing."""
    pairs = sorted(pairs, key=lambda p: p[0].id)
    articles = [a for a, _ in pairs]
    by_id = dict(zip((a.id for a in articles), pairs, strict=True))
    shared = passages.find(articles)
    rows: list[ArticleRecord] = []
    told: list[Story] = []
    for group in stories.group(articles, [n for _, n in pairs], shared):
        members = [by_id[i] for i in group.articles]
        inside = set(group.articles)
        within = [p for p in shared if p.a.article in inside and p.b.article in inside]
        dossier, voices = _dossier(group, members, within)
        told.append(_story(dossier, lang))
        rows += _rows(dossier, voices)
    return Record(1, tuple(sorted(rows, key=lambda r: r.id)), tuple(told), tuple(failures))


def _dossier(
    group: StoryGroup, members: Sequence[tuple[Article, Notes]], within: Sequence[Passage]
) -> tuple[Dossier, Voices]:
    articles = tuple(a for a, _ in members)
    notes = tuple(n for _, n in members)
    datings = calendar.settle(articles, notes, within)
    origins, traced = roots.trace(articles, notes, datings, within)
    voices = speakers.resolve(articles, notes)
    dossier = Dossier(
        group.id, articles, notes, datings,
        statements=tuple(_statements(a, n, d, voices, i) for i, (a, n, d) in enumerate(zip(articles, notes, datings, strict=True))),
        moments=tuple(_moments(a, n, d) for a, n, d in zip(articles, notes, datings, strict=True)),
        figures=(), speakers=voices.speakers, passages=traced, roots=origins,
    )  # fmt: skip
    dossier = replace(dossier, figures=tuple(_figures(dossier, i) for i in range(len(articles))))
    dossier = replace(dossier, utterances=utterances.merge(dossier))
    return replace(dossier, quantities=quantities.group(dossier)), voices


def _statements(article: Article, notes: Notes, dating: Dating, voices: Voices, at: int) -> tuple[Statement, ...]:
    when = {(t.start, t.end): v for t, v in zip(notes.times, dating.values, strict=True)}
    return tuple(
        Statement(
            stable_id("s", article.id, i, *((s.start, s.end) for s in n.content)), n.content, n.cue, n.source,
            voices.of_attributions[at][i], n.form, n.act, voices.relays[at][i],
            when.get((n.moment.start, n.moment.end)) if n.moment else None, n.negated, n.hedge,
        )
        for i, n in enumerate(notes.attributions)
    )  # fmt: skip


def _moments(article: Article, notes: Notes, dating: Dating) -> tuple[Moment, ...]:
    return tuple(
        Moment(stable_id("m", article.id, t.start, t.end), t.start, t.end, v)
        for t, v in zip(notes.times, dating.values, strict=True)
    )


def _figures(dossier: Dossier, at: int) -> tuple[Figure, ...]:
    article, notes, dating = dossier.articles[at], dossier.notes[at], dossier.datings[at]
    when = {(t.start, t.end): v for t, v in zip(notes.times, dating.values, strict=True)}

    def holder(start: int, end: int) -> str | None:
        inside = [s for s in dossier.statements[at] if any(c.start <= start and end <= c.end for c in s.content)]
        return min(inside, key=lambda s: sum(c.end - c.start for c in s.content)).id if inside else None

    return tuple(
        Figure(
            stable_id("f", article.id, n.start, n.end), n.start, n.end, n.low, n.high, n.unit,
            " ".join(n.counted) or None, n.place, when.get((n.moment.start, n.moment.end)) if n.moment else None,
            holder(n.start, n.end), n.approximate,
        )
        for n in notes.figures
    )  # fmt: skip


def _story(dossier: Dossier, lang: str) -> Story:
    judged = claims.judge(dossier)
    papers = documents.rebuild(dossier)
    against = contradictions.find(dossier, judged, papers)
    events = timeline.order(dossier)
    return Story(
        dossier.id, brief.title(dossier, judged), tuple(a.id for a in dossier.articles), dossier.speakers,
        dossier.utterances, judged, dossier.quantities, events, dossier.passages, dossier.roots, papers, against,
        brief.write(dossier, judged, against, papers, events, lang),
    )  # fmt: skip


def _rows(dossier: Dossier, voices: Voices) -> list[ArticleRecord]:
    out = []
    for i, (a, n, d) in enumerate(zip(dossier.articles, dossier.notes, dossier.datings, strict=True)):
        named = tuple(dict.fromkeys(c.agency for c in n.credits))
        mentioned = tuple(
            Mention(stable_id("n", a.id, m.start, m.end), m.start, m.end, m.kind, e)
            for m, e in zip(n.mentions, voices.of_mentions[i], strict=True)
        )
        out.append(
            ArticleRecord(
                a.id,
                a.path,
                a.url,
                a.outlet,
                a.authors,
                a.title,
                a.language,
                d.published,
                d.published_from,
                named,
                a.truncated,
                tuple(CreditLine(c.agency, c.relation, c.evidence) for c in n.credits),
                a.text,
                a.sections,
                dossier.statements[i],
                dossier.moments[i],
                dossier.figures[i],
                mentioned,
            )
        )
    return out
