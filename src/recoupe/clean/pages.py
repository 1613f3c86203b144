"""A web page to an article: the main column in page order, each part with its function.

Which paragraphs are the article's text is trafilatura's judgement, joined with what the page's own layout
tells (`layout`): title, standfirst, captions, credits, bylines and related lines keep their place and get
their kinds, and paragraphs that stand among the article's own in the same column are not lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from recoupe.clean.blocks import Block
from recoupe.clean.layout import Piece, lay_out, parse
from recoupe.clean.vocabulary import vocabulary
from recoupe.errors import ReadError
from recoupe.model import Article, Capture, SectionKind
from recoupe.text import canonical, fold

_BLANK = re.compile(r"[\s\u00ad\u200b]+")
_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+[^|–—]{2,60}$|\s\|.{2,60}$")
_ENDED = re.compile(r"[.!?…»”\"][\s)]*$")


@dataclass
class _Chosen:
    piece: Piece
    kind: SectionKind | None


def clean_page(capture: Capture) -> Article:
    """The page's article. Raises `ReadError` ("no-article") where it holds none: a cookie wall, a menu."""
    from recoupe.clean import finish

    tree = parse(capture.content)
    pieces = lay_out(tree) if tree is not None else []
    for piece in pieces:
        piece.text = canonical(piece.text)
    if not any(any(c.isalnum() for c in p.text) for p in pieces):
        raise ReadError("no-article", "no text on the page")
    fragment = not re.search(r"<(?:html|body|head)\b", capture.content[:5000], re.I)
    heading, title = _title(capture, pieces)
    chosen = _everything(pieces) if fragment else _column(capture.content, pieces, heading)
    if not fragment and _wall([c.piece.text for c in chosen if c.kind is None]):
        raise ReadError("no-article", "nothing but a notice about cookies, scripts or access")
    if not any(c.kind in (None, "social") for c in chosen):
        raise ReadError("no-article", "no article on the page")
    lines = [title] if title else []
    kinds: list[SectionKind | None] = ["title"] if title else []
    for item in chosen:
        if item.piece is heading or (title and _bare(item.piece.text) == _bare(title)):
            continue
        lines.append(item.piece.text)
        kinds.append(item.kind)
    blocks, at = [], 0
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "title":
            blocks.append(Block(at, at + len(line), number, 0, kind))
        at += len(line) + 1
    return finish(capture, "\n".join(lines), title, blocks)


def _everything(pieces: list[Piece]) -> list[_Chosen]:
    """A fragment (a feed's content, a database's field) is the article itself."""
    return [_Chosen(p, "social" if "post" in p.hints else "caption" if p.tag == "figcaption" else None) for p in pieces]


def _title(capture: Capture, pieces: list[Piece]) -> tuple[Piece | None, str | None]:
    """The headline as the page prints it, where it can be found; else as its metadata tell it."""
    told = canonical(" ".join(capture.title.split())) if capture.title else None
    heads = [p for p in pieces if p.tag == "h1" and len(p.text) > 5]
    if told:
        key = _bare(told)
        for piece in [
            *heads,
            *(p for p in pieces if p.tag in ("h2", "h3", "div", "header", "p", "section") and len(p.text) > 15),
        ]:
            own = _bare(piece.text)
            if own and (own == key or (len(own) > 15 and key.startswith(own) and _SUFFIX.search(told))):
                return piece, piece.text
        for piece in heads:
            if len(set(fold(piece.text).split()) & set(fold(told).split())) * 2 > len(told.split()):
                return piece, piece.text
        short = _SUFFIX.sub("", told)
        return None, short if len(short) > 15 else told
    return (heads[0], heads[0].text) if len(heads) == 1 else (None, None)


def _bare(text: str) -> str:
    return _BLANK.sub("", fold(text))


