"""Days of publication: what the metadata, the page, the text and the story tell, in this order."""

from __future__ import annotations

from recoupe.annotate import moments
from recoupe.link import calendar
from recoupe.model import Article, Dating, Evidence, Notes, Parse, Passage, Section, Span


def article(
    ident: str, text: str, published: str | None = None, url: str | None = None, page: tuple[Span, ...] = ()
) -> Article:
    section = (Section(0, len(text), "body"),)
    return Article(ident, text, section, ident, url=url, language="fr", published=published, page_dates=page)


def settle(*articles: Article, passages: tuple[Passage, ...] = ()) -> tuple[Dating, ...]:
    notes = [Notes(times=moments.annotate(a, Parse(), Notes())) for a in articles]
    return calendar.settle(articles, notes, passages)


def test_metadata_come_first() -> None:
    (d,) = settle(article("a", "Le préfet a parlé lundi.", published="2019-05-14T10:00:00Z"))
    assert (d.published, d.published_from, d.values) == ("2019-05-14", "metadata", ("2019-05-13",))


def test_a_day_in_the_address_is_metadata() -> None:
    (d,) = settle(article("a", "Le préfet a parlé mardi.", url="https://exemple.org/ville/2019/05/14/le-prefet.html"))
    assert (d.published, d.published_from) == ("2019-05-14", "metadata")


def test_an_agency_footer_dates_the_page() -> None:
    (d,) = settle(
        article("a", "Le préfet a parlé mardi du pont.\n14/05/2019 11:02:08 - \n   Lyon (AFP) - \n © 2019 AFP")
    )
    assert (d.published, d.published_from, d.values[0]) == ("2019-05-14", "page", "2019-05-14")


def test_published_on_beats_updated_on() -> None:
    (d,) = settle(
        article("a", "Publié le 14 mai 2019 à 8h30, mis à jour le 15 mai 2019 à 9h\nLe préfet a parlé mardi du pont.")
    )
    assert (d.published, d.published_from) == ("2019-05-14", "page")


def test_a_page_date_that_the_text_contradicts_is_not_its_date() -> None:
    page = article(
        "a", "3 mars 2024\n\nCe mardi 14 mai, le préfet a démenti la fermeture du pont.", page=(Span(0, 11),)
    )
    other = article("b", "Le préfet a démenti mardi la fermeture du pont.", published="2019-05-14")
    first, _ = settle(page, other)
    assert (first.published, first.published_from) == ("2019-05-14", "story")


def test_a_text_without_any_date_takes_the_day_of_its_story() -> None:
    dated = article("a", "Le préfet a démenti mardi la fermeture du pont.", published="2019-05-14")
    bare = article("b", "La fermeture du pont a été démentie mardi par le préfet.")
    _, second = settle(dated, bare)
    assert (second.published, second.published_from, second.values) == ("2019-05-14", "story", ("2019-05-14",))


def test_the_story_tells_the_next_day_from_the_weekdays() -> None:
    dated = article("a", "Un incendie a ravagé samedi une usine de Brest.", published="2019-02-09")
    later = article(
        "b", "L'usine ravagée samedi à Brest rouvrira, a annoncé dimanche soir son directeur, qui a parlé dimanche."
    )
    _, second = settle(dated, later)
    assert second.published == "2019-02-10"
    assert second.values == ("2019-02-09", "2019-02-10", "2019-02-10")


def test_a_month_is_made_finer_where_the_story_allows() -> None:
    coarse = article("a", " date 2019-05 Le préfet a démenti mardi la fermeture du pont.")
    assert settle(coarse)[0].published == "2019-05"
    dated = article("b", "Le préfet a démenti mardi la fermeture du pont.", published="2019-05-14")
    assert settle(coarse, dated)[0].published == "2019-05-14"


