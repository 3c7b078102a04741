"""LoRAs change the weights by what they say, at the strength that is asked for, and only if they fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from albumen import draw
from albumen.draw.diffusion import Diffusion
from albumen.draw.diffusion.lora import path_of
from albumen.draw.diffusion.options import Lora
from albumen.errors import BadOption, MissingWeights
from albumen.picture import Pixels
from tests.draw.diffusion.commissions import NUMPY_2, brief

pytestmark = [pytest.mark.filterwarnings(NUMPY_2), pytest.mark.usefixtures("bare")]
LAYER = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_v"
WIDTH, RANK = 16, 2


def matrices(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    dice = torch.Generator().manual_seed(seed)
    return torch.randn(RANK, WIDTH, generator=dice), torch.randn(WIDTH, RANK, generator=dice)


def write_lora(path: Path, seed: int = 0, layer: str = f"unet.{LAYER}") -> Path:
    down, up = matrices(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({f"{layer}.lora_A.weight": down, f"{layer}.lora_B.weight": up}, path)
    return path


def changed(checkpoint: Path, folder: Path, *changes: tuple[int, float]) -> Path:
    """A copy of a checkpoint with W + weight * B A written out by hand (Hu et al. 2021, eq. 3)."""
    shutil.copytree(checkpoint, folder)
    path = folder / "unet" / "diffusion_pytorch_model.safetensors"
    held = load_file(path)
    for seed, weight in changes:
        down, up = matrices(seed)
        held[f"{LAYER}.weight"] += weight * up @ down
    save_file(held, path)
    return folder


def painted(engine: Diffusion, model: Path, lora: str = "") -> Pixels:
    return draw.draw(brief(model, lora=lora), engine).pixels


def apart(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other).max())


def test_a_lora_changes_the_picture_as_its_matrices_say(checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    lora = write_lora(tmp_path / "mine.safetensors")
    by_hand = changed(checkpoints / "sd", tmp_path / "changed", (0, 0.5))
    ours = painted(engine, checkpoints / "sd", f"{lora}:0.5")
    assert apart(ours, painted(engine, checkpoints / "sd")) > 2
    assert apart(ours, painted(engine, by_hand)) <= 1


def test_two_loras_add_up(checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    one, other = (write_lora(tmp_path / f"{seed}.safetensors", seed) for seed in (0, 1))
    by_hand = changed(checkpoints / "sd", tmp_path / "changed", (0, 0.5), (1, -0.25))
    ours = painted(engine, checkpoints / "sd", f"{one}:0.5, {other}:-0.25")
    assert apart(ours, painted(engine, by_hand)) <= 1


def test_a_lora_of_weight_nothing_changes_nothing(checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    lora = write_lora(tmp_path / "mine.safetensors")
    plain, unchanged = (painted(engine, checkpoints / "sd", asked) for asked in ("", f"{lora}:0"))
    assert np.array_equal(plain, unchanged)


def test_the_picture_remembers_its_loras(checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    lora = write_lora(tmp_path / "mine.safetensors")
    picture = draw.draw(brief(checkpoints / "xl", lora=f"{write_for_xl(tmp_path)}:0.5"), engine)
    assert [model.name for model in picture.models] == ["xl", "for-xl"]
    assert picture.facts["lora"].endswith("for-xl.safetensors:0.5")
    assert lora.exists()


def write_for_xl(folder: Path) -> Path:
    path, layer = folder / "for-xl.safetensors", f"unet.{LAYER.replace('attn2.to_v', 'attn1.to_v')}"
    return write_lora(path, layer=layer)


def test_a_lora_for_other_shapes_is_refused(checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    path = tmp_path / "big.safetensors"
    save_file(
        {f"unet.{LAYER}.lora_A.weight": torch.zeros(2, 99), f"unet.{LAYER}.lora_B.weight": torch.zeros(99, 2)}, path
    )
    with pytest.raises(BadOption, match=r"The LoRA .*big\.safetensors does not fit this checkpoint"):
        painted(engine, checkpoints / "sd", str(path))


@pytest.mark.parametrize("layer", ["transformer.blocks.0.attn.to_v", "unet.nowhere.to_v"])
def test_a_lora_for_another_network_is_refused(
    layer: str, checkpoints: Path, tmp_path: Path, engine: Diffusion
) -> None:
    lora = write_lora(tmp_path / "other.safetensors", layer=layer)
    with pytest.raises(BadOption, match=r"does not fit this checkpoint|changes nothing in this checkpoint"):
        painted(engine, checkpoints / "sd", str(lora))


def test_a_safetensors_file_that_is_no_lora_is_refused(checkpoints: Path, tmp_path: Path, engine: Diffusion) -> None:
    save_file({"conv_in.weight": torch.zeros(2, 2)}, tmp_path / "plain.safetensors")
    with pytest.raises(BadOption, match="does not fit"):
        painted(engine, checkpoints / "sd", str(tmp_path / "plain.safetensors"))


def test_a_name_is_looked_up_among_the_models(bare: Path) -> None:
    inside, alone = write_lora(bare / "inside" / "anything.safetensors"), write_lora(bare / "alone.safetensors")
    assert path_of(Lora("inside")) == inside
    assert path_of(Lora("alone")) == alone


def test_the_usual_name_is_taken_from_a_folder_of_several(tmp_path: Path) -> None:
    usual = write_lora(tmp_path / "pytorch_lora_weights.safetensors")
    write_lora(tmp_path / "older.safetensors")
    assert path_of(Lora(str(tmp_path))) == usual


def test_a_lora_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(MissingWeights, match="There is no LoRA nowhere; give a safetensors file"):
        path_of(Lora("nowhere"))


def test_a_pickled_lora_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "mine.pt").write_bytes(b"cos\nsystem\n")
    with pytest.raises(MissingWeights, match="other formats may carry code and are refused"):
        path_of(Lora(str(tmp_path / "mine.pt")))


def test_a_damaged_lora_is_one_sentence(tmp_path: Path) -> None:
    path = write_lora(tmp_path / "cut.safetensors")
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(MissingWeights, match="damaged"):
        path_of(Lora(str(path)))
