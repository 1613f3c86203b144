"""The small language in which a time expression waits for its anchor: rules, and what they give on a day.

An annotator that reads *lundi* cannot know the day; it writes the rule `weekday 0 past`. `link.calendar`
evaluates the rule once the day of publication is settled. A rule is a pure function of the anchor (and of
the last day that the text named, for *la veille*): nothing here asks the clock.

| rule | means | on 2020-01-06 (a Monday) |
|---|---|---|
| `= 2011-12-08` | that value | `2011-12-08` |
| `day -1`, `week -1`, `month 1`, `year -1` … | the period so many after the anchor's | `2020-01-05` … |
| `weekday 1 past` | the last such day, the anchor included | `2019-12-31` |
| `weekday 1 past this` | the nearest such day, behind or ahead as the tense says where both are close | `2019-12-31` |
| `weekday 1 week -1` | that day of another week | `2019-12-31` |
| `date 11-17 past` | that day and month | `2019-11-17` |
| `dom 27 past` | that day of a month | `2019-12-27` |
| `named 10 past`, `season 3 past` | a month, a season without its year | `2019-10`, `2019-06/2019-09` |
| `nth 1 4 MONTHRULE` | the first Friday of a month | |
| `quarterof 3 past` | the third quarter | `2019-07/2019-09` |
| `mday -1 20` | the 20th of last month | `2019-12-20` |
| `isoweek 2015 1`, `nthweek 2 MONTHRULE` | a week by its number | `2014-12-29/2015-01-04` |
| `days 3 -` | the three days before | |
| `shift -2 month` | two months ago, as coarse as its unit | `2019-11` |
| `prev RULE` | RULE from the last day that the text named | |
| `A .. B` | from A to B, B read from A's start on | |
| `A then 4` | the Friday after A | |
| `… ~` | about | `2019-10~` |

Directions: `past` (up to the anchor), `before`, `next` (from the anchor on), `after`, `near`; `recent` is a
`past` that nothing in the text tells.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

DAY = timedelta(days=1)
# A season is told as the run of its months, the first and the last named in part only.
SEASONS = {1: (12, 3), 2: (3, 6), 3: (6, 9), 4: (9, 12)}
_EDTF_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|(\d{3})X|(\d\d)XX")


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF value; None where it cannot be placed.

    >>> bounds("2020-01")
    (datetime.date(2020, 1, 1), datetime.date(2020, 1, 31))
    >>> bounds("2020-01-02/2020-01-03")[1]
    datetime.date(2020, 1, 3)
    >>> bounds("soon") is None
    True
    """
    if not value:
        return None
    first, _, last = value.partition("/")
    a = _edges(first)
    b = _edges(last) if last else a
    return (a[0], b[1]) if a and b and a[0] <= b[1] else None


