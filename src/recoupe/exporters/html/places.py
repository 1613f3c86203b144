"""Anchors and footnotes: what a line of the page rests on, and the place in an article that it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from recoupe.exporters._desk import Desk
from recoupe.model import Evidence


@dataclass
class Places:
    """Anchors: each stretch that the page links to gets one, and is marked in its article."""

    desk: Desk
    prefix: str
    asked: dict[str, set[Evidence]] = field(default_factory=dict)

    def anchor(self, place: Evidence) -> str:
        """The id of a place, which its article will carry."""
        number = self.desk.number[place.article]
        if place.end <= place.start:
            return f"{self.prefix}-a{number}"
        self.asked.setdefault(place.article, set()).add(place)
        return f"{self.prefix}-a{number}-{place.start}-{place.end}"

    def refs(self, places: Iterable[Evidence]) -> list[dict[str, Any]]:
        """Footnotes: one a place, in order of article."""
        known = {p for p in places if p.article in self.desk.number}
        order = sorted(known, key=lambda p: (self.desk.number[p.article], p.start))
        return [
            {"n": self.desk.number[p.article], "to": self.anchor(p), "outlet": self.desk.outlet(p.article)}
            for p in order
        ]

    def one_each(self, places: Iterable[Evidence]) -> list[dict[str, Any]]:
        """Footnotes for a line that sums up many places: the first in each article."""
        first: dict[str, Evidence] = {}
        for place in sorted(p for p in places if p.article in self.desk.number):
            first.setdefault(place.article, place)
        return self.refs(first.values())
