"""The command line: a thin edge over `pipeline`. STUB: `read PATH… --format json` only."""

from __future__ import annotations

import sys

import click
import msgspec


@click.group()
def main() -> None:
    """Set many reports of one event side by side."""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", default="json")
def read(paths: tuple[str, ...], form: str) -> None:  # noqa: ARG001
    """Read the coverage under PATHS and print the record."""
    from recoupe import pipeline

    sys.stdout.buffer.write(msgspec.json.encode(pipeline.read(paths)) + b"\n")


if __name__ == "__main__":
    main()