def _column(content: str, pieces: list[Piece], heading: Piece | None) -> list[_Chosen]:
    """The pieces of the article's column: trafilatura's paragraphs, and what stands among them."""
    main = _judged(content, pieces)
    if not any(main):
        return []
    _trust(pieces, main)
    first, last = main.index(True), len(main) - 1 - main[::-1].index(True)
    top = next((i for i, p in enumerate(pieces) if p is heading), first)
    start = min(top, first) if first - min(top, first) < 40 else first
    holders: dict[int, int] = {}
    for piece, kept in zip(pieces, main, strict=True):
        if kept:
            holders[piece.holder] = holders.get(piece.holder, 0) + 1
    out = []
    for i in range(start, last + 1):
        piece = pieces[i]
        if piece is heading:
            out.append(_Chosen(piece, "title"))
        elif main[i]:
            out.append(_Chosen(piece, _own(piece, i < first + 2)))
        elif kind := _beside(piece, i < first, holders, first < i < last):
            out.append(_Chosen(piece, None if kind == "body" else kind))
    return out


def _judged(content: str, pieces: list[Piece]) -> list[bool]:
    """For each piece, whether trafilatura holds it for the article's text."""
    import trafilatura

    try:
        text = trafilatura.extract(content, include_comments=False, include_tables=True)
    except Exception:  # a third-party parser on hostile bytes: without it, the layout alone decides
        text = None
    if not text:
        return [
            p.tag == "p" and len(p.text) > 80 and p.links < 0.3 and not p.hints & {"comment", "related", "share"}
            for p in pieces
        ]
    lines = {_bare(line.lstrip("-•# ")) for line in text.split("\n")}
    whole = _bare(text)
    out = []
    for piece in pieces:
        bare = _bare(piece.text)
        out.append(
            bare in lines
            or (len(bare) > 30 and bare in whole)
            or (len(bare) > 80 and bare[:60] in whole and bare[-40:] in whole)
        )
    return out


def _trust(pieces: list[Piece], main: list[bool]) -> None:
    """Class names that hold most of the article's text tell nothing about its parts: they are forgotten."""
    sizes: dict[str, int] = {}
    total = 0
    for piece, kept in zip(pieces, main, strict=True):
        if kept:
            total += len(piece.text)
            for hint in piece.hints:
                sizes[hint] = sizes.get(hint, 0) + len(piece.text)
    empty = {hint for hint, size in sizes.items() if size * 2 > total}
    for piece in pieces:
        piece.hints -= empty


def _own(piece: Piece, early: bool) -> SectionKind | None:
    """What a piece of the article's text is besides text."""
    if "post" in piece.hints:
        return "social"
    if piece.tag == "figcaption" or (
        "caption" in piece.hints
        and not piece.tag.startswith("h")
        and len(piece.text) < 400
        and "figure" in piece.inside
    ):
        return "caption"
    if "comment" in piece.hints:
        return "comment"
    if "related" in piece.hints and piece.links > 0.6 and len(piece.text) < 200:
        return "related"
    if early and "standfirst" in piece.hints:
        return "standfirst"
    return None


def _beside(piece: Piece, before: bool, holders: dict[int, int], among: bool) -> SectionKind | None:
    """The kind of a piece in the column that trafilatura left out; None where it is the site's, not the article's."""
    text, hints = piece.text, piece.hints
    if hints & {"comment", "share", "hidden"}:
        return None
    if "post" in hints and among:
        return "social"
    if piece.tag == "figcaption" or ("caption" in hints and len(text) < 300):
        return "caption" if len(text) < 500 else None
    words = vocabulary()
    if before and "related" not in hints and len(text) > 40 and piece.links < 0.3 and _ENDED.search(text):
        if "standfirst" in hints:
            return "standfirst" if len(text) < 700 else "body"
        if piece.tag in ("p", "h2") and len(text) > 80:
            return "body"
    if "byline" in hints and len(text) < 120 and piece.links < 0.95:
        return "byline" if re.search(r"\d|[A-ZÀ-Þ]", text) else None
    if "related" in hints:
        return None
    if among and words.cues.match(fold(text)) and len(text) < 200:
        return "related"
    own = holders.get(piece.holder, 0)
    if among and own >= 3 and piece.tag in ("p", "h2", "h3", "h4", "blockquote", "li") and piece.links < 0.5:
        return "body" if _ENDED.search(text) or piece.tag.startswith("h") else None
    return None


def _wall(lines: list[str]) -> bool:
    """True where the few words of the page are about consent, scripts or access, not about the world."""
    total = sum(map(len, lines))
    if total > 2500:
        return False
    wall = vocabulary().wall
    return sum(len(line) for line in lines if wall.search(fold(line))) * 2 > total
