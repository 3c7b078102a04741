"""The text teacher in a network says what the text teacher says."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from albumen.listen.heads import CLASSES, FEATURES, HEADS, HeadName
from albumen.listen.musicnn import TAGGERS
from albumen.listen.musicnn.weights import read_weights
from albumen.vocabulary import GENRES
from tools import text_teacher
from tools.onnx_graph import Graph
from tools.tag_priors import SONGS_DIFFER, tag_priors
from tools.text_graph import clipped, said

SONGS = 40


def run(graph: Graph, output: str, features: np.ndarray, width: int) -> np.ndarray:
    ends = [("features", features.shape[1]), (output, width)]
    inputs, outputs = ([helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size])] for name, size in ends)
    made = helper.make_graph(graph.nodes, "text", inputs, outputs, list(graph.weights.values()))
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (told,) = session.run(None, {"features": features.astype(np.float32)})
    return np.asarray(told)


def logits_of(units: np.ndarray) -> np.ndarray:
    """The tags' logits [n, 100] of units [n, 400], by the taggers' own last layers."""
    told = []
    for at, tagger in enumerate(TAGGERS):
        model = onnx.load_model_from_string(read_weights(tagger))
        held = {weight.name: onnx.numpy_helper.to_array(weight) for weight in model.graph.initializer}
        told.append(units[:, 200 * at : 200 * (at + 1)] @ held["tags_kernel"] + held["tags_bias"])
    return np.concatenate(told, axis=1).astype(np.float64)


@pytest.fixture(scope="module")
def features() -> np.ndarray:
    """Songs with tags far above and far below their base rates, and shares and cues of all kinds."""
    rng = np.random.default_rng(0)
    units = rng.normal(size=(SONGS, 400))
    shares = rng.random((SONGS, 100)) ** 4
    return np.hstack([units, shares, rng.uniform(-2, 2, (SONGS, 5))])


def expected(head: HeadName, features: np.ndarray) -> np.ndarray:
    logits, shares, cues = logits_of(features[:, :400]), features[:, 400:500], features[:, 500:]
    if head == "genre":
        return text_teacher.genre_odds(logits, shares)
    return np.hstack([text_teacher.mood_odds(logits, cues), text_teacher.feeling(logits, cues)])


@pytest.mark.parametrize("head", HEADS)
def test_the_network_says_what_the_teacher_says(head: HeadName, features: np.ndarray) -> None:
    graph = Graph()
    told = run(graph, said(graph, head), features, len(CLASSES[head]))
    assert features.shape[1] == FEATURES
    assert told == pytest.approx(expected(head, features), abs=2e-3)


def test_the_songs_of_this_test_reach_beyond_where_surprise_is_cut_off(features: np.ndarray) -> None:
    priors = tag_priors()
    standing = (logits_of(features[:, :400]) - priors.mean) / (SONGS_DIFFER * priors.spread)
    assert (standing > 3).any()
    assert (standing < -1).any()


def test_a_genre_of_which_no_tag_is_a_name_gains_nothing_by_names(features: np.ndarray) -> None:
    graph = Graph()
    run(graph, said(graph, "genre"), features, len(GENRES))
    weights = dict(zip(GENRES, onnx.numpy_helper.to_array(graph.weights["name"]).tolist(), strict=True))
    assert weights["Ska"] == 0
    assert weights["Rock"] > 0


def test_what_is_clipped_stays_between_its_bounds() -> None:
    graph = Graph()
    told = run(graph, clipped(graph, "features", -1, 2, "kept"), np.array([[-5.0, 0.5, 9.0]]), 3)
    assert told.tolist() == [[-1.0, 0.5, 2.0]]
