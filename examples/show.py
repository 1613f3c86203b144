"""Put into both READMEs what the example story gives today: its first screen, and a picture of the page.

    python examples/show.py              the samples, in English and in French
    python examples/show.py --picture    the picture too, where Chromium is installed

A test compares the samples with what the program prints.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import recoupe
from recoupe.languages.messages import say

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
# Sections shown, and how many lines of each.
SHOWN = (("brief", 9), ("claims", 14), ("sayings", 9), ("figures", 6))
SAMPLE = re.compile(r"<!-- sample -->\n.*?(?=^!\[)", re.M | re.S)
BROWSER = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1120,1330",
    "--force-device-scale-factor=0.86",
]  # fmt: skip


def sample(lang: str) -> str:
    """The report as a README shows it: its first sections, with dots where lines are left out."""
    text = recoupe.read(ROOT / "examples" / "story", lang=lang).to_text(lang)
    lines = text.strip("\n").splitlines()
    out: list[str] = []
    for head, most in (("", 2), *SHOWN):
        start = say(lang, "head", head).upper() if head else ""
        at = next((i for i, line in enumerate(lines) if line.startswith(start)), None)
        if at is None:
            continue
        end = next((i for i in range(at + 1, len(lines)) if not lines[i]), len(lines))
        shown = lines[at : min(end, at + most)]
        hanging = "    " if head == "brief" else "      "
        while at + len(shown) < end and lines[at + len(shown)].startswith(hanging):
            shown.pop()  # no line is left half told
        out += ["", *shown] if out else shown
        if at + len(shown) < end:
            out.append("  …")
    return f"```text\n$ recoupe read examples/story --lang {lang}\n" + "\n".join(out) + "\n```\n"


def picture() -> None:
    """The top of the page, as Chromium draws it."""
    browser = next((b for b in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if b), None)
    if browser is None:
        raise SystemExit("no Chromium here")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "story.html"
        page.write_text(recoupe.read(ROOT / "examples" / "story", lang="en").to_html("en"), encoding="utf-8")
        target = ROOT / "docs" / "report.png"
        command = [browser, *BROWSER, f"--user-data-dir={folder}/profile", f"--screenshot={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Rewrite the READMEs' samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--picture", action="store_true")
    args = parser.parse_args()
    for lang, readme in READMES.items():
        shown = f"<!-- sample -->\n\n{sample(lang)}\n"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(SAMPLE.sub(lambda _, shown=shown: shown, text), encoding="utf-8")
    if args.picture:
        picture()


if __name__ == "__main__":
    main()
