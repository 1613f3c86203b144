"""Speed of the two annotators of time and numbers, against named peers, on the same French texts in one run.

    python bench/time_and_numbers.py --data ../shared/data [--articles 60] [--peers]

Ours reads every article; the peers (`pip install dateparser recognizers-text-suite "emoji<2"`) are slow and read
the first of the same articles, sentence by sentence as they ask for. Words per second of processor time, warm: each
reads a few texts before the clock starts. Ours is given the syntax (here: none is needed), so the time is that of
the annotators alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path


def texts(data: Path, n: int) -> list[str]:
    """The first `n` articles of the press corpus that hold at least 200 words."""
    out = []
    for line in (data / "press" / "gilets-jaunes.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        if len(text.split()) >= 200:
            out.append(text)
        if len(out) == n:
            break
    return out


def sentences(text: str) -> list[str]:
    """Rough sentences: the peers are made for short input."""
    return [s for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip()]


def rate(name: str, read: Callable[[str], object], corpus: list[str]) -> float:
    """Words per second of a reader, warm."""
    for text in corpus[:2]:
        read(text)
    words = sum(len(t.split()) for t in corpus)
    start = time.process_time()
    for text in corpus:
        read(text)
    speed = words / (time.process_time() - start)
    print(f"{name:44} {speed:12,.0f} words/s   ({len(corpus)} articles, {words} words)", flush=True)
    return speed


def ours(text: str) -> int:
    """Moments and figures of one article, parse given."""
    from recoupe.annotate import figures, moments
    from recoupe.model import Article, Notes, Parse, Section

    article = Article("a", text, (Section(0, len(text), "body"),), "", language="fr")
    parse = Parse()
    notes = Notes(parse, times=moments.annotate(article, parse, Notes(parse)))
    return len(notes.times) + len(figures.annotate(article, parse, notes))


def peers() -> list[tuple[str, Callable[[str], object]]]:
    """The peers that are installed here."""
    out: list[tuple[str, Callable[[str], object]]] = []
    try:
        from dateparser.search import search_dates

        out.append(("dateparser.search", lambda text: [search_dates(s, languages=["fr"]) for s in sentences(text)]))
    except ImportError:
        print("dateparser is not installed here")
    try:
        from recognizers_date_time import DateTimeRecognizer
        from recognizers_number import NumberRecognizer
        from recognizers_number_with_unit import NumberWithUnitRecognizer

        # Models made once, before the clock starts: making them is most of what the one-call helpers do.
        dates = DateTimeRecognizer("fr-fr").get_datetime_model()
        numbers = NumberRecognizer("fr-fr").get_number_model()
        money = NumberWithUnitRecognizer("fr-fr").get_currency_model()
        three = (dates, numbers, money)
        out.append(
            (
                "Recognizers-Text (dates, numbers, currency)",
                lambda text: [m.parse(s) for s in sentences(text) for m in three],
            )
        )
        out.append(("Recognizers-Text (dates alone)", lambda text: [dates.parse(s) for s in sentences(text)]))
    except ImportError:
        print("recognizers-text-suite is not installed here")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--peer-articles", type=int, default=6)
    args = parser.parse_args()
    if not (args.data / "press").is_dir():
        print(f"skipped: {args.data / 'press'} is not here")
        return 0
    corpus = texts(args.data, args.articles)
    mine = rate("recoupe (moments and figures)", ours, corpus)
    same = rate("recoupe (on the peers' articles)", ours, corpus[: args.peer_articles])
    for name, read in peers():
        theirs = rate(name, read, corpus[: args.peer_articles])
        print(f"{'':44} {same / theirs:10.1f} times as fast on the same texts")
    return 0 if mine else 1


if __name__ == "__main__":
    sys.exit(main())
