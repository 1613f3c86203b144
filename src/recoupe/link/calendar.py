"""On which day each article was published, and what its moments mean.

In this order: what the metadata (or the address) declare; a date that the page prints and the text does not
contradict; the text itself; the story. Where the story must tell, every day near it is weighed: how far
back the text's bare weekdays would lie (reports name recent days), whether its dated weekdays would be true,
whether *ce lundi* would be that day, and on which days the articles were published that share passages with it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from recoupe.languages.calendar_rules import bounds, day_of, evaluate
from recoupe.languages.dates import date_in_url, full_dates
from recoupe.model import Article, Dating, Notes, Passage, PublishedFrom, TimeExpression

_DAY = timedelta(days=1)
# How often reports name a weekday so many days after it (log): most name the day itself or the day before.
_BACK = [math.log(p) for p in (0.45, 0.24, 0.1, 0.07, 0.05, 0.045, 0.045)]
_AHEAD = [math.log(p) for p in (0.08, 0.3, 0.2, 0.15, 0.1, 0.09, 0.08)]
_CRAWL_MARK = re.compile(r"\A\s*date[ :]+(\d{4}-\d{2}(?:-\d{2})?)\b")
_PUBLISHED = re.compile(
    r"(?:publi[ée]e?s?|post[ée]e?|mise? en ligne|cr[éè][ée]{1,2}e?|paru|published|posted|first published|le)\s*(?:le|on|:|le :)?\s*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:mise? [àa] jour|modifi[ée]e?|actualis[ée]e?|updated|last modified|maj)[^\n]{0,12}$", re.IGNORECASE
)
_ALONE = re.compile(
    r"^[\s\d:hH.,|/•·–—\-]*(?:GMT|CET|UTC|[àa]|at|-|\|)?[\s\d:hH.,|/•·–—\-]*(?:[A-ZÉ][\w' -]{1,25})?\s*(?:\((?:AFP|Reuters|AP|ATS|Belga|Xinhua)[^)]*\))?[\s\-–]*(?:©.*)?$"
)


def settle(articles: Sequence[Article], notes: Sequence[Notes], passages: Sequence[Passage]) -> tuple[Dating, ...]:
    """A dating for each article of one story, in their order."""
    cases = [_Case(a, n) for a, n in zip(articles, notes, strict=True)]
    _settle_days(cases, _shared(cases, passages))
    return tuple(c.dating() for c in cases)


class _Case:
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
        if not day_of(self.published) and (in_url := date_in_url(article.url)):
            if not self.published or in_url.startswith(self.published):
                self.published, self.source = in_url, "metadata"
        self.page: list[tuple[date, float]] = []
        self.coarse: str | None = self.published if self.published and not day_of(self.published) else None
        self._read_page(text)
        self.bare: list[tuple[int, str, bool]] = []  # weekday, direction, "ce"
        self.dated: list[tuple[str, int, bool]] = []  # rule, weekday claimed, "ce"
        self.yearless: list[str] = []
        self.full: list[tuple[date, int | None, bool]] = []
        self.years: set[int] = set()
        for t in self.times:
            self._note(t, text)

    def _read_page(self, text: str) -> None:
        mark = _CRAWL_MARK.match(text)
        if mark:
            self._take(mark[1], 3.0)
        spans = [(s.start, s.end) for s in self.article.page_dates]
        for s, e in spans:
            cut = text[s:e].strip()
            if re.fullmatch(r"\d{4}-\d{2}", cut):
                self._take(cut, 3.0)
        for found in full_dates(text):
            line_start = text.rfind("\n", 0, found.start) + 1
            line_end = text.find("\n", found.end)
            line_end = len(text) if line_end < 0 else line_end
            if (
                "@" in text[max(line_start, found.start - 60) : found.start]
                or "pic.twitter" in text[max(0, found.start - 90) : found.start]
            ):
                continue  # the date of a post
            before, after = text[max(line_start, found.start - 60) : found.start], text[found.end : line_end]
            if _UPDATED.search(before):
                self._take(found.value, 1.5)
            elif (
                re.search(r"\w", before)
                and _PUBLISHED.search(before)
                and not before.strip().lower() == "le"
                and len(before.split()) < 12
                and not re.search(
                    r"\ble\s*$",
                    before.lower()
                    .replace("publié le", "")
                    .replace("posté le", "")
                    .replace("ligne le", "")
                    .replace("créé le", "")
                    .replace("paru le", ""),
                )
            ):
                self._take(found.value, 4.0)
            elif (
                (not re.search(r"\w", before) or (len(before) < 30 and not re.search(r"[a-zé]{4,} ", before)))
                and _ALONE.match(after[:120])
            ) or any(s <= found.start and found.end <= e for s, e in spans):
                self._take(found.value, 3.0)

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
        if t.rule and (m := re.fullmatch(r"weekday (\d) (past|recent|next|near)", t.rule)):
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
        for weekday, direction, this in self.bare:
            back = (day.weekday() - weekday) % 7
            ahead = (weekday - day.weekday()) % 7
            near_ahead = direction == "next"
            if this:
                score += 2.0 if (ahead == 0 or (near_ahead and ahead <= 3)) else -2.0
            key = (weekday, near_ahead)
            weight = (0.25 if seen[key] < 4 else 0.0) if key in seen else 1.0 if seen else 1.3
            seen[key] += 1
            fit = _AHEAD[ahead] if near_ahead else _BACK[back]
            if direction == "recent":
                fit = max(fit, _AHEAD[ahead] - 0.7) if ahead else fit
            score += weight * (fit + 1.0)
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

    @property
    def news(self) -> date | None:
        """The day of what it reports: the first recent weekday that it names, else its own."""
        for t in self.times[:4]:
            if t.rule and (_WEEKDAY.fullmatch(t.rule) or t.claims_weekday is not None):
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


class _Copy(NamedTuple):
    """A passage that an article shares with another: where it stands in both."""

    other: int
    mine: tuple[int, int]
    theirs: tuple[int, int]


def _shared(cases: Sequence[_Case], passages: Sequence[Passage]) -> dict[int, list[_Copy]]:
    """Per article, the passages that it shares."""
    at = {c.article.id: i for i, c in enumerate(cases)}
    out: dict[int, list[_Copy]] = defaultdict(list)
    for p in passages:
        i, j = at.get(p.a.article), at.get(p.b.article)
        if i is None or j is None or i == j:
            continue
        a, b = (p.a.start, p.a.end), (p.b.start, p.b.end)
        out[i].append(_Copy(j, a, b))
        out[j].append(_Copy(i, b, a))
    return out


def _fit(gap: int) -> float:
    """How well an article's day fits the day of the news in one that it shares text with."""
    return {0: 1.0, 1: 0.8, 2: 0.4, 3: 0.0, -1: -0.6}.get(gap, -0.3 * abs(gap))


