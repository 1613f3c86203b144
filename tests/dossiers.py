"""Small stories of our own, made into a `Dossier` by hand, for the tests of judgement.

`story` takes articles as text with their statements; a statement gives its content (a stretch of the
text), its speaker and whatever else matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from recoupe.model import (
    Article,
    Attribution,
    Dating,
    Dossier,
    Evidence,
    Figure,
    FigureGroup,
    FigureNote,
    Moment,
    Notes,
    Passage,
    Root,
    Section,
    Span,
    Speaker,
    Statement,
    TimeExpression,
)  # fmt: skip
from recoupe.text import stable_id

Said = tuple[str, str | None, dict[str, Any]]


def says(content: str, speaker: str | None, **rest: Any) -> Said:
    """A statement: `act`, `form`, `said`, `via`, `hedge` (words of the content), `cue`, `source`."""
    return content, speaker, rest


def article(name: str, text: str, *said: Said, title: str | None = None, published: str | None = "2024-05-02",
            language: str = "fr", root: str | None = None) -> dict[str, Any]:  # fmt: skip
    """One report; `root` names the dispatch that it prints whole, else it is its own."""
    return {
        "id": name,
        "text": text,
        "said": said,
        "title": title,
        "published": published,
        "language": language,
        "root": root,
    }


def story(
    *articles: Mapping[str, Any],
    speakers: Mapping[str, str] | None = None,
    copies: Sequence[tuple[str, str]] = (),
    dates: Mapping[str, Mapping[str, str]] | None = None,
    numbers: Sequence[tuple[str, str, int, str]] = (),
    agreement: str = "differs",
) -> Dossier:
    """A dossier. `speakers` maps an id to `kind: name, other name`; `copies` are pairs of articles with one text.

    `dates` gives the moments of an article (words to value), `numbers` figures as (article, words, value,
    quantity).
    """
    texts = {a["id"]: (f"{a['title']}\n{a['text']}" if a["title"] else a["text"]) for a in articles}
    made, statements, moments, notes, figures = [], [], [], [], []
    groups: dict[str, list[str]] = {}
    for a in articles:
        text, head = texts[a["id"]], len(a["title"] or "")
        sections = [Section(0, head, "title")] if head else []
        sections.append(Section(head + 1 if head else 0, len(text), "body"))
        made.append(
            Article(
                a["id"],
                text,
                tuple(sections),
                a["id"],
                title=a["title"],
                language=a["language"],
                published=a["published"],
            )
        )
        rows = [_statement(a["id"], text, i, *s) for i, s in enumerate(a["said"])]
        statements.append(tuple(rows))
        times = [(*_find(text, w), v) for w, v in ((dates or {}).get(a["id"]) or {}).items()]
        moments.append(tuple(Moment(stable_id("m", a["id"], s), s, e, v) for s, e, v in times))
        found = [(*_find(text, w), v, of) for at, w, v, of in numbers if at == a["id"]]
        figures.append(tuple(Figure(stable_id("f", a["id"], s), s, e, v, v, None) for s, e, v, _ in found))
        for s, _, _, of in found:
            groups.setdefault(of, []).append(stable_id("f", a["id"], s))
        notes.append(
            Notes(
                attributions=tuple(Attribution(r.content, r.cue, r.source, r.form, r.act) for r in rows),
                times=tuple(TimeExpression(s, e, v, None) for s, e, v in times),
                figures=tuple(FigureNote(s, e, v, v, None) for s, e, v, _ in found),
            )
        )
    roots: dict[str, list[str]] = {}
    for a in articles:
        roots.setdefault(a["root"] or f"own:{a['id']}", []).append(a["id"])
    return Dossier(
        "story", tuple(made), tuple(notes), tuple(Dating(a["published"], "metadata") for a in articles),
        tuple(statements), tuple(moments), tuple(figures), tuple(_speaker(k, v) for k, v in (speakers or {}).items()),
        quantities=tuple(FigureGroup(k, k, None, tuple(v), agreement) for k, v in groups.items()),  # type: ignore[arg-type]
        passages=tuple(_copy(texts, roots, x, y) for x, y in copies),
        roots=tuple(Root(k, "outlet" if k.startswith("own:") else "agency", k, tuple(sorted(v))) for k, v in sorted(roots.items())),  # noqa: E501
    )  # fmt: skip


def _copy(texts: Mapping[str, str], roots: Mapping[str, Sequence[str]], x: str, y: str) -> Passage:
    root = next((k for k, v in roots.items() if x in v and y in v), None) or next(k for k, v in roots.items() if x in v)
    return Passage(Evidence(x, 0, len(texts[x])), Evidence(y, 0, len(texts[y])), "verbatim", 1.0, root)


def _find(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def _span(text: str, words: str | None) -> Span | None:
    return Span(*_find(text, words)) if words else None


def _statement(
    article: str, text: str, i: int, content: str, speaker: str | None, rest: Mapping[str, Any]
) -> Statement:
    return Statement(
        stable_id("s", article, i), (Span(*_find(text, content)),), _span(text, rest.get("cue")), _span(text, rest.get("source")),  # noqa: E501
        speaker, rest.get("form", "indirect"), rest.get("act", "says"), tuple(rest.get("via", ())), rest.get("said"),
        hedge=_span(text, rest.get("hedge")),
    )  # fmt: skip


def _speaker(key: str, words: str) -> Speaker:
    kind, _, names = words.partition(": ")
    first, *others = names.split(", ")
    return Speaker(key, first, kind, (), tuple(others))  # type: ignore[arg-type]
