"""The learning rate of every step, from the recipe and the counters alone, so that resuming needs nothing else."""

from __future__ import annotations

import math

from albumen.train.recipe import Fit, Stop
from albumen.train.state import State


def learning_rate(fit: Fit, state: State, steps: int) -> float:
    """The rate of the step that comes next, in a training of at most `steps`."""
    rate = fit.learning_rate
    if state.step < fit.warmup:
        return rate * (state.step + 1) / fit.warmup
    if fit.schedule == "cosine":
        done = (state.step - fit.warmup) / max(steps - fit.warmup, 1)
        return rate * (1 + math.cos(math.pi * min(done, 1.0))) / 2
    return rate * fit.plateau_factor**state.falls


def judge(state: State, value: float, fit: Fit, stop: Stop) -> bool:
    """Counts the epoch that was just measured; whether it is the best so far."""
    best = stop.better(value, state.best)
    if best:
        state.best, state.best_epoch = value, state.epoch
    state.waited = 0 if best else state.waited + 1
    state.plateau = 0 if best else state.plateau + 1
    if fit.schedule == "plateau" and state.plateau > fit.plateau_patience:
        state.plateau, state.falls = 0, state.falls + 1
    return best


def is_over(state: State, fit: Fit, stop: Stop) -> bool:
    """Whether training ends before the epoch that comes next."""
    return state.epoch >= fit.epochs or bool(stop.patience and state.waited >= stop.patience)
