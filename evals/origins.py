"""Agencies, roots and stories, measured on the data that is kept apart.

    python evals/origins.py agencies --data ../shared/data    relation to an agency, against articles read by hand
    python evals/origins.py wires --data ../shared/data       prints of one wire, its footer cut off: one root?
    python evals/origins.py stories --data ../shared/data     events of Give-me-5W1H: B³ and pairs, in batch and stream
    python evals/origins.py press --data ../shared/data --stories ../shared/stories
                                                              four stories mixed into a month of French press

Each prints one line of JSON. Labels below are ours; the texts are not, and stay outside.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

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


def measure_stories(args: argparse.Namespace) -> dict:
    folder = args.data / "clusters" / "giveme5w1h"
    if not folder.is_dir():
        sys.exit(f"no {folder}: nothing to measure with")
    events: dict[tuple, list[Article]] = defaultdict(list)
    for file in sorted(folder.glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        c = row["newsCluster"]
        title, text = row["title"] or "", row["text"]
        day = (row["date_publish"] or "")[:10] or None
        body = text if text.startswith(title) else f"{title}\n{text}"
        events[c["CategoryId"], c["TopicId"], c["EventId"]].append(
            Article(row["dId"], body, (), row["dId"], outlet=row["source_domain"], language="en", published=day)
        )
    gold: dict[str, object] = {}
    rows: list[Article] = []
    for key, members in events.items():
        days = [datetime.date.fromisoformat(a.published) for a in members if a.published]
        if days and (max(days) - min(days)).days > 30:
            continue
        rows += members
        gold |= {a.id: key for a in members}
    shared = passages.find(rows)
    batch = stories.group(rows, [Notes()] * len(rows), shared)
    stream = stories.Stream()
    for a in sorted(rows, key=lambda a: (a.published or "", a.id)):
        stream.add(a)
    return {
        "articles": len(rows),
        "batch": score(gold, {i: g.id for g in batch for i in g.articles}),
        "stream": score(gold, {i: g.id for g in stream.stories() for i in g.articles}),
    }


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
    out: dict = {"articles": len(rows)}
    pairs = copies(rows, 0.8)
    stream = stories.Stream()
    for a in sorted(rows, key=lambda a: (a.published or "", a.id)):
        stream.add(a)
    for name, groups in (("batch", stories.group(rows, [Notes()] * len(rows), ())), ("stream", stream.stories())):
        home = {i: g.id for g in groups for i in g.articles}
        days = {a.id: a.published for a in rows if a.published and len(a.published) == 10}
        far = all_ = 0
        for g in groups:
            known = sorted(datetime.date.fromisoformat(days[i]) for i in g.articles if i in days)
            for i, x in enumerate(known):
                far += sum((y - x).days >= 7 for y in known[i + 1 :])
                all_ += len(known) - i - 1
        out[name] = {
            "stories": len(groups),
            "whole": sum(len({home[i] for i, s in owner.items() if s == story}) == 1 for story in set(owner.values())),
            "strangers": sum(
                len({i for i, h in home.items() if h in {home[j] for j, s in owner.items() if s == story}})
                - sum(s == story for s in owner.values())
                for story in set(owner.values())
            ),
            "copies in one story": round(sum(home[a] == home[b] for a, b in pairs) / max(1, len(pairs)), 4),
            "pairs a week or more apart": round(far / max(1, all_), 4),
        }
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=("agencies", "wires", "stories", "press"))
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--stories", type=Path, default=Path("../shared/stories"))
    args = p.parse_args()
    work = {
        "agencies": measure_agencies, "wires": measure_wires, "stories": measure_stories, "press": measure_press,
    }[args.what]  # fmt: skip
    print(json.dumps({args.what: work(args)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
