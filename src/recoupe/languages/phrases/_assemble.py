"""The parts of a phrase put together: who is named, by which functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from recoupe.languages.phrases._lexicon import Lexicon, _one, content, demonym
from recoupe.languages.phrases._parts import _MARKS, _Part
from recoupe.languages.phrases._values import Gender, Number, Phrase, Role, Sort
from recoupe.languages.phrases._words import stem
from recoupe.model import Name, Span
from recoupe.text import fold

_AGE = re.compile(r"\b(\d{1,3})[- ](?:ans|years?)\b")


def _roles(part: _Part, lo: int, hi: int, lex: Lexicon) -> list[Role]:
    """The functions told by words `lo` to `hi` of a part: two where two nouns are joined without a determiner."""
    cuts = [lo]
    for k in range(lo + 1, hi - 1):
        if part.words[k].fold in lex.conjunction and part.words[k + 1].fold in lex.heads:
            cuts.append(k + 1)
    cuts.append(hi)
    found = (_role(part, a, b, lex) for a, b in pairwise(cuts))
    return [r for r in found if r]


def _role(part: _Part, lo: int, hi: int, lex: Lexicon) -> Role | None:
    ws = [w for w in part.words[lo:hi] if w.fold not in _MARKS]
    while ws and (ws[-1].fold in lex.conjunction or ws[-1].fold in lex.complement):
        ws.pop()
    seq = content([w.fold for w in ws], lex)
    if ws and ws[0].fold in lex.heads and ws[0].fold in lex.before and lo == part.head:
        seq = [_one(ws[0].fold, lex), *seq]  # `le proche du maire`, `the chief`: no adjective here
    elif ws and lo == part.head and (where := demonym(ws[0], lex)):
        seq = [where[0], *seq[1:]]
    if not seq:
        return None
    head = next((_one(w.fold, lex) for w in ws if w.fold in lex.heads), None)
    if head is None or head not in seq:
        head = seq[0]
    return Role(head, frozenset(seq) - {head}, Span(ws[0].start, ws[-1].end), part.former)


def _sort(part: _Part, lex: Lexicon) -> tuple[Sort, Gender, bool, str]:
    if part.head is None:
        return "unknown", None, False, ""
    f = part.words[part.head].fold
    if f in lex.not_body_heads and any(
        tuple([w.fold for w in part.words[part.head : part.head + n]]) in lex.not_bodies for n in (2, 3, 4)
    ):
        return "unknown", None, f.endswith("s"), f
    for v, c in lex.phrases.get(f, ()):
        if tuple([w.fold for w in part.words[part.head : part.head + len(v)]]) == v and c[0] in lex.heads:
            lemma, sort, gender, plural = lex.heads[c[0]]
            own = lex.heads.get(f)
            return sort, own[2] if own else gender, plural, lemma
    if f in lex.heads:
        lemma, sort, gender, plural = lex.heads[f]
        return sort, gender, plural, lemma
    where = demonym(part.words[part.head], lex)
    if where is not None:
        return "person", where[1], False, where[0]
    if f[0].isdigit() and f.endswith(lex.aged):
        return "person", None, False, ""
    return "unknown", None, f.endswith("s"), f


def _name_kind(
    text: str, part: _Part, run: tuple[int, int, bool], sort: Sort, lex: Lexicon, names: Mapping[int, Name]
) -> Literal["person", "organisation", "place"]:
    ws = part.words[run[0] : run[1]]
    whole = fold(text[ws[0].start : ws[-1].end])
    said = names.get(ws[0].start)
    if part.title:
        return "person"
    if sort in ("role", "person"):
        return "person"
    if whole in lex.seats or (sort == "body"):
        return "organisation"
    if whole in lex.countries:
        return "place"
    if (
        len(ws) > 1
        and (ws[0].fold in lex.countries or any(w.fold in lex.in_names for w in ws))
        and ws[0].fold.split("-")[0] not in lex.given
    ):
        return "organisation"
    if ws[0].fold.split("-")[0] in lex.given and part.article == "none" and not ws[0].upper:
        return "person"
    if said:
        return said.kind
    printed = text[ws[0].start : ws[-1].end]
    if printed.isupper() and len(printed) <= 7:
        return "organisation"
    if part.article in ("definite", "possessive"):
        return "organisation"
    return "person" if len(ws) > 1 else "organisation"


def _lemmas(part: _Part, lex: Lexicon) -> set[str]:
    """The head's lemma where the tables know the head, so that its plural is certain."""
    f = part.words[part.head].fold if part.head is not None else ""
    return {lex.heads[f][0]} if f in lex.heads else set()


