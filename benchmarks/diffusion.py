"""Our painter against diffusers' plain call, same steps, size, prompts and scheduler: `python -m benchmarks.diffusion`.

A pipeline in the shape of Stable Diffusion 2.1-base with random weights costs what the trained one costs, so nothing is
downloaded. It needs a CUDA GPU; elsewhere there are no rows. Each way paints the same shots after a warm-up of one
batch, and the clock waits for the GPU. Memory is the peak that torch held.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from albumen.draw.diffusion.checkpoint import Checkpoint, opened
from albumen.draw.diffusion.manner import Manner, manner
from albumen.draw.diffusion.options import Options
from albumen.draw.diffusion.painter import Painter, Shot
from albumen.draw.diffusion.pipeline import load
from albumen.draw.diffusion.plan import Kind, Plan
from albumen.draw.diffusion.quiet import quiet
from albumen.maker import Model
from albumen.progress import silent
from benchmarks.table import Row, markdown

RUNS = 3
GOAL = ">= 2"


@dataclass(frozen=True, slots=True)
class Shape:
    """A Stable Diffusion 2 by its sizes."""

    unet: tuple[int, ...]
    heads: tuple[int, ...]
    vae: tuple[int, ...]
    width: int
    layers: int
    latents: int
    groups: int = 32
    deep: int = 2


SD21 = Shape((320, 640, 1280, 1280), (5, 10, 20, 20), (128, 256, 512, 512), 1024, 23, 64)
TINY = Shape((8, 16), (2, 2), (8, 8), 16, 2, 16, groups=4, deep=1)


@dataclass(frozen=True, slots=True)
class Work:
    """What is painted: so many pictures in so many steps, on a device, at most so many at once."""

    pictures: int
    steps: int
    device: Kind
    batch: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Pictures a second, and bytes at the worst moment (0 where nobody counts them)."""

    rate: float
    peak: int


def rows() -> list[Row]:
    """Ours against diffusers' plain call on this machine's GPU; nothing where there is none."""
    if find_spec("torch") is None or not import_module("torch").cuda.is_available():
        return []
    with tempfile.TemporaryDirectory() as folder:
        return compared(write(Path(folder) / "sd21", SD21), Work(16, 25, "cuda", 16))


def compared(folder: Path, work: Work) -> list[Row]:
    """A row for each way of ours against diffusers' plain call in single precision, and one against its half."""
    half: Any = "fp32" if work.device == "cpu" else "fp16"
    alone = Plan(work.device, half)
    plain, plain_half = (_plain(folder, work, dtype) for dtype in ("fp32", half))
    single = _ours(folder, work, alone)
    batches = _ours(folder, work, replace(alone, batch=work.batch, vae_slicing=True))
    rows = [
        _row(f"one at a time, {half}", single, plain, "plain fp32"),
        _row(f"batches of {work.batch}, {half}", batches, plain, "plain fp32", GOAL),
        _row(f"batches of {work.batch}, {half}", batches, plain_half, f"plain {half}"),
    ]
    if work.device == "cuda":
        compiled = _ours(folder, work, replace(alone, batch=work.batch, vae_slicing=True), compiling=True)
        rows.append(_row(f"batches of {work.batch}, {half}, compiled", compiled, plain, "plain fp32", GOAL))
    return rows


