"""What a number counts: its unit, the noun that bears it, and the words that go with it."""

from __future__ import annotations

from recoupe.annotate.figures.draft import Draft
from recoupe.annotate.figures.numbers import Numbers, starts_with
from recoupe.annotate.figures.words import Words
from recoupe.languages.numerals import plain
from recoupe.languages.patterns import Tokens

_NO_NOUN = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV"})
_OPENING = frozenset({"«", '"', "“"})
_CLOSING = {"«": "»", '"': '"', "“": "”"}


class Units:
    """Finds the unit behind (or before) a number."""

    def __init__(self, tokens: Tokens, words: Words, numbers: Numbers, tags: dict[int, str], taken: frozenset[int]):
        self.taken = taken  # where moments start
        self.t, self.w, self.n, self.tags = tokens, words, numbers, tags

    def find(self, d: Draft) -> None:
        """Fill in unit, noun and last token of a draft."""
        d.unit, d.last, d.noun = self._find(d)

    def _find(self, d: Draft) -> tuple[str | None, int, int | None]:
        words, w = self.t.words, self.w
        none = (None, d.end, None)
        if d.symbol:
            return d.symbol, d.end, None
        at = d.end
        if at >= len(words):
            return none
        for key, sign in w.percent.get(words[at], ()):
            if starts_with(words, at, key):
                return sign, at + len(key), None
        if money := self._money(at):
            return (*money, at)
        if w.has("of", words[at]) and (d.written == "collective" or self.n.scale_of(at - 1) or words[at - 1] in w.half):
            at += 1
            if at >= len(words) or w.has("the", words[at]) or (words[at - 1] == "des" and self.n.scale_of(at - 2)):
                return none
        hops = at
        while at < len(words) and w.has("adjectives", words[at]) and at - hops < 3 and words[at + 1 : at + 2] != ["-"]:
            at += 1
        if at < len(words) and (money := self._money(at)):
            return (*money, at)
        if at == hops and at + 1 < len(words) and words[at] in _OPENING:
            at += 1
        named = d.written == "digits" and d.low >= 2 and d.first > 0 and self.t.capital[d.first - 1]
        if not self._is_noun(at, at - hops, named):
            # "plusieurs centaines d'autres"
            return (words[at - 1], at, at - 1) if at > hops and words[at - 1] not in _OPENING else none
        if w.language == "en":
            if w.has("before_time", words[at]) and at + 1 < len(words) and w.has("time", words[at + 1]):
                return f"{words[at]} {words[at + 1]}", at + 2, at  # light years
            head = at if w.has("time", words[at]) else self._head(at)  # an 11 hour flight
            return words[head], head + 1, head
        return (*self._compound(at), at)

    def _money(self, at: int) -> tuple[str, int] | None:
        t, w = self.t, self.w
        raw = t.text[t.starts[at] : t.ends[at]]
        name = w.currency.get(raw) or w.currency.get(t.words[at])
        if name and not (t.words[at] in w.scales or (t.words[at] in ("cent", "cents") and w.language == "fr")):
            return name, at + 1
        if raw in w.letters and at + 1 < len(t.words) and t.words[at + 1] in w.currency:
            return w.currency[t.words[at + 1]], at + 2
        return None

    def _is_noun(self, at: int, hops: int, named: bool) -> bool:
        words, w = self.t.words, self.w
        if at < len(words) and self.t.starts[at] in self.taken:
            return False
        if at >= len(words) or not words[at][0].isalpha() or w.has("stop", words[at]):
            return False
        word = words[at]
        if len(word) < 2 and word != "m":
            return False
        if w.adverb.search(word) and not w.has("no_adverb", word):
            return False
        tag = self.tags.get(self.t.starts[at])
        if tag is not None:
            return tag not in _NO_NOUN or bool(w.participle.search(word))
        if w.language == "fr" and named and not self.t.capital[at] and len(word) > 3 and word[-1] not in "sxz":
            return False  # no plural behind a name's number: Ligue 2 reprend
        return not (hops and w.has("before_verb", words[at - 1]) and word.endswith("ent"))

    def _compound(self, at: int) -> tuple[str, int]:
        """A unit with what is glued to it: m3, km/h, porte-parole."""
        t = self.t
        words = t.words
        unit, stop = words[at], at + 1

        def glued(i: int) -> bool:
            return i < len(words) and t.starts[i] == t.ends[i - 1]

        if len(unit) <= 2 and glued(stop) and words[stop] in ("2", "3"):
            return unit + words[stop], stop + 1
        while glued(stop) and words[stop] in "-/" and glued(stop + 1) and words[stop + 1][0].isalpha():
            unit += words[stop] + words[stop + 1]
            stop += 2
        return unit, stop

    def _head(self, at: int) -> int:
        """The noun that a run of English words ends in: *two first-class passengers*, *ten safety alerts*."""
        words, w, t = self.t.words, self.w, self.t
        last = at
        for j in range(at, min(at + 7, len(words))):
            word, tag = words[j], self.tags.get(t.starts[j])
            if j > at:
                timed = w.has("time", word) and words[j - 1] != "-"
                if w.has("stop", word) or timed or (not word[0].isalnum() and word != "-") or tag in _NO_NOUN:
                    break
            plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and words[j + 1 : j + 2] != ["-"]
            if word[0].isalpha() and (plural or w.has("plural", word)):
                last = j
                if tag is None or j + 1 >= len(words) or self.tags.get(t.starts[j + 1]) != "NOUN":
                    return j
            elif tag == "NOUN":
                last = j
        return last

    def cents(self, d: Draft) -> None:
        """Add the hundredths behind a sum: *3 euros et 20 centimes*, *3 euros 20*."""
        words, w = self.t.words, self.w
        if d.unit not in w.moneys or w.has("hundredths", d.unit or "") or d.last >= len(words):
            return
        j = d.last + 1 if w.has("and", words[d.last]) else d.last
        got = self.n.at(j) if j < len(words) else None
        if not got or not 0 < got[0] < 100 or got[0] != int(got[0]):
            return
        follow = words[got[1]] if got[1] < len(words) else ""
        if w.has("hundredths", w.currency.get(follow, "")):
            d.low, d.high, d.last = d.low + got[0] / 100, d.low + got[0] / 100, got[1] + 1
        elif j == d.last and got[2] == "digits" and len(words[j]) == 2 and not follow[:1].isalnum():
            d.low, d.high, d.last = d.low + got[0] / 100, d.low + got[0] / 100, got[1]

    def part(self, d: Draft) -> None:
        """Give a bare number the unit of the whole behind it: *180 de ses 240 emplois*, *two of the six delegates*."""
        words, w = self.t.words, self.w
        if d.unit is not None or d.last >= len(words) or not w.has("of_whole", words[d.last]):
            return
        at = d.last + 1
        while at < len(words) and at < d.last + 3 and w.has("definite", words[at]):
            at += 1
        whole = self.n.at(at) if at < len(words) else None
        if whole is None or whole[0] < d.low:
            return
        other = Draft(at, at, whole[1], whole[0], whole[0], whole[2])
        unit = self._find(other)[0]
        if unit is not None and not (w.has("time", unit) or unit == "%" or unit in w.moneys):
            d.unit, d.part = unit, True

    def share(self, d: Draft) -> None:
        """Read *sept Français sur dix* as a percentage."""
        words, w = self.t.words, self.w
        if not d.unit or d.vague or d.ranged or d.last + 1 >= len(words) or not w.has("out_of_noun", words[d.last]):
            return
        base = self.n.at(d.last + 1)
        if not base or not 2 <= base[0] <= 100 or d.low >= base[0] or d.low != int(d.low):
            return
        follow = words[base[1]] if base[1] < len(words) else ""
        if (base[2] == "digits" and base[0] not in (2, 3, 4, 5, 6, 10, 20, 100)) or w.has("time", follow):
            return
        d.low = d.high = plain(round(100 * d.low / base[0], 1))
        d.unit, d.last, d.noun, d.share = "%", base[1], None, True

    def complement(self, d: Draft) -> tuple[str, ...]:
        """What is counted in short; the draft's end moves behind the words that say it."""
        words, w, t = self.t.words, self.w, self.t
        counted = [d.unit] if d.unit and (d.noun is not None or not (d.symbol or d.unit == "%")) else []
        at = d.last
        if at >= len(words):
            return tuple(counted)
        if d.unit == "%" and not d.share:
            if w.has("of", words[at]):
                counted += self._of(d, at + 1)
        elif d.noun is not None and d.unit not in w.moneys:
            word = words[at]
            plain_word = word[0].isalpha() and not t.capital[at] and len(word) > 4 and not w.has("stop", word)
            tag = self.tags.get(t.starts[at])
            if (
                plain_word
                and w.language != "en"
                and (tag == "ADJ" or (tag in (None, "VERB", "NOUN") and w.adjective.search(word)))
            ):
                counted.append(word)
                d.last = at + 1
        return tuple(counted)

    def quoted(self, d: Draft) -> tuple[str, ...]:
        """The rest of a unit in marks (*300 « amis du canal »*); the draft's end moves behind the closing mark."""
        words = self.t.words
        mark = words[d.noun - 1] if d.noun else ""
        if mark not in _OPENING or d.noun is None or d.noun - 1 < d.end:
            return ()
        for j in range(d.last, min(d.last + 4, len(words))):
            if words[j] == _CLOSING[mark]:
                rest = tuple(words[d.last : j])
                d.last = j + 1
                return rest
            if not words[j][0].isalnum() and words[j] not in ("-", "'", "’"):
                break
        return ()

    def _of(self, d: Draft, j: int) -> list[str]:
        """« 15 % de l'ensemble des cancers »: up to the noun."""
        words, w = self.t.words, self.w
        while j < len(words) and (w.has("the", words[j]) or w.has("adjectives", words[j])):
            j += 1
        if j + 1 < len(words) and w.has("whole", words[j]) and w.has("of", words[j + 1]):
            j += 2
            while j < len(words) and w.has("the", words[j]):
                j += 1
        if j < len(words) and words[j][0].isalpha() and not w.has("stop", words[j]) and not w.has("time", words[j]):
            d.last = j + 1
            return [words[j]]
        return []
