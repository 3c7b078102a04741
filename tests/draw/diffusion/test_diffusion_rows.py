"""The benchmark paints with both, and its table says which was faster, by how much."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from albumen.draw.diffusion.checkpoint import opened
from albumen.maker import Model
from benchmarks import diffusion
from benchmarks.diffusion import SD21, TINY, Cost, Work, compared, write
from tests.draw.diffusion.commissions import NUMPY_2

pytestmark = pytest.mark.filterwarnings(NUMPY_2)


def test_without_a_gpu_there_is_nothing_to_measure() -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    assert diffusion.rows() == []


def test_a_tiny_shape_is_painted_by_both_on_a_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diffusion, "RUNS", 1)
    rows = compared(write(tmp_path / "tiny", TINY), Work(2, 2, "cpu", 2))
    assert [row.note for row in rows] == ["against plain fp32"] * 3
    assert all(row.ratio > 0 for row in rows)


def test_a_ratio_is_our_pictures_a_second_over_theirs() -> None:
    row = diffusion._row("x", Cost(6.0, 4 * 10**9), Cost(1.5, 5 * 10**9), "plain fp32", ">= 2")
    assert (row.ratio, row.ours, row.peer) == (4.0, "6 pictures/s", "1.5 pictures/s")
    assert row.note == "against plain fp32; peak 4.0 and 5.0 GB"


def test_the_large_shape_has_the_parameters_of_stable_diffusion_2_1(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import import_module

    made: dict[str, int] = {}
    pipelines = import_module("diffusers")

    class Counted:
        def __init__(self, **parts: object) -> None:
            for name in ("unet", "vae", "text_encoder"):
                part = parts[name]
                assert isinstance(part, torch.nn.Module)
                made[name] = sum(each.numel() for each in part.parameters())

        def save_pretrained(self, folder: Path) -> None:
            pass

    monkeypatch.setattr(pipelines, "StableDiffusionPipeline", Counted)
    monkeypatch.setattr(diffusion, "_tokenizer", lambda folder: None)
    with torch.device("meta"):
        write(Path("unused"), SD21)
    # The published counts: 865,910,724 of the U-Net, 83,653,863 of the VAE, 340,387,840 of the text encoder.
    assert made == {"unet": 865_910_724, "vae": 83_653_863, "text_encoder": 340_387_840}


def test_the_tiny_shape_is_a_checkpoint_like_any_other(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "tiny", TINY), Model("tiny"))
    assert (found.side, found.xl, found.distilled) == (32, False, "")
