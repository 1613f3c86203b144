"""The network's parts against plain ways of computing the same."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.model import Article, Section
from recoupe.parse import parse
from recoupe.parse.network.layers import Layer, Scratch, pack, run
from recoupe.parse.network.spans import Spans
from recoupe.parse.network.trees import heads, tree

TAGS = ["O", *(f"{m}-{k}" for k in ("PER", "ORG", "LOC") for m in "BIES")]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def plain_layer(x, near, matrix, bias, out, carry):
    """One sentence, word by word, as `training.model` has it."""
    n = len(x)
    mixed = x.copy()
    mixed[1:] += x[:-1] * near[0]
    mixed[:-1] += x[1:] * near[1]
    z, f, r = np.split(mixed @ matrix + bias, 3, axis=1)
    f, r = sigmoid(f), sigmoid(r)
    g = (1 - f) * z
    c = g.copy()
    half = out // 2
    for t in range(1, n):
        c[t, :half] += f[t, :half] * c[t - 1, :half]
    for t in range(n - 2, -1, -1):
        c[t, half:] += f[t, half:] * c[t + 1, half:]
    return x + r * (c - x) if carry else r * c


@given(st.lists(st.integers(1, 7), min_size=1, max_size=6), st.integers(0, 1000), st.booleans())
@settings(max_examples=30, deadline=None)
def test_sentences_side_by_side_come_out_as_each_by_itself(lengths: list[int], seed: int, carry: bool) -> None:
    rng = np.random.default_rng(seed)
    width, out = 8, 8 if carry else 4
    near, matrix, bias = (rng.normal(size=s).astype(np.float32) for s in ((2, width), (width, 3 * out), (3 * out,)))
    sentences = [rng.normal(size=(n, width)).astype(np.float32) for n in lengths]
    p = pack(lengths)
    x = np.zeros((p.words + 1, width), dtype=np.float32)
    x[p.rows] = np.concatenate(sentences)
    found = run(Layer(near, matrix, bias, carry), x, Scratch(p, width, out))[p.rows]
    wanted = np.concatenate([plain_layer(s, near, matrix, bias, out, carry) for s in sentences])
    assert np.allclose(found, wanted, atol=1e-4)


def sound(path: tuple[int, ...]) -> bool:
    open_kind = ""
    for i in path:
        mark, kind = TAGS[i][0], TAGS[i][2:]
        if (mark in "IE") != bool(open_kind) or (mark in "IE" and kind != open_kind):
            return False
        open_kind = kind if mark in "BI" else ""
    return not open_kind


@pytest.mark.parametrize("seed", range(6))
def test_the_best_names_of_three_words(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(3, len(TAGS))).astype(np.float32)
    best = max(
        filter(sound, itertools.product(range(len(TAGS)), repeat=3)),
        key=lambda path: sum(float(scores[i, t]) for i, t in enumerate(path)),
    )
    assert tuple(Spans(TAGS).best(scores.tolist())) == best


@given(st.lists(st.integers(1, 12), min_size=1, max_size=5), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_names_are_sound_and_ordered(lengths: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(lengths), len(TAGS))).astype(np.float32)
    found = Spans(TAGS).find(scores, np.array(lengths))
    for n, spans in zip(lengths, found, strict=True):
        assert all(0 <= a < b <= n and len(kinds) == 3 for a, b, kinds in spans)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_trees_of_a_batch_are_those_of_each_sentence(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    words = sum(lengths)
    left = rng.normal(size=(words, 5)).astype(np.float32)
    right = rng.normal(size=(words + 1, 5)).astype(np.float32)
    found = heads(left, right, np.array(lengths))
    at = 0
    for n in lengths:
        scores = left[at : at + n] @ np.concatenate([right[:1], right[at + 1 : at + n + 1]]).T
        assert [h - 1 - at if h else -1 for h in found[at : at + n].tolist()] == tree(scores)
        at += n


def test_a_sentence_that_comes_again_is_read_the_same() -> None:
    first = "Le maire de Lyon a annoncé la fermeture du pont. Le fleuve coule."
    again = "Rien de neuf ce matin. " + first
    one, two = (parse(Article("a", t, (Section(0, len(t), "body"),), "", language="fr")) for t in (first, again))
    shift, count = again.index(first), len(two.tokens) - len(one.tokens)
    assert [(t.start + shift, t.lemma, t.pos, t.feats, t.head + count, t.dep) for t in one.tokens] == [
        (t.start, t.lemma, t.pos, t.feats, t.head, t.dep) for t in two.tokens[count:]
    ]
    # a title is always parsed, also where the sentence was only tagged before
    title = "Le fleuve coule."
    parsed = parse(Article("b", title, (Section(0, len(title), "title"),), "", language="fr"))
    assert not one.sentences[-1].parsed
    assert parsed.sentences[0].parsed
