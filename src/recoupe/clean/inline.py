"""What stands inside a line of a crawl and no sentence of the article: links, posts, promotions, signatures, scripts.

Looked at only where such a thing can begin: at a capital letter behind an edge (a sentence's end, a double blank,
the line's start) whose first three letters open one of the known cues; at that price a line costs microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.clean.vocabulary import Vocabulary, key
from recoupe.languages.identify import identify
from recoupe.model import SectionKind

_DOUBLE = re.compile(r"[^\S\n]{2,}")
FINAL = '.!?…»”"’)]'
CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ«“\"0-9@#‘\[(]|[^\w\s.,;:!?)\]»”’'/&%-]")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
# What a script leaves in the text of a careless crawl.
_SCRIPT = re.compile(r"(?:\b[a-zA-Z_$][\w$]*(?:\.[\w$]+){0,4})?\(function\s*\([\w, ]{0,40}\)\s*\{")
_TWITTER = re.compile(r"(?:pic\.twitter\.com/\w{1,10}|https?://t\.co/\w{1,10})")
_MONTH = r"[A-Za-zÀ-ÿ]{3,9}\.?"
_SIGNED = re.compile(
    r"[—–-]\s?[^\n—–()]{1,60}\(@\w{1,20}\)"
    rf"(?:\s{{0,3}}(?:\d{{1,2}}(?:er)?\s{_MONTH}\s\d{{4}}|{_MONTH}\s\d{{1,2}},\s\d{{4}})(?:\sà\s\d{{1,2}}:\d\d\s\w{{2,4}})?)?"
)
_WIRE = re.compile(r"\((?:avec\s)?[A-Za-zÀ-ÿ]{2,8}(?:\s?[,/]\s?[A-Za-zÀ-ÿ]{2,12}){0,3}\)\W{0,2}$")
_COPYRIGHT = re.compile(r"©\s*[^\n.!?]{2,70}$")
_GOES_ON = re.compile(r"\s?,\s(?=[a-z])")
_BLANKS = re.compile(r"\s*")
_CUE_TAIL = re.compile(r"\s{0,3}[:.\-|>]\s{0,3}|\s{0,3}$|\s{2,}")
_CUE_LEAD = re.compile(r"(?:[»>→►▶●•]+|\()\s*$")
_SENTENCES = re.compile(r"[.!?»]\s?[A-ZÀ-Ý«]")
_GLUED = re.compile(r"(?<=[a-zà-ÿ0-9»”?!])(?=[A-ZÀ-Þ«“\"][a-zà-ÿ' ’«])")
_OPENER = re.compile(r"(?<=[a-zà-ÿ0-9»”?!])\s(?:([A-ZÀ-Þ][a-zà-ÿ]*)(?=['’\s])|(?=[«“]\s?[A-ZÀ-Þ]))")
_PROPER = re.compile(r"\s(?:Pen|Monde|Figaro|Havre|Parisien|Mans|France|Soir|Temps|Devoir|Drian|Times|Guardian)\b")
_POST_GLUE = re.compile(r"(?<=[.!?»”…)])(?=[A-ZÀ-Þ«“\"]|[^\w\s.,;:!?)\]»”’'/&%#@-])")
_POST_STOP = re.compile(r"[.!?»”]\s+(?=[A-ZÀ-Þ])")


def marks(text: str, flat: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int, SectionKind]]:
    """Stretches of the line that are no body text, in any order, possibly overlapping."""
    if text.find("(function", start, end) >= 0:
        closed = start
        for opened in _SCRIPT.finditer(text, start, end):
            if opened.start() < closed:
                continue
            closed = _script_end(text, opened.end(), end)
            if closed < 0:
                break
            yield opened.start(), closed, "advert"
    for hint, pattern in words.inline:
        if flat.find(hint, start, end) >= 0:
            for found in pattern.finditer(flat, start, end):
                yield found.start(), found.end(), "navigation"
    for capital in _CAPITAL.finditer(text, start, end):
        at = capital.start()
        if flat[at : at + 3] not in words.triggers or not _edge(text, start, at):
            continue
        if (day := words.dated.match(flat, at, end)) and at < start + 400:
            if not _GOES_ON.match(flat, day.end(), end) or words.dated.match(flat, day.end() + 2, end):
                yield at, day.end(), "byline"
        elif promo := words.promo.match(flat, at, end):
            if not words.told.search(text, at, promo.end()):
                yield at, promo.end(), "related"
        elif cue := words.cues.match(flat, at, end):
            link = _link(text, flat, start, end, cue, words)
            if link:
                yield (*link, "related")
    if any(text.find(sign, start, end) >= 0 for sign in ("twitter.com/", "(@", "t.co/")):
        yield from _posts(text, start, end)
    if end - start > 60:
        wire = _WIRE.search(text, end - 40, end) if text[end - 3 : end].find(")") >= 0 else None
        if wire and (
            "/" in wire.group()
            or (wire.group().islower() and text[end - 1] == ")" and len(text) - end < 100 and not text[end:].strip())
            or key(flat[wire.start() : end]) in words.agencies
        ):
            yield wire.start(), end, "byline"
        elif text.find("©", end - 80, end) >= 0 and (owner := _COPYRIGHT.search(text, max(start, end - 80), end)):
            yield owner.start(), end, "credit"


def _script_end(text: str, at: int, end: int) -> int:
    """Behind the brace that closes a function opened before `at`, and the call's own marks; -1 where none does."""
    depth = 1
    for i in range(at, min(end, at + 20_000)):
        if text[i] == "{":
            depth += 1
        elif text[i] == "}":
            depth -= 1
            if not depth:
                i += 1
                while i < end and text[i] in "() ;":
                    i += 1
                return i
    return -1


