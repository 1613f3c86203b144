"""Agencies, roots and stories, measured on the data that is kept apart.

    python evals/origins.py agencies --data ../shared/data    relation to an agency, against articles read by hand
    python evals/origins.py wires --data ../shared/data       prints of one wire, its footer cut off: one root?
    python evals/origins.py stories --data ../shared/data     events of Give-me-5W1H: B³ and pairs, in batch and stream
    python evals/origins.py bilingual --data ../shared/data   French reports beside English ones: one story?
    python evals/origins.py press --data ../shared/data --stories ../shared/stories
                                                              four stories mixed into a month of French press

Each prints one line of JSON. Labels below are ours; the texts are not, and stay outside.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from recoupe.annotate import agencies
from recoupe.link import passages, roots, stories
from recoupe.model import Article, Dating, Notes, Parse, Section

FOOTER = re.compile(r"\n\d\d/\d\d/\d{4}\s+\d\d:\d\d:\d\d\s*-[^\n]*(?:\n[^\n]*){0,3}$")
WORD = re.compile(r"\w+")

# Articles drawn by chance among those that hold the name of an agency, and read: what each is to which.
READ = {
    "AFP is": "gj2916 gj3005 gj2867 gj3092 gj3418 gj2927 gj2647 gj3216 gj1654 gj1684 gj1667 gj1807",
    "Keystone-ATS is": "gj1656",
    "AFP quotes": "gj3255 gj2794 gj2844 gj3182 gj3295 gj3359 gj3261 gj3461 gj2241 gj2334 gj2476 gj2364 gj2129 gj1508 "
    "gj1497 gj1415 gj1432 gj1556 gj1435 gj1656 gj1690 gj843 gj837 gj798 gj960 gj764 gj205 gj337 gj336 gj3904 gj4130 "
    "gj3600",
    "Reuters quotes": "gj1906 gj1836 gj2467",
    "none": "gj2832 gj2942 gj1858 gj1885",
}


def press(data: Path) -> list[dict]:
    file = data / "press" / "gilets-jaunes.jsonl"
    if not file.is_file():
        sys.exit(f"no {file}: nothing to measure with")
    return [json.loads(line) for line in file.open(encoding="utf-8")]


def article(row: dict, *, cut: bool = False) -> Article:
    title, body = row["title"], FOOTER.sub("", row["text"]) if cut else row["text"]
    text = f"{title}\n{body}" if title else body
    at = len(title) + 1 if title else 0
    sections = (Section(0, at - 1, "title"),) if title else ()
    return Article(
        row["id"], text, (*sections, Section(at, len(text), "body")), row["id"], url=row["url"], outlet=row["outlet"],
        title=title, language="fr", published=row["published"],
    )  # fmt: skip


def credited(a: Article) -> Notes:
    return Notes(credits=agencies.annotate(a, Parse(), Notes()))


def measure_agencies(args: argparse.Namespace) -> dict:
    wanted: set[tuple[str, str]] = {(i, label) for label, ids in READ.items() if label != "none" for i in ids.split()}
    read = {i for ids in READ.values() for i in ids.split()}
    made, footers = set(), Counter()
    for row in press(args.data):
        found = credited(article(row)).credits
        if row["id"] in read:
            made |= {(row["id"], f"{c.agency} {c.relation}") for c in found}
        if row["outlet"] == "LePoint":
            signed = bool(re.search(r"©\s*2018\s*AFP\s*$", row["text"]))
            footers[signed, any(c.agency == "AFP" and c.relation == "is" for c in found)] += 1
    hit = len(wanted & made)
    return {
        "articles read": len(read), "F1 of the relation": round(2 * hit / (len(wanted) + len(made)), 4),
        "wrong": sorted(wanted ^ made), "Le Point, footer and *is*": footers[True, True],
        "footer only": footers[True, False], "*is* only": footers[False, True],
    }  # fmt: skip


def shingles(text: str, n: int = 8) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def copies(rows: list[Article], least: float) -> list[tuple[str, str]]:
    """By brute force: pairs that share so much of the shorter one's runs of eight words."""
    sets = [(a.id, shingles(a.text)) for a in rows]
    out = []
    for i, (a, x) in enumerate(sets):
        for b, y in sets[i + 1 :]:
            short = min(len(x), len(y))
            if short >= 30 and len(x & y) >= least * short:
                out.append((a, b))
    return out


