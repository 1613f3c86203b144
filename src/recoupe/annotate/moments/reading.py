"""From a text's matches to its moments."""

from __future__ import annotations

import re
from typing import Any

from recoupe.annotate.moments.grammar import grammar
from recoupe.annotate.moments.judgement import Judge
from recoupe.annotate.moments.relations import relate
from recoupe.annotate.moments.tense import Tense
from recoupe.annotate.moments.values import Values
from recoupe.languages.patterns import matches, tokens
from recoupe.model import TimeExpression


class Reader:
    """Reads the moments of one text by one language's grammar."""

    def __init__(self, text: str, language: str):
        self.text = text
        self.grammar = grammar(language)
        self.tokens = tokens(text)
        self.encoded = self.grammar.lexicon.encode(self.tokens)
        self.values = Values(self.tokens, self.grammar)
        self.tense = Tense(self.tokens, self.grammar)
        self.judge = Judge(self.tokens, self.encoded, self.grammar, self.tense)

    def read(self, *, absolute: bool = False) -> list[TimeExpression]:
        """Moments in order: the leftmost and longest that hold; with `absolute`, dates in full alone."""
        patterns = self.grammar.absolute if absolute else self.grammar.patterns
        found = sorted(matches(patterns, self.encoded), key=lambda f: (f[0], -f[1], f[2].row["rule"] != ""))
        out: list[TimeExpression] = []
        reach = 0
        for first, end, pattern, match in found:
            if first < reach:
                continue
            if not pattern.row["rule"]:
                reach = end  # words that name no day
            elif made := self._make(first, end, pattern.row, match):
                out.append(made)
                reach = end
        return relate(self.text, self.grammar, out)

    def _make(self, first: int, end: int, row: dict[str, Any], match: re.Match[str]) -> TimeExpression | None:
        values = self.values.read(match)
        if values is None:
            return None
        start = first
        if isinstance(row.get("from"), int):
            start += row["from"]
        elif row.get("from"):
            start = match.start(row["from"])
        if not self._holds(first, start, end, row, match, values):
            return None
        template: str = row["rule"]
        if "{dir}" in template:
            weekday = template.startswith("weekday")
            told = self.tense.direction(start, end, sure=99 if weekday else 6)
            values["dir"] = told or ("near" if row.get("near") or not weekday else "recent")
        try:
            rule: str | None = template.format(**values)
        except (KeyError, ValueError, TypeError):
            return None
        if rule and template == "weekday {w} {dir}" and self.tokens.words[start] in ("ce", "this"):
            rule += " this"
        value = None
        if rule and rule.startswith("= ") and " .. " not in rule:
            value, rule = rule[2:].replace(" ", ""), None
        claims = values.get("w") if "d" in values and "w" in values else None
        t = self.tokens
        stop = end - 1
        while stop > start and t.words[stop] in ",.":
            stop -= 1
        return TimeExpression(t.starts[start], t.ends[stop], value, rule, claims, bool(row.get("vague")))

    def _holds(
        self, first: int, start: int, end: int, row: dict[str, Any], match: re.Match[str], values: dict[str, Any]
    ) -> bool:
        """True where the match is what its pattern says, by the judgements that the row asks for."""
        judge = self.judge
        if judge.is_code(start, end):
            return False
        if (row.get("year") or row.get("shortyear")) and not judge.is_year(first, end, values):
            return False
        if row.get("yearspan"):
            near = values["y"] < values["y2"] <= values["y"] + 120
            if not near or not ("yy2" in values or judge.calm(end)):
                return False
        if row.get("when") and self.tense.direction(start, end) != row["when"]:
            return False
        if end - start == 1 and judge.is_quoted_alone(start):
            return False
        if row.get("alone") and not judge.is_name_free(match.start("m")):
            return False
        if row.get("bare") and not judge.is_name_free(match.start("w")):
            return False
        return not row.get("today") or judge.is_today(first, end)
