"""Quotations that cannot all be right: one in two mouths, or one mouth's words given in two ways."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from recoupe.judge._language import lexicon
from recoupe.model import Article, Contradiction, Dossier, Evidence, Span, Speaker, Statement, Token
from recoupe.text import fold

_WORD = re.compile(r"[^\W_]+|\[?\(?(?:\.\.\.|…)\)?\]?")
_QUOTED = re.compile(r"«([^»]{3,})»|“([^”]{3,})”|\"([^\"\n]{3,})\"")
_POST = re.compile(r"@\w|pic\.twitter|t\.co/")
_RUN = 5
_WHOLE = 8
_FULL_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]+\s+(?:[a-z]{2,3}\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]+")
_FLANK = 1
_BUCKET = 24
_NEAREST = 8
_MOST = 40
_AROUND = 3
_ALIKE = 0.4
_KEPT = 0.5
_ENOUGH = 3
_LONG = 6
_WINDOW = 400


class _Quote(NamedTuple):
    article: str
    voice: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    language: str


def in_two_mouths(dossier: Dossier) -> Iterable[Contradiction]:
    """One run of words (five or more, a verb and three with a meaning among them) given to two named speakers, in
    quotation marks by one report at least.

    Each must be named where he speaks: who stands behind *he* is a guess. Those who speak for others, documents and
    newsrooms pass words on, and a source without a name may be the named one: none of these is a second mouth.
    """
    names = {s.id: s for s in dossier.speakers}
    newsrooms = {fold(n) for n in (*(r.name for r in dossier.roots), *(a.outlet for a in dossier.articles)) if n}
    kinds: dict[tuple[tuple[str, ...], str], list[_Said]] = defaultdict(list)
    for article, statements in zip(dossier.articles, dossier.statements, strict=True):
        last: Statement | None = None
        for s in sorted(statements, key=lambda s: s.content[0].start):
            if _naming(s, article) or last is None or last.speaker != s.speaker:
                last = s if _naming(s, article) else None
            speaker = names.get(s.speaker or "")
            if _posted(s, article.text):
                continue
            if speaker is not None and _mouth(speaker, article, newsrooms, last, s) and not _ambiguous(s, statements):
                words, spans = _words(article.text, s.content)
                if len(words) >= _RUN:
                    kinds[words, speaker.id].append(_Said(article.id, s, spans, article.language))
    tokens = {a.id: n.parse.tokens for a, n in zip(dossier.articles, dossier.notes, strict=True)}
    called = {
        w
        for s in dossier.speakers
        if s.kind != "document"
        for n in (s.name, *s.aliases)
        for w in _WORD.findall(fold(n))
    }
    index: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[tuple[int, list[Evidence], str]]] = defaultdict(list)
    text = {a.id: a.text for a in dossier.articles}
    for (words, who), told in kinds.items():
        near: Counter[tuple[tuple[str, ...], str]] = Counter()
        for gram in zip(*(words[k:] for k in range(_RUN)), strict=False):
            near.update(k for k in index[gram] if k[1] != who)
            if len(index[gram]) < _BUCKET:
                index[gram].append((words, who))
        for other, _ in near.most_common(_NEAREST):
            before = kinds[other]
            if not _strangers(names[other[1]], names[who], before[0].statement, told[0].statement):
                continue
            a, b, size = _longest(other[0], words)
            run = [w for w in words[b : b + size] if w not in called]
            # a whole quotation may be made of little words: `ce n'est pas une reprise, c'est un dépeçage`
            whole = size == len(words) == len(other[0])
            if not whole and (_relays(names[who], told[0]) or _relays(names[other[1]], before[0])):
                continue
            least = 2 if size >= _WHOLE and size == len(words) == len(other[0]) else 3
            if (
                size < _RUN
                or not _heavy(words[b : b + size], told[0].language, least)
                or not _heavy(run, told[0].language, least)
            ):
                continue
            if not any(_marked(text[x.article], x, a, a + size) for x in before) and not any(
                _marked(text[y.article], y, b, b + size) for y in told
            ):
                continue
            if not _has_verb(tokens[told[0].article], told[0].spans[b][0], told[0].spans[b + size - 1][1]):
                continue
            apart = [
                (x, y)
                for x in before[:_NEAREST]
                for y in told[:_NEAREST]
                if x.article != y.article or _two_sayings(x.statement, y.statement)
            ]
            if not apart:
                continue
            sides = [_with_source(x.article, x.statement, x.spans[a][0], x.spans[a + size - 1][1]) for x in before]
            sides += [_with_source(y.article, y.statement, y.spans[b][0], y.spans[b + size - 1][1]) for y in told]
            shown = text[told[0].article][told[0].spans[b][0] : told[0].spans[b + size - 1][1]]
            pairs[min(other[1], who), max(other[1], who)].append((size, sides, shown))
    for (first, second), found in sorted(pairs.items()):
        shown = max(found, key=lambda f: (f[0], f[2]))[2]
        evidence = tuple(sorted({e for _, sides, _ in found for e in sides}))[:_MOST]
        yield Contradiction("speaker", f"« {shown} » : {names[first].name} / {names[second].name}", evidence)


def _mouth(speaker: Speaker, article: Article, newsrooms: Container[str], last: Statement | None, s: Statement) -> bool:
    """True where somebody speaks for himself, named on the spot by name or function, or going on after he was.

    `last` is the statement that names him.
    """
    if speaker.kind not in ("person", "organisation") or last is None or last.source is None:
        return False
    source = last.source.cut(article.text)
    lex = lexicon(article.language)
    if any(fold(n).removeprefix("l'") in newsrooms for n in (speaker.name, *speaker.aliases)):
        return False
    titles = {w for n in (source, speaker.name, *speaker.roles) for w in fold(n).replace("-", " - ").split()}
    titles |= {w for n in (source, *speaker.roles) for w in fold(n).split()}
    if not titles & lex.speakers["for_others"]:
        return True
    # a spokeswoman passes words on, but for those that a report quotes from her by her own name
    return speaker.kind == "person" and s.form == "direct" and bool(_FULL_NAME.search(source))


def _naming(s: Statement, article: Article) -> bool:
    """True where the source is a name or a function, no pronoun."""
    lex = lexicon(article.language)
    words = _WORD.findall(fold(s.source.cut(article.text))) if s.source is not None else []
    return any(w not in lex.function and w not in lex.third for w in words)


def _has_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True where a stretch holds a verb; where nothing is parsed, nothing is known against it."""
    first = bisect_left(tokens, start, key=lambda t: t.start)
    inside = [t for t in tokens[first : first + _WINDOW] if t.end <= end]
    return not inside or any(t.pos in ("VERB", "AUX") for t in inside)


