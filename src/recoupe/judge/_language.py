"""Tables of `languages/*/concepts.toml` and `claims.toml` made ready for look-up.

Everything here is derived from data files; nothing about a language stands in code but how its
words are cut to stems where no lemma is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from recoupe.languages import available, table
from recoupe.text import fold

# Longest first within a family: the first that fits is cut.
_FRENCH = """
    issements issement ablement iblement ations ation itions ition ateurs ateur atrices atrice ements ement
    ances ance ences ence euses euse eurs eur ives ive ifs if aient erent eront eraient erait assent
    antes ants ante ant ees ee es er ez ions ons ait ais ir is it ie e s a i x
"""
_ENGLISH = """
    ations ation ating ated ates ate itions ition ements ement ments ment ances ance ences ence ingly edly ings ing
    ers er ors or ies ied es ed ly y e s
"""
_ENDINGS = {"fr": tuple(_FRENCH.split()), "en": tuple(_ENGLISH.split())}
_SHORTEST = 4
_KINDS = {"n": "NOUN", "v": "VERB"}
_CLOSE = 3
_KINDS_OF_TITLE = (
    "offices", "bodies", "presides", "spokesmen", "heads", "party", "firms", "actors", "witnesses", "media"
)  # fmt: skip


@cache
def stem(word: str, language: str = "fr") -> str:
    """A crude stem, enough to let a verb and its noun meet; words of four letters or fewer stay.

    >>> stem("redéploiement") == stem("redéployer"), stem("enquête") == stem("enquêter")
    (True, True)
    >>> stem("investigation", "en") == stem("investigating", "en")
    True
    """
    bare = fold(word).replace("-", "")
    for ending in _ENDINGS.get(language, _ENDINGS["fr"]):
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            bare = bare[: -len(ending)]
            break
    if bare.endswith("y"):
        bare = bare[:-1] + "i"
    return bare[:-1] if len(bare) > _SHORTEST and bare[-1] == bare[-2] else bare


class Lexicon:
    """One language's tables, folded and split once."""

    def __init__(self, language: str) -> None:
        concepts = table(language, "concepts") or table("en", "concepts")
        claims = table(language, "claims") or table("en", "claims")
        self.language = language
        light = concepts["light"]
        self.function = frozenset(fold(light["function"]).split())
        self.light = frozenset(fold(f"{light['verbs']} {light['words']}").split())
        self.concept: dict[str, str] = {}
        self.of_one_kind: dict[str, str] = {}
        things = [(f"~{key}", words) for key, words in concepts["things"].items()]
        for key, words in (*concepts["classes"].items(), *things):
            for entry in fold(words).split():
                word, _, kind = entry.partition("/")
                self.concept.setdefault(word, key)
                if kind:
                    self.of_one_kind[word] = _KINDS[kind]
        self._known: dict[tuple[str, str | None, str], str] = {}
        self.classes = frozenset(concepts["classes"])
        self.not_reflexive = frozenset(fold(concepts["reflexive"]["other"]).split())
        self.reflexives = frozenset(fold(concepts["reflexive"]["pronouns"]).split())
        self.opposed = _opposed(concepts["antonyms"], self.concept, language)
        self.opposites = _paired(self.opposed)
        self.kin = _paired(q for p in concepts["kin"]["pairs"] for q in _both(*p.split()))
        self.senses = _senses(concepts["senses"]["rows"])
        self.phrases = _rows(concepts["phrases"]["rows"])
        reversal = concepts["reversal"]
        words = " ".join(stem(w, language) for w in reversal["words"].split())
        self.reversing = {
            "VERB": frozenset(f"{reversal['verbs']} {words}".split()),
            "NOUN": frozenset(reversal["nouns"].split()),
        }
        self.against = _against(self.opposed)
        self.stance = {k: frozenset(fold(v).split()) for k, v in claims["stance"].items()}
        self.silence = frozenset(stem(w, language) for w in self.stance["silent"])
        self.markers = {k: _phrases(v) for k, v in claims["markers"].items() if k != "seeming"}
        negation = claims["negation"]
        self.negators = frozenset(fold(negation["words"]).split())
        self.conditions = frozenset(fold(negation["conditions"]).split())
        self.first_negators = frozenset(fold(negation["first"]).split())
        self.second_negators = frozenset(fold(negation["second"]).split())
        self.not_negation = tuple(fold(p) for p in negation["not_negation"])
        self.restricts = frozenset(fold(negation["restricts"]).split())
        self.stops = frozenset(fold(negation["stops"]).split())
        self.marks = frozenset(s for s in self.stops if not s[0].isalnum())
        self.bare_verbs = frozenset(fold(negation["bare"]).split())
        self.unreal = re.compile(negation["unreal"])
        self.norm = re.compile(negation["norm"])
        self.supposed = re.compile(negation["supposed"])
        self.seeming = frozenset(fold(claims["markers"]["seeming"]).split())
        self.scopes = frozenset(fold(negation["scopes"]).split())
        self.only = frozenset(fold(negation["only"]).split())
        self.genitives = frozenset(fold(claims["copula"]["genitives"]).split())
        self.copulas = frozenset(fold(claims["copula"]["verbs"]).split())
        self.determiners_of_predicates = frozenset(fold(claims["copula"]["between"]).split())
        self.turns = frozenset(fold(negation["turns"]).split())
        self.superlative = re.compile(negation["superlative"])
        anaphora = claims["anaphora"]
        self.anaphora = frozenset(_plural(fold(anaphora["claims"]).split()))
        self.hollow = frozenset(_plural(fold(anaphora["hollow"]).split()))
        self.dismissals = frozenset(_plural(fold(anaphora["dismissals"]).split()))
        self.attributes = frozenset(_plural(fold(anaphora["attributes"]).split()))
        self.determiners = frozenset(fold(anaphora["determiners"]).split())
        self.speakers = {k: frozenset(_plural(fold(v).split())) for k, v in claims["speakers"].items()}
        ranks = claims["standing"]
        self.standing = {
            k: frozenset(_plural(fold(v).split()))
            for k, v in ranks.items()
            if k not in ("indefinite", "definite", "ends", "executive")
        } | {"party": self.speakers["party"]}
        self.indefinite = frozenset(fold(ranks["indefinite"]).split())
        self.definite = frozenset(fold(ranks["definite"]).split())
        self.title_ends = frozenset(fold(ranks["ends"]).split())
        self._kinds = {w: k for k in reversed(_KINDS_OF_TITLE) for w in self.standing[k]}
        self.executive = frozenset(_plural(fold(ranks["executive"]).split()))
        self.nations = _nations(language)
        self.countries = _countries(language)
        self.demanding = frozenset(stem(w, language) for w in self.stance["demands"])
        self.recalling = frozenset(stem(w, language) for w in self.stance["recalls"])
        self.past = re.compile(claims["own"]["past"])
        self.reproach = frozenset(stem(w, language) for w in fold(claims["reproach"]["words"]).split())
        self.blaming = tuple(sorted({stem(w, language) for w in fold(claims["reproach"]["verbs"]).split()}))
        self.wishes = frozenset(_plural(fold(claims["feelings"]["wishes"]).split())) | frozenset(
            stem(w, language) for w in fold(claims["feelings"]["wishes"]).split()
        )
        self.feeling_words = frozenset(_plural(fold(claims["feelings"]["words"]).split()))
        self.feelings = frozenset(stem(w, language) for w in fold(claims["feelings"]["words"]).split())
        own = claims["own"]
        self.own_nouns = frozenset(_plural(fold(own["nouns"]).split()))
        self.first_person = frozenset(fold(own["first_person"]).split())
        self.carriers = self.anaphora | self.own_nouns | frozenset(fold(own["carriers"]).split())
        self.subjects = frozenset(fold(own["subjects"]).split())
        self.opinion = re.compile(own["opinion"])
        self.before_infinitive = frozenset(fold(own["before_infinitive"]).split())
        self.infinitives = frozenset(fold(own["infinitives"]).split())
        self.possessives = frozenset(fold(own["possessives"]).split())
        self.leading = re.compile(own["leading"], re.IGNORECASE)
        self.future = re.compile(own["future"])
        self.asking = tuple(fold(claims["questions"]["open"]).split())
        vague = fold(claims["denials"]["vague"]).split()
        self.vague = frozenset(_plural(vague)) | frozenset(stem(w, language) for w in vague)
        self.truth = frozenset(_plural(fold(claims["denials"]["truth"]).split())) | frozenset(
            stem(w, language) for w in fold(claims["denials"]["truth"]).split()
        )
        self.universals = frozenset(fold(claims["denials"]["universals"]).split())
        self.plan = re.compile(own["plan"])
        self.third = frozenset(fold(own["third"]).split())

    def concept_of(self, word: str, lemma: str | None = None, pos: str = "") -> str:
        """The class of a word, else its stem: what two wordings of one thing have in common.

        A class is found by lemma; where none is known, by the word and what its endings may stand for.
        """
        key = (word, lemma, pos)
        if key not in self._known:
            forms = [fold(lemma)] if lemma else []
            if not lemma or (pos in ("VERB", "ADJ") and fold(lemma) == fold(word)):
                forms += _inflected(fold(word), self.language)
            found = next((self.concept[f] for f in forms if f in self.concept and self._fits(f, pos)), None)
            self._known[key] = found or stem(lemma or word, self.language)
        return self._known[key]

    def kind_of(self, word: str) -> str:
        """The table of titles that a folded word stands in, empty where it heads none."""
        return self._kinds.get(word, "")

    def _fits(self, word: str, pos: str) -> bool:
        """False where a word belongs to its class as a noun (or verb) only, and stands here as something else."""
        kind = self.of_one_kind.get(word)
        return kind is None or not pos or pos == kind

    def marked(self, kind: str, folded: str) -> bool:
        """True where the folded text holds one of the expressions listed under `kind`."""
        return bool(self.markers[kind].search(folded))

    def affirmed(self, kind: str, folded: str) -> bool:
        """True where one of the expressions stands with no negation close before it (*had not been confirmed*)."""
        return any(
            not self.negators & set(re.findall(r"\w+'?", folded[: m.start()])[-_CLOSE:])
            for m in self.markers[kind].finditer(folded)
        )


