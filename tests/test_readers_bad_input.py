"""Bad input ends in a failure row with a reason from the closed list; nothing stops the run, nothing is lost."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import readers
from recoupe.clean import clean
from recoupe.errors import ReadError
from recoupe.model import Capture, Failure, FailureReason
from test_readers_formats import PAGE, ROW, TEXT, captures, failures, warc

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", PNG, "not-text"),
        ("picture.png", PNG, "unsupported"),
        ("nuls.txt", bytes(500), "not-text"),
        ("half.txt", b"\xc3", "bad-encoding"),
        ("no-text.csv", b"id,price\n1,2\n", "no-text-column"),
        ("no-text.jsonl", b'{"id": 1}\n', "no-text-column"),
        ("broken.json", b'{"text": "a', "bad-row"),
        ("other.json", b'{"a": 1}', "no-text-column"),
        ("list.json", b"[]", "no-article"),
        ("other.xml", b"<?xml version='1.0'?><a><b/></a>", "no-article"),
        ("broken.parquet", b"PAR1 and no more", "unreadable"),
        ("broken.txt.gz", b"not gzip at all", "unreadable"),
        ("deep.json", b"[" * 100_000, "bad-row"),
        ("deep.jsonl", b'{"text":' + b"[" * 100_000 + b"\n", "bad-row"),
    ],
)
def test_each_ends_in_one_row_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(TEXT)
    bad, good = list(readers.read_paths([tmp_path]))
    assert isinstance(bad, Failure)
    assert (bad.reason, name in bad.about) == (reason, True)
    assert isinstance(good, Capture)


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    assert [(f.about, f.reason) for f in failures(tmp_path)] == [(str(tmp_path), "empty")]


def test_a_broken_line_leaves_the_others(tmp_path: Path) -> None:
    lines = [json.dumps(ROW | {"id": i, "text": f"{TEXT} {i}"}) for i in range(4)]
    lines.insert(2, '{"id": "x", "text": "coupé')
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(readers.read_paths([tmp_path]))
    assert [f.id for f in found if isinstance(f, Capture)] == ["0", "1", "2", "3"]
    (bad,) = [f for f in found if isinstance(f, Failure)]
    assert (bad.reason, bad.about.endswith("a.jsonl:3")) == ("bad-row", True)


def test_half_a_character_at_the_end_keeps_the_text_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() + "é".encode()[:1])
    made, told = list(readers.read_paths([tmp_path]))
    assert isinstance(made, Capture)
    assert made.content.startswith(TEXT)
    assert isinstance(told, Failure)
    assert told.reason == "bad-encoding"


def test_nuls_and_lone_surrogates_inside_a_text_never_reach_the_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() + b"\x00fin")
    (tmp_path / "b.jsonl").write_text('{"id": "\\ud83d", "text": "Un \\udc00 r\\u0000cit."}')
    for made in captures(tmp_path):
        assert "\x00" not in made.content
        (made.id + made.content).encode("utf-8")


def test_what_is_too_large_is_refused_by_name(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    with (tmp_path / "b.jsonl").open("wb") as stream:
        stream.write(
            json.dumps({"id": "long", "text": "mot " * 3_000_000}).encode() + b"\n" + json.dumps(ROW).encode() + b"\n"
        )
    found = list(readers.read_paths([tmp_path / "b.jsonl"]))
    assert [getattr(f, "reason", None) or getattr(f, "id", None) for f in found] == ["too-large", "pont-1"]
    assert failures(tmp_path / "a.txt")[0].reason in ("not-text", "too-large")


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 36_000_000))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress((json.dumps(ROW) + "\n").encode() + b" " * 36_000_000))
    found = list(readers.read_paths([tmp_path]))
    assert [f.reason for f in found if isinstance(f, Failure)] == ["too-large", "too-large"]
    assert [f.id for f in found if isinstance(f, Capture)] == ["pont-1"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_an_archive_cut_off_keeps_what_was_read(tmp_path: Path, pack: object) -> None:
    data = pack(warc(("https://a.example/1", PAGE), ("https://a.example/2", PAGE + "<p>" + os.urandom(9000).hex())))  # type: ignore[operator]
    (tmp_path / ("a.warc.gz" if pack is gzip.compress else "a.warc")).write_bytes(data[: len(data) * 2 // 3])
    made, told = list(readers.read_paths([tmp_path]))
    assert isinstance(made, Capture)
    assert made.id == "https://a.example/1"
    assert isinstance(told, Failure)
    assert told.reason == "truncated-file"


@pytest.mark.parametrize("cut", [8, 40, 90])
def test_a_short_archive_cut_off_says_so(tmp_path: Path, cut: int) -> None:
    """Less than what is looked at to tell the format: what came before the break is looked at all the same."""
    page = gzip.compress(warc(("https://a.example/1", PAGE)))
    (tmp_path / "a.warc.gz").write_bytes(page + gzip.compress(warc(("https://a.example/2", PAGE + "x")))[:cut])
    page_read, broken = readers.read_paths([tmp_path])
    assert isinstance(page_read, Capture)
    assert (page_read.url, getattr(broken, "reason", None)) == ("https://a.example/1", "truncated-file")
    row = gzip.compress(json.dumps(ROW).encode() + b"\n")
    (tmp_path / "a.warc.gz").write_bytes(b"")
    (tmp_path / "a.jsonl.gz").write_bytes(row[: len(row) // 2])
    assert [f.reason for f in failures(tmp_path / "a.jsonl.gz")] == ["truncated-file"]


def test_what_the_program_wrote_is_no_article_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    article = {"id": "a", "text": TEXT + " Encore."}
    (tmp_path / "r.json").write_text(json.dumps({"recoupe": 1, "articles": [article]}, indent=1))
    (tmp_path / "r.html").write_text(f'<html><meta name="generator" content="recoupe 9"><p>{TEXT}</p></html>')
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in ("claims", "failures", "stances", "statements", "stories"):
        (tables / f"{name}.csv").write_text(f"id,text\n1,{TEXT.replace(',', ' ')} {name}\n")
    (tables / "note.txt").write_text(TEXT + " Une note.")
    assert [f.id for f in readers.read_paths([tmp_path]) if isinstance(f, Capture)] == ["a.txt", "note.txt"]
    assert sorted(f.about.removeprefix(f"{tmp_path}/") for f in failures(tmp_path)) == ["r.html", "r.json", "tables"]
    assert [c.id for c in captures(tmp_path / "r.json")] == ["a"], "named: read"


def test_copies_are_read_once_and_told(tmp_path: Path) -> None:
    for i in range(50):
        (tmp_path / f"{i:02}.txt").write_text(TEXT)
    found = list(readers.read_paths([tmp_path]))
    assert [f.id for f in found if isinstance(f, Capture)] == ["00.txt"]
    assert {(f.reason, f.detail) for f in found if isinstance(f, Failure)} == {
        ("duplicate", "the same content as 00.txt")
    }
    assert len(found) == 50


def test_ids_are_data_and_unique(tmp_path: Path) -> None:
    rows = [ROW | {"id": "../../etc/passwd", "text": t} for t in (TEXT, TEXT + " Et puis.")]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)))
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT + folder)
    ids = [c.id for c in readers.read_paths([tmp_path]) if isinstance(c, Capture)]
    assert [f.reason for f in failures(tmp_path)] == ["duplicate-id"]
    assert len(set(ids)) == 4
    assert [i for i in ids if i.startswith("../")] == ["../../etc/passwd", "../../etc/passwd~2"]
    assert sorted(i for i in ids if i.endswith("x.txt")) == ["a/x.txt", "b/x.txt"]


def test_a_page_that_is_only_a_cookie_wall_holds_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><title>Le Rivage</title></head><body><div class='cmp'><p>Nous utilisons des cookies pour mesurer "
        "l'audience et personnaliser la publicité. Vous pouvez accepter ou refuser.</p><button>Tout accepter</button>"
        "<button>Continuer sans accepter</button></div></body></html>"
    )
    with pytest.raises(ReadError) as caught:
        clean(captures(tmp_path)[0])
    assert caught.value.reason == "no-article"


@settings(max_examples=50, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(
        ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.xml", "a.warc", "a.parquet", "a.txt.gz", "a.warc.gz", "a"]
    ),
    st.sampled_from(
        [
            b"",
            b"\xef\xbb\xbf",
            b"<html><p>",
            b'{"text": "a',
            b"id,text\n",
            b"WARC/1.0\r\n",
            b"<rss><item>",
            b"\x1f\x8b\x08",
            b"\xff\xfe",
        ]
    ),
)
def test_any_bytes_end_in_captures_or_failures(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str, head: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(head + data)
    reasons: list[str] = []
    for found in readers.read_paths([folder]):
        if isinstance(found, Failure):
            reasons.append(found.reason)
            continue
        found.content.encode("utf-8")
        try:
            article = clean(found)
        except ReadError as error:
            reasons.append(error.reason)
        else:
            assert article.sections
    assert set(reasons) <= set(get_args(FailureReason))
