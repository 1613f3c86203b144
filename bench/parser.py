"""Speed of the parser on press text: `python -m bench.parser --data ../shared/data`.

One core, one run, each article each way in turn, with the same kernels:

*needed*    what the record needs: one encoder shared by tags, names and syntax; syntax where a sentence has a cue, a
            quotation or a figure; a sentence that an article repeats is not read again
*all*       every component over every sentence, tags and syntax on one encoder, names on another
*apart*     the same with an encoder each for tags, for syntax and for names

Set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1. Prints words and articles of 400 words a second of processor time, of
each article's best round (vectors of word types are kept from round to round, sentences are not), and the ratios.
"""

from __future__ import annotations

import argparse
import json
import time
from functools import partial
from pathlib import Path

import numpy as np

from recoupe.model import Article, Section
from recoupe.parse import conditional, parse, reading
from recoupe.parse.network import Network, Tags, Tree
from recoupe.parse.weights import network


def articles(data: Path, language: str, n: int) -> list[Article]:
    if language == "fr":
        rows = [json.loads(line) for line in (data / "press" / "gilets-jaunes.jsonl").open(encoding="utf-8")]
        rows = rows[:: max(1, len(rows) // n)]
        texts = [(r["title"] or "", r["text"]) for r in rows[:n]]
    else:
        files = sorted((data / "polnear").rglob("*.txt"))
        texts = [("", f.read_text(encoding="utf-8")) for f in files[:: max(1, len(files) // n)][:n]]
    out = []
    for i, (title, body) in enumerate(texts):
        text = f"{title}\n{body}" if title else body
        cut = len(title) + 1 if title else 0
        sections = (
            (Section(0, cut, "title"), Section(cut, len(text), "body")) if title else (Section(0, len(text), "body"),)
        )
        out.append(Article(str(i), text, sections, "", language=language))
    return out


Read = list[tuple[Tags, Tree | None]]


def everything(net: Network, sentences: list[list[str]], _always: list[bool], apart: bool = False) -> Read:
    """As `reading.read_sentences`, but each component over every sentence, names on an encoder of their own."""
    out: Read = [(Tags([], [], [], []), None)] * len(sentences)
    with np.errstate(over="ignore"):
        for places in reading._batches([len(s) for s in sentences]):
            forms = [sentences[i] for i in places]
            batch = net.encode(forms)
            tags = net.tag(batch)
            if apart:
                batch = net.encode(forms)
            trees = reading.syntax(net, batch, forms, tags, range(len(places)))
            names = net.names(net.encode(forms))
            for k, i in enumerate(places):
                named = tags[k]._replace(names=names[k])
                out[i] = (conditional.correct(net, forms[k], named) if net.language == "fr" else named, trees[k])
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--language", default="fr", choices=("fr", "en"))
    ap.add_argument("--articles", type=int, default=120)
    ap.add_argument("--rounds", type=int, default=3)
    o = ap.parse_args()
    net = network(o.language)
    if not o.data.is_dir() or net is None:
        print(f"no data under {o.data} or no parser for {o.language}: nothing to measure")
        return
    texts = articles(o.data, o.language, o.articles)
    needed = reading.read_sentences
    ways = {"needed": needed, "all": everything, "apart": partial(everything, apart=True)}
    least = {name: [1e9] * len(texts) for name in ways}
    words = sentences = parsed = covered = 0
    for turn in range(o.rounds):
        for i, article in enumerate(texts):
            for name, way in ways.items():
                reading.read_sentences = way  # type: ignore[assignment]
                began = time.process_time()
                p = parse(article)
                least[name][i] = min(least[name][i], time.process_time() - began)
                if name == "needed" and not turn:
                    words += len(p.tokens)
                    sentences += len(p.sentences)
                    parsed += sum(s.parsed for s in p.sentences)
                    covered += sum(s.last - s.first for s in p.sentences if s.parsed)
    reading.read_sentences = needed
    best = {name: sum(seconds) for name, seconds in least.items()}
    for name, seconds in best.items():
        print(f"{name:8} {words / seconds:9.0f} words/s  {words / seconds / 400:6.1f} articles of 400 words/s")
    print(
        f"ratio {best['all'] / best['needed']:.2f}, with three encoders {best['apart'] / best['needed']:.2f}   "
        f"sentences parsed: {parsed} of {sentences}, {covered / words:.0%} of the words"
    )


if __name__ == "__main__":
    main()