def write(folder: Path, shape: Shape) -> Path:
    """A checkpoint of that shape with random weights."""
    diffusers: Any = import_module("diffusers")
    transformers: Any = import_module("transformers")
    words = _tokenizer(folder / "tokenizer")
    depth = len(shape.unet)
    with quiet():
        diffusers.StableDiffusionPipeline(
            vae=diffusers.AutoencoderKL(
                block_out_channels=shape.vae, layers_per_block=shape.deep, norm_num_groups=shape.groups,
                down_block_types=("DownEncoderBlock2D",) * len(shape.vae),
                up_block_types=("UpDecoderBlock2D",) * len(shape.vae),
            ),
            text_encoder=transformers.CLIPTextModel(
                transformers.CLIPTextConfig(
                    vocab_size=49408, hidden_size=shape.width, intermediate_size=4 * shape.width, hidden_act="gelu",
                    num_hidden_layers=shape.layers, num_attention_heads=max(shape.width // 64, 1),
                )
            ),
            tokenizer=words,
            unet=diffusers.UNet2DConditionModel(
                sample_size=shape.latents, block_out_channels=shape.unet, attention_head_dim=shape.heads,
                layers_per_block=shape.deep, norm_num_groups=shape.groups, cross_attention_dim=shape.width,
                use_linear_projection=True,
                down_block_types=(*("CrossAttnDownBlock2D",) * (depth - 1), "DownBlock2D"),
                up_block_types=("UpBlock2D", *("CrossAttnUpBlock2D",) * (depth - 1)),
            ),
            scheduler=diffusers.DPMSolverMultistepScheduler(
                beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
            ),
            safety_checker=None, feature_extractor=None, requires_safety_checker=False,
        ).save_pretrained(folder)  # fmt: skip
    return folder


def _tokenizer(folder: Path) -> Any:
    letters = [chr(code) for code in range(33, 127)]
    tokens = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True)
    (folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(tokens)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 77}))
    tokenizer: Any = import_module("transformers").CLIPTokenizer
    return tokenizer.from_pretrained(folder)


def _shots(work: Work) -> list[Shot]:
    return [Shot("a cold sea at night", "text, letters", seed) for seed in range(work.pictures)]


def _plain(folder: Path, work: Work, dtype: str) -> Cost:
    """Diffusers' own call as its documentation shows it: one prompt, one picture."""
    torch, diffusers = import_module("torch"), import_module("diffusers")
    with quiet():
        pipeline = diffusers.StableDiffusionPipeline.from_pretrained(
            folder, dtype={"fp16": torch.float16, "fp32": torch.float32}[dtype], safety_checker=None
        ).to(work.device)
    pipeline.set_progress_bar_config(disable=True)

    def paint(shots: Sequence[Shot]) -> None:
        for shot in shots:
            pipeline(
                shot.prompt, negative_prompt=shot.negative, num_inference_steps=work.steps, guidance_scale=7.5,
                generator=torch.Generator("cpu").manual_seed(shot.seed), output_type="np",
            )  # fmt: skip

    return _cost(paint, work)


def _ours(folder: Path, work: Work, plan: Plan, compiling: bool = False) -> Cost:
    options = Options(steps=work.steps, compile=compiling)
    found: Checkpoint = opened(folder, Model(folder.name))
    how: Manner = manner(found, options)
    painter = Painter(load(found, how, plan, options), how)
    return _cost(lambda shots: list(painter.paint(shots, silent)), work)


def _cost(paint: Callable[[Sequence[Shot]], object], work: Work) -> Cost:
    cuda: Any = import_module("torch").cuda
    shots, times = _shots(work), []
    paint(shots[: work.batch])
    if work.device == "cuda":
        cuda.reset_peak_memory_stats()
    for _ in range(RUNS):
        start = time.perf_counter()
        paint(shots)  # pixels are on the processor at the end, so the GPU has been waited for
        times.append(time.perf_counter() - start)
    peak = int(cuda.max_memory_allocated()) if work.device == "cuda" else 0
    return Cost(work.pictures / statistics.median(times), peak)


def _row(what: str, ours: Cost, peer: Cost, name: str, goal: str = "") -> Row:
    held = f"; peak {ours.peak / 1e9:.1f} and {peer.peak / 1e9:.1f} GB" if ours.peak else ""
    rates = [f"{cost.rate:.3g} pictures/s" for cost in (ours, peer)]
    what, note = f"Stable Diffusion 2.1-base, {what}", f"against {name}{held}"
    return Row(what, rates[0], rates[1], ours.rate / peer.rate, goal, note)


if __name__ == "__main__":
    print(markdown(rows()))
