"""Expressions of time in one article, each with its value or the rule that will give it.

The language's table `moments.toml` holds the patterns (`grammar`); the modules here say what a table cannot: which
way a bare weekday points (`tense`), what the words caught are worth (`values`), when a number is a year or
*aujourd'hui* an age (`judgement`), and what moments tell each other (`relations`).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from recoupe.annotate.moments.reading import Reader
from recoupe.languages import available, table
from recoupe.model import Article, Notes, Parse, TimeExpression

KINDS = frozenset({"title", "standfirst", "body", "social", "caption"})
# Some crawls put a date of their own before the text; it is no part of it.
_CRAWL_MARK = re.compile(r"\A\s*date[ :]+\d{4}-\d{2}(?:-\d{2})?\b")
# A full date in another language stands in many an article: a post, a caption.
_FOREIGN = {
    "fr": re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"),
    "en": re.compile(r"\d (?:janv|févr|mars|avril|mai|juin|juil|août|sept|octo|nove|déce)\w* \d{4}"),
}


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[TimeExpression, ...]:  # noqa: ARG001
    """Times of one article, in order of position. `notes` holds what earlier annotators found."""
    language = article.language if article.language in available() and table(article.language, "moments") else "fr"
    reader = Reader(article.text, language)
    found = reader.read()
    foreign = _FOREIGN.get(language)
    if foreign and foreign.search(article.text) and table("en" if language == "fr" else "fr", "moments"):
        other = Reader(article.text, "en" if language == "fr" else "fr")
        more = other.read(absolute=True)
        found = [
            t
            for t in found
            if not any(o.start < t.end and t.start < o.end and o.end - o.start >= t.end - t.start for o in more)
        ]
        found += [o for o in more if not any(o.start < t.end and t.start < o.end for t in found)]
    spans = [(s.start, s.end) for s in sorted(article.sections) if s.kind in KINDS]
    starts = [s for s, _ in spans]
    kept = []
    head = _CRAWL_MARK.match(article.text)
    for t in sorted(found, key=lambda t: t.start):
        if head and t.start < head.end():
            continue
        i = bisect_right(starts, t.start) - 1
        if (
            i >= 0
            and t.end <= spans[i][1]
            and not any(p.start <= t.start and t.end <= p.end for p in article.page_dates)
        ):
            kept.append(t)
    return tuple(kept)


def read(text: str, language: str = "fr") -> tuple[TimeExpression, ...]:
    """Times of a bare text.

    >>> [(t.value, t.rule) for t in read("Le 8 décembre 2011, puis hier")]
    [('2011-12-08', None), (None, 'day -1')]
    """
    return tuple(Reader(text, language).read())
