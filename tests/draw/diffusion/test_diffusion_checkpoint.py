"""Checkpoints are found by card, hub id or folder, told apart by their small files, refused if they are not safe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from albumen import models
from albumen.draw.diffusion import checkpoint
from albumen.draw.diffusion.weights import header, part
from albumen.errors import BadOption, MissingWeights

pytestmark = pytest.mark.usefixtures("bare")


def write(path: Path, held: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(held))


def tensors(path: Path, count: int = 2) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({f"t{i}": np.zeros((3, 4), np.float32) for i in range(count)}, path)


def made(
    folder: Path, kind: str = "StableDiffusionPipeline", scheduler: dict[str, Any] | None = None, **unet: Any
) -> Path:
    """A checkpoint of which nothing but the weights' values is missing."""
    own = {
        "unet": ["diffusers", "UNet2DConditionModel"],
        "safety_checker": ["stable_diffusion", "X"],
        "tokenizer": [None, None],
    }
    write(folder / "model_index.json", {"_class_name": kind, **own})
    write(folder / "unet" / "config.json", {"sample_size": 64, "block_out_channels": [8] * 4, **unet})
    write(folder / "vae" / "config.json", {"block_out_channels": [8] * 4})
    write(folder / "scheduler" / "scheduler_config.json", scheduler or {"_class_name": "PNDMScheduler"})
    for name in ("tokenizer", "tokenizer_2"):
        write(folder / name / "tokenizer.json", {})
    for name in ("text_encoder", "text_encoder_2"):
        write(folder / name / "config.json", {})
    for name in ("unet", "vae"):
        tensors(folder / name / "diffusion_pytorch_model.safetensors")
    for name in ("text_encoder", "text_encoder_2"):
        tensors(folder / name / "model.safetensors")
    return folder


def test_a_folder_is_a_checkpoint_whose_licence_nobody_knows(tmp_path: Path) -> None:
    found = checkpoint.find(str(made(tmp_path / "mine")))
    assert (found.model.name, found.model.licence) == ("mine", "not known")
    assert (found.side, found.multiple, found.xl, found.distilled) == (512, 64, False, "")
    assert found.parts["unet"].parameters == 24


def test_a_card_is_found_where_the_models_lie(bare: Path) -> None:
    for file in models.find("sd-turbo").files:
        (bare / "sd-turbo" / file.path).parent.mkdir(parents=True, exist_ok=True)
        (bare / "sd-turbo" / file.path).write_bytes(b"{}")
    made(bare / "sd-turbo", scheduler={"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing"})
    found = checkpoint.find("sd-turbo")
    assert (found.model.licence, found.distilled) == ("Stability AI sai-nc-community", "turbo")
    assert checkpoint.find("").folder == found.folder


def test_a_hub_id_is_looked_up_in_the_hubs_cache(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    repo = tmp_path / "hub" / "models--some--painter"
    made(repo / "snapshots" / "abc")
    (repo / "refs").mkdir()
    (repo / "refs" / "main").write_text("abc")
    found = checkpoint.find("some/painter")
    assert (found.folder, found.model.revision) == (repo / "snapshots" / "abc", "abc")


def test_without_a_name_the_best_that_is_missing_is_named() -> None:
    with pytest.raises(MissingWeights, match=r"run: albumen models pull stable-diffusion-2-1-base$"):
        checkpoint.find("")


def test_a_hub_id_that_is_not_here_is_never_fetched() -> None:
    with pytest.raises(MissingWeights, match="not on this machine as safetensors; run: hf download some/painter"):
        checkpoint.find("some/painter")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(
        BadOption, match=r"'sd9'; it takes stable-diffusion-2-1-base, .*a hub id, a folder or a .safetensors file"
    ):
        checkpoint.find("sd9")


@pytest.mark.parametrize(
    ("kind", "scheduler", "unet", "distilled", "xl"),
    [
        ("StableDiffusionXLPipeline", {"_class_name": "EulerDiscreteScheduler"}, {}, "", True),
        ("StableDiffusionXLPipeline", {"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing"}, {},
         "turbo", True),
        ("StableDiffusionPipeline", {"_class_name": "DDIMScheduler", "timestep_spacing": "trailing"}, {}, "", False),
        ("LatentConsistencyModelPipeline", {"_class_name": "LCMScheduler"}, {"time_cond_proj_dim": 256}, "lcm", False),
        ("StableDiffusionPipeline", {"_class_name": "LCMScheduler"}, {}, "lcm", False),
    ],
)  # fmt: skip
def test_kinds_are_told_apart(
    tmp_path: Path, kind: str, scheduler: dict[str, Any], unet: dict[str, Any], distilled: str, xl: bool
) -> None:
    found = checkpoint.find(str(made(tmp_path / "it", kind, scheduler, **unet)))
    assert (found.distilled, found.xl) == (distilled, xl)
    assert found.embeds_guidance == bool(unet)


def test_another_kind_of_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="is a FluxPipeline; this engine paints with Stable Diffusion"):
        checkpoint.find(str(made(tmp_path / "flux", "FluxPipeline")))


