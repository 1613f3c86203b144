"""What the story turns on, and what still stands.

A claim is a proposition on which statements of the story take a stance. `judge` draws together the
statements that speak of one thing (`grouping`), finds where each stands (`stances`), and judges what
is left of it at the end (`status`). `docs/claims.md` tells how.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence

from recoupe.judge._answers import events, explicit, replaces
from recoupe.judge._incompatible import counted_otherwise
from recoupe.judge._language import lexicon, stem
from recoupe.judge._narration import Narration
from recoupe.judge._propositions import Proposition, propositions
from recoupe.judge._roots import Roots
from recoupe.judge.claims import bearing, grouping
from recoupe.judge.claims.echoes import Echoes
from recoupe.judge.claims.sayings import sayings
from recoupe.judge.claims.selection import Group
from recoupe.judge.claims.stances import Voices, day, felt, kind, norm, stances
from recoupe.judge.claims.status import Kind, Matter, history, status
from recoupe.model import Claim, Dossier, Evidence, Span
from recoupe.text import fold, stable_id

__all__ = ["judge"]

_MOST = 20
_WORDINGS = 6
_AGREED = 1.2
_CENTRAL = 1.0
_SPENT = 1.5
_ABOUT = 0.9
_NAME = 5
_FIRST = 4
_ENOUGH = 4
_REPORT = 0.3
_VOICE = 0.2
_ANSWERED = 0.3
_OPENING = 60
_UNDATED = "9999"
_TWIN = 0.75
_RETOLD = 0.6
_TRAILING = " ,;:\u00a0\n"
_WORDS = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://\S+|\b(?:www\.|pic\.twitter\.)\S+|[@#]\w+")
# How much what stands lower counts less, what is told in somebody's own words, what tells an event, an unnamed voice:
# rounded from what tells apart the statements that a reader takes for claims (weights of a logistic model).
_DOWN = 0.6
_OWN_WORDS = 0.8
_EVENT = 1.2
_UNNAMED = 0.65
_OFFICIAL = 1.3
_ACTS = {
    "announces": 1.8,
    "denies": 2.0,
    "confirms": 1.8,
    "corrects": 1.7,
    "declines": 1.0,
    "says": 1.0,
    "warns": 0.7,
    "demands": 0.9,
    "asks": 0.5,
}


def judge(dossier: Dossier) -> tuple[Claim, ...]:
    """Claims in order of weight, those on which the story turns first.

    Takes the linked evidence of one story; returns at most twenty claims, each with its stances,
    its history and the roots behind what asserts it. Nothing is raised; a story without statements
    has no claims.
    """
    props = propositions(dossier)
    if not props:
        return ()
    voices = Voices(dossier)
    subject = [voices.subject(p) for p in props]
    said = sayings(props, subject)
    heading = _heading(dossier)
    headed = {s.id for s in dossier.speakers if heading & set(_WORDS.findall(fold(s.name)))}
    heft = [_heft(dossier, p, heading, headed) * _by(voices, p) for p in props]
    roots = Roots(dossier)
    origin = [roots.of(dossier.articles[p.article].id, p.statement) for p in props]
    order = _order(dossier, props)
    narration = Narration(dossier)
    corrections = _corrections(props)
    echoes = Echoes(props)
    clauses = {_end(dossier, p): p for p in props}
    out: list[Claim] = []
    lent: set[str] = set()
    for g in grouping.group(props, said, heft, origin, subject, _MOST):
        # what `cette information` stands for is one claim: the weightiest that its antecedent is part of
        held = [p for k in g.sayings for i in said[k] if (p := _met(props[i], g, k)).statement.id not in lent]
        # of several clauses of one statement, the one that has the matter at its centre
        members = {
            p.statement.id: p for p in sorted(held, key=lambda p: (grouping.role_of(g.key, p), -p.spans[0].start))
        }
        lent |= {p.statement.id for p in held if p.borrowed}
        if not members or all(_scrap(p) for p in members.values()):
            continue
        worded = [told for c in out if (told := clauses.get(_clause(c))) is not None]
        claim = _claim(dossier, g, list(members.values()), voices, roots, order, narration, corrections, echoes, worded)
        if claim is not None and not _told_before(claim, out, clauses):
            out.append(claim)
    told_elsewhere = [c for c in out if c.asserts or c.confirms or c.questions or not echoes.given.issuperset(c.denies)]
    wishes = frozenset(c.id for c in out if (told := clauses.get(_clause(c))) is not None and felt(told))
    return _in_order(dossier, told_elsewhere, wishes)


def _in_order(dossier: Dossier, claims: Sequence[Claim], wishes: Container[str] = ()) -> tuple[Claim, ...]:
    """Claims as they weigh, those first on which more reports and voices meet, and on which somebody stands against it;
    `wishes`, which nobody can deny, last.

    On eleven gold stories a claim of the gold stands at 5.1 by weight alone; at 4.7 so, when the order was chosen.
    """
    where = {
        s.id: (a.id, s.speaker) for a, rows in zip(dossier.articles, dossier.statements, strict=True) for s in rows
    }

    def met(place: int, c: Claim) -> float:
        at = [where[i] for i in (*c.asserts, *c.denies, *c.confirms, *c.questions)]
        reports, voices = len({a for a, _ in at}), len({s for _, s in at})
        answered = 1.0 + _ANSWERED * bool(c.denies or c.questions)
        more = (1.0 + _REPORT * (min(reports, _ENOUGH) - 1)) * (1.0 + _VOICE * (min(voices, _ENOUGH) - 1))
        return more * answered / (place + _FIRST)

    ranked = sorted(enumerate(claims), key=lambda pair: (pair[1].id in wishes, -met(*pair), pair[0]))
    return tuple(c for _, c in ranked)


def _met(p: Proposition, g: Group, saying: int) -> Proposition:
    """A clause as a member of a group: told in the group's concept where it met the others by one like it."""
    if saying not in g.through:
        return p
    concept, opposite = g.through[saying]
    return p.taken_as(concept, g.key, opposite=opposite)


