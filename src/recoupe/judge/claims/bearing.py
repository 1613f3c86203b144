"""Which statements bear on a claim as it is worded: whose voice counts for it, and whose against it.

Statements that met under one concept may speak of two things. None of them is lost to the claim, but only
those that say what its text says bear it out, and only a negation of just that denies it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence

from recoupe.judge._answers import CENTRE, alike, centre, curt, events, opposes, solid
from recoupe.judge._incompatible import counted_otherwise
from recoupe.judge._language import lexicon, stem
from recoupe.judge._propositions import Proposition
from recoupe.judge.claims.status import Kind
from recoupe.text import fold

_WORDS = re.compile(r"\w+")
_VOICES = 80
_READ = 40
_FULL = 3  # words of meaning in a clause that says enough
_CURT = 2
_PART = 1 / 3
_HALF = 0.5
_QUOTED = 4
_MOSTLY = 0.75
_TWICE = 2

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
    said = frozenset().union(*(solid(q) for q in asserting)) - {key}
    centres = frozenset().union(*(centre(q) for q in asserting))
    named = frozenset().union(*(q.names for q in asserting))
    return [(p, k) for p, k in how if k != "denies" or _answers(p, key, said, centres, named)]


def _answers(p: Proposition, key: str, said: frozenset[str], centres: frozenset[str], named: frozenset[str]) -> bool:
    if p.statement.act in ("denies", "corrects"):
        own = centre(p)
        return p.borrowed or not own or key in own or bool(own & centres)
    return ((solid(p) & said) or curt(p, key)) and alike(p.names, named)


def answering(how: How, key: str, told: Proposition, *, trait: bool) -> list[tuple[Proposition, Kind]]:
    """What is left once denials are dropped that oppose neither `told`, which words the claim, nor what bears it
    out."""
    if trait or not any(k in ("asserts", "confirms") for _, k in how):
        return list(how)
    away = aside(how, key, told, trait=trait)
    standing = [p for p, k in how if k in ("asserts", "confirms") and p.statement.id not in away][:_VOICES]
    return [(p, k) for p, k in how if k != "denies" or any(opposes(p, q) for q in standing)]


def _one_matter(p: Proposition, told: Proposition) -> bool:
    """True unless the two name different people or places; where both do and suffer the same, names of others in a
    clause (why, where) tell nothing."""
    if alike(p.names, told.names):
        return True
    one, two = ({w.concept for w in x.words if w.role >= CENTRE} for x in (p, told))
    return len(one & two) >= _TWICE


def _figures(p: Proposition) -> frozenset[str]:
    return frozenset(w.concept for w in p.words if w.figure)


def counting(how: How, told: Proposition) -> list[tuple[Proposition, Kind]]:
    """What is left once those are dropped that put other numbers in the place of those that `told` gives.

    *3 100 véhicules* does not assert *4 200 véhicules*: that is for the figures to tell.
    """
    return [(p, k) for p, k in how if k != "asserts" or not counted_otherwise(p.words, told.words)]


def aside(how: How, key: str, told: Proposition, *, trait: bool = False) -> set[str]:
    """Statements among those that assert that do not bear out `told`, which words the claim."""
    return {p.statement.id for p, k in how if k in ("asserts", "confirms") and not bears_out(p, told, key, trait=trait)}


def bears_out(p: Proposition, told: Proposition, key: str, *, trait: bool = False) -> bool:
    """False where a clause that met another under one concept says too little of what that says, or something else.

    It shares with it no more than the concept they met under, or less than a third of what the shorter says, or
    nothing of what it turns on, or names others. A short one (two words of meaning) has to say nothing else; one whose
    act is to confirm, and what is said of a document's `trait`, has nothing more to share.
    """
    if trait or p.statement.id == told.statement.id:
        return True
    if p.statement.speaker == told.statement.speaker:
        return True
    shared = p.concepts.keys() & told.concepts.keys()
    if p.statement.act == "confirms":
        return p.borrowed or len(p.concepts) <= _CURT or any(w.concept == key and w.role >= _HALF for w in p.words)
    size = min(len(p.concepts), len(told.concepts))
    happens = events(told)
    if len(p.concepts) <= _CURT:
        return not p.concepts.keys() - told.concepts.keys() and bool(happens & p.concepts.keys())
    if size <= _CURT:
        return True
    if not shared - {key} or len(shared) < _PART * size:
        return False
    if not (_one_matter(p, told) and alike(_figures(p), _figures(told))):
        return False
    if happens and not happens & p.concepts.keys():
        return False
    if key in shared and _figures(p) & _figures(told):
        return True  # the same happens to the same number
    if len(happens & shared) >= _TWICE and len(shared) >= _FULL:
        return True
    own = centre(told)
    met = own & centre(p)
    return (not own or bool(met)) and (bool(met - {key}) or len(shared) >= _HALF * size)


def agreement(how: How, key: str, told: Proposition) -> float:
    """Share of the other voices that bear out a wording, less where it says too little to be contradicted."""
    rows = [p for p, k in how if k in ("asserts", "confirms") and p.statement.speaker != told.statement.speaker]
    voices = {p.statement.speaker or p.statement.id for p in rows[:_READ]}
    with_it = {p.statement.speaker or p.statement.id for p in rows[:_READ] if bears_out(p, told, key)}
    return len(with_it) / max(1, len(voices)) * min(1.0, len(told.words) / _FULL)


def sides(how: How, persons: Container[str] = ()) -> dict[str, str]:
    """By statement, the first voice that says the same words: one saying in two mouths is told once.

    A reader of several reports meets *le quotidien* in one where another names it, and headlines that repeat
    what a minister said: neither is a second voice. Four concepts or more have to be the same, of what both quote
    three and most of the shorter. Two of the `persons` (those with a name), not both quoted, are two voices.
    """
    out: dict[str, str] = {}
    first: list[tuple[frozenset[str], str, bool]] = []
    for p, k in how[:_VOICES]:
        if k != "asserts" or p.statement.speaker is None:
            continue
        bag = frozenset(p.concepts)
        quoted = p.statement.form != "indirect"
        for other, voice, direct in first:
            shared, least = len(bag & other), min(len(bag), len(other))
            alike_words = quoted and direct and shared >= max(_FULL, _MOSTLY * least)
            two = p.statement.speaker in persons and voice in persons and voice != p.statement.speaker
            if alike_words or (shared >= _QUOTED and shared == least and not two):
                out[p.statement.id] = voice
                break
        else:
            first.append((bag, p.statement.speaker, quoted))
    return out


def recalled(how: How) -> list[tuple[Proposition, Kind]]:
    """The stances, with who recalls what others say (*rappelle que*) taken to bear it out: he takes it as known."""
    voices = {p.statement.speaker for p, k in how if k in ("asserts", "confirms")}

    def recalls(p: Proposition) -> bool:
        lex = lexicon(p.language)
        cue = fold(p.statement.cue.cut(p.source_text)) if p.statement.cue is not None else ""
        return any(stem(w, lex.language) in lex.recalling for w in _WORDS.findall(cue))

    return [(p, "confirms" if k == "asserts" and len(voices) > 1 and recalls(p) else k) for p, k in how]


def reproachful(how: How) -> bool:
    """True where somebody is accused of what the claim tells: by the verb that reports it, or by its own verb."""
    for p, k in how:
        if k not in ("asserts", "confirms") or p.statement.act in ("demands", "asks", "warns"):
            continue
        lex = lexicon(p.language)
        if charges(p):
            return True
        if any(w.concept in lex.reproach and w.role >= CENTRE and w.pos in ("VERB", "") for w in p.words):
            return True
    return False


def charges(p: Proposition) -> bool:
    """True where the verb that reports a clause accuses somebody: *accuse*, *reproche*."""
    cue = fold(p.statement.cue.cut(p.source_text)) if p.statement.cue is not None else ""
    return any(w.startswith(lexicon(p.language).blaming) for w in _WORDS.findall(cue))


def planned(told: Proposition) -> bool:
    """True where a claim tells what is to come, or a decision: whoever is to carry it out has to know."""
    lex = lexicon(told.language)
    nouns = {w.concept for w in told.words if w.role >= CENTRE and told.folded_word(w) in lex.own_nouns}
    return lex.future.search(told.folded) is not None or bool(nouns)


def outer(how: How) -> set[str]:
    """Statements that only pass on what another of them says in the same words: *l'agence rapporte que le maire dit*.

    The words are his; who relays them in the same report is no voice of his own.
    """
    out: set[str] = set()
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
            cue = (
                p.statement.cue
            )  # behind the words it takes up (*ce qu'a confirmé le parquet*), he is a voice of his own
            inside = [r for r in reach if cue is None or r[0] <= cue.start < r[1]]
            out.update(i for a, b, i in inside if (a, b) != (start, end))
            reach.append((start, end, p.statement.id))
    return out
