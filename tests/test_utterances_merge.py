"""One saying told in several articles."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.link.utterances import matter, merge, pivot
from recoupe.model import Article, Notes
from speaking import Said, article, dossier


def told(*rows: tuple[str, str, str], language: str = "fr") -> list[set[str]]:
    """Utterances as sets of statement ids, for rows of (article, source, words)."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for name, source, words in rows:
        pages.setdefault(name, []).append((source, words))
    pairs = []
    for name, said in pages.items():
        text = "\n\n".join(f"« {w} », a déclaré {s}." if s else f"« {w} »." for s, w in said)
        pairs.append(article(name, text, [Said(w, s or None) for s, w in said], language))
    return [set(u.statements) for u in merge(dossier(*pairs))]


def test_same_words_and_edited_words() -> None:
    found = told(
        ("a", "Odile Ferrand", "Le pont de Valbrune restera fermé aux camions jusqu'en juin"),
        ("b", "Mme Ferrand", "Le pont de Valbrune restera fermé aux poids lourds jusqu'en juin prochain"),
        ("c", "Odile Ferrand", "La piscine ouvrira le dimanche"),
    )
    assert sorted(map(sorted, found)) == [["a/0", "b/0"], ["c/0"]]


def test_a_part_of_a_longer_telling() -> None:
    found = told(
        (
            "a",
            "Karl Voss",
            "Nous gardons l'usine, les deux cents ouvriers et la cantine, et nous embaucherons au printemps",
        ),
        ("b", "Karl Voss", "nous embaucherons au printemps et gardons les ouvriers"),
    )
    assert found == [{"a/0", "b/0"}]


def test_the_same_words_in_two_mouths_stay_two() -> None:
    words = "Aucun des trois réacteurs du site ne redémarrera avant l'hiver"
    found = told(("a", "Odile Ferrand", words), ("b", "Luc Tessier", words))
    assert sorted(map(sorted, found)) == [["a/0"], ["b/0"]]


def test_words_without_a_speaker_join_those_of_the_same_words() -> None:
    words = "Aucun des trois réacteurs du site ne redémarrera avant l'hiver"
    pairs = [
        article("a", f"« {words} », a dit Luc Tessier.", [Said(words, "Luc Tessier")]),
        article("b", f"Il a été annoncé que {words}.", [Said(f"que {words}", None, "Il a été annoncé", "indirect")]),
        article(
            "c", "Il a été dit que rien ne presse.", [Said("que rien ne presse", None, "Il a été dit", "indirect")]
        ),
    ]
    found = [set(u.statements) for u in merge(dossier(*pairs))]
    assert found == [{"a/0", "b/0"}]


def test_two_sayings_of_one_article_stay_two_but_a_headline_quotes() -> None:
    found = told(
        ("a", "Odile Ferrand", "Le pont rouvrira en juin avec une voie de bus"),
        ("a", "Odile Ferrand", "Le pont rouvrira en juin avec une piste cyclable"),
        ("a", "Odile Ferrand", "avec une voie de bus le pont rouvrira en juin"),
    )
    assert sorted(map(sorted, found)) == [["a/0", "a/2"], ["a/1"]]


def test_two_known_days_are_two_sayings() -> None:
    words = "Le pont de Valbrune restera fermé aux camions"
    pairs = [article(n, f"« {words} », a dit Luc Tessier.", [Said(words, "Luc Tessier")]) for n in ("a", "b", "c")]
    days = {(0, 0): "2024-03-01", (1, 0): "2024-03-08", (2, 0): "2024-03"}
    found = merge(dossier(*pairs, days=days))
    assert len(found) == 2
    assert {u.said for u in found} >= {"2024-03-08"} or {u.said for u in found} >= {"2024-03-01"}


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (
            "Notre victoire appartient aux ouvriers qui ont tenu trois mois dans le froid",
            "Our victory belongs to the workers who held out for three months in the cold",
        ),
        (
            "Je quitterai mon poste en septembre et je n'accepterai aucun autre mandat",
            "I will leave my post in September and will not accept any other mandate",
        ),
        (
            "Cette enquête ne vise ni le club ni ses joueurs",
            "This investigation targets neither the club nor its players",
        ),
    ],
)
def test_another_language(french: str, english: str) -> None:
    pairs = [
        article("a", f"« {french} », a écrit Lina Castel (@linacastel).", [Said(french, "Lina Castel (@linacastel)")]),
        article("b", f"“{english}” — Lina Castel (@linacastel)", [Said(english, "Lina Castel (@linacastel)")]),
        article(
            "c",
            "« Je remercie les pompiers de leur courage », a écrit Lina Castel.",
            [Said("Je remercie les pompiers de leur courage", "Lina Castel")],
        ),
    ]
    found = [set(u.statements) for u in merge(dossier(*pairs))]
    assert {"a/0", "b/0"} in found


