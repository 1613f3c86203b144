"""Roots: where shared text came from, so that five prints of one dispatch count once."""

from __future__ import annotations

import random

from recoupe.annotate import agencies
from recoupe.judge._roots import Roots
from recoupe.link import passages, roots
from recoupe.model import Article, Dating, Dossier, Notes, Parse, Passage, Root, Span

NOON = [
    "Une avalanche a emporté lundi matin quatre skieurs au-dessus du col des Bergers, ont indiqué les secours.",
    "Deux d'entre eux ont été retrouvés vivants et transportés par hélicoptère à l'hôpital de la vallée.",
    "Les recherches se poursuivent malgré le brouillard, avec une trentaine de sauveteurs et six chiens.",
    "Le risque d'avalanche avait été porté la veille à quatre sur une échelle de cinq par Météo-Montagne.",
]
EVENING = [
    "Les deux derniers disparus de l'avalanche ont été découverts sans vie lundi soir, a annoncé le préfet.",
    "Leur identité n'a pas été communiquée, mais l'un d'eux serait un moniteur réputé de la station voisine.",
    "Une enquête a été confiée aux gendarmes de haute montagne afin d'établir qui a déclenché la coulée.",
]
OWN = [
    "Au comptoir du refuge, personne ne parle d'autre chose depuis que la cloche a sonné à dix heures.",
    "Le gardien assure avoir mis en garde le groupe, rencontré la veille autour d'une soupe aux choux.",
    "Il montre du doigt la pente, striée de traces, que les habitués évitent après le vent du sud.",
    "Sa femme, elle, se souvient surtout d'un jeune homme qui riait fort et voulait partir avant l'aube.",
]

MORE = [
    "Au village, la boulangère a baissé son rideau et prépare du café pour les familles qui attendent.",
    "Un ancien pisteur, béquille sous le bras, déplie une carte et refait pour chacun le chemin du groupe.",
    "L'école a gardé ses portes ouvertes, moins pour la classe que pour que les enfants soient ensemble.",
    "Deux frères venus de la ville ont dormi dans leur voiture, le moteur en marche, face à la montagne.",
    "À l'office du tourisme, on efface à la craie les sorties de la semaine, l'une après l'autre.",
]


def read(*rows: tuple[str, str | None, str | None, str]) -> tuple[tuple[Root, ...], tuple[Passage, ...], Dossier]:
    """Roots of articles given as (id, outlet, day, text)."""
    articles = [Article(i, text, (), i, outlet=outlet) for i, outlet, _, text in rows]
    notes = [Notes(credits=agencies.annotate(a, Parse(), Notes())) for a in articles]
    days = [Dating(day, "metadata" if day else None) for _, _, day, _ in rows]
    found, traced = roots.trace(articles, notes, days, passages.find(articles))
    empty = ((),) * len(articles)
    dossier = Dossier(
        "s", tuple(articles), tuple(notes), tuple(days), empty, empty, empty, passages=traced, roots=found
    )
    return found, traced, dossier


def behind(dossier: Dossier, article: str, words: str, relays: tuple[str, ...] = ()) -> str | None:
    text = next(a.text for a in dossier.articles if a.id == article)
    at = text.index(words)
    return Roots(dossier).behind(article, [Span(at, at + len(words))], relays)


def test_five_prints_of_one_dispatch_have_one_root() -> None:
    text = " ".join(NOON)
    rows = [(f"n{i}", f"Outlet {i}", "2024-01-08", text) for i in range(4)]
    found, traced, _ = read(*rows, ("wire", "Le Fil", "2024-01-08", text + "\nChamonix (AFP) -\n© 2024 AFP"))
    assert [(r.kind, r.name) for r in found] == [("agency", "AFP")]
    assert found[0].articles == ("n0", "n1", "n2", "n3", "wire")
    assert {p.root for p in traced} == {found[0].id}
    assert found[0].evidence


def test_a_noon_and_an_evening_version_are_one_root_two_dispatches_are_two() -> None:
    noon, later = " ".join(NOON), " ".join([EVENING[0], *NOON])
    mark = "\nChamonix (AFP) -\n© 2024 AFP"
    found, _, _ = read(("a", "Le Fil", "2024-01-08", noon + mark), ("b", "Le Phare", "2024-01-08", later + mark))
    assert len([r for r in found if r.kind == "agency"]) == 1
    found, _, _ = read(
        ("a", "Le Fil", "2024-01-08", noon + mark), ("b", "Le Phare", "2024-01-09", " ".join(EVENING) + mark)
    )
    assert len([r for r in found if r.kind == "agency"]) == 2