def measure_wires(args: argparse.Namespace) -> dict:
    rows = press(args.data)
    found = [article(r, cut=True) for r in rows]
    wires = {r["id"] for r in rows if re.search(r"©\s*2018\s*AFP\s*$", r["text"])}
    abroad = {r["id"] for r in rows if r["outlet"] in {"CA", "CH", "DH", "LaLibre"}}
    pairs = copies(found, 0.8)
    shared = passages.find(found)
    by_id = {a.id: a for a in found}
    notes = {a.id: credited(a) for a in found}
    origin: dict[str, set[str]] = defaultdict(set)
    for g in stories.group(found, [notes[a.id] for a in found], shared):
        inside = set(g.articles)
        members = [by_id[i] for i in g.articles]
        within = [p for p in shared if p.a.article in inside and p.b.article in inside]
        days = [Dating(a.published, None) for a in members]
        for root in roots.trace(members, [notes[a.id] for a in members], days, within)[0]:
            for i in root.origin:
                origin[i].add(root.id)
    groups = {"all": pairs, "a wire and a foreign title": [
        (a, b) for a, b in pairs if (a in wires and b in abroad) or (b in wires and a in abroad)
    ]}  # fmt: skip
    out: dict = {}
    for name, chosen in groups.items():
        right = [(a, b) for a, b in chosen if origin[a] & origin[b]]
        out[name] = {"pairs": len(chosen), "one root": round(len(right) / max(1, len(chosen)), 4)}
        if name == "all":
            out["apart"] = sorted(set(chosen) - set(right))[:20]
    return out


