"""Speech inside speech: cues in quotations, parents, relays; and the last look at every draft."""

from __future__ import annotations

import re
from bisect import bisect_right

from recoupe.annotate.statements import acts
from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, follows_as_subject, names_document
from recoupe.annotate.statements.quotes import Quote
from recoupe.model import Article, Notes, Span

_CREDIT = re.compile(r"\s*\((?:photo|image|crédit|credit|illustration)\b[^()\n]*\)\s*\Z", re.IGNORECASE)
_THOUGHT = {"judge", "feel", "threaten"}
_PLUS = re.compile(r"(?<!\w)\+([^+\n]{3,300})\+(?!\w)")
_LETTER = re.compile(r"[^\W_]")


def inside(builder: Builder) -> None:
    """Cues within quotations: incises that stand inside the marks, then speech that the speaker reports."""
    incises: dict[int, list[tuple[Cue, Unit, int, str]]] = {}
    rest: list[tuple[Cue, Unit]] = []
    for cue in builder.cues:
        if cue.quote < 0 or cue.unit < 0:
            continue
        unit = _sentence(builder, cue)
        if unit is None:
            continue
        char, at = builder.page.char_before(builder.view.start[cue.first])
        if _is_incise(builder, cue, unit, char, at):
            cue.mode = "incise"
            incises.setdefault(cue.quote, []).append((cue, unit, at, char))
        else:
            rest.append((cue, unit))
    for q, found in incises.items():
        quote = builder.page.quotes[q]
        if not (quote.outer.start in builder.used and _taken_whole(builder, quote.outer.start)):
            _cut_by_incises(builder, quote, found)
    for cue, unit in rest:
        quote = builder.page.quotes[cue.quote]
        bounds = [at for other, _, at, _ in incises.get(cue.quote, ()) if other.first > cue.last]
        _reported(builder, cue, unit, min([*bounds, quote.inner.end]))


def _is_incise(builder: Builder, cue: Cue, unit: Unit, char: str, at: int) -> bool:
    """True for `…, a-t-il dit, …` between the marks: the narrator's words, not the speaker's."""
    view, lex = builder.view, cue.lex
    if char not in {",", "?", "!", "…", "–", "—"} or at <= builder.page.quotes[cue.quote].outer.start:
        return False
    if cue.fin is None or cue.potential or cue.takes("direct") is None or cue.relative:
        return False
    if cue.nobody:
        return False
    inverted = cue.clitic or (cue.subject is not None and cue.subject > cue.v) or builder._behind(cue, unit)
    if not inverted and char == ",":
        placed = follows_as_subject(builder.page, cue.last + 1, unit.last, lex)
        if placed is not None and can_speak(view, placed, lex) and builder._resumes(placed, unit):
            cue.subject, inverted = placed, True
    if not inverted and lex["subject_first_incise"] and cue.subject is not None and cue.subject < cue.first:
        start = builder._clause_start(cue)
        char, at = builder.page.char_before(view.start[start])
        inverted = char == "," and not builder._ahead(cue, unit)
    if not inverted or cue.subject is None:
        return False
    if not cue.clitic and names_document(view, cue.subject, lex):
        return False
    if view.low[cue.subject] in lex["first_person"] or view.low[cue.subject] in lex["second_person"]:
        return False
    return not any(view.low[k] in lex["to_me"] for k in range(cue.first, cue.v))


def _cut_by_incises(builder: Builder, quote: Quote, found: list[tuple[Cue, Unit, int, str]]) -> None:
    page = builder.page
    left = quote.inner.start
    builder.used.add(quote.outer.start)
    builder.drafts = [
        d for d in builder.drafts if not (d.cue is None and quote.outer.start <= d.spans[0][0] < quote.outer.end)
    ]
    for n, (cue, unit, at, char) in enumerate(found):
        builder._source(cue, unit)
        stop = min(builder._incise_end(cue, unit), quote.outer.end)
        before = page.trim(left, at + (char != ","), left=",.;: ", right=", ")
        spans = [before] if before[1] - before[0] > 2 else []
        last = n + 1 == len(found)
        end = stop
        if (quote.closed and last) or (not last and page.char_after(stop)[0] == ","):
            end = quote.inner.end if last else min(unit.end, quote.inner.end)
            after = page.trim(stop, end, left=",.;: ")
            if after[1] - after[0] > 2:
                spans.append(after)
        left = end
        if not spans:
            continue
        draft = builder._draft("inside", spans, cue, cue.takes("direct"), page.units[cue.unit])
        draft.form = "direct"
        draft.zone = (spans[0][0], max(stop, spans[-1][1]))


