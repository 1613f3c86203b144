"""The network, in torch, as it is trained; `recoupe.parse.network` runs the same in numpy.

Words enter as the sum of what `recoupe.parse.features` tells of them. Two bidirectional layers are shared by
tags, lemmas, names and syntax; names have a layer of their own on top, syntax two. A layer is a simple
recurrent unit without a recurrent weight (Lei et al. 2018; Bradbury et al. 2017): every matrix product is taken over
all words at once, and only `c = f * c + g` runs along the sentence. Heads: biaffine (Dozat & Manning 2017); labels: from
the product of the two words' vectors.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn

from recoupe.parse.features import GRAMS, SHAPES
from training import fused


@dataclass
class Sizes:
    words: int
    lexicon: int
    pos: int
    feats: int
    scripts: int
    deps: int
    names: int
    word: int = 64
    gram: int = 80
    shape: int = 16
    lex: int = 32
    width: int = 192
    tags: int = 128
    arc: int = 128
    rel: int = 128
    ner: int = 96
    shared: int = 3
    syntax: int = 2
    own: int = 0  # words whose vector the treebank may move away from what free text made it


class Scan(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + g[t] along the first axis."""

    @staticmethod
    def forward(ctx, f: Tensor, g: Tensor) -> Tensor:  # type: ignore[no-untyped-def]
        c = g.clone()
        for t in range(1, c.shape[0]):
            c[t].addcmul_(f[t], c[t - 1])
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, d: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[no-untyped-def]
        f, c = ctx.saved_tensors
        d = d.clone()
        for t in range(d.shape[0] - 2, -1, -1):
            d[t].addcmul_(f[t + 1], d[t + 1])
        df = torch.zeros_like(f)
        df[1:] = d[1:] * c[:-1]
        return df, d


def masked(x: Tensor, drop: float, training: bool) -> Tensor:
    """Dropout with one mask for all steps of a sentence; steps on the first axis."""
    if not drop or not training:
        return x
    return x * (torch.rand(1, *x.shape[1:]).ge(drop).float() / (1 - drop))


class Layer(nn.Module):
    """One bidirectional layer over a word and, channel by channel, its neighbours; without `carry` nothing is mixed in."""

    def __init__(self, width: int, out: int, carry: bool) -> None:
        super().__init__()
        self.out, self.carry = out, carry
        self.near = nn.Parameter(torch.randn(2, width) * 0.15)
        self.w = nn.Linear(width, out * 3)
        with torch.no_grad():
            self.w.bias.zero_()
            self.w.bias[out : 2 * out] = 0.5
            self.w.bias[2 * out :] = -0.5 if carry else 1.0

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        if fused.available:
            keep = None
            if drop and self.training:
                keep = torch.rand(x.shape[1:]).ge(drop).float() / (1 - drop)
            u = self.w(fused.Mix.apply(x, keep, self.near))
            return fused.Gates.apply(u, x if self.carry else None, mask)
        y = masked(x, drop, self.training)
        mixed = y.clone()
        mixed[1:] += y[:-1] * self.near[0]
        mixed[:-1] += y[1:] * self.near[1]
        z, f, r = self.w(mixed).split(self.out, -1)
        f, r = torch.sigmoid(f), torch.sigmoid(r)
        g = (1 - f) * z * mask
        h = self.out // 2
        f2 = torch.cat([f[..., :h], f[..., h:].flip(0)], -1)
        g2 = torch.cat([g[..., :h], g[..., h:].flip(0)], -1)
        c = Scan.apply(f2, g2)
        c = torch.cat([c[..., :h], c[..., h:].flip(0)], -1)
        out = x + r * (c - x) if self.carry else r * c
        return out * mask


