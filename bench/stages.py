"""Time reading stage by stage: articles and words per second, and peak memory, on any folder.

    python bench/stages.py examples/story
    python bench/stages.py ../shared/data/press --limit 200     its first 200 documents
    python bench/stages.py PATH --jobs 2                        the whole on two processes, and again from the cache
    python bench/stages.py PATH --cpu                           time of this process, where others use the machine too
    python bench/stages.py PATH --profile 30                    the 30 functions that take most of the time

Stages are timed in one process without a cache. Time of a stage is that of its own work alone. Tables, patterns and
weights are loaded before the clock starts (half a second that a reading of any size pays once).
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import recoupe  # noqa: E402
from recoupe import exporters, readers  # noqa: E402
from recoupe.pipeline import assemble  # noqa: E402

CLOCK = time.process_time if "--cpu" in sys.argv else time.perf_counter
STAGES = {
    "clean": ["clean"],
    "parse": ["parse"],
    **{m: ["annotate"] for m in ("moments", "figures", "mentions", "statements", "agencies")},
    "passages": ["find"],
    "stories": ["group"],
    "calendar": ["settle"],
    "roots": ["trace"],
    "speakers": ["resolve"],
    "utterances": ["merge"],
    "quantities": ["group"],
    "claims": ["judge"],
    "documents": ["rebuild"],
    "contradictions": ["find"],
    "timeline": ["order"],
    "brief": ["title", "write"],
}


def _timed(work: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = CLOCK()
        try:
            return work(*args, **kwargs)
        finally:
            spent[name] += CLOCK() - start

    return timed


def _watch(spent: dict[str, float]) -> None:
    """Put a clock round every stage where the pipeline calls it."""
    for name, verbs in STAGES.items():
        home: Any = getattr(assemble, name)
        if callable(home):
            setattr(assemble, name, _timed(home, name, spent))
            continue
        for verb in verbs:
            setattr(home, verb, _timed(getattr(home, verb), name, spent))


def _limited(limit: int | None, spent: dict[str, float]) -> None:
    """Read only the first documents, and time the reading itself."""
    whole = readers.read_paths

    def read_paths(*args: Any, **kwargs: Any) -> Iterator[Any]:
        found = islice(whole(*args, **kwargs), limit)
        while True:
            start = CLOCK()
            one = next(found, None)
            spent["read"] += CLOCK() - start
            if one is None:
                return
            yield one

    readers.read_paths = read_paths


def _warm() -> None:
    """Load what is loaded once, by reading two sentences."""
    with tempfile.TemporaryDirectory() as folder:
        text = (
            "Le maire a annoncé lundi que 300 places seraient créées, selon un communiqué. « Enfin », a dit Jeanne Roy."
        )
        (Path(folder) / "a.txt").write_text(text, encoding="utf-8")
        recoupe.read([folder], cache=False)


def _peak() -> float:
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--profile", type=int, default=0, metavar="N")
    args = parser.parse_args()

    spent: dict[str, float] = defaultdict(float)
    if args.jobs == 1 and not args.profile:
        _watch(spent)
    _limited(args.limit, spent)
    profile = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache.sqlite"
        _warm()
        spent.clear()
        if args.profile:
            profile.enable()
        start = CLOCK()
        record = recoupe.read(args.paths, jobs=args.jobs, cache=False)
        whole = CLOCK() - start
        profile.disable()
        articles, words = len(record.articles), sum(len(a.text.split()) for a in record.articles)
        if not articles:
            sys.exit("nothing was read")
        if args.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(args.profile)
            return

        def row(name: str, seconds: float) -> None:
            rate = f"{articles / seconds:10.1f} {words / seconds:12.0f}" if seconds > 0 else f"{'':23}"
            print(f"{name:16} {seconds:9.3f} {100 * seconds / whole:6.1f} % {rate}")

        print(f"{articles} articles, {words} words, {len(record.stories)} stories, {len(record.failures)} failures")
        print(f"{'stage':16} {'seconds':>9} {'share':>8} {'articles/s':>10} {'words/s':>12}")
        if args.jobs == 1:
            for name in ("read", *STAGES):
                row(name, spent[name])
            row("between them", whole - sum(spent[n] for n in ("read", *STAGES)))
            annotators = sum(spent[n] for n, verbs in STAGES.items() if verbs == ["annotate"])
            if spent["parse"]:
                print(f"the annotators together take {annotators / spent['parse']:.2f} of the parse's time")
        row("whole", whole)
        start = CLOCK()
        made = exporters.render(record, "html")[""]
        row("html", CLOCK() - start)
        print(f"peak memory {_peak():.0f} MB, html {len(made) / 1e6:.1f} MB")
        if args.jobs > 1 or articles < 50:
            recoupe.read(args.paths, jobs=args.jobs, cache=cache)
            start = CLOCK()
            recoupe.read(args.paths, jobs=args.jobs, cache=cache)
            row("from the cache", CLOCK() - start)


if __name__ == "__main__":
    main()
