"""What a speaker is by his titles, and whose house he belongs to: read from the noun that heads each title.

*Le directeur du zoo* leads a house, *la porte-parole de la police* speaks for an authority, *un responsable* is left
without a name. Who speaks for a house and the house itself are one voice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from recoupe.judge._language import Lexicon
from recoupe.judge.claims.status import RANK, Relation
from recoupe.model import Speaker
from recoupe.text import fold

_TOKEN = re.compile(r"\w+(?:-\w+)*'?")
_OF_ITSELF: dict[str, Relation] = {
    "offices": "authority",
    "bodies": "authority",
    "presides": "authority",
    "spokesmen": "party",
    "heads": "party",
    "party": "party",
    "firms": "party",
    "actors": "third",
    "witnesses": "witness",
    "media": "witness",
}
_LEADS = frozenset(("presides", "spokesmen", "heads"))
_LONG = 6
_ELIDED = 3
_CIVIL = 3  # letters of *M.*, *Mme*, *Mr*
_SHARED = 24  # a word of so many houses tells none apart


class Standing(NamedTuple):
    """What somebody is; `named` is False where he may be the one that is named beside him; `house` holds the words of
    whatever he speaks for or leads (`leads`) or is, empty where that is nothing but himself."""

    relation: Relation
    named: bool = True
    house: frozenset[str] = frozenset()
    leads: bool = False


def standing(speaker: Speaker | None, source: str, lex: Lexicon) -> Standing:
    """What a speaker is, from his name, roles and aliases, or from the words of the source where he is not known.

    >>> from recoupe.judge._language import lexicon
    >>> standing(Speaker("x", "porte-parole de la police", "unnamed", (), ("une porte-parole de la police",)), "",
    ...     lexicon("fr")).relation
    'authority'
    >>> standing(Speaker("x", "responsable", "unnamed", (), ("un responsable",)), "", lexicon("fr")).relation
    'unnamed'
    """
    if speaker is None:
        return Standing("unnamed", named=False)
    titles = [t for t in (*speaker.roles, speaker.name, *speaker.aliases, source) if t]
    if speaker.kind == "document":
        official = any(w in lex.speakers["official_document"] for t in titles for w in _tokens(t))
        return Standing("authority" if official else "witness")
    own = set(_tokens(speaker.name)) if speaker.kind == "person" else set()
    read = [(_title(_tokens(t), own, lex), t) for t in titles]
    known = [(kind, house) for (kind, house), _ in read if kind]
    if speaker.kind == "unnamed":
        return _unnamed(known, titles, lex)
    best: Relation = "third"
    house: frozenset[str] = frozenset()
    if known:
        found = [_relation(kind, house, lex) for kind, house in known]
        best = max(found, key=lambda r: RANK[r])
        led = [h for k, h in known if k in _LEADS and 0 < len(h) <= _LONG]
        house = min(led, key=lambda h: (len(h), sorted(h)), default=frozenset())
    if speaker.kind == "organisation":
        if any(fold(t) in lex.countries for t in (speaker.name, *speaker.aliases)):
            best = "authority"
        return Standing(best, True, frozenset(_plain(_tokens(speaker.name), lex)))
    return Standing(best, True, house, bool(house))


def _unnamed(known: Sequence[tuple[str, frozenset[str]]], titles: Sequence[str], lex: Lexicon) -> Standing:
    """A source without a name: one left open (*un responsable*), unless he speaks for a house, vouches for nothing."""
    words = [_tokens(t) for t in titles]
    opens = {(w or [""])[0] for w in words}
    left_open = bool(opens & lex.indefinite) or any(w in lex.speakers["weak"] for row in words for w in row)
    for kind, house in known:
        relation = _relation(kind, house, lex)
        if kind == "spokesmen":
            return Standing(relation, False, house, True)
        if kind in ("bodies", "firms", "party") and not left_open:
            body = house if kind == "party" else frozenset(_plain(words[0], lex))
            return Standing(relation, kind == "party", body)
        if kind in _LEADS | {"offices", "actors"} and opens & lex.definite and not left_open:
            return Standing(relation, False, house, kind in _LEADS)
        if kind in ("witnesses", "media"):
            return Standing("unnamed")
    if opens & lex.definite and not left_open:
        return Standing("third", False, frozenset(_plain(words[0], lex)))
    return Standing("unnamed")


def _relation(kind: str, house: frozenset[str], lex: Lexicon) -> Relation:
    """What a title makes of its holder: who leads or speaks for an authority has its standing."""
    if kind in _LEADS:
        if house & lex.standing["bodies"]:
            return "authority"
        if kind == "presides":
            return "party" if house & (lex.standing["firms"] | lex.standing["actors"]) else "authority"
    return _OF_ITSELF[kind]


def _title(tokens: Sequence[str], own: set[str], lex: Lexicon) -> tuple[str, frozenset[str]]:
    """The table in which the head of a title stands, and the words of what it is the head of."""
    stop = next((i for i, w in enumerate(tokens) if w in lex.title_ends and i), len(tokens))
    reach = range(stop - 1, -1, -1) if lex.title_ends else range(len(tokens))
    for i in reach:
        kind = lex.kind_of(tokens[i])
        if kind:
            rest = [w for k, w in enumerate(tokens) if k != i and w not in own]
            return kind, frozenset(_plain(rest, lex))
    return "", frozenset()


def _tokens(text: str) -> list[str]:
    """Folded words; an elided article keeps its mark (*l'*), an owner loses it (*the zoo's*)."""
    return [w if len(w) <= _ELIDED else w.rstrip("'") for w in _TOKEN.findall(fold(text).replace("\u2019", "'"))]


def _plain(tokens: Iterable[str], lex: Lexicon) -> list[str]:
    return [w for w in tokens if w not in lex.function and len(w) > 1]


def houses(speakers: Sequence[Speaker], stands: Sequence[Standing], lex: Lexicon) -> dict[str, str]:
    """By speaker, the first of those who speak for one house: *le directeur du zoo* and *le zoo*.

    Who leads a house goes with the body whose name holds the words of it, or is held by them; a place alone is no
    house.
    """
    parent = {s.id: s.id for s in speakers}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: str, j: str) -> None:
        a, b = sorted((root(i), root(j)))
        parent[b] = a

    index: dict[str, list[int]] = defaultdict(list)
    for n, stand in enumerate(stands):
        if stand.house and not stand.leads:
            for w in stand.house:
                index[w].append(n)
    for n, stand in enumerate(stands):
        if not stand.leads:
            continue
        near = {k for w in stand.house if len(index[w]) <= _SHARED for k in index[w]}
        for k in sorted(near):
            if k != n and _one_house(stand.house, stands[k].house, lex):
                join(speakers[n].id, speakers[k].id)
    for n, stand in enumerate(stands):
        if stand.house and not stand.leads and all(lex.kind_of(w) for w in stand.house):
            rows = index[min(stand.house)]
            held = [k for k in rows if stand.house < stands[k].house and speakers[k].kind == "organisation"]
            if len(held) == 1 and len(rows) <= _SHARED:  # *la Région*, and one alone has a name
                join(speakers[n].id, speakers[held[0]].id)
    titles: dict[str, set[str]] = defaultdict(set)
    for s in speakers:
        if s.kind == "person":
            for name in (*s.roles, *s.aliases):
                titles[_bare(name, lex)].add(s.id)
    for s in speakers:
        if s.kind == "unnamed":
            known = {i for name in (s.name, *s.aliases) for i in titles.get(_bare(name, lex), ())}
            if len(known) == 1:  # *la secrétaire d'État*, and one with a name is called so
                join(s.id, known.pop())
    full: dict[str, set[str]] = defaultdict(set)
    for s in speakers:
        tokens = _tokens(s.name)
        if s.kind != "unnamed" and len(tokens) > 1:
            full[tokens[-1]].add(s.id)
    for s in speakers:
        if s.kind == "person":
            named = [_tokens(name) for name in (s.name, *s.aliases)]
            short = {row[-1] for row in named if 0 < len(row) <= 2 and len(row[0]) <= _CIVIL}
            known = {i for w in short for i in full.get(w, ()) if i != s.id}
            if len(known) == 1:  # *M. Herbert*, and one other has a first name to it
                join(s.id, known.pop())
    return {s.id: root(s.id) for s in speakers}


def _bare(title: str, lex: Lexicon) -> str:
    """A title without what stands before it: *la secrétaire d'État* as *secrétaire d'État*."""
    words = _tokens(title)
    while words and words[0] in lex.definite:
        words = words[1:]
    return " ".join(words)


def _one_house(led: frozenset[str], body: frozenset[str], lex: Lexicon) -> bool:
    shared = led & body
    if shared not in (led, body):
        return False
    return 2 * len(shared) > max(len(led), len(body)) or any(lex.kind_of(w) for w in shared)
