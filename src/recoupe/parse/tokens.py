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
        self._master = re.compile(_pattern(data))
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


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""The lines of a stretch; a line broken in mid-sentence (small letter after no stop) goes on.

    >>> text = "Un titre\nUn corps qui est coupé bien après quarante signes\nen deux.\n"
    >>> [text[a:b] for a, b in lines(text, 0, len(text))]
    ['Un titre', 'Un corps qui est coupé bien après quarante signes\nen deux.']
    """
    if _wrapped(text[start:end]):
        yield start, end
        return
    held: tuple[int, int] | None = None
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if not text[at : min(stop, at + 50)].strip() and not text[at:stop].strip():
            if held:
                yield held
            held = None
        else:
            if (
                held
                and held[1] == at - 1
                and held[1] - held[0] > 40
                and text[at].islower()
                and _open_end(text[held[1] - 1])
            ):
                held = (held[0], stop)
            else:
                if held:
                    yield held
                held = (at, stop)
        at = stop + 1
    if held:
        yield held


def _wrapped(stretch: str) -> bool:
    """True where a paragraph is wrapped at a width: cleaning gives it as one section, most of its lines end open."""
    rows = stretch.strip().split("\n")
    if len(rows) < 3 or not all(40 <= len(r) <= 120 for r in rows[:-1]):
        return False
    return sum(_open_end(r.rstrip()[-1]) for r in rows[:-1]) * 10 > 6 * (len(rows) - 1)


def _open_end(c: str) -> bool:
    return c.isalnum() or c in ",'’-"


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


def _pattern(data: dict[str, Any]) -> str:
    letter = r"[^\W\d_]"
    tld = r"(?:com|org|net|info|fr|be|ch|ca|eu|uk|de|tv|gov|edu|io|co\.uk|gouv\.fr|qc\.ca|lu|ma|sn|ci|dz|tn)"
    elided = "|".join(sorted((_anycase(e) for e in data.get("elisions", ()) if " " not in e), key=len, reverse=True))
    abbreviations = sorted({*data.get("before_names", ()), *data.get("anywhere", ())}, key=len, reverse=True)
    numbered, closing = ("|".join(data.get(k, ())) for k in ("numbered", "closing"))
    miswritten = "|".join(
        rf"(?:{_anycase(w)[: 4 * cut]})(?={_anycase(w)[4 * cut :]}\s(?:{'|'.join(before)})(?![\w'’-]))"
        for w, before in data.get("miswritten", {}).items()
        for cut in (len(w) - 1,)
    )
    units = "|".join(data.get("units", ()))
    loose = bool(data.get("loose"))
    before = r"(?:\w{1,30}[-#]){0,6}" if loose else ""  # the hyphens of a file's name
    whole = [_anycase(w).replace("'", "['’]") for w in data.get("whole", ())]
    parts = [
        *([rf"(?P<miswritten>(?<![\w'’-])(?:{miswritten}))"] if miswritten else []),
        # most words, before all that is rarer: nothing below begins with letters that a blank or a comma ends
        r"(?P<letters>[a-zA-ZÀ-ÖØ-öø-ÿœŒ]+(?=[ ,]))",
        r"(?P<url>(?:https?://|www\.)[^\s<>«»\"“”]{1,500}[^\s<>«»\"“”.,;:!?)\]'’…])",
        r"(?P<mail>(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})",
        *([r"(?P<account>(?<![\w.@-])[A-Za-z]\w{0,40}@[A-Za-z]\w{0,40}(?![\w@.]))"] if loose else []),
        r"(?P<tag>[@#][^\W\d]\w{0,80})",
        rf"(?P<site>[a-zA-Z0-9][a-zA-Z0-9-]{{1,40}}(?:\.[a-z0-9-]{{1,40}})?\.{tld}(?![\w-]))",
        r"(?P<face>[:;=][-'^]?[)(DPp](?![\w(\[]))",
        rf"(?P<file>{before}\w{{1,60}}"
        r"\.(?i:pdf|doc|docx|xls|xlsx|txt|jpg|jpeg|png|htm|html|zip|ppt|csv|mp3|mp4)(?!\w))",
        *([r"(?P<group>(?<![\w.@-])[a-z]{2,20}(?:\.[a-z]{2,20}){2,6}(?![\w@.-]))"] if loose else []),
        r"(?P<gap>[(\[](?:\.\.\.|…)[)\]])",
        r"(?P<dots>\.{2,}|…+)",
        *([r"(?P<bare>(?<![\w.])(?:[A-Za-z]\.){1,3}[A-Za-z](?![\w.]))"] if loose else []),
        rf"(?P<points>(?:{letter}\.-?)+{letter}\.(?!{letter}{{2}}))",
    ]
    if whole:
        parts.append(rf"(?P<whole>(?:{'|'.join(whole)})(?![\w’'-]))")
    if elided:
        # N'Golo, M'Bala: a capital before and after the apostrophe is a name, but L'AFP, D'Ormesson are not
        parts.append(rf"(?P<elided>(?![NM]['’][A-ZÀ-Ý][a-zà-ÿ])(?:{elided})['’](?=\s?[\w«\"“‘(\[]))")
    if closing:
        parts.append(rf"(?P<closing>(?:{closing})(?=\.[»”’\"')\]]*(?:\s*$|\s+[A-Z“\"])))")
    if numbered:
        parts.append(rf"(?P<numbered>(?:{numbered})\.(?=\s?\d))")
    if abbreviations:
        listed = "|".join(re.escape(a) for a in abbreviations)
        parts.append(rf"(?P<abbr>(?:{listed})\.(?![a-zà-ÿ]{{2}}|\.))")
    parts += [
        *(
            [
                r"(?P<extension>(?<![\w-])\d-\d{4}(?![\w-]))",
                r"(?P<clitic>(?<=\d)['’]s(?!\w))",
                r"(?P<year>(?<![\w])['’]\d\ds?(?!\w))",
                r"(?P<less>(?<![\w.,])\.\d+(?!\w))",
                r"(?P<code>(?<![\w+])\+\d{1,3}(?=\s))",
                r"(?P<height>(?<![\w'’])\d(?=['’]\d{1,2}(?!\d)))",
                r"(?P<part>(?<![\w/])(?!9/11)(?:[1-4](?=/[2-8](?![\w/]))|20(?=/20(?!\w))))",
                r"(?P<twice>\*{2,}|={2,})",
            ]
            if loose
            else []
        ),
        rf"(?P<initial>{'(?!I.[ ][A-Z](?![.]))' if loose else ''}[A-ZÀ-Ý]\.(?=[ \u00a0\u202f]?[A-ZÀ-Ý]|-))",
        r"(?P<degree>[nN][°ºo](?![\w]))",
        r"(?P<grouped>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\w])(?:[.,]\d+)?)",
        r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))",
        # 5-10, 1969-1970, 5:00-8:30pm: two numbers; 555-0123 is a telephone number
        *(
            [
                r"(?P<decade>(?<!\w)\d{1,3}0['’]s(?!\w))",
                r"(?P<low>(?<![\w./:-])(?!\d{3}-\d{4})\d{1,4}(?::\d\d)?(?=-\d{1,4}(?::\d\d)?"
                rf"(?:{units})?(?![\w/:-])))",
            ]
            if loose
            else []
        ),
        *([rf"(?P<measured>\d+(?:[.,:]\d+)*(?=(?:{units})(?!\w)))"] if units else []),
        r"(?P<number>\d+(?:[.,:/'’-]\d+)*(?:\w+)?)",
        r"(?P<amp>[^\W_]{1,20}(?:&[^\W_]{1,20})+)",
        *([r"(?P<gendered>\w{2,40}\((?:e|s|es|x|ne|le|E|S)\)s?)"] if elided else []),
        r"(?P<plain>\w+(?![-‑'’\w]))",
        r"(?P<word>\w+(?:[-‑'’]\w+)*)",
        r"(?P<unit>°[CF](?!\w))",
        r"(?P<same>(?P<mark>[^\w\s«»“”\"()\[\]])(?P=mark){2,})",
        *([r"(?P<grave>`(?:s|m|t|d|re|ve|ll)(?!\w))"] if loose else []),
        r"(?P<marks>\.[!?]+|[!?]{2,}|--+|''|``|[’‘]{2}|<<|>>)",
        r"(?P<one>\S)",
    ]
    return f"(?:{'|'.join(parts)}) ?"  # a blank that follows is passed over: no pattern need be tried on it


def _anycase(word: str) -> str:
    """`qu` → `[qQ][uU]`: the pattern itself must mind case elsewhere."""
    return "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() and c.lower() != c.upper() else c for c in word)
