"""Which agencies an article credits, and as what: the dispatch itself, written from it, or quoting it.

Agencies are data (`languages/agencies.toml`), and so are the words that tie a text to one
(`languages/xx/agencies.toml`). Three places are looked at, the strongest of what they say is kept:

1. datelines, signatures and bylines: `Paris (AFP) -`, `© 2018 AFP`, `(afp/nxp)`, `Par AFP`: *is*;
   with a word that says so, or with two agencies in one signature (`avec AFP`, `AFP et Reuters`,
   `Source : AP`): *based_on*;
2. running text: `a indiqué la préfecture à l'AFP`, `selon Reuters`: *quotes*. A short name that is also
   something else (AP-HP, the PC, « pa ») counts only in such a construction;
3. credits of pictures (`Jeanne Roe / Reuters`, `Photo AFP`, `© AFP`) count for none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recoupe import languages
from recoupe.model import Article, Credit, CreditRelation, Notes, Parse, Span

_STRENGTH: dict[CreditRelation, int] = {"is": 2, "based_on": 1, "quotes": 0}
# Sections that are not the article's own text; a `credit` may be the text's or a picture's and is told by its form.
_FOREIGN = {"caption", "navigation", "related", "advert", "comment"}
_DESK = re.compile(r"[a-zà-ÿ]{1,5}(?:-[a-z]{1,4})?")
_BLANK = " \t\u00a0\u202f\u2009"


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[Credit, ...]:  # noqa: ARG001
    """Credits of one article, one for each agency, in order of position.

    >>> text = "Le pont rouvre lundi, a indiqué la mairie à l'AFP."
    >>> [(c.agency, c.relation, c.evidence.cut(text)) for c in annotate(Article("a", text, (), ""), Parse(), Notes())]
    [('AFP', 'quotes', "mairie à l'AFP")]
    """
    known = _known()
    text = article.text
    found: list[Credit] = []
    foreign = [Span(s.start, s.end) for s in article.sections if s.kind in _FOREIGN]
    hits = list(known.names.finditer(text))
    found += _signed(text, foreign, hits)
    taken = [c.evidence for c in found]
    for hit in hits:
        span = Span(hit.start(), hit.end())
        if any(f.touches(span) for f in foreign) or any(t.touches(span) for t in taken):
            continue
        quoted = _quoted(text, hit)
        if quoted is not None:
            found.append(quoted)
    for author in article.authors:
        signed = _signature(author)
        if signed is not None:
            at = text.find(author)
            where = Span(at, at + len(author)) if at >= 0 else Span(0, 0)
            found += [Credit(n, signed.relation, where) for n in signed.agencies]
    best: dict[str, Credit] = {}
    for credit in found:
        old = best.get(credit.agency)
        if old is None or _STRENGTH[credit.relation] > _STRENGTH[old.relation]:
            best[credit.agency] = credit
    return tuple(sorted(best.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.agency)))


# -------------------------------------------------------------------- the data


@dataclass(frozen=True)
class _Known:
    by_alias: dict[str, str]
    by_signature: dict[str, str]
    ambiguous: frozenset[str]
    names: re.Pattern[str]
    based_on: re.Pattern[str]
    byline: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    staff: re.Pattern[str]
    matter: re.Pattern[str]
    pictures: re.Pattern[str]
    rights: re.Pattern[str]
    split: re.Pattern[str]
    dateline: re.Pattern[str]
    bracket: re.Pattern[str]
    copyright: re.Pattern[str]
    bare: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(
        re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s") for w in sorted(set(words), key=len, reverse=True)
    )


@cache
def _known() -> _Known:
    rows = languages.common("agencies")["agency"]
    tables = [t for t in (languages.table(x, "agencies") for x in languages.available()) if t]

    def words(key: str) -> list[str]:
        return [w for t in tables for w in t.get(key, [])]

    by_alias = {a: r["name"] for r in reversed(rows) for a in r["aliases"]}
    by_signature = {s: r["name"] for r in reversed(rows) for s in r["signatures"]}
    first = "".join({a[0] for a in by_alias})  # tried first, it spares most characters the names themselves
    names = rf"(?=[{re.escape(first)}])(?<![\w@#.-])(?:{_any(list(by_alias))})(?!\w|-\w|\.\w)"
    i = re.IGNORECASE
    return _Known(
        by_alias=by_alias,
        by_signature=by_signature,
        ambiguous=frozenset(a for r in rows for a in r.get("ambiguous", [])),
        names=re.compile(names),
        # `avec AFP`, `Source : AFP`, `d'après AFP`: never with an article before the name, which running text has
        based_on=re.compile(rf"(?:^|(?<=\W))(?:{_any(words('based_on'))})\s*:?\s*$", i),
        byline=re.compile(rf"^\W*(?:{_any(words('by'))})\s*", i),
        before=re.compile(rf"(?<!\w)(?:{_any(words('before'))})\s*$", i),
        after=re.compile(rf"^[\s,]*(?:\([^()]*\)\s*)?(?:{_any(words('after'))})(?!\w)", i),
        staff=re.compile(rf"(?<!\w)(?:{_any(words('staff'))})(?!\w)", i),
        matter=re.compile(rf"(?<!\w)(?:{_any(words('matter'))})\s(?:de\s|of\s)(?:l['’]|the\s)?(?:agence\s)?$", i),
        pictures=re.compile(rf"(?<!\w)(?:{_any(words('pictures'))})(?!\w)", i),
        rights=re.compile(rf"^[\s.,-]*(?:{_any(words('rights'))})", i),
        split=re.compile(rf"\s*[/,;|+&·]\s*|\s+[-–—]\s+|\s+(?:{_any([*words('joins'), 'et', 'and'])})\s+", i),
        dateline=re.compile(
            rf"^[{_BLANK}]*(?P<place>[^\n()]{{0,70}}?)[{_BLANK}]*\((?P<names>[^()\n]{{2,40}})\)[{_BLANK}]*(?P<mark>[-–—:|]|\.\s|$|(?=[^\W\d_]|[\"«“]))",
            re.MULTILINE,
        ),
        bracket=re.compile(
            rf"\((?P<names>[^()\n]{{2,60}})\)(?P<after>[{_BLANK}]*\.?[{_BLANK}]*(?:$|(?=\n)))", re.MULTILINE
        ),
        copyright=re.compile(
            r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?P<year>(?:19|20)\d\d\s+)?(?:l['’])?(?P<rest>[^\n]{2,60})", i
        ),
        bare=re.compile(r"^(?P<line>[^\n]{2,120})$", re.MULTILINE),
    )


# ---------------------------------------------------- datelines and signatures


@dataclass(frozen=True)
class _Signature:
    agencies: tuple[str, ...]
    relation: CreditRelation


@cache
def _signature(words: str) -> _Signature | None:
    """What stands in a pair of brackets or in a byline, if it is a signature with an agency in it.

    >>> _signature("afp/nxp"), _signature("avec AFP")
    (_Signature(agencies=('AFP',), relation='is'), _Signature(agencies=('AFP',), relation='based_on'))
    >>> _signature("AFP et Reuters")
    _Signature(agencies=('AFP', 'Reuters'), relation='based_on')
    >>> _signature("crise des subprimes") is None
    True
    """
    known = _known()
    told = words.strip(" .\u00a0\t")
    written = False
    names: list[str] = []
    others = 0
    for part in _parts(told):
        bare = part
        lead = re.match(
            r"^(?:avec|with|source|sources|d['’]après|from|agences?|agencies)(?:\s*:\s*|\s+)", part, re.IGNORECASE
        )
        if lead:
            written, bare = True, part[lead.end() :]
        bare = known.byline.sub("", bare) if not lead else bare
        bare = re.sub(r"^(?:l['’]|the\s)", "", bare, flags=re.IGNORECASE)
        name = known.by_alias.get(bare) or known.by_signature.get(bare.lower())
        if name is not None:
            names.append(name)
        elif not _DESK.fullmatch(bare):
            others += 1
    if not names or others > 1 or (others and not written):
        return None
    written = written or bool(re.search(r"(?<!\w)(?:avec|with)(?!\w)", told, re.IGNORECASE))
    unique = tuple(dict.fromkeys(names))
    return _Signature(unique, "based_on" if written or len(unique) > 1 else "is")


def _parts(words: str) -> list[str]:
    return [p for p in re.split(r"\s*[/,;|+&·]\s*|\s+[-–—]\s+|\s+(?:et|and)\s+|\s+(?=(?:avec|with)\s)", words) if p]


def _signed(text: str, foreign: list[Span], hits: list[re.Match[str]]) -> list[Credit]:
    known = _known()
    out: list[Credit] = []

    def add(start: int, end: int, signature: _Signature, relation: CreditRelation | None = None) -> None:
        span = Span(start, end)
        if not any(f.touches(span) for f in foreign):
            out.extend(Credit(n, relation or signature.relation, span) for n in signature.agencies)

    if "(" in text:
        for m in known.dateline.finditer(text):
            place, mark = m["place"].strip(), m["mark"]
            signature = _signature(m["names"])
            if signature is None:
                continue
            if place and (not _is_place(place) or (not mark and text[m.end() : m.end() + 1].strip())):
                continue
            if not place and not mark and len(m["names"]) < 4 and m["names"].lower() not in {"afp", "ats"}:
                continue
            add(m.start() + len(m[0]) - len(m[0].lstrip()), m.end("names") + 1, signature)
        last = len(text.rstrip())
        for m in known.bracket.finditer(text):
            names = m["names"]
            signature = _signature(names)
            if signature is None or known.pictures.search(names):
                continue
            ends = m.end() >= last
            if not ends and names in known.ambiguous | {"PC", "CP", "SI", "SID"}:
                continue
            if (
                text[max(0, m.start() - 2) : m.start()].strip() == ""
                or ends
                or text[: m.start()].rstrip()[-1:] in '.!?»”"…'
            ):
                add(m.start(), m.start() + len(names) + 2, signature)
    for m in known.copyright.finditer(text):
        name = known.names.match(m["rest"])
        if name is None:
            continue
        after = m["rest"][name.end() :]
        year = m["year"] or re.match(r"\s*(?:19|20)\d\d(?!\d)", after)
        if year or known.rights.match(after):
            add(m.start(), m.start("rest") + name.end(), _Signature((known.by_alias[name[0]],), "is"))
    for hit in hits:
        found = _byline(text, hit)
        if found is not None:
            add(*found)
    return out


def _is_place(words: str) -> bool:
    """True for what stands before a dateline's bracket: a place, perhaps with a day, no sentence.

    >>> _is_place("Paris, 11 déc 2018"), _is_place("LE CAIRE"), _is_place("Le maire de Paris a démissionné hier soir")
    (True, True, False)
    """
    words = re.sub(r"^\d{1,2}/\d{1,2}/\d{2,4}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[-–—]?\s*", "", words)
    head = re.split(r"[,:|]", words, maxsplit=1)[0].split()
    return not head or (len(words.split()) <= 8 and len(head) <= 4 and head[0][:1].isupper() and head[-1][:1].isupper())


def _byline(text: str, hit: re.Match[str]) -> tuple[int, int, _Signature] | None:
    """`Par AFP`, `Par La Gazette avec AFP`, `Source : AFP`, a line that is nothing but the agency's name."""
    known = _known()
    name = known.by_alias[hit[0]]
    start = text.rfind("\n", 0, hit.start()) + 1
    stop = text.find("\n", hit.end())
    stop = len(text) if stop < 0 else stop
    before = text[max(start, hit.start() - 60) : hit.start()]
    after = text[hit.end() : min(stop, hit.end() + 40)]
    if known.pictures.search(before) or "©" in before[-4:] or before.rstrip().endswith("/"):
        return None
    written = known.based_on.search(before)
    if written is not None:
        word = written[0].strip().lower().rstrip(" :")
        loose = word in {"with", "from", "source", "sources"} and ":" not in written[0]
        if (
            not loose
            or not before[: written.start()].strip()
            or (before.strip() and len(text[start:stop]) <= 80 and not after.strip())
        ):
            if hit[0] in known.ambiguous and len(text[start:stop]) > 100:
                return None
            return hit.start() - len(written[0]), hit.end(), _Signature((name,), "based_on")
    if re.match(r"^\s+contributed to this|^\s+a contribué à|^\s+contributed reporting", after):
        return hit.start(), hit.end(), _Signature((name,), "based_on")
    line = text[start:stop].strip(_BLANK + ".")
    if len(line) <= 80 and (signature := _signature(_undated(line))) is not None and name in signature.agencies:
        rest = text[stop:].strip()
        # a name alone in the middle of an article is the credit of a picture; at its head or foot, a signature
        ahead = text[:start].strip().count("\n")
        signed = known.byline.match(line) or len(rest) < 60 or ahead < 4 or " " in hit[0]
        if signed and "(" not in line and len(text.strip()) > 2 * len(line):
            return start, stop, signature
    return None


