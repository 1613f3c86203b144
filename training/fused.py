"""The layer's gates and recurrence as one operation, for training on a CPU: compiled from `fused.c` where there is a C compiler.

Without one `available` is False, and `training.model` does the same in torch, at about two thirds of the speed.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
from pathlib import Path

import torch
from torch import Tensor


def _compiled() -> ctypes.CDLL | None:
    source = Path(__file__).with_name("fused.c")
    target = Path(tempfile.mkdtemp(prefix="fused")) / "fused.so"
    line = [os.environ.get("CC", "cc"), "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", "-w", str(source)]
    try:
        subprocess.run([*line, "-o", str(target), "-lm"], check=True, capture_output=True)
        return ctypes.CDLL(str(target))
    except (OSError, subprocess.CalledProcessError):
        return None


_library = _compiled()
available = _library is not None


def _at(t: Tensor | None) -> ctypes.c_void_p:
    return ctypes.c_void_p(t.data_ptr() if t is not None else None)


def _sizes(*n: int) -> list[ctypes.c_long]:
    return [ctypes.c_long(k) for k in n]


class Gates(torch.autograd.Function):
    """From `u` (T, B, 3H), the layer's input or None, and the mask (T, B, 1) to its output; `u` is overwritten."""

    @staticmethod
    def forward(ctx, u: Tensor, x: Tensor | None, mask: Tensor) -> Tensor:  # type: ignore[no-untyped-def]
        t, b, h = u.shape[0], u.shape[1], u.shape[2] // 3
        u, mask = u.contiguous(), mask.contiguous()
        x = x.contiguous() if x is not None else None
        c, out = torch.empty(t, b, h), torch.empty(t, b, h)
        _library.forward(_at(u), _at(x), _at(mask), _at(c), _at(out), *_sizes(t, b, h))  # type: ignore[union-attr]
        ctx.save_for_backward(u, x, mask, c)
        return out

    @staticmethod
    def backward(ctx, d: Tensor) -> tuple[Tensor, Tensor | None, None]:  # type: ignore[no-untyped-def]
        u, x, mask, c = ctx.saved_tensors
        t, b, h = c.shape
        d = d.contiguous()
        du = torch.empty_like(u)
        dx = torch.empty_like(c) if x is not None else None
        carry = torch.zeros(b, h)
        _library.backward(  # type: ignore[union-attr]
            _at(d), _at(u), _at(x), _at(mask), _at(c), _at(du), _at(dx), _at(carry), *_sizes(t, b, h)
        )
        return du, dx, None


class Mix(torch.autograd.Function):
    """A word's vector and, channel by channel, its neighbours'; `keep` (B, W) is the dropout's mask or None."""

    @staticmethod
    def forward(ctx, x: Tensor, keep: Tensor | None, near: Tensor) -> Tensor:  # type: ignore[no-untyped-def]
        x, near = x.contiguous(), near.contiguous()
        out = torch.empty_like(x)
        _library.mix(_at(x), _at(keep), _at(near), _at(out), *_sizes(*x.shape))  # type: ignore[union-attr]
        ctx.save_for_backward(x, keep, near)
        return out

    @staticmethod
    def backward(ctx, d: Tensor) -> tuple[Tensor, None, Tensor]:  # type: ignore[no-untyped-def]
        x, keep, near = ctx.saved_tensors
        d = d.contiguous()
        dx, dnear = torch.empty_like(x), torch.zeros_like(near)
        _library.unmix(  # type: ignore[union-attr]
            _at(d), _at(x), _at(keep), _at(near), _at(dx), _at(dnear), *_sizes(*x.shape)
        )
        return dx, None, dnear
