"""What is read: a capture as a reader found it, and the article that cleaning makes of it."""

from __future__ import annotations

from typing import Literal

from recoupe.model.values import SectionKind, Span, Value


class Capture(Value, frozen=True):
    """One document as a reader found it: metadata as declared, content decoded, nothing judged.

    `markup` tells what `content` holds: `text` (a crawl's text or a database field) or `html`.
    `digest` identifies the content (hex BLAKE2b of the bytes it was read from).
    """

    id: str
    markup: Literal["text", "html"]
    content: str
    digest: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    title: str | None = None
    published: str | None = None
    language: str | None = None


class Section(Value, frozen=True, order=True):
    """A stretch of an article's text with one function on the page. Sections never overlap."""

    start: int
    end: int
    kind: SectionKind


class Article(Value, frozen=True):
    """A capture cleaned: one text, cut into sections; positions everywhere refer to `text`.

    `published` holds what the metadata declare (published_from "metadata") or None: the day that
    the page or the story tells is found later, in `link.calendar`. `page_dates` are the spans of
    dates that the page prints outside its running text, candidates only.
    """

    id: str
    text: str
    sections: tuple[Section, ...]
    digest: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    published: str | None = None
    truncated: bool = False
    page_dates: tuple[Span, ...] = ()
