"""What a statement says, made comparable: concepts with their polarity, names, figures.

A statement's content becomes a list of words that carry meaning. Each has a concept (a class of
`languages/*/concepts.toml`, or a stem) that is the same for `retrait`, `se retirer` and
`withdrawal`, and a polarity: whether a negation reaches it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recoupe.judge._language import Lexicon, lexicon
from recoupe.judge._polarity import reached
from recoupe.judge._sentences import ABBREVIATED
from recoupe.judge._words import Word, concepts_of, folded_of, names_of, polarised
from recoupe.languages.bilingual import french
from recoupe.model import Article, Dossier, Notes, Span, Statement, Token
from recoupe.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*['’]?|[.,;:!?…]")
_ELIDED = re.compile(r"^(?:[ldjnmtsc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
_TURN = re.compile(r"[.!?;…]+[»”\"’]*\s+(?=[«“\"(\w])|(?<=[\s,])(?P<turn>[a-z]{3,4})(?=\s)", re.IGNORECASE)
_CLAUSE = 14
_OPENING = 6
_HOLLOW = 4
_KIND = 0.4
_BEFORE_VERB = frozenset(("cc", "aux", "aux:pass", "nsubj", "nsubj:pass", "mark", "expl", "iobj", "advmod"))
_ROLES = {
    "obl": 0.5, "advcl": 0.6, "acl:relcl": 0.6, "acl": 0.8, "nmod": 0.75, "appos": 0.5, "parataxis": 0.6, "amod": 0.7
}  # fmt: skip
_CARRIED = frozenset(("nmod", "acl", "advcl", "ccomp"))
_SENTENCE_END = frozenset(".!?…:")


class Proposition(NamedTuple):
    """One clause of a statement's content, ready to be compared with another's.

    A statement of several sentences, or with a turn (*mais*), says several things: each is a
    proposition of its own with the same `statement`. `spans` are its stretches. `concepts` holds each concept and
    whether every mention of it is negated, `names` those that are proper names, `who` the speakers of the
    story that it names or means, `opens` the one that it opens with, mostly its subject.
    """

    article: int
    order: int
    statement: Statement
    spans: tuple[Span, ...]
    text: str
    folded: str
    words: tuple[Word, ...]
    first_person: bool
    third_person: bool
    infinitive: bool
    language: str
    source_text: str
    concepts: Mapping[str, bool]
    names: frozenset[str]
    borrowed: bool = False
    who: frozenset[str] = frozenset()
    opens: str | None = None

    def taken_as(self, concept: str, key: str, *, opposite: bool) -> Proposition:
        """The same clause with one of its concepts told by another's name: `key`, or what is its contrary.

        *Arrivée* tells for one club what *départ* tells for the other; who says that the plant stays open says that it
        does not close.
        """
        words = tuple(
            w._replace(concept=key, negated=w.negated != opposite) if w.concept == concept else w for w in self.words
        )
        return self._replace(words=words, concepts=concepts_of(words), names=names_of(words))

    def folded_word(self, word: Word) -> str:
        """A word of the content, lower case and without accents."""
        return fold(self.source_text[word.start : word.end])


_last: tuple[Dossier, tuple[Proposition, ...]] | None = None


def propositions(dossier: Dossier) -> tuple[Proposition, ...]:
    """Every statement of the story as propositions, in order of position.

    Claims and contradictions both ask for those of one dossier, one after the other: the last ones are kept.
    """
    global _last
    if _last is None or _last[0] is not dossier:
        _last = dossier, tuple(_read(dossier))
    return _last[1]


def _read(dossier: Dossier) -> list[Proposition]:
    out: list[Proposition] = []
    who = _mentioned(dossier)
    for at, (article, notes, rows) in enumerate(zip(dossier.articles, dossier.notes, dossier.statements, strict=True)):
        reader = Reader(article, notes, who.get(article.id, ()))
        for i, s in enumerate(rows):
            out += reader.read(at, i, s)
    return _anaphors(_bridged(out))


def _bridged(props: list[Proposition]) -> list[Proposition]:
    """Where a story is told in two languages, English words of no class by the French ones that they stand for."""
    if len({p.language for p in props} & {"fr", "en"}) < 2:
        return props
    out = []
    for p in props:
        if p.language == "en":
            words = tuple(_in_french(p, w) for w in p.words)
            p = p._replace(words=words, concepts=concepts_of(words), names=names_of(words))
        out.append(p)
    return out


def _in_french(p: Proposition, word: Word) -> Word:
    lex, told = lexicon("en"), p.folded_word(word)
    if word.name or word.figure or word.concept in lex.classes or (other := french(told)) == told:
        return word
    return word._replace(concept=lexicon("fr").concept_of(other))


def _mentioned(dossier: Dossier) -> dict[str, list[tuple[int, int, str]]]:
    """By article, the stretches that stand for a speaker of the story, under whatever name."""
    out: dict[str, list[tuple[int, int, str]]] = {}
    for s in dossier.speakers:
        for m in s.mentions if s.kind in ("person", "organisation") else ():
            out.setdefault(m.article, []).append((m.start, m.end, s.id))
    return {a: sorted(rows) for a, rows in out.items()}


def _anaphors(props: list[Proposition]) -> list[Proposition]:
    """`cette information`, `ces accusations`: what they stand for lends them its words.

    The antecedent is the nearest statement before, in the same article, that announces something or
    that somebody else made; failing that, the nearest.
    """
    out: list[Proposition] = []
    for p in props:
        lex = lexicon(p.language)
        if not _anaphoric(p, lex):
            out.append(p)
            continue
        before = [q for q in reversed(out[-8:]) if q.article == p.article and q.words and not _anaphoric(q, lex)]
        said = [q for q in before if q.statement.act in ("announces", "says", "warns") and not _fragment(q)]
        other = [q for q in said if q.statement.speaker != p.statement.speaker]
        news = [q for q in other if q.statement.act == "announces"]
        found = (news or other or said)[:1]
        words = tuple(w._replace(negated=False) for q in found for w in q.words)
        words = words or p.words
        out.append(p._replace(words=words, concepts=concepts_of(words), names=names_of(words), borrowed=bool(found)))
    return out


def _anaphoric(p: Proposition, lex: Lexicon) -> bool:
    """True for a clause that says nothing by itself: *cette information*, *c'est faux*, *pure invention*."""
    plain = re.findall(r"\w+'?", p.folded)
    words = [p.folded_word(w) for w in p.words]
    if 0 < len(words) <= _HOLLOW and any(w in lex.hollow for w in words):
        return all(w in lex.hollow or w in lex.anaphora for w in words)
    return (
        len(plain) <= 5
        and any(w in lex.anaphora for w in plain)
        and all(w in lex.anaphora or w in lex.determiners or w in lex.function or w in lex.light for w in plain)
    )


