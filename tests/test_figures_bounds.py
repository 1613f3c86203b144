"""Figures: values, bounds, units, and what is no figure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.annotate.figures import read

Row = tuple[float | None, float | None, str | None]


def rows(text: str, language: str = "fr") -> list[Row]:
    return [(f.low, f.high, f.unit) for f in read(text, language)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("On a compté 170.000 marcheurs.", (170000, 170000, "marcheurs")),
        ("On a compté 170 000 marcheurs.", (170000, 170000, "marcheurs")),
        ("On a compté 170\u202f000 marcheurs.", (170000, 170000, "marcheurs")),
        ("On a compté 170'000 marcheurs.", (170000, 170000, "marcheurs")),
        ("Plus de 1000 bateaux sont partis.", (1000, None, "bateaux")),
        ("Au moins douze bateaux sont partis.", (12, None, "bateaux")),
        ("Moins de 40 bateaux sont partis.", (None, 40, "bateaux")),
        ("Près de 40 bateaux sont partis.", (40, 40, "bateaux")),
        ("Une quarantaine de bateaux sont partis.", (40, 40, "bateaux")),
        ("Deux mille cinq cents bateaux sont partis.", (2500, 2500, "bateaux")),
        ("De 3000 à 3500 bateaux sont partis.", (3000, 3500, "bateaux")),
        ("Entre 150 et 200 bateaux sont partis.", (150, 200, "bateaux")),
        ("Des dizaines de milliers de bateaux sont partis.", (None, None, "bateaux")),
        ("La taxe rapporte 1,5 million d'euros.", (1500000, 1500000, "euros")),
        ("La taxe rapporte 3 à 4 milliards d'euros.", (3e9, 4e9, "euros")),
        ("La taxe rapporte 12 M€.", (12000000, 12000000, "euros")),
        ("Le prix a baissé de 12,5 %.", (12.5, 12.5, "%")),
        ("Le port a reçu 120 gros bateaux.", (120, 120, "bateaux")),
        ("Le port a trois fois plus de clients.", (3, 3, "fois")),
    ],
)
def test_french_figures(text: str, row: Row) -> None:
    assert rows(text) == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("At least 12 boats left.", (12, None, "boats")),
        ("Some 3,500 boats left.", (3500, 3500, "boats")),
        ("The tax brings in $1.2bn.", (1.2e9, 1.2e9, "dollars")),
        ("Two dozen boats left.", (24, 24, "boats")),
        ("Fewer than 40 boats left.", (None, 40, "boats")),
        ("Prices fell 12 percent.", (12, 12, "%")),
    ],
)
def test_english_figures(text: str, row: Row) -> None:
    assert rows(text, "en") == [row]


@pytest.mark.parametrize(
    "text",
    [
        "Cet homme de 34 ans dort huit heures.",
        "Le train part à 14h30, ou à 15 heures.",
        "Selon l'article 49 du code, acte 13.",
        "Le club a gagné 8 à 3.",
        "Il habite au 2e étage, appelez le 03 83 96 46 12.",
        "Il regarde France 2 et lit 20 Minutes.",
        "Un homme et une femme sont entrés.",
        "Le numéro deux du parti.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert rows(text) == []


@settings(max_examples=50, deadline=None)
@given(n=st.integers(1000, 10**9).filter(lambda n: not 1000 <= n <= 2100))
def test_grouping_changes_nothing(n: int) -> None:
    plain = rows(f"On a vendu {n} tonneaux.")
    assert plain == [(n, n, "tonneaux")]
    for sign in (".", "\u00a0", "\u202f", " ", "'"):
        assert rows(f"On a vendu {n:,} tonneaux.".replace(",", sign)) == plain


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789.,%€$ à-\nplus de mille un euros millions«»(){}Mk", max_size=80))
def test_hostile_text_never_fails_and_spans_hold(text: str) -> None:
    last = 0
    for f in read(text):
        assert last <= f.start < f.end <= len(text)
        last = f.end
        assert f.low is None or f.high is None or f.low <= f.high
