"""What happened, what stands, what is disputed, what is unknown: a page of our words around theirs.

The phrases stand in `languages/{fr,en}/brief.toml`. What stands between quotation marks is verbatim and
every line leads to its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from recoupe.judge._language import lexicon
from recoupe.languages import table
from recoupe.languages.messages import date, spoken
from recoupe.model import (
    Article,
    BriefLine,
    Claim,
    Contradiction,
    Document,
    Dossier,
    Evidence,
    Span,
    Speaker,
    Statement,
    TimelineEvent,
)
from recoupe.text import fold

_WORDS = re.compile(r"[^\W_]+")
_CLAIMS = 10
_CONTRADICTIONS = 6
_FRAGMENTS = 6
_DATES = 8
_BACKGROUND = 0.5  # told by such a share of the reports, an old date is part of the story
_MENTIONS = 40
_ARTICLE = 8
_SOURCE = 80
_SCRAP = 4
_LONGEST = 320
_HEADLINE = 100


def title(dossier: Dossier, claims: Sequence[Claim]) -> str:
    """The story's title: the headline that shares most with the others and with the weightiest claims.

    Without any headline it is the first words of the article that the first claim is from, else of the first.
    """
    headlines = [a.title for a in dossier.articles if a.title]
    if not headlines:
        told = claims[0].evidence.article if claims and claims[0].evidence else None
        first = next((a for a in dossier.articles if a.id == told), next(iter(dossier.articles), None))
        return _opening(first) if first else ""
    lex = lexicon(dossier.articles[0].language)
    bags = [{w for w in _WORDS.findall(fold(h)) if w not in lex.function} for h in headlines]
    weight = Counter(w for bag in bags for w in bag)
    for rank, c in enumerate(claims[:3]):
        weight.update(dict.fromkeys(set(_WORDS.findall(fold(c.text))) - lex.function, 2 - rank * 0.5))

    def score(k: int) -> tuple[float, int, str]:
        return (sum(weight[w] for w in bags[k]) / (4 + len(bags[k])), -len(headlines[k]), headlines[k])

    return headlines[max(range(len(headlines)), key=score)]


def _opening(article: Article) -> str:
    """The first words of an article's text, as many as a headline holds; its id where it has none."""
    own = next((s for s in article.sections if s.kind in ("standfirst", "body")), None)
    words = " ".join((article.text[own.start : own.end] if own else article.text)[: _HEADLINE * 2].split())
    stop = re.match(r".{20,}?[.!?…](?=\s|$)", words)
    words = stop[0].rstrip(".") if stop else words
    return (words if len(words) <= _HEADLINE else words[:_HEADLINE].rsplit(" ", 1)[0] + "…") or article.id


def write(
    dossier: Dossier,
    claims: Sequence[Claim],
    contradictions: Sequence[Contradiction],
    documents: Sequence[Document],
    timeline: Sequence[TimelineEvent],
    lang: str = "fr",
) -> tuple[BriefLine, ...]:
    """The story in a page, in French or English, every line with its evidence.

    First what the story turns on and what is left of it, then what contradicts, what the document says,
    what is still asked, and the dates.
    """
    writer = _Writer(dossier, lang)
    lines = [
        *writer.claims(claims[:_CLAIMS]),
        *writer.contradictions(contradictions[:_CONTRADICTIONS]),
        *writer.documents(documents[:1]),
        *writer.questions(claims[:_CLAIMS]),
        *writer.dates(timeline),
    ]
    return tuple(line for line in lines if line.evidence)


