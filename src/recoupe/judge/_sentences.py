"""Sentences of an article's own text, as judges read them: parsed where they can be, else cut by marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.model import Article, Notes, Span

_END = re.compile(r"(?<=[.!?…])[»”\"’)]*\s+(?=[«“\"(A-ZÀ-ÖØ-Þ0-9])|(?<=[.!?…»”])(?=[«“A-ZÀ-ÖØ-Þ][\w «“’'])|\n+")
_READ = frozenset(("title", "standfirst", "body", "caption"))
# A stop after these ends no sentence: titles, initials (*U.N.*), months and *No.* before a number.
ABBREVIATED = re.compile(
    r"(?:^|[\s.(«“\"'’-])(?:MM?|Mrs?|Ms|Mme|Mlle|Dr|Pr|Prof|Gen|Gén|St|Ste|Sgt|Lt|Col|Capt|Sen|Rep|Gov|Rev|Jr|Sr|vs|art|[A-Z]"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|janv|févr|juil|déc|No|no|p)\.\s*$"
)


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
            if m.start() > start and not ABBREVIATED.search(article.text, max(start, m.start() - 6), m.start() + 1):
                yield Span(start, m.start())
                start = m.end()
        if row.end > start:
            yield Span(start, row.end)
