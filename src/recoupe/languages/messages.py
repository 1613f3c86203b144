"""The report's own words, in the reader's language: `languages/LANGUAGE/messages.toml`.

>>> say("en", "status", "denied"), say("fr", "status", "denied")
('denied', 'démenti')
>>> count("fr", "article", 1), count("fr", "article", 3)
('1 article', '3 articles')
"""

from __future__ import annotations

import re
from functools import cache

from recoupe.languages import available, table


@cache
def spoken() -> tuple[str, ...]:
    """Languages that a report can be written in.

    >>> spoken()
    ('en', 'fr')
    """
    return tuple(code for code in available() if table(code, "messages"))


def say(language: str, group: str, key: str, **values: object) -> str:
    """The words of `[group] key` with `{values}` filled in. KeyError where the table has no such line."""
    text: str = table(language, "messages")[group][key]
    return text.format(**values) if values else text


def date(language: str, value: str | None) -> str:
    """An EDTF value in words, or the value itself where it is no plain day, month or year.

    >>> date("fr", "2020-01-06"), date("en", "2020-01-06"), date("fr", "2019-10~")
    ('6 janvier 2020', '6 January 2020', 'vers octobre 2019')
    >>> date("fr", None), date("en", "2020-01-02/2020-01-03")
    ('sans date', '2 January 2020 – 3 January 2020')
    """
    if not value:
        return say(language, "word", "no_date")
    if "/" in value:
        return " – ".join(date(language, part) if part and part != ".." else "…" for part in value.split("/", 1))
    about, plain = value.endswith(("~", "?", "%")), value.rstrip("~?%").split("T")[0]
    parts = plain.split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isdigit() for p in parts):
        return value
    words = parts[0]
    if len(parts) > 1:
        month = say(language, "months", f"m{int(parts[1])}") if 1 <= int(parts[1]) <= 12 else parts[1]
        words = f"{month} {words}"
    if len(parts) > 2:
        number = str(int(parts[2]))
        words = f"{say(language, 'word', 'first') if number == '1' else number} {words}"
    return say(language, "word", "about", value=words) if about else words


def translated(language: str, sentence: str) -> str:
    """An English sentence of the program in another language, by the pairs of `[sentences]`; else as it is.

    What stands in braces is kept: names, numbers.

    >>> translated("fr", "no such path: x.txt"), translated("en", "no such path: x.txt")
    ('chemin introuvable : x.txt', 'no such path: x.txt')
    """
    for pattern, words in _sentences(language):
        if found := pattern.fullmatch(sentence):
            return words.format(*found.groups())
    return sentence


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs: list[list[str]] = table(language, "messages").get("sentences", {}).get("pairs", [])
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.S), words) for english, words in pairs
    )


def count(language: str, key: str, number: int) -> str:
    """A number with its noun; the noun's forms are `[count] key = [one, many]`. French counts 0 as one.

    >>> count("fr", "source", 0), count("en", "source", 0)
    ('0 source indépendante', '0 independent sources')
    """
    one, many = table(language, "messages")["count"][key]
    single = number < 2 if table(language, "messages")["count"].get("zero_is_one") else number == 1
    return f"{number} {one if single else many}"
