"""One language's `moments.toml`, compiled: patterns over words, and the words that tell a tense, a year, an age."""

from __future__ import annotations

import re
from functools import cache

from recoupe.languages import table
from recoupe.languages.patterns import Lexicon, Pattern


class Grammar:
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
        self.patterns = [
            Pattern(self.lexicon.compile(row["match"]), row, self.lexicon.shape(row["match"]))
            for row in data["pattern"]
        ]
        self.absolute = [p for p in self.patterns if p.row["rule"].startswith("= ") and "{d:02}" in p.row["rule"]]
        self.ahead = frozenset(direction.get("ahead", ()))
        self.have = frozenset(direction.get("have", ()))
        self.reported = frozenset(direction.get("reported", ()))
        self.bare_before = frozenset(direction.get("bare_before", ()))
        self.at_day = frozenset(direction.get("at_day", ()))
        self.planned = frozenset(direction.get("planned", ()))
        self.behind = frozenset(direction.get("behind", ()))
        self.not_future = frozenset(direction.get("not_future", ()))
        self.future = re.compile(direction.get("future", r"(?!)"))
        self.future_other = re.compile(direction.get("future_other", r"(?!)"))
        self.persons = frozenset(direction.get("persons", ()))
        self.to = frozenset(direction.get("to", ()))
        self.infinitive = re.compile(direction.get("infinitive", r"(?!)"))
        self.past = re.compile(direction.get("past", r"(?!)"))
        self.later = re.compile(direction.get("later", r"(?!)"))
        self.toward = re.compile(direction.get("toward", r"(?!)"))
        self.between_verbs = frozenset(direction.get("between_verbs", ()))
        self.by_day = frozenset(direction.get("by_day", ()))
        self.from_day = frozenset(direction.get("from_day", ()))
        self.after_year = frozenset(year.get("after", ()))
        self.before_year = frozenset(year.get("before", ()))
        self.never_year = frozenset(year.get("never", ()))
        interval = data.get("interval", {})
        opens = "|".join(map(re.escape, sorted(interval.get("open", ()), key=len, reverse=True))) or "(?!)"
        joins = "|".join(map(re.escape, sorted(interval.get("join", ()), key=len, reverse=True))) or "(?!)"
        self.opens = re.compile(rf"(?:^|[\s(,«\"])({opens})\s*$", re.IGNORECASE)
        self.joins = re.compile(rf"[\s,]*(?:{joins})\s*|\s*[-–]\s*", re.IGNORECASE)
        self.follow_never = frozenset(year.get("follow_never", ()))
        self.copula = frozenset(data.get("today", {}).get("copula", ()))
        self.age = frozenset(data.get("today", {}).get("age", ()))


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language."""
    return Grammar(language)
