"""The taggers against the original's own answers (TensorFlow; kept by tools/run_original_musicnn.py)."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.errors import BadAudio, MissingWeights
from albumen.listen.musicnn import TAGGERS, Tagger, TaggerName
from albumen.listen.musicnn.weights import FOLDER
from albumen.vocabulary import MSD_TAGS, MTT_TAGS
from tools.run_original_musicnn import clips, energies

DATA = Path(__file__).parent / "data" / "musicnn.npz"
CLIPS = ("tune", "flute", "loud")

Kept = dict[str, NDArray[np.float32]]


@pytest.fixture(scope="module")
def kept() -> Kept:
    """By `clip/log_mel` and `clip/tagger/output`; the log-mels, kept in float16, are what the original was given."""
    with np.load(DATA) as held:
        return {name: held[name].astype(np.float32) for name in held}


@pytest.fixture(scope="module")
def taggers() -> Iterator[dict[TaggerName, Tagger]]:
    made = {name: Tagger(name, threads=2) for name in TAGGERS}
    yield made
    for tagger in made.values():
        tagger.close()


def frames(kept: Kept, clip: str) -> NDArray[np.float32]:
    return kept[f"{clip}/log_mel"].reshape(-1, 96)


@pytest.mark.parametrize("clip", CLIPS)
@pytest.mark.parametrize("name", TAGGERS)
def test_the_taggram_is_the_originals_to_1e_4(
    name: TaggerName, clip: str, taggers: dict[TaggerName, Tagger], kept: Kept
) -> None:
    tagging = taggers[name].tag(frames(kept, clip))
    np.testing.assert_allclose(
        tagging.taggram.probabilities, kept[f"{clip}/{name}/probabilities"], atol=1e-4, rtol=0
    )  # fmt: skip


@pytest.mark.parametrize("clip", CLIPS)
@pytest.mark.parametrize("name", TAGGERS)
def test_the_features_are_the_originals_to_1e_4(
    name: TaggerName, clip: str, taggers: dict[TaggerName, Tagger], kept: Kept
) -> None:
    tagging = taggers[name].tag(frames(kept, clip))
    np.testing.assert_allclose(tagging.features, kept[f"{clip}/{name}/penultimate"], atol=1e-4, rtol=0)


@pytest.mark.parametrize("name", TAGGERS)
def test_loud_music_is_heard_where_the_original_overflows(
    name: TaggerName, taggers: dict[TaggerName, Tagger], kept: Kept
) -> None:
    samples = clips()["loud"]
    with np.errstate(over="ignore"):
        assert np.isinf(10000 * energies(samples).astype(np.float16)).any()
    log_mel = np.log10(1 + 10000 * energies(samples))
    heard = taggers[name].tag(log_mel).taggram.probabilities
    np.testing.assert_allclose(heard, kept[f"loud/{name}/probabilities"], atol=0.01)
    assert np.abs(heard - kept[f"loud/{name}/own_probabilities"]).max() > 0.2


def test_the_original_says_the_same_of_all_that_overflows(kept: Kept) -> None:
    """Its NaNs end as zeros in the network: what is left is the biases' opinion. This is the fault we do not copy."""
    for name in TAGGERS:
        np.testing.assert_allclose(
            kept[f"loud/{name}/own_probabilities"][0], kept[f"tune/{name}/own_probabilities"][0], atol=1e-6
        )


def test_what_is_heard_makes_sense(taggers: dict[TaggerName, Tagger], kept: Kept) -> None:
    assert {"flute", "quiet", "soft"} <= set(taggers["mtt"].tag(frames(kept, "flute")).taggram.top(5))
    assert "loud" in taggers["mtt"].tag(frames(kept, "loud")).taggram.top(2)
    assert "ambient" in taggers["msd"].tag(frames(kept, "flute")).taggram.top(3)


@pytest.mark.parametrize("level", [-1e-30, 0.0, 12.0, 1e6])
def test_any_finite_spectrogram_gives_probabilities(level: float, taggers: dict[TaggerName, Tagger]) -> None:
    heard = taggers["msd"].tag(np.full((187, 96), level, np.float32))
    assert np.isfinite(heard.features).all()
    assert ((heard.taggram.probabilities >= 0) & (heard.taggram.probabilities <= 1)).all()


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_refused(wrong: float, taggers: dict[TaggerName, Tagger]) -> None:
    log_mel = np.zeros((400, 96), np.float32)
    log_mel[300, 7] = wrong
    with pytest.raises(BadAudio):
        taggers["msd"].tag(log_mel)


