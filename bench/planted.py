"""A corpus of planted edits: texts of which every shared sentence is known.

Sources are French press articles of which no two share a run of eight words (checked by brute force) and, beyond them,
texts made of fragments of three to six words of press sentences. A source has up to fifty relatives. A relative keeps
10 % to 90 % of its source's sentences and has others in place of the rest; its kind says what else was done: `kept`
nothing, `moved` their order is changed, `paraphrased` words are replaced by others of a synonym list, other numbers and
other typography, `merged` the rest is taken from a second source. What two texts share is therefore known: for each
pair, the words of the sentences that both keep, over the words of the shorter.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

KINDS = ("kept", "moved", "paraphrased", "merged")
SENTENCE = re.compile(r"[^.!?…]+[.!?…]+[\"»”]?")
WORD = re.compile(r"\w+")
SENTENCES = 14  # of a text
# Pairs of words that may stand for each other; every word below is replaced by its partner, either way.
SYNONYMS = dict(re.findall(r"(\S+):(\S+)", """
annoncé:indiqué samedi:hier manifestants:protestataires forces:unités ordre:sécurité
gouvernement:exécutif hausse:augmentation prix:coût carburants:essences carburant:essence
plusieurs:divers également:aussi notamment:surtout personnes:gens mouvement:élan président:chef
mesures:dispositions a:avait est:était sont:étaient ont:avaient selon:d'après après:suivant
avant:précédant contre:envers pour:afin dans:en police:gendarmerie route:chaussée routes:chaussées
blocage:barrage barrages:blocages violences:heurts journée:matinée semaine:quinzaine
ministre:responsable maire:édile ville:cité pays:territoire fait:rend très:fort plus:davantage
moins:peu grand:important grande:importante nouveau:récent nouvelle:récente
"""))  # fmt: skip


def sentences(text: str) -> list[str]:
    return [s.strip() for s in SENTENCE.findall(text.replace("\n", " ")) if 6 <= len(s.split()) <= 60]


def press(data: Path) -> list[dict]:
    file = data / "press" / "gilets-jaunes.jsonl"
    if not file.is_file():
        sys.exit(f"no {file}: nothing to measure with")
    return [json.loads(line) for line in file.open(encoding="utf-8")]


def strangers(rows: list[dict]) -> list[list[str]]:
    """Sentences of press articles of which no two share eight words in a row."""
    seen: set[tuple[str, ...]] = set()
    out = []
    for row in rows:
        own = sentences(row["text"])[:SENTENCES]
        tokens = WORD.findall(" ".join(own).lower())
        mine = {tuple(tokens[i : i + 8]) for i in range(len(tokens) - 7)}
        if len(own) >= 8 and not mine & seen:
            seen |= mine
            out.append(own)
    return out


class Maker:
    """Families of texts, from a seed: the same corpus on every machine."""

    def __init__(self, rows: list[dict], seed: int) -> None:
        self.rng = random.Random(seed)
        self.sources = strangers(rows)
        cut = random.Random(7)
        self.fragments: list[str] = []
        for row in rows:
            for s in sentences(row["text"]):
                tokens = s.rstrip('.!?… »”"').split()
                at = 0
                while at < len(tokens):
                    n = cut.randint(3, 6)
                    # « Provence-Alpes-Côte-d'Azur, Hauts-de-France » is a copy of its own where it is drawn twice
                    if len(WORD.findall(" ".join(tokens[at : at + n]))) <= 6:
                        self.fragments.append(" ".join(tokens[at : at + n]))
                    at += n

    def fresh(self, count: int) -> list[str]:
        out = []
        for _ in range(count):
            parts = self.rng.choices(self.fragments, k=self.rng.randint(3, 6))
            first = parts[0]
            out.append(first[:1].upper() + first[1:] + " " + " ".join(parts[1:]) + ".")
        return out

    def source(self) -> list[str]:
        return self.sources.pop() if self.sources else self.fresh(SENTENCES)

    def relatives(self) -> int:
        x = self.rng.random()
        if x < 0.5:
            return 0
        if x < 0.9:
            return self.rng.randint(1, 3)
        return self.rng.randint(4, 9) if x < 0.995 else self.rng.randint(10, 50)

    def paraphrase(self, sentence: str) -> str:
        """At most every fifth word replaced; other quotation marks; other numbers."""
        words, since = sentence.split(" "), 5
        for i, w in enumerate(words):
            since += 1
            if since > 5 and w in SYNONYMS:
                words[i], since = SYNONYMS[w], 0
            elif since > 5 and w.isdigit() and self.rng.random() < 0.5:
                words[i], since = str(int(w) + 1), 0
        return " ".join(words).replace("« ", '"').replace(" »", '"').replace("'", "’")

    def family(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Texts as (kind, sentences); a sentence is its number in the source (-1 for none) and its words."""
        source = self.source()
        yield "source", list(enumerate(source))
        other: list[tuple[int, str]] | None = None
        for _ in range(self.relatives()):
            kind = self.rng.choice(KINDS)
            keep = max(1, round(len(source) * self.rng.uniform(0.1, 0.9)))
            kept = sorted(self.rng.sample(range(len(source)), keep))
            rest = len(source) - keep
            body = [(i, source[i]) for i in kept]
            if kind == "paraphrased":
                body = [(i, self.paraphrase(s)) for i, s in body]
            if kind == "moved":
                self.rng.shuffle(body)
            if kind == "merged":
                if other is None:
                    other = [(1000 + i, s) for i, s in enumerate(self.fresh(SENTENCES))]
                body += other[:rest]
            else:
                for s in self.fresh(rest):
                    body.insert(self.rng.randint(0, len(body)), (-1, s))
            yield kind, body
        if other is not None:
            yield "source", other


