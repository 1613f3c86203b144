"""The document at the centre, rebuilt from its quoted fragments. STUB."""

from __future__ import annotations

from recoupe.model import Document, Dossier


def rebuild(dossier: Dossier) -> tuple[Document, ...]:  # noqa: ARG001
    """Documents that several reports quote."""
    return ()
