"""Put into the README what the example story gives today: the first screen in the terminal, and a picture of the page.

    python examples/show.py              the sample
    python examples/show.py --picture    the picture too, where Chromium is installed

A test compares the sample with what the program prints.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import recoupe

ROOT = Path(__file__).parent.parent
SAMPLE = re.compile(r"<!-- sample -->\n.*?(?=^!\[)", re.M | re.S)
BROWSER = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1120,1330",
    "--force-device-scale-factor=0.86",
]  # fmt: skip


def sample() -> str:
    """The report in English as the README shows it: its first sections, with dots where lines are left out."""
    text = recoupe.read(ROOT / "examples" / "story", lang="en").to_text("en")
    lines = text.strip("\n").splitlines()
    out: list[str] = []
    for start, most in (("", 2), ("IN BRIEF", 9), ("WHAT STANDS", 14), ("WHO SAID WHAT", 9), ("FIGURES", 6)):
        at = next((i for i, line in enumerate(lines) if line.startswith(start)), None)
        if at is None:
            continue
        end = next((i for i in range(at + 1, len(lines)) if not lines[i]), len(lines))
        shown = lines[at : min(end, at + most)]
        hanging = "    " if start == "IN BRIEF" else "      "
        while at + len(shown) < end and lines[at + len(shown)].startswith(hanging):
            shown.pop()  # no line is left half told
        out += ["", *shown] if out else shown
        if at + len(shown) < end:
            out.append("  …")
    return "```text\n$ recoupe read examples/story --lang en\n" + "\n".join(out) + "\n```\n"


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
    """Rewrite the README's sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--picture", action="store_true")
    args = parser.parse_args()
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(SAMPLE.sub(lambda _: f"<!-- sample -->\n\n{sample()}\n", text), encoding="utf-8")
    if args.picture:
        picture()


if __name__ == "__main__":
    main()
