"""What one article alone tells of its day: metadata, dates that the page prints, weekdays and dates of the text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from recoupe.languages.calendar_rules import bounds, day_of, evaluate
from recoupe.languages.dates import date_in_url, full_dates
from recoupe.model import Article, Dating, Notes, PublishedFrom, TimeExpression

DAY = timedelta(days=1)
WEEKDAY = re.compile(r"weekday \d (?:past|recent|next|near)(?: this)?")
# How often reports name a weekday so many days after it (log): most name the day itself or the day before.
_BACK = [math.log(p) for p in (0.45, 0.24, 0.1, 0.07, 0.05, 0.045, 0.045)]
_AHEAD = [math.log(p) for p in (0.08, 0.3, 0.2, 0.15, 0.1, 0.09, 0.08)]
_CRAWL_MARK = re.compile(r"\A\s*date[ :]+(\d{4}-\d{2}(?:-\d{2})?)\b")
_TOLD_BACK = re.compile(r"prev day (?:-\d|0)$")
_LONG_AFTER = re.compile(r"prev shift \S+ (?:month|year|decade|century)")
_PUBLISHED = re.compile(
    r"(?:publi[ée]e?s?|post[ée]e?|mise? en ligne|cr[éè][ée]{1,2}e?|paru|published|posted)\s*(?:le|on|le :|:)?\s*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:mise? [àa] jour|modifi[ée]e?|actualis[ée]e?|updated|last modified|maj)[^\n]{0,12}$", re.IGNORECASE
)
# What may stand behind a date that has its line to itself: a clock, a town, an agency.
_ALONE = re.compile(
    r"^[\s\d:hH.,|/•·–—\-]*(?:GMT|CET|UTC|[àa]|at|-|\|)?[\s\d:hH.,|/•·–—\-]*(?:[A-ZÉ][\w' -]{1,25})?\s*"
    r"(?:\((?:AFP|Reuters|AP|ATS|Belga|Xinhua)[^)]*\))?[\s\-–]*(?:©.*)?$"
)
_WORDS = re.compile(r"[a-zé]{4,} ")


def _page_weight(text: str, start: int, end: int) -> float | None:
    """How surely a date that a page prints is its own: 0 for a post's, None for one of the running text."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before = text[max(line, start - 60) : start]
    after = text[end : stop if stop >= 0 else len(text)][:120]
    if "@" in before or "pic.twitter" in text[max(0, start - 90) : start]:
        return 0.0
    if _UPDATED.search(before):
        return 1.5
    if _PUBLISHED.search(before) and len(before.split()) < 12:
        return 4.0
    bare = not re.search(r"\w", before) or (len(before) < 30 and not _WORDS.search(before))
    return 3.0 if bare and _ALONE.match(after) else None


