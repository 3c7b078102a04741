"""A checkpoint's networks, loaded, fitted with LoRAs, and set up as planned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from albumen.draw.diffusion.checkpoint import Checkpoint
from albumen.draw.diffusion.lora import attach
from albumen.draw.diffusion.manner import SCHEDULERS, Manner
from albumen.draw.diffusion.memory import ran_out
from albumen.draw.diffusion.options import Options, Prediction
from albumen.draw.diffusion.plan import Plan
from albumen.draw.diffusion.quiet import quiet
from albumen.errors import AlbumenError, MissingWeights
from albumen.models.part import sha256_of

_PREDICTIONS: Mapping[Prediction | None, Mapping[str, str]] = {
    None: {}, "noise": {"prediction_type": "epsilon"}, "v": {"prediction_type": "v_prediction"},
}  # fmt: skip
"""What diffusers calls that which the network foretells."""


@dataclass(slots=True)
class Loaded:
    """A pipeline of diffusers' in memory, and what was learned of the room it has."""

    checkpoint: Checkpoint
    plan: Plan
    pipeline: Any
    most: int
    """Pictures that are painted at once; halved when the memory ran out."""
    frugal: bool = False
    """Whether it was told to save memory at the cost of time."""
    lock: Lock = field(default_factory=Lock)
    """Held while it paints: schedulers remember where they are."""


def load(checkpoint: Checkpoint, manner: Manner, plan: Plan, options: Options) -> Loaded:
    """A checkpoint as one of diffusers' pipelines, ready to paint.

    Only safetensors are read, only from this disk, and no code but diffusers' own is run. The pipeline's own safety
    checker is left out: the engine looks at the pictures itself.

    Raises
    ------
    MissingWeights
        The files are damaged, or do not fill the network.
    BadOption
        A LoRA does not fit.
    AlbumenError
        The memory does not hold it.
    """
    with quiet():
        pipeline = _read(checkpoint, plan, over_plate=bool(options.from_plate))
        _whole(pipeline, checkpoint)
        _bound_words(pipeline)
        pipeline.set_progress_bar_config(disable=True)
        _schedule(pipeline, manner.scheduler, {**checkpoint.schedule, **_PREDICTIONS[options.prediction]})
        attach(pipeline, options.lora)
        _settle(pipeline, plan)
        if options.compile:
            pipeline.unet.compile(dynamic=False)
    return Loaded(_known(checkpoint), plan, pipeline, plan.batch)


def save_memory(loaded: Loaded) -> None:
    """Decodes tile by tile and slices attention: slower, in less memory."""
    pipeline, loaded.frugal = loaded.pipeline, True
    pipeline.vae.enable_slicing()
    pipeline.vae.enable_tiling()
    pipeline.enable_attention_slicing()


def _read(checkpoint: Checkpoint, plan: Plan, over_plate: bool) -> Any:
    import diffusers
    import torch

    name = f"StableDiffusion{'XL' if checkpoint.xl else ''}{'Img2Img' if over_plate else ''}Pipeline"
    of_its_own: dict[str, Any] = (
        {"add_watermarker": False} if checkpoint.xl else {"safety_checker": None, "requires_safety_checker": False}
    )
    kind = getattr(diffusers, name)
    dtype = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}[plan.dtype]
    of_its_own[_dtype_is_called(diffusers.__version__)] = dtype
    of_its_own |= {"local_files_only": True, "feature_extractor": None, "image_encoder": None}
    try:
        if checkpoint.file:
            return kind.from_single_file(str(checkpoint.file), config=str(checkpoint.folder), **of_its_own)
        return kind.from_pretrained(
            Path(checkpoint.folder),
            variant="fp16" if any(part.half for part in checkpoint.parts.values()) else None,
            use_safetensors=True,
            **of_its_own,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RuntimeError) as fault:
        if isinstance(fault, RuntimeError) and ran_out(fault):
            raise AlbumenError(f"The memory does not hold {checkpoint.model.name}; ask for dtype=fp16.") from fault
        raise _damaged(checkpoint, _first_sentence(fault)) from fault


def _dtype_is_called(version: str) -> str:
    """What diffusers calls the argument: before 0.41 it knew the old name alone, and since then it warns of that."""
    return "dtype" if tuple(map(int, version.split(".")[:2])) >= (0, 40) else "torch_dtype"


def _whole(pipeline: Any, checkpoint: Checkpoint) -> None:
    """Refuses files that leave a part of a network as chance made it, or unmade, which diffusers only remarks on."""
    for name, part in checkpoint.parts.items():
        tensors = getattr(pipeline, name).state_dict()
        # A single file's tensors are renamed and cut up, so there they cannot be counted.
        unmade = sum(tensor.is_meta for tensor in tensors.values())
        lacking = unmade if checkpoint.file else len(tensors) - part.tensors
        if lacking > 0:
            raise _damaged(checkpoint, f"tensors missing in {name}: {lacking}")


def _damaged(checkpoint: Checkpoint, why: str) -> MissingWeights:
    return MissingWeights(f"The checkpoint in {checkpoint.path} cannot be loaded ({why}); bring it again.")


def _first_sentence(fault: Exception) -> str:
    """What a library says went wrong, without its advice."""
    said = " ".join((str(fault).strip() or type(fault).__name__).splitlines()[0].split())
    return re.split(r"\. (?=[A-Z])", said)[0].rstrip(".")


def _bound_words(pipeline: Any) -> None:
    """Holds tokenizers to what their networks read: one whose configuration is not here knows no bound."""
    for end in ("", "_2"):
        reader, network = (getattr(pipeline, f"{kind}{end}", None) for kind in ("tokenizer", "text_encoder"))
        if reader and network:
            reader.model_max_length = min(reader.model_max_length, network.config.max_position_embeddings)


def _known(checkpoint: Checkpoint) -> Checkpoint:
    """The checkpoint with what stands for a revision where it is one file: the file's checksum."""
    if checkpoint.file is None:
        return checkpoint
    return replace(checkpoint, model=replace(checkpoint.model, revision=f"sha256:{sha256_of(checkpoint.file)}"))


def _schedule(pipeline: Any, name: str | None, needed: Mapping[str, Any]) -> None:
    import diffusers

    kind, settings = next((made for known, made in SCHEDULERS.items() if known == name), ("", {}))
    if kind or needed:
        made = getattr(diffusers, kind) if kind else type(pipeline.scheduler)
        pipeline.scheduler = made.from_config(pipeline.scheduler.config, **needed, **settings)


def _settle(pipeline: Any, plan: Plan) -> None:
    import torch

    if plan.attention_slicing:
        pipeline.enable_attention_slicing()
    if plan.vae_slicing:
        pipeline.vae.enable_slicing()
    if plan.vae_tiling:
        pipeline.vae.enable_tiling()
    if plan.device == "cuda":  # what tensor cores convolve fastest
        pipeline.unet.to(memory_format=torch.channels_last)
        pipeline.vae.to(memory_format=torch.channels_last)
    if plan.offload == "model":
        pipeline.enable_model_cpu_offload(device=plan.device)
    elif plan.offload == "sequential":
        pipeline.enable_sequential_cpu_offload(device=plan.device)
    else:
        pipeline.to(plan.device)
