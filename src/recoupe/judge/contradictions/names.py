"""One person written in two ways, or given two offices of one kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from recoupe.judge._language import lexicon
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
