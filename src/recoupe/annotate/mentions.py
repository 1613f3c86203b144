"""Who and what an article speaks of: the phrases and pronouns that stand for somebody who could speak.

A phrase starts at a determiner, a title, a name or a bare noun of the tables; it goes on over adjectives,
complements (`du parquet de Lille`), the name after it (`la ministre Jane Roe`), brackets (`(PS)`, `(@janeroe)`),
and an apposition after a comma where one side is a name and the other a function. Tags tell nouns from verbs
where the article is tagged; without tags only words of the tables are trusted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache

from recoupe.annotate._columns import columns
from recoupe.languages.phrases import Lexicon, Phrase, Word, lexicon, read_from, words
from recoupe.model import Article, MentionNote, Name, Notes, Parse, Span

_MODIFIER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
_MARKS = frozenset('«»"“”')
LONGEST = 30  # words that a phrase may have
ENDLESS = 1 << 60


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[MentionNote, ...]:  # noqa: ARG001
    """Mentions of one article, in order of position, none inside another of the same head.

    >>> text = "La maire de Lille, Jane Roe, a répondu au syndicat."
    >>> found = annotate(Article("a", text, (), "", language="fr"), Parse(), Notes())
    >>> [text[m.start:m.end] for m in found]
    ['La maire de Lille, Jane Roe', 'syndicat']
    """
    return tuple(_Scan(article, parse).run())


@cache
def _starts(language: str) -> frozenset[str]:
    """Words without a capital at which a phrase may start."""
    lex = lexicon(language)
    return frozenset(lex.articles) | lex.before | frozenset(lex.titles) | frozenset(lex.heads) | frozenset(lex.back)


class _Scan:
    def __init__(self, article: Article, parse: Parse) -> None:
        self.text = article.text
        self.ws = words(article.text, 0, len(article.text))
        laid = columns(parse)
        tagged = "VERB" in laid.pos
        self.pos: Mapping[int, str] = laid.pos_at if tagged else {}
        self.dep: Mapping[int, str] = laid.dep_at if tagged else {}
        self.names: Mapping[int, Name] = {n.start: n for n in parse.names}
        self.sorted_names = parse.names
        self.name_starts = [n.start for n in parse.names]
        self.languages = [
            (parse.tokens[s.first].start, s.language) for s in parse.sentences if s.first < len(parse.tokens)
        ]
        self.starts = [s for s, _ in self.languages]
        self.default = article.language or "fr"

    def run(self) -> Iterator[MentionNote]:
        i = 0
        ws = self.ws
        lex = lexicon(self.default)
        starts = _starts(self.default)
        subjects = lex.going["subjects"]
        language, at, bound = self.default, -1, 0
        beyond = self.starts[0] if self.starts else ENDLESS  # where the next sentence starts
        while i < len(ws):
            w = ws[i]
            while beyond <= w.start:
                at += 1
                language = self.languages[at][1] or self.default
                bound, beyond = beyond, self.starts[at + 1] if at + 1 < len(self.starts) else ENDLESS
                lex = lexicon(language)
                starts, subjects = _starts(language), lex.going["subjects"]
            if (w.fold in subjects or "-" in w.fold) and self._pronoun(w, subjects):
                yield self._note(read_from(self.text, w.start, w.end, language), w.start)
                i += 1
                continue
            if not w.cap and w.fold not in starts and w.fold[0] != "@":
                i += 1
                continue
            first = w.start - bound <= 1 or (i > 0 and ws[i - 1].fold in '.:«"“(') or i == 0
            j = self._core(i, lex, first)
            if j > i and self._worth(i, j, lex):
                end, phrase = self._extend(i, j, lex, language)
                if phrase is not None:
                    yield self._note(phrase, w.start)
                    i = end
                    continue
            i += 1

    def _worth(self, i: int, j: int, lex: Lexicon) -> bool:
        """False where a phrase can stand for nobody: no name and no word of the tables in it."""
        for w in self.ws[i:j]:
            if (w.cap and w.fold not in lex.articles) or w.fold in lex.heads or w.fold in lex.back:
                return True
        return False

    # ------------------------------------------------------------ parts

    def _pronoun(self, w: Word, subjects: frozenset[str]) -> bool:
        if w.fold in subjects:
            return not self.dep.get(w.start, "").startswith("expl") and self.pos.get(w.start, "PRON") == "PRON"
        return "-" in w.fold and w.fold.rsplit("-", 1)[1] in subjects

    def _tag(self, w: Word) -> str:
        return self.pos.get(w.start, "")

    def _noun(self, w: Word, lex: Lexicon) -> bool:
        tag = self._tag(w)
        if w.fold in lex.heads:
            return tag in ("", "NOUN", "PROPN", "ADJ")
        return tag in ("NOUN", "PROPN")

    def _adjective(self, w: Word, lex: Lexicon) -> bool:
        tag = self._tag(w)
        if tag:
            return tag in _MODIFIER and not (w.fold in lex.titles and tag != "NOUN")
        return (
            w.fold in lex.adjectives or (w.fold.endswith("s") and w.fold[:-1] in lex.adjectives) or w.fold in lex.heads
        )

    def _name_end(self, i: int, lex: Lexicon) -> int:
        """The end of a name that starts at word `i`, or `i`."""
        ws = self.ws
        w = ws[i]
        if w.start in self.names:
            j = i
            while j < len(ws) and ws[j].end <= self.names[w.start].end:
                j += 1
            while j > i + 1 and (not ws[j - 1].cap or ws[j - 1].fold in lex.headline):
                j -= 1
            return max(j, i + 1)
        if w.fold[0] == "@" and len(w.fold) > 2:
            return i + 1
        if not w.cap or w.fold[0] == "#":
            return i
        if self.pos and self._tag(w) not in ("PROPN", "X", "NOUN", "ADJ", "") and w.fold.split("-")[0] not in lex.given:
            return i
        if w.fold in lex.articles or w.fold in lex.pronouns or w.fold in lex.relative or w.fold in lex.complement:
            return i
        j = i + 1
        while j < len(ws) and j - i < 7:
            v = ws[j]
            if v.start in self.names or v.fold in lex.headline:
                break
            if (v.cap and v.fold[0] not in "@#" and v.start - ws[j - 1].end <= 1) or (
                v.fold == "."
                and len(ws[j - 1].fold) == 1
                and j + 1 < len(ws)
                and ws[j + 1].cap
                and ws[j + 1].start - v.end <= 1
            ):
                j += 1
            elif (
                v.fold in ("de", "van", "von", "ben", "bin", "el", "al", "d'", "da", "di", "dos", "del")
                and j + 1 < len(ws)
                and ws[j + 1].cap
                and ws[i].fold.split("-")[0] in lex.given
                and j == i + 1
            ):
                j += 2
            else:
                break
        return j

    def _core(self, i: int, lex: Lexicon, first: bool, apposed: bool = False) -> int:
        """The end of the noun phrase that starts at word `i`, without appositions; `i` where none starts."""
        ws = self.ws
        j = i
        n = min(len(ws), i + LONGEST)
        det = False
        while j < n and (
            ws[j].fold in lex.articles or (ws[j].fold in lex.before and ws[j].fold != "numero") or ws[j].fold in _MARKS
        ):
            if ws[j].fold in lex.articles and j > i and ws[j].cap:
                break
            if ws[j].fold in _MARKS and j == i:
                return i
            if ws[j].fold in lex.heads and not (j + 1 < n and (ws[j + 1].fold in lex.heads)):
                break
            det = True
            j += 1
        if j >= n:
            return i
        w = ws[j]
        titled = False
        while (
            j < n
            and ws[j].fold in lex.titles
            and j + 1 < n
            and (ws[j + 1].cap or (ws[j + 1].fold == "." and j + 2 < n and ws[j + 2].cap))
        ):
            titled = True
            j += 2 if ws[j + 1].fold == "." else 1
        if titled:
            e = self._name_end(j, lex)
            return self._tail(e, lex, n) if e > j else i
        known = w.fold in lex.heads and self._noun(w, lex)
        nxt_cap = j + 1 < n and ws[j + 1].cap and ws[j + 1].start - w.end <= 1
        if w.fold in lex.back and det:
            return j + 1
        if known and not (w.cap and nxt_cap and (w.fold in lex.given or lex.heads[w.fold][1] != "role")):
            if not det and not w.cap and not nxt_cap and not apposed and not self._bare(i, lex):
                return i
            return self._tail(j + 1, lex, n, lex.heads[w.fold][1] == "document")
        e = self._name_end(j, lex)
        if e > j:
            if (
                first
                and not det
                and e == j + 1
                and w.start not in self.names
                and not (self.pos and self._tag(w) == "PROPN")
                and w.fold not in lex.countries
                and w.fold not in lex.seats
            ):
                return i
            return self._tail(e, lex, n) if det or (e < n and ws[e].fold == "'s") else e
        if det and self.pos and self._tag(w) == "NOUN":
            return self._tail(j + 1, lex, n)
        return i

    def _bare(self, i: int, lex: Lexicon) -> bool:
        """A noun without determiner stands for somebody after a preposition or at the head of a line."""
        before = self.ws[i - 1].fold if i else ""
        return before in lex.complement | {"selon", "par", ""} and lex.heads[self.ws[i].fold][1] in ("role", "body")

    def _tail(self, j: int, lex: Lexicon, n: int, paper: bool = False) -> int:
        """Adjectives, complements and names after the head noun."""
        ws = self.ws
        if j < n and ws[j].fold in lex.articles:
            for variant, _ in lex.phrases.get(ws[j - 1].fold, ()):
                if tuple([w.fold for w in ws[j - 1 : j - 1 + len(variant)]]) == variant:
                    j += len(variant) - 1  # `la numéro un mondiale`
                    break
        while j < n:
            w = ws[j]
            if w.fold in _MARKS:
                close = next((k for k in range(j + 1, min(j + 6, n)) if ws[k].fold in _MARKS), None)
                closing = w.fold in "»”" or (w.fold == '"' and w.start == ws[j - 1].end)
                if close is None or closing:
                    return j
                if any(self._tag(ws[k]) in ("VERB", "AUX") for k in range(j + 1, close)):
                    return j
                j = close + 1
                continue
            if w.fold == "'s":
                if j + 1 < n and ws[j + 1].fold[0].isalpha() and ws[j + 1].fold not in lex.articles:
                    j += 2
                    continue
                return j
            if w.fold in lex.going["link"] or w.fold in lex.going["loose"]:
                k = j + 1
                while k < n and (
                    ws[k].fold in lex.articles or ws[k].fold in ("la", "le", "l'") or ws[k].fold in lex.going["link"]
                ):
                    k += 1
                if k < n and (ws[k].cap or self._noun(ws[k], lex) or (ws[k].fold in lex.before and self.pos)):
                    if w.fold in lex.going["loose"] and not (self._role_of(ws[j - 1], lex) or ws[k].cap):
                        return j
                    if w.fold in lex.going["loose"] and (self._time(ws[k], lex) or not self._to(j, k, lex)):
                        return j
                    e = self._name_end(k, lex) if ws[k].cap else k + 1
                    j = max(e, k + 1)
                    continue
                return j
            if w.cap and w.start - ws[j - 1].end <= 1 and not (paper and ws[j - 1].fold not in lex.complement):
                e = self._name_end(j, lex)
                if e > j:
                    j = e
                    continue
            if w.fold in lex.conjunction:
                if (
                    j + 1 < n
                    and not ws[j + 1].cap
                    and (ws[j + 1].fold in lex.heads or ws[j + 1].fold in lex.adjectives)
                    and self._tag(ws[j + 1]) in ("", "NOUN", "ADJ")
                    and self._tag(w) in ("", "CCONJ")
                    and w.fold in ("et", "and")
                ):
                    j += 2
                    continue
                return j
            if (
                w.fold[0].isalpha()
                and w.fold not in lex.articles
                and w.fold not in lex.relative
                and w.fold not in lex.cut
                and self._adjective(w, lex)
                and not self._time(w, lex)
            ):
                j += 1
                continue
            return j
        return j

    def _to(self, j: int, k: int, lex: Lexicon) -> bool:
        """A complement with *à*, *en*, *pour* belongs to the function only for some (`professeur à l'université`)."""
        ws = self.ws
        if ws[j].fold in ("a", "au", "aux", "to", "at"):
            known = ws[j - 1].fold in lex.going["to_heads"]
            proper = ws[k].cap and not ws[k].upper and ws[k].fold not in lex.given
            return known and (ws[k].fold in lex.going["to"] or proper)
        return True

    def _time(self, w: Word, lex: Lexicon) -> bool:
        return w.fold in lex.time

    def _role_of(self, w: Word, lex: Lexicon) -> bool:
        return w.fold in lex.heads or w.fold in lex.adjectives or w.fold.startswith("charge")

    # ------------------------------------------------------------ whole phrases

    def _extend(self, i: int, j: int, lex: Lexicon, language: str) -> tuple[int, Phrase | None]:
        """Brackets and appositions after the core; None where the phrase stands for nobody who could speak."""
        ws = self.ws
        core, bare = self._read(i, j, language), j
        j = self._bracket(j)
        if core.sort == "unknown" and core.name is None and core.back is None and not core.handle:
            return j, None
        if core.sort != "document" and j + 1 < len(ws) and ws[j].fold == "," and ws[j].start - ws[j - 1].end <= 1:
            k = self._core(j + 1, lex, False, apposed=True)
            if k > j + 1:
                more = self._read(j + 1, k, language)
                fits = (
                    core.name is None
                    and core.sort in ("role", "person")
                    and more.name is not None
                    and more.name_kind == "person"
                    and more.article in ("none", "definite")
                ) or (
                    core.name is not None
                    and core.name_kind == "person"
                    and more.name is None
                    and more.sort == "role"
                    and more.article in ("none", "definite", "indefinite", "possessive")
                )
                end = ws[k].fold if k < len(ws) else "."
                framed = any(w.fold in lex.going["frames"] for w in ws[max(i - 2, 0) : i])
                if (
                    framed
                    and more.name is not None
                    and self.dep.get(ws[j + 1].start + more.name.start, "").startswith("nsubj")
                ):
                    fits = False  # `selon le préfet, Jane Roe a fui`
                bare = core.name is not None and more.article == "none"
                if fits and (bare or end in ",.;:)»!?-(" or end in lex.relative or end in lex.conjunction):
                    j = self._bracket(k)
        return j, core if j == bare else self._read(i, j, language)

    def _bracket(self, j: int) -> int:
        ws = self.ws
        if j < len(ws) and ws[j].fold == "(":
            for k in range(j + 1, min(j + 7, len(ws))):
                if ws[k].fold == ")":
                    inside = ws[j + 1 : k]
                    ok = inside and (inside[0].cap or inside[0].fold[0].isdigit())
                    return k + 1 if ok else j
        return j

    def _read(self, i: int, j: int, language: str) -> Phrase:
        while j - i > 1 and self.ws[j - 1].fold in ".,;:" and not (self.ws[j - 1].fold == "." and self.ws[j - 2].cap):
            j -= 1
        start, end = self.ws[i].start, self.ws[j - 1].end
        lo = hi = bisect_left(self.name_starts, start)
        while hi < len(self.name_starts) and self.name_starts[hi] < end:
            hi += 1
        return read_from(self.text, start, end, language, self.sorted_names[lo:hi])

    def _note(self, p: Phrase, at: int) -> MentionNote:
        """The note of a phrase whose positions count from `at`."""

        def placed(span: Span) -> Span:
            return Span(at + span.start, at + span.end)

        role = p.roles[0].span if p.roles and p.name is not None else (p.label if p.sort == "role" else None)
        return MentionNote(
            at + p.span.start,
            at + p.span.end,
            p.kind,
            placed(p.name or p.label),
            p.name and placed(p.name),
            role and placed(role),
            p.pronoun is not None,
            p.gender,
            p.number,
        )
