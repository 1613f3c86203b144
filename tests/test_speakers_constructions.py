"""Who speaks, by the construction that tells it: small invented articles, read from their words to their speakers."""

from __future__ import annotations

import pytest

from recoupe.parse.weights import network
from speaking import heard, resolved


def told(text: str, language: str) -> list[tuple[str, str | None]]:
    """The words of each statement, and the name of who says it."""
    article, notes = heard(text, language)
    who = resolved((article, notes)).names[0]
    return [(a.content[0].cut(text).lstrip('«“" '), w) for a, w in zip(notes.attributions, who, strict=True)]


def check(text: str, expected: dict[str, str | None], language: str) -> None:
    got = told(text, language)
    for words, name in expected.items():
        speakers_of = [w for said, w in got if said.startswith(words)]
        assert speakers_of, f"{words!r} is no statement"
        assert speakers_of[0] == name, words


FRENCH = {
    "on at a place": (
        "La grève des éboueurs entre dans sa troisième semaine à Brévannes. Au ministère du Travail, on indique que "
        "des discussions sont en cours. À la mairie, on refuse de commenter. « Nous ferons le point vendredi », "
        "précise-t-on simplement. Du côté de la CGT, on dénonce « un mépris total ».",
        {"que des discussions": "ministère du Travail", "Nous ferons": "mairie", "un mépris": "CGT"},
    ),
    "on of a body that has just spoken": (
        "Contactée, l'enseigne Grandval dit avoir retiré tous les lots. « Il n'en reste pas un en rayon », jure-t-on.",
        {"Il n'en reste": "Grandval"},
    ),
    "on of nobody": (
        "La salle de la préfecture était pleine. « C'est très bien ! » a-t-on pu entendre dans les rangs.",
        {"C'est très": None},
    ),
    "presented after his words, and before": (
        "« On n'a plus rien. » Samira Kessous ne retient pas ses larmes. La boulangerie qu'elle tenait depuis dix ans "
        "a brûlé dans la nuit. « Les pompiers ont mis vingt minutes. »\nLe maire, Régis Aubertin, promet un soutien. "
        "« La commune sera là. »",
        {"On n'a": "Samira Kessous", "Les pompiers": "Samira Kessous", "La commune": "Régis Aubertin"},
    ),
    "somebody else is presented": (
        "Le capitaine Loïc Brissac commande le centre de secours. « Le feu est parti des combles », indique-t-il. "
        "L'exploitante, Odette Mauger, est sous le choc. « Trente ans de travail. Tout est parti en fumée. » Elle "
        "écarte un acte volontaire. « Je n'ai pas d'ennemis ici. »",
        {"Le feu": "Loïc Brissac", "Trente ans": "Odette Mauger", "Je n'ai": "Odette Mauger"},
    ),
    "a name before a colon": (
        "Changement de ton chez Bernard Lacaille, le patron de la fédération : « Nous n'avons rien à cacher. »",
        {"Nous n'avons": "Bernard Lacaille"},
    ),
    "what a sentence is about": (
        "La directrice de l'hôpital, Anne Vasseur, se dit « confiante ». Quant à la Région, elle confirme qu'elle "
        "versera deux millions d'euros.",
        {"qu'elle versera": "Région"},
    ),
    "those close to somebody": (
        "« Le président n'a pas tranché », confie un proche du chef de l'État. Un ami de la ministre jure qu'elle "
        "partira avant l'été.",
        {"Le président": "proche du chef de l'État", "qu'elle partira": "ami de la ministre"},
    ),
    "a bracket in a function": (
        "Le président du groupe UDC (Union du centre), Hervé Lantin, a, lui, demandé des comptes. « Vous avez changé "
        "trois fois de position », a-t-il lancé.",
        {"Vous avez": "Hervé Lantin"},
    ),
    "a trade told after the name": (
        "Paul Giraudet arrive à 8 heures au dépôt. « On nous prend pour des pions », lâche le cheminot. Sa collègue "
        "Nadia Ferhat acquiesce. « Lui au moins le dit », sourit la conductrice de 38 ans.",
        {"On nous": "Paul Giraudet", "Lui au": "Nadia Ferhat"},
    ),
    "where somebody is from": (
        "Le Marseillais Théo Castel a remporté l'étape. « Je n'y croyais plus », a avoué le champion de France. Battu "
        "au sprint, le Belge Wout Dehaene a félicité son rival. « Il était plus fort », a reconnu le Flamand.",
        {"Je n'y": "Théo Castel", "Il était": "Wout Dehaene"},
    ),
    "from where, and which hand": (
        "La numéro un mondiale, Lena Sorvik, s'est imposée en deux sets. « J'ai bien servi », s'est réjouie la "
        "Norvégienne. Son adversaire, l'Espagnole Carla Ibarra, a regretté son manque d'agressivité. La gauchère de 22 "
        "ans a toutefois estimé qu'elle progressait.",
        {"J'ai bien": "Lena Sorvik", "qu'elle progressait": "Carla Ibarra"},
    ),
    "the prosecutor is not who spoke": (
        "Jean-Luc Arnal, 57 ans, comparaissait mardi devant le tribunal. « J'ai paniqué », a expliqué le chef "
        "d'entreprise. Le procureur a requis trois ans de prison, estimant que le prévenu avait menti.",
        {"J'ai paniqué": "Jean-Luc Arnal", "que le prévenu": "procureur"},
    ),
    "the winner may be either": (
        "Théo Castel a battu Wout Dehaene au sprint. Le vainqueur du jour a promis qu'il attaquerait encore samedi.",
        {"qu'il attaquerait": "vainqueur du jour"},
    ),
    "a trade of another field is somebody else": (
        "Le procureur Yves Le Goff est venu sur place. « J'ai entendu un grand bruit », raconte le boulanger.",
        {"J'ai entendu": "boulanger"},
    ),
    "a man among ministers": (
        "Jason Hubert a quitté la réunion au bout d'une heure. Reçu par le ministre Alain Fossard, l'homme a justifié "
        "son départ. « Je voulais que tout soit filmé », a-t-il déclaré. Selon lui, ses camarades ont été menacés.",
        {"Je voulais": "Jason Hubert", "ses camarades": "Jason Hubert"},
    ),
    "on one side, on the other": (
        "La directrice de l'hôpital, Anne Vasseur, se dit « confiante ». De son côté, l'agence régionale de santé se "
        "veut rassurante. Rien ne permet d'incriminer le réseau d'eau, indique-t-elle dans un communiqué.",
        {"Rien ne": "agence régionale de santé"},
    ),
    "who spoke in the sentence already": (
        "C'est ce qu'a annoncé le directeur du site, Jean Vidal, évoquant un investissement de 12 millions d'euros.\n"
        "Le ministère de la Mer s'est félicité dans un communiqué d'une « solution industrielle solide », fruit, selon "
        "lui, de « quatre mois de travail ».",
        {"d'une « solution": "ministère de la Mer", "fruit": "ministère de la Mer"},
    ),
    "a word that no table has": (
        "Bruno Castel est monté à la tribune. « Vous avez ouvert la porte de l'abîme », a taclé le durandiste.",
        {"Vous avez": "Bruno Castel"},
    ),
    "what somebody is, told after": (
        "Dieter Kessel a ruiné mercredi les espoirs des salariés. Le patron du groupe allemand reconnaît avoir visité "
        "l'usine en novembre.",
        {"avoir visité": "Dieter Kessel"},
    ),
    "somebody else's director": (
        "Marie Perrin, 34 ans, a porté plainte. La directrice de l'école affirme n'avoir rien vu.",
        {"n'avoir rien": "directrice de l'école"},
    ),
    "what bears somebody's name makes him no plural": (
        "La préfecture a fait retirer les tommes Blandin. Une mesure que ne comprend pas Thierry Blandin, le patron de "
        "la laiterie : « Zéro malade, zéro preuve », s'est-il emporté.",
        {"Zéro malade": "Thierry Blandin"},
    ),
}

