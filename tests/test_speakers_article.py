"""Whom a source means inside one article."""

from __future__ import annotations

import pytest

from speaking import Said, article, resolved, who


def test_the_subject_clitic_is_the_one_who_spoke_before() -> None:
    text = (
        "La maire de Valbrune, Odile Ferrand, a présenté son plan mardi. « Le pont rouvrira en juin », a déclaré "
        "Odile Ferrand. Luc Tessier écoutait au premier rang. « Nous tiendrons », a-t-elle ajouté."
    )
    assert who(text, Said("Le pont rouvrira en juin", "Odile Ferrand"), Said("Nous tiendrons", "elle", "a-t-elle")) == (
        "Odile Ferrand", "Odile Ferrand",
    )  # fmt: skip


def test_pronouns_agree_in_gender_and_number() -> None:
    text = (
        "Odile Ferrand a reçu Luc Tessier lundi. « C'est trop cher », a-t-il dit. « C'est le prix », a-t-elle répondu. "
        "Les riverains attendaient dehors. « On nous oublie », ont-ils crié."
    )
    names = who(
        text,
        Said("C'est trop cher", "il", "a-t-il dit"),
        Said("C'est le prix", "elle", "a-t-elle répondu"),
        Said("On nous oublie", "ils", "ont-ils crié"),
    )
    assert names == ("Luc Tessier", "Odile Ferrand", "riverains")


def test_this_last_one_is_the_nearest_and_not_the_speaker() -> None:
    text = "Odile Ferrand a félicité Luc Tessier. Ce dernier s'est dit soulagé."
    assert who(text, Said("soulagé", "Ce dernier", "s'est dit", "indirect")) == ("Luc Tessier",)


def test_the_one_concerned_is_the_person_and_not_the_prosecutor() -> None:
    text = (
        "Le parquet de Sarlin a ouvert une enquête visant le coureur Marc Oberlin, mais l'intéressé nie les faits. "
        "« Tout est faux », a répété l'intéressé."
    )
    names = who(text, Said("les faits", "l'intéressé", "nie", "indirect"), Said("Tout est faux", "l'intéressé"))
    assert names == ("Marc Oberlin", "Marc Oberlin")


def test_a_function_means_the_person_to_whom_the_article_gives_it() -> None:
    text = (
        "La ministre de la Culture, Anne Lorme, était à Brest. Le préfet Paul Gavet l'accompagnait. "
        "« Ce musée ouvrira », a promis la ministre. « Les travaux avancent », a dit le préfet."
    )
    names = who(text, Said("Ce musée ouvrira", "la ministre"), Said("Les travaux avancent", "le préfet"))
    assert names == ("Anne Lorme", "Paul Gavet")


def test_a_function_may_stand_before_the_name_that_holds_it() -> None:
    text = "La patronne de Solvane dément toute fermeture. Jeanne Kerr, patronne de Solvane, n'en dira pas plus."
    assert who(text, Said("toute fermeture", "La patronne de Solvane", "dément", "indirect")) == ("Jeanne Kerr",)
    text = "Le patron de Solvane dément toute fermeture. Jeanne Kerr, patronne de Solvane, n'en dira pas plus."
    assert who(text, Said("toute fermeture", "Le patron de Solvane", "dément", "indirect")) == ("patron de Solvane",)


def test_a_general_word_means_the_one_with_a_narrower_function() -> None:
    text = "Le député Yves Maillot a voté contre. L'élu redoute « une loi de trop ». L'avocat Me Paul Roche approuve."
    assert who(text, Said("une loi de trop", "L'élu", "redoute", "mixed")) == ("Yves Maillot",)


def test_the_former_and_the_present_holder_stay_two() -> None:
    text = (
        "L'ancien président Jacques Orvel a salué un accord. L'actuel président, Bruno Kast, se taisait. "
        "« Enfin », a soufflé l'ancien président."
    )
    assert who(text, Said("Enfin", "l'ancien président")) == ("Jacques Orvel",)


def test_a_function_in_a_complement_is_not_its_owner() -> None:
    text = "« Mon client est innocent », a plaidé l'avocat de Jean Morel. Jean Morel n'a rien dit."
    told = resolved(article("a", text, [Said("Mon client est innocent", "l'avocat de Jean Morel")]))
    assert told.names[0] != ("Jean Morel",)
    assert told.by_id[told.voices.of_attributions[0][0] or ""].kind == "unnamed"


def test_family_of_somebody() -> None:
    text = (
        "Selon sa mère, Rose Adam, le garçon est sorti du coma. « Il parle », a confié sa mère. "
        "Le docteur Alain Brun reste prudent."
    )
    names = who(
        text,
        Said("le garçon est sorti du coma", "sa mère, Rose Adam", "Selon", "indirect"),
        Said("Il parle", "sa mère"),
    )
    assert names == ("Rose Adam", "Rose Adam")


