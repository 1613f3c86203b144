"""One person written in two ways, or given two offices of one kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from recoupe.judge._language import lexicon
from recoupe.languages import table
from recoupe.model import Contradiction, Dossier, Evidence, Speaker
from recoupe.text import fold

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\.?"
_INITIAL = re.compile(r"(?<=\w)\s[A-Z]\.(?=\s)")  # with or without it, the name is written alike
_LONGEST = 60
_ENOUGH = 40


def spellings(dossier: Dossier) -> Iterable[Contradiction]:
    """A person's full name written differently: letters, points, blanks or a suffix."""
    for speaker in dossier.speakers:
        words = speaker.name.split()
        if speaker.kind != "person" or len(words) < 2 or len(words[-1].strip(".")) < 4:
            continue
        forms: dict[str, list[Evidence]] = defaultdict(list)
        last = next((w for w in reversed(words) if len(w) > 3), words[-1])
        first = words[0]
        pattern = re.compile(
            rf"(?<!\w)(?:{_CAPITAL}\s*){{0,3}}?{re.escape(last.rstrip('.'))}(?:\s(?:III|II|IV|Jr\.?|Sr\.?)(?!\w))?"
        )
        near = re.compile(rf"(?<!\w){re.escape(first)}\s+(?:[A-Z]\.\s*)?([A-ZÀ-ÖØ-Þ][\w’'-]*)")
        for article in dossier.articles:
            if first not in article.text:
                continue
            for m in pattern.finditer(article.text):
                whole = m.group()
                start = whole.find(first)
                tagged = article.text[max(0, m.start() + start - 1) : m.start() + start] in ("@", "#")
                if (
                    start < 0
                    or tagged
                    or len(whole) > _LONGEST
                    or "\n" in whole
                    or not re.search(r"[\s.]", whole[start:])
                ):
                    continue
                forms[whole[start:]].append(Evidence(article.id, m.start() + start, m.end()))
            for m in near.finditer(article.text):
                other = m.group(1)
                if (
                    other != last
                    and len(last) > 4
                    and abs(len(other) - len(last)) <= 1
                    and other[:1] == last[:1]
                    and DamerauLevenshtein.distance(fold(other), fold(last)) == 1
                ):
                    forms[m.group().rstrip(".")].append(Evidence(article.id, m.start(), m.end()))
        if len({_INITIAL.sub("", f) for f in forms}) > 1:
            sides = sorted({s for rows in forms.values() for s in rows})[:_ENOUGH]
            yield Contradiction("trait", " / ".join(sorted(forms)), tuple(sides), "spelling")


