"""Every format gives the same article, with the metadata that it declares."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from recoupe import readers
from recoupe.errors import UsageError
from recoupe.model import Capture, Failure

TEXT = "Le pont de Saint-Aubert a été fermé mardi soir, a annoncé la préfète.\nIl ne rouvrira pas avant l'été."
ROW = {
    "id": "pont-1",
    "url": "https://www.rivage.example/pont",
    "outlet": "Le Rivage",
    "title": "Le pont fermé",
    "published": "2021-03-02",
    "text": TEXT,
}
PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le pont fermé - Le Rivage</title>
<meta property="og:site_name" content="Le Rivage"><link rel="canonical" href="https://www.rivage.example/pont">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Le pont fermé",
"datePublished": "2021-03-02T18:00:00+01:00", "author": [{"name": "Ana Brel"}]}]}</script></head>
<body><article><h1>Le pont fermé</h1><p>Le pont de Saint-Aubert a été fermé mardi soir, a annoncé la préfète.</p>
<p>Il ne rouvrira pas avant l'été.</p></article></body></html>"""


def captures(*paths: Path) -> list[Capture]:
    found = list(readers.read_paths(paths))
    assert all(isinstance(f, Capture) for f in found), found
    return [f for f in found if isinstance(f, Capture)]


def failures(*paths: Path) -> list[Failure]:
    return [f for f in readers.read_paths(paths) if isinstance(f, Failure)]


def warc(*pages: tuple[str, str]) -> bytes:
    out = b""
    for url, page in pages:
        body = page.encode()
        http = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )
        out += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (url.encode(), len(out), len(http))
        ) + http + b"\r\n\r\n"  # fmt: skip
    return out


def written(folder: Path, kind: str) -> Path:
    if kind == "jsonl":
        (folder / "a.jsonl").write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")
    elif kind == "json":
        (folder / "a.json").write_text(json.dumps({"articles": [ROW]}), encoding="utf-8")
    elif kind == "csv":
        with (folder / "a.csv").open("w", newline="", encoding="utf-8") as stream:
            table = csv.DictWriter(stream, list(ROW))
            table.writeheader()
            table.writerow(ROW)
    elif kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist([ROW]), folder / "a.parquet")
    elif kind == "gz":
        (folder / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode()))
    return next(folder.iterdir())


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "parquet", "gz"])
def test_rows_give_their_fields_whatever_the_format(tmp_path: Path, kind: str) -> None:
    (made,) = captures(written(tmp_path, kind))
    assert (made.id, made.url, made.outlet, made.title, made.published, made.content, made.markup) == (
        ROW["id"], ROW["url"], ROW["outlet"], ROW["title"], ROW["published"], TEXT, "text",
    )  # fmt: skip


def test_a_page_declares_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (made,) = captures(tmp_path)
    assert (made.id, made.url, made.outlet, made.title) == (
        "a.html",
        "https://www.rivage.example/pont",
        "Le Rivage",
        "Le pont fermé",
    )
    assert (made.published, made.language, made.authors, made.markup) == ("2021-03-02", "fr", ("Ana Brel",), "html")


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Archives 2019. © 2024 Le Rivage.</p></body></html>")
    assert captures(tmp_path)[0].published is None


def test_an_archive_gives_its_pages(tmp_path: Path) -> None:
    for name, pack in (("a.warc", bytes), ("b.warc.gz", gzip.compress)):
        (tmp_path / name).write_bytes(pack(warc(("https://rivage.example/" + name, PAGE + name))))
    assert [(c.id, c.title, c.published) for c in captures(tmp_path)] == [
        ("https://rivage.example/a.warc", "Le pont fermé", "2021-03-02"),
        ("https://rivage.example/b.warc.gz", "Le pont fermé", "2021-03-02"),
    ]


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
        <title>Le Rivage</title><language>fr</language>
        <item><guid>pont-1</guid><title>Le pont fermé</title><link>https://rivage.example/pont</link>
        <pubDate>Tue, 02 Mar 2021 18:00:00 +0100</pubDate>
        <description>&lt;p&gt;Le pont a été fermé.&lt;/p&gt;</description></item>
        <item><title>Vide</title></item></channel></rss>""",
        encoding="utf-8",
    )
    made, empty = list(readers.read_paths([tmp_path]))
    assert isinstance(made, Capture)
    assert (made.id, made.title, made.outlet, made.published, made.markup) == (
        "pont-1",
        "Le pont fermé",
        "Le Rivage",
        "2021-03-02",
        "html",
    )
    assert isinstance(empty, Failure)
    assert empty.reason == "empty"


def test_standard_input_is_recognised_by_its_bytes() -> None:
    row = json.dumps(ROW).encode() + b"\n"
    for data, id in (
        (row, "pont-1"),
        (gzip.compress(row), "pont-1"),
        (TEXT.encode(), "stdin"),
        (PAGE.encode(), "stdin"),
    ):
        (made,) = readers.read_paths(["-"], stdin=io.BytesIO(data))
        assert isinstance(made, Capture)
        assert made.id == id


def test_paths_folders_and_globs(tmp_path: Path) -> None:
    (tmp_path / "x" / "y").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "x/c.txt", "x/y/d.txt"):
        (tmp_path / name).write_text(f"Le récit de {name} est court.")
    assert [c.id for c in captures(tmp_path)] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [c.id for c in captures(tmp_path / "*.txt")] == ["a.txt", "b.txt"]
    assert [c.id for c in captures(tmp_path / "**" / "d.txt")] == ["d.txt"]
    assert [c.id for c in captures(tmp_path / "b.txt", tmp_path)] == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le récit est court.")
    with pytest.raises(UsageError) as caught:
        readers.read_paths([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Déjà l’été — « 5 € »".encode(), "a.txt"),
        ("Déjà l’été — « 5 € »".encode("cp1252"), "a.txt"),
        ("Déjà l’été — « 5 € »".encode("utf-8-sig"), "a.txt"),
        ("Déjà l’été — « 5 € »".encode("utf-16"), "a.txt"),
        ("Déjà l’été — « 5 € »".encode("utf-16-le"), "a.txt"),
        ("<meta charset=iso-8859-1><p>Déjà l’été — « 5 € »</p>".encode("cp1252"), "a.html"),
        ("<meta charset=iso-8859-1><p>Déjà l’été — « 5 € »</p>".encode(), "a.html"),
        ('<meta charset="iso-8859-15"><p>Déjà l\'été - « 5 € » cœur</p>'.encode("iso-8859-15"), "a.html"),
    ],
)
def test_encodings_are_found_out(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    content = captures(tmp_path)[0].content
    assert "Déjà l" in content
    assert "« 5 € »" in content


def test_a_row_in_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "Déjà l\'été à Genève"}\n'.encode("latin-1"))
    (tmp_path / "b.csv").write_bytes("titre;texte\nÉté;Déjà l'été à Genève\n".encode("cp1252"))
    assert [c.content for c in captures(tmp_path)] == ["Déjà l'été à Genève"] * 2


def test_fields_by_their_other_names(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps(
            {
                "guid": 7,
                "link": "https://a.example/2020/01/06/x",
                "headline": "T",
                "body": "Un récit.",
                "author": "A; B",
            }
        )
    )
    (made,) = captures(tmp_path)
    assert (made.id, made.title, made.published, made.authors) == ("7", "T", "2020-01-06", ("A", "B"))
