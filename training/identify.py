"""French or English by letters: the table of `languages/identify-letters.toml`.

    python training/identify.py --data ../shared/data

Counts runs of two to four letters (word boundaries included) in Universal Dependencies treebanks without a
non-commercial clause, and keeps those that tell the two languages apart best, in steps of half a bit. Nothing but
these numbers is kept.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from pathlib import Path

from recoupe.languages.identify import runs

SOURCES = {
    "fr": ["fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test", "fr_sequoia-ud-train", "fr_parisstories-ud-train"],
    "en": ["en_ewt-ud-train"],
}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--keep", type=int, default=2500)
    parser.add_argument("--out", type=Path, default=Path("src/recoupe/languages/identify-letters.toml"))
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for code, names in SOURCES.items():
        counts[code] = Counter()
        for name in names:
            text = (options.data / "treebanks" / f"{name}.conllu").read_text(encoding="utf-8")
            for sentence in re.findall(r"^# text = (.*)$", text, re.MULTILINE):
                counts[code].update(runs(sentence))
    totals = {code: sum(c.values()) for code, c in counts.items()}
    told: dict[str, tuple[float, float]] = {}
    for run in counts["fr"].keys() | counts["en"].keys():
        a, b = counts["fr"][run] + 0.5, counts["en"][run] + 0.5
        bits = math.log2((a / totals["fr"]) / (b / totals["en"]))
        told[run] = (max(-6.0, min(6.0, bits)), (a / totals["fr"] + b / totals["en"]) * abs(bits))
    best = sorted(told, key=lambda r: -told[r][1])[: options.keep]
    bands: dict[int, list[str]] = {}
    for run in best:
        bands.setdefault(round(2 * told[run][0]), []).append(run)
    lines = [
        "# Runs of letters (a blank is a word's edge): how they speak for French (positive) or English, in half bits.",
        "# Made by training/identify.py from counts in Universal Dependencies treebanks (CC BY-SA, LGPL-LR).",
        "",
        "[bands]",
    ]
    for band in sorted(bands):
        if band:
            lines.append(f'"{band}" = "{"|".join(sorted(bands[band]))}"')
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(best)} runs, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
