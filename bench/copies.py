"""Copies among many texts: speed, memory and recall beside other programs, on a corpus of planted edits.

    python bench/copies.py make --data ../shared/data --size 10000 --out /tmp/copies-10k
    python bench/copies.py run recoupe /tmp/copies-10k --jobs 2
    python bench/copies.py run datasketch /tmp/copies-10k
    python bench/copies.py all /tmp/copies-10k --jobs 2     every method in turn, each in a process of its own
    python bench/copies.py passages /tmp/copies-10k        exact positions, on both sides
    python bench/copies.py press --data ../shared/data     wires without their footer: one root

The corpus: sources are French press articles of which no two share a run of eight words (checked by brute force)
and, beyond them, texts made of fragments of three to six words of press sentences. A source has up to fifty relatives.
A relative keeps 10 % to 90 % of its source's sentences and has others in place of the rest; its kind says what else was
done: `kept` nothing, `moved` their order is changed, `paraphrased` words are replaced by others of a synonym
list, other numbers and other typography, `merged` the rest is taken from a second source. What two texts share is
therefore known: for each pair, the words of the sentences that both keep, over the words of the shorter.

Each method runs in a process of its own. Peak memory is that of the process and, where it has workers, as many times
the largest of them. *Processor seconds* are those of the process and its workers, start and imports included.
Peers (skipped with a message where they are not installed): datasketch, rensa and text-dedup as one would set them
for near copies; datasketch and rensa `(equal)`, set so that they find what recoupe finds: one row a band, as many
bands as it takes, and each candidate checked by its own shingles, without which one row a band finds mostly
strangers; datasketch's ensemble, made for containment; and a plain inverted index of word shingles. `--minutes` and
`--gigabytes` stop a method that needs more; where it was is then printed, and nothing is extrapolated.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections import defaultdict
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


# --------------------------------------------------------------------- methods


class StoppedError(Exception):
    """The method has used up its time or its memory."""


class Limit:
    """What a method may use, looked at as it reads."""

    read = 0
    bytes = 1 << 62

    @classmethod
    def check(cls) -> None:
        cls.read += 1
        if cls.read % 1000 == 0 and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > cls.bytes:
            raise StoppedError("memory")

    @classmethod
    def set(cls, minutes: float, gigabytes: float) -> None:
        def stop(*_: object) -> None:
            raise StoppedError("time")

        signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, 60 * minutes)
        cls.bytes = int(gigabytes * 1e9)
        # for what is allocated after the last text has been read
        resource.setrlimit(resource.RLIMIT_DATA, (int(1.3 * cls.bytes), resource.RLIM_INFINITY))


def stream(corpus: Path) -> Iterator[tuple[str, str]]:
    import msgspec

    decode = msgspec.json.Decoder(dict[str, str]).decode
    with (corpus / "texts.jsonl").open("rb") as f:
        for line in f:
            row = decode(line)
            Limit.check()
            yield row["id"], row["text"]


def shingles(text: str, n: int = 5) -> set[str]:
    words = WORD.findall(text.lower())
    return {" ".join(words[i : i + n]) for i in range(len(words) - n + 1)}


def by_recoupe(corpus: Path, jobs: int) -> set[tuple[str, str]]:
    from recoupe.link.passages import find_many

    found = set()
    if jobs == 1:
        for p in find_many(stream(corpus)):
            found.add((p.a.article, p.b.article))
        return found
    from recoupe.engines import engine

    run = engine("processes")
    for p in find_many(stream(corpus), run=lambda work, shards: run(work, shards, jobs)):
        found.add((p.a.article, p.b.article))
    return found


def by_datasketch(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.2, num_perm=128)
    shared = MinHash(num_perm=128)  # its permutations serve all
    found = set()
    for name, text in stream(corpus):
        m = MinHash(num_perm=128, permutations=shared.permutations, scheme=shared.scheme)
        m.update_batch([s.encode() for s in shingles(text)])
        found |= {(min(name, o), max(name, o)) for o in index.query(m)}
        index.insert(name, m)
    return found


ALIKE = 0.05  # of the shorter one's shingles, from which a candidate of the equal settings is kept
BANDS_EQUAL = 64


def checked(name: str, own: set[int], others: Iterator[str], kept: dict[str, set[int]]) -> set[tuple[str, str]]:
    """Candidates that share enough shingles, by the sets themselves."""
    return {
        (min(name, o), max(name, o))
        for o in others
        if len(own & kept[o]) >= ALIKE * max(1, min(len(own), len(kept[o])))
    }


def by_datasketch_equal(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=BANDS_EQUAL, params=(BANDS_EQUAL, 1))
    shared = MinHash(num_perm=BANDS_EQUAL)
    kept: dict[str, set[int]] = {}
    found = set()
    for name, text in stream(corpus):
        own = {hash(s) & 0xFFFFFFFF for s in shingles(text)}
        # Python's own hash, which is faster than SHA-1, taken once for the sketch and for the check
        m = MinHash(num_perm=BANDS_EQUAL, permutations=shared.permutations, scheme=shared.scheme, hashfunc=int)
        m.update_batch(own)
        found |= checked(name, own, index.query(m), kept)
        kept[name] = own
        index.insert(name, m)
    return found


def by_datasketch_ensemble(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    from datasketch import MinHash, MinHashLSHEnsemble

    index = MinHashLSHEnsemble(threshold=0.2, num_perm=128, num_part=8, m=4)
    shared = MinHash(num_perm=128)
    rows = []
    for name, text in stream(corpus):
        own = shingles(text)
        m = MinHash(num_perm=128, permutations=shared.permutations, scheme=shared.scheme)
        m.update_batch([s.encode() for s in own])
        if own:
            rows.append((name, m, len(own)))
    index.index(rows)
    found = set()
    for name, m, size in rows:
        found |= {(min(name, o), max(name, o)) for o in index.query(m, size) if o != name}
    return found


def by_rensa(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.2, num_perm=128, num_bands=64)
    names, found = [], set()
    for n, (name, text) in enumerate(stream(corpus)):
        m = RMinHash(num_perm=128, seed=42)
        m.update(list(shingles(text)))
        found |= {(min(name, names[o]), max(name, names[o])) for o in index.query(m)}
        index.insert(n, m)
        names.append(name)
    return found


def by_rensa_equal(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.2, num_perm=BANDS_EQUAL, num_bands=BANDS_EQUAL)
    kept: dict[str, set[int]] = {}
    names, found = [], set()
    for n, (name, text) in enumerate(stream(corpus)):
        words = shingles(text)
        m = RMinHash(num_perm=BANDS_EQUAL, seed=42)
        m.update(list(words))
        own = {hash(s) for s in words}
        found |= checked(name, own, (names[o] for o in index.query(m)), kept)
        kept[name] = own
        index.insert(n, m)
        names.append(name)
    return found


def by_textdedup(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    """text-dedup's own embedding and banding (its command line clusters, and gives no pairs)."""
    import numpy as np
    from text_dedup.minhash import embed_func
    from text_dedup.utils import optimal_param, xxh3_32hash

    bands, rows = optimal_param(0.2, 128, 0.5, 0.5)
    # the 64-bit setting of its own main()
    dtype, most, prime = np.uint64, np.uint32((1 << 32) - 1), np.uint64((1 << 61) - 1)
    rng = np.random.RandomState(42)
    permutations = (
        rng.randint(1, prime, size=(128,), dtype=dtype),
        rng.randint(0, prime, size=(128,), dtype=dtype),
    )
    ranges = [(i * rows, (i + 1) * rows) for i in range(bands)]
    tables: list[dict] = [defaultdict(list) for _ in range(bands)]
    found = set()
    for name, text in stream(corpus):
        made = embed_func(
            content=text, idx=name, num_perm=128, ngram_size=5, min_length=5, hashranges=ranges,
            permutations=permutations, hash_func=xxh3_32hash, dtype=dtype, max_hash=most, modulo_prime=prime,
        )  # fmt: skip
        for key, table in zip(made["__signatures__"], tables, strict=True):
            bucket = table[key]
            found |= {(min(name, o), max(name, o)) for o in bucket}
            bucket.append(name)
    return found


def by_index(corpus: Path, jobs: int) -> set[tuple[str, str]]:  # noqa: ARG001
    """A plain inverted index: two texts with three shingles in common, crowded ones left out."""
    index: dict[int, list[str]] = defaultdict(list)
    for name, text in stream(corpus):
        for s in shingles(text):
            index[hash(s)].append(name)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for names in index.values():
        if 1 < len(names) <= 256:
            names.sort()
            for i, a in enumerate(names):
                for b in names[i + 1 :]:
                    counts[a, b] += 1
    return {pair for pair, n in counts.items() if n >= 3}


METHODS = {
    "recoupe": by_recoupe,
    "datasketch": by_datasketch,
    "datasketch-equal": by_datasketch_equal,
    "datasketch-ensemble": by_datasketch_ensemble,
    "rensa": by_rensa,
    "rensa-equal": by_rensa_equal,
    "text-dedup": by_textdedup,
    "index": by_index,
}
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
