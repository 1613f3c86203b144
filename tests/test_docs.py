"""What the documents tell to type runs, and what they name exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import recoupe

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
READMES = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)


def _blocks(kinds: set[str]) -> list[tuple[str, str]]:
    return [
        (page.name, body)
        for page in PAGES
        for kind, body in BLOCK.findall(page.read_text(encoding="utf-8"))
        if kind in kinds
    ]


def _commands() -> list[tuple[str, str]]:
    out = []
    for page, body in _blocks({"sh", "console", "bash"}):
        for line in re.sub(r"\\\n\s*", "", body).splitlines():
            command = line.removeprefix("$ ").split("  #")[0].strip()
            if command and not command.startswith("#"):
                out.append((page, command))
    return list(dict.fromkeys(out))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the repository's, with the commands at hand, where documents may write."""
    home = tmp_path_factory.mktemp("checkout")
    for name in ("examples", "evals", "bench", "training", "docs", "src", "pyproject.toml"):
        if (ROOT / name).exists():
            (home / name).symlink_to(ROOT / name)
    binary = home / "bin"
    binary.mkdir()
    (binary / "recoupe").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m recoupe "$@"\n', encoding="utf-8")
    (binary / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    for file in binary.iterdir():
        file.chmod(0o755)
    return home


def _run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    paths = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": paths, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(["sh", "-c", command], cwd=home, env=env, capture_output=True, text=True)


@pytest.mark.parametrize(("page", "command"), _commands(), ids=lambda v: str(v)[:60])
def test_every_command_in_the_documents_runs(page: str, command: str, copy: Path) -> None:
    if command.startswith("make "):
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
        assert set(command.split()[1:]) <= set(targets)
        return
    if command.startswith(("pip ", "git ", "cd ", "python -m venv", "apt", "docker ")):
        return
    script = re.match(r"((?:[A-Z_]+=\S+ )*python )((?:training|evals|bench)/\S+\.py)", command)
    if script:  # those work on data that is not here, for minutes: that they start and know what they need is enough
        done = _run(f"{script[1]}{script[2]} --help", copy)
    elif "recoupe" in command:
        done = _run(command, copy)
    else:
        pytest.fail(f"{page} tells to type {command!r}: neither run nor known")
    assert done.returncode == 0, f"{page}: {command}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("body", [b for p, b in _blocks({"python"}) if p.startswith("README")], ids=lambda b: b[15:40])
def test_every_python_example_in_the_readmes_runs(body: str, copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", body],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with everything added that the guide shows: each is one file, or one folder."""
    home = tmp_path_factory.mktemp("grown")
    shutil.copytree(ROOT / "src" / "recoupe", home / "recoupe", ignore=shutil.ignore_patterns("__pycache__"))
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    places = {
        "def render(": "exporters/lines.py",
        "def sniff(": "readers/mail.py",
        "def annotate(": "annotate/addresses.py",
    }
    for body in [b for kind, b in BLOCK.findall(guide) if kind == "python"]:
        place = next(p for mark, p in places.items() if mark in body)
        (home / "recoupe" / place).write_text(body, encoding="utf-8")
    (home / "recoupe" / "languages" / "it").mkdir()
    words = (home / "recoupe" / "languages" / "en" / "messages.toml").read_text(encoding="utf-8")
    words = words.replace('articles = "The articles"', 'articles = "Gli articoli"')
    (home / "recoupe" / "languages" / "it" / "messages.toml").write_text(words, encoding="utf-8")
    message = "From: Il Foglietto <a@b.example>\nSubject: Il ponte\n\nSi veda https://ponte.example/1 per il resto.\n"
    (home / "one.eml").write_text(message, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["one.eml", "--format", "lines"], ""),
        (["one.eml", "--format", "json"], '"outlet": "Il Foglietto'),
        (["one.eml", "--format", "json"], '"value": "https://ponte.example/1"'),
        (["one.eml", "--format", "text", "--lang", "it"], "GLI ARTICOLI"),
    ],
)
def test_what_the_guide_adds_works(args: list[str], words: str, grown: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "recoupe", "read", *args, "--quiet"],
        cwd=grown,
        env={**os.environ, "PYTHONPATH": str(grown)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert words in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text):
        assert (page.parent / target).exists(), f"{page.name} leads to {target}, which is not there"


def test_every_dependency_is_in_the_readmes_table() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for page in READMES.values():
        readme = page.read_text(encoding="utf-8").lower()
        for wanted in project["dependencies"]:
            assert re.split(r"[><=\[]", wanted)[0].lower() in readme, wanted


@pytest.mark.parametrize("lang", READMES)
def test_the_sample_in_the_readme_is_what_comes_out(lang: str) -> None:
    shown = READMES[lang].read_text(encoding="utf-8").split("```text\n")[1].split("```")[0].splitlines()[1:]
    made = recoupe.read(ROOT / "examples" / "story", lang=lang).to_text(lang).splitlines()
    assert len(shown) < 60, "one screen"
    wrong = [line for line in shown if line not in made and line.strip() != "…"]
    assert not wrong, "python examples/show.py brings the sample up to date"


@pytest.mark.parametrize("lang", READMES)
def test_the_two_commands_open_the_readme(lang: str) -> None:
    readme = READMES[lang].read_text(encoding="utf-8")
    assert readme.split("```sh\n")[1].split("```")[0].split() == ["make", "story", "make", "test"]
    assert len(readme.split("```sh\n")[0]) < 100


def test_both_readmes_tell_the_same() -> None:
    """Chapters, tables and blocks are as many in both, and what is named in code is named in both."""
    shapes, named = [], []
    for page in READMES.values():
        text = page.read_text(encoding="utf-8")
        text = re.sub(r"```text.*?```", "", text, flags=re.S)
        shapes.append([line.split(" ")[0] for line in text.splitlines() if line.startswith(("#", "|", "```"))])
        named.append(
            {c for c in re.findall(r"`([^`\n]+)`", BLOCK.sub("", text)) if re.match(r"[-.]|recoupe\[|pip |src/", c)}
        )
    assert [s.rstrip("|") for s in shapes[0]] == [s.rstrip("|") for s in shapes[1]]
    assert named[0] == named[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_and_modules_that_documents_name_exist(page: Path) -> None:
    told = re.findall(r"`([^`\n]+)`", BLOCK.sub("", page.read_text(encoding="utf-8")))
    for code in told:
        for path in re.findall(r"(?<![\w./-])(?:src|evals|bench|training|examples|docs|tests)/[\w./-]+\w", code):
            assert (ROOT / path).exists(), f"{page.name} names {path}"
        for module in re.findall(r"(?<![\w/])(?:training|bench|evals)\.\w+", code):
            place = ROOT / module.replace(".", "/")
            assert place.is_dir() or place.with_suffix(".py").exists(), f"{page.name} names {module}"
        for path in re.findall(r"^(?:annotate|link|judge|parse|clean|languages|exporters|readers)/[\w./-]+$", code):
            place = ROOT / "src" / "recoupe" / path.rstrip("/")
            assert place.exists() or place.with_suffix(".py").exists(), f"{page.name} names {path}"
