"""The data of agencies, compiled: `languages/agencies.toml` and the words of each language that tie a text to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recoupe import languages

BLANK = " \t\u00a0\u202f\u2009"
_I = re.IGNORECASE


@dataclass(frozen=True)
class Known:
    """Names and patterns. All but `names` are matched without case."""

    by_alias: dict[str, str]
    by_signature: dict[str, tuple[str, ...]]
    by_opening: dict[str, str]
    seats: dict[str, tuple[str, ...]]
    ambiguous: frozenset[str]
    unsafe: frozenset[str]
    names: re.Pattern[str]
    openings: re.Pattern[str]
    based_on: re.Pattern[str]
    lead: re.Pattern[str]
    loose: frozenset[str]
    contributed: re.Pattern[str]
    byline: re.Pattern[str]
    article: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    shown_before: re.Pattern[str]
    shown_after: re.Pattern[str]
    staff: re.Pattern[str]
    matter: re.Pattern[str]
    pictures: re.Pattern[str]
    picture_of: re.Pattern[str]
    told_of_picture: re.Pattern[str]
    picture_after: re.Pattern[str]
    products: re.Pattern[str]
    rights: re.Pattern[str]
    split: re.Pattern[str]
    posted: re.Pattern[str]
    posted_by: re.Pattern[str]
    own_before: re.Pattern[str]
    own_after: re.Pattern[str]
    seat: re.Pattern[str]
    dateline: re.Pattern[str]
    bracket: re.Pattern[str]
    copyright: re.Pattern[str]

    def alias(self, words: str) -> str | None:
        """The agency of a name as written, whichever apostrophe it has."""
        return self.by_alias.get(words.replace("’", "'"))

    def opening(self, words: str) -> str | None:
        """The agency whose dispatches open so."""
        return self.by_opening.get(re.sub(r"\s+", " ", words))

    def signed(self, words: str, near: str = "") -> str | None:
        """The agency of a signature; where several go by it, the one whose seat stands in `near`."""
        names = self.by_signature.get(words.lower().replace("’", "'"), ())
        for name in names[1:]:
            if any(re.search(rf"(?<!\w){re.escape(s)}(?!\w)", near, _I) for s in self.seats.get(name, ())):
                return name
        return names[0] if names else None


def _any(words: list[str]) -> str:
    """Alternatives, the longest first; a word that ends in a letter needs a blank or the end behind it."""
    return "|".join(
        re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s") for w in sorted(set(words), key=len, reverse=True)
    )


def _by_letter(names: list[str]) -> str:
    """Names that start a word, as alternatives that start with a letter each: the engine leaps from one such letter to
    the next, in a quarter of the time that it takes to try every character."""
    letters = sorted({n[0] for n in names})
    return "|".join(
        rf"{re.escape(c)}(?<![\w@#.-]{re.escape(c)})(?:{_any([n[1:] for n in names if n[0] == c])})" for c in letters
    )


def _led(words: list[str]) -> str:
    """Words before a name, with the blank that parts them from it."""
    return "|".join(
        re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s") + ("" if w.endswith("'") else r"\s+")
        for w in sorted(set(words), key=len, reverse=True)
    )


@cache
def known() -> Known:
    """All agencies and all languages at once: a French text quotes `The Associated Press` too."""
    common = languages.common("agencies")
    rows = common["agency"]
    tables = [t for t in (languages.table(x, "agencies") for x in languages.available()) if t]

    def words(key: str) -> list[str]:
        return [w for t in tables for w in t.get(key, [])]

    by_alias = {a: r["name"] for r in reversed(rows) for a in r["aliases"]}
    by_signature: dict[str, tuple[str, ...]] = {}
    for r in rows:
        for s in r["signatures"]:
            by_signature[s] = (*by_signature.get(s, ()), r["name"])
    by_opening = {o: r["name"] for r in rows for o in r.get("openings", [])}
    articles, joins = _led(words("articles")), _any(words("joins"))
    of = _any(words("of"))
    return Known(
        by_alias=by_alias,
        by_signature=by_signature,
        by_opening=by_opening,
        seats={r["name"]: tuple(r.get("seats", ())) for r in rows},
        ambiguous=frozenset(a for r in rows for a in r.get("ambiguous", [])),
        unsafe=frozenset(common["unsafe"]),
        names=re.compile(rf"(?:{_by_letter(list(by_alias))})(?!\w|-\w|\.\w)"),
        openings=re.compile(
            rf"^[{BLANK}]*(?P<lead>[^\n]{{0,40}}?)(?P<opening>{_any([*by_opening])})",
            re.MULTILINE,
        ),
        # `avec AFP`, `Source : AFP`, `d'après AFP`
        based_on=re.compile(rf"(?:^|(?<=\W))(?P<word>{_any(words('based_on'))})\s*:?\s*(?:{articles})?$", _I),
        lead=re.compile(rf"^(?:{_any(words('based_on'))}|{_any(words('agency_nouns'))})(?:\s*:\s*|\s+|(?<=['’]))", _I),
        loose=frozenset(words("loose")),
        contributed=re.compile(rf"^\s*(?:,|\([^()\n]*\))?\s*(?:\w+\s){{0,4}}?(?:{_any(words('contributed'))})", _I),
        byline=re.compile(rf"^\W*(?:{_led(words('by'))})", _I),
        article=re.compile(rf"^(?:(?:{_led(words('of'))})?(?:{articles})|(?:{_led(words('of'))}))", _I),
        before=re.compile(rf"(?<!\w)(?:{_any(words('before'))})\s*$", _I),
        after=re.compile(rf"^[\s,]*(?:\([^()]*\)\s*)?(?:{_any(words('after'))})(?!\w)", _I),
        shown_before=re.compile(rf"(?<!\w)(?:{_any(words('shown_before'))})\s*$", _I),
        shown_after=re.compile(rf"^\s*(?:{_any(words('shown_after'))})(?!\w)", _I),
        staff=re.compile(rf"(?<!\w)(?:{_any(words('staff'))})(?!\w)", _I),
        matter=re.compile(
            rf"(?<!\w)(?:{_any(words('matter'))})\s(?:{of})\s(?:{articles})?(?:(?:{_any(words('agency_nouns'))})\s)?$",
            _I,
        ),
        pictures=re.compile(rf"(?<!\w)(?:{_any(words('pictures'))})(?!\w)", _I),
        # « une photo diffusée par l'AFP » is told in a sentence; « photo de l'AFP » credits
        told_of_picture=re.compile(rf"(?:{_led([*words('by'), *words('articles')])})$", _I),
        picture_of=re.compile(
            rf"(?<!\w)(?:{_led(words('of'))})(?:{articles})?(?:(?:{_any(words('agency_nouns'))})\s+)?$", _I
        ),
        picture_after=re.compile(
            rf"\s*/\s*\w|\s+via\s|\s+PHOTO\b|\s+Photo\b|\s*[-,]\s*(?:{_any(common['pictures'])})(?!\w)"
        ),
        products=re.compile(rf"\s+(?:{_any(common['products'])})(?!\w)"),
        rights=re.compile(rf"^[\s.,-]*(?:{_any(words('rights'))})", _I),
        split=re.compile(
            rf"\s*[/,;|+&·]\s*|\s+[-–—]\s+|\s+(?:{joins})\s+(?:{articles})?|\s+(?=(?:{_any(words('based_on'))})\s)", _I
        ),
        posted=re.compile(
            rf"[\s,–—-]*(?:(?:{_any(words('posted'))})\b.*|(?<!\w)(?:{_any(words('on'))})\s(?:[^\W\d]+\s)?\d.*|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}.*|\d{{4}}-\d\d-\d\d.*)$",
            _I,
        ),
        posted_by=re.compile(rf"\s(?:{_led(words('by'))})(?P<rest>[^,\n]+)$", _I),
        own_before=re.compile(rf"(?<!\w)(?:{_any(words('own_before'))})\s+(?:{articles})?$", _I),
        own_after=re.compile(rf"^\s+(?:{_any(words('own_after'))})(?!\w)", _I),
        seat=re.compile(
            rf"^(?P<name>[^\n,()]{{2,40}}?)(?:\s*,\s*|\s+(?:{_any(words('at'))})\s+|\s*\()"
            r"(?P<place>[A-ZÀ-Ý][\w'’-]*(?:[\s-][A-ZÀ-Ýa-zà-ÿ][\w'’-]*){0,2})\)?$"
        ),
        dateline=re.compile(
            rf"^[{BLANK}]*(?P<place>[^\n()\[\]]{{0,70}}?)[{BLANK}]*[(\[](?P<names>[^()\[\]\n]{{2,40}})[)\]][{BLANK}.]*"
            rf"(?P<mark>[-–—:|]|\.\s|$|(?=[^\W\d_]|[\"«“]))",
            re.MULTILINE,
        ),
        bracket=re.compile(
            rf"\((?P<names>[^()\n]{{2,60}})\)(?P<after>[{BLANK}]*\.?[{BLANK}]*(?:$|(?=\n)))", re.MULTILINE
        ),
        copyright=re.compile(
            rf"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?P<year>(?:19|20)\d\d\s+)?(?:{articles})?(?P<rest>[^\n]{{2,60}})", _I
        ),
    )
