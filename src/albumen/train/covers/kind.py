"""The kinds of cover tasks, before torch is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from albumen.card import Card, Readiness
from albumen.data.covers import Covers, only, read_covers
from albumen.errors import BadDataset, MissingExtra
from albumen.progress import Progress, part
from albumen.train.covers.settings import CoverData, CoverRecipe, ProbeRecipe, RidgeRecipe, ViewsRecipe
from albumen.train.task import TASKS, Task, ready


@TASKS.register("cover-genre")
class CoverKind:
    """Genres by covers, by a ConvNeXt (S4)."""

    card = Card(
        "cover-genre", "Genres by covers, by a ConvNeXt.", ("albumen[diffusion,train]",), ready=lambda: _ready()
    )
    recipe = CoverRecipe

    def make(self, recipe: CoverRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its covers read; BadDataset if there are none, or too few."""
        _require()
        from albumen.train.covers.task import CoverTask

        return CoverTask(recipe, _covers(recipe.data, recipe.seed, data, progress))


@TASKS.register("cover-views")
class ViewsKind:
    """What covers look like, learnt without their genres: where a ConvNeXt may begin."""

    card = Card(
        "cover-views", "Covers without genres, by a ConvNeXt.", ("albumen[diffusion,train]",), ready=lambda: _ready()
    )
    recipe = ViewsRecipe

    def make(self, recipe: ViewsRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its covers read; BadDataset if there are none, or too few."""
        _require()
        from albumen.train.covers.views import ViewsTask

        return ViewsTask(recipe, _covers(recipe.data, recipe.seed, data, progress))


@TASKS.register("cover-features")
class ProbeKind:
    """Genres by covers, by a small network on the features of frozen ones."""

    card = Card("cover-features", "Genres by covers, from frozen features.", ("albumen[train]",), ready=ready)
    recipe = ProbeRecipe

    def make(self, recipe: ProbeRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its covers read and seen through the frozen networks; BadDataset if there are none, or too few."""
        from albumen.train.covers.probing import ProbeTask

        covers = _covers(recipe.data, recipe.seed, data, part(progress, 0.0, 0.1))
        return ProbeTask(recipe, covers, part(progress, 0.1, 1.0))


@TASKS.register("cover-ridge")
class RidgeKind:
    """Genres by covers, by kernel ridge regression on the features of frozen networks and on words."""

    card = Card("cover-ridge", "Genres by covers, from frozen features and words.", ("albumen[train]",), ready=ready)
    recipe = RidgeRecipe

    def make(self, recipe: RidgeRecipe, data: Path | None, progress: Progress) -> Task:
        """The task, its covers read, and seen and read; BadDataset if there are none, or too few."""
        from albumen.train.covers.ridging import RidgeTask

        covers = _covers(recipe.data, recipe.seed, data, part(progress, 0.0, 0.1))
        return RidgeTask(recipe, covers, part(progress, 0.1, 1.0))


def _covers(wanted: CoverData, seed: int, folder: Path | None, progress: Progress) -> Covers:
    if folder is None:
        raise BadDataset("This recipe needs covers; with --data name a folder that has a folder for each genre.")
    covers = read_covers(folder, progress)
    chosen = only(covers, wanted.genres) if wanted.genres else covers
    if len(chosen.genres) < 2:
        raise BadDataset(f"{folder} has covers of {chosen.genres[0]} alone; two genres are needed at least.")
    if not (len(chosen.part("train", seed)) and len(chosen.part("validation", seed))):
        raise BadDataset(f"{folder} has {len(chosen)} covers, too few to split; ten sleeves a genre will do.")
    return chosen


def _require() -> None:
    if not _ready().ok:
        raise MissingExtra(f"Training cannot begin: {_ready().reason}; {_ready().remedy}")


def _ready() -> Readiness:
    if find_spec("transformers") is None:
        remedy = 'install it with: pip install "albumen[diffusion,train]".'
        return Readiness(False, "transformers is not installed", remedy)
    return ready()
