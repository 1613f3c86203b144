"""What somebody is by his titles, and whose house he speaks for."""

from __future__ import annotations

import pytest

from recoupe.judge._language import lexicon
from recoupe.judge.claims.standing import Standing, houses, standing
from recoupe.model import Speaker


def who(name: str, kind: str = "person", role: str = "", alias: str = "") -> Speaker:
    return Speaker(name, name, kind, (role,) if role else (), (alias,) if alias else ())  # type: ignore[arg-type]


def of(speaker: Speaker, code: str = "fr") -> Standing:
    return standing(speaker, "", lexicon(code))


@pytest.mark.parametrize(
    ("name", "kind", "title", "code", "want"),
    [
        ("Nadia Ferrand", "person", "procureure de Quimper", "fr", "authority"),
        ("Nadia Ferrand", "person", "ministre de la Pêche", "fr", "authority"),
        ("Nadia Ferrand", "person", "porte-parole de la gendarmerie", "fr", "authority"),
        ("Nadia Ferrand", "person", "présidente du club", "fr", "party"),
        ("Nadia Ferrand", "person", "présidente", "fr", "authority"),
        ("Nadia Ferrand", "person", "directrice du musée", "fr", "party"),
        ("Nadia Ferrand", "person", "avocate de la famille", "fr", "party"),
        ("Nadia Ferrand", "person", "sénatrice du Morbihan", "fr", "third"),
        ("Nadia Ferrand", "person", "", "fr", "third"),
        ("Nadia Ferrand", "person", "témoin de la scène", "fr", "witness"),
        ("La Vigie", "organisation", "le quotidien La Vigie", "fr", "witness"),
        ("parquet", "organisation", "le parquet de Vannes", "fr", "authority"),
        ("Chili", "organisation", "", "fr", "authority"),
        ("porte-parole de la police", "unnamed", "une porte-parole de la police", "fr", "authority"),
        ("porte-parole du groupe", "unnamed", "un porte-parole du groupe", "fr", "party"),
        ("responsable militaire", "unnamed", "un responsable militaire", "fr", "unnamed"),
        ("ministre", "unnamed", "un ministre", "fr", "unnamed"),
        ("ministre", "unnamed", "le ministre", "fr", "authority"),
        ("député", "unnamed", "le député", "fr", "third"),
        ("manifestants", "unnamed", "les manifestants", "fr", "unnamed"),
        ("proche du dossier", "unnamed", "une source proche du dossier", "fr", "unnamed"),
        ("Ada Quill", "person", "spokeswoman for the county police", "en", "authority"),
        ("Ada Quill", "person", "harbour museum director", "en", "party"),
        ("Ada Quill", "person", "Norwegian fisheries minister", "en", "authority"),
        ("Ada Quill", "person", "opposition lawmaker", "en", "third"),
        ("Ada Quill", "person", "eyewitness", "en", "witness"),
        ("company spokesman", "unnamed", "a company spokesman", "en", "party"),
        ("State Department official", "unnamed", "a senior State Department official", "en", "unnamed"),
        ("zoo", "unnamed", "the zoo", "en", "party"),
        ("report", "document", "the ruling", "en", "authority"),
        ("memoir", "document", "her memoir", "en", "witness"),
    ],
)
def test_what_a_title_makes_of_its_holder(name: str, kind: str, title: str, code: str, want: str) -> None:
    role, alias = (title, "") if kind == "person" else ("", title)
    assert of(who(name, kind, role, alias), code).relation == want


def test_nobody_known_vouches_for_nothing() -> None:
    assert standing(None, "le ministre", lexicon("fr")).relation == "unnamed"


@pytest.mark.parametrize(
    ("one", "two", "code", "same"),
    [
        (who("Ada Quill", role="zoo director"), who("Tarn Zoo", "organisation"), "en", True),
        (who("Nadia Ferrand", role="directrice du musée"), who("musée Ravel", "organisation"), "fr", True),
        (who("Nadia Ferrand", role="PDG de Sorvia"), who("Sorvia", "organisation"), "fr", True),
        (who("Nadia Ferrand", role="maire de Vannes"), who("parquet de Vannes", "organisation"), "fr", False),
        (who("Tarn Zoo", "organisation"), who("Tarn Herald", "organisation"), "en", False),
        (who("Nadia Ferrand", role="ministre"), who("Paul Le Goff", role="ministre"), "fr", False),
        (who("Région", "organisation"), who("Région Bretagne", "organisation"), "fr", True),
        (who("M. Ferrand"), who("Paul Ferrand"), "fr", True),
        (who("Nadia Ferrand"), who("Paul Ferrand"), "fr", False),
        (
            who("ministre", "unnamed", alias="la ministre de la Pêche"),
            who("Paul Ferrand", role="ministre de la Pêche"),
            "fr",
            True,
        ),
    ],
)
def test_who_leads_a_house_speaks_for_it(one: Speaker, two: Speaker, code: str, same: bool) -> None:
    found = houses([one, two], [of(one, code), of(two, code)], lexicon(code))
    assert (found[one.id] == found[two.id]) == same
