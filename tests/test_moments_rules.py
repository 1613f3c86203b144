"""Time expressions: what is found, what it is worth, and the laws that its value obeys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.annotate.moments import read
from recoupe.languages.calendar_rules import bounds, evaluate

MONDAY = date(2020, 1, 6)


def values(text: str, language: str = "fr", day: date = MONDAY) -> dict[str, str | None]:
    return {text[t.start : t.end]: t.value or evaluate(t.rule or "", day) for t in read(text, language)}


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Le maire a démissionné lundi.", "lundi", "2020-01-06"),
        ("Le maire a démissionné ce vendredi 3 janvier.", "ce vendredi 3 janvier", "2020-01-03"),
        ("Elle a été entendue lundi soir.", "lundi soir", "2020-01-06"),
        ("Le vote aura lieu mardi.", "mardi", "2020-01-07"),
        ("Le syndicat appelle à manifester jeudi.", "jeudi", "2020-01-09"),
        ("La réunion de samedi prochain est annulée.", "samedi prochain", "2020-01-11"),
        ("Depuis mardi dernier, le pont est fermé.", "mardi dernier", "2019-12-31"),
        ("Il est arrivé hier.", "hier", "2020-01-05"),
        ("Il est arrivé avant-hier.", "avant-hier", "2020-01-04"),
        ("L'usine a fermé il y a trois jours.", "il y a trois jours", "2020-01-03"),
        ("L'usine a fermé il y a dix ans.", "il y a dix ans", "2010"),
        ("Le chantier a repris fin octobre.", "fin octobre", "2019-10~"),
        ("Le chantier a repris à la mi-novembre.", "à la mi-novembre", "2019-11~"),
        ("Le chantier a repris début 2019.", "début 2019", "2019~"),
        ("Ils se sont mariés l'été dernier.", "l'été dernier", "2019-06/2019-09"),
        ("Elle est morte dans la nuit du 2 au 3 janvier.", "dans la nuit du 2 au 3 janvier", "2020-01-02/2020-01-03"),
        ("Il a tiré dans la nuit de samedi à dimanche.", "dans la nuit de samedi à dimanche", "2020-01-04/2020-01-05"),
        ("Le salon a reçu du 27 décembre au 3 janvier.", "du 27 décembre au 3 janvier", "2019-12-27/2020-01-03"),
        ("Il a régné de 1998 à 2004.", "de 1998 à 2004", "1998/2004"),
        ("Le pont est fermé depuis le 17 novembre.", "le 17 novembre", "2019-11-17"),
        ("La loi fut appliquée jusqu'en 2011.", "2011", "2011"),
        ("Un accord a été trouvé la semaine dernière.", "la semaine dernière", "2019-12-30/2020-01-05"),
        ("Le 8 décembre 2011, la tour a brûlé.", "Le 8 décembre 2011", "2011-12-08"),
        ("Le contrat expire le 31/12/2021.", "le 31/12/2021", "2021-12-31"),
        ("Le 14 novembre dernier, il a plu.", "Le 14 novembre dernier", "2019-11-14"),
        ("La mode des années 60 revient.", "années 60", "196X"),
        ("Une gare du XIXe siècle.", "XIXe siècle", "18XX"),
        ("Les ventes du troisième trimestre 2018.", "troisième trimestre 2018", "2018-07/2018-09"),
    ],
)  # fmt: skip
def test_french_expressions(text: str, said: str, value: str) -> None:
    assert values(text).get(said) == value


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("The mayor resigned on Monday.", "Monday", "2020-01-06"),
        ("The vote will be held Tuesday.", "Tuesday", "2020-01-07"),
        ("He left two days ago.", "two days ago", "2020-01-04"),
        ("It closed last summer.", "last summer", "2019-06/2019-09"),
        ("On December 8, 2011, the tower burned.", "December 8, 2011", "2011-12-08"),
        ("Work resumed in late October.", "late October", "2019-10~"),
        ("Prices rose last week.", "last week", "2019-12-30/2020-01-05"),
        ("The fashion of the 1960s is back.", "the 1960s", "196X"),
    ],
)
def test_english_expressions(text: str, said: str, value: str) -> None:
    assert values(text, "en").get(said) == value


@pytest.mark.parametrize(
    "text",
    [
        "Cet homme de 34 ans dort huit heures par nuit.",
        "Le cortège part à 14h30.",
        "La loi n° 2004-575 le prévoit.",
        "Il y avait 2000 manifestants sur la place.",
        "Le défilé a gagné le Champ-de-Mars.",
        "Le musée ferme le mardi.",
        "Il a été élu deux fois.",
        "Les ouvriers marchent pendant deux semaines.",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert values(text) == {}


def test_the_day_before_counts_from_the_day_the_text_named() -> None:
    assert evaluate("prev day -1", MONDAY, date(2011, 12, 8)) == "2011-12-07"


RELATIVE = "hier, demain, lundi, mardi prochain, la semaine dernière, il y a quatre jours, ce week-end"


@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(1980, 1, 1), date(2080, 1, 1)), weeks=st.integers(-60, 60))
def test_shifting_publication_by_weeks_shifts_every_relative_value(day: date, weeks: int) -> None:
    shift = timedelta(days=7 * weeks)
    before, after = values(RELATIVE, day=day), values(RELATIVE, day=day + shift)
    assert len(before) == 7
    for said, value in before.items():
        old, new = bounds(value), bounds(after[said])
        assert old
        assert new == (old[0] + shift, old[1] + shift)


@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(1980, 1, 1), date(2080, 1, 1)), n=st.integers(-400, 400))
def test_shifting_publication_by_days_shifts_days_counted_from_it(day: date, n: int) -> None:
    shift = timedelta(days=n)
    for text in ("hier", "avant-hier", "demain", "il y a neuf jours", "dans quatre jours"):
        (old,), (new,) = values(text, day=day).values(), values(text, day=day + shift).values()
        assert bounds(new) == tuple(d + shift for d in bounds(old) or ())


def test_an_undated_text_has_no_relative_values() -> None:
    assert all(evaluate(t.rule or "", None) is None for t in read(RELATIVE))


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789/-. \nlundi janvier du au 2019er,été«»“”'’", max_size=80))
def test_hostile_text_never_fails_and_spans_hold(text: str) -> None:
    last = 0
    for t in read(text):
        assert 0 <= last <= t.start < t.end <= len(text)
        last = t.end
        assert t.value is None or bounds(t.value) is not None
