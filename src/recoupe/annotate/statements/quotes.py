"""Quotation marks matched over a whole section, in every typography that the press prints.

Marks are matched above sentences and syntax: a quotation runs over several sentences, and often over
paragraphs, each of which opens again. French, English and typewriter marks nest in each other; a mark
that is left open ends with its paragraph, one that closes nothing is ignored.

>>> text = 'Il dit : « Non. Jamais. » Puis "oui".'
>>> [text[q.inner.start : q.inner.end] for q in match(text, 0, len(text))]
['Non. Jamais.', 'oui']
"""

from __future__ import annotations

import re
from typing import NamedTuple

from recoupe.model import Span

OPENS = {"«": "»", "“": "”", "„": "”", "‹": "›", "‘": "’", "‟": "”"}
# Every alternative starts with a character, which lets the engine leap from one candidate to the next.
_CLOSES_SINGLE = r"(?<=[\w.!?…,»”]{0})(?!\w)"
_MARK = re.compile(
    rf"‘‘|’’|''|‘(?<!\w‘)|«|»|“|”|„|‟|‹|›|\"|<<|>>|'(?<![^\W\d_]')(?=[^\W\d])"
    rf"|'{_CLOSES_SINGLE.format(chr(39))}|’{_CLOSES_SINGLE.format('’')}|\n\s*"
)
_SPACES = " \t\u00a0\u202f\u2009\u2007\n"
_CLOSERS = _SPACES + ',.;:!?)]}…»”"-–—/'
_LONGEST_SINGLE = 400


class Quote(NamedTuple):
    """A quotation: `outer` holds its marks, `inner` the words; `depth` counts the quotations around it.

    `closed` is False where the closing mark is missing. `parts` are the words paragraph by paragraph
    where the quotation opens again in each (one span otherwise).
    """

    outer: Span
    inner: Span
    depth: int
    closed: bool
    parts: tuple[Span, ...]


class _Open:
    __slots__ = ("at", "cuts", "mark", "width")

    def __init__(self, at: int, width: int, mark: str) -> None:
        self.at, self.width, self.mark = at, width, mark
        self.cuts: list[tuple[int, int]] = []  # paragraph breaks inside, with the mark that opens again


def match(text: str, start: int, end: int) -> list[Quote]:
    """All quotations between `start` and `end`, in order of their opening marks; outer before inner."""
    found: list[tuple[int, int, int, bool, list[tuple[int, int]]]] = []
    stack: list[_Open] = []

    def shut(at: int, width: int, closed: bool) -> None:
        top = stack.pop()
        if at - top.at - top.width > 0:
            found.append((top.at, top.width, at + width, closed, top.cuts))
            widths[top.at] = width

    widths: dict[int, int] = {}
    for hit in _MARK.finditer(text, start, end):
        mark, at = hit.group(), hit.start()
        if mark[0] == "\n":
            _paragraph(text, hit.end(), end, stack, found, widths, at)
            continue
        before = text[at - 1] if at > start else "\n"
        after = text[hit.end()] if hit.end() < end else "\n"
        if mark in {"<<", ">>"}:
            mark = "«" if mark == "<<" else "»"
        elif mark in {"‘‘", "’’"} or (mark == "''" and any(o.mark == "“" for o in stack)):
            mark = "“" if mark == "‘‘" else "”"
        width = hit.end() - at
        if stack and stack[-1].cuts and stack[-1].cuts[-1][1] == hit.end():
            continue  # the mark that opens a paragraph again
        if mark in OPENS:
            if mark == "“" and stack and stack[-1].mark == "“" and after in _CLOSERS:
                shut(at, width, True)  # “ used on both sides
            elif (len(stack) < 4 and after not in "\n") or not stack:
                if (
                    mark in {"«", "“"}
                    and stack
                    and stack[-1].mark == mark
                    and _unclosed(text, stack[-1], hit.start(), end)
                ):
                    shut(_trim_right(text, stack[-1].at, at), 0, False)
                stack.append(_Open(at, width, mark))
        elif mark in {"»", "”", "›"}:
            if mark == "”" and not any(o.mark in "“„‟”" for o in stack) and _opens(before, after):
                stack.append(_Open(at, width, "”"))
                continue
            level = _level(stack, mark)
            if level is None and stack and mark == "»" and stack[-1].mark == '"':
                level = len(stack) - 1  # opened with ", closed with »
            if level is None:
                if mark == "»" and _opens(before, after) and "»" in text[hit.end() : hit.end() + 300].split("\n")[0]:
                    stack.append(_Open(at, width, "»"))  # »…« and »…» in papers that print them inside out
                continue
            while len(stack) > level + 1:
                shut(at, 0, False)
            shut(at, width, True)
        elif mark in {'"', "''"}:
            level = _level(stack, mark)
            if level is None or (
                _opens(before, after)
                and not _closes(before, after)
                and len(stack) == level + 1
                and _again(text, hit.end(), end)
            ):
                if level is not None:
                    shut(_trim_right(text, stack[-1].at, at), 0, False)
                stack.append(_Open(at, width, mark))
            else:
                while len(stack) > level + 1:
                    shut(at, 0, False)
                shut(at, width, True)
        elif mark in {"'", "’", "‘"}:
            level = _level(stack, mark)
            if level is not None and level == len(stack) - 1 and _closes(before, after):
                shut(at, width, True)
            elif mark == "'" and level is None and _opens(before, after) and _single(text, hit.end(), end):
                stack.append(_Open(at, width, "'"))
    while stack:
        last = _trim_right(text, stack[-1].at, min(_line_end(text, stack[-1], end), end))
        shut(last, 0, False)
    return _nest(text, found, widths)


