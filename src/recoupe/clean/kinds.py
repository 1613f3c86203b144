"""What each block of a crawl's text is, by its words, its shape, and its neighbours.

The rule behind the rules: a sentence of the article lost is worse than a line of noise kept. So whatever
ends like a sentence and is as long as one stays body unless a word or a mark says otherwise.
"""

from __future__ import annotations

import itertools
import re

from recoupe.clean.blocks import Block
from recoupe.clean.inline import FINAL
from recoupe.clean.vocabulary import Vocabulary, key
from recoupe.model import SectionKind

_STOP = re.compile(r"[.!?…][»”\"’')\]\s]*$")
_NAME = r"[A-ZÀ-Þ][\w.'’\-]*"
_NAMES = re.compile(rf"(?:{_NAME})(?:\s(?:(?:de|du|des|d['’]|van|von|der|den|le|la|el|al|bin|ben)\s?)?{_NAME}){{1,3}}")
_LEAD = re.compile(r"\s*(?:»(?!\s*$)|>{1,3}|►|▶|➤|→|▸|☞|👉|📷|🔴\s?EN DIRECT)\s*")
CRAWL = re.compile(r"(?:date|crawled|fetched)\s*:?\s*\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d(?::\d\d)?)?(?=\s|$)")
_WIRE_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}\s+\d{1,2}[:h]\d\d(?::\d\d)?\s*-?\s*$")
_WIRE_PLACE = re.compile(
    r"[A-ZÀ-Þ][^.!?©\n]{1,60}\((?:[A-Z]{2,6}|Reuters|Belga|Xinhua|Ansa|Sputnik)\)\s*[-–—]{0,2}\s*$"
)
_INITIALS = re.compile(r"[a-z]{2,5}(?:[-/][a-z]{2,5})+(?:\s?\(.{2,20}\))?$|[a-z]{2,4}/[a-z]{2,4}$")
_AGENCY = r"(?:[A-Z]{2,6}(?:[/ -][A-Za-z]{2,10})?|Reuters|Belga|Xinhua|Ansa|Sputnik|Ats|Afp)"
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w’'.\-]+(?:[ ,]+[A-Za-zÀ-ÿ0-9][\w’'.\-]*){{0,6}},?\s*)?\({_AGENCY}\)\s*(?:[-–—]{{1,2}}|\||:)\s*"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ’'.\- ]{2,28}(?:,\s[\w. ]{2,20})?\s*(?:\||--|—)\s+"
    r"|(?:Belga|AFP|ATS|Reuters|AP)\s[-–—]\s"
)
_SIGNATURE = re.compile(
    r"\((?:[Aa]vec\s|[Ww]ith\s)?[A-Za-zÀ-ÿ]{2,10}(?:(?:\s?[,/]\s?|\set\s|\sand\s)[A-Za-zÀ-ÿ]{2,12}){0,3}\)\.?"
)
_CREDIT = re.compile(
    r"(?:©|\(c\)\s|\(\s?©).{0,110}$|\((?:photo|crédit|credit|image)s?\s?(?:by|de|par|:)?\s.{2,80}\)$", re.I
)
_SLASHED = re.compile(r"(.{2,60}?)\s?(?:/|\s[-–—|]\s|,\s)\s?([^/|]{2,40})(?:/\s?[^/]{2,30}){0,2}$")
_TAIL_CREDIT = re.compile(
    r"(?<=[.!?»”])\s+((?:[A-ZÀ-Þ][\w.'’\-]*\s?){0,5}\s?/\s?[A-Z][\w /.&\-]{1,40})$"
    r"|(?<=[a-zà-ÿ0-9.!?»”])\s*((?:©|Crédits? ?:|Photo ?: ).{2,60})$"
    r"|(?<=[.!?»”\w])\s*(\((?:Photos?|Images?|Pictures?|Crédits?|File|AP Photo|Illustration)\b[^()]{2,90}\)\.?)$"
    r"|(?<=[.!?»”])\s*(\([^()]{2,50}/\s?[A-Z][\w .&-]{1,40}\)\.?)$"
)
# A row of these behind the last sentence are other articles' headlines: no list, no names, no figures in front.
_HEADLINE = re.compile(r"[A-ZÀ-Þ«“\"](?:[^\n:.!…]*\s){3,}[^\n:.!…]{2,}(?<![,;])")
_CLOCK = re.compile(
    r"\b\d{1,2}\s?(?:h|:|\.|heures?)\s?\d{0,2}(?::\d\d)?(?:\s?[ap]m)?\b|\b\d{1,3}\s?(?:mn|min|mins|minutes?)\b"
)
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|nos|notre|you|your|our|cet article|this article|cookies)\b")
_READING = re.compile(r"\bmi?n(?:s|utes?)?\b")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"(?:[A-Z]\.[ -]?){2,4}(?:\s?\([^()]{2,30}\))?")
_TAGS = re.compile(r"(?:#\w+[\s,;|]*)+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<![\w/])@\w{3,20}\b")
# "Ana Brel, Le Rivage", "Jo Mar, rivage.example" above the first sentence.
_OUTLET = r"(?:[\w-]+\.[a-z.]{2,6}|(?:Le|La|Les|L['’]|The)\s?[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?)"
_PLACED = rf"(?:à|in|au|en)\s{_NAME}(?:\s{_NAME})?"
_SIGNED_HEAD = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,3}}(?:,\s(?:{_OUTLET}|{_PLACED})|\s{_PLACED})")
_WORDS = re.compile(r"\W+")
_TAIL_OF_CUE = re.compile(r"\s?[:»>|-]\s|\s?[:»>|]$|$")
_FOREIGN = re.compile(r"[\u0370-\u1cff\u3040-\uffdc]")


