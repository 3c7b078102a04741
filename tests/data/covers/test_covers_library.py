"""Sets of covers in folders: layouts, bad pictures, genres, counts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.data.covers import PARTS, count, find_covers, only, read_covers, without
from albumen.errors import BadDataset
from tests.covers import GENRES, cover_set


def test_the_folder_of_a_picture_is_its_genre_however_deep_it_lies(tmp_path: Path) -> None:
    for path in ("Jazz/1.jpg", "data/Rock/2.PNG", "data/GAN_ready/Hip Hop/3.webp", "Jazz/notes.txt", ".git/4.jpg",
                 "__MACOSX/Jazz/5.jpg", "loose.jpg"):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    found = {(cover.name, cover.genre) for cover in find_covers(tmp_path)}
    assert found == {("Jazz/1.jpg", "Jazz"), ("data/Rock/2.PNG", "Rock"), ("data/GAN_ready/Hip Hop/3.webp", "Hip Hop")}


def test_covers_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = [cover.name for cover in find_covers(cover_set(tmp_path, 3))]
    assert names == sorted(names)
    assert names[0] == "Discs/000.png"


@pytest.mark.parametrize("what", ["nothing", "empty", "file"])
def test_where_there_are_no_covers_it_is_said(tmp_path: Path, what: str) -> None:
    folder = tmp_path / what
    if what == "empty":
        (folder / "Jazz").mkdir(parents=True)
    elif what == "file":
        folder.write_text("x")
    with pytest.raises(BadDataset, match="folder"):
        find_covers(folder)


def test_bad_pictures_are_named_and_left_out(tmp_path: Path) -> None:
    folder = cover_set(tmp_path, 4)
    (folder / "Discs" / "cut.png").write_bytes((folder / "Discs" / "000.png").read_bytes()[:300])
    (folder / "Grids" / "empty.jpg").write_bytes(b"")
    (folder / "Grids" / "text.jpg").write_text("no picture")
    held = read_covers(folder)
    assert len(held) == 12
    assert sorted(Path(str(error).split(" is ")[0]).name for error in held.unreadable) == [
        "cut.png", "empty.jpg", "text.jpg",
    ]  # fmt: skip


def test_a_set_of_bad_pictures_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Jazz").mkdir()
    (tmp_path / "Jazz" / "1.jpg").write_bytes(b"x")
    with pytest.raises(BadDataset, match="None of the 1 pictures"):
        read_covers(tmp_path)


def test_labels_are_places_among_the_genres(tmp_path: Path) -> None:
    held = read_covers(cover_set(tmp_path, 2))
    assert held.genres == GENRES
    assert held.labels.tolist() == [0, 0, 1, 1, 2, 2]


def test_genres_can_be_chosen_and_a_missing_one_is_named(tmp_path: Path) -> None:
    held = read_covers(cover_set(tmp_path, 2))
    assert only(held, ["Discs", "Stripes"]).labels.tolist() == [0, 0, 1, 1]
    with pytest.raises(BadDataset, match=r"no genre 'Polka'.*Discs, Grids, Stripes"):
        only(held, ["Polka"])


def test_a_copy_in_another_genre_goes_with_its_sleeve(tmp_path: Path) -> None:
    folder = cover_set(tmp_path, 12)
    Image.open(folder / "Discs" / "003.png").resize((80, 80)).save(folder / "Stripes" / "copy.jpg")
    held = read_covers(folder)
    names = [cover.name for cover in held.covers]
    pair = [names.index("Discs/003.png"), names.index("Stripes/copy.jpg")]
    for seed in range(8):
        assert len(set(held.parts(seed)[pair].tolist())) == 1
    counted = count(held)
    assert counted.repeated == (("Discs/003.png", "Stripes/copy.jpg"),)
    assert counted.across == 1
    assert "Stripes/copy.jpg" not in [cover.name for cover in without(held, ["Discs/003.png"]).covers]


def test_the_parts_are_the_whole(tmp_path: Path) -> None:
    held = read_covers(cover_set(tmp_path, 20))
    rows = np.concatenate([held.part(part, 3) for part in PARTS])
    assert sorted(rows.tolist()) == list(range(60))


def test_counts_are_told_to_machines_and_to_people(tmp_path: Path) -> None:
    folder = cover_set(tmp_path, 10)
    (folder / "Discs" / "bad.jpg").write_bytes(b"")
    counted = count(read_covers(folder))
    told = json.loads(json.dumps(counted.to_dict()))
    assert told["covers"] == 30
    assert told["sleeves"] == 30 - sum(len(names) - 1 for names in told["repeated"])
    assert all(sum(parts.values()) == 10 for parts in told["genres"].values())
    text = counted.to_text()
    assert text.splitlines()[4].split()[:2] == ["together", "30"]
    assert "bad.jpg is empty" in text