_LONG_AFTER = re.compile(r"prev shift \S+ (?:month|year|decade|century)")
_WEEKDAY = re.compile(r"weekday \d (?:past|recent|next|near)")


def _days_told(copies: Sequence[_Copy], c: _Case, cases: Sequence[_Case]) -> list[tuple[str, date]]:
    """The days that an article's own bare weekdays must be, as the dated copies of its passages tell."""
    out: list[tuple[str, date]] = []
    for copy in copies:
        k = cases[copy.other]
        if not k.today:
            continue
        for t in k.times_in(*copy.theirs):
            if not t.rule or not _WEEKDAY.fullmatch(t.rule):
                continue
            day = day_of(evaluate(t.rule, k.today))
            offset = t.start - copy.theirs[0]
            twins = [
                m for m in c.times_in(*copy.mine)
                if m.rule and _WEEKDAY.fullmatch(m.rule) and m.rule.split()[1] == t.rule.split()[1]
                and abs(m.start - copy.mine[0] - offset) < 300
            ]  # fmt: skip
            if day and twins:
                out.append((twins[0].rule or "", day))
    return out


def _settle_days(cases: Sequence[_Case], shared: dict[int, list[_Copy]]) -> None:
    for c in cases:
        if c.source == "metadata" and (day := day_of(c.published)):
            c.today = _today(c, day)
    known = [c for c in cases if c.today]
    center = _center(cases, known)
    waiting = [c for c in cases if not c.today]
    # An own date of the page that nothing speaks against is enough; the story is asked for the rest.
    for c in list(waiting):
        if own := _own(c, center):
            day, source = own
            c.published, c.source, c.today = day.isoformat(), source, _today(c, day)
            waiting.remove(c)
    index = {id(c): i for i, c in enumerate(cases)}
    center = center or _center(cases, [c for c in cases if c.today])
    # The surest first, so that each may lean on those before.
    for _ in range(len(waiting)):
        known = [c for c in cases if c.today]
        best: tuple[float, _Case, date] | None = None
        for c in waiting:
            told = _from_story(c, cases, known, shared[index[id(c)]], center)
            if told and (best is None or told[0] > best[0]):
                best = (told[0], c, told[1])
        if best is None:
            break
        _, c, day = best
        c.published, c.source, c.today = day.isoformat(), "story", day
        waiting.remove(c)


def _today(c: _Case, day: date) -> date:
    """The day that an article's words count from: that of publication, or the next where it was updated since."""
    scores = {k: c.weigh(day + k * _DAY) - 2.5 * k for k in (0, 1)}
    return day + max(scores, key=lambda k: (scores[k], -k)) * _DAY if any(t for *_, t in c.bare) else day


