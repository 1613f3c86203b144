"""A verb that may be saying something, with what stands around it."""

from __future__ import annotations

from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.model import Span


class Cue:
    """A candidate. `first` to `last` are its tokens, `heads` those that govern, `fin` its finite verb."""

    __slots__ = (
        "after", "carrier", "clitic", "content", "done", "fin", "first", "form", "heads", "last", "lex", "marked",
        "mode", "negated", "nobody", "passive", "past", "perceived", "potential", "quote", "relative", "relay",
        "source", "subject", "unit", "upto", "uses", "v",
    )  # fmt: skip

    def __init__(self, v: int, uses: list[Use], lex: Lexicon) -> None:
        self.v, self.uses, self.lex = v, uses, lex
        self.first = self.last = v
        self.heads: tuple[int, ...] = (v,)
        self.fin: int | None = None
        self.subject: int | None = None
        self.relative = False  # the subject is qui, who: the source is what it stands for
        self.clitic = False  # a-t-il
        self.nobody = False  # on, it is
        self.negated = False
        self.passive = False
        self.past = False
        self.perceived = False  # can be heard saying: a passive of hearing carries it
        self.potential = False  # not said yet, or not said at all (dira, qu'il dise, s'il dit)
        self.form = "finite"  # finite, participle, infinitive
        self.carrier: int | None = None
        self.quote = -1
        self.unit = -1
        self.mode = ""
        self.after = v  # last token of the cue's clause (its source and what belongs to it)
        self.done = False
        self.marked = -1  # start of the marks that open with the cue itself: X « dément » l'affaire
        self.source: tuple[int, int] | None = None
        self.content: int | None = None
        self.upto = 0  # where an incise starts that passes on the whole of what this cue reports
        self.relay: Span | None = None  # who quotes the speaker: quoted the doctor as saying

    @property
    def lemma(self) -> str:
        """The lemma by which the verb is known in the lexicon."""
        return self.uses[0].lemma

    def takes(self, name: str) -> Use | None:
        """The first use that takes the construction."""
        for use in self.uses:
            if name in use.takes:
                return use
        return None
