"""Score a record against a gold story: how much of what a careful reader finds did the program find?

A gold file names stretches by their exact words; a record by positions. Both become sets of words of
the article, and two stretches are the same where they share at least half of their words. Everything
here is read off the published formats alone, never from the program's own values, so that the score
is that of any program which prints such records.

    python evals/scoring.py examples/gold.yaml record.json
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Words = frozenset[int]
STANCES = ("asserts", "denies", "confirms", "questions")
READ = ("title", "standfirst", "body", "social")  # kinds of section that count as the article itself
PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
EMPTY_WORDS = {
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "de",
    "du",
    "des",
    "d",
    "the",
    "a",
    "of",
    "m",
    "mme",
    "president",
    "general",
}


@dataclass(frozen=True)
class Measure:
    """A share: `hit` of `gold` were found, among `made`; where nothing is made it is an accuracy."""

    hit: int
    gold: int
    made: int | None = None

    @property
    def value(self) -> float | None:
        """F1, or accuracy; None where there was nothing to find and nothing was made."""
        if self.made is None:
            return self.hit / self.gold if self.gold else None
        return 2 * self.hit / (self.gold + self.made) if self.gold + self.made else None

    def __str__(self) -> str:
        shown = "   — " if self.value is None else f"{self.value:.3f}"
        return f"{shown}  {self.hit} of {self.gold}" + ("" if self.made is None else f", {self.made} made")


def plain(text: str) -> str:
    """NFC, with typographic apostrophes and blanks made plain one to one, so that positions stay."""
    return unicodedata.normalize("NFC", text).translate(PLAIN)


class Text:
    """An article's text in which exact words are looked for."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        self.words = [m.span() for m in re.finditer(r"\w+", self.text)]

    def find(self, wanted: str, nth: int = 1) -> tuple[int, int] | None:
        at = -1
        for _ in range(nth):
            at = self.text.find(plain(wanted), at + 1)
            if at < 0:
                return None
        return at, at + len(wanted)

    def near(self, wanted: str, place: int) -> tuple[int, int] | None:
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(plain(wanted))}(?!\w)", self.text)]
        return min(found, key=lambda s: min(abs(s[0] - place), abs(s[1] - place)), default=None)

    def inside(self, spans: Iterable[tuple[int, int] | None]) -> Words:
        known = [s for s in spans if s]
        return frozenset(i for i, (a, b) in enumerate(self.words) if any(a < end and start < b for start, end in known))


def share(a: frozenset[Any], b: frozenset[Any]) -> float:
    """How much two sets have in common, 0 to 1."""
    return len(a & b) / len(a | b) if a | b else 0.0


def pair(gold: Sequence[frozenset[Any]], made: Sequence[frozenset[Any]], least: float) -> list[tuple[int, int]]:
    """One to one, the likest first."""
    rows = sorted(
        ((share(g, m), i, j) for i, g in enumerate(gold) for j, m in enumerate(made) if g & m),
        key=lambda r: (-r[0], r[1], r[2]),
    )
    out: list[tuple[int, int]] = []
    for likeness, i, j in rows:
        if likeness >= least and all(i != a and j != b for a, b in out):
            out.append((i, j))
    return out


def spans(value: Any) -> list[tuple[int, int]]:
    rows = [] if value is None else [value] if isinstance(value, dict) else value
    return [(r["start"], r["end"]) for r in rows]


def name_words(name: str) -> frozenset[str]:
    bare = "".join(c for c in unicodedata.normalize("NFD", plain(name).lower()) if not unicodedata.combining(c))
    return frozenset(w for w in re.findall(r"[a-z0-9]+", bare) if w not in EMPTY_WORDS)


