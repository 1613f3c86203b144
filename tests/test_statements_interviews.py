"""Interviews printed without marks: every form that tells an answer from a question, and what is no interview."""

from __future__ import annotations

import pytest

from recoupe.parse.weights import network
from speaking import heard

needs_french = pytest.mark.skipif(network("fr") is None, reason="no French parser is installed")

ONE = "J'ai vu le pont bouger. Nous avons prévenu la mairie."
TWO = "Je n'en sais rien. On attend le rapport de l'expert."
FORMS = {
    "name before each answer": f"""Anne Morel : « Le pont a bougé »
L'ingénieure a donné l'alerte en mars.
Que s'est-il passé ?
Anne Morel : {ONE}
Qui paiera les travaux ?
Anne Morel : {TWO}""",
    "name and dash, once": f"""Anne Morel, ingénieure, a donné l'alerte en mars.
LE COURRIER.- Qu'avez-vous vu ce jour-là ?
Anne Morel.- {ONE}
Savez-vous qui paiera les travaux ?
{TWO}""",
    "name without a mark": f"""Anne Morel, ingénieure, a donné l'alerte en mars. Entretien.
Que s'est-il passé ?
Anne Morel {ONE}
Vous ne parlez pas des travaux.
Anne Morel {TWO}
Et maintenant ?
Anne Morel Je rentre chez moi.""",
    "letters in one paragraph": "L'ingénieure Anne Morel a donné l'alerte, a-t-elle dit. "
    f"Q. Que s'est-il passé ? R. {ONE} Q. Qui paiera ? R. {TWO}",
    "letters in lines": f"""« Le pont a bougé », dit l'ingénieure Anne Morel.
QUESTION : Que s'est-il passé ?
RÉPONSE : {ONE}
QUESTION : Qui paiera ?
RÉPONSE : {TWO}""",
    "no names": f"""Anne Morel : « Le pont a bougé »
Qu'avez-vous vu ce jour-là ?
{ONE}
Que dites-vous aux riverains ?
{TWO}
Êtes-vous inquiète ?
Oui, je le suis.
Propos recueillis par Jean Petit""",
}


def read(text: str) -> list[tuple[str, str | None, str, str | None]]:
    """Content, source, form, and the first source down the chain of what each statement goes on from."""
    told = heard(text)[1].attributions
    out = []
    for a in told:
        first = a
        while first.source is None and first.follows is not None:
            first = told[first.follows]
        out.append(
            (
                " … ".join(s.cut(text) for s in a.content),
                a.source.cut(text) if a.source else None,
                a.form,
                first.source.cut(text) if first.source else None,
            )
        )
    return out


@needs_french
@pytest.mark.parametrize("form", FORMS)
def test_an_answer_is_the_direct_speech_of_who_is_asked(form: str) -> None:
    told = {content: (source, kind, first) for content, source, kind, first in read(FORMS[form])}
    for answer in (ONE, TWO):
        assert answer in told
        assert told[answer][1] == "direct"
        assert told[answer][2] in ("Anne Morel", "elle", "l'ingénieure Anne Morel")


@needs_french
def test_what_the_answer_reports_of_others_is_nested_and_ends_with_its_sentence() -> None:
    text = FORMS["name before each answer"].replace(
        ONE, "Le maire nous a dit qu'il viendrait. Nous l'attendons encore."
    )
    contents = {content for content, *_ in read(text)}
    assert "Le maire nous a dit qu'il viendrait. Nous l'attendons encore." in contents
    assert "qu'il viendrait" in contents


@needs_french
@pytest.mark.parametrize(
    "text",
    [
        """Que change la réforme ?
Le taux passe de 4 à 6 %. Les communes gardent la main.
Qui est concerné ?
Les propriétaires de plus de deux logements.
Quand s'applique-t-elle ?
Elle s'applique au premier janvier.""",
        """Pourquoi le pont a-t-il bougé ? La pluie, sans doute.
Le maire : un homme pressé ? Pas tant que cela.
Le chantier reprendra lundi. Mais qui paiera ?""",
    ],
)
def test_questions_of_the_narrator_make_no_interview(text: str) -> None:
    assert not [content for content, _, form, _ in read(text) if form == "direct"]


@needs_french
def test_a_line_printed_large_is_no_part_of_an_answer() -> None:
    text = FORMS["no names"].replace(TWO, "« Nous avons prévenu la mairie »\nAnne Morel\n" + TWO)
    assert TWO in {content for content, *_ in read(text)}