def test_a_checkpoint_with_code_of_its_own_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "sly")
    write(folder / "model_index.json", {"_class_name": "StableDiffusionPipeline", "unet": ["my_unet", "Evil"]})
    with pytest.raises(BadOption, match="wants code of its own for its unet \\(my_unet\\), which is never run"):
        checkpoint.find(str(folder))


def test_a_pickle_is_named_and_never_opened(tmp_path: Path) -> None:
    folder = made(tmp_path / "old")
    (folder / "unet" / "diffusion_pytorch_model.safetensors").rename(folder / "unet" / "diffusion_pytorch_model.bin")
    with pytest.raises(MissingWeights, match="only as a pickle, which may carry code and is refused"):
        checkpoint.find(str(folder))


def test_a_part_without_weights_is_named(tmp_path: Path) -> None:
    folder = made(tmp_path / "half")
    (folder / "vae" / "diffusion_pytorch_model.safetensors").unlink()
    with pytest.raises(MissingWeights, match="has no weights in vae"):
        checkpoint.find(str(folder))


@pytest.mark.parametrize("xl", [False, True])
def test_a_checkpoint_that_knows_no_words_is_refused(tmp_path: Path, xl: bool) -> None:
    folder = made(tmp_path / "mute", "StableDiffusionXLPipeline" if xl else "StableDiffusionPipeline")
    last = "tokenizer_2" if xl else "tokenizer"
    (folder / last / "tokenizer.json").rename(folder / last / "vocab.json")  # which needs merges.txt
    with pytest.raises(MissingWeights, match=f"mute has no vocabulary in {last}; bring the checkpoint again"):
        checkpoint.find(str(folder))


def test_a_text_encoder_of_unknown_size_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "vague")
    (folder / "text_encoder" / "config.json").unlink()
    with pytest.raises(MissingWeights, match=r"text_encoder has no config\.json"):
        checkpoint.find(str(folder))


def test_an_empty_folder_is_no_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match=r"has no model_index\.json: it is no checkpoint"):
        checkpoint.find(str(tmp_path))


@pytest.mark.parametrize("name", ["model_index.json", "unet/config.json", "scheduler/scheduler_config.json"])
@pytest.mark.parametrize("text", ["{", "[]", ""])
def test_a_damaged_configuration_is_one_sentence(tmp_path: Path, name: str, text: str) -> None:
    folder = made(tmp_path / "broken")
    (folder / name).write_text(text)
    with pytest.raises((MissingWeights, BadOption), match=r"damaged|is a None"):
        checkpoint.find(str(folder))


def test_a_header_tells_the_shapes_as_they_were_saved(tmp_path: Path) -> None:
    save_file({"a": np.zeros((2, 3), np.float16), "b": np.zeros((), np.float32)}, tmp_path / "x.safetensors")
    assert header(tmp_path / "x.safetensors") == {"a": [2, 3], "b": []}


@pytest.mark.parametrize("kept", [0, 5, 8, 60, -1])
def test_a_file_cut_off_anywhere_is_damaged(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "x.safetensors"
    tensors(path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(MissingWeights, match=r"x\.safetensors is damaged .*; bring the checkpoint again"):
        header(path)


def test_a_header_that_promises_gigabytes_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes((2**40).to_bytes(8, "little") + b"{}")
    with pytest.raises(MissingWeights, match="damaged"):
        header(path)


@pytest.mark.parametrize(
    ("names", "half", "count"),
    [
        (["model.safetensors", "model.fp16.safetensors"], False, 2),
        (["model.fp16.safetensors", "model.non_ema.safetensors"], True, 2),
        (["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"], False, 4),
    ],
)
def test_the_files_that_diffusers_reads_are_the_ones_that_count(
    tmp_path: Path, names: list[str], half: bool, count: int
) -> None:
    for name in names:
        tensors(tmp_path / "text_encoder" / name)
    found = part(tmp_path, "text_encoder")
    assert (found.half, found.tensors, found.parameters) == (half, count, 12 * count)
