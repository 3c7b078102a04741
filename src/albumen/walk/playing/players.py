"""Who looks and who plays: chosen before anything is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from albumen import look
from albumen.brief import Brief
from albumen.description import Description
from albumen.play import ENGINES, Engine, check
from albumen.walk.playing.programme import Programme


@dataclass(frozen=True, slots=True)
class Players:
    """The engines that make a picture's music, and what is to be played, looked at and found possible."""

    looker: look.Looker
    engine: Engine
    programme: Programme
    says: tuple[str, ...] = ()
    """A sentence for each that was chosen: why it."""


def engage(programme: Programme) -> Players:
    """Those that a person wants, or the best that are ready.

    Raises
    ------
    BadOption
        The engine has no such setting, or cannot do what is asked.
    MissingExtra, MissingWeights
        One of them is not ready; the text says what mends it.
    AlbumenError
        There is no such engine.
    """
    programme = programme.checked()
    engine, why = ENGINES.choose(programme.engine)
    looker, saw = look.LOOKERS.choose(programme.looker)
    asked = programme.brief(Description(), 0, engine)
    check(Brief(Description(), "", seed=asked.seed, seconds=asked.seconds, options=asked.options), engine)
    says = [f"Engine: {why}"]
    if programme.looker != "auto":
        says.append(f"Looker: {saw}")
    return Players(looker, engine, replace(programme, engine=engine.card.name), tuple(says))