def _own(c: _Case, center: date | None) -> tuple[date, PublishedFrom] | None:
    """A day that the page or the text itself tells."""
    options: dict[date, float] = {}
    for day, weight in c.page:
        options[day] = options[day] + 0.5 if day in options else min(weight, 4.0)
    if options:
        first = {day: -i for i, (day, _) in reversed(list(enumerate(c.page)))}
        scored = {d: w + c.weigh(d) for d, w in options.items()}
        best = max(scored, key=lambda d: (scored[d], first[d]))
        rivals = [d for d in c.mentioned({best.year, best.year - 1}) if any(x[2] for x in c.dated)]
        contradicted = (
            any(c.weigh(r) > scored[best] + 1.0 for r in rivals)
            or (center is not None and abs((best - center).days) > 45)
            or c.weigh(best) < -6.0
        )
        if not contradicted and (not c.coarse or best.isoformat().startswith(c.coarse)):
            return best, "page"
    said = [d for d, claimed, this in c.full if this and (claimed is None or claimed == d.weekday())]
    if said:
        return max(Counter(said), key=lambda d: (Counter(said)[d], d)), "text"
    return None


def _center(cases: Sequence[_Case], known: Sequence[_Case]) -> date | None:
    """The day round which the story's articles stand: the one that most of what they say agrees on."""
    years = {c.today.year for c in known if c.today} | {d.year for c in cases for d, _ in c.page}
    for c in cases:
        edge = bounds(c.coarse)
        if edge:
            years |= {edge[0].year, edge[1].year}
    if not years:
        return None
    options: list[list[tuple[date, float]]] = []
    for c in cases:
        if c.today:
            options.append([(c.today, 3.0)])
        else:
            options.append([(d, w / 2) for d, w in c.page] + [(d, 2.0) for d in c.mentioned(years)])
    days = {d for row in options for d, _ in row}

    def support(day: date) -> float:
        total = sum(max((w for d, w in row if abs((d - day).days) <= 10), default=0.0) for row in options)
        for c in cases:
            edge = bounds(c.coarse)
            if edge:
                total += (
                    1.5
                    if edge[0] <= day <= edge[1]
                    else 0.5
                    if edge[0] - 7 * _DAY <= day <= edge[1] + 7 * _DAY
                    else 0.0
                )
        return total

    return max(sorted(days), key=support) if days else None


def _from_story(
    c: _Case, cases: Sequence[_Case], known: Sequence[_Case], copies: Sequence[_Copy], center: date | None
) -> tuple[float, date] | None:
    if center is None:
        return None
    near = [k.today for k in known if k.today and abs((k.today - center).days) <= 30]
    edge = bounds(c.coarse)
    days = {center + k * _DAY for k in range(-8, 12)}
    days |= {
        d + k * _DAY
        for d in c.mentioned({center.year - 1, center.year, center.year + 1})
        for k in (0, 1)
        if abs((d - center).days) <= 40
    }
    for other in near:
        days |= {other + k * _DAY for k in (-1, 0, 1)}
    if edge:
        days = {d for d in days if edge[0] <= d <= edge[1]}
    if not days:
        return None
    spoken = bool(c.bare or c.dated)
    same = Counter(day_of(k.published) for k in known)
    shares: Counter[int] = Counter()
    for copy in copies:
        shares[copy.other] += (copy.mine[1] - copy.mine[0]) // 6
    partners = [(k, min(2.0, shares[i] / 40)) for i, k in enumerate(cases) if k.today and shares[i] >= 8]
    twin_set = Counter(_days_told(copies, c, cases))
    whole = sum(w for _, w in partners)

    def score(day: date) -> float:
        total = c.weigh(day)
        total += 0.8 * (same[day] > 0) - 0.15 * abs((day - center).days) - 0.3 * max(0, abs((day - center).days) - 2)
        if whole:
            fits = sum(w * _fit((day - k.news).days) for k, w in partners if k.news)
            if not c.bare:
                fits = sum(w * _fit((day - k.today).days) for k, w in partners if k.today)
            total += fits / whole * min(3.0, whole)
        for (rule, told), n in twin_set.items():
            total += (1.5 if day_of(evaluate(rule, day)) == told else -3.0) * min(n, 2)
        total += sum(0.5 * w for d, w in c.page if d == day)
        return total

    best = max(sorted(days), key=score)
    if not spoken and not partners and not c.page:
        # Nothing in the text tells: only a story told in one day dates it.
        told = [d for d in same if d]
        if len(told) == 1 and len(known) > 1:
            return -5.0, told[0]
        return None
    certainty = score(best) + 2.0 * len(partners) + 3.0 * len(c.dated)
    return certainty, best
