"""One article read: lines, their language, sentences, and the model that reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from recoupe import languages
from recoupe.model import Article, Name, Parse, Sentence, Token
from recoupe.parse import conditional
from recoupe.parse.network import WORDS, Network, Tags, Tree
from recoupe.parse.tokens import cutter, lines
from recoupe.parse.weights import network

MOST_WORDS = 150_000  # words of one article that are read; what comes after has tokens only
_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_MARKS = frozenset('«»“”„"‘‹›') | {"''", "``", "'"}
_ALWAYS = frozenset({"title", "standfirst", "social", "caption"})


class Piece(NamedTuple):
    """A sentence before it is read: its tokens' positions, its language, and whether it must be parsed."""

    spans: list[tuple[int, int]]
    language: str | None
    always: bool


def parse(article: Article, models: Mapping[str, str] | None = None) -> Parse:
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
    pieces = list(_pieces(article))
    words = [[text[a:b] for a, b in p.spans] for p in pieces]
    read: list[tuple[Tags, Tree | None] | None] = [None] * len(pieces)
    budget = MOST_WORDS
    by_language: dict[str, list[int]] = {}
    for i, p in enumerate(pieces):
        budget -= len(p.spans)
        if budget < 0:
            break
        if p.language:
            by_language.setdefault(p.language, []).append(i)
    for language, found in by_language.items():
        net = network(language)
        if net is None:
            continue
        for i, done in zip(
            found, read_sentences(net, [words[i] for i in found], [pieces[i].always for i in found]), strict=True
        ):
            read[i] = done
    return _assemble(pieces, words, read)


def read_sentences(
    net: Network, sentences: Sequence[list[str]], always: Sequence[bool]
) -> list[tuple[Tags, Tree | None]]:
    """Tags of every sentence, and the tree of those that need one."""
    out: list[tuple[Tags, Tree | None]] = [(Tags([], [], [], []), None)] * len(sentences)
    with np.errstate(over="ignore"):
        for batch in _batches([len(s) for s in sentences]):
            forms = [sentences[i] for i in batch]
            x, packed = net.encode(forms)
            tags = net.tag(x, packed, forms)
            if net.language == "fr":
                tags = [conditional.correct(net, f, t) for f, t in zip(forms, tags, strict=True)]
            pick = [k for k, i in enumerate(batch) if always[i] or needs_syntax(net.language, forms[k], tags[k])]
            trees = dict(zip(pick, net.parse(x, packed, pick), strict=True)) if pick else {}
            for k, i in enumerate(batch):
                out[i] = (tags[k], trees.get(k))
    return out


def needs_syntax(language: str, forms: list[str], tags: Tags) -> bool:
    """True for a sentence with a quotation mark, a figure, or a word that brings somebody's words."""
    lemmas, words = _needs(language)
    if not lemmas.isdisjoint(tags.lemmas) or not _MARKS.isdisjoint(forms):
        return True
    if "NUM" in tags.pos or not words.isdisjoint([f.lower() for f in forms]):
        return True
    return any(f[0].isdigit() for f in forms)


@cache
def _needs(language: str) -> tuple[frozenset[str], frozenset[str]]:
    data = languages.table(language, "syntax")
    return frozenset(data.get("lemmas", ())), frozenset(data.get("words", ()))


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Positions of sentences in batches of like length, some `WORDS` words each."""
    now: list[int] = []
    size = 0
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if now and size + lengths[i] > WORDS:
            yield now
            now, size = [], 0
        now.append(i)
        size += lengths[i]
    if now:
        yield now


def _pieces(article: Article) -> Iterator[Piece]:
    text = article.text
    for start, end, always in _stretches(article):
        for a, b in lines(text, start, end):
            language = article.language or "fr"
            cut = cutter(language)
            spans = cut.spans(text, a, b)
            for first, last in cut.sentences(text, spans):
                yield Piece(spans[first:last], language, always)


def _stretches(article: Article) -> Iterator[tuple[int, int, bool]]:
    cuts = {0, len(article.text)}
    kinds: dict[int, str] = {}
    for section in article.sections:
        start, end = max(0, section.start), min(len(article.text), section.end)
        cuts |= {start, end}
        kinds[start] = section.kind
    for a, b in itertools.pairwise(sorted(cuts)):
        yield a, b, kinds.get(a) in _ALWAYS


def _assemble(pieces: list[Piece], words: list[list[str]], read: list[tuple[Tags, Tree | None] | None]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for piece, forms, done in zip(pieces, words, read, strict=True):
        at = len(tokens)
        if done is None:
            for i, ((a, b), form) in enumerate(zip(piece.spans, forms, strict=True)):
                tokens.append(Token(a, b, form.lower(), _guess(form), "", at + i, "dep" if i else "root"))
            sentences.append(Sentence(at, len(tokens), piece.language, parsed=False))
            continue
        tags, syntax = done
        for i, (a, b) in enumerate(piece.spans):
            head, label = i, "dep" if i else "root"
            if syntax:
                head, label = syntax.heads[i], syntax.labels[i]
                head = i if head < 0 else head
            tokens.append(Token(a, b, tags.lemmas[i], tags.pos[i], tags.feats[i], at + head, label))
        sentences.append(Sentence(at, len(tokens), piece.language, parsed=syntax is not None))
        names += [Name(piece.spans[a][0], piece.spans[b - 1][1], _KINDS[k]) for a, b, k in tags.names]  # type: ignore[arg-type]
    return Parse(tuple(tokens), tuple(sentences), tuple(sorted(names)))


def _guess(form: str) -> str:
    if not any(c.isalnum() for c in form):
        return "PUNCT"
    return "NUM" if form[0].isdigit() else "X"
