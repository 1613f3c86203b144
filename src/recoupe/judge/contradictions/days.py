"""One event that two reports put on different days, or a state that began on two.

What a day dates is the verb that its words hang on. Two clauses date one event where they have that verb, and something
more that takes part in it, in common. What comes again (a march every Saturday) is told apart by days that lie further
off; what was put off, and the day of a saying, are no contradiction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Reader
from recoupe.judge._sentences import sentences
from recoupe.languages import table
from recoupe.model import Contradiction, Dossier, Evidence, Span, Token
from recoupe.text import fold

_CLIMB = 4
_NEXT = 8
_NEAR_DAYS = 3
_SINCE_DAYS = 10
_BUCKET = 60
_SIDES = 24
_LONGEST = 220
_MOVED = frozenset(("postpone", "extend", "cancel", "resume"))
_THIN = frozenset(("ADV", "ADP", "PRON", "INTJ", "PART", "AUX", "DET", "NUM"))


class _Dated(NamedTuple):
    where: Evidence
    value: str
    since: bool
    verb: str
    taking_part: frozenset[str]
    names: frozenset[str]
    shown: str


def apart(dossier: Dossier) -> Iterable[Contradiction]:
    """Events with two days, those of most articles first."""
    by_verb: dict[str, list[_Dated]] = defaultdict(list)
    for i in range(len(dossier.articles)):
        for d in _dated(dossier, i):
            by_verb[d.verb].append(d)
    groups: list[set[_Dated]] = []
    for _, rows in sorted(by_verb.items()):
        for k, a in enumerate(rows):
            for b in rows[max(0, k - _BUCKET) : k]:
                if a.where.article != b.where.article and _differ(a, b):
                    home = next((g for g in groups if a in g or b in g), None)
                    if home is None:
                        groups.append({a, b})
                    else:
                        home |= {a, b}
    for group in sorted(groups, key=lambda g: (-len({d.where.article for d in g}), min(d.where for d in g))):
        rows = sorted(group)
        about = " / ".join(dict.fromkeys(" ".join(d.shown.split()) for d in rows))
        yield Contradiction("date", about, tuple(dict.fromkeys(d.where for d in rows))[:_SIDES])


def _differ(a: _Dated, b: _Dated) -> bool:
    if a.value == b.value or len(a.value) != len(b.value) or a.since != b.since or fold(a.shown) == fold(b.shown):
        return False  # *tomorrow* in one report and in another is one word of one saying
    if a.names and b.names and not a.names & b.names and not a.since:
        return False
    shared = len(a.taking_part & b.taking_part)
    if len(a.value) == 10:
        gap = abs((date.fromisoformat(a.value) - date.fromisoformat(b.value)).days)
        if gap > (_SINCE_DAYS if a.since else _NEAR_DAYS):
            return False
        return shared >= (1 if a.since else 2)
    return shared + len(a.names & b.names) >= 3


def _dated(dossier: Dossier, at: int) -> Iterable[_Dated]:
    article, notes = dossier.articles[at], dossier.notes[at]
    tokens = notes.parse.tokens
    if not tokens:
        return
    lex = lexicon(article.language)
    starts = [t.start for t in tokens]
    spans = list(sentences(article, notes, frozenset(("standfirst", "body"))))
    begins = [s.start for s in spans]
    sayings = {(a.moment.start, a.moment.end) for a in notes.attributions if a.moment}
    cues = sorted((a.cue.start, a.cue.end) for a in notes.attributions if a.cue)
    reader = Reader(article, notes)
    known = [(m.start, m.end) for m in dossier.moments[at] if m.value]
    for m in dossier.moments[at]:
        if not m.value or not re.fullmatch(r"\d{4}(-\d\d){0,2}", m.value) or (m.start, m.end) in sayings:
            continue
        k = bisect_left(begins, m.start + 1) - 1
        if k < 0 or spans[k].end < m.end:
            continue
        verb = _verb(tokens, bisect_left(starts, m.start), bisect_left(starts, m.end), spans[k])
        if verb is None or any(a <= tokens[verb].start < b for a, b in cues):
            continue
        t = tokens[verb]
        if fold(t.lemma) in lex.light or "Mood=Cnd" in t.feats:
            continue
        clause = _clause(article.text, spans[k], min(t.start, m.start), max(t.end, m.end))
        several = sum(clause.start <= a and b <= clause.end for a, b in known) > 1
        if several or _again(lex.language).search(fold(clause.cut(article.text))):
            continue
        words = [w for w in reader.words(clause) if not w.figure]
        key = next((w.concept for w in words if w.start == t.start), None)
        if key is None or any(w.negated or w.concept in _MOVED for w in words):
            continue
        others = frozenset(
            w.concept for w in words
            if w.concept != key and not w.name and w.pos not in _THIN and not m.start <= w.start < m.end
        )  # fmt: skip
        names = frozenset(w.concept for w in words if w.name and not m.start <= w.start < m.end)
        before = article.text[max(0, m.start - 16) : m.end]
        since = bool(_since(lex.language).search(fold(before)))
        end = clause.end if clause.end - clause.start < _LONGEST else max(t.end, m.end)
        start = clause.start if clause.end - clause.start < _LONGEST else min(t.start, m.start)
        yield _Dated(
            Evidence(article.id, start, end), m.value, since, key, others, names, article.text[m.start : m.end]
        )


def _since(language: str) -> re.Pattern[str]:
    return _listed(language, "since")


def _again(language: str) -> re.Pattern[str]:
    """Words of what lasts or comes again, and of days told by other days."""
    return _listed(language, "again")


@cache
def _listed(language: str, key: str) -> re.Pattern[str]:
    words = [fold(w) for w in table(language, "contradictions").get(key, {}).get("words", ())]
    return re.compile(r"(?<!\w)(?:" + ("|".join(map(re.escape, words)) or "(?!)") + r")(?!\w)")


def _verb(tokens: Sequence[Token], first: int, last: int, sentence: Span) -> int | None:
    """The verb that a time's words hang on, within its sentence; where that is only tagged, the
    nearest."""
    if first < len(tokens) and tokens[first].dep in ("dep", "root") and tokens[first].head == first:
        inside = [
            i for i in range(max(0, first - _NEXT), min(len(tokens), last + _NEXT))
            if tokens[i].pos == "VERB" and sentence.start <= tokens[i].start < sentence.end
        ]  # fmt: skip
        return min(inside, key=lambda i: min(abs(i - first), abs(i - last + 1)), default=None)
    for i in range(first, min(last, len(tokens))):
        k = i
        for _ in range(_CLIMB):
            k = tokens[k].head
            if not sentence.start <= tokens[k].start < sentence.end:
                break
            if tokens[k].pos == "VERB":
                return k
            if tokens[k].head == k:
                break
    return None


def _clause(text: str, sentence: Span, start: int, end: int) -> Span:
    """The stretch between commas that holds verb and day, as far as the sentence goes."""
    left = max((m.end() for m in _STOP.finditer(text, sentence.start, start)), default=sentence.start)
    right = next((m.start() for m in _STOP.finditer(text, end, sentence.end)), sentence.end)
    return Span(left, right)


_STOP = re.compile(r"[,;:()«»“”]\s?")