ENGLISH = {
    "trades, seats and origins": (
        'Striker Danny Okafor scored twice. Manager Phil Garrity praised his side. "The lads were superb," the '
        'Scotsman said. Arden boss Carlo Ricci admitted his team had been poor. The Italian said: "We gave the ball '
        'away."',
        {"The lads": "Phil Garrity", "We gave": "Carlo Ricci"},
    ),
    "a lawmaker of a state": (
        'Senator Dale Rourke, a Republican, opposed the bill. "It\'s a giveaway," the Ohio lawmaker said.',
        {"It's a": "Dale Rourke"},
    ),
    "a chief is a chief": (
        "Police Chief Ron Aldous said two suspects were in custody. The chief said the motive was unclear.",
        {"two suspects": "Ron Aldous", "the motive": "Ron Aldous"},
    ),
    "by age": (
        'Dana Hurst won the race. "I never looked back," said the 35-year-old. Coach Lee Ames, 51, said she had '
        "trained all winter.",
        {"I never": "Dana Hurst", "she had": "Lee Ames"},
    ),
    "a firm by its town": (
        "Talbot Foods lost 8 percent. The Chicago-based company said it would close four plants.",
        {"it would": "Talbot Foods"},
    ),
    "a parent of two": (
        'A witness, Karen Holt, said she saw the truck swerve. "I thought it was going to hit us," the mother of two '
        "said. The victim's mother said she was angry.",
        {"I thought": "Karen Holt", "she was angry": "victim's mother"},
    ),
}


@pytest.mark.skipif(network("en") is None or network("fr") is None, reason="no parser is installed")
def test_one_body_in_two_languages() -> None:
    texts = {
        "fr": "La mairie a indiqué que le pont fermerait. L'Organisation mondiale de la santé a dit suivre l'affaire.",
        "en": "The town hall said the bridge would be closed. The World Health Organization said it was watching.",
    }
    voices = resolved(*(heard(text, language, name=language) for language, text in texts.items())).voices
    assert voices.of_attributions[0] == voices.of_attributions[1]
    assert len(set(voices.of_attributions[0])) == 2


@pytest.mark.skipif(network("fr") is None, reason="no French parser is installed")
@pytest.mark.parametrize("construction", FRENCH)
def test_french(construction: str) -> None:
    text, expected = FRENCH[construction]
    check(text, expected, "fr")


@pytest.mark.skipif(network("en") is None, reason="no English parser is installed")
@pytest.mark.parametrize("construction", ENGLISH)
def test_english(construction: str) -> None:
    text, expected = ENGLISH[construction]
    check(text, expected, "en")
