"""Expressions of time in one article, each with its value or the rule that will give it.

The language's table `moments.toml` holds the patterns; here is what a table cannot say: which way a bare
weekday points (from the tense nearby), when a number is a year, when *aujourd'hui* is a day and when an age.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Any

import msgspec

from recoupe.languages import available, table
from recoupe.languages.calendar_rules import valid
from recoupe.languages.numerals import read_words
from recoupe.languages.patterns import Lexicon, Pattern, Tokens, longest, matches, tokens
from recoupe.model import Article, Notes, Parse, TimeExpression

KINDS = frozenset({"title", "standfirst", "body", "social", "caption"})
# Some crawls put a date of their own before the text; it is no part of it.
_CRAWL_MARK = re.compile(r"\A\s*date[ :]+\d{4}-\d{2}(?:-\d{2})?\b")
_QUOTED = re.compile(r"«[^»]{0,2000}»|“[^”]{0,2000}”|\"[^\"\n]{0,1500}\"")
# A full date in another language stands in many an article: a post, a caption.
_FOREIGN = {
    "fr": re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"),
    "en": re.compile(
        r"\d (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}"
    ),
}
_REACH = 16  # tokens looked at on either side for a tense


class _Grammar:
    """One language's patterns, compiled."""

    def __init__(self, language: str):
        data = table(language, "moments")
        self.language = language
        direction = data.get("direction", {})
        year = data.get("year", {})
        lists = [
            *(v for v in direction.values() if isinstance(v, list)),
            *year.values(),
            *data.get("today", {}).values(),
        ]
        self.lexicon = Lexicon(
            data["classes"], data.get("macros", {}), (w for words in lists for w in words if " " not in w)
        )
        self.patterns = [Pattern(self.lexicon.compile(row["match"]), row, self.lexicon.needs(row["match"])) for row in data["pattern"]]
        self.absolute = [p for p in self.patterns if p.row["rule"].startswith("= ") and "{d:02}" in p.row["rule"]]
        self.ahead = frozenset(direction.get("ahead", ()))
        self.behind = frozenset(direction.get("behind", ()))
        self.not_future = frozenset(direction.get("not_future", ()))
        self.future = re.compile(direction.get("future", r"(?!)"))
        self.future_other = re.compile(direction.get("future_other", r"(?!)"))
        self.persons = frozenset(direction.get("persons", ()))
        self.to = frozenset(direction.get("to", ()))
        self.infinitive = re.compile(direction.get("infinitive", r"(?!)"))
        self.past = re.compile(direction.get("past", r"(?!)"))
        self.after_year = frozenset(year.get("after", ()))
        self.before_year = frozenset(year.get("before", ()))
        self.never_year = frozenset(year.get("never", ()))
        interval = data.get("interval", {})
        opens = "|".join(map(re.escape, sorted(interval.get("open", ()), key=len, reverse=True))) or "(?!)"
        joins = "|".join(map(re.escape, sorted(interval.get("join", ()), key=len, reverse=True))) or "(?!)"
        self.opens = re.compile(rf"(?:^|[\s(,«\"])({opens})\s*$", re.IGNORECASE)
        self.joins = re.compile(rf"[\s,]*(?:{joins})\s*|\s*[-–]\s*", re.IGNORECASE)
        self.follow_never = frozenset(year.get("follow_never", ()))
        self.age = frozenset(data.get("today", {}).get("age", ()))


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(language)


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[TimeExpression, ...]:  # noqa: ARG001
    """Times of one article, in order of position. `notes` holds what earlier annotators found."""
    language = article.language if article.language in available() and table(article.language, "moments") else "fr"
    reader = _Reader(article.text, language)
    found = reader.read()
    foreign = _FOREIGN.get(language)
    if foreign and foreign.search(article.text) and table("en" if language == "fr" else "fr", "moments"):
        other = _Reader(article.text, "en" if language == "fr" else "fr")
        more = other.read(absolute=True)
        found = [
            t
            for t in found
            if not any(o.start < t.end and t.start < o.end and o.end - o.start >= t.end - t.start for o in more)
        ]
        found += [o for o in more if not any(o.start < t.end and t.start < o.end for t in found)]
    spans = [(s.start, s.end) for s in sorted(article.sections) if s.kind in KINDS]
    starts = [s for s, _ in spans]
    kept = []
    head = _CRAWL_MARK.match(article.text)
    for t in sorted(found, key=lambda t: t.start):
        if head and t.start < head.end():
            continue
        i = bisect_right(starts, t.start) - 1
        if (
            i >= 0
            and t.end <= spans[i][1]
            and not any(p.start <= t.start and t.end <= p.end for p in article.page_dates)
        ):
            kept.append(t)
    return tuple(kept)


