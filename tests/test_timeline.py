"""Dated events, merged over articles."""

from __future__ import annotations

from dossiers import article, story
from recoupe.judge import timeline


def test_events_in_order_each_with_its_evidence() -> None:
    dossier = story(
        article("a", "Le pont a cédé mardi. Il avait été inspecté en 2019."),
        article("b", "Mardi, le pont a cédé. Une enquête commence mercredi."),
        dates={"a": {"mardi": "2024-05-07", "2019": "2019"}, "b": {"Mardi": "2024-05-07", "mercredi": "2024-05-08"}},
    )
    found = timeline.order(dossier)
    assert [e.when for e in found] == ["2019", "2024-05-07", "2024-05-08"]
    assert [e.article for e in found[1].evidence] == ["a", "b"]
    texts = {a.id: a.text for a in dossier.articles}
    for event in found:
        assert event.text in {texts[e.article][e.start : e.end] for e in event.evidence}


def test_unlike_events_of_one_day_stay_apart() -> None:
    dossier = story(
        article("a", "Le pont a cédé mardi."),
        article("b", "Le conseil a voté le budget mardi."),
        dates={"a": {"mardi": "2024-05-07"}, "b": {"mardi": "2024-05-07"}},
    )
    assert len(timeline.order(dossier)) == 2


def test_no_value_no_event() -> None:
    assert timeline.order(story(article("a", "Le pont a cédé lundi."), dates={"a": {"lundi": None}})) == ()  # type: ignore[dict-item]