def _told_before(claim: Claim, before: Sequence[Claim], clauses: Mapping[Evidence, Proposition]) -> bool:
    """True where a weightier claim says the same: three concepts and most of what the shorter has, no other figure."""
    told = clauses.get(_clause(claim))
    for other in before:
        earlier = clauses.get(_clause(other))
        if told is None or earlier is None or counted_otherwise(told.words, earlier.words):
            continue
        shared = [c for c in told.concepts.keys() & earlier.concepts.keys() if told.concepts[c] == earlier.concepts[c]]
        if len(shared) >= max(3, _TWIN * min(len(told.concepts), len(earlier.concepts))):
            return True
    return False


def _clause(claim: Claim) -> Evidence:
    """The end of a claim's wording, by which its clause is found again: what opens it was cut off."""
    where = claim.evidence
    return Evidence(where.article, where.end, where.end) if where is not None else Evidence("", 0, 0)


def _corrections(props: Sequence[Proposition]) -> dict[str, list[Proposition]]:
    """By speaker, clauses in which somebody puts his own account right."""
    out: dict[str, list[Proposition]] = defaultdict(list)
    for p in props:
        if p.statement.speaker is not None and _rectifies(p):
            out[p.statement.speaker].append(p)
    return out


def _put_right(
    how: Sequence[tuple[Proposition, Kind]], told: Proposition, corrections: Mapping[str, Sequence[Proposition]]
) -> list[tuple[Proposition, Kind]]:
    """The stances, with what whoever announced it says to put it right against it: that says the contrary, or names
    nothing but *son annonce*."""
    inside = {p.statement.id for p, _ in how}
    announced = {p.statement.speaker for p, k in how if k == "asserts" and p.statement.act == "announces"}
    right: dict[str, Proposition] = {}
    for speaker in sorted(s for s in announced if s is not None):
        for p in corrections.get(speaker, ()):
            if replaces(p, told) or (_scrap(p) and p.statement.id not in inside):
                right.setdefault(p.statement.id, p)
    kept = [(p, k) for p, k in how if p.statement.id not in right or p.statement.id == told.statement.id]
    right.pop(told.statement.id, None)
    return [*kept, *((p, "denies") for p in right.values())]


