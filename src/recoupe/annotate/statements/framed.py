"""Statements whose source stands in a frame: `selon X`, `d'après X`, `pour X,`, `de source policière`."""

from __future__ import annotations

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Frame, Lexicon
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak, noun_phrase, with_name
from recoupe.annotate.statements.placed import place
from recoupe.model import Span

_NP = {
    "det",
    "amod",
    "nummod",
    "nmod:poss",
    "compound",
    "det:predet",
    "advmod",
    "case",
    "fixed",
    "flat",
    "flat:name",
    "flat:foreign",
    "nmod",
    "punct",
}


def find(builder: Builder, unit: Unit, lex: Lexicon) -> None:
    """Adds a draft for each frame of the unit, outside quotations."""
    view, frames = builder.view, lex.frames
    done = unit.first
    for i in view.openings(lex, unit.first, unit.last):
        if i < done:
            continue
        for frame in frames.get(view.low[i], ()):
            n = len(frame.words)
            if i + n < unit.last and tuple(view.low[i : i + n]) == frame.words:
                end = _frame(builder, unit, lex, frame, i)
                if end:
                    done = end + 1
                break


def _np_head(builder: Builder, j: int, stop: int) -> int | None:
    view = builder.view
    while j < stop and view.is_punct(j) and builder.page.quote_at(view.start[j]) >= 0:
        j += 1
    if j >= stop or (view.pos[j] in {"VERB", "AUX", "SCONJ", "PUNCT", "ADP", "ADV"} and view.pos[j] not in {"ADV"}):
        return None
    h = j
    for _ in range(6):
        if view.pos[h] in {"NOUN", "PROPN", "PRON"} and view.dep[h] not in {"compound", "nmod", "amod", "flat"}:
            break
        up = view.head[h]
        if up > h and up < min(j + 10, stop) and view.dep[h] in _NP:
            h = up
        else:
            break
    if view.pos[h] not in {"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM"}:
        h = next((k for k in range(j, min(j + 8, stop)) if view.pos[k] in {"NOUN", "PROPN", "PRON"}), -1)
        if h < 0:
            return None
    return h


