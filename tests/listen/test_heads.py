"""The trained heads: what they are given, what they say, and what happens when their weights are not there."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from albumen.errors import MissingWeights
from albumen.listen.cues import cues
from albumen.listen.heads import FEATURES, HEADS, LOWEST, UPMOST, HeadName, Heads, head_card, stack
from albumen.listen.heads.weights import FOLDER, read_head
from albumen.listen.priors import TAGS
from albumen.vocabulary import GENRES, MOODS

STILL = np.zeros(5)
TAUGHT = tuple(mood for mood in MOODS if mood != "Funny")


def standing_of(*tags: str) -> np.ndarray:
    """Two spreads above their base rates at some tags, and base rates at the others."""
    return np.array([2.0 if tag in tags else 0.0 for tag in TAGS])


def test_an_ordinary_song_is_all_zeros() -> None:
    assert stack(np.zeros(100), STILL).tolist() == [0.0] * FEATURES


def test_the_cues_come_after_the_tags() -> None:
    lively = cues(-9.0, 3000.0, 6.0, 150.0, None)
    features = stack(standing_of("rock"), lively)
    assert features[:100].tolist() == standing_of("rock").tolist()
    assert features[100:] == pytest.approx(lively)
    assert features.dtype == np.float32


def test_tags_beyond_all_music_are_cut_off() -> None:
    assert stack(np.full(100, 99.0), STILL)[:100].tolist() == [UPMOST] * 100
    assert stack(np.full(100, -99.0), STILL)[:100].tolist() == [LOWEST] * 100


def test_an_ordinary_song_stands_out_in_nothing() -> None:
    told = Heads().hear(np.zeros(100), STILL)
    assert told.genres == pytest.approx(np.zeros(len(GENRES)), abs=1e-4)
    assert told.moods == pytest.approx(np.zeros(len(TAUGHT)), abs=1e-4)


@pytest.mark.parametrize(
    ("genre", "tags"),
    [
        ("Rock", ("rock", "hard rock", "metal", "heavy metal", "loud", "guitar", "alternative rock")),
        ("Classical", ("classical", "strings", "violin", "cello", "instrumental", "classic")),
        ("Electronic", ("techno", "electronic", "House", "beats", "dance", "synth", "electronica")),
        ("New-age", ("new age", "ambient", "soft", "slow", "chillout", "quiet")),
    ],
)
def test_the_teacher_s_genres_were_learnt(genre: str, tags: tuple[str, ...]) -> None:
    told = Heads().hear(standing_of(*tags), STILL).genres
    assert GENRES.index(genre) in np.argsort(-told)[:5]
    assert told[GENRES.index(genre)] > 0.3


def test_a_mood_is_told_by_tags_and_cues() -> None:
    heads = Heads()
    calm, fierce = cues(-26.0, 700.0, 1.0, 62.0, None), cues(-8.0, 3000.0, 6.0, 150.0, None)
    soft = standing_of("beautiful", "easy listening", "Mellow", "sad", "slow", "soft", "strings", "instrumental")
    contrast = soft - standing_of("metal", "heavy metal", "loud", "rock", "fast", "weird", "party", "beats")
    lullaby, battle = heads.hear(contrast, calm).moods, heads.hear(-contrast, fierce).moods
    tender, angry = TAUGHT.index("Tender"), TAUGHT.index("Angry")
    assert lullaby[tender] > battle[tender] + 1
    assert battle[angry] > lullaby[angry] + 1


@pytest.mark.parametrize("head", HEADS)
def test_onnx_runtime_says_what_the_weights_say_by_hand(head: HeadName) -> None:
    model = onnx.load_model_from_string(read_head(head))
    held = {weight.name: numpy_helper.to_array(weight).astype(np.float64) for weight in model.graph.initializer}
    tags, sound = np.random.default_rng(3).normal(size=100), np.array([1.0, -1.0, 0.5, 0.0, 2.0])
    hidden = np.maximum(held["weight_0"] @ stack(tags, sound).astype(np.float64) + held["bias_0"], 0)
    told = Heads().hear(tags, sound)
    ours = told.genres if head == "genre" else told.moods
    assert ours == pytest.approx(held["weight_1"] @ hidden + held["bias_1"], abs=1e-4)


def test_the_card_names_the_classes_and_the_terms() -> None:
    assert head_card("genre").classes == GENRES
    assert head_card("mood").classes == TAUGHT
    assert all(head_card(head).licence == "Apache-2.0" for head in HEADS)
    assert all(0.5 < head_card(head).agreement < 1 for head in HEADS)


def test_the_card_lists_every_package_with_its_licence() -> None:
    corpus = json.loads((FOLDER / "card.json").read_text("utf-8"))["corpus"]
    assert sum(corpus["packages"].values()) == corpus["tracks"]
    assert set(corpus["packages"]) == set(corpus["licences"])
    assert all(corpus["licences"].values())
    assert not any("emotify" in package.lower() for package in corpus["packages"])


@pytest.mark.parametrize("head", HEADS)
def test_weights_are_what_the_card_says_and_small(head: HeadName) -> None:
    data = (FOLDER / f"{head}.onnx").read_bytes()
    assert hashlib.sha256(data).hexdigest() == head_card(head).sha256
    assert len(data) < 100_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("card.json", "genre.onnx", "mood.onnx"):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_damaged_weights_are_refused(folder: Path) -> None:
    (folder / "mood.onnx").write_bytes(b"no model")
    with pytest.raises(MissingWeights, match=r"are damaged \(their checksum differs from the card's\): .*mood\.onnx"):
        Heads(folder).hear(np.zeros(100), STILL)


def test_absent_weights_are_missed(folder: Path) -> None:
    (folder / "genre.onnx").unlink()
    with pytest.raises(MissingWeights, match=r"are not there: .*genre\.onnx"):
        Heads(folder).hear(np.zeros(100), STILL)


@pytest.mark.parametrize("text", ["", "[]", '{"heads": {}}'])
def test_a_damaged_card_is_missed(folder: Path, text: str) -> None:
    (folder / "card.json").write_text(text)
    with pytest.raises(MissingWeights, match="install albumen again"):
        head_card("genre", folder)


def test_closed_heads_can_be_used_again(folder: Path) -> None:
    heads = Heads(folder)
    before = heads.hear(standing_of("jazz"), STILL)
    heads.close()
    assert heads.hear(standing_of("jazz"), STILL).genres.tolist() == before.genres.tolist()
