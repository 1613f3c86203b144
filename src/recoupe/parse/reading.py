"""One article read: lines, their language, sentences, and the model that reads them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np

from recoupe import languages
from recoupe.languages.conjugate import forms as conjugated
from recoupe.languages.identify import identify
from recoupe.model import Article, Name, Parse, Sentence, Token
from recoupe.parse import conditional, marks
from recoupe.parse.foreign import pipeline
from recoupe.parse.lines import lines
from recoupe.parse.naming import refine
from recoupe.parse.network import WORDS, Batch, Network, Tags, Tree
from recoupe.parse.tokens import cutter
from recoupe.parse.weights import network

replace = msgspec.structs.replace

MOST_WORDS = 150_000  # words of one article that are read; what comes after has tokens only
_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_MARKS = frozenset('«»“”„"‘‹›') | {"''", "``", "'"}
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
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
    foreign: dict[int, Parse] = {}
    for language, found in by_language.items():
        if models and language in models:
            given = pipeline(models[language]).read(text, [pieces[i].spans for i in found], language)
            foreign |= dict(zip(found, given, strict=True))
            continue
        net = network(language)
        if net is None:
            continue
        for i, done in zip(
            found, read_sentences(net, [words[i] for i in found], [pieces[i].always for i in found]), strict=True
        ):
            read[i] = done
    return _assemble(pieces, words, read, foreign)


def read_sentences(
    net: Network, sentences: Sequence[list[str]], always: Sequence[bool]
) -> list[tuple[Tags, Tree | None]]:
    """Tags of every sentence, and the tree of those that need one.

    A sentence that comes again in these is read once. Nothing is kept for other articles: a reading may depend on
    nothing that was read before.
    """
    keys = list(zip(always, map(tuple, sentences), strict=True))
    new = {key: i for i, key in enumerate(keys)}
    order = list(new)
    read: dict[tuple[bool, tuple[str, ...]], tuple[Tags, Tree | None]] = {}
    with np.errstate(over="ignore"):
        for places in _batches([len(words) for _, words in order]):
            forms = [sentences[new[order[i]]] for i in places]
            batch = net.encode(forms)
            tags = [t._replace(names=n) for t, n in zip(net.tag(batch), net.names(batch), strict=True)]
            if net.language == "fr":
                tags = [conditional.correct(net, f, t) for f, t in zip(forms, tags, strict=True)]
            pick = [k for k, i in enumerate(places) if order[i][0] or needs_syntax(net.language, forms[k], tags[k])]
            trees = dict(zip(pick, syntax(net, batch, forms, tags, pick), strict=True))
            for k, i in enumerate(places):
                tree = trees.get(k)
                read[order[i]] = _subjects(tags[k], tree) if tree else tags[k], tree
    return [read[key] for key in keys]


def _subjects(tags: Tags, tree: Tree) -> Tags:
    """A subject is no adverb: *Half said no*."""
    odd = [i for i, dep in enumerate(tree.labels) if dep == "nsubj" and tags.pos[i] == "ADV"]
    return tags._replace(pos=["NOUN" if i in odd else p for i, p in enumerate(tags.pos)]) if odd else tags


def syntax(net: Network, batch: Batch, forms: list[list[str]], tags: list[Tags], pick: Sequence[int]) -> list[Tree]:
    """The trees of the sentences at the places `pick`, marks hung where they belong."""
    if not pick:
        return []
    trees = net.parse(batch, pick, [[t == "PUNCT" for t in tags[k].pos] for k in pick])
    return [t._replace(heads=marks.attach(forms[k], tags[k].pos, t.heads)) for k, t in zip(pick, trees, strict=True)]


def needs_syntax(language: str, forms: list[str], tags: Tags) -> bool:
    """True for a sentence with a quotation mark, a figure that is no year, or words that bring somebody's words."""
    lemmas, words, pairs, nobody = _needs(language)
    if not lemmas.isdisjoint(tags.lemmas) or not _MARKS.isdisjoint(forms):
        return True
    low = [f.lower() for f in forms]
    if not words.isdisjoint(low):
        return True
    figures = [f for f, p in zip(forms, tags.pos, strict=True) if p == "NUM" or f[0].isdigit()]
    if not all(map(_YEAR.match, figures)):
        return True
    present = {*tags.lemmas, *low}
    found = pairs.keys() & present
    if (figures or found) and not nobody.isdisjoint(low):
        return True
    return any(not pairs[w].isdisjoint(present) for w in found)


