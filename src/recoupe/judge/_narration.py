"""What the articles tell in their own words, outside everybody's statements, asked by what is said in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from recoupe.judge._answers import centre, events
from recoupe.judge._propositions import Proposition, Reader
from recoupe.judge._sentences import sentences
from recoupe.model import Dossier, Evidence, Span

_SHORT = 12
_STOP = re.compile(r"[,;:()]\s")


class Narration:
    """One story's narration; read on the first question only."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._index: dict[str, list[tuple[Evidence, frozenset[str]]]] | None = None

    def telling(self, props: Iterable[Proposition], trait: str | None = None, share: float = 0.5) -> set[Evidence]:
        """Stretches that tell what a clause says, unnegated, in nobody's mouth: a `share` of its concepts and two at
        least, something of what it turns on among them. Of a document's `trait` it is enough that they tell it and
        one thing more."""
        if self._index is None:
            self._index = self._read()
        out: set[Evidence] = set()
        for p in props:
            wanted = {w.concept for w in p.words if not w.figure}
            core = events(p) or centre(p)
            for where, held in {e: h for c in wanted for e, h in self._index.get(c, ())}.items():
                shared = len(wanted & held)
                told = shared >= max(2, share * len(wanted)) and (not core or core & held)
                if told or (trait in held and shared >= 2):
                    out.add(where)
        return out

    def _read(self) -> dict[str, list[tuple[Evidence, frozenset[str]]]]:
        index: dict[str, list[tuple[Evidence, frozenset[str]]]] = defaultdict(list)
        dossier = self.dossier
        for article, notes, rows in zip(dossier.articles, dossier.notes, dossier.statements, strict=True):
            said = [c for s in rows for c in s.content]
            cues = [s.cue for s in rows if s.cue is not None]
            reader = Reader(article, notes)
            for sentence in sentences(article, notes, frozenset(("body", "standfirst"))):
                for part in _parts(article.text, sentence):
                    if any(part.touches(c) for c in said) or any(part.touches(c) for c in cues):
                        continue
                    words = [w for w in reader.words(part) if not w.negated]
                    held = frozenset(w.concept for w in words)
                    for c in held:
                        index[c].append((Evidence(article.id, part.start, part.end), held))
        return index


def _parts(text: str, sentence: Span) -> Iterable[Span]:
    """Stretches of a sentence between commas and other stops."""
    start = sentence.start
    for m in _STOP.finditer(text, sentence.start, sentence.end):
        if m.start() - start > _SHORT:
            yield Span(start, m.start())
            start = m.end()
    if sentence.end - start > _SHORT:
        yield Span(start, sentence.end)
