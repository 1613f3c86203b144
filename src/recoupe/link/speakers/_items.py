"""One article as speakers are looked for in it: its phrases in order, with what the syntax tells of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from recoupe.languages.phrases import Phrase, lexicon, read
from recoupe.model import Article, Attribution, MentionNote, Name, Notes, Span, Token
from recoupe.text import fold

_SENTENCE = re.compile(r"[.!?…]+[\"”»’]?\s+|\n+")
_MARK = re.compile('[«»“”"]')
_BEFORE = re.compile(r"(\w+)\s+(?:(?:le|la|un|une|the|a|an)\s+)?\Z")
_DATELINE = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý ,/.-]{2,40}(?:, \w+\.? \d{1,2})? ?\([\w /-]{2,20}\) ?[-–—]+ ")
_COPULA = re.compile(
    r"(?<![cç]['’])\b(?:est|etait|fut|sera|sont|etaient|is|was|isn['’]t|wasn['’]t)"
    r"(?: (?:pas|plus|jamais|aussi|egalement|toujours|encore|pourtant|not|no longer|never|also|still))* \Z"
)
_RELATIVE = re.compile('["»”]?, qui ')
_NOMINAL = ("DET", "NOUN", "ADJ", "ADP", "PROPN")
_SUBJECT = ("nsubj", "csubj", "obl:agent")


class Item:
    """A phrase of one article that stands, or may stand, for a speaker."""

    __slots__ = (
        "agent", "at", "author", "entity", "mention", "paragraph", "perceived", "phrase", "predicate", "quoted",
        "sentence", "source_of", "subject",
    )  # fmt: skip

    def __init__(self, at: int, phrase: Phrase) -> None:
        """`at` is the article's place in the story's order."""
        self.at = at
        self.phrase = phrase
        self.entity: int | None = None
        self.mention: int | None = None
        self.source_of: list[int] = []
        self.quoted: int | None = None
        self.subject = False
        self.agent = False  # of a participle: `relayé par Jane Roe`
        self.author = False  # of a paper: `un message de Jane Roe`
        self.perceived = False  # heard or seen doing: `on entend le maire défendre`
        self.predicate = False  # said of somebody by a copula: `il n'est pas un pêcheur`
        self.sentence = 0
        self.paragraph = 0


class Page:
    """An article's items, by position, with ways to ask where a position stands."""

    def __init__(self, at: int, article: Article, notes: Notes) -> None:
        """Read every mention, source and relay of the article."""
        self.at = at
        self.article = article
        self.notes = notes
        text = article.text
        names = notes.parse.names
        self._name_starts = [n.start for n in names]
        if notes.parse.sentences:
            tokens = notes.parse.tokens
            self._sentences = [tokens[s.first].start for s in notes.parse.sentences if s.first < len(tokens)]
        else:
            self._sentences = [0, *(m.end() for m in _SENTENCE.finditer(text))]
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n+", text))]
        self._pos = {t.start: t.pos for t in notes.parse.tokens}
        self._mention_starts = [m.start for m in notes.mentions]
        self._token_starts = [t.start for t in notes.parse.tokens]
        spans: dict[tuple[int, int], Item] = {}

        def item(span: Span) -> Item:
            line = _DATELINE.match(text, span.start, span.end)
            if line is not None and line.end() < span.end:
                span = Span(line.end(), span.end)
            key = (span.start, span.end)
            if key not in spans:
                spans[key] = Item(
                    at, read(text, span.start, span.end, self.language(span.start), self._names(span, names))
                )
                self._place(spans[key])
            return spans[key]

        for n, m in enumerate(notes.mentions):
            item(Span(m.start, m.end)).mention = n
        self.sources: list[Item | None] = []
        self.relays: list[list[Item]] = []
        for n, a in enumerate(notes.attributions):
            source = None
            if a.source and a.source.start < a.source.end:
                source = item(self._bearer(a) or self._whole(a.source))
                if (
                    source.phrase.sort == "unknown"
                    and source.phrase.name_kind != "person"
                    and not source.phrase.pronoun
                ):
                    source = item(self._part(source.phrase, a.source))
            if source:
                source.source_of.append(n)
            self.sources.append(source)
            self.relays.append([item(r) for r in a.relays])
        for paper in [i for i in spans.values() if i.phrase.sort == "document" and i.phrase.owner]:
            by = paper.phrase.owner
            assert by is not None
            inner = next((i for i in spans.values() if i is not paper and i.phrase.name == by), None) or item(by)
            inner.author = True
        self.items = sorted(spans.values(), key=lambda i: (i.phrase.span.start, -i.phrase.span.end))
        self._quotes()

    def _whole(self, span: Span) -> Span:
        """The mention of which a source shows only the name or the function."""
        for m in self._over(span):
            shows = [s for s in (m.head, m.role) if s is not None and s.touches(span)]
            if shows and m.start <= span.start and span.end <= m.end and m.name is not None:
                return Span(m.start, m.end)
        return span

    def _bearer(self, a: Attribution) -> Span | None:
        """The name of which a source shows only the apposition, or a piece of it.

        `a dit à la radio Jane Roe, une passante` (the cue before the name) and `Jane Roe, élue des "verts" à Brest,
        qui réclame` (the antecedent of a relative clause after an apposition is the name). None for a source that
        is itself a name or a pronoun, where the name follows a preposition (`a dit à Jane Roe, une passante`), or
        where more than the apposition stands between.
        """
        text, span = self.article.text, a.source
        if span is None or a.cue is None:
            return None
        relative = _RELATIVE.match(text, span.end) is not None and a.cue.start >= span.end
        if relative and not self._odd(span, a.cue):
            return None  # `soutenu par la maire de Brest, qui réclame`: the nearest may be meant
        if not relative and a.cue.end > span.start:
            return None
        for m in self._over(span):
            person = m.name is not None and m.kind == "person"
            if relative and person and m.start < span.start and m.name is not None and m.name.end <= span.start:
                return Span(m.start, m.end)
            if m.pronoun or person:
                return None
        mentions, k = self.notes.mentions, bisect_left(self._mention_starts, span.start) - 1
        while k >= 0 and self.sentence(mentions[k].start) == self.sentence(span.start):
            m = mentions[k]
            k -= 1
            if m.kind != "person" or m.name is None or m.end > span.start:
                continue
            end = m.name.end if relative else m.end
            between = text[end : span.start]
            if not between.startswith(", ") or (not relative and between != ", "):
                return None
            if not relative and (m.start < a.cue.end or self._governed(m.start)):
                return None
            if between.count(",") > 1 or not self._apposition(end + 2, span):
                return None
            return Span(m.start, m.end)
        return None

    def _apposition(self, start: int, span: Span) -> bool:
        """True where nothing between a name's comma and a source makes it another clause or a list."""
        tokens = self._tokens(start, span.start)
        if not tokens:
            return True
        first = fold(self.article.text[tokens[0].start : tokens[0].end])
        known = first in lexicon(self.language(start) or "fr").heads  # `délégué` may be tagged as a participle
        if not known and tokens[0].pos not in ("NOUN", "PROPN", "DET", "ADJ"):
            return False
        return not {"VERB", "AUX", "CCONJ", "SCONJ"} & {t.pos for t in tokens[known:]}

    def _odd(self, span: Span, cue: Span) -> bool:
        """True for a source that cannot be the antecedent: cut inside quotation marks, or plural before a singular."""
        shown = span.cut(self.article.text)
        if shown.count('"') % 2 or shown.count("«") != shown.count("»") or shown.count("“") != shown.count("”"):
            return True
        inside, verbs = self._tokens(span.start, span.end), self._tokens(cue.start, cue.end)
        lo = bisect_left(self._token_starts, span.start)
        heads = [t for t in inside if not lo <= t.head < lo + len(inside)]
        finite = next((t for t in verbs if t.pos in ("VERB", "AUX")), None)
        return bool(heads and finite and "Number=Plur" in heads[0].feats and "Number=Sing" in finite.feats)

    def _governed(self, start: int) -> bool:
        """True right after a preposition."""
        k = bisect_left(self._token_starts, start) - 1
        return k >= 0 and self.notes.parse.tokens[k].pos == "ADP"

    def _tokens(self, start: int, end: int) -> Sequence[Token]:
        lo, hi = bisect_left(self._token_starts, start), bisect_left(self._token_starts, end)
        return self.notes.parse.tokens[lo:hi]

    def _part(self, phrase: Phrase, span: Span) -> Span:
        """The mention inside a source that says nothing by its own head (`un peu plus tôt, une lettre`)."""
        if phrase.name is not None and phrase.article != "none":
            return span
        lex = lexicon(self.language(span.start) or "fr")
        act = fold(phrase.label.cut(self.article.text)).split(" ", 1)[0] in lex.going["acts"]
        if not act and self._pos.get(phrase.label.start) == "NOUN":
            return span  # a noun of no table is still somebody: `six détaillants du Caire`
        inside = [m for m in self._over(span) if span.start <= m.start and m.end <= span.end and not m.pronoun]
        if not inside or (phrase.name is not None and inside[0].start == span.start and len(inside) == 1):
            return span
        best = max(inside, key=lambda m: (m.kind == "person" and m.name is not None, -m.start))
        return Span(best.start, best.end)

    def _over(self, span: Span) -> list[MentionNote]:
        mentions = self.notes.mentions
        k = max(bisect_left(self._mention_starts, span.start) - 3, 0)
        out = []
        while k < len(mentions) and mentions[k].start < span.end:
            if mentions[k].end > span.start:
                out.append(mentions[k])
            k += 1
        return out

    def language(self, at: int) -> str | None:
        """The language of the sentence at a position, else the article's."""
        sentences = self.notes.parse.sentences
        if sentences:
            n = max(bisect_right(self._sentences, at) - 1, 0)
            if n < len(sentences) and sentences[n].language:
                return sentences[n].language
        return self.article.language

    def _names(self, span: Span, names: Sequence[Name]) -> list[Name]:
        i = bisect_left(self._name_starts, span.start)
        out = []
        while i < len(names) and names[i].start < span.end:
            out.append(names[i])
            i += 1
        return out

    def sentence(self, at: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self._sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at a position."""
        return bisect_right(self._paragraphs, at) - 1

    def _in_sentence(self, n: int) -> Sequence[Item]:
        """The items of one sentence, in order."""
        if not 0 <= n < len(self._sentences):
            return ()
        end = self._sentences[n + 1] if n + 1 < len(self._sentences) else len(self.article.text) + 1
        return self.within(self._sentences[n], end)

    def within(self, start: int, end: int) -> Sequence[Item]:
        """The items that start in a stretch of text, in order."""
        lo = bisect_left(self.items, start, key=lambda i: i.phrase.span.start)
        return self.items[lo : bisect_left(self.items, end, lo, key=lambda i: i.phrase.span.start)]

    def _place(self, item: Item) -> None:
        start = item.phrase.span.start
        item.sentence, item.paragraph = self.sentence(start), self.paragraph(start)
        before = _BEFORE.search(self.article.text, max(start - 24, 0), start)
        if before is not None:
            going, word = lexicon(self.article.language or "fr").going, fold(before.group(1))
            item.agent = word in going["agent"]
            item.perceived = word in going["perceived"]
        if item.phrase.name is None and item.phrase.article == "indefinite":
            item.predicate = _COPULA.search(fold(self.article.text[max(start - 40, 0) : start])) is not None
        tokens = self.notes.parse.tokens
        if not tokens:
            item.subject = start - self._sentences[max(item.sentence, 0)] <= 2
            return
        lo = max(bisect_right(self._token_starts, start) - 1, 0)
        hi = bisect_left(self._token_starts, item.phrase.span.end)
        if lo < hi and tokens[hi - 1].dep == "dep":  # a sentence that was not parsed
            known = (
                item.phrase.name_kind != "person"
                or fold(item.phrase.span.cut(self.article.text)) in lexicon("fr").given
            )
            item.subject = (hi - lo > 1 or known) and self._before_verb(lo, hi)
            return
        for k in range(lo, hi):
            t = tokens[k]
            if not lo <= t.head < hi or t.head == k:
                item.subject = t.dep.startswith(_SUBJECT)
                return

    def _before_verb(self, lo: int, hi: int) -> bool:
        """A phrase stands before a verb and after no preposition: the subject, where only tags are known."""
        tokens = self.notes.parse.tokens
        if (
            lo
            and tokens[lo - 1].pos in ("ADP", "VERB")
            and self.sentence(tokens[lo - 1].start) == self.sentence(tokens[lo].start)
        ):
            return False
        k, opening = hi, self._sentences[max(self.sentence(tokens[lo].start), 0)]
        first = opening == tokens[lo].start or self._named_behind(lo, opening)
        small = ("PRON", "ADV", "PART", "PUNCT") if first else ("PRON", "ADV", "PART")  # `Le maire, Jean Roe, lui, n'a`
        while k < len(tokens) and k - hi < (6 if first else 3) and tokens[k].pos in small:
            k += 1
        return (
            k < len(tokens)
            and tokens[k].pos in ("VERB", "AUX")
            and self.sentence(tokens[k].start) == self.sentence(tokens[lo].start)
        )

    def _named_behind(self, lo: int, opening: int) -> bool:
        """True where only a noun phrase and a comma stand before it in its sentence: `Le soigneur, Jean Roe, nie`."""
        tokens = self.notes.parse.tokens
        k = lo - 1
        if k < 1 or self.article.text[tokens[k].start : tokens[k].end] != ",":
            return False
        while k > 0 and lo - k < 8 and tokens[k].start > opening and tokens[k - 1].pos in _NOMINAL:
            k -= 1
        return tokens[k].start == opening and tokens[k].pos == "DET"

    def _quotes(self) -> None:
        """Mark the items that stand inside words printed as somebody's own."""
        zones = [
            (s.start, s.end, n) for n, a in enumerate(self.notes.attributions) if a.form == "direct" for s in a.content
        ]
        zones += [(a, b, -1) for a, b in marked(self.article.text)]
        zones.sort(key=lambda z: (z[0], -z[1]))
        open_zones: list[tuple[int, int, int]] = []
        k = 0
        for i in self.items:
            start, end = i.phrase.span.start, i.phrase.span.end
            while k < len(zones) and zones[k][0] <= start:
                open_zones.append(zones[k])
                k += 1
            open_zones = [z for z in open_zones if z[1] > start]
            inside = [z for z in open_zones if end <= z[1] + 1]
            if inside:
                told = [z[2] for z in inside if z[2] >= 0]
                i.quoted = told[-1] if told else -1


def marked(text: str) -> list[tuple[int, int]]:
    """Stretches of more than a few words between quotation marks, inside one paragraph.

    >>> marked('Il dit : « nous partirons tous demain matin ». Le "gilet" rit.')
    [(10, 44)]
    """
    out = []
    for block in re.finditer(r"[^\n]+", text):
        at: dict[str, int] = {}
        for m in _MARK.finditer(text, block.start(), block.end()):
            mark = m.group()
            opener = {"»": "«", "”": "“"}.get(mark, mark)
            if mark in "«“":
                at.setdefault(mark, m.end())
            elif opener in at:
                start = at.pop(opener)
                if text.count(" ", start, m.start()) >= 4:
                    out.append((start, m.start()))
            elif mark == '"':
                at[mark] = m.end()
    return out
