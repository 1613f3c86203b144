"""Passages among many texts: exact positions, and the same whatever the order and the number of processes."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.link.passages import _many as many
from recoupe.link.passages import _verify as verify
from recoupe.link.passages import by_pair, find_many

WORDS = [
    "moulin",
    "rivière",
    "facteur",
    "grange",
    "verger",
    "colline",
    "sentier",
    "clocher",
    "fontaine",
    "marché",
    "boulanger",
    "cerise",
    "tempête",
    "lanterne",
    "charrette",
    "semence",
    "fenaison",
    "orage",
    "ruisseau",
    "hameau",
    "auberge",
    "forgeron",
    "tisserand",
    "berger",
    "chapelle",
    "lavoir",
]


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(14)).capitalize() + "."


def corpus(seed: int = 3, families: int = 12) -> dict[str, str]:
    """Each family is a text, a copy in capitals with a new start, a copy in another order, and a half of it."""
    rng = random.Random(seed)
    out = {}
    for f in range(families):
        body = [sentence(rng) for _ in range(8)]
        out[f"f{f}-a"] = " ".join(body)
        out[f"f{f}-b"] = sentence(rng) + "\n\n" + " ".join(body).upper()
        out[f"f{f}-c"] = " ".join(reversed(body))
        out[f"f{f}-d"] = " ".join([sentence(rng), *body[:4], sentence(rng)])
    return out


def test_families_are_found_and_no_strangers() -> None:
    texts = corpus()
    found = {(a, b) for a, b, _ in by_pair(find_many(texts.items()))}
    names = sorted(texts)
    assert found == {(a, b) for a in names for b in names if a < b and a.split("-")[0] == b.split("-")[0]}


def test_positions_hold_the_same_words_on_both_sides() -> None:
    texts = corpus()
    for p in find_many(texts.items()):
        one = texts[p.a.article][p.a.start : p.a.end]
        two = texts[p.b.article][p.b.start : p.b.end]
        if p.kind == "verbatim":
            assert one.lower().split() == two.lower().split()
        assert one[0].isalnum()
        assert two[-1].isalnum()


def test_order_and_workers_change_nothing(tmp_path: Path) -> None:
    texts = list(corpus().items())
    first = list(find_many(texts))
    random.Random(1).shuffle(texts)
    with ThreadPoolExecutor(3) as pool:
        assert list(find_many(iter(texts), run=pool.map, spool=tmp_path)) == first
    assert not list(tmp_path.iterdir())


def test_shards_change_nothing(monkeypatch) -> None:
    texts = corpus()
    first = list(find_many(texts.items()))
    monkeypatch.setattr(many, "SHARD", 7)
    monkeypatch.setattr(many, "BLOCK", 3)
    monkeypatch.setattr(verify, "_BATCH", 3)
    assert list(find_many(texts.items())) == first


def test_one_changed_word_makes_it_edited() -> None:
    rng = random.Random(9)
    one = " ".join(sentence(rng) for _ in range(6))
    words = one.split()
    two = " ".join([*words[:30], "aéroplane", *words[31:]])
    (p,) = find_many([("a", one), ("b", two)])
    assert p.kind == "edited"
    assert 0.9 < p.likeness < 1.0
    assert (p.a.start, p.b.start) == (0, 0)


def test_nothing_in_nothing_out() -> None:
    assert list(find_many([])) == []
    assert list(find_many([("a", ""), ("b", "…\n"), ("c", "un mot")])) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="abc œé’.\n\U0001f600", max_size=300), min_size=2, max_size=4))
def test_anything_can_be_read(texts: list[str]) -> None:
    named = {f"t{i}": t for i, t in enumerate([*texts, texts[0]])}
    for p in find_many(named.items()):
        assert 0 <= p.a.start < p.a.end <= len(named[p.a.article])
        assert 0 <= p.b.start < p.b.end <= len(named[p.b.article])
