"""What is made of the network's guesses: marks hung by rule, arcs uncrossed, names trimmed and told apart."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.languages import table
from recoupe.parse.crossing import crosses, uncrossed
from recoupe.parse.marks import attach
from recoupe.parse.naming import refine

FORMS = ["he", "says", ",", '"', "(", ")", "-", "."]


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Any tree of up to nine words: each word but the first in some order hangs on one before it in that order."""
    order = draw(st.permutations(range(draw(st.integers(1, 9)))))
    heads = [-1] * len(order)
    for k in range(1, len(order)):
        heads[order[k]] = order[draw(st.integers(0, k - 1))]
    return heads


def is_tree(heads: list[int]) -> bool:
    def rises(i: int) -> bool:
        for _ in heads:
            i = heads[i]
            if i < 0:
                return True
        return False

    return heads.count(-1) == 1 and all(rises(i) for i in range(len(heads)))


@settings(max_examples=50)
@given(trees(), st.data())
def test_hanging_marks_anew_keeps_a_tree_and_where_words_hang(heads: list[int], data: st.DataObject) -> None:
    forms = [data.draw(st.sampled_from(FORMS)) for _ in heads]
    mark = [not f.isalpha() for f in forms]
    out = attach(forms, ["PUNCT" if m else "X" for m in mark], heads)
    assert is_tree(out)
    for h, new, m in zip(heads, out, mark, strict=True):
        if not m and (h < 0 or not mark[h]):
            assert new == h
    if not mark[heads.index(-1)]:
        assert not any(h >= 0 and mark[h] for h in out)


@pytest.mark.parametrize(
    ("words", "heads", "wanted"),
    [
        ("Ann , the mayor , left", [5, 3, 3, 0, 2, -1], [3, 3]),  # commas about an apposition
        ("He left ( she stayed ) today", [1, -1, 1, 4, 1, 6, 1], [4, 4]),  # brackets on what they enclose
        ("They know , he said .", [1, 4, 0, 4, -1, 1], [1, 4]),  # a comma and a stop that crossed arcs
    ],
)
def test_marks_hang_where_the_tree_says(words: str, heads: list[int], wanted: list[int]) -> None:
    forms = words.split()
    pos = ["X" if f.isalpha() else "PUNCT" for f in forms]
    out = attach(forms, pos, heads)
    assert [h for h, p in zip(out, pos, strict=True) if p == "PUNCT"] == wanted


@settings(max_examples=50)
@given(trees(), st.integers(0, 10_000))
def test_uncrossing_gives_a_tree_of_the_same_root_and_changes_nothing_else(heads: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(heads), len(heads))).astype(np.float32)
    found = uncrossed(scores, heads)
    assert is_tree(found)
    assert found.index(-1) == heads.index(-1)
    if crosses(heads):
        assert not crosses(found)
    else:
        assert found == heads


@settings(max_examples=50)
@given(trees())
def test_arcs_cross_where_two_of_them_do(heads: list[int]) -> None:
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(heads) if h >= 0]
    root = heads.index(-1)
    two = any(a < c < b < d for a, b in arcs for c, d in arcs)
    assert crosses(heads) == (two or any(a < root < b for a, b in arcs))


@pytest.mark.parametrize("example", table("en", "names")["examples"], ids=lambda e: e["words"])
def test_examples_of_the_table_of_names(example: dict) -> None:
    net = SimpleNamespace(
        language="en", kinds=("PER", "ORG", "LOC", "MISC"), words=SimpleNamespace(listed=lambda _key: 0)
    )
    words, (a, b) = example["words"].split(), example["span"]
    found = refine(net, words, example["pos"].split(), [(a, b, tuple(example["kinds"]))])  # type: ignore[arg-type]
    assert [(" ".join(words[x:y]), k) for x, y, k in found] == (
        [(example["name"], example["kind"])] if "name" in example else []
    )
