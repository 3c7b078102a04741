"""An MLP's figures by cross-validation: trained anew by its recipe for every fold, on the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.progress import Progress, silent
from albumen.score.probe import Figures, correlations, split
from albumen.train.mlp.arrays import fit_arrays
from albumen.train.mlp.settings import FeatureRecipe


def crossed(
    features: NDArray[Any],
    targets: NDArray[Any],
    names: Sequence[str],
    strata: NDArray[Any],
    recipe: FeatureRecipe,
    seeds: Sequence[int] = range(5),
    folds: int = 5,
    progress: Progress = silent,
) -> Figures:
    """Pearson's r of what a recipe's MLP foretells of examples that it was not trained on, for each target and seed.

    Of each training part the recipe's share (`data.validation`) decides when to stop; the held-out fold has no say.

    Parameters
    ----------
    features, targets
        [n, inputs] and [n, targets], all targets known.
    names
        The targets' names.
    strata
        What is spread evenly over the folds, such as genres [n].
    recipe
        Of the task `features`; its seed is replaced.
    seeds, folds
        Of the cross-validation: how often, and into how many parts.
    progress
        Told after every fold.

    Raises as `fit_arrays` and `albumen.score.probe.regress` do.
    """
    foretold = []
    for turn, seed in enumerate(seeds):
        said = np.empty(targets.shape, np.float64)
        for fold, (seen, unseen) in enumerate(split(strata, seed, folds)):
            own = recipe.model_copy(update={"seed": seed * folds + fold})
            said[unseen] = fit_arrays(features[seen], targets[seen], own).predict(features[unseen])
            progress((turn * folds + fold + 1) / (len(seeds) * folds), f"seed {seed}, fold {fold + 1} of {folds}")
        foretold.append(said)
    return correlations(targets, foretold, names)
