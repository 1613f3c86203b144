"""Which statements speak of one thing: by the predicate they share and what it is said of.

Statements that say the same in the same words are first drawn together into *sayings* (`sayings`). Sayings
that share a concept meet under it, if they also share something else; groups with the same members are
one. Time goes with the number of statements: groups are found through an index from concept to sayings.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from recoupe.judge._language import lexicon, stem
from recoupe.judge._propositions import Proposition
from recoupe.judge.claims.selection import Group, merge, select

_WORDS = re.compile(r"\w+")
_FIT = 0.16
_COMMON = 0.25
_RARE = 0.15
_CENTRAL = 0.9  # from here on a clause is about it
_THROUGH = 0.15
_ALL = 0.75
_ASIDE = 0.45  # below this a word is only mentioned
_TIGHT = 0.45
_LOOSE = 0.8
_EVENTS = 0.8
_VERDICT = "="  # marks a concept as what something is said to be
_SHORT = 0.5
_RARELY = 12  # sayings; what more of them hold tells no matter of its own
_PAIRED = 0.9
_SOMEBODY = 0.4
TRAITS = frozenset(("sign", "authentic", "fake", "draft", "mistake"))
_FADE = 0.7
_MORE = 0.25
_ALONE = 0.9
_CONTESTED = 1.4
_ANSWERS = frozenset(("denies", "confirms", "corrects", "declines"))
_EVENT = ("tion", "ment", "age", "ance", "ence", "ure", "ise", "sion", "ing")


class Bags(NamedTuple):
    """Each saying's concepts with their weight, and how many sayings hold a concept."""

    weight: tuple[Mapping[str, float], ...]
    df: Mapping[str, int]
    names: frozenset[str]


def bags(props: Sequence[Proposition], said: Sequence[Sequence[int]]) -> Bags:
    """Concepts weighted by how rare they are in the story; names and figures weigh less."""
    df: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for members in said:
        held = {c for i in members for c in props[i].concepts} | {f"@{s}" for i in members for s in props[i].who}
        df.update(held)
        named.update({c for i in members for c in props[i].names})
    names = frozenset(c for c in named if named[c] * 2 >= df[c])
    n = len(said)
    out = []
    for members in said:
        row: dict[str, float] = {}
        for i in members:
            for w in props[i].words:
                base = math.log(1 + n / df[w.concept])
                row[w.concept] = base * (0.5 if w.concept in names or w.figure else _role(w.pos))
            for s in props[i].who:
                row[f"@{s}"] = _SOMEBODY * math.log(1 + n / df[f"@{s}"])
        out.append(row)
    return Bags(tuple(out), df, names)


def _role(pos: str) -> float:
    return {"ADV": 0.4, "NUM": 0.4, "ADJ": 0.8, "PRON": 0.2}.get(pos, 1.0)


