"""One article as speakers are looked for in it: its phrases in order, with what the syntax tells of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from recoupe.languages.phrases import Phrase, read
from recoupe.model import Article, Name, Notes, Span

_SENTENCE = re.compile(r"[.!?…]+[\"”»’]?\s+|\n+")
_SUBJECT = ("nsubj", "csubj", "obl:agent")
_OUTER = ("root", "conj", "ccomp", "xcomp", "parataxis", "advcl", "acl")


class Item:
    """A phrase of one article that stands, or may stand, for a speaker."""

    __slots__ = ("at", "entity", "mention", "paragraph", "phrase", "quoted", "sentence", "source_of", "subject")

    def __init__(self, at: int, phrase: Phrase) -> None:
        """`at` is the article's place in the story's order."""
        self.at = at
        self.phrase = phrase
        self.entity: int | None = None
        self.mention: int | None = None
        self.source_of: list[int] = []
        self.quoted: int | None = None
        self.subject = False
        self.sentence = 0
        self.paragraph = 0


class Page:
    """An article's items, by position, with ways to ask where a position stands."""

    def __init__(self, at: int, article: Article, notes: Notes) -> None:
        """Read every mention, source and relay of the article."""
        self.at = at
        self.article = article
        self.notes = notes
        text = article.text
        names = notes.parse.names
        self._name_starts = [n.start for n in names]
        if notes.parse.sentences:
            tokens = notes.parse.tokens
            self._sentences = [tokens[s.first].start for s in notes.parse.sentences if s.first < len(tokens)]
        else:
            self._sentences = [0, *(m.end() for m in _SENTENCE.finditer(text))]
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n+", text))]
        self._token_starts = [t.start for t in notes.parse.tokens]
        spans: dict[tuple[int, int], Item] = {}

        def item(span: Span) -> Item:
            key = (span.start, span.end)
            if key not in spans:
                spans[key] = Item(
                    at, read(text, span.start, span.end, self.language(span.start), self._names(span, names))
                )
                self._place(spans[key])
            return spans[key]

        for n, m in enumerate(notes.mentions):
            item(Span(m.start, m.end)).mention = n
        self.sources: list[Item | None] = []
        self.relays: list[list[Item]] = []
        for n, a in enumerate(notes.attributions):
            source = item(a.source) if a.source and a.source.start < a.source.end else None
            if source:
                source.source_of.append(n)
            self.sources.append(source)
            self.relays.append([item(r) for r in a.relays])
        self.items = sorted(spans.values(), key=lambda i: (i.phrase.span.start, -i.phrase.span.end))
        self._quotes()

    def language(self, at: int) -> str | None:
        """The language of the sentence at a position, else the article's."""
        sentences = self.notes.parse.sentences
        if sentences:
            n = max(bisect_right(self._sentences, at) - 1, 0)
            if n < len(sentences) and sentences[n].language:
                return sentences[n].language
        return self.article.language

    def _names(self, span: Span, names: Sequence[Name]) -> list[Name]:
        i = bisect_left(self._name_starts, span.start)
        out = []
        while i < len(names) and names[i].start < span.end:
            out.append(names[i])
            i += 1
        return out

    def sentence(self, at: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self._sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at a position."""
        return bisect_right(self._paragraphs, at) - 1

    def _place(self, item: Item) -> None:
        start = item.phrase.span.start
        item.sentence, item.paragraph = self.sentence(start), self.paragraph(start)
        tokens = self.notes.parse.tokens
        if not tokens:
            item.subject = start - self._sentences[max(item.sentence, 0)] <= 2
            return
        lo = max(bisect_right(self._token_starts, start) - 1, 0)
        hi = bisect_left(self._token_starts, item.phrase.span.end)
        for k in range(lo, hi):
            t = tokens[k]
            if not lo <= t.head < hi or t.head == k:
                item.subject = t.dep.startswith(_SUBJECT)
                return

    def _quotes(self) -> None:
        """Mark the items that stand inside words printed as somebody's own."""
        zones = sorted(
            (s.start, s.end, n) for n, a in enumerate(self.notes.attributions) if a.form == "direct" for s in a.content
        )
        starts = [z[0] for z in zones]
        for i in self.items:
            k = bisect_right(starts, i.phrase.span.start) - 1
            if k >= 0 and i.phrase.span.end <= zones[k][1]:
                i.quoted = zones[k][2]
