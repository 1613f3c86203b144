"""A name beside a quotation, without a verb: headings (`Macron : « … »`) and cards (a quotation, a name under it)."""

from __future__ import annotations

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, noun_phrase
from recoupe.annotate.statements.presented import speaks_as_person
from recoupe.annotate.statements.quotes import Quote


def find(builder: Builder) -> None:
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
        told = any(d.unit == unit.index and d.cue is not None and d.spans[-1][1] <= at + 1 for d in builder.drafts)
        if page.section.kind != "title" and lex["announcing"] and last - first <= 24 and not told:
            led = _led_to(builder, lex, first, last, verbal=verbal)
            if led is not None and len(q.inner.cut(text).split()) >= 3 and builder._has_verb(q):
                draft = Draft("heading", builder._parts(q), lex)
                draft.form, draft.unit, draft.source = "direct", unit.index, led
                builder.drafts.append(draft)
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


def _led_to(builder: Builder, lex: Lexicon, first: int, last: int, *, verbal: bool) -> tuple[int, int] | None:
    """Who is announced before a colon: `Réaction du député Jean Roy :`, `Même constat à la CGT :`, `Il s'emporte :`."""
    view, page = builder.view, builder.page
    if verbal:
        who = next(
            (
                k
                for k in range(first, last + 1)
                if view.dep[k] in {"nsubj", "nsubj:pass"} and view.head[view.head[k]] == view.head[k]
            ),
            None,
        )
        if who is not None and view.low[who] not in lex["mute_pronouns"]:
            if view.low[who] in lex["speakers_pronouns"]:
                return who, who
            if speaks_as_person(builder, who):
                return noun_phrase(page, who, first, last + 1, lex)
            if view.pos[who] == "PRON" or can_speak(view, who, lex):
                return None
    name = next(
        (
            k
            for k in range(first, last + 1)
            if view.pos[k] == "PROPN" and any(a <= view.start[k] < b for a, b in builder.persons)
        ),
        None,
    )
    if name is None and not verbal:
        name = next(
            (
                k
                for k in range(last, first, -1)
                if view.pos[k] in {"NOUN", "PROPN"}
                and {view.low[m] for m in view.kids[k] if view.dep[m] == "case"} & lex["announcing"]
                and can_speak(view, k, lex)
            ),
            None,
        )
        head = next((k for k in range(first, last + 1) if not first <= view.head[k] <= last or view.head[k] == k), None)
        if name is None or head is None or can_speak(view, head, lex):
            return None
    if name is None:
        return None
    while first <= view.head[name] <= last and view.head[name] != name and view.kid(name, "case") is None:
        up = view.head[name]
        if view.pos[up] not in {"NOUN", "PROPN"} or not can_speak(view, up, lex):
            break
        name = up
    if view.kid(name, "case") is None and not verbal:
        return None  # the name opens the line itself
    start, end = noun_phrase(page, name, first, last + 1, lex)
    while start < name and (view.pos[start] == "ADP" or view.low[start] in lex["announcing"]):
        start += 1
    return start, end


def _incised(builder: Builder, q: Quote) -> bool:
    return any(d.kind == "incise" and d.spans and q.outer.start <= d.spans[0][0] < q.outer.end for d in builder.drafts)


def cards(builder: Builder, *, stripped: bool) -> None:
    """A quotation on its own, under it or behind it a name: `Il n'y a rien. Jeanne Roy, ministre`."""
    page, view = builder.page, builder.view
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


def cited(builder: Builder) -> None:
    """A line that gives the one whose words stand above it: `Une citation de Jeanne Roy, mairesse`."""
    page, view, text = builder.page, builder.view, builder.text
    lex = builder.lexicons[page.language]
    for unit in page.units[1:]:
        opening = next(
            (c for c in lex["citing_lines"] if text[unit.start : unit.start + 40].lower().startswith(c + " ")), None
        )
        if opening is None or unit.end - unit.start > 160:
            continue
        above = [u for u in page.units if u.paragraph == unit.paragraph - 1]
        at = unit.start + len(opening)
        first = page.token_at(at)
        first += view.low[first] in lex["source_of"]
        if not above or first >= unit.last or any(
            d.cue_span is not None and above[0].start <= d.spans[0][0] < above[-1].end and d.parent is None
            and d.form != "nested" and d.kind != "nested" for d in builder.drafts
        ):  # fmt: skip
            continue
        a, b = page.trim(above[0].start, above[-1].end)
        marks = page.quotes_in(a, b + 1)
        whole = bool(marks) and marks[0].outer.start == a and marks[0].outer.end >= b
        for q in page.quotes_in(a, b + 1):
            builder.used.add(q.outer.start)
        builder.drafts = [d for d in builder.drafts if not (a <= d.spans[0][0] < b and d.cue_span is None)]
        draft = Draft("card", [(marks[0].inner.start, marks[0].inner.end) if whole else (a, b)], lex)
        draft.form, draft.whole, draft.unit = "direct", True, unit.index
        draft.cue_span = (unit.start, view.start[first] - 1)
        last = unit.last - 1
        while last > first and view.is_punct(last):
            last -= 1
        draft.source = (first, last)
        builder.drafts.append(draft)


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