def _reported(builder: Builder, cue: Cue, unit: Unit, end: int) -> None:
    """Speech within speech: only a clause that somebody else is said to have said."""
    view, lex = builder.view, cue.lex
    if cue.subject is None or cue.potential or cue.fin is None or cue.form != "finite":
        return
    me = view.low[cue.subject] in lex["first_person"] or view.low[cue.subject] in lex["second_person"]
    if me and builder.page.quotes[cue.quote].outer.start in builder.answers:
        return  # what he says of himself in an interview
    if me and not (lex["third_reflexives"] and cue.fin != cue.v and _told_of(cue)):
        return
    if cue.nobody and not any(view.low[k] in lex["to_me"] for k in range(cue.first, cue.v)):
        return  # on dit que …: nobody's words
    if (not cue.relative and cue.subject > cue.v) or (cue.negated and lex["third_reflexives"]):
        return
    if (
        lex["third_reflexives"]
        and view.pos[cue.subject] == "PRON"
        and all(u.name in {"judge", "wish"} for u in cue.uses)
    ):
        return  # « Il a pensé que … »: a mind that the speaker tells
    cue.mode = "forward"
    known = len(builder.drafts)
    around = builder.page.quotes[cue.quote].outer.start
    taken = around in builder.used
    if _marked(builder, cue, unit):
        return
    found = builder._clause(cue, unit, [cue])
    told = not cue.nobody and not cue.relative and cue.fin != cue.v
    if not found and told and lex["third_reflexives"]:
        found = builder._infinitive(cue, unit, [cue])
    if found:
        for d in builder.drafts[known:]:
            stop = min(end, unit.end)  # the sentence: what follows it is the speaker's again
            d.spans = [builder.page.trim(a, min(b, stop), right=",. ") for a, b in d.spans if a < stop]
            d.form = "nested"
            d.unit = cue.unit
        builder.drafts[known:] = [d for d in builder.drafts[known:] if d.spans and d.spans[0][0] < d.spans[0][1]]
        if not taken:
            builder.used.discard(around)  # the quotation itself is still to be told


def _told_of(cue: Cue) -> bool:
    """True for verbs by which a speaker tells what he said before (`J'ai demandé que`), thoughts left out."""
    return any(u.act != "says" or u.name in {"say", "tell"} for u in cue.uses)


def _marked(builder: Builder, cue: Cue, unit: Unit) -> bool:
    """Words in marks inside the marks: `Il m'a dit : "Partez"`, `des gens qui disent +non, jamais+`."""
    page, view, text = builder.page, builder.view, builder.text
    if cue.takes("direct") is None or not cue.lex["third_reflexives"]:
        return False
    stop = min(unit.end, view.end[min(cue.last + 9, view.n - 1)])
    hit = _PLUS.search(text, view.end[cue.last], min(page.quotes[cue.quote].inner.end, stop + 300))
    inner = next((q for q in page.inner if view.end[cue.last] <= q.outer.start < stop), None)
    spans: list[tuple[int, int]] | None = None
    if inner is not None and inner.outer.end <= page.quotes[cue.quote].outer.end:
        start, spans = inner.outer.start, [(p.start, p.end) for p in inner.parts]
    elif hit is not None and hit.start() < stop:
        start, spans = hit.start(), [page.trim(hit.start(1), hit.end(1))]
    if spans is None or any(c in ".;!?" for c in text[view.end[cue.last] : start]):
        return False
    colon = ":" in text[view.end[cue.last] : start]
    between = range(cue.last + 1, page.token_at(start))
    if any(view.pos[k] in {"VERB", "AUX", "SCONJ"} or view.low[k] in cue.lex["that"] for k in between):
        return False
    words = text[spans[0][0] : spans[-1][1]].split()
    if not (colon or builder._verbs(*spans[0])) or len(words) < 2:
        return False
    draft = builder._draft("nested", spans, cue, cue.takes("direct"), page.units[cue.unit])
    draft.form, draft.whole = "direct", True
    return True


def _taken_whole(builder: Builder, start: int) -> bool:
    """True where the quotation already has a cue of its own outside, or is an answer in an interview."""
    page = builder.page
    if start in builder.answers:
        return True
    for d in builder.drafts:
        if (
            d.cue is not None
            and d.kind in {"incise", "colon", "quoted", "que"}
            and any(
                a - 1 <= start < b or (page.quote_at(a) >= 0 and page.quotes[page.quote_at(a)].outer.start == start)
                for a, b in d.spans
            )
        ):
            return True
    return False


