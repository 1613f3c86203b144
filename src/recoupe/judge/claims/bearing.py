"""Which statements bear on a claim as it is worded: whose voice counts for it, and whose against it.

Statements that met under one concept may speak of two things. None of them is lost to the claim, but only
those that say what its text says bear it out, and only a negation of just that denies it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from recoupe.judge._incompatible import counted_otherwise
from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Proposition, Word
from recoupe.judge.claims.status import Kind

_WORDS = re.compile(r"\w+'?")
_VOICES = 80
_CURT = 2
_PART = 1 / 3
_HALF = 0.5
_QUOTED = 4
_CENTRE = 0.9
_NEAR = 0.5
_TWICE = 2
_THIN = frozenset(("ADV", "ADP", "PRON", "INTJ", "PART"))

How = Sequence[tuple[Proposition, Kind]]


def pertinent(how: How, key: str, *, trait: bool) -> list[tuple[Proposition, Kind]]:
    """What is left once denials of something else are dropped.

    Somebody who says that he denies, denies what his words have at their centre: *dément toute cacophonie sur la
    taxe* denies no tax. A mere negation (*le match n'a pas été reporté*) answers only what it shares more with than
    the concept that it negates, and not where the two name different people or places. A `trait` of a document needs
    nothing more in common.
    """
    asserting = [p for p, k in how if k in ("asserts", "confirms")][:_VOICES]
    if trait or not asserting:
        return list(how)
    said = frozenset().union(*(_solid(q) for q in asserting)) - {key}
    centres = frozenset().union(*(centre(q) for q in asserting))
    named = frozenset().union(*(q.names for q in asserting))
    return [(p, k) for p, k in how if k != "denies" or _answers(p, key, said, centres, named)]


def _answers(p: Proposition, key: str, said: frozenset[str], centres: frozenset[str], named: frozenset[str]) -> bool:
    if p.statement.act in ("denies", "corrects"):
        own = centre(p)
        return p.borrowed or not own or key in own or bool(own & centres)
    return ((_solid(p) & said) or _curt(p, key)) and _alike(p.names, named)


def answering(how: How, key: str, told: Proposition, *, trait: bool) -> list[tuple[Proposition, Kind]]:
    """What is left once denials are dropped that oppose neither `told`, which words the claim, nor what bears it out."""
    if trait or not any(k in ("asserts", "confirms") for _, k in how):
        return list(how)
    away = aside(how, key, told)
    standing = [p for p, k in how if k in ("asserts", "confirms") and p.statement.id not in away][:_VOICES]
    return [(p, k) for p, k in how if k != "denies" or any(opposes(p, q) for q in standing)]


def opposes(against: Proposition, told: Proposition) -> bool:
    """True where a clause that denies cannot be so together with one that asserts.

    Somebody who says that he denies, denies what his words turn on, and shares something more with the other unless
    he is curt. A mere negation opposes where an event or a verdict that it reaches stands unnegated at the centre of
    the other; not where they speak of different people or places, nor where the claim is about one alone (*seules
    les manifestations à Lyon*).
    """
    if not _alike(against.names, told.names) and len(centre(against) & centre(told)) < _TWICE:
        return False
    shared = _solid(against) & _solid(told)
    if against.statement.act in ("denies", "corrects") or against.borrowed:
        own = centre(against)
        if any(
            w.role >= _CENTRE and against.folded_word(w) in lexicon(against.language).carriers for w in against.words
        ):
            own |= _solid(against)  # *les informations de Reuters sur un retrait*: what they tell
        met = own & told.concepts.keys()
        return (
            against.borrowed
            or not own
            or (bool(met) and (len(shared) > 1 or len(own) <= _CURT))
            or any(w.predicate and w.concept in met for w in against.words)
        )
    if set(_WORDS.findall(told.folded)) & lexicon(told.language).only:
        return False
    turned = {w.concept for w in against.words if w.negated and w.role >= _NEAR and _tells(w, against)}
    turned |= {w.concept for w in told.words if w.negated and w.role >= _NEAR and _tells(w, told)} - turned
    met = {
        c
        for c in turned & events(told) & events(against, _NEAR)
        if against.concepts[c] != told.concepts[c]
    }  # fmt: skip
    return bool(met) and (bool(shared - met) or any(_curt(against, c) for c in met))


def _tells(w: Word, p: Proposition) -> bool:
    """True for a word that tells an event, an act or a verdict, not who takes part in it."""
    return w.pos in ("VERB", "") or w.predicate or w.concept in lexicon(p.language).classes


def events(p: Proposition, least: float = 0.75) -> frozenset[str]:
    """The events, acts and verdicts that a clause tells, not in passing."""
    return frozenset(w.concept for w in p.words if w.role >= least and not w.name and not w.figure and _tells(w, p))


def centre(p: Proposition) -> frozenset[str]:
    """What a clause turns on: its predicate, subject and object, no names, figures or adverbs."""
    return frozenset(
        w.concept for w in p.words if w.role >= _CENTRE and not w.name and not w.figure and w.pos not in _THIN
    )


def _curt(p: Proposition, key: str) -> bool:
    """True where nothing but the event itself is negated: *aucune décision de fermeture n'a été prise*."""
    lex = lexicon(p.language)
    if key not in lex.classes:
        return False
    carried = {w.concept for w in p.words if w.negated and w.concept != key and p.folded_word(w) in lex.carriers}
    more = [w for w in p.words if w.concept not in carried and w.concept != key and w.role >= _CENTRE]
    return len(more) <= bool(carried)  # a decision is taken, a plan is made: one word more


def _solid(p: Proposition) -> frozenset[str]:
    return frozenset(w.concept for w in p.words if w.pos not in _THIN)


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """True unless both hold something and have nothing in common."""
    return not one or not two or bool(one & two)


def _one_matter(p: Proposition, told: Proposition) -> bool:
    """True unless the two name different people or places; where both do and suffer the same, names of others in a
    clause (why, where) tell nothing."""
    if _alike(p.names, told.names):
        return True
    one, two = ({w.concept for w in x.words if w.role >= _CENTRE} for x in (p, told))
    return len(one & two) >= _TWICE


def _figures(p: Proposition) -> frozenset[str]:
    return frozenset(w.concept for w in p.words if w.figure)


def counting(how: How, told: Proposition) -> list[tuple[Proposition, Kind]]:
    """What is left once those are dropped that put other numbers in the place of those that `told` gives.

    *3 100 véhicules* does not assert *4 200 véhicules*: that is for the figures to tell.
    """
    return [(p, k) for p, k in how if k != "asserts" or not counted_otherwise(p.words, told.words)]


def aside(how: How, key: str, told: Proposition) -> set[str]:
    """Statements among those that assert that do not bear out `told`, which words the claim.

    They share with it no more than the concept they met under, or less than a third of what the shorter says, or
    nothing of what it turns on, or name others. Short ones (two words of meaning) and those whose act is to confirm
    have nothing more to share.
    """
    out = set()
    own, told_events = centre(told), events(told)
    for p, k in how:
        if k not in ("asserts", "confirms") or p.statement.id == told.statement.id:
            continue
        if p.statement.speaker == told.statement.speaker or p.statement.act == "confirms":
            continue
        shared = p.concepts.keys() & told.concepts.keys()
        size = min(len(p.concepts), len(told.concepts))
        if size <= _CURT:
            continue
        apart = not (_one_matter(p, told) and _alike(_figures(p), _figures(told)))
        aloof = bool(own) and not own & centre(p)
        if told_events and not told_events & p.concepts.keys():
            aloof = True
        few = not (own & centre(p)) - {key} and len(shared) < _HALF * size
        if not shared - {key} or len(shared) < _PART * size or apart or aloof or few:
            out.add(p.statement.id)
    return out


def sides(how: How) -> dict[str, str]:
    """By statement, the first voice that says the same words: one saying in two mouths is told once.

    A reader of several reports meets *le quotidien* in one where another names it, and headlines that repeat
    what a minister said: neither is a second voice. Four concepts or more have to be the same.
    """
    out: dict[str, str] = {}
    first: list[tuple[frozenset[str], str]] = []
    for p, k in how[:_VOICES]:
        if k != "asserts" or p.statement.speaker is None:
            continue
        bag = frozenset(p.concepts)
        for other, voice in first:
            shared = len(bag & other)
            if shared >= _QUOTED and shared == min(len(bag), len(other)):
                out[p.statement.id] = voice
                break
        else:
            first.append((bag, p.statement.speaker))
    return out


def outer(how: How) -> set[str]:
    """Statements that only pass on what another of them says in the same words: *l'agence rapporte que le maire dit*.

    The words are his; who relays them in the same report is no voice of his own.
    """
    out = set()
    by_article: dict[int, list[Proposition]] = defaultdict(list)
    for p, k in how:
        if k in ("asserts", "confirms"):
            by_article[p.article].append(p)
    for rows in by_article.values():
        reach: list[tuple[int, int, str]] = []
        rows.sort(key=lambda p: (p.statement.content[0].start, -p.statement.content[-1].end))
        for p in rows:
            start, end = p.statement.content[0].start, p.statement.content[-1].end
            reach = [r for r in reach if r[1] >= end]
            out.update(i for a, b, i in reach if (a, b) != (start, end))
            reach.append((start, end, p.statement.id))
    return out
