"""One training loop for every model, and one recipe (TOML) per model.

fit(Path("recipes/s1-genre.toml"), data=Path("audioset"), out=Path("trained/genre"))
"""

from __future__ import annotations

from albumen.train.fit import Outcome, fit
from albumen.train.recipe import Recipe
from albumen.train.task import TASKS, Kind, Task, read_recipe, recipe_of

__all__ = ["TASKS", "Kind", "Outcome", "Recipe", "Task", "fit", "read_recipe", "recipe_of"]