class _Needs(NamedTuple):
    lemmas: frozenset[str]
    words: frozenset[str]
    pairs: dict[str, frozenset[str]]  # of an expression its longest word, and the forms of its verb
    nobody: frozenset[str]  # pronouns that stand for somebody or for nobody: only syntax tells


@cache
def _needs(language: str) -> _Needs:
    data = languages.table(language, "syntax")
    lemmas = set(data.get("lemmas", ()))
    light = frozenset(data.get("light", ()))
    verbs = [v for group in languages.table(language, "verbs").get("class", ()) for v in group.get("verbs", ())]
    pairs: dict[str, set[str]] = {}
    for verb in verbs:
        words = [w for w in verb.replace("'", "' ").split() if len(w) > 3 and w not in light]
        # of an expression (« mettre en garde ») the longest word: the others stand in every second sentence
        longest, first = max(words, key=len, default=""), verb.split(" ")[0]
        if first in light and first != longest and longest:
            pairs.setdefault(longest, set()).update(conjugated(language, first))
        elif longest:
            lemmas.add(longest)
    known = {form for lemma in lemmas for form in conjugated(language, lemma)}  # where the lemma is mistaken
    return _Needs(
        frozenset(lemmas),
        frozenset(data.get("words", ())) | known,
        {w: frozenset(v) for w, v in pairs.items() if w not in lemmas},
        frozenset(data.get("nobody", ())),
    )


@cache
def _speech(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of speech, and words that stand before a source."""
    found = [v for group in languages.table(language, "verbs").get("class", ()) for v in group.get("verbs", ())]
    return frozenset(v for v in found if " " not in v), frozenset(languages.table(language, "syntax").get("words", ()))


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
    default = article.language or identify(text[:4000]) or "fr"
    for start, end, always in _stretches(article):
        for a, b in lines(text, start, end):
            language = line_language(text[a:b], default)
            cut = cutter(language)
            spans = cut.spans(text, a, b)
            for first, last in cut.sentences(text, spans):
                yield Piece(spans[first:last], language, always)


def line_language(line: str, default: str) -> str:
    """The language of a line: the article's, unless its small words speak for another.

    >>> line_language("The general told reporters that it was a mistake", "fr")
    'en'
    >>> line_language("Emmanuel Macron, Paris", "fr"), line_language("Il a lu The Guardian hier soir.", "fr")
    ('fr', 'fr')
    """
    words = line[:2000].lower().replace("’", " ").replace("'", " ").split()
    if len(words) < 4:
        return default
    counts = {code: sum(map(small.__contains__, words)) for code, small in _small_words().items()}
    most = max(counts, key=lambda code: (counts[code], code == default), default=default)
    own = counts.get(default, 0)
    if counts and counts[most] >= 2 and counts[most] > 2 * own:
        return most
    # lists of names and addresses look like any language; a sentence of another has words in small letters
    if own == 0 and len(words) >= 8 and sum(w.islower() and w.isalpha() for w in line[:2000].split()) * 2 >= len(words):
        return identify(line) or default
    return default


@cache
def _small_words() -> dict[str, frozenset[str]]:
    found = {code: languages.table(code, "tokens").get("common", ()) for code in languages.available()}
    return {code: frozenset(words) for code, words in found.items() if words}


def _stretches(article: Article) -> Iterator[tuple[int, int, bool]]:
    cuts = {0, len(article.text)}
    kinds: dict[int, str] = {}
    for section in article.sections:
        start, end = max(0, section.start), min(len(article.text), section.end)
        cuts |= {start, end}
        kinds[start] = section.kind
    for a, b in itertools.pairwise(sorted(cuts)):
        yield a, b, kinds.get(a) in _ALWAYS


def _assemble(
    pieces: list[Piece],
    words: list[list[str]],
    read: list[tuple[Tags, Tree | None] | None],
    foreign: Mapping[int, Parse],
) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for k, (piece, forms, done) in enumerate(zip(pieces, words, read, strict=True)):
        at = len(tokens)
        if k in foreign:
            other = foreign[k]
            tokens += [replace(t, head=t.head + at) for t in other.tokens]
            sentences += [replace(s, first=s.first + at, last=s.last + at) for s in other.sentences]
            names += other.names
            continue
        if done is None:
            for i, ((a, b), form) in enumerate(zip(piece.spans, forms, strict=True)):
                tokens.append(Token(a, b, form.lower(), _guess(form), "", at + i, "dep" if i else "root"))
            sentences.append(Sentence(at, len(tokens), piece.language, parsed=False))
            continue
        tags, syntax = done
        n = len(forms)
        heads: Iterable[int] = range(at, at + n)
        labels = ["root"] + ["dep"] * (n - 1)
        if syntax:
            heads = [at + (i if h < 0 else h) for i, h in enumerate(syntax.heads)]
            labels = syntax.labels
        starts, ends = zip(*piece.spans, strict=True)
        tokens += map(Token, starts, ends, tags.lemmas, tags.pos, tags.feats, heads, labels)
        sentences.append(Sentence(at, len(tokens), piece.language, parsed=syntax is not None))
        if tags.names:
            net = network(piece.language or "")
            found = _hyphened(refine(net, forms, tags.pos, tags.names) if net else [], forms, piece.spans)
            for a, b, kind in found:
                if kind == "LOC" and syntax and _speaks(piece.language, tokens, at, a, b):
                    kind = "ORG"
                names.append(Name(piece.spans[a][0], piece.spans[b - 1][1], _KINDS[kind]))  # type: ignore[arg-type]
    flat = [form for piece_words in words for form in piece_words] if not foreign else []
    return Parse(tuple(tokens), tuple(sentences), tuple(sorted(_alike(names, tokens, flat))))


def _hyphened(
    found: list[tuple[int, int, str]], forms: list[str], spans: list[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Names of persons carried on over a hyphen inside a surname, which English cuts: `Jane Roe-Kent`."""
    out: list[tuple[int, int, str]] = []
    for a, b, kind in sorted(found):
        if out and a < out[-1][1]:
            continue
        end = b
        while (
            kind == "PER"
            and end + 1 < len(forms)
            and forms[end] in {"-", "‑"}
            and spans[end - 1][1] == spans[end][0]
            and spans[end][1] == spans[end + 1][0]
            and forms[end + 1][:1].isupper()
        ):
            end += 2
        out.append((a, end, kind))
    return out


def _speaks(language: str | None, tokens: list[Token], at: int, first: int, last: int) -> bool:
    """A place that says something is the body that sits there: « Washington a annoncé », « selon la France »."""
    inside = range(at + first, at + last)
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[0])
    governor = tokens[tokens[head].head]
    verbs, words = _speech(language or "")
    if tokens[head].dep == "nsubj" and governor.lemma in verbs:
        return True
    before = tokens[max(at, at + first - 2) : at + first]
    return any(t.lemma in words for t in before) and all(t.pos in ("ADP", "DET", "VERB") for t in before[-1:])


