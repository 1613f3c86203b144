"""What becomes of the text's own lines: broken ones joined, repeated ones dropped, datelines cut off."""

from __future__ import annotations

import itertools
import re

from recoupe.clean.alone import sentence
from recoupe.clean.blocks import Block
from recoupe.clean.inline import FINAL

_AGENCY = r"(?:[A-Z]{2,6}(?:[/ -][A-Za-z]{2,10})?|Reuters|Belga|Xinhua|Ansa|Sputnik|Ats|Afp)"
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w’'.\-]+(?:[ ,]+[A-Za-zÀ-ÿ0-9][\w’'.\-]*){{0,6}},?\s*)?\({_AGENCY}\)\s*(?:[-–—]{{1,2}}|\||:)\s*"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ’'.\- ]{2,28}(?:,\s[\w. ]{2,20})?\s*(?:\||--|—)\s+"
    r"|(?:Belga|AFP|ATS|Reuters|AP)\s[-–—]\s"
)
_WORDS = re.compile(r"\W+")


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
