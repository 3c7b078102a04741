"""From a song to painted covers on the command line, and back from the sidecar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from albumen.draw import ENGINES
from tests.draw.diffusion.commissions import NUMPY_2
from tests.shell import Ran, albumen
from tests.songs import music, write_song

pytestmark = [pytest.mark.filterwarnings(NUMPY_2), pytest.mark.usefixtures("bare", "closed")]


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tags = {"title": "Cold Sea", "artist": "The Sleepers", "date": "2024"}
    return write_song(tmp_path_factory.mktemp("songs") / "track.mp3", music(3.0), tags=tags)


@pytest.fixture
def closed() -> Iterator[None]:
    """The engine that commands share gives its memory back after each."""
    yield
    engine = ENGINES.get("diffusion")
    assert hasattr(engine, "close")
    engine.close()


def covered(track: Path, model: Path, out: Path, *more: str) -> Ran:
    asked = ("--engine", "diffusion", "--model", model, "--steps", "2", "--extender", "offline")
    return albumen("cover", track, *asked, "--size", "200", "--out", out, "--set", "safety=off", *more)


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def sidecar(folder: Path, style: str, number: int = 1) -> dict[str, object]:
    held: dict[str, object] = json.loads((folder / f"track-{style}-{number}.json").read_text())
    return held


def test_both_styles_are_painted_and_their_sidecars_say_by_whom(track: Path, checkpoints: Path, tmp_path: Path) -> None:
    ran = covered(track, checkpoints / "sd", tmp_path)
    assert ran.code == 0, ran.err
    assert [size_of(path) for path in sorted(tmp_path.glob("track-*-?.jpg"))] == [(200, 200)] * 4
    held = sidecar(tmp_path, "conceptual", 2)
    engine = held["engine"]
    assert isinstance(engine, dict)
    assert (engine["name"], engine["nature"]) == ("diffusion", "trainedAlgorithmicMedia")
    assert "sd" in [model["name"] for model in engine["models"]]


def test_a_sidecar_makes_the_same_bytes_again(track: Path, checkpoints: Path, tmp_path: Path) -> None:
    covered(track, checkpoints / "sd2", tmp_path / "first", "--style", "album", "-n", "1")
    path = tmp_path / "first" / "track-album-1.json"
    ran = albumen("cover", "--from", path, "--out", tmp_path / "again")
    assert ran.code == 0, ran.err
    assert "the same bytes again" in ran.out


def test_a_cover_of_three_thousand_pixels_over_a_plate(track: Path, checkpoints: Path, tmp_path: Path) -> None:
    more = ("--style", "album", "-n", "1", "--from-plate", "--size", "3000")
    asked = ("--engine", "diffusion", "--model", checkpoints / "sd", "--steps", "2", "--set", "safety=off")
    ran = albumen("cover", track, *asked, "--out", tmp_path, *more)
    assert ran.code == 0, ran.err
    assert size_of(tmp_path / "track-album-1.jpg") == (3000, 3000)
    assert "compositeSynthetic" in (tmp_path / "track-album-1.json").read_text()


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--model", "sd-turbo"), 3, "run: albumen models pull sd-turbo"),
        (("--steps", "0"), 2, "steps"),
        (("--scheduler", "heun"), 2, "one of dpm++, dpm++-karras"),
        (("--set", "upscaler=nope"), 2, "'nope' does not enlarge pictures; there are: auto, lanczos,"),
        (("--set", "upscaler=gone.onnx"), 3, "gone.onnx is not there; give an ONNX file that enlarges pictures."),
        (("--set", "strength=7"), 2, "The option strength is '7'; it takes a number from 0.05 to 1."),
    ],
)
def test_what_cannot_be_done_is_said_before_the_song_is_heard(
    more: tuple[str, ...], code: int, said: str, track: Path, checkpoints: Path, tmp_path: Path
) -> None:
    model = () if "--model" in more else ("--model", checkpoints / "sd")
    ran = albumen("cover", track, "--engine", "diffusion", *model, "--out", tmp_path / "none", *more)
    assert ran.code == code
    assert said in " ".join(ran.err.split())
    assert not (tmp_path / "none").exists()
