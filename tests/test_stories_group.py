# ruff: noqa: E501
"""Stories: which articles report one event."""

from __future__ import annotations

import random

from recoupe.link import passages, stories
from recoupe.model import Article, Notes, StoryGroup

DAM = [
    ("dam-fr-1", "fr", "2023-09-12", "Le barrage de Kerlouan a cédé dans la nuit : 40 maisons du village de Plouzénac sont sous les eaux et le préfet Yves Abgrall a ordonné l'évacuation de 300 habitants. Le barrage avait été inspecté en 2021 par la société Hydrouest."),
    ("dam-fr-2", "fr", "2023-09-12", "À Plouzénac, 300 habitants évacués après la rupture du barrage de Kerlouan. Yves Abgrall, le préfet, promet une enquête sur l'entretien confié à Hydrouest. Quarante maisons ont été inondées."),
    ("dam-en-1", "en", "2023-09-13", "Around 300 residents were evacuated from Plouzénac after the Kerlouan dam burst overnight, prefect Yves Abgrall said. The dam operator, Hydrouest, had inspected it in 2021. Some 40 houses were flooded."),
]  # fmt: skip
TRIAL = [
    ("trial-1", "fr", "2023-09-12", "Le procès de l'ancien notaire Gaston Meyrand s'est ouvert à Montluçon. Il est accusé d'avoir détourné 2,3 millions d'euros de successions entre 2009 et 2017. Son avocate, Rachel Soulas, plaide la négligence."),
    ("trial-2", "fr", "2023-09-13", "Montluçon : Gaston Meyrand, notaire déchu, reconnaît des négligences mais nie avoir détourné 2,3 millions d'euros. Me Rachel Soulas a demandé une expertise des successions."),
]  # fmt: skip
MARCH = [
    (f"march-{n}-{i}", "fr", day, f"Samedi {day[-2:]} octobre, pour la {word} fois, les bateliers du canal ont défilé contre la taxe. Ils étaient {crowd} à {town}, où {what}. {who} a dénoncé les débordements.")
    for n, (day, word, crowd, town, what, who) in enumerate([
        ("2023-10-07", "première", "4.200", "Roanne", "une péniche a été mise en travers de l'écluse", "Le préfet Jean Malaud"),
        ("2023-10-28", "quatrième", "900", "Digoin", "un gendarme a été blessé par un pavé", "La sous-préfète Lise Arnal"),
    ])
    for i in range(2)
]  # fmt: skip


def make(rows: list[tuple[str, str, str, str]]) -> list[Article]:
    return [Article(i, text, (), i, language=x, published=day) for i, x, day, text in rows]


def grouped(articles: list[Article], known: tuple[StoryGroup, ...] = ()) -> tuple[StoryGroup, ...]:
    return stories.group(articles, [Notes()] * len(articles), passages.find(articles), known)


def test_events_apart_and_languages_together() -> None:
    found = grouped(make(DAM + TRIAL))
    assert [g.articles for g in found] == [("dam-en-1", "dam-fr-1", "dam-fr-2"), ("trial-1", "trial-2")]


def test_the_saturdays_of_a_movement_stay_apart() -> None:
    found = grouped(make(MARCH + TRIAL))
    assert ("march-0-0", "march-0-1") in [g.articles for g in found]
    assert ("march-1-0", "march-1-1") in [g.articles for g in found]


def test_few_undated_reports_of_one_event_are_one_story() -> None:
    found = grouped([Article(i, t, (), i, language=x) for i, x, _, t in DAM])
    assert len(found) == 1


def test_each_article_in_exactly_one_story() -> None:
    articles = make(DAM + TRIAL + MARCH)
    found = grouped(articles)
    assert sorted(a for g in found for a in g.articles) == sorted(a.id for a in articles)


def test_order_of_input_changes_nothing() -> None:
    articles = make(DAM + TRIAL + MARCH)
    first = grouped(articles)
    rng = random.Random(4)
    for _ in range(4):
        rng.shuffle(articles)
        assert grouped(articles) == first


def test_ids_stay_when_a_story_grows() -> None:
    early = grouped(make(DAM[:2] + TRIAL))
    late = grouped(make(DAM + TRIAL), early)
    before = {a: g.id for g in early for a in g.articles}
    after = {a: g.id for g in late for a in g.articles}
    assert all(after[a] == i for a, i in before.items())
    assert after["dam-en-1"] == before["dam-fr-1"]


def test_merge_and_split_are_told() -> None:
    apart = (StoryGroup("s1", ("dam-fr-1", "dam-fr-2")), StoryGroup("s2", ("dam-en-1",)))
    (merged,) = grouped(make(DAM), apart)
    assert merged.id == "s1"
    assert merged.merged == ("s2",)
    together = (StoryGroup("s0", tuple(sorted(i for i, *_ in DAM + TRIAL))),)
    split = grouped(make(DAM + TRIAL), together)
    assert {g.id for g in split} >= {"s0"}
    assert [g.split_from for g in split if g.id != "s0"] == ["s0"]


def test_nothing_in_nothing_out() -> None:
    assert grouped([]) == ()
    assert len(grouped([Article("a", "", (), "a"), Article("b", "\n", (), "b")])) == 2