class _Writer:
    """Fills the phrases of one language with what the articles say."""

    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.lang = lang if lang in spoken() else "en"
        self.words: dict[str, Any] = table(lang, "brief") or table("en", "brief")
        self.text = {a.id: a.text for a in dossier.articles}
        self.lex = lexicon(dossier.articles[0].language if dossier.articles else None)
        self.names = {s.id: self.called(s) for s in dossier.speakers}
        self.published = [d.published for d in dossier.datings]
        self.of = {a.id: rows for a, rows in zip(dossier.articles, dossier.statements, strict=True)}
        self.at: dict[str, tuple[str, Statement]] = {
            s.id: (a.id, s) for a, rows in zip(dossier.articles, dossier.statements, strict=True) for s in rows
        }

    def called(self, speaker: Speaker) -> str:
        """A name as a sentence takes it: what is no person has the article that a report puts before it."""
        if speaker.kind != "person":
            for alias in speaker.aliases:
                first, blank, rest = alias.replace("’", "'").replace("'", "' ", 1).partition(" ")
                if blank and first.lower() in self.words["words"]["articles"] and fold(rest) == fold(speaker.name):
                    return alias[:1].lower() + alias[1:]
        if speaker.kind == "person" or any(c.isupper() for c in speaker.name):
            return speaker.name
        # a common noun: as the reports print it, with its article
        for m in speaker.mentions[:_MENTIONS]:
            shown = self.printed(Span(m.start, m.end), m.article)
            if fold(speaker.name) in fold(shown) and len(shown) <= len(speaker.name) + _ARTICLE:
                return shown
        return speaker.name

    def printed(self, source: Span | None, article: str) -> str:
        """A source as its report prints it; nothing where that is a pronoun or runs on."""
        shown = " ".join(source.cut(self.text.get(article, "")).split()) if source is not None else ""
        words = fold(shown).replace("'", "' ").split()
        if not words or len(shown) > _SOURCE or all(w in self.lex.function or w in self.lex.third for w in words):
            return ""
        first = shown.replace("’", "'").replace("'", "' ", 1).split()[0].lower()
        return shown[:1].lower() + shown[1:] if first in self.words["words"]["articles"] else shown

    def claims(self, claims: Sequence[Claim]) -> Iterable[BriefLine]:
        for c in claims:
            pro = [*c.asserts, *c.confirms]
            if c.evidence is None or not (pro or c.denies):
                continue
            phrase = self.words["claims"][c.status if pro else self.alone(c)]
            n = len(c.roots)
            count = self.words["count"]
            yield BriefLine(
                phrase.format(
                    who=self.who(pro), other=self.who(c.denies), text=self.quote(c.evidence),
                    count=count["none"] if n == 0 else count["one"] if n == 1 else count["many"].format(n=n),
                ),
                (c.evidence, *self.first([*pro, *c.denies], c.evidence)),
            )  # fmt: skip

    def contradictions(self, found: Sequence[Contradiction]) -> Iterable[BriefLine]:
        for c in found:
            sides = self.apart(c.sides)
            if not sides:
                continue
            one, two = sides[0], sides[-1]
            if c.kind == "claim":
                # one side that denies beside one that does not
                against = [e for e in sides if self.denies(e)]
                plain = [e for e in sides if e not in against]
                if against and plain:
                    one, two = plain[0], against[0]
            phrase = self.words["contradiction"][c.kind]
            yield BriefLine(phrase.format(text=self.quote(one), other=self.quote(two)), tuple(c.sides))

    def documents(self, documents: Sequence[Document]) -> Iterable[BriefLine]:
        for d in documents:
            if len({f.article for f in d.fragments}) < 2:
                continue  # what one report alone quotes is no centre
            cells = d.passages or tuple((f,) for f in d.fragments)
            for cell in cells[:_FRAGMENTS]:
                if len(self.quote(cell[0]).split()) > _SCRAP:
                    yield BriefLine(
                        self.words["document"]["quoted"].format(name=self.named(d.name), text=self.quote(cell[0])),
                        tuple(cell),
                    )

    def questions(self, claims: Sequence[Claim]) -> Iterable[BriefLine]:
        for c in claims:
            for q in c.questions[:1]:
                where = self.where(q)
                yield BriefLine(
                    self.words["question"]["line"].format(text=self.quote(where), who=self.who([q])), (where,)
                )

    def dates(self, timeline: Sequence[TimelineEvent]) -> Iterable[BriefLine]:
        days = [d[:10] for d in self.published if d]
        first, last = (min(days), max(days)) if days else ("", "9999")

        def rank(e: TimelineEvent) -> tuple[int, int]:
            told = len({x.article for x in e.evidence})
            far = bool(e.when) and not (str(e.when)[:4] >= first[:4] and str(e.when)[:10] <= last)
            return (far and told < _BACKGROUND * len(self.text), -told)

        most = sorted((e for e in timeline if not rank(e)[0]), key=rank)[:_DATES]
        for e in timeline:
            if e in most and e.when:
                yield BriefLine(
                    self.words["timeline"]["line"].format(when=date(self.lang, e.when), text=e.text), e.evidence
                )

    def who(self, statements: Sequence[str]) -> str:
        """Names of those who speak in the statements, three at most."""
        names: dict[str, None] = {}
        for i in statements:
            article, s = self.at[i]
            name = self.names.get(s.speaker or "") or self.printed(s.source, article)
            if name:
                names[name] = None
        shown = list(names)[:3]
        if not shown:
            return str(self.words["words"]["nobody"])
        return str(self.words["words"]["and"]).join(filter(None, (", ".join(shown[:-1]), shown[-1])))

    def where(self, statement: str) -> Evidence:
        article, s = self.at[statement]
        return Evidence(article, s.content[0].start, s.content[-1].end)

    def first(self, statements: Sequence[str], told: Evidence) -> list[Evidence]:
        return [e for i in statements if (e := self.where(i)) != told]

    def quote(self, e: Evidence) -> str:
        """The words as published, cut at a word where they run on."""
        cut = self.text[e.article][e.start : e.end]
        if len(cut) > _LONGEST:
            cut = cut[:_LONGEST].rsplit(None, 1)[0] + " […]"
        return cut.strip('«»“”" \u00a0\u202f\n')

    def apart(self, sides: Sequence[Evidence]) -> list[Evidence]:
        """One side for each wording."""
        seen: dict[str, Evidence] = {}
        for e in sides:
            seen.setdefault(fold(self.quote(e)), e)
        return list(seen.values())

    def alone(self, c: Claim) -> str:
        """What to call a denial that answers nothing told here: it denies its words, or says them against others."""
        rows = [self.at[i][1] for i in c.denies]
        if c.evidence is not None and self.negated(c.evidence):
            return "announced_against"  # the words hold their own negation
        told = c.evidence is not None and any(
            s.act == "denies" and s.content[0].start <= c.evidence.start < s.content[-1].end for s in rows
        )
        return "denied_alone" if told else "announced_against"

    def denies(self, e: Evidence) -> bool:
        """True where a side's words, or the statement that they stand in, deny."""
        return self.negated(e) or any(
            s.act in ("denies", "declines") and s.content[0].start < e.end and e.start < s.content[-1].end
            for s in self.of.get(e.article, ())
        )

    def negated(self, e: Evidence) -> bool:
        """True where the words themselves deny."""
        return bool(set(fold(self.text[e.article][e.start : e.end]).replace("'", "' ").split()) & self.lex.negators)

    def named(self, name: str) -> str:
        return name[:1].upper() + name[1:]