class Case:
    """What one article alone tells of its day."""

    def __init__(self, article: Article, notes: Notes):
        self.article = article
        self.times = notes.times
        self.starts = [t.start for t in self.times]
        text = article.text
        self.published: str | None = None
        self.source: PublishedFrom | None = None
        self.today: date | None = None  # the day that its words count from
        declared = (article.published or "")[:10]
        if bounds(declared):
            self.published, self.source = declared, "metadata"
        in_url = date_in_url(article.url)
        if in_url and not day_of(self.published) and in_url.startswith(self.published or ""):
            self.published, self.source = in_url, "metadata"
        self.page: list[tuple[date, float]] = []
        self.posts: list[date] = []  # days of the posts that it holds
        self.coarse: str | None = self.published if self.published and not day_of(self.published) else None
        self._read_page(text)
        self.bare: list[tuple[int, str, bool]] = []  # weekday, direction, "ce"
        self.dated: list[tuple[str, int, bool]] = []  # rule, weekday claimed, "ce"
        self.yearless: list[str] = []
        self.full: list[tuple[date, int | None, bool]] = []
        self.years: set[int] = set()
        self.yesterday = any(t.rule == "day -1" for t in self.times)
        for t in self.times:
            self._note(t, text)

    def _read_page(self, text: str) -> None:
        mark = _CRAWL_MARK.match(text)
        if mark:
            self._take(mark[1], 3.0)
        spans = [(s.start, s.end) for s in self.article.page_dates]
        for s, e in spans:
            if re.fullmatch(r"\d{4}-\d{2}", text[s:e].strip()):
                self._take(text[s:e].strip(), 3.0)
        for found in full_dates(text):
            weight = _page_weight(text, found.start, found.end)
            if weight is None and any(s <= found.start and found.end <= e for s, e in spans):
                weight = 3.0
            if weight:
                self._take(found.value, weight)
            elif weight == 0.0 and (day := day_of(found.value)):
                self.posts.append(day)

    def _take(self, value: str, weight: float) -> None:
        day = day_of(value)
        if day:
            self.page.append((day, weight))
        elif bounds(value) and not self.coarse:
            self.coarse = value
            if not self.published:
                self.published, self.source = value, "page"

    def _note(self, t: TimeExpression, text: str) -> None:
        words = text[t.start : t.end].lower()
        this = words.startswith(("ce ", "cet ", "this "))
        if t.rule and (m := re.fullmatch(r"weekday (\d) (past|recent|next|near)(?: this)?", t.rule)):
            self.bare.append((int(m[1]), m[2], this))
        elif t.rule and t.rule.startswith(("date ", "dom ")) and ".." not in t.rule and not t.rule.endswith("~"):
            if t.claims_weekday is not None:
                self.dated.append((t.rule, t.claims_weekday, this))
            else:
                self.yearless.append(t.rule)
        elif t.value:
            day = day_of(t.value)
            if day:
                self.full.append((day, t.claims_weekday, this))
            edge = bounds(t.value)
            if (
                edge
                and 1900 < edge[1].year < 2100
                and "/" not in t.value
                and len(t.value.rstrip("~")) >= 4
                and "X" not in t.value
            ):
                self.years.add(edge[0].year)

    # ------------------------------------------------------------- weighing

    def weigh(self, day: date) -> float:
        """How well the text's own words fit a day of publication (0 for a text without any)."""
        score = 0.0
        seen: Counter[tuple[int, bool]] = Counter()
        behind = {weekday for weekday, direction, _ in self.bare if direction == "past"}
        for weekday, direction, this in self.bare:
            back = (day.weekday() - weekday) % 7
            ahead = (weekday - day.weekday()) % 7
            near_ahead = direction == "next"
            if this:
                # *ce samedi* is the day itself, one soon to come or just gone
                near_by = ahead == 0 or (near_ahead and ahead <= 3)
                score += 2.0 if near_by else 0.0 if (near_ahead and ahead == 4) or back == 1 else -2.0
            key = (weekday, near_ahead)
            weight = (0.25 if seen[key] < 4 else 0.0) if key in seen else 1.0 if seen else 1.3
            seen[key] += 1
            fit = _AHEAD[ahead] if near_ahead else _BACK[back]
            if near_ahead and ahead == 0 and weekday in behind:
                fit = _BACK[0]  # told as coming and as gone: the day itself
            if direction == "recent":
                fit = max(fit, _AHEAD[ahead] - 0.7) if ahead else fit
            score += weight * (fit + 1.0)
        if self.yesterday and any(w == (day - DAY).weekday() and to == "past" for w, to, _ in self.bare):
            score -= 1.0  # who writes *hier* does not call the same day by its name
        for rule, claimed, this in self.dated:
            value = day_of(evaluate(rule.rsplit(" ", 1)[0] + " near", day))
            if value is None:
                continue
            score += 4.0 if value.weekday() == claimed else -4.0
            if this and rule.endswith("past"):
                score += 3.0 if value == day else -1.5 if 0 < (day - value).days <= 3 else -3.0
            elif this:
                score += 1.0 if value == day else 0.5 if 0 < (value - day).days <= 3 else -1.0
            elif abs((value - day).days) <= 1:
                score += 0.8 if value <= day else 0.2
            if rule.endswith("past") and value > day:
                score -= 2.0
        for rule in self.yearless:
            value = day_of(evaluate(rule.rsplit(" ", 1)[0] + " near", day))
            if value is None:
                continue
            if (rule.endswith("past") and value > day and (value - day).days < 60) or (
                rule.endswith("next") and value < day and (day - value).days < 60
            ):
                score -= 1.0
        for value, _, this in self.full:
            if this:
                score += 3.0 if value == day else -3.0
            elif value > day:
                score -= 1.0
        score -= min(
            3.0, sum(1.0 for y in self.years if y > day.year + 1) + sum(0.5 for y in self.years if y == day.year + 1)
        )
        return score

    def mentioned(self, years: Iterable[int]) -> list[date]:
        """Days that its dated weekdays would name in the given years, where day and weekday agree."""
        out = []
        for rule, claimed, _ in self.dated:
            for year in years:
                value = day_of(evaluate(rule.rsplit(" ", 1)[0] + " near", date(year, 7, 1)))
                for candidate in (value, value and _same(value, year)):
                    if candidate and candidate.weekday() == claimed and candidate.year == year:
                        out.append(candidate)
        return out

    def anchors(self) -> list[tuple[date, float]]:
        """Full dates of its text that may place it: those of posts, and those that its weekdays and days bear out."""
        spoken = {weekday for weekday, direction, _ in self.bare if direction != "next"}
        posts = set(self.posts)
        out = [(day, 1.5) for day in sorted(posts)]
        told = [(day, claimed) for day, claimed, _ in self.full if day not in posts]
        # Dates of several years are history's, the first of a month is mostly a law's.
        days = [day for day, _ in told] + self.posts
        if days and (max(days) - min(days)).days < 200:
            for day, claimed in told:
                if claimed == day.weekday():
                    out.append((day, 1.5))
                elif claimed is None and day.day > 1 and day.weekday() in spoken and (posts or self._dated_near(day)):
                    out.append((day, 1.0))
        last = max((day for day, _ in out), default=None)
        if last is None or max(self.years, default=0) > last.year + 1:
            return []
        return [(day, weight) for day, weight in out if (last - day).days <= 20]

    def _dated_near(self, day: date) -> bool:
        """True where a day without a year (*le 20 novembre*) lies near a full date."""
        for rule in [*(r for r, *_ in self.dated), *self.yearless]:
            value = day_of(evaluate(rule.rsplit(" ", 1)[0] + " near", day))
            if value and abs((value - day).days) <= 20:
                return True
        return False

    @property
    def news(self) -> date | None:
        """The day of what it reports: the first recent weekday that it names, else its own."""
        for t in self.times[:4]:
            if t.rule and (WEEKDAY.fullmatch(t.rule) or t.claims_weekday is not None):
                value = day_of(evaluate(t.rule, self.today))
                if value and self.today and 0 <= (self.today - value).days <= 3:
                    return value
        return self.today

    def times_in(self, start: int, end: int) -> Sequence[TimeExpression]:
        """Its time expressions inside a stretch of its text."""
        return self.times[bisect_left(self.starts, start) : bisect_right(self.starts, end)]

    def dating(self) -> Dating:
        """The settled day with the values of its moments."""
        values: list[str | None] = []
        previous: date | None = None
        coarse: date | None = None  # where the last moment, a year perhaps, begins
        for t in self.times:
            since = coarse if t.rule and _LONG_AFTER.match(t.rule) else previous
            if since and self.today and since > self.today and t.rule and _TOLD_BACK.match(t.rule):
                since = None  # a day ahead was named between: *la veille* is that of the article
            value = t.value or (evaluate(t.rule, self.today, since) if t.rule else None)
            values.append(value)
            edge = bounds(value)
            coarse = edge[0] if edge and not t.vague else coarse
            named = day_of(value)
            if named and not (t.rule or "").startswith("day 0"):
                previous = named
        return Dating(self.published, self.source, tuple(values))


def _same(value: date, year: int) -> date | None:
    try:
        return value.replace(year=year)
    except ValueError:
        return None