def read(text: str, language: str = "fr") -> tuple[TimeExpression, ...]:
    """Times of a bare text.

    >>> [(t.value, t.rule) for t in read("Le 8 décembre 2011, puis hier")]
    [('2011-12-08', None), (None, 'day -1')]
    """
    return tuple(_Reader(text, language).read())


class _Reader:
    def __init__(self, text: str, language: str):
        self.text = text
        self.grammar = _grammar(language)
        self.tokens: Tokens = tokens(text)
        self.encoded = self.grammar.lexicon.encode(self.tokens)
        self._quotes: list[tuple[int, int]] | None = None

    def read(self, *, absolute: bool = False) -> list[TimeExpression]:
        patterns = self.grammar.absolute if absolute else self.grammar.patterns
        out: list[TimeExpression] = []
        for first, end, pattern, match in longest(matches(patterns, self.encoded)):
            made = self._make(first, end, pattern.row, match)
            if made:
                out.append(made)
        return self._intervals(self._weeks(self._agree(out)))

    def _make(self, first: int, end: int, row: dict[str, Any], match: re.Match[str]) -> TimeExpression | None:
        template = row["rule"]
        if not template:
            return None
        values = self._values(match)
        if values is None:
            return None
        start = first
        if isinstance(row.get("from"), int):
            start += row["from"]
        elif row.get("from"):
            start = match.start(row["from"])
        if (row.get("year") or row.get("shortyear")) and not self._is_year(first, end, values):
            return None
        if row.get("yearspan") and not (values["y"] < values["y2"] <= values["y"] + 120 and self._calm(end)):
            return None
        if self.text[self.tokens.starts[start] - 1 : self.tokens.starts[start]] in _TAGS and start:
            return None
        begin = self.tokens.starts[start]
        if (
            self.text[begin].isdigit()
            and self.text[max(0, begin - 1) : begin] in (".", ",")
            and self.text[max(0, begin - 2) : begin - 1].isdigit()
        ):
            return None
        if row.get("when") and self._direction(start, end) != row["when"]:
            return None
        stop_at = self.tokens.ends[end - 1]
        if self.text[stop_at - 1].isdigit() and self.text[stop_at : stop_at + 1].isalpha():
            return None
        if end - start == 1 and self._is_quoted_alone(start):
            return None
        if row.get("alone") and not self._is_name_free(match.start("m")):
            return None
        if row.get("bare") and not self._is_name_free(match.start("w")):
            return None
        if row.get("today") and not self._is_today(first, end):
            return None
        if "{dir}" in template:
            weekday = template.startswith("weekday")
            told = self._direction(start, end, sure=99 if weekday else 6)
            values["dir"] = told or ("near" if row.get("near") or not weekday else "recent")
        try:
            rule = template.format(**values)
        except (KeyError, ValueError, TypeError):
            return None
        value = None
        if rule.startswith("= ") and " .. " not in rule:
            value = rule[2:].replace(" ", "")
            rule = None
        claims = values.get("w") if "d" in values and "w" in values else None
        t = self.tokens
        stop = end - 1
        while stop > start and t.words[stop] in ",.":
            stop -= 1
        return TimeExpression(t.starts[start], t.ends[stop], value, rule, claims, bool(row.get("vague")))

    def _values(self, match: re.Match[str]) -> dict[str, Any] | None:
        lexicon, words = self.grammar.lexicon, self.tokens.words
        out: dict[str, Any] = {}
        for name, piece in match.groupdict().items():
            if piece is None:
                continue
            a, b = match.span(name)
            key = "".join(words[a:b]).replace(",", "").replace(".", "")
            value: Any
            if key.isdigit():
                value = int(key)
            else:
                lead = re.match(r"\d+", key)
                value = int(lead[0]) if lead else self._named(name, key, a, b)
            if value is None:
                return None
            out[name.rstrip("_")] = value
        year = out.get("y")
        if "yy" in out:
            short = int(out["yy"])
            out["yy"] = f"{2000 + short if short <= 30 else 1900 + short:04}"
            tens = short // 10
            out["decade"] = f"{200 + tens if tens < 3 else 190 + tens}X"
            year = int(out["yy"])
        elif isinstance(year, int):
            out["decade"] = f"{year // 10:03}X"
        if "y2" in out:
            out["decade2"] = f"{out['y2'] // 10:03}X"
        elif "yy2" in out and isinstance(out.get("y"), int):
            out["y2"] = out["y"] // 100 * 100 + int(out["yy2"])
        elif "yy2" in out:
            tens = int(out["yy2"]) // 10
            out["decade2"] = f"{200 + tens if tens < 3 else 190 + tens}X"
        if "m" in out:
            out.setdefault("m0", out["m"])
        for d, m, y in (("d", "m0" if "d2" in out else "m", year), ("d2", "m", year)):
            if d in out and m in out and not valid(out.get("y0", y) if d == "d" else y, out[m], out[d]):
                return None
        if "d2" in out and isinstance(year, int) and "y0" not in out and "m" in out:
            out["y0"] = year - ((out["m0"], out["d"]) > (out["m"], out["d2"]))
        if "k" in out and isinstance(out["k"], int):
            k = out["k"]
            out["century"] = f"{k - 1:02}XX"
            if isinstance(year, int) and 1 <= k <= 4:
                out["quarter"] = f"{year:04}-{3 * k - 2:02}/{year:04}-{3 * k:02}"
                out["half"] = f"{year:04}-{6 * k - 5:02}/{year:04}-{min(6 * k, 12):02}"
        return out

    def _named(self, name: str, key: str, a: int, b: int) -> Any:
        lexicon, words = self.grammar.lexicon, self.tokens.words
        joined = " ".join(words[a:b])
        for table_name in _CLASSES.get(name.rstrip("0123456789_"), ()):
            found = lexicon.values.get(table_name, {})
            for form in (key, joined, joined.replace(" - ", "-").replace("' ", "'")):
                if form in found:
                    return found[form]
        if name.startswith(("n", "d", "k", "y")):
            spelled = read_words(words[a:b], 0, self.grammar.language)
            if spelled:
                return int(spelled[0])
            return 1 if name.startswith("d") else None
        return None

    # ------------------------------------------------------------- judgements

    def _is_year(self, first: int, end: int, values: dict[str, Any]) -> bool:
        words, text, t = self.tokens.words, self.text, self.tokens
        at = end - 1
        before = text[t.starts[at] - 1] if t.starts[at] else " "
        after = text[t.ends[at]] if t.ends[at] < len(text) else " "
        if before in ".,/-–#@_°©'’$€£" and before != "'" and before != "’":
            # 2014-2018 has its own pattern; what is left is a reference or a decimal
            if not (before in "/-–" and first and self.encoded[first - 2 : first - 1] == "Y"):
                return False
        if (
            after.isalpha()
            or after in "%€$£°_"
            or (after in ".,/-:" and text[t.ends[at] + 1 : t.ends[at] + 2].isdigit())
        ):
            return False
        g = self.grammar
        if end - first > 1:
            return True
        prev = words[first - 1] if first else ""
        follow = words[end] if end < len(words) else "\n"
        if prev in g.never_year or prev == "©" or follow in ("%", "€", "$", "£"):
            return False
        if prev.isdigit() or (follow.isdigit() and len(follow) == 3):
            return False
        strong = prev in g.before_year
        year = values.get("y") or int(values["yy"])
        calm = self._calm(end)
        if strong:
            return calm or year >= 1900
        return calm and 1700 <= year <= 2100 and (year >= 1900 or prev not in ("", "\n"))

    def _calm(self, end: int) -> bool:
        """True where what follows does not make a number of a year: a mark, a capital, a word of grammar."""
        t = self.tokens
        if end >= len(t.words):
            return True
        follow = t.words[end]
        if follow in self.grammar.follow_never:
            return False
        return (
            follow in self.grammar.after_year
            or t.capital[end]
            or (not follow[0].isalnum() and follow not in ("%", "€", "$", "£"))
        )

    def _is_quoted_alone(self, at: int) -> bool:
        """A word that alone stands between marks is a title or a word spoken of."""
        t = self.tokens
        left = t.words[at - 1] if at else ""
        right = t.words[at + 1] if at + 1 < len(t.words) else ""
        return left in _OPENING and right in _CLOSING

    def _is_name_free(self, at: int) -> bool:
        """False where a capital inside a sentence makes the word part of a name (Champ-de-Mars)."""
        t = self.tokens
        if at >= 2 and t.words[at - 1] == "-" and t.ends[at - 1] == t.starts[at] and t.words[at - 2][0].isalpha():
            return False
        if self.grammar.language == "en":
            if not t.capital[at]:
                return t.words[at] not in _ALSO_WORDS
            named = t.words[at] in _ALSO_NAMES_EN and at and t.capital[at - 1] and t.words[at - 1] not in _BEFORE_MONTH
            return not named
        if not t.capital[at] or at == 0 or not t.words[at - 1][0].isalpha():
            return True
        return not t.capital[at - 1] and t.words[at] not in _ALSO_NAMES

    def _is_today(self, first: int, end: int) -> bool:
        start = self.tokens.starts[first]
        if self._quotes is None:
            self._quotes = [m.span() for m in _QUOTED.finditer(self.text)]
        if any(a < start < b for a, b in self._quotes):
            return False
        words = self.tokens.words
        if first > 1 and words[first - 1] in ("à", "to") and self.encoded[first - 2] == "Y":
            return True
        near = set(words[max(0, first - 2) : first]) | set(words[end : end + 3])
        if near & self.grammar.age:
            return False
        return self._direction(first, end, reach=5) is not None

    def _direction(self, first: int, end: int, reach: int = _REACH, sure: int = 99) -> str | None:
        """`past` or `next`, from the nearest word that tells a tense, in the same sentence.

        None where none does, or none nearer than `sure` words.
        """
        best: tuple[int, str] | None = None
        for step, at in ((-1, first - 1), (1, end)):
            cost = 0
            for _ in range(reach):
                if not 0 <= at < len(self.encoded):
                    break
                word = self.tokens.words[at]
                if word in ".!?;\n:" and not (word == "." and at and len(self.tokens.words[at - 1]) <= 2):
                    break
                cost += 1
                if word == ",":
                    cost += 3
                elif word in _CLAUSE:
                    cost += 2
                else:
                    told, extra = self._tells(word, at)
                    if told and (best is None or cost + extra < best[0]):
                        best = (cost + extra, told)
                    if told and not extra:
                        break
                at += step
        return best[1] if best and best[0] <= sure else None

    def _tells(self, word: str, at: int) -> tuple[str | None, int]:
        g = self.grammar
        if word in g.ahead:
            return "next", 0
        if word in g.to and at + 1 < len(self.tokens.words) and g.infinitive.search(self.tokens.words[at + 1]):
            return "next", 3
        if word in g.behind:
            return ("next" if at and self.tokens.words[at - 1] in ("be", "être") else "past"), 0
        if self.tokens.capital[at]:
            return None, 0
        if (
            word in _PARTICIPLE
            and at + 1 < len(self.tokens.words)
            and re.search(r"(?:er|ir|re)$", self.tokens.words[at + 1])
        ):
            return "next", 0
        if len(word) >= 4 and g.future.search(word) and word not in g.not_future:
            return "next", 0
        if at and self.tokens.words[at - 1] in g.persons and g.future_other.search(word):
            return "next", 0
        if len(word) >= 3 and g.past.search(word):
            return ("next", 0) if at and self.tokens.words[at - 1] in ("be", "être") else ("past", 2)
        return None, 0

    def _agree(self, times: list[TimeExpression]) -> list[TimeExpression]:
        """What one mention of a weekday tells another: *demain (vendredi)*, *jeudi et vendredi*; and a weekday that
        the text only tells as coming is coming where nothing tells."""
        told: dict[str, set[str]] = {}
        for t in times:
            if t.rule and (m := _BARE.fullmatch(t.rule)):
                told.setdefault(m[1], set()).add(m[2])
        out: list[TimeExpression] = []
        for t in times:
            last = out[-1] if out else None
            m = _BARE.fullmatch(t.rule) if t.rule else None
            if m and last:
                between = self.text[last.end : t.start]
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
            if m and m[2] == "recent" and told[m[1]] == {"recent", "next"}:
                t = msgspec.structs.replace(t, rule=f"weekday {m[1]} next")
            out.append(t)
        return out

    def _intervals(self, times: list[TimeExpression]) -> list[TimeExpression]:
        """Two moments that *du … au …*, *entre … et …* join are one."""
        out: list[TimeExpression] = []
        g = self.grammar
        for t in times:
            last = out[-1] if out else None
            if last and t.start - last.end < 18 and g.joins.fullmatch(self.text[last.end : t.start]):
                between = self.text[last.end : t.start].strip(" ,").lower().split(" ")[0]
                opened = g.opens.search(self.text[max(0, last.start - 14) : last.start])
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

    def _weeks(self, times: list[TimeExpression]) -> list[TimeExpression]:
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
                between = self.text[week[0] : t.start]
                if len(between) < 250 and not re.search(r"[.!?]\s|\n", between):
                    t = TimeExpression(
                        t.start, t.end, None, f"weekday {t.rule.split()[1]} week {week[1]}", None, t.vague
                    )
                else:
                    week = None
            out.append(t)
        return out


