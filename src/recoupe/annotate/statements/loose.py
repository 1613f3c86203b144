"""Statements without a verb: quotations that go on, cards, headings (`Macron : « … »`), posts under a handle."""

from __future__ import annotations

import re

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, noun_phrase
from recoupe.annotate.statements.quotes import Quote

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


def posts(builder: Builder) -> None:
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
    first = i
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
    del first
    return page.units[i].start


def headings(builder: Builder) -> None:
    """`Macron : « … »`: a name, a colon, a quotation."""
    page, text, view = builder.page, builder.text, builder.view
    for q in page.quotes:
        if q.outer.start in builder.used:
            continue
        char, at = page.char_before(q.outer.start)
        if char != ":":
            continue
        unit = page.unit_at(at)
        if unit is None:
            continue
        lex = builder.lexicons[unit.language]
        first, last = page.token_at(unit.start), page.token_before(at)
        head = None
        if 0 <= last - first <= 14:
            head = next(
                (
                    k
                    for k in range(first, last + 1)
                    if view.pos[k] in {"PROPN", "NOUN"} and not (first <= view.head[k] <= last and view.head[k] != k)
                ),
                None,
            )
        verbal = any(view.pos[k] in {"VERB", "AUX"} and view.finite(k) for k in range(first, last + 1))
        following = _incised(builder, q)
        if following:
            continue
        if verbal and not builder._verbs(q.outer.end, unit.end) and len(q.inner.cut(text).split()) >= 4:
            who = next(
                (
                    k
                    for k in range(first, last + 1)
                    if view.dep[k] == "nsubj" and view.head[view.head[k]] == view.head[k] and builder.is_person(k)
                ),
                None,
            )
            if who is not None:  # Bruno déchante : « … »
                draft = Draft("heading", builder._parts(q), lex)
                draft.form, draft.unit = "direct", unit.index
                draft.source = noun_phrase(page, who, first, last + 1, lex)
                builder.drafts.append(draft)
                continue
        if head is None or verbal or not can_speak(view, head, lex):
            continue
        words = len(q.inner.cut(text).split())
        if words < 2 or (page.section.kind == "title" and not builder.is_person(head)):
            continue
        by = next((k for k in range(head + 1, last + 1) if view.low[k] in lex["agent"]), None)
        if by is not None and view.lemma[head] in lex["documents"]:
            head = next((k for k in range(by + 1, last + 1) if view.pos[k] in {"PROPN", "NOUN"}), head)
            first = by + 1
        draft = Draft("heading", builder._parts(q), lex)
        draft.form = "direct"
        draft.source = noun_phrase(page, head, first, last + 1, lex)
        draft.unit = unit.index
        builder.drafts.append(draft)


def _incised(builder: Builder, q: Quote) -> bool:
    return any(d.kind == "incise" and d.spans and q.outer.start <= d.spans[0][0] < q.outer.end for d in builder.drafts)


def cards(builder: Builder, *, stripped: bool) -> None:
    """A quotation on its own, under it or behind it a name: `Il n'y a rien. Jeanne Roy, ministre`."""
    page, text, view = builder.page, builder.text, builder.view
    by_paragraph: dict[int, list[Unit]] = {}
    for u in page.units:
        by_paragraph.setdefault(u.paragraph, []).append(u)
    order = sorted(by_paragraph)
    for n, p in enumerate(order):
        units = by_paragraph[p]
        last = units[-1]
        lex = builder.lexicons[last.language]
        if not _signature(builder, last, lex):
            continue
        body: tuple[int, int] | None = None
        if len(units) > 1 and (stripped or page.quotes_in(units[0].start, units[-2].end)) and len(units) <= 5:
            body = units[0].start, units[-2].end
        elif len(units) == 1 and n > 0:
            above = by_paragraph[order[n - 1]]
            qs = page.quotes_in(above[0].start, above[-1].end)
            if len(qs) == 1 and qs[0].outer.start == above[0].start and qs[0].outer.end >= above[-1].end - 2:
                body = qs[0].inner.start, qs[0].inner.end
        if body is None or any(d.spans[0][0] < body[1] and body[0] < d.spans[-1][1] for d in builder.drafts):
            continue
        qs = page.quotes_in(*body)
        if qs and qs[0].outer.start <= body[0] and qs[0].outer.end >= body[1] - 2:
            body = qs[0].inner.start, qs[0].inner.end
        for q in page.quotes_in(body[0] - 2, body[1] + 2):
            builder.used.add(q.outer.start)
        draft = Draft("card", [body], lex)
        draft.form, draft.whole = "direct", True
        first = last.first
        while first < last.last and view.is_punct(first):
            first += 1
        end = last.last - 1
        while end > first and view.is_punct(end):
            end -= 1
        draft.source = (first, end)
        draft.unit = last.index
        builder.drafts.append(draft)
    del text