def _sentence(builder: Builder, cue: Cue) -> Unit | None:
    """The sentence inside the quotation in which a cue stands, as a unit of its own."""
    page, view = builder.page, builder.view
    quote = page.quotes[cue.quote]
    s = next((s for s in page.sentences if s.first <= cue.v < s.last), None)
    if s is None:
        return None
    a = max(view.start[s.first], quote.inner.start)
    b = min(view.end[s.last - 1], quote.inner.end)
    if a >= b:
        return None
    first, last = page.token_at(a), page.token_before(b) + 1
    return Unit(cue.unit, a, b, first, last, page.units[cue.unit].paragraph, s.language or page.language)


def finish(builder: Builder, article: Article, notes: Notes) -> None:
    """Forms, duplicates, parents, relays, acts."""
    for d in builder.drafts:
        a, b = d.spans[-1]
        credit = _CREDIT.search(article.text[a:b])
        if credit and credit.start() > 3:
            d.spans[-1] = (a, a + credit.start())
    _one_goes_on(builder)
    _unique(builder)
    for d in builder.drafts:
        d.form = _form(builder, d, article)
    _parents(builder)
    _attitudes(builder)
    for d in builder.drafts:
        acts.settle(builder, d, notes.times)
    _relays(builder)


def _one_goes_on(builder: Builder) -> None:
    """A second *on* speaks for the body for which the one before did: `À la mairie, on dit … « … », ajoute-t-on.`"""
    units, last = builder.page.units, None
    for d in sorted(builder.drafts, key=lambda d: d.spans[0][0]):
        if d.cue is None or not 0 <= d.unit < len(units) or d.cue.quote >= 0:
            continue
        said_by_one = d.cue.subject is not None and builder.view.low[d.cue.subject] in d.lex["nobody"]
        if not said_by_one:
            body = (
                d.source is not None
                and builder.view.pos[d.source[1]] != "PRON"
                and not any(
                    names_document(builder.view, k, d.lex)
                    or any(a <= builder.view.start[k] < b for a, b in builder.persons)
                    for k in range(d.source[0], d.source[1] + 1)
                )
            )
            last = d if body and d.parent is None else None if d.cue.source is not None else last
        elif d.source is not None:
            last = d
        elif not d.cue.clitic and builder.view.low[(d.cue.subject or 1) - 1] == ",":
            last = None  # Côté allemand, on évoque …: another *on*
        elif last is not None and units[d.unit].paragraph == units[last.unit].paragraph and d.unit - last.unit <= 3:
            d.follows = last


def _size(d: Draft) -> int:
    return sum(b - a for a, b in d.spans)


def _unique(builder: Builder) -> None:
    """One statement for each content: the one with a cue and a source is kept."""
    best: dict[tuple[tuple[tuple[int, int], ...], tuple[int, int] | None], Draft] = {}
    for d in builder.drafts:
        key = (tuple(d.spans), d.cue_span if d.source is not None and d.cue_span is not None else None)
        old = best.get(key)
        if (
            old is None
            or (d.cue_span is not None and old.cue_span is None)
            or (d.source is not None and old.source is None and d.cue_span is not None)
        ):
            best[key] = d
    full = {k[0] for k in best if k[1] is not None}
    own = {id(d) for d in builder.drafts}
    builder.drafts = [d for k, d in best.items() if k[1] is not None or k[0] not in full]
    kept = {id(d) for d in builder.drafts}
    for d in builder.drafts:
        if d.follows is not None and id(d.follows) in own - kept:
            d.follows = next((o for o in builder.drafts if o.spans == d.follows.spans), None)
        if d.follows is d:
            d.follows = None


def _form(builder: Builder, d: Draft, article: Article) -> str:
    if d.whole or d.kind == "inside":
        return "direct"
    page, text = builder.page, article.text
    inside = outside = False
    own = False
    for a, b in d.spans:
        at = a
        i = page.quote_at(a)
        if i >= 0 and page.quotes[i].outer.start < a and d.form == "nested":
            return "indirect"
        for q in page.quotes[bisect_right(page.closes, a) :]:
            if q.outer.start >= b:
                break
            s, e = max(a, q.outer.start), min(b, q.outer.end)
            outside = outside or _LETTER.search(text, at, s) is not None
            inside = inside or _LETTER.search(text, s, e) is not None
            own = own or not _scare(builder, q, text)
            at = max(at, e)
        outside = outside or _LETTER.search(text, at, b) is not None
    if inside and not outside:
        return "mixed" if d.cue is not None and d.cue.marked >= 0 else "direct"
    if inside and own:
        return "mixed"
    if d.form == "direct" and not inside:
        return "direct"
    return "direct" if _plainly(builder, d) else "indirect"


