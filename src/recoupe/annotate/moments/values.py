"""What the words that a pattern caught are worth: day, month, year, count, and what follows from them."""

from __future__ import annotations

import re
from typing import Any

from recoupe.annotate.moments.grammar import Grammar
from recoupe.languages.calendar_rules import valid
from recoupe.languages.numerals import read_words
from recoupe.languages.patterns import Tokens

# A group of a pattern by its first letter, and the classes that hold its words.
_CLASSES = {
    "w": ("weekday", "shortday"), "m": ("month", "shortmonth"), "s": ("season",), "u": ("unit",),
    "k": ("ordinal", "roman"), "f": ("feast",), "decadeword": ("decade",),
}  # fmt: skip


class Values:
    """Reads the groups of a match."""

    def __init__(self, tokens: Tokens, grammar: Grammar):
        self.tokens, self.grammar = tokens, grammar

    def read(self, match: re.Match[str]) -> dict[str, Any] | None:
        """Values by group, and the forms that rules ask for; None where a day does not exist."""
        words = self.tokens.words
        out: dict[str, Any] = {}
        for name, piece in match.groupdict().items():
            if piece is None:
                continue
            a, b = match.span(name)
            key = "".join(words[a:b]).replace(",", "").replace(".", "")
            value: Any
            if key.isdigit():
                value = int(key)
            else:
                lead = re.match(r"\d+", key)
                value = int(lead[0]) if lead else self._named(name, key, a, b)
            if value is None:
                return None
            out[name.rstrip("_")] = value
        year = out.get("y")
        if "yy" in out:
            short = int(out["yy"])
            out["yy"] = f"{2000 + short if short <= 30 else 1900 + short:04}"
            tens = short // 10
            out["decade"] = f"{200 + tens if tens < 3 else 190 + tens}X"
            year = int(out["yy"])
        elif isinstance(year, int):
            out["decade"] = f"{year // 10:03}X"
        if "y2" in out:
            out["decade2"] = f"{out['y2'] // 10:03}X"
        elif "yy2" in out and isinstance(out.get("y"), int):
            out["y2"] = out["y"] // 100 * 100 + int(out["yy2"])
        elif "yy2" in out:
            tens = int(out["yy2"]) // 10
            out["decade2"] = f"{200 + tens if tens < 3 else 190 + tens}X"
        if "m" in out:
            out.setdefault("m0", out["m"])
        for d, m, y in (("d", "m0" if "d2" in out else "m", year), ("d2", "m", year)):
            if d in out and m in out and not valid(out.get("y0", y) if d == "d" else y, out[m], out[d]):
                return None
        if "d2" in out and isinstance(year, int) and "y0" not in out and "m" in out:
            out["y0"] = year - ((out["m0"], out["d"]) > (out["m"], out["d2"]))
        if "k" in out and isinstance(out["k"], int):
            k = out["k"]
            out["century"] = f"{k - 1:02}XX"
            if isinstance(year, int) and 1 <= k <= 4:
                out["quarter"] = f"{year:04}-{3 * k - 2:02}/{year:04}-{3 * k:02}"
                out["half"] = f"{year:04}-{6 * k - 5:02}/{year:04}-{min(6 * k, 12):02}"
        return out

    def _named(self, name: str, key: str, a: int, b: int) -> Any:
        lexicon, words = self.grammar.lexicon, self.tokens.words
        joined = " ".join(words[a:b])
        for table_name in _CLASSES.get(name.rstrip("0123456789_"), ()):
            found = lexicon.values.get(table_name, {})
            for form in (key, joined, joined.replace(" - ", "-").replace("' ", "'")):
                if form in found:
                    return found[form]
        if name.startswith(("n", "d", "k", "y")):
            spelled = read_words(words[a:b], 0, self.grammar.language)
            if spelled:
                return int(spelled[0])
            return 1 if name.startswith("d") else None
        return None
