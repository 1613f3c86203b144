"""What happened, what stands, what is disputed, what is unknown: a page of our words around theirs.

The phrases stand in `languages/{fr,en}/brief.toml`. What stands between quotation marks is verbatim and
every line leads to its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from msgspec.structs import replace

from recoupe.judge._language import lexicon, stem
from recoupe.judge._propositions import Reader
from recoupe.languages import table
from recoupe.languages.bilingual import french
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
_STANDING = 5
_DISPUTED = 4
_CONTRADICTIONS = 4
_ALONE = 2
_UNKNOWN = 3
_FRAGMENTS = 3
_DATES = 6
_STANDS = frozenset(("confirmed", "announced"))
_FALLEN = frozenset(("denied", "retracted", "corrected", "disputed"))
_ALIKE = 0.6
_GAP = 12
_WORDS_OF_A_CLAIM = 3
_BACKGROUND = 0.5  # told by such a share of the reports, an old date is part of the story
_MENTIONS = 40
_ARTICLE = 8
_SOURCE = 80
_SCRAP = 4
_LONGEST = 320
_HEADLINE = 100


_Part = Literal["happened", "stands", "disputed", "unknown"]


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
    """The story in a page, in French or English, every line with its evidence, in four parts.

    What happened (its days in order, and what its document says), what stands, what is disputed, what is unknown;
    within these three what changed last comes first. What one line tells no other tells again.
    """
    writer = _Writer(dossier, lang)
    weighty = [c for c in claims[: 2 * _CLAIMS] if c.evidence is not None]
    stands = [c for c in weighty if c.status in _STANDS and (c.asserts or c.confirms) and not c.denies]
    against = [c for c in weighty if c not in stands and (c.denies or c.status in _FALLEN)]
    unknown = [c for c in weighty if c not in stands and c not in against]
    parts: list[tuple[_Part, Iterable[BriefLine], int]] = [
        ("disputed", writer.claims([c for c in against if c.asserts or c.confirms]), _DISPUTED),
        ("disputed", writer.contradictions(contradictions[: 2 * _CONTRADICTIONS]), _CONTRADICTIONS),
        ("stands", writer.claims(stands), _STANDING),
        ("disputed", writer.claims([c for c in against if not (c.asserts or c.confirms)]), _ALONE),
        ("unknown", writer.claims(unknown), _UNKNOWN),
        ("unknown", writer.questions(weighty), _UNKNOWN),
        ("happened", writer.dates(timeline), _DATES),
        ("happened", writer.documents(documents[:1]), _FRAGMENTS),
    ]
    turn = {e.text: i for i, e in enumerate(timeline)}
    days = {c.evidence: max((e.when or "" for e in c.history), default="") for c in weighty}
    page: dict[_Part, list[BriefLine]] = {"happened": [], "stands": [], "disputed": [], "unknown": []}
    for part, lines, most in parts:
        taken: list[BriefLine] = []
        for line in lines:
            if line.evidence and len(taken) < most and writer.new(line, happened=part == "happened"):
                taken.append(replace(line, part=part))
        if part == "happened":
            taken.sort(key=lambda line: next((i for t, i in turn.items() if line.text.endswith(t)), len(turn)))
        page[part] += (
            taken
            if part == "happened"
            else sorted(taken, key=lambda line: days.get(line.evidence[0], ""), reverse=True)
        )
    return tuple(line for rows in page.values() for line in rows)


class _Writer:
    """Fills the phrases of one language with what the articles say."""

    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.lang = lang if lang in spoken() else "en"
        self.words: dict[str, Any] = table(lang, "brief") or table("en", "brief")
        self.text = {a.id: a.text for a in dossier.articles}
        self.lex = lexicon(dossier.articles[0].language if dossier.articles else None)
        self.names = {s.id: self.called(s) for s in dossier.speakers}
        self.dossier = dossier
        self.order = {a.id: i for i, a in enumerate(dossier.articles)}
        self.readers: dict[str, Reader] = {}
        self.shown: dict[bool, list[tuple[frozenset[str], Evidence]]] = {True: [], False: []}
        self.matters: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.published = [d.published for d in dossier.datings]
        self.of = {a.id: rows for a, rows in zip(dossier.articles, dossier.statements, strict=True)}
        self.at: dict[str, tuple[str, Statement]] = {
            s.id: (a.id, s) for a, rows in zip(dossier.articles, dossier.statements, strict=True) for s in rows
        }

    def new(self, line: BriefLine, *, happened: bool) -> bool:
        """True where no line tells the same: most of its words of meaning, in either language, or the same sentence.

        The days of the story and what is left of it are two accounts: each has its own lines. Where figures differ,
        none of them is told again; who said a thing leaves open what becomes of it.
        """
        kind = self.kinds.get(line.text)
        if kind == "speaker":
            return True
        told = line.evidence[:_MENTIONS] if kind == "figure" else line.evidence[: 1 + (kind is not None)]
        rows = [(self.held(e) if i < 2 else frozenset(), e) for i, e in enumerate(told)]
        held, first = rows[0]
        for other, where in self.shown[happened]:
            here = where.article == first.article
            near = here and first.start - _GAP < where.end and where.start < first.end + _GAP
            if near or (held and other and len(held & other) >= _ALIKE * min(len(held), len(other))):
                return False
        self.shown[happened] += rows
        return True

    def held(self, e: Evidence) -> frozenset[str]:
        """The concepts of a stretch, English words led to French ones."""
        at = self.order[e.article]
        article = self.dossier.articles[at]
        reader = self.readers.setdefault(e.article, Reader(article, self.dossier.notes[at]))
        return frozenset(
            w.concept if w.figure or article.language != "en" or w.concept in self.lex.classes
            else stem(french(fold(article.text[w.start : w.end])), "fr")
            for w in reader.words(Span(e.start, e.end)) if not w.name
        )  # fmt: skip

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
            if c.evidence is None or not (pro or c.denies) or len(self.quote(c.evidence).split()) < _WORDS_OF_A_CLAIM:
                continue
            phrase = self.words["claims"][c.status if pro else self.alone(c)]
            n = len(c.roots)
            count = self.words["count"]
            self.matters.add(c.id)
            yield BriefLine(
                phrase.format(
                    who=self.who(pro), other=self.who(c.denies), text=self.quote(c.evidence),
                    count=count["none"] if n == 0 else count["one"] if n == 1 else count["many"].format(n=n),
                ),
                (c.evidence, *self.first([*pro, *c.denies], c.evidence)),
            )  # fmt: skip

    def contradictions(self, found: Sequence[Contradiction]) -> Iterable[BriefLine]:
        for c in found:
            sides = self.apart(c.sides, c.kind == "figure")
            if not sides or c.matter == "spelling" or c.claim in self.matters:
                continue
            one, two = sides[0], sides[-1]
            if c.kind == "claim":
                # one side that denies beside one that does not
                against = [e for e in sides if self.denies(e)]
                plain = [e for e in sides if e not in against]
                if against and plain:
                    one, two = plain[0], against[0]
            phrase = self.words["contradiction"][c.kind]
            said, other = (fold(self.quote(e)) for e in (one, two))
            if c.matter == "quotation" and (said in other or other in said):
                continue  # one quotes further than the other
            first = (one, two, *(e for e in c.sides if e not in (one, two)))
            line = BriefLine(phrase.format(text=self.quote(one), other=self.quote(two)), first)
            self.kinds[line.text] = c.kind
            yield line

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
            for q in () if c.id in self.matters else c.questions[:1]:
                where = self.where(q)
                yield BriefLine(
                    self.words["question"]["line"].format(text=self.quote(where), who=self.who([q])), (where,)
                )

    def dates(self, timeline: Sequence[TimelineEvent]) -> Iterable[BriefLine]:
        """Events within the days of the reports, those of most reports first."""
        days = [d[:10] for d in self.published if d]
        first, last = (min(days), max(days)) if days else ("", "9999")

        def rank(e: TimelineEvent) -> tuple[int, int]:
            told = len({x.article for x in e.evidence})
            far = bool(e.when) and not (str(e.when)[:4] >= first[:4] and str(e.when)[:10] <= last)
            return (far and told < _BACKGROUND * len(self.text), -told)

        for e in sorted((e for e in timeline if e.when and not rank(e)[0]), key=rank):
            best = next((x for x in e.evidence if self.text[x.article][x.start : x.end] == e.text), e.evidence[0])
            yield BriefLine(
                self.words["timeline"]["line"].format(when=date(self.lang, str(e.when)), text=e.text),
                (best, *(x for x in e.evidence if x != best)),
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

    def apart(self, sides: Sequence[Evidence], numbers: bool = False) -> list[Evidence]:
        """One side for each wording, or for each number."""
        seen: dict[str, Evidence] = {}
        for e in sides:
            key = fold(self.quote(e))
            seen.setdefault((re.sub(r"\D", "", key) if numbers else "") or key, e)
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
