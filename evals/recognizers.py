"""Recognizers-Text specs for French: is the resolved value right?

    python evals/recognizers.py --data ../shared/data [--misses]

How a spec's answer is read:

* Where it gives a past and a future reading, either is right: the words leave it open, the tense decides with us.
* Its periods end before the day they name; ours hold their last day. An end is right where it is our last day,
  the day after, or the first day of our last part (`entre mai 2015 et juin 2018` runs to the end of June with us).
* A part of a period (`fin 2000`) is the period, about, with us (`2000~`); right where the period is.
* `il y a un mois` is a month with us, a day with them; right where the day lies in our value.
* An item without a reference date counts only where its words are a date in full.

What is left out, and why, stands in `recognizers-exclusions.toml`; nothing else is.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recoupe.annotate import figures, moments
from recoupe.languages.calendar_rules import bounds, evaluate
from recoupe.languages.numerals import numbers, read_digits

EXCLUSIONS = Path(__file__).with_name("recognizers-exclusions.toml")
DATES = {"dates": "DateTime-DateParser", "periods": "DateTime-DatePeriodParser"}
NUMBERS = {
    "numbers": "Number-NumberModel",
    "percentages": "Number-PercentModel",
    "currency": "NumberWithUnit-CurrencyModel",
}


def items(folder: Path, name: str) -> list[dict[str, Any]]:
    """The items of one spec."""
    return list(json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig")))


def _reference(item: dict[str, Any]) -> date | None:
    told = item.get("Context", {}).get("ReferenceDateTime")
    return date.fromisoformat(told[:10]) if told else None


def answered(item: dict[str, Any], result: dict[str, Any]) -> bool:
    """True where our value for a date or period is right."""
    text, said = item["Input"], result["Text"].strip()
    day = _reference(item)
    start = result.get("Start", text.find(said))
    end = start + len(said)
    value = result["Value"]
    ours = [t for t in moments.read(text) if t.start < end and start < t.end]
    if not ours:
        return False
    best = max(ours, key=lambda t: min(t.end, end) - max(t.start, start))
    got = best.value or evaluate(best.rule or "", day)
    span = bounds(got)
    if not got or not span:
        return False
    timex = str(value.get("Timex"))
    if got.replace("~", "") == timex:
        return True
    for side in ("FutureResolution", "PastResolution"):
        told = value.get(side) or {}
        if "date" in told:
            want = date.fromisoformat(told["date"])
            if span[0] == span[1] == want or (span[0] <= want <= span[1] and re.search(r"\b(?:il y a|dans)\b", text)):
                return True
        elif "startDate" in told:
            first, last = date.fromisoformat(told["startDate"]), date.fromisoformat(told["endDate"])
            tail = bounds(got.rpartition("/")[2])
            ends = {span[1], span[1] + timedelta(days=1)} | ({tail[0]} if tail else set())
            if span[0] == first and last in ends:
                return True
    return False


def usable(item: dict[str, Any], result: dict[str, Any]) -> str | None:
    """None where an item counts, else the reason why not, as far as it can be told by rule."""
    value = result.get("Value") or {}
    told = [v for side in ("FutureResolution", "PastResolution") for v in (value.get(side) or {}).values()]
    if not told:
        return "the spec resolves no days"
    if "0001-01-01" in told or "1-01-01" in told:
        return "a day that does not exist"
    if _reference(item) is None:
        full = re.search(r"\d{4}", result["Text"]) and not re.search(r"X", str(value.get("Timex")))
        full = full and not re.search(
            r"aujourd|demain|hier|prochain|derni[èe]re? (?!semaine de)|dernier (?!lundi)", result["Text"]
        )
        if not full:
            return "no reference date"
    return None


def run(folder: Path, *, show: bool = False) -> dict[str, tuple[int, int, Counter[str]]]:
    """Right, counted and left out, for each kind."""
    excluded = tomllib.loads(EXCLUSIONS.read_text(encoding="utf-8")) if EXCLUSIONS.is_file() else {}
    reasons = {
        (kind, text): group["reason"]
        for kind, groups in excluded.items()
        for group in groups
        for text in group["inputs"]
    }
    out: dict[str, tuple[int, int, Counter[str]]] = {}
    for kind, name in (DATES | NUMBERS).items():
        right, counted = 0, 0
        left: Counter[str] = Counter()
        for item in items(folder, name):
            reason = reasons.get((kind, item["Input"].strip()))
            if reason:
                left[reason] += 1
                continue
            for result in item["Results"]:
                if kind in DATES:
                    if why := usable(item, result):
                        left[why] += 1
                        continue
                    ok = answered(item, result)
                else:
                    if result["Resolution"].get("value") is None:
                        left["a unit without a number"] += 1
                        continue
                    ok = number_right(kind, item["Input"], result)
                counted += 1
                right += ok
                if show and not ok:
                    print(
                        kind,
                        "|",
                        item["Input"][:90],
                        "|",
                        result["Text"],
                        "|",
                        result.get("Value") or result["Resolution"].get("value"),
                    )
        out[kind] = (right, counted, left)
    return out


def number_right(kind: str, text: str, result: dict[str, Any]) -> bool:
    """True where our number for an item is the spec's."""
    want = _plain(result["Resolution"]["value"].rstrip("%"))
    start = text.lower().find(result["Text"].lower())
    end = start + len(result["Text"])
    if kind == "numbers":
        return any(
            abs(n.value - want) <= 1e-6 * max(1.0, abs(want)) and n.start < end and start < n.end
            for n in numbers(text, "fr")
        )
    found = figures.read(text, "fr")
    return any(
        f.low == want and f.start < end and start < f.end and (kind != "percentages" or f.unit == "%") for f in found
    )


def _plain(value: str) -> float:
    value = value.replace(" ", "")
    if re.fullmatch(r"-?[\d.,]+", value):
        return float(read_digits(value.lstrip("-"), "en" if "." in value else "fr")) * (
            -1 if value.startswith("-") else 1
        )
    return float(value.replace(",", "."))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    folder = args.data / "dates-and-numbers" / "recognizers-fr"
    if not folder.is_dir():
        print(f"skipped: {folder} is not here")
        return 0
    for kind, (right, counted, left) in run(folder, show=args.misses).items():
        print(f"{kind:12} {right / max(1, counted):.3f}  ({right} of {counted}; left out {sum(left.values())})")
        for reason, n in left.most_common():
            print(f"             {n:4} {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
