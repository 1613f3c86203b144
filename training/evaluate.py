"""Every score of the shipped parsers, on raw text: `python -m training.evaluate fr --data ../shared/data --stories ../shared/stories`.

Tokens and sentences are the parser's own, aligned with the treebank's by position. UPOS, UAS and LAS are F over
tokens whose positions agree; labels are compared under the map of `training.treebanks`. Raw text: the sentences of the
file joined by a blank (none where the file says so), by a blank line before a paragraph, as UD's own texts are.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from recoupe.model import Article, Parse
from recoupe.parse import parse
from training import treebanks
from training.gold_stories import stories
from training.treebanks import Tree, text_of

MOODED = ["fr_sequoia-ud-train", "fr_sequoia-ud-dev", "fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test", "fr_partut-ud-train", "fr_rhapsodie-ud-train", "fr_parisstories-ud-train"]  # fmt: skip


def f_score(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0


def documents(trees: list[Tree], size: int = 50) -> list[tuple[str, list[tuple[Tree, list[tuple[int, int]]]]]]:
    """Raw texts of some sentences each, with the gold words' positions."""
    out = []
    for k in range(0, len(trees), size):
        text, rows = "", []
        for t in trees[k : k + size]:
            if text:
                text += "\n\n" if t.paragraph else " " if rows[-1][0].words[-1].space else ""
            piece, spans = text_of(t.words)
            rows.append((t, [(a + len(text), b + len(text)) for a, b in spans]))
            text += piece
        out.append((text, rows))
    return out


def read(text: str, language: str) -> Parse:
    """The parse of a text with syntax for every sentence."""
    from recoupe.model import Section

    return parse(Article("t", text, (Section(0, len(text), "title"),), "", language=language))


def treebank(data: Path, name: str, language: str) -> dict[str, float]:
    c: Counter[str] = Counter()
    for text, rows in documents(treebanks.load(data, [name])):
        p = read(text, language)
        by = {(t.start, t.end): i for i, t in enumerate(p.tokens)}
        c["found"] += len(p.tokens)
        ours = {(p.tokens[s.first].start, p.tokens[s.last - 1].end) for s in p.sentences}
        c["sentences found"] += len(ours)
        for t, spans in rows:
            c["sentences"] += 1
            c["sentence right"] += (spans[0][0], spans[-1][1]) in ours
            for w, span in zip(t.words, spans, strict=True):
                c["gold"] += 1
                finite = "VerbForm=Fin" in w.feats
                i = by.get(span)
                if w.pos == "VERB":
                    c["verbs"] += 1
                if i is None:
                    c["cnd gold"] += finite and "Mood=Cnd" in w.feats
                    continue
                k = p.tokens[i]
                c["token"] += 1
                c["upos"] += k.pos == w.pos
                c["feats"] += set(k.feats.split("|")) == set(w.feats.split("|"))
                c["lemma"] += k.lemma.lower() == w.lemma.lower()
                if w.pos == "VERB":
                    c["verb lemma"] += k.lemma == w.lemma
                gold_head = spans[w.head] if w.head >= 0 else None
                head = p.tokens[k.head]
                mine = (head.start, head.end) if k.head != i else None
                if mine == gold_head:
                    c["uas"] += 1
                    c["las"] += k.dep == w.dep
                    c["subject"] += w.dep.startswith("nsubj") and k.dep.startswith("nsubj")
                c["subjects"] += w.dep.startswith("nsubj")
                said = "Mood=Cnd" in k.feats
                if finite or said:
                    real = "Mood=Cnd" in w.feats
                    c["cnd"] += real and said
                    c["cnd gold"] += real
                    c["cnd found"] += said
    f = lambda k: round(f_score(c[k], c["found"], c["gold"]), 4)  # noqa: E731
    return {
        "tokens": f("token"), "sentences": round(f_score(c["sentence right"], c["sentences found"], c["sentences"]), 4),
        "upos": f("upos"), "feats": f("feats"), "lemma": f("lemma"), "verb lemma": round(c["verb lemma"] / max(1, c["verbs"]), 4),
        "uas": f("uas"), "las": f("las"), "subjects": round(c["subject"] / max(1, c["subjects"]), 4),
        "cnd": c["cnd"], "cnd gold": c["cnd gold"], "cnd found": c["cnd found"],
    }  # fmt: skip


NO_SPACE_BEFORE = set(",.;:!?)]}%…»'’")
NO_SPACE_AFTER = set("([{«$£€")


def untokenize(words: list[str], language: str) -> tuple[str, list[tuple[int, int]]]:
    """Running text of tokens that were cut from it, after the habits of the language."""
    text, spans = "", []
    quote = False
    glue = True
    for w in words:
        no = w[0] in NO_SPACE_BEFORE and (w[0] in ",.)]}%'’" or language == "en" or w in ("…",)) and w not in ("'",)
        if w.lower() in ("n't", "n’t"):
            no = True
        if w == '"':
            no = quote or glue
        if text and not glue and not (no and not (w == '"' and not quote)):
            text += " "
        spans.append((len(text), len(text) + len(w)))
        text += w
        glue = w in NO_SPACE_AFTER or (language == "fr" and len(w) > 1 and w[-1] in "'’") or (w == '"' and not quote)
        if w == '"':
            quote = not quote
    return text, spans


