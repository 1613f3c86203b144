"""The tables of a language that name who speaks, turned for looking up folded words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from recoupe.languages import table
from recoupe.languages.phrases._values import Article, Gender, Sort
from recoupe.languages.phrases._words import Word, stem, words
from recoupe.text import fold


class Lexicon(NamedTuple):
    """The tables of one language, turned for looking up folded words."""

    language: str
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
    country_starts: frozenset[str]  # the first words of those of two words
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
    headline: frozenset[str]
    not_bodies: frozenset[tuple[str, ...]]
    not_body_heads: frozenset[str]  # their first words
    not_last: frozenset[str]  # no label ends in one
    vague: frozenset[str]
    going: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, tuple[str, Gender]]  # `belge`, `norvegienne`, `dutchman`: what tells where one is from
    from_endings: Sequence[tuple[str, Gender]]  # by which a capitalised word is taken for one
    topics: frozenset[str]  # what opens a sentence about somebody: `quant à`
    sides: frozenset[str]  # what opens a sentence by which the text turns to somebody: `de son côté`
    fields: Mapping[str, frozenset[str]]  # head of a function -> the fields that have it
    trades: frozenset[str]  # heads of functions that a text recalls after a name
    recalled: frozenset[str]  # the fields of those
    stock: frozenset[str]  # functions that any news of their kind has somebody for, told or not
    never: frozenset[str]  # among them, those by which nobody is recalled
    world: Mapping[str, str]  # bodies known by one name in each language, squeezed -> the first of them
    same_country: Mapping[str, str]  # keys of countries in English -> in French
    from_stems: frozenset[str]
    aged: tuple[str, ...]  # endings of words for somebody by his age: `-year-old`
    by_ending: tuple[str, ...]  # endings of words that no table has, by which a text recalls somebody


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
    stock, never = (frozenset(stem(same.get(w, w)) for w in _folded(t["recalled"][k])) for k in ("stock", "never"))
    world, same_country = _world()
    known, endings = _demonyms(t, language)
    fields, recalled = _fields(t, same), _folded(t["recalled"]["fields"])
    not_bodies = frozenset(tuple(w.fold for w in words(p, 0, len(p))) for p in t["stop"]["not_bodies"])
    return Lexicon(
        language, articles, _folded(t["determiners"]["plural"]), _folded(t["determiners"]["masculine"]),
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
        seats, countries, frozenset(c.split(" ", 1)[0] for c in countries if " " in c), adjectives, given,
        _folded(t["stop"]["relative"]), _folded(t["stop"]["complement"]), _folded(t["stop"]["conjunction"]),
        _folded(t["stop"]["empty"]) | _folded(t["stop"]["time"]), _folded(t["stop"]["empty"]),
        _folded(t["stop"]["time"]),
        frozenset(stem(same.get(w, w)) for w in _folded(t["bodies"]["government"])),
        _folded(t["bodies"]["in_names"]), t.get("grammar", {}).get("head") == "last",
        _folded(t["source"]["bare"]),
        _folded(t["determiners"]["one"]), _folded(t["stop"]["light"]), _folded(t["stop"]["headline"]),
        not_bodies, frozenset(p[0] for p in not_bodies),
        _folded(t["stop"]["conjunction"]) | _folded(t["stop"]["complement"]) | frozenset('«»"“”.,;:'),
        frozenset(stem(same.get(w, w)) for w in _folded(t["persons"]["vague"])),
        {k: _folded(v) for k, v in t["going"].items()},
        known, endings,
        _folded(t["stop"]["topics"]), _folded(t["stop"]["sides"]), fields,
        frozenset(h for h, fs in fields.items() if fs & recalled), recalled,
        stock, never,
        world, same_country, frozenset(stem(w) for w in known), tuple(t["recalled"]["aged"]),
        tuple(sorted(_folded(t["recalled"]["endings"]))),
    )  # fmt: skip


@cache
def _world() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Bodies and countries by their names in all languages: one table for all."""
    t = table("fr", "people")["world"]
    names = {"".join(c for c in fold(n) if c.isalnum()): row[0] for row in t["bodies"] for n in row}
    pairs = (p.split("=") for p in t["countries"])
    return names, {"@" + fold(a.strip()): "@" + fold(b.strip()) for a, b in pairs}


def _demonyms(
    t: Mapping[str, Any], language: str
) -> tuple[Mapping[str, tuple[str, Gender]], Sequence[tuple[str, Gender]]]:
    """Words for who comes from somewhere, with the key of the country where there is one, and the endings of others."""
    known: dict[str, tuple[str, Gender]] = {}
    for line in table(language, "countries").get("rows", ()):
        name, _, _, masculine, feminine = (fold(x) for x in line.split(";"))
        for form, gender in ((masculine, "Masc"), (feminine, "Fem")):
            both = masculine == feminine or not feminine
            if form:
                known.setdefault(form, ("@" + name, None if both else gender))  # type: ignore[arg-type]
    for item in t["demonyms"]["words"]:
        forms, _, of = item.partition("=")
        pair = [fold(f) for f in forms.split("|")]
        for n, form in enumerate(pair):
            known[form] = ("@" + fold(of) if of else stem(pair[0]), None if len(pair) == 1 else ("Masc", "Fem")[n > 0])
    endings: list[tuple[str, Gender]] = []
    for item in t["demonyms"]["endings"]:
        for n, form in enumerate(item.split("|")):
            endings.append((fold(form), None if "|" not in item else ("Masc", "Fem")[n > 0]))
    return known, endings


def demonym(w: Word, lex: Lexicon) -> tuple[str, Gender] | None:
    """What a capitalised word tells of where somebody comes from, and of the gender; None for any other word.

    >>> lex = lexicon("fr")
    >>> [demonym(w, lex) for w in words("Belge Marseillaise Castel", 0, 25)]
    [('@belgique', None), ('marseillais', 'Fem'), None]
    """
    if not w.cap or w.upper or w.fold in lex.countries or w.fold in lex.in_names:
        return None
    told = lex.demonyms.get(w.fold)
    if told is not None:
        return told
    if len(w.fold) < 6 or w.fold in lex.given or w.fold in lex.heads or w.fold in lex.seats:
        return None
    for ending, gender in lex.from_endings:
        if w.fold.endswith(ending):
            return stem(w.fold), gender
    return None


def _fields(t: Mapping[str, Any], same: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The fields in which each function is known."""
    out: dict[str, frozenset[str]] = {}
    for field, items in t["roles"].items():
        for item in items:
            head = fold(item.split("|")[0])
            key = stem(same.get(head, head))
            out[key] = out.get(key, frozenset()) | {field}
    return out


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
            if w in lex.country_starts and i + 1 < len(seq) and f"{w} {seq[i + 1]}" in lex.countries:
                out.append(lex.countries[f"{w} {seq[i + 1]}"])
                i += 2
                continue
            told = _told(w, lex.language)
            if told is not None:
                out.append(told)
            i += 1
    return out


@lru_cache(maxsize=1 << 16)
def _told(w: str, language: str) -> str | None:
    """A word in the form in which it is compared; None for a small word."""
    lex = lexicon(language)
    return None if _small(w, lex) else _one(w, lex)


def _small(w: str, lex: Lexicon) -> bool:
    if w in lex.light:
        return True
    if "-" in w and (w[0].isdigit() or w.rsplit("-", 1)[1] in lex.going["compounds"]):
        return True  # `60-page`, `lille-based`
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
