"""The examples that the languages' own tables of times and numbers carry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from recoupe.annotate import figures, moments
from recoupe.languages import available, table
from recoupe.languages.calendar_rules import day_of, evaluate

MONDAY = date(2020, 1, 6)


def examples(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(language, row) for language in available() for row in table(language, name).get("example", ())]


@pytest.mark.parametrize(
    ("language", "row"), examples("moments"), ids=lambda v: v if isinstance(v, str) else v["text"][:30]
)
def test_moments(language: str, row: dict[str, Any]) -> None:
    said: dict[str, str | None] = {}
    previous = None
    for t in moments.read(row["text"], language):
        value = t.value or evaluate(t.rule or "", MONDAY, previous)
        previous = day_of(value) or previous
        said[row["text"][t.start : t.end]] = value
    assert said.get(row["said"]) == row["value"], said


@pytest.mark.parametrize(
    ("language", "row"), examples("numbers"), ids=lambda v: v if isinstance(v, str) else v["text"][:30]
)
def test_numbers(language: str, row: dict[str, Any]) -> None:
    made = [[f.low, f.high, f.unit] for f in figures.read(row["text"], language)]
    assert made == [[None if v == "none" else v for v in want] for want in row["figures"]]


def test_every_language_with_times_has_examples() -> None:
    assert {language for language, _ in examples("moments")} == {
        language for language in available() if table(language, "moments")
    }