class _Said(NamedTuple):
    article: str
    statement: Statement
    spans: tuple[tuple[int, int], ...]
    language: str | None


def _ambiguous(s: Statement, rows: Sequence[Statement]) -> bool:
    """True where the article itself puts most of the same words into another mouth too, or they stand in another's
    words."""
    size = sum(c.end - c.start for c in s.content)
    for t in rows:
        if t.speaker == s.speaker:
            continue
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in s.content for b in t.content)
        whole = sum(c.end - c.start for c in t.content)
        relay = s.speaker in t.via or (t.speaker is not None and t.speaker in s.via)
        if shared > 0.8 * size and (whole > size or (shared > 0.8 * whole and not relay)):
            return True
    return False


def _relays(speaker: Speaker, said: _Said) -> bool:
    """True for somebody whose office it is to speak for others."""
    titles = {w for r in speaker.roles for w in fold(r).replace("-", " - ").split()} | {
        w for r in (*speaker.roles, *speaker.aliases) for w in fold(r).split()
    }
    return bool(titles & lexicon(said.language).speakers["for_others"])


def _marked(text: str, said: _Said, first: int, last: int) -> bool:
    """True where a run of a statement's words stands in quotation marks."""
    if said.statement.form != "mixed":
        return said.statement.form == "direct"
    start, end = said.spans[first][0], said.spans[last - 1][1]
    whole = max(0, said.statement.content[0].start - 2), min(len(text), said.statement.content[-1].end + 2)
    return any(m.start() <= start and end <= m.end() for m in _QUOTED.finditer(text, *whole))


def _posted(s: Statement, text: str) -> bool:
    """True for a post, whose signature may be of who passes it on."""
    end = max(c.end for c in s.content)
    return bool(_POST.search(text, max(0, min(c.start for c in s.content) - 40), end + 90))


def _two_sayings(s: Statement, t: Statement) -> bool:
    """True where one article gives words twice, each time with a source; a headline's quotation is no second saying."""
    return not _overlap(s, t) and s.source is not None and t.source is not None


def _overlap(s: Statement, t: Statement) -> bool:
    return any(a.touches(b) for a in s.content for b in t.content)


