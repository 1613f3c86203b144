"""Noun phrases as sources: how far a mention reaches, and whether what it names can speak at all."""

from __future__ import annotations

from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Page
from recoupe.annotate.statements.view import View

_LEFT = {
    "det", "amod", "nummod", "nmod", "nmod:poss", "compound", "flat", "flat:name", "flat:foreign", "appos",
    "det:predet", "advmod", "fixed", "obl:npmod",
}  # fmt: skip
_NAMED = {"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADJ"}
_STOP = {":", ";", "–", "—", "!", "?"}


def noun_phrase(page: Page, head: int, low: int, high: int, lex: Lexicon) -> tuple[int, int]:
    """First and last token of the mention whose head is `head`, within tokens `low` to `high` (exclusive).

    A relative clause without a comma belongs to it, as do appositions; what a comma adds besides does not.
    """
    view = page.view
    if view.low[head][0] == "-" or (view.pos[head] == "PRON" and not view.kids[head]):
        return head, head
    first = head
    for k in view.kids[head]:
        if k >= head:
            break
        if view.dep[k] in _LEFT:
            first = min(first, max(low, view.edges(k)[0]))
    if lex["titles_first"]:
        first = max(low, joined_left(view, first))
        while (
            first - 1 >= low
            and view.pos[first - 1] in {"PROPN", "NOUN", "ADJ"}
            and view.low[first - 1] not in lex["times"]
        ):
            first -= 1
        if first - 1 >= low and (view.pos[first - 1] == "DET" or view.dep[first - 1] == "nmod:poss"):
            first -= 1
    while first < head and view.is_punct(first) and page.quote_at(view.start[first]) < 0:
        first += 1
    limit = min(view.edges(head)[1] + 1, high)
    while limit < high and (
        view.pos[limit] == "PROPN" or (view.low[limit] in {"-"} and limit + 1 < high and view.pos[limit + 1] == "PROPN")
    ):
        limit += 1
    if (
        limit + 1 < high
        and view.low[limit] == ","
        and view.pos[limit + 1] == "PROPN"
        and view.dep[limit + 1].startswith("nsubj")
        and view.head[limit + 1] == view.head[head] != head
    ):
        limit = min(view.edges(limit + 1)[1] + 1, high)  # its director, Denis Faure: one subject read as two
    last = _right(page, first, head, max(limit, head + 1), lex)
    while (
        lex["titles_first"]
        and last + 1 < high
        and last >= head
        and view.pos[last + 1] in {"NOUN", "PROPN"}
        and view.pos[last] in {"NOUN", "PROPN"}
        and view.low[last + 1] not in lex["times"]
        and view.end[last] + 1 == view.start[last + 1]
    ):
        last += 1  # said port manager Lena Holt
    while (
        last + 1 < high
        and view.pos[last + 1] == "ADJ"
        and "VerbForm" not in view.feats[last + 1]
        and view.pos[last] in {"NOUN", "ADJ"}
        and last >= head
    ):
        last += 1
    while (
        last + 2 < high
        and view.low[last + 1] in lex["source_of"]
        and view.pos[last + 2] in {"NUM", "NOUN", "PROPN"}
        and view.low[last + 2] not in lex["times"]
    ):
        last += 2
        while (last + 1 < high and view.pos[last + 1] in {"PROPN", "ADJ"}) or (
            last + 1 < high and view.pos[last] == "NUM" and view.pos[last + 1] == "NOUN"
        ):
            last += 1
    if lex["titles_first"]:
        last = _belonging(view, last, high, lex)
    if (
        last + 3 < high
        and view.low[last + 1] in lex["source_of"]
        and view.pos[last + 2] == "DET"
        and view.pos[last + 3] == "PROPN"
        and view.pos[last] == "NOUN"
    ):
        last += 3  # des journalistes de l'AFP
    return first, last


