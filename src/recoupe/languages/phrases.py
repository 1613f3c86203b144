"""Reading the noun phrase that names who speaks: determiner, head, function, name, possessor.

A phrase is read from its words and the tables `people`, `countries` and `given-names` of its language,
with the parser's names where there are any; so it also works on words that no parser has seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from recoupe.languages import table
from recoupe.model import MentionKind, Name, Span, Value
from recoupe.text import fold

Article: TypeAlias = Literal["definite", "indefinite", "demonstrative", "possessive", "none"]
Gender: TypeAlias = Literal["Masc", "Fem"] | None
Number: TypeAlias = Literal["Sing", "Plur"] | None
Sort: TypeAlias = Literal["role", "person", "body", "document", "place", "unknown"]


class Word(NamedTuple):
    """A word or mark of a phrase: its place, its folded form, whether it starts with, or is all, capitals."""

    start: int
    end: int
    fold: str
    cap: bool
    upper: bool = False


class Role(Value, frozen=True):
    """A function: its head word (masculine singular), what limits it, and whether it is over."""

    head: str
    of: frozenset[str]
    span: Span
    former: bool = False

    def fits(self, other: Role) -> bool:
        """True where both may be one function, told more or less fully."""
        return self.head == other.head and self.former == other.former and (self.of <= other.of or other.of <= self.of)


class Phrase(Value, frozen=True):
    """A noun phrase or pronoun read. `label` is its core without determiner, relative clause and apposition.

    `name` is the proper name that identifies what the phrase stands for, never one inside a complement
    (`le porte-parole de Mme Roy` has none; `owner` is then `Mme Roy`). `head` is the head word in its
    masculine singular, `of` what limits it. `back` names a phrase that always points back (`latter`,
    `former`, `concerned`, `same`).
    """

    span: Span
    label: Span
    sort: Sort
    article: Article = "none"
    pronoun: str | None = None
    person: Literal[0, 1, 3] = 3
    gender: Gender = None
    number: Number = None
    name: Span | None = None
    name_kind: Literal["person", "organisation", "place"] | None = None
    title: str | None = None
    handle: str | None = None
    acronym: str | None = None
    roles: tuple[Role, ...] = ()
    head: str = ""
    of: frozenset[str] = frozenset()
    former: bool = False
    different: bool = False
    owner: Span | None = None
    back: str | None = None
    party: bool = False
    joined: bool = False
    age: int | None = None

    @property
    def kind(self) -> MentionKind:
        """What the phrase stands for, as a mention's kind."""
        if self.name_kind:
            return self.name_kind
        kinds: dict[Sort, MentionKind] = {"body": "organisation", "document": "document", "place": "place"}
        return kinds.get(self.sort, "person")


# ------------------------------------------------------------------ words

_ELIDED = r"(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=\w)"
_WORD = re.compile(
    rf"@\w+|#\w+|(?:[A-ZÀ-Ý]\.[- ]?){{2,}}|{_ELIDED}|(?:[Ee]x-)(?=\w)|\w+(?:['’-]\w+)*|[.,;:()«»“”\"\[\]–—]", re.UNICODE
)
_CLITIC = re.compile(r"^-?(?:t-)?(ils?|elles?|on|je|nous)$")
_AGE = re.compile(r"\b(\d{1,3})[- ](?:ans|years?)\b")


