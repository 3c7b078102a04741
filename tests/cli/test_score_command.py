"""`albumen score genre|mood`, driven as a command."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from PIL import Image

from albumen.data.audioset import CLASSES
from albumen.data.audioset.labels import Task
from albumen.listen.vggish.classifier import new_network
from albumen.train.weights import write_trained
from tests.shell import albumen
from tests.train.synthetic import prototypes, write_audioset


def write_classifier(folder: Path, task: Task, thresholds: float = 0.5) -> Path:
    """A classifier that knows where the classes lie: each hidden unit looks towards one of them."""
    torch.manual_seed(0)
    network = new_network(len(CLASSES[task]))
    where = torch.as_tensor(prototypes(task), dtype=torch.float32)
    where = where / where.norm(dim=1, keepdim=True)
    count = len(where)
    with torch.no_grad():
        first, norm, last = network.layers[0], network.layers[1], network.layers[3]
        assert isinstance(first, torch.nn.Linear)
        assert isinstance(norm, torch.nn.BatchNorm1d)
        assert isinstance(last, torch.nn.Linear)
        for parameter in network.parameters():
            parameter.zero_()
        norm.weight.fill_(1.0)
        first.weight[:count] = where
        last.weight[:, :count] = 4 * torch.eye(count)
        last.bias.fill_(-4.0)
    card = {
        "title": f"Known {task}s",
        "names": list(CLASSES[task]),
        "inputs": 128,
        "thresholds": [thresholds] * count,
        "thresholds_from": "a guess",
        "recipe": {"network": {"hidden": [1024], "batch_norm": True, "dropout": 0.0, "standardise": False}},
    }
    write_trained(folder, network.state_dict(), card)
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = tmp_path_factory.mktemp("desk")
    write_audioset(desk / "audioset", "mood", {"eval": 120, "balanced": 40}, seconds=2)
    write_classifier(desk / "known", "mood")
    return desk


def test_the_table_has_every_class_and_both_means(desk: Path) -> None:
    ran = albumen("score", "mood", desk / "known", "--data", desk / "audioset", "--resamples", "20")
    assert ran.code == 0
    rows = {line.split()[0]: line.split() for line in ran.out.splitlines() if line.strip()}
    assert set(CLASSES["mood"]) | {"macro", "micro"} <= set(rows)
    assert float(rows["macro"][4]) > 0.6
    assert "Known moods\nAudioSet, eval: 240 examples (second) of 120 clips; thresholds: a guess;" in ran.out
    assert "Most often mistaken:" in ran.out


def test_json_holds_every_measure_with_its_interval(desk: Path) -> None:
    ran = albumen(
        "score", "mood", desk / "known", "--data", desk / "audioset", "--split", "balanced", "--example", "clip",
        "--resamples", "20", "--json",
    )  # fmt: skip
    (record,) = ran.records()
    assert (record["split"], record["example"], record["examples"]) == ("balanced", "clip", 40)
    happy = record["classes"]["Happy"]
    assert set(happy) == {"support", "threshold", "precision", "recall", "f1", "average_precision", "auroc"}
    value, low, high = happy["f1"]
    assert low <= value <= high
    assert set(record["micro"]) == set(record["macro"])
    assert len(record["confusion"]["rows"]["Happy"]) == 8


def test_thresholds_come_from_the_card(desk: Path, tmp_path: Path) -> None:
    write_classifier(tmp_path, "mood", thresholds=0.999999)
    ran = albumen("score", "mood", tmp_path, "--data", desk / "audioset", "--resamples", "2", "--json")
    (record,) = ran.records()
    assert record["classes"]["Sad"]["threshold"] == 0.999999
    assert record["macro"]["recall"][0] < 0.5


def test_plots_are_drawn_as_png_and_svg(desk: Path, tmp_path: Path) -> None:
    ran = albumen(
        "score", "mood", desk / "known", "--data", desk / "audioset", "--plots", tmp_path, "--resamples", "5"
    )  # fmt: skip
    assert ran.code == 0
    names = {"mood-f1.png", "mood-f1.svg", "mood-confusion.png", "mood-confusion.svg"}
    assert {path.name for path in tmp_path.iterdir()} == names
    with Image.open(tmp_path / "mood-f1.png") as picture:
        assert picture.width == 1500
    assert "Exciting" in (tmp_path / "mood-confusion.svg").read_text()


@pytest.mark.parametrize(
    ("weights", "data", "code", "said"),
    [
        ("none", "audioset", 3, "holds no trained weights"),
        ("audioset", "audioset", 3, "holds no trained weights"),
        ("genres", "audioset", 3, "tells other things than AudioSet's 7 moods."),
        ("known", "none", 1, "holds no eval/*.tfrecord"),
        ("known", "broken", 1, "is not a TFRecord file"),
    ],
)
def test_a_fault_is_one_sentence_with_its_exit_code(desk: Path, weights: str, data: str, code: int, said: str) -> None:
    write_classifier(desk / "genres", "genre")
    (desk / "broken" / "eval").mkdir(parents=True, exist_ok=True)
    (desk / "broken" / "eval" / "00.tfrecord").write_text("hello, this is no such file")
    ran = albumen("score", "mood", desk / weights, "--data", desk / data)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_without_data_it_says_how_it_is_used(desk: Path) -> None:
    assert albumen("score", "genre", desk / "known").code == 2


def test_help_names_both() -> None:
    out = albumen("score", "--help").out
    assert "genre" in out
    assert "mood" in out
