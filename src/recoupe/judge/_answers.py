"""Whether a clause that denies answers one that asserts: the two cannot both be so.

Asked of two clauses at a time, by what each turns on and what a negation reaches; no third is needed.
"""

from __future__ import annotations

import re

from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Proposition
from recoupe.judge._words import Word

CENTRE = 0.9
_NEAR = 0.5
_CURT = 2
_TWICE = 2
_THIN = frozenset(("ADV", "ADP", "PRON", "INTJ", "PART"))
_WORDS = re.compile(r"\w+'?")


def opposes(against: Proposition, told: Proposition) -> bool:
    """True where a clause that denies cannot be so together with one that asserts.

    Somebody who says that he denies, denies what his words turn on, and shares something more with the other unless
    he is curt. A mere negation opposes where an event or a verdict that it reaches stands unnegated at the centre of
    the other; not where they speak of different people or places, nor where the claim is about one alone (*seules
    les manifestations à Lyon*).
    """
    if not alike(against.names, told.names) and len(centre(against) & centre(told)) < _TWICE:
        return False
    shared = solid(against) & solid(told)
    if explicit(against):
        own = _denied(against)
        both = own & {w.concept for w in told.words if w.role >= _NEAR and w.pos not in _THIN}
        return (
            against.borrowed
            or not own
            or (bool(both) and (len(shared) > 1 or len(own) <= _CURT))
            or any(w.predicate and w.concept in both for w in against.words)
        )
    lex = lexicon(told.language)
    wide = set(_WORDS.findall(against.folded)) & lex.scopes
    if set(_WORDS.findall(told.folded)) & lex.only or (wide and told.names and not told.names & against.names):
        return False  # what is so in one place is not so of all
    turned = _turned(against) | _turned(told)
    met = {
        c
        for c in turned & events(told) & events(against, _NEAR)
        if against.concepts[c] != told.concepts[c]
    }  # fmt: skip
    return bool(met) and (bool(shared - met) or any(curt(against, c) and c in centre(told) for c in met))


def replaces(p: Proposition, told: Proposition) -> bool:
    """True where a correction puts the contrary in the place of what was told: *reste ouvert* for *sera fermé*."""
    opposed = lexicon(told.language).opposed
    if not (solid(p) & solid(told)) or not alike(p.names, told.names):
        return False
    return any(
        (c, d) in opposed and p.concepts[c] == told.concepts[d] for c in events(p, _NEAR) for d in events(told, _NEAR)
    )


def _denied(p: Proposition) -> frozenset[str]:
    """What an explicit denial is of: what it turns on, and what is told by *information*, *accusations*, *claims*."""
    lex = lexicon(p.language)
    told = {w.concept for w in p.words if p.folded_word(w) in lex.carriers}
    carried = any(w.role >= CENTRE and w.concept in told for w in p.words)
    own = centre(p) | solid(p) if carried else centre(p)
    false = {w.concept for w in p.words if lex.marked("false", p.folded_word(w))}
    return (own - told - false) or own


def _turned(p: Proposition) -> frozenset[str]:
    """What a negation turns round: the event at its head, not what hangs on that (*n'exclut pas de partir*)."""
    rows = [w for w in p.words if w.negated and w.role >= _NEAR and _tells(w, p)]
    top = max((w.role for w in rows), default=0.0)
    return frozenset(w.concept for w in rows if w.role == top)


def explicit(p: Proposition) -> bool:
    """True where a clause is denied by whoever utters it; in somebody's own words only the clause that says so."""
    if p.borrowed:
        return True
    if p.statement.act not in ("denies", "corrects"):
        return False
    lex = lexicon(p.language)
    whole = p.statement.form == "indirect" or (p.spans[0].start, p.spans[-1].end) == (
        p.statement.content[0].start,
        p.statement.content[-1].end,
    )
    return whole or any(w.negated for w in p.words) or lex.marked("false", p.folded) or lex.marked("denial", p.folded)


def _tells(w: Word, p: Proposition) -> bool:
    """True for a word that tells an event, an act or a verdict, not who takes part in it."""
    return w.pos in ("VERB", "") or w.predicate or w.concept in lexicon(p.language).classes


def events(p: Proposition, least: float = 0.75) -> frozenset[str]:
    """The events, acts and verdicts that a clause tells, not in passing."""
    return frozenset(w.concept for w in p.words if w.role >= least and not w.name and not w.figure and _tells(w, p))


def centre(p: Proposition) -> frozenset[str]:
    """What a clause turns on: its predicate, subject and object, no names, figures or adverbs."""
    return frozenset(
        w.concept for w in p.words if w.role >= CENTRE and not w.name and not w.figure and w.pos not in _THIN
    )


def curt(p: Proposition, key: str) -> bool:
    """True where nothing but the event itself is negated: *aucune décision de fermeture n'a été prise*."""
    lex = lexicon(p.language)
    if key not in lex.classes:
        return False
    carried = {w.concept for w in p.words if w.negated and w.concept != key and p.folded_word(w) in lex.carriers}
    more = [w for w in p.words if w.concept not in carried and w.concept != key and w.role >= CENTRE]
    return len(more) <= bool(carried)  # a decision is taken, a plan is made: one word more


def solid(p: Proposition) -> frozenset[str]:
    return frozenset(w.concept for w in p.words if w.pos not in _THIN)


def alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """True unless both hold something and have nothing in common."""
    return not one or not two or bool(one & two)