def _frame(builder: Builder, unit: Unit, lex: Lexicon, frame: Frame, i: int) -> int | None:
    view, page = builder.view, builder.page
    if page.quote_at(view.start[i]) >= 0:
        return None
    n = len(frame.words)
    if any(
        c.nobody and c.source is not None and c.last < i <= c.source[0] for c in builder.by_unit.get(unit.index, ())
    ):
        return None  # a-t-on appris de source policière: the cue has its source
    j = i + n
    if frame.takes == "words-of":
        j = i + 1
    relative = False
    if view.low[j] in lex["frame_relatives"]:
        k = i - 1
        while k >= unit.first and view.is_punct(k):
            k -= 1
        relative = True
        head: int | None = k
        for _ in range(8):
            if head is None or head < unit.first:
                return None
            if view.pos[head] in {"NOUN", "PROPN"} and view.dep[head] not in {
                "nmod",
                "amod",
                "flat:name",
                "flat",
                "appos",
            }:
                break
            if unit.first <= view.head[head] < head:
                head = view.head[head]
            else:
                break
        if head is None or view.pos[head] not in {"NOUN", "PROPN"}:
            return None
        known = next((d.source for d in builder.drafts if d.source and d.source[0] <= k <= d.source[1]), None)
        source: tuple[int, int] | None = known or noun_phrase(page, head, unit.first, i, lex)
        end = j
    else:
        head = _np_head(builder, j, unit.last)
        if head is None:
            return None
        if view.lemma[head] in lex["no_source"] or view.low[head] in lex["no_source"]:
            return None
        if not can_speak(view, head, lex) and frame.takes != "words-of":
            return None
        if view.lemma[head] in lex["vague_source"] and _first_told(builder, head):
            return None  # classés selon la source: none has been told of
        if view.low[head] in lex["first_person"] and view.pos[head] == "PRON":
            return None
        source = noun_phrase(page, head, j, unit.last, lex)
        source = (j, max(source[1], j)) if source[0] > j and view.pos[j] != "PUNCT" else source
        k = source[1] + 1
        if (
            view.pos[source[1]] == "PROPN"
            and k + 1 < unit.last
            and view.pos[k] in {"NOUN", "ADJ"}
            and view.low[k] not in lex["times"]
            and view.is_punct(k + 1)
        ):
            source = (source[0], k)  # selon Vinci autoroutes,
        if view.lemma[head] in lex["words_of"]:
            inner = next((k for k in view.kids[head] if k > head and view.dep[k] == "nmod"), None)
            told = next((k for k in range(head + 1, min(head + 5, unit.last)) if view.low[k] in lex["agent"]), None)
            if told is not None:
                inner = next(
                    (k for k in range(told + 1, min(told + 6, unit.last)) if view.pos[k] in {"NOUN", "PROPN"}), inner
                )
            if inner is not None:
                a = min(view.edges(inner)[0], inner)
                while a < inner and (view.pos[a] == "ADP" or view.low[a] in lex["agent"] or a <= head):
                    a += 1
                source = noun_phrase(page, inner, a, unit.last, lex)
                source = (a, source[1])
        source = (source[0], with_name(page, source[1], unit.last, builder.persons, lex))
        if not _subject_left(builder, source[1] + 1, unit, lex):
            comma = next((k for k in range(source[0] + 1, source[1]) if view.low[k] == ","), None)
            if comma is not None and (i <= unit.first + 3 or lex["third_reflexives"]):
                source = (source[0], comma - 1)
        if lex["titles_first"] and i <= unit.first + 2:
            source = (source[0], _to_comma(builder, source[1], unit))
        source = (source[0], _told_by(builder, source[1], unit, lex))
        source = (source[0], _joined(builder, source[1], unit, lex))
        source = (source[0], _before_clause(builder, source, unit, lex))
        end = source[1]
    if (
        lex["third_reflexives"]
        and not relative
        and source is not None
        and source[0] == source[1]
        and view.low[source[0]] in lex["strong_pronouns"]
        and view.pos[i - 1] in {"NOUN", "ADJ"}
        and view.pos[min(source[1] + 1, view.n - 1)] == "ADJ"
    ):
        return None  # un service d'ordre selon lui impossible
    if frame.takes == "person" and not _person(builder, head):
        return None
    if frame.takes == "named" and view.pos[j] not in {"DET", "PROPN"}:
        return None  # $120 per foot
    start, stop = view.start[i], view.end[end]
    if _relays(builder, unit, start, stop, source):
        return end
    if relative and frame.takes == "topic" and not (lex["third_reflexives"] and _for_whom(builder, unit, end)):
        return None
    if frame.takes in {"topic", "quoted"} and not relative and not _topic(builder, unit, frame, i, end, head, lex):
        return None
    ahead = frame.takes == "topic" and page.char_after(stop)[0] == ","
    placed = place(builder, unit, lex, start, stop, i, relative=relative, ahead=ahead)
    if placed is None:
        return None
    spans, form = placed
    for other in builder.drafts:
        if other.spans == spans and (other.kind == "frame" or (frame.takes == "quoted" and other.cue_span is not None)):
            return None
    draft = Draft("frame", spans, lex)
    draft.form = form
    words = i + n - 1 if frame.takes != "words-of" else end
    draft.cue_span = (view.start[i], view.end[j] if relative else view.end[words])
    draft.source = source
    draft.verb = " ".join(frame.words)
    draft.unit = unit.index
    draft.zone = (min(start, spans[0][0]), max(stop, spans[-1][1]))
    builder.drafts.append(draft)
    return end


