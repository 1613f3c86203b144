"""Declared dates to EDTF: what is written in metadata, never a guess and never today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T\s.,+Z])")
_EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:$|[T\s]|\d{4,6}$)")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:$|\D)")
# In order of trust; a day-first date stands between hyphens (…-17-02-2019-2294012_23.php).
_IN_URL = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=[/._-])"),
    re.compile(r"[/_.-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[/._-]|$)"),
    re.compile(r"[/_.-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/._A-Z-]|$)"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)/(\d\d)(?=/)"),
)
_IN_URL_DAY_FIRST = re.compile(r"[/_-](\d\d)-(\d\d)-((?:19|20)\d\d)(?=[/._-]|$)")


def edtf(value: object) -> str | None:
    """A declared date in EDTF, None where it is none or leaves the day and month open.

    >>> edtf("2018-11-25T10:02:00+01:00"), edtf("Sun, 25 Nov 2018 09:00:00 GMT"), edtf("25/11/2018")
    ('2018-11-25', '2018-11-25', '2018-11-25')
    >>> edtf("03/04/2018"), edtf("2018-02-31"), edtf("hier"), edtf(2018)
    (None, None, None, '2018')
    """
    if isinstance(value, datetime | date):
        return _day(value.year, value.month, value.day)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _stamp(float(value))
    text = str(value).strip()
    if _EDTF.fullmatch(text) and (re.search(r"[~?%/]", text) or len(text) == 4):
        return text
    if m := _ISO.match(text):
        year, month, day = int(m[1]), int(m[2]), m[3]
        return _day(year, month, int(day)) if day else (f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None)
    if m := _COMPACT.match(text):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _SLASHED.match(text):
        first, second, year = int(m[1]), int(m[2]), int(m[3])
        if first > 12 or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    if re.search(r"[A-Za-z]{3}", text):
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return _day(found.year, found.month, found.day)
    return None


def from_url(url: str | None) -> str | None:
    """The day that an address carries as a whole date, None where it carries none, or two.

    >>> from_url("https://journal.example/2018/11/25/titre"), from_url("https://journal.example/titre-17-02-2019-22_3.php")
    ('2018-11-25', '2019-02-17')
    >>> from_url("https://journal.example/dossier/2018/titre")
    """
    if not url:
        return None
    found = {_day(int(m[1]), int(m[2]), int(m[3])) for p in _IN_URL for m in p.finditer(url)}
    found |= {_day(int(m[3]), int(m[2]), int(m[1])) for m in _IN_URL_DAY_FIRST.finditer(url)}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _stamp(value: float) -> str | None:
    if value == int(value) and 1000 <= value <= 2200:
        return str(int(value))
    seconds = value / 1000 if value > 1e11 else value
    if not 3e8 < seconds < 4e9:
        return None
    when = datetime.fromtimestamp(seconds, UTC)
    return _day(when.year, when.month, when.day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
