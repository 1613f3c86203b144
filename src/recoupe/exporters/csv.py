"""The record as a folder of flat tables, for a spreadsheet or a data frame.

Ids are those of the record, the same in every run over the same articles; positions come beside the
exact words. UTF-8 with a byte order mark, as spreadsheets expect. A cell that a spreadsheet would take
for a formula is made text by an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from recoupe.exporters._desk import CUT, Desk
from recoupe.exporters._page import Page
from recoupe.model import Evidence, Record, Span

Row = Iterable[object]


def files(record: Record, page: Page) -> dict[str, str]:
    """Tables by file name.

    >>> made = files(Record(1, (), (), ()), Page())
    >>> made["failures.csv"].lstrip("\\ufeff").strip()
    'about,stage,reason,detail'
    """
    story_of = {a: s.id for s in record.stories for a in s.articles}
    texts = {a.id: a.text for a in record.articles}
    speakers = {s.id: s for story in record.stories for s in story.speakers}
    utterance_of = {i: u.id for s in record.stories for u in s.utterances for i in u.statements}

    def words(place: Evidence) -> str:
        return texts.get(place.article, "")[place.start : place.end]

    def name(speaker: str | None) -> str | None:
        return speakers[speaker].name if speaker in speakers else None

    tables: dict[str, tuple[str, list[Row]]] = {
        "stories": (
            "id title articles",
            [(s.id, s.title, len(s.articles)) for s in record.stories],
        ),
        "articles": (
            "id story path url outlet authors title language published published_from agencies truncated characters",
            [
                (a.id, story_of.get(a.id), a.path, a.url, a.outlet, "; ".join(a.authors), a.title, a.language,
                 a.published, a.published_from, "; ".join(a.agencies), a.truncated, len(a.text))
                for a in record.articles
            ],
        ),
        "statements": (
            "id article story utterance speaker speaker_name act form said negated start end content cue source hedge"
            " via",
            [
                (s.id, a.id, story_of.get(a.id), utterance_of.get(s.id), s.speaker, name(s.speaker), s.act, s.form,
                 s.said, s.negated, s.content[0].start, s.content[-1].end, CUT.join(c.cut(a.text) for c in s.content),
                 _cut(s.cue, a.text), _cut(s.source, a.text), _cut(s.hedge, a.text), "; ".join(s.via))
                for a in record.articles
                for s in a.statements
            ],
        ),
        "moments": (
            "id article start end text value",
            [
                (m.id, a.id, m.start, m.end, a.text[m.start : m.end], m.value)
                for a in record.articles
                for m in a.moments
            ],
        ),
        "figures": (
            "id article start end text low high unit counted when statement",
            [
                (f.id, a.id, f.start, f.end, a.text[f.start : f.end], f.low, f.high, f.unit, f.counted, f.when,
                 f.statement)
                for a in record.articles
                for f in a.figures
            ],
        ),
        "mentions": (
            "id article start end text kind entity",
            [
                (m.id, a.id, m.start, m.end, a.text[m.start : m.end], m.kind, m.entity)
                for a in record.articles
                for m in a.mentions
            ],
        ),
        "extra": (
            "article annotator label value start end text",
            [
                (a.id, name, f.label, f.value, f.start, f.end, a.text[f.start : f.end])
                for a in record.articles
                for name, found in a.extra.items()
                for f in found
            ],
        ),
        "speakers": (
            "id story name kind roles aliases",
            [
                (p.id, s.id, p.name, p.kind, "; ".join(p.roles), "; ".join(p.aliases))
                for s in record.stories
                for p in s.speakers
            ],
        ),
        "utterances": (
            "id story speaker said statements",
            [(u.id, s.id, u.speaker, u.said, "; ".join(u.statements)) for s in record.stories for u in s.utterances],
        ),
        "claims": (
            "id story rank text status independent_sources roots single_source",
            [
                (c.id, s.id, i, c.text, c.status, len(set(c.roots)), "; ".join(c.roots), c.single_source)
                for s in record.stories
                for i, c in enumerate(s.claims, 1)
            ],
        ),
        "stances": (
            "claim stance statement",
            [
                (c.id, stance, i)
                for s in record.stories
                for c in s.claims
                for stance in ("asserts", "denies", "confirms", "questions")
                for i in getattr(c, stance)
            ],
        ),
        "history": (
            "claim step when status statement",
            [
                (c.id, i, e.when, e.status, e.statement)
                for s in record.stories
                for c in s.claims
                for i, e in enumerate(c.history, 1)
            ],
        ),
        "quantities": (
            "id story label unit agreement figure",
            [
                (g.id, s.id, g.label, g.unit, g.agreement, f)
                for s in record.stories
                for g in s.figures
                for f in g.members
            ],
        ),
        "timeline": (
            "story when text article start end",
            [
                (s.id, e.when, e.text, p.article, p.start, p.end)
                for s in record.stories
                for e in s.timeline
                for p in e.evidence
            ],
        ),
        "passages": (
            "story kind likeness root a_article a_start a_end b_article b_start b_end text",
            [
                (s.id, p.kind, p.likeness, p.root, p.a.article, p.a.start, p.a.end, p.b.article, p.b.start, p.b.end,
                 words(p.a))
                for s in record.stories
                for p in s.passages
            ],
        ),
        "roots": (
            "id story kind name articles reason",
            [
                (r.id, s.id, r.kind, desk.root_name(r), "; ".join(r.articles), r.reason)
                for s in record.stories
                for desk in [Desk(record, s, page)]
                for r in s.roots
            ],
        ),
        "documents": (
            "id story kind name author addressee date",
            [(d.id, s.id, d.kind, d.name, d.author, d.addressee, d.date) for s in record.stories for d in s.documents],
        ),
        "fragments": (
            "document order article start end text",
            [
                (d.id, i, f.article, f.start, f.end, words(f))
                for s in record.stories
                for d in s.documents
                for i, f in enumerate(d.fragments, 1)
            ],
        ),
        "contradictions": (
            "story number kind about side article start end text",
            [
                (s.id, i, c.kind, c.about, j, p.article, p.start, p.end, words(p))
                for s in record.stories
                for i, c in enumerate(s.contradictions, 1)
                for j, p in enumerate(c.sides, 1)
            ],
        ),
        "failures": ("about stage reason detail", [(f.about, f.stage, f.reason, f.detail) for f in record.failures]),
    }  # fmt: skip
    return {f"{table}.csv": _table(head.split(), rows) for table, (head, rows) in tables.items()}


def _table(head: list[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """
    >>> _cell("=1+1"), _cell(-3), _cell(None), _cell(True)
    ("'=1+1", -3, '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        value = value.replace("\x00", "")
        return f"'{value}" if value[:1] in "=+-@\t\r" and value else value
    return value


def _cut(span: Span | None, text: str) -> str | None:
    return span.cut(text) if span else None
