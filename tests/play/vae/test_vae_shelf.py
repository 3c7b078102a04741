"""Which VAEs are here, under which names, and what a person may ask of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.errors import BadOption, MissingWeights
from albumen.models.places import cache_root
from albumen.play.vae.shelf import Shelved, called, plain, shelved, suited
from albumen.play.vae.wishes import ALPHA, MOST_ALPHA, Wishes, check_seconds, wishes

GENRES = ("blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock")


def lay(folder: Path, *names: str) -> None:
    """Folders that look like trained weights; nothing in them is read here."""
    for name in names:
        (folder / name).mkdir(parents=True)
        for file in ("weights.safetensors", "card.json"):
            (folder / name / file).write_bytes(b"")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def told(found: tuple[Shelved, ...]) -> list[tuple[str, str]]:
    return [(each.domain, each.genre) for each in found]


def test_folders_are_told_apart_by_their_names(own: Path) -> None:
    lay(own, "s4-vae-jazz", "s4-vae-mel-jazz", "s4-vae-mel-pop", "s1-genre", "s4-vae")
    assert told(shelved()) == [("waveform", "jazz")]
    assert told(shelved("mel")) == [("mel", "jazz"), ("mel", "pop")]


def test_mels_alone_are_played_unasked(own: Path) -> None:
    lay(own, "s4-vae-mel-jazz")
    assert told(shelved()) == [("mel", "jazz")]
    assert shelved("waveform") == ()


def test_half_a_folder_is_none(own: Path) -> None:
    lay(own, "s4-vae-jazz", "s4-vae-pop")
    (own / "s4-vae-pop" / "card.json").unlink()
    (own / "s4-vae-rock").write_bytes(b"a file")
    assert told(shelved()) == [("waveform", "jazz")]


def test_ones_own_folder_comes_before_the_cache(own: Path) -> None:
    lay(cache_root(), "s4-vae-jazz", "s4-vae-pop")
    lay(own, "s4-vae-jazz")
    assert [each.folder for each in shelved()] == [own / "s4-vae-jazz", cache_root() / "s4-vae-pop"]


@pytest.mark.parametrize("name", ["hiphop", "HipHop", "hip-hop", "Hip hop"])
def test_a_genre_may_be_spelt_in_any_way(own: Path, name: str) -> None:
    lay(own, "s4-vae-hiphop")
    assert called(name, None).folder == own / "s4-vae-hiphop"
    assert suited({name: 0.3, "Jazz": 0.7}, 0, shelved()).genre == "hiphop"


def test_a_folder_may_be_named(own: Path, tmp_path: Path) -> None:
    lay(tmp_path, "trained")
    assert called(str(tmp_path / "trained"), None).folder == tmp_path / "trained"
    with pytest.raises(MissingWeights, match=r"no VAE '.*elsewhere' here \(none is trained\)"):
        called(str(tmp_path / "elsewhere"), None)


@given(
    st.dictionaries(st.sampled_from(GENRES), st.floats(0.01, 1), min_size=1),
    st.sets(st.sampled_from(GENRES), min_size=1),
    st.integers(0, 30),
)
def test_no_likelier_genre_is_passed_over(genres: dict[str, float], names: set[str], variant: int) -> None:
    here = [Shelved(name, "waveform", Path(name)) for name in sorted(names)]
    likely = {name: genres.get("rock" if name == "metal" else name, 0.0) for name in names}
    possible = [name for name in names if likely[name] > 0]
    if not possible:
        with pytest.raises(MissingWeights):
            suited(genres, variant, here)
        return
    order = [suited(genres, n, here).genre for n in range(len(possible))]
    assert sorted(order) == sorted(possible)
    assert [likely[name] for name in order] == sorted((likely[name] for name in possible), reverse=True)
    assert suited(genres, variant, here).genre == order[variant % len(order)]


@given(st.text())
def test_plain_letters_stay_so(genre: str) -> None:
    assert plain(plain(genre)) == plain(genre)
    assert " " not in plain(genre)


def test_wishes_are_read() -> None:
    assert wishes({}) == Wishes(ALPHA, None, None)
    assert wishes({"alpha": "0.5", "model": "jazz", "domain": "mel"}) == Wishes(0.5, "jazz", "mel")
    assert wishes({"alpha": f"{MOST_ALPHA}"}).alpha == MOST_ALPHA


@pytest.mark.parametrize("alpha", ["", "nan", "inf", "-0.1", "10.1", "1,5"])
def test_an_alpha_that_is_none(alpha: str) -> None:
    with pytest.raises(BadOption, match="alpha is"):
        wishes({"alpha": alpha})


@pytest.mark.parametrize(("seconds", "possible"), [(0.99, False), (1, True), (600, True), (601, False)])
def test_lengths(seconds: float, possible: bool) -> None:
    if possible:
        check_seconds(seconds)
        return
    with pytest.raises(BadOption, match="from 1 to 600 seconds"):
        check_seconds(seconds)
