"""Posts of a network in an article: signed `— Name (@handle)`, or `@handle: “…”`."""

from __future__ import annotations

import re

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.drafts import Draft

_SIGNED = re.compile(r"[—–-]\s*([^\n(—]{2,60}\(@\w{1,20}\))")
_HANDLE = re.compile(r"(?:^|(?<=[\n.!?»”\"]\s)|(?<=\n))\s*(\.?@\w{2,20})\b[^:\n]{0,60}:\s*(?=[«“\"‘'])")
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+")


def signature(text: str, start: int, end: int) -> bool:
    """True where a section starts with the signature of a post that stands above it.

    >>> signature("— Jane Roe (@jroe) 3 May 2024", 0, 29)
    True
    """
    while start < end and text[start].isspace():
        start += 1
    return _SIGNED.match(text, start, end) is not None


def find(builder: Builder) -> None:
    """Posts signed `— Name (@handle)`, and `@handle: “…”`."""
    page, text = builder.page, builder.text
    if "@" not in text[page.section.start : page.section.end]:
        return
    lex = builder.lexicons[page.language]
    for hit in _SIGNED.finditer(text, page.section.start, page.section.end):
        start = _post_start(builder, hit.start())
        link = _LINK.search(text, start, hit.start())
        end = link.start() if link else hit.start()
        a, b = page.trim(start, end, right="—–- ")
        if b - a < 5:
            continue
        builder.drafts = [
            d for d in builder.drafts if not (a <= d.spans[0][0] and d.spans[-1][1] <= b and d.form != "nested")
        ]
        draft = Draft("post", [(a, b)], lex)
        q = page.quote_at(a)
        if q >= 0 and page.quotes[q].outer.start == a and page.quotes[q].outer.end >= b:
            draft.spans = [(page.quotes[q].inner.start, page.quotes[q].inner.end)]
        for quote in page.quotes_in(a, b):
            builder.used.add(quote.outer.start)
        draft.form = "direct"
        draft.whole = True
        first = page.token_at(hit.start(1))
        last = page.token_before(hit.end(1))
        draft.source = (first, last) if first <= last else None
        draft.unit = _unit(builder, a)
        builder.drafts.append(draft)
    for hit in _HANDLE.finditer(text, page.section.start, page.section.end):
        _, at = page.char_after(hit.end())
        q = page.quote_at(at)
        if q < 0 or page.quotes[q].outer.start in builder.used:
            continue
        draft = Draft("post", builder._parts(page.quotes[q]), lex)
        draft.form = "direct"
        first, last = page.token_at(hit.start(1)), page.token_before(hit.end(1))
        draft.source = (first, last) if first <= last else None
        draft.unit = _unit(builder, at)
        builder.drafts.append(draft)


def _unit(builder: Builder, at: int) -> int:
    unit = builder.page.unit_at(at)
    return unit.index if unit else 0


def _post_start(builder: Builder, signature: int) -> int:
    """Where the post that ends at a signature starts: its paragraph, or the sentences of its own language."""
    page = builder.page
    at = page.unit_at(signature - 1) or page.unit_at(signature)
    if at is None:
        return max(page.section.start, signature - 280)
    i = at.index
    if at.start > signature - 3 and i > 0:
        i -= 1
    foreign = page.units[i].language != page.language
    while i > 0:
        above = page.units[i - 1]
        if above.paragraph != page.units[i].paragraph or signature - above.start > 600:
            break
        if foreign and above.language == page.language:
            break
        if any(d.unit == above.index and d.cue_span is not None for d in builder.drafts):
            break
        if (
            not foreign
            and page.section.kind != "social"
            and (builder.by_unit.get(above.index) or page.quotes_in(above.start, above.end))
        ):
            break
        i -= 1
    return page.units[i].start
