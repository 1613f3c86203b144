"""Reports: everything found is shown with its place, and nothing that an article says is more than text."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from recoupe.exporters import Page, available, is_folder, render
from recoupe.exporters.html.marks import Mark, marked
from recoupe.languages import table
from recoupe.languages.messages import spoken, translated
from recoupe.model import (
    ArticleRecord,
    BriefLine,
    Claim,
    ClaimEvent,
    Contradiction,
    Document,
    Evidence,
    Failure,
    Figure,
    FigureGroup,
    Moment,
    Passage,
    Record,
    Root,
    Section,
    Span,
    Speaker,
    Statement,
    Story,
    TimelineEvent,
    Trait,
    Utterance,
)

HOSTILE = (
    '<script>alert(1)</script></style><img src=x onerror="x()"> javascript:alert(1) '
    "'\" & \x1b[31m \u202eabc =1+1 [a](javascript:b)"
)


def _record(
    words: str = "Le pont est fermé", name: str = "Anne Tavel", url: str | None = "https://a.example/1"
) -> Record:
    """Two articles, everything filled in, the given strings wherever an input's words can come."""
    text = f"{words}\n{words}, a dit {name}. Il y avait 300 personnes lundi, selon {name}. {words}"
    at = len(words) + 1
    end = at + len(words)
    figure = text.index("300 personnes")
    monday = text.index("lundi")

    def article(key: str, shift: str) -> ArticleRecord:
        return ArticleRecord(
            key, words, url, f"{name} {shift}", (name,), words, "fr", "2024-05-06", "metadata", ("AFP",), True, (),
            text, (Section(0, at - 1, "title"), Section(at, len(text) - 5, "body")),
            (
                Statement(f"s-{key}", (Span(at, end),), Span(end + 2, end + 7), Span(end + 8, end + 8 + len(name)),
                          "p1", "direct", "denies", ("p2",), "2024-05-06", True, Span(at, at + 2)),
                Statement(f"t-{key}", (Span(figure, figure + 13),), None, None, None, "indirect", "says"),
            ),
            (Moment(f"m-{key}", monday, monday + 5, "2024-05-06"),),
            (Figure(f"f-{key}", figure, figure + 13, *((300, None) if key == "a" else (200, 400)), "personnes"),),
            (),
        )  # fmt: skip

    place = Evidence("a", at, end)
    story = Story(
        "story-1", words, ("a", "b"),
        (Speaker("p1", name, "person", (words,), (name, words)), Speaker("p2", words, "unnamed")),
        (Utterance("u1", "p1", "2024-05-06", ("s-a", "s-b")),),
        (Claim("c1", words, "denied", ("t-a",), ("s-a", "s-b"), (), (),
               (ClaimEvent(None, "announced", "t-a"), ClaimEvent("2024-05-06", "denied", "s-a")),
               ("r1",), True, place),),
        (FigureGroup("g1", words, "personnes", ("f-a", "f-b"), "differs"),),
        (TimelineEvent("2024-05-06", words, (place,)), TimelineEvent(None, words, (place,))),
        (Passage(place, Evidence("b", at, end), "edited", 0.9, "r1"),),
        (Root("r1", "agency", name, ("a", "b")),),
        (Document("d1", "lettre", words, "p1", words, "2024-05", (place,),
                  (Trait(words, True, "s-a", place), Trait("signé", words, None))),),
        (Contradiction("figure", words, (Evidence("a", figure, figure + 13), Evidence("b", figure, figure + 13))),),
        (BriefLine(words, (place,)),),
    )  # fmt: skip
    return Record(1, (article("a", "un"), article("b", "deux")), (story,), (Failure(words, "read", "empty", words),))


class _Page(HTMLParser):
    """Tags, ids, links and the text of a page, by a parser that is not ours; complains of what does not nest."""

    VOID = frozenset({"meta", "input", "img", "br", "rect", "path"})

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.stack: list[str] = []
        self.attributes: set[str] = set()
        self.feed(markup)
        self.close()
        assert not self.stack, f"left open: {self.stack}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.attributes |= values.keys()
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if values.get("href"):
            self.links.append(values["href"] or "")
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack[-1:] != ["style"]:
            self.words.append(data)


@pytest.fixture(scope="module", params=["fr", "en"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(request.param)


def test_every_format_shows_every_kind_of_finding(page: Page) -> None:
    words = "Passerelle coupée"
    for form in available():
        made = render(_record(words), form, page)
        assert is_folder(form) == ("" not in made)
        text = b"".join(made.values()).decode()
        if is_folder(form):
            for name in (
                "claims.csv",
                "statements.csv",
                "passages.csv",
                "fragments.csv",
                "contradictions.csv",
                "history.csv",
            ):
                assert words in made[name].decode() or len(made[name].splitlines()) > 1
        assert text.count(words) > 5, form
        assert "Anne Tavel" in text, form


def test_html_is_one_file_that_asks_for_nothing(page: Page) -> None:
    text = render(_record(), "html", page)[""].decode()
    found = _Page(text)
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(found.tags)
    assert "default-src 'none'" in unescape(text)
    assert not re.search(r"url\(|@import|https?://(?!a\.example)", text.split("</style>")[0].split("<style>")[1])
    assert not any(a.startswith("on") or a in ("style", "src") for a in found.attributes)


def test_html_every_link_inside_leads_somewhere_once(page: Page) -> None:
    found = _Page(render(_record(), "html", page)[""].decode())
    assert len(found.ids) == len(set(found.ids))
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert len(inside) > 20
    assert set(inside) <= set(found.ids)


def test_html_hostile_words_stay_words(page: Page) -> None:
    text = render(_record(HOSTILE, HOSTILE), "html", page)[""].decode()
    found = _Page(text)
    assert not {"script", "img"} & set(found.tags)
    assert not any(a.startswith("on") for a in found.attributes)
    assert "<script>alert(1)</script>" in "".join(found.words)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "file:///etc/passwd", "JAVASCRIPT:x"]
)
def test_links_lead_to_the_web_only(url: str, page: Page) -> None:
    record = _record(url=url)
    assert all(link.startswith("#") for link in _Page(render(record, "html", page)[""].decode()).links)
    assert "](j" not in render(record, "md", page)[""].decode().lower().replace("](javascript", "")
    assert f"]({url}" not in render(record, "md", page)[""].decode()


