"""What the articles of a story tell of each other's days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from recoupe.languages.calendar_rules import bounds, day_of, evaluate
from recoupe.link.calendar.evidence import DAY, WEEKDAY, Case
from recoupe.model import Passage, PublishedFrom

# How well a day fits an article that shows a post of so many days before.
_POST = {0: 1.5, 1: 0.9, 2: 0.3, 3: -0.3}


class Copy(NamedTuple):
    """A passage that an article shares with another: where it stands in both."""

    other: int
    mine: tuple[int, int]
    theirs: tuple[int, int]


def shared(cases: Sequence[Case], passages: Sequence[Passage]) -> dict[int, list[Copy]]:
    """Per article, the passages that it shares."""
    at = {c.article.id: i for i, c in enumerate(cases)}
    out: dict[int, list[Copy]] = defaultdict(list)
    for p in passages:
        i, j = at.get(p.a.article), at.get(p.b.article)
        if i is None or j is None or i == j:
            continue
        a, b = (p.a.start, p.a.end), (p.b.start, p.b.end)
        out[i].append(Copy(j, a, b))
        out[j].append(Copy(i, b, a))
    return out


def _fit(gap: int) -> float:
    """How well an article's day fits the day of the news in one that it shares text with."""
    return {0: 1.0, 1: 0.8, 2: 0.4, 3: 0.0, -1: -0.6}.get(gap, -0.3 * abs(gap))


def _days_told(copies: Sequence[Copy], c: Case, cases: Sequence[Case]) -> list[tuple[str, date]]:
    """The days that an article's own bare weekdays must be, as the dated copies of its passages tell."""
    out: list[tuple[str, date]] = []
    for copy in copies:
        k = cases[copy.other]
        if not k.today:
            continue
        for t in k.times_in(*copy.theirs):
            if not t.rule or not WEEKDAY.fullmatch(t.rule):
                continue
            day = day_of(evaluate(t.rule, k.today))
            offset = t.start - copy.theirs[0]
            twins = [
                m for m in c.times_in(*copy.mine)
                if m.rule and WEEKDAY.fullmatch(m.rule) and m.rule.split()[1] == t.rule.split()[1]
                and abs(m.start - copy.mine[0] - offset) < 300
            ]  # fmt: skip
            if day and twins:
                out.append((twins[0].rule or "", day))
    return out


def settle_days(cases: Sequence[Case], shared: dict[int, list[Copy]]) -> None:
    """Give every case its day, where something tells it."""
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
        best: tuple[float, Case, date] | None = None
        for c in waiting:
            told = _from_story(c, cases, known, shared[index[id(c)]], center)
            if told and (best is None or told[0] > best[0]):
                best = (told[0], c, told[1])
        if best is None:
            break
        _, c, day = best
        c.published, c.today = day.isoformat(), day
        c.source = "story" if known or not c.anchors() else "text"
        waiting.remove(c)


def _today(c: Case, day: date) -> date:
    """The day that an article's words count from: that of publication, or the next where it was updated since."""
    scores = {k: c.weigh(day + k * DAY) - 2.5 * k for k in (0, 1)}
    return day + max(scores, key=lambda k: (scores[k], -k)) * DAY if any(t for *_, t in c.bare) else day


def _own(c: Case, center: date | None) -> tuple[date, PublishedFrom] | None:
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


def _center(cases: Sequence[Case], known: Sequence[Case]) -> date | None:
    """The day round which the story's articles stand: the one that most of what they say agrees on."""
    years = {c.today.year for c in known if c.today} | {d.year for c in cases for d, _ in c.page}
    for c in cases:
        edge = bounds(c.coarse)
        if edge:
            years |= {edge[0].year, edge[1].year}
    anchored = not years
    if anchored:  # only dates inside the texts can tell
        years = {d.year for c in cases for d, _ in c.anchors()}
    if not years:
        return None
    options: list[list[tuple[date, float]]] = []
    for c in cases:
        if c.today:
            options.append([(c.today, 3.0)])
        else:
            told = [(d, w) for d, w in c.anchors()] if anchored else []
            options.append([(d, w / 2) for d, w in c.page] + [(d, 2.0) for d in c.mentioned(years)] + told)
    days = {d for row in options for d, _ in row}

    def support(day: date) -> float:
        total = sum(max((w for d, w in row if abs((d - day).days) <= 10), default=0.0) for row in options)
        for c in cases:
            edge = bounds(c.coarse)
            if edge:
                total += (
                    1.5 if edge[0] <= day <= edge[1] else 0.5 if edge[0] - 7 * DAY <= day <= edge[1] + 7 * DAY else 0.0
                )
        return total

    return max(sorted(days, reverse=anchored), key=support) if days else None


def _from_story(
    c: Case, cases: Sequence[Case], known: Sequence[Case], copies: Sequence[Copy], center: date | None
) -> tuple[float, date] | None:
    if center is None:
        return None
    near = [k.today for k in known if k.today and abs((k.today - center).days) <= 30]
    edge = bounds(c.coarse)
    days = {center + k * DAY for k in range(-8, 12)}
    days |= {
        d + k * DAY
        for d in c.mentioned({center.year - 1, center.year, center.year + 1})
        for k in (0, 1)
        if abs((d - center).days) <= 40
    }
    for other in near:
        days |= {other + k * DAY for k in (-1, 0, 1)}
    if edge:
        days = {d for d in days if edge[0] <= d <= edge[1]}
    if not days:
        return None
    spoken = bool(c.bare or c.dated or (not near and c.anchors()))
    post = max((d for d in c.posts if abs((d - center).days) <= 20), default=None)
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
        if post:
            total += _POST.get((day - post).days, -2.5 if day < post else -1.0)
        return total

    best = max(sorted(days), key=score)
    if not spoken and not partners and not c.page and not post:
        # Nothing in the text tells: only a story told in one day dates it.
        told = [d for d in same if d]
        if len(told) == 1 and len(known) > 1:
            return -5.0, told[0]
        return None
    certainty = score(best) + 2.0 * len(partners) + 3.0 * len(c.dated)
    return certainty, best
