"""What the words round a number tell: what it counts, what happened to it, where, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from recoupe.languages import table
from recoupe.languages.bilingual import french
from recoupe.model import Token
from recoupe.text import fold

_WORD = re.compile(r"[a-z]+(?:'(?=[a-z]))?|\d+")
_END = re.compile(r"(?<!\b[A-Z])(?<!\bMM)(?<!\bMr)(?<!\bMme)(?<!\bDr)(?<!\bMgr)[.!?][»”\"]?\s+(?=[A-ZÀÉÈ«“\"\d])|\n")


@lru_cache(maxsize=64)
def _ends(text: str) -> list[int]:
    return [m.end() for m in _END.finditer(text)]


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a stretch."""
    ends = _ends(text)
    i = bisect_right(ends, start)
    j = bisect_left(ends, end)
    return (ends[i - 1] if i else 0), (ends[j] if j < len(ends) else len(text))


@cache
def _stop(language: str) -> frozenset[str]:
    data = table(language, "numbers")
    words = {
        fold(w)
        for group in ("stop", "adjectives", "definite", "of", "time")
        for w in data.get("words", {}).get(group, ())
    }
    for classes in table(language, "moments").get("classes", {}).values():
        words |= {fold(w) for w in classes} if isinstance(classes, dict) else set()
    return frozenset(
        words | {fold(w) for kind in ("ones", "tens", "hundred", "scales", "collectives") for w in data.get(kind, {})}
    )


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[str, re.Pattern[str]]]]:
    data = table(language, "quantities")

    def either(words: Sequence[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"

    place = re.compile(rf"(?<!\w)(?:{either(data.get('places', ()))})\s?(?:l[aes]?\s|l['’]|the\s)?([A-ZÉÈÎ][\w’'-]+)")
    source = re.compile(
        rf"(?<!\w)(?:{either(data.get('sources', ()))})\s+(?:l[aes]?\s+|l['’]|un\w*\s+|the\s+)?([^,;.()\"»]{{3,30}})",
        re.IGNORECASE,
    )
    fates = [
        (name, re.compile(rf"(?<!\w)(?:{either(words)})", re.IGNORECASE))
        for name, words in data.get("fates", {}).items()
    ]
    return place, source, fates


def place(before: str, behind: str, language: str) -> str | None:
    """The place named right behind a number, or at the head of its clause."""
    place = _patterns(language)[0]
    found = place.search(re.split(r"[,;(]", behind[:45])[0])
    if not found:
        head = re.split(r"[;:«\"“]|, ", before.strip())
        found = (
            place.match(before.strip()) if len(before) < 60 else place.match(head[-1]) if len(head[-1]) < 40 else None
        )
    name = fold(found[1]) if found else None
    return name if name not in table(language, "quantities").get("not_places", ()) else None


def source(behind: str, language: str) -> str | None:
    """Who is named behind a number as giving it."""
    found = _patterns(language)[1].search(behind[:70])
    return fold(found[1])[:12] if found else None


def fate(text: str, language: str, *, but: bool = False) -> str | None:
    """What happened to those counted, from the first word that tells; with `but`, more than that they gathered."""
    hits = [(m.start(), name) for name, pattern in _patterns(language)[2] if (m := pattern.search(text))]
    return min((h for h in hits if not but or h[1] != "people-crowd"), default=(0, None))[1]


@cache
def _wholes(language: str) -> re.Pattern[str]:
    words = table(language, "quantities").get("wholes", ())
    return re.compile(
        r"[\w%] (?:" + ("|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True)) or "(?!)") + r")\s*$"
    )


def whole(before: str, language: str) -> bool:
    """True for the second number of `180 de ses 240 emplois`: it counts all of which the first is a part."""
    found = _wholes(language).search(fold(before[-40:]))
    return bool(found) and bool(_NUMBER.search(before[-40:][: found.start() + 1] if found else ""))


_NUMBER = re.compile(r"\d[\d  .,]*(?:\s\w+)?$")


@cache
def _moves(language: str) -> re.Pattern[str]:
    words = table(language, "contradictions").get("updates", {}).get("words", ())
    return re.compile(
        r"(?<!\w)(?:"
        + ("|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True)) or "(?!)")
        + r")(?!\w)"
    )


@lru_cache(maxsize=4096)
def moved(text: str, language: str) -> bool:
    """True where a sentence tells that a number has changed."""
    return bool(_moves(language).search(fold(text)))


@cache
def _classes(language: str) -> dict[str, str]:
    """By the beginning of a word, the class of what it tells: *conserver* and *maintien* are one."""
    out: dict[str, str] = {}
    for key, words in table(language, "concepts").get("classes", {}).items():
        for entry in fold(words).split():
            word = entry.partition("/")[0]
            if len(word) > 3:
                start = word[:6]
                out[start] = key if out.get(start, key) == key else start
    return out


def governor(tokens: Sequence[Token], first: int, last: int, language: str) -> tuple[str | None, str | None]:
    """What is done with the things counted, and who or what does it: the verb that the number's noun hangs on, and the
    head of its subject. (None, None) where nothing is parsed or the verb tells nothing."""
    k = next((i for i in range(last - 1, first - 1, -1) if tokens[i].pos in ("NOUN", "SYM")), first)
    for _ in range(_CLIMB):
        if k >= len(tokens):
            return None, None
        if tokens[k].head == k:  # a sentence that was only tagged: the next verb
            near = next(
                (i for i in range(last, min(last + _NEXT, len(tokens))) if tokens[i].pos in ("VERB", "PUNCT")), last
            )
            if tokens[k].dep != "dep" or near >= len(tokens) or tokens[near].pos != "VERB":
                return None, None
            lemma = fold(tokens[near].lemma)
            return (None if lemma in _light(language) else _classes(language).get(lemma[:6], lemma)), None
        k = tokens[k].head
        t = tokens[k]
        if t.pos == "VERB":
            lemma = fold(t.lemma)
            subject = next(
                (
                    fold(s.lemma)
                    for i, s in enumerate(tokens[max(0, k - _REACH) : k + _REACH], max(0, k - _REACH))
                    if s.head == k and s.dep.startswith("nsubj") and s.pos == "NOUN" and not first <= i < last
                ),
                None,
            )
            light = lemma in _light(language)
            return None if light else _classes(language).get(lemma[:6], lemma), subject
    return None, None


_CLIMB = 4
_REACH = 25
_NEXT = 5


@cache
def _light(language: str) -> frozenset[str]:
    data = table(language, "concepts").get("light", {})
    return frozenset(fold(f"{data.get('verbs', '')}").split()) | {"compter", "count", "total", "atteindre", "reach"}


def stems(text: str, language: str) -> list[str]:
    """The beginnings of the words that tell something, without accents and plurals, English words in French; a word of
    a class of predicates is its class."""
    stop = _stop(language)
    words = (w for w in _WORD.findall(fold(text)) if len(w) > 3 and w not in stop and not w.isdigit())
    rows = ((w, (french(w) if language == "en" else w)[:6]) for w in words if not w.endswith("'"))
    own, other = _classes(language), _classes("fr")
    return [own.get(w[:6]) or other.get(start, start) for w, start in rows]


@cache
def _kinds(language: str) -> tuple[dict[str, str], dict[str, tuple[str, float]]]:
    data = table(language, "quantities")
    kinds = {fold(w): name for name, words in data.get("kinds", {}).items() for w in words}
    sizes = {w: (row["base"], float(row["times"])) for row in data.get("sizes", ()) for w in row["words"]}
    return kinds, sizes


def unit(unit: str | None, language: str) -> tuple[str | None, float]:
    """A unit's kind, and what its numbers are multiplied by."""
    if unit is None:
        return None, 1.0
    kinds, sizes = _kinds(language)
    if unit in sizes:
        return sizes[unit]
    bare = fold(unit)
    known = kinds.get(bare) or kinds.get(_singular(bare))
    if known is None and language == "en":
        bare = french(bare)
        kinds = _kinds("fr")[0]
        known = kinds.get(bare) or kinds.get(bare + "s")
    return known or _singular(bare), 1.0


@cache
def families(unit: str) -> frozenset[str]:
    """The sets of units, by their number, in which one thing may be counted under several names (a van, a vehicle)."""
    rows = table("fr", "quantities").get("families", ())
    return frozenset(str(i) for i, row in enumerate(rows) if unit in {_singular(fold(w)) for w in row.split()})


def _singular(word: str) -> str:
    if word.endswith("aux") and len(word) > 5:
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word
