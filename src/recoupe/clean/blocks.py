"""A crawl's text to blocks: its lines, and inside a line what a page glued together.

Crawlers print a page with a line for each paragraph, or the whole page in one line with double blanks
between its blocks, or with nothing at all between them ("…à Paris.Lire aussi: Titre«Il dit»"). A block is a
stretch of a line; together the blocks hold every character that is not blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.clean.vocabulary import Vocabulary, key
from recoupe.languages.identify import identify
from recoupe.model import SectionKind

_LINE = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[^\S\n]{2,}")
_FINAL = '.!?…»”"’)]'
# What a script leaves in the text of a careless crawl.
_SCRIPT = re.compile(r"\b[a-zA-Z_$][\w$]*(?:\.[\w$]+){0,4}\(function\s*\(\)\s*\{[^{}]{0,300}\}\s*\)\s*;?")
_TWITTER = re.compile(r"(?:pic\.twitter\.com/\w{1,10}|https?://t\.co/\w{1,10})")
_MONTH = r"[A-Za-zÀ-ÿ]{3,9}\.?"
_SIGNED = re.compile(
    r"[—–-]\s?[^\n—–()]{1,60}\(@\w{1,20}\)"
    rf"(?:\s{{0,3}}(?:\d{{1,2}}(?:er)?\s{_MONTH}\s\d{{4}}|{_MONTH}\s\d{{1,2}},\s\d{{4}})(?:\sà\s\d{{1,2}}:\d\d\s\w{{2,4}})?)?"
)
_WIRE = re.compile(r"\((?:avec\s)?[A-Za-zÀ-ÿ]{2,8}(?:\s?[,/]\s?[A-Za-zÀ-ÿ]{2,12}){0,3}\)\W{0,2}$")
_COPYRIGHT = re.compile(r"©\s*[^\n.!?]{2,70}$")
_BLANKS = re.compile(r"\s*")
_GLUED = re.compile(r"(?<=[a-zà-ÿ0-9»”?!])(?=[A-ZÀ-Þ«“\"][a-zà-ÿ' ’«])")
_OPENER = re.compile(r"(?<=[a-zà-ÿ0-9»”?!])\s([A-ZÀ-Þ][a-zà-ÿ]*)(?=['’\s])")
_PROPER = re.compile(r"\s(?:Pen|Monde|Figaro|Havre|Parisien|Mans|France|Soir|Temps|Devoir|Drian|Times|Guardian)\b")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ«“\"0-9@#‘\[(]|[^\w\s.,;:!?)\]»”’'/&%-]")


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
        pieces = _pieces(text, flat, start, end, words) if end - start > 12 else [(start, end, None)]
        for i, (a, b, kind) in enumerate(pieces):
            out.append(Block(a, b, number, gap if i == 0 else 0, kind, i == 0, i == len(pieces) - 1))
    return out


def _pieces(text: str, flat: str, start: int, end: int, words: Vocabulary) -> list[tuple[int, int, SectionKind | None]]:
    marked = sorted(_marked(text, flat, start, end, words))
    taken: list[tuple[int, int, SectionKind | None]] = []
    at = start
    for a, b, mark in marked:
        if a < at:
            if b <= at:
                continue
            a = at
        _open(text, at, a, taken)
        taken.append((a, b, mark))
        at = b
    _open(text, at, end, taken)
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


def _open(text: str, start: int, end: int, out: list[tuple[int, int, SectionKind | None]]) -> None:
    """Undecided text, cut at the double blanks that stand between blocks of a page."""
    at = start
    for gap in _DOUBLE.finditer(text, start, end):
        a, b = gap.span()
        before = text[a - 1]
        if a <= at or b >= end or not _CAPITALISED.match(text, b) or before in "«“‹([" or text[b] in "»”›)":
            continue
        if before in _FINAL or before == ":" or _titled(text, at, a):
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
    if heading.endswith((".", "!", "?", "…")) or len(heading) < 3 or not _CAPITALISED.match(heading):
        return start
    return (
        at
        if heading.startswith(("«", "“", '"')) == heading.endswith(("»", "”", '"')) or heading[-1].isalnum()
        else start
    )


def _titled(text: str, start: int, end: int) -> bool:
    """A short stretch without a final stop, or a title behind the last final stop."""
    return end - start < 130 or _heading(text, start, end) > start


def _marked(text: str, flat: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int, SectionKind]]:
    for found in _SCRIPT.finditer(text, start, end):
        yield found.start(), found.end(), "advert"
    for found in words.inline.finditer(flat, start, end):
        yield found.start(), found.end(), "navigation"
    for found in words.dated.finditer(flat, start, min(end, start + 400)):
        if found.start() == start or (text[found.start() - 1].isspace() and _edge(text, start, found.start())):
            yield found.start(), found.end(), "byline"
    yield from _related(text, flat, start, end, words)
    for found in words.promo.finditer(flat, start, end):
        if _edge(text, start, found.start()) and text[found.start()].isupper():
            yield found.start(), found.end(), "related"
    yield from _posts(text, start, end)
    if end - start > 60:
        wire = _WIRE.search(text, max(start, end - 40), end)
        if wire and ("/" in wire.group() or wire.group().islower() or key(flat[wire.start() : end]) in words.agencies):
            yield wire.start(), end, "byline"
        elif owner := _COPYRIGHT.search(text, max(start, end - 80), end):
            yield owner.start(), end, "credit"


def _edge(text: str, start: int, at: int) -> bool:
    """True at the beginning of a line, behind a double blank, or behind a final stop."""
    if at <= start:
        return True
    before = text[max(start, at - 4) : at]
    bare = before.rstrip()
    return not bare or len(before) - len(bare) > 1 or bare[-1] in _FINAL or bare[-1] in ":>-|"


def _related(text: str, flat: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int, SectionKind]]:
    """Links to other articles inside a line: a cue at a sentence's edge, and the title that follows it."""
    for found in words.cues.finditer(flat, start, end):
        a, b = found.span()
        if not text[a].isupper() or not _edge(text, start, a):
            continue
        tail = re.compile(r"\s{0,3}[:.\-|>]\s{0,3}|\s{0,3}$|\s{2,}").match(text, b, end)
        if tail is None and found.group(1) in words.weak:
            continue
        lead = re.search(r"(?:[»>→►▶●•]+|\()\s*$", text[max(start, a - 6) : a])
        if lead and not _closes(text, start, a):
            a -= len(lead.group())
        if a == start and end - b < 160 and not re.search(r"[.!?»]\s?[A-ZÀ-Ý«]", text[b:end]):
            yield a, end, "related"
            continue
        yield a, _title_end(text, flat, b, tail.end() if tail else b, end, words), "related"


