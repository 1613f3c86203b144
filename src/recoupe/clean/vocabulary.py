"""The words that pages print around their articles, of all languages at once, compiled for one look at a line.

A French page carries English buttons and the other way round, so every language's table counts everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from recoupe import languages
from recoupe.clean.flat import flat
from recoupe.model import SectionKind

_EDGES = " \t:.,;!?…>»<«→►▶▸●•·|+-*\"'()[]▼▲×✕›‹→0123456789"


@dataclass(frozen=True)
class Vocabulary:
    """`whole` and `starts` give kinds; the patterns are matched on flat text."""

    whole: dict[str, SectionKind]
    starts: re.Pattern[str]
    start_kinds: dict[str, SectionKind]
    ends: re.Pattern[str]
    bar: re.Pattern[str]
    inline: tuple[tuple[str, re.Pattern[str]], ...]
    triggers: frozenset[str]
    cues: re.Pattern[str]
    weak: frozenset[str]
    promo: re.Pattern[str]
    caption: re.Pattern[str]
    paywall: re.Pattern[str]
    wall: re.Pattern[str]
    agencies: frozenset[str]
    wires: frozenset[str]
    by: re.Pattern[str]
    dated: re.Pattern[str]
    helped: re.Pattern[str]
    notes: re.Pattern[str]
    dates: re.Pattern[str]
    stamps: frozenset[str]
    rubrics: frozenset[str]
    labels: re.Pattern[str]
    shared: re.Pattern[str]
    openers: frozenset[str]
    told: re.Pattern[str]
    unfinished: frozenset[str]
    months: frozenset[str]


def key(line: str) -> str:
    """What a whole flat line is looked up by: without marks, bullets and counters at its ends."""
    return " ".join(line.strip(_EDGES).split())


def _words(items: list[str]) -> str:
    return "|".join(re.escape(i).replace(r"\ ", r"\s+") for i in sorted(items, key=lambda i: (-len(i), i)))


@cache
def vocabulary() -> Vocabulary:
    """The union of all languages' `boilerplate` tables."""
    tables: list[dict[str, Any]] = [t for code in languages.available() if (t := languages.table(code, "boilerplate"))]

    def every(section: str, name: str) -> list[str]:
        return [flat(w) for t in tables for w in t.get(section, {}).get(name, [])]

    kinds: tuple[SectionKind, ...] = ("navigation", "related", "byline", "credit", "caption", "comment")
    whole: dict[str, SectionKind] = {key(w): kind for kind in kinds for w in every(kind, "whole")}
    start_kinds: dict[str, SectionKind] = {" ".join(w.split()): kind for kind in kinds for w in every(kind, "starts")}
    months = _words(every("words", "months"))
    days = _words(every("words", "days"))
    date = (
        rf"(?:(?:{days})\.?,?\s+)?(?:\b\d{{1,2}}(?:er)?\s+(?:{months})\b\.?,?\s+\d{{4}}|\b(?:{months})\b\.?\s+\d{{1,2}},?\s+\d{{4}}"
        r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b\d{4}-\d\d(?:-\d\d)?\b)"
    )
    zone = r"(?:\s*(?:[ap]m|gmt|cet|est|utc|min))?"
    clock = rf"(?:\s*(?:,|a|at|-|·|\|)?\s*\d{{1,2}}\s*(?:h|:|heures?)\s*\d{{0,2}}(?::\d\d)?{zone})"
    labels = _words([w for t in tables for w in t["byline"].get("labels", [])])
    verbs = _words(every("related", "verbs"))
    objects = _words(every("related", "objects"))
    return Vocabulary(
        whole=whole,
        starts=re.compile(rf"[^\w@]{{0,6}}({_words(list(start_kinds))})(?!\w)"),
        start_kinds=start_kinds,
        ends=re.compile(rf"(?:{_words(every('related', 'ends'))})\W*$"),
        bar=re.compile(rf"(?<!\w)(?:{_words(every('navigation', 'words'))})(?!\w)"),
        inline=tuple((flat(i["hint"]), re.compile(i["pattern"])) for t in tables for i in t["navigation"]["inline"]),
        triggers=frozenset(
            w[:3] for w in every("related", "cues") + every("related", "verbs") + every("byline", "dated")
        ),
        cues=re.compile(rf"({_words(every('related', 'cues'))})(?!\w)"),
        weak=frozenset(every("related", "weak")),
        promo=re.compile(rf"(?:{verbs})(?!\w)[^.!?\n]{{0,160}}?(?<!\w)(?:{objects})(?!\w)(?:[^.!?\n]{{0,120}}(?:[.!?]|$))?"),
        caption=re.compile(_words(every("caption", "holds"))),
        paywall=re.compile(_words(every("paywall", "holds"))),
        wall=re.compile(_words(every("wall", "holds"))),
        agencies=frozenset(every("credit", "agencies")),
        wires=frozenset(every("byline", "wires")),
        by=re.compile(rf"\W{{0,3}}(?:{_words(every('byline', 'by'))})\s+"),
        dated=re.compile(rf"(?:{_words(every('byline', 'dated'))})\b[^.!?\n]{{0,24}}?{date}{clock}?"),
        dates=re.compile(rf"{date}"),
        helped=re.compile(_words(every("byline", "helped"))),
        notes=re.compile(rf"[(\[]?[*1-9]?[)\]]?\s*(?:{_words(every('note', 'starts'))})(?!\w)"),
        stamps=frozenset(w for s in ("stamps", "dated") for p in every("byline", s) for w in p.split()),
        rubrics=frozenset(every("navigation", "rubrics")),
        labels=re.compile(rf"(?:{labels})\s?(?:[.:–—-]\s?|\|\s)(?=\S)"),
        shared=re.compile(rf"(?<!\w)(?:{_words(every('byline', 'shared'))})\s+(?:l'|the\s)?([\w. -]+?)\W*$"),
        told=re.compile(
            rf"(?<![\w'’])(?:{_words([w for t in tables for w in t.get('words', {}).get('told', [])])})(?![\w'’])"
        ),
        openers=frozenset(every("words", "openers")),
        unfinished=frozenset(every("words", "unfinished")),
        months=frozenset(every("words", "months") + every("words", "days")),
    )  # fmt: skip
