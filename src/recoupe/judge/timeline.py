"""Dated events of the story: sentences with a date, merged over articles and languages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from recoupe.judge._language import lexicon, stem
from recoupe.judge._propositions import Reader
from recoupe.judge._sentences import sentences
from recoupe.languages.bilingual import french
from recoupe.model import Article, Dossier, Evidence, Span, Statement, TimelineEvent, Token
from recoupe.text import fold

_DAY = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
_SAME = 0.5
_ENOUGH = 2
_MOST = 60
_BUCKET = 40
_CLIMB = 5
_LONG, _SHORT = 260, 40
_OLD = 0.5  # an old year in passing is part of the story where such a share of the reports tell it as an event
_TAKES_A_SIDE = frozenset(("denies", "corrects", "confirms", "announces", "declines"))


class _Told(NamedTuple):
    """A sentence with a date: what it tells, who says so and what he does by it, and how well it stands alone."""

    where: Evidence
    held: frozenset[str]
    acts: frozenset[str]
    voices: frozenset[str]
    sayings: frozenset[str]
    rank: tuple[int, ...]


def order(dossier: Dossier) -> tuple[TimelineEvent, ...]:
    """Dated events of one story, the earliest first, each with every stretch that tells it.

    An event is a sentence that holds an expression of time whose date is known. Sentences of one date tell one event
    where they hold one saying, or share half their words of meaning and nobody does the contrary in them; a copy and a
    translation do. It is shown by the sentence that stands best alone: it names who acts, opens with no pronoun, is
    whole. A date that only describes a thing (`un pont construit en 1934`) is none. At most sixty, those that most
    articles tell.
    """
    found: list[tuple[str, list[_Told]]] = []
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    same = {s: u.id for u in dossier.utterances for s in u.statements}
    first = min((d.published[:4] for d in dossier.datings if d.published), default="")
    languages = Counter(a.language for a in dossier.articles)
    main = min(languages, key=lambda k: (-languages[k], str(k))) if languages else None
    for at, (article, notes, moments) in enumerate(zip(dossier.articles, dossier.notes, dossier.moments, strict=True)):
        spans = list(sentences(article, notes))
        starts = [s.start for s in spans]
        tokens = notes.parse.tokens
        begins = [t.start for t in tokens]
        reader = Reader(article, notes)
        rows = sorted(dossier.statements[at], key=lambda s: s.content[0].start)
        titles = [(s.start, s.end) for s in article.sections if s.kind == "title"]
        done: set[tuple[int, str]] = set()
        for m in moments:
            if m.value is None or not _DAY.match(m.value):
                continue
            k = bisect_right(starts, m.start) - 1
            if k < 0 or spans[k].end < m.end or (k, m.value) in done:
                continue
            if _describes(tokens, bisect_left(begins, m.start), bisect_left(begins, m.end)):
                continue
            done.add((k, m.value))
            told = _told(article, reader, _trimmed(article.text, spans[k]), rows, same, titles, main)
            best = _home(told, m.value, found, index)
            if best is None:
                found.append((m.value, []))
                best = len(found) - 1
            found[best][1].append(told)
            for c in sorted(told.held):
                cell = index[m.value, c]
                if len(cell) < _BUCKET and best not in cell:
                    cell.append(best)
            for u in told.sayings:
                index[m.value, u].append(best)
    few = _OLD * len(dossier.articles)
    kept = [
        f for f in found
        if not first or (f[0][:4] >= first or len({t.where.article for t in f[1]}) >= max(1, few) or len(f[0]) > 4)
    ]  # fmt: skip
    kept.sort(key=lambda f: (-len({t.where.article for t in f[1]}), f[0], f[1][0].where))
    text = {a.id: a.text for a in dossier.articles}
    out = []
    used: set[Evidence] = set()
    for when, rows_of in sorted(kept[:_MOST], key=lambda f: (_from(f[0]), f[1][0].where)):
        shown = min(rows_of, key=lambda t: (t.where in used, t.rank, t.where)).where
        used.add(shown)
        sides = tuple(sorted({t.where for t in rows_of}))
        out.append(TimelineEvent(when, text[shown.article][shown.start : shown.end], sides))
    return tuple(sorted(out, key=lambda e: (_from(e.when), e.evidence)))


def _home(
    told: _Told, when: str, found: Sequence[tuple[str, list[_Told]]], index: dict[tuple[str, str], list[int]]
) -> int | None:
    """The event that a sentence tells, if it was told before."""
    for u in sorted(told.sayings):
        for i in index.get((when, u), ()):
            return i
    near = Counter(i for c in sorted(told.held) for i in index.get((when, c), ()))
    for i, _ in sorted(near.items(), key=lambda p: (-p[1], p[0]))[:5]:
        for other in found[i][1][:_BUCKET]:
            shared = len(told.held & other.held)
            least = min(len(told.held), len(other.held))
            if shared >= max(_SAME * least, min(_ENOUGH, least)) and not _contrary(told, other):
                return i
    return None


def _contrary(a: _Told, b: _Told) -> bool:
    """True where two sentences report different doings: one announces what another denies, or others speak."""
    one, two = a.acts & _TAKES_A_SIDE, b.acts & _TAKES_A_SIDE
    apart = bool(a.voices and b.voices and not a.voices & b.voices)
    denied = ("denies" in one) != ("denies" in two)
    return denied or bool(one and two and not one & two) or (apart and bool(one & two))


def _told(
    article: Article, reader: Reader, span: Span, rows: Sequence[Statement], same: dict[str, str],
    titles: Sequence[tuple[int, int]], main: str | None,
) -> _Told:  # fmt: skip
    words = reader.words(span)
    english = article.language == "en"
    classes = lexicon("en").classes
    held = frozenset(
        stem(french(fold(article.text[w.start : w.end])), "fr")
        if english and w.concept not in classes and not w.concept.startswith("~") else w.concept
        for w in words if not w.figure
    )  # fmt: skip
    said = [s for s in rows if any(span.start <= c.start < span.end for c in s.content)]
    cues = [s for s in said if s.cue is not None and span.start <= s.cue.start < span.end]
    opening = re.findall(r"[\w]+['’]?", fold(span.cut(article.text)))[:3]
    lex = lexicon(article.language)
    pronoun = bool(opening) and (
        opening[0] in lex.third or opening[0] in _BACK or "veille" in opening or "lendemain" in opening
    )
    sourced = [s for s in cues if s.source is not None]
    he = bool(sourced) and all(fold(s.source.cut(article.text)).strip("- ") in lex.third for s in sourced if s.source)
    named = any(w.name for w in words)
    size = span.end - span.start
    title = any(a <= span.start < b for a, b in titles)
    rank = (
        pronoun or he, title, not named, not _SHORT <= size <= _LONG, article.language != main, size
    )  # fmt: skip
    return _Told(
        Evidence(article.id, span.start, span.end),
        held,
        frozenset(s.act for s in cues),
        frozenset(s.speaker for s in cues if s.speaker),
        frozenset(same[s.id] for s in cues if s.id in same),
        tuple(int(x) for x in rank),
    )


_BACK = frozenset(("ce", "cet", "cette", "ces", "celui", "celle", "ceci", "cela", "c'", "this", "that", "these", "those", "such", "et", "mais", "and", "but"))  # fmt: skip  # noqa: E501


def _describes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for a date that only tells of what sort a thing is: it hangs on a participle or a noun inside a phrase."""
    for i in range(first, min(last, len(tokens))):
        k = tokens[i].head
        if first <= k < last:
            continue
        for _ in range(_CLIMB):
            t = tokens[k]
            if t.pos in ("VERB", "AUX"):
                return t.dep == "acl" and "VerbForm=Part" in t.feats
            if t.head == k:
                return False
            k = t.head
        return False
    return False


def _from(when: str | None) -> str:
    """The first day that an EDTF value may mean, for sorting."""
    m = _DAY.match(when or "")
    return m.group().ljust(10, "-") if m else "9999"


def _trimmed(text: str, span: Span) -> Span:
    cut = span.cut(text)
    return Span(span.start + len(cut) - len(cut.lstrip()), span.end - len(cut) + len(cut.rstrip()))
