"""How a checkpoint fits into the memory that is free: precision, slicing, tiling, offloading, batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from albumen.draw.diffusion.checkpoint import Checkpoint
from albumen.draw.diffusion.options import Dtype, Offload, Options

Kind = Literal["cpu", "cuda", "mps"]
BYTES: dict[Dtype, int] = {"fp16": 2, "bf16": 2, "fp32": 4}
MOST_AT_ONCE: dict[Kind, int] = {"cpu": 2, "mps": 4, "cuda": 16}
"""Pictures in a batch; a processor gains little from more than one, a large GPU little beyond this."""
_SHARE = 0.85
"""The part of the free memory that is planned with; the rest is for fragments and for others."""
_DENOISING, _DENOISING_XL, _DECODING = 1000, 600, 2900
"""Numbers held at once for each pixel of a picture: while its latents are denoised (with guidance, attention by blocks;
XL has none at its finest level) and while they are decoded. Estimates, not measured here: where one is too low, the
batch is halved when memory runs out."""
_TILE = 512
"""Side in pixels of the tiles that a tiled decoder works on."""
_FREE_SLICING = 16 * 2**30
"""Free bytes under which attention is sliced on Apple's GPUs, which have no blockwise attention."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a checkpoint holds: numbers of parameters, and the side in pixels that is painted."""

    unet: int
    text: int
    vae: int
    side: int
    xl: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How a checkpoint is run."""

    device: Kind
    dtype: Dtype
    batch: int = 1
    attention_slicing: bool = False
    vae_slicing: bool = False
    vae_tiling: bool = False
    offload: Offload = "none"


def need(checkpoint: Checkpoint, side: int) -> Need:
    """What painting with a checkpoint at a side of so many pixels takes."""
    counts = {name: part.parameters for name, part in checkpoint.parts.items()}
    text = sum(count for name, count in counts.items() if name.startswith("text"))
    return Need(counts["unet"], text, counts["vae"], side, checkpoint.xl)


def plan(need: Need, device: Kind, free: int, options: Options) -> Plan:
    """The fastest way of running that fits into `free` bytes of the device's memory; what the options ask for stays.

    Where nothing fits, the most frugal way with a batch of one: an estimate is no reason to refuse.
    """
    dtype = options.dtype or ("fp32" if device == "cpu" else "fp16")
    ways = list(_ways(Plan(device, dtype), free, options))
    room = int(free * _SHARE)
    way = next((each for each in ways if peak(need, each) <= room), ways[-1])
    most = min(options.batch or MOST_AT_ONCE[device], 64)
    batch = next((n for n in range(most, 1, -1) if peak(need, replace(way, batch=n, vae_slicing=True)) <= room), 1)
    return replace(way, batch=batch, vae_slicing=way.vae_slicing or batch > 1)


def peak(need: Need, way: Plan) -> int:
    """Bytes that a way of running takes at its worst moment, roughly."""
    number = BYTES[way.dtype]
    pixels = need.side**2
    held = _DENOISING_XL if need.xl else _DENOISING
    denoising = way.batch * pixels * held * number // (2 if way.attention_slicing else 1)
    # XL's decoder overflows in half precision, so diffusers runs it in single.
    decoded = min(pixels, _TILE**2) if way.vae_tiling else pixels
    at_once = 1 if way.vae_slicing else way.batch
    decoding = at_once * decoded * _DECODING * (4 if need.xl else number)
    if way.offload == "none":
        return (need.unet + need.text + need.vae) * number + max(denoising, decoding)
    if way.offload == "model":
        return max(need.text * number, need.unet * number + denoising, need.vae * number + decoding)
    return max(denoising, decoding) + max(need.unet, need.text) * number // 50


def _ways(first: Plan, free: int, options: Options) -> Iterator[Plan]:
    """Ways of running, the fastest first and each more frugal than the one before."""
    sliced = first.device == "mps" and free < _FREE_SLICING
    first = replace(first, attention_slicing=sliced)
    for offload in _offloads(first.device, options):
        yield replace(first, offload=offload)
        yield replace(first, offload=offload, vae_slicing=True, vae_tiling=True)
    yield replace(first, offload=offload, vae_slicing=True, vae_tiling=True, attention_slicing=True)


def _offloads(device: Kind, options: Options) -> tuple[Offload, ...]:
    if device != "cuda":  # the networks would wait in the very memory that they are to leave
        return ("none",)
    return (options.offload,) if options.offload else ("none", "model", "sequential")
