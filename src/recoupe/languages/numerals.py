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
from typing import Any, NamedTuple

from recoupe.languages import table
from recoupe.text import fold

_BLANK = r"[ \u00a0\u202f\u2009']"
# A number in digits: grouped by blanks, points or apostrophes in French, by commas in English, then a decimal part.
_GROUPED = rf"\d{{1,3}}(?:(?:{_BLANK}|’)\d{{3}})+(?!\d)"
_DIGITS = {
    "fr": re.compile(rf"{_GROUPED}(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"),
    "en": re.compile(rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{_GROUPED}(?:\.\d+)?|\d+(?:\.\d+)?"),
}


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
            if glued and language == "fr" and (last != "tens" or value not in (1, 11)):
                break
            part += value
        elif kind == "tens":
            if last in ("ones", "tens") or (glued and language == "fr"):
                break
            part += value
            tens = value
        elif kind == "hundred":
            if last in ("tens", "hundred") or (language == "fr" and part > 9):
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


class Number(NamedTuple):
    """A number and where it stands."""

    start: int
    end: int
    value: int | float


_CUT = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?|\d+|[^\w\s]")
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅙": 1 / 6, "⅛": 1 / 8}
_SMALL = re.compile(r"(\d+)/(\d+)(?![\d/])")
_POWER = re.compile(r"[eE][+-]?\d+")


def numbers(text: str, language: str) -> list[Number]:
    """Every number of a text as a number alone, fractions and decimals in words included.

    >>> [n.value for n in numbers("trois quarts, un sur vingt, cent trois et deux tiers, -1,5 et 3 douzaines", "fr")]
    [0.75, 0.05, 103.666666667, -1.5, 36]
    """
    pieces = [(m.start(), m.end(), m[0].lower().replace("’", "'")) for m in _CUT.finditer(text)]
    words = [p[2] for p in pieces]
    out: list[Number] = []
    i = 0
    while i < len(pieces):
        got = _signed(text, pieces, words, i, language)
        if got is None:
            i += 1
            continue
        value, end = got
        out.append(Number(pieces[i][0], pieces[end - 1][1], plain(value)))
        i = end
    return out


def _signed(
    text: str, pieces: list[tuple[int, int, str]], words: list[str], i: int, language: str
) -> tuple[float, int] | None:
    data = table(language, "numbers")
    sign = words[i] in data.get("negative", ()) or (
        words[i] == "-"
        and i + 1 < len(words)
        and words[i + 1][0].isdigit()
        and (not i or pieces[i - 1][1] < pieces[i][0])
    )
    got = _whole(text, pieces, words, i + 1 if sign else i, language)
    return (-got[0], got[1]) if got and sign else got


def _whole(
    text: str, pieces: list[tuple[int, int, str]], words: list[str], i: int, language: str
) -> tuple[float, int] | None:
    """A number with what may follow it: a fraction, a scale, a dozen, *sur* another."""
    if i >= len(words):
        return None
    data = table(language, "numbers")
    got = _simple(text, pieces, words, i, language)
    if got is None:
        return None
    value, end = got
    # 3 millions et demi, un million et demi
    ands = data.get("and", ())
    if end + 1 < len(words) and words[end] in ands:
        if words[end + 1] in data.get("half", ()):
            last = float(data.get("scales", {}).get(words[end - 1], 1))
            return value + last / 2, end + 2
        more = _simple(text, pieces, words, end + 1, language)
        if more and 0 < more[0] < 1 <= value and value == int(value):
            return value + more[0] * float(data.get("scales", {}).get(words[end - 1], 1)), more[1]
    if end + 1 < len(words) and words[end] in data.get("out_of", ()):
        base = _simple(text, pieces, words, end + 1, language)
        if base and base[0] > value and value == int(value):
            return value / base[0], base[1]
    return value, end


def _simple(
    text: str, pieces: list[tuple[int, int, str]], words: list[str], i: int, language: str
) -> tuple[float, int] | None:
    data = table(language, "numbers")
    start = pieces[i][0]
    value: float
    if words[i] in _VULGAR:
        return _VULGAR[words[i]], i + 1
    lead = words[i] in ",." and i + 1 < len(words) and words[i + 1].isdigit() and pieces[i][1] == pieces[i + 1][0]
    if lead and (not i or not words[i - 1].isdigit()):
        return float("0." + words[i + 1]), i + 2
    if words[i][0].isdigit():
        if start and (text[start - 1].isalpha() or text[start - 1] == "_"):
            return None
        small = _SMALL.match(text, start)
        if small and int(small[2]):
            return int(small[1]) / int(small[2]), _after(pieces, small.end(), i)
        m = digits(language).match(text, start)
        if m is None:
            return None
        value = read_digits(m[0], language)
        end, stop = _after(pieces, m.end(), i), m.end()
        power = _POWER.match(text, stop)
        if power:
            return float(f"{value}{power[0]}"), _after(pieces, power.end(), i)
        mixed = _SMALL.match(text, pieces[end][0]) if end < len(pieces) else None
        if mixed and value == int(value) and int(mixed[2]) > int(mixed[1]):
            return value + int(mixed[1]) / int(mixed[2]), _after(pieces, mixed.end(), end)
        if end < len(words) and words[end].isalpha() and pieces[end][0] - stop <= 2:
            letters = {**data.get("letters", {}), **data.get("more_letters", {})}
            raw = text[pieces[end][0] : pieces[end][1]]
            if raw in letters:
                return value * float(letters[raw]), end + 1
            if pieces[end][0] == stop and words[end] not in data.get("scales", {}):
                return None  # 29km: a measure, no bare number
    else:
        spelled = read_words(words, i, language)
        half = words[i] in data.get("half", ())
        alone = data.get("parts", {}).get(words[i])
        if spelled is None and alone:
            scale = words[i + 2] if i + 2 < len(words) and words[i + 1] in data.get("words", {}).get("of", ()) else ""
            times = data.get("scales", {}).get(scale)
            return (float(alone) * float(times), i + 3) if times else (float(alone), i + 1)
        if spelled is None and not half:
            return None
        value, end = spelled or (1.0, i)
        if half:
            value = 1.0
        if end + 1 < len(words) and words[end] in data.get("decimal", ()):
            after = _decimals(words, end + 1, language)
            if after:
                return value + after[0], after[1]
    part = _fraction(words, end, language)
    if part:
        value, end = value / part[0], part[1]
        if (
            end + 1 < len(words)
            and words[end] in data.get("words", {}).get("of", ())
            and words[end + 1] in data.get("scales", {})
        ):
            return value * float(data["scales"][words[end + 1]]), end + 2
    while end < len(words):
        j = end + 1 if words[end] == "-" and end + 1 < len(words) else end
        scale = data.get("scales", {}).get(words[j]) or data.get("hundred", {}).get(words[j] if part is None else "")
        dozen = data.get("collectives", {}).get(words[j]) or data.get("collectives", {}).get(
            "-".join(words[j : j + 3]).replace("---", "-")
        )
        if scale:
            value, end = value * float(scale), j + 1
            rest = read_words(words, end, language)
            if rest and rest[0] < float(scale):
                value, end = value + rest[0], rest[1]
        elif dozen:
            value, end = value * float(dozen), j + 1
        else:
            break
    return value, end


def _after(pieces: list[tuple[int, int, str]], position: int, i: int) -> int:
    while i < len(pieces) and pieces[i][0] < position:
        i += 1
    return i


def _decimals(words: Sequence[str], i: int, language: str) -> tuple[float, int] | None:
    shown = ""
    while i < len(words):
        spelled = read_words(words, i, language)
        if spelled is None:
            break
        shown += str(int(spelled[0]))
        i = spelled[1]
        if spelled[0]:
            break
    return (float("0." + shown), i) if shown else None


def _fraction(words: Sequence[str], i: int, language: str) -> tuple[float, int] | None:
    """The denominator that the words from `i` on spell: *tiers*, *quarts*, *vingt-cinquième*."""
    data = table(language, "numbers")
    if i < len(words) and words[i] == "-":
        i += 1
    base = 0.0
    spelled = read_words(words, i, language)
    j = i
    if spelled:
        base, j = spelled
        if base >= 1000 and words[i] in data.get("scales", {}):
            return None
        while j < len(words) and (words[j] == "-" or words[j] in data.get("and", ())):
            j += 1
    if j >= len(words):
        return None
    named = data.get("fractions", {}).get(words[j])
    if named is not None:
        return (base + float(named), j + 1) if not spelled or (base >= 20 and float(named) < 10) else None
    m = re.fullmatch(data.get("ordinal", r"(?!)"), words[j]) or re.fullmatch(
        data.get("ordinal", r"(?!)"), fold(words[j])
    )
    if not m:
        return None
    stem = fold(m[1])
    value = data.get("ordinal_stems", {}).get(stem)
    if value is None:
        for kind in ("ones", "tens", "hundred", "scales"):
            for word, n in data.get(kind, {}).items():
                if stem in (fold(word), fold(word).rstrip("e")):
                    value = n
    if value is None:
        return None
    return (base * float(value) if base and float(value) >= 1000 else base + float(value)), j + 1
