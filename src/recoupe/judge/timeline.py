"""What happened and what was said, in order. STUB."""

from __future__ import annotations

from recoupe.model import Dossier, TimelineEvent


def order(dossier: Dossier) -> tuple[TimelineEvent, ...]:  # noqa: ARG001
    """Dated events of one story."""
    return ()
