"""Phrases that stand for somebody who could speak."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.annotate import mentions
from recoupe.languages.phrases import Role, lexicon, read
from recoupe.model import Article, Notes, Parse


def found(text: str, language: str = "fr") -> list[str]:
    a = Article("a", text, (), "", language=language)
    return [text[m.start : m.end] for m in mentions.annotate(a, Parse(), Notes())]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Hier, le ministre de la Mer, Alain Duret, a parlé.", "le ministre de la Mer, Alain Duret"),
        ("Alain Duret, ministre danois de la Mer, a parlé.", "Alain Duret, ministre danois de la Mer"),
        ("La députée Rose Amar (PRG) a parlé.", "La députée Rose Amar (PRG)"),
        ("Le chef du Pentagone Cole Barnaby a parlé.", "Le chef du Pentagone Cole Barnaby"),
        ("On a vu M. Duret hier.", "M. Duret"),
        ("L'avocat de la famille n'est pas venu.", "L'avocat de la famille"),
        ("La préfecture de police de Lyon a parlé.", "La préfecture de police de Lyon"),
        ("Une source proche du dossier a parlé.", "Une source proche du dossier"),
        ("Des syndicats de cheminots ont parlé.", "Des syndicats de cheminots"),
        ("Ce dernier a parlé.", "Ce dernier"),
        ("Selon un communiqué de la mairie, tout va bien.", "un communiqué de la mairie"),
        ("« Oui » Lina Castel (@linacastel)", "Lina Castel (@linacastel)"),
        ("La patronne de la CGT a parlé.", "La patronne de la CGT"),
    ],
)
def test_whole_phrases(text: str, phrase: str) -> None:
    assert phrase in found(text)


def test_english_phrases() -> None:
    text = (
        "Police Chief Ann Wood spoke. A spokesman for the county declined. Cole Barnaby, the defense secretary, left."
    )
    got = found(text, "en")
    assert "Cole Barnaby, the defense secretary" in got
    assert any(p.startswith("A spokesman") for p in got)


@pytest.mark.parametrize(
    ("phrase", "name", "head", "gender", "number"),
    [
        ("la ministre de la Mer, Anne Duret", "Anne Duret", "ministr", "Fem", "Sing"),
        ("le porte-parole de Mme Duret", None, "porte-parol", "Masc", "Sing"),
        ("la porte-parole du parquet de Lille Rose Amar", "Rose Amar", "porte-parol", "Fem", "Sing"),
        ("l'avocat du footballeur Hugo Prat", None, "avocat", "Masc", "Sing"),
        ("les enquêteurs", None, "enqueteur", "Masc", "Plur"),
        ("Mme Duret", "Duret", "", "Fem", "Sing"),
        ("Me Rose Amar", "Rose Amar", "", "Fem", "Sing"),
        ("l'ex-maire d'Arles Hugo Prat", "Hugo Prat", "mair", "Masc", "Sing"),
        ("le président du Sénat, Hugo Prat", "Hugo Prat", "president", "Masc", "Sing"),
    ],
)
def test_reading(phrase: str, name: str | None, head: str, gender: str | None, number: str | None) -> None:
    p = read(phrase, 0, len(phrase), "fr")
    assert (p.name.cut(phrase) if p.name else None, p.head, p.number) == (name, head, number)
    assert p.gender in (gender, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("le chef de l'État", "la présidente de la République"),
        ("le garde des Sceaux", "le ministre de la Justice"),
        ("la cheffe de la diplomatie suédoise", "la ministre suédoise des Affaires étrangères"),
        ("la députée", "le député"),
        ("les élues", "les élus"),
        ("le sapeur-pompier", "le pompier"),
    ],
)
def test_two_ways_to_say_one_function(one: str, other: str) -> None:
    a, b = read(one, 0, len(one), "fr"), read(other, 0, len(other), "fr")
    assert (a.head, a.of) == (b.head, b.of)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_tables_are_sound(language: str) -> None:
    lex = lexicon(language)
    assert len(lex.heads) > 500
    assert all(w == w.lower() for w in lex.heads)
    assert len(lex.countries) > 200
    assert not set(lex.pronouns) & set(lex.heads)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="leaduMm. ,()«»\"'’@-\nÉtxS1", max_size=120))
def test_laws(text: str) -> None:
    """In order, inside the text, never two with one span; spans of names and heads inside the phrase."""
    a = Article("a", text, (), "", language="fr")
    got = mentions.annotate(a, Parse(), Notes())
    assert [m.start for m in got] == sorted(m.start for m in got)
    assert len({(m.start, m.end) for m in got}) == len(got)
    for m in got:
        assert 0 <= m.start < m.end <= len(text)
        assert m.start <= m.head.start <= m.head.end <= m.end
        assert m.name is None or (m.start <= m.name.start < m.name.end <= m.end)


def test_long_odd_text_is_quick() -> None:
    import time

    text = "le ministre de la " * 4000 + "M. " * 4000 + "(" * 4000 + "« " * 4000
    start = time.perf_counter()
    found(text)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("has", "told", "covers"),
    [
        ("la présidente", "la cheffe de l'État", True),
        ("le président serbe", "le chef de l'État", True),
        ("le président du Sénat", "le chef de l'État", False),
        ("le président", "le président du club", False),
        ("le président du club", "le président", True),
        ("le président français", "le président de la Fédération française de golf", False),
        ("le président", "le président chilien", True),
        ("le ministre de l'Intérieur", "le ministre de la Santé", False),
        ("l'ancien président", "le président", False),
    ],
)
def test_a_function_covers_another_way_to_tell_it(has: str, told: str, covers: bool) -> None:
    a, b = read(has, 0, len(has), "fr"), read(told, 0, len(told), "fr")
    role = Role(a.head, a.of, a.label, a.former)
    assert role.covers(Role(b.head, b.of, b.label, b.former)) is covers
