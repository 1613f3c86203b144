"""One article to its notes, and the notes of many articles to the record."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeAlias, TypeVar

import msgspec

from recoupe import annotate as annotators
from recoupe.annotate import agencies, figures, mentions, moments, statements
from recoupe.clean import clean
from recoupe.encoders import load as load_encoder
from recoupe.errors import EngineError, ReadError
from recoupe.judge import brief, claims, contradictions, documents, timeline
from recoupe.link import calendar, passages, quantities, roots, speakers, stories, utterances
from recoupe.model import (
    Article,
    ArticleRecord,
    Capture,
    CreditLine,
    Dating,
    Dossier,
    Failure,
    FailureReason,
    Figure,
    Found,
    Mention,
    Moment,
    Notes,
    Parse,
    Passage,
    Record,
    Statement,
    Story,
    StoryGroup,
    Utterance,
    Voices,
)  # fmt: skip
from recoupe.parse import parse
from recoupe.text import stable_id

replace = msgspec.structs.replace


T = TypeVar("T")
U = TypeVar("U")


def annotate(article: Article, models: Mapping[str, str] | None = None) -> Notes:
    """Everything found in one article alone. An annotator's error is raised."""
    return _annotate(article, models, Guard(article.id))


def work_up(
    capture: Capture, models: Mapping[str, str] | None = None
) -> tuple[Article | None, Notes | None, tuple[Failure, ...]]:
    """One capture cleaned and annotated. What an annotator fails at is a row; the others' notes stay."""
    failures: list[Failure] = []
    try:
        article = clean(capture)
    except ReadError as error:
        reason: FailureReason = error.reason  # type: ignore[assignment]
        return None, None, (Failure(capture.path or capture.id, "clean", reason, error.detail),)
    except Exception as error:
        return None, None, (_internal(capture.path or capture.id, "clean", error),)
    return article, _annotate(article, models, Guard(article.id, failures)), tuple(failures)


def _annotate(article: Article, models: Mapping[str, str] | None, guard: Guard) -> Notes:
    syntax = guard("parse", lambda: parse(article, models), Parse())
    notes = Notes(syntax)
    for stage, field, module in ANNOTATORS:
        found: Any = guard(stage, partial(module.annotate, article, syntax, notes), ())
        notes = replace(notes, **{field: found})
    extra: dict[str, tuple[Found, ...]] = {}
    for stage, module in _more_annotators():
        if found := guard(stage, partial(module.annotate, article, syntax, notes), ()):
            extra[stage] = found
    return replace(notes, extra=extra) if extra else notes


@cache
def _more_annotators() -> tuple[tuple[str, Any], ...]:
    """The folder is the registry: every other module there adds what it finds under its own name."""
    known = {stage for stage, _, _ in ANNOTATORS}
    names = sorted(m.name for m in iter_modules(annotators.__path__) if not m.name.startswith("_"))
    return tuple((n, import_module(f"{annotators.__name__}.{n}")) for n in names if n not in known)


# In this order: each finds in the notes what the ones before it found.
ANNOTATORS: tuple[tuple[str, str, Any], ...] = (
    ("moments", "times", moments),
    ("figures", "figures", figures),
    ("mentions", "mentions", mentions),
    ("statements", "attributions", statements),
    ("agencies", "credits", agencies),
)


class Guard:
    """Runs stages. With a list of failures an error becomes a row in it and the stage yields `nothing`;
    without one the error is raised."""

    def __init__(self, about: str, failures: list[Failure] | None = None) -> None:
        self.about, self.failures = about, failures

    def __call__(self, stage: str, work: Callable[[], T], nothing: U) -> T | U:
        """What `work` returns, or `nothing`."""
        try:
            return work()
        except Exception as error:
            if self.failures is None:
                raise
            self.failures.append(_internal(self.about, stage, error))
            return nothing


