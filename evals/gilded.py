"""The record that a perfect program would print for a gold story: the scorer must give it full marks.

Also a stand-in for the stages when a report's looks are worked on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

sys.path.insert(0, str(Path(__file__).parent))
from recoupe.model import Record
from scoring import STANCES, Text, plain

ROW: dict[str, Any] = {
    "path": None,
    "url": None,
    "outlet": None,
    "authors": [],
    "language": "fr",
    "published_from": "metadata",
    "credits": [],
}


def gild(gold: Mapping[str, Any], texts: Mapping[str, str]) -> Record:
    """A record with exactly what the gold says; `texts` are the articles by key."""
    articles, ids, figure_groups = [], {}, {}
    mentions: dict[str, list[dict[str, Any]]] = {k: [] for k in gold["speakers"]}
    for key, g in gold["articles"].items():
        text = Text(texts[key])
        rows, figures, moments = [], [], []
        for n, r in enumerate(g.get("statements") or []):
            parts = r["content"] if isinstance(r["content"], list) else [r["content"]]
            content = [_span(text.find(p, r.get("nth", 1))) for p in parts]
            cue = text.near(r["cue"], content[0]["start"]) if r.get("cue") else None
            near = cue[0] if cue else content[0]["start"]
            source = text.near(r["source"], near) if r.get("source") else None
            row = {
                "id": f"s-{len(ids)}",
                "content": content,
                "cue": cue and _span(cue),
                "source": source and _span(source),
                "speaker": r.get("speaker"),
                "form": r["form"],
                "act": r["act"],
                "via": r.get("via", []),
                "said": str(r["said"]) if r.get("said") else None,
            }
            if source and r.get("speaker"):
                mentions[r["speaker"]].append({"article": key, **_span(source)})
            ids[key, plain(parts[0]), n] = row["id"]
            rows.append(row)
        for n, r in enumerate(g.get("figures") or []):
            row = {"id": f"f-{key}-{n}", **_span(text.find(r["text"], r.get("nth", 1)))}
            figures.append({**row, "low": r["low"], "high": r["high"], "unit": r.get("unit")})
            if not r.get("optional"):
                figure_groups.setdefault(r["of"], []).append(row["id"])
        for n, r in enumerate(g.get("moments") or []):
            row = {"id": f"m-{key}-{n}", **_span(text.find(r["text"], r.get("nth", 1)))}
            moments.append({**row, "value": str(r["value"])})
        articles.append(
            {
                **ROW,
                "id": key,
                "outlet": g["outlet"],
                "title": g["title"],
                "published": str(g["published"]) if g["published"] else None,
                "agencies": g.get("agencies") or [],
                "truncated": g["truncated"],
                "text": texts[key],
                "sections": _sections(text, g),
                "statements": rows,
                "moments": moments,
                "figures": figures,
                "mentions": [],
            }
        )
    story = {
        "id": gold["story"],
        "title": articles[0]["title"] or articles[0]["id"],
        "articles": [a["id"] for a in articles],
        "speakers": [
            {"id": k, "name": s["name"], "kind": s["kind"], "aliases": s["aliases"], "mentions": mentions[k]}
            for k, s in gold["speakers"].items()
        ],
        "claims": [_claim(c, ids) for c in gold.get("claims") or []],
        "figures": [
            {"id": k, "label": k, "unit": None, "members": m, "agreement": "agrees"} for k, m in figure_groups.items()
        ],
        "passages": [_passage(c, texts) for c in gold.get("copies") or [] if not c.get("whole")],
        "contradictions": [
            {"kind": c["kind"], "about": c["about"], "sides": [_place(texts, k, w) for k, w in c["sides"]]}
            for c in gold.get("contradictions") or []
        ],
    }
    return msgspec.convert({"recoupe": 1, "articles": articles, "stories": [story], "failures": []}, Record)


def _span(found: tuple[int, int] | None) -> dict[str, int]:
    assert found, "the gold's words are not in the article"
    return {"start": found[0], "end": found[1]}


def _place(texts: Mapping[str, str], key: str, words: str, end: str | None = None) -> dict[str, Any]:
    text = Text(texts[key])
    span = _span(text.find(words))
    if end:
        span["end"] = text.text.index(plain(end), span["start"]) + len(end)
    return {"article": key, **span}


def _passage(c: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    end = c.get("end") or [None, None]
    sides = {side: _place(texts, *c[side], end[i]) for i, side in enumerate(("a", "b"))}
    return {**sides, "kind": c["kind"], "likeness": 1.0 if c["kind"] == "verbatim" else 0.8}


def _claim(c: Mapping[str, Any], ids: Mapping[tuple[str, str, int], str]) -> dict[str, Any]:
    out: dict[str, Any] = {"id": c["id"], "text": c["text"], "status": c["status"]}
    for stance in STANCES:
        rows = c.get(stance) or []
        out[stance] = [
            i for key, w in rows for (k, content, _), i in ids.items() if k == key and content.startswith(plain(w))
        ]
    return out


def _sections(text: Text, g: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Body, broken by the lines that the gold calls none."""
    cuts = sorted(f for line in g.get("not_body") or [] if (f := text.find(line.strip())))
    out, at = [], 0
    if g["title"] and (title := text.find(g["title"])):
        out.append({"start": title[0], "end": title[1], "kind": "title"})
        at = title[1]
    for start, end in cuts:
        if start > at:
            out.append({"start": at, "end": start, "kind": "body"})
        if end > at:
            out.append({"start": max(start, at), "end": end, "kind": "navigation"})
            at = end
    return [*out, {"start": at, "end": len(text.text), "kind": "body"}] if at < len(text.text) else out


def main() -> None:
    """`gilded.py GOLD.yaml RECORD.json`: the perfect record for the articles of a record, to standard output."""
    gold = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    record = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    texts = {Path(a["path"] or a["id"]).name: a["text"] for a in record["articles"]}
    texts |= {a["id"]: a["text"] for a in record["articles"]}
    sys.stdout.buffer.write(msgspec.json.encode(gild(gold, texts)))


if __name__ == "__main__":
    main()
