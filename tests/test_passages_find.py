"""Passages: what two articles share, with its place on both sides."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.link import passages
from recoupe.model import Article, Passage, Section

FIRE = [
    "Un incendie a détruit dans la nuit une scierie installée au bord du canal, sans faire de victime.",
    "Les pompiers, venus de quatre casernes, ont mis six heures à venir à bout des flammes.",
    "Le propriétaire évalue les dégâts à deux millions d'euros et craint pour ses trente salariés.",
    "La gendarmerie a ouvert une enquête pour déterminer l'origine du sinistre.",
    "Le maire a promis que la commune aiderait l'entreprise à retrouver des locaux avant l'automne.",
]
OTHER = [
    "La saison de rugby commence samedi par un déplacement difficile chez le champion sortant.",
    "L'entraîneur devra se passer de son demi de mêlée, blessé au genou lors du dernier match amical.",
    "Près de huit mille abonnements ont déjà été vendus, un record pour le club du Lot.",
]


def article(name: str, text: str, outlet: str | None = None, sections: tuple[Section, ...] = ()) -> Article:
    return Article(name, text, sections, name, outlet=outlet)


def cuts(p: Passage, *articles: Article) -> tuple[str, str]:
    text = {a.id: a.text for a in articles}
    return text[p.a.article][p.a.start : p.a.end], text[p.b.article][p.b.start : p.b.end]


def test_a_sentence_word_for_word() -> None:
    a = article("a", " ".join([FIRE[0], FIRE[1], *OTHER]))
    b = article("b", " ".join(["Rien à voir ici, ou presque.", FIRE[1], "Ni là non plus."]))
    (p,) = passages.find([a, b])
    assert p.kind == "verbatim"
    assert p.likeness == 1.0
    assert cuts(p, a, b) == (FIRE[1].rstrip("."), FIRE[1].rstrip("."))


def test_typography_and_case_change_nothing() -> None:
    one = "« L'usine rouvrira à Noël », a promis le député-maire, « et l’œuvre sera achevée cet été »."
    two = '"L’USINE rouvrira à Noel", a promis le député-maire, “et l\'oeuvre sera achevée cet été”.'
    (p,) = passages.find([article("a", one), article("b", two)])
    assert p.kind == "verbatim"


def test_edited_words_stay_one_passage() -> None:
    changed = FIRE[2].replace("évalue", "estime").replace("craint", "redoute de perdre")
    (p,) = passages.find([article("a", FIRE[2]), article("b", changed)])
    assert p.kind == "edited"
    assert 0.5 < p.likeness < 1.0
    assert cuts(p, article("a", FIRE[2]), article("b", changed))[0].startswith("Le propriétaire")


def test_a_change_of_tense_breaks_nothing() -> None:
    a = article("a", "Des manifestants urinent sur les grilles et tentent d'enfoncer les palissades du chantier.")
    b = article("b", "Des manifestants avaient uriné sur les grilles et tenté d'enfoncer les palissades du chantier.")
    assert len(passages.find([a, b])) == 1


def test_moved_sentences_are_found_each() -> None:
    a, b = article("a", " ".join([FIRE[0], OTHER[0], FIRE[2]])), article("b", " ".join([FIRE[2], OTHER[1], FIRE[0]]))
    assert {cuts(p, a, b)[0][:12] for p in passages.find([a, b])} == {FIRE[0][:12], FIRE[2][:12]}


def test_split_and_dropped_sentences() -> None:
    b = "Un incendie a détruit dans la nuit une scierie. Elle était installée au bord du canal. " + FIRE[3]
    found = passages.find([article("a", " ".join(FIRE)), article("b", b)])
    covered = {w for p in found for w in range(p.b.start, p.b.end)}
    assert len(covered) > 0.7 * len(b)


def test_commonplaces_are_no_passages() -> None:
    a = article("a", "Le ministre de l'Intérieur Jean Roux a pris la parole hier soir devant la presse, à Lille.")
    b = article("b", "Reçu par les syndicats, le ministre de l'Intérieur Jean Roux n'a rien voulu promettre.")
    assert passages.find([a, b]) == ()


def test_the_furniture_of_an_outlet_is_no_passage() -> None:
    line = "Suivez toute l'actualité de la région chaque soir dans notre lettre gratuite du canal"
    a, b = article("a", f"{FIRE[0]}\n{line}", "Le Phare"), article("b", f"{OTHER[0]}\n{line}", "Le Phare")
    assert passages.find([a, b]) == ()
    c = article("c", f"{OTHER[0]}\nTexte.", "Le Phare", (Section(0, len(OTHER[0]), "related"),))
    assert passages.find([article("d", OTHER[0], "La Vigie"), c]) == ()


def test_order_of_input_changes_nothing() -> None:
    pool = FIRE + OTHER
    rng = random.Random(5)
    articles = [article(f"n{i}", " ".join(rng.sample(pool, 4))) for i in range(8)]
    first = passages.find(articles)
    assert first
    for _ in range(3):
        rng.shuffle(articles)
        assert passages.find(articles) == first


def test_nothing_in_nothing_out() -> None:
    assert passages.find([]) == ()
    assert passages.find([article("a", ""), article("b", "\n…"), article("c", "mot")]) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(FIRE + OTHER), min_size=1, max_size=5), min_size=2, max_size=4))
def test_positions_are_exact_and_hold_equal_words(texts: list[list[str]]) -> None:
    articles = [article(f"n{i}", " ".join(t)) for i, t in enumerate(texts)]
    for p in passages.find(articles):
        one, two = cuts(p, *articles)
        assert p.a.article < p.b.article
        assert one[0].isalnum()
        assert one[-1].isalnum()
        assert two[0].isalnum()
        assert two[-1].isalnum()
        if p.kind == "verbatim":
            assert one.lower().split() == two.lower().split()


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_anything_can_be_compared(one: str, two: str) -> None:
    a, b = article("a", one), article("b", two + " " + one)
    for p in passages.find([a, b]):
        assert 0 <= p.a.start < p.a.end <= len(a.text)
        assert 0 <= p.b.start < p.b.end <= len(b.text)
