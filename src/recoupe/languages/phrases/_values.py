"""What a phrase is read into."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from recoupe.model import MentionKind, Span, Value

Article: TypeAlias = Literal["definite", "indefinite", "demonstrative", "possessive", "none"]
Gender: TypeAlias = Literal["Masc", "Fem"] | None
Number: TypeAlias = Literal["Sing", "Plur"] | None
Sort: TypeAlias = Literal["role", "person", "body", "document", "place", "unknown"]


class Role(Value, frozen=True):
    """A function: its head word (masculine singular), what limits it, and whether it is over."""

    head: str
    of: frozenset[str]
    span: Span
    former: bool = False

    def covers(self, told: Role) -> bool:
        """True where somebody who has this function may be meant by `told`, more or less fully.

        A bare function (`la présidente`, told of Jane Roe) covers one of a country, not one of something else
        (`la présidente du club`); *de l'État* is as good as a country.
        """
        if self.head != told.head or self.former != told.former:
            return False
        mine, theirs = _at_home(self.of, told.of), _at_home(told.of, self.of)
        if theirs <= mine:
            return True
        return mine <= theirs and (any(w[0] != "@" for w in mine) or all(w[0] == "@" for w in theirs))


_STATE = "etat"


def _at_home(of: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Without *de l'État* where the other function tells nothing or a country."""
    return of - {_STATE} if all(w[0] == "@" or w == _STATE for w in other) else of


class Phrase(Value, frozen=True):
    """A noun phrase or pronoun read. `label` is its core without determiner, relative clause and apposition.

    `name` is the proper name that identifies what the phrase stands for, never one inside a complement
    (`le porte-parole de Mme Roy` has none; `owner` is then `Mme Roy`). `head` is the head word in its
    masculine singular, `of` what limits it. `back` names a phrase that always points back (`latter`,
    `former`, `concerned`, `same`).
    """

    span: Span
    label: Span
    sort: Sort
    article: Article = "none"
    pronoun: str | None = None
    person: Literal[0, 1, 3] = 3
    gender: Gender = None
    number: Number = None
    name: Span | None = None
    name_kind: Literal["person", "organisation", "place"] | None = None
    title: str | None = None
    handle: str | None = None
    acronym: str | None = None
    roles: tuple[Role, ...] = ()
    head: str = ""
    of: frozenset[str] = frozenset()
    former: bool = False
    different: bool = False
    owner: Span | None = None
    back: str | None = None
    party: bool = False
    joined: bool = False
    age: int | None = None

    @property
    def kind(self) -> MentionKind:
        """What the phrase stands for, as a mention's kind."""
        if self.name_kind:
            return self.name_kind
        kinds: dict[Sort, MentionKind] = {"body": "organisation", "document": "document", "place": "place"}
        return kinds.get(self.sort, "person")

    def moved(self, by: int) -> Phrase:
        """The phrase with its positions `by` characters further on.

        >>> Phrase(Span(0, 3), Span(1, 3), "role").moved(10).label
        Span(start=11, end=13)
        """

        def at(s: Span) -> Span:
            return Span(s.start + by, s.end + by)

        return msgspec.structs.replace(
            self,
            span=at(self.span),
            label=at(self.label),
            name=self.name and at(self.name),
            owner=self.owner and at(self.owner),
            roles=tuple([Role(r.head, r.of, at(r.span), r.former) for r in self.roles]),
        )
