"""Numbers that a reader would compare: how many, how much, with bounds, unit, place and time.

The words come from the language's `numbers.toml`. Left out: what a moment already holds, ages and durations,
clock times, ordinals, scores, references (article 49), numbers in names (France 2), *un* and *une* without a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Any, Literal

from recoupe.languages import available, table
from recoupe.languages.numerals import digits, plain, read_digits, read_words, starters
from recoupe.languages.patterns import Tokens, tokens
from recoupe.model import Article, FigureNote, Notes, Parse, Span, TimeExpression

KINDS = frozenset({"title", "standfirst", "body", "social", "caption"})
_BOUND = Literal["more", "less", "about", "up"]
_SPLIT = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?|[^\w\s]|\d+")
_ORDINAL = re.compile(r"(?:er|re|ère|e|è|ème|eme|nd|nde|ᵉ|ᵉʳ|th|st|rd)s?\b")
_NO_NOUN = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV"})
_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|is|us|ies|ed|en|ing|ts|tes)$")
_MENT = frozenset(
    {
        "logement",
        "appartement",
        "département",
        "établissement",
        "versement",
        "licenciement",
        "document",
        "argument",
        "médicament",
        "monument",
    }
)
_PHONE = re.compile(r"(?:\d{2,3}[ .\-\u00a0\u202f]){3,}\d{2,4}")
_CLOCK = re.compile(r"\s?[hH:]\s?\d{2}\b|\s?[hH]\b|\s?heures?\b|\s?(?:[ap]\.?m\b)|\s?o['’]clock")


class _Words:
    """One language's words round numbers."""

    def __init__(self, language: str):
        data = table(language, "numbers")
        self.language = language
        self.digits = digits(language)
        self.starters = starters(language)
        self.collectives: dict[tuple[str, ...], float] = {
            _cut(k): float(v) for k, v in data.get("collectives", {}).items()
        }
        self.collective_first = frozenset(k[0] for k in self.collectives)
        self.letters: dict[str, float] = {k: float(v) for k, v in data.get("letters", {}).items()}
        self.currency: dict[str, str] = data.get("currency", {})
        self.percent = [_cut(w) for w in data.get("percent", {}).get("words", ())]
        bounds = data.get("bounds", {})
        self.before: list[tuple[tuple[str, ...], str]] = []
        for kind in ("more", "less", "about", "up"):
            self.before += [(_cut(w), kind) for w in bounds.get(kind, ())]
        self.before.sort(key=lambda b: -len(b[0]))
        self.last_before = frozenset(b[0][-1] for b in self.before)
        self.after: list[tuple[tuple[str, ...], str]] = []
        for kind in ("more", "less", "about"):
            self.after += [(_cut(w), kind) for w in bounds.get("after_" + kind, ())]
        self.after.sort(key=lambda b: -len(b[0]))
        words: dict[str, Any] = data.get("words", {})
        self.sets: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in words.items()}
        self.out_of = frozenset(words.get("out_of_noun", ()))
        self.half = frozenset(data.get("half", ()))
        self.hundredths = frozenset(words.get("hundredths", ()))
        self.scales = {w: v for w, v in data.get("scales", {}).items()}

    def has(self, name: str, word: str) -> bool:
        return word in self.sets.get(name, frozenset())


def _cut(word: str) -> tuple[str, ...]:
    if word.endswith(("'", "’")):
        head = word[:-1].rpartition(" ")
        return (*_cut(head[0]), head[2].lower() + "'") if head[0] else (word.lower(),)
    return tuple(m[0].lower().replace("’", "'") for m in _SPLIT.finditer(word))


@cache
def _words(language: str) -> _Words:
    return _Words(language)


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[FigureNote, ...]:
    """Figures of one article, in order of position. `notes` holds what earlier annotators found."""
    language = article.language if article.language in available() and table(article.language, "numbers") else "fr"
    found = _Reader(article.text, language, notes.times, {t.start: t.pos for t in parse.tokens}).read()
    spans = [(s.start, s.end) for s in sorted(article.sections) if s.kind in KINDS]
    starts = [s for s, _ in spans]
    out = []
    places = [n for n in parse.names if n.kind == "place"]
    for f in found:
        i = bisect_right(starts, f.start) - 1
        if i >= 0 and f.end <= spans[i][1]:
            out.append(_situate(f, article.text, notes.times, places))
    return tuple(out)


