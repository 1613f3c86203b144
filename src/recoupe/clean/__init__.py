"""`Capture` to `Article`: one text, cut into sections; nothing is altered, everything is told apart.

A crawl's text is cut into blocks (`blocks`), each block is given a kind by its words, shape and neighbours
(`kinds`), headline and standfirst are found (`heads`), and whether the text breaks off (`ends`). A web page is
first laid out as text with kinds from its markup (`pages`). The sections hold every character that is not
blank, in order, and never overlap; body paragraphs are a section each, so that no sentence crosses one.
"""

from __future__ import annotations

from recoupe.clean import ends, heads
from recoupe.clean.alone import CRAWL, sentence
from recoupe.clean.blocks import Block, cut
from recoupe.clean.flat import flat
from recoupe.clean.kinds import decide
from recoupe.clean.paragraphs import datelines, rejoin, repeated
from recoupe.clean.vocabulary import vocabulary
from recoupe.errors import ReadError
from recoupe.languages.identify import identify
from recoupe.model import Article, Capture, Section, Span
from recoupe.text import canonical

__all__ = ["clean"]


def clean(capture: Capture) -> Article:
    """The capture's text with its sections. Raises `ReadError` ("empty", "no-article") where nothing is left to read.

    >>> made = clean(Capture("a", "text", "Partager\\nLe préfet a signé l'arrêté mardi matin.", "0"))
    >>> [(s.kind, made.text[s.start:s.end]) for s in made.sections]
    [('navigation', 'Partager'), ('body', "Le préfet a signé l'arrêté mardi matin.")]
    """
    if capture.markup == "html":
        from recoupe.clean.pages import clean_page

        return clean_page(capture)
    title = " ".join(canonical(capture.title).split()) if capture.title else None
    body = canonical(capture.content)
    if not any(c.isalnum() for c in body):
        raise ReadError("empty", "no words in it")
    stripped = body.lstrip()
    doubled = bool(title) and " ".join(stripped[: len(title or "") + 20].split("\n", 1)[0].split()) == title
    text = f"{title}\n{body}" if title and not doubled else body
    return finish(capture, text, title, None)


def finish(capture: Capture, text: str, title: str | None, known: list[Block] | None) -> Article:
    """Sections of `text`, whose first line is `title` where one is given; `known` blocks come from a page's markup."""
    words = vocabulary()
    plain = flat(text)
    blocks = known if known is not None else cut(text, plain, words)
    offset = 0
    if title:
        skip = len(text) - len(text.lstrip())
        offset = skip + len(title) if text.startswith(title, skip) else text.find("\n") % (len(text) + 1)
        blocks = [b for b in blocks if b.start >= offset]
    elif known is None:
        blocks = _crawl_date(plain, blocks)
    decide(text, plain, blocks, words)
    if known is None:
        blocks = rejoin(text, blocks)
    headline = None
    if title:
        blocks.insert(0, Block(len(text) - len(text.lstrip()), offset, -1, 0, "title"))
    elif headline := heads.find(text, blocks):
        headline.kind = "title"
        title = text[headline.start : headline.end]
    if title and known is None and (lead := heads.standfirst(text, blocks, headline.end if headline else offset)):
        lead.kind = "standfirst"
    repeated(text, blocks, title)
    blocks = datelines(text, blocks)
    _rescue(text, blocks)
    sections = tuple(Section(b.start, b.end, b.kind or "body") for b in blocks)
    body = [b for b in blocks if b.kind in (None, "body")]
    return Article(
        capture.id, text, sections, capture.digest, capture.path, capture.url, capture.outlet, capture.authors, title,
        _language(capture, text, blocks), capture.published,
        _truncated(text, plain, blocks, body), _page_dates(plain, blocks),
    )  # fmt: skip


def _crawl_date(plain: str, blocks: list[Block]) -> list[Block]:
    """The crawl's own mark at the head (" date 2020-01 Titre…") as a block of its own."""
    if not blocks:
        return blocks
    first = blocks[0]
    found = CRAWL.match(plain, first.start, first.end)
    if not found or found.end() >= first.end:
        return blocks
    start = found.end()
    while start < first.end and plain[start].isspace():
        start += 1
    return [
        Block(first.start, found.end(), first.line, first.gap, "navigation", True, False),
        Block(start, first.end, first.line, 0, first.kind, True, first.last),
        *blocks[1:],
    ]


def _rescue(text: str, blocks: list[Block]) -> None:
    """Where no text is left, what reads most like it is body after all."""
    if any(b.kind in (None, "body", "social", "standfirst") for b in blocks):
        return
    loose = [b for b in blocks if b.kind not in ("title", "dateline", "credit")]
    for block in [b for b in loose if sentence(text[b.start : b.end])] or loose or blocks:
        block.kind = "body"


def _language(capture: Capture, text: str, blocks: list[Block]) -> str | None:
    parts = [text[b.start : b.end] for b in blocks if b.kind in (None, "body", "standfirst", "title")]
    found = identify("\n".join(parts)[:4000])
    declared = capture.language.split("-")[0].split("_")[0].lower() if capture.language else None
    return found or declared


def _truncated(text: str, plain: str, blocks: list[Block], body: list[Block]) -> bool:
    if not body:
        return False
    last = body[-1]
    after = "\n".join(plain[b.start : b.end] for b in blocks if b.start >= last.end and b.kind == "advert")
    return ends.broken(text[last.start : last.end], plain[last.start : last.end], after, vocabulary())


def _page_dates(plain: str, blocks: list[Block]) -> tuple[Span, ...]:
    dates = vocabulary().dates
    return tuple(
        Span(*m.span())
        for b in blocks
        if b.kind in ("byline", "dateline", "navigation", "other")
        for m in dates.finditer(plain, b.start, b.end)
    )
