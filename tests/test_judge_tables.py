"""The tables by which statements are judged, run on their own examples; and the two languages side by side."""

from __future__ import annotations

import pytest

from dossiers import article, says, story
from recoupe.judge._language import lexicon
from recoupe.judge._propositions import propositions
from recoupe.languages import table
from recoupe.text import fold

LANGUAGES = ("fr", "en")


def examples(name: str, kind: str) -> list[tuple[str, str]]:
    return [(code, line) for code in LANGUAGES for line in table(code, name)["examples"][kind]]


@pytest.mark.parametrize(("code", "line"), examples("claims", "negation"))
def test_what_a_negation_reaches(code: str, line: str) -> None:
    sentence, word, denied = (part.strip() for part in line.split("|"))
    props = propositions(story(article("a", sentence, says(sentence, None), language=code)))
    concept = lexicon(code).concept_of(word)
    words = [w for p in props for w in p.words if w.concept == concept]
    assert words, [w for p in props for w in p.words]
    assert all(w.negated for w in words) == (denied == "yes")


@pytest.mark.parametrize(("code", "line"), examples("concepts", "same"))
def test_words_of_one_matter_are_one_concept(code: str, line: str) -> None:
    one, two = line.split()
    assert lexicon(code).concept_of(one) == lexicon(code).concept_of(two)


@pytest.mark.parametrize(("code", "line"), examples("concepts", "apart"))
def test_words_that_merely_look_alike_are_not(code: str, line: str) -> None:
    one, two = line.split()
    assert lexicon(code).concept_of(one, one) != lexicon(code).concept_of(two, two)


@pytest.mark.parametrize(("code", "line"), examples("concepts", "opposed"))
def test_opposites_exclude_each_other_both_ways(code: str, line: str) -> None:
    one, two = (lexicon(code).concept_of(w) for w in line.split())
    assert (one, two) in lexicon(code).opposed
    assert (two, one) in lexicon(code).opposed


@pytest.mark.parametrize(("code", "line"), examples("claims", "first_person_plan"))
def test_a_plan_told_in_the_third_person(code: str, line: str) -> None:
    assert lexicon(code).plan.search(fold(line))


@pytest.mark.parametrize(("code", "line"), examples("claims", "no_plan"))
def test_what_is_no_plan_of_the_speaker(code: str, line: str) -> None:
    assert not lexicon(code).plan.search(fold(line))


@pytest.mark.parametrize("kind", ["confirms", "declines"])
def test_markers(kind: str) -> None:
    for code, line in examples("claims", kind):
        assert lexicon(code).marked(kind, fold(line)), line


def test_every_class_is_known_in_both_languages_or_is_french_alone() -> None:
    french, english = (set(table(code, "concepts")["classes"]) for code in LANGUAGES)
    assert english <= french


def test_no_word_stands_in_two_classes() -> None:
    for code in LANGUAGES:
        seen: dict[str, str] = {}
        for key, words in table(code, "concepts")["classes"].items():
            for word in (w.partition("/")[0] for w in words.split()):
                assert seen.setdefault(word, key) == key, (code, word, key, seen[word])


@pytest.mark.parametrize("name", ["claims", "concepts", "documents", "brief"])
def test_the_languages_have_the_same_tables(name: str) -> None:
    french, english = (table(code, name) for code in LANGUAGES)
    assert french.keys() == english.keys()
    for key in french:
        if key not in ("classes", "things", "kinds", "examples"):
            assert french[key].keys() == english[key].keys(), key