def read(text: str, language: str = "fr") -> tuple[FigureNote, ...]:
    """Figures of a bare text.

    >>> [(f.low, f.high, f.unit) for f in read("Plus de 3.000 manifestants, entre 15 et 20 % des élèves")]
    [(3000, None, 'manifestants'), (15, 20, '%')]
    """
    return tuple(_Reader(text, language, ()).read())


def _sentence(text: str, at: int) -> tuple[int, int]:
    a = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at), text.rfind("! ", 0, at), text.rfind("? ", 0, at)) + 1
    ends = [e for e in (text.find(". ", at), text.find("\n", at), text.find("! ", at), text.find("? ", at)) if e >= 0]
    return a, min(ends, default=len(text))


def _situate(f: FigureNote, text: str, times: tuple[TimeExpression, ...], places: list[Any]) -> FigureNote:
    """The figure with the nearest moment and place of its sentence."""
    a, b = _sentence(text, f.start)

    def near(spans: Any) -> Span | None:
        inside = [s for s in spans if a <= s.start and s.end <= b and not (s.start < f.end and f.start < s.end)]
        best = min(inside, key=lambda s: min(abs(s.start - f.end), abs(f.start - s.end)), default=None)
        return Span(best.start, best.end) if best else None

    i = bisect_left([t.start for t in times], a) if times else 0
    moment = near([t for t in times[i : i + 12] if not t.vague])
    return FigureNote(f.start, f.end, f.low, f.high, f.unit, f.counted, near(places), moment, f.approximate)


