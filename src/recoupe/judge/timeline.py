"""What happened and what was said, in order: sentences with a date, merged over articles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from recoupe.judge._propositions import Reader
from recoupe.judge._sentences import sentences
from recoupe.model import Dossier, Evidence, Span, TimelineEvent

_DAY = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
_SAME = 0.5
_MOST = 60
_BUCKET = 40


def order(dossier: Dossier) -> tuple[TimelineEvent, ...]:
    """Dated events of one story, the earliest first, each with every stretch that tells it.

    An event is a sentence that holds an expression of time whose date is known. Sentences of one date that
    share half their words of meaning tell one event, and so does a copy. At most sixty, those that most
    articles tell.
    """
    found: list[tuple[str, frozenset[str], list[Evidence]]] = []
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for article, notes, moments in zip(dossier.articles, dossier.notes, dossier.moments, strict=True):
        spans = list(sentences(article, notes))
        starts = [s.start for s in spans]
        done: set[tuple[int, str]] = set()
        reader = Reader(article, notes)
        for m in moments:
            if m.value is None or not _DAY.match(m.value):
                continue
            k = bisect_right(starts, m.start) - 1
            if k < 0 or spans[k].end < m.end or (k, m.value) in done:
                continue
            done.add((k, m.value))
            span = _trimmed(article.text, spans[k])
            where = Evidence(article.id, span.start, span.end)
            held = frozenset(w.concept for w in reader.words(span))
            near = Counter(
                i for c in sorted(held) for i in index[m.value, c]
            )  # sorted: ties fall the same in every run
            best = next(
                (i for i, n in near.most_common(5) if n / max(1, min(len(held), len(found[i][1]))) >= _SAME), None
            )
            if best is None:
                found.append((m.value, held, [where]))
                best = len(found) - 1
                for c in held:
                    if len(index[m.value, c]) < _BUCKET:
                        index[m.value, c].append(best)
            else:
                found[best][2].append(where)
    found.sort(key=lambda f: (-len({e.article for e in f[2]}), f[0], f[2]))
    text = {a.id: a.text for a in dossier.articles}
    out = []
    for when, _, sides in found[:_MOST]:
        told = min(sides, key=lambda e: (e.end - e.start, e))
        out.append(TimelineEvent(when, text[told.article][told.start : told.end], tuple(sorted(set(sides)))))
    return tuple(sorted(out, key=lambda e: (_from(e.when), e.evidence)))


def _from(when: str | None) -> str:
    """The first day that an EDTF value may mean, for sorting."""
    m = _DAY.match(when or "")
    return m.group().ljust(10, "-") if m else "9999"


def _trimmed(text: str, span: Span) -> Span:
    cut = span.cut(text)
    return Span(span.start + len(cut) - len(cut.lstrip()), span.end - len(cut) + len(cut.rstrip()))
