"""The forms of a verb by which reports are told: third persons, participles. From each language's `conjugation` table.

>>> sorted(forms("fr", "annoncer"))[:4]
['annonce', 'annoncent', 'annoncer', 'annoncera']
>>> {"dément", "démentait", "démentie"} <= forms("fr", "démentir")
True
>>> sorted(forms("en", "deny"))
['denied', 'denies', 'deny', 'denying']
"""

from __future__ import annotations

from functools import cache

from recoupe.languages import table


@cache
def forms(language: str, lemma: str) -> frozenset[str]:
    """Every form of the verb that the language's table gives; the infinitive alone where it has no table."""
    data = table(language, "conjugation")
    irregular = data.get("irregular", {}).get(lemma)
    if irregular:
        return frozenset((lemma, *irregular))
    ends: dict[str, list[str]] = data.get("ends", {})
    for size in range(len(lemma), 0, -1):
        end = lemma[-size:]
        if end in ends:
            out = {lemma, *(lemma[:-size] + f for f in ends[end])}
            break
    else:
        default: list[str] = data.get("default", [])
        out = {lemma, *(lemma + f for f in default)}
    for end, silent in data.get("accents", {}).items():
        if lemma.endswith(end.strip()):
            stem = lemma[: -len(end.strip())]
            out |= {stem + silent, stem + silent + "nt"}
    return frozenset(out)