def test_a_patch_gives_the_same_numbers_alone_and_among_others(kept: Kept) -> None:
    batch = np.concatenate([kept[f"{clip}/log_mel"] for clip in CLIPS])
    with Tagger("msd", threads=3) as many, Tagger("msd", threads=1) as one:
        together, alone = many.run(batch), [one.run(patch[None]) for patch in batch]
    np.testing.assert_array_equal(together[0], np.concatenate([heard[0] for heard in alone]))
    np.testing.assert_array_equal(together[1], np.concatenate([heard[1] for heard in alone]))


@pytest.mark.parametrize("clip", CLIPS)
@pytest.mark.parametrize("name", TAGGERS)
def test_sound_is_heard_as_the_original_hears_its_spectrogram(
    name: TaggerName, clip: str, taggers: dict[TaggerName, Tagger], kept: Kept
) -> None:
    """The kept log-mels are librosa's, rounded to float16: that rounding is the tolerance."""
    heard = taggers[name].hear(clips()[clip], start=9.0).taggram
    assert heard.times[0] == 9.0
    np.testing.assert_allclose(heard.probabilities, kept[f"{clip}/{name}/probabilities"], atol=0.01)


def test_shapes_tags_and_times(taggers: dict[TaggerName, Tagger]) -> None:
    tagging = taggers["mtt"].tag(np.zeros((600, 96), np.float32), start=60.0)
    assert tagging.taggram.probabilities.shape == (3, 50)
    assert tagging.features.shape == (3, 200)
    assert tagging.features.dtype == tagging.taggram.probabilities.dtype == np.float32
    assert tagging.taggram.tags == MTT_TAGS
    assert taggers["msd"].tag(np.zeros((187, 96), np.float32)).taggram.tags == MSD_TAGS
    np.testing.assert_allclose(tagging.taggram.times, [60, 62.992, 65.984])


def test_short_sound_is_heard_as_if_it_were_repeated(taggers: dict[TaggerName, Tagger], kept: Kept) -> None:
    short = frames(kept, "tune")[:70]
    once = taggers["mtt"].tag(short).taggram.probabilities
    assert once.shape == (1, 50)
    np.testing.assert_array_equal(once, taggers["mtt"].tag(np.tile(short, (3, 1))[:187]).taggram.probabilities)


def test_weights_load_once_at_the_first_use_and_go_at_the_end(kept: Kept) -> None:
    with Tagger("msd", threads=1) as tagger:
        assert tagger._session is None
        tagger.run(kept["tune/log_mel"][:1])
        session = weakref.ref(tagger._session)
        tagger.run(kept["tune/log_mel"][:1])
        assert tagger._session is session()
    gc.collect()
    assert session() is None


def test_a_closed_tagger_can_be_used_again(kept: Kept) -> None:
    tagger = Tagger("msd", threads=1)
    before = tagger.run(kept["tune/log_mel"][:1])[0]
    tagger.close()
    tagger.close()
    np.testing.assert_array_equal(tagger.run(kept["tune/log_mel"][:1])[0], before)
    tagger.close()


def test_damaged_weights_are_refused_with_a_remedy(tmp_path: Path, kept: Kept) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "musicnn")
    data = bytearray((folder / "mtt.onnx").read_bytes())
    data[100_000] ^= 1
    (folder / "mtt.onnx").write_bytes(data)
    with pytest.raises(MissingWeights, match=r"mtt\.onnx.*pip install"):
        Tagger("mtt", folder=folder).run(kept["tune/log_mel"][:1])


@pytest.mark.parametrize("lost", ["msd.onnx", "card.json"])
def test_lost_weights_are_named_with_a_remedy(lost: str, tmp_path: Path, kept: Kept) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "musicnn")
    (folder / lost).unlink()
    with pytest.raises(MissingWeights, match=rf"{lost}.*pip install"):
        Tagger("msd", folder=folder).run(kept["tune/log_mel"][:1])


@pytest.mark.parametrize("card", ["", "[]", json.dumps({"taggers": {}}), json.dumps({"taggers": {"msd": 3}})])
def test_a_damaged_card_is_refused(card: str, tmp_path: Path, kept: Kept) -> None:
    (tmp_path / "card.json").write_text(card)
    with pytest.raises(MissingWeights, match=r"card\.json"):
        Tagger("msd", folder=tmp_path).run(kept["tune/log_mel"][:1])


def test_importing_and_making_a_tagger_loads_no_runtime() -> None:
    code = "import sys; from albumen.listen.musicnn import Tagger; Tagger('msd'); print('onnxruntime' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer.strip() == "False"
