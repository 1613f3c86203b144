"""Independent support: which root stands behind a statement, so that rewording a dispatch adds no source."""

from __future__ import annotations

from msgspec.structs import replace

from dossiers import article, story
from recoupe.judge import claims
from recoupe.judge._roots import Roots
from recoupe.model import Dossier

WIRE = "Le maire de Brive a annoncé la fermeture de la passerelle. Les travaux dureront six mois."
FILLER = " Sur la place, le marché du samedi a ouvert comme à son habitude, sous une pluie fine et tenace." * 4
CLOSES = "la fermeture de la passerelle"


def behind(dossier: Dossier, name: str, at: int = 0) -> str | None:
    """The root behind the statement `at` of an article."""
    i = next(i for i, a in enumerate(dossier.articles) if a.id == name)
    return Roots(dossier).of(name, dossier.statements[i][at])


def told(text: str, *said: str, via: str | None = None) -> Dossier:
    """A dispatch of AFP, and an article of its own that says `said`, each passed on by `via`."""
    rest = {"via": (via,)} if via else {}
    return story(
        article("wire", WIRE, (CLOSES, "maire", {"act": "announces"}), root="AFP"),
        article("own", text, *((s, "maire", {"act": "announces", **rest}) for s in said)),
        speakers={"maire": "person: Jeanne Roy", "afp": "organisation: AFP", "gazette": "organisation: La Gazette"},
    )


def test_an_article_of_its_own_is_a_root_and_what_an_agency_passes_on_is_the_agencys() -> None:
    text = f"À Brive, {CLOSES} est annoncée par le maire." + FILLER
    assert behind(told(text, CLOSES), "own") == "own:own"
    assert behind(told(text, CLOSES, via="afp"), "own") == "AFP"
    assert behind(told(text, CLOSES, via="gazette"), "own") == "own:own", "no agency"


def test_the_dispatch_told_again_and_relayed_is_one_source_two_reports_are_two() -> None:
    text = f"À Brive, {CLOSES} est annoncée par le maire." + FILLER
    for via, roots in (("afp", {"AFP"}), (None, {"AFP", "own:own"})):
        (claim,) = [c for c in claims.judge(told(text, CLOSES, via=via)) if "fermeture" in c.text]
        assert set(claim.roots) == roots


def test_an_article_that_relays_an_agency_in_two_of_five_statements_tells_the_rest_after_it() -> None:
    text = f"On annonce {CLOSES}, un chantier long, un détour, un bac et une navette." + FILLER
    said = ("un chantier long", "un détour", "un bac", "une navette", CLOSES)
    dossier = told(text, *said)
    wire, own = dossier.statements
    after = replace(
        dossier, statements=(wire, tuple(replace(s, via=("afp",)) if i < 2 else s for i, s in enumerate(own)))
    )
    assert behind(dossier, "own", 4) == "own:own"
    assert behind(after, "own", 4) == "AFP"


def test_a_statement_stands_in_the_root_of_its_passage() -> None:
    dossier = story(
        article("wire", WIRE, (CLOSES, None, {}), root="AFP"),
        article("own", WIRE + FILLER, (CLOSES, None, {}), ("une pluie fine et tenace", None, {})),
        copies=[("wire", "own")],
    )
    (passage,) = dossier.passages
    short = replace(passage, b=replace(passage.b, end=len(WIRE)), root="AFP")
    dossier = replace(dossier, passages=(short,))
    assert behind(dossier, "own", 0) == "AFP"
    assert behind(dossier, "own", 1) == "AFP", "a fifth of the article is the dispatch's: the rest is told after it"
    longer = story(
        article("wire", WIRE, (CLOSES, None, {}), root="AFP"),
        article("own", WIRE + FILLER * 3, (CLOSES, None, {}), ("une pluie fine et tenace", None, {})),
    )
    longer = replace(longer, passages=(short,))
    assert (behind(longer, "own", 0), behind(longer, "own", 1)) == ("AFP", "own:own")


def test_a_post_set_into_the_page_is_the_outlets() -> None:
    text = f"« {CLOSES} », a dit la mairie. @mairie_brive : « Merci de votre patience »." + FILLER
    dossier = story(
        article("wire", WIRE, (CLOSES, None, {}), root="AFP"),
        article(
            "own",
            text,
            (CLOSES, None, {"cue": "a dit", "via": ("afp",)}),
            ("Merci de votre patience", None, {"form": "direct", "source": "@mairie_brive", "via": ("afp",)}),
        ),
        speakers={"afp": "organisation: AFP"},
    )
    assert behind(dossier, "own", 0) == "AFP"
    assert behind(dossier, "own", 1) == "own:own"
