"""A document rebuilt from what reports quote of it."""

from __future__ import annotations

from dossiers import article, says, story
from recoupe.judge import documents
from recoupe.model import Document, Dossier, Evidence

PEOPLE = {"letter": "document: la lettre, un courrier", "boss": "person: Odile Kern", "maker": "organisation: Arvel"}


def letter() -> Dossier:
    return story(
        article(
            "a",
            "Dans une lettre signée d'Odile Kern, adressée au préfet, Arvel annonce la fin du chantier. "
            "« Nous quittons le chantier de la gare pour des raisons de sécurité », y lit-on. « Nos équipes partiront vendredi ».",  # noqa: E501
            says("la fin du chantier", "maker", act="announces", via=("letter",)),
            says(
                "Nous quittons le chantier de la gare pour des raisons de sécurité",
                "letter",
                form="direct",
                said="2024-05-02",
            ),
            says("Nos équipes partiront vendredi", "letter", form="direct"),
        ),
        article(
            "b",
            "Odile Kern écrit dans cette lettre : « Monsieur le préfet, nous tenons à vous informer de notre décision ». "  # noqa: E501
            "« We are leaving the station site », selon une autre version. La lettre n'est pas un faux, assure Arvel.",
            says(
                "Monsieur le préfet, nous tenons à vous informer de notre décision",
                "boss",
                form="direct",
                via=("letter",),
            ),
            says("We are leaving the station site", "letter", form="direct"),
            says("La lettre n'est pas un faux", "maker"),
        ),
        article(
            "c",
            "Le courrier parle de quitter « le chantier de la gare pour des raisons de sécurité ». La lettre était confidentielle.",  # noqa: E501
            says("quitter « le chantier de la gare pour des raisons de sécurité »", "letter", form="mixed"),
        ),
        speakers=PEOPLE,
    )


def cut(dossier: Dossier, e: Evidence) -> str:
    return next(a.text for a in dossier.articles if a.id == e.article)[e.start : e.end]


def only() -> tuple[Dossier, Document]:
    dossier = letter()
    (found,) = documents.rebuild(dossier)
    return dossier, found


def test_who_wrote_to_whom_and_when() -> None:
    _, found = only()
    assert (found.kind, found.author, found.addressee, found.date) == ("letter", "Odile Kern", "préfet", "2024-05-02")


def test_fragments_come_from_every_report_that_quotes() -> None:
    dossier, found = only()
    assert {f.article for f in found.fragments} == {"a", "b", "c"}
    texts = [cut(dossier, f) for f in found.fragments]
    assert "Nos équipes partiront vendredi" in texts
    assert "le chantier de la gare pour des raisons de sécurité" in [t.strip() for t in texts]
    assert all("la fin du chantier" not in t for t in texts)  # reported, not quoted


def test_one_passage_stands_side_by_side_and_the_address_first() -> None:
    dossier, found = only()
    cells = [[cut(dossier, f).strip() for f in cell] for cell in found.passages]
    assert cells[0] == ["Monsieur le préfet, nous tenons à vous informer de notre décision"]
    side = next(c for c in cells if "Nous quittons le chantier de la gare pour des raisons de sécurité" in c)
    assert "le chantier de la gare pour des raisons de sécurité" in side


def test_traits_with_who_says_so() -> None:
    dossier, found = only()
    traits = {(t.trait, t.value): t for t in found.traits}
    assert traits["signed", True].statement is None
    assert traits["authentic", True].statement == dossier.statements[1][2].id
    assert ("confidential", True) in traits


def test_no_document_no_rebuilding() -> None:
    assert documents.rebuild(story(article("a", "Une lettre est arrivée."))) == ()