def _fragment(p: Proposition) -> bool:
    return len(p.words) < 2


def words_of(article: Article, notes: Notes, spans: Sequence[Span]) -> tuple[Word, ...]:
    """The meaningful words of any stretch of an article; for many stretches of one, keep a `Reader`."""
    reader = Reader(article, notes)
    return tuple(w for s in spans for w in reader.words(s))


class Reader:
    """Cuts one article's stretches into words, by its parse where there is one.

    `who` are stretches that stand for somebody of the story (*l'ancien président*, *elle*).
    """

    def __init__(self, article: Article, notes: Notes, who: Sequence[tuple[int, int, str]] = ()) -> None:
        self.who = who
        self.who_starts = [w[0] for w in who]
        self.article = article
        self.tokens = notes.parse.tokens
        self.starts = [t.start for t in self.tokens]
        self.parsed = [s for s in notes.parse.sentences if s.parsed]
        self.parsed_starts = [s.first for s in self.parsed]
        self.names = [(n.start, n.end) for n in notes.parse.names]
        self.name_starts = [n[0] for n in self.names]

    def read(self, at: int, index: int, statement: Statement) -> list[Proposition]:
        """The clauses of a statement, at least one."""
        whole = " ".join(s.cut(self.article.text) for s in statement.content)
        code = _language(whole, self.article.language)
        lex = lexicon(code)
        out = []
        for spans in self._clauses(statement.content, lex):
            text = " ".join(s.cut(self.article.text) for s in spans)
            words = [w for s in spans for w in self.words(s, lex)]
            plain = re.findall(r"\w+'?", fold(text))
            out.append(
                Proposition(
                    at, index, statement, spans, text, fold(text), tuple(words),
                    any(p in lex.first_person for p in plain), any(p in lex.third for p in plain[:3]),
                    _infinitive(plain, lex), code, self.article.text, concepts_of(words), names_of(words),
                    who=frozenset(self._somebody(spans)), opens=self._opening(spans[0]),
                )
            )  # fmt: skip
        full = [p for p in out if p.words]
        return full or out[:1]

    def _clauses(self, content: Sequence[Span], lex: Lexicon) -> list[tuple[Span, ...]]:
        """The content cut at sentence ends and turns; short pieces stay with what stands before."""
        text = self.article.text
        out: list[list[Span]] = [[]]
        for span in content:
            cuts = {
                m.start("turn") if m.group("turn") is not None else m.end()
                for m in _TURN.finditer(text, span.start, span.end)
                if (
                    m.group("turn") is None
                    and not ABBREVIATED.search(text, max(span.start, m.start() - 6), m.start() + 1)
                )
                or fold(m.group("turn") or "") in lex.turns
            }
            start = span.start
            for cut in sorted(cuts | set(self._coordinated(span)) | set(self._after_reason(span))):
                if cut - start >= _CLAUSE and span.end - cut >= _CLAUSE:
                    out[-1].append(Span(start, cut))
                    out.append([])
                    start = cut
            out[-1].append(Span(start, span.end))
        return [tuple(s) for s in out if s]

    def _coordinated(self, span: Span) -> Iterator[int]:
        """Where a coordinated predicate begins: *a été blessé | et transporté à l'hôpital*."""
        first, last = self._range(span)
        left: dict[int, int] = {}
        for i in range(first, last):
            t = self.tokens[i]
            if t.head > i and t.dep in _BEFORE_VERB:
                left[t.head] = min(left.get(t.head, i), i)
        for i in range(first, last):
            t = self.tokens[i]
            two = t.dep == "conj" and t.pos == "VERB" and first <= t.head < i and self.tokens[t.head].pos == "VERB"
            if two and i in left and "VerbForm=Inf" not in t.feats:
                yield self.tokens[max(left[i], t.head + 1)].start

    def _after_reason(self, span: Span) -> Iterator[int]:
        """Where a main clause begins behind one that gives its reason or time: *Parce que …, | une enquête est
        ouverte*."""
        first, last = self._range(span)
        subject: dict[int, int] = {}
        clause: set[int] = set()
        for i in range(first, last):
            t = self.tokens[i]
            if t.dep in ("nsubj", "nsubj:pass") and t.head > i:
                subject.setdefault(t.head, i)
            if t.dep == "advcl" and t.head > i:
                clause.add(t.head)
        for head in clause & subject.keys():
            start = subject[head]
            while start > first and self.tokens[start - 1].head == subject[head]:
                start -= 1
            if start > first and self.article.text[self.tokens[start - 1].start] == ",":
                yield self.tokens[start].start

    def words(self, span: Span, lex: Lexicon | None = None) -> list[Word]:
        """The meaningful words of a stretch."""
        lex = lex or lexicon(_language(span.cut(self.article.text), self.article.language))
        first = self._range(span)[0]
        return polarised(
            self._pieces(span), self.article.text, lex, self._reached(span, lex), self._central(span, lex), first
        )

    def _opening(self, span: Span) -> str | None:
        """The speaker of the story with whom a clause opens: *Le groupe ferme son usine*."""
        for i in range(bisect_left(self.who_starts, span.start), len(self.who)):
            start, end, speaker = self.who[i]
            if start > span.start + _OPENING:
                break
            if end < span.end:
                return speaker
        return None

    def _somebody(self, spans: Sequence[Span]) -> Iterator[str]:
        """The speakers of the story whom a clause names or means."""
        for span in spans:
            for i in range(bisect_left(self.who_starts, span.start), len(self.who)):
                start, end, speaker = self.who[i]
                if start >= span.end:
                    break
                if end <= span.end:
                    yield speaker

    def _range(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def _central(self, span: Span, lex: Lexicon) -> dict[int, float]:
        """By start, how central each word's function makes it, counted down from the heads of the stretch."""
        first, last = self._range(span)
        known: dict[int, float] = {}
        determined = {
            t.head for t in (self.tokens[i] for i in range(first, last)) if t.dep in ("det", "nmod:poss", "nummod")
        }
        for i in range(first, last):
            path = []
            while i not in known and first <= i < last and i not in path:
                path.append(i)
                i = self.tokens[i].head
            value = known.get(i, 1.0)
            for k in reversed(path):
                t = self.tokens[k]
                inside = first <= t.head < last and t.head != k
                factor = _ROLES.get(t.dep, 1.0)
                # `grenade de fumée` names a kind, `annonce (du) départ` what is announced
                if inside and t.dep in _CARRIED and folded_of(self.tokens[t.head].lemma) in lex.carriers:
                    factor = 1.0
                elif inside and t.dep == "nmod" and t.pos == "NOUN" and k not in determined:
                    factor = _KIND
                value = value * factor if inside else 1.0
                known[k] = value
        return {self.tokens[i].start: v for i, v in known.items() if v < 1.0}

    def _reached(self, span: Span, lex: Lexicon) -> frozenset[int] | None:
        """Starts of the tokens that a negation reaches; None where the stretch is not parsed."""
        first, last = self._range(span)
        k = bisect_left(self.parsed_starts, first + 1) - 1
        if first == last or k < 0 or not self.parsed[k].first <= first < self.parsed[k].last:
            return None
        found = reached(self.tokens, first, last, self.article.text, lex)
        return frozenset(self.tokens[i].start for i in found)

    def _pieces(self, span: Span) -> list[tuple[int, int, Token | None, bool]]:
        if self.tokens:
            first, last = self._range(span)
            return [
                (t.start, t.end, t, self._named(t.start) or t.pos == "PROPN")
                for t in (self.tokens[i] for i in range(first, last))
            ]
        plain: list[tuple[int, int, Token | None, bool]] = []
        fresh = True
        for m in _WORD.finditer(self.article.text, span.start, span.end):
            start, end = m.span()
            word = m.group()
            while (cut := _ELIDED.match(word)) and len(word) > cut.end():
                plain.append((start, start + cut.end(), None, False))
                start += cut.end()
                word = word[cut.end() :]
            plain.append((start, end, None, word[0].isupper() and not fresh))
            fresh = word in _SENTENCE_END
        return plain

    def _named(self, start: int) -> bool:
        i = bisect_left(self.name_starts, start + 1) - 1
        return i >= 0 and self.names[i][0] <= start < self.names[i][1]


def _infinitive(plain: Sequence[str], lex: Lexicon) -> bool:
    """True where the content opens with an infinitive: its subject is then the speaker himself."""
    if lex.language == "en":
        return bool(plain) and plain[0] == "to"
    head = next((w for w in plain[:5] if w not in lex.before_infinitive), "")
    return head in lex.infinitives or (head.endswith(("er", "ir", "oir", "re")) and len(head) > 4)


_EN = "the of and to is was are that this it have has been will for with not i we you"
_FR = "le la les de des du et est que qui dans pour une un il elle pas ne sur au aux son sa a"
_ENGLISH = frozenset(_EN.split())
_FRENCH = frozenset(_FR.split())


def _language(text: str, declared: str | None) -> str:
    """The language of a stretch: a quotation may stand in another than its article."""
    words = fold(text).split()
    english = sum(w in _ENGLISH for w in words)
    french = sum(w in _FRENCH for w in words)
    if declared != "en" and english >= 2 and english > 2 * french:
        return "en"
    if declared == "en" and french >= 2 and french > 2 * english:
        return "fr"
    return declared or "fr"
