"""The engine's settings are read from text, and what cannot be meant is refused in one sentence."""

from __future__ import annotations

import pytest

from albumen.draw.diffusion.options import HELP, Lora, Options, parse
from albumen.errors import BadOption


def test_nothing_asked_leaves_everything_to_the_checkpoint() -> None:
    assert parse({}) == Options()


def test_every_setting_is_read() -> None:
    asked = {
        "model": "sd-turbo", "config": "small", "steps": "12", "guidance": "3.5", "scheduler": "euler-a",
        "prediction": "v", "lora": "a.safetensors:0.8",
        "from_plate": "sea", "strength": "0.4", "device": "cpu", "dtype": "bf16", "batch": "3", "size": "768",
        "candidates": "4", "upscaler": "lanczos", "safety": "on", "offload": "model", "compile": "on",
    }  # fmt: skip
    assert set(asked) == set(HELP)
    assert parse(asked) == Options(
        "sd-turbo", "small", 12, 3.5, "euler-a", "v", (Lora("a.safetensors", 0.8),), "sea", 0.4, "cpu", "bf16", 3, 768,
        4, "lanczos", "on", "model", True,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["steps", "guidance", "scheduler", "prediction", "dtype", "batch", "size", "offload"])
def test_auto_is_as_if_nothing_was_said(name: str) -> None:
    assert parse({name: "auto"}) == Options()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("steps", "0", "The option steps is '0'; it takes a whole number from 1 to 500, or auto."),
        ("steps", "many", "The option steps is 'many'; it takes a whole number from 1 to 500, or auto."),
        ("steps", "²", "The option steps is '²'; it takes a whole number from 1 to 500, or auto."),
        ("size", "500", "The option size is '500'; it takes a whole number from 64 to 4096 that 8 divides, or auto."),
        ("guidance", "nan", "The option guidance is 'nan'; it takes a number from 0 to 50, or auto."),
        ("strength", "2", "The option strength is '2'; it takes a number from 0.05 to 1."),
        ("safety", "maybe", "The option safety is 'maybe'; it takes one of auto, on, off."),
        ("compile", "yes", "The option compile is 'yes'; it takes one of on, off."),
        ("prediction", "x0", "The option prediction is 'x0'; it takes one of noise, v, or auto."),
        ("device", "tpu", "The option device is 'tpu'; it takes one of auto, cpu, cuda, mps."),
        (
            "lora",
            "my:9",
            "The option lora is 'my:9'; it takes a path or a name and, after a colon, a weight from -4 to 4.",
        ),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_what_can(name: str, text: str, said: str) -> None:
    with pytest.raises(BadOption) as refused:
        parse({name: text})
    assert str(refused.value) == said


def test_an_unknown_scheduler_lists_the_known_ones() -> None:
    with pytest.raises(BadOption, match="one of dpm\\+\\+, dpm\\+\\+-karras, euler, euler-a, lcm, ddim, pndm, or auto"):
        parse({"scheduler": "heun"})


def test_an_unknown_setting_lists_the_known_ones() -> None:
    with pytest.raises(BadOption, match="no option 'stepps'; it has: model, config, steps"):
        parse({"stepps": "3"})


@pytest.mark.parametrize(
    ("text", "loras"),
    [
        ("mine.safetensors", (Lora("mine.safetensors", 1.0),)),
        ("mine:0.5, other:-1", (Lora("mine", 0.5), Lora("other", -1.0))),
        (r"C:\loras\mine.safetensors", (Lora(r"C:\loras\mine.safetensors", 1.0),)),
        (r"C:\loras\mine.safetensors:0.25", (Lora(r"C:\loras\mine.safetensors", 0.25),)),
        ("", ()),
    ],
)
def test_loras_carry_their_weight_after_the_last_colon(text: str, loras: tuple[Lora, ...]) -> None:
    assert parse({"lora": text}).lora == loras
