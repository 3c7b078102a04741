"""Checkpoints as one file, in the layout of the first publications: diffusers' names turned back into those.

Layouts: CompVis/latent-diffusion, `openaimodel.py` (U-Net) and `model.py` (autoencoder); open_clip, `transformer.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

Tensors = Mapping[str, Tensor]
_EMBEDDINGS = {
    "conv_in.": "input_blocks.0.0.",
    "time_embedding.linear_1.": "time_embed.0.",
    "time_embedding.linear_2.": "time_embed.2.",
    "add_embedding.linear_1.": "label_emb.0.0.",
    "add_embedding.linear_2.": "label_emb.0.2.",
    "conv_norm_out.": "out.0.",
    "conv_out.": "out.2.",
}
_RESNET = {
    ".norm1.": ".in_layers.0.",
    ".conv1.": ".in_layers.2.",
    ".time_emb_proj.": ".emb_layers.1.",
    ".norm2.": ".out_layers.0.",
    ".conv2.": ".out_layers.3.",
    ".conv_shortcut.": ".skip_connection.",
}
_OPENCLIP = {
    "encoder.layers.": "transformer.resblocks.",
    ".layer_norm1.": ".ln_1.",
    ".layer_norm2.": ".ln_2.",
    ".self_attn.out_proj.": ".attn.out_proj.",
    "fc1.": "c_fc.",
    "fc2.": "c_proj.",
    "embeddings.token_embedding.": "token_embedding.",
    "embeddings.position_embedding.weight": "positional_embedding",
    "final_layer_norm.": "ln_final.",
}


def write(folder: Path, target: Path, half: bool = False, noted: Mapping[str, str] | None = None) -> Path:
    """The checkpoint in a folder as one file; Stable Diffusion 2's text encoder is OpenCLIP's, `sd2` by name."""
    held = {key: value.contiguous() for key, value in _tensors(folder)}
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file({key: value.half() if half else value for key, value in held.items()}, target, dict(noted or {}))
    return target


def _tensors(folder: Path) -> Iterator[tuple[str, Tensor]]:
    diffusers, transformers = import_module("diffusers"), import_module("transformers")
    unet = diffusers.UNet2DConditionModel.from_pretrained(folder / "unet")
    yield from _prefixed("model.diffusion_model.", _unet(unet.state_dict(), unet.config.layers_per_block))
    vae = diffusers.AutoencoderKL.from_pretrained(folder / "vae").state_dict()
    yield from _prefixed("first_stage_model.", _vae(vae))
    words = transformers.CLIPTextModel.from_pretrained(folder / "text_encoder").state_dict()
    if (folder / "text_encoder_2").exists():
        second = transformers.CLIPTextModelWithProjection.from_pretrained(folder / "text_encoder_2").state_dict()
        yield from _prefixed("conditioner.embedders.0.transformer.", _clip(words))
        yield from _prefixed("conditioner.embedders.1.model.", _openclip(second))
    elif "sd2" in folder.name:
        yield from _prefixed("cond_stage_model.model.", _openclip(words))
    else:
        yield from _prefixed("cond_stage_model.transformer.", _clip(words))


def _prefixed(prefix: str, tensors: Tensors) -> Iterator[tuple[str, Tensor]]:
    yield from ((prefix + key, value) for key, value in tensors.items())


def _unet(tensors: Tensors, layers: int) -> dict[str, Tensor]:
    blocks = 1 + max(int(key.split(".")[1]) for key in tensors if key.startswith("down_blocks."))
    attended = {key.split(".")[1] for key in tensors if re.match(r"up_blocks\.\d+\.attentions", key)}
    made = {}
    for key, value in tensors.items():
        first = next((old for old in _EMBEDDINGS if key.startswith(old)), None)
        name = key.replace(first, _EMBEDDINGS[first], 1) if first else _block(key, layers, attended)
        made[name] = value
    assert len(made) == len(tensors), blocks
    return made


def _block(key: str, layers: int, attended: set[str]) -> str:
    """`down_blocks.1.attentions.0.norm.weight` as `input_blocks.4.1.norm.weight`, and so on."""
    side, rest = key.split(".", 1)
    if side == "mid_block":
        kind, at, rest = rest.split(".", 2)
        number = 1 if kind == "attentions" else 2 * int(at)
        return _resnet(f"middle_block.{number}.{rest}", kind)
    block, kind, at, rest = rest.split(".", 3)
    row = int(block) * (layers + 1)
    if kind == "downsamplers":
        return f"input_blocks.{row + layers + 1}.0.{rest.replace('conv.', 'op.')}"
    if kind == "upsamplers":
        return f"output_blocks.{row + layers}.{2 if block in attended else 1}.{rest}"
    side, row = ("input_blocks", row + 1) if side == "down_blocks" else ("output_blocks", row)
    return _resnet(f"{side}.{row + int(at)}.{int(kind == 'attentions')}.{rest}", kind)


def _resnet(key: str, kind: str) -> str:
    return _replaced(key, _RESNET) if kind == "resnets" else key


def _vae(tensors: Tensors) -> dict[str, Tensor]:
    blocks = 1 + max(int(found[1]) for key in tensors if (found := re.match(r"decoder\.up_blocks\.(\d+)", key)))
    made = {}
    for key, value in tensors.items():
        name = re.sub(r"mid_block\.resnets\.(\d)", lambda at: f"mid.block_{int(at[1]) + 1}", key)
        name = name.replace("mid_block.attentions.0.", "mid.attn_1.").replace("group_norm", "norm")
        name = re.sub(r"to_([qkv])\.", r"\1.", name).replace("to_out.0.", "proj_out.")
        name = re.sub(r"up_blocks\.(\d+)\.", lambda at: f"up.{blocks - 1 - int(at[1])}.", name)
        name = re.sub(r"down_blocks\.(\d+)\.", r"down.\1.", name)
        name = re.sub(r"(down|up)samplers\.0", r"\1sample", name).replace("resnets.", "block.")
        name = name.replace("conv_shortcut", "nin_shortcut").replace("conv_norm_out", "norm_out")
        square = ".attn_1." in name and value.ndim == 2  # attention was a convolution once
        made[name] = value[:, :, None, None] if square else value
    return made


def _clip(tensors: Tensors) -> dict[str, Tensor]:
    made = {f"text_model.{key.removeprefix('text_model.')}": value for key, value in tensors.items()}
    made["text_model.embeddings.position_ids"] = torch.arange(77)[None]  # as the published files have it
    return made


def _openclip(tensors: Tensors) -> dict[str, Tensor]:
    plain = {key.removeprefix("text_model."): value for key, value in tensors.items()}
    made: dict[str, Any] = {}
    for key, value in plain.items():
        if key == "text_projection.weight":
            made["text_projection"] = value.T
        elif found := re.fullmatch(r"encoder\.layers\.(\d+)\.self_attn\.q_proj\.(weight|bias)", key):
            rows = torch.cat([plain[key.replace("q_proj", f"{part}_proj")] for part in "qkv"])
            made[f"transformer.resblocks.{found[1]}.attn.in_proj_{found[2]}"] = rows
        elif not re.search(r"self_attn\.[kv]_proj", key):
            made[_replaced(key, _OPENCLIP)] = value
    return made


def _replaced(key: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        key = key.replace(old, new)
    return key
