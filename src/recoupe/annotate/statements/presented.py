"""Who a sentence without a saying presents, so that the quotation beside it is his: `Le capitaine sourit. « … »`."""

from __future__ import annotations

from recoupe.annotate.statements.ground import Ground
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import noun_phrase
from recoupe.languages.phrases import lexicon as phrases

_PHRASE = {"DET", "NOUN", "ADJ", "ADP", "PROPN", "NUM"}
_VERBAL = {"VERB", "AUX", "PRON"}


def speaks_as_person(builder: Ground, head: int) -> bool:
    """True for a name, a noun that a name explains, or one definite person by his function (`la capitaine`)."""
    view = builder.view
    own = [head, *(k for k in view.kids[head] if view.dep[k] in {"appos", "flat", "flat:name"})]
    if any(a <= view.start[k] < b for k in own for a, b in builder.persons):
        return True
    if view.pos[head] != "NOUN" or "Number=Plur" in view.feats[head]:
        return False
    if any("Poss=Yes" in view.feats[k] for k in view.kids[head]) or "Poss=Yes" in view.feats[max(head - 1, 0)]:
        return False  # sa mère: told of whom the words before are
    known = phrases(builder.page.language).heads.get(view.low[head])
    definite = any("Definite=Def" in view.feats[k] for k in view.kids[head] if view.dep[k] == "det")
    return known is not None and known[1] == "role" and definite


def presented(builder: Ground, unit: Unit, lex: Lexicon, *, named: bool = False) -> tuple[int, int] | None:
    """The mention of the one person that is the subject of a sentence; `named`: only where it is told by name."""
    view = builder.view
    root = next(
        (
            k
            for k in range(unit.first, unit.last)
            if view.dep[k] in {"nsubj", "nsubj:pass"} and view.head[view.head[k]] == view.head[k]
        ),
        None,
    )
    if root is None:
        return _leading(builder, unit, lex, named=named)
    if view.pos[root] == "PRON":
        return (
            noun_phrase(builder.page, root, unit.first, unit.last, lex)
            if (view.low[root] in lex["speakers_pronouns"] and not named)
            else None
        )
    mention = noun_phrase(builder.page, root, unit.first, unit.last, lex)
    within = any(
        view.start[mention[0]] <= a < view.end[mention[1]] and b <= view.end[mention[1]] for a, b in builder.persons
    )
    speaks = speaks_as_person(builder, root)
    return mention if speaks and (within or not named) else None


def _leading(builder: Ground, unit: Unit, lex: Lexicon, *, named: bool) -> tuple[int, int] | None:
    """By position, where a sentence was only tagged: the name, the function or the pronoun before its verb."""
    view = builder.view
    i = unit.first
    if view.pos[i] == "ADP":  # En une phrase, Jeanne Roy a …
        comma = next((k for k in range(i + 1, min(i + 8, unit.last)) if view.low[k] == ","), None)
        i = comma + 1 if comma is not None and not any(view.finite(k) for k in range(i, comma)) else i
    while i < min(unit.first + 9, unit.last) and (view.pos[i] in {"ADV", "CCONJ"} or view.low[i] == ","):
        i += 1
    if i + 1 >= unit.last:
        return None
    if view.low[i] in lex["speakers_pronouns"]:
        return (i, i) if view.pos[i + 1] in {"VERB", "AUX", "PRON", "ADV"} and not named else None
    name, k = None, i
    while k < min(i + 12, unit.last) and (view.pos[k] in _PHRASE or view.low[k] in {",", "-"}):
        name = next((p for p in builder.persons if p[0] == view.start[k] and view.pos[k] == "PROPN"), None)
        if name is not None:
            break
        k += 1
    if name is not None:
        last = builder.page.token_before(name[1])
    elif named or view.pos[i] != "DET":
        return None
    else:
        last = next((m for m in range(i + 1, min(i + 4, unit.last)) if view.pos[m] == "NOUN"), i)
        if not speaks_as_person(builder, last) or "Definite=Ind" in view.feats[i]:
            return None
    nxt = last + 1
    if nxt < unit.last and view.low[nxt] == ",":
        commas = [m + 1 for m in range(nxt + 1, min(nxt + 28, unit.last - 1)) if view.low[m] == ","]
        told = (m for m in [nxt + 1, *commas] if view.finite(m) or view.pos[m] == "PRON" or view.low[m] in lex["ne"])
        nxt = next(told, 0)
        if not nxt or view.low[nxt] in lex["relatives"]:
            return None
    acts = nxt < unit.last and (view.pos[nxt] in _VERBAL or view.low[nxt] in lex["ne"])
    return (i, last) if acts else None