def _edges(value: str) -> tuple[date, date] | None:
    m = _EDTF.fullmatch(value.rstrip("~?%"))
    if not m:
        return None
    try:
        if m[4]:
            return date(int(m[4]) * 10, 1, 1), date(int(m[4]) * 10 + 9, 12, 31)
        if m[5]:
            return date(int(m[5]) * 100 or 1, 1, 1), date(int(m[5]) * 100 + 99, 12, 31)
        year = int(m[1])
        if m[3]:
            return (day := date(year, int(m[2]), int(m[3]))), day
        if m[2]:
            return date(year, int(m[2]), 1), date(year, int(m[2]), calendar.monthrange(year, int(m[2]))[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def day_of(value: str | None) -> date | None:
    """The day that a value names, None where it names more than one.

    >>> day_of("2020-01-06")
    datetime.date(2020, 1, 6)
    """
    m = _EDTF_DAY.fullmatch(value or "")
    if not m:
        return None
    try:
        return date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None


def valid(year: int | None, month: int, day: int) -> bool:
    """True where the day exists (in some year, where none is given).

    >>> valid(2019, 2, 29), valid(None, 2, 29)
    (False, True)
    """
    try:
        date(year or 2020, month, day)
    except ValueError:
        return False
    return True


def evaluate(rule: str, anchor: date | None, previous: date | None = None) -> str | None:
    """The EDTF value of a rule on an anchor day; None where the anchor is missing or nothing fits.

    >>> monday = date(2020, 1, 6)
    >>> evaluate("weekday 4 past", monday), evaluate("weekday 4 next", monday)
    ('2020-01-03', '2020-01-10')
    >>> evaluate("week -1", monday), evaluate("named 10 past ~", monday), evaluate("season 3 past", monday)
    ('2019-12-30/2020-01-05', '2019-10~', '2019-06/2019-09')
    >>> evaluate("prev day 1", monday, date(2011, 12, 8)), evaluate("prev day 1", monday)
    ('2011-12-09', '2020-01-07')
    >>> evaluate("weekday 5 past .. weekday 6 after", monday)
    '2020-01-04/2020-01-05'
    >>> evaluate("day -1", None) is None, evaluate("= 2011", None)
    (True, '2011')
    """
    try:
        return _evaluate(rule, anchor, previous)
    except (ValueError, OverflowError, IndexError, KeyError):
        return None


def _evaluate(rule: str, anchor: date | None, previous: date | None) -> str | None:
    if " .. " in rule:
        left, _, right = rule.partition(" .. ")
        a = _evaluate(left, anchor, previous)
        edge = bounds(a)
        if not a or not edge:
            return None
        b = _evaluate(right, edge[0] if not right.startswith("= ") else anchor, previous)
        far = bounds(b)
        if not b or not far or far[1] < edge[0]:
            return None
        return f"{a.partition('/')[0]}/{b.rpartition('/')[2]}"
    if " then " in rule:  # the weekday that follows another one: jeudi et vendredi
        left, _, right = rule.partition(" then ")
        first = day_of(_evaluate(left, anchor, previous))
        return _weekday(int(right), "after", first).isoformat() if first else None
    words = rule.split()
    about = ""
    if words[-1] == "~":
        words.pop()
        about = "~"
    if words[0] == "=":
        return words[1] + about
    if (
        words[0] == "prev"
        and previous is None
        and words[1] == "shift"
        and not words[2].startswith("-")
        and words[3] not in ("day", "week")
    ):
        return None  # « trente ans plus tard », and nothing before it
    if words[0] == "prev":
        return _evaluate(" ".join(words[1:] + ["~"] * bool(about)), previous or anchor, previous)
    if anchor is None:
        if words[0] not in ("isoweek", "nthweek", "nth") or (words[0] != "isoweek" and "=" not in words):
            return None
        anchor = date(2000, 1, 1)  # not used: the rule holds its year
    value = _period(words, anchor)
    return "/".join(part + about for part in value.split("/")) if value else None


def _period(words: list[str], anchor: date) -> str | None:
    kind, n = words[0], int(words[1].partition("-")[0] or words[1])
    if kind == "day":
        return (anchor + n * DAY).isoformat()
    if kind == "week":
        monday = anchor - anchor.weekday() * DAY + 7 * n * DAY
        return f"{monday.isoformat()}/{(monday + 6 * DAY).isoformat()}"
    if kind == "weekend":
        saturday = anchor - anchor.weekday() * DAY + (7 * n + 5) * DAY
        return f"{saturday.isoformat()}/{(saturday + DAY).isoformat()}"
    if kind == "lastweekend":  # the one that is over or under way
        saturday = anchor - ((anchor.weekday() - 5) % 7) * DAY + 7 * n * DAY
        return f"{saturday.isoformat()}/{(saturday + DAY).isoformat()}"
    if kind == "month":
        return _month(anchor.year, anchor.month + n)
    if kind == "quarter":
        return _quarter(anchor.year, (anchor.month - 1) // 3 + n)
    if kind == "quarterof":  # of this year, or of the year before where this one's is still to come
        ahead = words[2] in ("past", "recent", "before") and 3 * n - 2 > anchor.month
        return _quarter(anchor.year - ahead, n - 1)
    if kind == "year":
        return f"{anchor.year + n:04}"
    if kind == "decade":
        return f"{anchor.year // 10 + n:03}X"
    if kind == "century":
        return f"{anchor.year // 100 + n:02}XX"
    if kind == "shift":
        if words[2] in ("day", "week"):
            return (anchor + n * (7 if words[2] == "week" else 1) * DAY).isoformat()
        return _period([words[2], words[1]], anchor)
    if kind == "days":
        other = anchor - n * DAY if words[2] == "-" else anchor + n * DAY
        return "/".join(d.isoformat() for d in sorted((anchor, other)))
    if kind == "weekday":
        if words[2] == "week":
            return (anchor - anchor.weekday() * DAY + (7 * int(words[3]) + n) * DAY).isoformat()
        found_day = _weekday(n, words[2], anchor)
        if words[3:] == ["this"] and abs(found_day - anchor) > 3 * DAY:
            # « ce samedi » is the nearest one, whatever the tense
            found_day = _weekday(n, "next" if found_day < anchor else "past", anchor)
        return found_day.isoformat()
    if kind == "date":
        month, day = n, int(words[1].partition("-")[2])
        days = [date(y, month, day) for y in _years(anchor) if valid(y, month, day)]
        found = _nearest(days, words[-1], anchor)
        # Nobody leaves the year out of a day nearly a year off when the same date is days away.
        far = {"next": 357, "past": 345, "recent": 345}.get(words[-1], 999)
        if found and (day > 1 or words[-1] == "next") and abs(date.fromisoformat(found) - anchor) > far * DAY:
            return _nearest(days, "", anchor)
        return found
    if kind == "dom":
        months = [
            (anchor.year + (anchor.month + k - 1) // 12, (anchor.month + k - 1) % 12 + 1) for k in (-2, -1, 0, 1, 2)
        ]
        return _nearest([date(y, m, n) for y, m in months if valid(y, m, n)], words[-1], anchor)
    if kind == "named":
        if words[2] == "year":
            return f"{anchor.year + int(words[3]):04}-{n:02}"
        found = _nearest([date(y, n, 1) for y in _years(anchor)], words[2], anchor.replace(day=1))
        return found and found[:7]
    if kind == "season":
        return _season(n, words[2], anchor)
    if kind == "mday":
        year, month = (int(x) for x in _month(anchor.year, anchor.month + n).split("-"))
        return date(year, month, int(words[2])).isoformat()
    if kind == "isoweek":
        monday = date.fromisocalendar(n, int(words[2]) if words[2] != "-1" else date(n, 12, 28).isocalendar().week, 1)
        return f"{monday.isoformat()}/{(monday + 6 * DAY).isoformat()}"
    if kind == "nthweek":  # the week that holds the month's so many-th Thursday
        thursday = _nth(n, 3, _evaluate(" ".join(words[2:]), anchor, None))
        return _evaluate("week 0", date.fromisoformat(thursday), None) if thursday else None
    if kind == "nth":
        return _nth(int(words[1]), int(words[2]), _evaluate(" ".join(words[3:]), anchor, None))
    return None


def _years(anchor: date) -> range:
    return range(max(1, anchor.year - 4), anchor.year + 5)


def _month(year: int, month: int) -> str:
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def _quarter(year: int, quarter: int) -> str:
    first = quarter * 3 + 1
    return f"{_month(year, first)}/{_month(year, first + 2)}"


def _weekday(n: int, direction: str, anchor: date) -> date:
    back = anchor - ((anchor.weekday() - n) % 7) * DAY
    if direction in ("past", "recent"):
        return back
    if direction == "before":
        return back if back < anchor else back - 7 * DAY
    ahead = back if back == anchor else back + 7 * DAY
    if direction == "next":
        return ahead
    if direction == "after":
        return ahead if ahead > anchor else ahead + 7 * DAY
    return back if anchor - back <= ahead - anchor else ahead


def _nearest(days: list[date], direction: str, anchor: date) -> str | None:
    if direction in ("past", "recent"):
        days = [d for d in days if d <= anchor]
    elif direction == "before":
        days = [d for d in days if d < anchor]
    elif direction == "next":
        days = [d for d in days if d >= anchor]
    elif direction == "after":
        days = [d for d in days if d > anchor]
    elif direction == "near":
        # What is past is told more often than what is to come: twice the distance ahead counts as one back.
        return (
            min(days, key=lambda d: (2 * (d - anchor) if d > anchor else anchor - d, d)).isoformat() if days else None
        )
    return min(days, key=lambda d: (abs(d - anchor), d)).isoformat() if days else None


def _season(n: int, direction: str, anchor: date) -> str | None:
    first, last = SEASONS[n]
    spans = []
    for y in range(max(2, anchor.year - 2), anchor.year + 3):
        start = date(y - 1 if first > last else y, first, 1)
        end = date(y, last, 21)
        spans.append((start, end))
    if direction in ("past", "recent", "before"):
        edge = [s for s in spans if (s[1] if direction == "before" else s[0]) <= anchor]
        found = edge[-1] if edge else None
    elif direction in ("next", "after"):
        edge = [s for s in spans if (s[0] if direction == "after" else s[1]) >= anchor]
        found = edge[0] if edge else None
    elif direction == "near":
        found = min(spans, key=lambda s: (not s[0] <= anchor <= s[1], abs((s[0] - anchor).days)))
    else:
        found = next((s for s in spans if s[1].year == int(direction)), None)
    return f"{found[0].isoformat()[:7]}/{found[1].isoformat()[:7]}" if found else None


def _nth(n: int, weekday: int, month: str | None) -> str | None:
    edge = bounds(month)
    if not edge:
        return None
    days = [edge[0] + k * DAY for k in range((edge[1] - edge[0]).days + 1) if (edge[0] + k * DAY).weekday() == weekday]
    return days[n - 1 if n > 0 else n].isoformat()
