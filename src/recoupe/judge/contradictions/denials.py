"""Charges and what is thrown back at them where the report sets one beside the other.

A denial need not name what it denies: *Pure invention*, *the situation does not exist*, *dément: …* answer what stands
before them. So does a report that sets its own words against those it has just given (*évoquait pourtant …*).
Reports of one charge, or of one denial, make one contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from recoupe.judge._answers import solid
from recoupe.judge._language import Lexicon, lexicon, stem
from recoupe.judge._propositions import Proposition
from recoupe.languages import table
from recoupe.model import Article, Contradiction, Dossier, Evidence
from recoupe.text import fold

_LOOK_BACK = 6
_FAR = 900
_NEAR = 420
_OWN = 3  # words of meaning from which a denial tells itself what it denies
_LIKE = 0.5
_SIDES = 24
_CURT = 3
_BARE = 6
_CLOSE = 220


class _Tables:
    def __init__(self, language: str) -> None:
        data = table(language, "contradictions") or table("en", "contradictions")
        self.dismisses = _either(data["dismisses"]["words"])
        self.curt = _either(data["dismisses"]["curt"])
        self.verbs = frozenset(stem(v, language) for v in fold(data["dismisses"]["verbs"]).split())
        self.weak = frozenset(stem(v, language) for v in fold(data["dismisses"]["weak"]).split())
        self.charges = frozenset(stem(v, language) for v in fold(data["charges"]["verbs"]).split())
        self.contrasts = _either(data["contrasts"]["words"])


def _either(words: Iterable[str]) -> re.Pattern[str]:
    """One of some expressions, in folded text."""
    rows = sorted((fold(w) for w in words), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, rows)) + r")(?![\w-])")


@cache
def _tables(language: str | None) -> _Tables:
    return _Tables(lexicon(language).language)


class _Pair(NamedTuple):
    told: Proposition
    denied: Proposition
    end: int


def answered(dossier: Dossier, found: Sequence[Proposition]) -> Iterable[Contradiction]:
    """Charges beside their denials, those of most reports first."""
    props: dict[int, list[Proposition]] = defaultdict(list)
    for p in found:
        props[p.article].append(p)
    same = {s: u.id for u in dossier.utterances for s in u.statements}
    groups: list[tuple[set[str], frozenset[str], set[Evidence], str]] = []
    by_key: dict[str, int] = {}
    for at, rows in sorted(props.items()):
        article = dossier.articles[at]
        for pair in (*_pairs(article, dossier, rows), *_set_against(article, rows)):
            sides = {_evidence(dossier, pair.told), Evidence(article.id, pair.denied.spans[0].start, pair.end)}
            keys = {same.get(p.statement.id, p.statement.id) for p in (pair.told, pair.denied)}
            held = solid(pair.told)
            home = next((by_key[k] for k in sorted(keys) if k in by_key), None)
            if home is None:
                home = next(
                    (
                        i
                        for i, g in enumerate(groups[:64])
                        if len(held & g[1]) >= max(_OWN, _LIKE * min(len(held), len(g[1])))
                    ),
                    None,
                )
            if home is None:
                groups.append((set(), held, set(), " ".join(pair.told.text.split())))
                home = len(groups) - 1
            groups[home][0].update(keys)
            groups[home][2].update(sides)
            by_key.update(dict.fromkeys(keys, home))
    for _, _, sides, about in sorted(groups, key=lambda g: (-len({e.article for e in g[2]}), min(g[2]))):
        yield Contradiction("claim", about, tuple(sorted(sides))[:_SIDES])


def _pairs(article: Article, dossier: Dossier, rows: Sequence[Proposition]) -> Iterable[_Pair]:
    tables, lex = _tables(article.language), lexicon(article.language)
    order = sorted(rows, key=lambda p: (p.spans[0].start, p.spans[-1].end))
    for k, p in enumerate(order):
        denial = _denial(p, _verb(dossier, p), tables, lex)
        if denial is None:
            continue
        told = _told(order[max(0, k - 2 * _LOOK_BACK) : k], p, denial, tables, dossier)
        if told is not None:
            yield _Pair(told, p, max(_run(order[k + 1 :], p, tables, article), p.spans[-1].end))


def _verb(dossier: Dossier, p: Proposition) -> str:
    lex = lexicon(dossier.articles[p.article].language)
    return stem(dossier.notes[p.article].attributions[p.order].verb or "", lex.language)


def _denial(p: Proposition, verb: str, tables: _Tables, lex: Lexicon) -> str | None:
    """How a clause denies: *bare*, where what it denies stands before it, or *full*, where it names it; else None."""
    s = p.statement
    if p.text.rstrip(' »”"').endswith("?"):
        return None
    own = () if p.borrowed else tuple(w for w in p.words if w.pos not in ("ADV", "PRON", "AUX"))
    found = tables.dismisses.search(p.folded) or (len(own) <= _CURT and tables.curt.search(p.folded)) or None
    if found and not _negated(p.folded, found.start(), lex):
        return "bare" if len(own) <= _BARE else None
    strong = verb in tables.verbs or (s.act == "denies" and verb not in tables.weak)
    if strong and (p.borrowed or not own or (s.form == "direct" and len(own) <= _CURT)):
        return "bare"
    if strong or (verb in tables.weak and s.form == "direct" and any(w.negated for w in p.words)):
        return "full"
    return None


def _told(
    before: Sequence[Proposition], p: Proposition, denial: str, tables: _Tables, dossier: Dossier
) -> Proposition | None:  # fmt: skip
    """What a denial answers: among the few statements before it the nearest that charges somebody, or that another
    makes close by; what names its matter answers only one that shares it."""
    rows: list[tuple[Proposition, bool, int]] = []
    for q in reversed(before):
        t = q.statement
        gap = p.spans[0].start - q.spans[-1].end
        if gap > _FAR or len(rows) == _LOOK_BACK:
            break
        if t.id == p.statement.id or t.act in ("denies", "asks", "demands", "declines") or q.infinitive:
            continue
        charges = _verb(dossier, q) in tables.charges
        if (t.speaker == p.statement.speaker or _same_side(dossier, q, p)) and not charges:
            continue
        if len(solid(q)) >= 2 and not tables.dismisses.search(q.folded):
            rows.append((q, charges, gap))
    if denial == "full":
        own = solid(p)
        near = [(len(own & solid(q)), q) for q, _, _ in rows[:_OWN]]
        best = max((n for n, _ in near), default=0)
        return next((q for n, q in near if n == best), None) if best >= min(2, (len(own) + 1) // 2) else None
    charged = next((q for q, charges, gap in rows if charges and gap < _NEAR), None)
    return charged or next((q for q, _, gap in rows[:1] if gap < _CLOSE), None)


def _same_side(dossier: Dossier, q: Proposition, p: Proposition) -> bool:
    """True where one is called after the other: *China* and *the Chinese ministry's spokesman*, *la direction*
    and its director."""
    names = {s.id: s for s in dossier.speakers}
    a, b = (names.get(x.statement.speaker or "") for x in (q, p))
    if a is None or b is None:
        return False
    source = p.statement.source
    whole = fold(" ".join((b.name, *b.roles, source.cut(dossier.articles[p.article].text) if source else "")))
    mine = list(re.findall(r"\w{4,}", fold(a.name)))
    return any(w[: max(4, len(w) - 2)] in whole for w in mine)


def _run(after: Sequence[Proposition], p: Proposition, tables: _Tables, article: Article) -> int:
    """Where the denial ends: it takes in what the same voice says on in the same sentence, calling it untrue."""
    for q in after[:2]:
        gap = article.text[p.spans[-1].end : q.spans[0].start]
        if len(gap) < 40 and "\n" not in gap and ". " not in gap and tables.dismisses.search(q.folded):
            return q.spans[-1].end
    return 0


def _negated(folded: str, at: int, lex: Lexicon) -> bool:
    """True for *this is no lie*, *je ne dis pas que c'est faux*."""
    before = re.findall(r"\w+'?", folded[:at])[-4:]
    return bool(set(before) & lex.negators)


def _set_against(article: Article, rows: Sequence[Proposition]) -> Iterable[_Pair]:
    """What a report gives somebody as saying, with a word by which it sets it against what stands just before."""
    tables, lex = _tables(article.language), lexicon(article.language)
    order = sorted(rows, key=lambda p: (p.spans[0].start, p.spans[-1].end))
    for k, p in enumerate(order):
        s = p.statement
        if s.cue is None or s.form == "direct":
            continue
        start = min(s.cue.start, p.spans[0].start)
        around = article.text[max(0, start - 60) : p.spans[0].start]
        head = around.rfind(". ") + 1
        if not tables.contrasts.search(fold(around[head:])):
            continue
        for q in reversed(order[max(0, k - 3) : k]):
            if start - q.spans[-1].end < 160 and q.words and q.statement.id != s.id:
                if any(w.negated for w in q.words) != any(w.negated for w in p.words) or lex.marked("false", q.folded):
                    yield _Pair(q, p, p.spans[-1].end)
                break


def _evidence(dossier: Dossier, p: Proposition) -> Evidence:
    return Evidence(dossier.articles[p.article].id, p.spans[0].start, p.spans[-1].end)
