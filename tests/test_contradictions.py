"""What cannot both be so."""

from __future__ import annotations

import msgspec
import pytest

from dossiers import article, says, story
from recoupe.judge import claims, contradictions, documents
from recoupe.model import Contradiction, Dossier, TimeExpression

PEOPLE = {
    "coach": "person: Paul Rémy",
    "chair": "person: Anne Vidal",
    "letter": "document: la lettre, un courrier",
    "union": "organisation: le syndicat",
    "board": "organisation: la direction",
}


def find(dossier: Dossier) -> tuple[Contradiction, ...]:
    return contradictions.find(dossier, claims.judge(dossier), documents.rebuild(dossier))


def sides(dossier: Dossier, c: Contradiction) -> set[str]:
    texts = {a.id: a.text for a in dossier.articles}
    return {texts[e.article][e.start : e.end] for e in c.sides}


def test_one_quotation_in_two_mouths() -> None:
    dossier = story(
        article(
            "a",
            "« Le contrat est signé mais le joueur reste libre », a dit Paul Rémy.",
            says(
                "Le contrat est signé mais le joueur reste libre",
                "coach",
                form="direct",
                cue="a dit",
                source="Paul Rémy",
            ),
        ),
        article(
            "b",
            "Anne Vidal l'assure : « Le contrat est signé mais le joueur reste libre ».",
            says("Le contrat est signé mais le joueur reste libre", "chair", form="direct", source="Anne Vidal"),
        ),
        speakers=PEOPLE,
    )
    (found,) = [c for c in find(dossier) if c.kind == "speaker"]
    assert {e.article for e in found.sides} == {"a", "b"}
    assert "Paul Rémy" in found.about
    assert "Anne Vidal" in found.about


def test_quoting_somebody_elses_words_is_no_second_mouth() -> None:
    dossier = story(
        article(
            "a",
            "« Le contrat est signé mais le joueur reste libre », a dit Paul Rémy, rapporte Anne Vidal.",
            says("Le contrat est signé mais le joueur reste libre", "coach", form="direct", via=("chair",)),
            says("Le contrat est signé mais le joueur reste libre », a dit Paul Rémy", "chair"),
        ),
        speakers=PEOPLE,
    )
    assert [c for c in find(dossier) if c.kind == "speaker"] == []


def test_asserted_here_denied_there() -> None:
    dossier = story(
        article(
            "a",
            "Le syndicat affirme que l'usine de Brèves fermera en mars.",
            says("que l'usine de Brèves fermera en mars", "union"),
        ),
        article(
            "b",
            "La direction dément la fermeture de l'usine de Brèves.",
            says("la fermeture de l'usine de Brèves", "board", act="denies"),
        ),
        speakers=PEOPLE,
    )
    (found,) = [c for c in find(dossier) if c.kind == "claim"]
    assert sides(dossier, found) == {"que l'usine de Brèves fermera en mars", "la fermeture de l'usine de Brèves"}


def test_a_retraction_is_an_update() -> None:
    dossier = story(
        article(
            "a",
            "La direction annonce la fermeture de l'usine de Brèves.",
            says("la fermeture de l'usine de Brèves", "board", act="announces", said="2024-05-02"),
        ),
        article(
            "b",
            "La direction dément désormais la fermeture de l'usine de Brèves.",
            says("la fermeture de l'usine de Brèves", "board", act="denies", said="2024-05-04"),
        ),
        speakers=PEOPLE,
    )
    assert find(dossier) == ()


def test_signed_and_unsigned() -> None:
    dossier = story(
        article(
            "a",
            "Une lettre signée du directeur annonce la vente du site.",
            says("la vente du site", "letter", act="announces"),
        ),
        article(
            "b",
            "« C'est une lettre non signée », a dit Anne Vidal.",
            says("C'est une lettre non signée", "chair", form="direct"),
        ),
        speakers=PEOPLE,
    )
    (found,) = [c for c in find(dossier) if c.kind == "trait"]
    assert {e.article for e in found.sides} == {"a", "b"}


@pytest.mark.parametrize(("agreement", "many"), [("differs", 1), ("agrees", 0), ("updates", 0)])
def test_figures_contradict_only_where_they_differ(agreement: str, many: int) -> None:
    dossier = story(
        article("a", "La collision a fait 12 blessés."),
        article("b", "La collision a fait 15 blessés."),
        numbers=[("a", "12 blessés", 12, "hurt"), ("b", "15 blessés", 15, "hurt")],
        agreement=agreement,
    )
    assert len([c for c in find(dossier) if c.kind == "figure"]) == many