def _internal(about: str, stage: str, error: Exception) -> Failure:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return Failure(
        about, stage, "internal", f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
    )


# --------------------------------------------------------------- many articles


Gathered: TypeAlias = tuple[StoryGroup, tuple[tuple[Article, Notes], ...], tuple[Passage, ...]]
Told: TypeAlias = tuple[Story, list[ArticleRecord], list[Failure]]

SHARD_MEMBERS = 24  # articles of the stories that go to a worker together
ENOUGH_STORIES = 12  # fewer are told here: a pool of processes costs more than it saves


def link(
    articles: Sequence[Article],
    notes: Sequence[Notes],
    failures: Sequence[Failure],
    lang: str,
    progress: Callable[[str, int, int | None], None] | None = None,
    run: Callable[..., Iterator[Any]] | None = None,
    jobs: int = 1,
    known: Sequence[StoryGroup] = (),
    encoder: str | None = None,
) -> Record:
    """The record of annotated articles, given in order of id. An error in one story costs that stage of that story.

    `run` is the engine in which stories are told, `jobs` the number of its workers; None tells them here.
    `known` are the stories of a former record: their ids stay. `encoder` names a sentence encoder for the sayings: one
    process then tells all stories, so that it is loaded once.
    """
    failed = list(failures)
    at = {a.id: i for i, a in enumerate(articles)}
    everywhere = Guard("all articles", failed)
    shared: Sequence[Passage] = everywhere("passages", lambda: passages.find(articles), ())
    apart = tuple(StoryGroup(stable_id("story", a.id), (a.id,)) for a in articles)
    groups = everywhere("stories", lambda: stories.group(articles, notes, shared, known), apart)
    told_of = {article for g in groups for article in g.articles}
    groups += tuple(g for g in apart if g.articles[0] not in told_of)
    story_of = {article: i for i, g in enumerate(groups) for article in g.articles}
    within: list[list[Passage]] = [[] for _ in groups]
    for passage in shared:
        if story_of[passage.a.article] == story_of[passage.b.article]:
            within[story_of[passage.a.article]].append(passage)

    def gathered() -> Iterator[Gathered]:
        for group, inside in zip(groups, within, strict=True):
            yield group, tuple((articles[at[i]], notes[at[i]]) for i in group.articles), tuple(inside)

    rows: list[ArticleRecord] = []
    told: list[Story] = []
    for story, of_articles, missed in _in_order(
        gathered(), lang, run if len(groups) >= ENOUGH_STORIES and not encoder else None, jobs, encoder
    ):
        told.append(story)
        rows += of_articles
        failed += missed
        if progress:
            progress("linking", len(told), len(groups))
    return Record(1, tuple(sorted(rows, key=lambda r: r.id)), tuple(told), tuple(failed))


def _in_order(
    gathered: Iterator[Gathered],
    lang: str,
    run: Callable[..., Iterator[Any]] | None,
    jobs: int,
    encoder: str | None = None,
) -> Iterator[Told]:
    """Every story told, in order. What a worker could not do is done again alone, and at last without its notes."""
    if run is None:
        for one in gathered:
            yield tell(one, lang, encoder)
        return
    waiting: list[tuple[Gathered, ...]] = []

    def shards() -> Iterator[tuple[Gathered, ...]]:
        shard: list[Gathered] = []
        for one in gathered:
            shard.append(one)
            if sum(len(members) for _, members, _ in shard) >= SHARD_MEMBERS:
                waiting.append(tuple(shard))
                yield waiting[-1]
                shard = []
        if shard:
            waiting.append(tuple(shard))
            yield waiting[-1]

    work = partial(tell_all, lang=lang)
    for result in run(work, shards(), jobs):
        shard = waiting.pop(0)
        if not isinstance(result, EngineError):
            yield from result
            continue
        for one, alone in zip(shard, run(work, [(g,) for g in shard], 1), strict=True):
            if not isinstance(alone, EngineError):
                yield from alone
                continue
            group, members, inside = one
            story, rows, missed = tell((group, tuple((a, Notes()) for a, _ in members), inside), lang)
            yield story, rows, [*missed, Failure(group.id, "link", "internal", str(alone))]


