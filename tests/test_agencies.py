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


ENGLISH = "The town hall reopened on Monday after three weeks of repairs. " * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Belga) " + BODY, {"Belga": "is"}),
        (BODY + "(Belga)", {"Belga": "is"}),
        (BODY + "\n(BELGA)", {"Belga": "is"}),
        (BODY + "\nBelga", {"Belga": "is"}),
        ("Avec Belga\n" + BODY, {"Belga": "based_on"}),
        (BODY + "(ats/afp)", {"Keystone-ATS": "based_on", "AFP": "based_on"}),
        (BODY + "\n(ATS)", {"Keystone-ATS": "is"}),
        (BODY + "\nats/nxp", {"Keystone-ATS": "is"}),
        (BODY + "\nATS/NXP", {"Keystone-ATS": "is"}),
        (BODY + "\nKeystone-ATS", {"Keystone-ATS": "is"}),
        (BODY + "\nATS", {"Keystone-ATS": "is"}),
        ("ATS\n" + BODY, {"Keystone-ATS": "is"}),
        (BODY + "\nAFP/VNA", {"AFP": "based_on", "VNA": "based_on"}),
        (BODY + "\nAFP/VNA/CVN", {"AFP": "based_on", "VNA": "based_on"}),
        (BODY + "\nAvec Reuters", {"Reuters": "based_on"}),
        ("Avec Reuters\n" + BODY, {"Reuters": "based_on"}),
        (BODY + "\n(Avec Reuters)", {"Reuters": "based_on"}),
        (BODY + "\nLA PRESSE CANADIENNE", {"La Presse canadienne": "is"}),
        ("LA PRESSE CANADIENNE\n" + BODY, {"La Presse canadienne": "is"}),
        ("La Presse canadienne, Ottawa\n" + BODY, {"La Presse canadienne": "is"}),
        ("JEANNE ROY\nLA PRESSE CANADIENNE\n" + BODY, {"La Presse canadienne": "is"}),
        ("OTTAWA — " + BODY + "\nJeanne Roy, La Presse canadienne", {"La Presse canadienne": "is"}),
        ("Jeanne Roy\nLa Presse canadienne\n" + BODY, {"La Presse canadienne": "is"}),
        (BODY + "\n— Avec l'Agence France-Presse", {"AFP": "based_on"}),
        (BODY + "\nAvec l’Agence France-Presse", {"AFP": "based_on"}),
        (BODY + "\n- Avec des informations de l'Associated Press", {"AP": "based_on"}),
        (BODY + "\n— Avec The Associated Press", {"AP": "based_on"}),
        (
            BODY + "\nAvec les informations de Reuters et de La Presse canadienne",
            {"Reuters": "based_on", "La Presse canadienne": "based_on"},
        ),
        (BODY + "\nD'après La Presse canadienne", {"La Presse canadienne": "based_on"}),
        ("Rédaction avec AFP\n" + BODY, {"AFP": "based_on"}),
        ("Le Monde avec AFP\n" + BODY, {"AFP": "based_on"}),
        (
            "Le Monde avec AFP et Reuters\nPublié le 3 mai 2021 à 18h30\n" + BODY,
            {"AFP": "based_on", "Reuters": "based_on"},
        ),
        ("La rédaction, avec l'AFP\n" + BODY, {"AFP": "based_on"}),
        ("Par La rédaction (avec AFP)\n" + BODY, {"AFP": "based_on"}),
        ("J. R. avec AFP\n" + BODY, {"AFP": "based_on"}),
        ("Jeanne Roy, avec AFP\n" + BODY, {"AFP": "based_on"}),
        ("Rédaction Ici Ouest (avec Belga)\n" + BODY, {"Belga": "based_on"}),
        (BODY + "\nJeanne Roy avec AFP", {"AFP": "based_on"}),
        (BODY + " (J. Roy, avec AFP)", {"AFP": "based_on"}),
        (BODY + "\n©2024 AFP", {"AFP": "is"}),
        (BODY + "\n© 2024 AFP", {"AFP": "is"}),
        (BODY + "\n© AFP 2024", {"AFP": "is"}),
        (BODY + "\n(©AFP / 12 mars 2024 18h30)", {"AFP": "is"}),
        (BODY + "\nCopyright 2024 The Associated Press. All rights reserved.", {"AP": "is"}),
        (BODY + "\n(c) 2024 Belga", {"Belga": "is"}),
        ("Par AFP\n" + BODY, {"AFP": "is"}),
        ("par l'AFP\n" + BODY, {"AFP": "is"}),
        ("AFP\n" + BODY, {"AFP": "is"}),
        ("Par AFP, le 12 mars 2024 à 18h30\n" + BODY, {"AFP": "is"}),
        ("AFP, publié le lundi 12 mars 2024 à 18h30\n" + BODY, {"AFP": "is"}),
        ("L'Agence France-Presse\n" + BODY, {"AFP": "is"}),
        ("Agence France-Presse à Lyon\n" + BODY, {"AFP": "is"}),
        ("Agence France-Presse, Lyon\n" + BODY, {"AFP": "is"}),
        ("Par AFP-Services\n" + BODY, {"AFP": "is"}),
        ("AFP-Services\n" + BODY, {"AFP": "is"}),
        ("Jeanne Roy, AFP\n" + BODY, {"AFP": "is"}),
        ("Par Jeanne Roy, AFP\n" + BODY, {"AFP": "is"}),
        ("Par Jeanne ROY - AFP\n" + BODY, {"AFP": "is"}),
        ("Reuters (Paris)\n" + BODY, {"Reuters": "is"}),
        ("PARIS, 12 mars (Reuters) - " + BODY, {"Reuters": "is"}),
        ("PARIS (Reuters) - " + BODY, {"Reuters": "is"}),
        ("par Jeanne Roy\nPARIS (Reuters) - " + BODY, {"Reuters": "is"}),
        (BODY + "\n(Reportage de Jeanne Roy, édité par Jean Dupuis)", {}),
        ("Lyon (AFP) – " + BODY, {"AFP": "is"}),
        ("Lyon, 12 mars 2021 (AFP) - " + BODY, {"AFP": "is"}),
        ("(AFP) - " + BODY, {"AFP": "is"}),
        ("(AFP) " + BODY, {"AFP": "is"}),
        ("[AFP] " + BODY, {"AFP": "is"}),
        ("ALGER- " + BODY + " (APS)", {"APS": "is"}),
        ("ALGER - (APS) " + BODY, {"APS": "is"}),
        ("Alger, 12 mars 2024 (APS) - " + BODY, {"APS": "is"}),
        ("Rabat - " + BODY + " (MAP)", {"MAP": "is"}),
        ("Rabat, 12 mars 2024 (MAP) - " + BODY, {"MAP": "is"}),
        ("Tunis, 12 mars (TAP) - " + BODY, {"TAP": "is"}),
        ("(TAP) - " + BODY, {"TAP": "is"}),
        ("Abidjan, 12 mars 2024 (AIP)- " + BODY, {"AIP": "is"}),
        ("Dakar, 12 mars (APS) – " + BODY, {"APS (Sénégal)": "is"}),
        ("Bujumbura, 12 mars (ABP) – " + BODY, {"ABP": "is"}),
        ("Kinshasa, 12 mars 2024 (ACP).- " + BODY, {"ACP": "is"}),
        ("Libreville, 12 mars (AGP) - " + BODY, {"AGP (Gabon)": "is"}),
        ("Conakry, 12 mars (AGP) - " + BODY, {"AGP (Guinée)": "is"}),
        ("Ouagadougou, 12 mars 2024 (AIB)- " + BODY, {"AIB": "is"}),
        ("Addis Abeba, 12 mars 2024 (ENA) - " + BODY, {"ENA": "is"}),
        ("APA-Dakar (Sénégal) " + BODY, {"APA News": "is"}),
        ("Lomé, 12 mars (ATOP) - " + BODY, {"ATOP": "is"}),
        ("Cotonou, 12 mars (ABP) - " + BODY, {"ABP (Bénin)": "is"}),
        ("N'Djamena, 12 mars (ATPE) - " + BODY, {"ATPE": "is"}),
        ("Antananarivo, 12 mars (ANTA) - " + BODY, {"ANTA": "is"}),
        ("Brazzaville, 12 mars (ACI) - " + BODY, {"ACI": "is"}),
        ("GENÈVE, 12 mars (Xinhua) -- " + BODY, {"Xinhua": "is"}),
        ("MOSCOU, 12 mars. /TASS/. " + BODY, {"TASS": "is"}),
        ("AA/Ankara/Jeanne Roy\n" + BODY, {"Anadolu": "is"}),
        ("AA / Istanbul\n" + BODY, {"Anadolu": "is"}),
        ("TOKYO, 12 mars (Kyodo) -- " + BODY, {"Kyodo": "is"}),
        ("New Delhi, Mar 12 (PTI) " + ENGLISH, {"PTI": "is"}),
        ("Berlin (dpa) - " + BODY, {"dpa": "is"}),
        ("Madrid, 12 mar (EFE).- " + ENGLISH, {"EFE": "is"}),
        ("(ANSA) - ROMA, 12 MAR - " + ENGLISH, {"ANSA": "is"}),
        ("ROME (ANSA) - " + BODY, {"ANSA": "is"}),
        ("(Bloomberg) -- " + ENGLISH, {"Bloomberg": "is"}),
        ("(Bloomberg) — " + BODY, {"Bloomberg": "is"}),
        ("PARIS (Agefi-Dow Jones)--" + BODY, {"Dow Jones": "is"}),
        ("LONDON (Dow Jones)--" + ENGLISH, {"Dow Jones": "is"}),
        ("PARIS (AP) — " + ENGLISH, {"AP": "is"}),
        ("By JANE ROE\nAssociated Press\n" + ENGLISH, {"AP": "is"}),
        ("By Jane Roe, The Associated Press\n" + ENGLISH, {"AP": "is"}),
        (ENGLISH + "\n___\nAssociated Press writer Jane Roe contributed to this report.", {"AP": "based_on"}),
        (ENGLISH + "\nWith files from The Canadian Press", {"La Presse canadienne": "based_on"}),
        (
            ENGLISH + "\nThis report by The Canadian Press was first published March 12, 2024.",
            {"La Presse canadienne": "is"},
        ),
        (ENGLISH + "\n(Reporting by Jane Roe; Editing by John Doe)", {}),
        (ENGLISH + "\n— with Reuters", {"Reuters": "based_on"}),
        (ENGLISH + "\nAFP/Reuters", {"AFP": "based_on", "Reuters": "based_on"}),
        (ENGLISH + "\nPA Media contributed to this report", {"PA": "based_on"}),
        (ENGLISH + "\nAgence France-Presse in Paris contributed to this report", {"AFP": "based_on"}),
        ("Staff and agencies\n" + ENGLISH, {}),
        ("Reuters in Paris\n" + ENGLISH, {"Reuters": "is"}),
        ("Agence France-Presse in Paris\n" + ENGLISH, {"AFP": "is"}),
        ("Jane Roe and agencies\n" + ENGLISH, {}),
        ("Press Association\n" + ENGLISH, {"PA": "is"}),
        ("Source: Xinhua\n" + ENGLISH, {"Xinhua": "based_on"}),
        ("Source : AFP\n" + BODY, {"AFP": "based_on"}),
        ("Sources : AFP, Reuters\n" + BODY, {"AFP": "based_on", "Reuters": "based_on"}),
        (BODY + "\n(Source AFP)", {"AFP": "based_on"}),
        (BODY + "\nLNT avec MAP", {"MAP": "based_on"}),
        ("Le360 (avec AFP)\n" + BODY, {"AFP": "based_on"}),
        ("RTBF avec Belga\n" + BODY, {"Belga": "based_on"}),
        ("RTSinfo avec ats\n" + BODY, {"Keystone-ATS": "based_on"}),
        (BODY + "\nmcc avec ats", {"Keystone-ATS": "based_on"}),
        (BODY + "\nATS/jroy", {"Keystone-ATS": "is"}),
        ("Radio Ici avec Agence France-Presse et Reuters\n" + BODY, {"AFP": "based_on", "Reuters": "based_on"}),
        ("Le pont de Lyon. Photo : Jeanne Roe, La Presse canadienne\n" + BODY, {}),
        ("PHOTO JEANNE ROE, AGENCE FRANCE-PRESSE\nLe pont.\n" + BODY, {}),
        ("Photo: Jeanne Roe Agence France-Presse Le pont de Lyon\n" + BODY, {}),
        ("Le pont, à Lyon. (Keystone/Jeanne Roe)\n" + BODY, {}),
        ("Crédit photo : Belga\n" + BODY, {}),
        ("© Belga Image\n" + BODY, {}),
        ("Belga Image\n" + BODY, {}),
        ("Le pont, le 12 mars 2024. AFP/Jeanne Roe\n" + BODY, {}),
        ("Le pont. © 2024 Jeanne Roe / AFP\n" + BODY, {}),
        ("Le pont le 12 mars 2024 à Lyon ( AFP / Jeanne ROE )\n" + BODY, {}),
        ("JEANNE ROE / AFP\n" + BODY, {}),
        ("Jeanne Roe via AFP\n" + BODY, {}),
        ("Le pont de Lyon, le 12 mars. REUTERS/Jeanne Roe\n" + BODY, {}),
        ("REUTERS/Jane Roe/File Photo\n" + ENGLISH, {}),
        ("The bridge. Photograph: Jane Roe/AFP/Getty Images\n" + ENGLISH, {}),
        ("The bridge. (Jane Roe/The Canadian Press)\n" + ENGLISH, {}),
        ("THE CANADIAN PRESS/Jane Roe\n" + ENGLISH, {}),
        ("The bridge in Lyon. (AP Photo/Jane Roe, File)\n" + ENGLISH, {}),
        ("AFP PHOTO / JEANNE ROE\n" + BODY, {}),
        ("Le pont. ANP / Jan Roe\n" + BODY, {}),
        ("EPA-EFE/Jean Roe\n" + BODY, {}),
        ("Le pont. Xinhua/Jean Roe/SIPA\n" + BODY, {}),
        ("Anadolu via AFP\n" + BODY, {}),
        ("Le pont. Photo d'archives AFP\n" + BODY, {}),
    ],
)
def test_forms_of_signatures(text: str, expected: dict[str, str]) -> None:
    """As outlets of many countries sign; credits of pictures count for none."""
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