_CLASSES = {
    "w": ("weekday", "shortday"), "m": ("month", "shortmonth"), "s": ("season",), "u": ("unit",), "k": ("ordinal", "roman"),
    "f": ("feast",), "decadeword": ("decade",),
}  # fmt: skip
_ALSO_NAMES = frozenset({"mars", "avril", "mai", "août"})
_ALSO_NAMES_EN = frozenset({"may", "march", "april", "june", "august"})
_BEFORE_MONTH = frozenset(
    {
        "in",
        "on",
        "by",
        "since",
        "until",
        "last",
        "next",
        "this",
        "early",
        "late",
        "of",
        "from",
        "to",
        "for",
        "during",
        "between",
        "through",
        "and",
    }
)
_ALSO_WORDS = frozenset({"may", "march", "sun", "mar", "sat"})
_AND = frozenset({"et", "and"})
_BETWEEN = ("entre", "between", "depuis")
_BARE = re.compile(r"weekday (\d) (past|recent|next)")
_LISTS = frozenset({"et", "ou", "puis", "and", "or", "then", ""})
_TAGS = frozenset({"#", "@"})
_OPENING, _CLOSING = frozenset({'"', "«", "“"}), frozenset({'"', "»", "”"})
_PARTICIPLE = frozenset({"devant", "allant"})
_CLAUSE = frozenset({"que", "qu'", "qui", "dont", "où", "that", "who", "which", "and", "et", "mais", "but"})
