"""The evaluation gate: no score below its pinned floor, no floor below what it once was.

    python evals/gate.py                       the example story, and ../shared/stories where it exists
    python evals/gate.py --shared PATH         the folder that holds stories/ and score/
    python evals/gate.py --pin 0.005           print floors for floors.toml, that much below today's scores

`evals/floors.toml` holds one table a story. The example story is scored by `evals/scoring.py`; the real
stories, other people's text that is not ours to ship, by the scorer that comes with them. A floor may
rise, never fall: each is compared with the highest that git knows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import recoupe
from scoring import score_files

ROOT = Path(__file__).parent.parent
FLOORS = "evals/floors.toml"
Scores = dict[str, float]
# Counted, not measured: nothing may be lost, whatever the margin.
EXACT = {"articles", "one story", "articles lost", "stories made", "strangers in them", "truncated", "truncated right"}


def example() -> Scores:
    """Scores of the example story."""
    record = json.loads(recoupe.read([ROOT / "examples" / "story"], cache=False).to_json())
    measures = score_files(ROOT / "examples" / "gold.yaml", record)
    return {name: m.value for name, m in measures.items() if m.value is not None}


def real(story: Path, scorer: Path) -> Scores:
    """Scores of a story with a gold file, by the scorer that comes with it."""
    source = story / "articles" if (story / "articles").exists() else story / "articles.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.json"
        record.write_text(recoupe.read([source], cache=False).to_json(), encoding="utf-8")
        command = [sys.executable, str(scorer), str(story / "gold.yaml"), str(record), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    out = {}
    for name, m in json.loads(done.stdout).items():
        value = m["f1"] if "f1" in m else m["acc"]
        if value is not None:
            out[name] = value
        elif name in ("articles lost", "strangers in them"):
            out[name] = 1.0 - m["n"]  # none of them is 1
        elif name == "stories made":
            out[name] = 1.0 if m["n"] == 1 else 0.0
    return out


def pinned(text: str) -> dict[str, Scores]:
    """Floors by story."""
    return {story: dict(rows) for story, rows in tomllib.loads(text).items()}


def once_pinned() -> dict[str, Scores]:
    """The highest floor of each measure in any commit that git knows here; none outside a repository."""
    highest: dict[str, Scores] = {}
    log = ["git", "-C", str(ROOT), "log", "--format=%H", "HEAD", "--", FLOORS]
    try:
        commits = subprocess.run(log, check=True, capture_output=True, text=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return highest
    for commit in commits:
        show = ["git", "-C", str(ROOT), "show", f"{commit}:{FLOORS}"]
        done = subprocess.run(show, check=False, capture_output=True, text=True)
        for story, rows in pinned(done.stdout if done.returncode == 0 else "").items():
            for name, floor in rows.items():
                mine = highest.setdefault(story, {})
                mine[name] = max(floor, mine.get(name, 0.0))
    return highest


def main() -> int:
    """Print every score beside its floor; 1 where one is below."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--pin", type=float, default=None, metavar="MARGIN")
    args = parser.parse_args()

    scores = {"example": example()}
    scorer = args.shared / "score" / "score.py"
    if scorer.exists():
        for gold in sorted((args.shared / "stories").glob("*/gold.yaml")):
            scores[gold.parent.name] = real(gold.parent, scorer)
    else:
        print(f"gate: no {scorer}: the real stories are left out")
    if args.pin is not None:
        for story, rows in scores.items():
            print(f"\n[{story}]")
            for name, value in rows.items():
                floor = value if name in EXACT else max(0.0, int((value - args.pin) * 1000) / 1000)
                print(f'"{name}" = {floor:.3f}')
        return 0

    floors = pinned((ROOT / FLOORS).read_text(encoding="utf-8"))
    below = []
    for story, rows in scores.items():
        for name, value in rows.items():
            floor = floors.get(story, {}).get(name)
            bad = floor is not None and value < floor
            held = "" if floor is None else f"floor {floor:.3f}{'  BELOW' if bad else ''}"
            print(f"{story:16} {name:34} {value:.3f}  {held}")
            if bad:
                below.append(f"{story}: {name} {value:.3f} is below its floor of {floor:.3f}")
        below += [f"{story}: {n} is no longer measured" for n in floors.get(story, {}) if n not in rows]
    for story, rows in once_pinned().items():
        for name, floor in rows.items():
            if floors.get(story, {}).get(name, 0.0) < floor:
                below.append(f"{story}: the floor of {name} was {floor:.3f} and may not fall")
    print("\n".join(below) if below else "gate: all floors hold")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
