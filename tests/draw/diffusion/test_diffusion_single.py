"""Checkpoints that are one file: told apart by their header, filled in by small files, painted with as their folder."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from albumen import draw, models
from albumen.draw import ENGINES
from albumen.draw.diffusion import Diffusion, checkpoint
from albumen.draw.diffusion.manner import manner
from albumen.draw.diffusion.options import parse
from albumen.draw.diffusion.pipeline import load
from albumen.draw.diffusion.plan import Plan
from albumen.errors import AlbumenError, BadOption, MissingWeights
from tests.draw.diffusion import single_files
from tests.draw.diffusion.commissions import NUMPY_2, brief
from tests.shell import albumen
from tests.songs import music, write_song

pytestmark = [pytest.mark.filterwarnings(NUMPY_2), pytest.mark.usefixtures("bare")]
Tensors = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def files(checkpoints: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`sd`, `sd2` and `xl` as single files, and the small files of each beside them in `config`; not to be changed."""
    folder = tmp_path_factory.mktemp("files")
    for kind in ("sd", "sd2", "xl"):
        single_files.write(checkpoints / kind, folder / f"{kind}.safetensors")
        shutil.copytree(checkpoints / kind, folder / "config" / kind, ignore=shutil.ignore_patterns("*.safetensors"))
    return folder


def changed(file: Path, target: Path, change: Callable[[Tensors], Any], noted: dict[str, str] | None = None) -> Path:
    """A copy of a file with other tensors; what is not kept is dropped from the dictionary that `change` is given."""
    held = load_file(file)
    change(held)
    save_file(held, target, noted)
    return target


def without(*beginnings: str) -> Callable[[Tensors], None]:
    def drop(held: Tensors) -> None:
        for name in [name for name in held if name.startswith(beginnings)]:
            del held[name]

    return drop


def painted(model: Path, engine: Diffusion, config: str = "") -> NDArray[np.int64]:
    return np.asarray(draw.draw(brief(model, config=config), engine).pixels, np.int64)


@pytest.mark.parametrize("kind", ["sd", "sd2", "xl"])
def test_a_file_paints_what_its_folder_paints(kind: str, files: Path, checkpoints: Path, engine: Diffusion) -> None:
    alone = painted(files / f"{kind}.safetensors", engine, config=str(files / "config" / kind))
    np.testing.assert_array_equal(alone, painted(checkpoints / kind, engine))


def test_half_precision_is_read_as_well(files: Path, checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    half = single_files.write(checkpoints / "sd", tmp_path / "half.safetensors", half=True)
    whole = painted(checkpoints / "sd", engine)
    near = painted(half, engine, config=str(files / "config" / "sd"))
    assert 0 < np.abs(near - whole).mean() < 2


def test_a_file_is_known_by_its_checksum(files: Path, engine: Diffusion) -> None:
    path = files / "sd.safetensors"
    picture = draw.draw(brief(path, config=str(files / "config" / "sd")), engine)
    [model] = picture.models
    assert (model.name, model.revision) == ("sd", f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}")
    assert picture.facts["configuration"] == "config/sd"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sd", r"Stable Diffusion 1 as one file, .*; run: albumen models pull stable-diffusion-1-5-config$"),
        ("sd2", r"Stable Diffusion 2 as one file, .*; run: albumen models pull stable-diffusion-2-1-base-config$"),
        ("xl", r"Stable Diffusion XL as one file, .*; run: albumen models pull sdxl-base-config$"),
    ],
)
def test_without_small_files_the_ones_of_its_kind_are_named(kind: str, said: str, files: Path, tmp_path: Path) -> None:
    alone = shutil.copy(files / f"{kind}.safetensors", tmp_path / "mine.safetensors")
    with pytest.raises(MissingWeights, match=said):
        checkpoint.find(str(alone))


@pytest.mark.parametrize("name", ["stable-diffusion-1-5-config", "stable-diffusion-1-5"])
def test_small_files_are_taken_from_the_models_that_are_here(name: str, files: Path, bare: Path) -> None:
    shutil.copytree(files / "config" / "sd", bare / name)
    for file in models.find(name).files:
        (bare / name / file.path).touch()
    found = checkpoint.find(str(files / "sd.safetensors"))
    assert (found.folder, found.file) == (bare / name, files / "sd.safetensors")
    with pytest.raises(MissingWeights, match="Stable Diffusion XL as one file"):
        checkpoint.find(str(files / "xl.safetensors"))