def _undated(line: str) -> str:
    """A byline without its date: « AFP - 12/11/2018 à 18:30 », « AFP, le 3 mai 2019 »."""
    return re.sub(
        r"[\s,–—-]*(?:(?:publié|mis à jour|le|posted|updated)\b.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*|\d{4}-\d\d-\d\d.*)$",
        "",
        line,
        flags=re.IGNORECASE,
    )


# ------------------------------------------------------------------ in the text


def _quoted(text: str, hit: re.Match[str]) -> Credit | None:
    known = _known()
    start = text.rfind("\n", 0, hit.start()) + 1
    stop = text.find("\n", hit.end())
    stop = len(text) if stop < 0 else stop
    before, after = text[max(start, hit.start() - 60) : hit.start()], text[hit.end() : min(stop, hit.end() + 60)]
    if _is_picture(before, after) or known.matter.search(before):
        return None
    told = known.before.search(before) or known.after.match(after)
    near = known.staff.search(before[-30:]) or known.staff.match(after.lstrip())
    if not told and not near:
        if hit[0] in known.ambiguous:
            return None
        # a line that holds little else is furniture of the page
        if len(text[start:stop].strip()) < 60 and not re.search(r"[.!?]", text[start:stop]):
            return None
    elif hit[0] in known.ambiguous and not near and known.before.search(before) and not _agency_like(before, after):
        return None
    lead = re.search(r"(?:[^\s,;.()«»\"“”]+\s+){0,2}[^\s,;.()«»\"“”]*$", before)
    return Credit(
        known.by_alias[hit[0]], "quotes", Span(hit.start() - len(lead[0].lstrip() if lead else ""), hit.end())
    )


