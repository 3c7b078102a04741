"""What a brief may ask of the engine, read from text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

from albumen.errors import BadOption

SchedulerName = Literal["dpm++", "dpm++-karras", "euler", "euler-a", "lcm", "ddim", "pndm"]
Device = Literal["auto", "cpu", "cuda", "mps"]
Dtype = Literal["fp16", "bf16", "fp32"]
Offload = Literal["none", "model", "sequential"]
Safety = Literal["auto", "on", "off"]
Prediction = Literal["noise", "v"]
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Lora:
    """A LoRA by file, folder or name, and how strongly it is applied; 0 leaves the checkpoint as it is."""

    source: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Options:
    """The engine's settings; None stands for `auto`: what suits the checkpoint and the machine."""

    model: str = ""
    """A model's name in `albumen models`, a hub id, a folder or a single file; empty for the first that is here."""
    config: str = ""
    """Where the small files of a single file lie: a model's name or a folder; empty for the first that fits."""
    steps: int | None = None
    guidance: float | None = None
    scheduler: SchedulerName | None = None
    prediction: Prediction | None = None
    """What the network foretells at each step; None for what the checkpoint says of itself."""
    lora: tuple[Lora, ...] = ()
    from_plate: str = ""
    """Empty to begin from noise, `auto` for the press plate that suits the song, or a plate's name."""
    strength: float = 0.6
    """How far the plate is painted over, 0 (hardly) to 1 (wholly)."""
    device: Device = "auto"
    dtype: Dtype | None = None
    batch: int | None = None
    size: int | None = None
    """Side in pixels at which is painted, before enlarging."""
    candidates: int = 1
    """Pictures painted for each one that is kept."""
    upscaler: str = "auto"
    safety: Safety = "auto"
    offload: Offload | None = None
    compile: bool = False


def parse(options: Mapping[str, str]) -> Options:
    """The settings that a brief's options name.

    Raises
    ------
    BadOption
        A name is unknown or a value is not allowed; the text says which are.
    """
    read: dict[str, Any] = {}
    for name, text in options.items():
        if name not in _SETTINGS:
            raise BadOption(f"The diffusion engine has no option {name!r}; it has: {', '.join(_SETTINGS)}.")
        read[name] = _SETTINGS[name][1](name, text.strip())
    return Options(**read)


Reader = Callable[[str, str], object]


def _refused(name: str, text: str, allowed: str) -> BadOption:
    return BadOption(f"The option {name} is {text!r}; it takes {allowed}.")


def _whole(least: int, most: int, step: int = 1) -> Callable[[str, str], int]:
    multiple = f" that {step} divides" if step > 1 else ""

    def read(name: str, text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most or int(text) % step:
            raise _refused(name, text, f"a whole number from {least} to {most}{multiple}")
        return int(text)

    return read


def _number(least: float, most: float) -> Callable[[str, str], float]:
    def read(name: str, text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise _refused(name, text, f"a number from {least:g} to {most:g}")
        return value

    return read


def _one_of(*allowed: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text not in allowed:
            raise _refused(name, text, f"one of {', '.join(allowed)}")
        return text

    return read


def _or_auto(read: Callable[[str, str], ValueT]) -> Callable[[str, str], ValueT | None]:
    def maybe(name: str, text: str) -> ValueT | None:
        if text == "auto":
            return None
        try:
            return read(name, text)
        except BadOption as fault:
            raise BadOption(f"{str(fault).rstrip('.')}, or auto.") from fault

    return maybe


def _word(name: str, text: str) -> str:
    return text


def _switch(name: str, text: str) -> bool:
    return _one_of("on", "off")(name, text) == "on"


def _loras(name: str, text: str) -> tuple[Lora, ...]:
    return tuple(_lora(name, each.strip()) for each in text.split(",") if each.strip())


def _lora(name: str, text: str) -> Lora:
    source, colon, weight = text.rpartition(":")
    if not colon or len(source) < 2:  # no weight, or the colon of a Windows drive
        return Lora(text)
    try:
        value = float(weight)
    except ValueError:
        return Lora(text)
    if not -4 <= value <= 4:
        raise _refused(name, text, "a path or a name and, after a colon, a weight from -4 to 4")
    return Lora(source, value)


_SETTINGS: Mapping[str, tuple[str, Reader]] = {
    "model": ("a model of `albumen models`, a hub id whose files are here, a folder, or a .safetensors file", _word),
    "config": ("for a single file, the model or folder whose configuration and tokenizer it takes", _word),
    "steps": ("steps of denoising", _or_auto(_whole(1, 500))),
    "guidance": ("how closely the prompt is followed; above 1 the negative prompt has a say", _or_auto(_number(0, 50))),
    "scheduler": (f"one of {', '.join(get_args(SchedulerName))}", _or_auto(_one_of(*get_args(SchedulerName)))),
    "prediction": (
        f"what the network foretells: one of {', '.join(get_args(Prediction))}",
        _or_auto(_one_of(*get_args(Prediction))),
    ),
    "lora": ("LoRA files or names, each with a weight: mine.safetensors:0.8, other:0.5", _loras),
    "from_plate": ("paint over a press plate: auto, or the plate's name", _word),
    "strength": ("how far the plate is painted over, 0.05 to 1", _number(0.05, 1)),
    "device": (f"one of {', '.join(get_args(Device))}", _one_of(*get_args(Device))),
    "dtype": (f"precision: one of {', '.join(get_args(Dtype))}", _or_auto(_one_of(*get_args(Dtype)))),
    "batch": ("the most pictures that are painted at once", _or_auto(_whole(1, 64))),
    "size": ("side in pixels at which is painted, before enlarging", _or_auto(_whole(64, 4096, step=8))),
    "candidates": ("pictures painted for each one kept", _whole(1, 32)),
    "upscaler": ("how the painting is enlarged: auto, lanczos, or a model's name", _word),
    "safety": ("whether nudity is looked for: auto (if the check is here), on, off", _one_of(*get_args(Safety))),
    "offload": (
        f"what waits off the GPU: one of {', '.join(get_args(Offload))}",
        _or_auto(_one_of(*get_args(Offload))),
    ),
    "compile": ("on compiles the network first: minutes, then faster; for long runs on a GPU", _switch),
}
HELP: Mapping[str, str] = {name: line for name, (line, _) in _SETTINGS.items()}
"""Every setting with one line of help."""
