"""What cannot both be so. STUB."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Claim, Contradiction, Document, Dossier


def find(dossier: Dossier, claims: Sequence[Claim], documents: Sequence[Document]) -> tuple[Contradiction, ...]:  # noqa: ARG001
    """Contradictions of one story, the weightiest first."""
    return ()
