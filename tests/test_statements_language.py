"""The examples that stand beside each class of verbs and each frame in the languages' tables."""

from __future__ import annotations

import re

import pytest

from recoupe.annotate import mentions, statements
from recoupe.languages import table
from recoupe.languages.conjugate import forms
from recoupe.model import Article, Attribution, Notes, Section
from recoupe.parse import parse
from recoupe.parse.weights import network

MARKS = re.compile(r"[\[\]{}<>]")


def read(text: str, language: str = "fr") -> tuple[Attribution, ...]:
    article = Article("a", text, (Section(0, len(text), "body"),), "", language=language)
    syntax = parse(article)
    notes = Notes(syntax)
    return statements.annotate(article, syntax, Notes(syntax, mentions=mentions.annotate(article, syntax, notes)))


def examples() -> list[tuple[str, str, str, str | None]]:
    out = []
    for language in ("fr", "en"):
        for row in table(language, "verbs")["class"]:
            out += [(language, row["name"], e, row["act"]) for e in row["examples"]]
        for row in table(language, "frames")["frame"]:
            if "example" in row:
                out.append((language, " ".join(row["words"]), row["example"], None))
    return out


def marked(example: str, opening: str, closing: str) -> str | None:
    """The words of an example between two of its marks, without marks inside."""
    hit = re.search(re.escape(opening) + "(.*?)" + re.escape(closing), example)
    return MARKS.sub("", hit.group(1)) if hit else None


def words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower()))


def near(a: str | None, b: str | None) -> bool:
    x, y = words(a), words(b)
    return not (x or y) or len(x & y) / len(x | y) >= 0.5


@pytest.mark.parametrize(("language", "name", "example", "act"), examples())
def test_example(language: str, name: str, example: str, act: str | None) -> None:
    if network(language) is None:
        pytest.skip(f"no parser for {language} is installed")
    text = MARKS.sub("", example)
    content, cue, source = marked(example, "[", "]"), marked(example, "{", "}"), marked(example, "<", ">")
    found = read(text, language)
    cut = [(" ".join(s.cut(text) for s in a.content), a) for a in found]
    right = [a for c, a in cut if words(c) == words(content)]
    assert right, (name, [c for c, _ in cut])
    best = right[0]
    assert near(best.cue.cut(text) if best.cue else None, cue), name
    assert source is None or near(best.source.cut(text) if best.source else None, source), name
    assert act is None or best.act == act, name


def test_lexicons_are_rich_and_every_class_has_an_example() -> None:
    for language, least in (("fr", 450), ("en", 250)):
        rows = table(language, "verbs")["class"]
        assert len({v for r in rows for v in r["verbs"]}) >= least
        assert all(r["examples"] and r["takes"] and r["act"] for r in rows)
        assert len({r["name"] for r in rows}) == len(rows)


@pytest.mark.parametrize(
    ("language", "lemma", "some"),
    [
        ("fr", "annoncer", {"annonce", "annonçait", "annoncé", "annonçant"}),
        ("fr", "reconnaître", {"reconnaît", "reconnu", "reconnaissait"}),
        ("fr", "rappeler", {"rappelle", "rappelait", "rappelé"}),
        ("fr", "suggérer", {"suggère", "suggérait", "suggéré"}),
        ("fr", "promettre", {"promet", "promis", "promettait"}),
        ("en", "deny", {"denies", "denied", "denying"}),
        ("en", "admit", {"admits", "admitted"}),
    ],
)
def test_forms(language: str, lemma: str, some: set[str]) -> None:
    assert some <= forms(language, lemma)
