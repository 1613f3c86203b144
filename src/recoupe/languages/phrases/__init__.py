"""Reading the noun phrase that names who speaks: determiner, head, function, name, possessor.

A phrase is read from its words and the tables `people`, `countries` and `given-names` of its language,
with the parser's names where there are any; so it also works on words that no parser has seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from recoupe.languages.phrases._assemble import _assemble
from recoupe.languages.phrases._lexicon import Lexicon, content, demonym, lexicon
from recoupe.languages.phrases._parts import _asides, _part, _parts
from recoupe.languages.phrases._values import Article, Gender, Number, Phrase, Role, Sort
from recoupe.languages.phrases._words import Line, Word, line, stem, words
from recoupe.model import Name, Span

__all__ = [
    "Article", "Gender", "Lexicon", "Line", "Number", "Phrase", "Role", "Sort", "Word", "content", "demonym", "lexicon",
    "line", "read", "read_from", "stem", "words",
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
    return read_from(text, start, end, language, names).moved(start)


def read_from(text: str, start: int, end: int, language: str | None, names: Sequence[Name] = ()) -> Phrase:
    """As `read`, with positions counted from `start`. Half of an article's phrases have stood in it before, and
    linking meets all of them again: the same words are read once.

    >>> read_from("selon Jane Roe", 6, 14, "fr").name
    Span(start=0, end=8)
    """
    told = tuple([(n.start - start, n.end - start, n.kind) for n in names if n.start >= start and n.end <= end])
    return _read(text[start:end], language or "fr", told, _inside_sentence(text, start, end))


@lru_cache(maxsize=1 << 13)
def _read(
    text: str,
    language: str,
    told: tuple[tuple[int, int, Literal["person", "organisation", "place"]], ...],
    inside: bool,
) -> Phrase:
    """The phrase that is all of `text`, with the parser's names in it; `inside` a sentence, capitals are its own."""
    ws = words(text, 0, len(text))
    lex = lexicon(language)
    whole = Span(0, len(text))
    if inside and len(ws) > 1 and ws[0].fold in lex.articles and ws[0].cap and ws[1].cap:
        ws[0] = Word(ws[0].start, ws[1].end, f"{ws[0].fold} {ws[1].fold}", True)  # `selon Le Maire`, `dans Le Soir`
        del ws[1]
    if len(ws) <= 2 and ws and ws[0].fold.rstrip("'") == "j" and text.strip()[-1:] in "'’":
        return Phrase(whole, whole, "unknown", pronoun="je", person=1, number="Sing")  # the J' of J'ai
    while ws and (ws[0].fold in '.,;:()«»"“”[]–—-' or (ws[0].fold in ("par", "by", "selon") and len(ws) > 1)):
        ws.pop(0)
    if (
        len(ws) > 1
        and ws[0].fold in ("de", "d'")
        and (ws[1].fold in ("source", "sources", "meme") or ws[1].fold in lex.articles)
    ):
        ws.pop(0)
    if not ws:
        return Phrase(whole, whole, "unknown")
    ws, asides = _asides(ws)
    pronoun = _pronoun(ws, lex)
    if pronoun:
        form, (gender, number) = pronoun
        person: Literal[0, 1, 3] = 1 if gender == "1" else 0 if gender == "0" else 3
        return Phrase(
            whole, whole, "unknown", pronoun=form, person=person,
            gender=gender if gender in ("Masc", "Fem") else None, number=number if number in ("Sing", "Plur") else None,  # type: ignore[arg-type]
        )  # fmt: skip
    by_start = {a: Name(a, b, kind) for a, b, kind in told}
    parts = [_part(p, lex, by_start, k == 0) for k, p in enumerate([*_parts(ws), *asides])]
    one = parts[0]
    if one.head is None and one.title is None and one.end < len(one.words) and one.words[one.end].fold in lex.articles:
        rest = _part(one.words[one.end :], lex, by_start, True)
        if rest.head is not None and rest.runs:
            parts[0] = rest
    return _assemble(text, whole, parts, len(asides), lex, by_start)


def _inside_sentence(text: str, at: int, end: int) -> bool:
    """A capital at the start of a phrase is the word's own: a small letter or a comma stands before."""
    while at < end and not text[at].isalnum():
        at += 1
    if at >= end or text[at].islower():
        return False
    before = text[max(at - 3, 0) : at]
    last = before.rstrip()[-1:]
    return (last.isalpha() or (last != "" and last in ",'’")) and "\n" not in before


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
