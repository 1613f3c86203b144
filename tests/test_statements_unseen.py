"""Constructions that the press uses beside the plain ones: who told it, joined sayings, relays, polls, captions."""

from __future__ import annotations

import pytest

from recoupe.annotate import moments, statements
from recoupe.model import Article, Attribution, Notes, Section
from recoupe.parse import parse
from recoupe.parse.weights import network
from speaking import heard

needs_french = pytest.mark.skipif(network("fr") is None, reason="no French parser is installed")
needs_english = pytest.mark.skipif(network("en") is None, reason="no English parser is installed")


def read(text: str, language: str) -> tuple[Attribution, ...]:
    return heard(text, language)[1].attributions


def told(text: str, language: str = "fr") -> list[tuple[str, str | None, str | None]]:
    """Content, cue and source of every statement."""
    return [
        (
            " … ".join(s.cut(text) for s in a.content),
            a.cue.cut(text) if a.cue else None,
            a.source.cut(text) if a.source else None,
        )
        for a in read(text, language)
    ]


FRENCH = [
    # two reports in one sentence; two speakers in one sentence; what a group thinks is no speech
    ("Le préfet a appelé au calme en soulignant que tout « irait bien ».",
     [("au calme", "a appelé", "Le préfet"), ("que tout « irait bien »", "en soulignant", "Le préfet")]),
    ("La maire a réclamé des renforts en disant que la ville n'en pouvait plus.",
     [("des renforts", "a réclamé", "La maire"), ("que la ville n'en pouvait plus", "en disant", "La maire")]),
    ("« Raté ! », s'exclame Léa, « le coffre est vide », raille Tom.",
     [("Raté !", "s'exclame", "Léa"), ("le coffre est vide", "raille", "Tom")]),
    ("« On a gagné les congés payés ! » \u00adassène-t-il, l'envie intacte.",
     [("On a gagné les congés payés !", "assène-t-il", "il")]),
    ("« La pudeur est une qualité », a-t-il demandé, convaincu que « les rumeurs, c'est la facilité ».",
     [("La pudeur est une qualité", "a-t-il demandé", "il"),
      ("les rumeurs, c'est la facilité", "convaincu", "il")]),
    ("Paul Durand a quitté la salle sans cesser de considérer que « la partie est perdue ».",
     [("la partie est perdue", "sans cesser de considérer", "Paul Durand")]),
    ("Des habitants craignent d'être oubliés par la mairie.", []),
    ("« Ces promesses sont du vent, on restera », lâche également « Mimi », une retraitée.",
     [("Ces promesses sont du vent, on restera", "lâche", "« Mimi », une retraitée")]),
    ("La ministre a dit « espérer qu'il y aura moins de défilés » de pêcheurs samedi.",
     [("« espérer qu'il y aura moins de défilés » de pêcheurs samedi", "a dit", "La ministre")]),
    ("Les électeurs pensaient qu'il prendrait des mesures utiles.", []),
    ("Même ambiance à Brest, même si l'on reconnaît que le drame ne peut être ignoré.", []),
    ("Le comité appelle à une phase V. Critiquées par le maire, ces consignes circulent.",
     [("à une phase V.", "appelle", "Le comité")]),
    # an aside between the verb and its subject, and how the speaker looks
    ("« J'ai eu tort », a reconnu, penaud, Paul Durand.", [("J'ai eu tort", "a reconnu", "Paul Durand")]),
    ("« J'ai eu tort », a lâché, très émue, la chanteuse.", [("J'ai eu tort", "a lâché", "la chanteuse")]),
    ("« J'ai eu tort », confie Marie Petit, la voix tremblante.", [("J'ai eu tort", "confie", "Marie Petit")]),
    # a verb without a subject of its own: where those sit who are only « on »
    ("« Rien n'est décidé », assure-t-on dans l'entourage du maire.",
     [("Rien n'est décidé", "assure-t-on", "l'entourage du maire")]),
    ("« Rien n'est décidé », disait-on lundi à la mairie de Brune.",
     [("Rien n'est décidé", "disait-on", "la mairie de Brune")]),
    ("Le projet est abandonné, confirme-t-on chez Solvac.",
     [("Le projet est abandonné", "confirme-t-on", "Solvac")]),
    # an inverted plural subject, one of a feminine office, one behind a plural sentence
    ("Le hangar a brûlé, ont constaté des journalistes.",
     [("Le hangar a brûlé", "ont constaté", "des journalistes")]),
    ("« Il est en garde à vue », a indiqué la vice-procureure Marie Petit.",
     [("Il est en garde à vue", "a indiqué", "la vice-procureure Marie Petit")]),
    ("Douze personnes, dont deux pompiers, ont été blessées, a annoncé la préfecture.",
     [("Douze personnes, dont deux pompiers, ont été blessées", "a annoncé", "la préfecture")]),
    # what is called for is no date; who is asked stands before the question; a relative clause before the verb
    ("Le syndicat appelle à une journée d'action.", [("à une journée d'action", "appelle", "Le syndicat")]),
    ("L'homme qui filme demande à Paul Durand s'il compte payer l'amende.",
     [("s'il compte payer l'amende", "demande", "L'homme qui filme")]),
    ("Il a été interrogé par une passante, lui demandant s'il était inquiet.",
     [("s'il était inquiet", "lui demandant", "une passante")]),
    # sums; what takes up the sentence before; words on a wall; a cue that opens its own marks
    ("La maire estime à deux millions d'euros les dégâts.",
     [("à deux millions d'euros les dégâts", "estime", "La maire")]),
    ("La ville rouvrira le pont. C'est ce qu'a annoncé lundi le maire.",
     [("La ville rouvrira le pont", "a annoncé", "le maire")]),
    ("Ils portaient une banderole où l'on pouvait lire « Rendez-nous la place ».",
     [("Rendez-nous la place", "pouvait lire", "une banderole")]),
    ("La mairie « dément formellement » ces accusations.", [("ces accusations", "dément", "La mairie")]),
    # a clause, and the words that a colon adds to it
    ("Elle assure que le toit fuit : « Il pleut sur mon lit. »",
     [("que le toit fuit", "assure", "Elle"), ("Il pleut sur mon lit.", None, None)]),
    # words in marks on both sides of an incise, without a comma
    ("« Rien ne va plus », renchérit Paul Durand « nous sommes à bout de forces. »",
     [("Rien ne va plus … nous sommes à bout de forces.", "renchérit", "Paul Durand")]),
    # told on the way: no speech
    ("Il prépare le débat que le gouvernement souhaite mener en juin.", []),
    ("Le maire, qui souhaite être réélu, a serré des mains.", []),
    ("Le film où il critiquait les élus passe ce soir.", []),
    # a saying without a subject, and where it comes from
    ("Un homme a été interpellé à Brune, a-t-on appris auprès du parquet.",
     [("Un homme a été interpellé à Brune", "a-t-on appris", "parquet")]),
    ("Un homme a été blessé, a-t-on appris mardi 3 mai auprès de source policière.",
     [("Un homme a été blessé", "a-t-on appris", "source policière")]),
    ("Un vol a été signalé, a-t-on appris de sources concordantes.",
     [("Un vol a été signalé", "a-t-on appris", "sources concordantes")]),
    ("Il ignorait tout, a-t-on confirmé auprès de l'AFP.", [("Il ignorait tout", "a-t-on confirmé", None)]),
    ("Quatre personnes ont été blessées a-t-on appris auprès des pompiers.",
     [("Quatre personnes ont été blessées", "a-t-on appris", "pompiers")]),
    # a person, his body, and his words
    ("Pour Paul Durand, de la CGT, « le compte n'y est pas ».", [("le compte n'y est pas", "Pour", "Paul Durand")]),
    ("Du côté de la CFDT, pour Marie Petit, « le projet est dangereux et inutile ».",
     [("le projet est dangereux et inutile", "pour", "Marie Petit")]),
    ("« Le compte n'y est pas », s'est ainsi exprimé Paul Durand.",
     [("Le compte n'y est pas", "s'est ainsi exprimé", "Paul Durand")]),
    ("« Le compte n'y est pas », ainsi s'exprime Paul Durand.",
     [("Le compte n'y est pas", "ainsi s'exprime", "Paul Durand")]),
    # a source stops where another clause starts
    ("Mille personnes ont défilé selon la préfecture et des barrages ont été dressés au port.",
     [("Mille personnes ont défilé", "selon", "la préfecture")]),
    ("Selon Météo-France et la préfecture, la neige tombera.",
     [("la neige tombera", "Selon", "Météo-France et la préfecture")]),
    ("Selon Vinci autoroutes, le trafic est perturbé.", [("le trafic est perturbé", "Selon", "Vinci autoroutes")]),
    # one subject, two sayings
    ("Le député a donné son avis, parlant d'un « jour triste » et appelant à mettre fin à l'accord.",
     [("d'un « jour triste »", "parlant", "Le député"), ("à mettre fin à l'accord", "appelant", "Le député")]),
    ("Un porte-parole a assuré ignorer tout de l'affaire démentant les propos de son adjoint.",
     [("ignorer tout de l'affaire", "a assuré", "Un porte-parole"),
      ("les propos de son adjoint", "démentant", "Un porte-parole")]),
    # marked words that belong to the clause around them
    ("Elle a précisé que le journal qui avait relayé l'information \"aurait dû vérifier ses sources\".",
     [("que le journal qui avait relayé l'information \"aurait dû vérifier ses sources\"", "a précisé", "Elle")]),
    ("Le maire a appelé hier Paul Roux, qui « crie trop fort », « à un peu de modestie ».",
     [("Paul Roux, qui « crie trop fort », « à un peu de modestie »", "a appelé", "Le maire")]),
    # two sayings under one auxiliary
    ("Sur la radio, elle a dénoncé « un acte grave » et exigé « des excuses publiques ».",
     [("un acte grave", "a dénoncé", "elle"), ("des excuses publiques", "exigé", "elle")]),
    ("« Le pont tient bon », a confirmé sur BFM TV le secrétaire d'État Paul Roux.",
     [("Le pont tient bon", "a confirmé", "le secrétaire d'État Paul Roux")]),
    ("Dix ans plus tard, Anna Roux déchante : « On nous avait promis un train et une école. »",
     [("On nous avait promis un train et une école.", "déchante", "Anna Roux")]),
    # no saying at all
    ("Lundi soir, la commission des lois l'a interrogé.", []),
    ("Le conflit opposant les éleveurs à la préfecture dure depuis un an.", []),
    ("Rappelons que le pont est fermé.", []),
    ("Paul Roux, du Monde, a interrogé la ministre.", []),
    # what people want is no speech
    ("81 % souhaitent que la grève s'arrête et 59 % des Français pensent que le chef doit céder.", []),
    ("« Je pars », a dit le maire, selon l'agence Orbe.", [("Je pars", "a dit", "le maire")]),
]  # fmt: skip


