"""Sentences of an article's own text, as judges read them: parsed where they can be, else cut by marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.model import Article, Notes, Span

_END = re.compile(r"(?<=[.!?…])[»”\"’)]*\s+(?=[«“\"(A-ZÀ-ÖØ-Þ0-9])|(?<=[.!?…»”])(?=[«“A-ZÀ-ÖØ-Þ][\w «“’'])|\n+")
_READ = frozenset(("title", "standfirst", "body", "caption"))
_ABBREVIATED = re.compile(r"(?:^|\s)(?:M|Mr|Mme|Mlle|MM|Dr|Gen|St|Sgt|Lt|Col|[A-Z])\.\s*$")


def sentences(article: Article, notes: Notes, kinds: frozenset[str] = _READ) -> Iterator[Span]:
    """Stretches of one sentence each, in the sections that a reader reads as text."""
    tokens = notes.parse.tokens
    rows = [s for s in article.sections if s.kind in kinds]
    if notes.parse.sentences and tokens:
        spans = (Span(tokens[s.first].start, tokens[s.last - 1].end) for s in notes.parse.sentences if s.last > s.first)
        k = 0
        for span in spans:
            while k < len(rows) and rows[k].end <= span.start:
                k += 1
            if k < len(rows) and rows[k].start <= span.start:
                yield span
        return
    for row in rows:
        start = row.start
        for m in _END.finditer(article.text, row.start, row.end):
            if m.start() > start and not _ABBREVIATED.search(article.text, max(start, m.start() - 6), m.start() + 1):
                yield Span(start, m.start())
                start = m.end()
        if row.end > start:
            yield Span(start, row.end)