def named_entities(data: Path, language: str, limit: int = 0) -> tuple[dict[str, float], Counter[str]]:
    path = data / "names" / f"wikineural-{language}-val.conllu"
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.open(encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 3:
            if sentences[-1]:
                sentences.append([])
            continue
        sentences[-1].append((cells[1], cells[2]))
    sentences = [s for s in sentences if s]
    if limit:
        sentences = sentences[:limit]
    kinds = {"person": "PER", "organisation": "ORG", "place": "LOC"}
    c: Counter[str] = Counter()
    for k in range(0, len(sentences), 40):
        text, gold = "", set()
        for s in sentences[k : k + 40]:
            piece, spans = untokenize([w for w, _ in s], language)
            at = len(text)
            start = None
            tags = [t for _, t in s] + ["O"]
            for i, t in enumerate(tags):
                if start is not None and not t.startswith("I-"):
                    kind = tags[start][2:]
                    if kind in ("PER", "ORG", "LOC"):
                        gold.add((spans[start][0] + at, spans[i - 1][1] + at, kind))
                    start = None
                if t.startswith("B-") or (t.startswith("I-") and start is None):
                    start = i
            text += piece + "\n"
        p = parse(Article("n", text, (), "", language=language))
        mine = {(n.start, n.end, kinds[n.kind]) for n in p.names}
        c["gold"] += len(gold)
        c["found"] += len(mine)
        c["right"] += len(gold & mine)
        c["spans"] += len({g[:2] for g in gold} & {m[:2] for m in mine})
        for kind in ("PER", "ORG", "LOC"):
            c[f"gold {kind}"] += sum(g[2] == kind for g in gold)
            c[f"found {kind}"] += sum(g[2] == kind for g in mine)
            c[f"right {kind}"] += sum(g[2] == kind for g in gold & mine)
    scores = {
        "F": round(f_score(c["right"], c["found"], c["gold"]), 4),
        "precision": round(c["right"] / max(1, c["found"]), 4),
        "recall": round(c["right"] / c["gold"], 4),
        "spans F": round(f_score(c["spans"], c["found"], c["gold"]), 4),
    }
    for kind in ("PER", "ORG", "LOC"):
        scores[kind] = round(f_score(c[f"right {kind}"], c[f"found {kind}"], c[f"gold {kind}"]), 4)
    return scores, c


# ---------------------------------------------------------------------- time


def load_time(language: str) -> dict[str, float]:
    """Seconds to load the parser in a fresh process, beside `import spacy` where spaCy is installed."""
    code = f"import time; t = time.perf_counter(); from recoupe.parse.weights import network; network({language!r}); print(time.perf_counter() - t)"
    out = {
        "load": min(
            float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
            for _ in range(3)
        )
    }
    code = "import time; t = time.perf_counter(); import spacy; print(time.perf_counter() - t)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False) for _ in range(3)]
    if all(r.returncode == 0 for r in runs):
        out["import spacy"] = min(float(r.stdout) for r in runs)
        out["ratio"] = out["load"] / out["import spacy"]
    return {k: round(v, 3) for k, v in out.items()}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("language", choices=("fr", "en"))
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--stories", type=Path)
    ap.add_argument(
        "--models", type=Path, help="a folder of fr/parser.npz, en/parser.npz to measure in place of the shipped ones"
    )
    ap.add_argument("--only", default="", help="comma-separated: treebank, conditional, names, stories, load")
    ap.add_argument("--limit", type=int, default=0)
    ap.add_argument("--show", action="store_true", help="print what was missed in the stories")
    o = ap.parse_args()
    if not (o.data / "treebanks").is_dir():
        print(f"no treebanks under {o.data}: nothing to measure")
        return
    if o.models:
        os.environ["RECOUPE_MODELS"] = str(o.models)
        os.environ["RECOUPE_MODELS_FIRST"] = "1"
    only = set(o.only.split(",")) - {""}
    began = time.time()
    fr = o.language == "fr"

    def wanted(k: str) -> bool:
        return not only or k in only

    if wanted("treebank"):
        s = treebank(o.data, treebanks.DEV[o.language], o.language)
        print(f"{treebanks.DEV[o.language]}, raw text:", {k: v for k, v in s.items() if not k.startswith("cnd")})
        if fr:
            g = treebank(o.data, "fr_gsd-ud-dev", "fr")
            print(
                "fr_gsd-ud-dev, raw text (trained on, its splitter is not): tokens",
                g["tokens"],
                "sentences",
                g["sentences"],
            )
    if fr and wanted("conditional"):
        total: Counter[str] = Counter()
        for name in MOODED:
            s = treebank(o.data, name, "fr")
            for k in ("cnd", "cnd gold", "cnd found"):
                total[k] += int(s[k])
        print(
            "conditional over",
            len(MOODED),
            "treebanks:",
            round(f_score(total["cnd"], total["cnd found"], total["cnd gold"]), 4),
            dict(total),
        )
    if wanted("names"):
        print(f"names, WikiNEuRal {o.language} val without MISC:", named_entities(o.data, o.language, o.limit)[0])
    if fr and o.stories and wanted("stories"):
        print("gold stories:", stories(o.stories, o.show))
    if wanted("load"):
        print("load:", load_time(o.language))
    print(f"({time.time() - began:.0f} s)")


if __name__ == "__main__":
    main()
