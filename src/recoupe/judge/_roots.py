"""Which root stands behind a statement: `Dossier.root_behind`, indexed for stories of a thousand articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from recoupe.model import Dossier, Span, Statement
from recoupe.text import fold


class Roots:
    """A story's roots, ready to be asked about any stretch; the answers are those of `Dossier.root_behind`."""

    def __init__(self, dossier: Dossier) -> None:
        self.agencies: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        self.own: dict[str, str] = {}
        held: dict[str, str] = {}
        for r in dossier.roots:
            if r.kind == "agency" and r.name:
                self.agencies[fold(r.name)].append((r.id, frozenset(r.articles)))
            for a in r.origin:
                self.own.setdefault(a, r.id)
            for a in r.articles:
                held.setdefault(a, r.id)
        self.own = {**held, **self.own}
        self.names = {s.id: (s.name, *s.aliases) for s in dossier.speakers}
        stretches: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for p in dossier.passages:
            if p.root is not None:
                for side in (p.a, p.b):
                    stretches[side.article].add((side.start, side.end, p.root))
        self.stretches = {a: sorted(rows) for a, rows in stretches.items()}
        self.starts = {a: [s[0] for s in rows] for a, rows in self.stretches.items()}
        self.longest = {a: max(e - s for s, e, _ in rows) for a, rows in self.stretches.items()}

    def of(self, article: str, statement: Statement) -> str | None:
        """The root behind a statement: its passage's, else its relay agency's, else the article's own."""
        relays = [n for v in statement.via for n in self.names.get(v, ())]
        return self.behind(article, statement.content, relays)

    def behind(self, article: str, spans: Sequence[Span], relays: Iterable[str] = ()) -> str | None:
        """The root of a stretch; None where the story has no root for its article."""
        size = sum(s.end - s.start for s in spans) or 1
        holding = {
            (end - start, root)
            for start, end, root in self._near(article, spans)
            if 2 * sum(max(0, min(s.end, end) - max(s.start, start)) for s in spans) >= size
        }
        if holding:
            return min(holding)[1]
        found = [r for n in relays for r in self.agencies.get(fold(n).removeprefix("l'"), ())]
        if found:
            return min(found, key=lambda r: (article not in r[1], r[0]))[0]
        return self.own.get(article)

    def _near(self, article: str, spans: Sequence[Span]) -> Iterable[tuple[int, int, str]]:
        rows = self.stretches.get(article, [])
        if not rows:
            return
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        for i in range(bisect_right(self.starts[article], last) - 1, -1, -1):
            if rows[i][0] < first - self.longest[article]:
                break
            if rows[i][1] > first:
                yield rows[i]