def test_an_article_with_its_own_reporting_beside_a_dispatch_stands_in_two_roots() -> None:
    wire = " ".join(NOON) + "\nChamonix (AFP) -\n© 2024 AFP"
    mixed = " ".join([*OWN, *MORE, NOON[1]])
    found, _, dossier = read(("wire", "Le Fil", "2024-01-08", wire), ("own", "Le Phare", "2024-01-08", mixed))
    names = {r.id: r.name for r in found}
    assert sorted(r.name or "" for r in found if "own" in r.articles) == ["AFP", "Le Phare"]
    assert names[behind(dossier, "own", NOON[1]) or ""] == "AFP"
    assert names[behind(dossier, "own", OWN[1]) or ""] == "Le Phare"
    assert names[behind(dossier, "own", OWN[1], ("AFP",)) or ""] == "AFP"
    short = " ".join([*OWN, NOON[1]])  # a fifth of it is the dispatch's: the rest is told after it
    _, _, dossier = read(("wire", "Le Fil", "2024-01-08", wire), ("own", "Le Phare", "2024-01-08", short))
    assert names[behind(dossier, "own", OWN[1]) or ""] == "AFP"


def test_several_dispatches_in_one_article_are_told_apart() -> None:
    one = " ".join(NOON) + "\nChamonix (AFP) -\n© 2024 AFP"
    two = "CHAMONIX, 8 janvier (Reuters) - " + " ".join(EVENING)
    both = " ".join([NOON[0], NOON[1], EVENING[1], EVENING[2]]) + "\nLe Phare avec AFP et Reuters"
    found, _, dossier = read(
        ("afp", "Le Fil", "2024-01-08", one), ("reu", "La Vigie", "2024-01-08", two), ("both", "Le Phare", None, both)
    )
    names = {r.id: r.name for r in found}
    assert sorted(r.name or "" for r in found) == ["AFP", "Reuters"]
    assert all("both" in r.articles for r in found)
    assert names[behind(dossier, "both", NOON[1]) or ""] == "AFP"
    assert names[behind(dossier, "both", EVENING[2]) or ""] == "Reuters"


def test_text_copied_between_outlets_belongs_to_the_earlier_one() -> None:
    text = " ".join(OWN)
    found, _, _ = read(("b", "Le Phare", "2024-01-08", text), ("a", "La Vigie", "2024-01-10", text))
    assert [(r.kind, r.name, r.articles) for r in found] == [("outlet", "Le Phare", ("a", "b"))]


def test_what_nobody_had_first_is_unknown() -> None:
    text = " ".join(OWN)
    found, _, _ = read(("b", "Le Phare", None, text), ("a", "La Vigie", None, text))
    assert [(r.kind, r.name) for r in found] == [("unknown", None)]


def test_a_text_that_cites_an_agency_in_two_outlets_is_its_dispatch() -> None:
    text = " ".join([*NOON, "Un troisième skieur a été aperçu, a dit un sauveteur à l'AFP."])
    found, _, _ = read(("a", "Le Phare", None, text), ("b", "La Vigie", None, text))
    assert [(r.kind, r.name) for r in found] == [("agency", "AFP")]


def test_every_article_stands_in_a_root_and_is_answered_for() -> None:
    found, _, dossier = read(
        ("a", None, None, " ".join(OWN)), ("b", "Le Phare", None, " ".join(NOON)), ("c", "La Vigie", None, "")
    )
    for name in "abc":
        assert any(name in r.articles for r in found)
        assert Roots(dossier).behind(name, [Span(0, 1)]) is not None
    assert len({Roots(dossier).behind(n, [Span(0, 1)]) for n in "abc"}) == 3


def test_a_verbatim_copy_never_adds_a_root() -> None:
    wire = " ".join(NOON) + "\nChamonix (AFP) -\n© 2024 AFP"
    rows = [
        ("wire", "Le Fil", "2024-01-08", wire),
        ("own", "Le Phare", "2024-01-08", " ".join([*OWN, NOON[1]])),
        ("late", "La Vigie", "2024-01-09", " ".join([*EVENING, OWN[0]])),
    ]
    before, _, _ = read(*rows)
    for copied in rows:
        after, _, _ = read(*rows, ("zz", "Le Miroir", "2024-01-10", copied[3]))
        assert len(after) == len(before)


def test_order_of_input_changes_nothing() -> None:
    rows = [
        ("wire", "Le Fil", "2024-01-08", " ".join(NOON) + "\nChamonix (AFP) -\n© 2024 AFP"),
        ("own", "Le Phare", "2024-01-08", " ".join([*OWN, NOON[1], EVENING[1]])),
        ("late", "La Vigie", "2024-01-09", " ".join([*EVENING, OWN[0]])),
        ("far", "Le Cap", None, "Selon l'AFP, le col reste fermé. " + OWN[0]),
    ]
    first = read(*rows)[:2]
    rng = random.Random(2)
    for _ in range(4):
        rng.shuffle(rows)
        again, traced, _ = read(*rows)
        assert again == first[0]
        assert sorted(traced, key=lambda p: (p.a, p.b)) == sorted(first[1], key=lambda p: (p.a, p.b))
