"""The VAE's row: a random network decodes, and the row says how fast."""

from __future__ import annotations

import pytest
import torch

from benchmarks import vae


def test_a_short_clip_is_decoded_faster_than_it_lasts() -> None:
    row = vae.rows(16_384)[0]

    assert row.what == "a clip of 1 s decoded by the VAE"
    assert row.peer == "743 ms" or row.peer == "0.74 s"
    assert row.ratio > 1


def test_torch_keeps_its_threads() -> None:
    before = torch.get_num_threads()
    assert vae.spent(4096) > 0
    assert torch.get_num_threads() == before


def test_without_torch_there_is_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vae, "find_spec", lambda name: None)
    assert vae.rows() == []
