"""The report's own words, in the reader's language: `languages/LANGUAGE/messages.toml`.

>>> say("en", "status", "denied"), say("fr", "status", "denied")
('denied', 'démenti')
>>> count("fr", "article", 1), count("fr", "article", 3)
('1 article', '3 articles')
"""

from __future__ import annotations

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


def count(language: str, key: str, number: int) -> str:
    """A number with its noun; the noun's forms are `[count] key = [one, many]`. French counts 0 as one.

    >>> count("fr", "source", 0), count("en", "source", 0)
    ('0 source indépendante', '0 independent sources')
    """
    one, many = table(language, "messages")["count"][key]
    single = number < 2 if table(language, "messages")["count"].get("zero_is_one") else number == 1
    return f"{number} {one if single else many}"