def _collective(holder: _Part, core: _Part, run: tuple[int, int, bool], lex: Lexicon) -> bool:
    """A name of several words after a plural noun is that of a body where it starts with no first name."""
    ws = holder.words[run[0] : run[1]]
    return (
        core.head is not None
        and core.article == "definite"
        and core.title is None
        and len(ws) > 1
        and ws[0].fold.split("-")[0] not in lex.given
        and not any(w.fold in lex.conjunction for w in holder.words[run[1] :])
    )


def _assemble(
    text: str, span: Span, parts: Sequence[_Part], asides: int, lex: Lexicon, names: Mapping[int, Name]
) -> Phrase:
    core = parts[0]
    sort, gender, plural, lemma = _sort(core, lex)
    nameless = sort == "document" or (lemma in lex.nameless and core.article == "indefinite")
    naming = [r for r in core.runs if r[2] and not nameless]
    after = [r for r in naming if core.head is not None and r[0] > core.head]
    limiting: tuple[int, int, bool] | None = None
    if lex.head_last and core.head is not None and naming and not after and core.title is None:
        run = naming[0]
        known = core.words[core.head].fold in lex.heads and not core.words[core.head].cap
        limit = core.words[run[0]].fold
        several = plural or lemma == "official" or limit in lex.countries
        several = several or (run[1] == run[0] + 1 and limit in lex.adjectives)  # `the Norwegian army`
        if known and run[1] <= core.head and (sort in ("role", "person") or (sort == "body" and several)):
            limiting, naming = run, []  # `Afghan officials`, `the Delta spokesman`: the name limits the function
    name_run, holder = next(iter(after or naming), None), core
    roles: list[Role] = []
    back = None
    pre = [w.fold for w in core.words[: core.end] if w.fold[0].isalnum()]
    ahead: list[str] = []
    pointing = name_run is None and core.article in ("definite", "demonstrative")
    if pointing and sum([w.fold[0].isalnum() for w in core.words[core.lead : core.end]]) <= 2:
        rest = ahead = [f for f in pre if f not in lex.articles]
        if rest and rest[0] in lex.back and (len(rest) == 1 or lex.back[rest[0]][0] == "same"):
            back, gender = lex.back[rest[0]]
            plural = rest[0].endswith("s")
    if "meme" in pre[:2] or (pre[:1] == ["same"] or pre[1:2] == ["same"]):
        back = back or "same"
    handle = acronym = None
    aged = ("ans" in text or "year" in text) and any(w.fold[0].isdigit() for part in parts for w in part.words)
    age = _AGE.search(text, span.start, span.end) if aged else None
    for part in parts[1:]:
        first = part.words[part.lead] if part.lead < len(part.words) else None
        if first is None:
            continue
        if first.fold[0] == "@":
            handle = handle or text[first.start : first.end]
            continue
        lone = len(part.runs) == 1 and part.runs[0][2] and part.head is None
        if lone and len(part.words) == 1 and text[first.start : first.end].isupper():
            acronym = acronym or text[first.start : first.end]
            continue
        if (
            name_run is None
            and part not in parts[len(parts) - asides :]
            and part.runs
            and part.runs[0][2]
            and not nameless
        ):
            run = part.runs[0]
            if part.head is None or part.head < run[0]:
                name_run, holder = run, part
                if part.head is not None:
                    roles += _roles(part, part.head, run[0], lex)
                continue
        if part.head is not None and (_sort(part, lex)[0] in ("role", "person")) and not part.joined:
            hi = next((r[0] for r in part.runs if r[2]), part.end)
            if core.head is not None or name_run:
                roles += _roles(part, part.head, hi, lex)
    for w in core.words[:1]:
        if w.fold[0] == "@":
            handle = text[w.start : w.end]
    kind: Literal["person", "organisation", "place"] | None = None
    name: Span | None = None
    if name_run is not None:
        ws = holder.words[name_run[0] : name_run[1]]
        name = Span(ws[0].start, ws[-1].end)
        kind = _name_kind(
            text, holder, name_run, sort if holder is core or sort != "unknown" else "unknown", lex, names
        )
    head_role = None
    if core.head is not None:
        hi = name_run[0] if name_run is not None and holder is core and name_run[0] > core.head else core.end
        if nameless:
            hi = next((r[0] for r in core.runs if r[2] and r[0] > core.head), hi)
        told = _roles(core, core.head, hi, lex)
        head_role = told[0] if told else None
        if (
            name is not None
            and sort != "document"
            and (sort != "unknown" or core.article != "none")
            and not (name_run is not None and holder is core and name_run[0] < core.head)
        ):
            roles = [*told, *roles]
    for part in (core, holder):
        if part.title and (part.title in lex.ranks or part.title in lex.same):  # `Sen. Jane Roe`
            roles.append(Role(stem(lex.same.get(part.title, part.title)), frozenset(), name or span))
    det_gender: Gender = None
    if not lex.masculine.isdisjoint(core.det):
        det_gender = "Masc"
    elif not lex.feminine.isdisjoint(core.det):
        det_gender = "Fem"
    title = core.title or (holder.title if name_run is not None else None)
    given: Gender = None
    if name is not None and kind == "person":
        first_name = holder.words[name_run[0]].fold if name_run else ""
        if len(holder.words[name_run[0] : name_run[1]]) > 1 if name_run else False:
            given = lex.given.get(first_name) or lex.given.get(first_name.split("-")[0])
    elided = core.words[0].fold == "l'"
    gender = (
        (lex.titles.get(title) if title else None)
        or given
        or (None if sort == "unknown" and elided else gender if gender and not det_gender else det_gender or gender)
    )
    if back is not None and ahead and ahead[0] in lex.back:
        gender = lex.back[ahead[0]][1] or gender  # l'intéressée: its ending tells
    if elided and gender is None and core.head is not None and sort in ("body", "unknown"):
        noun = core.words[core.head].fold
        gender = "Fem" if noun in lex.going["elided_fem"] else "Masc" if noun in lex.going["elided_masc"] else None
    number: Number = None
    one_of = len(core.det) > 1 and core.det[-1] in lex.plural and not lex.one.isdisjoint(core.det[:-1])
    if one_of:
        number = "Sing"
    elif not lex.plural.isdisjoint(core.det) or (not core.det and plural and name is None):
        number = "Plur"
    elif lex.head_last and plural and core.article in ("definite", "possessive") and lemma in _lemmas(core, lex):
        number = "Plur"  # `the organisers`: the determiner tells no number
    elif core.det or title or name is not None:
        number = "Sing"
    if sort == "body" and number is None:
        number = "Sing"
    if name_run is not None and kind == "person" and number == "Plur" and _collective(holder, core, name_run, lex):
        kind = "organisation"  # `les organisateurs, Lumen Spectacles`
    if kind in ("person",) and number == "Plur" and name is not None and holder is core and core.head is None:
        number = "Plur"
    label_from = core.words[core.lead].start if core.lead < len(core.words) else span.start
    last = core.end - 1
    while last > core.lead and core.words[last].fold in lex.not_last:
        last -= 1
    label_to = core.words[last].end if core.end > core.lead else span.end
    owner = None
    limits = head_role.of if head_role else frozenset()
    if limiting is not None:
        limits |= frozenset(
            content([w.fold for w in core.words[limiting[0] : limiting[1]] if w.fold[0].isalnum()], lex)
        )
    if core.owner is not None:
        ws = core.words[core.owner[0] : core.owner[1]]
        owner = Span(ws[0].start, ws[-1].end)
    if sort == "unknown" and core.runs and name is not None and kind == "place":
        sort = "place"
    return Phrase(
        span, Span(label_from, max(label_to, label_from)), sort, core.article, None, 3, gender, number, name, kind,
        title, handle, acronym, tuple(roles), head_role.head if head_role else "", limits,
        core.former, core.different, owner, back, lemma in lex.party, core.joined, int(age.group(1)) if age else None,
    )  # fmt: skip
