"""A report as one self-contained page: no network, no script, readable in any browser and on paper.

Everything an article says is text to this page, never markup: the template escapes by default, the one
piece of markup made by hand (`marks`, `drawing`) escapes every character it takes from an article, links
lead to http and https alone, and the page's own policy forbids scripts and any request.

>>> from recoupe.exporters._page import Page
>>> render(Record(1, (), (), ()), Page("en")).startswith("<!doctype html>")
True
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

import recoupe
from recoupe.exporters._desk import day, desks
from recoupe.exporters._page import Page
from recoupe.exporters.html import view
from recoupe.model import Record


def render(record: Record, page: Page) -> str:
    """The whole page."""
    style = _file("report.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    stories = [view.story(desk, f"s{i}") for i, desk in enumerate(desks(record, page), 1)]
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    made: str = _template().render(
        page=page, say=page.say, count=page.count, day=lambda v: day(v, page), stories=stories,
        failures=record.failures, style=style, policy=policy, version=recoupe.__version__,
    )  # fmt: skip
    return made.lstrip()


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("report.html"))