def group(
    props: Sequence[Proposition],
    said: Sequence[Sequence[int]],
    heft: Sequence[float],
    origin: Sequence[str | None],
    subject: Sequence[str | None],
    most: int,
) -> list[Group]:
    """At most `most` groups of sayings, the weightiest first; `heft` is each proposition's own weight.

    A group counts less the more of its sayings stand in weightier groups already, so that one matter
    does not stand twice and details do not crowd out what else the story tells.
    """
    held = bags(props, said)
    n = len(said)
    keyness = _keyness(props, held)
    verdicts = [
        {
            w.concept
            for i in m
            for w in props[i].words
            if w.predicate and w.pos != "VERB" and not w.name and not w.figure
        }
        for m in said
    ]
    keyness.update({_VERDICT + c: 0.9 for row in verdicts for c in row if keyness.get(c, 0.0) < _EVENTS})
    demands = [_demand([props[i] for i in m]) for m in said]
    relayed = [any(_relays(props[i]) for i in m) for m in said]
    found: list[Group] = []

    def answer(k: int, c: str) -> bool:
        if not c:
            return any(props[i].statement.act in _ANSWERS - {"corrects"} for i in said[k])
        return any(
            w.concept == c and (w.negated or props[i].statement.act == "denies") and (w.predicate or w.pos == "VERB")
            for i in said[k]
            for w in props[i].words
        )

    def central(k: int, c: str) -> bool:
        return any(w.concept == c and w.role >= 1.0 and w.pos != "" for i in said[k] for w in props[i].words)

    for demand in (False, True):
        index: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(held.weight):
            if demands[i] == demand or (demand and relayed[i]):
                for c in row:
                    if c[0] != "@":
                        index[c].append(i)
                for c in verdicts[i]:
                    index[_VERDICT + c].append(i)
        beside = _beside(props, said, [i for i in range(n) if demands[i] == demand or (demand and relayed[i])])
        for c, everyone in sorted(index.items()):
            base = c.removeprefix(_VERDICT)
            through = _through(c, everyone, beside.get(c, ()), held)
            if through:
                everyone = sorted({*everyone, *through})
            everyone = [
                k
                for k in everyone
                if base in TRAITS
                or k in through
                or answer(k, "")
                or max(role_of(base, props[i]) for i in said[k]) >= _ASIDE
            ]
            members = _one_subject(
                everyone, [next((subject[i] for i in said[k] if subject[i]), None) for k in everyone]
            )
            if len(members) < 2 or (n > 8 and len(members) > 0.6 * n) or keyness.get(c, 0.0) <= 0.0:
                continue
            rows = _rows(held.weight, base, through)
            core, tight = _coherent(base, members, rows, keyness[c] >= _EVENTS, n, answer, central)
            if keyness[c] < _EVENTS and tight < _TIGHT and c == base:
                found += _pairs(
                    c, members, held, keyness, lambda c, core: _sum(said, heft, origin, core, c, props), demand
                )
                continue
            if len(core) >= 2 and (keyness[c] >= _EVENTS or tight >= _TIGHT):
                told = _sum(said, heft, origin, core, base, props)
                weight = keyness[c] ** 0.5 * (_LOOSE + 0.5 * tight) * told
                turned = {k for k in core if k in through and through[k][1]}
                if 2 * len(turned) > len(core) or (
                    2 * len(turned) == len(core) and any(through[k][0] < base for k in turned)
                ):
                    continue  # told as its contrary: one matter, under the word that most use
                answered = _contested(base, props, (i for k in core if k not in turned for i in said[k]), bool(turned))
                if answered:
                    weight *= _CONTESTED
                met = {k: through[k] for k in core if k in through}
                found.append(Group(base, tuple(core), demand, weight, keyness[c] >= _EVENTS, answered, met))
    found = merge(found)
    for i in range(n):
        best = max(
            (
                (
                    keyness.get(w.concept, 0.0) * w.role + 0.5 * (w.negated and w.concept in TRAITS),
                    held.weight[i][w.concept],
                    w.concept,
                )
                for w in props[said[i][0]].words
            ),
            default=(0.3, 0.0, ""),
        )
        weight = _ALONE * max(best[0], 0.1) ** 0.5 * _sum(said, heft, origin, [i])
        denied = any(w.negated and w.concept in TRAITS for w in props[said[i][0]].words)
        if denied:
            weight *= _CONTESTED  # a trait denied: somebody must have told it
        found.append(Group(best[2], (i,), demands[i], weight, answered=denied))

    def turns(k: int, c: str) -> float:
        # what tells two events at once is told by halves
        most = max(
            (p for i in said[k] if (p := props[i]).words), key=lambda p: role_of(c, p), default=props[said[k][0]]
        )
        events = {w.concept for w in most.words if w.role >= _CENTRAL and keyness.get(w.concept, 0.0) >= 1.0}
        return role_of(c, most) ** 2 / max(1, len(events))

    return select(found, [max(heft[i] for i in m) for m in said], most, turns)


def _one_subject(members: Sequence[int], subjects: Sequence[str | None]) -> list[int]:
    """Members that can have one subject: what two persons say of themselves are two matters, however alike."""
    whose = Counter(s for s in subjects if s is not None)
    if len(whose) < 2:
        return list(members)
    most = max(sorted(whose), key=lambda s: whose[s])
    return [i for i, s in zip(members, subjects, strict=True) if s is None or s == most]


