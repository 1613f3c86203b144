"""From spans that look like names to names: trimmed of titles and marks, their kind weighed with what lists know.

The recogniser sees one sentence. A list (`training.gazetteer`) adds what a whole name, its first and its last word
mostly are; words of `names.toml` tell an institution (*ministère, parquet*) from a common noun before a name (*la
ville de Gênes*).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from recoupe.languages import table
from recoupe.parse.features import plain
from recoupe.parse.network import Network

# Log-likelihood of a kind by its level in the list.
_LEVELS = (-3.0, -1.4, -0.5, -0.1)
# How much the head word of a name and the kind of work named before it weigh beside the recogniser.
_HEAD, _WORK = 2.0, 4.0


_COMMON = frozenset(("NOUN", "ADJ", "ADV", "VERB", "PUNCT", "ADP", "DET", "CCONJ"))
_OPEN, _CLOSE = frozenset('"«“‘'), frozenset('"»”’')


class _Words(NamedTuple):
    institutions: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    countries: frozenset[str]
    capitals: bool
    heads: dict[str, str]
    whole: float  # how much the list weighs: a whole name, its first and its last word
    edge: float
    works: frozenset[str]


def refine(
    net: Network, forms: Sequence[str], pos: Sequence[str], found: Sequence[tuple[int, int, tuple[float, ...]]]
) -> list[tuple[int, int, str]]:
    """The names of a sentence, from spans with one score for each kind."""
    out: list[tuple[int, int, str]] = []
    for a, b, scores in found:
        name = _one(net, forms, pos, a, b, scores)
        if name:
            out.append(name)
    return sorted(out + _overlooked(net, forms, pos, {i for a, b, _ in out for i in range(a, b)}))


def _overlooked(
    net: Network, forms: Sequence[str], pos: Sequence[str], covered: set[int]
) -> list[tuple[int, int, str]]:
    """Countries and well-known bodies that the recogniser passed over."""
    words = _words(net.language)
    out: list[tuple[int, int, str]] = []
    i, n = 0, len(forms)
    while i < n:
        j = i
        while j < n and pos[j] == "PROPN" and j not in covered and forms[j][0].isupper():
            j += 1
        if j > i:
            name = " ".join(plain(f) for f in forms[i:j])
            if name in words.bodies:
                out.append((i, j, "ORG"))
            elif name in words.countries:
                out.append((i, j, "LOC"))
        i = max(j, i + 1)
    return out


def _one(
    net: Network, forms: Sequence[str], pos: Sequence[str], a: int, b: int, scores: tuple[float, ...]
) -> tuple[int, int, str] | None:
    words = _words(net.language)
    titled = False
    while a < b:
        low = forms[a].lower()
        if pos[a] in ("PUNCT", "DET", "SYM") or (pos[a] in ("ADP", "CCONJ", "PRON") and forms[a].islower()):
            a += 1
        elif low in words.titles and a + 1 < b and (forms[a + 1][:1].isupper() or forms[a + 1].lower() in words.titles):
            titled = True
            a += 1
        elif (
            forms[a][0].islower() and low not in words.institutions and pos[a] in ("NOUN", "ADJ", "VERB", "NUM", "ADV")
        ):
            a += 1
        else:
            break
    while b > a and (pos[b - 1] == "PUNCT" or (pos[b - 1] in ("DET", "ADP", "CCONJ") and forms[b - 1].islower())):
        if forms[b - 1] == ")" and "(" in forms[a:b]:
            break
        b -= 1
    if words.capitals:
        while b > a and forms[b - 1].islower() and pos[b - 1] in _COMMON and forms[b - 1] not in words.institutions:
            b -= 1  # *European Union funding*, *a Jamaican bat*
        if b - a == 1 and pos[a] == "ADJ" and forms[a][1:].islower():
            return None
    if a >= b or not any(c.isupper() for f in forms[a:b] for c in f[:2]):
        return None
    name = [plain(f) for f in forms[a:b]]
    if forms[a][0].islower() and name[0] in words.institutions:
        return a, b, "ORG"
    if " ".join(name) in words.bodies:
        return a, b, "ORG"
    whole = net.words.listed(" ".join(name))
    if a > 0 and b < len(forms) and forms[a - 1] in _OPEN and forms[b] in _CLOSE and not whole:
        return None  # a title of a work, a nickname: « Le Guépard »
    total = list(scores)
    known = [(words.whole, " ".join(name))]
    if b - a > 1:
        known += [(words.edge, "1 " + name[0]), (words.edge, "9 " + name[-1])]
    for weight, key in known:
        value = net.words.listed(key)
        if value:
            for k in range(len(total)):
                total[k] += weight * _LEVELS[(value >> (2 * k)) & 3]
    if b - a > 1:
        # the head stands before *of*: University of X, Battle of X
        of = next((k for k in range(1, b - a) if name[k] in ("of", "for")), b - a)
        kind = words.heads.get(name[of - 1]) or words.heads.get(name[-1])
        if kind in net.kinds:
            total[net.kinds.index(kind)] += _HEAD
    before = [plain(f) for f in forms[max(0, a - 2) : a] if f.lower() not in ("the", "a")]
    if before and before[-1] in words.works and "MISC" in net.kinds:
        total[net.kinds.index("MISC")] += _WORK
    if titled or (a > 0 and plain(forms[a - 1]) in words.titles):
        total[net.kinds.index("PER")] += 3.0
    kind = net.kinds[max(range(len(total)), key=total.__getitem__)]
    return (a, b, kind) if kind != "MISC" else None  # a work, a cup, a people


@cache
def _words(language: str) -> _Words:
    data = table(language, "names")
    rows = [row.split(";") for row in table(language, "countries").get("rows", ())]
    countries = {plain(n.strip()) for row in rows for cell in row[:2] for n in cell.split(",") if n.strip()}
    countries |= {n[:1].translate(_BARE) + n[1:] for n in countries}
    heads = {w: kind for kind, ws in data.get("heads", {}).items() for w in ws}
    institutions, titles, bodies = (frozenset(data.get(k, ())) for k in ("institutions", "titles", "bodies"))
    whole, edge = data.get("listed", (3.0, 1.5))
    return _Words(
        institutions,
        titles,
        bodies,
        frozenset(countries),
        bool(data.get("capitals")),
        heads,
        whole,
        edge,
        frozenset(data.get("works", ())),
    )


_BARE = str.maketrans("éèêàâîôç", "eeeaaioc")
