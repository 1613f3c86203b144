"""What happened, what stands, what is disputed, what is unknown. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import BriefLine, Claim, Contradiction, Document, Dossier, TimelineEvent


def title(dossier: Dossier, claims: Sequence[Claim]) -> str:  # noqa: ARG001
    """A title for the story, taken from its headlines."""
    return next((a.title for a in dossier.articles if a.title), dossier.articles[0].id)


def write(
    dossier: Dossier,  # noqa: ARG001
    claims: Sequence[Claim],  # noqa: ARG001
    contradictions: Sequence[Contradiction],  # noqa: ARG001
    documents: Sequence[Document],  # noqa: ARG001
    timeline: Sequence[TimelineEvent],  # noqa: ARG001
    lang: str = "fr",  # noqa: ARG001
) -> tuple[BriefLine, ...]:
    """The story in a page, every sentence with its evidence."""
    return ()
