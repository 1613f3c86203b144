"""Names of persons and bodies across a story: which written forms are one bearer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from recoupe.languages.phrases import Gender, lexicon
from recoupe.text import fold

_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv", "fils", "pere"})
_PARTS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def tokens(name: str) -> tuple[str, ...]:
    """The comparable parts of a person's name: folded, no stops, no suffix, `H.Seely` in two.

    >>> tokens("William. H.Seely III")
    ('william', 'h', 'seely')
    """
    parts = tuple(_PARTS.findall(fold(name)))
    return tuple(p for p in parts if p not in _SUFFIX) or parts


def close(a: str, b: str) -> bool:
    """Two spellings of one word: a slip in five letters or more, two slips in nine or more.

    >>> close("ludosky", "ludovsky"), close("martin", "marton"), close("roy", "ray")
    (True, True, False)
    """
    if a == b:
        return True
    n = min(len(a), len(b))
    if n < 5 or a[0] != b[0]:
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (1 if n < 9 else 2)


def _first_fits(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) <= 2 or len(b) <= 2:  # initials, `jp` of Jean-Pierre
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        return short == "".join(w[0] for w in long.split("-"))[: len(short)]
    return close(a, b)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Two full names of one person: family names alike, first names alike, middle names left out or not.

    >>> same_person(("william", "h", "seely"), ("william", "seely"))
    True
    >>> same_person(("adel", "abdel", "mahdi"), ("abdel", "mahdi"))
    True
    >>> same_person(("jean", "roy"), ("anne", "roy"))
    False
    """
    if len(a) < len(b):
        a, b = b, a
    if len(b) >= 2 and len(a) > len(b) and a[len(a) - len(b) :] == b:
        return True
    if not close(a[-1], b[-1]) and not (len(b) >= 2 and len(a) > len(b) and a[: len(b)] == b):
        return False
    if a[-1] != b[-1] and a[0] != b[0] and not (len(a) > len(b)):
        return False
    if not _first_fits(a[0], b[0]):
        return False
    middle_a, middle_b = a[1:-1], b[1:-1]
    if middle_a and middle_b and len(middle_a) == len(middle_b):
        return all(_first_fits(x, y) for x, y in zip(middle_a, middle_b, strict=True))
    return True


class People:
    """The persons that a story names: full names in groups, and whom a family name alone means.

    Names are taken in one order (length, then alphabet), so the groups do not depend on the order of
    the articles. Each name is compared only with names that share its family name, or the first two
    letters of it.
    """

    def __init__(self, uses: Iterable[tuple[str, str, Gender]], fresh: Iterable[tuple[str, str]] = ()) -> None:
        """`uses` are (article, name as printed, gender told); `fresh` are first names that an article introduces."""
        self.fresh = {(article, tokens(name)) for article, name in fresh}
        self.count: Counter[tuple[str, ...]] = Counter()
        self.printed: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self.inside: dict[tuple[str, ...], set[str]] = defaultdict(set)
        told: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for article, name, gender in uses:
            key = tokens(name)
            if not key:
                continue
            self.count[key] += 1
            self.printed[key][" ".join(name.split())] += 1
            self.inside[key].add(article)
            if gender:
                told[key][gender] += 1
        self.group: dict[tuple[str, ...], tuple[str, ...]] = {}
        full = sorted((k for k in self.count if len(k) > 1), key=lambda k: (-len(k), k))
        by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in full:
            spots = {key[-1], key[-1][:2], key[1] if len(key) > 2 else key[-1]}
            found = None
            for spot in sorted(spots):
                for other in by_last[spot]:
                    if same_person(other, key) and not self._clash(told, other, key):
                        found = self.group[other]
                        break
                if found:
                    break
            self.group[key] = found or key
            for spot in spots:
                by_last[spot].append(key)
        self.members: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for key, root in self.group.items():
            self.members[root].append(key)
        self.last: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for key, root in self.group.items():
            self.last[key[-1]].add(root)
            if len(key) > 2:
                self.last[key[-2]].add(root)
            self.first[key[0]].add(root)
        self.tails = {k[1:]: r for k, r in self.group.items() if len(k) > 2}
        self.gender: dict[tuple[str, ...], Gender] = {}
        for root, keys in self.members.items():
            votes = sum((told[k] for k in keys), Counter[str]())
            self.gender[root] = (
                None if votes["Masc"] == votes["Fem"] else "Masc" if votes["Masc"] > votes["Fem"] else "Fem"
            )
        self.told = told

    def _clash(self, told: Mapping[tuple[str, ...], Counter[str]], a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        x, y = set(told[a]), set(told[b])
        return bool(x and y and not x & y)

    def lone(self, article: str, name: str, gender: Gender, near: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Whom one word means: the person of that family name in the article, else in the story.

        `near` are the persons met so far in the article, the last first; it settles namesakes.
        """
        key = tokens(name)
        if len(key) != 1:
            return self.group.get(key) or self.tails.get(key, key)
        if (article, key) in self.fresh:
            return key
        fits = self.last.get(key[0], set())
        if not fits and len(key[0]) >= 5:
            fits = {
                r for last, roots in self.last.items() if last[:2] == key[0][:2] and close(last, key[0]) for r in roots
            }
        if not fits and key[0] in self.first:  # a first name, or a family name that stands first (`Park Ji-sun`)
            fits = {r for r in self.first.get(key[0], set()) if any(article in self.inside[k] for k in self.members[r])}
            fits = fits if len(fits) == 1 else set()
        fits = {r for r in fits if not (gender and self.gender.get(r) and self.gender[r] != gender)}
        here = {r for r in fits if any(article in self.inside[k] for k in self.members[r])}
        pool = here or fits
        if len(pool) == 1:
            return next(iter(pool))
        if len(pool) > 1:
            for root in near:
                if root in pool:
                    return root
            if here:
                return max(sorted(here), key=lambda r: sum(self.count[k] for k in self.members[r]))
        return key

    def name(self, root: tuple[str, ...]) -> str:
        """The fullest form of a name, the more frequent of two as full."""
        keys = self.members.get(root) or [root]
        forms = sum((self.printed[k] for k in keys if k in self.printed), Counter[str]())
        if not forms:
            return " ".join(root)
        known = Counter({f: self.count[tokens(f)] for f in forms})
        usual = tokens(max(sorted(forms), key=lambda f: (len(tokens(f)) > 1, known[f], forms[f])))
        given = lexicon("fr").given

        def sound(form: str) -> bool:
            key = tokens(form)  # a word caught before the name (`Série Jane Roe`) makes no fuller name
            first = key[0] == usual[0] or known[form] > 1 or key[0].split("-")[0] in given
            return first and (key[-1] == usual[-1] or known[form] > 1)

        return max(sorted(f for f in forms if sound(f)), key=lambda f: (len(tokens(f)), known[f], forms[f], len(f)))