class _Reader:
    def __init__(self, text: str, language: str, times: tuple[TimeExpression, ...], pos: dict[int, str] | None = None):
        self.text = text
        self.w = _words(language)
        self.t: Tokens = tokens(text)
        self.taken = [(t.start, t.end) for t in times]
        self.taken_starts = [s for s, _ in self.taken]
        self.pos = pos or {}
        self.floor = 0
        self.last_unit: str | None = None
        self.last_money: str | None = None

    def read(self) -> list[FigureNote]:
        words, w, t = self.t.words, self.w, self.t
        out: list[FigureNote] = []
        self.floor = 0
        phones = [m.span() for m in _PHONE.finditer(self.text)]
        for i, word in enumerate(words):
            if i < self.floor or not (word[0].isdigit() or word in w.starters or word in w.collective_first):
                continue
            if phones and any(a <= t.starts[i] < b for a, b in phones):
                continue
            k = bisect_right(self.taken_starts, t.starts[i]) - 1
            if k >= 0 and t.starts[i] < self.taken[k][1]:
                continue
            made, end = self._figure(i)
            self.floor = max(end, i + 1)
            if made:
                out.append(made)
        return out

    # ------------------------------------------------------------- one number

    def _number(self, i: int) -> tuple[float | None, int, str] | None:
        """Value, token behind it, and how it is written (digits, words, collective); None where it is none."""
        words, t, w, text = self.t.words, self.t, self.w, self.text
        if i >= len(words):
            return None
        if words[i][0].isdigit():
            m = w.digits.match(text, t.starts[i])
            if not m:
                return None
            end = t.at(m.end())
            value: float = read_digits(m[0], w.language)
            if end < len(words) and t.starts[end] < m.end():
                return None
            raw = text[t.starts[end] : t.ends[end]] if end < len(words) else ""
            if (
                raw in w.letters
                and not (raw in "kK" and value < 10)
                and (t.starts[end] - m.end() <= 1)
                and (
                    t.starts[end] == m.end()
                    or (text[t.ends[end] : t.ends[end] + 1] in "€$£" and text[t.ends[end] : t.ends[end] + 1])
                    or (end + 1 < len(words) and (words[end + 1] in w.currency or words[end + 1] in w.sets["of"]))
                )
            ):
                return value * w.letters[raw], end + 1, "digits"
            half = (
                end + 2 < len(words)
                and words[end] in w.scales
                and words[end + 1] in w.sets["and"]
                and words[end + 2] in w.half
            )
            if half:
                return (value + 0.5) * float(w.scales[words[end]]), end + 3, "digits"
            scaled = read_words(words, end, w.language) if end < len(words) and words[end] in w.scales else None
            if scaled and w.scales.get(words[scaled[1] - 1]):
                return value * scaled[0], scaled[1], "digits"
            return value, end, "digits"
        for key, value in w.collectives.items():
            if tuple(words[i : i + len(key)]) == key:
                end = i + len(key)
                while (
                    end + 1 < len(words)
                    and words[end] in w.sets["of"]
                    and (words[end + 1] in w.scales or (words[end + 1],) in w.collectives)
                ):
                    value *= float(w.scales.get(words[end + 1]) or w.collectives[(words[end + 1],)])
                    end += 2
                return value, end, "collective"
        if w.has("bare_scales", words[i]):
            return float(w.scales[words[i]]), i + 1, "collective"
        spelled = read_words(words, i, w.language)
        if not spelled:
            return None
        value, end = spelled
        if (
            end + 1 < len(words)
            and words[end] in w.sets["and"]
            and words[end + 1] in w.half
            and w.scales.get(words[end - 1])
        ):
            return value + float(w.scales[words[end - 1]]) / 2, end + 2, "words"
        follow = self._collective(end)
        if follow:
            return value * follow[0], follow[1], "collective"
        return value, end, "words"

    def _collective(self, i: int) -> tuple[float, int] | None:
        words, w = self.t.words, self.w
        if i < len(words) and words[i] in w.collective_first:
            got = self._number(i)
            if got and got[2] == "collective" and got[0] is not None:
                return got[0], got[1]
        return None

    def _figure(self, i: int) -> tuple[FigureNote | None, int]:
        words, t, w, text = self.t.words, self.t, self.w, self.text
        got = self._number(i)
        if got is None or got[0] is None:
            return None, i + 1
        low, end, how = got
        first = i
        # glued to a letter, a mark or another number: part of a name, a code, a decimal
        before = text[t.starts[i] - 1] if t.starts[i] else " "
        if how == "digits" and (
            before.isalnum()
            or before in "_#@°"
            or (before in "-/.,:" and t.starts[i] > 1 and not text[t.starts[i] - 2].isspace())
        ):
            if not (before == "-" and text[t.starts[i] - 2 : t.starts[i] - 1].isdigit()):
                return None, end
        stop = t.ends[end - 1]
        rest = text[stop : stop + 12]
        if how == "digits" and (_ORDINAL.match(rest) or _CLOCK.match(rest)):
            return None, end
        if (
            how == "digits"
            and rest[:1].isalpha()
            and words[end]
            not in ("km", "m", "kg", "g", "l", "cm", "mm", "ha", "mw", "gw", "tonnes", "euros", "eur", "ml")
        ):
            return None, end
        if rest[:1] == "/" and rest[1:2].isdigit():
            return None, t.at(stop + 2) + 1
        prev = words[first - 1] if first else ""
        # vague: "des dizaines de roquettes"
        if (
            how == "collective"
            and (words[i] in w.collective_first or w.has("bare_scales", words[i]))
            and w.has("one", words[first - 1] if first else "")
        ):
            first, prev = first - 1, words[first - 2] if first > 1 else ""
            spelled = True
        else:
            spelled = words[i] not in w.collective_first and not w.has(
                "bare_scales", words[i]
            )  # "une quinzaine", "deux centaines", "3 douzaines"
        vague = how == "collective" and not spelled
        if (vague and w.has("vague", prev) and prev not in w.sets["of"] | {"par", "les", "ces"}) or (
            vague and prev == "des"
        ):
            first -= 1
        high: float | None = low
        approximate = how == "collective"
        # currency sign before
        symbol = None
        sign = text[t.starts[first - 1] : t.ends[first - 1]] if first > self.floor else ""
        if sign in w.currency and not sign.islower():
            symbol = w.currency[sign]
            first -= 1
            if (
                first
                and t.ends[first - 1] == t.starts[first]
                and words[first - 1] in ("us", "c", "ca", "cad", "a", "hk", "nz", "usd", "aud")
            ):
                first -= 1
            prev = words[first - 1] if first else ""
        # range
        ranged = False
        joins = w.sets["range"]
        if end < len(words) and not vague:
            join = words[end]
            between = first > self.floor and w.has("between", words[first - 1])
            if join in joins or (between and w.has("between_and", join)) or join in "–—":
                at = end + 1
                if at < len(words) and symbol and words[at] in w.currency:
                    at += 1
                if at < len(words) and words[at] in ("de", "d'", "à"):
                    at += 1
                second = self._number(at) if at < len(words) else None
                if second and second[0] is not None and (join not in "-–—" or second[2] == "digits"):
                    other = second[0]
                    scale = self._scale_of(second[1] - 1)
                    if low is not None and other > low and scale and low < 1000 and low * scale <= other:
                        low *= scale
                    if low is not None and other > low:
                        high, end, ranged = other, second[1], True
                        approximate = approximate or second[2] == "collective"
                        if between:
                            first -= 1
                        prev = words[first - 1] if first else ""
                    elif join in "-–—" and how == "digits":
                        return None, second[1]  # a score, a law
                    elif (
                        join == "à" and how == "digits" and second[1] and other < 100 and low is not None and low < 200
                    ):
                        unit_after = (
                            second[1] < len(words)
                            and words[second[1]][0].isalpha()
                            and not w.has("stop", words[second[1]])
                        )
                        if not unit_after:
                            return None, second[1]  # 8 à 3
        # unit
        unit, unit_end, noun_at = self._unit(end, how, symbol)
        if unit and not ranged and low is not None:
            cents, unit_end = self._cents(unit, unit_end)
            low = high = low + cents
        share = self._share(low, unit, unit_end) if not vague and not ranged else None
        if share:
            low = high = share[0]
            unit, unit_end, noun_at = "%", share[1], None
        # bounds
        bound, first = self._bound_before(first)
        if bound is None:
            for key, kind in w.after:
                if tuple(words[end : end + len(key)]) == key:
                    bound, end = kind, end + len(key)
                    if not unit:
                        unit, unit_end, noun_at = self._unit(end, how, symbol)
                    break
                if unit and tuple(words[unit_end : unit_end + len(key)]) == key:
                    bound = kind
                    break
        # judge
        if not share and not self._counts(i, first, end, low, how, unit, noun_at, bound, ranged, vague, symbol):
            return None, max(end, unit_end if unit else end)
        if (
            unit is None
            and self.last_unit
            and first
            and (w.has("contrast", words[first - 1]) or (end < len(words) and w.has("had", words[end])))
        ):
            unit = self.last_unit
        elif unit is None and self.last_money and low is not None and low >= 1e6 and self._scale_of(end - 1):
            unit = self.last_money
        if unit and noun_at is not None:
            self.last_unit = unit
        if unit in self.w.currency.values():
            self.last_money = unit
        if not unit:
            lead = words[first - 1] if first else ""
            if w.has("scale", lead) and first > self.floor:
                unit, first = lead, first - 1
        exact_low: float | None = low
        if vague:
            exact_low = high = None
        elif bound == "more":
            high = None
        elif bound == "less":
            exact_low, high = None, (high if ranged else low)
        elif bound == "up":
            subject = first == 0 or words[first - 1] in ',.;:!?\n"«»()' or w.has("conj", words[first - 1])
            if not subject:
                exact_low = None
        elif bound == "about":
            approximate = True
        last = unit_end if unit and unit_end > end else end
        counted, last = self._complement(noun_at, last, unit)
        start = t.starts[first]
        if bound == "up" and exact_low is not None:
            start = t.starts[i]
        return (
            FigureNote(
                start, t.ends[last - 1], None if exact_low is None else plain(exact_low), None if high is None else plain(high),
                unit, counted, None, None, approximate,
            ),
            last,
        )  # fmt: skip

    def _share(self, low: float | None, unit: str | None, at: int) -> tuple[float, int] | None:
        """*Sept Français sur dix* as a percentage, and the token behind it."""
        words, w = self.t.words, self.w
        if low is None or not unit or at + 1 >= len(words) or words[at] not in w.out_of:
            return None
        base = self._number(at + 1)
        if not base or base[0] is None or not 2 <= base[0] <= 100 or low >= base[0] or low != int(low):
            return None
        follow = words[base[1]] if base[1] < len(words) else ""
        if base[2] == "digits" and base[0] not in (2, 3, 4, 5, 6, 10, 20, 100) or w.has("time", follow):
            return None
        return plain(round(100 * low / base[0], 1)), base[1]

    def _cents(self, unit: str, at: int) -> tuple[float, int]:
        """The hundredths behind a sum (*3 euros et 20 centimes*, *3 euros 20*), and the token behind them."""
        words, w = self.t.words, self.w
        if unit not in w.currency.values() or unit in w.hundredths:
            return 0.0, at
        j = at + 1 if at < len(words) and words[at] in w.sets["and"] else at
        got = self._number(j) if j < len(words) else None
        if not got or got[0] is None or not 0 < got[0] < 100 or got[0] != int(got[0]):
            return 0.0, at
        follow = words[got[1]] if got[1] < len(words) else ""
        if w.currency.get(follow) in w.hundredths:
            return got[0] / 100, got[1] + 1
        if j == at and got[2] == "digits" and len(words[at]) == 2 and (not follow or not follow[0].isalnum()):
            return got[0] / 100, got[1]
        return 0.0, at

    def _scale_of(self, i: int) -> float | None:
        word = self.t.words[i]
        scale = self.w.scales.get(word) or self.w.letters.get(self.text[self.t.starts[i] : self.t.ends[i]])
        return float(scale) if scale else None

    def _bound_before(self, first: int) -> tuple[str | None, int]:
        words, w = self.t.words, self.w
        bound: str | None = None
        while first > self.floor and words[first - 1] in w.last_before:
            for key, kind in w.before:
                if len(key) <= first - self.floor and tuple(words[first - len(key) : first]) == key:
                    bound = kind if bound is None or bound == "about" else bound
                    first -= len(key)
                    break
            else:
                break
        return bound, first

    def _unit(self, end: int, how: str, symbol: str | None) -> tuple[str | None, int, int | None]:
        """Unit, token behind it, and the token of its noun."""
        words, w, t = self.t.words, self.w, self.t
        if symbol:
            return symbol, end, None
        for key in w.percent:
            if tuple(words[end : end + len(key)]) == key:
                return "%", end + len(key), None
        at = end
        if at >= len(words):
            return None, end, None
        raw = self.text[t.starts[at] : t.ends[at]]
        if raw in w.currency or (words[at] in w.currency and words[at] not in ("cent", "cents")):
            return w.currency.get(raw) or w.currency[words[at]], at + 1, at
        if raw in w.letters and at + 1 < len(words) and words[at + 1] in w.currency:
            return w.currency[words[at + 1]], at + 2, at
        if words[at] in w.sets["of"] and (how == "collective" or self._scale_of(at - 1)):
            at += 1
            if at < len(words) and w.has("the", words[at]) or (words[at - 1] == "des" and self._scale_of(at - 2)):
                return None, end, None
        hops = 0
        while at < len(words) and w.has("adjectives", words[at]) and hops < 3:
            at, hops = at + 1, hops + 1
        if at < len(words) and words[at] in w.currency and words[at] not in ("cent", "cents"):
            return w.currency[words[at]], at + 1, at
        if at < len(words) and words[at] in '«"“(' and hops == 0 and at + 1 < len(words) and words[at] != "(":
            at += 1
        if (
            at >= len(words)
            or not words[at][0].isalpha()
            or w.has("stop", words[at])
            or (len(words[at]) < 2 and words[at] not in "m")
        ):
            if hops:  # "plusieurs centaines d'autres"
                return words[at - 1], at, at - 1
            return None, end, None
        if (
            at + 1 < len(words)
            and words[at + 1] in ("2", "3")
            and t.starts[at + 1] == t.ends[at]
            and len(words[at]) <= 2
        ):
            return words[at] + words[at + 1], at + 2, at
        if self.w.language == "en":
            head = self._head(at)
            return words[head], head + 1, head
        # compounds: kilomètres par heure, gilets-jaunes stay with their first noun
        stop = at + 1
        unit = words[at]
        while (
            stop + 1 < len(words)
            and words[stop] == "-"
            and t.ends[stop - 1] == t.starts[stop] == t.ends[stop] - 1
            and t.starts[stop + 1] == t.ends[stop]
            and words[stop + 1][0].isalpha()
        ):
            unit += "-" + words[stop + 1]
            stop += 2
        if (
            stop + 1 < len(words)
            and words[stop] == "/"
            and words[stop + 1][0].isalpha()
            and t.starts[stop + 1] == t.ends[stop]
        ):
            unit += "/" + words[stop + 1]
            stop += 2
        return unit, stop, at

    def _head(self, at: int) -> int:
        """The noun that a run of English words ends in: *two first-class passengers*, *ten safety alerts*."""
        words, w, t = self.t.words, self.w, self.t
        last = at
        for j in range(at, min(at + 7, len(words))):
            word = words[j]
            if j > at and (
                w.has("stop", word)
                or (w.has("time", word) and words[j - 1] != "-")
                or (not word[0].isalnum() and word != "-")
            ):
                break
            pos = self.pos.get(t.starts[j])
            if pos in ("VERB", "AUX", "ADP", "ADV", "DET", "PRON") and j > at:
                break
            if word[0].isalpha() and (
                w.has("plural", word)
                or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and words[j + 1 : j + 2] != ["-"])
            ):
                last = j
                if pos is None or self.pos.get(t.starts[j + 1] if j + 1 < len(words) else -1) != "NOUN":
                    return j
            elif pos == "NOUN":
                last = j
        return last

    def _is_verb(self, at: int, hops: int) -> bool:
        """True where the word behind a number is no noun but the verb: *deux autres répondent*."""
        word = self.t.words[at]
        pos = self.pos.get(self.t.starts[at])
        if pos is not None:
            return pos in _NO_NOUN and not _PARTICIPLE.search(word)
        return (
            self.w.language == "fr"
            and hops > 0
            and self.t.words[at - 1] in ("autres", "premiers", "derniers")
            and word.endswith("ent")
        )

    def _counts(
        self, i: int, first: int, end: int, low: float | None, how: str, unit: str | None, noun_at: int | None,
        bound: str | None, ranged: bool, vague: bool, symbol: str | None,
    ) -> bool:  # fmt: skip
        """True where the number is one that a reader would compare."""
        words, w, t = self.t.words, self.w, self.t
        if low is None:
            return False
        prev = words[first - 1] if first else ""
        raw_unit = words[noun_at] if noun_at is not None else None
        if raw_unit and w.has("time", raw_unit):
            if (
                w.has("multiple", raw_unit)
                and noun_at is not None
                and noun_at + 1 < len(words)
                and w.has("comparative", words[noun_at + 1])
            ):
                return True
            return False
        if vague:
            return bool(unit) and noun_at is not None and not (t.capital[noun_at] and False)
        if w.has("reference", prev) and not (bound or symbol or unit == "%"):
            return False
        if prev in ("°", "#") or (
            prev == "." and first > 1 and words[first - 2] in ("n", "art", "no", "p", "tel", "tél")
        ):
            return False
        if noun_at is not None and t.capital[noun_at] and how == "digits" and w.has("measure_names", words[noun_at]):
            return False
        if how == "words" and low == 1 and not ranged:
            return bound in ("more", "less") and unit is not None and w.has("least", words[i - 1])
        if how == "words" and low == 0:
            return False
        named = how == "words" and t.capital[i] and noun_at is not None and t.capital[noun_at]
        if (
            named
            and prev
            and (
                prev[0].isalpha()
                or prev in '"«“'
                and noun_at is not None
                and words[noun_at + 1 : noun_at + 2] in (['"'], ["»"], ["”"])
            )
        ):
            return False  # les Trente Glorieuses
        plain_year = how == "digits" and 1900 <= low <= 2050 and t.ends[end - 1] - t.starts[i] == 4
        if plain_year and not symbol and unit != "%" and not bound and not (raw_unit and raw_unit.endswith(("s", "x"))):
            return False
        if how == "words" and unit is None:
            return (bool(bound) and low >= 10) or low >= 1000
        if how != "collective" and w.has("definite", prev) and low < 10 and not bound and noun_at is not None:
            return False
        if unit is None:
            if w.has("scale", prev):
                return True
            follow = words[end] if end < len(words) else ""
            if (
                how == "digits"
                and self.last_unit
                and (w.has("contrast", prev) or low >= 10 and w.has("had", follow))
                and not (1900 <= low <= 2050)
            ):
                return True
            if ranged:
                return bool(bound) or low >= 100
            if first and t.capital[first - 1] and prev[0].isalpha() and not bound:
                return False
            grouped = t.ends[end - 1] - t.starts[i] > 4 or low >= 10000
            return (
                grouped
                or (bool(bound) and low >= 10 and not (1900 <= low <= 2100))
                or (low >= 100 and not (1000 <= low <= 2100) and w.has("be", prev))
            )
        if noun_at is not None and text_in(w.currency, self.text[t.starts[noun_at] : t.ends[noun_at]], words[noun_at]):
            return True
        if (
            noun_at is not None
            and t.capital[noun_at]
            and how == "digits"
            and first
            and prev[0].isalpha()
            and t.capital[first - 1]
            and self.w.language == "en"
        ):
            return False  # Expedition 39 Commander
        if t.capital[noun_at] if noun_at is not None else False:
            # "20 Minutes", "36 Quai des Orfèvres", but "120 Français"
            return low >= 2 and len(words[noun_at or 0]) > 3 and not w.has("reference", prev)
        return True

    def _complement(self, noun_at: int | None, last: int, unit: str | None) -> tuple[tuple[str, ...], int]:
        """What is counted in short, and the end of the words that say it."""
        words, w, t = self.t.words, self.w, self.t
        counted: list[str] = []
        if noun_at is not None and unit:
            counted.append(unit)
        at = last
        if unit == "%" or (noun_at is not None and self.text[t.starts[noun_at] : t.ends[noun_at]] in w.currency):
            # "15 % de l'ensemble des cancers": up to the noun
            if unit == "%" and at < len(words) and words[at] in w.sets["of"]:
                j = at + 1
                while j < len(words) and (
                    words[j] in ("la", "l'", "les", "nos", "ses", "leurs", "ces", "the", "all")
                    or w.has("adjectives", words[j])
                ):
                    j += 1
                if j + 1 < len(words) and words[j] in ("ensemble", "totalité") and words[j + 1] in w.sets["of"]:
                    j += 2
                if (
                    j < len(words)
                    and words[j][0].isalpha()
                    and not w.has("stop", words[j])
                    and not w.has("time", words[j])
                ):
                    counted.append(words[j])
                    return tuple(counted), j + 1
            return tuple(counted), last
        if (
            noun_at is not None
            and at < len(words)
            and words[at][0].isalpha()
            and not t.capital[at]
            and not w.has("stop", words[at])
            and len(words[at]) > 4
        ):
            if re.search(w_adjective(w.language), words[at]):
                counted.append(words[at])
                return tuple(counted), at + 1
        return tuple(counted), last


def text_in(table: dict[str, str], *forms: str) -> bool:
    """True where a table has one of the forms."""
    return any(f in table for f in forms)


@cache
def w_adjective(language: str) -> str:
    """The endings by which a word behind its noun is taken for its adjective."""
    return str(table(language, "numbers").get("adjective_ending", r"(?!)"))
