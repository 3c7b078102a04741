"""What a report says, as JSON and as text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from albumen.data.chart import Panel
from albumen.score import plot
from albumen.score.report import Report, Source, report

CLASSES = ("Rock", "Ska", "Polka")
SOURCE = Source("AudioSet", "eval", "second", seed=11, thresholds="best F1 on unbalanced")


@pytest.fixture(scope="module")
def made() -> Report:
    rng = np.random.default_rng(0)
    targets = rng.random((200, 3)) < [0.5, 0.2, 0]
    scores = np.clip(0.3 * targets + rng.random((200, 3)), 0, 1)
    clips = np.arange(200) // 10
    return report("Genre", SOURCE, CLASSES, targets, scores, np.array([0.6, 0.7, 0.5]), clips, resamples=30)


def test_it_names_data_sample_and_seed(made: Report) -> None:
    said = made.to_dict()
    assert (said["data"], said["split"], said["example"], said["seed"]) == ("AudioSet", "eval", "second", 11)
    assert (said["examples"], said["groups"]) == (200, 20)
    text = made.to_text()
    for word in ("AudioSet, eval", "200 examples (second) of 20 clips", "best F1 on unbalanced", "95%", "seed 11"):
        assert word in text


def test_json_has_no_nan(made: Report) -> None:
    said = json.loads(json.dumps(made.to_dict(), allow_nan=False))
    assert said["classes"]["Polka"]["f1"] == [None, None, None]
    assert said["without_positives"] == ["Polka"]
    assert said["confusion"]["columns"] == [*CLASSES, "nothing"]
    assert said["confusion"]["rows"]["Polka"] == [None] * 4


def test_json_holds_the_scores_with_their_intervals(made: Report) -> None:
    said = json.loads(json.dumps(made.to_dict()))
    value, low, high = said["classes"]["Rock"]["f1"]
    assert value == made.scores.f1[0]
    assert low < value < high
    assert said["classes"]["Ska"]["threshold"] == 0.7
    assert said["classes"]["Ska"]["support"] == made.scores.support[1]
    assert said["micro"]["auroc"] == [made.scores.micro["auroc"], None, None]
    assert said["macro"]["f1"][0] == pytest.approx(np.mean([made.scores.f1[0], made.scores.f1[1]]))


def test_the_table_has_a_line_for_each_class_and_mean(made: Report) -> None:
    lines = {line.split()[0]: line.split() for line in made.to_text().splitlines() if line}
    assert lines["Rock"][4] == f"{made.scores.f1[0]:.3f}"
    assert lines["Polka"][1:] == ["0", "-", "-", "-", "-", "-"]
    assert lines["micro"][5:7] == [f"{made.scores.micro[name]:.3f}" for name in ("average_precision", "auroc")]
    assert made.to_text().endswith("left out of macro: Polka.\n")


def test_confusions_come_worst_first(made: Report) -> None:
    pairs = made.taken_for()
    assert [share for *_, share in pairs] == sorted((share for *_, share in pairs), reverse=True)
    for truly, called, share in pairs:
        assert truly != called
        assert share == made.confusion[CLASSES.index(truly), CLASSES.index(called)]


def test_one_threshold_serves_all_classes() -> None:
    targets, scores = np.array([[True, False], [False, True]]), np.eye(2)
    made = report("Two", Source("x", "y", "clip", 0), ("a", "b"), targets, scores, resamples=5)
    assert made.thresholds.tolist() == [0.5, 0.5]
    assert made.groups == made.examples == 2
    assert "of 2 clips" not in made.to_text()


def test_pictures_hold_scores_and_intervals(made: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Panel] = []
    monkeypatch.setattr(plot, "save_bars", lambda panels, path: drawn.extend(panels))
    plot.save_f1([made], tmp_path / "f1.svg")
    assert drawn[0].bars == {"Rock": made.scores.f1[0], "Ska": made.scores.f1[1], "Polka": 0}
    assert drawn[0].ranges["Rock"] == tuple(made.intervals.classes["f1"][0])
    assert "n = 200" in drawn[0].title
    assert (drawn[0].missing, drawn[0].why) == (["Polka"], "no example")


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_confusion_is_drawn(made: Report, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"confusion.{ending}"
    plot.save_confusion(made, path)
    assert path.read_bytes()[:5] == {"png": b"\x89PNG\r", "svg": b"<?xml"}[ending]


def test_the_confusion_is_written_out_in_percent(made: Report, tmp_path: Path) -> None:
    plot.save_confusion(made, tmp_path / "confusion.svg")
    text = (tmp_path / "confusion.svg").read_text()  # matplotlib puts each text beside its shapes
    shares = made.confusion[made.confusion >= 0.005]
    assert len(shares) > 4
    assert all(f"<!-- {100 * share:.0f} -->" in text for share in shares)
    assert "<!-- Polka (no example) -->" in text


def test_the_same_seed_makes_the_same_report() -> None:
    def said(seed: int) -> dict[str, object]:
        rng = np.random.default_rng(0)
        targets, scores = rng.random((40, 2)) < 0.5, rng.random((40, 2))
        return report("x", Source("x", "y", "clip", seed), ("a", "b"), targets, scores, resamples=20).to_dict()

    assert said(1) == said(1)
    assert said(1)["classes"] != said(2)["classes"]


def test_broken_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        report("x", SOURCE, ("a",), np.ones((2, 1), bool), np.full((2, 1), np.nan))
