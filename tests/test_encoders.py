"""An optional sentence encoder, asked for by name; a stand-in takes the place of the package."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from recoupe import cli, encoders

FRENCH = "« Le pont fermera lundi », a déclaré Luc Tessier, maire de Valbrune."
ENGLISH = "“Not one lorry shall pass there again,” said Luc Tessier, mayor of Valbrune."


class Standing:
    """Like `SentenceTransformer`: what Tessier said lies on one axis in every language."""

    def __init__(self, name: str) -> None:
        if name == "nothing-here":
            raise OSError("no such model")

    def encode(self, texts: list[str], **_: object) -> list[list[float]]:
        return [[1.0, 0.0] if "pont" in t or "lorry" in t else [0.0, 1.0] for t in texts]


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = Standing  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    encoders.load.cache_clear()
    yield
    encoders.load.cache_clear()


def read(folder: Path, *more: str) -> Result:
    (folder / "a.txt").write_text(f"Le pont de Valbrune\n{FRENCH}", encoding="utf-8")
    (folder / "b.txt").write_text(f"The bridge of Valbrune\n{ENGLISH}", encoding="utf-8")
    return CliRunner().invoke(cli.main, ["read", str(folder), "--format", "json", "--lang", "en", "--no-cache", *more])


def test_an_encoder_changes_sayings_and_nothing_of_the_articles(tmp_path: Path, package: None) -> None:
    plain, helped = json.loads(read(tmp_path).stdout), json.loads(read(tmp_path, "--encoder", "any").stdout)
    assert helped["articles"] == plain["articles"]
    assert not helped["failures"]


def test_a_model_that_cannot_be_loaded_is_told_before_anything_is_read(tmp_path: Path, package: None) -> None:
    done = read(tmp_path, "--encoder", "nothing-here")
    assert done.exit_code == 2
    assert "nothing-here" in done.stderr
    assert "no such model" in done.stderr
    assert not done.stdout


def test_without_the_package_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    encoders.load.cache_clear()
    done = read(tmp_path, "--encoder", "any")
    assert done.exit_code == 2
    assert "recoupe[encoder]" in done.stderr
