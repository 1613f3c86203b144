"""What each block of a crawl's text is, by its words, its shape, and its neighbours.

The rule behind the rules: a sentence of the article lost is worse than a line of noise kept. So whatever
ends like a sentence and is as long as one stays body unless a word or a mark says otherwise.
"""

from __future__ import annotations

import re

from recoupe.clean.alone import alone, sentence
from recoupe.clean.blocks import Block
from recoupe.clean.vocabulary import Vocabulary

_STOP = re.compile(r"[.!?…][»”\"’')\]\s]*$")
_NAME = r"[A-ZÀ-Þ][\w.'’\-]*"
_NAMES = re.compile(rf"(?:{_NAME})(?:\s(?:(?:de|du|des|d['’]|van|von|der|den|le|la|el|al|bin|ben)\s?)?{_NAME}){{1,3}}")
_TAIL_CREDIT = re.compile(
    r"(?<=[.!?»”])\s+((?:[A-ZÀ-Þ][\w.'’\-]*\s?){0,5}\s?/\s?[A-Z][\w /.&\-]{1,40})$"
    r"|(?<=[a-zà-ÿ0-9.!?»”])\s*((?:©|Crédits? ?:|Photo ?: ).{2,60})$"
    r"|(?<=[.!?»”\w])\s*(\((?:Photos?|Images?|Pictures?|Crédits?|File|AP Photo|Illustration)\b[^()]{2,90}\)\.?)$"
    r"|(?<=[.!?»”])\s*(\([^()]{2,50}/\s?[A-Z][\w .&-]{1,40}\)\.?)$"
)
# A row of these behind the last sentence are other articles' headlines: no list, no names, no figures in front.
_HEADLINE = re.compile(r"[A-ZÀ-Þ«“\"](?:[^\n:.!…]*\s){3,}[^\n:.!…]{2,}(?<![,;])")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<![\w/])@\w{3,20}\b")
# "Ana Brel, Le Rivage", "Jo Mar, rivage.example" above the first sentence.
_OUTLET = r"(?:[\w-]+\.[a-z.]{2,6}|(?:Le|La|Les|L['’]|The)\s?[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?)"
_PLACED = rf"(?:à|in|au|en)\s{_NAME}(?:\s{_NAME})?"
_SIGNED_HEAD = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,3}}(?:,\s(?:{_OUTLET}|{_PLACED})|\s{_PLACED})")
_FOREIGN = re.compile(r"[\u0370-\u1cff\u3040-\uffdc]")


def decide(text: str, flat: str, blocks: list[Block], words: Vocabulary) -> None:
    """Give every block that words or shape betray its kind; what is left undecided is the article's text."""
    foreign = len(_FOREIGN.findall(text)) * 5 > len(text)
    for block in blocks:
        if block.kind is None:
            block.kind = alone(text[block.start : block.end], flat[block.start : block.end], block, words, foreign)
    _beside_pictures(text, blocks)
    _at_the_ends(text, flat, blocks, words)


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
