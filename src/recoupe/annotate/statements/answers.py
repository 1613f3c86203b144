"""The answers of an interview as quotations without marks, and the statement that each of them makes."""

from __future__ import annotations

from typing import NamedTuple

from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.ground import Ground
from recoupe.annotate.statements.quotes import Quote
from recoupe.model import Span

_FULL = 0.85  # of an answer in marks


class Answer(NamedTuple):
    """What one person answers, paragraph by paragraph; `label` is his name where it is printed before it."""

    parts: tuple[Span, ...]
    label: Span | None


def as_quotes(answers: list[Answer], marks: list[Quote]) -> tuple[list[Quote], dict[int, Answer]]:
    """The quotations of a page with the answers among them, and which of these are answers, by their start.

    An answer that stands in marks keeps them; quotations inside an answer become quotations in a quotation.
    """
    taken: dict[int, Answer] = {}
    made: list[Quote] = []
    for answer in answers:
        whole = Span(answer.parts[0].start, answer.parts[-1].end)
        own = _marked(answer, whole, marks)
        if not own:
            own = [Quote(whole, whole, 0, True, answer.parts)]
            made += own
        for q in own:
            taken[q.outer.start] = answer
    inner = [
        q._replace(depth=q.depth + 1) if any(z.outer.start <= q.outer.start < z.outer.end for z in made) else q
        for q in marks
    ]
    return sorted([*made, *inner], key=lambda q: (q.outer.start, -q.outer.end)), taken


def _marked(answer: Answer, whole: Span, marks: list[Quote]) -> list[Quote]:
    """The quotations that hold an answer, if it is printed in marks from end to end."""
    own = [q for q in marks if q.depth == 0 and q.outer.start >= whole.start and q.outer.end <= whole.end + 1]
    held = sum(q.outer.end - q.outer.start for q in own)
    full = held >= _FULL * sum(p.end - p.start for p in answer.parts)
    return own if own and own[0].outer.start == whole.start and full else []


def tell(builder: Ground, taken: dict[int, Answer], before: list[Draft]) -> None:
    """Adds a statement for each answer of the page. `before` holds the statements of the pages above.

    The source is the name printed before the answer. Where there is none, the answer goes on from the one before;
    the first goes on from who the title or the introduction quotes, else its source is the first person named.
    """
    page = builder.page
    known = [d for d in before if d.kind == "answer"]
    last = known[-1] if known else None
    answered: dict[int, Draft] = {}
    for start in sorted(taken):
        answer = taken[start]
        quote = page.quotes[page.quote_at(start)]
        spans = [(p.start, p.end) for p in quote.parts]
        if id(answer) in answered:  # an answer of several quotations
            answered[id(answer)].spans += spans
            continue
        unit = page.unit_at(start)
        draft = Draft("answer", spans, builder.lexicons[page.language])
        draft.form, draft.whole, draft.unit = "direct", True, unit.index if unit else 0
        if answer.label is not None:
            draft.source = page.token_at(answer.label.start), page.token_before(answer.label.end)
        elif last is not None:
            draft.follows = last
        else:
            draft.follows = _introduced(builder, [*before, *builder.drafts], start)
            if draft.follows is None:
                draft.source = _first_person(builder, start)
        answered[id(answer)] = last = draft
        builder.drafts.append(draft)


def _introduced(builder: Ground, drafts: list[Draft], at: int) -> Draft | None:
    """The statement of a person above a position: that of the title first, else the nearest."""
    view = builder.view
    told = [
        d
        for d in drafts
        if d.source is not None
        and d.spans[0][0] < at
        and any(a <= view.start[k] < b for k in range(d.source[0], d.source[1] + 1) for a, b in builder.persons)
    ]
    heading = next((d for d in told if d.kind == "heading" and d.cue_span is None), None)
    return heading or (max(told, key=lambda d: d.spans[0][0]) if told else None)


def _first_person(builder: Ground, at: int) -> tuple[int, int] | None:
    page = builder.page
    first = min((p for p in builder.persons if p[1] <= at), default=None)
    return (page.token_at(first[0]), page.token_before(first[1])) if first else None
