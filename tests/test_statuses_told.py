"""Statuses of small stories of our own, from the texts on: each case of the table as outlets would tell it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import recoupe

STORIES = tomllib.loads((Path(__file__).parent / "ministories.toml").read_text(encoding="utf-8"))["story"]
NAMES = [s["name"] for s in STORIES]


def read(articles: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    source = folder / "articles.jsonl"
    rows = [{**a, "id": f"a{i}", "text": a["text"].strip()} for i, a in enumerate(articles)]
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    record: dict[str, Any] = json.loads(recoupe.read([source], cache=False, jobs=1).to_json())
    return record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All of them read at once, in order."""
    return read([a for s in STORIES for a in s["article"]], tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same, last report first, each story's first report reprinted word for word by another outlet."""
    reprints = [{**s["article"][0], "outlet": "Le Bulletin"} for s in STORIES]
    articles = [*reprints, *(a for s in STORIES for a in s["article"])]
    return read(articles[::-1], tmp_path_factory.mktemp("again"))


def status(record: dict[str, Any], words: str) -> str | None:
    """The status of the first claim of which some statement holds the words."""
    texts = {a["id"]: a["text"] for a in record["articles"]}
    said = {
        s["id"]: " ".join(texts[a["id"]][x["start"] : x["end"]] for x in s["content"])
        for a in record["articles"]
        for s in a["statements"]
    }
    for story in record["stories"]:
        for claim in story["claims"]:
            if any(words in said[i] for k in ("asserts", "denies", "confirms", "questions") for i in claim[k]):
                return str(claim["status"])
    return None


@pytest.mark.parametrize("story", STORIES, ids=NAMES)
def test_what_is_left_of_a_claim(story: dict[str, Any], record: dict[str, Any]) -> None:
    want = {c["words"]: c["status"] for c in story["claim"]}
    assert {w: status(record, w) for w in want} == want


@pytest.mark.parametrize("story", STORIES, ids=NAMES)
def test_neither_the_order_of_the_reports_nor_a_reprint_changes_it(
    story: dict[str, Any], again: dict[str, Any]
) -> None:
    want = {c["words"]: c["status"] for c in story["claim"]}
    assert {w: status(again, w) for w in want} == want
