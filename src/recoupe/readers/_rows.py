"""Rows of a table or of JSON to captures: which field is the text, the title, the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from recoupe.errors import ReadError
from recoupe.model import Capture, Failure
from recoupe.readers._dates import edtf, from_url
from recoupe.readers._decode import plain
from recoupe.readers._page import page
from recoupe.readers._source import TEXT_CHARACTERS, Source

# The published names first; then what crawlers and data sets call the same things.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "uid", "uuid", "guid", "doc_id", "article_id"),
    "url": ("url", "link", "uri", "href", "source_url", "canonical_url", "permalink"),
    "outlet": (
        "outlet", "site", "sitename", "site_name", "publisher", "newspaper", "media", "journal", "source", "domain",
        "source_domain",
    ),
    "authors": ("authors", "author", "byline", "auteur", "auteurs"),
    "title": ("title", "headline", "titre"),
    "published": (
        "published", "published_at", "publication_date", "date_published", "datepublished", "date_publish",
        "pubdate", "publishedat", "date",
    ),
    "language": ("language", "lang", "langue"),
    "text": (
        "text", "texte", "content", "body", "maintext", "article", "contenu", "fulltext", "full_text",
        "article_text", "raw_text",
    ),
    "html": ("html", "raw_html", "content_html", "body_html"),
}  # fmt: skip
_FIELD = {name: (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names)}


def named(keys: list[str]) -> dict[str, str]:
    """Which key holds which field.

    >>> named(["Titre", "texte", "x"])
    {'title': 'Titre', 'text': 'texte'}
    """
    best: dict[str, tuple[int, str]] = {}
    for key in keys:
        field, rank = _FIELD.get(key.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_"), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, key)
    return {field: key for field, (_, key) in best.items()}


def capture(row: Mapping[str, Any], source: Source, name: str, mark: str) -> Capture:
    """One row as a capture. Raises `ReadError` ("no-text-column", "empty", "too-large", "bad-row").

    `name` is its id where it declares none and has no address;
    `mark` is the digest of its bytes.
    """
    keys = named([k for k in row if isinstance(k, str)])
    if "text" not in keys and "html" not in keys:
        listed = ", ".join(str(k) for k in list(row)[:12]) or "none"
        raise ReadError("no-text-column", f"columns: {listed}")

    def field(name: str) -> str | None:
        value = row.get(keys[name]) if name in keys else None
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if value is None or isinstance(value, list | Mapping | float | bool):
            return None
        return plain(str(value)).strip() or None

    text = row.get(keys["text"]) if "text" in keys else None
    html = row.get(keys["html"]) if "html" in keys else None
    if isinstance(text, list) and all(isinstance(t, str) for t in text):
        text = "\n".join(text)
    if (text is not None and not isinstance(text, str)) or (html is not None and not isinstance(html, str)):
        raise ReadError("bad-row", "the text is not a string")
    if not (text or "").strip():
        text = None
    if text is None and not (html or "").strip():
        raise ReadError("empty", "the row holds no text")
    if len(text or html or "") > TEXT_CHARACTERS * (1 if text else 10):
        raise ReadError("too-large", f"more than {TEXT_CHARACTERS // 1_000_000} million characters")
    url, title = field("url"), field("title")
    published = edtf(row.get(keys["published"])) if "published" in keys else None
    common: dict[str, Any] = {
        "digest": mark, "path": source.path, "url": url, "outlet": field("outlet"), "authors": _authors(row, keys),
        "title": " ".join(title.split()) if title else None, "published": published, "language": field("language"),
    }  # fmt: skip
    own = field("id") or (str(row[keys["id"]]) if "id" in keys and isinstance(row[keys["id"]], int | float) else None)
    if text is None:
        return page(plain(html or ""), id=own or url or name, **common)
    if common["published"] is None:
        common["published"] = from_url(url)
    return Capture(id=own or url or name, markup="text", content=plain(text), **common)


def _authors(row: Mapping[str, Any], keys: Mapping[str, str]) -> tuple[str, ...]:
    value = row.get(keys["authors"]) if "authors" in keys else None
    parts = value if isinstance(value, list | tuple) else str(value).split(";") if isinstance(value, str) else []
    names = (p.get("name") if isinstance(p, Mapping) else p for p in parts)
    return tuple(dict.fromkeys(" ".join(plain(n).split()) for n in names if isinstance(n, str) and n.strip()))


def each(
    rows: Iterator[tuple[str, Callable[[], Mapping[str, Any]], str]], source: Source
) -> Iterator[Capture | Failure]:
    """Captures of `rows` (place in the file, how to get the row, digest); a broken row is a failure, not the end."""
    stem = source.name
    for place, get, mark in rows:
        about = f"{source.about}:{place}"
        try:
            row = get()
            if not isinstance(row, Mapping):
                raise ReadError("bad-row", "not an object")
            yield capture(row, source, f"{stem}#{place}", mark)
        except ReadError as error:
            yield Failure(about, "read", error.reason, error.detail)  # type: ignore[arg-type]
        except (ValueError, RecursionError) as error:
            yield Failure(about, "read", "bad-row", str(error)[:200])
