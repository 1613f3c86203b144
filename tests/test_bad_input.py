"""What a newsroom's folders really hold: nothing of it stops the command, is executed, overwritten or lost.

`RECOUPE_FULL=1` runs the two large cases at full size (a text of 200 MB, 10,000 copies of one file).
"""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe import cli

FULL = bool(os.environ.get("RECOUPE_FULL"))
GOOD = (
    "La maire de Tournay a annoncé jeudi que la halle serait reconstruite.\n"
    "« Les travaux commencent en mars », a-t-elle déclaré devant le conseil municipal.\n"
    "Selon la préfecture, 120 commerçants attendent cette décision depuis deux ans.\n"
)


def read(*args: str, data: bytes | None = None) -> Result:
    done = CliRunner().invoke(cli.main, ["read", *args, "--lang", "en", "--no-cache"], input=data)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def record(*args: str) -> dict:  # type: ignore[type-arg]
    return json.loads(read(*args, "--format", "json").stdout)


def _warc(pages: int) -> bytes:
    out = b""
    for i in range(pages):
        html = f"<html><head><title>Halle {i}</title></head><body><article><h1>Halle {i}</h1>".encode()
        html += "".join(f"<p>{line} ({i})</p>" for line in GOOD.splitlines()).encode() + b"</article></body></html>"
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://halle.example/{i}\r\n"
            f"WARC-Date: 2024-05-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0000000{i}-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


SINGLE: dict[str, tuple[str, bytes, set[str]]] = {
    "an empty file": ("a.txt", b"", {"empty"}),
    "blanks alone": ("a.txt", b" \n\t\n ", {"empty", "no-article"}),
    "a picture named .txt": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20, {"not-text"}),
    "a CSV without a text column": ("a.csv", b"id,colour\n1,red\n2,blue\n", {"no-text-column"}),
    "a cookie wall": (
        "a.html",
        b"<html><body><div id='cookies'><p>We use cookies.</p><button>Accept all</button></div></body></html>",
        {"no-article", "empty"},
    ),
    "a gzip bomb": (
        "a.warc.gz",
        gzip.compress(b"\x00" * 60_000_000, 9),
        {"too-large", "not-text", "unreadable", "bad-row", "truncated-file"},
    ),
    "broken JSON": ("a.json", b'{"text": "', {"unreadable", "bad-row"}),
    "JSON without articles": ("a.json", b"[1, 2, 3]", {"no-article", "bad-row", "no-text-column"}),
    "Parquet that is none": ("a.parquet", b"PAR1 nonsense PAR1", {"unreadable", "unsupported"}),
    "a feed that is none": ("a.xml", b"<rss><channel>", {"no-article", "unreadable", "empty"}),
    "a picture as such": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), {"unsupported", "not-text"}),
}  # fmt: skip


@pytest.mark.parametrize("case", SINGLE)
def test_what_is_no_article_is_a_row_with_its_reason(case: str, tmp_path: Path) -> None:
    name, data, reasons = SINGLE[case]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    made = record(str(tmp_path))
    assert [a["id"] for a in made["articles"]] == ["good.txt"], "the good one beside it is read"
    assert {f["reason"] for f in made["failures"]} <= reasons
    assert {Path(f["about"]).name.split(":")[0] for f in made["failures"]} == {name}
    alone = read(str(tmp_path / name))
    assert alone.exit_code == 1
    assert alone.stderr.count("\n") <= 3
    assert read(str(tmp_path), "--strict").exit_code == 1


TEXTS: dict[str, bytes] = {
    "half a character of UTF-8": GOOD.encode() + b"\xc3",
    "NULs": GOOD.encode().replace(b"halle", b"ha\x00lle"),
    "Windows-1252": GOOD.encode("cp1252"),
    "Latin-1 quotes": GOOD.replace("«", '"').replace("»", '"').encode("latin-1"),
    "UTF-16": GOOD.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "old Mac line ends": GOOD.encode().replace(b"\n", b"\r"),
    "right to left": GOOD.encode() + "قال الرئيس \u202eאמר הנשיא\u202c إن القرار نهائي.\n".encode(),
    "lone surrogates and private use": GOOD.encode() + "\ue000\ufdd0 \U0010ffff\n".encode(),
    "one endless line": GOOD.encode() + b"mot " * (250_000 if FULL else 3_000),
    "a word of fifty thousand letters": GOOD.encode() + b"a" * 50_000,
    "brackets without end": GOOD.encode() + b"([{<\xc2\xab" * 300,
    "quotation marks alone": GOOD.encode() + "« » « « “ ” » \n".encode() * 100,
}


