"""Who stands behind each source and mention. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Article, Notes, Voices


def resolve(articles: Sequence[Article], notes: Sequence[Notes]) -> Voices:
    """The speakers of one story, and who each attribution and mention belongs to."""
    return Voices(
        (),
        tuple((None,) * len(n.attributions) for n in notes),
        tuple(((),) * len(n.attributions) for n in notes),
        tuple((None,) * len(n.mentions) for n in notes),
    )