def _own_words_back(
    how: Sequence[tuple[Proposition, Kind]], order: Mapping[str, tuple[str, int]]
) -> list[tuple[Proposition, Kind]]:
    """The stances, with *je me suis trompé : il n'y a pas dix blessés* against what its speaker said before: he says
    that he puts it right, and negates something of it or counts otherwise."""
    before: dict[str | None, list[Proposition]] = defaultdict(list)
    for p, k in how:
        if k in ("asserts", "confirms") and not _rectifies(p):
            before[p.statement.speaker].append(p)

    def back(p: Proposition) -> bool:
        own = [q for q in before.get(p.statement.speaker, ()) if order[q.statement.id] < order[p.statement.id]]
        return bool(own) and (any(w.negated for w in p.words) or any(counted_otherwise(p.words, q.words) for q in own))

    return [(p, "denies") if k == "asserts" and _rectifies(p) and back(p) else (p, k) for p, k in how]


def _rectifies(p: Proposition) -> bool:
    return p.statement.act == "corrects" or lexicon(p.language).marked("rectifies", p.folded)


def _heading(dossier: Dossier) -> frozenset[str]:
    """Folded words of the story's headlines, longer than three letters."""
    return frozenset(w for a in dossier.articles for w in _WORDS.findall(fold(a.title or "")) if len(w) > 3)


def _heft(dossier: Dossier, p: Proposition, heading: frozenset[str], headed: Container[str]) -> float:
    """How much a statement weighs: what is done by it, how high it stands, and whether it states anything.

    A wish or a feeling is no proposition; a reproach is news; who stands in the headlines weighs more.
    """
    lex = lexicon(p.language)
    place = p.spans[0].start / max(1, len(dossier.articles[p.article].text))
    out = _ACTS[p.statement.act] * math.exp(-_DOWN * place)
    concepts = p.concepts
    if p.first_person and p.statement.form == "direct":
        out *= _OWN_WORDS
    if any(c in lex.classes for c in concepts):
        out *= _EVENT
    if felt(p):
        out *= 0.3
    elif any(stem(w, p.language) in lex.reproach for w in _WORDS.findall(p.folded)) or bearing.charges(p):
        out *= 1.4
    if len(concepts) < 2 or p.borrowed:
        out *= 0.6
    if p.statement.speaker in headed:
        out *= 1.25
    if any(w.concept in heading or fold(p.source_text[w.start : w.end]) in heading for w in p.words):
        out *= 1.15
    return out


def _by(voices: Voices, p: Proposition) -> float:
    """How much who says it adds: a communiqué counts more, who has no name less."""
    if voices.unnamed(p):
        return _UNNAMED
    return _OFFICIAL if voices.near(p) and not voices.spoken(p) else 1.0


def _order(dossier: Dossier, props: Sequence[Proposition]) -> dict[str, tuple[str, int]]:
    out = {}
    for n, p in enumerate(props):
        out[p.statement.id] = ((day(dossier, p) or _UNDATED)[:10], n)
    return out


