"""For whom somebody speaks: the body that a person has his office in, or the person whose office a body is.

What a minister announces and his ministry takes back is taken back; what a director says and his zoo repeats is said
once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recoupe.judge._language import Lexicon, lexicon
from recoupe.model import Dossier, Speaker
from recoupe.text import fold

_WORDS = re.compile(r"\w+")
_SHORT = 3
_OPENING = 4


class Houses:
    """A story's speakers and the house of each (the id of a speaker, his own where he speaks for himself)."""

    def __init__(self, dossier: Dossier) -> None:
        code = next((a.language for a in dossier.articles if a.language), None)
        self._lex = lexicon(code)
        self._names = {s.id: self._tokens(s.name) for s in dossier.speakers}
        bodies = self._bodies = [s for s in dossier.speakers if self._body(s) and self._names[s.id]]
        persons = [s for s in dossier.speakers if s.kind == "person"]
        first: dict[str, str] = {}
        for s in dossier.speakers:
            found = self._served(s, persons) if s.kind != "person" else None
            found = found or self._office(s, bodies)
            if found is not None:
                first[s.id] = found
        self._house = {i: first.get(h, h) if first.get(h, h) != i else h for i, h in first.items()}

    def of(self, speaker: str | None) -> str | None:
        return self._house.get(speaker or "", speaker)

    def opening(self, folded: str) -> str | None:
        """The body whose name a clause opens with."""
        words = _WORDS.findall(folded)[:_OPENING]
        head = frozenset(self._lex.office.get(w, w) for w in words if w not in self._lex.function)
        fits = [b for b in self._bodies if self._names[b.id] <= head]
        return min((b.id for b in fits), key=lambda i: (-len(self._names[i]), i), default=None)

    def names(self, speaker: str | None) -> frozenset[str]:
        """What somebody and his house are called: folded words."""
        return frozenset(self._names.get(speaker or "", ())) | frozenset(self._names.get(self.of(speaker) or "", ()))

    def _body(self, s: Speaker) -> bool:
        words = set(_WORDS.findall(fold(s.name)))
        return s.kind == "organisation" or (s.kind == "unnamed" and bool(words & self._lex.speakers["body"]))

    def _tokens(self, name: str) -> frozenset[str]:
        words = _WORDS.findall(fold(name))
        return frozenset(self._lex.office.get(w, w) for w in words if len(w) >= _SHORT and w not in self._lex.function)

    def _served(self, s: Speaker, persons: Sequence[Speaker]) -> str | None:
        """The person whose office, lawyer or spokesman somebody is."""
        words = set(_WORDS.findall(fold(s.name)))
        if not words & self._lex.speakers["close"]:
            return None
        found = [p for p in persons if (last := _WORDS.findall(fold(p.name))[-1:]) and set(last) <= words]
        return min((p.id for p in found), default=None)

    def _office(self, s: Speaker, bodies: Sequence[Speaker]) -> str | None:
        """The body that somebody's titles name, where they do not name it as a place."""
        if s.kind not in ("person", "unnamed", "organisation"):
            return None
        named = [] if s.kind == "person" else [s.name]
        titles = [self._lex.whereabouts.sub(" ", fold(t)) for t in (*named, *s.roles, *s.aliases)]
        words = frozenset(w for t in titles for w in self._tokens(t))
        fits = [b for b in bodies if b.id != s.id and self._names[b.id] < words | {""}]
        return min((b.id for b in fits), key=lambda i: (-len(self._names[i]), i), default=None)


def planned(folded: str, lex: Lexicon) -> bool:
    """True where a clause tells what is to come: *va fermer*, *will resign*, *le départ de*."""
    words = _WORDS.findall(folded)
    return lex.future.search(folded) is not None or any(w in lex.own_nouns for w in words[:4])
