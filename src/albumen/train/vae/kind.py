"""The kind of VAE tasks, before torch is loaded."""

from __future__ import annotations

from pathlib import Path

from albumen.card import Card
from albumen.errors import BadDataset
from albumen.progress import Progress
from albumen.train.task import TASKS, Task, ready
from albumen.train.vae.settings import VaeRecipe


@TASKS.register("vae")
class VaeKind:
    """A VAE of one genre's clips (S4)."""

    card = Card("vae", "A VAE of one genre's clips, as waveforms or log-mels.", ("albumen[train]",), ready=ready)
    recipe = VaeRecipe

    def make(self, recipe: VaeRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its music cut into clips; BadDataset if there is none, or too little."""
        from albumen.train.vae.clips import read_clips
        from albumen.train.vae.task import VaeTask

        if data is None:
            raise BadDataset("This recipe needs music; with --data name a folder of one genre, or GTZAN's.")
        return VaeTask(recipe, read_clips(data, recipe.data, recipe.seed, progress))
