"""The words and marks of a phrase, and their stems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from recoupe.model import Value
from recoupe.text import fold


class Word(Value, frozen=True):
    """A word or mark of a phrase: its place, its folded form, whether it starts with, or is all, capitals."""

    start: int
    end: int
    fold: str
    cap: bool
    upper: bool = False


_ELIDED = r"(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=\w)"
_WORD = re.compile(
    r"\w{2,}+(?=[ ,\n])|"  # most words: what follows is for the others, and trying it first takes twice as long
    rf"@\w+|#\w+|(?:[A-ZÀ-Ý]\.[- ]?){{2,}}|{_ELIDED}|(?:[Ee]x-)(?=\w)|"
    r"['’]s\b|\w+(?:(?:['’](?!s\b)|-)\w+)*|[.,;:()«»“”\"\[\]–—]",
    re.UNICODE,
)
_WORD_BETWEEN = re.compile(f"({_WORD.pattern})", re.UNICODE)


class Line(NamedTuple):
    """The words and marks of a text by column, as `Word` has them: for who looks at many and keeps few."""

    start: Sequence[int]
    end: Sequence[int]
    fold: Sequence[str]
    cap: Sequence[bool]
    upper: Sequence[bool]


def words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of a stretch of text; elided words and `ex-` stand apart.

    >>> [w.fold for w in words("l’ex-maire d'Arles, M. Roy", 0, 26)]
    ["l'", 'ex-', 'maire', "d'", 'arles', ',', 'm', '.', 'roy']
    """
    spans = [m.span() for m in _WORD.finditer(text, start, end)]
    return [Word(a, b, *_shape(text[a:b])) for a, b in spans]


def line(text: str) -> Line:
    """The words and marks of a whole text: in half the time that `words` takes.

    >>> line("l’ex-maire").fold, line("l’ex-maire").start, line("").fold
    (("l'", 'ex-', 'maire'), [0, 2, 5], ())
    """
    pieces = _WORD_BETWEEN.split(text)  # what stands between words, and words, in turn
    edges = list(accumulate(map(len, pieces)))
    fold, cap, upper = zip(*map(_shape, pieces[1::2]), strict=True) if len(pieces) > 1 else ((), (), ())
    return Line(edges[:-1:2], edges[1::2], fold, cap, upper)


@lru_cache(maxsize=1 << 16)
def _shape(printed: str) -> tuple[str, bool, bool]:
    upper = len(printed) > 1 and printed.isupper() and printed.isalpha()
    return fold(printed), printed[0].isupper() or printed[0] in "@#", upper


_ENDINGS = (
    ("ienne", "ien"), ("trice", "teur"), ("euse", "eur"), ("aine", "ain"), ("aise", "ais"), ("oise", "ois"),
    ("ive", "if"), ("elle", "el"), ("onne", "on"), ("aux", "al"), ("ale", "al"), ("ere", "er"), ("ee", "e"),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A folded word without the marks of gender and number, for comparing only.

    >>> stem("americaines"), stem("policiere"), stem("nationaux")
    ('american', 'policier', 'national')
    """
    w = word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith(("ss", "aux")) else word
    for a, b in _ENDINGS:
        if w.endswith(a) and len(w) > len(a) + 1:
            w = w[: -len(a)] + b
            break
    if w.endswith(("ain", "ais", "ois")) and len(w) > 5:
        w = w[:-3] + w[-3:].replace("ain", "an")
    return w[:-1] if len(w) > 4 and w.endswith("e") else w