def _closes(text: str, start: int, at: int) -> bool:
    """True where a » before `at` closes a quotation rather than pointing to a link."""
    part = text[start:at]
    return part.rstrip().endswith("»") and part.count("«") >= part.count("»")


def _title_end(text: str, flat: str, cue: int, start: int, end: int, words: Vocabulary) -> int:
    """Where the title of a link ends that began at `start`; the cue's own end where that cannot be told.

    A title ends with its line, at a double blank, at its closing quotation mark, where the next sentence is
    glued to it, or before a capitalised word that opens sentences; it is no longer than 160 characters.
    """
    blank = _DOUBLE.match(text, cue, end)
    stop = min(end, start + 160)
    if blank:
        # "A lire aussi  Joe …": what follows is a title only if it is short and ends like one.
        gap = _DOUBLE.search(text, blank.end(), stop)
        part = text[blank.end() : gap.start()] if gap else ""
        return gap.start() if gap and not re.search(r"[.!]", part) and part else cue
    gap = _DOUBLE.search(text, start, stop)
    if gap:
        stop = gap.start()
    quote = text[start : start + 1]
    if quote in "«“" and quote:
        closing = text.find("»" if quote == "«" else "”", start, stop)
        if closing > 0:
            after = closing + 1
            if (
                after >= end
                or (text[after].isspace() and _CAPITALISED.match(text, after + 1))
                or text[after].isalnum()
                or text[after] in '«“"'
            ):
                return after
    found = [m.start() for m in _GLUED.finditer(text, start + 3, stop) if text[m.start() - 1] not in "«“"][:1]
    for opener in _OPENER.finditer(text, start + 12, stop):
        if flat[opener.start(1) : opener.end(1)] in words.openers and not _PROPER.match(text, opener.end(1)):
            found.append(opener.start())
            break
    if found:
        return min(found)
    if stop == end or gap:
        return stop
    return cue


def _posts(text: str, start: int, end: int) -> Iterator[tuple[int, int, SectionKind]]:
    """Posts of social networks: from the block's edge to the signature or the picture's address."""
    ends: list[tuple[int, int]] = []
    for found in _SIGNED.finditer(text, start, end):
        ends.append(found.span())
    for found in _TWITTER.finditer(text, start, end):
        ends.append(found.span())
    at = start
    for a, b in sorted(ends):
        if a < at:
            continue
        first = a if a - at <= 3 and at > start else _post_start(text, at, a)
        again = _BLANKS.match(text, b, end).end()  # type: ignore[union-attr]
        copy = text.rfind(text[again : again + 24], max(at, a - 420), a) if end - again > 24 else -1
        if copy >= 0:
            # Some crawls print a post twice, with and without its signature: the copy tells where it began.
            first, same = copy, 24
            while copy + same < a and again + same < end and text[copy + same] == text[again + same]:
                same += 1
            b = again + same
        yield first, b, "social"
        at = b


def _post_start(text: str, start: int, at: int) -> int:
    low = max(start, at - 420)
    doubles = [g.end() for g in _DOUBLE.finditer(text, low, at) if at - g.end() > 15]
    if doubles:
        return doubles[-1]
    glue = [
        g.start()
        for g in re.compile(r"(?<=[.!?»”…)])(?=[A-ZÀ-Þ«“\"]|[^\w\s.,;:!?)\]»”’'/&%#@-])").finditer(text, low, at)
        if at - g.start() > 15
    ]
    if glue:
        return glue[-1]
    if at - start <= 300:
        return start
    stops = [g.end() for g in re.compile(r"[.!?»”]\s+(?=[A-ZÀ-Þ])").finditer(text, low, at) if at - g.end() > 15]
    if not stops:
        return low
    # Back over the sentences in the language of the last one, where the line begins in another: a foreign post.
    chosen = stops[-1]
    around, own = identify(text[start : start + 300]), identify(text[chosen:at])
    if own and around and own != around:
        for stop in reversed(stops[:-1]):
            if identify(text[stop:chosen]) not in (own, None):
                break
            chosen = stop
    return chosen
