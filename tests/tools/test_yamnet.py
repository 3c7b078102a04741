"""What the teacher says of our classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tools.yamnet import class_logits, read_labels

ROCK, PUNK, JAZZ, SWING = "/m/06by7", "/m/05r6t", "/m/03_d0", "/m/015y_n"


def test_labels_come_in_the_order_of_the_class_map(tmp_path: Path) -> None:
    listing = tmp_path / "map.csv"
    listing.write_text(f'index,mid,display_name\n0,{ROCK},Rock music\n1,{JAZZ},Jazz\n2,/m/x,"Steel guitar, slide"\n')
    assert read_labels(listing) == (ROCK, JAZZ, "/m/x")


def test_a_class_is_as_likely_as_its_likeliest_child() -> None:
    scores = np.array([[0.1, 0.5, 0.2, 0.3], [0.4, 0.2, 0.2, 0.01]])
    logits = class_logits(scores, (ROCK, PUNK, JAZZ, SWING), ("Rock", "Jazz"))
    assert 1 / (1 + np.exp(-logits)) == pytest.approx(np.array([[0.5, 0.3], [0.4, 0.2]]))


def test_scores_of_nought_and_one_stay_finite() -> None:
    assert np.isfinite(class_logits(np.array([[0.0], [1.0]]), (JAZZ,), ("Jazz",))).all()


def test_a_class_that_the_teacher_lacks_is_named() -> None:
    with pytest.raises(KeyError, match="06by7"):
        class_logits(np.zeros((1, 1)), (JAZZ,), ("Rock",))
