"""Agencies in running text, and the credits of pictures, which are none."""

from __future__ import annotations

import re

from recoupe.annotate.agencies._data import known
from recoupe.model import Credit, Span

_LEAD = re.compile(r"(?:[^\s,;.()«»\"“”]+\s+){0,2}[^\s,;.()«»\"“”]*$")
# « Jeanne ROE / », « JEANNE ROE, »: a photographer as captions print them
_SIGNED_PICTURE = re.compile(r"©[^.!?\n]{0,45}$|(?<!\w)[A-ZÀ-Ý][A-ZÀ-Ý'’.-]*\s+[A-ZÀ-Ý][A-ZÀ-Ý'’-]+[\s,]*$")


def quoted(text: str, hit: re.Match[str]) -> Credit | None:
    """The credit of an agency that a sentence names as its source; None for another mention."""
    data = known()
    agency = data.alias(hit[0])
    if agency is None:
        return None
    start = text.rfind("\n", 0, hit.start()) + 1
    stop = text.find("\n", hit.end())
    stop = len(text) if stop < 0 else stop
    before, after = text[max(start, hit.start() - 60) : hit.start()], text[hit.end() : min(stop, hit.end() + 60)]
    if is_picture(before, after) or data.matter.search(before):
        return None
    leads = data.before.search(before)
    near = data.staff.search(before[-30:]) or data.staff.match(after.lstrip())
    if not leads and not near and not data.after.match(after):
        if hit[0] in data.ambiguous:
            return None
        # a line that holds little else is furniture of the page
        if len(text[start:stop].strip()) < 60 and not re.search(r"[.!?]", text[start:stop]):
            return None
    elif (
        hit[0] in data.ambiguous
        and not near
        and leads
        and not data.shown_before.search(before)
        and not data.shown_after.match(after)
    ):
        return None
    lead = _LEAD.search(before)
    return Credit(agency, "quotes", Span(hit.start() - len(lead[0].lstrip() if lead else ""), hit.end()))


def is_picture(before: str, after: str) -> bool:
    """`Bryan Roe / Reuters`, `(Photo AFP)`, `AFP/Jeanne Roe`, `AFP via Getty Images`, `AP/SIPA`."""
    data = known()
    if before.rstrip().endswith(("/", "©", "(c)", "via", "|")):
        return True
    if data.picture_after.match(after) or _SIGNED_PICTURE.search(before) or data.products.match(after):
        return True
    close = before[-45:]
    shown = list(data.pictures.finditer(close))
    if not shown:
        return False
    between = close[shown[-1].end() :]
    return not data.told_of_picture.search(between) or bool(data.picture_of.search(between))
