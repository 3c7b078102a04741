from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from albumen.errors import MissingWeights
from albumen.listen.heads import FEATURES, HEADS
from albumen.listen.heads.weights import read_head
from albumen.models.runtime import session, shipped, shipped_card


def test_a_session_answers_from_bytes_and_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "head.onnx").write_bytes(read_head(HEADS[0]))
    features = {"features": np.zeros((1, FEATURES), np.float32)}
    held = session(read_head(HEADS[0])).run(None, features)[0]
    assert np.array_equal(held, session(str(tmp_path / "head.onnx"), threads=2).run(None, features)[0])


def test_a_shipped_file_is_what_its_checksum_says(tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    path.write_bytes(b"weights")
    assert shipped(path, hashlib.sha256(b"weights").hexdigest(), "the test") == b"weights"
    with pytest.raises(MissingWeights, match=r"the test are damaged .*net\.onnx; install albumen again"):
        shipped(path, hashlib.sha256(b"others").hexdigest(), "the test")


def test_a_shipped_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match=r"the test are not there: .*gone\.onnx"):
        shipped(tmp_path / "gone.onnx", "", "the test")


def test_a_card_is_read_as_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text('{"licence": "ISC"}')
    assert shipped_card(tmp_path, "the test", lambda card: card["licence"]) == "ISC"
    with pytest.raises(MissingWeights, match=r"the test are not there or damaged: .*card\.json; install albumen again"):
        shipped_card(tmp_path, "the test", lambda card: card["source"])
    with pytest.raises(MissingWeights, match="not there or damaged"):
        shipped_card(tmp_path / "nowhere", "the test", lambda card: card["licence"])