def _strangers(one: Speaker, two: Speaker, s: Statement, t: Statement) -> bool:
    if one.id in t.via or two.id in s.via or one.kind != two.kind or not (_named(one) and _named(two)):
        return False
    if _initials(one.name) == fold(two.name) or _initials(two.name) == fold(one.name):
        return False
    a = {w for n in (one.name, *one.aliases) for w in _WORD.findall(fold(n)) if len(w) > 3}
    b = {w for n in (two.name, *two.aliases) for w in _WORD.findall(fold(n)) if len(w) > 3}
    last = fold(one.name).split()[-1:] == fold(two.name).split()[-1:]
    return not last and not (set(fold(one.name).split()) <= b or set(fold(two.name).split()) <= a)


def _named(speaker: Speaker) -> bool:
    """True for a name; *airline* or *police custody* may be anybody's."""
    return any(w[:1].isupper() for w in speaker.name.split())


def _initials(name: str) -> str:
    return fold("".join(w[0] for w in name.split() if w[0].isupper()))


def _with_source(article: str, s: Statement, start: int, end: int) -> Evidence:
    """The words, with the cue and source that give them where these stand close by."""
    for near in (s.cue, s.source):
        if near is not None and near.end + 60 > start and near.start < end + 60:
            start, end = min(start, near.start), max(end, near.end)
    return Evidence(article, start, end)


def _words(text: str, spans: Sequence[Span]) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    out = [(fold(m.group()), m.span()) for s in spans for m in _WORD.finditer(text, s.start, s.end)]
    return tuple(w for w, _ in out), tuple(p for _, p in out)


def _longest(a: Sequence[str], b: Sequence[str]) -> tuple[int, int, int]:
    m = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return m.a, m.b, m.size


def _heavy(words: Sequence[str], language: str | None, least: int) -> bool:
    lex = lexicon(language)
    return sum(w not in lex.function and w not in lex.light for w in set(words)) >= least


