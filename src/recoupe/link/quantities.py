"""Figures of one quantity over the articles of a story."""

from __future__ import annotations

from recoupe.model import Dossier, FigureGroup


def group(dossier: Dossier) -> tuple[FigureGroup, ...]:
    """Groups of two or more figures of one quantity, and how they agree."""
    return ()
