"""The command: what it prints, writes and ends with."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import recoupe
from recoupe import cli, exporters
from recoupe.pipeline import assemble

ROOT = Path(__file__).parent.parent
STORY = str(ROOT / "examples" / "story")
TEXT = "Le maire de Brive a annoncé lundi que la passerelle serait fermée. {}\n"


def run(*args: str, **options: object) -> Result:
    return CliRunner().invoke(cli.main, list(args), **options)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "in"
    home.mkdir()
    for name in ("a", "b"):
        (home / f"{name}.txt").write_text(TEXT.format(name), encoding="utf-8")
    return home


def test_the_example_is_read_whole_in_every_format(tmp_path: Path) -> None:
    for form in exporters.available():
        target = tmp_path / f"out-{form}"
        done = run("read", STORY, "--format", form, "-o", str(target), "--lang", "en", "--strict")
        assert done.exit_code == 0, done.output
        assert target.is_dir() == exporters.is_folder(form)
    record = json.loads((tmp_path / "out-json").read_text(encoding="utf-8"))
    assert len(record["articles"]) == 8
    assert record["failures"] == []
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator(schema).validate(record)


def test_json_by_command_is_the_record_by_python(folder: Path) -> None:
    done = run("read", str(folder), "--format", "json")
    assert json.loads(done.stdout) == json.loads(recoupe.read(folder).to_json())


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["read", "/no/such/path"], 2, "no such path"),
        (["read", STORY, "--format", "papyrus"], 2, "no such format"),
        (["read", STORY, "--lang", "tlh"], 2, "no such language"),
        (["read", STORY, "--llm", "file:///etc/passwd"], 2, "http"),
        (["read", STORY, "--engine", "steam"], 2, "no such engine"),
        (["read", STORY, "--model", "fr"], 2, "LANGUAGE=NAME"),
        (["read", STORY, "--jobs", "0"], 2, "--jobs"),
        (["read"], 2, "Missing argument"),
        (["read", STORY, "--format", "csv"], 2, "-o"),
        (["read", STORY, "-o", "/no/such/folder/x.json"], 2, "/no/such/folder"),
        (["devine"], 2, "devine"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(args: list[str], code: int, words: str) -> None:
    done = run(*args, env={"LC_ALL": "en_GB.UTF-8"})
    assert done.exit_code == code
    assert words in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["read", "/no/such/path"], "chemin introuvable"),
        (["read", STORY, "--format", "papyrus"], "format inconnu"),
        (["read", STORY, "--jobs", "0"], "valeur refusée"),
        (["read", STORY, "--fromat", "json"], "s'agit-il de --format"),
        (["read"], "il manque l'argument CHEMIN"),
        (["devine"], "commande inconnue : devine"),
        (["read", STORY, "-o", "x.pdf"], ".pdf"),
        (["read", STORY, "-o", "x.csv"], "--format csv -o DOSSIER"),
        (["read", STORY, "--model", "fr=no_such_pipeline"], "no_such_pipeline"),
    ],
)
def test_a_wrong_call_is_told_in_french_to_a_french_system(args: list[str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "recoupe", *args],
        capture_output=True,
        text=True,
        env={**_env(), "LC_ALL": "fr_FR.UTF-8"},
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert not done.stdout
    assert not Path("x.pdf").exists()


def test_help_speaks_the_language_of_the_system() -> None:
    for system, words in (("fr_FR.UTF-8", "Affiche cette aide"), ("en_US.UTF-8", "Show this help")):
        done = subprocess.run(
            [sys.executable, "-m", "recoupe", "read", "--help"],
            capture_output=True,
            text=True,
            env={**_env(), "LC_ALL": system},
        )
        assert words in done.stdout
        assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_what_was_not_read_is_named_where_the_report_does_not_show_it(folder: Path, tmp_path: Path) -> None:
    (folder / "vide.txt").write_bytes(b"")
    done = run("read", str(folder), "-o", str(tmp_path / "r.json"), "--lang", "fr")
    assert "vide.txt: vide (aucun octet)" in done.stderr
    assert "vide.txt" not in run("read", str(folder), "--lang", "fr").stderr, "the report on the screen has it"


def test_nothing_to_read_ends_with_1(tmp_path: Path) -> None:
    done = run("read", str(tmp_path), "--lang", "fr")
    assert done.exit_code == 1
    assert "rien à lire" in done.stderr


def test_failures_are_counted_by_reason_and_strict_makes_them_an_error(folder: Path) -> None:
    (folder / "c.txt").write_text(TEXT.format("a"), encoding="utf-8")  # the same as a.txt
    plain, strict = run("read", str(folder), "--lang", "fr"), run("read", str(folder), "--lang", "fr", "--strict")
    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert "déjà lu à l'identique 1" in plain.stderr
    assert plain.stdout == strict.stdout
    assert not run("read", str(folder), "--quiet").stderr


def test_an_error_of_our_own_is_shown_with_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble.moments, "annotate", lambda *_: 1 / 0)
    done = run("read", str(folder), "--no-cache", "--lang", "en")
    assert done.exit_code == 0
    assert re.search(r"a\.txt \(moments\): ZeroDivisionError", done.stderr)


def test_the_reports_words_follow_the_language_asked_for(folder: Path) -> None:
    assert "LES ARTICLES" in run("read", str(folder), "--lang", "fr").stdout
    assert "THE ARTICLES" in run("read", str(folder), "--lang", "en").stdout
    assert "THE ARTICLES" in run("read", str(folder), env={"LC_ALL": "en_GB.UTF-8"}).stdout
    assert "LES ARTICLES" in run("read", str(folder), env={"LC_ALL": "C.UTF-8"}).stdout


def test_the_files_ending_tells_the_format(folder: Path, tmp_path: Path) -> None:
    for name, start in (("r.json", "{"), ("r.html", "<!doctype html>"), ("r.md", "# "), ("r.txt", "\n")):
        assert run("read", str(folder), "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_no_input_is_ever_overwritten(folder: Path) -> None:
    before = (folder / "a.txt").read_bytes()
    for path in (folder, folder / "a.txt"):
        done = run("read", str(path), "--format", "html", "-o", str(folder / "a.txt"))
        assert done.exit_code == 2
        assert (folder / "a.txt").read_bytes() == before


def test_no_input_is_overwritten_by_pattern_by_link_or_by_a_table_of_its_name(folder: Path) -> None:
    row = 'id,text\n1,"Le maire a annoncé lundi que la passerelle serait fermée."\n'
    (folder / "articles.csv").write_text(row, encoding="utf-8")
    (folder / "other.txt").hardlink_to(folder / "a.txt")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    for args in (
        [str(folder / "*.txt"), "--format", "html", "-o", str(folder / "a.txt")],
        [str(folder / "b.txt"), str(folder / "a.txt"), "--format", "html", "-o", str(folder / "other.txt")],
        [str(folder), "--format", "csv", "-o", str(folder)],
        [str(folder / "*.csv"), "--format", "csv", "-o", str(folder)],
    ):
        assert run("read", *args).exit_code == 2
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_report_in_the_folder_that_is_read_is_replaced_and_read_by_none(folder: Path) -> None:
    for name in ("r.json", "r.html", "r.json", "r.html"):
        done = run("read", str(folder), "-o", str(folder / name), "--lang", "en")
        assert done.exit_code == 0
    made = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    assert [a["id"] for a in made["articles"]] == ["a.txt", "b.txt"]
    assert "r.json: unknown format (a report that recoupe wrote)" in done.stderr
    assert run("read", str(folder / "r.json"), "-o", str(folder / "r.json")).exit_code == 2, "named as an input"


def test_what_is_no_file_is_written_into_and_a_link_leads_to_its_file(folder: Path, tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe.json", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run("read", str(folder), "-o", str(pipe)).exit_code == 0
    reader.join(10)
    assert json.loads(got[0])["recoupe"] == 1
    assert pipe.is_fifo()
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "file.md")
    assert run("read", str(folder), "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert (tmp_path / "file.md").read_text(encoding="utf-8").startswith("# ")


def test_an_output_that_cannot_be_is_told_before_anything_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recoupe.pipeline.read", lambda *_, **__: pytest.fail("read before it was told"))
    file = tmp_path / "file"
    file.write_bytes(b"")
    for args in (["-o", str(file / "x.json")], ["-o", str(file / "deep" / "x"), "--format", "csv"]):
        done = run("read", str(folder), *args, "--lang", "en")
        assert (done.exit_code, "no such folder" in done.stderr) == (2, True)
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = run("read", str(folder), "-o", str(tmp_path / "x.json"), "--lang", "fr")
    assert (done.exit_code, "pas le droit d'écrire" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", [f"read {STORY}", "schema"])
def test_a_closed_standard_output_is_told(command: str) -> None:
    call = f"{sys.executable} -m recoupe {command} >&-"
    done = subprocess.run(["bash", "-c", call], capture_output=True, text=True, env={**_env(), "LC_ALL": "C"})
    assert done.returncode == 2
    assert done.stderr.strip() == "recoupe: la sortie standard est fermée"


def test_an_earlier_report_is_replaced_in_one_step(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.html"
    run("read", str(folder), "-o", str(target))
    first = target.read_bytes()

    def fails(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        assert run("read", str(folder), "-o", str(target)).exit_code != 0
    assert target.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert run("read", str(folder), "-o", str(target)).exit_code == 0


def test_ids_never_lead_a_file_outside(tmp_path: Path) -> None:
    rows = [{"id": f"../../evil{i}", "text": TEXT.format(i)} for i in range(2)]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    done = run("read", str(source), "--format", "csv", "-o", str(tmp_path / "deep" / "out"))
    assert done.exit_code == 0
    made = {p.relative_to(tmp_path).parts[0] for p in tmp_path.rglob("*")}
    assert made == {"rows.jsonl", "deep"}
    assert not list(tmp_path.parent.glob("evil*"))


def test_standard_input_is_read(tmp_path: Path) -> None:
    row = json.dumps({"id": "x", "text": TEXT.format("x")}).encode()
    done = run("read", "-", "--format", "json", input=row)
    assert [a["id"] for a in json.loads(done.stdout)["articles"]] == ["x"]


def test_a_language_model_that_talks_nonsense_is_told_and_changes_nothing(folder: Path) -> None:
    class Nonsense(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"choices": [{"message": {"content": "Bien entendu, voici."}}]}')

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Nonsense) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/v1"
        done = run("read", str(folder), "--format", "json", "--lang", "en", "--llm", url)
        server.shutdown()
    made, plain = json.loads(done.stdout), json.loads(run("read", str(folder), "--format", "json").stdout)
    assert done.exit_code == 0
    assert {f["reason"] for f in made["failures"]} <= {"llm-rejected"}
    if plain["stories"][0]["brief"]:
        assert "model's answer refused" in done.stderr
    assert made["articles"] == plain["articles"]


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m recoupe read {STORY} --format json --quiet | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=_env())
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_bar_shows_on_a_terminal_alone(folder: Path) -> None:
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "recoupe", "read", str(folder), "--lang", "en", "--no-cache", "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, env={**_env(), "TERM": "xterm"}, check=True)
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal that nobody writes to any more ends
        while piece := os.read(terminal, 4096):
            shown += piece
    os.close(terminal)
    assert b"reading" in shown
    assert b"linking" in shown
    assert json.loads(done.stdout)["recoupe"] == 1
    assert run("read", str(folder), "--format", "json").stderr == ""


def test_asking_for_help_or_version_imports_no_stage() -> None:
    check = (
        "import sys, recoupe.cli as c\n"
        "try: c.main(['read', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'trafilatura', 'lxml', 'rich', 'jinja2', 'sqlite3', 'msgspec'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, env=_env())


def test_every_option_is_in_both_readmes() -> None:
    for name in ("README.md", "README.fr.md"):
        readme = (ROOT / name).read_text(encoding="utf-8")
        read = cli.main.commands["read"]
        for param in [p for p in read.params if p.param_type_name == "option"]:
            long = max(param.opts, key=len)
            assert f"`{long}" in readme, f"{long} is not documented in {name}"
        for command in cli.main.commands:
            assert f"recoupe {command}" in readme


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}