def _for_whom(builder: Builder, unit: Unit, end: int) -> bool:
    """True where words in marks follow `Jane Roe, pour qui …`: a view of hers, not what concerns her."""
    at = builder.view.end[end]
    return bool(builder.page.quotes_in(at, unit.end + 2)) and builder._verbs(at, unit.end)


def _to_comma(builder: Builder, last: int, unit: Unit) -> int:
    """English: the end of a source that opens a sentence, its names cut by the parse: `According to USA Daily, …`."""
    view = builder.view
    for i in range(last + 1, min(last + 10, unit.last)):
        if view.low[i] == ",":
            return i - 1
        if view.pos[i] in {"VERB", "AUX", "PRON", "SCONJ"} and view.dep[i] != "amod":
            return last
    return last


def _told_by(builder: Builder, last: int, unit: Unit, lex: Lexicon) -> int:
    """The end of a source with who quotes it: `selon des témoins cités par une agence`."""
    view = builder.view
    if not lex["clitics"] or "VerbForm=Part" not in view.feats[last] or last + 2 >= unit.last:
        return last
    if view.low[last + 1] not in lex["agent"]:
        return last
    end = last + 1
    while end + 1 < unit.last and view.pos[end + 1] in {"DET", "NOUN", "PROPN", "ADJ"}:
        end += 1
    return end if end > last + 1 else last


def _first_told(builder: Builder, head: int) -> bool:
    """True for a bare `la source` of which the text has said nothing before."""
    view = builder.view
    bare = view.pos[head - 1] == "DET" and "Definite=Def" in view.feats[head - 1] and not view.kid(head, "amod", "nmod")
    return bare and view.lemma[head] not in builder._lower[: view.start[head]]


def _relays(builder: Builder, unit: Unit, start: int, stop: int, source: tuple[int, int] | None) -> bool:
    """Keeps the source of a frame as the relay of the saying it closes: `« … », a dit X, selon l'agence`."""
    page, view = builder.page, builder.view
    char, at = page.char_after(stop)
    nxt = page.token_at(at) + 1
    told_of = char == "," and nxt < unit.last and view.low[nxt] in builder.lexicons[unit.language]["relatives"]
    if source is None or (char not in {"", ".", "!", "?"} and not told_of):
        return False
    if _passed_on(builder, unit, start, source):
        return True
    for d in builder.drafts:
        if d.unit != unit.index or d.kind != "incise" or d.cue_span is None or d.spans[-1][1] > d.cue_span[0]:
            continue
        if d.zone[1] <= start and page.trim(d.zone[1], start, left=",", right=",")[0] >= start - 1:
            if not any(q.outer.start <= d.spans[0][0] < q.outer.end for q in page.quotes):
                return False
            d.relays.append(Span(view.start[source[0]], view.end[source[1]]))
            return True
    return False


def _passed_on(builder: Builder, unit: Unit, start: int, source: tuple[int, int]) -> bool:
    """English: `Police said he was hurt, according to the agency`: the agency passes the words on."""
    if not builder.lexicons[unit.language]["titles_first"]:
        return False
    page, view = builder.page, builder.view
    for d in builder.drafts:
        if d.unit != unit.index or d.kind != "que" or d.cue is None or d.source is None or d.form == "direct":
            continue
        if d.spans[-1][1] > start or page.trim(d.spans[-1][1], start, left=',”"’. ', right=",")[0] < start - 1:
            continue
        told = d.source[1] < d.cue.first and d.cue.subject is not None and d.cue.fin is not None
        if told:
            d.relays.append(Span(view.start[source[0]], view.end[source[1]]))
            return True
    return False


def _joined(builder: Builder, last: int, unit: Unit, lex: Lexicon) -> int:
    """The end of a source that goes on after « et », where no verb follows that could want a subject."""
    view = builder.view
    if last + 2 >= unit.last or view.low[last + 1] not in lex["and"]:
        return last
    i = last + 2
    while i < unit.last and (not view.is_punct(i) or builder.page.quote_at(view.start[i]) >= 0):
        if view.pos[i] in {"VERB", "AUX", "ADV"} or i - last > 6:
            return last
        i += 1
    return i - 1


