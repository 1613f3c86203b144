"""An article's text as markup: paragraphs, with every stretch that was found marked and given an anchor.

Stretches may lie inside each other or cross; HTML elements may only nest. A stretch that crosses the end
of another, or of a paragraph, is cut there, and its first piece carries the anchor.

>>> marked("a <b> c", 0, 7, [Mark(2, 5, "said", "x1", "who & when")])
'a <span class="said" id="x1" title="who &amp; when">&lt;b&gt;</span> c'
>>> marked("abcd", 0, 4, [Mark(0, 3, "one"), Mark(2, 4, "two")])
'<span class="one">ab<span class="two">c</span></span><span class="two">d</span>'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import escape


class Mark(NamedTuple):
    """A stretch with a class, and where it is the target of a link an anchor; `after` follows its end."""

    start: int
    end: int
    name: str
    anchor: str = ""
    title: str = ""
    after: str = ""


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """The markup of `text[start:end]`; `after` is markup already, everything else is escaped here."""
    inside = [
        m._replace(start=max(m.start, start), end=min(m.end, end), anchor=m.anchor if m.start >= start else "",
                   after=m.after if m.end <= end else "")
        for m in marks
        if m.start < end and start < m.end
    ]  # fmt: skip
    waiting = sorted(inside, key=lambda m: (m.start, -m.end), reverse=True)
    out: list[str] = []
    open_: list[Mark] = []
    at = start

    def advance(to: int) -> None:
        nonlocal at
        while open_ and open_[-1].end <= to:
            top = open_.pop()
            out.append(f"{escape(text[at : top.end])}</span>{top.after}")
            at = top.end
        out.append(str(escape(text[at:to])))
        at = to

    while waiting:
        mark = waiting.pop()
        advance(mark.start)
        if open_ and mark.end > open_[-1].end:
            cut = open_[-1].end
            rest = mark._replace(start=cut, anchor="", title=mark.title)
            mark = mark._replace(end=cut, after="")
            place = len(waiting)
            while place and (waiting[place - 1].start, -waiting[place - 1].end) < (rest.start, -rest.end):
                place -= 1
            waiting.insert(place, rest)
        anchor = f' id="{escape(mark.anchor)}"' if mark.anchor else ""
        title = f' title="{escape(mark.title)}"' if mark.title else ""
        out.append(f'<span class="{escape(mark.name)}"{anchor}{title}>')
        open_.append(mark)
    advance(end)
    return "".join(out)


def paragraphs(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """The stretches between line breaks, empty ones left out.

    >>> paragraphs("a\\n\\nbc\\n", 0, 6)
    [(0, 1), (3, 5)]
    """
    out = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            out.append((at, stop))
        at = stop + 1
    return out
