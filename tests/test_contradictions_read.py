"""What a reader would set side by side in short reports, read from plain text to the record."""

from __future__ import annotations

import pytest

from recoupe.model import Article, Contradiction, Section, Story
from recoupe.pipeline import annotate, link


def told(*texts: str, language: str = "fr", days: tuple[str, ...] = ()) -> list[Story]:
    """The stories of some reports of one day, or of the days given."""
    pairs = []
    for i, text in enumerate(texts):
        name = f"report-{i}"
        day = days[i] if days else "2021-03-09"
        article = Article(name, text, (Section(0, len(text), "body"),), name, language=language, published=day)
        pairs.append((article, annotate(article)))
    return list(link(pairs).stories)


def found(*texts: str, language: str = "fr", days: tuple[str, ...] = ()) -> list[Contradiction]:
    return [c for s in told(*texts, language=language, days=days) for c in s.contradictions]


LEAD = "Un incendie a détruit lundi soir la scierie Perrochon, à Montvallon, faisant {} blessés, selon la préfecture. "
REST = "Le feu s'est déclaré dans un hangar où étaient rangés des {}, des bidons et des câbles."


def test_copies_that_differ_in_a_number() -> None:
    rows = found(LEAD.format("quatre") + REST.format("pneus"), LEAD.format("six") + REST.format("pneus"))
    assert [c.kind for c in rows] == ["figure"]
    assert "quatre" in rows[0].about
    assert "six" in rows[0].about


def test_copies_that_put_another_thing_in_a_row() -> None:
    rows = found(LEAD.format("quatre") + REST.format("pneus"), LEAD.format("quatre") + REST.format("solvants"))
    assert [c.about for c in rows] == ["pneus / solvants"]


def test_copies_whose_editor_chose_another_word() -> None:
    one = LEAD.format("quatre") + REST.format("pneus")
    assert found(one, one.replace("Un incendie", "Un feu").replace("hangar", "entrepôt")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "L'association Rives vivantes accuse l'usine Bompard d'avoir déversé de l'acide dans la Loue. "
            "« C'est totalement faux », a répondu le directeur, Henri Perrin.",
        ),
        (
            "en",
            "The union accused the plant of dumping acid in the river in June. "
            "“That is simply not true,” said the director, Henry Parton.",
        ),
    ],
)
def test_a_denial_without_words_of_its_own_answers_the_charge_before_it(language: str, text: str) -> None:
    (one,) = found(text, language=language)
    assert one.kind == "claim"
    assert len(one.sides) == 2


def test_the_age_of_one_person() -> None:
    rows = found(
        "Le gardien de la scierie de Montvallon, Paul Estève, 34 ans, a été brûlé dans l'incendie lundi soir.",
        "Paul Estève, âgé de 43 ans, gardien de la scierie de Montvallon, a été brûlé dans l'incendie lundi soir.",
    )
    assert any(c.kind == "trait" and "34" in c.about and "43" in c.about for c in rows)


def test_the_ages_of_two_people() -> None:
    rows = found(
        "Le gardien de la scierie de Montvallon, Paul Estève, 34 ans, a été brûlé dans l'incendie lundi soir.",
        "Luc Armand, 43 ans, voisin de la scierie de Montvallon, a donné l'alerte dans l'incendie lundi soir.",
    )
    assert not any("43" in c.about for c in rows)


def test_a_state_that_began_on_two_days() -> None:
    rows = found(
        "Une trentaine d'ouvriers occupent l'usine Bompard depuis lundi matin, à Ornans.",
        "Les ouvriers occupent l'usine Bompard depuis mardi matin, à Ornans, selon la préfecture.",
        days=("2021-03-10", "2021-03-10"),
    )
    assert "date" in {c.kind for c in rows}


def test_a_name_spelt_in_two_ways_stands_last() -> None:
    rows = found(
        LEAD.format("quatre")
        + "Le maire, Luc Marchand, a remercié les pompiers. « Luc Marchand était là », dit un voisin.",
        LEAD.format("six") + "Le maire, Luc Marchend, a remercié les pompiers.",
    )
    assert [c.matter for c in rows][-1] == "spelling"
    assert rows[0].kind == "figure"


def test_a_part_is_not_set_against_its_whole() -> None:
    rows = found(
        "Le groupe Kessler va conserver 180 de ses 240 emplois à Ornans, a annoncé lundi la direction.",
        "Le groupe Kessler va conserver 180 emplois à Ornans, a annoncé lundi la direction.",
    )
    assert not any(c.kind == "figure" for c in rows)


def test_a_copy_and_the_order_of_reports_change_nothing() -> None:
    one, two = LEAD.format("quatre") + REST.format("pneus"), LEAD.format("six") + REST.format("solvants")

    def matters(*texts: str) -> set[tuple[str, frozenset[str]]]:
        return {(c.kind, frozenset(c.about.split(" / "))) for c in found(*texts)}

    alone = matters(one, two)
    assert len(alone) == 2
    assert matters(two, one) == matters(one, two, two) == alone


def test_the_timeline_shows_the_sentence_that_stands_alone() -> None:
    (story,) = told(
        "La maire de Lormeuil, Claire Vauzelle, a annoncé lundi la fermeture du pont Vernier aux camions.",
        "Elle a annoncé lundi la fermeture du pont Vernier de Lormeuil aux camions, un pont construit en 1934.",
        days=("2021-03-09", "2021-03-09"),
    )
    (event,) = story.timeline
    assert event.when == "2021-03-08"
    assert event.text.startswith("La maire de Lormeuil")
    assert {e.article for e in event.evidence} == {"report-0", "report-1"}


def test_the_brief_is_a_page_in_parts() -> None:
    (story,) = told(LEAD.format("quatre") + REST.format("pneus"), LEAD.format("six") + REST.format("pneus"))
    parts = [line.part for line in story.brief]
    order = ("happened", "stands", "disputed", "unknown")
    assert parts == sorted(parts, key=order.index)
    assert "disputed" in parts
    assert len({line.text for line in story.brief}) == len(story.brief)
    assert all(line.evidence for line in story.brief)