@pytest.mark.parametrize("case", TEXTS)
def test_odd_text_is_read_and_shown_in_every_format(case: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXTS[case])
    started = time.monotonic()
    made = record(str(tmp_path))
    assert time.monotonic() - started < (600 if FULL else 30)
    assert not [f for f in made["failures"] if f["reason"] == "internal"], made["failures"]
    if not made["articles"]:
        assert made["failures"]
        return
    article = made["articles"][0]
    assert "reconstruite" in article["text"] or case == "NULs"
    for row in [*article["moments"], *article["figures"], *article["mentions"], *article["sections"]]:
        assert 0 <= row["start"] < row["end"] <= len(article["text"])
    assert read(str(tmp_path), "--format", "html").exit_code == 0
    assert "\x00" not in read(str(tmp_path)).stdout


def test_a_broken_line_costs_that_line_alone(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(i), "text": GOOD + f"Fin {i}."}) for i in range(3)]
    (tmp_path / "r.jsonl").write_text(
        "\n".join([rows[0], '{"id": "broken', rows[1], "null", rows[2]]), encoding="utf-8"
    )
    made = record(str(tmp_path / "r.jsonl"))
    assert sorted(a["id"] for a in made["articles"]) == ["0", "1", "2"]
    assert [f["reason"] for f in made["failures"]] == ["bad-row", "bad-row"]


def test_a_web_archive_cut_off_in_the_middle_gives_what_came_before(tmp_path: Path) -> None:
    whole = _warc(3)
    (tmp_path / "a.warc").write_bytes(whole[: int(len(whole) * 0.8)])
    made = record(str(tmp_path / "a.warc"))
    assert len(made["articles"]) >= 2
    packed = gzip.compress(whole)
    (tmp_path / "b.warc.gz").write_bytes(packed[: int(len(packed) * 0.6)])
    done = read(str(tmp_path / "b.warc.gz"))
    assert "internal" not in done.stderr


def test_a_hostile_page_is_shown_as_text(tmp_path: Path) -> None:
    page = (
        '<html lang="fr"><head><title>Halle</title><meta property="og:url" content="javascript:alert(1)">'
        '<meta property="og:site_name" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></head><body><article>'
        "<h1>La halle &lt;script&gt;alert(1)&lt;/script&gt;</h1>"
        + "".join(f"<p>{line} &lt;/style&gt;&lt;img src=x onerror=alert(1)&gt;</p>" for line in GOOD.splitlines())
        + "<p><a href=\"javascript:alert('x')\">Lien</a> et \"guillemets' &amp; esperluettes.</p>"
        + "</article></body></html>"
    )
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    report = read(str(tmp_path / "p.html"), "--format", "html").stdout
    body = report.split("</style>", 1)[1]
    assert "<script" not in body
    assert "<img" not in body
    assert 'href="javascript' not in body
    assert "reconstruite" in body


def test_ids_with_paths_in_them_stay_names(tmp_path: Path) -> None:
    rows = [{"id": i, "text": GOOD + i} for i in ("../../etc/passwd", "/etc/passwd", "..\\x", "a b/<c>", "", " ")]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    for form in ("html", "csv", "md", "json"):
        out = tmp_path / "out" / form
        out.parent.mkdir(exist_ok=True)
        assert read(str(tmp_path / "r.jsonl"), "--format", form, "-o", str(out)).exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} == {"r.jsonl", "out"}
    assert len(json.loads((tmp_path / "out" / "json").read_text(encoding="utf-8"))["articles"]) == 6


def test_many_copies_of_one_file_are_one_article(tmp_path: Path) -> None:
    count = 10_000 if FULL else 300
    for i in range(count):
        (tmp_path / f"{i:05}.txt").write_text(GOOD, encoding="utf-8")
    made = record(str(tmp_path))
    assert [a["id"] for a in made["articles"]] == ["00000.txt"]
    assert len(made["failures"]) == count - 1
    assert {f["reason"] for f in made["failures"]} == {"duplicate"}


def test_a_text_too_large_is_refused_by_name(tmp_path: Path) -> None:
    size = 200_000_000 if FULL else 25_000_000
    with (tmp_path / "huge.txt").open("wb") as file:
        for _ in range(size // 1_000_000):
            file.write(b"Un mot. " * 125_000)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    started = time.monotonic()
    made = record(str(tmp_path))
    assert time.monotonic() - started < 60
    assert [a["id"] for a in made["articles"]] == ["good.txt"]
    assert [f["reason"] for f in made["failures"]] == ["too-large"]


def test_folders_without_articles_and_paths_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert read(str(tmp_path / "empty")).exit_code == 1
    assert read(str(tmp_path / "nothing*.txt")).exit_code == 2
    assert read(str(tmp_path / "missing.txt")).exit_code == 2
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to(tmp_path / "gone")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert len(record(str(tmp_path))["articles"]) == 1


def test_a_file_that_may_not_be_read_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    made = record(str(tmp_path))
    assert len(made["articles"]) == 1
    assert [f["reason"] for f in made["failures"]] == ["unreadable"]


@pytest.mark.parametrize("data", [b"", b"\x00" * 1000, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"{", b"<"])
def test_junk_on_standard_input_ends_with_1(data: bytes) -> None:
    assert read("-", data=data).exit_code == 1