def decide(text: str, flat: str, blocks: list[Block], words: Vocabulary) -> None:
    """Give every block that words or shape betray its kind; what is left undecided is the article's text."""
    foreign = len(_FOREIGN.findall(text)) * 5 > len(text)
    for block in blocks:
        if block.kind is None:
            block.kind = _alone(text[block.start : block.end], flat[block.start : block.end], block, words, foreign)
    _beside_pictures(text, blocks)
    _at_the_ends(text, flat, blocks, words)


def sentence(line: str) -> bool:
    """True for what reads as a sentence: a final stop and some words, or sheer length.

    >>> sentence("Le préfet a signé l'arrêté mardi."), sentence("La réaction des élus")
    (True, False)
    """
    return len(line) > 200 or (bool(_STOP.search(line)) and line.count(" ") >= 4)


def _alone(line: str, flat: str, block: Block, words: Vocabulary, foreign: bool) -> SectionKind | None:
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
    known = sum(key(_plain(p)) in words.agencies for p in parts)
    named = sum(bool(_NAMES.fullmatch(p)) or p.isupper() for p in parts)
    if "/" in line:
        return (known > 0 and len(parts) < 5 and len(parts[0]) < 50) or (named == len(parts) and len(line) < 70)
    return known > 0 and len(parts) == 2 and len(parts[0]) < 50 and key(_plain(parts[1])) in words.agencies


def _plain(part: str) -> str:
    from recoupe.clean.flat import flat

    return flat(part)


