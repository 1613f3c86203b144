"""A section cut into units: stretches between sentence ends that no quotation hides, with their cues and quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from recoupe.annotate.statements.lexicon import lexicon
from recoupe.annotate.statements.quotes import Quote
from recoupe.annotate.statements.view import View
from recoupe.model import Section, Sentence

_SPACES = " \t\n\u00a0\u202f\u2009\u2007\u00ad\u200b\u2060\ufeff"  # the last four print nothing
_NUMBERED = re.compile(r"(?<=[a-zà-ÿ] )[IVX]{1,5}\. (?=[A-ZÀ-Ý][a-zà-ÿ])")
LINKERS = "'’([{-–—/\"“‘«"


class Unit:
    """Characters `start` to `end`, tokens `first` to `last` (exclusive); `paragraph` counts paragraphs."""

    __slots__ = ("end", "first", "index", "language", "last", "paragraph", "start")

    def __init__(self, index: int, start: int, end: int, first: int, last: int, paragraph: int, language: str) -> None:
        self.index, self.start, self.end, self.first, self.last = index, start, end, first, last
        self.paragraph, self.language = paragraph, language


class Page:
    """One section of an article: its units, its outermost quotations, and quick ways between positions and tokens."""

    def __init__(
        self, view: View, sentences: tuple[Sentence, ...], section: Section, quotes: list[Quote], language: str
    ) -> None:
        self.view, self.text, self.section = view, view.text, section
        self.quotes = [q for q in quotes if q.depth == 0]
        self.opens = [q.outer.start for q in self.quotes]
        self.closes = [q.outer.end for q in self.quotes]
        self.inner = [q for q in quotes if q.depth > 0]
        self.first = bisect_left(view.start, section.start)
        self.last = bisect_left(view.start, section.end)
        self.sentences = [s for s in sentences if s.first < self.last and s.last > self.first]
        self.language = language
        self.units = self._units()
        self.starts = [u.start for u in self.units]

    # ------------------------------------------------------------- positions

    def token_at(self, position: int) -> int:
        """The first token that starts at or after a position."""
        return bisect_left(self.view.start, position)

    def token_before(self, position: int) -> int:
        """The last token that starts before a position."""
        return bisect_left(self.view.start, position) - 1

    def quote_at(self, position: int) -> int:
        """Index of the outermost quotation that holds the character, else -1."""
        if not self.opens:
            return -1
        i = bisect_right(self.opens, position) - 1
        return i if i >= 0 and position < self.quotes[i].outer.end else -1

    def unit_at(self, position: int) -> Unit | None:
        """The unit that holds the character."""
        i = bisect_right(self.starts, position) - 1
        return self.units[i] if i >= 0 and position < self.units[i].end else None

    def quotes_in(self, start: int, end: int) -> list[Quote]:
        """Outermost quotations that lie between two positions."""
        i = bisect_left(self.opens, start)
        out = []
        while i < len(self.quotes) and self.quotes[i].outer.start < end:
            if self.quotes[i].outer.end <= end:
                out.append(self.quotes[i])
            i += 1
        return out

    def char_before(self, position: int) -> tuple[str, int]:
        """The last character before a position that is no space, and where it stands ("" at the section's start)."""
        i = position - 1
        while i >= self.section.start and self.text[i] in _SPACES:
            i -= 1
        return (self.text[i], i) if i >= self.section.start else ("", -1)

    def char_after(self, position: int) -> tuple[str, int]:
        """The first character from a position on that is no space, and where it stands."""
        i = position
        while i < self.section.end and self.text[i] in _SPACES:
            i += 1
        return (self.text[i], i) if i < self.section.end else ("", self.section.end)

    def trim(self, start: int, end: int, left: str = "", right: str = "") -> tuple[int, int]:
        """The stretch without spaces and the given marks at its edges."""
        text = self.text
        while start < end and (text[start] in _SPACES or text[start] in left):
            start += 1
        while end > start and (text[end - 1] in _SPACES or text[end - 1] in right):
            end -= 1
        return start, end

    # ----------------------------------------------------------------- units

    def _units(self) -> list[Unit]:
        text, view = self.text, self.view
        cuts: dict[int, bool] = {}
        language: dict[int, str] = {}
        for s in self.sentences:
            first = max(s.first, self.first)
            if first < view.n:
                at = view.start[first]
                cuts.setdefault(at, False)
                language[at] = s.language or self.language
        at = text.find("\n", self.section.start, self.section.end)
        while at >= 0:
            _, after = self.char_after(at)
            if after < self.section.end:
                cuts[after] = True
            at = text.find("\n", after, self.section.end)
        for q in self.quotes:
            before = text[q.outer.start - 1] if q.outer.start > self.section.start else " "
            glued = before not in _SPACES and before not in LINKERS and before not in ":,"
            if glued and text[q.inner.start].isupper() and (before.isalnum() or before in ".!?…"):
                cuts.setdefault(q.outer.start, False)
        for hit in _NUMBERED.finditer(text, self.section.start, self.section.end):
            after = self.token_at(hit.end())
            if after < view.n and view.start[after] == hit.end() and view.pos[after] != "PROPN":
                cuts.setdefault(hit.end(), False)  # un acte V. Critiquée par …: no initial
        at = text.find("  ", self.section.start, self.section.end)
        while at >= 0:  # outlets whose line ends became blanks
            before, (_, after) = text[at - 1] if at > self.section.start else " ", self.char_after(at)
            if after < self.section.end and "\n" not in text[at:after]:
                at_quote = self.quote_at(after)
                opens = (
                    at_quote >= 0
                    and self.quotes[at_quote].outer.start == after
                    and text[self.quotes[at_quote].inner.start].isupper()
                )
                if (opens and before not in ",:;(") or (text[after].isupper() and before in '.!?…»”"'):
                    cuts.setdefault(after, False)
            at = text.find("  ", max(after, at + 2), self.section.end)
        kept: list[tuple[int, bool]] = []
        for at in sorted(cuts):
            if at <= self.section.start:
                continue
            around = self.quote_at(at)
            if around >= 0 and self.quotes[around].outer.start < at:
                continue
            c = self.char_after(at)[0]
            if not cuts[at] and (c.islower() or c in ",;:)]»”" or self._colon(at)):
                continue
            if not cuts[at] and c in "-–—" and self.char_before(at)[0] not in ".!?…":
                continue
            if not cuts[at] and self._tells_who(at):
                continue
            kept.append((at, cuts[at]))
        edges = [(self.section.start, True), *kept]
        out: list[Unit] = []
        paragraph = 0
        for i, (start, new) in enumerate(edges):
            stop = edges[i + 1][0] if i + 1 < len(edges) else self.section.end
            paragraph += new
            a, b = self.trim(start, stop)
            if a >= b:
                continue
            first, last = bisect_left(view.start, a), bisect_left(view.start, b)
            lang = language.get(a) or next(
                (s.language for s in self.sentences if s.first <= first < s.last and s.language), self.language
            )
            out.append(Unit(len(out), a, b, first, last, paragraph, lang))
        return out

    def _tells_who(self, at: int) -> bool:
        """True where `Beck joked.` stands behind the closing mark of `“Who pays?”`: its cue, no sentence of its own."""
        i = self.char_before(at)[1]
        q = self.quote_at(i)
        if q < 0 or self.quotes[q].outer.end != i + 1 or self.text[self.quotes[q].inner.end - 1] not in "?!,…—–-":
            return False
        lex = lexicon(self.language)
        if lex is None or not lex["subject_first_incise"]:
            return False
        view, first = self.view, self.token_at(at)
        for v in range(first + 1, min(first + 9, view.n)):
            if view.pos[v] == "VERB" and any("direct" in u.takes for u in lex.verbs.get(view.lemma[v], ())):
                ahead = v + 1
                told = view.lemma[v] in lex["with_addressee"]
                while ahead < view.n and (view.pos[ahead] == "ADV" or view.low[ahead] in lex["times"]):
                    ahead += 1
                ends = ahead >= view.n or view.is_punct(ahead) or view.pos[ahead] == "ADP"
                return view.dep[v] != "acl" and (ends or told or view.low[ahead] in lex["trailing"])
            if view.pos[v] not in {"PROPN", "NOUN", "ADJ", "DET", "PRON", "ADP", "ADV", "AUX", "NUM", "PUNCT"}:
                return False
            if view.low[v] in {":", ";", "?", "!"} or (view.low[v] == "." and view.pos[v] == "PUNCT"):
                return False
        return False

    def _colon(self, at: int) -> bool:
        return self.char_before(at)[0] == ":"
