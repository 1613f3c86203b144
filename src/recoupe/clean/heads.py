"""The headline and the standfirst of a text that carries them without a field of their own."""

from __future__ import annotations

import re

from recoupe.clean.alone import sentence
from recoupe.clean.blocks import Block

_INNER_STOP = re.compile(r"(?<![A-ZÀ-Þ])(?<!\bM)(?<!\bMe)[.!?…]\s+[A-ZÀ-Þ«“\"]")
_RUBRIC = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ’' \-]{3,30}|Entretien|Reportage|Analyse|Enquête|Récit|Portrait|Interview)\s?[.:–—-]\s"
)


def find(text: str, blocks: list[Block]) -> Block | None:
    """The block that is the headline, None where the text begins with its first sentence.

    A headline is the first thing on the page that is the article's own, stands on a line of its own, does not
    end in a full stop, is shorter than 220 characters, and has text below it.
    """
    own = [b for b in blocks if b.kind is None]
    if len(own) < 2:
        return None
    first = own[0]
    line = text[first.start : first.end]
    if not (first.last and own[1].line > first.line) or "\n" in line or len(line) > 220 or len(line) < 6:
        return None
    if line.endswith((".", ",", ";", ":")) and not line.endswith(("..", "….")):
        return None
    # A rubric may stand before the headline ("Justice. Le procès reporté"); whole sentences may not.
    inner = _INNER_STOP.findall(line)
    if len(inner) > 2 or (inner and (len(line) > 160 or line.endswith((".", "…")))):
        return None
    if not any(sentence(text[b.start : b.end]) for b in own[1:]):
        return None
    return first


def standfirst(text: str, blocks: list[Block], title_end: int) -> Block | None:
    """The paragraph under the headline that sums the article up, where the page sets it apart."""
    own = [b for b in blocks if b.kind is None and b.start >= title_end]
    if len(own) < 3:
        return None
    first, second = own[0], own[1]
    line = text[first.start : first.end]
    if not first.last or not 30 < len(line) < 300 or second.line == first.line:
        return None
    apart = _RUBRIC.match(line) or any(
        b.kind in ("credit", "caption") for b in blocks if first.line < b.line < second.line
    )
    return first if apart else None
