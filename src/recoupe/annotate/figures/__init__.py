"""Numbers that a reader would compare: how many, how much, with bounds, unit, place and time.

The words come from the language's `numbers.toml`. Left out: what a moment already holds, ages and durations,
clock times, ordinals, scores, references (article 49), numbers in names (France 2), *un* and *une* without a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import msgspec

from recoupe.annotate._columns import columns
from recoupe.annotate.figures.reading import Reader
from recoupe.languages import available, table
from recoupe.model import Article, FigureNote, Name, Notes, Parse, Span, TimeExpression

_END = re.compile(r"[.!?](?= )|\n")
KINDS = frozenset({"title", "standfirst", "body", "social", "caption"})


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[FigureNote, ...]:
    """Figures of one article, in order of position. `notes` holds what earlier annotators found."""
    language = article.language if article.language in available() and table(article.language, "numbers") else "fr"
    found = Reader(
        article.text, language or "fr", [(t.start, t.end) for t in notes.times], columns(parse).pos_at
    ).read()
    spans = [(s.start, s.end) for s in sorted(article.sections) if s.kind in KINDS]
    starts = [s for s, _ in spans]
    places = [n for n in parse.names if n.kind == "place"]
    clock = [t.start for t in notes.times]
    sentences = _Sentences(article.text)
    out = []
    for f in found:
        i = bisect_right(starts, f.start) - 1
        if i >= 0 and f.end <= spans[i][1]:
            out.append(_situate(f, sentences, notes.times, clock, places))
    return tuple(out)


def read(text: str, language: str = "fr") -> tuple[FigureNote, ...]:
    """Figures of a bare text.

    >>> [(f.low, f.high, f.unit) for f in read("Plus de 3.000 manifestants, entre 15 et 20 % des élèves")]
    [(3000, None, 'manifestants'), (15, 20, '%')]
    """
    return tuple(Reader(text, language, (), {}).read())


class _Sentences:
    """Where the sentences of a text end, by its marks alone."""

    def __init__(self, text: str) -> None:
        self.ends = [m.start() for m in _END.finditer(text)]
        self.text = text

    def around(self, at: int) -> tuple[int, int]:
        """The stretch between the marks before and after a position."""
        i = bisect_left(self.ends, at)
        stop = self.ends[i] if i < len(self.ends) else len(self.text)
        i -= i > 0 and self.ends[i - 1] == at - 1 and self.text[at - 1] != "\n"  # its blank is not yet behind
        return self.ends[i - 1] + 1 if i else 0, stop


def _situate(
    f: FigureNote, sentences: _Sentences, times: tuple[TimeExpression, ...], clock: list[int], places: list[Name]
) -> FigureNote:  # fmt: skip
    """The figure with the nearest moment and place of its sentence."""
    a, b = sentences.around(f.start)

    def gap(s: Name | TimeExpression) -> int:
        return min(abs(s.start - f.end), abs(f.start - s.end))

    def near(spans: Iterable[Name | TimeExpression], reach: int) -> Span | None:
        inside = [s for s in spans if a <= s.start and s.end <= b and not (s.start < f.end and f.start < s.end)]
        best = min(inside, key=gap, default=None)
        return Span(best.start, best.end) if best and gap(best) <= reach else None

    i = bisect_left(clock, a)
    moment = near((t for t in times[i : i + 12] if not t.vague), 150)
    return msgspec.structs.replace(f, place=near(places, 60), moment=moment)
