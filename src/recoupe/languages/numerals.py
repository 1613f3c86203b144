"""Numbers in words and digits, read by a language's table `numbers.toml`.

>>> read_words(["deux", "cent", "trente", "-", "et", "un"], 0, "fr")
(231.0, 6)
>>> read_words(["quatre", "-", "vingt", "-", "dix", "-", "sept"], 0, "fr")
(97.0, 7)
>>> read_digits("170.000", "fr"), read_digits("1,5", "fr"), read_digits("1,500", "en"), read_digits("3'200", "fr")
(170000, 1.5, 1500, 3200)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from recoupe.languages import table
from recoupe.text import fold

_BLANK = r"[ \u00a0\u202f\u2009']"
# A number in digits: grouped by blanks, points or apostrophes in French, by commas in English, then a decimal part.
_DIGITS = {
    "fr": re.compile(rf"\d{{1,3}}(?:(?:{_BLANK}|’)\d{{3}})+(?!\d)(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"),
}  # fmt: skip


def digits(language: str) -> re.Pattern[str]:
    """The pattern of a number in digits as a language groups it."""
    return _DIGITS.get(language, _DIGITS["fr"])


def read_digits(text: str, language: str) -> int | float:
    """The value of a number in digits.

    >>> read_digits("1 234 567,89", "fr"), read_digits("1.2", "en"), read_digits("4,800", "fr")
    (1234567.89, 1.2, 4.8)
    """
    text = re.sub(_BLANK + "|’", "", text)
    if language == "en":
        text = text.replace(",", "")
    elif "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        text = text.replace(".", "")
    return plain(float(text)) if "." in text else int(text)


def plain(value: float) -> int | float:
    """An int where the value is whole.

    >>> plain(3.0), plain(2.5), plain(1.1 * 3)
    (3, 2.5, 3.3)
    """
    value = float(f"{value:.12g}")
    return int(value) if value == int(value) and abs(value) < 1e18 else value


@cache
def words(language: str) -> dict[str, dict[tuple[str, ...], float]]:
    """The number words of a language by kind: ones, tens, hundred, scales; each as a tuple of tokens."""
    out: dict[str, dict[tuple[str, ...], float]] = {}
    for kind in ("ones", "tens", "hundred", "scales"):
        entries: dict[tuple[str, ...], float] = {}
        for word, value in table(language, "numbers").get(kind, {}).items():
            cut = tuple(re.findall(r"[^\W\d_]+|-", word))
            entries[cut] = entries[tuple(fold(t) for t in cut)] = float(value)
            if "-" in cut:
                entries[tuple(t for t in cut if t != "-")] = float(value)
        out[kind] = entries
    return out


@cache
def starters(language: str) -> frozenset[str]:
    """The first tokens of all number words."""
    return frozenset(key[0] for kind in words(language).values() for key in kind)


@cache
def _index(language: str) -> dict[str, list[tuple[tuple[str, ...], str, float]]]:
    out: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for kind, entries in words(language).items():
        for key, value in entries.items():
            out.setdefault(key[0], []).append((key, kind, value))
    for rows in out.values():
        rows.sort(key=lambda r: -len(r[0]))
    return out


@cache
def _settings(language: str) -> dict[str, Any]:
    row = table(language, "numbers")
    return {"and": frozenset(row.get("and", ())), "teens_after": frozenset(row.get("teens_after", ()))}


def read_words(tokens: Sequence[str], at: int, language: str) -> tuple[float, int] | None:
    """The number that the words from `at` on spell, and the index behind it; None where they spell none.

    >>> read_words(["deux", "mille", "cinq", "cents", "personnes"], 0, "fr")
    (2500.0, 4)
    >>> read_words(["two", "hundred", "and", "five", "people"], 0, "en")
    (205.0, 4)
    >>> read_words(["personnes"], 0, "fr") is None
    True
    """
    index, settings = _index(language), _settings(language)
    total = part = 0.0  # finished thousands and more; what is being counted below the next scale
    last, floor, i, end = "", float("inf"), at, at
    tens = 0.0
    while i < len(tokens):
        j = i
        if end > at and tokens[j] == "-":
            j += 1
        glued = end > at and j < len(tokens) and tokens[j] in settings["and"]
        if glued:
            j += 1
            if j < len(tokens) and tokens[j] == "-":
                j += 1
        found = None
        for key, kind, value in index.get(tokens[j], ()) if j < len(tokens) else ():
            if tuple(tokens[j : j + len(key)]) == key:
                found = (key, kind, value)
                break
        if not found:
            break
        key, kind, value = found
        if kind == "ones":
            if last == "ones" or (last == "tens" and value >= 10 and tens not in settings["teens_after"]):
                break
            if last == "tens" and value == 0:
                break
            if glued and last != "tens" and language == "fr":
                break
            part += value
        elif kind == "tens":
            if last in ("ones", "tens") or (glued and language == "fr"):
                break
            part += value
            tens = value
        elif kind == "hundred":
            if last in ("tens", "hundred") or (last == "ones" and part % 100 > 99):
                break
            part = (part or 1.0) * value
        else:
            if value > floor or (glued and language == "fr"):
                break
            if value == floor:
                break
            total = (total + part) * value if total and value > 1e5 and floor < value else total + (part or 1.0) * value
            part, floor = 0.0, value
        last = kind
        i = end = j + len(key)
    return (total + part, end) if end > at else None
