"""Each construction by which the press tells who said what, on invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.annotate import statements
from recoupe.annotate.statements.quotes import match
from recoupe.model import Article, Attribution, Notes, SectionKind
from recoupe.parse import parse
from recoupe.parse.weights import network
from speaking import heard

needs_french = pytest.mark.skipif(network("fr") is None, reason="no French parser is installed")
needs_english = pytest.mark.skipif(network("en") is None, reason="no English parser is installed")


def read(text: str, language: str = "fr", kind: SectionKind = "body") -> tuple[Attribution, ...]:
    return heard(text, language, kind)[1].attributions


def told(text: str, language: str = "fr") -> list[tuple[list[str], str | None, str | None, str]]:
    """Content, cue, source and form of every statement, as words."""
    return [
        (
            [s.cut(text) for s in a.content],
            a.cue.cut(text) if a.cue else None,
            a.source.cut(text) if a.source else None,
            a.form,
        )
        for a in read(text, language)
    ]


DIRECT = [
    ("« Le pont tient », a déclaré lundi la maire de Brune Anne Petit.",
     "Le pont tient", "a déclaré", "la maire de Brune Anne Petit"),
    ("“Le pont tient”, a-t-elle ajouté.", "Le pont tient", "a-t-elle ajouté", "elle"),
    ('"Le pont tient bon", assure le chef de chantier.', "Le pont tient bon", "assure", "le chef de chantier"),
    ("Le maire a déclaré : « Nous rouvrirons le pont. »", "Nous rouvrirons le pont.", "a déclaré", "Le maire"),
    ("«Qui paiera les travaux?» demande une commerçante.", "Qui paiera les travaux?", "demande", "une commerçante"),
    ("« Nous partons. Nous ne reviendrons pas », prévient Paul Morin.",
     "Nous partons. Nous ne reviendrons pas", "prévient", "Paul Morin"),
    ("« Nous partons, a prévenu Paul Morin. »", "Nous partons", "a prévenu", "Paul Morin"),
    ("« Le pont tient », pouvait-on lire dans la lettre.", "Le pont tient", "pouvait-on lire", None),
    ("La foule a crié « Rendez-nous la place ! » pendant une heure.", "Rendez-nous la place !", "a crié", "La foule"),
]  # fmt: skip


@needs_french
@pytest.mark.parametrize(("text", "content", "cue", "source"), DIRECT)
def test_direct_speech(text: str, content: str, cue: str, source: str | None) -> None:
    assert ([content], cue, source, "direct") in told(text)


@needs_french
def test_a_cue_between_two_halves_makes_one_statement_of_two_spans() -> None:
    [(content, cue, source, form)] = told("« Le pont tient », a affirmé la préfète, « mais il reste fermé ».")
    assert (content, cue, source, form) == (
        ["Le pont tient", "mais il reste fermé"],
        "a affirmé",
        "la préfète",
        "direct",
    )


@needs_french
def test_a_quotation_without_a_cue_goes_on_from_the_speaker_before() -> None:
    found = read("« Le pont tient », a affirmé la préfète. « Il rouvrira demain. »")
    assert [a.follows for a in found] == [None, 0]
    assert found[1].cue is None
    assert found[1].source is None


@needs_french
@pytest.mark.parametrize("opening", ["Avant d'ajouter :", "Et d'ajouter :"])
def test_a_cue_without_a_subject_goes_on_from_the_speaker_before(opening: str) -> None:
    text = f"« Le pont tient », a affirmé la préfète. {opening} « Il rouvrira demain matin. »"
    found = told(text)
    assert found[-1][0] == ["Il rouvrira demain matin."]
    assert found[-1][1] is not None
    assert found[-1][2] is None


@needs_french
def test_a_quotation_over_paragraphs_that_open_again_is_one_statement() -> None:
    text = "« Le pont tient.\n« Il rouvrira demain », a déclaré la préfète."
    assert any(len(a.content) == 2 and a.cue is not None for a in read(text))


INDIRECT = [
    ("La maire a affirmé que le pont tenait bon.", ["que le pont tenait bon"], "a affirmé", "La maire"),
    ("Le pont tient bon, a affirmé lundi la maire.", ["Le pont tient bon"], "a affirmé", "la maire"),
    ("La maire dit craindre une crue.", ["craindre une crue"], "dit", "La maire"),
    ("La maire a annoncé la fermeture du pont.", ["la fermeture du pont"], "a annoncé", "La maire"),
    ("Le ministre a démenti cette information.", ["cette information"], "a démenti", "Le ministre"),
    ("Il a été annoncé que le pont fermerait.", ["que le pont fermerait"], "Il a été annoncé", None),
    ("Selon la préfecture, le pont est fermé.", ["le pont est fermé"], "Selon", "la préfecture"),
    ("Le pont est fermé, d'après la préfecture.", ["Le pont est fermé"], "d'après", "la préfecture"),
    ("Le pont, a précisé la préfète, fermera lundi.", ["Le pont", "fermera lundi"], "a précisé", "la préfète"),
    ("Le maire a demandé si le pont tenait.", ["si le pont tenait"], "a demandé", "Le maire"),
]  # fmt: skip


@needs_french
@pytest.mark.parametrize(("text", "content", "cue", "source"), INDIRECT)
def test_indirect_speech(text: str, content: list[str], cue: str, source: str | None) -> None:
    found = [(c, q, s) for c, q, s, _ in told(text)]
    assert any(
        c == content and s == source and q is not None and set(cue.split()) & set(q.split()) for c, q, s in found
    )


@needs_french
def test_a_passive_names_its_agent_as_the_source() -> None:
    found = told("Cette information a été démentie par le ministre.")
    assert found == [(["Cette information"], "a été démentie", "le ministre", "indirect")]


@needs_french
def test_marked_words_in_a_reported_clause_make_it_mixed() -> None:
    text = "La maire a affirmé que le pont était « solide comme un roc » depuis dix ans."
    assert [f for *_, f in told(text)] == ["mixed"]


@needs_french
def test_a_participle_takes_the_source_of_the_cue_before_it() -> None:
    text = "Le pont rouvrira lundi, a indiqué la préfète, ajoutant que les travaux étaient finis."
    found = told(text)
    assert [s for _, _, s, _ in found] == ["la préfète", "la préfète"]


@needs_french
def test_speech_in_speech_has_a_statement_for_each_level() -> None:
    text = "L'agence a rapporté que la ministre avait annoncé la fermeture du pont."
    found = read(text)
    inner = next(a for a in found if a.content[0].cut(text) == "la fermeture du pont")
    outer = found[inner.parent] if inner.parent is not None else None
    assert outer is not None
    assert outer.source is not None
    assert outer.source.cut(text) == "L'agence"
    assert [r.cut(text) for r in inner.relays][:1] == ["L'agence"]


ACTS = [
    ("Le porte-parole a déclaré qu'il ne pouvait pas confirmer cette arrestation.", "declines"),
    ("Le chanteur a nié avoir copié la mélodie.", "denies"),
    ("La préfecture a confirmé qu'un homme était blessé.", "confirms"),
    ("L'entreprise a annoncé que le site fermerait.", "announces"),
    ("Les riverains réclament la fin des travaux.", "demands"),
    ("Le météorologue a prévenu que la crue serait forte.", "warns"),
    ("La maire a affirmé que le pont tenait.", "says"),
    ("Le témoin a assuré qu'il n'était pas sur les lieux.", "denies"),
]


@needs_french
@pytest.mark.parametrize(("text", "act"), ACTS)
def test_the_act_comes_from_verb_and_content(text: str, act: str) -> None:
    assert act in {a.act for a in read(text)}


@needs_french
def test_the_press_conditional_is_a_hedge_and_a_denial_is_negated() -> None:
    text = "Selon un témoin, le conducteur aurait pris la fuite."
    [a] = read(text)
    assert a.hedge is not None
    assert a.hedge.cut(text) == "aurait"
    [b] = read("La maire affirme que le pont ne fermera pas.")
    assert b.negated
    assert b.hedge is None


DEEDS = [
    "Le maire a inauguré le pont « Jeanne Roy » avec les « gilets verts » de la ville.",
    "La hausse des prix annonce une année difficile.",
    "Le gardien a relancé le ballon vers le centre.",
    "La coureuse a soutenu son équipe jusqu'au bout.",
    "Le film « Les Ponts de la ville » sort mercredi.",
    "Il pleut depuis trois jours sur la vallée.",
]


@needs_french
@pytest.mark.parametrize("text", DEEDS)
def test_deeds_names_and_titles_are_no_statements(text: str) -> None:
    assert told(text) == []


@needs_french
def test_a_signed_post_belongs_to_its_handle() -> None:
    text = "Nous avons ouvert le pont ce matin, merci à tous ! — Anne Petit (@annepetit) 3 mai 2021"
    [(content, cue, source, form)] = told(text)
    assert content == ["Nous avons ouvert le pont ce matin, merci à tous !"]
    assert (cue, source, form) == (None, "Anne Petit (@annepetit)", "direct")


ENGLISH = [
    ("“The bridge is safe,” the mayor said.", "The bridge is safe,", "said", "the mayor"),
    ("“The bridge is safe,” said Anne Petit, the mayor of Brune.",
     "The bridge is safe,", "said", "Anne Petit, the mayor of Brune"),
    ("The mayor said that the bridge was safe.", "that the bridge was safe", "said", "The mayor"),
    ("The mayor said the bridge was safe.", "the bridge was safe", "said", "The mayor"),
    ("According to the police, the bridge is closed.", "the bridge is closed", "According to", "the police"),
    ("The bridge is closed, the police said.", "The bridge is closed", "said", "the police"),
    ("The minister denied the report.", "the report", "denied", "The minister"),
    ("The mayor urged drivers to stay at home.", "drivers to stay at home", "urged", "The mayor"),
]  # fmt: skip


@needs_english
@pytest.mark.parametrize(("text", "content", "cue", "source"), ENGLISH)
def test_english(text: str, content: str, cue: str, source: str) -> None:
    assert ([content], cue, source) in [(c, q, s) for c, q, s, _ in told(text, "en")]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Il dit « non » puis \"oui\" puis “peut-être”.", ["non", "oui", "peut-être"]),
        ("Un « photographe “amateur” » passe.", ["photographe “amateur”", "amateur"]),
        ("Il parle d'\"un désastre\".", ["un désastre"]),
        ("« Jamais fermé, dit-il.\nEnsuite, rien.", ["Jamais fermé, dit-il."]),
        ("L'été n'est pas l'hiver, c'est l'usage.", []),
        ("‘We’ll go,’ he said.", ["We’ll go,"]),
        ("ils ont dit <<assez>> hier", ["assez"]),
    ],
)  # fmt: skip
def test_quotation_marks_match_in_every_typography(text: str, inside: list[str]) -> None:
    assert [q.inner.cut(text) for q in match(text, 0, len(text))] == inside


PIECES = st.sampled_from(
    ["« ", " »", "“", "”", '"', "'", "’", "a déclaré", " le maire", ", ", " que ",
     ".\n", ": ", "a-t-il dit", " selon ", "Paul",
     " pont", " (", ")", "\u00a0", "—", "@nom", " a ", "été ", "é", "\n\n", "🙂", "?"],
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_breaks_it_and_every_span_lies_inside(text: str) -> None:
    before = str(text)
    found = read(text)
    assert text == before
    for i, a in enumerate(found):
        spans = [*a.content, *a.relays, *(s for s in (a.cue, a.source, a.hedge, a.moment) if s is not None)]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert a.content
        assert a.parent != i
        assert a.follows != i
        assert all(k is None or 0 <= k < len(found) for k in (a.parent, a.follows))
    starts = [a.content[0].start for a in found]
    assert starts == sorted(starts)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_quotes_of_any_text_nest_and_stay_inside(text: str) -> None:
    for q in match(text, 0, len(text)):
        assert 0 <= q.outer.start <= q.inner.start < q.inner.end <= q.outer.end <= len(text)
        assert all(q.inner.start <= p.start < p.end <= q.inner.end for p in q.parts)


@needs_french
def test_only_running_text_is_annotated() -> None:
    text = "« Le pont tient », a déclaré la maire."
    assert read(text, kind="related") == ()
    assert read(text, kind="body") != ()
    assert (
        statements.annotate(Article("a", text, (), "", language="fr"), parse(Article("a", text, (), "")), Notes()) == ()
    )