def in_two_wordings(dossier: Dossier) -> Iterable[Contradiction]:
    """One speaker's words in quotation marks, given differently inside: a word more, or another.

    Both must go on alike on either side of the difference; a cut marked as such is none, nor is a mere
    sign, an accent or a capital. All reports of one difference make one contradiction.
    """
    kinds: dict[tuple[str, tuple[str, ...]], list[_Quote]] = defaultdict(list)
    for quote in _quotes(dossier):
        kinds[quote.voice, quote.words].append(quote)
    quotes = [rows[0] for rows in kinds.values()]
    index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    parent = list(range(len(quotes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    windows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for here, q in enumerate(quotes):
        near: Counter[int] = Counter()
        lex = lexicon(q.language)
        heavy = [w for w in q.words if w not in lex.function and len(w) > 3]
        for a, b in zip(heavy, [*heavy[1:], ""], strict=False):
            for gram in ((a, b), (a, "")):
                near.update(index[(q.voice, *gram)])
                if len(index[(q.voice, *gram)]) < _BUCKET:
                    index[(q.voice, *gram)].append(here)
        for other, _ in near.most_common(_NEAREST):
            p = quotes[other]
            if other == here or len({x.article for y in (p, q) for x in kinds[y.voice, y.words]}) < 2:
                continue  # in one report, likewise words are two sayings
            for (a1, a2), (b1, b2) in _differences(p.words, q.words, lex.function):
                windows[other].append((a1, a2))
                windows[here].append((b1, b2))
                parent[root(here)] = root(other)
    clusters: dict[int, list[int]] = defaultdict(list)
    for i in windows:
        clusters[root(i)].append(i)
    names = {s.id: s.name for s in dossier.speakers}
    text = {a.id: a.text for a in dossier.articles}
    ranked: list[tuple[int, Contradiction]] = []
    for members in sorted(clusters.values()):
        sides = [
            _window(q, min(a for a, _ in windows[i]), max(b for _, b in windows[i]))
            for i in sorted(members)
            for q in kinds[quotes[i].voice, quotes[i].words]
        ]
        shown = list(dict.fromkeys(_plain(text[e.article][e.start : e.end]) for e in sides))[:2]
        voice = quotes[members[0]].voice
        about = f"{names.get(voice, voice)} : " + " / ".join(f"« {s} »" for s in shown)
        lex = lexicon(quotes[members[0]].language)
        words = {w for i in members for a, b in windows[i] for w in quotes[i].words[a:b]}
        turned = _turned(members, quotes, windows, lex.negators | {w.rstrip("'") for w in lex.negators})
        if turned:
            ranked.append((0, Contradiction("claim", about, tuple(sorted(sides)), "quotation")))
        else:
            ranked.append(
                (1 if words - lex.function else 2, Contradiction("trait", about, tuple(sorted(sides)), "quotation"))
            )
    yield from (c for _, c in sorted(ranked, key=lambda t: t[0]))


def _turned(
    members: Sequence[int],
    quotes: Sequence[_Quote],
    windows: dict[int, list[tuple[int, int]]],
    negators: Container[str],
) -> bool:
    """True where one report has a negation that another lacks, and nothing else is changed."""
    counts = {sum(w in negators for a, b in windows[i] for w in quotes[i].words[a:b]) > 0 for i in members}
    plain = {w for i in members for a, b in windows[i] for w in quotes[i].words[a:b] if w not in negators}
    return len(counts) > 1 and not plain


def _plain(text: str) -> str:
    return " ".join(text.split())


def _quotes(dossier: Dossier) -> Iterable[_Quote]:
    """Marked words of every statement, by whose they are; what a document relays is its own."""
    papers = {s.id for s in dossier.speakers if s.kind == "document"}
    for article, rows in zip(dossier.articles, dossier.statements, strict=True):
        seen: set[tuple[int, int]] = set()
        for s in rows:
            if s.speaker is None:
                continue
            voice = next((v for v in (s.speaker, *s.via) if v in papers), s.speaker)
            spans = list(s.content) if s.form == "direct" else []
            if s.form == "mixed":
                whole = (max(0, s.content[0].start - 1), min(len(article.text), s.content[-1].end + 1))
                for m in _QUOTED.finditer(article.text, *whole):
                    k = next(i for i in (1, 2, 3) if m.group(i) is not None)
                    spans.append(Span(*m.span(k)))
            for span in spans:
                if (span.start, span.end) in seen:
                    continue
                seen.add((span.start, span.end))
                words, places = _words(article.text, [span])
                if len(words) >= 2:
                    yield _Quote(article.id, voice, words, places, article.language or "fr")


def _differences(
    a: tuple[str, ...], b: tuple[str, ...], function: frozenset[str]
) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    ops = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    if sum(o[2] - o[1] for o in ops if o[0] == "equal") < _ALIKE * min(len(a), len(b)):
        return
    kept = sum(w not in function for o in ops if o[0] == "equal" for w in a[o[1] : o[2]])
    if kept < min(_ENOUGH, _KEPT * min(sum(w not in function for w in x) for x in (a, b))):
        return
    most = 4 if min(len(a), len(b)) >= _LONG else 2
    for k, (tag, a1, a2, b1, b2) in enumerate(ops):
        if tag == "equal" or k == 0 or k == len(ops) - 1:
            continue
        left, right = ops[k - 1], ops[k + 1]
        alike = (left[2] - left[1]) + (right[2] - right[1])
        other = (*a[a1:a2], *b[b1:b2])
        if any(not w[0].isalnum() for w in other) or max(a2 - a1, b2 - b1) > most:
            continue
        solid = [w for w in (*a[left[1] : left[2]], *a[right[1] : right[2]]) if w not in function]
        if (
            alike >= max(2 * _FLANK, a2 - a1, b2 - b1)
            and len(solid) >= 2 - (len(a) <= 3 or len(b) <= 3)
            and "".join(a[a1:a2]) != "".join(b[b1:b2])
            and not _same_words(a[a1:a2], b[b1:b2])
        ):
            yield (a1, a2), (b1, b2)


def _same_words(a: Sequence[str], b: Sequence[str]) -> bool:
    """True for a plural, an ending, a slip of the pen or a word put twice: the words are the same."""
    if len(a) == len(b) and a:
        return all(x == y or (min(len(x), len(y)) > 3 and _ending(x, y)) for x, y in zip(a, b, strict=True))
    return False


def _ending(x: str, y: str) -> bool:
    return (
        DamerauLevenshtein.distance(x, y) == 1
        or (x[:-2] == y[:-2] and len(x) > 5)
        or x.rstrip("sxe") == y.rstrip("sxe")
    )


def _window(q: _Quote, first: int, last: int) -> Evidence:
    i, j = max(0, first - _AROUND), min(len(q.words), last + _AROUND)
    return Evidence(q.article, q.spans[i][0], q.spans[j - 1][1])
