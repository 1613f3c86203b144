"""What is left of a claim: every row of the table in docs/claims.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.judge.claims.status import Matter, Stance, history, status

A = Stance("a", "asserts", "owner", "minister", announces=True, when="2024-05-02")
EARLY = Stance("e", "asserts", "party", "zoo", early=True, when="2024-05-02")
WITNESS = Stance("w", "asserts", "witness", "passer-by", when="2024-05-02")
CRITIC = Stance("c", "asserts", "third", "union", when="2024-05-02")
FRENCH, GERMAN = frozenset(("France",)), frozenset(("Allemagne",))
PLAN = A._replace(camp=FRENCH)
CASES = {
    "announced": [
        [A],
        [A, A._replace(statement="b")],
        [Stance("a", "asserts", "authority", "police")],
        [Stance("a", "asserts", "party", "father")],
        [Stance("a", "asserts", "third", "youtuber")],
        [Stance("a", "confirms", "owner", "region")],  # who confirms his own decision
        [A, Stance("b", "questions", "third", "x")],
        [Stance("a", "asserts", "authority", "police"), Stance("b", "questions", "third", "x")],
        # the zoo, its director and what he says of it: one house
        [Stance("a", "asserts", "party", "zoo", side="zoo", root="r"),
         Stance("b", "asserts", "party", "director", side="zoo", root="q")],
    ],
    "confirmed": [
        [A, Stance("b", "asserts", "third", "union")],
        [A, Stance("b", "confirms", "unnamed", "source")],
        [Stance("a", "asserts", "unnamed", "medics"), Stance("b", "confirms", "authority", "police")],
        [Stance("a", "asserts", "third", "x"), Stance("b", "asserts", "third", "y")],
        [Stance("a", "asserts", "unnamed", None), Stance("b", "confirms", "party", "mother")],
        [A, Stance("b", "questions", "third", "x"), Stance("c", "confirms", "authority", "judge")],
        # who said no first, and then says it himself
        [Stance("a", "denies", "authority", "minister", when="2024-05-01"), A,
         Stance("b", "confirms", "authority", "police")],
    ],
    "denied": [
        [A, Stance("b", "denies", "authority", "president", when="2024-05-02")],
        [WITNESS, Stance("b", "denies", "party", "father", when="2024-05-02")],
        [Stance("a", "denies", "authority", "police")],
        [Stance("a", "asserts", "unnamed", "insider"), Stance("b", "denies", "party", "club")],
        [CRITIC, Stance("b", "denies", "authority", "police", when="2024-05-04")],  # it has the last word
        # an army announces it, its minister says no
        [A._replace(relation="authority", announces=False, camp=FRENCH),
         Stance("b", "denies", "authority", "defence", camp=FRENCH, when="2024-05-02")],
    ],
    "retracted": [
        [A, Stance("b", "denies", "owner", "minister", when="2024-05-03")],
        [A._replace(side="firm"), Stance("b", "denies", "party", "chairman", side="firm", when="2024-05-03")],
    ],
    "corrected": [
        [Stance("a", "asserts", "authority", "police", when="2024-05-02"),
         Stance("b", "denies", "authority", "police", corrects=True, when="2024-05-03")],
        [EARLY, Stance("b", "denies", "authority", "police", when="2024-05-02")],
        [EARLY],
        [PLAN, Stance("b", "denies", "authority", "palace", replaces=True, camp=FRENCH, when="2024-05-03")],
    ],
    "disputed": [
        [Stance("a", "asserts", "authority", "minister"), Stance("b", "denies", "party", "father")],
        [Stance("a", "asserts", "third", "book"), Stance("b", "denies", "owner", "mayor", accused=True)],
        [Stance("a", "asserts", "third", "x"), Stance("b", "denies", "third", "y")],
        [CRITIC, Stance("b", "denies", "party", "firm", when="2024-05-02")],
        [CRITIC, Stance("b", "denies", "authority", "police", when="2024-05-02")],
        [Stance("a", "asserts", "authority", "police"), Stance("b", "denies", "party", "director")],
        [Stance("a", "denies", "authority", "x", when="2024-05-01"),
         Stance("b", "asserts", "authority", "y", when="2024-05-04")],
        [Stance("a", "asserts", "authority", "palace", camp=GERMAN),
         Stance("b", "denies", "authority", "ministry", camp=FRENCH)],
    ],
    "unverified": [
        [WITNESS],
        [Stance("a", "asserts", "unnamed", "source")],
        [Stance("a", "asserts", "owner", "x", hedged=True)],
        [Stance("a", "confirms", "authority", "police", hedged=True)],
        [Stance("a", "questions", "authority", "spokesman")],
        [Stance("a", "asserts", "authority", "police"), Stance("b", "questions", "party", "victim")],
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
    assert status(both, Matter(checkable=True)) == "disputed"


def test_a_reproach_that_somebody_makes_by_name_stays_disputed_whoever_denies_it_last() -> None:
    police = Stance("b", "denies", "authority", "police", when="2024-05-09")
    assert status([CRITIC, police]) == "denied"
    assert status([CRITIC, police], Matter(reproach=True)) == "disputed"
    assert status([WITNESS._replace(relation="unnamed"), police], Matter(reproach=True)) == "denied"
    assert status([CRITIC], Matter(reproach=True)) == "unverified"


def test_of_himself_nobody_has_the_last_word_but_on_his_plans() -> None:
    paper = Stance("a", "asserts", "witness", "paper", when="2024-05-01")
    himself = Stance("b", "denies", "owner", "singer", when="2024-05-03")
    assert status([paper, himself]) == "disputed"
    assert status([paper, himself], Matter(planned=True)) == "denied"
    assert status([paper, himself._replace(relation="authority", speaker="police")]) == "denied"


def test_a_month_is_before_no_day_of_it() -> None:
    known = [A._replace(when="2024-05~"), Stance("b", "denies", "authority", "president", when="2024-05-29")]
    assert status(known) == "denied"


def test_whoever_is_to_carry_out_a_plan_has_the_last_word_on_it() -> None:
    firm = Stance("b", "denies", "party", "firm", when="2024-05-04")
    assert status([CRITIC, firm]) == "disputed"
    assert status([CRITIC, firm], Matter(planned=True)) == "denied"
    assert status([CRITIC._replace(when="2024-05-04"), firm], Matter(planned=True)) == "disputed"


def test_an_announcement_settles_what_was_denied_before() -> None:
    no = Stance("a", "denies", "party", "club", when="2024-05-01")
    assert status([no, Stance("b", "asserts", "owner", "league", announces=True, when="2024-05-03")]) == "confirmed"
    assert status([no, Stance("b", "asserts", "third", "agent", when="2024-05-03")]) == "disputed"


def test_a_public_demand_told_by_two_roots_stands() -> None:
    assert status([A], Matter(acted=True)) == "confirmed"
    assert status([A._replace(hedged=True)], Matter(acted=True)) == "unverified"


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
    relation=st.sampled_from(("owner", "authority", "party", "third", "witness", "unnamed")),
    speaker=st.sampled_from(("x", "y", "z", None)),
    announces=st.booleans(),
    hedged=st.booleans(),
    accused=st.booleans(),
    corrects=st.booleans(),
    when=st.sampled_from((None, "2024-05-02", "2024-05-03")),
    side=st.sampled_from((None, "x", "w")),
    replaces=st.booleans(),
    early=st.booleans(),
    camp=st.sampled_from((None, FRENCH, GERMAN)),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(stance, max_size=6), st.booleans())
def test_a_copy_changes_nothing(stances: list[Stance], checkable: bool) -> None:
    copied = [s for row in stances for s in (row, row._replace(statement=row.statement + "'"))]
    assert status(copied, Matter(checkable=checkable)) == status(stances, Matter(checkable=checkable))


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