def test_services_of_somebody() -> None:
    text = (
        "Le sénateur Hugo Prat est hospitalisé, ont annoncé ses services. Le bureau de Hugo Prat précise que "
        "l'opération est bénigne."
    )
    told = resolved(
        article("a", text, [
            Said("Le sénateur Hugo Prat est hospitalisé", "ses services", "ont annoncé", "indirect"),
            Said("l'opération est bénigne", "Le bureau de Hugo Prat", "précise", "indirect"),
        ])
    )  # fmt: skip
    first, second = told.voices.of_attributions[0]
    assert first is not None
    assert first == second
    assert told.by_id[first].kind == "organisation"


def test_same_source_is_the_one_before() -> None:
    text = "« Rien ne presse », dit une source diplomatique. De même source, une réunion est prévue jeudi."
    names = who(
        text,
        Said("Rien ne presse", "une source diplomatique"),
        Said("une réunion est prévue jeudi", "même source", "De", "indirect"),
    )
    assert names == ("source diplomatique", "source diplomatique")


def test_we_of_a_quotation_is_whoever_is_quoted() -> None:
    text = "« Nous avons dit que le site fermerait », reconnaît la direction du groupe Verlan."
    names = who(
        text,
        Said("Nous avons dit que le site fermerait", "la direction du groupe Verlan"),
        Said("que le site fermerait", "Nous", "avons dit", "indirect", parent=0),
    )
    assert names[0] is not None
    assert names[0] == names[1]


def test_sources_left_unsaid() -> None:
    text = (
        "« Le stade sera prêt », a dit Inès Calvo. Et d'ajouter : « Nous avons deux mois d'avance ». "
        "« Venez voir ».\n\n"
        "Dans une lettre au club, le ton change. « Nous renonçons », pouvait-on y lire."
    )
    names = who(
        text,
        Said("Le stade sera prêt", "Inès Calvo"),
        Said("Nous avons deux mois d'avance", None, "Et d'ajouter"),
        Said("Venez voir", follows=1),
        Said("Nous renonçons", None, "pouvait-on y lire"),
    )
    assert names == ("Inès Calvo", "Inès Calvo", "Inès Calvo", "lettre")


def test_a_quotation_of_the_headline_belongs_to_whoever_says_it_below() -> None:
    text = "« Nous irons au bout »\n\nLe comité se réunit. « Nous irons au bout du procès », assure Léa Duroc."
    names = who(text, Said("Nous irons au bout"), Said("Nous irons au bout du procès", "Léa Duroc"))
    assert names == ("Léa Duroc", "Léa Duroc")


def test_nobody_is_better_than_a_wrong_mouth() -> None:
    text = "Il a été annoncé que la gare fermerait. Paul Gavet passait par là."
    assert who(text, Said("que la gare fermerait", None, "Il a été annoncé", "indirect")) == (None,)


def test_seats_and_capitals_speak_for_who_sits_there() -> None:
    text = (
        "Rome a annoncé un plan. L'Italie promet d'en dire plus. Le gouvernement italien veut aller vite. "
        "L'Élysée salue l'effort."
    )
    told = resolved(
        article("a", text, [
            Said("un plan", "Rome", "a annoncé", "indirect"),
            Said("d'en dire plus", "L'Italie", "promet", "indirect"),
            Said("aller vite", "Le gouvernement italien", "veut", "indirect"),
            Said("l'effort", "L'Élysée", "salue", "indirect"),
        ])
    )  # fmt: skip
    a, b, c, d = told.voices.of_attributions[0]
    assert a == b == c
    assert a is not None
    assert d not in (None, a)
    assert told.by_id[a].kind == "organisation"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("une source proche du dossier", "unnamed"),
        ("des riverains", "unnamed"),
        ("la préfecture de l'Orne", "organisation"),
        ("le syndicat Unité Rail", "organisation"),
        ("un rapport parlementaire", "document"),
        ("Zoé Carlin, avocate", "person"),
        ("la CGT", "organisation"),
    ],
)
def test_kinds(source: str, kind: str) -> None:
    text = f"« La ligne fermera », selon {source}."
    told = resolved(article("a", text, [Said("La ligne fermera", source, "selon")]))
    assert [s.kind for s in told.voices.speakers] == [kind]


