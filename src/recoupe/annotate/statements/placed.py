"""Where the words of a frame lie: before it, behind it, or on both sides."""

from __future__ import annotations

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Unit


def place(
    builder: Builder, unit: Unit, lex: Lexicon, start: int, stop: int, i: int, *, relative: bool, ahead: bool = False
) -> tuple[list[tuple[int, int]], str] | None:
    """The content of a frame that covers `start` to `stop`: what precedes it, what follows it, or both."""
    view, page, text = builder.view, builder.page, builder.text
    left, right = unit.start, unit.end
    # a parenthesis closes the frame in
    open_at = text.rfind("(", left, start)
    if open_at >= 0 and ")" not in text[open_at:start]:
        close = text.find(")", stop, right)
        if close >= 0:
            left, right = open_at + 1, close
    for other in builder.drafts:  # what stands before in the unit and is done with
        if (
            other.unit == unit.index
            and other.kind in {"incise", "frame"}
            and other.zone[1] <= start
            and left < other.zone[1]
            and (other.kind == "frame" or builder._complete_main(other.zone[1], start))
        ):
            left = other.zone[1]
    for other_cue in builder.by_unit.get(unit.index, ()):
        if other_cue.mode == "incise" and other_cue.quote < 0 and view.start[other_cue.first] > stop:
            break
    at = start
    while True:  # cut at stronger marks
        at = max(text.rfind(m, left, at) for m in (":", ";"))
        if at < 0 or at < left:
            break
        if page.quote_at(at) < 0:
            left = at + 1
            break
    inner = _relative_before(builder, i, page.token_at(left), lex)
    if inner is not None and stop < right and page.char_after(stop)[0] == ",":
        left = max(left, view.start[inner])
        right = min(
            [
                right,
                *(view.start[k] for k in range(i + 3, unit.last) if view.low[k] in {";", "…"} and view.start[k] > stop),
            ]
        )
        parts = _join(builder, page.trim(left, start, right=", "), page.trim(stop, right, left=", ", right=".,;!… "))
        if parts is not None:
            return parts
    before = page.trim(left, start, left=",;:.)–— ", right=",–— (")
    after = page.trim(stop, right, left=",–— ", right=".,;!… ")
    first = builder._skip_connectors(before[0], before[1], lex) if before[0] < before[1] else before[0]
    words = _words(builder, before)
    k = i - 1
    while k >= unit.first and view.low[k] == ",":
        k -= 1
    opened = k >= unit.first and (
        view.low[k] in lex["coordinators"] or view.low[k] in lex["that"] or view.low[k] in lex["openers"]
    )
    nxt = page.char_after(stop)[0]
    if relative:
        return _spans(builder, after, unit, behind=True) if after[1] - after[0] > 3 else None
    after = _past_aside(builder, after)
    if ahead and after[1] - after[0] > 3 and not builder._verbs(*before):
        return _spans(builder, _until(builder, after), unit, behind=True)
    empty = after[1] - after[0] < 3 or nxt in {".", ";", "!", "?", ")", ":", "»", "”"}
    if opened or (words <= 4 and not empty and not builder._verbs(*before) and not _numbers(builder, before)):
        if after[1] - after[0] < 4:
            return None
        if not opened and words and not builder._loose(text[before[0] : before[1]], lex) and words > 2:
            return _join(builder, (first, before[1]), after)
        return _spans(builder, _until(builder, after), unit, behind=True)
    if empty:
        return _spans(builder, _since(builder, (first, before[1]), lex), unit)
    tail_first = page.token_at(after[0])
    starts_new = (
        view.low[tail_first] in lex["coordinators"]
        or view.low[tail_first] in lex["relatives"]
        or view.low[tail_first] in lex["trailing"]
        or (
            view.pos[tail_first] in {"SCONJ", "CCONJ"}
            or ("VerbForm=Part" in view.feats[tail_first] and "Tense=Pres" in view.feats[tail_first])
            or view.low[tail_first] in lex["gerund"]
        )
    )
    if nxt != "," and not builder._verbs(*before):
        return (
            _spans(builder, (first, before[1]), unit)
            if _numbers(builder, before)
            else _join(builder, (first, before[1]), after)
        )
    if nxt == "," and lex["third_reflexives"]:
        marks = page.quotes_in(*before)
        whole = len(marks) == 1 and marks[0].outer.start == before[0] and marks[0].outer.end >= before[1]
        if whole and not starts_new and builder._complete_main(*after):
            return _spans(builder, before, unit)  # « Très bon », selon un proche, le ministre se prépare
        tail = builder.text.rfind(",", before[0], before[1])
        chunk = page.trim(tail + 1, before[1]) if tail >= 0 and page.quote_at(tail) < 0 else (0, 0)
        loose = 0 < _words(builder, chunk) <= 3 and view.pos[tail_first] == "ADP" and not builder._verbs(*chunk)
        if loose and builder._complete([before]):
            return _join(builder, chunk, after)  # une solution, fruit, selon lui, de longs échanges
        if words <= 4 and builder._belongs(after[0], [before]) and not builder.page.quotes_in(*before):
            comma = builder.text.find(",", after[0], after[1])
            return _join(builder, (first, before[1]), (after[0], comma if comma > 0 else after[1]))
    if builder._complete([before]) and (starts_new or nxt != ",") and (starts_new or not builder._verbs(*after)):
        return _spans(builder, _since(builder, (first, before[1]), lex), unit)
    if builder._complete([before]) and (builder._verbs(*after) or words > 6) and nxt == ",":
        return _spans(builder, _since(builder, (first, before[1]), lex), unit)
    return _join(builder, (first, before[1]), after)


