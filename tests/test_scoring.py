"""The scorer: full marks for the gold itself, none for a record with nothing in it, less for every fault."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import gate
import recoupe
from gilded import gild
from scoring import Scorer

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "examples" / "gold.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def perfect(gold: dict[str, Any]) -> dict[str, Any]:
    read = recoupe.read(ROOT / "examples" / "story", cache=False)
    texts = {Path(a.path or a.id).name: a.text for a in read.articles} | {a.id: a.text for a in read.articles}
    from msgspec import json as coder

    return json.loads(coder.encode(gild(gold, texts)))


def test_the_gold_itself_gets_full_marks(gold: dict[str, Any], perfect: dict[str, Any]) -> None:
    scores = Scorer(gold, perfect).score()
    assert {name: m.value for name, m in scores.items() if m.value != 1.0} == {}


def test_a_program_that_does_nothing_gets_none(gold: dict[str, Any], perfect: dict[str, Any]) -> None:
    empty = {
        **perfect,
        "articles": [
            {**a, "statements": [], "moments": [], "figures": [], "sections": []} for a in perfect["articles"]
        ],
        "stories": [
            {**s, "claims": [], "passages": [], "contradictions": [], "figures": []} for s in perfect["stories"]
        ],
    }
    scores = Scorer(gold, empty).score()
    for name in (
        "statements",
        "statements with speaker",
        "moments",
        "figures",
        "copies",
        "claims",
        "contradictions",
        "body",
    ):
        assert scores[name].value == 0.0, name


@pytest.mark.parametrize(
    ("field", "wrong", "measure"),
    [
        ("act", "asks", "act"),
        ("form", "mixed", "form"),
        ("speaker", None, "statements with speaker"),
        ("cue", None, "cue"),
    ],
)
def test_a_wrong_field_costs_its_own_measure(
    field: str, wrong: Any, measure: str, gold: dict[str, Any], perfect: dict[str, Any]
) -> None:
    bad = json.loads(json.dumps(perfect))
    article = next(a for a in bad["articles"] if a["id"] == "radio-deux-rives")
    statement = next(s for s in article["statements"] if s["form"] == "direct")
    statement[field] = wrong
    before, after = Scorer(gold, perfect).score(), Scorer(gold, bad).score()
    worse = {n for n in before if (after[n].value or 0) < (before[n].value or 0)}
    assert worse == {measure}


def test_invented_statements_cost_precision(gold: dict[str, Any], perfect: dict[str, Any]) -> None:
    bad = json.loads(json.dumps(perfect))
    article = bad["articles"][0]
    words = article["text"].index("navette gratuite")
    article["statements"].append(
        {**article["statements"][1], "id": "s-x", "content": [{"start": words, "end": words + 16}]}
    )
    assert Scorer(gold, bad).score()["statements"].made == Scorer(gold, perfect).score()["statements"].made + 1  # type: ignore[operator]


def test_the_gate_refuses_a_floor_that_fell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["gate.py", "--shared", "/nowhere"])
    monkeypatch.setattr(gate, "example", lambda: {"statements": 0.5})
    monkeypatch.setattr(gate, "once_pinned", lambda: {"example": {"statements": 0.9}})
    monkeypatch.setattr(gate, "pinned", lambda _: {"example": {"statements": 0.4}})
    assert gate.main() == 1
    assert "may not fall" in capsys.readouterr().out
    monkeypatch.setattr(gate, "once_pinned", dict)
    assert gate.main() == 0
    monkeypatch.setattr(gate, "pinned", lambda _: {"example": {"statements": 0.6}})
    assert gate.main() == 1
    assert "below its floor" in capsys.readouterr().out