@needs_french
@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text) == expected


ENGLISH = [
    ('"Get off the pitch, now," a spectator can be heard saying in a video.',
     [("Get off the pitch, now,", "can be heard saying", "a spectator")]),
    ("The mayor was quoted as saying that the bridge was safe.",
     [("that the bridge was safe", "was quoted as saying", "The mayor")]),
    ('"It was total chaos, people were running," Jane Doe described the scene on Twitter.',
     [("It was total chaos, people were running,", "described", "Jane Doe")]),
    ('"The floor shook and the windows broke," Mary Hill said, describing the scene.',
     [("The floor shook and the windows broke,", "said", "Mary Hill")]),
    ("Authorities warned people to be cautious of strangers and urged them not to share photos.",
     [("people to be cautious of strangers", "warned", "Authorities"),
      ("them not to share photos", "urged", "Authorities")]),
    ("Doctors say the virus is spreading and urge people to stay home.",
     [("the virus is spreading", "say", "Doctors"), ("people to stay home", "urge", "Doctors")]),
    ("The officers are pictured leaving the court, where the judge said the trial would start. (Photo: Bay PD)", []),
    ("'Most people laugh when they see it,' police said in a release, according to the Daily Times.",
     [("Most people laugh when they see it,", "said", "police")]),
    ("After the match, he described the referee as \"blind as a mole\".",
     [('the referee as "blind as a mole"', "described", "he")]),
    ("Six in ten voters think that the bill is unfair.", []),
]  # fmt: skip


