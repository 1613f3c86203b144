"""Words of two languages that stand for one thing: the word list of `fr/en-lexicon.toml`, and rules of spelling.

English words are led to French ones, so that a saying, a unit or a proposition told in both languages has one form.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from recoupe.languages import table
from recoupe.languages.phrases import stem
from recoupe.text import fold

_LONG = 5  # letters from which a spelling rule, or the first letters, tell a cognate
_ENDS = ("ed", "ing", "d", "es", "s")


@cache
def _lists() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """English stems to French words, the first row first, and the spelling rules."""
    data = table("fr", "en-lexicon")
    out: dict[str, dict[str, None]] = defaultdict(dict)
    for line in data.get("rows", "").splitlines():
        french, _, english = line.partition(":")
        for w in english.split():
            out[stem(fold(w))][fold(french.strip())] = None
    rules = tuple((r.split("=")[0], r.split("=")[1]) for r in data.get("spelling", ()))
    return {k: tuple(v) for k, v in out.items()}, rules


def _listed(word: str) -> tuple[str, ...]:
    words = _lists()[0]
    if word in words:
        return words[word]
    for end in _ENDS:
        if word.endswith(end):
            base = word[: -len(end)]
            found = (
                *words.get(base, ()),
                *(w for w in words.get(stem(base + "e"), ()) if w not in words.get(base, ())),
            )
            if found:
                return found
    return ()


def _respelt(word: str) -> str | None:
    if len(word) >= _LONG:
        for a, b in _lists()[1]:
            if word.endswith(a):
                return word[: -len(a)] + b
    return None


@lru_cache(maxsize=1 << 14)
def french(word: str) -> str:
    """The French word, folded, that an English word (folded) stands for first; the word itself where none is known.

    >>> french("vehicles"), french("mayor"), french("negotiation")
    ('vehicule', 'maire', 'negotiation')
    """
    listed = _listed(stem(word))
    return listed[0] if listed else _respelt(word) or word


@cache
def pivot(word: str, language: str) -> frozenset[str]:
    """Forms under which words of two languages meet: French stems of the word list, and the first letters of cognates.

    `word` is a stem, or digits.

    >>> sorted(pivot("fight", "en") & pivot("combat", "fr"))
    ['combat']
    >>> bool(pivot("resilienc", "en") & pivot("resilienc", "fr"))
    True
    """
    if word[0].isdigit():
        return frozenset({word})
    if language != "en":
        return frozenset({word, "~" + word[:_LONG]}) if len(word) >= _LONG else frozenset({word})
    out = {stem(w) for w in _listed(word)}
    if not out:
        out.add(word)
        if other := _respelt(word):
            out.add(stem(other))
        if len(word) >= _LONG:
            out.add("~" + word[:_LONG])
    return frozenset(out)
