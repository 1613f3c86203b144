"""Dates in full, in digits or with a month's name, wherever a page prints them.

>>> [(d.value, d.start) for d in full_dates("Publié le 3 mars 2021 à 8h28 - 04/03/2021 09:10")]
[('2021-03-03', 10), ('2021-03-04', 31)]
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from recoupe.languages import available, table
from recoupe.languages.calendar_rules import valid
from recoupe.text import fold


class Found(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    value: str


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    names: dict[str, int] = {}
    for language in available():
        classes = table(language, "moments").get("classes", {})
        for part in ("month", "shortmonth"):
            for word, n in classes.get(part, {}).items():
                names[fold(word)] = n
                names[word.lower()] = n
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    named = rf"(?P<d>\d{{1,2}})(?:er|st|nd|rd|th|\.)?[\s\u00a0-]+(?:of )?(?P<m>{words})\.?,?[\s\u00a0-]+(?P<y>\d{{4}})"
    american = rf"(?P<m2>{words})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    digits = r"(?P<d3>\d{1,2})(?P<sep>[/.-])(?P<m3>\d{1,2})(?P=sep)(?P<y3>\d{4})"
    iso = r"(?P<y4>(?:19|20)\d\d)(?P<sep2>[/.-])(?P<m4>\d{2})(?P=sep2)(?P<d4>\d{2})"
    return re.compile(rf"(?<![\w/.-])(?:{named}|{american}|{digits}|{iso})(?!\d)", re.IGNORECASE), names


def full_dates(text: str) -> list[Found]:
    """Every full date in `text`, day before month where both orders would do."""
    pattern, names = _months()
    out = []
    for m in pattern.finditer(text):
        g = m.groupdict()
        if g["y"]:
            y, mo, d = (
                int(g["y"]),
                names[g["m"].lower()] if g["m"].lower() in names else names[fold(g["m"])],
                int(g["d"]),
            )
        elif g["y2"]:
            y, mo, d = int(g["y2"]), names.get(g["m2"].lower()) or names[fold(g["m2"])], int(g["d2"])
        elif g["y3"]:
            y, mo, d = int(g["y3"]), int(g["m3"]), int(g["d3"])
            if mo > 12 >= d:
                mo, d = d, mo
        else:
            y, mo, d = int(g["y4"]), int(g["m4"]), int(g["d4"])
        if 1900 <= y <= 2100 and valid(y, mo, d):
            out.append(Found(m.start(), m.end(), f"{y:04}-{mo:02}-{d:02}"))
    return out


_URL = [
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])[/_-](?P<m>0[1-9]|1[0-2])[/_-](?P<y>(?:19|20)\d\d)(?!\d)"),
]


def date_in_url(url: str | None) -> str | None:
    """The day that an address carries, as most newsrooms' do.

    >>> date_in_url("http://x.fr/politique/2019/02/09/01016-20190209ARTFIG0.php")
    '2019-02-09'
    >>> date_in_url("https://x.fr/titre-du-texte-17-02-2019-2294012_23.php"), date_in_url("https://x.ca/europe/201811/30/01-5.php")
    ('2019-02-17', '2018-11-30')
    >>> date_in_url("https://x.fr/monde/titre_7258554.html") is None
    True
    """
    if not url:
        return None
    for pattern in _URL:
        for m in pattern.finditer(url):
            y, mo, d = (m["y"], m["m"], m["d"]) if pattern.groupindex else m.groups()
            if valid(int(y), int(mo), int(d)):
                return f"{y}-{mo}-{d}"
    return None