# Endings that inflection adds, with what stands in their place in the dictionary.
_FRENCH_ENDED = """
    s> e> es> ee>er ees>er e>er es>er s>r aient>er ait>er ent>er a>er ant>er era>er eront>er erait>er eraient>er
    i>ir is>ir ie>ir ies>ir it>ir aux>al u>re ue>re us>re ues>re u>oir ue>oir u>ir ent> nt>r >r
"""
_ENGLISH_ENDED = "s> es> ed> ed>e ing> ing>e ies>y ied>y d>"
_ENDED = {
    "fr": tuple(tuple(p.split(">")) for p in _FRENCH_ENDED.split()),
    "en": tuple(tuple(p.split(">")) for p in _ENGLISH_ENDED.split()),
}


def _inflected(word: str, language: str) -> list[str]:
    """What a word's dictionary form may be, likeliest first, where no parser tells."""
    out = [word]
    for ending, put in _ENDED.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            out.append(word[: len(word) - len(ending)] + put)
    return out


def _countries(language: str) -> frozenset[str]:
    """Folded names of countries and capitals: one that speaks is its government."""
    rows = (table(language, "countries") or {"rows": []})["rows"]
    names = (n for r in rows for part in r.split(";")[:3] for n in part.split(","))
    return frozenset(fold(n.strip()) for n in names if n.strip())


