"""One saying in two languages: which statements of a French and an English article the program joins.

    python evals/translations.py [--misses]

`translations.toml` holds invented events, each told once in each language, and says which statements are one saying.
A pair counts as found where two statements whose contents begin with the words given stand in one utterance. Three
shares are printed: pairs whose two statements were both read, pairs found, and made pairs that are right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from pathlib import Path

import recoupe

HERE = Path(__file__).parent


def measure(misses: bool = False) -> dict[str, float]:
    """Shares of gold pairs read, found, and of made pairs that are right."""
    gold = read = found = made = 0
    for story in tomllib.loads((HERE / "translations.toml").read_text(encoding="utf-8"))["story"]:
        with tempfile.TemporaryDirectory() as folder:
            for code in ("french", "english"):
                (Path(folder) / f"{code}.txt").write_text(story[code].strip(), encoding="utf-8")
            record = recoupe.read([folder], cache=False)
        texts = {a.id: a.text for a in record.articles}
        content = {
            s.id: texts[a.id][s.content[0].start :].lstrip('«“" ') for a in record.articles for s in a.statements
        }
        language = {s.id: a.language for a in record.articles for s in a.statements}
        mine: set[tuple[str, str]] = set()
        for unit in (u for s in record.stories for u in s.utterances):
            french = [i for i in unit.statements if language[i] == "fr"]
            english = [i for i in unit.statements if language[i] == "en"]
            mine |= {(f, e) for f in french for e in english}
        starts = {
            (f, e): (
                next((i for i, c in content.items() if c.startswith(f)), ""),
                next((i for i, c in content.items() if c.startswith(e)), ""),
            )
            for f, e in story["pairs"]
        }
        right = set(starts.values()) & mine
        gold += len(starts)
        read += sum(all(p) for p in starts.values())
        found += len(right)
        made += len(mine)
        if misses:
            for words, pair in starts.items():
                if pair not in mine:
                    print("missed" if all(pair) else "not read", *words, sep=" | ")
            for f, e in sorted(mine - right):
                print("wrong", content[f][:60], content[e][:60], sep=" | ")
    return {"read": read / gold, "found": found / gold, "right": found / made if made else 0.0, "n": gold}


def main(argv: list[str] | None = None) -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--misses", action="store_true", help="print each pair that was missed or wrongly made")
    s = measure(p.parse_args(argv).misses)
    print(f"{s['n']} pairs: both statements read {s['read']:.3f}, found {s['found']:.3f}, right {s['right']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