def test_a_weekday_that_does_not_fit_its_date() -> None:
    dossier = story(
        article("a", "La réunion aura lieu lundi 7 mai 2024."), dates={"a": {"lundi 7 mai 2024": "2024-05-07"}}
    )
    note = msgspec.structs.replace(
        dossier.notes[0], times=(TimeExpression(25, 41, "2024-05-07", None, claims_weekday=0),)
    )
    wrong = msgspec.structs.replace(dossier, notes=(note,), moments=dossier.moments)
    assert [c.kind for c in find(wrong)] == ["date"]
    right = msgspec.structs.replace(note, times=(TimeExpression(25, 41, "2024-05-07", None, claims_weekday=1),))
    assert find(msgspec.structs.replace(dossier, notes=(right,))) == ()


def test_a_word_more_in_the_same_quotation() -> None:
    dossier = story(
        article(
            "a",
            "« C'est une décision difficile que je regrette », a dit Anne Vidal.",
            says("C'est une décision difficile que je regrette", "chair", form="direct"),
        ),
        article(
            "b",
            "« C'est une décision que je regrette », a dit Anne Vidal.",
            says("C'est une décision que je regrette", "chair", form="direct"),
        ),
        speakers=PEOPLE,
    )
    (found,) = [c for c in find(dossier) if c.kind == "trait"]
    assert len(found.sides) == 2


@pytest.mark.parametrize(
    "other",
    [
        "C'est une décision (...) que je regrette",
        "C’est une décision difficile que je regrette",
        "C'est une décision difficile",
    ],
)
def test_a_cut_a_sign_or_a_part_is_no_other_wording(other: str) -> None:
    one = "C'est une décision difficile que je regrette"
    dossier = story(
        article("a", f"« {one} », a dit Anne Vidal.", says(one, "chair", form="direct")),
        article("b", f"« {other} », a dit Anne Vidal.", says(other, "chair", form="direct")),
        speakers=PEOPLE,
    )
    assert find(dossier) == ()


def test_a_relation_rejected_in_so_many_words() -> None:
    dossier = story(
        article("a", "L'incendie a pris après, et non pendant, l'évacuation du marché couvert."),
        article("b", "L'incendie a pris pendant l'évacuation du marché couvert."),
    )
    (found,) = find(dossier)
    assert (found.kind, {e.article for e in found.sides}) == ("claim", {"a", "b"})


def test_spellings_come_last() -> None:
    dossier = story(
        article(
            "a", "Jean B. Roche, directeur du port, affirme que la grue a cédé.", says("que la grue a cédé", "roche")
        ),
        article(
            "b",
            "Jean B.Roche l'a dit. Le maire dément que la grue a cédé.",
            says("que la grue a cédé", "mayor", act="denies"),
        ),
        speakers={"roche": "person: Jean B. Roche", "mayor": "person: Luc Morel"},
    )
    found = find(dossier)
    assert [c.kind for c in found] == ["claim", "trait"]
    assert sides(dossier, found[-1]) == {"Jean B. Roche", "Jean B.Roche"}


def test_a_copy_adds_sides_but_no_contradiction() -> None:
    text = "Le syndicat affirme que l'usine de Brèves fermera. La direction dément la fermeture de l'usine de Brèves."
    said = (
        says("que l'usine de Brèves fermera", "union"),
        says("la fermeture de l'usine de Brèves", "board", act="denies"),
    )
    one = find(story(article("a", text, *said), speakers=PEOPLE))
    two = find(story(article("a", text, *said), article("b", text, *said), speakers=PEOPLE))
    assert [c.kind for c in one] == [c.kind for c in two] == ["claim"]
    assert len(two[0].sides) == 2 * len(one[0].sides)


def test_one_article_alone_in_agreement() -> None:
    assert find(story(article("a", "Il pleut à Brest."))) == ()


def test_a_guess_behind_a_pronoun_and_a_phrase_without_marks_are_no_second_mouth() -> None:
    words = "Le contrat est signé mais le joueur reste libre"
    dossier = story(
        article("a", f"« {words} », a-t-il dit.", says(words, "coach", form="direct", cue="a-t-il dit", source="il")),
        article("b", f"Anne Vidal l'assure : « {words} ».", says(words, "chair", form="direct", source="Anne Vidal")),
        speakers=PEOPLE,
    )
    assert not [c for c in find(dossier) if c.kind == "speaker"]
    plain = story(
        article("a", f"Paul Rémy assure que {words}.", says(words, "coach", source="Paul Rémy")),
        article("b", f"Anne Vidal assure que {words}.", says(words, "chair", source="Anne Vidal")),
        speakers=PEOPLE,
    )
    assert not [c for c in find(plain) if c.kind == "speaker"]
