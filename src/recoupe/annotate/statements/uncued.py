"""Quotations that no cue took and that go on from what was said before."""

from __future__ import annotations

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.presented import presented
from recoupe.annotate.statements.quotes import Quote


def find(builder: Builder) -> None:
    """Quotations that no cue took and that hold a full clause."""
    page, text = builder.page, builder.text
    for q in page.quotes:
        if q.outer.start in builder.used:
            continue
        unit = page.unit_at(q.outer.start)
        if unit is None:
            continue
        lex = builder.lexicons[unit.language]
        words = q.inner.cut(text).split()
        verb = builder._has_verb(q)
        sentence = verb and q.inner.cut(text)[:1].isupper() and q.inner.cut(text)[-1] in ".!?…"
        short = lex["titles_first"] and q.inner.cut(text)[:1].isupper() and q.inner.cut(text)[-1:] in set(".!?…")
        if short and not verb and page.section.kind == "body":
            _short(builder, unit, q, lex)
        if not sentence and (len(words) < 3 or not ((verb and len(words) >= 4) or len(words) >= 9)):
            continue
        if any(s <= q.inner.start and q.inner.end <= e for d in builder.drafts for s, e in d.spans):
            continue
        opened = words[0] in {"à", "de"} or words[0].startswith(("d'", "d’"))
        if opened and any(
            d.cue is not None and d.cue.quote >= 0 and page.quotes[d.cue.quote] is q for d in builder.drafts
        ):
            continue  # a tenu « à dire que la porte reste ouverte »
        if _title(words):
            continue
        outside = text[unit.start : q.outer.start] + " " + text[q.outer.end : unit.end]
        alone = builder._loose(outside, lex, "connectors") or not any(c.isalnum() for c in outside)
        others = page.quotes_in(unit.start, unit.end)
        if not alone and len(others) > 1:
            rest = [text[a:b] for a, b in _gaps(unit, others)]
            alone = all(builder._loose(r, lex) or not any(c.isalnum() for c in r) for r in rest)
        previous = _previous(builder, unit, q)
        if alone:
            spans = []
            for other in others or [q]:
                if other.outer.start not in builder.used:
                    spans += builder._parts(other)
            if q.outer.start not in builder.used:
                spans += builder._parts(q)
            draft = Draft("uncued", spans, lex)
            draft.form = "direct"
            draft.unit = unit.index
            if previous is None or (
                previous.follows is None and builder.page.units[previous.unit].paragraph != unit.paragraph
            ):
                _behind(builder, draft, unit)
            if draft.source is None:
                _attach(builder, draft, previous, unit)
            builder.drafts.append(draft)
            continue
        if not verb or page.section.kind == "title":
            if page.section.kind == "title" and verb and len(words) >= 4:
                draft = Draft("uncued", builder._parts(q), lex)
                draft.form, draft.unit = "direct", unit.index
                builder.drafts.append(draft)
            continue
        within = any(d.unit == unit.index and d.zone[0] <= q.outer.start < d.zone[1] for d in builder.drafts)
        head = page.token_at(unit.start)
        if (
            previous is not None
            and not within
            and builder.view.low[head] in lex["resuming"]
            and not any(d.unit == unit.index for d in builder.drafts)
        ):
            a, b = page.trim(unit.start, unit.end, right=". ")
            if q.outer.end >= b - 1:
                for other in others:
                    builder.used.add(other.outer.start)
                draft = Draft("uncued", [(a, max(b, q.outer.end))], lex)
                draft.form, draft.unit = "mixed", unit.index
                _attach(builder, draft, previous, unit)
                builder.drafts.append(draft)
                continue
        if within and len(words) < 8:
            continue
        if len(words) >= 5:
            draft = Draft("scare", builder._parts(q), lex)
            draft.form, draft.unit = "direct", unit.index
            char, at = page.char_before(q.outer.start)
            led = at > unit.start and page.token_before(q.outer.start)
            opens = char in "–—:" or (led and builder.view.low[led] in lex["and"])
            if previous is not None and opens and lex["titles_first"] and len(words) >= 8:
                _attach(builder, draft, previous, unit)  # … – and “the team made the hard decision …”
            builder.drafts.append(draft)


