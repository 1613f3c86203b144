"""What a line of a crawl is, looked at by itself: its words and its shape."""

from __future__ import annotations

import re

from recoupe.clean.blocks import Block
from recoupe.clean.flat import flat as plain
from recoupe.clean.vocabulary import Vocabulary, key
from recoupe.model import SectionKind

_STOP = re.compile(r"[.!?…][»”\"’')\]\s]*$")
_NAME = r"[A-ZÀ-Þ][\w.'’\-]*"
_NAMES_FIRST = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?:,?\s(?:and\s|et\s)?[A-ZÀ-Þ][\w.'’-]*)+(?:\sin\s[A-Z]\w+)?\s?(?:,[^,]{3,40},)?\s?$"
)
_NAMES = re.compile(rf"(?:{_NAME})(?:\s(?:(?:de|du|des|d['’]|van|von|der|den|le|la|el|al|bin|ben)\s?)?{_NAME}){{1,3}}")
_LEAD = re.compile(r"\s*(?:»(?!\s*$)|>{1,3}|►|▶|➤|→|▸|☞|👉|📷|🔴\s?EN DIRECT)\s*")
CRAWL = re.compile(r"(?:date|crawled|fetched)\s*:?\s*\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d(?::\d\d)?)?(?=\s|$)")
_WIRE_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}\s+\d{1,2}[:h]\d\d(?::\d\d)?\s*-?\s*$")
_WIRE_PLACE = re.compile(
    r"[A-ZÀ-Þ][^.!?©\n]{1,60}\((?:[A-Z]{2,6}|Reuters|Belga|Xinhua|Ansa|Sputnik)\)\s*[-–—]{0,2}\s*$"
)
_INITIALS = re.compile(r"[a-z]{2,5}(?:[-/][a-z]{2,5})+(?:\s?\(.{2,20}\))?$|[a-z]{2,4}/[a-z]{2,4}$")
_SIGNATURE = re.compile(
    r"\((?:[Aa]vec\s|[Ww]ith\s)?[A-Za-zÀ-ÿ]{2,10}(?:(?:\s?[,/]\s?|\set\s|\sand\s)[A-Za-zÀ-ÿ]{2,12}){0,3}\)\.?"
)
_CREDIT = re.compile(
    r"(?:©|\(c\)\s|\(\s?©).{0,110}$|\((?:photo|crédit|credit|image)s?\s?(?:by|de|par|:)?\s.{2,80}\)$", re.I
)
_SLASHED = re.compile(r"(.{2,60}?)\s?(?:/|\s[-–—|]\s|,\s)\s?([^/|]{2,40})(?:/\s?[^/]{2,30}){0,2}$")
_CLOCK = re.compile(
    r"\b\d{1,2}\s?(?:h|:|\.|heures?)\s?\d{0,2}(?::\d\d)?(?:\s?[ap]m)?\b|\b\d{1,3}\s?(?:mn|min|mins|minutes?)\b"
)
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|nos|notre|you|your|our|cet article|this article|cookies)\b")
_READING = re.compile(r"\bmi?n(?:s|utes?)?\b")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"(?:[A-Z]\.[ -]?){2,4}(?:\s?\([^()]{2,30}\))?")
_TAGS = re.compile(r"(?:#\w+[\s,;|]*)+")
_TAIL_OF_CUE = re.compile(r"\s?[:»>|-]\s|\s?[:»>|]$|$")
_FOREIGN = re.compile(r"[\u0370-\u1cff\u3040-\uffdc]")


def sentence(line: str) -> bool:
    """True for what reads as a sentence: a final stop and some words, or sheer length.

    >>> sentence("Le préfet a signé l'arrêté mardi."), sentence("La réaction des élus")
    (True, False)
    """
    return len(line) > 200 or (bool(_STOP.search(line)) and line.count(" ") >= 4)