def test_small_files_beside_the_file_come_first(files: Path, tmp_path: Path) -> None:
    shutil.copytree(files / "config" / "xl", tmp_path / "xl")
    shutil.copy(files / "xl.safetensors", tmp_path / "xl")
    found = checkpoint.find(str(tmp_path / "xl" / "xl.safetensors"))
    assert (found.folder, found.xl, found.model.name) == (tmp_path / "xl", True, "xl")


def test_a_file_is_found_by_its_name_in_the_folder_of_ones_own(files: Path, bare: Path) -> None:
    shutil.copy(files / "sd.safetensors", bare / "dreamy.safetensors")
    assert checkpoint.find("dreamy.safetensors", str(files / "config" / "sd")).file == bare / "dreamy.safetensors"


def test_a_link_to_a_file_without_an_ending_is_read_as_what_it_is(
    files: Path, checkpoints: Path, tmp_path: Path, engine: Diffusion
) -> None:
    shutil.copy(files / "sd.safetensors", tmp_path / "0a1b2c")  # as the hub's cache keeps its files
    link = tmp_path / "linked.safetensors"
    link.symlink_to(tmp_path / "0a1b2c")
    linked = painted(link, engine, config=str(files / "config" / "sd"))
    np.testing.assert_array_equal(linked, painted(checkpoints / "sd", engine))


@pytest.mark.parametrize(("kind", "config"), [("sd", "xl"), ("xl", "sd"), ("sd", "lcm"), ("sd", ".")])
def test_the_configuration_of_another_kind_is_refused(kind: str, config: str, files: Path, checkpoints: Path) -> None:
    folder = checkpoints / config if config == "lcm" else files / "config" / config
    with pytest.raises(BadOption, match=r"is not the configuration of .*\.safetensors, which is Stable Diffusion"):
        checkpoint.find(str(files / f"{kind}.safetensors"), str(folder))


def test_an_unknown_configuration_lists_the_known_ones(files: Path) -> None:
    with pytest.raises(
        BadOption, match=r"The option config is 'nope'; it takes stable-diffusion-2-1-base, .*, or a folder"
    ):
        checkpoint.find(str(files / "sd.safetensors"), "nope")


def test_a_configuration_for_a_folder_has_no_sense(files: Path, checkpoints: Path) -> None:
    with pytest.raises(BadOption, match="The option config is for checkpoints that are a single file"):
        checkpoint.find(str(checkpoints / "sd"), str(files / "config" / "sd"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("first_stage_model."), r"has no decoder \(VAE\), so it cannot paint; get the file that has it"),
        (without("cond_stage_model."), "has no text encoder of Stable Diffusion 1, 2 or XL: it is another kind"),
        (without("model."), "is no checkpoint of Stable Diffusion's as one file: it has no U-Net"),
        (lambda held: held.update({"model.diffusion_model.input_blocks.0.0.weight": torch.zeros(8, 9, 3, 3)}),
         r"does not paint from words alone \(it was made for inpainting"),
        (lambda held: (held.clear(), held.update({"lora_unet_mid.alpha": torch.zeros(1)})),
         "is a LoRA and no checkpoint; give it with the option lora"),
    ],
)  # fmt: skip
def test_what_is_not_a_whole_checkpoint_is_told_by_its_header(
    change: Callable[[Tensors], Any], said: str, files: Path, tmp_path: Path
) -> None:
    odd = changed(files / "sd.safetensors", tmp_path / "odd.safetensors", change)
    with pytest.raises(AlbumenError, match=said):
        checkpoint.find(str(odd), str(files / "config" / "sd"))


