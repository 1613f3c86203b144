"""Which language: short passages, posts, other scripts, and the honest None. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.languages.identify import identify


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La mairie ne répond pas.", "fr"),
        ("Un mort et trois blessés à Tours", "fr"),
        ("Grève reconduite jeudi", "fr"),
        ("«Nous n'irons pas», dit-elle", "fr"),
        ("We will not go there.", "en"),
        ("Strike goes on through Thursday", "en"),
        ("The mayor of Saint-Étienne met the préfet", "en"),
        ("Le Guardian et le New York Times ont publié la lettre", "fr"),
        ("Thoughts with everyone in Lyon tonight #Lyon https://t.co/abc @maire", "en"),
        ("La alcaldesa negó que los vecinos fueran a firmar la carta.", "es"),
        ("Der Richter hat die Klage am Montag abgewiesen.", "de"),
        ("Il giudice ha respinto la richiesta dei due sindaci.", "it"),
        ("De rechter heeft het verzoek van de twee burgemeesters afgewezen.", "nl"),
        ("Судья отклонил иск в понедельник", "ru"),
        ("رفض القاضي الدعوى يوم الاثنين", "ar"),
        ("", None),
        ("12/04/2021", None),
        ("BFM TV", None),
        ("Zidane", None),
    ],
)
def test_short_passages(text: str, code: str | None) -> None:
    assert identify(text) == code


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_code_or_none(text: str) -> None:
    found = identify(text)
    assert found is None or (len(found) == 2 and found.islower())
