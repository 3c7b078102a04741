"""The two kinds of MLP tasks, before torch is loaded."""

from __future__ import annotations

from pathlib import Path

from albumen.card import Card
from albumen.errors import BadDataset
from albumen.progress import Progress
from albumen.train.mlp.settings import AudioSetRecipe, FeatureRecipe
from albumen.train.task import TASKS, Task, ready


@TASKS.register("audioset")
class AudioSetKind:
    """Genres or moods from AudioSet's embeddings (S1)."""

    card = Card("audioset", "Genres or moods from AudioSet's VGGish embeddings.", ("albumen[train]",), ready=ready)
    recipe = AudioSetRecipe

    def make(self, recipe: AudioSetRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its store made; BadDataset if a split is missing or damaged."""
        from albumen.train.mlp.clips import Clips
        from albumen.train.mlp.task import MlpTask

        if data is None:
            raise BadDataset("This recipe needs AudioSet; name the folder of its feature files with --data.")
        source = Clips(data, recipe.data, recipe.fit.batch, recipe.seed, progress=progress)
        return MlpTask(recipe, source, recipe.data.thresholds)


@TASKS.register("features")
class FeaturesKind:
    """Anything from a table of features."""

    card = Card("features", "Labels or values from a table of features.", ("albumen[train]",), ready=ready)
    recipe = FeatureRecipe

    def make(self, recipe: FeatureRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its table read; BadDataset if there is none."""
        from albumen.train.mlp.table import read_table
        from albumen.train.mlp.tabular import Tabular
        from albumen.train.mlp.task import MlpTask

        if data is None:
            raise BadDataset("This recipe needs a table of features; name an .npz or .safetensors file with --data.")
        source = Tabular(read_table(data), recipe.data, recipe.fit.batch, recipe.seed, data.name)
        return MlpTask(recipe, source, recipe.data.thresholds)
