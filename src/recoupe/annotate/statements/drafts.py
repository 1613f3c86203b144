"""A statement in the making."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.model import Span


class Draft:
    """What has been found of one statement; `spans` are its words, `zone` the stretch of its clause."""

    __slots__ = (
        "act", "cue", "cue_span", "follows", "form", "head", "hedge", "index", "kind", "lex", "moment", "negated",
        "parent", "relays", "source", "spans", "unit", "use", "verb", "whole", "zone",
    )  # fmt: skip

    def __init__(self, kind: str, spans: list[tuple[int, int]], lex: Lexicon) -> None:
        self.kind = kind  # the construction, for the error table: incise, que, noun, frame, …
        self.spans = spans
        self.lex = lex
        self.cue: Cue | None = None
        self.cue_span: tuple[int, int] | None = None
        self.source: tuple[int, int] | None = None
        self.form = "indirect"
        self.use: Use | None = None
        self.verb: str | None = None
        self.act = "says"
        self.head: int | None = None  # token that governs the content
        self.unit = -1
        self.follows: Draft | None = None
        self.parent: Draft | None = None
        self.relays: list[Span] = []
        self.hedge: Span | None = None
        self.moment: Span | None = None
        self.negated = False
        self.zone: tuple[int, int] = (spans[0][0], spans[-1][1])
        self.whole = False  # a full quotation, marks and all
        self.index = -1