def _demand(members: Sequence[Proposition]) -> bool:
    acts = [p.statement.act for p in members]
    asked = sum(a in ("demands", "asks", "warns") for a in acts) * 2
    return asked > len(acts) or (asked == len(acts) and "demands" in acts)


def _relays(p: Proposition) -> bool:
    """True where somebody tells what was demanded: *le président a demandé un appel au calme*."""
    lex = lexicon(p.language)
    return not p.first_person and any(stem(w, p.language) in lex.demanding for w in _WORDS.findall(p.folded))


def _sum(
    said: Sequence[Sequence[int]],
    heft: Sequence[float],
    origin: Sequence[str | None],
    core: Iterable[int],
    key: str = "",
    props: Sequence[Proposition] = (),
) -> float:
    """The best of each root, each further root counting less, and a little for every further statement.

    A statement lends a group no more of its weight than the group's concept has in it.
    """
    best: dict[str | None, float] = {}
    count = 0
    for k in core:
        for i in said[k]:
            count += 1
            own = heft[i] * (role_of(key, props[i]) ** 0.5 if key else 1.0)
            best[origin[i]] = max(best.get(origin[i], 0.0), own)
    return sum(h * _FADE**k for k, h in enumerate(sorted(best.values(), reverse=True))) * (1 + _MORE * math.log(count))


def _keyness(props: Sequence[Proposition], held: Bags) -> dict[str, float]:
    """How well a concept serves as what a claim says: events and verdicts do, participants do not."""
    best: dict[str, float] = {}
    for p in props:
        lex = lexicon(p.language)
        for w in p.words:
            if w.name or w.figure or w.concept in held.names:
                continue
            if w.concept in lex.classes:
                value = 1.0
            elif w.pos == "VERB":
                value = 0.8
            elif w.pos in ("ADJ", "ADV", "PROPN"):
                value = 0.15
            else:
                word = p.folded_word(w)
                value = 0.55 if word.rstrip("s").endswith(_EVENT) else 0.35
            best[w.concept] = max(best.get(w.concept, 0.0), value)
    return best


def _coherent(
    c: str,
    members: Sequence[int],
    rows: Callable[[int], Mapping[str, float]],
    event: bool,
    n: int,
    answer: Callable[[int, str], bool],
    central: Callable[[int, str], bool],
) -> tuple[list[int], float]:
    """The members that share more with the others than the concept alone, and how close they are.

    A member too short to share anything is let in, and so is an answer that turns on the concept itself
    (*n'est pas coupable*); a trait of a document needs nothing more in common, nor does what a curt
    answer answers, nor do clauses that a rare event is the centre of. The rarer an event is in the story, the
    less else need be shared.
    Closeness is the mean cosine of a member with the sum of the others.
    """
    count: Counter[str] = Counter()
    total: dict[str, float] = defaultdict(float)
    for i in members:
        for d, w in rows(i).items():
            count[d] += 1
            if d != c:
                total[d] += w
    square = sum(w * w for w in total.values())
    rare = event and len(members) <= max(3, _RARE * n)
    core = {i for i in members if rare and central(i, c)}
    curt = event and any(len(rows(i)) <= 2 and answer(i, "") for i in members)
    least = 0.0 if curt else _FIT * min(1.0, len(members) / (_COMMON * n)) if event else _FIT
    out = []
    tight = 0.0
    for i in members:
        row = rows(i)
        mass = sum(row.values()) - row[c]
        shared = sum(w for d, w in row.items() if d != c and count[d] > 1)
        loose = mass > 0 and shared / mass < least and len(row) > 3 and not (rare and shared > 0)
        spared = event and (answer(i, c) or (i in core and len(core) > 1))
        if loose and c not in TRAITS and not spared:
            continue
        own = sum(w * w for d, w in row.items() if d != c)
        with_all = sum(w * total[d] for d, w in row.items() if d != c)
        rest = math.sqrt(max(0.0, square - 2 * with_all + own))
        near = (with_all - own) / (math.sqrt(own) * rest) if own > 0 and rest > 0 else 0.0
        out.append(i)
        tight += max(near, _SHORT) if len(row) <= 3 else near
    return out, tight / len(out) if out else 0.0