def make(args: argparse.Namespace) -> None:
    out: Path = args.out
    out.mkdir(parents=True, exist_ok=True)
    maker = Maker(press(args.data), args.seed)
    texts: list[bytes] = []
    made = 0
    truth = (out / "pairs.tsv").open("w", encoding="utf-8")
    where = (out / "positions.jsonl").open("w", encoding="utf-8")
    names = list(range(args.size))
    random.Random(args.seed + 1).shuffle(names)
    while made < args.size:
        members = []
        for kind, body in maker.family():
            if made == args.size:
                break
            name = f"t{names[made]:07d}"
            made += 1
            at, spans, pieces = 0, {}, []
            for number, s in body:
                if number >= 0:
                    spans[number] = (at, at + len(s), len(s.split()))
                pieces.append(s)
                at += len(s) + 1
            texts.append(json.dumps({"id": name, "text": " ".join(pieces)}, ensure_ascii=False).encode())
            members.append((name, kind, spans, sum(len(s.split()) for _, s in body)))
        for i, (a, kind_a, spans_a, size_a) in enumerate(members):
            for b, kind_b, spans_b, size_b in members[i + 1 :]:
                both = spans_a.keys() & spans_b.keys()
                if not both:
                    continue
                words = sum(min(spans_a[k][2], spans_b[k][2]) for k in both)
                kind = kind_b if kind_a == "source" else kind_a if kind_b == "source" else f"{kind_a}+{kind_b}"
                truth.write(f"{min(a, b)}\t{max(a, b)}\t{words / max(1, min(size_a, size_b)):.3f}\t{kind}\n")
                if made <= 20_000:
                    rows = [(spans_a[k][:2], spans_b[k][:2]) for k in sorted(both)]
                    where.write(json.dumps([a, b, rows]) + "\n")
    random.Random(args.seed + 2).shuffle(texts)
    with (out / "texts.jsonl").open("wb") as f:
        for row in texts:
            f.write(row + b"\n")
    size = sum(len(t) for t in texts)
    print(json.dumps({"texts": made, "megabytes": round(size / 1e6), "out": str(out)}))
