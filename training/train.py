"""From treebank files to the weights: `python -m training.train fr --data ../shared/data --lexicon lexicon-fr.npz --out /tmp/fr`.

All of it, from the word list on, is `training.build`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from recoupe.parse.features import plain
from training import names, treebanks
from training.batches import Free, Labels, Types, batches, free_share, padded
from training.model import Net, Sizes, arrays, schedule, sizes
from training.restyle import restyle
from training.treebanks import Tree

# How much the best label of an arc weighs in choosing it: measured on EWT dev (LAS +.004) and GUM dev (+.002); on Sequoia it
# takes from UAS what it gives to LAS.
JOINT = {"en": 1.0, "fr": 0.0}


def evaluate(net: Net, types: Types, labels: Labels, trees: list[Tree]) -> dict[str, float]:
    """Scores on gold tokens, for watching training (the real ones: `training.evaluate`)."""
    net.eval()
    hit: Counter = Counter()
    with torch.no_grad():
        for group in batches(trees, lambda t: len(t.words), 3000, random.Random(0)):
            f, ids, mask = types.batch([[w.form for w in t.words] for t in group])
            x = net.encode(f, ids, mask)
            pos, fe, sc = (o.transpose(0, 1).argmax(-1).numpy() for o in net.tagging(x, 0))
            arcs, rel = net.parsing(x, mask, 0, None)
            arcs, rel = arcs.argmax(-1).numpy(), rel.argmax(-1).numpy()
            for b, t in enumerate(group):
                want = labels.of(t)
                for i, w in enumerate(t.words):
                    hit["n"] += 1
                    hit["pos"] += labels.pos[pos[b, i]] == w.pos
                    hit["feats"] += labels.feats[fe[b, i]] == w.feats
                    ok = labels.scripts[sc[b, i]] == treebanks.script(w.form, w.lemma, w.pos)
                    hit["lemma"] += ok
                    if w.pos == "VERB":
                        hit["verbs"] += 1
                        hit["verb lemma"] += ok
                    hit["uas"] += int(arcs[b, i] == want["heads"][i])
                    hit["las"] += int(arcs[b, i] == want["heads"][i] and labels.deps[rel[b, i]] == w.dep)
    net.train()
    return {
        k: round(hit[k] / hit["verbs" if k == "verb lemma" else "n"], 4)
        for k in ("pos", "feats", "lemma", "verb lemma", "uas", "las")
    }


def save(net: Net, types: Types, labels: Labels, lex, out: Path, language: str, note: dict) -> None:  # type: ignore[no-untyped-def,type-arg]
    out.mkdir(parents=True, exist_ok=True)
    a = arrays(net)
    keys, values, classes = lex
    meta = {
        "language": language, "sizes": sizes(net), "pos": labels.pos, "feats": labels.feats, "scripts": labels.scripts,
        "deps": labels.deps, "names": names.TAGS, "classes": classes, "irregular": labels.irregular, "straight": labels.straight, "joint": JOINT[language],
        "training": note,
    }  # fmt: skip
    words = sorted(types.vocabulary, key=types.vocabulary.__getitem__)
    packed = {
        "meta": np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), dtype=np.uint8),
        "vocabulary": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "lexicon_steps": np.diff(keys, prepend=np.uint32(0)), "lexicon_values": values,
    }  # fmt: skip
    np.savez_compressed(out / "parser.tmp.npz", **packed, **{"w." + k: v for k, v in a.items()})
    (out / "parser.tmp.npz").replace(out / "parser.npz")


def tree_loss(net: Net, types: Types, labels: Labels, group: list[Tree], drop: float, sums: Counter) -> torch.Tensor:
    """How far tags, features, lemmas and arcs of some trees are off, and names where the trees have them marked."""
    want = [labels.of(t) for t in group]
    f, ids, mask = types.batch([[w.form for w in t.words] for t in group])
    longest = ids.shape[0]
    w = {k: padded([r[k] for r in want], longest) for k in want[0]}
    x = net.encode(f, ids, mask, 0.15, drop)
    pos, fe, sc = (v.transpose(0, 1) for v in net.tagging(x, drop))
    heads = w["heads"].clamp(min=0)
    arcs, rel = net.parsing(x, mask, drop, heads)
    loss = torch.zeros(())
    for key, score in (("pos", pos), ("feats", fe), ("scripts", sc), ("heads", arcs), ("deps", rel)):
        smooth = 0.0 if key == "heads" else 0.03
        if not (w[key] >= 0).any():
            continue
        part = cross_entropy(
            score.reshape(-1, score.shape[-1]),
            w[key].reshape(-1),
            ignore_index=-100,
            label_smoothing=smooth,
        )
        sums[key] += float(part.detach())
        loss = loss + part * (0.7 if key in ("feats", "scripts") else 1.0)
    if (w["names"] >= 0).any():
        nm = net.naming(x, mask, drop).transpose(0, 1)
        part = 0.7 * cross_entropy(nm.reshape(-1, nm.shape[-1]), w["names"].reshape(-1), ignore_index=-100)
        sums["made names"] += float(part.detach())
        loss = loss + part
    sums["trees"] += 1
    return loss


def free_loss(
    net: Net, types: Types, group: list[list[str]], own: int, drop: float, sums: Counter
) -> torch.Tensor | None:
    """How badly hidden words of free text are guessed; None where no word that can be guessed was hidden."""
    f, ids, mask = types.batch(group)
    known = f["word"][ids]
    hidden = (torch.rand(ids.shape) < 0.15) & (mask[..., 0] > 0) & (known > 0) & (known < own)
    if not hidden.any():
        return None
    loss = cross_entropy(net.guessing(f, ids, mask, hidden, own, drop / 3), known[hidden])
    sums["free text"] += float(loss.detach())
    sums["free"] += 1
    return loss


def name_loss(net: Net, types: Types, group: list, drop: float, sums: Counter) -> torch.Tensor:  # type: ignore[type-arg]
    """How far the names of WikiANN's sentences are off."""
    f, ids, mask = types.batch([s[0] for s in group])
    want = padded([[names.TAGS.index(t) for t in names.bioes(len(s[0]), s[1])] for s in group], ids.shape[0])
    nm = net.naming(net.encode(f, ids, mask, 0.15, drop), mask, drop).transpose(0, 1)
    loss = cross_entropy(nm.reshape(-1, nm.shape[-1]), want.reshape(-1), ignore_index=-100, label_smoothing=0.05)
    sums["names"] += float(loss.detach())
    sums["wiki"] += 1
    return loss


