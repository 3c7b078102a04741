"""A FAD report: what it names, which song it points at, and what the cache does with what was heard."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from albumen import audio
from albumen.errors import AlbumenError, BadDataset, BadOption, MissingWeights
from albumen.models.places import cache_root
from albumen.score.embeddings import Embedding, Frames, MusicnnEmbedding, StoredEmbedding, embedding_called
from albumen.score.fad import Outliers, measure
from albumen.score.fad_collection import Collection, gather
from albumen.score.fad_distance import frechet_distance
from albumen.score.fad_statistics import statistics_of
from albumen.score.fad_store import cached, read_collection, save_collection
from albumen.song import Song
from tests.songs import music, write_song

DIMENSION = 6


class Dice:
    """An embedding that throws dice by the song's name: normal frames, around 5 for songs called odd."""

    name, version, rate, seconds, dimension = "dice", "one", 16_000, 0.01, DIMENSION

    def __init__(self) -> None:
        self.heard: list[str] = []

    def embed(self, song: Song) -> Frames:
        self.heard.append(song.path.name)
        rng = np.random.default_rng(list(song.path.name.encode()))
        return rng.normal(5.0 if "odd" in song.path.stem else 0.0, 1.0, size=(40, DIMENSION)).astype(np.float32)


def refused(path: Path, error: AlbumenError) -> None:
    raise AssertionError(f"{path}: {error}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Songs of one second: six like one another, and one called odd."""
    desk = tmp_path_factory.mktemp("desk")
    first = write_song(desk / "a.wav", music(1.1, 8000, 1), 8000)
    for name in ("b", "c", "d", "e", "f", "odd"):
        (desk / f"{name}.wav").write_bytes(first.read_bytes())
    return desk


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def songs(desk: Path, names: str) -> list[Path]:
    return [desk / f"{name}.wav" for name in names.split()]


def heard(desk: Path, names: str, embedding: Embedding | None = None) -> Collection:
    return gather(names, songs(desk, names), embedding or Dice(), refused)


def test_fad_is_that_of_all_frames_together(desk: Path) -> None:
    dice = Dice()
    report = measure(heard(desk, "a b c"), heard(desk, "d e f odd"))
    ours, theirs = ([dice.embed(audio.open(path)) for path in songs(desk, n)] for n in ("a b c", "d e f odd"))
    truth = frechet_distance(statistics_of(np.concatenate(ours)), statistics_of(np.concatenate(theirs)))
    assert report.fad == pytest.approx(truth, rel=1e-12)


def test_the_song_that_was_planted_lies_farthest(desk: Path) -> None:
    reference = heard(desk, "a b c")
    outliers = Outliers(reference)
    gather("new", songs(desk, "d e odd f"), Dice(), refused, listening=outliers)
    ranked = outliers.ranked()
    assert ranked[0].path.stem == "odd"
    assert ranked[0].fad > 20 * ranked[1].fad
    assert [song.fad for song in ranked] == sorted((song.fad for song in ranked), reverse=True)


def test_a_report_names_its_data_its_embedding_and_how_much_there_was(desk: Path) -> None:
    report = measure(heard(desk, "a b c"), heard(desk, "d e"))
    record = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert record["embedding"] == {"name": "dice", "version": "one", "dimension": 6}
    assert record["data"] == {
        "name": "a b c", "files": 3, "songs": 3, "frames": 120, "seconds": pytest.approx(1.2), "skipped": []
    }  # fmt: skip
    assert record["reference"]["frames"] == 80
    text = report.to_text()
    for word in ("a b c: 3 songs, 120 frames", "d e: 2 songs, 80 frames", "dice (one), 6 dimensions", "FAD "):
        assert word in text


def test_it_says_when_frames_are_few_and_when_songs_are(desk: Path) -> None:
    report = measure(heard(desk, "a"), heard(desk, "b c"), infinity=True)
    assert "The data has 40 frames for 6 dimensions, so FAD is too high; compare only equal counts." in report.notes
    assert any("needs 20 songs" in note for note in report.notes)
    assert [each.unit for each in report.infinite] == ["frames"]
    assert not any("reference" in note for note in report.notes)


def test_a_reference_that_is_all_one_sound_has_a_fad_and_no_kernel_distance(desk: Path, tmp_path: Path) -> None:
    np.savez(tmp_path / "one.npz", allow_pickle=False, a=np.eye(3), b=np.ones((4, 3)))
    ear = StoredEmbedding(tmp_path / "one.npz")
    report = measure(heard(desk, "a", ear), heard(desk, "b", ear))
    assert report.fad == pytest.approx(3 * (2 / 3) ** 2 + np.trace(np.cov(np.eye(3))))
    assert report.kernel is None
    assert "kernel" not in report.to_text()


def test_two_embeddings_cannot_be_compared(desk: Path) -> None:
    other = Dice()
    other.version = "two"
    with pytest.raises(BadDataset, match=r"heard by dice \(two\), and a by dice \(one\)"):
        measure(heard(desk, "a"), heard(desk, "b", other))


def test_a_song_that_cannot_be_heard_is_named_and_the_rest_count(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"no sound")
    said: list[Path] = []
    paths = [desk / "a.wav", tmp_path / "broken.wav", desk / "b.wav"]
    found = gather("three", paths, Dice(), lambda path, error: said.append(path))
    assert (found.songs, found.statistics.count, [path.name for path in said]) == (2, 80, ["broken.wav"])
    assert found.to_text().startswith("three: 2 songs of 3 files")


class Loaded(Dice):
    """Dice that fail for songs called odd: with frames that are no numbers, with none at all, or with an error."""

    def __init__(self, odd: Frames | AlbumenError) -> None:
        super().__init__()
        self.odd = odd

    def embed(self, song: Song) -> Frames:
        if "odd" not in song.path.stem:
            return super().embed(song)
        if isinstance(self.odd, AlbumenError):
            raise self.odd
        return self.odd


@pytest.mark.parametrize("frames", [np.full((3, DIMENSION), np.nan, np.float32), np.zeros((0, DIMENSION), np.float32)])
def test_frames_that_are_no_numbers_do_not_reach_the_statistics(desk: Path, frames: Frames) -> None:
    said: list[str] = []
    found = gather("two", songs(desk, "odd a b"), Loaded(frames), lambda path, error: said.append(str(error)))
    assert (found.songs, found.statistics.count) == (2, 80)
    assert np.isfinite(found.statistics.covariance).all()
    assert said == [f"{desk / 'odd.wav'} gives no embeddings of dice that are numbers; check its sound."]


def test_weights_that_are_missing_are_not_the_songs_fault(desk: Path) -> None:
    with pytest.raises(MissingWeights, match="pull them"):
        gather("three", songs(desk, "a odd b"), Loaded(MissingWeights("dice are not here; pull them.")), refused)


def test_what_is_saved_comes_back(desk: Path, tmp_path: Path) -> None:
    before = heard(desk, "a b")
    save_collection(before, tmp_path / "new" / "reference.npz")
    after = read_collection(tmp_path / "new" / "reference.npz")
    assert after.to_dict() == before.to_dict()
    np.testing.assert_array_equal(after.statistics.covariance, before.statistics.covariance)
    np.testing.assert_array_equal(after.sample.frames, before.sample.frames)


def test_damage_anywhere_is_refused_or_harmless(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "reference.npz"
    whole = heard(desk, "a b")
    save_collection(whole, path)
    data, refusals = path.read_bytes(), 0
    for at in range(0, len(data), 37):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            np.testing.assert_array_equal(read_collection(path).statistics.covariance, whole.statistics.covariance)
        except BadDataset:
            refusals += 1
    assert refusals > 0.5 * len(data) / 37


def test_half_a_file_is_refused(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "reference.npz"
    save_collection(heard(desk, "a b"), path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadDataset, match="is damaged"):
        read_collection(path)


def test_statistics_that_were_changed_are_refused(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "reference.npz"
    save_collection(heard(desk, "a b"), path)
    with np.load(path) as held:
        arrays = {name: held[name] for name in held.files}
    arrays["mean"] = arrays["mean"] + 1e-9
    np.savez(path, allow_pickle=False, **arrays)
    with pytest.raises(BadDataset, match="its checksum is another"):
        read_collection(path)


@pytest.mark.parametrize("content", [b"", b"hello", None])
def test_what_is_no_statistics_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "reference.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadDataset):
        read_collection(path)


def twice(desk: Path, dice: Dice, names: Sequence[str]) -> list[Collection]:
    return [
        cached(name, songs(desk, name), dice, lambda name=name: heard(desk, name, dice))  # type: ignore[misc]
        for name in names
    ]


def test_a_background_is_heard_once(desk: Path) -> None:
    dice = Dice()
    first, second = twice(desk, dice, ["a b", "a b"])
    assert dice.heard == ["a.wav", "b.wav"]
    np.testing.assert_array_equal(first.statistics.mean, second.statistics.mean)
    twice(desk, dice, ["a b c"])
    assert dice.heard[2:] == ["a.wav", "b.wav", "c.wav"]


def test_another_version_or_a_changed_song_is_heard_again(desk: Path, tmp_path: Path) -> None:
    song = tmp_path / "x.wav"
    song.write_bytes((desk / "a.wav").read_bytes())
    dice = Dice()
    for change in (lambda: None, lambda: setattr(dice, "version", "two"), lambda: write_song(song, music(2.0))):
        change()
        twice(tmp_path, dice, ["x", "x"])
    assert len(dice.heard) == 3


def test_a_damaged_entry_of_the_cache_is_heard_again_and_mended(desk: Path) -> None:
    dice = Dice()
    twice(desk, dice, ["a b"])
    (entry,) = (cache_root().parent / "fad").iterdir()
    entry.write_bytes(entry.read_bytes()[:-40])
    twice(desk, dice, ["a b", "a b"])
    assert dice.heard == ["a.wav", "b.wav"] * 2


def test_musicnn_gives_its_penultimate_layer_each_three_seconds(tmp_path: Path) -> None:
    from albumen.listen.musicnn import Tagger

    song = audio.open(write_song(tmp_path / "song.wav", music(7.0, 16_000, 1), 16_000))
    found = MusicnnEmbedding()
    frames = found.embed(song)
    assert frames.shape == (2, found.dimension)
    np.testing.assert_allclose(frames, Tagger("msd").hear(song.source.read(0, 8).mono()).features, atol=1e-5)


def test_vggish_without_its_weights_says_how_to_bring_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)
    with pytest.raises(MissingWeights, match="albumen models pull vggish"):
        embedding_called("vggish")


def test_vggish_is_heard_before_its_last_relu(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Network:
        def __init__(self, path: Path) -> None:
            assert path == tmp_path / "vggish" / "vggish.safetensors"

        def embed(self, song: Song, activated: bool = True) -> Frames:
            return np.full((2, 128), 0 if activated else -1, np.float32)

    monkeypatch.setattr("albumen.score.embeddings.Embedder", Network)
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path))
    (tmp_path / "vggish").mkdir()
    (tmp_path / "vggish" / "vggish.safetensors").write_bytes(b"weights")
    vggish = embedding_called("vggish")
    assert vggish.version == f"without ReLU {hashlib.sha256(b'weights').hexdigest()[:12]}"
    assert heard(desk, "a", vggish).statistics.mean.tolist() == [-1.0] * vggish.dimension


def test_stored_embeddings_are_found_by_the_name_of_the_song(desk: Path, tmp_path: Path) -> None:
    held = {"a": np.zeros((2, 3)), "b.wav": np.ones((4, 3))}
    np.savez(tmp_path / "clap.npz", allow_pickle=False, **held)
    stored = embedding_called(str(tmp_path / "clap.npz"))
    assert (stored.name, stored.dimension) == ("clap", 3)
    assert heard(desk, "a b", stored).statistics.mean.tolist() == pytest.approx([2 / 3] * 3)
    with pytest.raises(AssertionError, match=r"holds no embeddings of c\.wav"):
        heard(desk, "c", stored)


def test_what_is_no_embedding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=r"musicnn, vggish, or an \.npz"):
        embedding_called("clap")
    np.savez(tmp_path / "two.npz", a=np.zeros((2, 3)), b=np.zeros((2, 4)))
    for path in (tmp_path / "two.npz", tmp_path / "none.npz"):
        with pytest.raises(BadDataset, match=path.name):
            StoredEmbedding(path)