def test_no_character_of_an_article_is_left_out(page: Page) -> None:
    record = _record()
    found = "".join(_Page(render(record, "html", page)[""].decode()).words)
    for line in record.articles[0].text.split("\n"):
        bare = re.sub(r"↑?Anne Tavel|\s|source (non précisée|not given)", "", line)
        assert bare[:20] in re.sub(r"↑?Anne Tavel|\s|source (non précisée|not given)", "", found)


def test_text_never_steers_the_terminal(page: Page) -> None:
    text = render(_record(HOSTILE, HOSTILE), "text", page)[""].decode()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_text_has_colour_only_where_asked() -> None:
    assert "\x1b[" in render(_record(), "text", Page("fr", colour=True))[""].decode()
    assert "\x1b" not in render(_record(), "text", Page("fr"))[""].decode()


def test_markdown_hostile_words_stay_words(page: Page) -> None:
    text = render(_record(HOSTILE, HOSTILE), "md", page)[""].decode()
    assert not re.search(r"(?<!\\)<(script|img|/style)", text)
    assert not re.search(r"(?<!\\)\]\(javascript", text)


def test_csv_tables_join_by_id_and_hold_no_formula() -> None:
    made = render(_record("=HYPERLINK(1)", "+a"), "csv")
    tables = {n: list(csv.DictReader(io.StringIO(d.decode("utf-8-sig")))) for n, d in made.items()}
    statements = {r["id"] for r in tables["statements.csv"]}
    assert {r["statement"] for r in tables["stances.csv"]} <= statements
    assert {r["article"] for r in tables["statements.csv"]} <= {r["id"] for r in tables["articles.csv"]}
    assert {r["speaker"] for r in tables["utterances.csv"]} <= {r["id"] for r in tables["speakers.csv"]}
    for rows in tables.values():
        for row in rows:
            assert None not in row, "a row longer than its head"
            assert not any(v and v[0] in "=+@" for v in row.values())


def test_json_is_the_record_and_fits_the_schema() -> None:
    record = _record(HOSTILE)
    text = render(record, "json")[""]
    assert msgspec.json.decode(text, type=Record) == record
    Draft202012Validator(msgspec.json.schema(Record)).validate(json.loads(text))


def test_every_language_has_every_message_with_the_same_blanks() -> None:
    def flat(code: str) -> dict[str, set[str]]:
        return {
            f"{group}.{key}": set(re.findall(r"{(\w+)}", value if isinstance(value, str) else ""))
            for group, rows in table(code, "messages").items()
            if group != "sentences"  # of the program's own English, which English does without
            for key, value in rows.items()
        }

    first = flat(spoken()[0])
    assert all(flat(code) == first for code in spoken())


def test_every_reason_that_a_reader_gives_has_french_words() -> None:
    """What a failure row says in English is said in French in a French report."""
    source = Path(__file__).parent.parent / "src" / "recoupe"
    told = [
        re.sub(r"{[^{}]*}", "7", found)
        for file in [*source.glob("readers/*.py"), *source.glob("clean/*.py")]
        for found in re.findall(r'ReadError\("[\w-]+", f?"([^"]+)"', file.read_text(encoding="utf-8"))
    ]
    assert len(told) > 20
    assert [sentence for sentence in told if translated("fr", sentence) == sentence] == []


def test_the_words_cover_the_models_closed_lists() -> None:
    from typing import get_args

    from recoupe.model import Act, FailureReason, Form, MentionKind, SectionKind, SpeakerKind, Status

    lists = {"act": Act, "reason": FailureReason, "form": Form, "section": SectionKind, "status": Status}
    only_shown = {"status": {"countered"}}  # how a report calls a claim that nobody in it asserts
    for code in spoken():
        for group, values in lists.items():
            assert set(table(code, "messages")[group]) == {*get_args(values), *only_shown.get(group, ())}
        assert set(table(code, "messages")["kind"]) == {*get_args(MentionKind), *get_args(SpeakerKind)}


MARKS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 31)).map(lambda p: Mark(min(p), max(p) + 1, "m", f"x{p[0]}")),
    max_size=8,
)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab<>&\"' é", min_size=33, max_size=33), MARKS)
def test_marks_that_cross_still_nest_and_keep_every_character(text: str, marks: list[Mark]) -> None:
    found = _Page(marked(text, 0, len(text), marks))
    assert "".join(found.words) == text
    assert found.tags.count("span") >= len(marks)


def test_nothing_at_all_is_a_report_too(page: Page) -> None:
    for form in available():
        made = render(Record(1, (), (), ()), form, page)
        assert all(isinstance(data, bytes) and data for data in made.values())


def test_the_hidden_files_stay_hidden() -> None:
    assert all(Path(name).name == name for name in render(_record("../../x", "../y"), "csv"))
