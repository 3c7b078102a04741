"""A long sound worked on in blocks is the sound worked on at once."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from albumen.play.band.studio import blocks as module
from albumen.play.band.studio.amp import amplified
from albumen.play.band.studio.blocks import BLOCK, blocks, overlapped, through
from albumen.play.band.studio.effects import affected, board
from albumen.play.band.studio.master import mastered
from albumen.song import Samples

SMALL = 1 << 14


def hiss(channels: int = 2, frames: int = 100_001) -> Samples:
    return np.random.default_rng(5).standard_normal((channels, frames)).astype(np.float32) * np.float32(0.1)


@pytest.mark.parametrize("frames", [1, 100, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 5 * BLOCK + 7])
def test_blocks_cover_a_sound_once_and_none_is_short(frames: int) -> None:
    parts = list(blocks(frames))

    assert [part.start for part in parts[1:]] == [part.stop for part in parts[:-1]]
    assert (parts[0].start, parts[-1].stop) == (0, frames)
    assert all(min(frames, BLOCK) <= part.stop - part.start < 2 * BLOCK for part in parts)


def test_a_stage_that_remembers_filters_as_if_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", SMALL)
    state = np.zeros((2, 1))

    def smooth(block: Samples) -> Samples:
        nonlocal state
        out, state = lfilter([0.1], [1, -0.9], block, axis=1, zi=state)
        return out.astype(np.float32)

    sound = hiss()
    passed = through(sound, [smooth])

    assert passed is sound
    assert np.abs(passed - lfilter([0.1], [1, -0.9], hiss(), axis=1)).max() < 1e-6


def test_what_becomes_stereo_is_written_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", SMALL)
    place = np.concatenate([hiss(1), np.zeros((1, 100_001), np.float32)])
    wide = through(place[:1], [lambda block: np.concatenate([block, -block])], place)

    assert wide is place
    assert np.array_equal(wide, np.concatenate([hiss(1), -hiss(1)]))


def test_work_that_looks_to_either_side_sees_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", SMALL)
    kernel = np.array([0.2, -0.4, 1.0, 0.3, 0.1])

    def shaped(seen: Samples) -> Samples:
        return np.stack([np.convolve(channel, kernel, "same") for channel in seen]).astype(np.float32)

    assert np.abs(overlapped(hiss(), shaped, 16) - shaped(hiss())).max() < 1e-6


def test_plugins_go_on_where_the_last_block_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from pedalboard import Chorus, Compressor, Delay

    def chained() -> Samples:
        return through(hiss(), [board([Compressor(-30, 4, 5, 100), Delay(0.2, 0.3, 0.4), Chorus(0.8, 0.2, 7, 0, 0.3)])])

    whole = chained()
    monkeypatch.setattr(module, "BLOCK", SMALL)

    assert np.abs(chained() - whole).max() < 1e-5


def test_an_amplifier_a_kit_and_the_master_have_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> list[Samples]:
        return [amplified(hiss(1)), affected(hiss(), "rock kit", 0.5), mastered(hiss())]

    whole = made()
    monkeypatch.setattr(module, "BLOCK", SMALL)

    for one, other in zip(whole, made(), strict=True):
        assert np.abs(one - other).max() < 1e-3 * np.abs(one).max()
