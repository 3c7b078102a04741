"""One registry per room: engines register by decorator, other packages through entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from typing import Generic, Protocol, TypeVar

from albumen.card import Card
from albumen.errors import AlbumenError, MissingExtra


class Carded(Protocol):
    """Anything that carries an engine's card."""

    @property
    def card(self) -> Card:
        """The engine's card."""
        ...


EngineT = TypeVar("EngineT", bound=Carded)


class Registry(Generic[EngineT]):
    """Engines of one room by name, best first.

    Parameters
    ----------
    group
        The entry-point group that other packages use, such as `albumen.draw`.
    own
        Modules of ours that register engines when imported; light ones, since every run imports them all.
    """

    def __init__(self, group: str, own: tuple[str, ...]) -> None:
        self.group = group
        self._own = own
        self._makers: dict[str, Callable[[], EngineT]] = {}
        self._cards: dict[str, Card] = {}
        self._engines: dict[str, EngineT] = {}
        self._loaded = False

    def register(self, name: str, card: Card | None = None) -> Callable[[Callable[[], EngineT]], Callable[[], EngineT]]:
        """A decorator that files an engine's class (or any function that makes one) under `name`.

        With its `card`, the engine is only made (and its modules imported) once it is known to be ready.
        """

        def file(maker: Callable[[], EngineT]) -> Callable[[], EngineT]:
            self._makers[name] = maker
            if card:
                self._cards[name] = card
            return maker

        return file

    def names(self) -> list[str]:
        """The names of all engines, ours first."""
        self._load()
        return list(self._makers)

    def get(self, name: str) -> EngineT:
        """The engine called `name`, made once.

        Raises
        ------
        AlbumenError
            There is no such engine.
        """
        self._load()
        self._known(name)
        if name not in self._engines:
            self._engines[name] = self._makers[name]()
        return self._engines[name]

    def card(self, name: str) -> Card:
        """The card of the engine called `name`, which is not made if it was filed with its card. Raises as `get`."""
        self._load()
        self._known(name)
        return self._cards.get(name) or self.get(name).card

    def choose(self, name: str = "auto") -> tuple[EngineT, str]:
        """The engine called `name`, or for `auto` the first that is ready; and a sentence that says why.

        Raises
        ------
        MissingExtra
            It is not ready; the text says what mends it.
        """
        if name == "auto":
            return self._first_ready()
        card = self.card(name)
        ready = (card.asked or card.ready)()
        if not ready.ok:
            raise MissingExtra(f"The engine {name} is not ready: {ready.reason}; {ready.remedy}")
        return self.get(name), f"{name} was asked for."

    def _first_ready(self) -> tuple[EngineT, str]:
        passed: list[str] = []
        for name in self.names():
            ready = self.card(name).ready()
            if ready.ok:
                why = f" ({'; '.join(passed)})" if passed else ""
                return self.get(name), f"{name} is the best engine that is ready{why}."
            passed.append(f"{name}: {ready.reason}")
        raise MissingExtra(f"No engine of {self.group} is ready: {'; '.join(passed)}.")

    def __iter__(self) -> Iterator[EngineT]:
        """All engines, ours first."""
        return (self.get(name) for name in self.names())

    def _known(self, name: str) -> None:
        if name not in self._makers:
            raise AlbumenError(
                f"There is no engine called {name!r} in {self.group}; there are: {', '.join(self._makers)}."
            )

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        for module in self._own:
            import_module(module)
        for point in entry_points(group=self.group):
            self._makers.setdefault(point.name, point.load())
        # Whoever imported one of ours earlier must not change which is best.
        self._makers = dict(sorted(self._makers.items(), key=lambda item: self._place(item[1])))

    def _place(self, maker: Callable[[], EngineT]) -> int:
        """Where the module of a maker stands among our own; others come after all of ours."""
        own = (i for i, name in enumerate(self._own) if f"{maker.__module__}.".startswith(f"{name}."))
        return next(own, len(self._own))
