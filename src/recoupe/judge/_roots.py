"""Which root stands behind a stretch of an article: the passage's, the relayed agency's, or the article's own."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from recoupe.model import Dossier, Span, Statement
from recoupe.text import fold

_MOST = 0.5


class Roots:
    """The story's roots, ready to be asked about any stretch."""

    def __init__(self, dossier: Dossier) -> None:
        self.by_name = {fold(r.name): r.id for r in dossier.roots if r.name and r.kind == "agency"}
        self.names = {
            s.id: [fold(n) for n in (s.name, *s.aliases)] for s in dossier.speakers if s.kind == "organisation"
        }
        holders: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for r in dossier.roots:
            for a in r.articles:
                holders[a].append(({"outlet": 0, "unknown": 1, "agency": 2}[r.kind], len(r.articles), r.id))
        self.own = {a: min(rows)[2] for a, rows in holders.items()}
        self.agencies = {r.id for r in dossier.roots if r.kind == "agency"}
        stretches: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for p in dossier.passages:
            if p.root is not None:
                for side in (p.a, p.b):
                    stretches[side.article].add((side.start, side.end, p.root))
        self.stretches = {a: sorted(rows) for a, rows in stretches.items()}
        self.starts = {a: [s[0] for s in rows] for a, rows in self.stretches.items()}
        self.longest = {a: max(e - s for s, e, _ in rows) for a, rows in self.stretches.items()}

    def behind(self, article: str, spans: Sequence[Span], via: Sequence[str] = ()) -> str | None:
        """The root of a stretch; None where the story has no root for its article."""
        weight: dict[str, int] = defaultdict(int)
        for s in spans:
            for start, end, root in self._near(article, s):
                weight[root] = max(weight[root], min(end, s.end) - max(start, s.start))
        size = sum(s.end - s.start for s in spans)
        if weight and max(weight.values()) >= _MOST * size:
            return max(sorted(weight), key=lambda r: weight[r])
        for relay in via:
            for name in self.names.get(relay, ()):
                found = self.by_name.get(name.removeprefix("l'"))
                if found:
                    return found
        return self.own.get(article)

    def of(self, article: str, statement: Statement) -> str | None:
        """The root behind a statement."""
        return self.behind(article, statement.content, statement.via)

    def _near(self, article: str, span: Span) -> list[tuple[int, int, str]]:
        rows = self.stretches.get(article, [])
        if not rows:
            return []
        i = bisect_right(self.starts[article], span.end) - 1
        out = []
        while i >= 0 and rows[i][0] >= span.start - self.longest[article]:
            if rows[i][0] < span.end and span.start < rows[i][1]:
                out.append(rows[i])
            i -= 1
        return out
