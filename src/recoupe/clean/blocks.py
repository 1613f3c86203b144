"""A crawl's text to blocks: its lines, and inside a line what a page glued together.

Crawlers print a page with a line for each paragraph, or the whole page in one line with double blanks
between its blocks, or with nothing at all between them ("…à Paris.Lire aussi: Titre«Il dit»"). A block is a
stretch of a line; together the blocks hold every character that is not blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.clean.inline import CAPITALISED, FINAL, marks
from recoupe.clean.vocabulary import Vocabulary
from recoupe.model import SectionKind

_LINE = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[^\S\n]{2,}")


@dataclass
class Block:
    """A stretch of the text; `line` counts its line, `gap` the empty lines before it; `kind` None means undecided."""

    start: int
    end: int
    line: int
    gap: int
    kind: SectionKind | None = None
    first: bool = True
    last: bool = True


def lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Lines that hold something: start and end without outer blanks, and the empty lines before."""
    previous = 0
    for found in _LINE.finditer(text):
        line = found.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = found.start() + line.index(stripped[0])
        yield start, start + len(stripped), max(0, text.count("\n", previous, start) - 1)
        previous = start + len(stripped)


def cut(text: str, flat: str, words: Vocabulary) -> list[Block]:
    """All blocks of the text, in order."""
    out: list[Block] = []
    for number, (start, end, gap) in enumerate(lines(text)):
        pieces: list[tuple[int, int, SectionKind | None]]
        if end - start < 260 and text[start] in "»>►▶➤→" and text[end - 1] not in "«“":
            pieces = [(start, end, None)]  # a line that is pointed to as a whole: `kinds` knows it
        else:
            pieces = _pieces(text, flat, start, end, words) if end - start > 12 else [(start, end, None)]
        for i, (a, b, kind) in enumerate(pieces):
            out.append(Block(a, b, number, gap if i == 0 else 0, kind, i == 0, i == len(pieces) - 1))
    return out


def _pieces(text: str, flat: str, start: int, end: int, words: Vocabulary) -> list[tuple[int, int, SectionKind | None]]:
    marked = sorted(marks(text, flat, start, end, words))
    taken: list[tuple[int, int, SectionKind | None]] = []
    at = start
    for a, b, mark in marked:
        if a < at:
            if b <= at:
                continue
            a = at
        _open(text, flat, at, a, taken)
        taken.append((a, b, mark))
        at = b
    _open(text, flat, at, end, taken)
    out: list[tuple[int, int, SectionKind | None]] = []
    for a, b, kind in taken:
        while a < b and text[a].isspace():
            a += 1
        while a < b and text[b - 1].isspace():
            b -= 1
        if a < b and kind == "social" and out and out[-1][2] == "social":
            out[-1] = (out[-1][0], b, kind)
        elif a < b:
            out.append((a, b, kind))
    return out or [(start, end, None)]


def _open(text: str, flat: str, start: int, end: int, out: list[tuple[int, int, SectionKind | None]]) -> None:
    """Undecided text, cut at the double blanks that stand between blocks of a page."""
    at = start
    for gap in _DOUBLE.finditer(text, start, end) if flat.find("  ", start, end) >= 0 else ():
        a, b = gap.span()
        before = text[a - 1]
        if a <= at or b >= end or not CAPITALISED.match(text, b) or before in "«“‹([" or text[b] in "»”›)":
            continue
        if before in FINAL or before == ":" or _titled(text, at, a):
            heading = _heading(text, at, a)
            if heading > at:
                out.append((at, heading, None))
            out.append((heading, a, None))
            at = b
    if at < end:
        out.append((at, end, None))


def _heading(text: str, start: int, end: int) -> int:
    """Where the short title begins that stands before a double blank, behind a paragraph; `start` where none does."""
    if end - start < 130:
        return start
    stop = max(text.rfind(mark, end - 110, end - 3) for mark in (". ", "! ", "? ", ".» ", "» ", ".” ", '." '))
    if stop < 0:
        return start
    at = stop + 1
    while at < end and not text[at].isspace():
        at += 1
    while at < end and text[at].isspace():
        at += 1
    heading = text[at:end]
    if heading.endswith((".", "!", "?", "…")) or len(heading) < 3 or not CAPITALISED.match(heading):
        return start
    return (
        at
        if heading.startswith(("«", "“", '"')) == heading.endswith(("»", "”", '"')) or heading[-1].isalnum()
        else start
    )


def _titled(text: str, start: int, end: int) -> bool:
    """A short stretch without a final stop, or a title behind the last final stop."""
    return end - start < 130 or _heading(text, start, end) > start
