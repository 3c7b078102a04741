"""Checkpoints of the real classes with a few thousand random weights, saved as the hub would hold them."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import torch

diffusers: Any = import_module("diffusers")
transformers: Any = import_module("transformers")

SIDE = 64
"""Pixels that the tiny networks paint a side: 32 latents, two pixels each."""
_WORDS = ("the sea at night", "music album cover", "jazz", "sad", "red", "text", "letters")


def write_tokenizer(folder: Path) -> None:
    """CLIP's byte-pair tokenizer with single letters and a few merges."""
    letters = [chr(code) for code in range(33, 127)]
    pairs = sorted({(word[0], word[1]) for text in _WORDS for word in text.split() if len(word) > 2})
    tokens = [*letters, *(f"{letter}</w>" for letter in letters), *("".join(pair) for pair in pairs)]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True)
    (folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(tokens)}))
    merges = "\n".join(" ".join(pair) for pair in pairs)
    (folder / "merges.txt").write_text(f"#version: 0.2\n{merges}\n")
    settings = {"model_max_length": 77, "tokenizer_class": "CLIPTokenizer", "pad_token": "<|endoftext|>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))


def tokenizer(folder: Path) -> Any:
    if not folder.exists():
        write_tokenizer(folder)
    return transformers.CLIPTokenizer.from_pretrained(folder)


def text_encoder(words: Any, width: int = 16, projected: bool = False) -> Any:
    made = transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel
    end = words.convert_tokens_to_ids("<|endoftext|>")
    return made(
        transformers.CLIPTextConfig(
            vocab_size=len(words),
            hidden_size=width,
            intermediate_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            projection_dim=width,
            bos_token_id=end - 1,
            eos_token_id=end,
            pad_token_id=end,
        )
    ).eval()


def unet(cross: int = 16, **more: Any) -> Any:
    return diffusers.UNet2DConditionModel(
        sample_size=SIDE // 2,
        block_out_channels=(8, 16),
        layers_per_block=1,
        norm_num_groups=4,
        attention_head_dim=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=cross,
        **more,
    ).eval()


def vae() -> Any:
    return diffusers.AutoencoderKL(
        sample_size=SIDE,
        block_out_channels=(8, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        layers_per_block=1,
        norm_num_groups=4,
    ).eval()


def _scheduler(prediction: str = "epsilon") -> Any:
    return diffusers.PNDMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type=prediction,
        skip_prk_steps=True,
        steps_offset=1,
    )


def plain(folder: Path, prediction: str = "epsilon", **more: Any) -> Path:
    """Stable Diffusion 1.x, or 2.x with `v_prediction`, or a distilled one with `time_cond_proj_dim`."""
    torch.manual_seed(0)
    words = tokenizer(folder / "tokenizer")
    made = diffusers.StableDiffusionPipeline(
        vae=vae(),
        text_encoder=text_encoder(words),
        tokenizer=words,
        unet=unet(**more),
        scheduler=_scheduler(prediction),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    made.save_pretrained(folder)
    return folder


def xl(folder: Path) -> Path:
    """Stable Diffusion XL: two text encoders, pooled words and sizes among the conditions."""
    torch.manual_seed(0)
    words = tokenizer(folder / "tokenizer")
    made = diffusers.StableDiffusionXLPipeline(
        vae=vae(),
        text_encoder=text_encoder(words),
        text_encoder_2=text_encoder(words, 8, projected=True),
        tokenizer=words,
        tokenizer_2=words,
        unet=unet(
            24,
            addition_embed_type="text_time",
            addition_time_embed_dim=4,
            projection_class_embeddings_input_dim=8 + 6 * 4,
        ),
        scheduler=_scheduler(),
        add_watermarker=False,
    )
    made.save_pretrained(folder)
    return folder