def _beside_pictures(text: str, blocks: list[Block]) -> None:
    """Captions stand against their credit, without an empty line between, or end in it."""
    out: list[Block] = []
    for block in blocks:
        line = text[block.start : block.end]
        if (
            block.kind is None
            and len(line) < 420
            and any(s in line for s in ("/", "©", "rédit", "hoto", "mage"))
            and (found := _TAIL_CREDIT.search(line))
            and line.count(". ") < 3
        ):
            at = block.start + found.start(found.lastindex or 0)
            end = at
            while text[end - 1].isspace():
                end -= 1
            out.append(
                Block(
                    block.start, end, block.line, block.gap, "caption" if len(line) < 300 else None, block.first, False
                )
            )
            out.append(Block(at, block.end, block.line, 0, "credit", False, block.last))
        else:
            out.append(block)
    blocks[:] = out
    for i, block in enumerate(blocks):
        if block.kind != "credit":
            continue
        if i and not block.first and blocks[i - 1].kind is None and blocks[i - 1].first and i + 1 < len(blocks):
            line = text[blocks[i - 1].start : blocks[i - 1].end]
            if len(line) < 240 and ". " not in line:
                blocks[i - 1].kind = "caption"
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if (
            after
            and after.kind is None
            and after.line == block.line + 1
            and not after.gap
            and after.last
            and after.first
        ):
            line = text[after.start : after.end]
            if not _STOP.search(line) and len(line) < 220 and not line.endswith(":") and i + 2 < len(blocks):
                after.kind = "caption"
        before = blocks[i - 1] if i else None
        explicit = (
            text[block.start : block.start + 30].lstrip(" (").lower().startswith(("crédit", "credit", "photo", "©"))
        )
        if (
            before
            and before.kind is None
            and not block.gap
            and before.line == block.line - 1
            and before.first
            and before.last
        ):
            line = text[before.start : before.end]
            if len(line) < 240 and (
                (explicit and 0 < i - 1 < 3 and ". " not in line) or (not _STOP.search(line) and i - 1 > 0)
            ):
                before.kind = "caption"


def _at_the_ends(text: str, flat: str, blocks: list[Block], words: Vocabulary) -> None:
    """Short lines before the first and after the last sentence are the page's own, where some of them surely are."""
    sold = False
    for i, block in enumerate(blocks[-12:], max(0, len(blocks) - 12)):
        if (
            block.kind in (None, "advert")
            and block.end - block.start < 260
            and words.paywall.search(flat, block.start, block.end)
            and not words.told.search(text, block.start, block.end)
        ):
            sold = all(b.end - b.start < 130 for b in blocks[i + 1 :])
            block.kind = "advert" if sold else block.kind
        if sold and block.kind is None:
            block.kind = "advert"
    full = [i for i, b in enumerate(blocks) if b.kind in (None, "social") and sentence(text[b.start : b.end])]
    if not full:
        return
    tail = blocks[full[-1] + 1 :]
    shown = False
    for block in tail:
        line = text[block.start : block.end]
        if block.kind is None and shown and len(line) < 90 and not _STOP.search(line):
            block.kind = "navigation"
        elif block.kind is None and len(line) < 140 and _CONTACT.search(line):
            block.kind = "byline"
        shown = shown or block.kind in ("navigation", "comment")
    loose = [b for b in tail if b.kind is None]
    if len(loose) > 2 and all(_HEADLINE.fullmatch(text, b.start, b.end) for b in loose):
        for block in loose:
            block.kind = "related"
    if len(tail) == 1 and tail[0].kind is None:
        line = text[tail[0].start : tail[0].end]
        if len(line) < 60 and (_NAMES.fullmatch(line) or _SIGNED_HEAD.fullmatch(line)):
            tail[0].kind = "byline"
    for block in blocks[full[0] :]:
        if block.kind is None and block.first and block.last and block.end - block.start < 160:
            line = text[block.start : block.end]
            if words.labels.match(line) and not _STOP.search(line):
                block.kind = "related"
    for block in (*blocks[: full[0]], *tail):
        if block.kind is None and flat[block.start : block.end].strip(" :") in words.rubrics:
            block.kind = "navigation"
    head = blocks[: full[0]]
    named = False
    for block in head:
        line = flat[block.start : block.end]
        if (
            block.kind is None
            and len(line) < 75
            and (date := words.dates.search(line))
            and line[date.end() :].strip(" .") == ""
        ):
            block.kind = "byline" if re.search(r"[,|·-]\s*(?:le\s)?$", line[: date.start()]) else None
        elif block.kind is None and len(line) < 60:
            signed = _SIGNED_HEAD.fullmatch(text, block.start, block.end)
            if signed or (named and len(line) < 45 and _NAMES.fullmatch(text, block.start, block.end)):
                block.kind = "byline"
        named = named or block.kind is None
    loose = [b for b in head if b.kind is None]
    if any(b.kind == "navigation" for b in head) and len(loose) > 1:
        longest = max(loose, key=lambda b: b.end - b.start)
        for block in loose:
            if block is longest:
                break
            if block.end - block.start < 30:
                block.kind = "navigation"