def _signature(builder: Builder, unit: Unit, lex: Lexicon) -> bool:
    """True where a unit is a name with or without a function, and nothing else."""
    view = builder.view
    first = unit.first
    while first < unit.last and view.low[first] in {"-", "–", "—"}:
        first += 1
    n = unit.last - first
    if not 2 <= n <= 16 or builder.text[unit.end - 1] in '.!?:»”"…':
        return False
    if any(view.pos[k] in {"VERB", "AUX"} and view.finite(k) for k in range(first, unit.last)):
        return False
    capitals = 0
    for k in range(first, min(first + 3, unit.last)):
        word = builder.text[view.start[k] : view.end[k]]
        if word[:1].isupper() and view.low[k] not in lex["relatives"]:
            capitals += 1
        else:
            break
    if capitals < 2:
        return False
    return n <= 4 or any(view.low[k] in {",", "-", "–", "("} for k in range(first + 2, unit.last))


def leftovers(builder: Builder) -> None:
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
        if not sentence and (len(words) < 3 or not ((verb and len(words) >= 4) or len(words) >= 9)):
            continue
        if any(s <= q.inner.start and q.inner.end <= e for d in builder.drafts for s, e in d.spans):
            continue
        if _title(words, lex):
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
            builder.drafts.append(draft)


def _gaps(unit: Unit, quotes: list[Quote]) -> list[tuple[int, int]]:
    edges = [unit.start]
    for q in quotes:
        edges += [q.outer.start, q.outer.end]
    edges.append(unit.end)
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _title(words: list[str], lex: Lexicon) -> bool:
    """True where most words are capitals: a work, a name."""
    long = [w for w in words if len(w) > 3]
    del lex
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
    if unit.index - other.index > 1 and not (other.paragraph == unit.paragraph and unit.index - other.index <= 2):
        return None
    if other.paragraph != unit.paragraph and unit.paragraph - other.paragraph > 1:
        return None
    if last.source is None and last.follows is not None:
        return last
    return last


def _leading(builder: Builder, unit: Unit, lex: Lexicon) -> tuple[int, int] | None:
    """By position, where a sentence was only tagged: the name or the pronoun that it starts with, before its verb."""
    view = builder.view
    i = unit.first
    while i < min(unit.first + 3, unit.last) and (view.pos[i] == "ADV" or view.low[i] == ","):
        i += 1
    if i + 1 >= unit.last:
        return None
    if view.low[i] in lex["speakers_pronouns"]:
        return (i, i) if view.pos[i + 1] in {"VERB", "AUX", "PRON"} else None
    span = next((p for p in builder.persons if p[0] == view.start[i]), None)
    if span is None:
        return None
    last = builder.page.token_before(span[1])
    nxt = last + 1
    if nxt < unit.last and view.low[nxt] == ",":
        nxt = next((k + 1 for k in range(nxt + 1, min(nxt + 12, unit.last)) if view.low[k] == ","), nxt)
    return (i, last) if nxt < unit.last and view.pos[nxt] in {"VERB", "AUX", "PRON"} else None


def _attach(builder: Builder, draft: Draft, previous: Draft | None, unit: Unit) -> None:
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
    root = next(
        (
            k
            for k in range(above.first, above.last)
            if view.dep[k] in {"nsubj", "nsubj:pass"} and view.head[view.head[k]] == view.head[k]
        ),
        None,
    )
    if root is None and above.language == unit.language:
        draft.source = _leading(builder, above, lex)
        return
    he = root is not None and view.pos[root] == "PRON" and view.low[root] in lex["speakers_pronouns"]
    if root is not None and (he or builder.is_person(root)) and above.language == unit.language:
        draft.source = noun_phrase(page, root, above.first, above.last, lex)
