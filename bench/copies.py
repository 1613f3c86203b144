"""Copies among many texts: speed, memory and recall beside other programs, on a corpus of planted edits (`planted`).

    python bench/copies.py make --data ../shared/data --size 10000 --out /tmp/copies-10k
    python bench/copies.py run recoupe /tmp/copies-10k --jobs 2
    python bench/copies.py run datasketch /tmp/copies-10k
    python bench/copies.py all /tmp/copies-10k --jobs 2     every method in turn, each in a process of its own
    python bench/copies.py passages /tmp/copies-10k        exact positions, on both sides

Each method (`methods`) runs in a process of its own. Peak memory is that of the process and, where it has workers, as
many times the largest of them. *Processor seconds* are those of the process and its workers, start and imports
included. A peer that is not installed is skipped with a message. `--minutes` and `--gigabytes` stop a peer that needs
more; where it was is then printed, and nothing is extrapolated.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from methods import METHODS, Limit, StoppedError, stream
from planted import make

BANDS = ((0.5, 1.01), (0.3, 0.5), (0.1, 0.3), (0.0, 0.1))


def used(jobs: int) -> tuple[float, int]:
    """Processor seconds and peak megabytes of this process and its workers."""
    usage, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = sum(u.ru_utime + u.ru_stime for u in (usage, children))
    peak = usage.ru_maxrss / 1024 + (jobs * children.ru_maxrss / 1024 if jobs > 1 else 0)
    return round(busy, 1), round(peak)


def run(args: argparse.Namespace) -> None:
    began = time.perf_counter()
    if args.method != "recoupe":
        Limit.set(args.minutes, args.gigabytes)
    result: dict[str, object] = {"method": args.method, "corpus": args.corpus.name, "jobs": args.jobs}
    try:
        found = METHODS[args.method](args.corpus, args.jobs)
        signal.setitimer(signal.ITIMER_PROF, 0)
    except ImportError as missing:
        sys.exit(f"{args.method} is not installed ({missing.name}): skipped")
    except (StoppedError, MemoryError) as stopped:
        busy, peak = used(1)
        result |= {
            "stopped for": str(stopped) or "memory", "texts read": Limit.read,
            "processor seconds": busy, "peak MB": peak,
        }  # fmt: skip
        print(json.dumps(result), flush=True)
        os._exit(3)  # gigabytes of small objects take minutes to free
    took = time.perf_counter() - began
    busy, peak = used(args.jobs)
    result |= {"seconds": round(took, 1), "processor seconds": busy, "peak MB": peak, "pairs": len(found)}
    true = all_ = 0
    hits: dict[tuple[float, float], list[int]] = {b: [0, 0] for b in BANDS}
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in (args.corpus / "pairs.tsv").open(encoding="utf-8"):
        a, b, share, kind = line.rstrip("\n").split("\t")
        all_ += 1
        hit = (a, b) in found
        true += hit
        x = float(share)
        band = next(r for r in BANDS if r[0] <= x < r[1])
        hits[band][0] += hit
        hits[band][1] += 1
        if x >= 0.3 and "+" not in kind:
            kinds[kind][0] += hit
            kinds[kind][1] += 1
    result["precision"] = round(true / max(1, len(found)), 4)
    for low, high in BANDS:
        h, n = hits[low, high]
        result[f"recall {low:.0%}-{min(high, 1):.0%}"] = round(h / n, 4) if n else None
    result["recall of kinds, from 30%"] = {k: round(h / n, 4) for k, (h, n) in sorted(kinds.items())}
    result["true pairs"] = all_
    print(json.dumps(result), flush=True)


def everything(args: argparse.Namespace) -> None:
    """One method after the other on one corpus: nothing runs beside it that this program started."""
    turns = [("recoupe", j) for j in sorted({1, args.jobs})] + [(m, 1) for m in METHODS if m != "recoupe"]
    for method, jobs in turns:
        command = [
            sys.executable, __file__, "run", method, str(args.corpus), "--jobs", str(jobs),
            "--minutes", str(args.minutes), "--gigabytes", str(args.gigabytes),
        ]  # fmt: skip
        code = subprocess.run(command, check=False).returncode
        if code not in (0, 1, 3):
            print(json.dumps({"method": method, "died": code}), flush=True)


def passages(args: argparse.Namespace) -> None:
    """Characters that passages cover, against the planted sentences, on both sides; both the exact and the fast way."""
    from recoupe.link.passages import find, find_many
    from recoupe.model import Article

    planted = [json.loads(line) for line in (args.corpus / "positions.jsonl").open(encoding="utf-8")]
    planted = planted[: args.pairs]
    wanted = {name for a, b, _ in planted for name in (a, b)}
    texts = {i: t for i, t in stream(args.corpus) if i in wanted}
    known = {(min(a, b), max(a, b)): (a, b, rows) for a, b, rows in planted}
    ways = {
        "find": lambda: find([Article(i, t, (), "") for i, t in texts.items()]),
        "find_many": lambda: find_many(texts.items()),
    }
    for name, way in ways.items():
        began = time.perf_counter()
        made: dict[tuple[str, str], list] = defaultdict(list)
        for p in way():
            made[p.a.article, p.b.article].append(p)
        took = time.perf_counter() - began
        hit = gold = own = 0
        for pair, (a, _b, rows) in known.items():
            for side in (0, 1):
                of = pair[side]
                truth = {i for row in rows for i in range(*row[0 if of == a else 1]) if texts[of][i].isalnum()}
                mine: set[int] = set()
                for p in made.get(pair, []):
                    e = p.a if side == 0 else p.b
                    mine |= {i for i in range(e.start, e.end) if texts[of][i].isalnum()}
                hit, gold, own = hit + len(truth & mine), gold + len(truth), own + len(mine)
        p, r = hit / max(1, own), hit / max(1, gold)
        print(json.dumps({
            "way": name, "texts": len(texts), "pairs": len(known), "seconds": round(took, 1),
            "P": round(p, 4), "R": round(r, 4), "F1": round(2 * p * r / max(1e-9, p + r), 4),
        }), flush=True)  # fmt: skip


def limits(q: argparse.ArgumentParser) -> None:
    q.add_argument("--jobs", type=int, default=1)
    q.add_argument("--minutes", type=float, default=40.0, help="processor time after which a peer is stopped")
    q.add_argument("--gigabytes", type=float, default=16.0, help="memory at which a peer is stopped")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = p.add_subparsers(dest="verb", required=True)
    q = sub.add_parser("make")
    q.add_argument("--data", type=Path, required=True)
    q.add_argument("--size", type=int, default=10_000)
    q.add_argument("--seed", type=int, default=1)
    q.add_argument("--out", type=Path, required=True)
    q.set_defaults(work=make)
    q = sub.add_parser("run")
    q.add_argument("method", choices=sorted(METHODS))
    q.add_argument("corpus", type=Path)
    q.set_defaults(work=run)
    limits(q)
    q = sub.add_parser("all")
    q.add_argument("corpus", type=Path)
    q.set_defaults(work=everything)
    limits(q)
    q = sub.add_parser("passages")
    q.add_argument("corpus", type=Path)
    q.add_argument("--pairs", type=int, default=2000)
    q.set_defaults(work=passages)
    args = p.parse_args()
    args.work(args)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