def _nations(language: str) -> dict[str, str]:
    """By folded adjective, capital or name of one word: the country."""
    out: dict[str, str] = {}
    for row in (table(language, "countries") or {"rows": []})["rows"]:
        names = [fold(n.strip()) for part in row.split(";") for n in part.split(",")]
        for n in _plural([n for n in names if n and " " not in n]):
            out.setdefault(n, names[0])
    return out


def _plural(words: list[str]) -> list[str]:
    return [*words, *(w + "s" for w in words), *(w[:-2] + "aux" for w in words if w.endswith("al"))]


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    parts = sorted((re.escape(fold(p)) for p in phrases), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def _both(a: str, b: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (a, b), (b, a)


def _paired(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What stands over against each word of some pairs."""
    out: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        out[a].add(b)
    return {a: tuple(sorted(rows)) for a, rows in out.items()}


def _rows(rows: Iterable[str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By first word, expressions of several words (the rest of them, and their class; empty for none)."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in rows:
        words, kind = (part.strip() for part in row.split("|"))
        first, *rest = fold(words).split()
        out[first].append((tuple(rest), "" if kind == "-" else kind))
    return {first: sorted(found, key=lambda f: -len(f[0])) for first, found in out.items()}


def _senses(rows: Iterable[str]) -> dict[str, list[tuple[frozenset[str], str]]]:
    """By word, what it means with which objects."""
    out: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for row in rows:
        words, objects, kind = (part.strip() for part in row.split("|"))
        for word in fold(words).split():
            out[word].append((frozenset(_plural(fold(objects).split())), "" if kind == "-" else kind))
    return dict(out)


def _opposed(antonyms: Mapping[str, Any], concept: Mapping[str, str], language: str) -> frozenset[tuple[str, str]]:
    pairs = [p.split() for p in antonyms["pairs"]]
    for line in antonyms["words"]:
        a, b = (concept.get(fold(w)) or stem(w, language) for w in line.split())
        pairs.append([a, b])
    return frozenset(p for a, b in pairs for p in ((a, b), (b, a)))


def _against(opposed: frozenset[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """By concept, those that exclude it."""
    out: dict[str, set[str]] = {}
    for a, b in opposed:
        out.setdefault(a, set()).add(b)
    return {a: frozenset(bs) for a, bs in out.items()}


@cache
def lexicon(language: str | None) -> Lexicon:
    """The tables of a language; French where it is unknown, English where it has none of its own."""
    code = language or "fr"
    return Lexicon(code if code in available() else "en")