@needs_english
@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text, "en") == expected


@needs_english
def test_a_frame_behind_a_quotation_and_its_cue_is_a_relay() -> None:
    text = "'Most people laugh when they see it,' police said, according to the Daily Times."
    [a] = read(text, "en")
    assert [r.cut(text) for r in a.relays] == ["the Daily Times"]


@needs_french
def test_the_next_paragraph_in_marks_goes_on_from_the_quotation_before() -> None:
    found = read("« Le sol a tremblé », a raconté Marie Petit.\n« Je suis sortie en courant. »", "fr")
    assert [a.follows for a in found] == [None, 0]


@needs_french
@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("« Nous demandons la fermeture du site », a déclaré Paul Roux.", "demands"),
        ("« Nous exigeons des excuses », a lancé Marie Petit.", "demands"),
        ("« Je demande pardon », a dit l'accusé.", "says"),
        ("« Nous n'exigeons rien », a lancé Marie Petit.", "says"),
        ("L'avocat estime que les juges feront preuve de clémence.", "says"),
        ("Il a été par la suite annoncé que la note avait été envoyée par erreur.", "corrects"),
    ],
)
def test_acts(text: str, act: str) -> None:
    assert [a.act for a in read(text, "fr")] == [act]


@needs_french
def test_a_participle_on_a_subject_stops_before_its_verb() -> None:
    found = told("La note prévenant le pays d'un retrait des forces était authentique, a dit le général.")
    assert [c for c, cue, _ in found if cue == "prévenant"] in ([], ["le pays d'un retrait des forces"])
    assert any(cue == "a dit" for _, cue, _ in found)


@needs_french
def test_a_year_that_dates_a_noun_does_not_date_the_saying() -> None:
    def moment(text: str) -> str | None:
        article = Article("a", text, (Section(0, len(text), "body"),), "", language="fr")
        syntax = parse(article)
        notes = Notes(syntax)
        notes = Notes(syntax, times=moments.annotate(article, syntax, notes))
        (made,) = statements.annotate(article, syntax, notes)
        return made.moment.cut(text) if made.moment else None

    assert moment("« Le toit tiendra cet hiver », a assuré Anne Vidal devant cette halle bâtie en 1934.") is None
    assert moment("« Le toit tiendra cet hiver », a assuré lundi Anne Vidal.") == "lundi"
