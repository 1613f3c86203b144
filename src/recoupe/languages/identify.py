"""Which language a text is in."""

from __future__ import annotations

import re

_FR = re.compile(
    r"\b(?:le|la|les|des|du|un|une|et|est|que|qui|dans|pour|sur|ne|pas|nous|vous|il|elle|au|aux|ce)\b|[cdjlmnqst]['’]",
    re.I,
)
_EN = re.compile(r"\b(?:the|and|of|to|is|are|we|our|with|for|in|have|this|that|will|you|he|his)\b", re.I)


def identify(text: str) -> str | None:
    """ISO code or None."""
    french, english = len(_FR.findall(text)), len(_EN.findall(text))
    if max(french, english) < 3:
        return None
    return "fr" if french >= english else "en"