def with_name(page: Page, last: int, high: int, persons: set[tuple[int, int]], lex: Lexicon) -> int:
    """The end of a mention with the name that a comma adds: `la secrétaire d'État à l'Égalité, Jeanne Roy,`."""
    view = page.view
    if not lex["third_reflexives"] or view.pos[last] not in {"NOUN", "ADJ", "PROPN"}:
        return last
    i = last + 1
    if i < high and view.low[i] in lex["told_to"] and view.low[i - 1] not in lex["times"]:  # à l'Égalité
        while (
            i < high
            and i < last + 11
            and (view.pos[i] in {"ADP", "DET", "NOUN", "ADJ", "PROPN"} or view.low[i] in {"et", "-"})
        ):
            i += 1
    if i + 1 >= high or view.low[i] != "," or i - last > 10:
        return last
    at = i + 1 + (view.low[i + 1] in lex["name_titles"] and i + 2 < high)
    name = next((p for p in persons if p[0] == view.start[at]), None)
    if name is None or view.pos[at] != "PROPN" or view.pos[last] == "PROPN":
        return last
    end = page.token_before(name[1])
    after = end + 1
    if end <= i + 1 or after >= high or view.low[after] not in {",", ".", "(", ";", ":"}:
        return last
    return end


def _belonging(view: View, last: int, high: int, lex: Lexicon) -> int:
    """English: the end of what `of` adds to a name or a function: `Lt. Roe of the state police`."""
    i = last + 1
    while i < high and view.low[i] in lex["source_of"]:
        i += 1 + (i + 1 < high and (view.pos[i + 1] == "DET" or view.dep[i + 1] == "nmod:poss"))
        start = last
        while i < high and view.pos[i] in {"ADJ", "NOUN", "PROPN", "PART"} and view.low[i] not in lex["times"]:
            last = i if view.pos[i] in {"NOUN", "PROPN"} else last
            i += 1
        if last == start:
            break
        i = last + 1
    return last


def joined_left(view: View, at: int) -> int:
    """The token at which a name or its owner starts that the parse has cut: `Roe-Kent`, `the Post's Jane Roe`."""
    while at > 1:
        hyphen = view.low[at - 1] in {"-", "‑"} and view.end[at - 1] == view.start[at] and view.pos[at] == "PROPN"
        owner = view.low[at - 1] in {"'s", "s'"} and view.pos[at] in {"PROPN", "NOUN", "ADJ"}
        if not (hyphen or owner) or view.pos[at - 2] != "PROPN" or view.end[at - 2] != view.start[at - 1]:
            break
        at -= 2
        while at > 0 and view.pos[at - 1] == "PROPN":
            at -= 1
    return at


def _right(page: Page, first: int, head: int, limit: int, lex: Lexicon) -> int:
    view = page.view
    start_quote = page.quote_at(view.start[first])
    if start_quote >= 0 and page.quotes[start_quote].outer.end < view.end[head]:
        start_quote = -1
    last = head
    relative = False
    i = head + 1
    while i < limit:
        word = view.low[i]
        q = page.quote_at(view.start[i])
        if q != start_quote and q >= 0:
            quote = page.quotes[q]
            stop = page.token_at(quote.outer.end)
            if stop > limit or quote.inner.end - quote.inner.start > 60:
                break
            last = stop - 1
            i = stop
            continue
        if word in _STOP:
            break
        if word == ",":
            nxt = i + 1
            while nxt < limit and view.pos[nxt] == "ADV" and not lex["trailing"].__contains__(view.low[nxt]):
                nxt += 1
            if (
                nxt >= limit
                or view.low[nxt] in lex["relatives"]
                or view.low[nxt] in lex["trailing"]
                or view.is_punct(nxt)
                or absolute(view, nxt, lex)
            ):
                break
            if view.pos[nxt] in {"VERB", "AUX", "ADP", "SCONJ", "CCONJ"} or (
                view.pos[nxt] == "ADJ" and "VerbForm=Part" in view.feats[nxt]
            ):
                break
            if (
                view.low[nxt] in lex["reflexives"]
                or view.low[nxt] in lex["that"]
                or (view.low[nxt] == "l'" and nxt + 1 < limit and view.pos[nxt + 1] in {"VERB", "AUX"})
            ):
                break
            relative = False
        elif word in {"(", "["}:
            close = next((k for k in range(i + 1, min(i + 12, limit)) if view.low[k] in {")", "]"}), None)
            if close is None:
                break
            last, i = close, close + 1
            continue
        elif view.is_punct(i) and word not in {"-", ".", "'", "&", "/", "..."}:
            if q < 0:
                break
        elif word in lex["relatives"] and view.pos[i] == "PRON":
            relative = True
        elif (
            (
                word in lex["times"]
                and view.pos[i] in {"ADV", "NOUN"}
                and view.low[i - 1] not in lex["source_of"]
                and view.pos[i - 1] != "DET"
                and i > head
            )
            or (word in lex["told_to"] and _told(page, i, limit, lex))
            or (view.finite(i) and view.pos[i] in {"VERB", "AUX"} and not relative)
            or (view.low[i] in lex["that"] and not relative)
        ):
            break
        last = i
        i += 1
    while last > head and (
        view.low[last] in {",", "et", "and", "mais", "-"}
        or (view.low[last] in lex["relatives"] and view.pos[last] == "PRON")
        or view.pos[last] in {"ADP", "CCONJ", "SCONJ", "DET"}
        or view.low[last] in lex["before_date"]
        or (view.low[last] in lex["times"] and not view.dep[last].startswith(("flat", "nmod")))
    ):
        last -= 1
    return last