def test_copied_weekdays_are_the_same_days() -> None:
    text = (
        "Le ministre a visité jeudi l'hôpital de Nantes, où deux lits ferment, selon la direction de l'établissement. "
    )
    dated = article("a", text + "Il a parlé vendredi.", published="2019-05-17")
    copy = article("b", text)
    shared = Passage(Evidence("a", 0, len(text)), Evidence("b", 0, len(text)), "verbatim", 1.0)
    _, second = settle(dated, copy, passages=(shared,))
    assert second.values == ("2019-05-16",)


def test_nothing_tells_so_nothing_is_told() -> None:
    (d,) = settle(article("a", "Le pont restera ouvert, assure le préfet."))
    assert (d.published, d.published_from) == (None, None)


def test_a_weekday_that_disagrees_with_its_date_is_kept_for_judging() -> None:
    text = "Le conseil se réunit le mardi 6 janvier 2020 à Metz."
    (t,) = moments.annotate(article("a", text), Parse(), Notes())
    assert (t.value, t.claims_weekday) == ("2020-01-06", 1)  # a Monday


def test_order_of_articles_changes_nothing() -> None:
    a = article("a", "Un incendie a ravagé samedi une usine.", published="2019-02-09")
    b = article("b", "L'usine ravagée samedi rouvrira, a annoncé dimanche soir son directeur.")
    c = article("c", "Un incendie a ravagé samedi une usine de Brest.")
    one, other = settle(a, b, c), settle(c, b, a)
    assert [d.published for d in one] == [d.published for d in reversed(other)]


def test_hostile_stories_never_fail() -> None:
    assert settle() == ()
    assert settle(article("a", "")) == (Dating(None, None, ()),)
    settle(
        article("a", "99/99/9999 lundi 31 février ce mardi 30 février 2019", published="soon"), article("b", "\n\n\n")
    )


POST = "Les images du pont — Radio Rivage (@rivage) 2 juin 2019\n"
NIGHT = "Un cycliste est mort dans la nuit de samedi à dimanche près du pont. Dimanche matin, la route restait fermée."


def test_a_post_dates_a_text_whose_weekdays_bear_it_out() -> None:
    (d,) = settle(article("a", POST + NIGHT + " Le 17 mai, une femme y était morte."))
    assert (d.published, d.published_from) == ("2019-06-02", "text")
    assert d.values[1:] == ("2019-06-01/2019-06-02", "2019-06-02", "2019-05-17")


def test_a_post_is_not_the_day_where_the_weekdays_are_of_the_next() -> None:
    (d,) = settle(
        article("a", POST + "La route a rouvert lundi, a dit lundi soir le maire, après la nuit de dimanche.")
    )
    assert d.published == "2019-06-03"


def test_copies_of_a_text_with_a_post_take_its_day() -> None:
    first, second = article("a", POST + NIGHT), article("b", NIGHT)
    shared = Passage(Evidence("a", len(POST), len(POST) + len(NIGHT)), Evidence("b", 0, len(NIGHT)), "verbatim", 1.0)
    found = settle(first, second, passages=(shared,))
    assert [d.published for d in found] == ["2019-06-02", "2019-06-02"]
    assert found[1].published_from == "story"


def test_a_full_date_in_one_of_two_articles_dates_both() -> None:
    dated = article("a", "Samedi 1er juin 2019, un cycliste est mort près du pont. Dimanche, la route restait fermée.")
    bare = article("b", "Un cycliste est mort samedi près du pont, fermé dimanche encore.")
    assert [d.published for d in settle(dated, bare)] == ["2019-06-02", "2019-06-02"]


def test_dates_of_history_and_of_laws_are_no_anchor() -> None:
    (d,) = settle(
        article("a", "Né le mardi 6 juin 1944, il a vu mardi le pont, bâti le 14 juillet 1919 et refait le 3 mai 1968.")
    )
    assert d.published is None
    (d,) = settle(article("a", "La taxe, prévue au 1er janvier 2019, a été rejetée mardi par le conseil de la ville."))
    assert d.published is None


def test_a_post_of_long_before_changes_no_declared_day() -> None:
    (d,) = settle(article("a", POST + NIGHT, published="2019-07-09"))
    assert (d.published, d.published_from) == ("2019-07-09", "metadata")
