"""The page a reader gets: our words around theirs, every line with its evidence."""

from __future__ import annotations

import re

import pytest

from dossiers import article, says, story
from recoupe.judge import brief, claims, contradictions, documents, timeline
from recoupe.model import BriefLine, Dossier


def plant() -> Dossier:
    return story(
        article(
            "a",
            "Le syndicat affirme que l'usine de Brèves fermera en mars. La direction dément la fermeture de l'usine de Brèves.",  # noqa: E501
            says("que l'usine de Brèves fermera en mars", "union"),
            says("la fermeture de l'usine de Brèves", "board", act="denies"),
            title="L'usine de Brèves fermera-t-elle ?",
        ),
        article(
            "b",
            "La direction annonce cent embauches à Lens. Selon un salarié, la cantine serait close depuis lundi.",
            says("cent embauches à Lens", "board", act="announces"),
            says("la cantine serait close depuis lundi", "worker", hedge="serait"),
            title="Usine de Brèves : la fermeture démentie",
        ),
        speakers={
            "union": "organisation: le syndicat",
            "board": "organisation: la direction",
            "worker": "unnamed: un salarié",
        },
        dates={"b": {"lundi": "2024-04-29"}},
    )


def page(dossier: Dossier, lang: str) -> tuple[BriefLine, ...]:
    judged, papers = claims.judge(dossier), documents.rebuild(dossier)
    return brief.write(
        dossier, judged, contradictions.find(dossier, judged, papers), papers, timeline.order(dossier), lang
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_line_has_evidence_and_every_quotation_is_verbatim(lang: str) -> None:
    dossier = plant()
    texts = {a.id: a.text for a in dossier.articles}
    lines = page(dossier, lang)
    assert len(lines) >= 4
    marks = r"« (.+?) »" if lang == "fr" else r"“(.+?)”"
    for line in lines:
        assert line.evidence
        for e in line.evidence:
            assert 0 <= e.start < e.end <= len(texts[e.article])
        for quoted in re.findall(marks, line.text):
            assert any(quoted.removesuffix(" […]") in t for t in texts.values()), quoted


def test_each_language_in_its_own_words() -> None:
    french, english = (" ".join(x.text for x in page(plant(), lang)) for lang in ("fr", "en"))
    assert "Démenti" in french or "Contesté" in french
    assert "Denied" in english or "Disputed" in english
    assert "l'usine de Brèves" in english  # evidence is never translated


def test_a_hedged_word_is_never_called_confirmed() -> None:
    for line in page(plant(), "fr"):
        assert not (line.text.startswith("Confirmé") and "cantine" in line.text)


def test_title_is_a_headline() -> None:
    dossier = plant()
    assert brief.title(dossier, claims.judge(dossier)) in {a.title for a in dossier.articles}


def test_title_without_headlines_is_how_the_weightiest_report_opens() -> None:
    dossier = story(
        article(
            "a", "La direction annonce cent embauches à Lens.", says("cent embauches à Lens", "board", act="announces")
        ),
        speakers={"board": "organisation: la direction"},
    )
    assert brief.title(dossier, claims.judge(dossier)) == "La direction annonce cent embauches à Lens"
