"""The record as it is defined: JSON, one object, indented by one blank."""

from __future__ import annotations

import msgspec

from recoupe.exporters._page import Page
from recoupe.model import Record


def render(record: Record, page: Page) -> str:  # noqa: ARG001
    """The whole record; fields and values are the same in every language."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1).decode() + "\n"