def test_english() -> None:
    text = (
        'Mayor Helen Brandt met reporters on Tuesday. "We will rebuild," she said. A spokesman for the county '
        'declined to comment. "It is too early," the mayor added. Deputy Tom Ashby disagreed. '
        '"He is wrong about the cost," Brandt said.'
    )
    names = who(
        text,
        Said("We will rebuild,", "she", "said"),
        Said("It is too early,", "the mayor", "added"),
        Said("He is wrong about the cost,", "Brandt", "said"),
        language="en",
    )
    assert names == ("Helen Brandt", "Helen Brandt", "Helen Brandt")


@pytest.mark.parametrize(
    "text", ["", " ", "«»«»((((", "il " * 300, "M. " * 200, "le ministre de " * 80, "\x00\ud7ff @ # ,,,,"]
)
def test_odd_text_does_no_harm(text: str) -> None:
    told = resolved(article("a", text, []))
    assert told.voices.speakers == ()


@pytest.mark.parametrize(
    ("text", "said", "names", "language"),
    [
        (
            "Une passante raconte que la vitrine a explosé. Une autre dit avoir vu une moto. D'autres ne disent rien.",
            (
                Said("que la vitrine a explosé", "Une passante", "raconte", "indirect"),
                Said("avoir vu une moto", "Une autre", "dit", "indirect"),
            ),
            ("passante", "autre passante"),
            "fr",
        ),
        (
            "A neighbour said the dog barked all night. Another said it never stopped. Others said it was a fox.",
            (
                Said("the dog barked all night", "A neighbour", "said", "indirect"),
                Said("it never stopped", "Another", "said", "indirect"),
                Said("it was a fox", "Others", "said", "indirect"),
            ),
            ("neighbour", "another neighbour", "other neighbours"),
            "en",
        ),
    ],
)
def test_another_one_is_called_after_the_noun_before(
    text: str, said: tuple[Said, ...], names: tuple[str, ...], language: str
) -> None:
    assert who(text, *said, language=language) == names


def test_another_one_after_nobody_is_nobody() -> None:
    text = "Un autre prétend que la mer monte. Luc Tessier écoute."
    assert who(text, Said("que la mer monte", "Un autre", "prétend", "indirect")) == (None,)


def test_two_others_are_two() -> None:
    text = "« Trop cher », écrit un internaute. « Trop loin », ajoute un autre. « Trop tard », répond un troisième."
    told = resolved(
        article(
            "a",
            text,
            [
                Said("Trop cher", "un internaute", "écrit"),
                Said("Trop loin", "un autre", "ajoute"),
                Said("Trop tard", "un troisième", "répond"),
            ],
        )
    )
    assert len(set(told.voices.of_attributions[0])) == 3


def test_they_is_the_body_that_spoke() -> None:
    text = "The festival organisers, Lumen Brightfield, said the stage was shut. They said money would be paid back."
    names = who(
        text,
        Said("the stage was shut", "The festival organisers, Lumen Brightfield", "said", "indirect"),
        Said("money would be paid back", "They", "said", "indirect"),
        language="en",
    )
    assert names == ("Lumen Brightfield", "Lumen Brightfield")


def test_a_pronoun_that_means_nobody_is_no_speaker() -> None:
    assert who("Lui assure que tout va bien.", Said("que tout va bien", "Lui", "assure", "indirect")) == (None,)
    assert who("They said it was late.", Said("it was late", "They", "said", "indirect"), language="en") == (None,)


def test_who_is_named_in_the_words_said_does_not_say_them() -> None:
    text = (
        "Le suspect a été arrêté, a indiqué le parquet de Sarlin. Il sera entendu par le commandant Yves Morel, "
        "ajoute-t-il."
    )
    names = who(
        text,
        Said("Le suspect a été arrêté", "le parquet de Sarlin", "a indiqué", "indirect"),
        Said("Il sera entendu par le commandant Yves Morel", "il", "ajoute-t-il", "indirect"),
    )
    assert names == ("parquet de Sarlin", "parquet de Sarlin")


_LATE = (
    "Un adolescent a été blessé, a-t-on appris auprès du procureur de Sarlin. « Il vivra », a expliqué Paul Durand. "
    "Deux hommes ont été arrêtés, a précisé le procureur."
)


def test_a_function_before_and_after_a_bare_new_name_is_his() -> None:
    said = (
        Said("Il vivra", "Paul Durand", "a expliqué"),
        Said("Deux hommes ont été arrêtés", "le procureur", "a précisé", "indirect"),
    )
    assert who(_LATE, *said) == ("Paul Durand", "Paul Durand")


@pytest.mark.parametrize(
    "name", ["Paul Durand, un voisin", "Paul Durand, 35 ans", "Odile Durand", "le boulanger Paul Durand"]
)
def test_a_function_is_not_given_to_a_name_told_or_of_another_gender(name: str) -> None:
    text = _LATE.replace("Paul Durand", name)
    names = who(
        text,
        Said("Il vivra", name, "a expliqué"),
        Said("Deux hommes ont été arrêtés", "le procureur", "a précisé", "indirect"),
    )
    assert names[0] != names[1] == "procureur"