def test_neighbours_on_both_sides_join_what_stands_between() -> None:
    rows = [
        ("Le conseil votera le budget des écoles jeudi soir", "Le conseil votera le budget des écoles jeudi soir"),
        ("Personne ne paiera davantage pour la cantine municipale", "Nul ne versera plus pour la cantine"),
        (
            "Les bus scolaires resteront gratuits pour les familles",
            "Les bus scolaires resteront gratuits pour les familles",
        ),
    ]
    found = told(*[(n, "Odile Ferrand", row[k]) for k, n in enumerate(("a", "b")) for row in rows])
    assert len(found) == 3


def test_no_saying_no_utterance() -> None:
    assert merge(dossier(article("a", "Rien à dire.", []))) == ()


SAYINGS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["Odile Ferrand", "Luc Tessier", ""]),
        st.sampled_from(["Le pont rouvrira en juin", "le pont rouvrira en juin 2024", "12 000"]),
    ),
    min_size=1,
    max_size=7,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(SAYINGS)
def test_every_statement_with_a_speaker_stands_in_exactly_one(rows: list[tuple[str, str, str]]) -> None:
    pages: dict[str, list[tuple[str, str]]] = {}
    for name, source, words in rows:
        pages.setdefault(name, []).append((source, words))
    pairs = []
    for name, said in sorted(pages.items()):
        text, marks = "", []
        for source, words in said:
            marks.append((len(text) + 2, words, source))
            text += f"« {words} », a dit {source or 'on'}.\n"
        pairs.append(article(name, text, [Said(w, s or None) for _, w, s in marks]))
    d = dossier(*pairs)
    found = merge(d)
    ids = [s for u in found for s in u.statements]
    assert len(ids) == len(set(ids))
    by_id = {s.id: s for row in d.statements for s in row}
    assert set(ids) >= {s.id for s in by_id.values() if s.speaker}
    for u in found:
        assert {by_id[i].speaker for i in u.statements} - {None} <= {u.speaker}
    for order in list(permutations(range(len(pairs))))[:3]:
        turned = dossier(*[pairs[i] for i in order])
        assert {frozenset(u.statements) for u in merge(turned)} == {frozenset(u.statements) for u in found}


@pytest.mark.parametrize(
    ("english", "french"), [("resignation", "démission"), ("war", "guerre"), ("nationality", "nationalité")]
)
def test_words_meet(english: str, french: str) -> None:
    (e,), (f,) = list(matter(english, 0, len(english), "en", {})), list(matter(french, 0, len(french), "fr", {}))
    assert pivot(e, "en") & pivot(f, "fr")


def test_input_is_left_alone() -> None:
    a, n = article("a", "« Le pont rouvrira », a dit Luc Tessier.", [Said("Le pont rouvrira", "Luc Tessier")])
    before = (a, n)
    merge(dossier((a, n)))
    assert before == (a, n)
    assert isinstance(a, Article)
    assert isinstance(n, Notes)


def _by_topic(texts: list[str]) -> list[list[float]]:
    """Stands for an encoder: what tells of a bridge lies on one axis, all else on another."""
    return [[1.0, 0.1] if "pont" in t or "bridge" in t else [0.1, 1.0] for t in texts]


def test_an_encoder_joins_what_words_do_not_but_never_two_mouths() -> None:
    pairs = [
        article("a", "« Le pont fermera », a dit Luc Tessier.", [Said("Le pont fermera", "Luc Tessier")]),
        article(
            "b",
            "« Plus un camion ne franchira le pont neuf », a dit Luc Tessier. « Le pont tient », a dit Odile Ferrand.",
            [Said("Plus un camion ne franchira le pont neuf", "Luc Tessier"), Said("Le pont tient", "Odile Ferrand")],
        ),
    ]
    alone = sorted(sorted(u.statements) for u in merge(dossier(*pairs)))
    helped = sorted(sorted(u.statements) for u in merge(dossier(*pairs), _by_topic))
    assert alone == [["a/0"], ["b/0"], ["b/1"]]
    assert helped == [["a/0", "b/0"], ["b/1"]]
