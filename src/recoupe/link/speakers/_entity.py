"""Somebody or something that a story mentions, as known so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recoupe.languages.phrases import Gender, Role, stem
from recoupe.link.speakers._items import Item
from recoupe.model import SpeakerKind


class Entity:
    """Somebody or something, as known so far. `key` says what makes it one with others of the story."""

    __slots__ = ("age", "articles", "called", "gender", "key", "kind", "number", "papers", "roles", "seen")

    def __init__(self, key: tuple[Any, ...], kind: SpeakerKind) -> None:
        """An entity nobody has mentioned yet."""
        self.key = key
        self.kind: SpeakerKind = kind
        self.gender: Gender = None
        self.age: int | None = None
        self.number: str | None = None
        self.roles: list[Role] = []
        self.seen: list[Item] = []
        self.articles: set[int] = set()
        self.papers: str | None = None
        self.called: str | None = None  # a name that no phrase of the story prints: `another resident`


def abroad(e: Entity, told: Role) -> bool:
    """True where somebody has the function told, but of another country."""
    here = {w for w in told.of if w[0] == "@"}
    return bool(here) and any(
        r.head == told.head and (there := {w for w in r.of if w[0] == "@"}) and not there & here for r in e.roles
    )


def grams(ws: list[str], n: int = 5) -> list[tuple[str, ...]]:
    return [tuple(ws[i : i + n]) for i in range(len(ws) - n + 1)]


def stems(ws: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(w) for w in ws)
