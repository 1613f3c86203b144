"""Text to tokens and sentences, by rule, as the press writes them; what differs by language is in `tokens.toml`.

Tokens follow Universal Dependencies: the elided word is a token (`l'`, `qu'`), so is the pronoun hung on
a verb (`-t-il`, `-elle`), an English clitic (`n't`, `'s`) and each part of an English hyphenated word;
French hyphenated words, contractions (`du`, `aux`), grouped numbers (`12 500`), abbreviations with their stop
and `(...)` are one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from recoupe.languages import table
from recoupe.parse.splits import splitter
from recoupe.parse.token_pattern import pattern

LONGEST = 160  # tokens in a sentence: beyond, it is cut at a weaker mark, so that no line is too long to parse

_OPEN = frozenset("«“„‘([{‹")
_CLOSE = frozenset("»”’)]}›")
_STRAIGHT = frozenset({'"', "''", "``", "'"})
_END = re.compile(r"^(?:[.!?…]+|\.{2,})$")
_WEAK = frozenset({";", ":", ",", "–", "—", "-"})


class Cutter:
    """The tokenizer of one language.

    >>> Cutter("fr").words("L’AFP l’a-t-elle dit ?")
    ['L’', 'AFP', 'l’', 'a', '-t-elle', 'dit', '?']
    >>> Cutter("en").words("They didn’t, O'Neill said.")
    ['They', 'did', 'n’t', ',', "O'Neill", 'said', '.']
    """

    def __init__(self, language: str | None) -> None:
        data: dict[str, Any] = table(language, "tokens") if language else {}
        self.names = frozenset(a + "." for k in ("before_names", "numbered") for a in data.get(k, ()))
        self.anywhere = frozenset(a + "." for a in data.get("anywhere", ()))
        self.openers = frozenset(data.get("openers", ()))
        self.starters = frozenset(data.get("starters", ()))
        self.titled = bool(data.get("titled"))
        self.leads = frozenset(data.get("leads", ()))
        self.whole = frozenset(w.lower() for w in data.get("whole", ()))
        self.unhung = frozenset(data.get("unhung", ()))
        self.cuts: dict[str, int] = data.get("cuts", {})
        self.prefixes = frozenset(data.get("prefixes", ()))
        self.split_hyphens = bool(self.prefixes)
        clitics = "|".join(sorted(data.get("clitics", ()), key=len, reverse=True))
        self._clitic = re.compile(rf"(?:[-‑]?[tT]['’])?[-‑](?:[tT][-‑])?(?:{clitics})$", re.I) if clitics else None
        self._loose = re.compile(rf"^[tT][-‑](?:{clitics})$", re.I) if clitics else None
        contracted = "|".join(re.escape(c).replace("'", "['’`]") for c in data.get("contracted", ()))
        self._contracted = re.compile(rf"(?:{contracted})$", re.I) if contracted else None
        self._master = re.compile(pattern(data))
        self._kinds = tuple(self._master.groupindex[k] for k in ("letters", "plain", "word"))
        self.weighed = splitter(language) if language else None

    def words(self, text: str) -> list[str]:
        """The tokens' texts."""
        return [text[a:b] for a, b in self.spans(text)]

    def spans(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Half-open positions of the tokens between `start` and `end`."""
        out: list[tuple[int, int]] = []
        add = out.append
        cuts, (letters, plain, word) = self.cuts, self._kinds
        for m in self._master.finditer(text, start, len(text) if end is None else end):
            kind = m.lastindex or 0
            span = m.span(kind)
            if kind == word or (cuts and kind in (letters, plain) and m[kind].lower() in cuts):
                at, stop = span
                if stop - at > 80:
                    add(span)
                else:
                    out += [(at + a, at + b) for a, b in self._cut(m[kind])]
            else:
                add(span)
        return out

    @cache  # noqa: B019 - one cutter a language lives as long as the program
    def _cut(self, word: str) -> tuple[tuple[int, int], ...]:
        if word.lower().replace("’", "'") in self.whole:
            return ((0, len(word)),)
        end = len(word)
        tail: list[tuple[int, int]] = []
        if self._loose and self._loose.match(word):
            return ((0, end),)
        if self._clitic and word.lower() not in self.unhung:
            while m := self._clitic.search(word, 1, end):
                if not _verbal(word[: m.start()]):
                    break
                tail.insert(0, (m.start(), end))
                end = m.start()
        if self._contracted:
            while m := self._contracted.search(word, 1, end):
                tail.insert(0, (m.start(), end))
                end = m.start()
            cut = self.cuts.get(word[:end].lower())
            if cut:
                tail.insert(0, (cut, end))
                end = cut
        if self.split_hyphens and "-" in word[:end]:
            return (*self._hyphens(word[:end]), *tail)
        return ((0, end), *tail)

    def _hyphens(self, word: str) -> list[tuple[int, int]]:
        out, at = [], 0
        for m in re.finditer("-", word):
            if m.start() == at and at == 0:
                continue
            if word[at : m.start()].lower() in self.prefixes:
                continue
            if m.start() > at:
                out.append((at, m.start()))
            out.append(m.span())
            at = m.end()
        if at < len(word):
            out.append((at, len(word)))
        return out

    # ------------------------------------------------------------------ sentences

    def sentences(self, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where the sentences of one line begin and end, as half-open positions in `spans`.

        A stop ends a sentence unless it belongs to an abbreviation or an initial, or what follows shows
        that the sentence goes on (a comma, a small letter). Closing marks belong to the sentence they close. No
        blank is needed ("AFP.Dans"). Quotations of several sentences are several sentences.
        """
        words = [text[a:b] for a, b in spans]
        found = self.by_rule(words, spans)
        if self.weighed and len(words) > 1:
            glued = [False, *(a[1] == b[0] for a, b in pairwise(spans))]
            starts = self.weighed.starts(words, glued, {a for a, _ in found if a})
            found = list(pairwise((0, *starts, len(words))))
        return [piece for s in found for piece in _shorten(words, *s)]

    def by_rule(self, words: list[str], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences of a line before the language's weights, if it has any, are asked."""
        n = len(words)
        out: list[tuple[int, int]] = []
        first = 0
        inside = False  # straight quotation marks do not tell which way they face: count them
        i = 0
        special = self.starters | {'"', "«"}
        while i < n:
            w = words[i]
            if w in special:
                if w == '"':
                    inside = not inside
                elif (w == "«" and i > first and _glued_heading(spans, words, i)) or (
                    w != "«" and i > first and self._stopless(words, first, i)
                ):
                    out.append((first, i))
                    first = i
            if w[-1] not in ".!?…":
                i += 1
                continue
            strong = _END.match(w) is not None
            if strong or w in self.anywhere or w in self.names or _initial(w):
                j = i + 1
                here = inside
                while j < n and self._closes(spans, words, j, here):
                    if words[j] == '"':
                        here = False
                    j += 1
                if j < n and self._ends(spans, words, i, j, strong):
                    out.append((first, j))
                    first = j
                    inside = here
                    i = j
                    continue
            i += 1
        if first < n:
            out.append((first, n))
        return out

    def _stopless(self, words: list[str], first: int, i: int) -> bool:
        """`Le retrait des troupes Une lettre annonçait …`: a heading without stop runs into a sentence.

        A capital on an article or pronoun in mid-sentence, a small letter after it. Titles of works (*dans Le rouge et
        le noir*) stand behind a preposition, an article or a mark.
        """
        if i + 2 >= len(words) or not words[i + 1][0].islower():
            return False
        before = words[i - 1]
        if not before[-1].isalnum() and before not in (")", "»", "”", ";"):
            return False
        if self.titled and not before.islower() and before[-1].isalpha():
            return False
        if before.lower() in self.leads or before[0] in "@#" or before in self.openers:
            return False
        return words[first][0].isupper() or any(w[0].isalpha() for w in words[first : i - 1])

    @staticmethod
    def _closes(spans: list[tuple[int, int]], words: list[str], j: int, inside: bool) -> bool:
        w = words[j]
        if w in _CLOSE:
            return True
        if w in _STRAIGHT:
            touches = spans[j][0] == spans[j - 1][1]
            return inside if w == '"' else touches
        return False

    def _ends(self, spans: list[tuple[int, int]], words: list[str], i: int, j: int, strong: bool) -> bool:
        w, after = words[i], words[j]
        blank = spans[j][0] > spans[j - 1][1]
        if not strong:
            if w in self.names:
                return False
            if not blank and j == i + 1:
                return False
            if j > i + 1:
                return after in self.openers
            return after in self.openers or (w in self.anywhere and after in _OPEN)
        if after in _OPEN or (after in _STRAIGHT and (blank or j > i + 1)):
            if w[0] == "." and len(w) == 1:
                return True
            # "… (rires)", "Non ! « oui »": look at what the mark opens
            k = j + 1
            return not (after in "([{" or (k < len(words) and words[k][:1].islower()))
        if after[0] in "-–—•*" or after in ("...", "…", "(...)", "[...]"):
            return blank and (w[0] != "…" and w[:2] != "..")
        c = after[0]
        if c.isupper():
            return blank or len(after) > 1 or j > i + 1 or (i > 0 and len(words[i - 1]) > 1)
        if c.isdigit():
            return blank and w[0] not in "…" and w[:2] != ".."
        if c in "@#":
            return blank
        if not c.isalpha() and not c.isalnum():
            return c not in ",;:/%)]}»”’.!?…'\"" and blank
        if not c.islower():
            return blank
        # a small letter goes on, unless it stands after a word's full stop: writing without capitals
        return blank and w == "." and j == i + 1 and i > 0 and len(words[i - 1]) > 2 and words[i - 1].islower()


@cache
def cutter(language: str | None) -> Cutter:
    """The one tokenizer of a language; for a language without `tokens.toml` the rules common to all."""
    return Cutter(language)


def _verbal(stem: str) -> bool:
    """A pronoun hangs on one word that is no name: `Saint-Denis-en`, `Jean-le` are left whole."""
    if _hung.match(stem):
        return True
    return stem.isalpha() and (stem[1:].islower() or len(stem) == 1 or stem.isupper())


_hung = re.compile(r"^[^\W\d_]+[-‑](?:[tT][-‑])?(?:le|la|les|lui|leur|moi|toi|nous|vous|y|en|t['’])$", re.I)


def _initial(w: str) -> bool:
    return (len(w) == 2 and w[1] == "." and w[0].isupper()) or (len(w) > 2 and w[-1] == "." and w[-3] in ".-")


def _glued_heading(spans: list[tuple[int, int]], words: list[str], i: int) -> bool:
    """`le retrait des troupes« Par respect …`: a heading printed against the quotation that follows."""
    if spans[i][0] != spans[i - 1][1] or not words[i - 1][-1].isalnum() or i + 1 >= len(words):
        return False
    return words[i + 1][:1].isupper() and i > 2


def _shorten(words: list[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    while last - first > LONGEST:
        cut = next(
            (k + 1 for k in range(first + LONGEST - 1, first + LONGEST // 2, -1) if words[k] in _WEAK), first + LONGEST
        )
        yield first, cut
        first = cut
    yield first, last
