"""A parse laid out by column, once for all annotators of an article."""

from __future__ import annotations

from functools import cached_property

from recoupe.model import Parse


class Columns:
    """The tokens' fields as lists, and what stands at a position.

    >>> from recoupe.model import Token
    >>> Columns(Parse((Token(0, 2, "il", "PRON", "", 1, "nsubj"), Token(3, 6, "dire", "VERB", "", 1, "root")))).pos_at
    {0: 'PRON', 3: 'VERB'}
    """

    def __init__(self, parse: Parse) -> None:
        tokens = parse.tokens
        self.start = [t.start for t in tokens]
        self.end = [t.end for t in tokens]
        self.lemma = [t.lemma for t in tokens]
        self.pos = [t.pos for t in tokens]
        self.feats = [t.feats for t in tokens]
        self.head = [t.head for t in tokens]
        self.dep = [t.dep for t in tokens]

    @cached_property
    def pos_at(self) -> dict[int, str]:
        """Parts of speech by the position where their token starts."""
        return dict(zip(self.start, self.pos, strict=True))

    @cached_property
    def dep_at(self) -> dict[int, str]:
        """Relations by the position where their token starts."""
        return dict(zip(self.start, self.dep, strict=True))


_last: tuple[Parse, Columns] | None = None


def columns(parse: Parse) -> Columns:
    """The columns of a parse: those of the last one asked for are kept, by identity, since hashing would cost more."""
    global _last
    kept = _last
    if kept is None or kept[0] is not parse:
        kept = _last = (parse, Columns(parse))
    return kept[1]
