"""Reading the noun phrase that names who speaks: determiner, head, function, name, possessor.

A phrase is read from its words and the tables `people`, `countries` and `given-names` of its language,
with the parser's names where there are any; so it also works on words that no parser has seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from recoupe.languages.phrases._assemble import _assemble
from recoupe.languages.phrases._lexicon import Lexicon, content, lexicon
from recoupe.languages.phrases._parts import _asides, _part, _parts
from recoupe.languages.phrases._values import Article, Gender, Number, Phrase, Role, Sort
from recoupe.languages.phrases._words import Word, stem, words
from recoupe.model import Name, Span

__all__ = [
    "Article", "Gender", "Lexicon", "Number", "Phrase", "Role", "Sort", "Word", "content", "lexicon", "read",
    "read_words", "stem", "words",
]  # fmt: skip

_CLITIC = re.compile(r"^-?(?:t-)?(ils?|elles?|on|je|nous)$")


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
    one = parts[0]
    if one.head is None and one.title is None and one.end < len(one.words) and one.words[one.end].fold in lex.articles:
        rest = _part(one.words[one.end :], lex, by_start, True)
        if rest.head is not None and rest.runs:
            parts[0] = rest
    return _assemble(text, Span(start, end), parts, len(asides), lex, by_start)


def _inside_sentence(text: str, at: int) -> bool:
    """A capital here is the word's own: a small letter or a comma stands before."""
    before = text[max(at - 3, 0) : at].rstrip()
    return bool(before) and (before[-1].isalpha() or before[-1] in ",'’") and "\n" not in text[max(at - 3, 0) : at]


def _pronoun(ws: Sequence[Word], lex: Lexicon) -> tuple[str, tuple[str, str]] | None:
    if len(ws) > 3 or (len(ws) == 1 and ws[0].cap and ws[0].fold not in lex.pronouns):
        return None
    f = "".join(w.fold for w in ws).lstrip("-") if len(ws) > 1 else ws[0].fold
    if f in lex.pronouns:
        return f, lex.pronouns[f]
    if len(ws) > 1 and ws[0].fold in lex.pronouns and all(w.fold in lex.going["also"] for w in ws[1:]):
        return ws[0].fold, lex.pronouns[ws[0].fold]  # `they themselves`
    m = _CLITIC.match(f) or re.search(r"-(?:t-)?(ils?|elles?|on|je|nous)$", f)
    if m and m.group(1) in lex.pronouns:
        return m.group(1), lex.pronouns[m.group(1)]
    return None