def _claim(
    dossier: Dossier,
    g: Group,
    members: Sequence[Proposition],
    voices: Voices,
    roots: Roots,
    order: dict[str, tuple[str, int]],
    narration: Narration,
    corrections: Mapping[str, Sequence[Proposition]],
    echoes: Echoes,
    worded: Sequence[Proposition],
) -> Claim | None:
    asserting = [p for p in members if p.statement.act != "denies"]
    negative = sum(p.concepts.get(g.key, False) for p in asserting)
    checkable = g.key in grouping.TRAITS
    # *le lac n'est pas pollué*, told by whoever has to know, denies; *je ne porterai pas plainte* is news of its own
    counter = negative == len(asserting) > 0 and all(voices.answers(p) for p in asserting)
    positive = checkable or not asserting or negative < len(asserting) or counter
    taking = [(p, k) for p in members if (k := _stance(p, g.key, positive)) is not None]
    if g.demand:
        # who calls for the contrary denies nothing: both were called for
        taking = [(p, k) for p, k in taking if k != "denies" or p.statement.act == "denies"]
    every = _consistent(taking, order)
    how = bearing.pertinent(every, g.key, trait=checkable)
    if not how:
        return None
    told, text, where = _text(dossier, how, g.key, voices, worded)
    how = bearing.answering(bearing.counting(how, told), g.key, told, trait=checkable)
    if not checkable:
        how += _echoed(how, told, voices, echoes)
    # a denial of something near it answers nothing here, but what it touches is not confirmed
    clouded = sum(explicit(p) for p, k in every if k == "denies") > sum(explicit(p) for p, k in how if k == "denies")
    how = bearing.recalled(how)
    aside = bearing.aside(how, g.key, told, trait=checkable) | bearing.outer(how)
    sides = bearing.sides(how, voices.persons)
    how = _put_right(_own_words_back(how, order), told, corrections)
    origin = {p.statement.id: roots.of(dossier.articles[p.article].id, p.statement) for p, _ in how}
    taken = [
        t._replace(
            aside=t.statement in aside, side=voices.side(sides.get(t.statement, t.speaker)), root=origin[t.statement]
        )
        for t in stances(how, voices, order, told)
    ]
    by_kind = {
        k: tuple(s.statement for s in taken if s.kind == k) for k in ("asserts", "denies", "confirms", "questions")
    }
    saying = {s.statement for s in taken if s.kind in ("asserts", "confirms") and not s.aside}
    behind = {r for i in saying if (r := origin[i]) is not None}
    if saying and not checkable:
        # a report that tells it in words of its own vouches for it too
        alike = narration.telling([told], share=_RETOLD)
        behind |= {r for e in alike if (r := roots.behind(e.article, [Span(e.start, e.end)])) is not None}
    if not saying:
        # denied or doubted, so somebody has told it: the reports that tell it in words of their own
        told_by = narration.telling((p for p, _ in how), g.key if checkable else None)
        behind = {r for e in told_by if (r := roots.behind(e.article, [Span(e.start, e.end)])) is not None}
    acted = g.demand and len(behind) > 1
    ought = clouded or felt(told) or (norm(told) and not g.demand)
    matter = Matter(checkable, acted, ought, bearing.reproachful(how), bearing.planned(told))
    ids = sorted(p.statement.id for p in members)
    return Claim(
        stable_id("c", g.key, *ids), text, status(taken, matter),
        by_kind["asserts"], by_kind["denies"], by_kind["confirms"], by_kind["questions"],
        history(taken, matter), tuple(sorted(behind)), len(behind) == 1, where,
    )  # fmt: skip


def _echoed(
    how: Sequence[tuple[Proposition, Kind]], told: Proposition, voices: Voices, echoes: Echoes
) -> list[tuple[Proposition, Kind]]:
    """What the rest of the story has on a claim: other voices that say it, and curt answers of whom it concerns."""
    members = {p.statement.id for p, _ in how}
    asserting = {p.statement.speaker for p, k in how if k in ("asserts", "confirms")}
    if not asserting:
        denying = [p for p, k in how if k == "denies"]
        return [(q, "asserts") for q in echoes.denied(denying, members)]
    names = {fold(n) for s in asserting for n in voices.names(s) if len(n) > _NAME}
    more: list[tuple[Proposition, Kind]] = []
    for p in echoes.voices(told, members, {p.statement.speaker for p, _ in how}):
        shared = min(c for c in events(told) if c in p.concepts)
        k = _stance(p, shared, not told.concepts[shared])
        if k in ("asserts", "confirms"):
            # who tells what somebody else did bears him out: *le président a demandé*, says his minister
            of_another = any(n in p.folded[:_OPENING] for n in names)
            more.append((p, "confirms" if of_another and p.statement.hedge is None else k))
    telling = {p.statement.id: p for p, k in how if k in ("asserts", "confirms")}
    asking = list({p.statement.speaker: p for p in telling.values()}.values())

    def answers(p: Proposition) -> bool:
        """True for who denies what stands right before, or what concerns him; not where his own side says it."""
        before = echoes.before.get(p.statement.id)
        meant = before in telling if before is not None else voices.concerned(p, told)
        return meant and not any(voices.together(p, q) for q in asking)

    return [*more, *((p, "denies") for p in echoes.replies(members, answers))]


