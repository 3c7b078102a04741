"""Which device paints, how much of its memory is free, and what running out of it looks like."""

from __future__ import annotations

from pathlib import Path

from albumen.draw.diffusion.options import Device
from albumen.draw.diffusion.plan import Kind
from albumen.errors import BadOption

_CGROUP = Path("/sys/fs/cgroup")
_UNKNOWN = 8 * 2**30
"""Bytes taken to be free where nobody tells."""


def device(asked: Device) -> Kind:
    """The device that is asked for, or for `auto` the fastest there is.

    Raises
    ------
    BadOption
        There is no such device here.
    """
    import torch

    here: dict[Kind, bool] = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if asked == "auto":
        return next(kind for kind, there in here.items() if there)
    if not here[asked]:
        raise BadOption(f"The option device is {asked}, which torch does not find here; it takes cpu or auto.")
    return asked


def free(kind: Kind) -> int:
    """Bytes of a device's memory that are free now."""
    import torch

    if kind == "cuda":
        return int(torch.cuda.mem_get_info()[0])
    if kind == "mps":
        return int(torch.mps.recommended_max_memory()) - int(torch.mps.driver_allocated_memory())
    return min(_machine(Path("/proc/meminfo")), _container(_CGROUP))


def ran_out(fault: RuntimeError) -> bool:
    """Whether an error of torch's means that memory ran out, on whichever device."""
    import torch

    said = str(fault).lower()
    return isinstance(fault, torch.OutOfMemoryError) or "out of memory" in said or "can't allocate memory" in said


def give_back(kind: Kind) -> None:
    """Returns to the device what torch holds in reserve."""
    import torch

    if kind == "cuda":
        torch.cuda.empty_cache()
    if kind == "mps":
        torch.mps.empty_cache()


def _machine(meminfo: Path) -> int:
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError, IndexError):
        return _UNKNOWN


def _container(group: Path) -> int:
    """What a control group (version 2) leaves, or very much where there is none."""
    try:
        return int((group / "memory.max").read_text()) - int((group / "memory.current").read_text())
    except (OSError, ValueError):
        return 2**63