def _short(builder: Builder, unit: Unit, q: Quote, lex: Lexicon) -> None:
    """English: a sentence without a verb that goes on from words in marks before it: `…,” he said. “No excuses.”`"""
    page = builder.page
    outside = builder.text[unit.start : q.outer.start] + builder.text[q.outer.end : unit.end]
    previous = None if any(c.isalnum() for c in outside) else _previous(builder, unit, q)
    if previous is None or previous.cue_span is None or not all(page.quote_at(a) >= 0 for a, _ in previous.spans):
        return
    if page.units[previous.unit].paragraph != unit.paragraph:
        return
    draft = Draft("uncued", builder._parts(q), lex)
    draft.form, draft.unit, draft.follows = "direct", unit.index, previous
    builder.drafts.append(draft)


def _gaps(unit: Unit, quotes: list[Quote]) -> list[tuple[int, int]]:
    edges = [unit.start]
    for q in quotes:
        edges += [q.outer.start, q.outer.end]
    edges.append(unit.end)
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _title(words: list[str]) -> bool:
    """True where most words are capitals: a work, a name."""
    long = [w for w in words if len(w) > 3]
    return len(words) <= 10 and len(long) >= 2 and all(w[:1].isupper() for w in long)


def _previous(builder: Builder, unit: Unit, q: Quote) -> Draft | None:
    """The statement that a quotation without a cue goes on from: the last one before, close by."""
    near = [
        d
        for d in builder.drafts
        if d.spans[0][0] < q.outer.start
        and d.kind not in {"scare", "post"}
        and d.unit >= 0
        and (d.cue_span or d.source or d.follows)
    ]
    if not near:
        return None
    near.sort(key=lambda d: (d.zone[1], d.spans[0][0]))
    last = near[-1]
    units = builder.page.units
    if last.unit >= len(units):
        return None
    other = units[last.unit]
    if unit.index - other.index > 1 and not (other.paragraph == unit.paragraph and unit.index - other.index <= 3):
        return None
    if other.paragraph != unit.paragraph and unit.paragraph - other.paragraph > 1:
        return None
    if last.source is None and last.follows is not None:
        return last
    return last


def _attach(builder: Builder, draft: Draft, previous: Draft | None, unit: Unit) -> None:
    if previous is not None and unit.index - previous.unit >= 2 and unit.index > 0:
        before = builder.page.units[unit.index - 1]
        named = presented(builder, before, builder.lexicons[before.language], named=True)
        if named is not None and before.paragraph == unit.paragraph and before.language == unit.language:
            draft.source = named
            return
    if previous is not None and (
        previous.form != "indirect"
        or all(builder.page.quote_at(a) >= 0 for a, _ in previous.spans)
        or previous.unit == unit.index
        or builder.page.units[previous.unit].paragraph == unit.paragraph
    ):
        draft.follows = previous
        return
    # a sentence that presents somebody, then his words
    page, view = builder.page, builder.view
    if unit.index == 0:
        return
    above = page.units[unit.index - 1]
    if unit.paragraph - above.paragraph > 1:
        return
    lex = builder.lexicons[above.language]
    for cue in reversed(builder.by_unit.get(above.index, [])):
        if (
            cue.quote < 0
            and cue.fin is not None
            and cue.takes("direct")
            and not cue.potential
            and cue.content is None
            and not any(d.cue is cue for d in builder.drafts)
        ):
            cue.mode = "forward"
            builder._source(cue, above)
            if cue.source is not None:
                draft.cue, draft.use, draft.verb = cue, cue.takes("direct"), cue.lemma
                draft.cue_span = (view.start[cue.first], view.end[cue.last])
                draft.source = cue.source
                return
    if above.language != unit.language:
        return
    draft.source = presented(builder, above, lex)


def _behind(builder: Builder, draft: Draft, unit: Unit) -> None:
    """`« Il pleuvait trop. » Paul Martin n'a pas d'autre explication.`: who is presented right behind his words."""
    units = builder.page.units
    first = unit.index == 0 or units[unit.index - 1].paragraph != unit.paragraph
    if not first or unit.index + 1 >= len(units) or builder.page.section.kind == "title":
        return
    below = units[unit.index + 1]
    lex = builder.lexicons[below.language]
    if below.paragraph != unit.paragraph or not lex["third_reflexives"] or builder.by_unit.get(below.index):
        return
    if builder.page.quotes_in(below.start, below.end) or unit.language != below.language:
        return
    draft.source = presented(builder, below, lex, named=True)
