"""Speed of the annotators of statements and mentions, against named peers, on the same texts and the same parse.

    python bench/statements.py --data ../shared/data [--language en] [--articles 60] [--stories ../shared/stories]

Everyone is given our parse, made before the clock starts: the peer gets it as a spaCy document of the same words,
tags, lemmas and arcs, so what is compared is the finding of quotations alone. The peer (`pip install textacy`) finds
quotations between marks that have a speaker; of the others, and of reported speech without marks, it makes nothing, and
it refuses an article with an odd number of marks. Processor time of one run, warm: each reads a few texts before the
clock starts.

With `--stories` it also counts how many of the direct statements of the gold stories are found: half the words of the
content in common, the scorer's measure.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from recoupe.annotate import mentions, moments, statements
from recoupe.model import Article, Attribution, Notes, Parse, Section
from recoupe.parse import parse

sys.path.insert(0, str(Path(__file__).parent.parent))

from evals.scoring import Text, pair

Read = tuple[Article, Parse]
Quote = list[tuple[int, int]]  # stretches of the article's text


def article(name: str, title: str, body: str, language: str) -> Article:
    """A bare article of a title and a text."""
    text = f"{title}\n{body}" if title else body
    cut = len(title) + 1 if title else 0
    head = (Section(0, cut, "title"),) if title else ()
    return Article(name, text, (*head, Section(cut, len(text), "body")), "", language=language)


def corpus(data: Path, language: str, n: int) -> list[Article]:
    """Press articles: French ones of one subject, English ones of PolNeAR's development part."""
    if language == "en":
        files = sorted((data / "polnear" / "dev").rglob("*.txt"))[:n]
        return [article(f.stem, "", f.read_text(encoding="utf-8"), "en") for f in files]
    rows = [json.loads(line) for line in (data / "press" / "gilets-jaunes.jsonl").open(encoding="utf-8")]
    return [article(str(i), r["title"] or "", r["text"], "fr") for i, r in enumerate(rows[:n])]


def found(one: Article, syntax: Parse) -> tuple[Attribution, ...]:
    """Our statements of one article, times left out."""
    notes = Notes(syntax)
    return statements.annotate(one, syntax, Notes(syntax, mentions=mentions.annotate(one, syntax, notes)))


def ours(read: Read) -> list[Quote]:
    """The contents of our statements."""
    return [[(s.start, s.end) for s in a.content] for a in found(*read)]


def ours_direct(read: Read) -> list[Quote]:
    """Those of direct speech."""
    return [[(s.start, s.end) for s in a.content] for a in found(*read) if a.form == "direct"]


class Textacy:
    """textacy's direct quotations over a spaCy document made of our parse."""

    def __init__(self) -> None:
        """ImportError where spaCy or textacy is not installed."""
        import spacy
        from spacy.tokens import Doc
        from textacy.extract import direct_quotations

        self.vocab = {code: spacy.blank(code).vocab for code in ("fr", "en")}
        self.doc, self.extract = Doc, direct_quotations
        self.refused = 0

    def document(self, read: Read) -> Any:
        """The parse as spaCy keeps one."""
        one, syntax = read
        tokens = syntax.tokens
        first = {s.first for s in syntax.sentences}
        relations = {"nsubj:pass": "nsubjpass", "aux:pass": "auxpass", "obj": "dobj", "root": "ROOT"}
        return self.doc(
            self.vocab[one.language or "fr"],
            words=[one.text[t.start : t.end] for t in tokens],
            spaces=[one.text[t.end : t.end + 1].isspace() for t in tokens],
            pos=[t.pos for t in tokens],
            lemmas=[t.lemma for t in tokens],
            heads=[t.head for t in tokens],
            deps=[relations.get(t.dep, t.dep) for t in tokens],
            sent_starts=None if any(t.dep != "dep" for t in tokens) else [i in first for i in range(len(tokens))],
        )

    def quotations(self, read: Read, document: Any) -> list[Quote]:
        """What stands between the marks of each quotation with a speaker."""
        try:
            triples = list(self.extract(document))
        except ValueError:  # an odd number of marks
            self.refused += 1
            return []
        tokens = read[1].tokens
        return [[(tokens[t.content.start].start, tokens[t.content.end - 1].end)] for t in triples]