def score(gold: dict[str, object], made: dict[str, object]) -> dict:
    """B³ (Bagga & Baldwin 1998) and pairs."""
    of_gold, of_made = defaultdict(set), defaultdict(set)
    for a, k in gold.items():
        of_gold[k].add(a)
        of_made[made[a]].add(a)
    p = r = 0.0
    for a in gold:
        x, y = of_gold[gold[a]], of_made[made[a]]
        p, r = p + len(x & y) / len(y), r + len(x & y) / len(x)
    p, r = p / len(gold), r / len(gold)

    def pairs(groups: dict) -> int:
        return sum(len(g) * (len(g) - 1) // 2 for g in groups.values())

    both = sum(n * (n - 1) // 2 for n in Counter((gold[a], made[a]) for a in gold).values())
    return {
        "events": len(of_gold), "made": len(of_made), "B3 P": round(p, 4), "B3 R": round(r, 4),
        "B3 F1": round(2 * p * r / (p + r), 4), "pairs F1": round(2 * both / (pairs(of_gold) + pairs(of_made)), 4),
    }  # fmt: skip


def events(data: Path) -> tuple[list[Article], dict[str, int]]:
    """English articles of events of at most thirty days, and the number of each one's event."""
    folder = data / "clusters" / "giveme5w1h"
    if not folder.is_dir():
        sys.exit(f"no {folder}: nothing to measure with")
    found: dict[int, list[Article]] = defaultdict(list)
    for file in sorted(folder.glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        title, text = row["title"] or "", row["text"]
        day = (row["date_publish"] or "")[:10] or None
        body = text if text.startswith(title) else f"{title}\n{text}"
        found[row["newsCluster"]["EventId"]].append(
            Article(row["dId"], body, (), row["dId"], outlet=row["source_domain"], language="en", published=day)
        )
    gold: dict[str, int] = {}
    rows: list[Article] = []
    for key, members in found.items():
        days = [datetime.date.fromisoformat(a.published) for a in members if a.published]
        if days and (max(days) - min(days)).days > 30:
            continue
        rows += members
        gold |= {a.id: key for a in members}
    return rows, gold


def measure_stories(args: argparse.Namespace) -> dict:
    rows, gold = events(args.data)
    shared = passages.find(rows)
    batch = stories.group(rows, [Notes()] * len(rows), shared)
    stream = stories.Stream()
    for a in sorted(rows, key=lambda a: (a.published or "", a.id)):
        stream.add(a)
    return {
        "articles": len(rows),
        "batch": score(gold, {i: g.id for g in batch for i in g.articles}),
        "stream": score(gold, {i: g.id for g in stream.stories() for i in g.articles}),
        "stream, taking the batch for truth": score(
            {i: g.id for g in batch for i in g.articles}, {i: g.id for g in stream.stories() for i in g.articles}
        ),
    }


def measure_bilingual(args: argparse.Namespace) -> dict:
    """French reports (`bilingual.toml`) among English articles and French press: with which do they come out?"""
    english, gold = events(args.data)
    reports = tomllib.loads((Path(__file__).parent / "bilingual.toml").read_text(encoding="utf-8"))["report"]
    french, wanted = [], {}
    for n, r in enumerate(reports):
        name, title = f"fr{n:02d}", r["title"]
        french.append(
            Article(
                name, f"{title}\n{r['text'].strip()}", (Section(0, len(title), "title"),), name, title=title,
                language="fr", published=r["published"],
            )
        )  # fmt: skip
        wanted[name] = r.get("event", -n)
    out: dict = {"reports of an English event": sum(e > 0 for e in wanted.values()), "of another": 0}
    out["of another"] = len(french) - out["reports of an English event"]
    for label, others in (("events", english), ("events and press", english + [article(r) for r in press(args.data)])):
        for dated in (True, False):
            rows = [a if dated else msgspec.structs.replace(a, published=None) for a in others + french]
            made: dict[str, tuple[tuple, ...]] = {
                "batch": tuple(g.articles for g in stories.group(rows, [Notes()] * len(rows), ()))
            }
            if dated:
                stream = stories.Stream()
                for a in sorted(rows, key=lambda a: (a.published or "", a.id)):
                    stream.add(a)
                made["stream"] = tuple(g.articles for g in stream.stories())
            for way, groups in made.items():
                home = {i: g for g in groups for i in g}
                told: dict[str, list] = {"in its story": [], "alone": [], "astray": [], "another: alone": []}
                told["another: astray"] = []
                for name, event in wanted.items():
                    beside = [i for i in home[name] if i != name]
                    own = [i for i in gold if gold[i] == event]
                    most = 2 * sum(i in beside for i in own) > len(own) > 0
                    sort = "in its story" if most else "astray" if beside else "alone"
                    told[sort if own else f"another: {sort}"].append(event)
                key = f"{label}, {way}{'' if dated else ', without dates'}"
                out[key] = {k: len(v) if k in ("in its story", "another: alone") else v for k, v in told.items()}
                if label == "events":
                    out[key] |= score(gold | wanted, {i: g[0] for g in groups for i in g})
    return out


def measure_press(args: argparse.Namespace) -> dict:
    rows = [article(r) for r in press(args.data)]
    owner: dict[str, str] = {}
    for folder in sorted(args.stories.glob("*")):
        texts = folder / "articles"
        if texts.is_dir():
            read = [(f.name, f.read_text(encoding="utf-8"), None, None) for f in sorted(texts.glob("*"))]
        else:
            lines = [json.loads(x) for x in (folder / "articles.jsonl").open(encoding="utf-8")]
            read = [(x["id"], x["text"], x.get("title"), x.get("published")) for x in lines]
        for i, text, title, day in read:
            body = f"{title}\n{text}" if title else text
            rows.append(Article(i, body, (), i, title=title, language="fr", published=day))
            owner[i] = folder.name
    outlet = {a.id: a.outlet for a in rows}
    near = copies(rows, 0.8)
    pairs = [(a, b) for a, b in near if outlet[a] != outlet[b]]
    shared = passages.find(rows)
    stream = stories.Stream()
    for a in sorted(rows, key=lambda a: (a.published or "", a.id)):
        stream.add(a)
    nothing = [Notes()] * len(rows)
    batch = stories.group(rows, nothing, shared)
    ways = {"batch": batch, "batch, by words alone": stories.group(rows, nothing, ()), "stream": stream.stories()}
    mixed = list(rows)
    random.Random(5).shuffle(mixed)
    out: dict = {
        "articles": len(rows), "near copies between titles": len(pairs),
        "in another order the same": stories.group(mixed, nothing, shared[::-1]) == batch,
    }  # fmt: skip
    days = {a.id: datetime.date.fromisoformat(a.published) for a in rows if a.published and len(a.published) == 10}
    for name, groups in ways.items():
        home = {i: g.id for g in groups for i in g.articles}
        spans, weekends, far, all_ = [], [], 0, 0
        for g in groups:
            known = sorted(days[i] for i in g.articles if i in days)
            if len(known) > 1:
                spans.append((known[-1] - known[0]).days)
            # a Saturday and the Sunday after it
            weekends.append({d - datetime.timedelta(d.weekday() - 5) for d in known if d.weekday() >= 5})
            for i, x in enumerate(known):
                far += sum((y - x).days >= 7 for y in known[i + 1 :])
                all_ += len(known) - i - 1
        sizes = Counter(
            "1" if n == 1 else "2-4" if n < 5 else "5-9" if n < 10 else "10-19" if n < 20 else "20 and more"
            for n in (len(g.articles) for g in groups)
        )
        out[name] = {
            "stories": len(groups),
            "sizes": {k: sizes[k] for k in ("1", "2-4", "5-9", "10-19", "20 and more")},
            "largest": max(len(g.articles) for g in groups),
            "longest, in days": max(spans),
            "longer than six days": f"{sum(s > 6 for s in spans)} of {len(spans)}",
            "over two Saturdays": f"{sum(len(w) > 1 for w in weekends)} of {sum(len(w) > 0 for w in weekends)}",
            "pairs a week or more apart": round(far / max(1, all_), 4),
            "near copies in one story": round(sum(home[a] == home[b] for a, b in pairs) / max(1, len(pairs)), 4),
            "the four whole": sum(
                len({home[i] for i, s in owner.items() if s == story}) == 1 for story in set(owner.values())
            ),
            "strangers in them": sum(
                len({i for i, h in home.items() if h in {home[j] for j, s in owner.items() if s == story}})
                - sum(s == story for s in owner.values())
                for story in set(owner.values())
            ),
        }
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=("agencies", "wires", "stories", "bilingual", "press"))
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--stories", type=Path, default=Path("../shared/stories"))
    args = p.parse_args()
    work = {
        "agencies": measure_agencies, "wires": measure_wires, "stories": measure_stories,
        "bilingual": measure_bilingual, "press": measure_press,
    }[args.what]  # fmt: skip
    print(json.dumps({args.what: work(args)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
