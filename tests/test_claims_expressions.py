"""What words mean together, and clauses that meet by an event of one kind or by its contrary."""

from __future__ import annotations

import pytest

from dossiers import article, says, story
from recoupe.judge import claims
from recoupe.judge._propositions import words_of
from recoupe.model import Article, Notes, Section, Span
from recoupe.parse import parse


def words(text: str, code: str = "fr") -> dict[str, bool]:
    """By concept, whether it is negated."""
    one = Article("a", text, (Section(0, len(text), "body"),), "a", language=code)
    return {w.concept: w.negated for w in words_of(one, Notes(parse(one)), [Span(0, len(text))])}


@pytest.mark.parametrize(
    ("code", "text", "concept"),
    [
        ("fr", "La mairie renonce à fermer le bassin", "close"),
        ("fr", "Le préfet exclut une démission", "resign"),
        ("fr", "La fermeture du bassin est abandonnée", "close"),
        ("en", "The council called off the strike", "strike"),
    ],
)
def test_a_verb_that_gives_up_or_excludes_denies_what_it_governs(code: str, text: str, concept: str) -> None:
    assert words(text, code)[concept] is True


def test_not_to_exclude_is_not_to_deny() -> None:
    assert words("Le préfet n'exclut pas une démission")["resign"] is False


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("Deux ouvriers ont perdu la vie", "die", "lose"),
        ("Le ministre a retiré son projet de loi", "cancel", "leave"),
        ("Le général a retiré ses troupes", "leave", "cancel"),
        ("Le maire a été pris à partie", "assault", "match"),
    ],
)
def test_words_mean_what_they_mean_together(text: str, there: str, not_there: str) -> None:
    found = words(text)
    assert there in found
    assert not_there not in found


def test_who_says_that_it_stays_open_denies_that_it_closes() -> None:
    dossier = story(
        article("a", "Odile Brun annonce la fermeture de la piscine de Valbrune.",
                says("la fermeture de la piscine de Valbrune", "mayor", act="announces")),
        article("b", "Selon le préfet, la piscine de Valbrune reste ouverte.",
                says("la piscine de Valbrune reste ouverte", "prefect")),
        speakers={"mayor": "person: Odile Brun", "prefect": "person: Jean Lavigne, préfet"},
    )  # fmt: skip
    first = claims.judge(dossier)[0]
    assert len(first.asserts) == 1
    assert len(first.denies) == 1