def words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of a stretch of text; elided words and `ex-` stand apart.

    >>> [w.fold for w in words("l’ex-maire d'Arles, M. Roy", 0, 26)]
    ["l'", 'ex-', 'maire', "d'", 'arles', ',', 'm', '.', 'roy']
    """
    return [Word(m.start(), m.end(), *_shape(m.group())) for m in _WORD.finditer(text, start, end)]


@lru_cache(maxsize=1 << 16)
def _shape(printed: str) -> tuple[str, bool, bool]:
    upper = len(printed) > 1 and printed.isupper() and printed.isalpha()
    return fold(printed), printed[0].isupper() or printed[0] in "@#", upper


# ------------------------------------------------------------------ tables


class Lexicon(NamedTuple):
    """The tables of one language, turned for looking up folded words."""

    articles: Mapping[str, Article]
    plural: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    pronouns: Mapping[str, tuple[str, str]]
    back: Mapping[str, tuple[str, Gender]]
    former: frozenset[str]
    before: frozenset[str]
    different: frozenset[str]
    titles: Mapping[str, Gender]
    heads: Mapping[str, tuple[str, Sort, Gender, bool]]  # lemma, sort, gender, plural
    ranks: frozenset[str]
    kin: frozenset[str]
    party: frozenset[str]
    crowd: frozenset[str]
    bare: frozenset[str]
    papers: Mapping[str, int]
    any_paper: frozenset[str]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
    same: Mapping[str, str]
    hypernyms: Mapping[str, frozenset[str]]
    seats: Mapping[str, str]
    countries: Mapping[str, str]  # names, capitals -> key
    adjectives: Mapping[str, str]
    given: Mapping[str, Gender]
    relative: frozenset[str]
    complement: frozenset[str]
    conjunction: frozenset[str]
    empty: frozenset[str]
    cut: frozenset[str]
    time: frozenset[str]
    government: frozenset[str]
    in_names: frozenset[str]
    head_last: bool
    nameless: frozenset[str]
    one: frozenset[str]
    light: frozenset[str]
    not_bodies: frozenset[tuple[str, ...]]
    vague: frozenset[str]
    going: Mapping[str, frozenset[str]]


def _folded(items: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for i in items for w in i.split("|"))


def _plurals(form: str, language: str) -> set[str]:
    if language == "en":
        out = {form + "s", form + "es"}
        if form.endswith("y"):
            out.add(form[:-1] + "ies")
        if form.endswith("man"):
            out.add(form[:-3] + "men")
        return out
    out = {form + "s", form + "x"} if not form.endswith(("s", "x")) else {form}
    if form.endswith("al"):
        out.add(form[:-2] + "aux")
    if "-" in form:
        first, rest = form.split("-", 1)
        out.add(f"{first}s-{rest}" + ("" if rest.endswith("s") else "s"))
    return out


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; that of French where it has none."""
    t = table(language, "people")
    if not t:
        language, t = "fr", table("fr", "people")
    kinds: tuple[Article, ...] = ("indefinite", "definite", "demonstrative", "possessive")
    articles: dict[str, Article] = {w: k for k in kinds for w in _folded(t["determiners"][k])}
    heads: dict[str, tuple[str, Sort, Gender, bool]] = {}
    same = {fold(w): fold(row[0]) for row in t["synonyms"]["heads"] for w in row}

    def learn(items: Iterable[str], sort: Sort) -> None:
        for item in items:
            forms = [fold(f) for f in item.split("|")]
            for n, form in enumerate(forms):
                gender: Gender = None if len(forms) == 1 else ("Masc", "Fem")[n > 0]
                heads.setdefault(form, (forms[0], sort, gender, False))
        for item in items:
            forms = [fold(f) for f in item.split("|")]
            for n, form in enumerate(forms):
                gender = None if len(forms) == 1 else ("Masc", "Fem")[n > 0]
                for plural in _plurals(form, language):
                    heads.setdefault(plural, (forms[0], sort, gender, True))

    for row in t["documents"]["groups"]:
        learn(row, "document")
    for group in ("state", "force", "justice", "business", "civil", "media"):
        learn(t["bodies"][group], "body")
    for form in ("services", "autorites", "forces", "troupes", "authorities", "officials"):
        if form in heads:
            heads[form] = (heads[form][0], heads[form][1], heads[form][2], True)
    roles = [i for items in t["roles"].values() for i in items]
    people = t["persons"]["heads"]
    for item in [*roles, *people, *t["persons"]["party"]]:  # a person's word wins over a body's
        for form in item.split("|"):
            if (
                fold(form) in heads
                and heads[fold(form)][1] == "body"
                and fold(form) not in _folded(t["persons"]["crowd"])
            ):
                continue
            heads.pop(fold(form), None)
    learn(people, "person")
    learn(roles, "role")
    learn(t["persons"]["party"], "person")
    papers: dict[str, int] = {}
    for n, row in enumerate(t["documents"]["groups"]):
        for w in row:
            papers.setdefault(fold(w), n)
    seats = {fold(n): key for key, names in t["metonymies"].items() for n in names}
    countries, adjectives = {}, {}
    for line in table(language, "countries").get("rows", ()):
        name, others, capitals, masc, fem = line.split(";")
        key = "@" + fold(name)
        for n in [name, *others.split(","), *capitals.split(",")]:
            if n:
                countries[fold(n)] = key
        for n in (masc, fem):
            if n:
                adjectives[fold(n)] = key
    given: dict[str, Gender] = {}
    for code in dict.fromkeys((language, "fr", "en")):
        sexes: tuple[tuple[str, Gender], ...] = (("either", None), ("masculine", "Masc"), ("feminine", "Fem"))
        for sex, gender in sexes:
            for n in table(code, "given-names").get(sex, "").split():
                given.setdefault(fold(n), gender)
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in t["synonyms"]["phrases"]:
        for variant in row[1:]:
            seq = tuple(w.fold for w in words(variant, 0, len(variant)))
            phrases.setdefault(seq[0], []).append((seq, tuple(fold(row[0]).split())))
    for rows in phrases.values():
        rows.sort(key=lambda r: (-len(r[0]), r[0]))
    back = {}
    for what, items in t["anaphora"].items():
        for item in items:
            forms = [fold(f) for f in item.split("|")]
            for n, form in enumerate(forms):
                gender = None if len(forms) == 1 else ("Masc", "Fem")[n > 0]
                back[form] = (what, gender)
                back.setdefault(form + "s", (what, gender))
    titles: dict[str, Gender] = {}
    rows_: tuple[tuple[str, Gender], ...] = (("either", None), ("masculine", "Masc"), ("feminine", "Fem"))
    for sex, gender in rows_:
        for w in t["titles"][sex]:
            titles[fold(w).rstrip(".")] = gender
    return Lexicon(
        articles, _folded(t["determiners"]["plural"]), _folded(t["determiners"]["masculine"]),
        _folded(t["determiners"]["feminine"]),
        {fold(k): tuple(v.split()) for k, v in t["pronouns"].items()},
        back, _folded(t["before"]["former"]) | {"ex-"},
        _folded(w for k in ("former", "current", "future", "other", "different") for w in t["before"][k]) | {"ex-"},
        _folded(t["before"]["different"]), titles, heads,
        _folded(t["roles"]["army"]) | _folded(t["roles"]["state"]) | _folded(t["roles"]["church"]),
        _folded(t["roles"]["kin"]), _folded(t["persons"]["party"]), _folded(t["persons"]["crowd"]),
        _folded(t["bodies"]["bare"]["heads"]), papers, _folded(t["documents"]["any"]),
        phrases, same,
        {fold(f): frozenset(fold(w) for w in v) for k, v in t["hypernyms"].items() for f in k.split("|")},
        seats, countries, adjectives, given,
        _folded(t["stop"]["relative"]), _folded(t["stop"]["complement"]), _folded(t["stop"]["conjunction"]),
        _folded(t["stop"]["empty"]) | _folded(t["stop"]["time"]), _folded(t["stop"]["empty"]),
        _folded(t["stop"]["time"]),
        frozenset(stem(same.get(w, w)) for w in _folded(t["bodies"]["government"])),
        _folded(t["bodies"]["in_names"]), t.get("grammar", {}).get("head") == "last",
        _folded(t["source"]["bare"]),
        _folded(t["determiners"]["one"]), _folded(t["stop"]["light"]),
        frozenset(tuple(w.fold for w in words(p, 0, len(p))) for p in t["stop"]["not_bodies"]),
        frozenset(stem(same.get(w, w)) for w in _folded(t["persons"]["vague"])),
        {k: _folded(v) for k, v in t["going"].items()},
    )  # fmt: skip


