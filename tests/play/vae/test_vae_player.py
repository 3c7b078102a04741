"""A trained VAE read from its folder, and every way in which the folder may be wrong."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from albumen.errors import MissingWeights
from albumen.play.vae.network import LEAST, MOST, ConvVae, Shape
from albumen.play.vae.player import load_player
from albumen.play.vae.shelf import Domain
from tests.vae_weights import RATE, write_vae


def change(folder: Path, how: Callable[[dict[str, Any]], object]) -> None:
    """Changes the card; the weights stay those that it names."""
    card = json.loads((folder / "card.json").read_text())
    how(card)
    (folder / "card.json").write_text(json.dumps(card))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_vae(tmp_path / "s4-vae-jazz", "jazz")


@pytest.mark.parametrize("domain", ["waveform", "mel"])
def test_a_player_decodes_what_its_network_does(tmp_path: Path, domain: Domain) -> None:
    player = load_player(write_vae(tmp_path / "vae", "jazz", domain, seconds=1.5))
    assert (player.genre, player.seconds) == ("jazz", 1.5)
    assert player.spread == pytest.approx(1.0, abs=0.3)
    heard = player.decoded(player.codes[0])
    assert heard.shape == (round(1.5 * RATE),)
    assert heard.dtype == np.float32
    assert np.array_equal(heard, player.decoded(player.codes[0]))
    assert not np.array_equal(heard, player.decoded(player.codes[1]))


def test_a_code_far_from_all_known_ones_is_still_sound(tmp_path: Path) -> None:
    for domain in ("waveform", "mel"):
        player = load_player(write_vae(tmp_path / domain, "jazz", "mel" if domain == "mel" else "waveform"))
        assert np.isfinite(player.decoded(1000 * player.codes[0])).all()


def test_a_model_is_called_by_its_weights(folder: Path) -> None:
    model = load_player(folder).model
    digest = hashlib.sha256((folder / "weights.safetensors").read_bytes()).hexdigest()
    assert (model.name, model.revision, model.licence) == ("s4-vae-jazz", digest[:12], "CC0")


WRONG: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda card: card.update(task="audioset"), "is trained for 'audioset' and plays nothing"),
    (lambda card: card.pop("network"), "not those of its card"),
    (lambda card: card["network"].update(widths=[4, 9]), "not those of its card"),
    (lambda card: card["clips"].update(train=4), "not those of its card"),
    (lambda card: card.update(domain="midi"), "not those of its card"),
    (lambda card: card["weights"].update(sha256="0"), "the checksum differs"),
]


@pytest.mark.parametrize(("how", "says"), WRONG)
def test_a_card_of_something_else(folder: Path, how: Callable[[dict[str, Any]], object], says: str) -> None:
    change(folder, how)
    with pytest.raises(MissingWeights, match=says):
        load_player(folder)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match=re.escape(str(tmp_path))):
        load_player(tmp_path)


def test_one_code_frame_reaches_no_farther_than_the_network_sees() -> None:
    torch.manual_seed(0)
    shape = Shape(1, 4096, (4, 8), (4, 4), 2)
    network = ConvVae(shape, 1).eval()
    code = torch.zeros(1, 2, shape.frames)
    plain = network.decode(code)
    code[0, :, 128] = 1.0
    moved = (network.decode(code) - plain).abs()[0, 0]
    touched = torch.nonzero(moved > 1e-7).flatten()
    assert abs(int(touched.float().mean()) - 128 * shape.stride) < 2 * shape.stride
    assert int(touched.max() - touched.min()) < 12 * shape.stride


def test_the_spread_of_a_code_stays_within_bounds() -> None:
    network = ConvVae(Shape(1, 256, (4,), (4,), 2), 1)
    _, spread = network.encode(1e6 * torch.randn(1, 1, 256))
    assert LEAST <= float(spread.min().detach()) <= float(spread.max().detach()) <= MOST


def test_codes_are_kept_but_not_learnt() -> None:
    network = ConvVae(Shape(1, 256, (4,), (4,), 2), 5)
    assert network.state_dict()["codes"].shape == (5, 2, 64)
    assert "codes" not in dict(network.named_parameters())
