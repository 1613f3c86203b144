"""What the page shows of one story, ready for the template: plain rows, every line with its links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recoupe.exporters._desk import OPENING_MARKS, Desk, Wording, one_line
from recoupe.exporters.html import articles, drawing
from recoupe.exporters.html.places import Places
from recoupe.model import (
    ArticleRecord,
    BriefLine,
    Claim,
    Contradiction,
    Document,
    Evidence,
    Figure,
    FigureGroup,
    Speaker,
    Statement,
    Utterance,
)  # fmt: skip

SYMBOL = {
    "announced": "•",
    "confirmed": "✓",
    "denied": "✕",
    "retracted": "↺",
    "corrected": "✎",
    "disputed": "⇄",
    "unverified": "?",
    "countered": "↩",
}
MOST_BRIEF = 16  # lines of the brief shown at once: a page; the rest open on demand
FIRST_SAYINGS = 5  # of one speaker shown at once; the rest open on demand
FIRST_VOICES = 4  # behind one stance shown at once
FIRST_ON_A_SIDE = 3  # of what does not agree shown at once


def story(desk: Desk, prefix: str) -> dict[str, Any]:
    """Everything that the template shows of a story. Articles come last: by then every place is known."""
    places = Places(desk, prefix)
    voices = {s.id: f"{prefix}-v{i}" for i, s in enumerate(desk.story.speakers, 1)}
    shared = drawing.passages(desk, places.anchor)
    dates = sorted(a.published for a in desk.articles if a.published)
    view: dict[str, Any] = {
        "id": prefix,
        "title": one_line(desk.story.title),
        "span": [] if not dates else [dates[0]] if dates[0] == dates[-1] else [dates[0], dates[-1]],
        "articles_n": len(desk.articles),
        "statements_n": len(desk.statements),
        "voices_n": len(desk.story.speakers),
        "brief": [_line(b, places) for b in desk.story.brief[:MOST_BRIEF]],
        "more_brief": [_line(b, places) for b in desk.story.brief[MOST_BRIEF:]],
        "claims": [_claim(desk, places, c, voices) for c in desk.first_claims],
        "more_claims": [_claim(desk, places, c, voices) for c in desk.other_claims],
        "sayings": [_voice(desk, places, s, rows, voices) for s, rows in desk.sayings],
        "figures": [_figures(desk, places, g) for g in desk.compared()],
        "contradictions": [
            {
                "kind": desk.matter(c),
                "about": desk.about(c),
                "sides": [
                    {"label": label, "first": rows[:FIRST_ON_A_SIDE], "rest": rows[FIRST_ON_A_SIDE:]}
                    for label, rows in _sides(desk, places, c)
                ],
            }
            for c in desk.story.contradictions
        ],
        "documents": [_document(desk, places, d) for d in desk.story.documents],
        "timeline": _timeline(desk, places),
        "shared": shared,
        "pairs": _pairs(desk, places),
    }
    shades = drawing.root_shades(desk)
    view["articles"] = [articles.article(desk, places, a, voices, shades) for a in desk.articles]
    return view


# ------------------------------------------------------------------ statements


def _line(line: BriefLine, places: Places) -> dict[str, Any]:
    return {"text": line.text, "part": line.part, "refs": places.one_each(line.evidence)}


def _words(desk: Desk, article: ArticleRecord, statement: Statement) -> dict[str, Any]:
    words = desk.content(article, statement)
    return {
        "words": words,
        "lang": article.language or "",
        "quoted": statement.form == "direct" and words[:1] not in OPENING_MARKS,
        "form": statement.form,
        "hedged": statement.hedge is not None,
    }


def _wordings(desk: Desk, places: Places, rows: Iterable[tuple[ArticleRecord, Statement]]) -> list[dict[str, Any]]:
    return [{**_words(desk, a, s), "refs": places.refs(found)} for a, s, found in desk.wordings(rows)]


def _voice(
    desk: Desk,
    places: Places,
    speaker: Speaker | None,
    rows: list[tuple[Utterance | None, list[tuple[ArticleRecord, Statement]]]],
    voices: dict[str, str],
) -> dict[str, Any]:
    sayings: list[dict[str, Any]] = []
    for utterance, told in rows:
        said = (utterance.said if utterance else None) or next((s.said for _, s in told if s.said), None)
        relays = dict.fromkeys(v for _, s in told for v in s.via)
        first = min(told, key=lambda r: (desk.number[r[0].id], r[1].content[0].start))
        acts = dict.fromkeys(s.act for _, s in told)
        sayings.append(
            {
                "when": said,
                "order": (said or first[0].published or "9999", desk.number[first[0].id], first[1].content[0].start),
                "act": next((a for a in acts if a != "says"), "says"),
                "via": [desk.speaker_name(v) for v in relays if v in desk.speakers],
                "wordings": _wordings(desk, places, told),
            }
        )
    sayings.sort(key=lambda s: s["order"])
    return {
        "id": voices[speaker.id] if speaker else f"{places.prefix}-v0",
        "name": speaker.name if speaker else desk.page.say("word", "unnamed"),
        "kind": speaker.kind if speaker else "unnamed",
        "roles": list(speaker.roles[:3]) if speaker else [],
        "aliases": [a for a in speaker.aliases if a not in (speaker.name, *speaker.roles)][:4] if speaker else [],
        "first": sayings[:FIRST_SAYINGS],
        "rest": sayings[FIRST_SAYINGS:],
    }


def _claim(desk: Desk, places: Places, claim: Claim, voices: dict[str, str]) -> dict[str, Any]:
    stances = []
    for name, ids in desk.stances(claim):
        by_voice: dict[str | None, list[tuple[ArticleRecord, Statement]]] = {}
        for i in ids:
            by_voice.setdefault(desk.statements[i][1].speaker, []).append(desk.statements[i])
        rows = [
            {
                "name": desk.speaker_name(who),
                "to": voices.get(who or "", f"{places.prefix}-v0"),
                "wordings": _wordings(desk, places, told),
            }
            for who, told in by_voice.items()
        ]
        stances.append({"stance": name, "rows": rows[:FIRST_VOICES], "rest": rows[FIRST_VOICES:]})
    history = [
        {"when": when, "status": status, "symbol": SYMBOL[status], "refs": places.refs(desk.places([statement]))}
        for when, status, statement in desk.history(claim)
    ]
    verdict = desk.verdict(claim)
    roots = [desk.roots[r] for r in dict.fromkeys(claim.roots) if r in desk.roots]
    return {
        "text": one_line(claim.text),
        "cut": claim.text[:1].islower(),
        "refs": places.refs([claim.evidence] if claim.evidence else []),
        "status": verdict,
        "symbol": SYMBOL[verdict],
        "support": desk.support(claim),
        "backing": desk.backing(claim),
        "roots": [{"name": desk.root_name(r), "kind": r.kind, "articles": len(r.articles)} for r in roots],
        "single": claim.single_source,
        "stances": stances,
        "history": history,
    }


# ------------------------------------------------------- figures, papers, dates


def _figures(desk: Desk, places: Places, group: FigureGroup) -> dict[str, Any]:
    rows = []
    told = desk.figure_rows(group)
    most = max((v for _, f in told for v in (f.low, f.high) if v is not None), default=0)
    for article, figure in told:
        place = Evidence(article.id, figure.start, figure.end)
        low, high = figure.low or 0, figure.high if figure.high is not None else figure.low or 0
        rows.append(
            {
                "outlet": desk.outlet(article.id),
                "words": desk.quote(place),
                "around": _around(article, figure),
                "refs": places.refs([place]),
                "from": round(100 * min(low, high) / most, 1) if most > 0 else 0,
                "to": round(100 * max(low, high) / most, 1) if most > 0 else 0,
                "open": figure.high is None and figure.low is not None,
            }
        )
    return {"label": group.label, "agreement": group.agreement, "rows": rows}


def _around(article: ArticleRecord, figure: Figure) -> tuple[str, str]:
    """A few words before and after a figure, so that one sees what is counted."""
    left = article.text[max(0, figure.start - 60) : figure.start].rsplit("\n", 1)[-1]
    right = article.text[figure.end : figure.end + 60].split("\n", 1)[0]
    if len(left) > 45:
        left = "…" + left[-45:].split(" ", 1)[-1]
    if len(right) > 45:
        right = right[:45].rsplit(" ", 1)[0] + "…"
    return left, right


def _sides(desk: Desk, places: Places, found: Contradiction) -> list[tuple[str, list[dict[str, Any]]]]:
    """What one says and what the other: each wording once, under what it holds or the outlets that print it."""
    out: list[tuple[str, list[dict[str, Any]]]] = []
    for label, wordings in desk.sides(found):
        rows = [
            {
                "words": w.words,
                "outlet": ", ".join(dict.fromkeys(desk.outlet(p.article) for p in w.places)),
                "refs": places.refs(w.places),
            }
            for w in wordings
        ]
        out += [(label, rows)] if label else [("", [row]) for row in rows]
    return out


def _document(desk: Desk, places: Places, document: Document) -> dict[str, Any]:
    def who(value: str | None) -> str | None:
        return desk.speaker_name(value) if value in desk.speakers else value

    def shown(wording: Wording) -> dict[str, Any]:
        words = wording.words
        return {"words": words, "quoted": words[:1] not in OPENING_MARKS, "refs": places.refs(wording.places)}

    return {
        "name": document.name,
        "kind": document.kind,
        "facts": [(k, v) for k, v in (("author", who(document.author)), ("addressee", who(document.addressee))) if v],
        "date": document.date,
        "fragments": [[shown(w) for w in cell] for cell in desk.passages_of(document)],
        "traits": [
            {
                "trait": trait,
                "value": value,
                "rows": [{"words": w.words, "refs": places.refs(w.places)} for w in rows],
            }
            for trait, value, rows in desk.traits_of(document)
        ],
    }


def _timeline(desk: Desk, places: Places) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = []
    for event in desk.story.timeline:
        if not days or days[-1]["when"] != event.when:
            days.append({"when": event.when, "events": []})
        days[-1]["events"].append({"text": one_line(event.text), "refs": places.one_each(event.evidence)})
    return days


def _pairs(desk: Desk, places: Places) -> list[dict[str, Any]]:
    """Which two articles share how many words, and where from: the map in words."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for p in desk.story.passages:
        if p.a.article not in desk.number or p.b.article not in desk.number:
            continue
        a, b = sorted((p.a, p.b), key=lambda e: desk.number[e.article])
        row = rows.setdefault((a.article, b.article), {"words": 0, "roots": {}, "kinds": set(), "place": (0, a, b)})
        n = len(desk.quote(a).split())
        row["words"] += n
        row["kinds"].add(p.kind)
        row["place"] = max(row["place"], (n, a, b))
        if p.root in desk.roots:
            row["roots"][desk.root_name(desk.roots[p.root])] = True
    return [
        {
            "a": desk.outlet(a),
            "b": desk.outlet(b),
            "words": row["words"],
            "kind": "verbatim" if row["kinds"] == {"verbatim"} else "edited",
            "roots": list(row["roots"]),
            "refs": places.refs(row["place"][1:]),
        }
        for (a, b), row in sorted(rows.items(), key=lambda kv: (-kv[1]["words"], kv[0]))
    ]
