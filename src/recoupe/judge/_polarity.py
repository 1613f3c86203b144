"""What a negation reaches, by syntax: the predicate it stands at and what hangs on that, not its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from recoupe.judge._language import Lexicon
from recoupe.model import Token
from recoupe.text import fold

# A negation above these does not come down through them: they are clauses of their own, or presupposed.
_WALLS = frozenset(("advcl", "parataxis", "acl:relcl", "root", "dislocated", "vocative", "discourse"))
_FAR = 40
_BEFORE = 8


def reached(tokens: Sequence[Token], first: int, last: int, text: str, lex: Lexicon) -> frozenset[int]:
    """Indices in `first` to `last` of tokens that a negation among them reaches.

    *Aucune décision n'a été prise de quitter* reaches *quitter*; *n'a plus sa main et souffre* does not reach
    *souffre*; *n'est pas un photographe qui travaille* does not reach *travaille*. `ne … que` restricts
    and denies nothing, and so do the expressions listed as `not_negation` and praise by comparison.
    """
    words = [fold(text[t.start : t.end]) for t in tokens[first:last]]
    heads: set[int] = set()
    for i, word in enumerate(words):
        if word not in lex.negators:
            continue
        around = " ".join(words[max(0, i - 2) : i + 5]).replace("' ", "'")
        if any(p in around for p in lex.not_negation) or lex.superlative.search(" ".join(words[i : i + 8])):
            continue
        if word in lex.first_negators and (_restricted(words, i, lex) or bare(words, i, lex)):
            continue
        if words[max(0, i - _BEFORE) : i] and hypothetical(words, i, lex):
            continue
        head = tokens[first + i].head
        if tokens[head].dep in ("aux", "aux:pass", "cop"):
            head = tokens[head].head
        heads.add(head)
    if not heads:
        return frozenset()
    under = _under(tokens, heads)
    out: set[int] = set()
    for start, end in _stretches(words, lex):
        inside = range(first + start, first + end)
        if any(words[k - first] in lex.negators for k in inside):
            out.update(i for i in inside if under(i))
    return frozenset(out)


def _stretches(words: Sequence[str], lex: Lexicon) -> list[tuple[int, int]]:
    """Ranges between commas and other stops: beyond them a negation does not reach, whatever the parse says."""
    cuts = [-1, *(i for i, w in enumerate(words) if w in lex.stops), len(words)]
    return [(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]


def hypothetical(words: Sequence[str], i: int, lex: Lexicon) -> bool:
    """True in a condition: *si la police n'était pas venue* denies nothing."""
    for k in range(i - 1, max(-1, i - _BEFORE - 1), -1):
        if words[k] in lex.stops:
            return False
        if words[k] in lex.conditions:
            return True
    return False


def bare(words: Sequence[str], i: int, lex: Lexicon) -> bool:
    """True for a *ne* with no second word: it is put in without denying (*avant qu'il ne parte*, *plus qu'on ne croit*)
    but before a few verbs (*ne peut confirmer*)."""
    start = max((k + 1 for k in range(i) if words[k] in lex.marks), default=0)
    stop = next((k for k in range(i + 1, len(words)) if words[k] in lex.marks), len(words))
    return not any(w in lex.second_negators for w in words[start:stop]) and not any(
        w in lex.bare_verbs for w in words[i + 1 : i + 4]
    )


def _restricted(words: Sequence[str], i: int, lex: Lexicon) -> bool:
    for word in words[i + 1 : i + 9]:
        if word in lex.second_negators or word in lex.negators - lex.first_negators:
            return False
        if word in lex.restricts:
            return True
    return False


def _under(tokens: Sequence[Token], heads: set[int]) -> Callable[[int], bool]:
    known: dict[int, bool] = {}

    def under(i: int) -> bool:
        path = []
        found = False
        for _ in range(_FAR):
            if i in known:
                found = known[i]
                break
            path.append(i)
            if i in heads:
                found = True
                break
            t = tokens[i]
            wall = t.dep in _WALLS or (t.dep == "conj" and t.pos in ("VERB", "AUX")) or t.head == i
            if wall:
                break
            i = t.head
        known.update(dict.fromkeys(path, found))
        return found

    return under