class Net(nn.Module):
    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.sizes = s
        self.word = nn.Embedding(s.words, s.word)
        self.own = nn.Parameter(torch.zeros(s.own, s.word)) if s.own else None
        self.blank = nn.Parameter(torch.zeros(s.width)) if s.own else None
        self.guess = nn.Linear(s.width, s.word) if s.own else None
        self.gram = nn.EmbeddingBag(GRAMS, s.gram, mode="sum", include_last_offset=True)
        self.shape = nn.Embedding(SHAPES, s.shape)
        self.lex = nn.Embedding(s.lexicon, s.lex)
        for e in (self.word, self.gram, self.shape, self.lex):
            nn.init.normal_(e.weight, std=0.3)
        with torch.no_grad():
            self.word.weight[0].zero_()
        self.input = nn.Linear(s.word + s.gram + s.shape + s.lex, s.width)
        self.shared = nn.ModuleList([Layer(s.width, s.width, True) for _ in range(s.shared)])
        self.syntax = nn.ModuleList([Layer(s.width, s.width, True) for _ in range(s.syntax)])
        self.ner = Layer(s.width, s.ner, False)
        self.tags = nn.Linear(s.width, s.tags)
        self.pos, self.feats, self.scripts = (
            nn.Linear(s.tags, s.pos),
            nn.Linear(s.tags, s.feats),
            nn.Linear(s.tags, s.scripts),
        )
        self.names = nn.Linear(s.ner, s.names)
        self.root = nn.Parameter(torch.zeros(s.width))
        self.arc_dep, self.arc_head = nn.Linear(s.width, s.arc), nn.Linear(s.width, s.arc)
        self.rel_dep, self.rel_head = nn.Linear(s.width, s.rel), nn.Linear(s.width, s.rel)
        self.arc = nn.Parameter(torch.zeros(s.arc + 1, s.arc))
        self.rel = nn.Linear(3 * s.rel, s.deps)

    def types(self, f: dict[str, Tensor], drop: float, free: bool = False) -> Tensor:
        """Vectors of word types. Free text moves the word table, the treebank what it adds to it (`own`)."""
        w, g = f["word"], self.gram(f["gram"], f["offsets"]) * f["scale"][:, None]
        e = self.word(w)
        if self.own is not None:
            added = self.own[torch.where(w < len(self.own), w, 0)]
            e = e + added.detach() if free else e.detach() + added
        if self.training and drop:
            keep = (torch.rand(len(w), 1) >= drop).float()
            e = e * keep
            g = g * (torch.rand(len(w), 1) >= 0.05).float()
        lex = self.lex(f["lex"])
        if self.training and drop:
            lex = lex * (torch.rand(len(w), 1) >= 0.1).float()
        return self.input(torch.cat([e, g, self.shape(f["shape"]), lex], -1))

    def encode(
        self, f: dict[str, Tensor], ids: Tensor, mask: Tensor, word_drop: float = 0.0, drop: float = 0.0
    ) -> Tensor:
        x = self.types(f, word_drop)[ids]
        x = masked(x, drop / 2, self.training) * mask
        for layer in self.shared:
            x = layer(x, mask, drop)
        return x

    def guessing(
        self, f: dict[str, Tensor], ids: Tensor, mask: Tensor, hidden: Tensor, most: int, drop: float
    ) -> Tensor:
        """Scores of the first `most` words at the places `hidden` (T, B), where the layers saw a blank."""
        x = self.types(f, 0.1, free=True)[ids]
        x = torch.where(hidden[..., None], self.blank, x)  # type: ignore[arg-type]
        x = masked(x, drop / 2, self.training) * mask
        for layer in [*self.shared, *self.syntax]:
            x = layer(x, mask, drop)
        return self.guess(x[hidden]) @ self.word.weight[:most].T  # type: ignore[misc]

    def tagging(self, x: Tensor, drop: float) -> tuple[Tensor, Tensor, Tensor]:
        h = masked(torch.relu(self.tags(masked(x, drop, self.training))), drop, self.training)
        return self.pos(h), self.feats(h), self.scripts(h)

    def naming(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        return self.names(masked(self.ner(x, mask, drop), drop, self.training))

    def parsing(self, x: Tensor, mask: Tensor, drop: float, heads: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Arc scores (B, T, T + 1: the root first) and, for the heads given, label scores (B, T, L)."""
        for layer in self.syntax:
            x = layer(x, mask, drop)
        x = masked(x, drop, self.training)
        h = torch.cat([self.root.expand(1, x.shape[1], -1), x])
        d = lambda t: masked(torch.relu(t), drop, self.training).transpose(0, 1)  # noqa: E731
        ad, ah = d(self.arc_dep(x)), d(self.arc_head(h))
        arcs = (ad @ self.arc[:-1] + self.arc[-1]) @ ah.transpose(1, 2)
        pad = torch.cat([torch.ones(x.shape[1], 1), mask[..., 0].T], 1)
        arcs = arcs.masked_fill(pad[:, None, :] == 0, -1e9)
        rd, rh = d(self.rel_dep(x)), d(self.rel_head(h))
        if heads is None:
            heads = arcs.argmax(-1)
        hv = torch.gather(rh, 1, heads[..., None].expand(-1, -1, rh.shape[-1]))
        return arcs, self.rel(torch.cat([rd * hv, rd, hv], -1))


def arrays(net: Net) -> dict[str, np.ndarray]:
    """The weights under the names that the runtime reads."""
    state = {k: v.detach() for k, v in net.state_dict().items()}
    own = state.pop("own", None)
    if own is not None:
        word = state["word.weight"].clone()
        word[: len(own)] += own
        state["word.weight"] = word
    kept = {k: v for k, v in state.items() if k != "blank" and not k.startswith("guess.")}
    return {k: v.numpy().astype(np.float16) for k, v in kept.items()}


def sizes(net: Net) -> dict[str, int]:
    return asdict(net.sizes) | {"own": 0}


def schedule(step: int, total: int, warm: int = 150) -> float:
    if step < warm:
        return (step + 1) / warm
    return 0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, total - warm))))
