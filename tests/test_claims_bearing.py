"""Whose word bears a claim out, and whose denies it: the same matter, another report, a day for everything."""

from __future__ import annotations

import pytest

from dossiers import article, says, story
from recoupe.judge import claims, contradictions, documents
from recoupe.judge.claims.status import Stance, status
from recoupe.model import Claim, Dating, Dossier

PEOPLE = {
    "league": "organisation: la Fédération",
    "president": "person: Odile Brun, la présidente Odile Brun",
    "coach": "person: Paul Rémy",
    "paper": "organisation: Le Courrier",
    "daily": "organisation: le quotidien",
    "minister": "person: Jean Lavigne, le ministre Jean Lavigne",
    "airline": "organisation: airline",
    "Northern": "organisation: Northern Wings",
    "neighbour": "person: Luc Petit",
}


def with_words(dossier: Dossier, words: str) -> Claim:
    texts = {
        s.id: s.content[0].cut(a.text)
        for a, rows in zip(dossier.articles, dossier.statements, strict=True)
        for s in rows
    }
    return next(
        c for c in claims.judge(dossier) if any(words in texts[m] for m in (*c.asserts, *c.denies, *c.confirms))
    )


def test_what_was_said_on_no_day_was_said_when_its_article_came_out() -> None:
    late = story(
        article("a", "« La piscine fermera en juin », a annoncé Odile Brun.",
                says("La piscine fermera en juin", "president", act="announces"), published=None),
        article("b", "« La piscine ne fermera pas en juin », a dit Odile Brun.",
                says("La piscine ne fermera pas en juin", "president", act="denies"), published=None),
        speakers=PEOPLE,
    )  # fmt: skip
    dated = (Dating("2024-03-09", "text"), Dating("2024-03-11", "text"))
    dossier = Dossier(
        late.id, late.articles, late.notes, dated, late.statements, late.moments, late.figures, late.speakers,
        roots=late.roots,
    )  # fmt: skip
    claim = with_words(dossier, "fermera en juin")
    assert [(e.when, e.status) for e in claim.history] == [("2024-03-09", "announced"), ("2024-03-11", "retracted")]


