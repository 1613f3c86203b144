"""What several articles say together: the record, the contract with whoever reads our output.

Field names and meanings are those of the published record format; `recoupe schema` prints the JSON
Schema generated from these classes. Fields may be added, none renamed.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from recoupe.model.notes import Found
from recoupe.model.reading import Section
from recoupe.model.values import (
    Act,
    CreditRelation,
    Evidence,
    Form,
    MentionKind,
    PublishedFrom,
    Span,
    SpeakerKind,
    Status,
    Value,
)  # fmt: skip

FailureReason: TypeAlias = Literal[
    "empty", "not-text", "bad-encoding", "too-large", "duplicate", "bad-row", "no-text-column", "no-article",
    "truncated-file", "unreadable", "unsupported", "duplicate-id", "language", "llm-rejected", "internal",
]  # fmt: skip


class Failure(Value, frozen=True):
    """Something that could not be read or used: what, at which stage, why (closed list), and the detail."""

    about: str
    stage: str
    reason: FailureReason
    detail: str = ""


# ----------------------------------------------------------------- one article


class CreditLine(Value, frozen=True):
    """What an article is to an agency: the dispatch itself, written from it, or quoting it."""

    agency: str
    relation: CreditRelation
    evidence: Span


class Statement(Value, frozen=True):
    """Words said or reported: content, cue and source as published, and who is behind them."""

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    form: Form
    act: Act
    via: tuple[str, ...] = ()
    said: str | None = None
    negated: bool = False
    hedge: Span | None = None


class Moment(Value, frozen=True):
    """An expression of time and its EDTF value, None where the story leaves it open."""

    id: str
    start: int
    end: int
    value: str | None


class Figure(Value, frozen=True):
    """A number with its bounds and unit, what it counts, where, when, and in which statement it stands."""

    id: str
    start: int
    end: int
    low: float | int | None
    high: float | int | None
    unit: str | None
    counted: str | None = None
    place: Span | None = None
    when: str | None = None
    statement: str | None = None
    approximate: bool = False


class Mention(Value, frozen=True):
    """A stretch that stands for somebody or something; `entity` is a Speaker's id or None."""

    id: str
    start: int
    end: int
    kind: MentionKind
    entity: str | None


class ArticleRecord(Value, frozen=True):
    """One article with everything found in it; `extra` by annotator, for those that have no list of their own."""

    id: str
    path: str | None
    url: str | None
    outlet: str | None
    authors: tuple[str, ...]
    title: str | None
    language: str | None
    published: str | None
    published_from: PublishedFrom | None
    agencies: tuple[str, ...]
    truncated: bool
    credits: tuple[CreditLine, ...]
    text: str
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    moments: tuple[Moment, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    extra: dict[str, tuple[Found, ...]] = {}  # noqa: RUF012  (msgspec copies it)


# ------------------------------------------------------------------- one story


class Speaker(Value, frozen=True):
    """Whoever speaks in a story: a person, a body, a document, or a source left unnamed."""

    id: str
    name: str
    kind: SpeakerKind
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()


class Utterance(Value, frozen=True):
    """One saying, told in several articles, in the same or other words or in another language."""

    id: str
    speaker: str | None
    said: str | None
    statements: tuple[str, ...]


class ClaimEvent(Value, frozen=True):
    """A step in a claim's history: from `when` on it had `status`, by force of `statement`."""

    when: str | None
    status: Status
    statement: str


class Claim(Value, frozen=True):
    """A proposition on which statements take a stance. `text` is taken from an article (`evidence`)."""

    id: str
    text: str
    status: Status
    asserts: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    history: tuple[ClaimEvent, ...] = ()
    roots: tuple[str, ...] = ()
    single_source: bool = False
    evidence: Evidence | None = None


class FigureGroup(Value, frozen=True):
    """Figures of one quantity over the articles of a story, and how they stand to each other."""

    id: str
    label: str
    unit: str | None
    members: tuple[str, ...]
    agreement: Literal["agrees", "differs", "updates"]


class TimelineEvent(Value, frozen=True):
    """Something that happened or was said, at a date, with the stretches that tell it."""

    when: str | None
    text: str
    evidence: tuple[Evidence, ...]


class Passage(Value, frozen=True):
    """Text that two articles share. `likeness` is 0 to 1, 1 for word-for-word."""

    a: Evidence
    b: Evidence
    kind: Literal["verbatim", "edited"]
    likeness: float
    root: str | None = None


class Root(Value, frozen=True):
    """Where text first came from. `reason` names the rule that decided, `evidence` what it rests on.

    `articles` hold text of this root; `origin` are those among them whose own text it is: the copies of a
    dispatch, or the article in which an outlet's own reporting stands. A statement of an article comes from the
    root of the passage it stands in, else from the agency that relays it, else from the root that has the
    article in its `origin`.
    """

    id: str
    kind: Literal["agency", "outlet", "unknown"]
    name: str | None
    articles: tuple[str, ...]
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    origin: tuple[str, ...] = ()


class Trait(Value, frozen=True):
    """Something said about a document: `trait` is what (authentic, signed, draft…), `value` true or false."""

    trait: str
    value: bool | str
    statement: str | None
    evidence: Evidence | None = None


class Document(Value, frozen=True):
    """A letter, report, tweet, bill or video that reports quote, rebuilt from its fragments, in order.

    `passages` puts side by side the fragments that give one passage of it (copies, translations), in the
    order of the document; between two passages the reports leave a gap. `addressees` are the stretches
    that tell to whom it went, where they do not tell the same.
    """

    id: str
    kind: str
    name: str
    author: str | None
    addressee: str | None
    date: str | None
    fragments: tuple[Evidence, ...]
    traits: tuple[Trait, ...] = ()
    passages: tuple[tuple[Evidence, ...], ...] = ()
    addressees: tuple[Evidence, ...] = ()


class Contradiction(Value, frozen=True):
    """What cannot both be so, with the sides' positions.

    `matter` tells finer than `kind` what it is about, `claim` is the id of the claim whose sides these are.
    """

    kind: Literal["speaker", "figure", "date", "trait", "claim"]
    about: str
    sides: tuple[Evidence, ...]
    matter: Literal["", "quotation", "trait", "addressee", "spelling", "office"] = ""
    claim: str | None = None


class BriefLine(Value, frozen=True):
    """A sentence of the brief and where its substance stands; `part` is the part of the page that it belongs to."""

    text: str
    evidence: tuple[Evidence, ...]
    part: Literal["", "happened", "stands", "disputed", "unknown"] = ""


class Story(Value, frozen=True):
    """The reports of one event, set side by side.

    Where a former record was given, `merged` are ids of its stories that this one has taken up beside the one whose
    id it bears, and `split_from` is the story that it has left.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    speakers: tuple[Speaker, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()
    passages: tuple[Passage, ...] = ()
    roots: tuple[Root, ...] = ()
    documents: tuple[Document, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    brief: tuple[BriefLine, ...] = ()
    merged: tuple[str, ...] = ()
    split_from: str | None = None


class Record(Value, frozen=True):
    """Everything that `recoupe read` found. `recoupe` is the version of the format."""

    recoupe: int
    articles: tuple[ArticleRecord, ...]
    stories: tuple[Story, ...]
    failures: tuple[Failure, ...]
