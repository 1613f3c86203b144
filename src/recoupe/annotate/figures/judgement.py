"""Whether a number is one that a reader would compare."""

from __future__ import annotations

import re

from recoupe.annotate.figures.draft import Draft
from recoupe.annotate.figures.words import Words
from recoupe.languages.patterns import Tokens

_ORDINAL = re.compile(r"(?:er|re|ère|e|è|ème|eme|nd|nde|ᵉ|ᵉʳ|th|st|rd)s?\b")
_CLOCK = re.compile(r"\s?[hH:]\s?\d{2}\b|\s?[hH]\b|\s?heures?\b|\s?(?:[ap]\.?m\b)|\s?o['’]clock")
_GLUED = frozenset(
    {"km", "m", "kg", "g", "l", "cm", "mm", "ha", "mw", "gw", "kw", "tonnes", "euros", "eur", "ml", "mph", "ft", "lb"}
    | {"million", "millions", "billion", "k", "bn", "md", "mds", "chf"}
)
_YEARS = range(1900, 2051)


def is_code(text: str, start: int, stop: int, follow: str) -> bool:
    """True where a number in digits is glued to a letter, a mark or another number: a name, a code, a clock."""
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "_#@°":
        return True
    if (
        before in "-/.,:"
        and start > 1
        and not text[start - 2].isspace()
        and not (before == "-" and text[start - 2].isdigit())
    ):
        return True
    if before == "-" and start > 1 and text[start - 2].isdigit():
        lead = text[max(0, start - 12) : start - 1].rstrip("0123456789")
        if lead[-1:].isalpha():
            return True  # J1131-1231
    if before == "=" or text[max(0, start - 2) : start] in ('="', "='"):
        return True  # an attribute of markup
    rest = text[stop : stop + 12]
    if _ORDINAL.match(rest) or _CLOCK.match(rest):
        return True
    if rest[:1].isalpha() and follow not in _GLUED:
        return True
    return rest[:1] == "/" and rest[1:2].isdigit()


class Judge:
    """Decides by the words round a number. `last_unit` is the unit of the figure before."""

    def __init__(self, tokens: Tokens, words: Words):
        self.t, self.w = tokens, words
        self.last_unit: str | None = None

    def continues(self, d: Draft) -> bool:
        """True where a number goes on counting what the one before counted: *170 lycées, contre 450 la veille*."""
        if not self.last_unit:
            return False
        words = self.t.words
        prev = words[d.first - 1] if d.first else ""
        follow = words[d.end] if d.end < len(words) else ""
        if follow.endswith("'") and d.end + 1 < len(words):
            follow += words[d.end + 1]  # deux d'entre eux
        alone = (
            d.low >= 2 and d.written == "words" and not self.w.has("definite", prev) and not self.w.has("pairs", prev)
        )
        return self.w.has("contrast", prev) or ((d.low >= 10 or alone) and self.w.has("had", follow))

    def _part(self, d: Draft) -> bool:
        """True where the number is the whole of which a part is told: *deux des six élus*, *l'une des sept*."""
        words, w = self.t.words, self.w
        at = d.first - 1 if w.has("of_whole", words[d.first - 1]) else d.first - 2
        if at < 1 or not w.has("of_whole", words[at]):
            return False
        before = words[at - 1]
        return before[0].isdigit() or before in w.starters or w.has("one_of", before)

    def counts(self, d: Draft) -> bool:
        """True where the draft is a figure."""
        t, w = self.t, self.w
        words = t.words
        prev = words[d.first - 1] if d.first else ""
        noun = words[d.noun] if d.noun is not None else None
        if noun and w.has("time", noun):
            after = words[d.noun + 1] if d.noun is not None and d.noun + 1 < len(words) else ""
            return w.has("multiple", noun) and w.has("comparative", after)
        if d.vague:
            return noun is not None
        if self._is_reference(d, prev, noun):
            return False
        if d.written == "collective" and d.unit is None and w.has("of_age", words[d.first]):
            return False  # Rose, la trentaine
        if d.written == "words":
            return self._spelled(d, prev)
        if d.unit is None:
            return self._bare(d, prev)
        if d.written == "digits" and d.unit != "%" and not d.symbol and not d.bound and d.low in _YEARS:
            plain_year = t.ends[d.end - 1] - t.starts[d.at] == 4
            if plain_year and not (noun and noun.endswith(("s", "x"))) and d.unit not in w.moneys:
                return False
        return self._common(d, prev)

    def _is_reference(self, d: Draft, prev: str, noun: str | None) -> bool:
        t, w = self.t, self.w
        if w.has("reference", prev) and not (d.bound or d.symbol or d.unit == "%"):
            return True
        if prev in ("°", "#") or (prev == "." and d.first > 1 and w.has("abbreviation", t.words[d.first - 2])):
            return True
        if noun is None or d.noun is None or d.unit in w.moneys:
            return False
        named = bool(prev) and prev[0].isalpha() and t.capital[d.first - 1] and len(prev) > 2
        if w.language == "en" and named and d.written == "digits" and d.low >= 2:
            plural = noun.endswith("s") or w.has("plural", noun)
            if not plural and not d.bound:
                return True  # the Falcon 9 rocket
        if not t.capital[d.noun]:
            return False
        if d.written == "digits" and w.has("measure_names", noun):
            return True
        return w.language == "en" and d.written == "digits" and named

    def _spelled(self, d: Draft, prev: str) -> bool:
        t, w = self.t, self.w
        if d.low == 0:
            return False
        if d.low == 1 and not d.ranged:
            return d.bound in ("more", "less") and d.unit is not None and w.has("least", t.words[d.at - 1])
        if d.unit is None or d.part:
            return d.part or (self.continues(d) and d.low > 1) or (bool(d.bound) and d.low >= 10) or d.low >= 1000
        if t.capital[d.at] and d.noun is not None and t.capital[d.noun] and prev:
            # les Trente Glorieuses, « Trois Glorieuses »
            closed = t.words[d.noun + 1 : d.noun + 2] in (['"'], ["»"], ["”"])
            if prev[0].isalpha() or (prev in '"«“' and closed):
                return False
        return self._common(d, prev)

    def _common(self, d: Draft, prev: str) -> bool:
        t, w = self.t, self.w
        if d.unit in w.moneys or d.unit == "%":
            return True
        if d.written != "collective" and w.has("definite", prev) and d.low < 10 and not d.bound and d.noun is not None:
            return self._part(d)  # les deux pays: known to the reader, not counted
        if d.noun is not None and t.capital[d.noun]:
            return d.low >= 2 and len(t.words[d.noun]) > 3 and not w.has("reference", prev)
        return True

    def _bare(self, d: Draft, prev: str) -> bool:
        """A number in digits (or a dozen) without a noun."""
        t, w = self.t, self.w
        if w.has("scale", prev) or d.part:
            return True
        plain_year = d.low in _YEARS and t.ends[d.end - 1] - t.starts[d.at] == 4
        if self.continues(d) and not plain_year:
            return True
        if d.ranged:
            return bool(d.bound) or d.low >= 100
        if d.first and t.capital[d.first - 1] and prev[0].isalpha() and not d.bound:
            return False
        if t.ends[d.end - 1] - t.starts[d.at] > 4 or d.low >= 10000:
            return True
        if d.bound and d.low >= 10 and not plain_year:
            return True
        return d.low >= 100 and not 1000 <= d.low <= 2100 and w.has("be", prev)
