"""Closed lists of words, and positions in a text: what every other value is made of.

>>> Span(3, 7).cut("abcdefghij")
'defg'
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

SectionKind: TypeAlias = Literal[
    "title", "standfirst", "body", "dateline", "byline", "caption", "credit",
    "social", "related", "navigation", "comment", "advert", "other",
]  # fmt: skip
Form: TypeAlias = Literal["direct", "indirect", "mixed"]
Act: TypeAlias = Literal["says", "announces", "confirms", "denies", "corrects", "declines", "demands", "asks", "warns"]
Status: TypeAlias = Literal["announced", "confirmed", "denied", "retracted", "corrected", "disputed", "unverified"]
PublishedFrom: TypeAlias = Literal["metadata", "page", "text", "story"]
MentionKind: TypeAlias = Literal["person", "organisation", "place", "document"]
SpeakerKind: TypeAlias = Literal["person", "organisation", "document", "unnamed"]
CreditRelation: TypeAlias = Literal["is", "based_on", "quotes"]


class Value(msgspec.Struct, frozen=True, kw_only=False, gc=False):
    """Base of every value: frozen, compared by content, hashable where its parts are.

    A value is a tree that nothing in it points back to, so the collector of cycles need not walk it: an article has a
    thousand tokens, and walking them again and again was a sixth of the annotators' time.
    """


class Span(Value, frozen=True, order=True):
    """A half-open stretch of one article's text, in code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The characters of `text` that the span covers.

        >>> Span(0, 2).cut("été")
        'ét'
        """
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        """True where the two spans share at least one position.

        >>> Span(0, 2).touches(Span(2, 4)), Span(0, 3).touches(Span(2, 4))
        (False, True)
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where `other` lies inside, ends included.

        >>> Span(0, 5).holds(Span(1, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end


class Evidence(Value, frozen=True, order=True):
    """A stretch of a named article: what every sentence shown to a reader leads to."""

    article: str
    start: int
    end: int
