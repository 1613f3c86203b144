"""Ways of finding the pairs of texts that share something: recoupe's, those of other programs, a plain index.

Peers are imported when called, so that one that is not installed keeps no other from running: datasketch, rensa and
text-dedup as one would set them for near copies; datasketch and rensa `(equal)`, set so that they find what recoupe
finds: one row a band, as many bands as it takes, and each candidate checked by its own shingles, without which one row
a band finds mostly strangers; datasketch's ensemble, made for containment; and a plain inverted index of word shingles.
"""

from __future__ import annotations

import re
import resource
import signal
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(r"\w+")


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
