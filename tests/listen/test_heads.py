"""The trained heads: what they are given, what they say, and what happens when their weights are not there."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from albumen.errors import MissingWeights
from albumen.listen.cues import NAMES
from albumen.listen.heads import CLASSES, FEATURES, HEADS, HeadName, Heads, features_of, head_card, stack, thin_classes
from albumen.listen.heads.weights import FOLDER, read_head
from albumen.listen.musicnn import TaggerName, Tagging, Taggram
from albumen.vocabulary import GENRES, MOODS, MSD_TAGS, MTT_TAGS
from tools import text_teacher

STILL = np.zeros(FEATURES, np.float32)
SONGS = Path(__file__).parent / "data" / "heads.npz"
"""Features of songs in Debian's packages, and the log odds that the teachers gave them (`tools.teachers`)."""


@pytest.fixture(scope="module")
def songs() -> Mapping[str, Any]:
    with np.load(SONGS) as held:
        return dict(held)


@pytest.fixture(scope="module")
def heads() -> Heads:
    return Heads()


def odds_of(head: HeadName, features: np.ndarray) -> np.ndarray:
    told = Heads().hear(features)
    return told.genres if head == "genre" else np.concatenate([told.moods, told.affect])


def test_units_come_before_shares_and_cues_last() -> None:
    features = stack(np.full(400, 1.0), np.full(100, 2.0), np.full(5, 3.0))
    assert features.tolist() == [1.0] * 400 + [2.0] * 100 + [3.0] * 5
    assert features.dtype == np.float32
    assert stack(np.zeros((7, 400)), np.zeros((7, 100)), np.zeros((7, 5))).shape == (7, FEATURES)


def test_a_song_is_the_mean_of_its_patches_msd_first() -> None:
    rng = np.random.default_rng(0)
    taggings: dict[TaggerName, Tagging] = {}
    for name, tags in (("mtt", MTT_TAGS), ("msd", MSD_TAGS)):
        shares, units = rng.random((3, 50), np.float32), rng.random((3, 200), np.float32)
        taggings[name] = Tagging(Taggram(np.arange(3.0), tags, shares), units)  # type: ignore[index]
    features = features_of(taggings, np.arange(5.0))
    msd, mtt = taggings["msd"], taggings["mtt"]
    assert features[:200] == pytest.approx(msd.features.mean(axis=0))
    assert features[200:400] == pytest.approx(mtt.features.mean(axis=0))
    assert features[400:450] == pytest.approx(msd.taggram.probabilities.mean(axis=0))
    assert features[450:500] == pytest.approx(mtt.taggram.probabilities.mean(axis=0))
    assert features[500:].tolist() == [0, 1, 2, 3, 4]


def test_the_first_genre_is_a_listener_s(songs: Mapping[str, Any], heads: Heads) -> None:
    told = [GENRES[int(heads.hear(features).genres.argmax())] for features in songs["features"]]
    assert told == songs["label"].tolist()


@pytest.mark.parametrize("head", HEADS)
def test_the_student_says_what_its_teachers_say(head: HeadName, songs: Mapping[str, Any]) -> None:
    own = json.loads((FOLDER / "card.json").read_text("utf-8"))["heads"][head]
    slope, offset = np.array([own["calibration"][name] for name in own["classes"]]).T
    told = np.array([odds_of(head, features) for features in songs["features"]])
    apart = (told - offset) / slope - songs[f"{head}_odds"]
    assert np.sqrt(np.mean(apart**2)) < 0.6, "log odds; they span twelve"
    assert np.corrcoef(told.ravel(), (slope * songs[f"{head}_odds"] + offset).ravel())[0, 1] > 0.97


@pytest.mark.parametrize("head", HEADS)
def test_calibration_keeps_the_order_of_songs(head: HeadName) -> None:
    own = json.loads((FOLDER / "card.json").read_text("utf-8"))["heads"][head]
    assert list(own["calibration"]) == list(CLASSES[head])
    assert all(slope > 0 for slope, _ in own["calibration"].values())
    assert all(error < 0.06 for error in own["calibration_error"].values())


@pytest.mark.parametrize("cue", range(4))
def test_more_of_loudness_brightness_density_or_tempo_is_more_arousal(
    cue: int, songs: Mapping[str, Any], heads: Heads
) -> None:
    up = np.zeros(FEATURES, np.float32)
    up[500 + cue] = 1
    for features in songs["features"]:
        assert heads.hear(features + up).affect[1] > heads.hear(features - up).affect[1], NAMES[cue]


def test_the_same_song_in_minor_is_sadder_and_less_pleasant(songs: Mapping[str, Any], heads: Heads) -> None:
    major, minor = songs["features"].copy(), songs["features"].copy()
    major[:, -1], minor[:, -1] = 1.0, -1.0
    for bright, dark in zip(map(heads.hear, major), map(heads.hear, minor), strict=True):
        assert dark.moods[MOODS.index("Sad")] > bright.moods[MOODS.index("Sad")]
        assert dark.affect[0] < bright.affect[0]