def _consistent(
    how: Sequence[tuple[Proposition, Kind]], order: Mapping[str, tuple[str, int]]
) -> list[tuple[Proposition, Kind]]:
    """Somebody who says both on one day denies nothing unless he says that he does: it is one account."""
    asserting = {(p.statement.speaker, order[p.statement.id][0]) for p, k in how if k in ("asserts", "confirms")}
    others = {p.statement.speaker for p, k in how if k in ("asserts", "confirms")}
    return [
        (p, "asserts")
        if k == "denies"
        and (p.statement.act != "denies" or p.statement.negated)
        and (p.statement.speaker, order[p.statement.id][0]) in asserting
        and others == {p.statement.speaker}
        else (p, k)
        for p, k in how
    ]


def _end(dossier: Dossier, p: Proposition) -> Evidence:
    span = p.spans[0]
    end = span.start + len(span.cut(p.source_text).rstrip(_TRAILING))
    return Evidence(dossier.articles[p.article].id, end, end)


def _scrap(p: Proposition) -> bool:
    """True where nothing but addresses of pages is left, or no word with a meaning, or one that stands for a
    proposition told elsewhere (*une information du Courrier*): no proposition."""
    if not p.words or not _WORDS.search(_ADDRESS.sub("", p.text)):
        return True
    lex = lexicon(p.language)
    return not p.borrowed and all(w.name or p.folded_word(w) in lex.anaphora for w in p.words)


def _stance(p: Proposition, key: str, positive: bool) -> Kind | None:
    s = p.statement
    said = fold(" ".join(x.cut(p.source_text) for x in s.content))
    after = fold(p.source_text[p.spans[-1].end : s.content[-1].end])
    return kind(p, key, positive, lexicon(p.language), said, after)


def _text(
    dossier: Dossier,
    how: Sequence[tuple[Proposition, Kind]],
    key: str,
    voices: Voices,
    worded: Sequence[Proposition],
) -> tuple[Proposition, str, Evidence]:
    """The wording that tells the claim best: a clause that asserts it, has its concept at the centre and most of what
    the others have, so that most of them bear it out; neither hedged nor a scrap, in the language of most of the
    story, and not too long; none that words a weightier claim (`worded`), where another will do."""
    spent = {frozenset(p.concepts) for p in worded}
    core = Counter(c for p, _ in how for c in p.concepts)
    news = any(p.statement.act == "announces" for p, _ in how)
    language = Counter(a.language for a in dossier.articles).most_common(1)[0][0]
    relayed = bearing.outer(how)

    def cost(pair: tuple[Proposition, Kind]) -> tuple[float, int, int]:
        p, k = pair
        central = max((w.role for w in p.words if w.concept == key), default=0.0)
        shared = sum(core[c] for c in p.concepts) / (2 + len(p.concepts)) / max(1, len(how))
        out = 4.0 * (k not in ("asserts", "confirms")) + 1.0 * (p.statement.hedge is not None) + 1.0 * p.borrowed
        out += 0.6 * (len(p.words) < 3) + 0.6 * any(w.negated for w in p.words) - _CENTRAL * central - shared
        out += 0.8 * (language is not None and p.language != language)
        out += 1.5 * (
            _rectifies(p) and (news or p.statement.act != "corrects")
        )  # what is put right, not what takes its place
        out += _SPENT * (frozenset(p.concepts) in spent)
        out += 1.5 * felt(p) - 0.3 * voices.near(p) + 1.0 * (p.statement.id in relayed)
        out += abs(len(p.text) - 80) / 160 - 0.3 * (p.statement.act == "announces")
        return out, p.article, p.order

    # whose clause is about something else words that other claim
    about = [(p, k) for p, k in how if k in ("asserts", "confirms") and grouping.role_of(key, p) >= _ABOUT]
    best = sorted(about or how, key=cost)[:_WORDINGS]
    p, _ = min(best, key=lambda pair: (cost(pair)[0] - _AGREED * bearing.agreement(how, key, pair[0]), cost(pair)[1:]))
    article = dossier.articles[p.article]
    span = p.spans[0]
    words = span.cut(article.text)
    lead = lexicon(p.language).leading.match(words)
    start = span.start + (lead.end() if lead and lead.end() < len(words) else 0)
    end = span.start + len(words.rstrip(_TRAILING))
    if end <= start:
        start, end = span.start, span.end
    return p, article.text[start:end], Evidence(article.id, start, end)
