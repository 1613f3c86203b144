"""One saying, told in several articles. STUB."""

from __future__ import annotations

from recoupe.model import Dossier, Utterance


def merge(dossier: Dossier) -> tuple[Utterance, ...]:  # noqa: ARG001
    """The utterances of one story; every statement with a speaker stands in exactly one."""
    return ()