def test_the_man_is_the_author_and_not_who_passed_it_on() -> None:
    text = (
        "Tout est parti d'un message de Brice Aubert, un chroniqueur, relayé mardi par Luc Tessier. L'homme prétendait "
        "que le pont est fermé. L'auteur assure avoir des preuves."
    )
    names = who(
        text,
        Said("que le pont est fermé", "L'homme", "prétendait", "indirect"),
        Said("avoir des preuves", "L'auteur", "assure", "indirect"),
    )
    assert names == ("Brice Aubert", "Brice Aubert")


def test_who_is_heard_speaking_is_the_source() -> None:
    text = (
        "Luc Tessier a promis la fermeté. M. Vasseur s'était rendu lundi à Sarlin. On y entend l'ancien maire défendre "
        "son bilan, estimant que la ville a grandi."
    )
    names = who(
        text,
        Said("la fermeté", "Luc Tessier", "a promis", "indirect"),
        Said("que la ville a grandi", None, "estimant", "indirect"),
    )
    assert names[1] != "Luc Tessier"


def test_a_name_before_an_english_function_limits_it() -> None:
    text = "Norland officials said the dam held. A Kestrel spokesman said it leaked. The spokesman said it was old."
    names = who(
        text,
        Said("the dam held", "Norland officials", "said", "indirect"),
        Said("it leaked", "A Kestrel spokesman", "said", "indirect"),
        Said("it was old", "The spokesman", "said", "indirect"),
        language="en",
    )
    assert names == ("Norland officials", "Kestrel spokesman", "Kestrel spokesman")


def test_his_representative_is_not_that_of_somebody_else() -> None:
    text = "A representative for Jane Roe said she was ill. John Doe left early. His representative said he was tired."
    names = who(
        text,
        Said("she was ill", "A representative for Jane Roe", "said", "indirect"),
        Said("he was tired", "His representative", "said", "indirect"),
        language="en",
    )
    assert names[0] != names[1]


def test_who_is_told_of_in_a_quotation_is_not_who_speaks_it() -> None:
    text = (
        "« Nous tiendrons », a promis Luc Tessier. « Rien ne change », a répété Luc Tessier. « Le chef de l'État a dit "
        "hier qu'il restait », a-t-il rappelé."
    )
    names = who(
        text,
        Said("Nous tiendrons", "Luc Tessier", "a promis"),
        Said("Rien ne change", "Luc Tessier", "a répété"),
        Said("qu'il restait", "Le chef de l'État", "a dit", "indirect"),
        Said("Le chef de l'État a dit hier qu'il restait", "il", "a-t-il rappelé"),
    )
    assert names[2] != "Luc Tessier"
    assert names[3] == "Luc Tessier"


def test_a_month_is_no_she() -> None:
    text = "The girls were taken in April 2014. If true, she says, it is a relief, Jane Roe reports."
    names = who(
        text,
        Said("it is a relief", "she", "says", "indirect"),
        Said("it is a relief", "Jane Roe", "reports", "indirect"),
        language="en",
    )
    assert names[0] != "April"


def test_capitals_are_the_body_whose_initials_they_are() -> None:
    text = "The plane turned back, Norland Quiet Airways said. NQA said it was trying to find out why."
    names = who(
        text,
        Said("The plane turned back", "Norland Quiet Airways", "said", "indirect"),
        Said("it was trying to find out why", "NQA", "said", "indirect"),
        language="en",
    )
    assert names[0] == names[1]


def test_a_deputy_of_a_party_is_one_of_a_place_too() -> None:
    text = (
        "Le député du Parti rural Luc Tessier a annoncé qu'il viendrait. « Enfin », a dit Luc Tessier. "
        "« J'y serai », a déclaré le député de Sarlin."
    )
    names = who(
        text,
        Said("qu'il viendrait", "Le député du Parti rural Luc Tessier", "a annoncé", "indirect"),
        Said("Enfin", "Luc Tessier", "a dit"),
        Said("J'y serai", "le député de Sarlin", "a déclaré"),
    )
    assert names == ("Luc Tessier", "Luc Tessier", "Luc Tessier")


def test_bodies_of_one_country_stay_apart_and_keep_their_nouns() -> None:
    text = "The Norwegian army said it had left. The Norwegian government denied it."
    names = who(
        text,
        Said("it had left", "The Norwegian army", "said", "indirect"),
        Said("it", "The Norwegian government", "denied", "indirect"),
        language="en",
    )
    assert names == ("Norwegian army", "Norwegian government")