def _agency_like(before: str, after: str) -> bool:
    """For a short name that may be something else: `à l'AP`, `selon AP`, `told the AP`."""
    return bool(
        re.search(
            r"(?:à l['’]|auprès de l['’]|par l['’]|selon(?: l['’])?\s*|d['’]après(?: l['’])?\s*|told(?: the)?\s|"
            r"according to(?: the)?\s|agence(?: de presse)?\s|news agency\s)$",
            before,
            re.IGNORECASE,
        )
        or re.match(r"\s*(?:news agency|reported|said in a dispatch)", after)
    )


def _is_picture(before: str, after: str) -> bool:
    """`Bryan Roe / Reuters`, `(Photo AFP)`, `AFP/Jeanne Roe`, `AFP via Getty Images`, `AP/SIPA`."""
    known = _known()
    tail = before.rstrip()
    if tail.endswith(("/", "©", "(c)", "via", "|")) or re.match(
        r"\s*/\s*\w|\s+via\s|\s*/\s*[A-Z]|\s+PHOTO\b|\s+Photo\b|\s*-\s*Getty", after
    ):
        return True
    if re.search(r"©[^.!?\n]{0,45}$|(?<!\w)[A-ZÀ-Ý][A-ZÀ-Ý'’.-]*\s+[A-ZÀ-Ý][A-ZÀ-Ý'’-]+[\s,]*$", before) or re.match(
        r"\s+(?:TV|Institute|Breakingviews)\b", after
    ):
        return True
    close = before[-45:]
    shown = list(known.pictures.finditer(close))
    if not shown:
        return False
    between = close[shown[-1].end() :]
    # « une photo diffusée par l'AFP » names its source in a sentence; « Photo : J. Roe, AFP » credits a picture
    return not re.search(r"(?:l['’]|the\s|par\s|by\s)$", between) or bool(
        re.search(r"des?\s(?:l['’])?(?:agences?\s)?", between)
    )
