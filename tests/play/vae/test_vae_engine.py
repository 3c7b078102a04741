"""The VAEs as an engine: which one is chosen, what alpha does, and that the same seed gives the same samples."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import numpy as np
import pytest

from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import BadOption, MissingWeights
from albumen.music import Music
from albumen.play.engine import ENGINES, play
from albumen.play.vae.engine import PEAK, Vae, finished, joined
from albumen.play.vae.player import load_player
from albumen.play.vae.shelf import Shelved, shelved, suited
from tests.vae_weights import write_vae

VECTOR = np.random.default_rng(3).standard_normal(30).astype(np.float32)


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for at, genre in enumerate(("jazz", "hiphop", "metal")):
        write_vae(tmp_path / f"s4-vae-{genre}", genre, seed=at)
    write_vae(tmp_path / "s4-vae-mel-jazz", "jazz", "mel", seed=9)
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path))
    return tmp_path


def brief(seed: int = 0, variant: int = 0, seconds: float = 2.0, **options: str) -> Brief:
    genres = {"Classical": 0.4, "Hip hop": 0.3, "Rock": 0.2, "Jazz": 0.1}
    seen = Description(genres=genres, embedding=VECTOR)
    return Brief(seen, "", seed=seed, variant=variant, seconds=seconds, options=options)


def played(wanted: Brief) -> Music:
    return play(wanted, Vae())


def test_the_likeliest_genre_that_has_a_vae_is_played_then_the_next(weights: Path) -> None:
    assert [played(brief(variant=n)).origin for n in range(4)] == ["vae/hiphop", "vae/metal", "vae/jazz", "vae/hiphop"]


def test_only_the_genre_that_was_given_is_played(weights: Path) -> None:
    def given(genre: str, variant: int) -> Music:
        return played(Brief(Description(genres={genre: 1.0}), "", variant=variant, seconds=2.0))

    assert {given("Jazz", n).origin for n in range(3)} == {"vae/jazz"}
    assert given("Rock", 0).origin == "vae/metal"
    with pytest.raises(MissingWeights, match="no VAE of Polka here; there are: hiphop, jazz, metal"):
        given("Polka", 0)


def test_rock_comes_before_its_kin() -> None:
    here = [Shelved(genre, "waveform", Path()) for genre in ("metal", "rock")]
    assert [suited({"Rock": 1.0}, n, here).genre for n in range(2)] == ["rock", "metal"]


def test_a_domain_that_is_not_here(weights: Path) -> None:
    rmtree(weights / "s4-vae-mel-jazz")
    with pytest.raises(MissingWeights, match="of the domain mel is trained"):
        played(brief(domain="mel"))


def test_without_genres_any_will_do() -> None:
    here = [Shelved(genre, "waveform", Path()) for genre in ("blues", "pop")]
    assert [suited({}, n, here).genre for n in range(2)] == ["blues", "pop"]


def test_music_is_mono_as_long_as_wanted_and_never_too_loud(weights: Path) -> None:
    for seconds in (1.0, 2.0, 5.0):
        audio = played(brief(seconds=seconds)).audio
        assert (audio.samples.shape, audio.rate) == ((1, round(seconds * 22_050)), 22_050)
        assert 0.0 < np.abs(audio.samples).max() <= PEAK + 1e-6
        assert abs(audio.samples[0, 0]) + abs(audio.samples[0, -1]) < 1e-6


def test_the_seed_chooses_the_clip(weights: Path) -> None:
    heard = {seed: played(brief(seed)).audio.samples.tobytes() for seed in range(20)}
    assert heard[0] == played(brief(0)).audio.samples.tobytes()
    assert len(set(heard.values())) == 3


def test_alpha_0_is_the_plain_reconstruction(weights: Path) -> None:
    player = load_player(weights / "s4-vae-hiphop")
    clip = int(np.random.default_rng((5, 0)).integers(3))
    expected = finished(player.decoded(player.codes[clip]))
    assert np.array_equal(played(brief(5, alpha="0")).audio.samples[0], expected)


def test_the_sound_moves_farther_with_alpha(weights: Path) -> None:
    plain = played(brief(alpha="0")).audio.samples
    far = [float(np.abs(played(brief(alpha=a)).audio.samples - plain).mean()) for a in ("0", "0.1", "0.4", "1.5")]
    assert far[0] == 0
    assert far == sorted(far)
    assert far[3] > 3 * far[1] > 0


def test_another_picture_sounds_different(weights: Path) -> None:
    other = Brief(Description(genres=brief().description.genres, embedding=-VECTOR), "", seconds=2.0)
    assert not np.array_equal(played(other).audio.samples, played(brief()).audio.samples)


def test_what_is_asked_for_is_played(weights: Path) -> None:
    assert played(brief(model="Jazz")).origin == "vae/jazz"
    assert played(brief(model=str(weights / "s4-vae-metal"))).origin == "vae/metal"
    mel = played(brief(domain="mel"))
    assert mel.models[0].name == "s4-vae-mel-jazz"
    assert mel.nature == "trainedAlgorithmicMedia"
    assert mel.models[0].licence == "CC0"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"alpha": "much"}, "alpha is 'much'"),
        ({"alpha": "-1"}, "from 0 to 10"),
        ({"domain": "midi"}, "waveform, mel"),
        ({"genre": "Jazz"}, "no setting 'genre'"),
    ],
)
def test_options_that_are_not_possible(weights: Path, options: dict[str, str], says: str) -> None:
    with pytest.raises(BadOption, match=says):
        played(replace(brief(), options=options))


def test_a_length_that_is_not_possible(weights: Path) -> None:
    with pytest.raises(BadOption, match=r"from 1 to 600 seconds, not 0\.5"):
        played(brief(seconds=0.5))


def test_a_vae_that_is_not_here(weights: Path) -> None:
    with pytest.raises(MissingWeights, match="hiphop, jazz, metal"):
        played(brief(model="polka"))


def test_damaged_weights_are_told(weights: Path) -> None:
    (weights / "s4-vae-hiphop" / "weights.safetensors").write_bytes(b"no weights")
    with pytest.raises(MissingWeights, match="checksum"):
        played(brief())


def test_without_weights_it_is_not_ready_and_auto_is_the_band_even_with_them(weights: Path) -> None:
    card = ENGINES.card("vae")
    assert card.ready().ok
    assert ENGINES.choose("auto")[0].card.name == "band"
    assert ENGINES.choose("vae")[0].card.name == "vae"


def test_without_weights_it_says_how_to_train_one() -> None:
    assert shelved() == ()
    state = ENGINES.card("vae").ready()
    assert (state.ok, state.reason) == (False, "no VAE is trained")
    with pytest.raises(MissingWeights, match=r"albumen train recipes/s4-vae\.toml"):
        played(brief())


def test_asking_whether_it_is_ready_loads_no_torch() -> None:
    code = (
        "import sys; from albumen.play.engine import ENGINES; ENGINES.card('vae').ready(); "
        "ENGINES.get('vae').options; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_clips_are_joined_without_a_gap_in_loudness() -> None:
    rng = np.random.default_rng(0)
    one, other = (rng.standard_normal(50_000).astype(np.float32) for _ in range(2))
    whole = joined(one, other)
    assert len(whole) == 100_000 - 22_050
    middle = whole[50_000 - 22_050 : 50_000]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(1.0, rel=0.03)
    assert np.array_equal(joined(np.zeros(0, np.float32), one), one)