def _told(page: Page, i: int, limit: int, lex: Lexicon) -> bool:
    """True where `à l'AFP`, `à la presse`, `au Monde` follows: the one who was told, no part of the mention."""
    view = page.view
    k = i + 1
    while k < limit and view.pos[k] == "DET":
        k += 1
    if k >= limit:
        return False
    written = view.text[view.start[k] : view.end[k]]
    return (len(written) > 1 and written.isupper()) or view.low[k] in lex["media"]


def can_speak(view: View, head: int, lex: Lexicon, *, strict: bool = True) -> bool:
    """False where the noun names an event, a feeling or a thing that says nothing (la hausse, cela).

    Without `strict` only nouns known as mute count, not those whose ending makes them likely so.
    """
    word, pos = view.low[head], view.pos[head]
    if word in lex["mute_pronouns"]:
        return False
    if pos == "NOUN" and _printed_as_name(view, head):
        return True  # the Times, taken for a noun
    if pos == "NOUN" and word in lex["documents"]:
        return True  # les travaux, where the lemma is mute
    if pos == "NOUN":
        return lex.speaks(view.lemma[head]) if strict else view.lemma[head] not in lex["mute"]
    if pos in {"ADV", "DET"}:  # half said, some say
        return "NumType=Frac" in view.feats[head] or (pos == "DET" and view.dep[head].startswith("nsubj"))
    return pos in _NAMED or (pos == "VERB" and not view.infinitive(head) and not view.finite(head))


def _printed_as_name(view: View, head: int) -> bool:
    """True for a capital in the middle of plain text, which headlines in capitals are not."""
    text, at = view.text, view.start[head]
    return head > 1 and text[at].isupper() and text[view.start[head - 1]].islower() and view.pos[head - 1] == "DET"


def names_document(view: View, head: int, lex: Lexicon) -> bool:
    """True where the noun names a text, a picture, a study."""
    return view.lemma[head] in lex["documents"] or view.low[head] in lex["documents"]


def shows(view: View, head: int, lex: Lexicon) -> bool:
    """True for a text, and for who shows something by his work (`des chercheurs`)."""
    return names_document(view, head, lex) or view.lemma[head] in lex["showing"]


def _aside(view: View, i: int, stop: int, lex: Lexicon) -> int:
    """Past what a comma closes between an inverted verb and its subject: `a lâché, très ému, Jean Roy`."""
    if view.low[i - 1] != ",":
        return i
    k = i
    while k < stop and k < i + 9 and view.low[k] != ",":
        k += 1
    if k >= stop or view.low[k] != ",":
        return i
    words = range(i, k)
    described = all(
        (view.pos[m] in {"ADJ", "VERB", "ADV", "CCONJ"} and not view.finite(m))
        or (view.pos[m] in {"NOUN", "PROPN"} and view.text[view.start[m]].islower() and len(words) <= 2)
        for m in words
    )
    return k + 1 if described or absolute(view, i, lex) else i