def _level(stack: list[_Open], mark: str) -> int | None:
    """The place in the stack of the opening mark that `mark` closes."""
    partners = {
        "»": "«»", "”": "“„‟”", "›": "‹", "’": "‘'", "'": "'‘", '"': '"', "''": "''",
    }[mark]  # fmt: skip
    for i in range(len(stack) - 1, -1, -1):
        if stack[i].mark in partners and (len(stack[i].mark) == len(mark) or mark in "»”"):
            return i
    return None


def _opens(before: str, after: str) -> bool:
    return (before in _SPACES or before in "([{'’-–—/:«“\"") and after not in _SPACES


def _closes(before: str, after: str) -> bool:
    return before not in _SPACES and after in _CLOSERS


def _again(text: str, at: int, end: int) -> bool:
    """True where another typewriter mark follows in the paragraph, to close what opens here."""
    stop = text.find("\n", at, end)
    return '"' in text[at : stop if stop >= 0 else end]


def _unclosed(text: str, top: _Open, at: int, end: int) -> bool:
    """True where the paragraph has too few closing marks for a quotation inside a quotation."""
    stop = text.find("\n", at, end)
    rest = text[at : stop if stop >= 0 else end]
    close = OPENS[top.mark]
    depth = 1
    for c in rest:
        if c == top.mark:
            depth += 1
        elif c == close:
            depth -= 1
            if not depth:
                return False
    if stop < 0:
        return True
    below = text[stop + 1 : min(end, stop + 1500)].lstrip().split("\n", 1)[0]
    closed, opened = below.find(close), below.find(top.mark)
    return closed < 0 or 0 <= opened < closed  # the paragraph below may close it


def _single(text: str, at: int, end: int) -> bool:
    """True where a single mark that opens here is closed soon, in the same paragraph."""
    stop = text.find("\n", at, min(end, at + _LONGEST_SINGLE))
    rest = text[at : stop if stop >= 0 else min(end, at + _LONGEST_SINGLE)]
    return re.search(r"(?<=[\w.!?…,»”])['’](?![\w])", rest) is not None


def _paragraph(
    text: str, at: int, end: int, stack: list[_Open],
    found: list[tuple[int, int, int, bool, list[tuple[int, int]]]], widths: dict[int, int], line_end: int,
) -> None:  # fmt: skip
    """At the end of a paragraph: keep a quotation open if the next one opens it again or closes it soon."""
    while stack:
        top = stack[-1]
        if top.mark in {"'", "‘"} or len(top.cuts) >= 12:
            keep = False
        elif text.startswith(top.mark, at) or (top.mark == "«" and text[at : at + 1] in {"»", "«"}):
            keep = True
            top.cuts.append((line_end, at + len(top.mark)))
            return
        elif top.mark in OPENS:
            stop = text.find("\n", at, end)
            rest = text[at : stop if stop >= 0 else end]
            close, again = rest.find(OPENS[top.mark]), rest.find(top.mark)
            keep = close >= 0 and (again < 0 or close < again) and len(top.cuts) < 6
            if keep:
                top.cuts.append((line_end, at))
                return
        else:
            keep = False
        if not keep:
            stack.pop()
            last = _trim_right(text, top.at, line_end)
            if last - top.at - top.width > 0:
                found.append((top.at, top.width, last, False, top.cuts))
                widths[top.at] = 0


def _line_end(text: str, top: _Open, end: int) -> int:
    stop = text.find("\n", top.cuts[-1][1] if top.cuts else top.at, end)
    return stop if stop >= 0 else end


def _trim_right(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _SPACES:
        start += 1
    return Span(start, _trim_right(text, start, end))


def _nest(
    text: str, found: list[tuple[int, int, int, bool, list[tuple[int, int]]]], widths: dict[int, int]
) -> list[Quote]:
    out: list[Quote] = []
    around: list[int] = []
    for at, width, stop, closed, cuts in sorted(found, key=lambda f: (f[0], -f[2])):
        while around and around[-1] <= at:
            around.pop()
        inner = _trim(text, at + width, stop - widths[at])
        if inner.start >= inner.end or not any(c.isalnum() for c in text[inner.start : inner.end]):
            continue
        edges = [inner.start, *(x for cut in cuts for x in cut), inner.end]
        parts = tuple(_trim(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
        out.append(Quote(Span(at, stop), inner, len(around), closed, tuple(p for p in parts if p.start < p.end)))
        around.append(stop)
    return out
