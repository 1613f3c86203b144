"""What one article says, found without any other: syntax, attributions, times, figures, mentions."""

from __future__ import annotations

from typing import Literal

from recoupe.model.values import Act, CreditRelation, Form, MentionKind, Span, Value


class Token(Value, frozen=True):
    """A word or mark with its syntax, in Universal Dependencies terms.

    `head` is the index of the governor in `Parse.tokens` (its own index for a root). `feats` is the
    UD feature string (`Mood=Cnd|Number=Sing|…`, empty where none). `lemma` is lower case for
    everything but proper nouns. Contracted words (du, au, des) are one token.
    """

    start: int
    end: int
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str


class Sentence(Value, frozen=True):
    """Tokens `first` to `last` (exclusive), in one language; `parsed` is False where it was only tagged."""

    first: int
    last: int
    language: str | None
    parsed: bool = True


class Name(Value, frozen=True, order=True):
    """A named entity without its title: `kind` PER, ORG or LOC."""

    start: int
    end: int
    kind: Literal["person", "organisation", "place"]


class Parse(Value, frozen=True):
    """One article's tokens, sentences and names, in order of position."""

    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()


class Attribution(Value, frozen=True):
    """Words put in somebody's mouth, as one article shows them (PARC: content, cue, source).

    `relays` are mentions of who passed the words on. `moment` is the time expression that dates the
    saying. `follows` is the index in `Notes.attributions` of the attribution whose speaker goes on
    speaking here (a quotation without a cue of its own). `parent` is the index of the attribution
    inside whose content this one stands. `verb` is the cue's lemma, for the act and for judging.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    form: Form
    act: Act
    relays: tuple[Span, ...] = ()
    negated: bool = False
    hedge: Span | None = None
    moment: Span | None = None
    follows: int | None = None
    parent: int | None = None
    verb: str | None = None


class TimeExpression(Value, frozen=True):
    """A stretch of text that names a time, its value still open where it hangs on the publication day.

    `value` is set where the words alone give it (`le 8 décembre 2011`). Otherwise `rule` says how
    `link.calendar` gets it from an anchor day: a small expression of `languages.calendar_rules`.
    `claims_weekday` is 0 (Monday) to 6 where the words name a weekday beside a date.
    """

    start: int
    end: int
    value: str | None
    rule: str | None
    claims_weekday: int | None = None
    vague: bool = False


class FigureNote(Value, frozen=True):
    """A number that a reader might compare. `low`, `high` are None where unbounded.

    `unit` is the head noun as written, in lower case and plural as printed, or a currency or `%`.
    `counted` are content lemmas that say what is counted; `place` and `moment` say where and when;
    `approximate` is True for *environ*, *près de*, *une quarantaine*.
    """

    start: int
    end: int
    low: float | int | None
    high: float | int | None
    unit: str | None
    counted: tuple[str, ...] = ()
    place: Span | None = None
    moment: Span | None = None
    approximate: bool = False


class MentionNote(Value, frozen=True):
    """A noun phrase or pronoun that stands for somebody or something that could speak.

    `head` is the span of its name or head noun; `name` the proper name in it, if any; `role` the
    function or title (`chef du Pentagone`), if any. `gender` and `number` are UD values or None.
    """

    start: int
    end: int
    kind: MentionKind
    head: Span
    name: Span | None = None
    role: Span | None = None
    pronoun: bool = False
    gender: Literal["Masc", "Fem"] | None = None
    number: Literal["Sing", "Plur"] | None = None


class Credit(Value, frozen=True):
    """What an article is to an agency, with the words that tell it."""

    agency: str
    relation: CreditRelation
    evidence: Span


class Found(Value, frozen=True):
    """A stretch that an annotator without a table of its own found: what it is called, and a value if it has one."""

    start: int
    end: int
    label: str
    value: str | None = None


class Notes(Value, frozen=True):
    """Everything found in one article alone: a pure function of its text, sections and language.

    `extra` holds, by the name of their module, what annotators beyond the five that linking knows have found.
    """

    parse: Parse = Parse()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    figures: tuple[FigureNote, ...] = ()
    mentions: tuple[MentionNote, ...] = ()
    credits: tuple[Credit, ...] = ()
    extra: dict[str, tuple[Found, ...]] = {}  # noqa: RUF012  (msgspec copies it)
