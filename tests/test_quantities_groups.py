"""Figures of one quantity: grouped over articles, and told apart where they are not."""

from __future__ import annotations

import msgspec

from recoupe.annotate import figures, moments
from recoupe.link import calendar, quantities
from recoupe.model import Article, Dossier, Figure, FigureGroup, Notes, Parse, Section
from recoupe.text import stable_id


def dossier(*texts: str, days: tuple[str, ...] = ()) -> Dossier:
    articles = tuple(
        Article(
            f"a{i}", t, (Section(0, len(t), "body"),), str(i), language="fr", published=(days or ("2019-05-14",) * 9)[i]
        )
        for i, t in enumerate(texts)
    )
    notes = []
    for a in articles:
        n = Notes(times=moments.annotate(a, Parse(), Notes()))
        notes.append(Notes(times=n.times, figures=figures.annotate(a, Parse(), n)))
    rows = tuple(
        tuple(
            Figure(
                stable_id("f", a.id, f.start), f.start, f.end, f.low, f.high, f.unit,
                " ".join(f.counted) or None, approximate=f.approximate,
            )
            for f in n.figures
        )
        for a, n in zip(articles, notes, strict=True)
    )  # fmt: skip
    empty = tuple(() for _ in articles)
    return Dossier("story", articles, tuple(notes), calendar.settle(articles, notes, ()), empty, empty, rows)


def told(d: Dossier) -> list[tuple[str, list[str]]]:
    text = {f.id: a.text[f.start : f.end] for a, row in zip(d.articles, d.figures, strict=True) for f in row}
    return [(g.agreement, sorted(text[m] for m in g.members)) for g in quantities.group(d)]


def test_the_same_number_in_two_articles_agrees() -> None:
    d = dossier("La grève a mobilisé 12.400 enseignants mardi.", "Mardi, 12 400 enseignants ont suivi la grève.")
    assert told(d) == [("agrees", ["12 400 enseignants", "12.400 enseignants"])]


def test_a_rounded_number_agrees() -> None:
    d = dossier(
        "La grève a réuni 12.412 personnes à Lille.", "À Lille, près de 12.400 personnes se sont réunies pour la grève."
    )
    assert [a for a, _ in told(d)] == ["agrees"]


def test_two_sources_differ() -> None:
    d = dossier("Le défilé a réuni 4.000 personnes selon la préfecture, 9.000 selon les syndicats.")
    assert told(d) == [("differs", ["4.000 personnes", "9.000"])]


def test_a_count_that_moved_on_is_an_update() -> None:
    text = "L'effondrement de l'immeuble de Metz a fait {} morts."
    d = dossier(text.format("dix"), text.format("onze"), days=("2019-05-14", "2019-05-15"))
    assert told(d) == [("updates", ["dix morts", "onze morts"])]


def test_units_of_one_measure_are_compared() -> None:
    d = dossier("La fuite a souillé 2,5 km de plage à Royan.", "La fuite a souillé 2500 mètres de plage à Royan.")
    assert [a for a, _ in told(d)] == ["agrees"]


def test_other_places_are_other_quantities() -> None:
    d = dossier("Le défilé a réuni 4.000 personnes à Lille.", "Le défilé a réuni 900 personnes à Nancy.")
    assert told(d) == []


def test_a_part_is_not_its_whole() -> None:
    d = dossier(
        "On a compté 126.000 manifestants en France, dont 10.000 à Paris.",
        "On a compté 126.000 manifestants en France.",
    )
    assert told(d) == [("agrees", ["126.000 manifestants", "126.000 manifestants"])]


def test_other_fates_are_other_quantities() -> None:
    d = dossier("L'accident a fait huit morts.", "L'accident a fait huit blessés.")
    assert told(d) == []


def test_money_is_no_crowd() -> None:
    d = dossier("Le projet coûte 5.000 euros.", "Le projet réunit 5.000 personnes.")
    assert told(d) == []


def test_groups_stand_in_no_order_and_ids_differ_between_stories() -> None:
    d = dossier(
        "Il y a 12.400 enseignants en grève et 312 écoles fermées.",
        "Les 12.400 enseignants en grève ont fermé 312 écoles.",
    )
    first = quantities.group(d)
    assert len(first) == 2
    assert len({g.id for g in first}) == 2
    other = Dossier("another", *(getattr(d, f) for f in d.__struct_fields__[1:]))
    assert not {g.id for g in first} & {g.id for g in quantities.group(other)}
    assert all(isinstance(g, FigureGroup) and len(g.members) > 1 for g in first)


def test_an_empty_story_has_no_groups() -> None:
    assert quantities.group(dossier()) == ()
    assert quantities.group(dossier("Rien.")) == ()


def test_one_thing_under_two_names_is_one_quantity_where_the_number_is_the_same() -> None:
    burnt = "Deux fourgonnettes de la police ont été brûlées près du port."
    d = dossier(burnt, "Près du port, deux véhicules de police ont été brûlés.")
    assert told(d) == [("agrees", ["Deux fourgonnettes", "deux véhicules"])]
    assert told(dossier(burnt, "Près du port, cinq camions de police ont été brûlés.")) == []


def test_an_english_report_counts_the_same_thing() -> None:
    d = dossier("Selon la mairie, 4.200 véhicules empruntent chaque jour ce pont.")
    e = dossier("About 4,200 vehicles cross the bridge every day.")
    english = msgspec.structs.replace(e.articles[0], id="b", language="en")
    n = Notes(times=moments.annotate(english, Parse(), Notes()))
    n = Notes(times=n.times, figures=figures.annotate(english, Parse(), n))
    rows = tuple(Figure("g", f.start, f.end, f.low, f.high, f.unit, approximate=f.approximate) for f in n.figures)
    both = msgspec.structs.replace(
        d, articles=(*d.articles, english), notes=(*d.notes, n), datings=(*d.datings, *e.datings),
        statements=((), ()), figures=(*d.figures, rows),
    )  # fmt: skip
    assert [g.agreement for g in quantities.group(both)] == ["agrees"]