def rejoin(text: str, blocks: list[Block]) -> list[Block]:
    """Body lines that are one paragraph broken in mid-sentence: by the page's markup, or wrapped at a width.

    Afterwards a body block is a paragraph: no sentence goes on in the next one.
    """
    lines = [b for b in blocks if b.kind is None and b.first and b.last]
    inner = [b for b, after in itertools.pairwise(lines) if after.line == b.line + 1 and not after.gap]
    wrapped = len(inner) > 5 and (
        sum(45 <= b.end - b.start <= 110 for b in inner) * 10 > 7 * len(inner)
        and sum(text[b.end - 1] not in FINAL for b in inner) * 10 > 6 * len(inner)
    )
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind is None
            and block.kind is None
            and not block.gap
            and (wrapped or _goes_on(text[before.end - 1], text[block.start]))
            and not text[before.end : block.start].strip()
            and "\n" in text[before.end : block.start]
        ):
            out[-1] = Block(before.start, block.end, before.line, before.gap, None, before.first, block.last)
        else:
            out.append(block)
    return out


def _goes_on(end: str, start: str) -> bool:
    """True where a line that ends so is finished by a line that begins so."""
    if start in "»”)]":
        return True
    if end in "«“‘(['’" or start in ",;:.!?…":
        return end not in ".!?…:"
    return start.islower() and (end.isalnum() or end in ",-–»”")


def repeated(text: str, blocks: list[Block], title: str | None) -> None:
    """What a crawl printed twice: the headline again, a paragraph, or all of them after a line that held them all."""
    if title:
        for block in blocks:
            size = block.end - block.start
            if block.kind is None and size <= len(title) + 40 and text.startswith(title, block.start):
                rest = text[block.start + len(title) : block.end]
                block.kind = "other" if not rest else "byline" if re.search(r"\d{4}", rest) else None
    own = [b for b in blocks if b.kind is None and b.end - b.start > 60]
    seen: set[str] = set()
    for block in own:
        line = text[block.start : block.end]
        if line in seen:
            block.kind = "other"
        seen.add(line)
    whole = max(own[:4], key=lambda b: b.end - b.start, default=None)
    if whole is None or whole.end - whole.start < 600:
        return
    long = _WORDS.sub("", text[whole.start : whole.end])
    later = [b for b in own if b.start > whole.end and b.kind is None]
    copies = [b for b in later if _WORDS.sub("", text[b.start : b.end]) in long]
    held = sum(b.end - b.start for b in copies)
    if len(copies) > 2 and held * 2 > whole.end - whole.start:
        for block in blocks:
            if block.kind is None and block.start > whole.end and _WORDS.sub("", text[block.start : block.end]) in long:
                block.kind = "other"


def datelines(text: str, blocks: list[Block]) -> list[Block]:
    """Place and agency before the first sentence as a section of their own."""
    out: list[Block] = []
    done = False
    for block in blocks:
        if not done and block.kind in (None, "standfirst") and sentence(text[block.start : block.end]):
            found = _DATELINE.match(text, block.start, min(block.end, block.start + 90))
            if found and block.end - found.end() > 20:
                end = found.end()
                while text[end - 1].isspace():
                    end -= 1
                out.append(Block(block.start, end, block.line, block.gap, "dateline", block.first, False))
                start = found.end()
                while text[start].isspace():
                    start += 1
                block = Block(start, block.end, block.line, 0, block.kind, False, block.last)
            done = True
        out.append(block)
    return out