def options() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("language", choices=("fr", "en"))
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--lexicon", type=Path, required=True, help="the npz that training.lexicon made")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--batch", type=int, default=1600)
    ap.add_argument("--rate", type=float, default=2.5e-3)
    ap.add_argument("--drop", type=float, default=0.33)
    ap.add_argument("--width", type=int, default=192)
    ap.add_argument("--word", type=int, default=64, help="numbers in a word's own vector")
    ap.add_argument("--arc", type=int, default=128)
    ap.add_argument("--syntax", type=int, default=2, help="layers of syntax alone")
    ap.add_argument(
        "--free", type=Path, help="sentences of free text, whose hidden words are guessed (training.free_text)"
    )
    ap.add_argument("--vectors", type=Path, help="where the word table starts (training.vectors)")
    ap.add_argument("--made", type=int, default=3000, help="made-up quotations an epoch")
    ap.add_argument("--names", type=float, default=1.0, help="share of name sentences an epoch")
    ap.add_argument("--limit", type=int, default=0, help="so many sentences of each kind: a trial")
    ap.add_argument("--minutes", type=float, default=0, help="plan the rate for this time; 0: for the epochs")
    return ap.parse_args()


def main() -> None:
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    lg = o.language
    trees = treebanks.load(o.data, treebanks.FRENCH if lg == "fr" else treebanks.ENGLISH)
    dev = treebanks.load(o.data, [treebanks.DEV[lg]])
    wiki, gazetteer = names.clean(
        names.read(o.data / "names" / f"wikiann-{lg}-train.tsv")
        + names.read(o.data / "names" / f"wikiann-{lg}-dev.tsv")
    )
    z = np.load(o.lexicon)
    lex = (z["k"], z["v"], [str(c) for c in z["c"]])
    maker = None
    if o.made:
        from training import quotations

        maker = quotations.Maker(lg, trees, gazetteer, o.lexicon.with_name(f"verbs-{lg}.json"), rng)
    made = maker.documents(o.made) if maker else []
    trees = [t for t in trees if 0 < len(t.words) < 120]
    labels = Labels(trees + made)
    count = Counter(plain(w.form) for t in trees for w in t.words)
    for t in made:
        for p in {plain(w.form) for w in t.words}:
            count[p] += 0.5
    count2 = Counter(plain(w) for words, _ in wiki for w in words)
    vocabulary = {"": 0}
    for p in sorted(count.keys() | count2.keys()):
        if count[p] >= 2 or count2[p] >= 3:
            vocabulary[p] = len(vocabulary)
    own = len(vocabulary) if o.free else 0
    vectors: dict[str, np.ndarray] = {}
    if o.free:
        z = np.load(o.vectors)
        found = z["vectors"].astype(np.float32)
        found *= 0.3 / found.std()
        vectors = dict(zip(z["words"].tolist(), found, strict=True))
        for p in sorted(vectors.keys() - vocabulary.keys()):
            vocabulary[p] = len(vocabulary)
    types = Types(vocabulary, lex)
    net = Net(
        Sizes(
            len(vocabulary),
            len(lex[2]),
            len(labels.pos),
            len(labels.feats),
            len(labels.scripts),
            len(labels.deps),
            len(names.TAGS),
            width=o.width,
            word=o.word,
            arc=o.arc,
            syntax=o.syntax,
            own=own,
        )
    )
    with torch.no_grad():
        for p, v in vectors.items():
            net.word.weight[vocabulary[p]] = torch.from_numpy(v)
    free = Free(o.free, random.Random(o.seed)) if o.free else None
    print(
        f"{len(trees)} trees, {len(made)} made, {len(wiki)} name sentences, {len(vocabulary)} words, {sum(p.numel() for p in net.parameters())} weights",
        flush=True,
    )
    opt = torch.optim.AdamW(net.parameters(), lr=o.rate, betas=(0.9, 0.95), weight_decay=0.01, fused=True)
    average = {k: v.clone() for k, v in net.state_dict().items()}
    began = time.time()
    step = 0
    if o.limit:
        trees, wiki, dev = trees[: o.limit], wiki[: o.limit], dev[: o.limit]
    for epoch in range(o.epochs):
        if maker and epoch:
            made = maker.documents(o.made)
        # treebanks of questions and of spoken language are seen every other time
        shown = [t for t in trees if t.origin in treebanks.WRITTEN or rng.random() < 0.45]
        now: list = [("tree", restyle(t, rng, lg)) for t in shown + made]
        rest = wiki if o.names >= 1 else rng.sample(wiki, int(len(wiki) * o.names))
        groups = [("tree", g) for g in batches([t for _, t in now], lambda t: len(t.words), o.batch, rng)]
        groups += [("name", g) for g in batches(rest, lambda s: len(s[0]), o.batch, rng)]
        if free:
            done = (time.time() - began) / 60 / o.minutes if o.minutes else epoch / o.epochs
            share = free_share(done)
            groups += [("free", g) for g in free.next(int(len(groups) * share / (1 - share)))]
        rng.shuffle(groups)
        total = len(groups) * o.epochs
        sums: Counter = Counter()
        for kind, g in groups:
            rate = schedule(step, total)
            if o.minutes:
                rate = min(schedule(step, 10**9), schedule(int(1e6 * (time.time() - began) / 60 / o.minutes), 10**6, 0))
            for p in opt.param_groups:
                p["lr"] = o.rate * rate
            if kind == "tree":
                loss = tree_loss(net, types, labels, g, o.drop, sums)
            elif kind == "free":
                loss = free_loss(net, types, g, own, o.drop, sums)
            else:
                loss = name_loss(net, types, g, o.drop, sums)
            if loss is None:
                continue
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
            opt.step()
            step += 1
            if step % 4 == 0:
                keep = min(0.9985, (1 + step) / (20 + step)) ** 4
                with torch.no_grad():
                    for k, v in net.state_dict().items():
                        average[k].lerp_(v, 1 - keep)
        held = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(average)
        scores = evaluate(net, types, labels, dev)
        save(
            net,
            types,
            labels,
            lex,
            o.out,
            lg,
            {
                "epoch": epoch + 1,
                "seed": o.seed,
                "options": {
                    k: str(v) for k, v in vars(o).items() if k not in ("data", "out", "lexicon", "free", "vectors")
                },
            },
        )
        net.load_state_dict(held)
        losses = {
            k: round(v / max(1, sums[{"names": "wiki", "free text": "free"}.get(k, "trees")]), 3)
            for k, v in sums.items()
            if k not in ("trees", "wiki", "free")
        }
        print(epoch + 1, f"{time.time() - began:.0f}s", scores, losses, flush=True)
        if o.minutes and time.time() - began > o.minutes * 60:
            break


if __name__ == "__main__":
    main()