def alone(line: str, flat: str, block: Block, words: Vocabulary, foreign: bool) -> SectionKind | None:
    """The kind that a line's own words or shape betray; None where it may be the article's text."""
    if not any(c.isalnum() for c in line):
        return None if any(c in line for c in '«»“”"') else "other"
    if block.start < 40 and block.line == 0 and CRAWL.fullmatch(flat):
        return "navigation"
    name = key(flat)
    if kind := words.whole.get(name):
        return kind
    if not name:
        return "navigation" if len(line) <= 4 else None
    if len(line) > 320:
        return None
    ended = sentence(line)
    if not foreign and len(_FOREIGN.findall(line)) * 2 > len(line):
        return "other"
    if (
        _WIRE_DATE.fullmatch(line)
        or (len(line) < 80 and _WIRE_PLACE.fullmatch(line))
        or (len(line) < 60 and _INITIALS.fullmatch(line))
    ):
        return "dateline"
    if len(line) < 110 and (words.dates.search(flat) or _CLOCK.search(flat)) and _stamped(flat, words):
        return "byline" if words.dates.search(flat) or not _READING.search(flat) else "navigation"
    if _SIGNATURE.fullmatch(line) and ("/" in line or key(flat) in words.agencies or words.shared.search(flat)):
        return "byline"
    if len(line) < 70 and not ended and _shared(flat, words):
        return "byline"
    if len(line) < 30 and (name in words.agencies or _LETTERS.fullmatch(line)) and line[0] not in "©(":
        return "byline"
    helped = words.helped.search(flat) if len(line) < 200 else None
    if helped and (helped.start() == 0 or _NAMES_FIRST.match(line[: helped.start()])):
        return "byline"
    if len(line) < 160 and words.notes.match(flat):
        return "other"
    if _TAGS.fullmatch(line):
        return "navigation"
    if _CREDIT.match(line) or _credited(line, flat, words):
        return "credit"
    if (sign := words.caption.search(flat)) and (
        not ended or sign.start() < 3 or line[sign.start() - 1] in "([" or len(line) - sign.end() < 30
    ):
        return "caption"
    if line[0] == "©" and len(line) < 300:
        return "caption"
    if (
        (lead := _LEAD.match(line))
        and lead.end() < len(line)
        and (line[lead.end()].isalnum() or line[lead.end()] in '«"“')
        and len(line) < 260
    ):
        return "related"
    if (cue := words.cues.match(flat)) and len(line) < 220 and line[0].isupper():
        tail = _TAIL_OF_CUE.match(flat, cue.end())
        if tail or (cue.group(1) not in words.weak and not (line.endswith(".") and not line.endswith(".."))):
            return "related"
    if start := words.starts.match(flat):
        kind = words.start_kinds[" ".join(start.group(1).split())]
        if kind == "byline" and len(line) < 130 and (not ended or (words.dates.search(flat) and line.count(" ") < 9)):
            return kind
        if kind == "credit" and len(line) < 140 and (not ended or ":" in line[:30]):
            return kind
        if (not ended and kind not in ("byline", "credit")) or (
            kind in ("navigation", "comment")
            and len(line) < 300
            and line[start.start(1)].isupper()
            and line[0] not in '«“"'
            and _bare(line, flat, words)
        ):
            return kind
    if (
        not ended
        and len(line) < 200
        and (line.count(" > ") > 1 or (line.count(" / ") > 1 and flat.startswith(("accueil", "home"))))
    ):
        return "navigation"
    if not ended and len(line) < 200 and words.paywall.search(flat):
        return "advert"
    if not ended and len(line) < 160 and words.ends.search(flat):
        return "related"
    if len(line) < 90 and (by := words.by.match(flat)) and not ended and line[by.end() : by.end() + 1].isupper():
        rest = line[by.end() :]
        if _NAMES.match(rest) or (rest.count(" ") < 3 and (rest.isupper() or key(flat[by.end() :]) in words.agencies)):
            return "byline"
    if len(line) < 400:
        bars = words.bar.findall(flat)
        if (len(bars) > 1 and sum(map(len, bars)) * 10 > 6 * len(flat.replace(" ", ""))) or (
            len(bars) > 3 and sum(map(len, bars)) * 2 > len(flat)
        ):
            return "navigation"
    return None


def _stamped(flat: str, words: Vocabulary) -> bool:
    """True for a line of dates, hours and the words between them."""
    rest = _CLOCK.sub(" ", words.dates.sub(" ", flat))
    left = [w for w in _WORD.findall(rest) if w not in words.stamps and w not in words.months]
    return not left or (len(left) == 1 and len(left[0]) < 3)


def _shared(flat: str, words: Vocabulary) -> bool:
    """True for "Le Quotidien avec AFP": a name, and the agency behind it."""
    found = words.shared.search(flat)
    return found is not None and (found.group(1) in words.agencies or found.group(1) in words.wires)


def _bare(line: str, flat: str, words: Vocabulary) -> bool:
    """A boilerplate sentence is short or addresses the reader."""
    return (len(flat) < 60 or bool(_ADDRESSED.search(flat))) and not words.told.search(line)


def _credited(line: str, flat: str, words: Vocabulary) -> bool:
    """ "Bryan Doe / Reuters", "JANE ROE/AP/SIPA", "Photo Agency": names and a picture agency, no sentence."""
    if len(line) > 100 or line.endswith((".", "!", "?", ":", ",", ";")):
        return False
    if key(flat) in words.agencies:
        return True
    found = _SLASHED.fullmatch(line)
    if not found:
        return False
    parts = [p.strip(" ()") for p in re.split(r"\s?/\s?|\s[-–—|]\s|,\s", line) if p.strip()]
    known = sum(key(plain(p)) in words.agencies for p in parts)
    named = sum(bool(_NAMES.fullmatch(p)) or p.isupper() for p in parts)
    if "/" in line:
        return (known > 0 and len(parts) < 5 and len(parts[0]) < 50) or (named == len(parts) and len(line) < 70)
    return known > 0 and len(parts) == 2 and len(parts[0]) < 50 and key(plain(parts[1])) in words.agencies
