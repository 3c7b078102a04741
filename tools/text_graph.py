"""The text teacher as nodes of an ONNX graph: `tools.text_teacher` in a network, to float32 rounding.

Of the heads' features it takes musicnn's units, in which the tags' mean logits are linear, the tags' shares, and the
cues. Letters: n songs, C classes.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import numpy_helper

from albumen.listen.heads import HeadName
from albumen.listen.heads.features import CUES, FEATURES, TAGS, UNITS
from albumen.listen.musicnn import TAGGERS
from albumen.listen.musicnn.weights import read_weights
from albumen.vocabulary import GENRES, MOOD_PLACES, MOODS
from tools import text_teacher as text
from tools.onnx_graph import Array, Graph
from tools.tag_priors import LEAST, MOST, SONGS_DIFFER, tag_priors
from tools.text_evidence import ENOUGH_SUPPORT, evidence

ABSENT = -1e6
"""Keeps a tag that is no name of a class out of the greatest among its names."""


def said(graph: Graph, head: HeadName) -> str:
    """What the text evidence says of `features` [n, 505]; the name of that output, [n, C] in the order of `CLASSES`."""
    surprise = _surprise(graph)
    return _genres(graph, surprise) if head == "genre" else _felt(graph, surprise)


def clipped(graph: Graph, value: str, least: float, most: float, name: str) -> str:
    """`value` between two bounds."""
    above = graph.add("Max", [value, graph.weight(f"{name}_least", [least])], f"{name}_above")
    return graph.add("Min", [above, graph.weight(f"{name}_most", [most])], name)


def _surprise(graph: Graph) -> str:
    priors, logits = tag_priors(), []
    size = UNITS // len(TAGGERS)
    for at, tagger in enumerate(TAGGERS):
        weights = onnx.load_model_from_string(read_weights(tagger)).graph.initializer
        held = {each.name: numpy_helper.to_array(each) for each in weights}
        constants = [graph.weight(f"{tagger}_{part}", held[f"tags_{part}"]) for part in ("kernel", "bias")]
        units = _columns(graph, at * size, (at + 1) * size, f"{tagger}_units")
        logits.append(graph.add("Gemm", [units, *constants], f"{tagger}_logits"))
    joined = graph.add("Concat", logits, "logits", axis=1)
    scale = 1 / (SONGS_DIFFER * priors.spread)
    scaled = graph.add("Mul", [joined, graph.weight("standing_scale", scale)], "logits_scaled")
    shift = graph.weight("standing_shift", -priors.mean * scale)
    return clipped(graph, graph.add("Add", [scaled, shift], "standing"), LEAST, MOST, "surprise")


def _genres(graph: Graph, surprise: str) -> str:
    known, priors, genres = evidence(), tag_priors(), len(GENRES)
    usual = graph.weight("usual", -1 / (1 + np.exp(-priors.mean)))
    excess = graph.add("Add", [_columns(graph, UNITS, UNITS + TAGS, "shares"), usual], "excess")
    damp = text.SAID * np.minimum(known.support[:genres] / ENOUGH_SUPPORT, 1.0)
    votes = priors.share[:, None] * known.genre_lift * damp
    base = np.log(known.base[:genres] / (1 - known.base[:genres])) * text.GENRE_PRIOR
    company = graph.add("Gemm", [excess, graph.weight("votes", votes), graph.weight("prior", base)], "company")
    hinted = graph.add("MatMul", [surprise, graph.weight("hints", text.HINT * votes)], "hinted")
    names = known.names[:, :genres]
    wide = graph.add("Unsqueeze", [excess, graph.whole(2)], "excess_wide")
    kept = graph.add("Add", [wide, graph.weight("names", np.where(names, 0.0, ABSENT))], "names_only")
    greatest = graph.add("ReduceMax", [kept], "greatest", axes=[1], keepdims=0)
    name = graph.weight("name", text.NAME * damp * names.any(axis=0))
    own = graph.add("Mul", [greatest, name], "own")
    return graph.add("Sum", [company, hinted, own], "text")


def _felt(graph: Graph, surprise: str) -> str:
    known, priors = evidence(), tag_priors()
    size = graph.add("Abs", [surprise], "surprise_size")
    raised = graph.add("Pow", [size, graph.weight("emphasis", [text.EMPHASIS])], "surprise_raised")
    emphasised = graph.add("Mul", [graph.add("Sign", [surprise], "surprise_sign"), raised], "emphasised")
    lift = known.mood_lift
    votes = priors.share[:, None] * np.sign(lift) * np.abs(lift) ** text.EMPHASIS
    cues = _columns(graph, FEATURES - CUES, FEATURES, "cues")
    of_votes, of_cues, still = feelings(np.log(known.base / (1 - known.base))[len(GENRES) :])
    constants = [graph.weight("votes", votes @ of_votes), graph.weight("still", still)]
    voted = graph.add("Gemm", [emphasised, *constants], "voted")
    return graph.add("Add", [voted, graph.add("MatMul", [cues, graph.weight("of_cues", of_cues)], "cued")], "text")


def feelings(base: Array) -> tuple[Array, Array, Array]:
    """What moods and affect [9] are of the moods' votes [7, 9], of the cues [5, 9], and without either [9].

    `base` are the log odds of the moods' base rates [7].
    """
    moods = np.eye(len(MOODS))
    moods[text.SAD, text.HAPPY] = -text.UNHAPPY
    places = np.array([MOOD_PLACES[mood] for mood in MOODS]) * text.PLACE_TRUST / text.SPREAD
    pointing = np.array([text.VALENCE_CUES, text.AROUSAL_CUES]).T * text.PLACE_CUE_TRUST / text.SPREAD
    still = np.concatenate([text.MOOD_PRIOR * base, -np.divide(text.MIDDLE, text.SPREAD)])
    of_votes = np.hstack([text.MOOD_TRUST * moods, places])
    return of_votes, np.hstack([text.CUE_TRUST * text.TOWARDS @ moods, pointing]), still


def _columns(graph: Graph, start: int, end: int, name: str) -> str:
    return graph.add("Slice", ["features", graph.whole(start), graph.whole(end), graph.whole(1)], name)
