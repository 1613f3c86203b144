"""Figures of one quantity that differ, weekdays that do not fit their date, and corrections in so many words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Reader
from recoupe.judge._sentences import sentences
from recoupe.languages import table
from recoupe.model import Contradiction, Dossier, Evidence, Span
from recoupe.text import fold

_MARGIN = 40


def figures(dossier: Dossier) -> Iterable[Contradiction]:
    """Groups of figures that the linking stage found to differ; an update over time is none."""
    where = {f.id: (a.id, f) for a, rows in zip(dossier.articles, dossier.figures, strict=True) for f in rows}
    for group in dossier.quantities:
        members = [where[m] for m in group.members if m in where]
        if group.agreement != "differs" or len(members) < 2:
            continue
        sides = sorted({Evidence(a, f.start, f.end) for a, f in members})
        text = {a.id: a.text for a in dossier.articles}
        shown = list(dict.fromkeys(" ".join(text[e.article][e.start : e.end].split()) for e in sides))
        yield Contradiction("figure", " / ".join(shown[:4]), tuple(sides))


def weekdays(dossier: Dossier) -> Iterable[Contradiction]:
    """`lundi 7 janvier` where the seventh was a Tuesday: the words contradict each other."""
    for article, notes, moments in zip(dossier.articles, dossier.notes, dossier.moments, strict=True):
        values = {(m.start, m.end): m.value for m in moments}
        for t in notes.times:
            value = values.get((t.start, t.end)) or t.value
            if t.claims_weekday is None or value is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                continue
            try:
                weekday = date.fromisoformat(value).weekday()
            except ValueError:
                continue
            if weekday != t.claims_weekday:
                side = Evidence(article.id, t.start, t.end)
                yield Contradiction("date", f"{Span(t.start, t.end).cut(article.text)} ≠ {value}", (side,))


def corrected_in_words(dossier: Dossier) -> Iterable[Contradiction]:
    """`peu après, et non pendant, l'assaut` against a report that puts it *during* the assault.

    The words after *et non* name what the article rejects. Another stretch of the story that says just
    that, of the same thing (two words of meaning in common), is the other side.
    """
    relations = _relations(dossier)
    rejected: list[tuple[str, frozenset[str], Evidence, str]] = []
    for article, notes in zip(dossier.articles, dossier.notes, strict=True):
        reader: Reader | None = None
        marker = relations[article.language or "fr"][1]
        for m in marker.finditer(article.text):
            kind = relations[article.language or "fr"][2][fold(m.group("relation"))]
            end = min(len(article.text), m.end() + _MARGIN)
            tail = re.match(r"[\s,]*[^.,;:!?\n]{3,}", article.text[m.end() : end])
            if not tail:
                continue
            span = Span(m.start(), m.end() + tail.end())
            reader = reader or Reader(article, notes)
            about = frozenset(w.concept for w in reader.words(Span(m.end(), span.end)) if not w.name)
            start = max(0, m.start() - 24)
            start += len(article.text[start : m.start()]) - len(article.text[start : m.start()].split(" ", 1)[-1])
            rejected.append((kind, about, Evidence(article.id, start, span.end), article.id))
    if not rejected:
        return
    against: dict[frozenset[str], set[Evidence]] = defaultdict(set)
    own: dict[frozenset[str], set[Evidence]] = defaultdict(set)
    for article, notes in zip(dossier.articles, dossier.notes, strict=True):
        places = relations[article.language or "fr"][0]
        reader = Reader(article, notes)
        for sentence in sentences(article, notes):
            for kind, pattern in places.items():
                for m in pattern.finditer(article.text, sentence.start, sentence.end):
                    clause = re.match(r"[^.;:!?\n»”]{3,110}", article.text[m.start() : sentence.end])
                    if not clause:
                        continue
                    span = Span(m.start(), m.start() + clause.end())
                    held = {w.concept for w in reader.words(span)}
                    if any(
                        w.article == article.id and w.start < span.end and span.start < w.end for _, _, w, _ in rejected
                    ):
                        continue
                    for relation, about, where, _ in rejected:
                        if kind == relation and about & held:
                            key = frozenset(about)
                            against[key].add(Evidence(article.id, span.start, span.end))
                            own[key].add(where)
    for key, others in sorted(against.items(), key=lambda p: sorted(p[0])):
        first = min(own[key])
        shown = next(a.text for a in dossier.articles if a.id == first.article)[first.start : first.end]
        yield Contradiction("claim", " ".join(shown.split()), tuple(sorted(own[key] | others)))


def _relations(dossier: Dossier) -> dict[str, tuple[dict[str, re.Pattern[str]], re.Pattern[str], dict[str, str]]]:
    out = {}
    for language in {a.language or "fr" for a in dossier.articles}:
        data = table(lexicon(language).language, "claims")["relations"]
        words = {fold(w): kind for kind, row in data["time"].items() for w in row}
        alternatives = "|".join(
            re.escape(w) for w in sorted({w for row in data["time"].values() for w in row}, key=len, reverse=True)
        )
        marker = "|".join(re.escape(w) for w in data["rejects"])
        out[language] = (
            {
                k: re.compile(
                    r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(row, key=len, reverse=True)) + r")(?!\w)",
                    re.IGNORECASE,
                )
                for k, row in data["time"].items()
            },
            re.compile(rf"(?<!\w)(?:{marker})\s+(?P<relation>{alternatives})(?!\w)", re.IGNORECASE),
            words,
        )
    return out
