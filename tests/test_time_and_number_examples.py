"""The examples that the languages' own tables of times and numbers carry."""

from __future__ import annotations

from typing import Any

import pytest

from recoupe.annotate import figures, moments
from recoupe.languages import available, table
from recoupe.link import calendar
from recoupe.model import Article, Notes, Section

MONDAY = "2020-01-06"


def examples(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(language, row) for language in available() for row in table(language, name).get("example", ())]


@pytest.mark.parametrize(
    ("language", "row"), examples("moments"), ids=lambda v: v if isinstance(v, str) else v["text"][:30]
)
def test_moments(language: str, row: dict[str, Any]) -> None:
    text = row["text"]
    article = Article("x", text, (Section(0, len(text), "body"),), "x", published=MONDAY, language=language)
    notes = Notes(times=moments.read(text, language))
    (dating,) = calendar.settle([article], [notes], ())
    said = {text[t.start : t.end]: v for t, v in zip(notes.times, dating.values, strict=True)}
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