def _before_clause(builder: Builder, source: tuple[int, int], unit: Unit, lex: Lexicon) -> int:
    """The end of a source whose second half is the subject of another clause: `selon X et des barrages ont …`."""
    view = builder.view
    first, last = source
    link = next((k for k in range(last, first, -1) if view.low[k] in lex["and"]), None)
    if link is None:
        return last
    i = last + 1
    while i < unit.last and i < last + 4 and (view.low[i] in lex["clitics"] or view.pos[i] == "ADV"):
        i += 1
    if i < unit.last and view.pos[i] in {"VERB", "AUX"} and view.finite(i):
        return link - 1
    return last


def _subject_left(builder: Builder, at: int, unit: Unit, lex: Lexicon) -> bool:
    """False where a verb follows at once: what looked like an apposition was its subject."""
    view = builder.view
    while at < unit.last and view.is_punct(at) and view.low[at] not in {".", ";", ","}:
        at += 1
    if at >= unit.last:
        return True
    if view.low[at] in lex["third_reflexives"] and at + 1 < unit.last and view.finite(at + 1):
        return False
    return not (
        view.low[at] in builder.lexicons[unit.language]["ne"] or (view.pos[at] in {"VERB", "AUX"} and view.finite(at))
    )


def _person(builder: Builder, head: int) -> bool:
    return builder.view.pos[head] == "PROPN" or (builder.view.pos[head] == "NOUN" and builder.view.feats[head] != "")


def _topic(builder: Builder, unit: Unit, frame: Frame, i: int, end: int, head: int, lex: Lexicon) -> bool:
    """`Pour X, …`: only at the head of a clause, closed by a comma, with a quotation or a person to vouch for it."""
    view, page = builder.view, builder.page
    char, at = page.char_after(view.end[end])
    _, before, closed = builder._before(i)
    last = frame.takes == "topic" and closed and before > unit.start and builder.text[before] == ","
    if last and not builder._verbs(view.end[end], unit.end) and view.low[head] not in lex["clitics"]:
        return True  # « … », pour X.
    if char != "," or not builder._verbs(at, unit.end):
        return False
    if frame.takes == "quoted" and any(
        c.nobody and c.source is not None and c.source[0] <= head <= c.source[1]
        for c in builder.by_unit.get(unit.index, ())
    ):
        return False  # du côté de X, on dit …: the verb has its source
    if frame.takes == "quoted" and any(f.takes == "topic" for f in lex.frames.get(view.low[page.token_at(at) + 1], ())):
        return False  # du côté de X, pour Y, …: Y says it
    k = i - 1
    while k >= unit.first and (view.low[k] in lex["connectors"] or view.low[k] == ","):
        k -= 1
    sided = view.pos[unit.first] == "ADP" and i - unit.first < 9 and not builder._verbs(unit.start, view.start[i])
    if k >= unit.first and view.low[k] not in {":", ";", "que", "qu'"} and not sided:
        return False
    quoted = any(len(q.inner.cut(builder.text).split()) >= 3 for q in page.quotes_in(at, unit.end))
    if frame.takes == "quoted":
        return quoted
    person = view.low[head] in lex["strong_pronouns"] or builder.is_person(head)
    person = person or any(
        view.pos[k] == "PROPN" and a <= view.start[k] < b for k in range(head, end + 1) for a, b in builder.persons
    )
    if any(
        d.unit == unit.index and d.kind not in {"frame"} and d.cue_span is not None and d.cue_span[0] > at
        for d in builder.drafts
    ):
        return False  # the clause has a speaker of its own
    return quoted and person if lex["titles_first"] else quoted or person  # For Ann Roe, the law is a mess
