"""Whom the article means, from the words to the speaker: pronouns, newcomers, functions, on small invented texts."""

from __future__ import annotations

import pytest

from recoupe.parse.weights import network
from speaking import heard, resolved

needs_french = pytest.mark.skipif(network("fr") is None, reason="no French parser is installed")


def voices(text: str) -> dict[str, str | None]:
    """The first words of each statement, and the name of who says it."""
    article, notes = heard(text)
    who = resolved((article, notes)).names[0]
    return {" ".join(a.content[0].cut(text).split()[:4]): w for a, w in zip(notes.attributions, who, strict=True)}


CASES = [
    # the name and not what a comma adds to it
    (
        "«Les riverains en ont aussi assez», a indiqué à Global Infos Odile Ferrand, une contre-manifestante. "
        "«Nous avons faim.»",
        {"Les riverains en ont": "Odile Ferrand", "Nous avons faim.": "Odile Ferrand"},
    ),
    # a relative clause after an apposition tells of the name
    (
        'Dans le Finistère, le port est "prêt pour un grand jour", affirme Luc Aubin, délégué des "bonnets verts" '
        'à Brest, qui continue de réclamer "le départ" du préfet.',
        {"Dans le Finistère, le": "Luc Aubin", '"le départ" du préfet': "Luc Aubin"},
    ),
    (
        'Le port est "prêt pour un grand jour", affirme Luc Aubin, coordinateur des "bonnets verts" à Brest, '
        'qui continue de réclamer "le départ" du préfet.',
        {'"le départ" du préfet': "Luc Aubin"},
    ),
    # who is named again after another goes on speaking
    (
        "« Le port vivra », estime Marc Petit, qui tient le quai jour et nuit. Gilbert, bientôt retraité, veut une "
        "liste verte. Mais Marc Petit n’en veut pas. « Les partis choisissent leurs candidats », poursuit-il.",
        {"Le port vivra": "Marc Petit", "Les partis choisissent leurs": "Marc Petit"},
    ),
    # what a copula says of somebody is nobody else
    (
        "Paul habite Brest. Depuis deux ans, il vient au port. Il n'est pas un pêcheur de la veille. "
        "« Je pars tôt le matin, explique-t-il. Quand la mer est haute, je reste. »",
        {"Je pars tôt le": "Paul"},
    ),
    # words without a cue that go on in the paragraph of a named speaker
    (
        '"La hausse, ce n\'est pas mal", se réjouit Erwan, un marin de Brest. Les annonces pour les marins qui gagnent '
        'peu "ça va leur faire un petit plus", "la prime de fin de saison aussi, c\'est très bien".',
        {"La hausse, ce n'est": "Erwan", "ça va leur faire": "Erwan", "la prime de fin": "Erwan"},
    ),
    # a first name with an age is somebody's, and a newcomer takes the pronoun over
    (
        "Lydie Morel assure que la hausse est injuste. Magda, 32 ans, règle la circulation. "
        "Elle porte un carton où elle a écrit : « On veut vivre, pas survivre. »",
        {"que la hausse est": "Lydie Morel", "On veut vivre, pas": "Magda"},
    ),
    # a description right before its pronoun
    (
        "Sur sa moto, Albin Roux, 52 ans, a mis son blouson. Artisan plombier, il explique qu'il travaille la nuit.",
        {"qu'il travaille la nuit": "Albin Roux"},
    ),
    # a pronoun that runs ahead of its name
    (
        "La mairie se tait. Bien qu'elle affirme être prête, Anne Petit regrette que rien ne bouge.",
        {"être prête": "Anne Petit", "que rien ne bouge": "Anne Petit"},
    ),
    # a function told by its field alone
    (
        "« Le dialogue est ouvert », a estimé Alain Gris, président de l'Union des artisans. "
        "« Il faut aller vite », a ajouté le responsable patronal.",
        {"Le dialogue est ouvert": "Alain Gris", "Il faut aller vite": "Alain Gris"},
    ),
    # words without a cue after a sentence about somebody
    (
        "Paul Roux est venu avec son fils. Il a rejoint la place vers midi. « Je suis à la retraite depuis deux ans. »",
        {"Je suis à la": "Paul Roux"},
    ),
    # who is spoken of is not the one who speaks
    (
        "Le ministre Jean Petit est arrivé. « Il nous a dit qu'il viendrait », a déclaré Marc Roux.",
        {"Il nous a dit": "Marc Roux", "qu'il viendrait": "Jean Petit"},
    ),
]


@needs_french
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_the_speaker_is_the_one_the_text_means(text: str, expected: dict[str, str]) -> None:
    found = voices(text)
    assert {k: found.get(k) for k in expected} == expected


@needs_french
def test_somebody_told_apart_by_what_he_does_is_nobody_named() -> None:
    found = voices("Paul Morel est venu à Brune. L'homme qui filme demande s'il va payer.")
    assert found["s'il va payer"] != "Paul Morel"