def _alike(names: list[Name], tokens: list[Token], forms: list[str]) -> list[Name]:
    """A surname alone names the person whose whole name the article has: « Macron » after « Emmanuel Macron »."""
    if not forms:
        return names
    at = {t.start: i for i, t in enumerate(tokens)}
    ends = {t.end: i for i, t in enumerate(tokens)}
    surnames = set()
    covered: set[int] = set()
    for n in names:
        a, b = at[n.start], ends[n.end]
        covered.update(range(a, b + 1))
        full = n.kind == "person" and b > a and forms[b][:1].isupper() and len(forms[b]) > 2
        if full or (a == b and _aged(forms, b)):
            surnames.add(forms[b])
    if not surnames:
        return names
    out = [
        replace(n, kind="person") if at[n.start] == ends[n.end] and forms[at[n.start]] in surnames else n for n in names
    ]
    out += [
        Name(t.start, t.end, "person")
        for i, t in enumerate(tokens)
        if t.pos == "PROPN" and i not in covered and forms[i] in surnames
    ]
    return out


def _aged(forms: list[str], last: int) -> bool:
    """An age follows: « Inès, 34 ans, », « Inès (34 ans) »: whatever it looks like, the name is somebody's."""
    after = forms[last + 1 : last + 4]
    return len(after) == 3 and after[0] in (",", "(") and after[1].isdigit() and after[2] == "ans"


def _guess(form: str) -> str:
    if not any(c.isalnum() for c in form):
        return "PUNCT"
    return "NUM" if form[0].isdigit() else "X"
