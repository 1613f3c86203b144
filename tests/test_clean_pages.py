"""Web pages: the main column in page order, each part with its kind; markup is never text and text never markup."""

from __future__ import annotations

import pytest

from recoupe.clean import clean
from recoupe.errors import ReadError
from recoupe.model import Article, Capture

PARAGRAPHS = [
    "La préfète du Var a fermé mardi soir le pont de Saint-Aubert, fragilisé par la crue de la semaine dernière.",
    "« Nous rouvrirons dès que les experts le diront », a-t-elle promis devant la presse réunie sur place ce mercredi.",
    "Les commerçants de la rive gauche, privés de leur clientèle, réclament une navette fluviale avant la fin du mois.",
    "Le département, propriétaire de l'ouvrage, évalue les travaux à deux millions d'euros et promet un calendrier.",
]
PAGE = """<!doctype html><html lang="fr"><head><title>Un pont fermé après la crue - Le Rivage</title>
<style>p {{ color: red }}</style><script>alert("mauvais")</script></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner">Nous utilisons des cookies pour améliorer votre visite.</div>
<main><article><h1>Un pont fermé après la crue</h1>
<p class="article-chapo">Le trafic est dévié par Brel, et les riverains s'inquiètent de la durée des travaux.</p>
<p class="author">Par Ana Brel, publié le 5 mars 2024</p>
<figure><img src="a.jpg">
<figcaption>Le pont vu de la rive gauche, mardi. Photo Jo Mar / AFP</figcaption></figure>
{body}
<aside class="related"><a href="/b">La crue en images</a></aside>
</article></main>
<div id="comments"><p>Bien fait pour les commerçants, ils n'avaient qu'à prévoir une navette plus tôt.</p></div>
<footer>Mentions légales - Tous droits réservés</footer></body></html>"""


def page(body: str, **known: str) -> Article:
    return clean(
        Capture("a.html", "html", PAGE.format(body=body), "0", title="Un pont fermé après la crue - Le Rivage")
    )


def told(article: Article, *kinds: str) -> list[str]:
    return [article.text[s.start : s.end] for s in article.sections if s.kind in kinds]


def test_the_column_in_page_order_without_the_sites_menus() -> None:
    made = page("".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    assert made.title == "Un pont fermé après la crue"
    assert made.text.split("\n")[0] == made.title
    assert told(made, "standfirst") == [
        "Le trafic est dévié par Brel, et les riverains s'inquiètent de la durée des travaux."
    ]
    assert told(made, "body") == PARAGRAPHS
    assert "".join(told(made, "caption", "credit")).replace(" ", "") == "Lepontvudelarivegauche,mardi.PhotoJoMar/AFP"
    assert told(made, "byline") == ["Par Ana Brel, publié le 5 mars 2024"]
    for gone in ("Accueil", "cookies", "navette plus tôt", "Mentions", "mauvais", "color"):
        assert gone not in made.text
    assert [s.cut(made.text) for s in made.page_dates] == ["5 mars 2024"]


def test_markup_shown_as_text_stays_text() -> None:
    shown = "Le texte piégé contenait &lt;script&gt;alert(1)&lt;/script&gt; et &lt;/style&gt;, a précisé l'agence mardi dans un avis détaillé."  # noqa: E501
    made = page(
        "".join(f"<p>{p}</p>" for p in [*PARAGRAPHS, shown])
        + '<p><a href="javascript:alert(2)">Un lien piégé, a dit l\'agence à tous.</a></p>'
    )
    assert "<script>alert(1)</script> et </style>, a précisé" in made.text
    assert "javascript:" not in made.text


def test_a_post_in_the_page_is_told_as_such() -> None:
    post = '<blockquote class="twitter-tweet"><p>Le pont est fermé, évitez le secteur.</p>— Préfecture (@prefet) March 5, 2024</blockquote>'  # noqa: E501
    made = page(f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{post}<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>")
    assert told(made, "body") == PARAGRAPHS
    assert "Le pont est fermé, évitez le secteur." in " ".join(told(made, "social"))


def test_a_fragment_is_all_article() -> None:
    made = clean(
        Capture(
            "a",
            "html",
            f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}</p>",
            "0",
            title="Un pont fermé",
        )
    )
    assert told(made, "title", "body") == ["Un pont fermé", *PARAGRAPHS[:3]]


def test_deep_and_broken_markup_is_read() -> None:
    deep = "<div>" * 200 + f"<p>{PARAGRAPHS[0]}</p>"
    made = clean(
        Capture("a", "html", f"<html><body>{deep}<p>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}<b><i>{PARAGRAPHS[3]}", "0")
    )
    assert PARAGRAPHS[3] in made.text


def test_markup_beyond_any_depth_is_a_failure_and_no_crash() -> None:
    with pytest.raises(ReadError):
        clean(Capture("a", "html", "<html><body>" + "<div>" * 30_000 + PARAGRAPHS[0], "0"))
