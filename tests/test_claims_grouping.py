"""What a story turns on: statements drawn together by what they say, each with its stance."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dossiers import article, says, story
from recoupe.judge import claims
from recoupe.model import Claim, Dossier

PEOPLE = {
    "club": "organisation: le club, le FC Vallons",
    "coach": "person: Paul Rémy, l'entraîneur Paul Rémy",
    "player": "person: Idir Sarr",
    "agent": "person: Léa Font, son agent",
    "paper": "organisation: La Gazette",
}


def sale() -> Dossier:
    return story(
        article(
            "a",
            "Le club annonce la vente d'Idir Sarr au Sporting. L'entraîneur dément la vente d'Idir Sarr.",
            says("la vente d'Idir Sarr au Sporting", "club", act="announces", said="2024-05-02"),
            says("la vente d'Idir Sarr.", "coach", act="denies", said="2024-05-03"),
        ),
        article(
            "b",
            "La Gazette affirme que le club a vendu Idir Sarr. « Aucune décision n'a été prise de vendre Idir Sarr », "
            "a dit Paul Rémy. Idir Sarr a acheté une maison près de la mer.",
            says("que le club a vendu Idir Sarr", "paper"),
            says("Aucune décision n'a été prise de vendre Idir Sarr", "coach", form="direct", said="2024-05-03"),
            says("Idir Sarr a acheté une maison près de la mer", "paper"),
        ),
        speakers=PEOPLE,
    )


def of(found: tuple[Claim, ...], dossier: Dossier, words: str) -> Claim:
    texts = {
        s.id: s.content[0].cut(a.text)
        for a, rows in zip(dossier.articles, dossier.statements, strict=True)
        for s in rows
    }
    members = lambda c: [*c.asserts, *c.denies, *c.confirms, *c.questions]  # noqa: E731
    return next(c for c in found if any(words in texts[m] for m in members(c)))


def test_a_noun_meets_its_verb_and_a_denial_reaches_what_it_denies() -> None:
    found = claims.judge(sale())
    first = found[0]
    assert len(first.asserts) == 2
    assert len(first.denies) == 2
    assert first.status in ("denied", "disputed")
    assert not any(c.status == "confirmed" for c in found)


def test_the_main_claim_stands_first_and_once() -> None:
    found = claims.judge(sale())
    assert "vente" in found[0].text or "vend" in found[0].text
    assert sum("vente" in c.text or "vend" in c.text for c in found) == 1


def test_text_and_evidence_of_a_claim_are_verbatim() -> None:
    dossier = sale()
    texts = {a.id: a.text for a in dossier.articles}
    for c in claims.judge(dossier):
        assert c.evidence is not None
        assert texts[c.evidence.article][c.evidence.start : c.evidence.end] == c.text


def test_topic_words_alone_do_not_confirm() -> None:
    dossier = story(
        article(
            "a",
            "Le maire annonce la fermeture de l'école des Tilleuls en juin.",
            says("la fermeture de l'école des Tilleuls en juin", "mayor", act="announces"),
        ),
        article(
            "b",
            "Selon une mère, la cantine de l'école des Tilleuls sert de bons repas aux enfants.",
            says("la cantine de l'école des Tilleuls sert de bons repas aux enfants", "mother"),
        ),
        speakers={"mayor": "person: Luc Morel, le maire", "mother": "person: Inès Blanc, une mère"},
    )
    assert of(claims.judge(dossier), dossier, "fermeture").status == "announced"


def test_an_accusation_denied_as_such_stays_disputed() -> None:
    dossier = story(
        article(
            "a",
            "Une enquête de La Gazette accuse le trésorier d'avoir détourné l'argent de la mairie. "
            "Le trésorier a nié avoir détourné l'argent de la mairie.",
            says("d'avoir détourné l'argent de la mairie", "paper"),
            says("avoir détourné l'argent de la mairie.", "treasurer", act="denies", cue="a nié"),
        ),
        speakers={"paper": "organisation: La Gazette", "treasurer": "person: Guy Roux, le trésorier"},
    )
    assert of(claims.judge(dossier), dossier, "détourné").status == "disputed"


def test_any_implication_denied_reaches_the_accusation() -> None:
    dossier = story(
        article(
            "a",
            "Selon la police, la société a déversé des boues toxiques dans la rivière. La société dément toute implication.",  # noqa: E501
            says("la société a déversé des boues toxiques dans la rivière", "police"),
            says("toute implication", "firm", act="denies"),
        ),
        speakers={"police": "organisation: la police", "firm": "organisation: la société Ardel"},
    )
    found = of(claims.judge(dossier), dossier, "boues")
    assert len(found.denies) == 1
    assert found.status in ("denied", "disputed")


def test_a_negated_plan_is_asserted_not_denied() -> None:
    dossier = story(
        article(
            "a", "Idir Sarr a dit qu'il ne porterait pas plainte.", says("qu'il ne porterait pas plainte", "player")
        ),
        article("b", "Idir Sarr ne veut pas porter plainte, a-t-il dit.", says("ne veut pas porter plainte", "player")),
        speakers=PEOPLE,
    )
    (found,) = [c for c in claims.judge(dossier) if "plainte" in c.text]
    assert found.denies == ()
    assert found.status == "announced"


def test_two_persons_who_say_the_same_of_themselves_are_two_claims() -> None:
    dossier = story(
        article(
            "a",
            "Léa Font a annoncé son intention de démissionner.",
            says("son intention de démissionner", "agent", act="announces"),
        ),
        article(
            "b",
            "Paul Rémy a annoncé son intention de démissionner.",
            says("son intention de démissionner", "coach", act="announces"),
        ),
        speakers=PEOPLE,
    )
    assert all(c.status == "announced" and len(c.asserts) == 1 for c in claims.judge(dossier))


def test_a_refusal_to_confirm_questions() -> None:
    dossier = story(
        article(
            "a",
            "Une source assure que la banque a licencié cent salariés. La banque a dit ne pas pouvoir confirmer ces licenciements.",  # noqa: E501
            says("que la banque a licencié cent salariés", "source"),
            says("ne pas pouvoir confirmer ces licenciements", "bank", act="declines"),
        ),
        speakers={"source": "unnamed: une source", "bank": "organisation: la banque"},
    )
    found = of(claims.judge(dossier), dossier, "salariés")
    assert len(found.questions) == 1
    assert found.status == "unverified"


def test_french_and_english_meet() -> None:
    dossier = story(
        article(
            "a", "Le ministre a annoncé sa démission mardi.", says("sa démission mardi", "minister", act="announces")
        ),
        article(
            "b",
            "The minister's spokeswoman confirmed his resignation on Tuesday.",
            says("his resignation on Tuesday", "office", act="confirms"),
            language="en",
        ),
        speakers={"minister": "person: Jean Morin, le ministre", "office": "unnamed: spokeswoman"},
    )
    (found,) = claims.judge(dossier)
    assert (len(found.asserts), len(found.confirms), found.status) == (1, 1, "confirmed")


def test_a_copy_adds_no_support_and_changes_no_status() -> None:
    text = (
        "Le préfet annonce la fermeture du pont de la Roche. Un riverain affirme que le pont de la Roche reste ouvert."
    )
    said = (
        says("la fermeture du pont de la Roche", "prefect", act="announces"),
        says("que le pont de la Roche reste ouvert", "neighbour"),
    )
    people = {"prefect": "person: Anne Vidal, le préfet", "neighbour": "unnamed: un riverain"}
    one = claims.judge(story(article("a", text, *said, root="AFP"), speakers=people))
    two = claims.judge(
        story(
            article("a", text, *said, root="AFP"),
            article("b", text, *said, root="AFP"),
            speakers=people,
            copies=[("a", "b")],
        )
    )
    assert [(c.text, c.status, c.roots, c.single_source) for c in one] == [
        (c.text, c.status, c.roots, c.single_source) for c in two
    ]


def test_nothing_said_no_claims() -> None:
    assert claims.judge(story(article("a", "Il pleut."))) == ()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text("abc éàçœ«»“”'’.,!?\n-0", min_size=3, max_size=40).filter(lambda t: t.strip()), min_size=1, max_size=5
    )
)
def test_any_text_is_judged(texts: list[str]) -> None:
    dossier = story(
        *(article(str(i), t, says(t, "x", form="direct")) for i, t in enumerate(texts)), speakers={"x": "person: X Y"}
    )
    for c in claims.judge(dossier):
        assert c.evidence is not None
        members = [*c.asserts, *c.denies, *c.confirms, *c.questions]
        assert len(set(members)) == len(members)
