"""What the parsers find in the statements of the gold stories: the subject of each reporting verb, the speaker's name."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from recoupe.model import Article, Parse
from recoupe.parse import parse


def _articles(folder: Path) -> dict[str, str]:
    from recoupe.text import canonical

    out = {}
    if (folder / "articles.jsonl").is_file():
        for line in (folder / "articles.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            out[row["id"]] = canonical((row["title"] + "\n" if row.get("title") else "") + row["text"])
    for f in sorted((folder / "articles").glob("*")) if (folder / "articles").is_dir() else []:
        out[f.name] = canonical(f.read_text(encoding="utf-8"))
    return out


def _near(text: str, piece: str, at: int) -> int:
    """The occurrence of `piece` nearest `at`, −1 where there is none."""
    best, k = -1, text.find(piece)
    while k >= 0:
        if best < 0 or abs(k - at) < abs(best - at):
            best = k
        k = text.find(piece, k + 1)
    return best


def _find(text: str, piece: str, nth: int) -> int:
    k = -1
    for _ in range(nth):
        k = text.find(piece, k + 1)
        if k < 0:
            return -1
    return k


def stories(folder: Path, show: bool = False) -> dict[str, float]:
    """Subjects of reporting verbs, and named speakers found as names, over the statements of the gold stories."""
    import yaml

    c: Counter[str] = Counter()
    kind_of = {"person": "person", "organisation": "organisation"}
    for story in sorted(p for p in folder.iterdir() if (p / "gold.yaml").is_file()):
        gold = yaml.safe_load((story / "gold.yaml").read_text(encoding="utf-8"))
        texts = _articles(story)
        for key, article in gold["articles"].items():
            text = texts.get(str(key))
            if text is None:
                continue
            p = parse(Article(str(key), text, (), "", language=gold.get("language", "fr")))
            for s in article.get("statements") or []:
                content = s["content"] if isinstance(s["content"], list) else [s["content"]]
                where = _find(text, content[0], s.get("nth", 1))
                if where < 0 or not s.get("source"):
                    continue
                cue_at = _near(text, s["cue"], where) if s.get("cue") else where
                source_at = _near(text, s["source"], cue_at)
                if source_at < 0:
                    continue
                source_end = source_at + len(s["source"])
                speaker = gold["speakers"].get(s.get("speaker") or "", {})
                if speaker.get("kind") in kind_of and any(w[:1].isupper() for w in speaker["name"].split()[-1:]):
                    _named(p, text, s["source"], source_at, source_end, speaker, c, show)
                if s.get("cue") and cue_at >= 0:
                    _subject(p, text, cue_at, cue_at + len(s["cue"]), source_at, source_end, c, show)
    return {
        "subjects": round(c["subject right"] / max(1, c["subject"]), 4), "of": c["subject"],
        "source after verb": round(c["after right"] / max(1, c["after"]), 4), "of those": c["after"],
        "named speakers": round(c["named right"] / max(1, c["named"]), 4), "of named": c["named"],
    }  # fmt: skip


def _named(p: Parse, text: str, source: str, start: int, end: int, speaker: dict, c: Counter[str], show: bool) -> None:  # type: ignore[type-arg]
    import re

    words = [w for w in re.findall(r"[\w'’.-]+", source) if w[:1].isupper()]
    # a person's own name: « le chef du Pentagone » names a body that is not the speaker
    owned = [speaker["name"]] if speaker["kind"] == "person" else [speaker["name"], *speaker.get("aliases", [])]
    names = {w for a in owned for w in a.replace("’", "'").split() if w[:1].isupper()}
    inner = [w for w in words if w.replace("’", "'").split("'")[-1] in {n.split("'")[-1] for n in names}]
    if not inner or (
        inner == words[:1]
        and source.startswith(("Le ", "La ", "Les ", "Un ", "Une ", "L'", "L’"))
        and source.split()[0] == inner[0]
    ):
        return
    c["named"] += 1
    hit = any(n.start >= start and n.end <= end and n.kind == speaker["kind"] for n in p.names)
    c["named right"] += hit
    if show and not hit:
        print(
            "  name missed:",
            source,
            "|",
            [(text[n.start : n.end], n.kind) for n in p.names if n.start < end and n.end > start],
        )


def _subject(p: Parse, text: str, a: int, b: int, start: int, end: int, c: Counter[str], show: bool) -> None:
    inside = [i for i, t in enumerate(p.tokens) if t.start >= a and t.end <= b]
    verbs = [i for i in inside if p.tokens[i].pos == "VERB" and not (p.tokens[i].feats.find("VerbForm=Inf") >= 0)]
    if not verbs:
        return
    c["subject"] += 1
    after = start > p.tokens[verbs[-1]].start
    c["after"] += after
    v = verbs[-1]
    subjects = [
        i
        for i, t in enumerate(p.tokens)
        if t.head == v and i != v and t.dep.startswith(("nsubj", "obl:agent", "csubj"))
    ]
    if not subjects:  # a participle or an infinitive under a verb, a relative's antecedent
        up, seen = v, set()
        while not subjects and up not in seen:
            seen.add(up)
            t = p.tokens[up]
            if t.dep in ("xcomp", "conj", "advcl", "ccomp", "parataxis") and t.head != up:
                up = t.head
                subjects = [i for i, s in enumerate(p.tokens) if s.head == up and s.dep.startswith("nsubj")]
            elif t.dep in ("acl", "acl:relcl") and t.head != up:
                subjects = [t.head]
            else:
                break
    t = p.tokens[v]
    if "VerbForm=Part" in t.feats and "Tense=Pres" in t.feats:
        # « …, a-t-il conclu, se demandant si … »: behind an incise a participle shares its subject
        before = v - 1
        while before > 0 and p.tokens[before].pos in ("PRON", "ADP", "ADV"):
            before -= 1
        if p.tokens[before].lemma == ",":
            owners = {s.head: i for i, s in enumerate(p.tokens) if s.dep == "nsubj" and s.head < before}
            near = max((h for h in owners if before - h < 40 and p.tokens[h].dep == "parataxis"), default=None)
            subjects = [owners[near]] if near is not None else subjects
    resolved = []
    for i in subjects:
        t = p.tokens[i]
        if "PronType=Rel" in t.feats or t.lemma in ("qui", "who", "that", "which"):
            if p.tokens[v].dep == "acl:relcl":
                resolved.append(p.tokens[v].head)
            # the nearest noun before the relative: « le ministre Jean Dupont, qui … »
            resolved += [k for k in range(max(0, i - 3), i) if p.tokens[k].pos in ("NOUN", "PROPN")][-1:]
        resolved.append(i)
    # `-t-il` is one token, of which the gold has only *il*
    hit = any(p.tokens[i].start < end and p.tokens[i].end > start for i in resolved)
    c["subject right"] += hit
    c["after right"] += hit and after
    if show and not hit:
        print(
            "  subject missed:",
            text[max(0, a - 40) : b + 60].replace("\n", " "),
            "| verb",
            text[p.tokens[v].start : p.tokens[v].end],
            "| source",
            text[start:end],
            "| found",
            [text[p.tokens[i].start : p.tokens[i].end] for i in subjects],
        )
