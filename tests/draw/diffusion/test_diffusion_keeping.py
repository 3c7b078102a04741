"""What is not fit to be shown is painted again with another seed, then refused; of several, the best is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.draw.diffusion import rank, safety
from albumen.draw.diffusion.keeping import MOST_REDRAWS, Kept, keep, seed_from
from albumen.draw.diffusion.painter import Painter, Shot
from albumen.errors import AlbumenError
from albumen.picture import Pixels
from albumen.progress import Progress


def plain(value: int) -> Pixels:
    return np.full((8, 8, 3), value, np.uint8)


pytestmark = pytest.mark.usefixtures("bare")


class Hand:
    """Paints plain pictures, one of these after the other, and remembers the seeds."""

    def __init__(self, *values: int) -> None:
        self.values, self.seeds = list(values), list[int]()

    def paint(self, shots: Sequence[Shot], progress: Progress) -> Iterator[Pixels]:
        self.seeds += [shot.seed for shot in shots]
        return (plain(self.values.pop(0)) for _ in shots)


class Strict:
    """Finds bright pictures unsafe."""

    def unsafe(self, pixels: Pixels) -> NDArray[np.float32]:
        return (pixels[:, 0, 0, 0] / 255).astype(np.float32)


def kept(first: Sequence[int], *later: int, guarded: bool = True, seed: int = 0) -> tuple[Kept, Hand]:
    hand = Hand(*later)
    shots = [Shot("a sea", "text", number) for number in range(len(first))]
    guard = cast(safety.Guard, Strict()) if guarded else None
    made = keep(shots, [plain(v) for v in first], cast(Painter, hand), guard, np.random.default_rng(seed))
    return made, hand


def ranked(monkeypatch: pytest.MonkeyPatch, *order: int) -> None:
    monkeypatch.setattr(rank, "order", lambda pixels, prompt: rank.Ranking(order, (0.0,) * len(order), "CLIP x"))


def test_a_picture_that_passes_is_kept_with_its_score() -> None:
    made, hand = kept([51])
    assert (made.pixels[0, 0, 0], made.facts, hand.seeds) == (51, {"safety": "passed, nudity at most 0.20"}, [])


def test_a_flagged_picture_is_painted_again_with_another_seed() -> None:
    made, hand = kept([250], 240, 51)
    assert made.pixels[0, 0, 0] == 51
    assert made.facts == {"safety": "passed when painted again 2 times, nudity 0.20"}
    assert made.seed == hand.seeds[-1]
    assert len({0, *hand.seeds}) == 3


def test_the_other_seeds_follow_from_the_briefs_own_randomness() -> None:
    assert kept([250], 51, seed=3)[1].seeds == kept([250], 51, seed=3)[1].seeds
    assert kept([250], 51, seed=3)[1].seeds != kept([250], 51, seed=4)[1].seeds


def test_what_is_flagged_every_time_is_refused_never_blanked() -> None:
    with pytest.raises(AlbumenError, match="refused the picture and 3 others painted instead of it; try another seed"):
        kept([250], 250, 250, 250, 0)


def test_the_threshold_itself_passes() -> None:
    assert kept([int(safety.MOST * 255)])[0].facts["safety"].startswith("passed, nudity at most")


def test_a_flagged_candidate_is_put_aside_and_nothing_is_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked(monkeypatch, 0, 1)
    made, hand = kept([250, 10, 20])
    assert (made.pixels[0, 0, 0], made.seed, hand.seeds) == (10, 1, [])
    assert made.facts["safety"] == "passed, nudity at most 0.08, 1 of 3 put aside"


def test_the_best_ranked_candidate_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked(monkeypatch, 2, 0, 1)
    made, _ = kept([10, 20, 30], guarded=False)
    assert (made.pixels[0, 0, 0], made.seed, made.facts) == (30, 2, {"candidates": "3, the best by CLIP x"})


def test_without_clip_measures_choose_and_a_blank_painting_loses() -> None:
    dice = np.random.default_rng(0)
    rich = np.asarray(cv2.GaussianBlur(dice.integers(0, 256, (128, 128, 3), np.uint8), (0, 0), 3) * 2, np.uint8)
    shots = [Shot("a sea", "text", seed) for seed in range(2)]
    blank = np.full_like(rich, 128)
    made = keep(shots, [blank, rich], cast(Painter, Hand()), None, dice)
    assert (made.seed, made.facts) == (1, {"candidates": "2, the best by measures"})


def test_a_single_picture_is_not_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank, "order", None)
    assert kept([10], guarded=False)[0].facts == {}


def test_seeds_are_what_torch_takes() -> None:
    rng = np.random.default_rng(0)
    assert all(0 <= seed_from(rng) < 2**63 for _ in range(100))
    assert MOST_REDRAWS == 3
