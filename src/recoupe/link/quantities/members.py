"""A figure with what is needed to compare it with others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from recoupe.languages import available
from recoupe.languages.calendar_rules import bounds
from recoupe.link.quantities.context import fate, governor, moved, place, sentence, source, stems, unit, whole
from recoupe.model import Dossier, Figure, Span
from recoupe.text import fold

_WINDOW = 140  # characters on either side of a number that tell what it counts


class Member:
    """A figure with what is needed to compare it."""

    def __init__(
        self,
        figure: Figure,
        article: int,
        text: str,
        language: str | None,
        *,
        speaker: str | None = None,
        day: str | None = None,
        moment: Span | None = None,
        told_by: tuple[str | None, str | None] | None = None,
    ):
        known = language if language in available() else "fr"
        self.figure, self.article, self.speaker, self.day = figure, article, speaker, day
        self.unit, self.scale = unit(figure.unit, known)
        self.rare = False
        self.low = None if figure.low is None else figure.low * self.scale
        self.high = None if figure.high is None else figure.high * self.scale
        a, b = sentence(text, figure.start, figure.end)
        self.sentence = (a, b)
        before = text[max(a, figure.start - _WINDOW) : figure.start]
        behind = text[figure.end : min(b, figure.end + _WINDOW)]
        if self.unit in (None, "people", "people-police", "people-crowd", "membre"):
            crowd = self.unit == "people-crowd"
            what = fate(text[figure.start : figure.end], known, but=crowd) or fate(
                re.split(r"[:;,(]", behind[:60])[0], known, but=crowd
            )
            if what:
                self.unit = f"{self.unit}/{what}" if self.unit in ("people-police", "membre") else what
        lead, tail = stems(before, known), stems(text[figure.start : figure.end] + " " + behind, known)
        self.lead = lead[-2:]
        self.told_by, self.subject = told_by or (None, None)
        self.whole = whole(before, known)
        self.moved = moved(text[a:b], known)
        self.near = Counter(lead[-5:] + tail[:6])
        self.words = Counter(lead + tail)
        self.place = place(before, behind, known) or (
            fold(text[figure.place.start : figure.place.end]) if figure.place else None
        )
        self.close_place = place(before, behind, known)
        self.source = source(behind, known)
        # The moment of its sentence says when it was counted only where it stands beside it.
        near = moment and min(abs(moment.start - figure.end), abs(figure.start - moment.end)) <= 45
        self.when = bounds(figure.when) if near else None

    @property
    def point(self) -> float | None:
        """The number itself, whatever its bound."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


def members(dossier: Dossier) -> list[Member]:
    """Every figure of a story that has a number."""
    out = []
    for i, article in enumerate(dossier.articles):
        speakers = {s.id: s.speaker for s in dossier.statements[i]}
        day = dossier.datings[i].published
        tokens = dossier.notes[i].parse.tokens
        starts = [t.start for t in tokens]
        known = article.language if article.language in available() else "fr"
        for f, note in zip(dossier.figures[i], dossier.notes[i].figures, strict=True):
            if f.low is None and f.high is None:
                continue
            out.append(
                Member(
                    f,
                    i,
                    article.text,
                    article.language,
                    speaker=speakers.get(f.statement or ""),
                    day=day,
                    moment=note.moment,
                    told_by=governor(tokens, bisect_left(starts, f.start), bisect_left(starts, f.end), known),
                )
            )
    return out
