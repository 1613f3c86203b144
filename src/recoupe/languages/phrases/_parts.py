"""A phrase cut at its commas, and what stands where in each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recoupe.languages.phrases._lexicon import Lexicon, demonym, lexicon
from recoupe.languages.phrases._values import Article
from recoupe.languages.phrases._words import Word
from recoupe.model import Name


class _Part(NamedTuple):
    words: list[Word]
    article: Article
    lead: int  # first word after determiner and adjectives before the noun
    det: list[str]
    former: bool
    different: bool
    head: int | None
    runs: list[tuple[int, int, bool]]  # capital runs: from, to, identifies
    end: int  # words used
    owner: tuple[int, int] | None
    joined: bool
    title: str | None


def _office(ws: Sequence[Word], i: int, k: int, lex: Lexicon) -> bool:
    if lex.head_last and ws[k].fold in lex.titles and ws[k].fold not in lex.given:
        return True
    known = lex.heads.get(ws[k].fold)
    if known is None or known[1] != "role" or known[3] or ws[k].fold in lex.given:
        return False
    return ws[k + 1].fold in lex.given or (ws[i].fold not in lex.given and lex.head_last)


def _personal(ws: Sequence[Word], a: int, b: int, lex: Lexicon, names: Mapping[int, Name]) -> bool:
    """A name after a complement that is a person's by the parser or its first name (`de la région Jane Roe`)."""
    said = names.get(ws[a].start)
    if b == a + 1 and ws[a].upper and len(ws[a].fold) <= 5:
        return False  # `du groupe UDC`
    if said is not None:
        return said.kind == "person"
    return ws[a].fold.split("-")[0] in lex.given or b - a >= 3


_MARKS = frozenset('«»"“”')
_PARTICLES = frozenset({
    "de", "d'", "du", "des", "van", "von", "der", "den", "ben", "bin", "ibn", "el", "al", "la", "le", "da", "di", "dos",
    "del", "della", "zu", "ter", "ten", "abu", "y", "e",
})  # fmt: skip


def _run_end(ws: Sequence[Word], i: int, names: Mapping[int, Name], lex: Lexicon) -> int:
    """Where the name that starts at word `i` ends: capitals, joined by particles and initials."""
    if ws[i].start in names:
        limit = names[ws[i].start].end
        j = i
        while j < len(ws) and ws[j].end <= limit:
            j += 1
        while j > i + 1 and (ws[j - 1].fold in lex.headline or (not ws[j - 1].cap and ws[j - 1].fold != ".")):
            j -= 1  # `Milley just`: a name does not end in a small word
        office = lex.head_last and j < len(ws) and ws[j].cap and lex.heads.get(ws[j - 1].fold, ("", ""))[1] == "role"
        first_only = (
            j == i + 1 < len(ws)
            and ws[i].fold in lex.given
            and ws[j].cap
            and ws[j].start - ws[i].end == 1
            and ws[j].start not in names
            and ws[j].fold not in lex.heads
        )  # a recogniser's `Jane` before `Roe`
        if j > i and not office and not first_only:  # a recogniser's `Norland President` before the name itself
            return j
    j = i + 1
    while j < len(ws):
        w = ws[j]
        if w.start in names or w.fold in lex.headline:
            break
        if (w.cap and w.fold[0] not in "@#") or (
            w.fold == "." and len(ws[j - 1].fold) <= 2 and j + 1 < len(ws) and ws[j + 1].cap
        ):
            j += 1
        elif w.fold == "." and j + 2 < len(ws) and ws[j + 1].cap and len(ws[j + 1].fold) == 1 and ws[j + 2].fold == ".":
            j += 1  # a stray stop inside a name: `William. H. Seely`
        elif (
            w.fold in _PARTICLES
            and w.fold not in ("la", "le", "du", "de", "des", "e", "y")
            and j + 1 < len(ws)
            and ws[j + 1].cap
        ) or (w.fold in ("de", "du", "de la", "d'") and j + 1 < len(ws) and ws[j + 1].cap and _de_name(ws, i, j)):
            j += 2
        else:
            break
    return j


def _de_name(ws: Sequence[Word], i: int, j: int) -> bool:
    """`Dominique de Villepin`: a first name stands right before the particle."""
    lex = lexicon("fr")
    return j - i == 1 and ws[i].fold.split("-")[0] in lex.given


def _split(ws: Sequence[Word], i: int, j: int, lex: Lexicon, names: Mapping[int, Name]) -> list[tuple[int, int]]:
    """A run of capitals after a preposition, cut where a person's name starts (`du Pentagone Jane Roe`)."""
    for k in range(i + 1, j):
        f = ws[k].fold
        if ws[k].start in names or (
            k < j - 1
            and f.split("-")[0] in lex.given
            and ws[k - 1].fold.split("-")[0] not in lex.given
            and len(ws[k - 1].fold) > 2
        ):
            return [(i, k), (k, j)]
    return [(i, j)]


