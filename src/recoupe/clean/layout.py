"""A page's markup to blocks of text in page order, each with what its tags and class names say about it.

Nothing is judged here: what the article is, `pages` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import lxml.etree
import lxml.html

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "head",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "canvas",
        "audio",
        "video",
        "map",
        "nav",
        "menu",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "time",
        "legend",
    ]
)
# What class names, ids, roles and item properties of a block or of what holds it tell, in many sites' words.
_HINTS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.I | re.X)
    for name, pattern in {
        "comment": r"comment(?!aire[-_]?presse) | disqus | reactions?\b | respond\b | hypercomments",
        "related": r"""related | lire[-_]?(?:aussi|suite) | read[-_]?(?:also|more|next) | recommend | similar
            | associe
            | most[-_]?(?:read|popular) | plus[-_]?lus | trending | outbrain | taboola | teaser | more[-_]?stories
            | see[-_]?also | voir[-_]?aussi | side[-_]?bar | widget | carousel | crosslink | inread | article[-_]?list
            | suggest""",
        "share": r"""share | sharing | partage | social(?!e) | addthis | addtoany | toolbar | newsletter | subscribe
            | abonne | paywall | promo | sponsor | banner | advert | \bads?\b | pub[-_] | cookie | consent
            | gdpr | popup
            | modal            | breadcrumb | fil[-_]?ariane | pagination | print | tags?\b
            | mots?[-_]?cles | skip | menu | login
            | search""",
        "caption": r"caption | legend | credit | copyright | photographer",
        "byline": r"""author | auteur | byline | signature | dateline | publish | timestamp | \bdate\b
            | (?:post|entry|article)[-_]?meta | infos?[-_]?publi""",
        "standfirst": r"""chapo | chapeau | standfirst | \blead\b | \bdek\b | \bdeck\b | intro\b | introduction
            | subtitle            | sous[-_]?titre | sub[-_]?head | abstract | excerpt | accroche
            | headline__?sub | summary""",
        "post": r"twitter-tweet | instagram-media | fb-post | tiktok-embed | bluesky-embed | mastodon-embed",
        "hidden": r"""(?:^|\s)(?:hidden | visually-?hidden | sr-only | screen-reader-text | d-none
            | element-invisible)(?:\s|$)""",
        "note": r"footnote | \bnotes?\b | references?\b | bibliograph",
    }.items()
}
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Piece:
    """One block as laid out: its text on one line, its tag, the hints of all that holds it, and its links' share."""

    text: str
    tag: str
    hints: frozenset[str]
    linked: int
    holder: int
    inside: frozenset[str]

    @property
    def links(self) -> float:
        """Share of the characters that are links."""
        return self.linked / max(1, len(self.text))


def parse(content: str) -> Any:
    """The page as a tree; None where nothing can be made of it."""
    try:
        data = content.encode("utf-8", "replace")
        return lxml.html.document_fromstring(
            data, parser=lxml.html.HTMLParser(encoding="utf-8", recover=True, huge_tree=True)
        )
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def lay_out(tree: Any) -> list[Piece]:
    """All blocks of the page in its order."""
    return _Walk().run(tree)


@dataclass(frozen=True)
class _Open:
    """An open element: its tag, all hints that reach it, the nearest block's tag, tags of all blocks around it, the
    number of the nearest block and of the block that holds that one."""

    tag: str
    hints: frozenset[str]
    block: str
    inside: frozenset[str]
    number: int
    holder: int


class _Walk:
    def __init__(self) -> None:
        self.out: list[Piece] = []
        self.words: list[str] = []
        self.linked = 0
        self.open = [_Open("", frozenset(), "body", frozenset(), 0, 0)]
        self.count = 0
        self.anchors = 0

    def run(self, tree: Any) -> list[Piece]:
        walker = lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        skipped: Any = None
        for event, node in walker:
            if event in ("comment", "pi"):
                self.add(node.tail)
            elif event == "start":
                tag = node.tag if isinstance(node.tag, str) else ""
                hints = self.open[-1].hints | _told(node)
                if tag in _SKIPPED:
                    walker.skip_subtree()
                    skipped = node
                    continue
                above = self.open[-1]
                if tag in _BLOCKS:
                    self.flush()
                    self.count += 1
                    self.open.append(_Open(tag, hints, tag, above.inside | {tag}, self.count, above.number))
                else:
                    self.open.append(_Open(tag, hints, above.block, above.inside, above.number, above.holder))
                    if tag == "br":
                        self.words.append("\n")
                    elif tag == "a":
                        self.anchors += 1
                self.add(node.text)
            else:
                if node is skipped:
                    skipped = None
                    self.add(node.tail)
                    continue
                tag = self.open[-1].tag
                if tag in _BLOCKS:
                    self.flush()
                elif tag == "a":
                    self.anchors -= 1
                self.open.pop()
                self.add(node.tail)
        self.flush()
        return self.out

    def add(self, text: str | None) -> None:
        if text:
            self.words.append(_SPACES.sub(" ", text.replace("\u00ad", "")))
            if self.anchors:
                self.linked += len(text.strip())

    def flush(self) -> None:
        whole = "".join(self.words)
        linked, self.words, self.linked = self.linked, [], 0
        if not whole.strip():
            return
        here = self.open[-1]
        # What holds this block: two paragraphs of one column have the same holder; loose text belongs to its own box.
        holder = here.number if here.block in ("div", "section", "article", "body", "td") else here.holder
        lines = [" ".join(part.split(" ")).strip() for part in re.split(r"\s*\n\s*\n\s*", whole)]
        for line in lines:
            line = re.sub(r" ?\n ?", "\n", line).replace("\n", " ").strip()
            if line:
                self.out.append(
                    Piece(line, here.block, here.hints, linked if len(lines) == 1 else 0, holder, here.inside)
                )


@lru_cache(maxsize=4096)
def _named(words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _HINTS.items() if pattern.search(words))


def _told(node: Any) -> frozenset[str]:
    names = (node.get("class"), node.get("id"), node.get("role"), node.get("itemprop"), node.get("data-component"))
    words = " ".join(filter(None, names))
    found = set(_named(words[:300])) if words else set()
    if node.tag == "aside":
        found.add("related")
    elif node.tag == "footer":
        found.add("share")
    elif node.tag in ("figcaption", "figure"):
        found.add("caption")
    if (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or _STYLED_AWAY.search(node.get("style") or "")
    ):
        found.add("hidden")
    return frozenset(found)
