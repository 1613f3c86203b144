"""Our exceptions, as a tree. What goes wrong with one file is no exception but a `Failure` row.

>>> raise UsageError("no such path: x.txt")
Traceback (most recent call last):
recoupe.errors.UsageError: no such path: x.txt
"""

from __future__ import annotations


class RecoupeError(Exception):
    """Anything that recoupe raises on purpose; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(RecoupeError):
    """The call itself is wrong: a path that does not exist, an unknown format or language."""

    exit_code = 2


class ReadError(RecoupeError):
    """One document cannot be read; the pipeline turns it into a `Failure` with this `reason`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class EngineError(RecoupeError):
    """An engine could not run its shards."""