def offices(dossier: Dossier) -> Iterable[Contradiction]:
    """One person with two offices that open alike and go on differently: commander of this, of that."""
    for speaker in dossier.speakers:
        if speaker.kind != "person":
            continue
        heads: dict[str, dict[frozenset[str], list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        own = set(re.findall(r"[^\W_]+", fold(speaker.name)))
        for article in dossier.articles:
            if speaker.name.split()[-1] not in article.text:
                continue
            lex = lexicon(article.language)
            for role, at in _roles(speaker, article.text, lex.speakers["authority"]):
                words = [w for w in re.findall(r"[^\W_]+", fold(role)) if w not in lex.function and w not in own]
                if len(words) >= 3:
                    heads[words[0]][frozenset(words[1:])].append(Evidence(article.id, at, at + len(role)))
        for head, variants in sorted(heads.items()):
            apart = [v for v in variants if not any(v & w for w in variants if w != v)]
            if len(apart) > 1 or (len(variants) > 1 and len(apart) == len(variants)):
                sides = sorted({s for v in apart for s in variants[v]})
                if len({s.article for s in sides}) > 1:
                    yield Contradiction("trait", f"{speaker.name} : {head}", tuple(sides), "office")


def _roles(speaker: Speaker, text: str, titles: frozenset[str]) -> Iterable[tuple[str, int]]:
    """Offices of somebody as a text gives them: known ones, and what stands between commas after his name."""
    for role in dict.fromkeys((*speaker.roles, *speaker.aliases)):
        if role != speaker.name and len(role.split()) > 2 and (at := text.find(role)) >= 0:
            yield role, at
    last = speaker.name.split()[-1]
    if len(last) < 4:
        return
    for m in re.finditer(
        rf"(?<!\w){re.escape(last)}(?: (?:III|II|IV|Jr\.?))?, (?P<role>[a-zà-ÿ][^,.;:()\n«»“”\"]{{8,90}})(?=[,.;])",
        text,
    ):
        role = m.group("role")
        if fold(role).split()[0] in titles:
            yield role, m.start("role")


def nearly(dossier: Dossier) -> Iterable[Contradiction]:
    """Two names of six letters or more that differ by one, in different reports, where a story knows one of them well
    and the other hardly; a name with its plural or its feminine is one name, two known first names are two people."""
    where: dict[str, list[Evidence]] = defaultdict(list)
    shown: dict[str, str] = {}
    known: set[str] = set()
    firsts_of: dict[str, set[str]] = defaultdict(set)
    for article, notes in zip(dossier.articles, dossier.notes, strict=True):
        known |= _known_names(article.language)
        body = [(s.start, s.end) for s in article.sections if s.kind in ("title", "standfirst", "body")]
        for n in notes.parse.names:
            for m in _NAME_WORD.finditer(article.text, n.start, n.end):
                at = m.start() - 1
                if article.text[max(0, at) : at + 1] in ("@", "#", "/", ".") or not any(
                    a <= m.start() < b for a, b in body
                ):
                    continue
                word = fold(m.group())
                before = re.search(r"([A-ZÀ-ÖØ-Þ][\w-]+)\s$", article.text[max(0, m.start() - 24) : m.start()])
                if before:
                    firsts_of[word].add(fold(before[1]))
                where[word].append(Evidence(article.id, m.start(), m.end()))
                shown.setdefault(word, m.group())
    index: dict[str, set[str]] = defaultdict(set)
    for word in where:
        for k in range(len(word)):
            index[word[:k] + "*" + word[k + 1 :]].add(word)
            index[word[:k] + word[k + 1 :]].add(word)
        index[word].add(word)
    pairs = {(a, b) for rows in index.values() if 1 < len(rows) <= _CROWD for a in rows for b in rows if a < b}
    for a, b in sorted(pairs):
        rare, well = sorted((a, b), key=lambda w: (len({e.article for e in where[w]}), len(where[w]), w))
        apart = {e.article for e in where[rare]} - {e.article for e in where[well]} or len(where[rare]) == 1
        inflected = a.rstrip("sex") == b.rstrip("sex") or a[0] != b[0] or a[:-2] == b[:-2]
        if min(len(a), len(b)) < _LETTERS and not firsts_of[a] & firsts_of[b]:
            continue
        if not apart or inflected or {a, b} <= known or len(where[rare]) > _RARE or len(where[well]) < 2:
            continue
        if len({e.article for e in (*where[a], *where[b])}) < 2 or DamerauLevenshtein.distance(a, b) != 1:
            continue
        firsts = {e.article: e for e in reversed(where[well])}
        sides = sorted({*where[rare], *firsts.values()})[:_ENOUGH]
        yield Contradiction("trait", f"{shown[a]} / {shown[b]}", tuple(sides), "spelling")


@cache
def _known_names(language: str | None) -> frozenset[str]:
    code = lexicon(language).language
    return frozenset(
        w
        for kind in ("given-names", "countries")
        for v in _strings(table(code, kind))
        for w in re.findall(r"\w+", fold(v))
    )


def _strings(data: object) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for v in data.values():
            yield from _strings(v)
    elif isinstance(data, list):
        for v in data:
            yield from _strings(v)


def short_forms(dossier: Dossier) -> Iterable[Contradiction]:
    """One long name with two short ones: `contribution sociale (CSG)` and `contribution sociale (CCG)`."""
    found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for article in dossier.articles:
        for m in _SHORT_FORM.finditer(article.text):
            short = m.group("short") or m.group("first")
            long = m.group("long") or ""
            words = list(re.findall(r"[^\W\d_]+", m.group("before") if m.group("short") else long))
            content = [fold(w) for w in words if len(w) > 3][-3:]
            if len(content) >= 2:
                found[" ".join(content)][short].append(
                    Evidence(article.id, m.start("before") if m.group("short") else m.start("first"), m.end())
                )
    for long, forms in sorted(found.items()):
        if len(forms) > 1 and len({len(f) for f in forms}) == 1:
            sides = tuple(sorted({e for rows in forms.values() for e in rows}))[:_ENOUGH]
            if len({e.article for e in sides}) > 1:
                yield Contradiction("trait", f"{long} : " + " / ".join(sorted(forms)), sides, "spelling")


_CAP = r"[A-ZÀ-ÖØ-Þ]"
_SHORT_FORM = re.compile(
    rf"(?P<before>(?<!\w)(?:[\w’'-]+\s){{1,4}}[\w’'-]+)\s\((?P<short>{_CAP}{{2,6}})\)"
    rf"|(?<!\w)(?P<first>{_CAP}{{2,6}})\s\((?P<long>[^()\n]{{8,80}})\)"
)
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w]{3,}")
_LETTERS = 6
_CROWD = 12
_RARE = 3
