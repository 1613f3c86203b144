"""A language's verbs and frames of saying, read from its tables and indexed by lemma.

>>> sorted(u.act for u in lexicon("fr").verbs["démentir"])[0]
'denies'
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from recoupe.languages import available, table
from recoupe.languages.conjugate import forms
from recoupe.model import Act

PREPOSITIONS = {"de", "sur", "contre", "à", "pour", "of", "for", "about", "against", "on", "to", "at", "with"}


class Use(NamedTuple):
    """One verb or expression in one class: what it does, what it takes."""

    name: str
    act: Act
    takes: frozenset[str]
    lemma: str
    reflexive: bool
    rest: tuple[str, ...]  # the other words of an expression
    link: str | None  # its closing preposition
    soft: bool  # a stance more than words: asks for more evidence
    document: bool  # reports only with a text as its subject
    impersonal: bool  # has no source of its own (peut-on lire)
    hearing: bool = False  # only of a court, an inquest: it heard what somebody said


class Frame(NamedTuple):
    """Words that name a source without a verb."""

    words: tuple[str, ...]
    takes: str


class Lexicon(dict[str, frozenset[str]]):
    """Everything that a language knows about saying; as a mapping, its sets of lower-case words by name.

    A name that the language does not have is an empty set.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.verbs: dict[str, list[Use]] = {}
        for row in table(language, "verbs").get("class", ()):
            for verb in dict.fromkeys(row["verbs"]):
                self._add(verb, row)
        for uses in self.verbs.values():
            uses.sort(key=lambda u: -len(u.rest))
        self.forms: dict[str, str] = {}
        for lemma in self.verbs:
            for form in forms(language, lemma):
                self.forms.setdefault(form, lemma)
        self.frames: dict[str, list[Frame]] = {}
        for row in table(language, "frames").get("frame", ()):
            frame = Frame(tuple(row["words"]), row["takes"])
            self.frames.setdefault(frame.words[0], []).append(frame)
        for frames in self.frames.values():
            frames.sort(key=lambda f: -len(f.words))
        self.opening = frozenset(self.forms) | frozenset(self.frames)  # words at which a saying may be told
        data: dict[str, Any] = table(language, "saying")
        others = (table(code, "saying") for code in available())
        super().__init__({name: frozenset() for other in others for name in other})
        self.update({k: frozenset(v) for k, v in data.items() if isinstance(v, list)})
        self.endings: tuple[str, ...] = tuple(data.get("mute_endings", ()))
        self.spoken: tuple[str, ...] = tuple(data.get("speaking_endings", ()))

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()

    def _add(self, verb: str, row: dict[str, Any]) -> None:
        words = re.sub(r"'(?=\w)", "' ", verb).split() if not verb.startswith("s'") else verb.split()
        reflexive = False
        if words[0] == "se":
            reflexive, words = True, words[1:]
        elif words[0].startswith("s'"):
            reflexive, words = True, [words[0][2:], *words[1:]]
        if words[0] in {"être", "be"} and len(words) > 1:
            words = words[1:]
        link = words[-1] if len(words) > 1 and words[-1] in PREPOSITIONS else None
        use = Use(
            row["name"], row["act"], frozenset(row["takes"]), verb, reflexive,
            tuple(words[1 : -1 if link else None]), link,
            bool(row.get("soft")), row.get("subject") == "document", bool(row.get("impersonal")),
            row.get("subject") == "hearing",
        )  # fmt: skip
        self.verbs.setdefault(words[0], []).append(use)

    def speaks(self, lemma: str) -> bool:
        """True where a common noun may be somebody, a body or a text that says something.

        >>> lexicon("fr").speaks("maire"), lexicon("fr").speaks("situation"), lexicon("fr").speaks("direction")
        (True, False, True)
        """
        if lemma in self["speaking"] or lemma in self["documents"]:
            return True
        for prefix in self["prefixes"]:  # la vice-présidence, un sous-comité
            if lemma.startswith(prefix) and self.speaks(lemma[len(prefix) :]):
                return True
        return lemma not in self["mute"] and (
            not lemma.endswith(self.endings or ("\0",)) or lemma.endswith(self.spoken or ("\0",))
        )


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language, None where it has none."""
    return Lexicon(language) if language in available() and table(language, "verbs") else None