def _edge(text: str, start: int, at: int) -> bool:
    """True at the beginning of a line, behind a double blank, or behind a final stop."""
    if at <= start:
        return True
    before = text[max(start, at - 4) : at]
    bare = before.rstrip()
    return not bare or len(before) - len(bare) > 1 or bare[-1] in FINAL or bare[-1] in ":>-|"


def _link(text: str, flat: str, start: int, end: int, cue: re.Match[str], words: Vocabulary) -> tuple[int, int] | None:
    """A link to another article inside a line: a cue at a sentence's edge, and the title that follows it."""
    a, b = cue.span()
    tail = _CUE_TAIL.match(text, b, end)
    if tail is None and (cue.group(1) in words.weak or (a == start and text[end - 1] == "." and text[end - 2] != ".")):
        return None
    lead = _CUE_LEAD.search(text[max(start, a - 6) : a])
    if lead and not _closes(text, start, a):
        a -= len(lead.group())
    if a == start and end - b < 160 and not _SENTENCES.search(text, b, end):
        return a, end
    return a, _title_end(text, flat, b, tail.end() if tail else b, end, words)


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
                or (text[after].isspace() and CAPITALISED.match(text, after + 1))
                or text[after].isalnum()
                or text[after] in '«“"'
            ):
                return after
    found = [m.start() for m in _GLUED.finditer(text, start + 3, stop) if text[m.start() - 1] not in "«“"][:1]
    for opener in _OPENER.finditer(text, start + 12, stop):
        if not opener.group(1) or (
            flat[opener.start(1) : opener.end(1)] in words.openers and not _PROPER.match(text, opener.end(1))
        ):
            found.append(opener.start())
            break
    if found:
        return min(found)
    return stop if stop == end or gap else start


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
    glue = [g.start() for g in _POST_GLUE.finditer(text, low, at) if at - g.start() > 15]
    if glue:
        return glue[-1]
    if at - start <= 300:
        return start
    stops = [g.end() for g in _POST_STOP.finditer(text, low, at) if at - g.end() > 15]
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
