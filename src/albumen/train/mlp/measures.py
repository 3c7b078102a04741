"""What is measured on the validation split after every epoch."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from albumen.score.classification import score
from albumen.train.mlp.source import Floats

Answers = NDArray[np.float64]


def measures(targets: Floats, answers: Answers, kind: Literal["binary", "focal", "squared"]) -> dict[str, float]:
    """Scores of answers [n, outputs] against targets of that shape, where NaN is not known.

    Hard labels: `f1` (at 0.5), `average_precision` and `auroc`, each the mean over classes. Soft labels and values:
    `correlation`, the mean over outputs of Pearson's r.
    """
    hard = kind != "squared" and bool(np.isin(targets, (0, 1)).all())
    if not hard:
        return {"correlation": correlation(targets, answers)}
    if np.isnan(answers).any():
        return dict.fromkeys(("f1", "average_precision", "auroc"), float("nan"))
    macro = score(targets > 0, answers).macro
    return {name: macro[name] for name in ("f1", "average_precision", "auroc")}


def correlation(targets: Floats, answers: Answers) -> float:
    """The mean over outputs of Pearson's r between targets and answers [n, outputs]; outputs that do not vary are out.

    NaN if none varies.
    """
    found = [_pearson(wanted, given) for wanted, given in zip(targets.T, answers.T, strict=True)]
    known = [r for r in found if not np.isnan(r)]
    return float(np.mean(known)) if known else float("nan")


def _pearson(wanted: Floats, given: Answers) -> float:
    known = ~np.isnan(wanted)
    a, b = wanted[known].astype(np.float64), given[known]
    if len(a) < 2 or not a.std() or not b.std():
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])
