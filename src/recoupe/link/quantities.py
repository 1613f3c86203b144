"""Figures of one quantity over the articles of a story. STUB."""

from __future__ import annotations

from recoupe.model import Dossier, FigureGroup


def group(dossier: Dossier) -> tuple[FigureGroup, ...]:  # noqa: ARG001
    """Groups of two or more figures of one quantity, and how they agree."""
    return ()
