"""Which root stands behind a statement, indexed for stories of a thousand articles.

That of the shortest passage that holds half of it, else of the agency that relays it, else of its article. An article
that says that it was written from an agency, or of whose text an eighth and more stands in an agency's dispatch, or
that relays an agency in two statements of five, tells the rest after that agency too: rewording adds no source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from recoupe.model import Dossier, Span, Statement
from recoupe.text import fold

_HANDLE = re.compile(r"(?<!\w)@\w{2,}")  # on the same line before a quotation without a cue: a post set into the text
_WRITTEN = 0.125
_RELAYED = 0.4


class Roots:
    """A story's roots, ready to be asked about any stretch."""

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
        self.outlet = dict(self.own)
        self.names = {s.id: (s.name, *s.aliases) for s in dossier.speakers}
        self.texts = {a.id: a.text for a in dossier.articles}
        self.social = {a.id: [(x.start, x.end) for x in a.sections if x.kind == "social"] for a in dossier.articles}
        stretches: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for p in dossier.passages:
            if p.root is not None:
                for side in (p.a, p.b):
                    stretches[side.article].add((side.start, side.end, p.root))
        self.stretches = {a: sorted(rows) for a, rows in stretches.items()}
        self.starts = {a: [s[0] for s in rows] for a, rows in self.stretches.items()}
        self.longest = {a: max(e - s for s, e, _ in rows) for a, rows in self.stretches.items()}
        self.own.update(self._rewritten(dossier))

    def _rewritten(self, dossier: Dossier) -> dict[str, str]:
        """Articles with a root of their own that is an agency's at bottom: by text, by credit, or by what it relays."""
        agencies = {r.id for r in dossier.roots if r.kind == "agency"}
        covered: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for p in dossier.passages:
            if p.root in agencies:
                for side in (p.a, p.b):
                    covered[side.article, p.root or ""].append((side.start, side.end))
        share: dict[str, tuple[float, str]] = {}
        size = {a.id: len(a.text) or 1 for a in dossier.articles}
        for (name, root), spans in covered.items():
            reach = total = 0
            for start, end in sorted(spans):
                total += max(0, end - max(start, reach))
                reach = max(reach, end)
            share[name] = max(share.get(name, (0.0, "")), (total / size.get(name, 1), root))
        out = {}
        for article, notes, rows in zip(dossier.articles, dossier.notes, dossier.statements, strict=True):
            if self.own.get(article.id) in agencies:
                continue
            part, root = share.get(article.id, (0.0, ""))
            based = [c.agency for c in notes.credits if c.relation in ("is", "based_on")]
            named = [r for n in based for r, _ in self.agencies.get(fold(n), ())]
            told = Counter(r for s in rows if (r := self.of(article.id, s)) in agencies)
            most = max(told.values(), default=0)
            if part >= _WRITTEN:
                out[article.id] = root
            elif most >= max(2, _RELAYED * len(rows)):
                out[article.id] = min(r for r, n in told.items() if n == most)
            elif named:
                out[article.id] = min(named, key=lambda r: (r != root, r))
        return out

    def of(self, article: str, statement: Statement) -> str | None:
        """The root behind a statement: its passage's, else that of the agency that says or relays it, else the
        article's own."""
        if self._post(article, statement):
            return self.outlet.get(article)
        relays = [n for v in (statement.speaker, *statement.via) if v is not None for n in self.names.get(v, ())]
        return self.behind(article, statement.content, relays)

    def _post(self, article: str, statement: Statement) -> bool:
        """True for a post set into the page: whoever tells the rest, that is not the agency's."""
        if statement.form != "direct" or statement.cue is not None:
            return False
        start = statement.content[0].start
        if any(a <= start < b for a, b in self.social.get(article, ())):
            return True
        source = statement.source.cut(self.texts[article]) if statement.source else ""
        line = self.texts[article].rfind("\n", 0, start) + 1
        return "@" in source or _HANDLE.search(self.texts[article], line, start) is not None

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