def role_of(c: str, p: Proposition) -> float:
    """How central a concept stands in a clause: *en marge d'une grève* is not about a strike."""
    return max((w.role for w in p.words if w.concept == c), default=0.99)


def _pairs(
    c: str,
    members: Sequence[int],
    held: Bags,
    keyness: Mapping[str, float],
    told: Callable[[str, Sequence[int]], float],
    demand: bool,
) -> Iterator[Group]:
    """Groups of sayings that share two things, neither of which makes a matter by itself: a drug and its effect."""
    with_it: dict[str, list[int]] = defaultdict(list)
    for k in members:
        for d in held.weight[k]:
            if d != c and d[0] != "@" and d not in held.names and held.df[d] <= _RARELY:
                with_it[d].append(k)
    for d, core in sorted(with_it.items()):
        if len(core) > 1 and c < d and keyness.get(d, 0.0) < _EVENTS:
            key = max((keyness.get(c, 0.0), c), (keyness.get(d, 0.0), d))[1]
            weight = keyness[key] ** 0.5 * _PAIRED * told(key, core)
            yield Group(key, tuple(core), demand, weight, False)


def _beside(
    props: Sequence[Proposition], said: Sequence[Sequence[int]], those: Iterable[int]
) -> dict[str, list[tuple[int, str, bool]]]:
    """By concept, the sayings that turn on another of its kind or on its contrary: saying, that concept, whether the
    contrary."""
    out: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for k in those:
        p = props[said[k][0]]
        lex = lexicon(p.language)
        for w in p.words:
            if w.role < _CENTRAL or w.name or w.figure:
                continue
            for c in lex.kin.get(w.concept, ()):
                out[c].append((k, w.concept, False))
            for c in lex.opposites.get(w.concept, ()):
                out[c].append((k, w.concept, True))
    return out


def _through(
    c: str, direct: Sequence[int], beside: Sequence[tuple[int, str, bool]], held: Bags
) -> dict[int, tuple[str, bool]]:
    """Sayings that meet others under a concept that they do not hold: those that share a good part of the rest."""
    out: dict[int, tuple[str, bool]] = {}
    if not beside or not direct:
        return out
    there = set(direct)
    shared = {d for k in direct for d in held.weight[k]} - {c}
    for k, concept, opposite in beside:
        row = held.weight[k]
        if k in there or k in out:
            continue
        mass = sum(w for d, w in row.items() if d != concept)
        common = [d for d in row if d != concept and d in shared]
        met = sum(row[d] for d in common)
        # of one person much is told: a name alone joins only what says nothing else
        least = _THROUGH if any(d[0] != "@" and d not in held.names for d in common) else _ALL
        if met > 0 and met >= least * mass:
            out[k] = (concept, opposite)
    return out


def _rows(
    weight: Sequence[Mapping[str, float]], c: str, through: Mapping[int, tuple[str, bool]]
) -> Callable[[int], Mapping[str, float]]:
    """Each saying's concepts and weights, with the concept by which it met the others under the name of theirs."""
    known = {
        k: {**{d: w for d, w in weight[k].items() if d != concept}, c: weight[k].get(concept, 0.0)}
        for k, (concept, _) in through.items()
    }

    def row(k: int) -> Mapping[str, float]:
        return known.get(k) or weight[k]

    return row


def _contested(c: str, props: Sequence[Proposition], members: Iterable[int], turned: bool = False) -> bool:
    """True where some assert and some answer: a denial, a confirmation, a correction, a refusal to confirm."""
    answers, asserts = turned, False
    for i in members:
        p = props[i]
        if role_of(c, p) < _ASIDE:
            continue
        if p.statement.act in _ANSWERS or p.concepts.get(c, False) or p.borrowed:
            answers = True
        else:
            asserts = True
    return answers and asserts
