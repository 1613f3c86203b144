"""A web page to text with sections."""

from __future__ import annotations

from recoupe.errors import ReadError
from recoupe.model import Article, Capture


def clean_page(capture: Capture) -> Article:
    """STUB: trafilatura's text."""
    import trafilatura

    from recoupe.clean import finish
    from recoupe.text import canonical

    text = trafilatura.extract(capture.content, include_comments=False, include_tables=False)
    if not text:
        raise ReadError("no-article", "no article on the page")
    title = " ".join(canonical(capture.title).split()) if capture.title else None
    body = canonical(text)
    return finish(capture, f"{title}\n{body}" if title else body, title, None)
