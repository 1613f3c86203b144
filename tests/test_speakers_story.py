"""Whom sources mean across the articles of a story."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.link.speakers import resolve
from recoupe.link.speakers._names import People, same_person, tokens
from recoupe.model import Article, Attribution, Notes, Parse, Span
from speaking import Said, article, resolved

FULL = "« Le barrage tient », affirme Priscille Ludovère, porte-parole du collectif Rivage."
SLIP = "Priscille Ludovère-Manet l'a dit. « Le barrage cédera », craint Mme Ludovere."


def same(*sources: str, said: str = "Le barrage tient") -> bool:
    """True where articles that each name one source mean one speaker."""
    pairs = [article(f"a{n}", f"« {said} », a déclaré {s}.", [Said(said, s)]) for n, s in enumerate(sources)]
    ids = {row[0] for row in resolved(*pairs).voices.of_attributions}
    return len(ids) == 1 and None not in ids


@pytest.mark.parametrize(
    "forms",
    [
        ("Priscillia Ludosval", "Priscillia Ludovsal"),
        ("Anton K. Weller", "Anton Weller"),
        ("Anton K.Weller", "Anton K. Weller III", "le général Weller"),
        ("Jean-Paul Rouvier", "J.-P. Rouvier", "M. Rouvier"),
        ("Sonia Ben Amar", "Sonia Ben Amar (PRG)", "Mme Ben Amar"),
        ("les États-Unis", "Etats-Unis", "Washington", "le gouvernement américain"),
        ("la préfecture de police", "la préfecture de police de Lyon"),
        ("le parquet de Melun", "le parquet"),
        ("une source policière", "une source policière"),
        ("des manifestants", "plusieurs manifestants"),
        ("la lettre", "une lettre du directeur", "cette missive"),
        ("franceinfo", "France Info"),
    ],
)
def test_forms_of_one_speaker(forms: tuple[str, ...]) -> None:
    assert same(*forms)


@pytest.mark.parametrize(
    "forms",
    [
        ("Anne Weller", "Paul Weller"),
        ("M. Weller", "Mme Anne Weller"),
        ("le ministre de la Santé", "le ministre de la Défense"),
        ("le ministre italien de la Défense", "le ministre grec de la Défense"),
        ("une source policière", "une source judiciaire"),
        ("le parquet de Melun", "le parquet de Nice"),
        ("Pékin", "Moscou"),
        ("un rapport", "un tweet"),
        ("la Ligue", "les Brigades de la Ligue"),
        ("l'ancien maire de Lens", "le maire de Lens"),
    ],
)
def test_forms_of_two_speakers(forms: tuple[str, ...]) -> None:
    assert not same(*forms)


def test_a_function_told_in_one_article_serves_in_another() -> None:
    one = article("one", "Le secrétaire américain à la Défense, Cole Barnaby, a parlé.", [])
    two = article(
        "two", "« Nous restons », a dit le chef du Pentagone.", [Said("Nous restons", "le chef du Pentagone")]
    )
    three = article(
        "three",
        "« Nul ne part », selon le ministre américain de la Défense.",
        [Said("Nul ne part", "le ministre américain de la Défense", "selon")],
    )
    told = resolved(one, two, three)
    assert told.names[1:] == (("Cole Barnaby",), ("Cole Barnaby",))


def test_a_function_alone_is_nobody_without_the_storys_word() -> None:
    one = article("one", "Cole Barnaby a parlé.", [Said("parlé", "Cole Barnaby")])
    two = article(
        "two", "« Nous restons », a dit le chef du Pentagone.", [Said("Nous restons", "le chef du Pentagone")]
    )
    told = resolved(one, two)
    assert told.voices.of_attributions[0] != told.voices.of_attributions[1]


def test_the_name_is_the_fullest_and_all_forms_are_kept() -> None:
    pairs = [
        article("one", "« Non », dit Weller.", [Said("Non", "Weller")]),
        article(
            "two",
            "« Oui », dit le colonel Anton K. Weller, chef des secours.",
            [Said("Oui", "le colonel Anton K. Weller, chef des secours")],
        ),
    ]
    told = resolved(*pairs)
    (speaker,) = told.voices.speakers
    assert speaker.name == "Anton K. Weller"
    assert "Weller" in speaker.aliases
    assert any("chef des secours" in r for r in speaker.roles)
    assert {e.article for e in speaker.mentions} == {"one", "two"}


def test_a_handle_is_its_owner() -> None:
    one = article(
        "one",
        "Fiers de vous tous. — Lina Castel (@linacastel) 3 mai",
        [Said("Fiers de vous tous", "Lina Castel (@linacastel)")],
    )
    two = article("two", ".@linacastel : « Rendez-vous demain ».", [Said("Rendez-vous demain", "@linacastel")])
    assert resolved(one, two).names == (("Lina Castel",), ("Lina Castel",))


def test_unnamed_sources_of_copies_are_one_and_never_a_named_one() -> None:
    words = "Le convoi a quitté le dépôt avant l'aube sans être vu de quiconque"
    one = article("one", f"« {words} », raconte un témoin. Ali Roussel habite en face.", [Said(words, "un témoin")])
    two = article("two", f"« {words} », raconte un témoin.", [Said(words, "un témoin")])
    three = article(
        "three",
        f"« {words} », raconte Ali Roussel, témoin de la scène.",
        [Said(words, "Ali Roussel, témoin de la scène")],
    )
    four = article("four", "« Je n'ai rien vu », jure un témoin.", [Said("Je n'ai rien vu", "un témoin")])
    a, b, c, d = (row[0] for row in resolved(one, two, three, four).voices.of_attributions)
    assert a == b
    assert len({a, c, d}) == 3


def test_another_witness_is_another() -> None:
    text = "« Il courait », dit un témoin. « Il marchait », corrige un autre témoin."
    a, b = resolved(
        article("a", text, [Said("Il courait", "un témoin"), Said("Il marchait", "un autre témoin")])
    ).voices.of_attributions[0]
    assert a != b


def test_copied_words_under_a_name_settle_a_pronoun() -> None:
    words = "cette usine gardera ses deux cents ouvriers jusqu'au printemps prochain"
    one = article("one", f"« {words} », promet Karl Voss.", [Said(words, "Karl Voss")])
    two = article("two", f"Luc Adam a quitté la salle. « {words} », a-t-il lancé.", [Said(words, "il", "a-t-il lancé")])
    assert resolved(one, two).names == (("Karl Voss",), ("Karl Voss",))


def test_relays_are_speakers_too() -> None:
    text = "« Le feu est fixé », rapporte l'AFP citant une source préfectorale."
    told = resolved(article("a", text, [Said("Le feu est fixé", "une source préfectorale", "citant", via=("l'AFP",))]))
    assert [told.by_id[r].name for r in told.voices.relays[0][0]] == ["AFP"]


STORY = [
    article("one", FULL, [Said("Le barrage tient", "Priscille Ludovère, porte-parole du collectif Rivage")]),
    article("two", SLIP, [Said("Le barrage cédera", "Mme Ludovere")]),
    article(
        "three",
        "La porte-parole du collectif Rivage se tait. « Partez », crie un riverain. Selon l'AFP, l'eau monte.",
        [Said("Partez", "un riverain"), Said("l'eau monte", "l'AFP", "Selon", "indirect")],
    ),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_the_articles_changes_nothing(order: tuple[int, ...]) -> None:
    usual = resolve([a for a, _ in STORY], [n for _, n in STORY])
    turned = resolve([STORY[i][0] for i in order], [STORY[i][1] for i in order])
    assert turned.speakers == usual.speakers
    assert [turned.of_attributions[order.index(i)] for i in range(3)] == list(usual.of_attributions)
    assert [turned.of_mentions[order.index(i)] for i in range(3)] == list(usual.of_mentions)


PIECES = st.lists(
    st.sampled_from([
        "Odile Ferrand", "Mme Ferrand", "M. Tessier", "le maire", "une source", "un témoin", "la CGT", "il", "elle",
        "ce dernier", "la lettre", "Washington", "l'AFP", "a dit", ".", "\n", ",", "«", "»",
        "de", "son avocat", "@odile",
    ]),
    max_size=14,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=3))
def test_laws(texts: list[list[str]]) -> None:
    """Parallel to the input, no named speaker without a name of its own, same result in any order."""
    pairs = []
    for n, words in enumerate(texts):
        text, at, said = " ".join(words), 0, []
        for w in words:
            if w[0].isalpha() and w not in ("a dit", "de"):
                said.append(Attribution((Span(0, 0),), None, Span(at, at + len(w)), "indirect", "says"))
            at += len(w) + 1
        a, notes = article(f"n{n}", text, [])
        pairs.append((a, Notes(Parse(), tuple(said), mentions=notes.mentions)))
    voices = resolve([a for a, _ in pairs], [n for _, n in pairs])
    assert [len(row) for row in voices.of_attributions] == [len(n.attributions) for _, n in pairs]
    assert [len(row) for row in voices.of_mentions] == [len(n.mentions) for _, n in pairs]
    by_id = {s.id: s for s in voices.speakers}
    assert len(by_id) == len(voices.speakers)
    for (a, n), row in zip(pairs, voices.of_attributions, strict=True):
        for x, i in zip(n.attributions, row, strict=True):
            printed = x.source.cut(a.text) if x.source else ""
            if i and printed == "une source":
                assert by_id[i].kind == "unnamed"
            if i and printed in ("Odile Ferrand", "Mme Ferrand", "M. Tessier"):
                assert by_id[i].kind == "person"
    back = resolve([a for a, _ in reversed(pairs)], [n for _, n in reversed(pairs)])
    assert back.speakers == voices.speakers


def test_names_in_any_order_make_the_same_groups() -> None:
    uses = [
        ("a", "Adel Ben Mahdi", None),
        ("b", "Ben Mahdi", None),
        ("b", "A. Ben Mahdi", None),
        ("c", "Nour Mahdi", None),
    ]
    groups = {tuple(sorted(People(p).group.items())) for p in permutations(uses)}
    assert len(groups) == 1


def test_namesakes_are_told_apart_by_title_and_article() -> None:
    uses = [("a", "Anne Roy", "Fem"), ("a", "Paul Roy", "Masc"), ("b", "Paul Roy", "Masc"), ("b", "Roy", None)]
    people = People(uses)  # type: ignore[arg-type]
    assert people.lone("a", "Roy", "Fem", []) == ("anne", "roy")
    assert people.lone("b", "Roy", None, []) == ("paul", "roy")


def test_a_family_name_may_stand_first() -> None:
    people = People([("a", "Park Ji-sun", None), ("a", "Park", "Fem")])
    assert people.lone("a", "Park", "Fem", []) == ("park", "ji-sun")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_same_person_is_symmetric(a: str, b: str) -> None:
    x, y = tokens(a), tokens(b)
    if x and y:
        assert same_person(x, y) == same_person(y, x)


def test_a_story_of_many_articles_takes_little_time() -> None:
    import time

    pairs = [
        article(
            f"n{i:03}",
            f"« Le train {i} roulera », a dit M. Weller. {FULL}",
            [Said(f"Le train {i} roulera", "M. Weller")],
        )
        for i in range(150)
    ]
    start = time.perf_counter()
    resolve([a for a, _ in pairs], [n for _, n in pairs])
    assert time.perf_counter() - start < 5


def test_nothing_of_nothing() -> None:
    assert resolve([], []).speakers == ()
    assert resolve([Article("a", "", (), "")], [Notes()]).of_attributions == ((),)


def test_every_mention_stands_for_its_speaker() -> None:
    text = "Priscille Ludovère dirige le port. Elle le sait. « Il tiendra », selon elle. "
    text += "Mme Ludovère salue, Paul Weller part."
    pair = article("a", text, [Said("Il tiendra", "elle")])
    told = resolved(pair)
    owners = {}
    for mention, who in zip(pair[1].mentions, told.voices.of_mentions[0], strict=True):
        owners[text[mention.start : mention.end]] = told.by_id[who].name if who else None
    assert owners["Priscille Ludovère"] == owners["Elle"] == owners["Mme Ludovère"] == "Priscille Ludovère"
    assert owners["Paul Weller"] != "Priscille Ludovère"
