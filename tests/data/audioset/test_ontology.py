"""What is below what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from albumen.data.audioset import LABELS, mask, ontology_bits
from albumen.data.audioset.ontology import descendants, read_ontology
from albumen.errors import BadDataset

ROCK, METAL, COUNTRY, SWING, JAZZ = "/m/06by7", "/m/03lty", "/m/01lyv", "/m/015y_n", "/m/03_d0"


def test_descendants_are_all_generations() -> None:
    children = {"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}
    assert descendants(children) == {
        "a": frozenset("bcd"),
        "b": frozenset("d"),
        "c": frozenset("d"),
        "d": frozenset(),
    }


def test_a_loop_ends() -> None:
    assert descendants({"a": ("b",), "b": ("a",)})["a"] == frozenset("ab")


def write(folder: Path, below: dict[str, list[str]]) -> None:
    mids = [mid for mid, _ in LABELS.values()]
    entries = [{"id": mid, "name": "", "child_ids": below.get(mid, [])} for mid in (*mids, METAL, SWING)]
    (folder / "ontology.json").write_text(json.dumps(entries))
    (folder / "class_labels_indices.csv").write_text(f"index,mid,display_name\n220,{METAL},Heavy metal\n")


def test_a_label_below_a_genre_says_the_genre(tmp_path: Path) -> None:
    write(tmp_path, {ROCK: [METAL], COUNTRY: [SWING], JAZZ: [SWING]})
    bits = ontology_bits(tmp_path)
    assert mask([METAL], bits) == mask([220], bits) == mask([ROCK])
    assert mask([SWING], bits) == mask([COUNTRY, JAZZ])


def test_an_ontology_without_our_genres_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "ontology.json").write_text("[]")
    with pytest.raises(BadDataset, match="lacks the label '/m/064t9'"):
        ontology_bits(tmp_path)


@pytest.mark.parametrize("text", ["", "{}}", '[{"name": "x"}]', "[1]", "7"])
def test_another_file_is_no_ontology(tmp_path: Path, text: str) -> None:
    (tmp_path / "ontology.json").write_text(text)
    with pytest.raises(BadDataset, match=r"not AudioSet's ontology\.json"):
        read_ontology(tmp_path / "ontology.json")


def test_a_missing_ontology_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match=r"ontology\.json"):
        ontology_bits(tmp_path)
