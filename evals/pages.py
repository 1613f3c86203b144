"""Reading web pages: which segments are kept and which dropped, by us and by trafilatura alone.

    python evals/pages.py --data ../shared/data

The pages (25 of the French web, `pages/segments.json`) name segments that an extraction must keep (`with`) and
drop (`without`). Ours counts as kept what a reader reads: title, standfirst, body and posts.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from recoupe.clean import clean
from recoupe.errors import ReadError
from recoupe.model import Capture
from recoupe.readers import read_paths

READ = ("title", "standfirst", "body", "social")


def main() -> int:
    """Print both counts; end with 1 where ours falls behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--misses", action="store_true", help="print each segment that ours gets wrong")
    options = parser.parse_args()
    folder = options.data / "pages"
    if not folder.is_dir():
        print(f"skipped: {folder} is not here")
        return 0
    import trafilatura

    segments = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
    by_file = {value["file"]: value for value in segments.values()}
    counts = {name: {"kept": 0, "dropped": 0} for name in ("recoupe", "recoupe, whole text", "trafilatura")}
    total = {"kept": 0, "dropped": 0}
    for capture in read_paths([folder / "html"]):
        if not isinstance(capture, Capture):
            continue
        wanted = by_file[capture.id]
        try:
            article = clean(capture)
            read = "\n".join(article.text[s.start : s.end] for s in article.sections if s.kind in READ)
            whole = article.text
        except ReadError as error:
            print(f"{capture.id}: {error}")
            read = whole = ""
        texts = {
            "recoupe": read,
            "recoupe, whole text": whole,
            "trafilatura": trafilatura.extract(capture.content) or "",
        }
        total["kept"] += len(wanted["with"])
        total["dropped"] += len(wanted["without"])
        for name, text in texts.items():
            plain = _plain(text)
            kept = [s for s in wanted["with"] if _plain(s) in plain]
            dropped = [s for s in wanted["without"] if _plain(s) not in plain]
            counts[name]["kept"] += len(kept)
            counts[name]["dropped"] += len(dropped)
            if options.misses and name != "recoupe, whole text":
                for segment in wanted["with"]:
                    if segment not in kept:
                        print(f"  {name} lost {segment!r} of {capture.id}")
                for segment in wanted["without"]:
                    if segment not in dropped:
                        print(f"  {name} kept {segment!r} of {capture.id}")
    print(f"{'':22}kept (of {total['kept']})  dropped (of {total['dropped']})")
    for name, count in counts.items():
        print(f"{name:22}{count['kept']:>5}{count['dropped']:>17}")
    ours, theirs = counts["recoupe"], counts["trafilatura"]
    return int(ours["kept"] < theirs["kept"] or ours["dropped"] < theirs["dropped"])


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


if __name__ == "__main__":
    sys.exit(main())
