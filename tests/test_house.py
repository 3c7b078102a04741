"""What the whole house promises: a fast start, no network, no heavy imports."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest
from pytest_socket import SocketBlockedError

HEAVY = ("torch", "diffusers", "transformers", "ray", "fastapi", "onnxruntime", "cv2", "scipy", "av", "PIL", "librosa")


def loaded_after(statement: str) -> list[str]:
    code = f"import sys; {statement}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_import_loads_nothing_heavy() -> None:
    assert loaded_after("import albumen") == []


def test_the_command_line_loads_nothing_heavy() -> None:
    assert loaded_after("import albumen.cli.app") == []


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def test_help_answers_in_a_third_of_a_second_more_than_python_itself() -> None:
    ask = (sys.executable, "-c", "import sys; sys.argv = ['albumen', '--help']; from albumen.cli import main; main()")
    own = min(seconds(*ask) for _ in range(5)) - min(seconds(sys.executable, "-c", "pass") for _ in range(5))
    assert own < 0.3


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_the_guard_fails_any_test_that_opens_a_connection() -> None:
    with pytest.raises(SocketBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