def rate(name: str, work: Callable[[int], Sequence[object]], n: int, words: int) -> float:
    """Seconds of processor time for all articles, and a line that tells it."""
    for i in range(min(n, 3)):
        work(i)
    start = time.process_time()
    made = sum(len(work(i)) for i in range(n))
    spent = time.process_time() - start
    print(
        f"{name:46} {spent:8.3f} s {n / spent:9.1f} articles/s {words / spent:10,.0f} words/s {made:6} found",
        flush=True,
    )
    return spent


def recall(stories: Path, peer: Textacy | None) -> None:
    """How many direct statements of the gold stories each finds."""
    import yaml

    gold = hit = theirs = 0
    for folder in sorted(p for p in stories.iterdir() if (p / "articles.jsonl").is_file()):
        wanted = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))["articles"]
        for line in (folder / "articles.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            one = article(row["id"], row["title"] or "", row["text"], "fr")
            read = (one, parse(one))
            text = Text(one.text)
            direct = [r for r in wanted.get(row["id"], {}).get("statements") or () if r.get("form") == "direct"]
            parts = [r["content"] if isinstance(r["content"], list) else [r["content"]] for r in direct]
            cover = [text.inside(text.find(p) for p in ps) for ps in parts]
            gold += len(cover)
            hit += len(pair(cover, [text.inside(q) for q in ours(read)], 0.5))
            if peer is not None:
                quotes = peer.quotations(read, peer.document(read))
                theirs += len(pair(cover, [text.inside(q) for q in quotes], 0.5))
    print(f"direct statements of the gold stories: {gold}; recoupe finds {hit}", end="")
    print(f", textacy {theirs}" if peer is not None else "")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--language", default="fr", choices=("fr", "en"))
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--stories", type=Path, default=None)
    args = parser.parse_args()
    if not (args.data / ("press" if args.language == "fr" else "polnear")).is_dir():
        print(f"skipped: no texts under {args.data}")
        return 0
    texts = corpus(args.data, args.language, args.articles)
    for one in texts[:2]:
        parse(one)
    start = time.process_time()
    reads = [(one, parse(one)) for one in texts]
    parsing = time.process_time() - start
    n, words = len(reads), sum(len(one.text.split()) for one in texts)
    print(f"{n} articles, {words} words; the parse, {parsing:.3f} s, is given to everyone")
    mine = rate("recoupe: mentions and statements", lambda i: ours(reads[i]), n, words)
    direct = sum(len(ours_direct(r)) for r in reads)
    rate("recoupe: moments", lambda i: moments.annotate(*reads[i], Notes(reads[i][1])), n, words)
    print(
        f"statements and mentions take {mine / parsing:.2f} of the parse's time; {direct} statements are direct speech"
    )
    try:
        peer: Textacy | None = Textacy()
    except ImportError:
        peer = None
        print("textacy is not installed here (pip install textacy): nothing to compare with")
    if peer is not None:
        given = [peer.document(r) for r in reads]
        theirs = rate("textacy: direct quotations", lambda i: peer.quotations(reads[i], given[i]), n, words)
        rate(
            "textacy: the same, with making its document",
            lambda i: peer.quotations(reads[i], peer.document(reads[i])),
            n,
            words,
        )
        peer.refused = 0
        for i in range(n):
            peer.quotations(reads[i], given[i])
        print(f"{theirs / mine:.2f} of our time; {peer.refused} articles refused for an odd number of marks")
    if args.stories is not None and args.stories.is_dir():
        recall(args.stories, peer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