@pytest.mark.parametrize("head", HEADS)
def test_onnx_runtime_says_what_the_weights_say_by_hand(head: HeadName, songs: Mapping[str, Any]) -> None:
    model = onnx.load_model_from_string(read_head(head))
    held = {weight.name: numpy_helper.to_array(weight).astype(np.float64) for weight in model.graph.initializer}
    features = songs["features"][0].astype(np.float64)
    standard = np.clip((features - held["mean"]) / held["deviation"], held["input_least"], held["input_most"])
    hidden = np.maximum(held["weight_0"] @ standard + held["bias_0"], 0)
    heard = np.clip(held["weight_1"] @ hidden + held["bias_1"], held["heard_least"], held["heard_most"])
    expected = held["slope"] * text_of(head, features, held) + heard @ held["given"] + held["shift"]
    assert odds_of(head, songs["features"][0]) == pytest.approx(expected, abs=1e-2)


def text_of(head: HeadName, features: np.ndarray, held: Mapping[str, np.ndarray]) -> np.ndarray:
    """What the text evidence says of a song [classes]."""
    units, shares, cues = (part[None] for part in np.split(features, (400, 500)))
    taggers = zip(("msd", "mtt"), np.split(units, 2, axis=1), strict=True)
    logits = np.hstack([own @ held[f"{tagger}_kernel"] + held[f"{tagger}_bias"] for tagger, own in taggers])
    if head == "genre":
        return text_teacher.genre_odds(logits, shares).ravel()
    return np.hstack([text_teacher.mood_odds(logits, cues), text_teacher.feeling(logits, cues)]).ravel()


@pytest.mark.parametrize("head", HEADS)
def test_what_no_music_of_the_corpus_has_makes_no_sound_extreme(head: HeadName, songs: Mapping[str, Any]) -> None:
    """A tag such as `rnb` stands dozens of deviations out in music that is no game music."""
    at = 400 + MSD_TAGS.index("rnb")
    for features in songs["features"]:
        sung = features.copy()
        sung[at] = 0.75
        assert np.abs(odds_of(head, sung) - odds_of(head, features)).max() < 4


def test_valence_and_arousal_are_the_text_s_own(songs: Mapping[str, Any], heads: Heads) -> None:
    """But for the order of means: here the features are averaged, there the odds of excerpts."""
    told = np.array([heads.hear(features).affect for features in songs["features"]])
    assert told == pytest.approx(songs["mood_odds"][:, len(MOODS) :], abs=0.1)


def test_the_card_names_the_classes_and_the_terms() -> None:
    assert head_card("genre").classes == CLASSES["genre"] == GENRES
    assert head_card("mood").classes == CLASSES["mood"] == (*MOODS, "valence", "arousal")
    assert all(word in head_card("genre").licence for word in ("Apache-2.0", "ISC", "CC BY-SA 4.0"))
    assert all(0.9 < head_card(head).agreement < 1 for head in HEADS)


def test_classes_that_the_taggers_have_no_word_for_are_said_to_be_thin() -> None:
    assert {"Ska", "Reggae", "Latin", "Middle Eastern", "Funny"} <= set(thin_classes())
    assert not {"Rock", "Jazz", "Classical", "Electronic", "Folk", "Hip hop", "Sad", "Happy"} & set(thin_classes())


def test_the_card_lists_every_package_with_its_licence() -> None:
    corpus = json.loads((FOLDER / "card.json").read_text("utf-8"))["corpus"]
    assert sum(corpus["packages"].values()) == corpus["tracks"]
    assert set(corpus["packages"]) == set(corpus["licences"])
    assert all(corpus["licences"].values())
    assert not any("emotify" in package.lower() for package in corpus["packages"])


def test_the_corpus_has_nothing_that_may_not_be_sold_or_changed() -> None:
    corpus = json.loads((FOLDER / "card.json").read_text("utf-8"))["corpus"]
    assert "drascula-music" not in corpus["packages"]
    terms = " ".join(corpus["licences"].values())
    assert not any(word in terms for word in ("NC", "-ND", "Ethymonics", "ETHYMONICS"))


@pytest.mark.parametrize("head", HEADS)
def test_weights_are_what_the_card_says_and_small(head: HeadName) -> None:
    data = (FOLDER / f"{head}.onnx").read_bytes()
    assert hashlib.sha256(data).hexdigest() == head_card(head).sha256
    assert len(data) < 700_000


def test_no_table_is_read_at_run_time() -> None:
    room = FOLDER.parent
    assert {path.name for path in room.glob("*.json")} == {"vector_scale.json"}
    assert {path.name for path in FOLDER.glob("*.json")} == {"card.json"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("card.json", "genre.onnx", "mood.onnx"):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_damaged_weights_are_refused(folder: Path) -> None:
    (folder / "mood.onnx").write_bytes(b"no model")
    with pytest.raises(MissingWeights, match=r"are damaged \(their checksum differs from the card's\): .*mood\.onnx"):
        Heads(folder).hear(STILL)


def test_absent_weights_are_missed(folder: Path) -> None:
    (folder / "genre.onnx").unlink()
    with pytest.raises(MissingWeights, match=r"are not there: .*genre\.onnx"):
        Heads(folder).hear(STILL)


@pytest.mark.parametrize("text", ["", "[]", '{"heads": {}}'])
def test_a_damaged_card_is_missed(folder: Path, text: str) -> None:
    (folder / "card.json").write_text(text)
    with pytest.raises(MissingWeights, match="install albumen again"):
        head_card("genre", folder)
    with pytest.raises(MissingWeights, match="install albumen again"):
        thin_classes(folder)


def test_closed_heads_can_be_used_again(folder: Path) -> None:
    heads = Heads(folder)
    before = heads.hear(STILL)
    heads.close()
    assert heads.hear(STILL).genres.tolist() == before.genres.tolist()
