"""What is left of a claim: every row of the table in docs/claims.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.judge.claims.status import Stance, history, status

A = Stance("a", "asserts", "owner", "minister", announces=True, when="2024-05-02")
CASES = {
    "announced": [
        [A],
        [A, A._replace(statement="b")],
        [Stance("a", "asserts", "authority", "police")],
        [Stance("a", "asserts", "party", "father")],
        [Stance("a", "asserts", "third", "union")],
    ],
    "confirmed": [
        [A, Stance("b", "asserts", "third", "union")],
        [A, Stance("b", "confirms", "unnamed", "source")],
        [Stance("a", "asserts", "unnamed", "medics"), Stance("b", "confirms", "authority", "police")],
        [Stance("a", "asserts", "third", "x"), Stance("b", "asserts", "third", "y")],
        [Stance("a", "asserts", "unnamed", None), Stance("b", "confirms", "party", "mother")],
        [A, Stance("b", "questions", "third", "x"), Stance("c", "confirms", "authority", "judge")],
    ],
    "denied": [
        [A, Stance("b", "denies", "authority", "president", when="2024-05-02")],
        [Stance("a", "asserts", "third", "witness"), Stance("b", "denies", "party", "father")],
        [Stance("a", "denies", "authority", "police")],
    ],
    "retracted": [[A, Stance("b", "denies", "owner", "minister", when="2024-05-03")]],
    "corrected": [
        [Stance("a", "asserts", "authority", "police", when="2024-05-02"),
         Stance("b", "denies", "authority", "police", corrects=True, when="2024-05-03")],
    ],
    "disputed": [
        [Stance("a", "asserts", "authority", "minister"), Stance("b", "denies", "party", "father")],
        [Stance("a", "asserts", "third", "book"), Stance("b", "denies", "owner", "mayor", accused=True)],
        [Stance("a", "asserts", "third", "x"), Stance("b", "denies", "third", "y")],
        [Stance("a", "denies", "authority", "x", when="2024-05-01"),
         Stance("b", "asserts", "authority", "y", when="2024-05-04")],
    ],
    "unverified": [
        [Stance("a", "asserts", "third", "witness", slight=True)],
        [Stance("a", "asserts", "unnamed", "source")],
        [Stance("a", "asserts", "owner", "x", hedged=True)],
        [Stance("a", "confirms", "authority", "police", hedged=True)],
        [Stance("a", "questions", "authority", "spokesman")],
        [Stance("a", "asserts", "third", "x"), Stance("b", "asserts", "third", "y"), Stance("c", "questions", "third", "z")],  # noqa: E501
        [],
    ],
}  # fmt: skip


@pytest.mark.parametrize(("want", "stances"), [(k, s) for k, rows in CASES.items() for s in rows])
def test_each_case_of_the_table(want: str, stances: list[Stance]) -> None:
    assert status(stances) == want


def test_a_trait_of_a_document_is_disputed_whoever_denies_it() -> None:
    both = [A, Stance("b", "denies", "authority", "general")]
    assert status(both) == "denied"
    assert status(both, checkable=True) == "disputed"


def test_a_public_demand_told_by_two_roots_stands() -> None:
    assert status([A], acted=True) == "confirmed"
    assert status([A._replace(hedged=True)], acted=True) == "unverified"


def test_history_tells_each_change_and_what_made_it() -> None:
    steps = history(
        [
            A,
            Stance("b", "confirms", "authority", "judge", when="2024-05-03"),
            Stance("c", "asserts", "third", "x", when="2024-05-03"),
            Stance("d", "denies", "owner", "minister", when="2024-05-05"),
        ]
    )
    assert [(s.when, s.status, s.statement) for s in steps] == [
        ("2024-05-02", "announced", "a"),
        ("2024-05-03", "confirmed", "b"),
        ("2024-05-05", "retracted", "d"),
    ]


stance = st.builds(
    Stance,
    statement=st.sampled_from("abcdef"),
    kind=st.sampled_from(("asserts", "denies", "confirms", "questions")),
    relation=st.sampled_from(("owner", "authority", "party", "third", "unnamed")),
    speaker=st.sampled_from(("x", "y", "z", None)),
    announces=st.booleans(),
    hedged=st.booleans(),
    accused=st.booleans(),
    corrects=st.booleans(),
    when=st.sampled_from((None, "2024-05-02", "2024-05-03")),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(stance, max_size=6), st.booleans())
def test_a_copy_changes_nothing(stances: list[Stance], checkable: bool) -> None:
    copied = [s for row in stances for s in (row, row._replace(statement=row.statement + "'"))]
    assert status(copied, checkable=checkable) == status(stances, checkable=checkable)


@settings(max_examples=50, deadline=None)
@given(st.lists(stance, max_size=6), st.sampled_from(("owner", "authority", "party", "third", "unnamed")))
def test_a_hedged_report_never_confirms(stances: list[Stance], relation: str) -> None:
    doubtful = Stance("h", "confirms", relation, "w", hedged=True)  # type: ignore[arg-type]
    if status(stances) != "confirmed":
        assert status([*stances, doubtful]) != "confirmed"


@settings(max_examples=50, deadline=None)
@given(st.lists(stance, min_size=1, max_size=6))
def test_the_last_step_of_history_is_the_status(stances: list[Stance]) -> None:
    steps = history(stances)
    assert steps[-1].status == status(stances)
    assert {s.statement for s in steps} <= {s.statement for s in stances}


def test_the_documented_table_names_every_case() -> None:
    text = (Path(__file__).parent.parent / "docs" / "claims.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \*(\w+)\* \|", text, re.MULTILINE)
    assert set(told) == set(CASES)