def test_one_match_played_does_not_deny_that_another_was_put_off() -> None:
    dossier = story(
        article("a", "La Fédération a annoncé le report du match entre Vallons et Rives.",
                says("le report du match entre Vallons et Rives", "league", act="announces")),
        article("b", "« Le match de Montclar n'a pas été reporté », a dit Paul Rémy.",
                says("Le match de Montclar n'a pas été reporté", "coach", form="direct")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert with_words(dossier, "Vallons et Rives").status == "announced"
    assert not contradictions.find(dossier, claims.judge(dossier), documents.rebuild(dossier))


def test_no_decision_of_it_denies_it() -> None:
    dossier = story(
        article("a", "Odile Brun a annoncé la fermeture de la piscine.",
                says("la fermeture de la piscine", "president", act="announces")),
        article("b", "« Aucune décision de fermeture n'a été prise », a dit le ministre Jean Lavigne.",
                says("Aucune décision de fermeture n'a été prise", "minister", form="direct")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert with_words(dossier, "la fermeture de la piscine").status == "denied"


def test_one_source_under_two_names_is_one_voice() -> None:
    words = "que des centaines de robots diffusent de fausses photos du barrage"
    dossier = story(
        article("a", f"Le Courrier assure {words}.", says(words, "paper")),
        article("b", f"Le quotidien assure {words}.", says(words, "daily")),
        speakers=PEOPLE,
    )
    assert with_words(dossier, "centaines de robots").status == "unverified"


@pytest.mark.parametrize(
    ("other", "want"),
    [("La hausse du tarif de 40 euros est là", "announced"), ("La hausse du tarif de 90 euros est là", "announced")],
)
def test_who_repeats_an_announcement_in_the_same_report_does_not_confirm_it(other: str, want: str) -> None:
    dossier = story(
        article("a", f"Jean Lavigne a annoncé une hausse du tarif de 40 euros. « {other} », note Luc Petit.",
                says("une hausse du tarif de 40 euros", "minister", act="announces"),
                says(other, "neighbour", form="direct")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert with_words(dossier, "une hausse").status == want


def test_two_voices_of_two_reports_confirm_and_of_one_do_not() -> None:
    one = Stance("a", "asserts", "third", "x", root="r")
    assert status([one, Stance("b", "asserts", "third", "y", root="r")]) == "announced"
    assert status([one, Stance("b", "asserts", "third", "y", root="q")]) == "confirmed"
    assert status([one, Stance("b", "asserts", "authority", "y", root="r")]) == "confirmed"
    assert status([one, Stance("b", "asserts", "third", "y", root="q", side="x")]) == "announced"


def test_another_number_bears_nothing_out() -> None:
    dossier = story(
        article("a", "The bank says that the leak exposed data of 143,000 customers.",
                says("that the leak exposed data of 143,000 customers", "paper"), language="en"),
        article("b", "Paul Rémy says the leak exposed data of 400 customers.",
                says("the leak exposed data of 400 customers", "coach"), language="en"),
        speakers=PEOPLE,
    )  # fmt: skip
    assert all(c.status != "confirmed" for c in claims.judge(dossier))


def test_what_had_not_been_confirmed_is_not_confirmed() -> None:
    dossier = story(
        article("a", "Paul Rémy said the airline gave a list of passengers but the names had not been confirmed.",
                says("the airline gave a list of passengers but the names had not been confirmed", "coach"),
                language="en"),
        speakers=PEOPLE,
    )  # fmt: skip
    assert not any(c.confirms for c in claims.judge(dossier))


def test_a_page_address_is_no_claim() -> None:
    dossier = story(
        article("a", "@annevidal : https://exemple.org/abc pic.exemple.org/xyz",
                says("https://exemple.org/abc", "coach", form="direct")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert claims.judge(dossier) == ()


def test_a_denial_counts_the_reports_that_tell_what_is_denied() -> None:
    dossier = story(
        article("a", "Le maire aurait truqué le marché de la cantine. Jean Lavigne nie avoir truqué le marché.",
                says("avoir truqué le marché", "minister", act="denies")),
        speakers=PEOPLE,
    )  # fmt: skip
    (claim,) = claims.judge(dossier)
    assert claim.asserts == ()
    assert claim.roots == ("own:a",)


def test_a_common_noun_is_no_second_mouth() -> None:
    words = "One of the passengers boarded the wrong plane and told the crew"
    dossier = story(
        article("a", f"“{words}”, Northern Wings said.", says(words, "Northern", form="direct"), language="en"),
        article("b", f"“{words}”, the airline said.", says(words, "airline", form="direct"), language="en"),
        speakers=PEOPLE,
    )
    found = contradictions.find(dossier, claims.judge(dossier), documents.rebuild(dossier))
    assert not [c for c in found if c.kind == "speaker"]


def test_two_like_sayings_in_one_report_are_two() -> None:
    first, second = "nos pensées vont aux blessés graves de la nuit", "nos pensées vont aux familles graves de la nuit"
    dossier = story(
        article("a", f"« {first} », a dit Paul Rémy. Plus tard : « {second} ».",
                says(first, "coach", form="direct"), says(second, "coach", form="direct")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert not contradictions.find(dossier, claims.judge(dossier), documents.rebuild(dossier))


def test_another_count_of_the_same_is_no_voice_for_it() -> None:
    dossier = story(
        article("a", "La Fédération dit que 4200 cyclistes empruntent chaque jour le tunnel.",
                says("que 4200 cyclistes empruntent chaque jour le tunnel", "league")),
        article("b", "Paul Rémy dit que 3100 cyclistes empruntent chaque jour le tunnel.",
                says("que 3100 cyclistes empruntent chaque jour le tunnel", "coach")),
        speakers=PEOPLE,
    )  # fmt: skip
    for claim in claims.judge(dossier):
        assert len(claim.asserts) == 1
        assert len(claim.roots) == 1


def test_who_announced_it_and_puts_it_right_corrects_the_claim() -> None:
    dossier = story(
        article("a", "Jean Lavigne a annoncé que la piscine sera fermée lundi.",
                says("que la piscine sera fermée lundi", "minister", act="announces"), published="2024-05-02"),
        article("b", "« Je me suis mal exprimé : la piscine reste ouverte », a rectifié Jean Lavigne.",
                says("Je me suis mal exprimé : la piscine reste ouverte", "minister", act="corrects", form="direct"),
                published="2024-05-03"),
        speakers=PEOPLE,
    )  # fmt: skip
    assert with_words(dossier, "sera fermée").status == "corrected"


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("les grèves prévues à l'usine", "declines"),  # ne mentionne pas
        ("Si l'usine ferme, nous partirons", "says"),
        ("Il ne faudrait pas que l'usine ferme en mars", "says"),
    ],
)
def test_silence_a_condition_and_a_norm_take_no_stance_against(words: str, act: str) -> None:
    cue = {"cue": "ne mentionne pas"} if act == "declines" else {"form": "direct"}
    other = f"Paul Rémy ne mentionne pas {words}." if act == "declines" else f"« {words} », a dit Paul Rémy."
    dossier = story(
        article("a", "Odile Brun a annoncé que l'usine ferme en mars.",
                says("que l'usine ferme en mars", "president", act="announces")),
        article("b", other, says(words, "coach", act=act, **cue)),
        speakers=PEOPLE,
    )  # fmt: skip
    claim = with_words(dossier, "ferme en mars")
    assert claim.status == "announced"
    assert not claim.denies
    assert not claim.questions


def test_who_only_passes_words_on_in_the_same_report_is_no_second_voice() -> None:
    text = "Le Courrier rapporte que Paul Rémy a dit que le club vendra le stade."
    dossier = story(
        article("a", text,
                says("que Paul Rémy a dit que le club vendra le stade", "paper"),
                says("que le club vendra le stade", "coach")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert with_words(dossier, "vendra le stade").status != "confirmed"


def test_a_norm_that_two_agree_on_is_not_confirmed() -> None:
    dossier = story(
        article("a", "« Il faut que la grève cesse », a dit Jean Lavigne.",
                says("Il faut que la grève cesse", "minister", form="direct")),
        article("b", "« Il faut que la grève cesse vite », a dit Odile Brun.",
                says("Il faut que la grève cesse vite", "president", form="direct")),
        speakers=PEOPLE,
    )  # fmt: skip
    assert with_words(dossier, "grève").status == "announced"


def test_a_report_that_tells_it_in_its_own_words_lends_its_root() -> None:
    dossier = story(
        article("a", "Odile Brun a annoncé la fermeture de la piscine du bourg.",
                says("la fermeture de la piscine du bourg", "president", act="announces")),
        article("b", "La piscine du bourg a été fermée, la fermeture a surpris."),
        speakers=PEOPLE,
    )  # fmt: skip
    assert len(with_words(dossier, "fermeture").roots) == 2


@pytest.mark.parametrize(
    ("text", "cue", "want"),
    [
        (
            "Le pont de Valbrune rouvrira lundi, selon Le Courrier, ce qu'a confirmé Odile Brun.",
            "a confirmé",
            "confirmed",
        ),
        (
            "Selon Le Courrier, Odile Brun a confirmé que le pont de Valbrune rouvrira lundi.",
            "a confirmé",
            "announced",
        ),
    ],
)
def test_who_confirms_behind_a_clause_is_a_second_voice_and_a_relayed_one_is_not(
    text: str, cue: str, want: str
) -> None:
    inner = "rouvrira lundi" if text.startswith("Le pont") else "que le pont de Valbrune rouvrira lundi"
    outer = "Le pont de Valbrune rouvrira lundi" if text.startswith("Le pont") else text[19:-1]
    dossier = story(
        article("a", text, says(outer, "paper", cue="selon" if text.startswith("Le pont") else "Selon"),
                says(inner, "coach", act="confirms", cue=cue)),
        speakers=PEOPLE,
    )  # fmt: skip
    (claim,) = claims.judge(dossier)
    assert claim.status == want


def test_a_contradiction_of_a_claim_names_it_so_that_a_report_can_tell_who_holds_what() -> None:
    dossier = story(
        article("a", "Jean Lavigne affirme que le pont de Valbrune fermera lundi.",
                says("que le pont de Valbrune fermera lundi", "minister", cue="affirme")),
        article("b", "Odile Brun dément que le pont de Valbrune fermera lundi.",
                says("que le pont de Valbrune fermera lundi", "president", act="denies", cue="dément")),
        speakers=PEOPLE,
    )  # fmt: skip
    judged = claims.judge(dossier)
    found = contradictions.find(dossier, judged, documents.rebuild(dossier))
    assert [c.claim for c in found if c.kind == "claim"] == [c.id for c in judged if c.denies and c.asserts]
