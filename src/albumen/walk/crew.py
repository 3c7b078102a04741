"""Who hears, writes and draws: chosen before anything is listened to."""

from __future__ import annotations

from dataclasses import dataclass

from albumen import draw, listen, prompt
from albumen.brief import Brief
from albumen.description import Description
from albumen.walk.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Crew:
    """The engines that make a song's covers, each with a sentence that says why it."""

    listener: listen.Listener
    extender: prompt.Extender
    engine: draw.Engine
    says: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str, str]:
        """Their names, in the order of the walk."""
        return self.listener.card.name, self.extender.card.name, self.engine.card.name


def engage(wanted: Wanted, *, drawing: bool = True) -> Crew:
    """Those that a person wants, or the best that are ready; `drawing` is False where only words are wanted.

    Raises
    ------
    AlbumenError
        There is no such engine, or it has no such setting.
    MissingExtra, MissingWeights
        One of them is not ready, or a file that a setting names is gone; the text says what mends it.
    """
    if drawing or wanted.engine == "auto":
        engine, why = draw.ENGINES.choose(wanted.engine)
    else:
        engine, why = draw.ENGINES.get(wanted.engine), ""
    if drawing:
        draw.check(Brief(Description(), "", size=wanted.size, seed=wanted.seed, options=wanted.options), engine)
    listener, heard = listen.LISTENERS.choose(wanted.listener)
    extender, wrote = _extender(wanted.extender, engine)
    says = [f"Engine: {why}"]
    if wanted.listener != "auto":
        says.append(f"Listener: {heard}")
    if draw.reads_prompt(engine):
        says.append(f"Prompts: {wrote}")
    elif wanted.words:
        says.append(f"Prompts: {engine.card.name} does not paint from words; they only go into the sidecar.")
    return Crew(listener, extender, engine, tuple(says))


def _extender(wanted: str | prompt.Extender, engine: draw.Engine) -> tuple[prompt.Extender, str]:
    """A language model is only asked where its words make the picture: it takes seconds, and gigabytes of torch."""
    if not isinstance(wanted, str):
        return wanted, f"{wanted.card.name} was given."
    if wanted == "auto" and not draw.reads_prompt(engine):
        return prompt.Offline(), "offline is enough."
    return prompt.EXTENDERS.choose(prompt.ALIASES.get(wanted, wanted))