class Scorer:
    """One gold story against one record."""

    def __init__(self, gold: dict[str, Any], record: dict[str, Any]) -> None:
        self.gold = gold
        known = {Path(str(a.get("path") or a["id"])).name: a for a in record["articles"]}
        known |= {a["id"]: a for a in record["articles"]}
        self.lost = [k for k in gold["articles"] if k not in known]
        self.rows = {k: (g, known[k]) for k, g in gold["articles"].items() if k in known}
        self.texts = {k: Text(a["text"]) for k, (_, a) in self.rows.items()}
        self.key_of = {a["id"]: k for k, (_, a) in self.rows.items()}
        self.stories = [s for s in record["stories"] if self.key_of.keys() & set(s["articles"])]
        self.speakers = {s["id"]: s for story in self.stories for s in story["speakers"]}
        self.found: dict[tuple[str, str], list[str]] = {}  # (article, first words of gold content) to statement ids
        self.figure_of: dict[tuple[str, int], str] = {}

    def score(self) -> dict[str, Measure]:
        """All measures by name."""
        return {
            "articles": Measure(len(self.rows), len(self.gold["articles"])),
            "one story": Measure(int(len(self.stories) == 1), 1),
            **self.heads(),
            **self.statements(),
            "moments": self.values("moments", lambda g, m: str(g["value"]) == m["value"]),
            "figures": self.values(
                "figures", lambda g, m: (g["low"], g["high"]) in ((None, None), (m["low"], m["high"]))
            ),
            "figures compared": self.compared(),
            "copies": self.copies(),
            **self.claims(),
            "contradictions": self.contradictions(),
        }

    # ---------------------------------------------------------------- articles

    def heads(self) -> dict[str, Measure]:
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        agencies = [0, 0, 0]
        kept_right = kept_all = body_all = dropped = noise_all = 0
        for key, (g, a) in self.rows.items():
            for field in ("title", "published", "truncated"):
                if field in g:
                    total[field] += 1
                    right[field] += plain(str(a[field])).strip() == plain(str(g[field])).strip()
            want, got = set(g.get("agencies") or []), set(a["agencies"])
            agencies = [agencies[0] + len(want & got), agencies[1] + len(want), agencies[2] + len(got)]
            text = self.texts[key]
            ink = {i for i, c in enumerate(text.text) if not c.isspace()}
            noise = {i for line in g.get("not_body") or [] if (f := text.find(line.strip())) for i in range(*f)} & ink
            kept = {i for s in a["sections"] if s["kind"] in READ for i in range(s["start"], s["end"])} & ink
            body_all, kept_all, kept_right = (
                body_all + len(ink - noise),
                kept_all + len(kept),
                kept_right + len(kept - noise),
            )
            noise_all, dropped = noise_all + len(noise), dropped + len(noise - kept)
        return {
            **{f: Measure(right[f], total[f]) for f in ("title", "published", "truncated")},
            "agencies": Measure(*agencies),
            "body": Measure(kept_right, body_all, kept_all),
            "noise dropped": Measure(dropped, noise_all),
        }

    # -------------------------------------------------------------- statements

    def statements(self) -> dict[str, Measure]:
        gold_n = made_n = 0
        matched: list[tuple[dict[str, Any], dict[str, Any], Text, int]] = []
        for key, (g, a) in self.rows.items():
            text, rows, made = self.texts[key], g.get("statements") or [], a["statements"]
            parts = [r["content"] if isinstance(r["content"], list) else [r["content"]] for r in rows]
            cover = [text.inside(text.find(p, r.get("nth", 1)) for p in ps) for r, ps in zip(rows, parts, strict=True)]
            pairs = pair(cover, [text.inside(spans(m["content"])) for m in made], 0.5)
            gold_n += sum(not r.get("optional") for r in rows)
            made_n += len(made) - sum(bool(rows[i].get("optional")) for i, _ in pairs)
            for i, j in pairs:
                self.found.setdefault((key, plain(parts[i][0])), []).append(made[j]["id"])
                if not rows[i].get("optional"):
                    matched.append((rows[i], made[j], text, text.words[min(cover[i])][0]))
        who = self._speakers([(g.get("speaker"), m["speaker"]) for g, m, _, _ in matched])
        spoken = sum(
            m["speaker"] is None if g.get("speaker") is None else who.get(m["speaker"]) == g["speaker"]
            for g, m, _, _ in matched
        )
        n = len(matched)
        marks = [self._marks(*row) for row in matched]
        return {
            "statements": Measure(n, gold_n, made_n),
            "statements with speaker": Measure(spoken, gold_n, made_n),
            "form": Measure(sum(g["form"] == m["form"] for g, m, _, _ in matched), n),
            "act": Measure(sum(g["act"] == m["act"] for g, m, _, _ in matched), n),
            "cue": Measure(sum(c for c, _ in marks), n),
            "source": Measure(sum(s for _, s in marks), n),
        }

    def _marks(self, gold: dict[str, Any], made: dict[str, Any], text: Text, place: int) -> tuple[bool, bool]:
        right = []
        for field in ("cue", "source"):
            mine = text.inside(spans(made[field]))
            if gold.get(field) is None:
                right.append(not mine)
                continue
            near = text.near(gold[field], place)
            place = near[0] if near and field == "cue" else place
            words = [text.text[slice(*text.words[w])].lower() for w in sorted(mine)]
            right.append(
                share(text.inside([near]), mine) >= 0.5 or words == re.findall(r"\w+", plain(gold[field]).lower())
            )
        return right[0], right[1]

    def _speakers(self, met: list[tuple[str | None, str | None]]) -> dict[str, str]:
        """For each speaker of the record the gold speaker that it is named like and shares most statements with."""
        together = Counter(met)
        out = {}
        for made_id, made in self.speakers.items():
            mine = {name_words(n) for n in [made["name"], *made["aliases"]]} - {frozenset()}
            fits = []
            for key, gold in self.gold["speakers"].items():
                theirs = {name_words(n) for n in [gold["name"], *gold["aliases"]]} - {frozenset()}
                a, b = name_words(gold["name"]), name_words(made["name"])
                if mine & theirs or (gold["kind"] == "person" and a and b and (a <= b or b <= a)):
                    fits.append(key)
            if fits:
                out[made_id] = max(fits, key=lambda k: together[k, made_id])
        return out

    # --------------------------------------------------------- times and numbers

    def values(self, kind: str, same: Callable[[Any, Any], bool]) -> Measure:
        hit = gold_n = made_n = 0
        for key, (g, a) in self.rows.items():
            text, rows, made = self.texts[key], g.get(kind) or [], a[kind]
            cover = [text.inside([text.find(r["text"], r.get("nth", 1))]) for r in rows]
            pairs = pair(cover, [text.inside([(m["start"], m["end"])]) for m in made], 0.3)
            gold_n += sum(not r.get("optional") for r in rows)
            made_n += len(made) - sum(bool(rows[i].get("optional")) for i, _ in pairs)
            for i, j in pairs:
                if not rows[i].get("optional") and same(rows[i], made[j]):
                    hit += 1
                    self.figure_of[(f"{kind} {key}", i)] = made[j]["id"]
        return Measure(hit, gold_n, made_n)

    def compared(self) -> Measure:
        group = {m: g["id"] for s in self.stories for g in s["figures"] for m in g["members"]}
        rows = [
            (r["of"], group.get(self.figure_of.get((f"figures {key}", i), "")))
            for key, (g, _) in self.rows.items()
            for i, r in enumerate(g.get("figures") or [])
            if not r.get("optional")
        ]
        return _pairs([g for g, _ in rows], [m for _, m in rows])

    # ------------------------------------------------------------- many articles

    def copies(self) -> Measure:
        gold: set[Hashable] = set()
        either: set[Hashable] = set()
        made: set[Hashable] = set()
        for r in self.gold.get("copies") or []:
            (a, words_a), (b, words_b) = r["a"], r["b"]
            ends = r.get("end") or [None, None]
            for here, there, words, end in ((a, b, words_a, ends[0]), (b, a, words_b, ends[1])):
                text = self.texts.get(here)
                place = text.find(words) if text else None
                if text and place:
                    stop = text.text.find(plain(end), place[0]) + len(end) if end else place[1]
                    whole = (0, len(text.text)) if r.get("whole") else (place[0], stop)
                    (either if r.get("optional") else gold).update((here, there, w) for w in text.inside([whole]))
        for s in self.stories:
            for p in s["passages"]:
                for here, there in ((p["a"], p["b"]), (p["b"], p["a"])):
                    a, b = self.key_of.get(here["article"]), self.key_of.get(there["article"])
                    if a and b:
                        made |= {(a, b, w) for w in self.texts[a].inside([(here["start"], here["end"])])}
        made -= either - gold
        return Measure(len(gold & made), len(gold), len(made))

    def claims(self) -> dict[str, Measure]:
        rows = self.gold.get("claims") or []
        members = [
            frozenset(
                i
                for stance in STANCES
                for article, words in r.get(stance) or []
                for (key, content), ids in self.found.items()
                if key == article and content.startswith(plain(words))
                for i in ids
            )
            for r in rows
        ]
        made = [c for s in self.stories for c in s["claims"][: 2 * len(rows)]]
        pairs = pair(members, [frozenset(i for stance in STANCES for i in c[stance]) for c in made], 0.3)
        status = sum(rows[i]["status"] == made[j]["status"] for i, j in pairs)
        return {"claims": Measure(len(pairs), len(rows)), "claim status": Measure(status, len(rows))}

    def contradictions(self) -> Measure:
        rows = [r for r in self.gold.get("contradictions") or [] if not r.get("optional")]
        hit = 0
        for r in rows:
            want = [(k, self.texts[k].inside([self.texts[k].find(w)])) for k, w in r["sides"] if k in self.texts]
            for s in self.stories:
                if any(self._both(want, c["sides"]) for c in s["contradictions"]):
                    hit += 1
                    break
        return Measure(hit, len(rows))

    def _both(self, want: list[tuple[str, Words]], sides: list[dict[str, Any]]) -> bool:
        met = set()
        for side in sides:
            key = self.key_of.get(side["article"])
            cover = self.texts[key].inside([(side["start"], side["end"])]) if key else frozenset()
            met |= {i for i, (k, w) in enumerate(want) if k == key and w & cover and len(cover) <= 3 * len(w) + 40}
        return len(met) > 1


def _pairs(gold: list[Any], made: list[Any]) -> Measure:
    both = wanted = given = 0
    for i in range(len(gold)):
        for j in range(i):
            g, m = gold[i] == gold[j], made[i] is not None and made[i] == made[j]
            both, wanted, given = both + (g and m), wanted + g, given + m
    return Measure(both, wanted, given)


def score_files(gold: Path, record: dict[str, Any]) -> dict[str, Measure]:
    """The measures of a record against a gold file."""
    return Scorer(yaml.safe_load(gold.read_text(encoding="utf-8")), record).score()


def main() -> None:
    """Print the measures of a record."""
    gold, record = map(Path, sys.argv[1:3])
    for name, measure in score_files(gold, json.loads(record.read_text(encoding="utf-8"))).items():
        print(f"{name:26} {measure}")


if __name__ == "__main__":
    main()
