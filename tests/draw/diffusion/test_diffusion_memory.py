"""How much memory is free is asked of whoever knows, and running out of it is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from albumen.draw.diffusion import memory


def meminfo(folder: Path, text: str) -> Path:
    path = folder / "meminfo"
    path.write_text(text)
    return path


def test_the_machine_tells_what_is_available_in_kibibytes(tmp_path: Path) -> None:
    path = meminfo(tmp_path, "MemTotal:       16000000 kB\nMemFree:  1 kB\nMemAvailable:    2048 kB\n")
    assert memory._machine(path) == 2048 * 1024


@pytest.mark.parametrize("text", ["", "MemTotal: 5 kB\n", "MemAvailable:\n", "MemAvailable: much\n"])
def test_a_machine_that_does_not_tell_is_taken_for_an_ordinary_one(text: str, tmp_path: Path) -> None:
    assert memory._machine(meminfo(tmp_path, text)) == 8 * 2**30


def test_a_container_leaves_what_it_does_not_use(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("5000\n")
    (tmp_path / "memory.current").write_text("1000\n")
    assert memory._container(tmp_path) == 4000


@pytest.mark.parametrize("most", [None, "max\n"])
def test_without_a_limit_the_machine_alone_counts(most: str | None, tmp_path: Path) -> None:
    if most:
        (tmp_path / "memory.max").write_text(most)
    assert memory._container(tmp_path) > 2**60


def test_some_memory_is_free_here() -> None:
    assert 2**20 < memory.free("cpu") < 2**50


@pytest.mark.parametrize(
    ("fault", "out"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB"), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 5 GB)"), True),
        (RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"), True),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
    ],
)
def test_running_out_is_told_from_other_errors(fault: RuntimeError, out: bool) -> None:
    assert memory.ran_out(fault) == out


def test_torchs_own_refusal_of_an_absurd_size_is_recognised() -> None:
    with pytest.raises(RuntimeError) as refused:
        torch.empty(2**45, dtype=torch.uint8)
    assert memory.ran_out(refused.value)


def test_auto_takes_a_device_that_is_here() -> None:
    fast = torch.cuda.is_available() or torch.backends.mps.is_available()
    assert (memory.device("auto") == "cpu") == (not fast)
    assert memory.device("cpu") == "cpu"
