"""Real pipelines with a few thousand weights paint through the whole engine."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, get_args
from unittest.mock import MagicMock

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from albumen import draw
from albumen.card import Readiness
from albumen.draw.diffusion import Diffusion, checkpoint, safety
from albumen.draw.diffusion.manner import manner
from albumen.draw.diffusion.options import Offload, Options, SchedulerName, parse
from albumen.draw.diffusion.painter import Painter, Shot
from albumen.draw.diffusion.pipeline import _dtype_is_called, _settle, load
from albumen.draw.diffusion.plan import Plan
from albumen.errors import AlbumenError, BadOption, MissingWeights
from albumen.picture import Pixels
from albumen.progress import silent
from tests.draw.diffusion.commissions import NUMPY_2, brief

pytestmark = [pytest.mark.filterwarnings(NUMPY_2), pytest.mark.usefixtures("bare")]
LONG = ", ".join(f"wave number {n} of the cold sea" for n in range(9))


def painter(model: Path, **options: str) -> Painter:
    found, asked = checkpoint.find(str(model)), parse({"steps": "2", **options})
    how = manner(found, asked)
    return Painter(load(found, how, Plan("cpu", "fp32", asked.batch or 1), asked), how)


def apart(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other).max())


@pytest.mark.parametrize("kind", ["sd", "sd2", "lcm", "xl"])
def test_every_kind_paints_a_picture_of_the_wanted_size(kind: str, checkpoints: Path, engine: Diffusion) -> None:
    picture = draw.draw(brief(checkpoints / kind, size=150), engine)
    assert picture.pixels.shape == (150, 150, 3)
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.std() > 10
    assert (picture.origin, picture.nature) == (f"diffusion/{kind}", "trainedAlgorithmicMedia")
    assert [model.name for model in picture.models] == [kind]


@pytest.mark.parametrize("kind", ["sd", "sd2", "xl"])
def test_a_painting_is_what_diffusers_itself_paints(kind: str, checkpoints: Path) -> None:
    diffusers: Any = import_module("diffusers")
    made: dict[str, Any] = {"add_watermarker": False} if kind == "xl" else {"safety_checker": None}
    plain = getattr(diffusers, f"StableDiffusion{'XL' if kind == 'xl' else ''}Pipeline").from_pretrained(
        checkpoints / kind, **made
    )
    plain.scheduler = diffusers.DPMSolverMultistepScheduler.from_config(plain.scheduler.config)
    asked = {"num_inference_steps": 2, "guidance_scale": 6.0, "output_type": "np"}
    theirs = plain("sad sea", negative_prompt="text", generator=torch.Generator().manual_seed(7), **asked).images[0]
    [ours] = painter(checkpoints / kind, guidance="6").paint([Shot("sad sea", "text", 7)], silent)
    assert apart(ours, np.round(theirs * 255).astype(np.uint8)) <= 1


def test_the_same_brief_is_the_same_picture_and_another_variant_another(checkpoints: Path, engine: Diffusion) -> None:
    first, again, other = (draw.draw(brief(checkpoints / "sd", variant=v), engine).pixels for v in (0, 0, 1))
    assert np.array_equal(first, again)
    assert apart(first, other) > 20


def test_the_prompt_makes_the_picture_and_so_does_what_is_not_wanted(checkpoints: Path, engine: Diffusion) -> None:
    first = draw.draw(brief(checkpoints / "sd"), engine).pixels
    assert apart(first, draw.draw(brief(checkpoints / "sd", "a red boat"), engine).pixels) > 0
    assert apart(first, draw.draw(brief(checkpoints / "sd", negative="boats"), engine).pixels) > 0


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("sd", {}),
        ("xl", {}),
        ("sd", {"scheduler": "euler-a"}),
        ("lcm", {"scheduler": "lcm"}),
        ("sd", {"from_plate": "auto"}),
    ],
)
def test_a_batch_paints_what_its_pictures_are_alone(
    kind: str, options: dict[str, str], checkpoints: Path, engine: Diffusion
) -> None:
    prompts = ["sad sea", "jazz", LONG, "red"]
    briefs = [brief(checkpoints / kind, prompt, variant=i, batch="2") for i, prompt in enumerate(prompts)]
    briefs = [replace(each, options={**each.options, **options}) for each in briefs]
    together = [picture.pixels for picture in draw.draw_all(briefs, engine)]
    alone = [draw.draw(each, engine).pixels for each in briefs]
    assert max(map(apart, together, alone)) <= 1


def test_briefs_of_different_settings_keep_their_order(checkpoints: Path, engine: Diffusion) -> None:
    briefs = [brief(checkpoints / kind) for kind in ("sd", "sd2", "sd")]
    origins = [picture.origin for picture in draw.draw_all(briefs, engine)]
    assert origins == ["diffusion/sd", "diffusion/sd2", "diffusion/sd"]


@pytest.mark.parametrize("name", get_args(SchedulerName))
def test_schedulers_are_taken_by_name_and_keep_what_the_checkpoint_predicts(
    name: SchedulerName, checkpoints: Path
) -> None:
    made = painter(checkpoints / "sd2", scheduler=name)
    assert made.loaded.pipeline.scheduler.config.prediction_type == "v_prediction"
    [pixels] = made.paint([Shot("sea", "text", 1)], silent)
    assert pixels.std() > 10


def test_a_long_prompt_is_read_to_its_end(checkpoints: Path, engine: Diffusion) -> None:
    one, other = (draw.draw(brief(checkpoints / "sd", f"{LONG}, {end}"), engine) for end in ("red", "blue"))
    assert apart(one.pixels, other.pixels) > 0
    assert "not read" not in one.facts


def test_the_end_of_an_endless_prompt_is_named(checkpoints: Path, engine: Diffusion) -> None:
    picture = draw.draw(brief(checkpoints / "sd", ", ".join([LONG] * 5)), engine)
    assert picture.facts["not read"].endswith("wave number 8 of the cold sea")


def test_facts_say_how_it_was_painted(checkpoints: Path, engine: Diffusion) -> None:
    facts = draw.draw(brief(checkpoints / "sd", size=96, guidance="5"), engine).facts
    assert facts["scheduler"] == "DPMSolverMultistepScheduler"
    assert (facts["steps"], facts["guidance"], facts["painted"]) == ("2", "5", "64 px on cpu in fp32")
    assert (facts["safety"], facts["enlarged"]) == ("not checked", "Lanczos, 64 to 96 px")


def test_progress_names_each_step_and_never_goes_back(checkpoints: Path, engine: Diffusion) -> None:
    told: list[tuple[float, str]] = []
    briefs = [brief(checkpoints / "sd", variant=i, steps="3") for i in range(3)]
    list(draw.draw_all(briefs, engine, lambda done, doing="": told.append((done, doing))))
    assert [doing for _, doing in told if doing.startswith("step")].count("step 2 of 3") == 2  # batches of 2 and 1
    assert told == sorted(told, key=lambda each: each[0])
    assert told[-1][0] == pytest.approx(1.0)


def test_nothing_is_printed(checkpoints: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Diffusion() as fresh:
        draw.draw(brief(checkpoints / "xl"), fresh)
    assert capfd.readouterr() == ("", "")


def test_a_plate_gives_the_composition_and_the_rest_is_painted(checkpoints: Path, engine: Diffusion) -> None:
    faint, strong, other = (
        draw.draw(brief(checkpoints / "sd", from_plate=plate, strength=strength, steps="10"), engine)
        for plate, strength in (("rings", "0.1"), ("rings", "1"), ("sea", "0.1"))
    )
    assert (faint.nature, faint.areas) == ("compositeSynthetic", ())
    assert faint.facts["plate"] == "rings, painted over at 0.1"
    assert apart(faint.pixels, strong.pixels) > 0
    assert apart(faint.pixels, other.pixels) > 0


def test_the_plate_of_auto_is_the_one_the_press_would_print(checkpoints: Path, engine: Diffusion) -> None:
    wanted = brief(checkpoints / "sd", from_plate="auto", style="conceptual")
    press = draw.draw(replace(wanted, options={}), draw.ENGINES.get("press"))
    assert f"press/{draw.draw(wanted, engine).facts['plate'].split(',')[0]}" == press.origin


def test_a_batch_that_does_not_fit_is_halved_until_it_does(checkpoints: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = painter(checkpoints / "sd", batch="4")
    whole, tried = made.loaded.pipeline.unet.forward, []

    def small_memory(sample: torch.Tensor, *args: Any, **more: Any) -> Any:
        tried.append(len(sample) // 2)  # guidance doubles it
        if len(sample) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return whole(sample, *args, **more)

    monkeypatch.setattr(made.loaded.pipeline.unet, "forward", small_memory)
    shots = [Shot("sea", "text", seed) for seed in range(3)]
    painted = list(made.paint(shots, silent))
    assert (len(painted), tried[:2], made.loaded.most) == (3, [3, 1], 1)
    monkeypatch.undo()
    assert max(map(apart, painted, made.paint(shots, silent))) <= 1


def test_a_picture_that_never_fits_is_one_sentence(checkpoints: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = painter(checkpoints / "sd")

    def no_memory(*args: Any, **more: Any) -> Any:
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")

    monkeypatch.setattr(made.loaded.pipeline.unet, "forward", no_memory)
    with pytest.raises(AlbumenError, match="does not hold one painting of 64 pixels by sd; ask for a smaller size"):
        list(made.paint([Shot("sea", "", 1)], silent))
    assert made.loaded.frugal


def test_frugal_ways_paint_the_same_picture(checkpoints: Path) -> None:
    found, options = checkpoint.find(str(checkpoints / "sd")), Options(steps=2)
    how = manner(found, options)
    ways = Plan("cpu", "fp32"), Plan("cpu", "fp32", 1, True, True, True)
    one, other = (
        next(Painter(load(found, how, way, options), how).paint([Shot("sea", "", 1)], silent)) for way in ways
    )
    assert apart(one, other) <= 1


@pytest.mark.parametrize("kind", ["sd", "xl"])
def test_networks_that_wait_outside_the_device_paint_the_same_pictures(kind: str, checkpoints: Path) -> None:
    found, options = checkpoint.find(str(checkpoints / kind)), Options(steps=2)
    how, shots = manner(found, options), [Shot(LONG, "text", seed) for seed in range(3)]
    ways = Plan("cpu", "fp32", 2), Plan("cpu", "fp32", 2, offload="model")
    here, waiting = (list(Painter(load(found, how, way, options), how).paint(shots, silent)) for way in ways)
    assert max(map(apart, here, waiting)) <= 1


@pytest.mark.parametrize(
    ("offload", "asked"),
    [("none", "to"), ("model", "enable_model_cpu_offload"), ("sequential", "enable_sequential_cpu_offload")],
)
def test_the_plan_decides_what_waits_outside_a_gpu(offload: Offload, asked: str) -> None:
    pipeline = MagicMock()
    _settle(pipeline, Plan("cuda", "fp16", 1, attention_slicing=True, offload=offload))
    called = {name for name, _, _ in pipeline.method_calls}
    assert called & {"to", "enable_model_cpu_offload", "enable_sequential_cpu_offload"} == {asked}
    assert "enable_attention_slicing" in called
    assert not called & {"vae.enable_tiling", "vae.enable_slicing"}


def test_half_precision_files_are_read_where_there_are_no_others(checkpoints: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "half"))
    for path in folder.glob("*/*.safetensors"):
        path.rename(path.with_name(f"{path.stem}.fp16.safetensors"))
    [ours] = painter(folder).paint([Shot("sea", "", 1)], silent)
    [whole] = painter(checkpoints / "sd").paint([Shot("sea", "", 1)], silent)
    assert np.array_equal(ours, whole)


def test_an_index_as_it_was_published_years_ago_is_read(checkpoints: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "published"))
    index = folder / "model_index.json"
    held = json.loads(index.read_text())
    held |= {
        "_diffusers_version": "0.6.0",
        "feature_extractor": ["transformers", "CLIPFeatureExtractor"],
        "safety_checker": ["stable_diffusion", "StableDiffusionSafetyChecker"],
        "requires_safety_checker": True,
    }
    del held["image_encoder"]
    index.write_text(json.dumps(held))
    (folder / "tokenizer" / "tokenizer.json").unlink()
    [ours] = painter(folder).paint([Shot("sea", "", 1)], silent)
    [newer] = painter(checkpoints / "sd").paint([Shot("sea", "", 1)], silent)
    assert np.array_equal(ours, newer)


def test_brain_floats_paint_nearly_the_same(checkpoints: Path, engine: Diffusion) -> None:
    whole, brief_ = (draw.draw(brief(checkpoints / "sd", dtype=dtype), engine) for dtype in ("fp32", "bf16"))
    assert brief_.facts["painted"].endswith("in bf16")
    assert np.abs(whole.pixels.astype(int) - brief_.pixels).mean() < 8


def test_a_network_with_tensors_missing_is_refused(checkpoints: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "gap"))
    path = folder / "unet" / "diffusion_pytorch_model.safetensors"
    held = load_file(path)
    held.pop("conv_in.weight")
    save_file(held, path)
    with pytest.raises(MissingWeights, match="cannot be loaded"):
        painter(folder)


def test_weights_of_another_shape_are_refused(checkpoints: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "wrong"))
    config = folder / "unet" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "cross_attention_dim": 24}))
    with pytest.raises(MissingWeights, match=r"cannot be loaded \(.*\); bring it again\.$") as fault:
        painter(folder)
    assert "If you want" not in str(fault.value)  # diffusers' advice is for programmers


@pytest.mark.parametrize("wrong", ["sixteen", [], {"a": 1}])
def test_a_configuration_that_makes_no_network_is_refused(wrong: object, checkpoints: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "odd"))
    config = folder / "unet" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "cross_attention_dim": wrong}))
    with pytest.raises(MissingWeights, match=r"odd cannot be loaded \(.+\); bring it again\.$"):
        painter(folder)


def test_a_tokenizer_without_its_configuration_reads_no_more_than_its_network(
    checkpoints: Path, tmp_path: Path, engine: Diffusion
) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "sd"))
    (folder / "tokenizer" / "tokenizer_config.json").unlink()
    asked, wanted = (draw.draw(brief(model, LONG), engine) for model in (folder, checkpoints / "sd"))
    np.testing.assert_array_equal(asked.pixels, wanted.pixels)


def test_numbers_that_overflow_in_single_precision_mean_damage(checkpoints: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints / "sd", tmp_path / "burst"))
    path = folder / "unet" / "diffusion_pytorch_model.safetensors"
    save_file({name: tensor * torch.inf for name, tensor in load_file(path).items()}, path)
    with pytest.raises(AlbumenError, match="The numbers of burst overflow; bring it again, it is damaged"):
        list(painter(folder).paint([Shot("sea", "", 1)], silent))


def test_a_device_that_is_not_there_is_one_sentence(checkpoints: Path, engine: Diffusion) -> None:
    if torch.backends.mps.is_available():
        pytest.skip("this machine has the device")
    with pytest.raises(BadOption, match="The option device is mps, which torch does not find here"):
        draw.draw(brief(checkpoints / "sd", device="mps"), engine)


@pytest.mark.parametrize(
    ("version", "name"), [("0.35.2", "torch_dtype"), ("0.41.0", "dtype"), ("0.42.1", "dtype"), ("1.0.0", "dtype")]
)
def test_the_precision_is_asked_for_in_the_words_of_the_version(version: str, name: str) -> None:
    assert _dtype_is_called(version) == name


def test_a_checkpoint_that_the_memory_does_not_hold_is_one_sentence(
    checkpoints: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*args: Any, **more: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")

    monkeypatch.setattr(import_module("diffusers").StableDiffusionPipeline, "from_pretrained", no_memory)
    with pytest.raises(AlbumenError, match="The memory does not hold sd; ask for dtype=fp16"):
        painter(checkpoints / "sd")


def guarded(monkeypatch: pytest.MonkeyPatch, *scores: float) -> None:
    """A safety check that is here and finds these scores, one picture after the other, the last one for ever."""
    left = list(scores)

    def unsafe(guard: safety.Guard, pixels: Pixels) -> NDArray[np.float32]:
        return np.array([left.pop(0) if len(left) > 1 else left[0] for _ in pixels], np.float32)

    monkeypatch.setattr(safety, "ready", lambda: Readiness(True))
    monkeypatch.setattr(safety.Guard, "unsafe", unsafe)


def test_a_flagged_picture_is_painted_again_and_its_neighbours_are_not(
    checkpoints: Path, engine: Diffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefs = [brief(checkpoints / "sd", variant=i, batch="3") for i in range(3)]
    before = [picture.pixels for picture in draw.draw_all(briefs, engine)]
    guarded(monkeypatch, 0.1, 0.9, 0.2)
    checked = [replace(each, options={**each.options, "safety": "on"}) for each in briefs]
    after = list(draw.draw_all(checked, engine))
    assert [apart(one, other.pixels) == 0 for one, other in zip(before, after, strict=True)] == [True, False, True]
    assert after[1].facts["safety"] == "passed when painted again once, nudity 0.20"
    assert after[1].facts["seed"] not in (after[0].facts["seed"], after[2].facts["seed"])


def test_a_picture_that_is_flagged_every_time_is_refused_after_the_others_were_handed_out(
    checkpoints: Path, engine: Diffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded(monkeypatch, 0.1, 0.9)
    stream = draw.draw_all([brief(checkpoints / "sd", variant=i, safety="auto") for i in range(2)], engine)
    assert next(stream).facts["safety"] == "passed, nudity at most 0.10"
    with pytest.raises(AlbumenError, match="The safety check refused the picture and 3 others"):
        next(stream)


def test_several_candidates_give_one_picture(checkpoints: Path, engine: Diffusion) -> None:
    picture = draw.draw(brief(checkpoints / "sd", candidates="3"), engine)
    assert picture.facts["candidates"] == "3, the best by measures"
    alone = draw.draw(brief(checkpoints / "sd"), engine)
    assert (picture.facts["seed"] == alone.facts["seed"]) == np.array_equal(picture.pixels, alone.pixels)


def test_closing_forgets_the_checkpoint_and_the_next_picture_loads_it_again(checkpoints: Path) -> None:
    with Diffusion() as fresh:
        first = draw.draw(brief(checkpoints / "sd"), fresh).pixels
        held = fresh._held
        draw.draw(brief(checkpoints / "sd", variant=1), fresh)
        assert fresh._held is held
    assert fresh._held is None
    assert np.array_equal(first, draw.draw(brief(checkpoints / "sd"), fresh).pixels)
    fresh.close()
