"""What training is given: a word list that is none is told at once, by name, before an hour is spent on it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from training import lexicon


def _told(language: str, path: Path) -> str:
    with pytest.raises(lexicon.UnusableError) as told:
        lexicon.read(language, path)
    assert str(path) in str(told.value)
    return str(told.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no word"),
        (b"chien,.N:ms\nchiens,chien.N:mp\n", "verbs of speech"),
        (b"\xff\xfe\x00d\x00i\x00t", "cannot be read"),
    ],
)
def test_a_french_list_without_what_is_needed_is_told(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)
    assert reason in _told("fr", file)


def test_a_folder_for_a_file_and_a_file_for_a_folder_are_told(tmp_path: Path) -> None:
    assert "folder" in _told("fr", tmp_path)
    file = tmp_path / "list"
    file.write_text("say,verb,said,said,saying,says\n", encoding="utf-8")
    assert "folder" in _told("en", file)


def test_an_english_folder_that_lacks_its_files_or_its_verbs_is_told(tmp_path: Path) -> None:
    assert "infl_lu.csv.gz" in _told("en", tmp_path)
    for name in ("infl_lu.csv.gz", "lemma_lu.csv.gz"):
        (tmp_path / name).write_bytes(gzip.compress(b"dog,noun,dogs\n"))
    assert "verbs of speech" in _told("en", tmp_path)
    (tmp_path / "infl_lu.csv.gz").write_bytes(gzip.compress(b"dog,noun,dogs\n" * 99)[:-9])
    assert "cannot be read" in _told("en", tmp_path)


def test_a_list_that_has_the_verbs_is_read(tmp_path: Path) -> None:
    file = tmp_path / "list"
    forms = "".join(f"{v}it,{v}.V:P3s\n{v}ent,{v}.V:P3p\n{v}é,{v}.V:Kms\n" for v in sorted(lexicon.wanted("fr")))
    file.write_text(forms, encoding="utf-8")
    words, verbs = lexicon.read("fr", file)
    assert verbs["affirmer"] == {"P3s": "affirmerit", "P3p": "affirmerent", "K": "affirmeré"}
    assert words["affirmeré"] == {"V:Kms"}
