"""Datelines, signatures, bylines and copyright lines: where a text says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from recoupe.annotate.agencies._data import BLANK, known
from recoupe.model import Credit, CreditRelation, Span

_DESK = re.compile(r"[a-zà-ÿ]{1,5}(?:-[a-z]{1,4})?|[A-Z]{2,4}")  # afp/nxp, AFP/VNA/CVN
_PERSON = re.compile(
    r"(?P<who>[A-ZÀ-Ý][\w'’.-]*(?:\s(?:(?:de|du|van|von|le|la|d['’])\s?)?[A-ZÀ-Ý][\w'’.-]*){1,3})\s*(?P<mark>[,–—-])\s*(?P<rest>.+)"
)
_RULE = BLANK + ".-–—_*"  # what a page sets around a signature
_HEAD = 4  # lines at the head of an article among which its byline stands
_FOOT = 60  # characters after a line that are left at the foot
_LINE = 90  # characters of the longest signature


@dataclass(frozen=True)
class Signature:
    """Agencies named together, and what the text is to them."""

    agencies: tuple[str, ...]
    relation: CreditRelation


@lru_cache(maxsize=4096)
def signature(words: str, near: str = "") -> Signature | None:
    """What stands in a pair of brackets or in a byline, if it is a signature with an agency in it.

    `near` is what stands beside it, which tells agencies of one name by their seat.

    >>> signature("afp/nxp"), signature("avec AFP")
    (Signature(agencies=('AFP',), relation='is'), Signature(agencies=('AFP',), relation='based_on'))
    >>> signature("AFP et Reuters")
    Signature(agencies=('AFP', 'Reuters'), relation='based_on')
    >>> signature("crise des subprimes") is None
    True
    """
    data = known()
    told = words.strip(" .\u00a0\t")
    written = False
    names: list[str] = []
    others = 0
    for part in [p for p in data.split.split(told) if p]:
        name = _named(part, near)
        if name is None and (lead := data.lead.match(part)):
            written = True
            rest = part[lead.end() :]
            name = _named(data.article.sub("", rest), near)
        if name is None:
            name = _named(data.article.sub("", data.byline.sub("", part)), near)
        if name is not None:
            names.append(name)
        elif not _DESK.fullmatch(part):
            others += 1
    if not names or others > 1 or (others and not written):
        return None
    unique = tuple(dict.fromkeys(names))
    return Signature(unique, "based_on" if written or len(unique) > 1 else "is")


def _named(words: str, near: str) -> str | None:
    data = known()
    return data.signed(words, near) if data.alias(words) is None or near else data.alias(words)


def signed(text: str, hits: Iterable[re.Match[str]]) -> list[Credit]:
    """Credits by the places where a text is signed; `hits` are the names of agencies in it."""
    out: list[Credit] = []
    for start, end, made in (*_datelines(text), *_brackets(text), *_rights(text), *_bylines(text, list(hits))):
        out += [Credit(n, made.relation, Span(start, end)) for n in made.agencies]
    return out


_Found = tuple[int, int, Signature]


def _datelines(text: str) -> Iterable[_Found]:
    data = known()
    for m in data.dateline.finditer(text) if "(" in text or "[" in text else ():
        place, mark = m["place"].strip(), m["mark"]
        made = signature(m["names"], place)
        if made is None or (not place and not mark and m["names"].lower() in data.unsafe):
            continue
        firm = mark or place.isupper() or place[-1:] in "-–—:" or re.search(r",.*\d", place)
        if place and (not _is_place(place) or (not firm and text[m.end() : m.end() + 1].strip())):
            continue
        yield m.start() + len(m[0]) - len(m[0].lstrip()), m.end("names") + 1, made
    for m in data.openings.finditer(text):
        # `AA/Ankara/`, `APA-Dakar`, `MOSCOU, 12 mars. /TASS/.`, at the head of the text
        name, lead = data.opening(m["opening"]), m["lead"].strip(" .")
        if lead and (not m["opening"].startswith("/") or not _is_place(lead)):
            continue
        if name is not None and text[: m.start()].strip().count("\n") < _HEAD and (lead or _opens(text, m.end())):
            yield m.start("opening"), m.end(), Signature((name,), "is")


def _opens(text: str, at: int) -> bool:
    return bool(re.match(r"\s*[A-ZÀ-Ý][\w'’-]*", text[at : at + 30]))


def _brackets(text: str) -> Iterable[_Found]:
    data = known()
    last = len(text.rstrip())
    opening = text[:60]
    for m in data.bracket.finditer(text) if "(" in text else ():
        names = m["names"]
        made = signature(names, opening)
        if made is None or data.pictures.search(names):
            continue
        ends = m.end() >= last
        if not ends and (names in data.ambiguous or names.lower() in data.unsafe):
            continue
        alone = text[max(0, m.start() - 2) : m.start()].strip() == ""
        if alone or ends or text[: m.start()].rstrip()[-1:] in '.!?»”"…':
            yield m.start(), m.start() + len(names) + 2, made


def _rights(text: str) -> Iterable[_Found]:
    data = known()
    for m in data.copyright.finditer(text):
        hit = data.names.match(m["rest"])
        name = data.alias(hit[0]) if hit else None
        if hit is None or name is None:
            continue
        after = m["rest"][hit.end() :]
        dated = m["year"] or re.match(r"\s*(?:/\s*\d{1,2}\s\w+\s)?(?:19|20)\d\d(?!\d)", after)
        if dated or data.rights.match(after):
            yield m.start(), m.start("rest") + hit.end(), Signature((name,), "is")


def _is_place(words: str) -> bool:
    """True for what stands before a dateline's bracket: a place, perhaps with a day, no sentence.

    >>> _is_place("Paris, 11 déc 2018"), _is_place("LE CAIRE"), _is_place("Le maire de Paris a démissionné hier soir")
    (True, True, False)
    """
    words = re.sub(r"^\d{1,2}/\d{1,2}/\d{2,4}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[-–—]?\s*", "", words).rstrip(" -–—")
    head = re.split(r"[,:|]", words, maxsplit=1)[0].split()
    return not head or (len(words.split()) <= 8 and len(head) <= 4 and head[0][:1].isupper() and head[-1][:1].isupper())


# --------------------------------------------------------------------- bylines


def _bylines(text: str, hits: list[re.Match[str]]) -> Iterable[_Found]:
    """`Par AFP`, `Par La Gazette avec AFP`, `Source : AFP`, a line that is nothing but a signature."""
    lines: dict[int, str] = {}  # those that may be signatures, with the name in it that led there
    for hit in hits:
        found = _written(text, hit)
        if found is not None:
            yield found
        lines.setdefault(text.rfind("\n", 0, hit.start()) + 1, hit[0])
    for start in _edges(text):
        lines.setdefault(start, "")
    for start, name in lines.items():
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        made = _line(text, start, stop, name)
        if made is not None:
            yield start, stop, made


def _edges(text: str) -> list[int]:
    """Starts of the first and the last lines."""
    out, at = [], 0
    for _ in range(_HEAD):
        out.append(at)
        at = text.find("\n", at) + 1
        if not at:
            break
    at = len(text.rstrip())
    for _ in range(2):
        at = text.rfind("\n", 0, max(at, 0))
        if at < 0:
            break
        out.append(at + 1)
    return out


def _written(text: str, hit: re.Match[str]) -> _Found | None:
    """`avec AFP` wherever it stands, `Reuters contributed to this report`."""
    data = known()
    name = data.alias(hit[0])
    start = text.rfind("\n", 0, hit.start()) + 1
    stop = text.find("\n", hit.end())
    stop = len(text) if stop < 0 else stop
    before = text[max(start, hit.start() - 60) : hit.start()]
    after = text[hit.end() : min(stop, hit.end() + 60)]
    if name is None or data.pictures.search(before) or "©" in before[-4:] or before.rstrip().endswith("/"):
        return None
    made = Signature((name,), "based_on")
    written = data.based_on.search(before)
    if written is not None:
        word, line = written["word"].strip().lower().rstrip(" :"), text[start:stop]
        lead = before[: written.start()].strip()
        loose = ":" not in written[0] and (
            word in data.loose or bool(data.article.match(written[0][len(word) :].strip()))
        )
        short = len(line) <= 80 and not after.strip(" .)]")
        if (not loose or (not lead and short) or (lead and short)) and not (
            hit[0] in data.ambiguous and len(line) > 100
        ):
            return hit.start() - len(written[0]), hit.end(), made
    if data.own_before.search(before) and data.own_after.match(after):
        return hit.start(), hit.end(), Signature((name,), "is")
    if data.contributed.match(after):
        return hit.start(), hit.end(), made
    return None


def _line(text: str, start: int, stop: int, name: str) -> Signature | None:
    """The signature that a line is, where it stands as signatures do: at the head, at the foot, after `Par`."""
    data = known()
    if stop - start > 2 * _LINE:
        return None
    full = text[start:stop].strip(_RULE)
    line = data.posted.sub("", full).strip(_RULE)
    if not line and (by := data.posted_by.search(full)):
        line = by["rest"].strip(_RULE)
    if not line or len(line) > _LINE or len(text.strip()) <= 2 * len(line) or data.pictures.search(line):
        return None
    head = text[:start].strip().count("\n") < _HEAD
    foot = len(text[stop:].strip()) < _FOOT
    byline = data.byline.match(line)
    if "(" in line:
        seat = data.seat.match(line)
        agency = _named(seat["name"], "") if seat else None
        return Signature((agency,), "is") if agency and (head or foot) else None
    # a name alone in the middle of an article is the credit of a picture
    if not (head or foot or byline or " " in name):
        return None
    made = signature(line)
    if made is not None and ("/" not in line or foot or byline):
        return made
    if not (head or foot or byline):
        return None
    line = data.byline.sub("", line)
    seat = data.seat.match(line)
    if seat and (agency := _named(seat["name"], "")) and seat["name"].lower() not in data.unsafe:
        return Signature((agency,), "is")
    person = _PERSON.fullmatch(line)
    if person and not _named(person["who"], ""):
        return signature(person["rest"])
    return None
