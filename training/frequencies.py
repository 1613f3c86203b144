"""How common words are: the table by which stories weigh them (`languages/xx/frequencies.toml`).

    python training/frequencies.py --data ../shared/data

Counts the word stems (first five letters, folded) of Universal Dependencies treebanks without a non-commercial
clause, and writes those that occur at least `--least` times, in bands of a factor of two. Nothing but counts is kept.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from recoupe.text import fold

SOURCES = {
    "fr": ["fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test", "fr_sequoia-ud-dev",
           "fr_rhapsodie-ud-train", "fr_parisstories-ud-train"],
    "en": ["en_ewt-ud-train"],
}  # fmt: skip
WORD = re.compile(r"[^\W_]+")


def count(files: list[Path]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                seen.update(w[:5] for w in WORD.findall(fold(line[9:])))
    return seen


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "src/recoupe/languages")
    p.add_argument("--least", type=int, default=3)
    args = p.parse_args()
    for language, names in SOURCES.items():
        files = [args.data / "treebanks" / f"{n}.conllu" for n in names]
        if not all(f.is_file() for f in files):
            sys.exit(f"no treebanks under {args.data}: nothing written")
        seen = count(files)
        total = sum(seen.values())
        bands: dict[int, list[str]] = {}
        for stem, n in sorted(seen.items()):
            if n >= args.least and not stem.isdigit():
                bands.setdefault((total // n).bit_length(), []).append(stem)
        lines = [
            "# How common word stems (first five letters, folded) are: one line a band, `per` = one word in so many.",
            f"# Made by training/frequencies.py from {total} words of {', '.join(names)}.",
        ]
        for band in sorted(bands):
            lines += ["[[band]]", f"per = {2**band}", f'stems = "{" ".join(bands[band])}"']
        (args.out / language / "frequencies.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
