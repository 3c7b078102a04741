"""The looker that a trained classifier makes ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.errors import MissingWeights
from albumen.look import LOOKERS
from albumen.look.cover_genre.looker import _needed, audioset


@pytest.mark.parametrize(("folder", "genre"), [("HipHop", "Hip hop"), ("R&B", "R&B"), ("Polka", "")])
def test_folders_are_called_as_audioset_calls_them(folder: str, genre: str) -> None:
    assert audioset(folder) == genre


def test_without_a_classifier_it_says_how_to_train_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)
    state = LOOKERS.get("cover-genre").card.ready()
    assert not state.ok
    assert "s4-cover-words.toml" in state.remedy
    with pytest.raises(MissingWeights, match="albumen train"):
        _needed()
