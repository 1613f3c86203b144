"""From tokens to figures: a number, its range and bounds, its unit, and whether it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from recoupe.annotate.figures.draft import Bound, Draft
from recoupe.annotate.figures.judgement import Judge, is_code
from recoupe.annotate.figures.numbers import Numbers, starts_with
from recoupe.annotate.figures.units import Units
from recoupe.annotate.figures.words import words
from recoupe.languages.numerals import plain
from recoupe.languages.patterns import tokens
from recoupe.model import FigureNote

_PHONE = re.compile(r"(?:\d{2,3}[ .\-\u00a0\u202f]){3,}\d{2,4}")
_DOLLARS = frozenset({"us", "c", "ca", "cad", "a", "hk", "nz", "usd", "aud"})


class Reader:
    """Reads the figures of one text. `taken` are stretches that moments hold; `tags` the part of speech by position."""

    def __init__(self, text: str, language: str, taken: Sequence[tuple[int, int]], tags: dict[int, str]):
        self.text = text
        self.t = tokens(text)
        self.w = words(language)
        self.n = Numbers(self.t, self.w)
        self.units = Units(self.t, self.w, self.n, tags, frozenset(a for a, _ in taken))
        self.judge = Judge(self.t, self.w)
        self.taken = list(taken)
        self.floor = 0  # the first token that no figure holds yet
        self.last_money: str | None = None

    def read(self) -> list[FigureNote]:
        """Figures in order."""
        out: list[FigureNote] = []
        w, t = self.w, self.t
        starts = [a for a, _ in self.taken]
        phones = [m.span() for m in _PHONE.finditer(self.text)]
        for i in [k for k, word in enumerate(t.words) if word in w.opening or word[0].isdigit()]:
            if i < self.floor:
                continue
            at = t.starts[i]
            k = bisect_right(starts, at) - 1
            if (k >= 0 and at < self.taken[k][1]) or any(a <= at < b for a, b in phones):
                continue
            made, end = self._figure(i)
            self.floor = max(end, i + 1)
            if made:
                out.append(made)
        return out

    def _figure(self, i: int) -> tuple[FigureNote | None, int]:
        """The figure that starts at token `i`, if it is one, and the token behind what was read."""
        t = self.t
        got = self.n.at(i)
        if got is None:
            return None, i + 1
        low, end, written = got
        follow = t.words[end] if end < len(t.words) else ""
        if written == "digits" and is_code(self.text, t.starts[i], t.ends[end - 1], follow):
            slash = self.text[t.ends[end - 1] : t.ends[end - 1] + 1] == "/"
            return None, end + 2 if slash and follow == "/" else end
        d = Draft(i, i, end, low, low, written, approximate=written == "collective")
        self._vague(d)
        self._symbol(d)
        if not self._range(d):
            return None, d.end
        self.units.find(d)
        if d.unit and not d.ranged:
            self.units.cents(d)
        self.units.share(d)
        self.units.part(d)
        self._bounds(d)
        if not d.share and not self.judge.counts(d):
            if d.low == 1 and d.unit and self.w.has("person", d.unit):
                self.judge.last_unit = self.w.people  # une personne est morte et 200 ont été blessées
            return None, max(d.end, d.last if d.unit else d.end)
        return self._finish(d)

    # ------------------------------------------------------------- what stands before

    def _before(self, d: Draft) -> str:
        return self.t.words[d.first - 1] if d.first > self.floor else ""

    def _vague(self, d: Draft) -> None:
        """*Des dizaines de roquettes* has no number; *une*, *la*, *deux dizaines* have."""
        if d.written != "collective":
            return
        w, first = self.w, self.t.words[d.at]
        if first not in w.collective_first and not w.has("bare_scales", first):
            return  # a number of its own
        prev = self._before(d)
        if w.has("one", prev):
            d.first -= 1
            return
        d.vague = True
        if w.has("vague", prev):
            d.first -= 1

    def _symbol(self, d: Draft) -> None:
        """A sign or code of money before the number: $1.2bn, EUR 1000."""
        t = self.t
        if d.first <= self.floor:
            return
        sign = t.text[t.starts[d.first - 1] : t.ends[d.first - 1]]
        if sign not in self.w.currency or sign.islower():
            return
        d.symbol = self.w.currency[sign]
        d.first -= 1
        if d.first > self.floor and t.ends[d.first - 1] == t.starts[d.first] and t.words[d.first - 1] in _DOLLARS:
            d.first -= 1

    # ------------------------------------------------------------- what follows

    def _range(self, d: Draft) -> bool:
        """Take in *à 3500*, *et 200* (behind *entre*), *-400*; False where it is a score."""
        t, w = self.t, self.w
        if d.end >= len(t.words) or d.vague:
            return True
        join = "-" if t.words[d.end] in "–—" else t.words[d.end]
        before = self._before(d)
        between = w.has("between", before)
        if w.has("range_of", before) and d.first > 1 and w.has("change", t.words[d.first - 2]):
            return True  # passant de 72 à 100: two figures
        if not (w.has("range", join) or (between and w.has("between_and", join))):
            return True
        at = d.end + 1
        while at < len(t.words) and ((d.symbol and t.words[at] in w.currency) or w.has("range_of", t.words[at])):
            at += 1
        second = self.n.at(at)
        if second is None or (join == "-" and second[2] != "digits"):
            return True
        other, end, written = second
        scale = self.n.scale_of(end - 1)
        if other > d.low and scale and d.low < 1000 and d.low * scale <= other:
            d.low *= scale
        if other > d.low:
            d.high, d.end, d.ranged = other, end, True
            d.approximate = d.approximate or written == "collective"
            d.first -= between
            return True
        if d.written != "digits":
            return True
        if join == "-":
            d.end = end
            return False
        noun = end < len(t.words) and t.words[end][0].isalpha() and not w.has("stop", t.words[end])
        if w.has("score_join", join) and d.low < 200 and other < 100 and not noun:  # 8 à 3
            d.end = end
            return False
        return True

    def _bounds(self, d: Draft) -> None:
        t, w = self.t, self.w
        while d.first > self.floor:
            room = d.first - self.floor
            rows = w.before.get(t.words[d.first - 1], ())
            found = next(
                (b for b in rows if len(b[0]) <= room and starts_with(t.words, d.first - len(b[0]), b[0])), None
            )
            if not found:
                break
            d.bound = found[1] if d.bound in (None, "about") else d.bound  # type: ignore[assignment]
            d.first -= len(found[0])
        if d.bound:
            return
        behind = t.words[d.end] if d.end < len(t.words) else ""
        further = t.words[d.last] if d.unit and d.last < len(t.words) else ""
        if behind not in w.first_after and further not in w.first_after:
            return
        for key, kind in w.after:
            if starts_with(t.words, d.end, key) and not d.share:
                d.bound, d.end = _bound(kind), d.end + len(key)
                if not d.unit:
                    self.units.find(d)
                return
            if d.unit and starts_with(t.words, d.last, key):
                d.bound = _bound(kind)
                return

    # ------------------------------------------------------------- the result

    def _finish(self, d: Draft) -> tuple[FigureNote, int]:
        t, w = self.t, self.w
        self._unit_from_before(d)
        low: float | None = d.low
        high: float | None = d.high
        start = t.starts[d.first]
        if d.vague:
            low = high = None
        elif d.bound == "more":
            high = None
        elif d.bound == "less":
            low = None
        elif d.bound == "up":
            prev = t.words[d.first - 1] if d.first else ""
            if not prev or not prev[0].isalnum() or w.has("conj", prev):
                start = t.starts[d.at]  # « Au plus fort, jusqu'à 170.000 soldats étaient »: that many there were
            else:
                low = None
        counted = self.units.complement(d)
        counted += self.units.quoted(d)
        last = max(d.last, d.end)
        note = FigureNote(
            start, t.ends[last - 1], None if low is None else plain(low), None if high is None else plain(high),
            d.unit, counted, None, None, d.approximate or d.bound == "about",
        )  # fmt: skip
        return note, last

    def _no_noun(self, d: Draft) -> bool:
        """True where the unit that was found is a participle or an adjective: *dont 157 placées*, *dont 14 graves*."""
        if d.noun is None or d.written == "collective":
            return False
        tag = self.units.tags.get(self.t.starts[d.noun])
        return tag == "ADJ" or (tag in (None, "VERB") and bool(self.w.participle.search(self.t.words[d.noun])))

    def _unit_from_before(self, d: Draft) -> None:
        """A unit that only the figure before names, or the noun before (*niveau 9*)."""
        t, w, judge = self.t, self.w, self.judge
        prev = t.words[d.first - 1] if d.first else ""
        if d.noun is not None and judge.last_unit and w.has("contrast", prev) and self._no_noun(d):
            d.unit, d.noun = judge.last_unit, None  # dont 157 placées en garde à vue
        elif d.unit is None and self.last_money and d.low >= 1e6 and self.n.scale_of(d.end - 1):
            d.unit = self.last_money
        elif d.unit is None and judge.continues(d):
            d.unit = judge.last_unit
        elif d.unit is None and w.has("scale", prev) and d.first > self.floor:
            d.unit = prev
            d.first -= 1
        if d.unit and d.noun is not None:
            judge.last_unit = d.unit
        if d.unit in w.moneys:
            self.last_money = d.unit


def _bound(kind: str) -> Bound:
    return {"more": "more", "less": "less", "about": "about"}[kind]  # type: ignore[return-value]
