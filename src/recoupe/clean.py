"""Capture to `Article`. STUB: title and body only."""

from __future__ import annotations

from recoupe.model import Article, Capture, Section
from recoupe.text import canonical


def clean(capture: Capture) -> Article:
    """The capture's text with its sections. Raises `ReadError` where nothing is left to read."""
    title = canonical(capture.title) if capture.title else None
    body = canonical(capture.content)
    text = f"{title}\n{body}" if title else body
    cut = len(title) if title else 0
    sections = (
        (Section(0, cut, "title"), Section(cut + 1, len(text), "body")) if title else (Section(0, len(text), "body"),)
    )
    return Article(
        capture.id, text, sections, capture.digest, capture.path, capture.url, capture.outlet, capture.authors,
        title, "fr", capture.published,
    )  # fmt: skip