def absolute(view: View, i: int, lex: Lexicon) -> bool:
    """True where `la gorge serrée`, `micro en main`, `tout sourire` starts: how somebody looks while he speaks."""
    if i >= view.n:
        return False
    if view.pos[i] == "DET" or view.low[i] in {"tout", "toute"}:
        i += 1
    return i < view.n and (view.lemma[i] in lex["looks"] or view.low[i] in lex["looks"])


def _whole(view: View, i: int, stop: int) -> int:
    """The noun that a noun before it qualifies: `chief executive`, `police spokesman`."""
    k = view.head[i]
    compound = view.dep[i] == "compound" and i < k < min(stop, i + 4)
    return k if compound and all(view.pos[m] in {"NOUN", "PROPN", "ADJ"} for m in range(i, k + 1)) else i


def _owned(view: View, i: int, stop: int) -> int:
    """Past the owner that opens a noun phrase, to what is owned: `his lawyer`, `the club's new president`."""
    while i + 1 < stop:
        if view.pos[i] == "PRON" and (view.dep[i] == "nmod:poss" or "Poss=Yes" in view.feats[i]):
            if view.pos[i + 1] not in {"NOUN", "PROPN", "ADJ", "NUM", "ADV"}:
                break
            i += 1
            continue
        k = i
        while k < stop and view.pos[k] in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            k += 1
        if k == i or k + 1 >= stop or view.low[k] not in {"'s", "’s", "s'", "'", "’"} or view.pos[k] != "PART":
            break
        i = k + 1
    return i


def follows_as_subject(page: Page, start: int, stop: int, lex: Lexicon) -> int | None:
    """By position: the head of the noun phrase after an inverted verb, past adverbs, times and addressees."""
    view = page.view
    i = start
    stop = min(stop, start + 24)
    passed = False  # a prepositional phrase lies behind
    while i < stop:
        word, pos = view.low[i], view.pos[i]
        if word in _STOP or (view.is_punct(i) and word != "," and page.quote_at(view.start[i]) < 0):
            return None
        aside = _aside(view, i, stop, lex)
        if aside > i:
            i = aside
        elif word in lex["times"] or (pos in {"ADV", "PUNCT", "NUM", "INTJ"} and word not in lex["one"]):
            i += 1
        elif (
            word == "des"
            and i + 1 < stop
            and view.pos[i + 1] != "PROPN"
            and (passed or (view.lemma[i] == "un" and view.pos[i] != "DET"))
        ):
            i += 1  # an article, not a preposition
            passed = False
        elif pos == "ADP" or word in lex["agent"] or (pos == "SCONJ" and word in {"à"}):
            i += 1
            while i < stop and view.pos[i] in {"DET", "NUM", "ADJ", "ADP", "ADV"} and view.low[i] not in lex["times"]:
                i += 1
            if i < stop and view.pos[i] in {"NOUN", "PROPN", "PRON", "X"}:
                i += 1
                name = view.text[view.start[i - 1] : view.end[i - 1]]
                short = name.isupper() and len(name) > 1  # à l'AFP Paul Roux, sur BFM TV le ministre
                while i < stop and (
                    (not short and (view.pos[i] in {"ADJ", "PROPN"} or view.low[i] == "x"))
                    or (short and view.text[view.start[i] : view.end[i]].isupper())
                ):
                    i += 1
            passed = True
        elif pos in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "X"}:
            if pos == "PRON" and (word in lex["relatives"] or word in lex["clitics"]):
                return None
            j = i = _owned(view, i, stop)
            while j < stop and view.pos[j] in {"DET", "ADJ", "NUM", "ADV", "PUNCT"} and view.pos[j] != "VERB":
                if view.pos[j] == "PUNCT" and page.quote_at(view.start[j]) < 0:
                    break
                j += 1
            if j < stop and view.pos[j] in {"NOUN", "PROPN", "PRON", "X"}:
                return _whole(view, j, stop)
            return (
                i
                if pos in {"NOUN", "PROPN", "PRON", "ADJ"} and pos != "ADJ"
                else (j - 1 if j > i and view.pos[j - 1] == "ADJ" else None)
            )
        else:
            return None
    return None
