"""What moments of one text tell each other: intervals, weekdays of a week that is named, days in a row."""

from __future__ import annotations

import re

import msgspec

from recoupe.annotate.moments.grammar import Grammar
from recoupe.model import TimeExpression

_AND = frozenset({"et", "and"})
_BETWEEN = ("entre", "between", "depuis")
_BARE = re.compile(r"weekday (\d) (past|recent|next)(?: this)?")
_BEFORE = re.compile(r"weekday (\d) before")
_LISTS = frozenset({"et", "ou", "puis", "and", "or", "then", ""})


def relate(text: str, grammar: Grammar, times: list[TimeExpression]) -> list[TimeExpression]:
    """The moments with what they tell each other."""
    return _intervals(text, grammar, _weeks(text, _agree(text, times)))


def _agree(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """What one mention of a weekday tells another: *demain (vendredi)*, *jeudi et vendredi*; and a weekday that
    the text only tells as coming is coming where nothing tells."""
    told: dict[str, set[str]] = {}
    for t in times:
        if t.rule and (m := _BARE.fullmatch(t.rule)):
            told.setdefault(m[1], set()).add(m[2])
    # Who writes *samedi dernier* means another day by *samedi*.
    last_week = {m[1] for t in times if t.rule and (m := _BEFORE.fullmatch(t.rule))}
    out: list[TimeExpression] = []
    for t in times:
        last = out[-1] if out else None
        m = _BARE.fullmatch(t.rule) if t.rule else None
        if m and last:
            between = text[last.end : t.start]
            if between in (" (", ", ") and last.rule and last.rule.startswith("day "):
                out.append(msgspec.structs.replace(t, rule=last.rule))
                continue
            before = _BARE.fullmatch(last.rule) if last.rule else None
            if before and len(between) < 8 and between.strip(" ,") in _LISTS and before[1] != m[1]:
                direction = before[2] if before[2] != "recent" else m[2]
                if before[2] == "recent" and m[2] != "recent":
                    out[-1] = msgspec.structs.replace(last, rule=f"weekday {before[1]} {m[2]}")
                out.append(msgspec.structs.replace(t, rule=f"weekday {before[1]} {direction} then {m[1]}"))
                continue
        coming = m and (told[m[1]] == {"recent", "next"} or (m[1] in last_week and "past" not in told[m[1]]))
        if m and m[2] == "recent" and coming:
            t = msgspec.structs.replace(t, rule=f"weekday {m[1]} next")
        out.append(t)
    return out


def _intervals(text: str, g: Grammar, times: list[TimeExpression]) -> list[TimeExpression]:
    """Two moments that *du … au …*, *entre … et …* join are one."""
    out: list[TimeExpression] = []
    for t in times:
        last = out[-1] if out else None
        if last and t.start - last.end < 18 and g.joins.fullmatch(text[last.end : t.start]):
            between = text[last.end : t.start].strip(" ,").lower().split(" ")[0]
            opened = g.opens.search(text[max(0, last.start - 14) : last.start])
            pair = (last.rule or f"= {last.value}", t.rule or f"= {t.value}")
            fits = opened and (between not in _AND or opened[1].lower().startswith(_BETWEEN))
            if between in ("-", "–"):
                fits = last.value and t.value and len(last.value) == len(t.value) == 10
            if (
                fits
                and not any(" .. " in p or p.startswith(("prev", "week")) for p in pair)
                and not (last.vague or t.vague)
            ):
                start = last.start - len(opened[0].lstrip(' \n\t(,«"\u00a0')) if opened else last.start
                year = re.match(r"= (\d{4})-(\d\d)", pair[1])
                if year and (m := re.match(r"date (\d\d)-(\d\d) ", pair[0])):
                    pair = (f"= {int(year[1]) - (m[1] > year[2]):04}-{m[1]}-{m[2]}", pair[1])
                elif year and (m := re.match(r"named (\d+) \w+$", pair[0])):
                    pair = (f"= {int(year[1]) - (int(m[1]) > int(year[2])):04}-{int(m[1]):02}", pair[1])
                second = re.sub(r" (?:past|recent|before|near)( ~)?$", r" next\1", pair[1])
                out[-1] = TimeExpression(start, t.end, None, f"{pair[0]} .. {second}", None)
                continue
        out.append(t)
    return out


def _weeks(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """A bare weekday behind *la semaine dernière*, in its sentence, is a day of that week."""
    out: list[TimeExpression] = []
    week: tuple[int, int] | None = None
    for t in times:
        if t.rule in ("week -1", "week 1"):
            week = (t.end, int(t.rule.split()[1]))
        elif (
            week
            and t.rule
            and t.rule.startswith("weekday ")
            and t.rule.endswith((" past", " recent", " next"))
            and ".." not in t.rule
        ):
            between = text[week[0] : t.start]
            if len(between) < 250 and not re.search(r"[.!?]\s|\n", between):
                t = TimeExpression(t.start, t.end, None, f"weekday {t.rule.split()[1]} week {week[1]}", None, t.vague)
            else:
                week = None
        out.append(t)
    return out
