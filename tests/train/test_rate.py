"""Learning rates, and when an epoch is the best or the last."""

from __future__ import annotations

import math
from typing import Any

import pytest

from albumen.train.rate import is_over, judge, learning_rate
from albumen.train.recipe import Fit, Stop
from albumen.train.state import State


def fit(**own: Any) -> Fit:
    return Fit.model_validate({"epochs": 10, "batch": 1, "learning_rate": 0.5, **own})


def test_constant_stays() -> None:
    assert {learning_rate(fit(), State(step=step), 100) for step in range(100)} == {0.5}


def test_warmup_rises_evenly_to_the_rate() -> None:
    rates = [learning_rate(fit(warmup=4), State(step=step), 100) for step in range(6)]
    assert rates == [0.125, 0.25, 0.375, 0.5, 0.5, 0.5]


def test_cosine_falls_from_the_rate_to_nothing() -> None:
    own = fit(schedule="cosine", warmup=10)
    rates = [learning_rate(own, State(step=step), 110) for step in (10, 60, 85, 110, 200)]
    assert rates == pytest.approx([0.5, 0.25, 0.25 * (1 + math.cos(math.pi * 0.75)), 0, 0])


def test_plateau_falls_after_its_patience_and_counts_anew() -> None:
    own, state = fit(schedule="plateau", plateau_patience=2, plateau_factor=0.1), State()
    rates = []
    for value in (1.0, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6):
        judge(state, value, own, Stop())
        rates.append(learning_rate(own, state, 100))
    assert rates == pytest.approx([0.5, 0.5, 0.5, 0.5, 0.05, 0.05, 0.05, 0.005])


def test_the_best_epoch_is_remembered() -> None:
    state = State()
    best = []
    for state.epoch, value in enumerate((3.0, 2.0, 2.5, 2.0, 1.0)):
        best.append(judge(state, value, fit(), Stop()))
    assert best == [True, True, False, False, True]
    assert (state.best, state.best_epoch, state.waited) == (1.0, 4, 0)


def test_training_ends_when_patience_does() -> None:
    state, stop, seen = State(), Stop(goal="highest", patience=2), []
    for value in (1.0, 3.0, 2.0, 3.0, 9.0):
        judge(state, value, fit(), stop)
        state.epoch += 1
        seen.append(is_over(state, fit(), stop))
    assert seen == [False, False, False, True, False]


def test_without_patience_it_ends_with_the_last_epoch() -> None:
    assert not is_over(State(epoch=9, waited=9), fit(), Stop())
    assert is_over(State(epoch=10), fit(), Stop())