def _relative_before(builder: Builder, i: int, low: int, lex: Lexicon) -> int | None:
    """The verb of a relative clause that a frame interrupts: `qui ont, selon lui, eu lieu`."""
    view = builder.view
    k = i - 1
    if k <= low or view.low[k] != ",":
        return None
    k -= 1
    if view.pos[k] not in {"AUX", "VERB"} or not view.finite(k):
        return None
    j = k - 1
    while j > low and view.pos[j] in {"PRON", "ADV"} and view.low[j] not in lex["relatives"]:
        j -= 1
    return k if j >= low and view.low[j] in lex["relatives"] else None


def _past_aside(builder: Builder, stretch: tuple[int, int]) -> tuple[int, int]:
    """Leaves out what is told of the source itself: `selon X, interrogé par la radio, …`."""
    view = builder.view
    i = builder.page.token_at(stretch[0])
    if i >= view.n or view.start[i] >= stretch[1]:
        return stretch
    if view.low[i] in builder.page_lex["source_of"]:  # pour X, de la CGT, …
        comma = next((k for k in range(i + 1, min(i + 9, view.n)) if view.low[k] == ","), None)
        if comma is not None and view.end[comma] < stretch[1] and not builder._verbs(stretch[0], view.start[comma]):
            return builder.page.trim(view.end[comma], stretch[1])
    lex = builder.page_lex
    if lex["third_reflexives"] and view.low[i] in lex["relatives"]:  # selon le quotidien, que cite l'agence, …
        k = i + 1
        while k < view.n and view.start[k] < stretch[1] and k < i + 25:
            if view.low[k] == "," and builder.page.quote_at(view.start[k]) < 0:
                rest = builder.page.trim(view.end[k], stretch[1])
                return rest if builder._verbs(*rest) else stretch
            k += 1
        return stretch
    bare = (view.pos[i] == "NOUN" or view.dep[i] == "appos") and view.low[i] not in builder.page_lex[
        "times"
    ]  # selon X, témoin de la scène, …
    if not bare and ("VerbForm=Part" not in view.feats[i] or "Tense=Pres" in view.feats[i]):
        return stretch
    k = i + 1
    while k < view.n and view.start[k] < stretch[1] and k < i + 25:
        if view.low[k] == ",":
            return builder.page.trim(view.end[k], stretch[1])
        if view.finite(k) and not (bare and any(view.low[m] in builder.page_lex["relatives"] for m in range(i, k))):
            break
        k += 1
    return stretch


def _words(builder: Builder, stretch: tuple[int, int]) -> int:
    return len(builder.text[stretch[0] : stretch[1]].split())


def _numbers(builder: Builder, stretch: tuple[int, int]) -> bool:
    return any(c.isdigit() for c in builder.text[stretch[0] : stretch[1]])


def _since(builder: Builder, stretch: tuple[int, int], lex: Lexicon) -> tuple[int, int]:
    """The last clause of a stretch where a comma and « mais », « alors que » part it from another."""
    view, page = builder.view, builder.page
    a, b = stretch
    # words in marks, set off by a comma at the end, are what the source said
    quotes = page.quotes_in(a, b)
    if quotes:
        q = quotes[-1]
        char, at = page.char_before(q.outer.start)
        if (
            char == ","
            and at > a
            and not builder._complete([(q.outer.end, b)])
            and builder._complete([(a, at)])
            and b - q.outer.start < 200
        ):
            return q.outer.start, b
    i = page.token_at(a)
    while i < view.n and view.start[i] < b:
        if view.low[i] == "," and page.quote_at(view.start[i]) < 0 and i + 2 < view.n:
            word, two = view.low[i + 1], f"{view.low[i + 1]} {view.low[i + 2]}"
            if (
                (word in lex["but"] or two in lex["trailing_pairs"])
                and builder._complete([(a, view.start[i])])
                and builder._verbs(view.start[i + 1], b)
            ):
                a = view.start[i + 2] if word in lex["but"] else view.start[i + 3] if i + 3 < view.n else a
        i += 1
    return a, b


def _until(builder: Builder, stretch: tuple[int, int]) -> tuple[int, int]:
    """The first clause of a stretch, up to a semicolon."""
    a, b = stretch
    at = builder.text.find(";", a, b)
    while at >= 0 and builder.page.quote_at(at) >= 0:
        at = builder.text.find(";", at + 1, b)
    return (a, at) if at >= 0 else (a, b)


def _spans(
    builder: Builder, stretch: tuple[int, int], unit: Unit, *, behind: bool = False
) -> tuple[list[tuple[int, int]], str] | None:
    a, b = builder.page.trim(*stretch, right=",;– ")
    # an incise of another speaker ends the clause
    for other in builder.by_unit.get(unit.index, ()):
        if behind and other.mode == "incise" and other.quote < 0:
            at = builder.view.start[other.first]
            char, pos = builder.page.char_before(at)
            if a < at < b and char in {",", "»", "”", '"'} and at - a > 20:
                b = pos if char == "," else pos + 1
                break
    if b - a < 3:
        return None
    spans, form = builder._refine(a, b, unit)
    return (spans, form) if spans else None


def _join(
    builder: Builder, before: tuple[int, int], after: tuple[int, int]
) -> tuple[list[tuple[int, int]], str] | None:
    spans = [s for s in (before, after) if s[1] - s[0] > 2]
    for a, b in spans:
        for q in builder.page.quotes_in(a, b):
            builder.used.add(q.outer.start)
    return (spans, "") if spans else None
