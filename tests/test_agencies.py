"""Agencies: what an article is to each, told from its words; data tested by its own examples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import languages
from recoupe.annotate import agencies
from recoupe.model import Article, Notes, Parse, Section


def credits(text: str, sections: tuple[Section, ...] = (), authors: tuple[str, ...] = ()) -> dict[str, str]:
    article = Article("a", text, sections, "", authors=authors)
    return {c.agency: c.relation for c in agencies.annotate(article, Parse(), Notes())}


EXAMPLES = [e for x in languages.available() for e in languages.table(x, "agencies").get("examples", [])]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_the_examples_of_the_data(example: dict) -> None:
    assert credits(example["text"]) == example["agencies"]


BODY = "La mairie a rouvert lundi après trois semaines de travaux. " * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the dispatch itself
        (BODY + "\n12/03/2021 18:30:02 -\n  Lyon (AFP) -\n  © 2021 AFP", {"AFP": "is"}),
        (BODY + "\nLyon, 12 mars 2021 (AFP) -\n© 2021 AFP", {"AFP": "is"}),
        ("(Belga) Le conseil communal a voté le budget.\n" + BODY, {"Belga": "is"}),
        (BODY + "(ats)", {"Keystone-ATS": "is"}),
        (BODY + "(afp/nxp)", {"AFP": "is"}),
        (BODY + "\nBelga", {"Belga": "is"}),
        ("BEIJING, March 12 (Xinhua) -- The bridge reopened.\n" + BODY, {"Xinhua": "is"}),
        ("Par AFP\n" + BODY, {"AFP": "is"}),
        ("JOHANNESBURG (AP) — The bridge reopened.", {"AP": "is"}),
        # written from it
        ("Par La Gazette avec AFP  Publié le 3 mai 2021\n" + BODY, {"AFP": "based_on"}),
        (BODY + "(avec Belga)", {"Belga": "based_on"}),
        (BODY + "\nAFP et Reuters", {"AFP": "based_on", "Reuters": "based_on"}),
        (BODY + "\nSource : AP", {"AP": "based_on"}),
        (BODY + "\nReuters contributed to this report.", {"Reuters": "based_on"}),
        # quoting it
        ("Le pont rouvre lundi, rapporte l'AFP.", {"AFP": "quotes"}),
        ("« Le pont rouvre », a indiqué la préfecture à l’AFP.", {"AFP": "quotes"}),
        ("La lettre, dont l'AFP a pu consulter une copie, est datée de mars.", {"AFP": "quotes"}),
        ("Selon Reuters, le pont rouvre lundi.", {"Reuters": "quotes"}),
        ("Le pont a rouvert, a constaté une journaliste de l'AFP.", {"AFP": "quotes"}),
        ("« Il rouvrira », a dit le maire à l'agence Tass.", {"TASS": "quotes"}),
        ("The bridge will reopen, the mayor told The Canadian Press.", {"La Presse canadienne": "quotes"}),
        # neither
        ("Le pont de Lyon. Jeanne Roe/AFP\n" + BODY, {}),
        ("Le pont de Lyon. (Photo AFP)\n" + BODY, {}),
        ("Jane Roe / Reuters\nLe pont de Lyon, en mars.\n" + BODY, {}),
        ("Le pont de Lyon. © Jeanne ROE / AFP\n" + BODY, {}),
        (BODY + "\n© AFP", {}),
        ("Le député Jean Roux (PC) a voté contre. Selon l'AP-HP, trois blessés sont hospitalisés.", {}),
        ("Le PDG de l'AFP a présenté son budget.", {}),
        ("Il habite pa la ville, au bord du lac Ana.", {}),
    ],
)
def test_what_an_article_is_to_an_agency(text: str, expected: dict[str, str]) -> None:
    assert credits(text) == expected


def test_a_caption_credits_no_agency() -> None:
    text = "Le pont, photographié par l'AFP.\n" + BODY
    assert credits(text, (Section(0, 32, "caption"), Section(33, len(text), "body"))) == {}


def test_the_author_field_counts() -> None:
    assert credits(BODY, authors=("AFP",)) == {"AFP": "is"}
    assert credits(BODY, authors=("La Gazette avec AFP",)) == {"AFP": "based_on"}


def test_the_strongest_relation_is_kept() -> None:
    assert credits("Le pont rouvre, a dit le maire à l'AFP.\nParis (AFP) -\n© 2020 AFP") == {"AFP": "is"}


def test_evidence_holds_the_name() -> None:
    text = "Le pont rouvre, a dit le maire à l'AFP."
    (credit,) = agencies.annotate(Article("a", text, (), ""), Parse(), Notes())
    assert "AFP" in credit.evidence.cut(text)


def test_a_signature_of_two_agencies_is_told_by_their_seats() -> None:
    rows = languages.common("agencies")["agency"]
    seen: dict[str, str] = {}
    for row in rows:
        assert len(row["country"]) == 2
        for s in row["signatures"]:
            assert s == s.lower()
            assert seen.setdefault(s, row["name"]) == row["name"] or row.get("seats")
    assert credits("Alger, 12 mars (APS) - " + BODY) == {"APS": "is"}
    assert credits("Dakar, 12 mars (APS) - " + BODY) == {"APS (Sénégal)": "is"}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="AFPafp()/ ©-\n.2018'l’Rreuts«»Photo", max_size=120))
def test_anything_can_be_read(text: str) -> None:
    for c in agencies.annotate(Article("a", text, (), ""), Parse(), Notes()):
        assert 0 <= c.evidence.start <= c.evidence.end <= len(text)
