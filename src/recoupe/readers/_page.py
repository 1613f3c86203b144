"""What a web page declares about itself: JSON-LD, OpenGraph and meta tags, its canonical address.

Only what is declared is taken. htmldate's and trafilatura's date finders were tried and left out: where a
page declares no date they fall back to years in the text, copyright lines and file dates, which is a guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from recoupe.model import Capture
from recoupe.readers._dates import edtf, from_url
from recoupe.readers._decode import plain

_ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "SocialMediaPosting",
        "TechArticle",
        "ScholarlyArticle",
        "Report",
    ]
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "article.published",
    "published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date",
    "dcterms.date", "citation_publication_date", "citation_date", "pubdate", "publishdate", "publish-date",
    "publish_date",
    "publication_date", "publication-date", "originalpublicationdate", "cxenseparse:recs:publishtime", "date",
    "og:pubdate",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "parsely-author",
    "citation_author",
    "byl",
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "twitter:site")


def page(content: str, id: str, digest: str, **known: Any) -> Capture:
    """A capture of `content`; what the input itself declares (`known`) stands before what the page declares."""
    told = _declared(content)
    merged: dict[str, Any] = {k: v for k, v in told.items() if v}
    merged |= {k: v for k, v in known.items() if v}
    if not merged.get("published"):
        merged["published"] = from_url(merged.get("url"))
    return Capture(id=id, markup="html", content=content, digest=digest, **merged)


def _declared(content: str) -> dict[str, Any]:
    head = content[:1_000_000]
    try:
        tree = lxml.html.document_fromstring(
            head.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8", recover=True)
        )
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return {}
    meta: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        value = node.get("content")
        if name and value and value.strip():
            meta.setdefault(name.strip().lower(), []).append(plain(" ".join(value.split())))
    linked = next(_articles(tree), {})
    canonical = next((n.get("href") for n in tree.iter("link") if (n.get("rel") or "").lower() == "canonical"), None)
    url = canonical or _first(meta, ("og:url",)) or _text(linked.get("url"))
    return {
        "url": url if url and re.match(r"""https?://[^\s<>"]+$""", url) else None,
        "outlet": _name(linked.get("publisher")) or _outlet(meta),
        "authors": _names(linked.get("author")) or _authors(meta),
        "title": _text(linked.get("headline"))
        or _first(meta, ("og:title", "twitter:title", "dc.title"))
        or _title(tree),
        "published": edtf(_text(linked.get("datePublished")))
        or next((d for name in _DATES for v in meta.get(name, ()) if (d := edtf(v))), None)
        or _time(tree),
        "language": _language(tree, meta, linked),
    }


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that are articles, the page's own first."""
    for node in tree.iter("script"):
        if (node.get("type") or "").split(";")[0].strip().lower() != "application/ld+json" or not node.text:
            continue
        text = re.sub(r"^\s*(?:<!\[CDATA\[|//.*?\n|/\*.*?\*/)|(?://)?\s*\]\]>\s*$", "", node.text)
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [value]
        for seen, item in enumerate(queue):
            if seen > 500:
                break
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if _ARTICLES & {str(k) for k in (kinds if isinstance(kinds, list) else [kinds])}:
                    yield item
                queue += [
                    item[k]
                    for k in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(item.get(k), list | dict)
                ]


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    import html

    return plain(" ".join(re.sub(r"<[a-zA-Z/][^<>]*>", "", html.unescape(value)).split())) or None


def _name(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: Any) -> tuple[str, ...]:
    people = value if isinstance(value, list) else [value]
    names = (_name(p) for p in people)
    return tuple(dict.fromkeys(n for n in names if n and not n.startswith("http")))


def _authors(meta: dict[str, list[str]]) -> tuple[str, ...]:
    for name in _AUTHORS:
        found = tuple(dict.fromkeys(v for v in meta.get(name, ()) if not v.startswith(("http", "@")) and len(v) < 120))
        if found:
            return found
    return ()


def _outlet(meta: dict[str, list[str]]) -> str | None:
    found = _first(meta, _OUTLETS)
    return found.removeprefix("@") if found else None


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((_text(v) for name in names for v in meta.get(name, ())), None)


def _title(tree: Any) -> str | None:
    node = tree.find(".//title")
    return _text(node.text_content()) if node is not None else None


def _time(tree: Any) -> str | None:
    """The day of the page's `<time>` elements that are marked as its publication; of all, if they agree."""
    marked = [n for n in tree.iter("time") if n.get("pubdate") is not None or n.get("itemprop") == "datePublished"]
    marked += [
        n
        for n in tree.iter("meta", "span", "abbr")
        if n.get("itemprop") == "datePublished" and (n.get("datetime") or n.get("title"))
    ]
    for node in marked:
        if found := edtf(node.get("datetime") or node.get("content") or node.get("title")):
            return found
    return None


def _language(tree: Any, meta: dict[str, list[str]], linked: dict[str, Any]) -> str | None:
    value = (
        tree.get("lang")
        or tree.get("xml:lang")
        or _text(linked.get("inLanguage"))
        or _first(meta, ("og:locale", "language", "content-language"))
    )
    found = re.match(r"([a-zA-Z]{2,3})(?=$|[-_])", value or "")
    return found.group(1).lower() if found else None