def tell_all(shard: Sequence[Gathered], lang: str) -> list[Told]:
    """Some stories told: what a worker does."""
    return [tell(one, lang) for one in shard]


def tell(gathered: Gathered, lang: str, encoder: str | None = None) -> Told:
    """One story linked and judged, the records of its articles, and what failed in it."""
    group, members, inside = gathered
    failed: list[Failure] = []
    guard = Guard(group.id, failed)
    dossier, voices = _dossier(group, members, inside, guard, encoder)
    story = replace(_story(dossier, lang, guard), merged=group.merged, split_from=group.split_from)
    return story, _rows(dossier, voices), failed


def _dossier(
    group: StoryGroup,
    members: Sequence[tuple[Article, Notes]],
    within: Sequence[Passage],
    guard: Guard,
    encoder: str | None = None,
) -> tuple[Dossier, Voices]:
    articles = tuple(a for a, _ in members)
    notes = tuple(n for _, n in members)
    datings = guard("calendar", lambda: calendar.settle(articles, notes, within), _undated(articles, notes))
    origins, traced = guard("roots", lambda: roots.trace(articles, notes, datings, within), ((), tuple(within)))
    voices = guard("speakers", lambda: speakers.resolve(articles, notes), _voiceless(notes))
    dossier = Dossier(
        group.id,
        articles,
        notes,
        datings,
        statements=tuple(_statements(a, notes[i], datings[i], voices, i) for i, a in enumerate(articles)),
        moments=tuple(_moments(a, n, d) for a, n, d in zip(articles, notes, datings, strict=True)),
        figures=(),
        speakers=voices.speakers,
        passages=traced,
        roots=origins,
    )
    dossier = replace(dossier, figures=tuple(_figures(dossier, i) for i in range(len(articles))))
    dossier = replace(dossier, utterances=guard("utterances", lambda: _sayings(dossier, encoder), ()))
    return replace(dossier, quantities=guard("quantities", lambda: quantities.group(dossier), ())), voices


def _sayings(dossier: Dossier, encoder: str | None) -> tuple[Utterance, ...]:
    return utterances.merge(dossier, load_encoder(encoder) if encoder else None)


def _undated(articles: Sequence[Article], notes: Sequence[Notes]) -> tuple[Dating, ...]:
    return tuple(
        Dating(a.published, "metadata" if a.published else None, tuple(t.value for t in n.times))
        for a, n in zip(articles, notes, strict=True)
    )


def _voiceless(notes: Sequence[Notes]) -> Voices:
    return Voices(
        (),
        tuple((None,) * len(n.attributions) for n in notes),
        tuple(((),) * len(n.attributions) for n in notes),
        tuple((None,) * len(n.mentions) for n in notes),
    )


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


def _story(dossier: Dossier, lang: str, guard: Guard) -> Story:
    judged = guard("claims", lambda: claims.judge(dossier), ())
    papers = guard("documents", lambda: documents.rebuild(dossier), ())
    against = guard("contradictions", lambda: contradictions.find(dossier, judged, papers), ())
    events = guard("timeline", lambda: timeline.order(dossier), ())
    first = dossier.articles[0]
    return Story(
        dossier.id,
        guard("brief", lambda: brief.title(dossier, judged), first.title or first.id),
        tuple(a.id for a in dossier.articles),
        dossier.speakers,
        dossier.utterances,
        judged,
        dossier.quantities,
        events,
        dossier.passages,
        dossier.roots,
        papers,
        against,
        guard("brief", lambda: brief.write(dossier, judged, against, papers, events, lang), ()),
    )


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
                n.extra,
            )
        )
    return out
