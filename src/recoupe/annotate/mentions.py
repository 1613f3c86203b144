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
from recoupe.languages.phrases import Lexicon, Phrase, lexicon, line, read_from
from recoupe.model import Article, MentionNote, Name, Notes, Parse, Span

_MODIFIER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
_MARKS = frozenset('«»"“”')
_NOMINAL = ("nsubj", "obl:agent")
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


@cache
def _openings(languages: frozenset[str]) -> frozenset[str]:
    """Words without a capital at which a phrase or a pronoun may start in one of several languages."""
    return frozenset().union(*(_starts(x) | lexicon(x).going["subjects"] for x in languages))


class _Scan:
    def __init__(self, article: Article, parse: Parse) -> None:
        self.text = article.text
        self.start, self.end, self.fold, self.cap, self.upper = line(article.text)
        self.n = len(self.fold)
        self.stop = self.n  # the first word behind the line, where a sentence ends with it: no phrase goes beyond
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
        self.sentences = [s for s, _ in self.languages]
        self.default = article.language or "fr"

    def run(self) -> Iterator[MentionNote]:
        start, fold, cap = self.start, self.fold, self.cap
        lex = lexicon(self.default)
        starts = _starts(self.default)
        subjects = lex.going["subjects"]
        language, at, bound = self.default, -1, 0
        beyond = self.sentences[0] if self.sentences else ENDLESS  # where the next sentence starts
        after = 0  # the first word that no mention holds yet
        for i in self._openings():
            if i < after:
                continue
            w, here = fold[i], start[i]
            while beyond <= here:
                at += 1
                language = self.languages[at][1] or self.default
                bound, beyond = beyond, self.sentences[at + 1] if at + 1 < len(self.sentences) else ENDLESS
                lex = lexicon(language)
                starts, subjects = _starts(language), lex.going["subjects"]
                closed = beyond < ENDLESS and "\n" in self.text[max(beyond - 3, 0) : beyond]
                self.stop = bisect_left(start, beyond) if closed else self.n
            if (w in subjects or "-" in w) and self._pronoun(i, subjects):
                yield self._note(read_from(self.text, here, self.end[i], language), here)
                continue
            if not cap[i] and w not in starts and w[0] != "@":
                continue
            first = here - bound <= 1 or i == 0 or fold[i - 1] in '.:«"“('
            j = self._core(i, lex, first)
            if j > i and self._worth(i, j, lex):
                end, phrase = self._extend(i, j, lex, language)
                if phrase is not None:
                    yield self._note(phrase, here)
                    after = end

    def _openings(self) -> list[int]:
        """The words at which a mention may start in some language of the article: a third of them."""
        known = _openings(frozenset((self.default, *(code or self.default for _, code in self.languages))))
        words = enumerate(zip(self.fold, self.cap, strict=True))
        return [i for i, (w, cap) in words if cap or w in known or "-" in w or w[0] == "@"]

    def _worth(self, i: int, j: int, lex: Lexicon) -> bool:
        """False where a phrase can stand for nobody: no name and no word of the tables in it."""
        for w, cap in zip(self.fold[i:j], self.cap[i:j], strict=True):
            if (cap and w not in lex.articles) or w in lex.heads or w in lex.back:
                return True
        return False

    # ------------------------------------------------------------ parts

    def _pronoun(self, i: int, subjects: frozenset[str]) -> bool:
        w, at = self.fold[i], self.start[i]
        if w in subjects:
            return not self.dep.get(at, "").startswith("expl") and self.pos.get(at, "PRON") == "PRON"
        return w.rsplit("-", 1)[1] in subjects

    def _tag(self, i: int) -> str:
        return self.pos.get(self.start[i], "")

    def _noun(self, i: int, lex: Lexicon) -> bool:
        tag = self._tag(i)
        if self.fold[i] in lex.heads:
            taken = tag == "VERB" and self.dep.get(self.start[i], "").startswith(
                _NOMINAL
            )  # l'accusé: tagged as a participle
            return taken or tag in ("", "NOUN", "PROPN", "ADJ")
        return tag in ("NOUN", "PROPN")

    def _adjective(self, i: int, lex: Lexicon) -> bool:
        tag, w = self._tag(i), self.fold[i]
        if tag:
            return tag in _MODIFIER and not (w in lex.titles and tag != "NOUN")
        return w in lex.adjectives or (w.endswith("s") and w[:-1] in lex.adjectives) or w in lex.heads

    def _name_end(self, i: int, lex: Lexicon) -> int:
        """The end of a name that starts at word `i`, or `i`."""
        start, end, fold, cap = self.start, self.end, self.fold, self.cap
        w = fold[i]
        name = self.names.get(start[i])
        if name is not None:
            j = i
            while j < self.stop and end[j] <= name.end:
                j += 1
            while j > i + 1 and (not cap[j - 1] or fold[j - 1] in lex.headline):
                j -= 1
            return max(j, i + 1)
        if w[0] == "@" and len(w) > 2:
            return i + 1
        if not cap[i] or w[0] == "#":
            return i
        if self.pos and self._tag(i) not in ("PROPN", "X", "NOUN", "ADJ", "") and w.split("-")[0] not in lex.given:
            return i
        if w in lex.articles or w in lex.pronouns or w in lex.relative or w in lex.complement:
            return i
        j = i + 1
        while j < self.stop and j - i < 7:
            v = fold[j]
            if start[j] in self.names or v in lex.headline:
                break
            if (cap[j] and v[0] not in "@#" and start[j] - end[j - 1] <= 1) or (
                v == "." and len(fold[j - 1]) == 1 and j + 1 < self.stop and cap[j + 1] and start[j + 1] - end[j] <= 1
            ):
                j += 1
            elif (
                v in ("de", "van", "von", "ben", "bin", "el", "al", "d'", "da", "di", "dos", "del")
                and j + 1 < self.stop
                and cap[j + 1]
                and fold[i].split("-")[0] in lex.given
                and j == i + 1
            ):
                j += 2
            else:
                break
        return j

    def _core(self, i: int, lex: Lexicon, first: bool, apposed: bool = False) -> int:
        """The end of the noun phrase that starts at word `i`, without appositions; `i` where none starts."""
        fold, cap, start = self.fold, self.cap, self.start
        j = i
        n = min(self.stop, i + LONGEST)
        det = False
        while j < n and (
            fold[j] in lex.articles or (fold[j] in lex.before and fold[j] != "numero") or fold[j] in _MARKS
        ):
            if fold[j] in lex.articles and j > i and cap[j]:
                break
            if fold[j] in _MARKS and j == i:
                return i
            if fold[j] in lex.heads and not (j + 1 < n and (fold[j + 1] in lex.heads)):
                break
            det = True
            j += 1
        if j >= n:
            return i
        w = fold[j]
        titled = False
        while (
            j < n
            and fold[j] in lex.titles
            and j + 1 < n
            and (cap[j + 1] or (fold[j + 1] == "." and j + 2 < n and cap[j + 2]))
        ):
            titled = True
            j += 2 if fold[j + 1] == "." else 1
        if titled:
            e = self._name_end(j, lex)
            return self._tail(e, lex, n) if e > j else i
        known = w in lex.heads and self._noun(j, lex)
        nxt_cap = j + 1 < n and cap[j + 1] and start[j + 1] - self.end[j] <= 1
        if w in lex.back and det:
            return j + 1
        if known and not (cap[j] and nxt_cap and (w in lex.given or lex.heads[w][1] != "role")):
            if not det and not cap[j] and not nxt_cap and not apposed and not self._bare(i, lex):
                return i
            return self._tail(j + 1, lex, n, lex.heads[w][1] == "document")
        e = self._name_end(j, lex)
        if e > j:
            if (
                first
                and not det
                and e == j + 1
                and start[j] not in self.names
                and not (self.pos and self._tag(j) == "PROPN")
                and w not in lex.countries
                and w not in lex.seats
            ):
                return i
            return self._tail(e, lex, n) if det or (e < n and fold[e] == "'s") else e
        if det and w.endswith(lex.aged) and w[0].isdigit():
            qualifies = j + 1 < n and self._tag(j + 1) in ("NOUN", "PROPN", "ADJ") and start[j + 1] - self.end[j] <= 1
            return self._tail(j + 1, lex, n) if qualifies else j + 1  # `the 54-year-old`
        if det and self.pos and self._tag(j) == "NOUN":
            return self._tail(j + 1, lex, n)
        return i

    def _bare(self, i: int, lex: Lexicon) -> bool:
        """A noun without determiner stands for somebody after a preposition or at the head of a line."""
        before = self.fold[i - 1] if i else ""
        return before in lex.complement | {"selon", "par", ""} and lex.heads[self.fold[i]][1] in ("role", "body")

    def _tail(self, j: int, lex: Lexicon, n: int, paper: bool = False) -> int:
        """Adjectives, complements and names after the head noun."""
        start, end, fold, cap = self.start, self.end, self.fold, self.cap
        if j < n and fold[j] in lex.articles:
            for variant, _ in lex.phrases.get(fold[j - 1], ()):
                if tuple(fold[j - 1 : j - 1 + len(variant)]) == variant:
                    j += len(variant) - 1  # `la numéro un mondiale`
                    break
        while j < n:
            w = fold[j]
            if w in _MARKS:
                close = next((k for k in range(j + 1, min(j + 6, n)) if fold[k] in _MARKS), None)
                closing = w in "»”" or (w == '"' and start[j] == end[j - 1])
                if close is None or closing:
                    return j
                if any(self._tag(k) in ("VERB", "AUX") for k in range(j + 1, close)):
                    return j
                j = close + 1
                continue
            if w == "'s":
                if j + 1 < n and fold[j + 1][0].isalpha() and fold[j + 1] not in lex.articles:
                    j += 2
                    continue
                return j
            if w in lex.going["link"] or w in lex.going["loose"]:
                k = j + 1
                while k < n and (
                    fold[k] in lex.articles or fold[k] in ("la", "le", "l'") or fold[k] in lex.going["link"]
                ):
                    k += 1
                if k < n and (cap[k] or self._noun(k, lex) or (fold[k] in lex.before and self.pos)):
                    if w in lex.going["loose"] and not (self._role_of(j - 1, lex) or cap[k]):
                        return j
                    if w in lex.going["loose"] and (self._time(k, lex) or not self._to(j, k, lex)):
                        return j
                    e = self._name_end(k, lex) if cap[k] else k + 1
                    j = max(e, k + 1)
                    continue
                return j
            if cap[j] and start[j] - end[j - 1] <= 1 and not (paper and fold[j - 1] not in lex.complement):
                e = self._name_end(j, lex)
                if e > j:
                    j = e
                    continue
            if w in lex.conjunction:
                if (
                    j + 1 < n
                    and not cap[j + 1]
                    and (fold[j + 1] in lex.heads or fold[j + 1] in lex.adjectives)
                    and self._tag(j + 1) in ("", "NOUN", "ADJ")
                    and self._tag(j) in ("", "CCONJ")
                    and w in ("et", "and")
                ):
                    j += 2
                    continue
                return j
            if (
                w[0].isalpha()
                and w not in lex.articles
                and w not in lex.relative
                and w not in lex.cut
                and self._adjective(j, lex)
                and not self._time(j, lex)
            ):
                j += 1
                continue
            return j
        return j

    def _to(self, j: int, k: int, lex: Lexicon) -> bool:
        """A complement with *à*, *en*, *pour* belongs to the function only for some (`professeur à l'université`)."""
        fold, cap, upper = self.fold, self.cap, self.upper
        if fold[j] in ("a", "au", "aux", "to", "at"):
            known = not lex.going["to_heads"].isdisjoint(fold[max(j - 3, 0) : j])  # `secrétaire d'État à la Mer`
            proper = cap[k] and not upper[k] and fold[k] not in lex.given
            return known and (fold[k] in lex.going["to"] or proper)
        return True

    def _time(self, i: int, lex: Lexicon) -> bool:
        return self.fold[i] in lex.time

    def _role_of(self, i: int, lex: Lexicon) -> bool:
        w = self.fold[i]
        return w in lex.heads or w in lex.adjectives or w.startswith("charge")

    # ------------------------------------------------------------ whole phrases

    def _extend(self, i: int, j: int, lex: Lexicon, language: str) -> tuple[int, Phrase | None]:
        """Brackets and appositions after the core; None where the phrase stands for nobody who could speak."""
        fold = self.fold
        core, bare = self._read(i, j, language), j
        j = self._bracket(j)
        if core.sort == "unknown" and core.name is None and core.back is None and not core.handle:
            return j, None
        person = core.name_kind == "person" if core.name is not None else core.sort in ("role", "person")
        beside = j + 1 < self.stop and fold[j] == "," and self.start[j] - self.end[j - 1] <= 1
        if person and core.sort != "document" and beside:
            k = self._core(j + 1, lex, False, apposed=True)
            if k > j + 1:
                more = self._read(j + 1, k, language)
                if core.name is None:
                    fits = more.name_kind == "person" and more.article in ("none", "definite")
                else:
                    known = more.article in ("none", "definite", "indefinite", "possessive")
                    fits = more.name is None and more.sort == "role" and known
                framed = any(w in lex.going["frames"] for w in fold[max(i - 2, 0) : i])
                if (
                    framed
                    and more.name is not None
                    and self.dep.get(self.start[j + 1] + more.name.start, "").startswith("nsubj")
                ):
                    fits = False  # `selon le préfet, Jane Roe a fui`
                told = core.name is not None and more.article == "none"
                end = fold[k] if k < self.stop else "."
                if fits and (told or end in ",.;:)»!?-(" or end in lex.relative or end in lex.conjunction):
                    j = self._bracket(k)
        return j, core if j == bare else self._read(i, j, language)

    def _bracket(self, j: int) -> int:
        fold = self.fold
        if j < self.stop and fold[j] == "(":
            for k in range(j + 1, min(j + 7, self.stop)):
                if fold[k] == ")":
                    return k + 1 if k > j + 1 and (self.cap[j + 1] or fold[j + 1][0].isdigit()) else j
        return j

    def _read(self, i: int, j: int, language: str) -> Phrase:
        while j - i > 1 and self.fold[j - 1] in ".,;:" and not (self.fold[j - 1] == "." and self.cap[j - 2]):
            j -= 1
        start, end = self.start[i], self.end[j - 1]
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
