"""Optional help: whatever an endpoint answers, the record holds only what the articles bear out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from recoupe.assist import assist, post
from recoupe.model import ArticleRecord, BriefLine, Claim, Evidence, Record, Section, Story

TEXT = "La direction ferme l'usine. L'usine sera fermée, dit le syndicat. Cent emplois sont perdus."


def record() -> Record:
    article = ArticleRecord(
        "a",
        None,
        None,
        None,
        (),
        None,
        "fr",
        None,
        None,
        (),
        False,
        (),
        TEXT,
        (Section(0, len(TEXT), "body"),),
        (),
        (),
        (),
        (),
    )
    claims = (
        Claim("c1", "La direction ferme l'usine", "announced", ("s1",), roots=("r1",), single_source=True),
        Claim("c2", "L'usine sera fermée", "unverified", ("s2",), roots=("r2",), single_source=True),
        Claim("c3", "Cent emplois sont perdus", "announced", ("s3",), roots=("r1",), single_source=True),
    )
    brief = (
        BriefLine("Annoncé : « La direction ferme l'usine ».", (Evidence("a", 0, 26),)),
        BriefLine("Annoncé : « Cent emplois sont perdus ».", (Evidence("a", 66, 90),)),
    )
    return Record(1, (article,), (Story("s", "t", ("a",), claims=claims, brief=brief),), ())


def answering(merge: Any, lines: Any) -> Callable[[str, Mapping[str, Any], float], str]:
    """A stand-in for the network that answers both tasks."""

    def stub(url: str, body: Mapping[str, Any], timeout: float) -> str:
        content = lines if '"lines"' in body["messages"][0]["content"] else merge
        text = content if isinstance(content, str) else json.dumps(content)
        return json.dumps({"choices": [{"message": {"content": text}}]})

    return stub


GOOD_LINES = {
    "lines": [
        {"of": [2], "text": "D'abord : « Cent emplois sont perdus »."},
        {"of": [1], "text": record().stories[0].brief[0].text},
    ]
}


def test_merges_and_orders_what_it_may() -> None:
    told = assist(record(), "http://x/v1", post=answering({"merge": [[1, 2]]}, GOOD_LINES))
    (story,) = told.stories
    assert [set(c.asserts) for c in story.claims] == [{"s1", "s2"}, {"s3"}]
    assert story.claims[0].status == "unverified"  # the more careful of the two
    assert story.claims[0].roots == ("r1", "r2")
    assert not story.claims[0].single_source
    assert story.brief[0].text.startswith("D'abord")
    assert story.brief[0].evidence == (Evidence("a", 66, 90),)
    assert told.failures == ()


def test_lines_that_it_forgets_stay() -> None:
    lines = {"lines": [{"of": [2], "text": "Aussi : « Cent emplois sont perdus »."}]}
    (story,) = assist(record(), "http://x", post=answering({"merge": []}, lines)).stories
    assert len(story.brief) == 2


@pytest.mark.parametrize(
    "merge",
    [
        "Here is what I think: merge 1 and 2.",
        {"merge": [[1, 9]]},
        {"merge": [["c1", "c2"]]},
        {"merge": [[1, 2], [2, 3]]},
        {"merge": "all"},
        {"merge": [[True, 2]]},
        [],
        "",
        'Sure! {"merge": [[1, 2]]}',
        "{" * 5000,
    ],
)
def test_wrong_merges_are_dropped_with_a_row(merge: Any) -> None:
    before = record()
    told = assist(before, "http://x", post=answering(merge, GOOD_LINES))
    assert told.stories[0].claims == before.stories[0].claims
    assert [(f.about, f.stage, f.reason) for f in told.failures] == [("s", "assist", "llm-rejected")]


@pytest.mark.parametrize(
    "text",
    [
        "Annoncé : « La direction ferme toutes les usines ».",  # an invented quotation
        "Annoncé : « L'usine sera fermée, dit le syndicat ».",  # verbatim, but not what the line rests on
        "L'usine ferme.",  # the quotation left out
        "Annoncé : « La direction ferme l'usine », 300 emplois en jeu.",  # a figure of its own
        'Annoncé : « La direction ferme l\'usine », "pour toujours".',  # marks of its own
        "",
    ],
)
def test_wrong_wording_is_dropped_with_a_row(text: str) -> None:
    before = record()
    told = assist(before, "http://x", post=answering({"merge": []}, {"lines": [{"of": [1], "text": text}]}))
    assert told.stories[0].brief == before.stories[0].brief
    assert [f.reason for f in told.failures] == ["llm-rejected"]


@pytest.mark.parametrize("of", [[], [0], [3], ["1"], None, [True]])
def test_a_line_must_rest_on_lines_that_exist(of: Any) -> None:
    before = record()
    told = assist(before, "http://x", post=answering({"merge": []}, {"lines": [{"of": of, "text": "Rien."}]}))
    assert told.stories[0].brief == before.stories[0].brief
    assert len(told.failures) == 1


class Misbehaving(BaseHTTPRequestHandler):
    """A local endpoint that misbehaves by address."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if "slow" in self.path:
            time.sleep(0.5)
        body = (
            b"<html>502</html>" if "html" in self.path else b'{"choices": []}' if "empty" in self.path else b"\xff\xfe"
        )
        self.send_response(500 if "error" in self.path else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Misbehaving)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("how", ["slow", "html", "empty", "error", "bytes"])
def test_an_endpoint_that_misbehaves_changes_nothing(endpoint: str, how: str) -> None:
    before = record()
    told = assist(before, f"{endpoint}/{how}", timeout=0.1 if how == "slow" else 5)
    assert told.stories == before.stories
    assert {f.reason for f in told.failures} == {"llm-rejected"}


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "file:///etc/hosts", "nowhere", ""])
def test_an_address_that_leads_nowhere_changes_nothing(url: str) -> None:
    before = record()
    assert assist(before, url, timeout=0.5).stories == before.stories


def test_only_http_is_spoken() -> None:
    with pytest.raises(ValueError, match="http"):
        post("file:///etc/hosts", {}, 1)
