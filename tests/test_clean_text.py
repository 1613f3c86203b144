"""Crawled text: nothing altered, everything told apart. All examples are invented."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import languages
from recoupe.clean import clean
from recoupe.errors import ReadError
from recoupe.model import Article, Capture

BODY = "La préfète du Var a fermé mardi soir le pont de Saint-Aubert, fragilisé par la crue de la semaine dernière."
MORE = "« Nous rouvrirons dès que les experts le diront », a-t-elle promis devant la presse réunie sur place."


LAST = "Les commerçants de la rive gauche réclament une navette fluviale avant la fin du mois de mars."


def read(text: str, title: str | None = None) -> Article:
    return clean(Capture("a", "text", text, "0", title=title))


def told(article: Article, *kinds: str) -> list[str]:
    return [article.text[s.start : s.end] for s in article.sections if s.kind in kinds]


def test_a_crawled_page_is_taken_apart() -> None:
    made = read(
        "Aller au contenu\nFlux RSS\n4 mars 2024\n\nUn pont fermé après la crue\n\nPhoto : Ana Brel\nLe pont vu de la rive gauche\n\n"  # noqa: E501
        f"{BODY}\n\nÀ lire aussi : La crue en images\n\n{MORE}\n\nUne réouverture incertaine\n\n{BODY[:-1]}, selon la mairie.\n\n"  # noqa: E501
        "Partager\n3\nLaisser un commentaire"
    )
    assert made.title == "Un pont fermé après la crue"
    assert told(made, "body") == [BODY, MORE, "Une réouverture incertaine", f"{BODY[:-1]}, selon la mairie."]
    assert told(made, "navigation") == ["Aller au contenu", "Flux RSS", "Partager", "3"]
    assert told(made, "credit", "caption") == ["Photo : Ana Brel", "Le pont vu de la rive gauche"]
    assert told(made, "related", "comment") == ["À lire aussi : La crue en images", "Laisser un commentaire"]
    assert [s.cut(made.text) for s in made.page_dates] == ["4 mars 2024"]
    assert made.truncated is False


def test_a_page_in_one_line_is_taken_apart() -> None:
    made = read(
        f"Par Ana Brel avec AFP  Publié le 4 mars 2024 à 9h30  Partager Facebook Twitter Copier le lien  Temps de lecture : 3 min. {BODY} "  # noqa: E501
        f"Lire aussi  {MORE} La crue a surpris  {LAST} Retrouvez l'intégralité du reportage dans la vidéo ci-dessus."
    )
    assert " ".join(told(made, "body")) == f"{BODY} {MORE} La crue a surpris {LAST}"
    assert told(made, "byline") == ["Par Ana Brel avec AFP", "Publié le 4 mars 2024 à 9h30"]
    assert told(made, "related") == ["Lire aussi", "Retrouvez l'intégralité du reportage dans la vidéo ci-dessus."]


def test_links_and_posts_glued_into_a_paragraph() -> None:
    made = read(
        f"{BODY}Lire aussi: «La crue en images»{MORE} Lire aussi: Une digue menace de céder Les riverains ont quitté leurs maisons dans la nuit."  # noqa: E501
        "🔴 Le pont est fermé, évitez le secteur #crue pic.twitter.com/AbCdEfGhIj— Préfecture du Var (@prefet83) 5 mars 2024  "  # noqa: E501
        + LAST
    )
    assert told(made, "related") == ["Lire aussi: «La crue en images»", "Lire aussi: Une digue menace de céder"]
    assert told(made, "body") == [BODY, MORE, "Les riverains ont quitté leurs maisons dans la nuit.", LAST]
    (post,) = told(made, "social")
    assert post.startswith("🔴 Le pont")
    assert post.endswith("2024")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Un pont fermé après la crue\n{BODY}\n{MORE}", "Un pont fermé après la crue"),
        (f" date 2024-03 Un pont fermé après la crue\n\n{BODY}", "Un pont fermé après la crue"),
        (f"Crue. Le pont restera-t-il fermé ?\n{BODY}", "Crue. Le pont restera-t-il fermé ?"),
        (f"{BODY}\n{MORE}", None),
        (f" date 2024-03 {BODY}\n{MORE}", None),
        (BODY, None),
    ],
)
def test_the_headline_is_found_only_where_there_is_one(text: str, title: str | None) -> None:
    assert read(text).title == title


def test_a_title_given_apart_comes_first_and_once() -> None:
    assert read(BODY, title="Un pont fermé").text == f"Un pont fermé\n{BODY}"
    assert read(f"Un pont fermé\n{BODY}", title="Un pont fermé").text == f"Un pont fermé\n{BODY}"


@pytest.mark.parametrize(
    ("end", "truncated"),
    [
        ("", False),
        (" La réouverture est prévue pour ...", True),
        (" La préfète a précisé que la…", True),
        (" « Nous attendons le rapport et ...", True),
        ("\nLa suite est réservée aux abonnés", True),
        ("\nAffaire à suivre…", False),
        (" Les élus ont voté (12 voix contre 8)", False),
    ],
)
def test_a_text_that_breaks_off_is_told(end: str, truncated: bool) -> None:
    assert read(f"{BODY}\n{MORE}{end}").truncated is truncated


def test_a_dispatch_carries_its_dateline_and_footer() -> None:
    made = read(
        f"Le pont fermé\nTOULON (AFP) - {BODY}\n{MORE}\nabc-de/fg/hi\n05/03/2024 18:36:10\u00a0-\u00a0\n   Toulon (AFP)\u00a0-\u00a0\n  ©\u00a02024\u00a0AFP"  # noqa: E501
    )
    assert told(made, "dateline") == [
        "TOULON (AFP) -",
        "abc-de/fg/hi",
        "05/03/2024 18:36:10\u00a0-",
        "Toulon (AFP)\u00a0-",
    ]
    assert told(made, "credit") == ["©\u00a02024\u00a0AFP"]
    assert told(made, "body") == [BODY, MORE]
    assert told(read(f"{BODY} (afp/xyz)"), "byline") == ["(afp/xyz)"]
    assert told(read(f"{BODY} C'est l'avis du maire (LR)."), "byline") == []


def test_a_line_in_another_script_is_the_pages_own() -> None:
    made = read(f"Un pont fermé\n{BODY}\n{MORE}\nЗаголовок другого материала")
    assert told(made, "other") == ["Заголовок другого материала"]
    assert read("النص العربي هنا. جملة أخرى في النص العربي.").sections[0].kind == "body"


def test_nothing_but_buttons_is_still_kept_as_text() -> None:
    assert told(read("Partager\nMenu"), "body") == ["Partager", "Menu"]
    with pytest.raises(ReadError):
        read(" ... \n--")


def test_the_examples_of_every_language_hold() -> None:
    examples = [e for code in languages.available() for e in languages.table(code, "boilerplate").get("examples", [])]
    assert examples
    for example in examples:
        made = read(f"{BODY}\n{MORE}\n{example['line']}\n{LAST}")
        kinds = {s.kind for s in made.sections if example["line"].startswith(made.text[s.start : s.end])}
        assert kinds == {example["kind"]}, example


PIECES = [
    BODY, MORE, "Partager", "Lire aussi: Un titre", "© AFP", "Photo : X / AFP", "  ", "\n", "\n\n", "«", "»", " ...", "pic.twitter.com/abcdefghij",  # noqa: E501
    "— X (@x) 3 mai 2020", "05/03/2024 18:36:10 -", "(afp/nxp)", "Publié le 4 mai 2021", "\u00a0", "é", "e\u0301", "İ", "ß", "ﬁ", "\u2028", "\r\n", "Retrouvez notre direct.",  # noqa: E501
]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=12),
    st.one_of(st.none(), st.text(max_size=20), st.just("Un pont fermé")),
)
def test_sections_cover_the_text_and_alter_nothing(pieces: list[str], title: str | None) -> None:
    text = "".join(pieces)
    try:
        made = read(text, title)
    except ReadError:
        return
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert made.text.endswith(plain)
    held: list[int] = []
    for section in made.sections:
        assert section.start < section.end <= len(made.text)
        held += range(section.start, section.end)
    assert held == sorted(set(held))
    assert {i for i, c in enumerate(made.text) if not c.isspace()} <= set(held)
    assert any(s.kind in ("body", "title", "standfirst", "social") for s in made.sections)


def test_what_a_crawl_prints_twice_is_read_once() -> None:
    made = read(f"Un pont fermé après la crue\nUn pont fermé après la crue\n{BODY}\n{MORE}\n{BODY}\n{LAST}")
    assert told(made, "title", "body") == ["Un pont fermé après la crue", BODY, MORE, LAST]
    long = [f"{BODY[:-1]}, a dit le témoin numéro {n}." for n in range(8)]
    made = read("Un pont fermé après la crue\n" + " ".join(long) + "\n" + "\n".join(long))
    assert told(made, "body") == [" ".join(long)]
    assert told(made, "other") == long


def test_a_paragraph_broken_in_mid_sentence_is_one_section() -> None:
    broken = BODY.replace(" pont de", "\npont de")
    made = read(f"Un pont fermé\n{broken}\n\nLe maire dit : «\nNous attendons.\n»\n, a-t-il répété.\n{LAST}")
    joined = [" ".join(t.split()) for t in told(made, "body")]
    assert joined == [BODY, "Le maire dit : « Nous attendons. » , a-t-il répété.", LAST]


def test_a_text_wrapped_at_a_width_is_read_by_paragraph() -> None:
    wrapped = "\n\n".join(textwrap.fill(f"{BODY} {MORE} {LAST} Le numéro {n} l'a vu.", 72) for n in range(3))
    made = read(f"Un pont fermé après la crue\n\n{wrapped}")
    assert made.title == "Un pont fermé après la crue"
    assert told(made, "body") == wrapped.split("\n\n")
    assert read(wrapped).title is None


def test_headlines_of_other_articles_behind_the_text() -> None:
    rows = [
        "La piscine rouvre ses portes samedi matin",
        "Faut-il craindre un été sans eau",
        "Le festival perd sa tête d'affiche",
    ]
    made = read("\n".join([BODY, MORE, *rows]))
    assert told(made, "related") == rows
    assert told(read("\n".join([BODY, MORE, "Ligne 1 : gare", "Ligne 2 : port", "Ligne 3 : hôpital"])), "related") == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Le Rivage avec AFP", "byline"),
        ("Par Belga", "byline"),
        ("Ana Brel, à Toulon", "byline"),
        ("Le 5 mars 2024 à 22h31, modifié le 6 mars 2024 à 8h02", "byline"),
        ("4 min de lecture", "navigation"),
        ("Faits divers", "navigation"),
        ("#Crue #Pont", "navigation"),
        ("Accueil > Région > Toulon", "navigation"),
        ("Un agent devant le pont, mardi. © Jo Mar, AFP", "caption"),
        ("Le pont vu de la rive (photo d'illustration).", "caption"),
        ("Photograph: Jane Roe/AFP/Getty Images", "credit"),
        ("This article is more than 4 years old", "navigation"),
    ],
)
def test_what_pages_print_above_their_text(line: str, kind: str) -> None:
    made = read(f"Un pont fermé après la crue\n{line}\n{BODY}\n{MORE}")
    assert made.title == "Un pont fermé après la crue"
    assert told(made, "body") == [BODY, MORE]
    assert made.sections[1].kind == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("VIDÉO. Le pont, un an après la crue", "related"),
        ("→ À LIRE. Le pont, un an après", "related"),
        ("Recevez l'essentiel de l'info chaque matin par e-mail", "navigation"),
        ("(Reporting by Jane Roe; Editing by John Doe)", "byline"),
        ("A. B. (avec AFP)", "byline"),
        ("(Belga)", "byline"),
        ("Mots-clés : crue, pont", "navigation"),
    ],
)
def test_what_pages_print_below_their_text(line: str, kind: str) -> None:
    made = read(f"Un pont fermé après la crue\n{BODY}\n{MORE}\n{line}")
    assert told(made, "body") == [BODY, MORE]
    assert made.sections[-1].kind == kind
    assert made.truncated is False


@pytest.mark.parametrize(
    "line",
    [
        "Une réaction rapide",
        "Le ministre a partagé la photo d'archives qui montre le pont en 1934, avant sa reconstruction, a dit le maire.",  # noqa: E501
        "Par ailleurs, deux routes restent coupées.",
        "Le 5 mars 2024, le pont s'est effondré.",
        "Lire aussi entre les lignes, tel est le métier du juge, a répété Mme Brel devant les élus du conseil.",
        "La suite dépendra des experts, selon (LR).",
        "Retrouvez la paix, a imploré le pape, dont la prière était diffusée en direct sur trois chaînes.",
        "Connectez-vous, lui avait écrit sa banque, avant que l'argent ne disparaisse.",
        "Photo ou pas, le juge a tranché.",
        "Modifié le 3 mars 2020, le décret fixe la hauteur des digues.",
        "« Il vous reste trois jours », a averti le préfet.",
        "Watch out for ice on the bridge, police said in a statement on Facebook and Twitter.",
        "Publié le 5 mars, le rapport accable le département et ses deux derniers présidents.",
        "« Abonnez-vous au bus », a lancé le maire aux habitants privés de pont.",
    ],
)
def test_sentences_are_never_lost(line: str) -> None:
    made = read(f"Un pont fermé après la crue\n{BODY}\n{line}\n{MORE}")
    assert "".join(told(made, "body")) == BODY + line + MORE