_ENDINGS = (
    ("ienne", "ien"), ("trice", "teur"), ("euse", "eur"), ("aine", "ain"), ("aise", "ais"), ("oise", "ois"),
    ("ive", "if"), ("elle", "el"), ("onne", "on"), ("aux", "al"), ("ale", "al"), ("ere", "er"), ("ee", "e"),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A folded word without the marks of gender and number, for comparing only.

    >>> stem("americaines"), stem("policiere"), stem("nationaux")
    ('american', 'policier', 'national')
    """
    w = word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith(("ss", "aux")) else word
    for a, b in _ENDINGS:
        if w.endswith(a) and len(w) > len(a) + 1:
            w = w[: -len(a)] + b
            break
    if w.endswith(("ain", "ais", "ois")) and len(w) > 5:
        w = w[:-3] + w[-3:].replace("ain", "an")
    return w[:-1] if len(w) > 4 and w.endswith("e") else w


def content(seq: Sequence[str], lex: Lexicon) -> list[str]:
    """The words that tell something, in one form each: synonyms joined, countries by their key, no small words.

    >>> lex = lexicon("fr")
    >>> content(["chef", "de", "la", "diplomatie", "italienne"], lex) == content(
    ...     ["ministre", "italien", "des", "affaires", "etrangeres"], lex)
    False
    >>> sorted(content(["chef", "de", "la", "diplomatie", "italienne"], lex))
    ['@italie', 'affaires-etranger', 'ministr']
    """
    out: list[str] = []
    i = 0
    while i < len(seq):
        for variant, canonical in lex.phrases.get(seq[i], ()):
            if tuple(seq[i : i + len(variant)]) == variant:
                out += [_one(w, lex) for w in canonical]
                i += len(variant)
                break
        else:
            w = seq[i]
            if i + 1 < len(seq) and f"{w} {seq[i + 1]}" in lex.countries:
                out.append(lex.countries[f"{w} {seq[i + 1]}"])
                i += 2
                continue
            if not _small(w, lex):
                out.append(_one(w, lex))
            i += 1
    return out


def _small(w: str, lex: Lexicon) -> bool:
    if w in lex.light:
        return True
    return (
        w in lex.articles or w in lex.complement or w in lex.conjunction or w in lex.empty or w in lex.before
        or not w[0].isalnum() or w.isdigit() or len(w) == 1 or w in lex.relative or w.endswith("'")
    )  # fmt: skip


def _one(w: str, lex: Lexicon) -> str:
    if w in lex.adjectives:
        return lex.adjectives[w]
    if w.endswith("s") and w[:-1] in lex.adjectives:
        return lex.adjectives[w[:-1]]
    if w in lex.countries:
        return lex.countries[w]
    head = lex.heads.get(w)
    if head:
        return stem(lex.same.get(head[0], head[0]))
    return stem(lex.same.get(w, w))


# ------------------------------------------------------------------ reading


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


def _personal(ws: Sequence[Word], a: int, b: int, lex: Lexicon, names: Mapping[int, Name]) -> bool:
    """A name after a complement that is a person's by the parser or its first name (`de la région Jane Roe`)."""
    said = names.get(ws[a].start)
    if said is not None:
        return said.kind == "person"
    return ws[a].fold.split("-")[0] in lex.given or b - a >= 3


_MARKS = frozenset('«»"“”')
_PARTICLES = frozenset({
    "de", "d'", "du", "des", "van", "von", "der", "den", "ben", "bin", "ibn", "el", "al", "la", "le", "da", "di", "dos",
    "del", "della", "zu", "ter", "ten", "abu", "y", "e",
})  # fmt: skip


def _run_end(ws: Sequence[Word], i: int, names: Mapping[int, Name]) -> int:
    """Where the name that starts at word `i` ends: capitals, joined by particles and initials."""
    if ws[i].start in names:
        limit = names[ws[i].start].end
        j = i
        while j < len(ws) and ws[j].end <= limit:
            j += 1
        while j > i + 1 and not ws[j - 1].cap and ws[j - 1].fold != ".":
            j -= 1  # `Milley just`: a name does not end in a small word
        if j > i:
            return j
    j = i + 1
    while j < len(ws):
        w = ws[j]
        if w.start in names:
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


def _opens_phrase(ws: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """`premier` opens `premier ministre`: no adjective there."""
    return any(tuple(w.fold for w in ws[i : i + len(v)]) == v for v, _ in lex.phrases.get(ws[i].fold, ()))


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
        elif (
            f in lex.before
            and i + 1 < n
            and (not ws[i].cap or f in lex.former or i == 0)
            and not _opens_phrase(ws, i, lex)
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
    since_prep = False  # a preposition governs what comes next
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
        if f in lex.conjunction and i > lead:
            nxt = ws[i + 1].fold if i + 1 < n else ""
            if nxt in lex.heads and not ws[i + 1].cap and nxt not in lex.articles:
                since_prep = False
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
            and not (known[1] in ("role", "person") and known[3] and i == lead and i + 1 < n and not nxt_cap)
        ):
            known = known if known[1] == "body" and not nxt_cap else None
        elif known and w.cap and nxt_cap and known[1] != "role":
            known = None
        if known and w.cap and nxt_cap and f in lex.given:
            known = None
        if known:
            if not deep and (head is None or (lex.head_last and not runs)):
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
        if w.cap and f[0] not in "@#":
            j = _run_end(ws, i, names)
            pieces = _split(ws, i, j, lex, names) if since_prep or deep else [(i, j)]
            before = next((ws[k].fold for k in range(i - 1, lead - 1, -1) if ws[k].fold not in '«»"“”'), "")
            if (
                deep
                and not since_prep
                and before in lex.heads
                and lex.heads[before][1] in ("role", "person")
                and (not lex.heads[before][3] or (j < n and ws[j].fold in lex.conjunction))
            ):
                since_prep = True  # `l'avocat du footballeur Jean Roe`: the name is the footballer's
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


def read(text: str, start: int, end: int, language: str | None, names: Sequence[Name] = ()) -> Phrase:
    """The phrase that stands at `start` to `end`, read with the tables of `language`.

    >>> text = "le ministre de l'Intérieur, Jean Dupont"
    >>> p = read(text, 0, len(text), "fr")
    >>> p.name.cut(text), p.roles[0].head, p.kind
    ('Jean Dupont', 'ministr', 'person')
    >>> read("l’intéressé", 0, 11, "fr").back
    'concerned'
    """
    return read_words(text, words(text, start, end), language, names, Span(start, end))


def read_words(
    text: str, ws: list[Word], language: str | None, names: Sequence[Name] = (), span: Span | None = None
) -> Phrase:
    """As `read`, of words already cut; the list is used up."""
    lex = lexicon(language or "fr")
    start, end = (span.start, span.end) if span else (ws[0].start, ws[-1].end)
    if len(ws) > 1 and ws[0].fold in lex.articles and ws[0].cap and ws[1].cap and _inside_sentence(text, ws[0].start):
        ws[0] = Word(ws[0].start, ws[1].end, f"{ws[0].fold} {ws[1].fold}", True)  # `selon Le Maire`, `dans Le Soir`
        del ws[1]
    while ws and (ws[0].fold in '.,;:()«»"“”[]–—-' or (ws[0].fold in ("par", "by", "selon") and len(ws) > 1)):
        ws.pop(0)
    if (
        len(ws) > 1
        and ws[0].fold in ("de", "d'")
        and (ws[1].fold in ("source", "sources", "meme") or ws[1].fold in lex.articles)
    ):
        ws.pop(0)
    if not ws:
        return Phrase(Span(start, end), Span(start, end), "unknown")
    ws, asides = _asides(ws)
    pronoun = _pronoun(ws, lex)
    if pronoun:
        form, (gender, number) = pronoun
        person: Literal[0, 1, 3] = 1 if gender == "1" else 0 if gender == "0" else 3
        return Phrase(
            Span(start, end), Span(start, end), "unknown", pronoun=form, person=person,
            gender=gender if gender in ("Masc", "Fem") else None, number=number if number in ("Sing", "Plur") else None,  # type: ignore[arg-type]
        )  # fmt: skip
    by_start = {n.start: n for n in names if n.start >= start and n.end <= end}
    parts = [_part(p, lex, by_start, k == 0) for k, p in enumerate([*_parts(ws), *asides])]
    return _assemble(text, Span(start, end), parts, len(asides), lex, by_start)


def _inside_sentence(text: str, at: int) -> bool:
    """A capital here is the word's own: a small letter or a comma stands before."""
    before = text[max(at - 3, 0) : at].rstrip()
    return bool(before) and (before[-1].isalpha() or before[-1] in ",'’") and "\n" not in text[max(at - 3, 0) : at]


def _pronoun(ws: Sequence[Word], lex: Lexicon) -> tuple[str, tuple[str, str]] | None:
    if len(ws) > 3:
        return None
    f = "".join(w.fold for w in ws).lstrip("-") if len(ws) > 1 else ws[0].fold
    if f in lex.pronouns:
        return f, lex.pronouns[f]
    m = _CLITIC.match(f) or re.search(r"-(?:t-)?(ils?|elles?|on|je|nous)$", f)
    if m and m.group(1) in lex.pronouns:
        return m.group(1), lex.pronouns[m.group(1)]
    return None


def _roles(part: _Part, lo: int, hi: int, lex: Lexicon) -> list[Role]:
    """The functions told by words `lo` to `hi` of a part: two where two nouns are joined without a determiner."""
    cuts = [lo]
    for k in range(lo + 1, hi - 1):
        if part.words[k].fold in lex.conjunction and part.words[k + 1].fold in lex.heads:
            cuts.append(k + 1)
    cuts.append(hi)
    found = (_role(part, a, b, lex) for a, b in pairwise(cuts))
    return [r for r in found if r]


def _role(part: _Part, lo: int, hi: int, lex: Lexicon) -> Role | None:
    ws = [w for w in part.words[lo:hi] if w.fold not in _MARKS]
    while ws and (ws[-1].fold in lex.conjunction or ws[-1].fold in lex.complement):
        ws.pop()
    seq = content([w.fold for w in ws], lex)
    if not seq:
        return None
    head = next((_one(w.fold, lex) for w in ws if w.fold in lex.heads), None)
    if head is None or head not in seq:
        head = seq[0]
    return Role(head, frozenset(seq) - {head}, Span(ws[0].start, ws[-1].end), part.former)


def _sort(part: _Part, lex: Lexicon) -> tuple[Sort, Gender, bool, str]:
    if part.head is None:
        return "unknown", None, False, ""
    f = part.words[part.head].fold
    if any(tuple(w.fold for w in part.words[part.head : part.head + n]) in lex.not_bodies for n in (2, 3, 4)):
        return "unknown", None, f.endswith("s"), f
    for v, c in lex.phrases.get(f, ()):
        if tuple(w.fold for w in part.words[part.head : part.head + len(v)]) == v and c[0] in lex.heads:
            lemma, sort, gender, plural = lex.heads[c[0]]
            own = lex.heads.get(f)
            return sort, own[2] if own else gender, plural, lemma
    if f in lex.heads:
        lemma, sort, gender, plural = lex.heads[f]
        return sort, gender, plural, lemma
    return "unknown", None, f.endswith("s"), f


def _name_kind(
    text: str, part: _Part, run: tuple[int, int, bool], sort: Sort, lex: Lexicon, names: Mapping[int, Name]
) -> Literal["person", "organisation", "place"]:
    ws = part.words[run[0] : run[1]]
    whole = fold(text[ws[0].start : ws[-1].end])
    said = names.get(ws[0].start)
    if part.title:
        return "person"
    if sort in ("role", "person"):
        return "person"
    if whole in lex.seats or (sort == "body"):
        return "organisation"
    if whole in lex.countries:
        return "place"
    if (
        len(ws) > 1
        and (ws[0].fold in lex.countries or any(w.fold in lex.in_names for w in ws))
        and ws[0].fold.split("-")[0] not in lex.given
    ):
        return "organisation"
    if ws[0].fold.split("-")[0] in lex.given and part.article == "none" and not ws[0].upper:
        return "person"
    if said:
        return said.kind
    printed = text[ws[0].start : ws[-1].end]
    if printed.isupper() and len(printed) <= 7:
        return "organisation"
    if part.article in ("definite", "possessive"):
        return "organisation"
    return "person" if len(ws) > 1 else "organisation"


def _assemble(
    text: str, span: Span, parts: Sequence[_Part], asides: int, lex: Lexicon, names: Mapping[int, Name]
) -> Phrase:
    core = parts[0]
    sort, gender, plural, lemma = _sort(core, lex)
    nameless = sort == "document" or (lemma in lex.nameless and core.article == "indefinite")
    name_run, holder = next((r for r in core.runs if r[2] and not nameless), None), core
    roles: list[Role] = []
    back = None
    tail = [w.fold for w in core.words[core.lead : core.end] if w.fold[0].isalnum()]
    pre = [w.fold for w in core.words[: core.end] if w.fold[0].isalnum()]
    if name_run is None and core.article in ("definite", "demonstrative") and len(tail) <= 2:
        rest = [f for f in pre if f not in lex.articles]
        if rest and rest[0] in lex.back and (len(rest) == 1 or lex.back[rest[0]][0] == "same"):
            back, gender = lex.back[rest[0]]
            plural = rest[0].endswith("s")
    if "meme" in pre[:2] or (pre[:1] == ["same"] or pre[1:2] == ["same"]):
        back = back or "same"
    handle = acronym = None
    age = _AGE.search(text, span.start, span.end)
    for part in parts[1:]:
        first = part.words[part.lead] if part.lead < len(part.words) else None
        if first is None:
            continue
        if first.fold[0] == "@":
            handle = handle or text[first.start : first.end]
            continue
        lone = len(part.runs) == 1 and part.runs[0][2] and part.head is None
        if lone and len(part.words) == 1 and text[first.start : first.end].isupper():
            acronym = acronym or text[first.start : first.end]
            continue
        if (
            name_run is None
            and part not in parts[len(parts) - asides :]
            and part.runs
            and part.runs[0][2]
            and not nameless
        ):
            run = part.runs[0]
            if part.head is None or part.head < run[0]:
                name_run, holder = run, part
                if part.head is not None:
                    roles += _roles(part, part.head, run[0], lex)
                continue
        if part.head is not None and (_sort(part, lex)[0] in ("role", "person")) and not part.joined:
            hi = next((r[0] for r in part.runs if r[2]), part.end)
            if core.head is not None or name_run:
                roles += _roles(part, part.head, hi, lex)
    for w in core.words[:1]:
        if w.fold[0] == "@":
            handle = text[w.start : w.end]
    kind: Literal["person", "organisation", "place"] | None = None
    name: Span | None = None
    if name_run is not None:
        ws = holder.words[name_run[0] : name_run[1]]
        name = Span(ws[0].start, ws[-1].end)
        kind = _name_kind(
            text, holder, name_run, sort if holder is core or sort != "unknown" else "unknown", lex, names
        )
    head_role = None
    if core.head is not None:
        hi = name_run[0] if name_run is not None and holder is core and name_run[0] > core.head else core.end
        if nameless:
            hi = next((r[0] for r in core.runs if r[2] and r[0] > core.head), hi)
        told = _roles(core, core.head, hi, lex)
        head_role = told[0] if told else None
        if (
            name is not None
            and sort != "document"
            and (sort != "unknown" or core.article != "none")
            and not (name_run is not None and holder is core and name_run[0] < core.head)
        ):
            roles = [*told, *roles]
    for part in (core, holder):
        if part.title and part.title in lex.ranks:
            roles.append(Role(stem(lex.same.get(part.title, part.title)), frozenset(), name or span))
    det_gender: Gender = None
    if any(d in lex.masculine for d in core.det):
        det_gender = "Masc"
    elif any(d in lex.feminine for d in core.det):
        det_gender = "Fem"
    title = core.title or (holder.title if name_run is not None else None)
    given: Gender = None
    if name is not None and kind == "person":
        first_name = holder.words[name_run[0]].fold if name_run else ""
        if len(holder.words[name_run[0] : name_run[1]]) > 1 if name_run else False:
            given = lex.given.get(first_name) or lex.given.get(first_name.split("-")[0])
    elided = core.words[0].fold == "l'"
    gender = (
        (lex.titles.get(title) if title else None)
        or given
        or (None if sort == "unknown" and elided else gender if gender and not det_gender else det_gender or gender)
    )
    number: Number = None
    one_of = len(core.det) > 1 and core.det[-1] in lex.plural and any(d in lex.one for d in core.det[:-1])
    if one_of:
        number = "Sing"
    elif any(d in lex.plural for d in core.det) or (not core.det and plural and name is None):
        number = "Plur"
    elif core.det or title or name is not None:
        number = "Sing"
    if sort == "body" and number is None:
        number = "Sing"
    if kind in ("person",) and number == "Plur" and name is not None and holder is core and core.head is None:
        number = "Plur"
    label_from = core.words[core.lead].start if core.lead < len(core.words) else span.start
    last = core.end - 1
    tail_out = _MARKS | lex.conjunction | lex.complement | frozenset(".,;:")
    while last > core.lead and core.words[last].fold in tail_out:
        last -= 1
    label_to = core.words[last].end if core.end > core.lead else span.end
    owner = None
    limits = head_role.of if head_role else frozenset()
    if core.owner is not None:
        ws = core.words[core.owner[0] : core.owner[1]]
        owner = Span(ws[0].start, ws[-1].end)
    if sort == "unknown" and core.runs and name is not None and kind == "place":
        sort = "place"
    return Phrase(
        span, Span(label_from, max(label_to, label_from)), sort, core.article, None, 3, gender, number, name, kind,
        title, handle, acronym, tuple(roles), head_role.head if head_role else "", limits,
        core.former, core.different, owner, back, lemma in lex.party, core.joined, int(age.group(1)) if age else None,
    )  # fmt: skip
