"""Stories as articles arrive one by one: ids stay, merges and splits are told."""

from __future__ import annotations

import random

from recoupe.link.stories import Stream
from recoupe.model import Article

EVENTS = {
    "dam": "barrage Kerlouan Plouzénac inondation préfet Abgrall Hydrouest évacuation habitants rupture",
    "trial": "procès notaire Meyrand Montluçon successions détournement avocate Soulas expertise audience",
    "rugby": "rugby finale Cadurcien stade essai capitaine Peyrat mêlée victoire supporters bouclier",
    "comet": "comète Vasseur télescope observatoire astronomes queue orbite périhélie découverte spectre",
}


def report(event: str, n: int, rng: random.Random) -> Article:
    words = EVENTS[event].split()
    body = " ".join(" ".join(rng.sample(words, 8)) + " selon nos informations." for _ in range(4))
    return Article(f"{event}-{n}", body, (), f"{event}{n}", language="fr", published=f"2022-05-{10 + n:02d}")


def coverage(seed: int = 1) -> list[Article]:
    rng = random.Random(seed)
    return [report(e, n, rng) for n in range(4) for e in EVENTS]


def test_each_article_joins_its_event() -> None:
    stream = Stream()
    for article in coverage():
        first, *_ = stream.add(article)
        assert article.id in first.articles
    assert {frozenset(a.split("-")[0] for a in g.articles) for g in stream.stories()} == {
        frozenset({e}) for e in EVENTS
    }


def test_an_id_stays_while_the_story_grows() -> None:
    stream, ids = Stream(), {}
    for article in coverage():
        story = stream.add(article)[0].id
        assert ids.setdefault(article.id.split("-")[0], story) == story


def test_a_stream_goes_on_from_known_stories() -> None:
    articles = coverage()
    first = Stream()
    for article in articles[:8]:
        first.add(article)
    second = Stream(first.stories(), articles[:8])
    for article in articles[8:]:
        second.add(article)
    before = {a: g.id for g in first.stories() for a in g.articles}
    after = {a: g.id for g in second.stories() for a in g.articles}
    assert all(after[a] == i for a, i in before.items())
    assert len(second.stories()) == len(EVENTS)


def test_two_stories_that_turn_out_one_are_merged_and_told() -> None:
    rng = random.Random(3)
    stream = Stream()
    left = Article("l", " ".join(EVENTS["dam"].split()[:5]) + " Riec", (), "l", published="2022-05-10")
    right = Article("r", " ".join(EVENTS["dam"].split()[5:]) + " Brest", (), "r", published="2022-05-10")
    ids = {stream.add(left)[0].id, stream.add(right)[0].id}
    assert len(ids) == 2
    told = [stream.add(report("dam", n, rng))[0] for n in range(3)]
    assert any(set(g.merged) & ids for g in told)
    assert len(stream.stories()) == 1


def test_nothing_breaks_on_empty_articles() -> None:
    stream = Stream()
    for n, text in enumerate(("", "\n", "…", "a")):
        assert len(stream.add(Article(f"e{n}", text, (), "", published="2022"))) == 1
