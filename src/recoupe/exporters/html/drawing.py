"""The map of shared text, drawn: each article a bar as long as its text, each shared passage a block on
it, in the pattern of the root that it came from, and a ribbon to the article above that has it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup, escape

from recoupe.exporters._desk import Desk, day
from recoupe.model import Evidence, Passage

WIDTH, ROW, BAR = 760, 58, 14
LEAST = 2.5  # width of the smallest block that can still be seen
SHADES = 6  # roots with a colour of their own; the rest share the last


class Shared(NamedTuple):
    """Root classes in order, for the legend, and the drawing."""

    legend: list[tuple[str, str]]
    svg: Markup


def passages(desk: Desk, anchor: Callable[[Evidence], str]) -> Shared | None:
    """The drawing of a story's passages; None where no text is shared."""
    rows = {a.id: i for i, a in enumerate(desk.articles)}
    shared = [_ordered(p, rows) for p in desk.story.passages if p.a.article in rows and p.b.article in rows]
    if not shared:
        return None
    shade = root_shades(desk)
    longest = max(len(a.text) for a in desk.articles) or 1
    height = ROW * len(rows) + 8
    out = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {height}" role="group">',
        f"<title>{escape(desk.page.say('head', 'passages'))}</title>",
    ]

    def x(place: Evidence) -> tuple[float, float]:
        a, b = place.start / longest * WIDTH, place.end / longest * WIDTH
        return a, max(b, a + LEAST)

    def top(place: Evidence) -> int:
        return ROW * rows[place.article] + 26

    for passage in _nearest(shared, rows):
        (a1, a2), (b1, b2) = x(passage.a), x(passage.b)
        y1, y2 = top(passage.a) + BAR, top(passage.b)
        middle = (y1 + y2) / 2
        out.append(
            f'<path class="ribbon {shade.get(passage.root or "", "r0")}" d="M{a1:.1f} {y1}C{a1:.1f} {middle:.0f} '
            f"{b1:.1f} {middle:.0f} {b1:.1f} {y2}H{b2:.1f}C{b2:.1f} {middle:.0f} {a2:.1f} {middle:.0f} "
            f'{a2:.1f} {y1}Z"/>'
        )
    for article in desk.articles:
        y = ROW * rows[article.id] + 26
        facts = f"{day(article.published, desk.page)}" if article.published else ""
        out.append(
            f'<a href="#{escape(anchor(Evidence(article.id, 0, 0)))}"><text x="0" y="{y - 8}">'
            f'<tspan class="n">{desk.number[article.id]}</tspan> '
            f'<tspan class="who" dx="4">{escape(desk.outlet(article.id))}</tspan>'
            f'<tspan class="when" dx="8">{escape(facts)}</tspan></text></a>'
        )
        out.append(
            f'<rect class="bar" x="0" y="{y}" width="{len(article.text) / longest * WIDTH:.1f}" height="{BAR}"/>'
        )
    drawn: set[tuple[Evidence, str]] = set()
    for passage in shared:
        name = shade.get(passage.root or "", "r0")
        for side in (passage.a, passage.b):
            if (side, name) in drawn:
                continue
            drawn.add((side, name))
            a, b = x(side)
            words = desk.quote(side)
            words = words if len(words) < 200 else words[:199] + "…"
            out.append(
                f'<a href="#{escape(anchor(side))}"><rect class="block {name}" x="{a:.1f}" y="{top(side)}" '
                f'width="{b - a:.1f}" height="{BAR}"><title>{escape(words)}</title></rect></a>'
            )
    out.append("</svg>")
    used = {shade.get(p.root or "", "r0") for p in shared}
    legend = [(shade[r.id], desk.root_name(r)) for r in desk.story.roots if shade.get(r.id) in used]
    legend = list(dict(reversed(legend)).items())[::-1]
    if "r0" in used:
        legend.append(("r0", desk.page.say("root", "unknown")))
    return Shared(legend, Markup("".join(out)))


def root_shades(desk: Desk) -> dict[str, str]:
    """For each root that shared text comes from a class r1, r2 …; those with most text first."""
    size: dict[str, int] = {}
    for p in desk.story.passages:
        if p.root:
            size[p.root] = size.get(p.root, 0) + p.b.end - p.b.start
    order = sorted(size, key=lambda r: (-size[r], r))
    return {root: f"r{min(i, SHADES)}" for i, root in enumerate(order, 1)}


def _ordered(p: Passage, rows: dict[str, int]) -> Passage:
    return p if rows[p.a.article] <= rows[p.b.article] else Passage(p.b, p.a, p.kind, p.likeness, p.root)


def _nearest(shared: list[Passage], rows: dict[str, int]) -> list[Passage]:
    """For each block only the ribbon to the nearest article above that holds most of the same stretch."""
    above: dict[str, list[Passage]] = {}
    for p in shared:
        above.setdefault(p.b.article, []).append(p)
    out = []
    for candidates in above.values():
        taken: list[Passage] = []
        for p in sorted(candidates, key=lambda p: (-rows[p.a.article], p.b.start)):
            own = p.b.end - p.b.start
            common = sum(max(0, min(p.b.end, t.b.end) - max(p.b.start, t.b.start)) for t in taken)
            if common < own / 2:
                taken.append(p)
        out += taken
    return out