def _governed(ws: Sequence[Word], lead: int, i: int, lex: Lexicon) -> str:
    """The noun that the last preposition before word `i` governs: `parti` in `du parti communiste Jane Roe`."""
    for k in range(i - 1, lead - 1, -1):
        if ws[k].fold in lex.complement:
            return next((w.fold for w in ws[k + 1 : i] if w.fold in lex.heads), "")
    return ""


def _opens_phrase(ws: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """`premier` opens `premier ministre`: no adjective there."""
    return any(tuple(w.fold for w in ws[i : i + len(v)]) == v for v, _ in lex.phrases.get(ws[i].fold, ()))


def _from(ws: Sequence[Word], i: int, names: Mapping[int, Name], lex: Lexicon) -> bool:
    """True where a word for who comes from somewhere is the noun: no name of a body starts with it."""
    if i + 1 >= len(ws) or not ws[i + 1].cap:
        return i + 1 >= len(ws) or not lex.head_last or ws[i + 1].fold not in lex.heads
    nxt = ws[i + 1]
    if nxt.fold in lex.in_names or nxt.upper:
        return False
    said = names.get(nxt.start)
    return not lex.head_last or nxt.fold.split("-")[0] in lex.given or (said is not None and said.kind == "person")


def _part(ws: list[Word], lex: Lexicon, names: Mapping[int, Name], first: bool) -> _Part:
    i, n = 0, len(ws)
    article: Article = "none"
    det: list[str] = []
    former = different = False
    while i < n:
        f = ws[i].fold
        if (
            f in lex.articles
            and not (ws[i].cap and i > 0)
            and (not ws[i].cap or first)
            and not (f in ("one", "all", "both", "most", "those", "many") and i + 1 >= n)
        ):
            if article in ("none",) or lex.articles[f] == "possessive":
                article = lex.articles[f]
            elif article == "definite" and lex.articles[f] == "indefinite":
                pass
            det.append(f)
        elif f in ("d'", "d") and i + 1 < n and ws[i + 1].fold in lex.different:
            det.append(f)
            article = "indefinite"
        elif det and i + 1 < n and f in lex.going["quantity"] and ws[i + 1].fold in lex.going["out_of"]:
            det, article = ["des"], "indefinite"  # `la plupart des élus`: elected people, not a `plupart`
            i += 1
        elif (
            det and det[-1] in lex.one and f == "de" and i + 1 < n and lex.articles.get(ws[i + 1].fold) == "possessive"
        ):
            pass  # `un de ses proches`
        elif det and f in lex.going["more"] and i + 1 < n and ws[i + 1].fold in lex.before:
            pass  # `des plus proches conseillers`
        elif (
            f in lex.before
            and i + 1 < n
            and not (f in lex.heads and ws[i + 1].fold in lex.going["link"])  # `un proche du maire`
            and (not ws[i].cap or f in lex.former or i == 0)
            and not _opens_phrase(ws, i, lex)
            and not (f in lex.heads and ws[i + 1].fold in lex.complement)  # `un proche du maire`: the noun itself
        ):
            former = former or f in lex.former
            different = different or f in lex.different
        elif f in "«\"“”»'":
            pass
        else:
            break
        i += 1
    lead = i
    head: int | None = None
    title: str | None = None
    runs: list[tuple[int, int, bool]] = []
    owner: tuple[int, int] | None = None
    joined = False
    since_prep = after_and = False  # a preposition governs what comes next
    deep = False  # inside a complement
    while i < n:
        w = ws[i]
        f = w.fold
        if f in '«»"“”[]':
            i += 1
            continue
        if f in lex.relative and i > lead and not w.cap:
            break
        if i > lead and not w.cap and (f in lex.cut or (f in lex.time and not deep)):
            break
        if f == "'s":  # `NBC's Jane Roe`, `Roe's lawyer`
            if runs:
                owner = owner or runs[-1][:2]
            runs, head, since_prep, deep, article = [], None, False, False, "definite"
            i += 1
            continue
        if f in lex.conjunction and i > lead:
            nxt = ws[i + 1].fold if i + 1 < n else ""
            if nxt in lex.heads and not ws[i + 1].cap and nxt not in lex.articles:
                since_prep, after_and = False, True
                i += 1
                continue
            if i + 1 < n and (nxt in lex.articles or ws[i + 1].cap or nxt in lex.titles or nxt in ("que", "par")):
                joined = not deep or nxt not in lex.articles
                if joined or head is None:
                    joined = True
                break
            i += 1
            continue
        if f in lex.complement and i > lead:
            since_prep, deep = True, True
            i += 1
            continue
        if f in lex.articles and not w.cap:
            if runs and not since_prep and not deep:
                break  # a new phrase: `sur X l'ancienne ministre`
            i += 1
            continue
        nxt_cap = i + 1 < n and (ws[i + 1].cap or (ws[i + 1].fold == "." and i + 2 < n and ws[i + 2].cap))
        if f in lex.titles and nxt_cap and not (w.cap and f in lex.given):
            if not since_prep:
                title = title or f
            i += 2 if ws[i + 1].fold == "." else 1
            continue
        known = lex.heads.get(f)
        if (
            known
            and w.cap
            and (i > lead or w.start in names)
            and not (
                known[1] in ("role", "person")
                and (i == lead or (lex.head_last and nxt_cap and not since_prep))
                and i + 1 < n
                and (not nxt_cap or known[1] == "role")
            )
        ):
            known = known if known[1] == "body" and not nxt_cap else None
        elif known and w.cap and nxt_cap and known[1] != "role":
            known = None
        if known and w.cap and nxt_cap and f in lex.given:
            known = None
        if known:
            if not deep and (head is None or (lex.head_last and not runs and not after_and)):
                head = i
            since_prep = False
            i += 1
            continue
        if (
            w.upper
            and len(f) <= 5
            and head is not None
            and not deep
            and lex.heads.get(ws[head].fold, ("", ""))[1] in ("role", "person")
        ):
            i += 1  # `le député LR`: the party, no name
            since_prep = False
            continue
        if head is None and i + 1 == n and f[0].isdigit() and f.endswith(lex.aged):
            head = i  # `the 54-year-old`
            break
        if w.cap and "-" in f and f.rsplit("-", 1)[1] in lex.going["compounds"]:
            i += 1  # `the Lille-based company`
            continue
        if (
            head is None
            and not deep
            and not runs
            and article != "none"
            and demonym(w, lex)
            and _from(ws, i, names, lex)
        ):
            head = i  # `la Norvégienne`, `le Belge Jan Roe`
            i += 1
            continue
        if w.cap and f[0] not in "@#":
            j = _run_end(ws, i, names, lex)
            if j == i + 1 and (f in lex.articles or f in lex.pronouns or f in lex.relative or f in lex.complement):
                i += 1
                continue
            office = next((k for k in range(i + 1, j - 1) if _office(ws, i, k, lex)), None)
            role = lex.heads.get(ws[j - 1].fold, ("", ""))[1] == "role"
            if office is None and lex.head_last and role and j > i + 1 and j < n and ws[j].start in names and ws[j].cap:
                office = j - 1  # the recogniser cut the name after the office
            if office is not None:  # `Lille Mayor Jane Roe`
                if ws[office].fold in lex.titles and not since_prep:
                    title = title or ws[office].fold
                elif head is None and not deep:
                    head = office
                i = office + 1
                since_prep = False
                continue
            pieces = _split(ws, i, j, lex, names) if since_prep or deep else [(i, j)]
            if (
                w.upper
                and j > i + 2
                and ws[i + 1].fold in lex.given
                and not ws[i + 1].upper
                and w.fold not in lex.given
            ):
                pieces = [(i + 1, j)]  # `l'AFP Jane Roe`: two names run together
            if deep and not since_prep:
                owned = lex.heads.get(_governed(ws, lead, i, lex))
                if owned is not None and owned[1] in ("role", "person"):
                    # `l'avocat du footballeur Jean Roe`: the name is the footballer's
                    since_prep = not owned[3] or (j < n and ws[j].fold in lex.conjunction)
            for a, b in pieces:
                identifies = not since_prep and (not deep or _personal(ws, a, b, lex, names))
                runs.append((a, b, identifies))
                if since_prep and owner is None:
                    owner = (a, b)
                since_prep = False
            i = j
            continue
        if f[0] not in "@#" and f[0].isalpha():
            if head is None and not deep and not runs and not w.cap:
                head = i if i == lead or f not in lex.adjectives else head
            since_prep = False
        i += 1
    return _Part(ws, article, lead, det, former, different, head, runs, i, owner, joined, title)


def _asides(ws: list[Word]) -> tuple[list[Word], list[list[Word]]]:
    """Short brackets inside a phrase (`le maire (PS) de Lille`) taken out of it."""
    out: list[Word] = []
    asides: list[list[Word]] = []
    i = 0
    while i < len(ws):
        if ws[i].fold == "(" and out:
            j = next((k for k in range(i + 1, min(i + 8, len(ws))) if ws[k].fold == ")"), None)
            if j is not None:
                if j > i + 1:
                    asides.append(ws[i + 1 : j])
                i = j + 1
                continue
        out.append(ws[i])
        i += 1
    return out, asides


def _parts(ws: Sequence[Word]) -> list[list[Word]]:
    """The phrase cut at commas, brackets and dashes that stand outside quotation marks."""
    out: list[list[Word]] = [[]]
    quoted = False
    for w in ws:
        if w.fold == '"' or w.fold in "«»":
            quoted = not quoted if w.fold == '"' else w.fold == "«"
        if w.fold in {",", "(", ")", ";", ":", "-", "["} and not quoted:
            if out[-1]:
                out.append([])
            continue
        out[-1].append(w)
    return [p for p in out if p]