@pytest.mark.parametrize(
    "change",
    [
        without("model.diffusion_model.middle_block.1.norm."),
        without("cond_stage_model.transformer.text_model.final_layer_norm."),
        without("first_stage_model.decoder.conv_out."),
        lambda held: held.update({"model.diffusion_model.time_embed.0.bias": torch.zeros(3)}),
    ],
    ids=["unet", "words", "decoder", "shape"],
)
def test_a_network_that_is_not_whole_is_never_painted_with(
    change: Callable[[Tensors], Any], files: Path, tmp_path: Path, engine: Diffusion
) -> None:
    holed = changed(files / "sd.safetensors", tmp_path / "holed.safetensors", change)
    with pytest.raises(MissingWeights, match=r"holed\.safetensors cannot be loaded \(.*\); bring it again") as fault:
        painted(holed, engine, config=str(files / "config" / "sd"))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("kept", [0, 7, 500, -1])
def test_a_file_that_is_cut_off_is_damaged(kept: int, files: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.safetensors").write_bytes((files / "sd.safetensors").read_bytes()[:kept])
    with pytest.raises(MissingWeights, match=r"cut\.safetensors is damaged"):
        checkpoint.find(str(tmp_path / "cut.safetensors"))


def test_a_pickle_is_refused_unread_and_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "old.ckpt").write_bytes(b"never read")
    with pytest.raises(BadOption, match=r"old\.ckpt is a pickle, which may carry code and is refused"):
        checkpoint.find(str(tmp_path / "old.ckpt"))
    with pytest.raises(MissingWeights, match=r"There is no file sub/absent\.safetensors"):
        checkpoint.find("sub/absent.safetensors")


@pytest.mark.parametrize(
    ("extra", "noted", "foretold"),
    [
        ((), {}, "epsilon"),
        (("v_pred",), {}, "v_prediction"),
        ((), {"modelspec.prediction_type": "v"}, "v_prediction"),
        (("v_pred",), {"modelspec.prediction_type": "epsilon"}, "epsilon"),
    ],
)
def test_what_a_file_says_of_its_prediction_counts_before_the_small_files(
    extra: tuple[str, ...], noted: dict[str, str], foretold: str, files: Path, tmp_path: Path
) -> None:
    told = changed(
        files / "sd.safetensors",
        tmp_path / "told.safetensors",
        lambda held: held.update({name: torch.zeros(0) for name in extra}),
        noted,
    )
    assert schedule_of(told, files)["prediction_type"] == foretold
    assert schedule_of(told, files, prediction="noise")["prediction_type"] == "epsilon"


def schedule_of(file: Path, files: Path, **options: str) -> dict[str, Any]:
    found, asked = checkpoint.find(str(file), str(files / "config" / "sd")), parse(options)
    made = load(found, manner(found, asked), Plan("cpu", "fp32"), asked).pipeline.scheduler
    return {"class": type(made).__name__, **made.config}


@pytest.mark.parametrize(("name", "steps"), [("dreamXL-Turbo", 4), ("swift_lightning_4", 4), ("an-lcm", 6), ("sd", 25)])
def test_the_name_of_a_file_says_how_it_was_distilled(name: str, steps: int, files: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(files / "sd.safetensors", tmp_path / f"{name}.safetensors"))
    found = checkpoint.find(str(file), str(files / "config" / "sd"))
    assert manner(found, parse({})).steps == steps
    if found.distilled == "turbo":
        held = schedule_of(file, files)
        assert (held["class"], held["timestep_spacing"]) == ("EulerDiscreteScheduler", "trailing")


def test_a_file_makes_covers_and_its_sidecar_makes_them_again(files: Path, tmp_path: Path) -> None:
    track = write_song(tmp_path / "track.mp3", music(3.0))
    asked = ("--engine", "diffusion", "--model", files / "sd.safetensors", "--steps", "2", "--size", "200")
    config = ("--set", f"config={files / 'config' / 'sd'}", "--set", "safety=off")
    ran = albumen("cover", track, *asked, *config, "-n", "1", "--style", "album", "--out", tmp_path / "one")
    assert ran.code == 0, ran.err
    held = json.loads((tmp_path / "one" / "track-album-1.json").read_text())
    assert held["engine"]["models"][-1]["revision"].startswith("sha256:")
    again = albumen("cover", "--from", tmp_path / "one" / "track-album-1.json", "--out", tmp_path / "two")
    assert "the same bytes again" in again.out, again.err
    engine = ENGINES.get("diffusion")
    assert hasattr(engine, "close")
    engine.close()
