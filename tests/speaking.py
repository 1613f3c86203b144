"""Small articles in our own words with their sayings marked, for the tests of speakers and utterances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from recoupe.annotate import mentions, statements
from recoupe.link import speakers
from recoupe.model import (
    Article,
    Attribution,
    Dating,
    Dossier,
    Notes,
    Parse,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
    Voices,
)
from recoupe.parse import parse


class Said(NamedTuple):
    """Words of an article, who the article says says them, and how."""

    content: str
    source: str | None = None
    cue: str | None = None
    form: str = "direct"
    via: tuple[str, ...] = ()
    follows: int | None = None
    parent: int | None = None
    nth: int = 1


def span(text: str, part: str, nth: int = 1, near: int | None = None) -> Span:
    at, places = text.find(part), []
    while at >= 0:
        places.append(at)
        at = text.find(part, at + 1)
    assert places, f"{part!r} is not in the article"
    start = places[nth - 1] if near is None else min(places, key=lambda p: abs(p - near))
    return Span(start, start + len(part))


def article(name: str, text: str, said: Sequence[Said], language: str = "fr") -> tuple[Article, Notes]:
    made = []
    for s in said:
        content = span(text, s.content, s.nth)
        made.append(
            Attribution(
                (content,),
                span(text, s.cue, near=content.start) if s.cue else None,
                span(text, s.source, near=content.start) if s.source else None,
                s.form,  # type: ignore[arg-type]
                "says",
                tuple(span(text, v, near=content.start) for v in s.via),
                follows=s.follows,
                parent=s.parent,
            )
        )
    a = Article(name, text, (), name, language=language)
    notes = Notes(Parse())
    notes = msgspec.structs.replace(notes, mentions=mentions.annotate(a, notes.parse, notes))
    return a, msgspec.structs.replace(notes, attributions=tuple(made))


def heard(text: str, language: str = "fr", kind: SectionKind = "body", name: str = "a") -> tuple[Article, Notes]:
    """An article whose lines are sections of one kind, and what the program itself finds said in it."""
    sections, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sections.append(Section(at, at + len(line), kind))
        at += len(line) + 1
    a = Article(name, text, tuple(sections), "", language=language)
    syntax = parse(a)
    notes = Notes(syntax, mentions=mentions.annotate(a, syntax, Notes(syntax)))
    return a, msgspec.structs.replace(notes, attributions=statements.annotate(a, syntax, notes))


class Told(NamedTuple):
    voices: Voices
    names: tuple[tuple[str | None, ...], ...]
    by_id: dict[str, Speaker]


def resolved(*pairs: tuple[Article, Notes]) -> Told:
    """Speakers of a story, and the speaker's name for each saying of each article."""
    voices = speakers.resolve([a for a, _ in pairs], [n for _, n in pairs])
    by_id = {s.id: s for s in voices.speakers}
    names = tuple(tuple(by_id[i].name if i else None for i in row) for row in voices.of_attributions)
    return Told(voices, names, by_id)


def who(text: str, *said: Said, language: str = "fr") -> tuple[str | None, ...]:
    """The speakers' names of one article's sayings."""
    return resolved(article("a", text, said, language)).names[0]


def dossier(*pairs: tuple[Article, Notes], days: dict[tuple[int, int], str] | None = None) -> Dossier:
    """A dossier with statements as the pipeline makes them; `days` gives (article, saying) its day."""
    told = resolved(*pairs)
    rows = []
    for i, (a, n) in enumerate(pairs):
        rows.append(
            tuple(
                Statement(
                    f"{a.id}/{k}", x.content, x.cue, x.source, told.voices.of_attributions[i][k], x.form, x.act, (),
                    (days or {}).get((i, k)),
                )
                for k, x in enumerate(n.attributions)
            )
        )  # fmt: skip
    articles, notes = tuple(a for a, _ in pairs), tuple(n for _, n in pairs)
    return Dossier(
        "story", articles, notes, tuple(Dating(None, None) for _ in pairs), tuple(rows), (), (), told.voices.speakers
    )
