"""A checkpoint is fitted into the memory that is free: fast where there is room, frugal where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.draw.diffusion.options import Options
from albumen.draw.diffusion.plan import Kind, Need, Plan, peak, plan

GB = 10**9
SD2 = Need(unet=866_000_000, text=340_000_000, vae=84_000_000, side=512)
XL = Need(unet=2_567_000_000, text=817_000_000, vae=84_000_000, side=1024, xl=True)


def test_a_large_gpu_paints_whole_batches_in_half_precision_with_nothing_slowed() -> None:
    way = plan(SD2, "cuda", 80 * GB, Options())
    assert way == Plan("cuda", "fp16", batch=16, vae_slicing=True)


def test_eight_gigabytes_hold_a_few_pictures_of_stable_diffusion_2() -> None:
    way = plan(SD2, "cuda", 8 * GB, Options())
    assert (way.offload, way.attention_slicing) == ("none", False)
    assert 2 <= way.batch <= 8


def test_xl_on_eight_gigabytes_waits_in_the_main_memory_and_decodes_in_tiles() -> None:
    way = plan(XL, "cuda", 8 * GB, Options())
    assert (way.offload, way.vae_tiling, way.batch) == ("model", True, 1)


def test_a_gpu_that_holds_hardly_anything_gets_the_most_frugal_way() -> None:
    way = plan(XL, "cuda", GB, Options())
    assert way == Plan("cuda", "fp16", 1, True, True, True, "sequential")


def test_a_processor_paints_in_single_precision_and_offloads_to_nowhere() -> None:
    assert plan(SD2, "cpu", 64 * GB, Options()) == Plan("cpu", "fp32", 2, vae_slicing=True)
    assert plan(XL, "cpu", GB, Options()).offload == "none"


def test_apples_gpu_slices_attention_where_memory_is_short() -> None:
    assert plan(SD2, "mps", 12 * GB, Options()).attention_slicing
    assert not plan(SD2, "mps", 60 * GB, Options()).attention_slicing


def test_what_was_asked_for_stays() -> None:
    way = plan(SD2, "cuda", 80 * GB, Options(dtype="bf16", offload="sequential", batch=3))
    assert (way.dtype, way.offload, way.batch) == ("bf16", "sequential", 3)


def test_a_batch_that_was_asked_for_shrinks_to_what_fits() -> None:
    assert plan(SD2, "cuda", 6 * GB, Options(batch=64)).batch < 16


@given(st.integers(10**8, 10**11), st.sampled_from([SD2, XL]), st.sampled_from(["cpu", "cuda", "mps"]))
def test_what_is_planned_fits_unless_nothing_does(free: int, need: Need, device: Kind) -> None:
    way = plan(need, device, free, Options())
    frugal = replace(way, batch=1, attention_slicing=True, vae_slicing=True, vae_tiling=True)
    assert peak(need, way) <= free or way == frugal


@given(st.integers(10**8, 5 * 10**10), st.integers(0, 5 * 10**10))
def test_more_memory_never_means_fewer_pictures_at_once_in_the_same_way(free: int, more: int) -> None:
    poor, rich = plan(SD2, "cuda", free, Options()), plan(SD2, "cuda", free + more, Options())
    if replace(poor, batch=1, vae_slicing=True) == replace(rich, batch=1, vae_slicing=True):
        assert poor.batch <= rich.batch


WAY = Plan("cuda", "fp16", 4)


@pytest.mark.parametrize(
    "saving",
    [
        replace(WAY, attention_slicing=True),
        replace(WAY, vae_slicing=True),
        replace(WAY, vae_slicing=True, vae_tiling=True),
        replace(WAY, offload="model"),
        replace(WAY, offload="sequential"),
        replace(WAY, batch=1),
    ],
)
def test_each_saving_takes_no_more_memory_than_without(saving: Plan) -> None:
    assert peak(XL, saving) <= peak(XL, WAY)