def _scare(builder: Builder, q: object, text: str) -> bool:
    """True for a name, a title, or words that the article puts in marks throughout."""
    words = q.inner.cut(text)  # type: ignore[attr-defined]
    parts = words.split()
    if len(parts) <= 3 and builder.repeated(words):
        return True
    long = [w for w in parts if len(w) > 3]
    return bool(long) and len(parts) <= 8 and all(w[:1].isupper() or w[:1].isdigit() for w in long) and len(parts) > 1


def _plainly(builder: Builder, d: Draft) -> bool:
    """True for a speaker's own words in an outlet that prints no marks: first person before an inverted cue."""
    if d.kind not in {"incise", "colon"} or d.cue is None:
        return False
    view, lex = builder.view, d.lex
    for a, b in d.spans:
        i = builder.page.token_at(a)
        while i < view.n and view.start[i] < b:
            if view.low[i] in lex["first_person"] or view.low[i] in lex["second_person"]:
                return True
            i += 1
    last = d.spans[-1][1]
    after = builder.text[last : last + 2]
    return after in {" ,", " ."} and builder.stripped


def _parents(builder: Builder) -> None:
    """The smallest statement in whose content another stands."""
    order = sorted(builder.drafts, key=_size)
    for i, d in enumerate(order):
        a, b = d.cue_span or d.spans[0]
        for outer in order[i + 1 :]:
            if outer is d or outer.spans == d.spans:
                continue
            holds = all(any(s <= x and y <= e for s, e in outer.spans) for x, y in d.spans)
            if (
                holds
                and _size(outer) > _size(d)
                and (d.cue_span is None or any(s <= a and b <= e for s, e in outer.spans) or outer.kind == "frame")
            ):
                d.parent = outer
                break


def _attitudes(builder: Builder) -> None:
    """Leaves out what somebody is said to think (`She said she believes …`), in languages that list it so."""
    gone = [
        d
        for d in builder.drafts
        if d.parent is not None and d.lex["no_nested_thought"] and d.use is not None and d.use.name in _THOUGHT
    ]
    if not gone:
        return
    builder.drafts = [d for d in builder.drafts if not any(d is g for g in gone)]
    for d in builder.drafts:
        while d.parent is not None and any(d.parent is g for g in gone):
            d.parent = d.parent.parent
        if d.follows is not None and any(d.follows is g for g in gone):
            d.follows = d.follows.parent


def _relays(builder: Builder) -> None:
    """Who passed the words on: the source of the statement around, and texts named in the cue's clause."""
    view = builder.view
    for d in builder.drafts:
        seen = d.parent
        while seen is not None:
            if seen.source is not None:
                d.relays.append(Span(view.start[seen.source[0]], view.end[seen.source[1]]))
            seen = seen.parent
        if d.cue is not None:
            d.relays += _told_to(builder, d)


def _told_to(builder: Builder, d: Draft) -> list[Span]:
    """`dans une lettre`, `sur LCI`, `à l'AFP`: the channel in the cue's clause."""
    view, lex, cue = builder.view, d.lex, d.cue
    out: list[Span] = []
    if cue is None:
        return out
    for h in cue.heads:
        for k in view.kids[h]:
            if not view.dep[k].startswith(("obl", "iobj", "obj", "advmod", "nmod")):
                continue
            a, b = view.edges(k)
            if any(s <= view.start[k] < e for s, e in d.spans):
                continue
            if d.source is not None and d.source[0] <= k <= d.source[1]:
                continue
            case = view.low[a]
            named = view.pos[k] == "PROPN"
            paper = view.lemma[k] in lex["documents"]
            if (
                case in lex["channel_cases"]
                and (paper or (named and case in {"sur", "à", "au", "aux", "to", "on"}))
                and view.low[k] not in lex["times"]
            ):
                first = a + 1
                last = k
                while last + 1 <= b and (view.pos[last + 1] == "PROPN"):
                    last += 1
                if first <= last:
                    out.append(Span(view.start[first], view.end[last]))
    return out
