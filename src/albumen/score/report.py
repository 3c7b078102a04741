"""The report of a multi-label classifier: what was measured, on what, and how sure it is; as JSON and as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.score.bootstrap import Intervals, intervals
from albumen.score.classification import METRICS, Scores, confusion, decide, score
from albumen.score.ranking import Floats

HEADINGS = ("prec.", "recall", "F1", "AP", "AUROC")
_NONE = (math.nan, math.nan)
"""The interval of what is not resampled: one ranking of all pairs would be sorted anew each time."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a score rests on: the name of the data, its split, what one example is, and the seed of the bootstrap."""

    data: str
    split: str
    example: str
    seed: int
    thresholds: str = "0.5 for every class"
    """How the thresholds came about, such as "best F1 on AudioSet unbalanced"."""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Scores with their thresholds [classes], confusion [classes, classes + 1] and bootstrap intervals."""

    title: str
    source: Source
    classes: tuple[str, ...]
    examples: int
    groups: int
    thresholds: Floats
    scores: Scores
    intervals: Intervals
    confusion: Floats

    @property
    def silent(self) -> list[str]:
        """Classes without positives, which are left out of every mean."""
        return [name for name, support in zip(self.classes, self.scores.support, strict=True) if not support]

    def to_dict(self) -> dict[str, object]:
        """Everything, for `json.dumps(..., allow_nan=False)`: what cannot be known is None."""
        bounds = self.intervals
        return {
            "title": self.title,
            **{name: getattr(self.source, name) for name in self.source.__slots__},
            "examples": self.examples,
            "groups": self.groups,
            "interval": {"level": bounds.level, "resamples": bounds.resamples},
            "classes": {name: self._class(row) for row, name in enumerate(self.classes)},
            "macro": {key: _known([value, *bounds.macro[key]]) for key, value in self.scores.macro.items()},
            "micro": {key: _known([value, *bounds.micro.get(key, _NONE)]) for key, value in self.scores.micro.items()},
            "without_positives": self.silent,
            "confusion": {
                "columns": [*self.classes, "nothing"],
                "rows": {name: _known(row) for name, row in zip(self.classes, self.confusion, strict=True)},
            },
        }

    def to_text(self) -> str:
        """A table for people: a line a class, then macro and micro, each F1 with its interval."""
        wide = max(len(name) for name in (*self.classes, "macro"))
        heading = f"{'':{wide}}  {'clips' if self.source.example == 'clip' else 'n':>7}" + "".join(
            f"{name:>8}" for name in HEADINGS
        )
        lines = [self.title, self._says(), "", heading + "  F1 interval"]
        for row, name in enumerate(self.classes):
            values = [float(getattr(self.scores, metric)[row]) for metric in METRICS]
            lines.append(_line(name, wide, int(self.scores.support[row]), values, self.intervals.classes["f1"][row]))
        for name, means, bounds in (
            ("macro", self.scores.macro, self.intervals.macro),
            ("micro", self.scores.micro, self.intervals.micro),
        ):
            values = [means.get(metric, math.nan) for metric in METRICS]
            lines.append(_line(name, wide, int(self.scores.support.sum()), values, bounds["f1"]))
        if self.silent:
            lines.append(f"Without a positive example, so left out of macro: {', '.join(self.silent)}.")
        return "\n".join(lines) + "\n"

    def taken_for(self, count: int = 5) -> list[tuple[str, str, float]]:
        """The worst confusions (truly, taken for, share of the truly), largest first."""
        wrong = np.nan_to_num(self.confusion[:, :-1]) * ~np.eye(len(self.classes), dtype=bool)
        order = np.argsort(-wrong, axis=None, kind="stable")[:count]
        pairs = [divmod(int(at), len(self.classes)) for at in order]
        return [(self.classes[a], self.classes[b], float(wrong[a, b])) for a, b in pairs if wrong[a, b] > 0]

    def _says(self) -> str:
        of = f" of {self.groups:,} clips" if self.groups != self.examples else ""
        return (
            f"{self.source.data}, {self.source.split}: {self.examples:,} examples ({self.source.example}){of}; "
            f"thresholds: {self.source.thresholds}; {self.intervals.level:.0%} intervals from "
            f"{self.intervals.resamples} resamples, seed {self.source.seed}"
        )

    def _class(self, row: int) -> dict[str, object]:
        scores = {name: float(getattr(self.scores, name)[row]) for name in METRICS}
        return {
            "support": int(self.scores.support[row]),
            "threshold": float(self.thresholds[row]),
            **{name: _known([value, *self.intervals.classes[name][row]]) for name, value in scores.items()},
        }


def report(
    title: str,
    source: Source,
    classes: Sequence[str],
    targets: NDArray[np.bool_],
    scores: NDArray[np.floating[Any]],
    thresholds: Floats | float = 0.5,
    groups: NDArray[Any] | None = None,
    resamples: int = 1000,
) -> Report:
    """Measures scores [examples, classes] against multi-label targets of that shape.

    `thresholds` and `groups` are as in `classification.score` and `bootstrap.intervals`; ValueError as there.
    """
    each = np.broadcast_to(np.asarray(thresholds, np.float64), (len(classes),))
    return Report(
        title,
        source,
        tuple(classes),
        len(targets),
        len(targets) if groups is None else len(np.unique(groups)),
        each,
        score(targets, scores, each),
        intervals(targets, scores, each, np.random.default_rng(source.seed), groups, resamples),
        confusion(targets, decide(scores, each)),
    )


def _line(name: str, wide: int, support: int, values: Sequence[float], bounds: Sequence[float] | Floats) -> str:
    shown = "".join(f"{'-' if math.isnan(value) else f'{value:.3f}':>8}" for value in values)
    low, high = bounds
    return f"{name:{wide}}  {support:7,}{shown}" + ("" if math.isnan(low) else f"  {low:.3f}..{high:.3f}")


def _known(values: Sequence[float] | Floats) -> list[float | None]:
    return [None if math.isnan(value) else float(value) for value in values]
