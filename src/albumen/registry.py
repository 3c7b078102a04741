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
        Modules of ours that register engines when imported.
    """

    def __init__(self, group: str, own: tuple[str, ...]) -> None:
        self.group = group
        self._own = own
        self._makers: dict[str, Callable[[], EngineT]] = {}
        self._engines: dict[str, EngineT] = {}
        self._loaded = False

    def register(self, name: str) -> Callable[[Callable[[], EngineT]], Callable[[], EngineT]]:
        """A decorator that files an engine's class (or any function that makes one) under `name`."""

        def file(maker: Callable[[], EngineT]) -> Callable[[], EngineT]:
            self._makers[name] = maker
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
        if name not in self._makers:
            raise AlbumenError(
                f"There is no engine called {name!r} in {self.group}; there are: {', '.join(self._makers)}."
            )
        if name not in self._engines:
            self._engines[name] = self._makers[name]()
        return self._engines[name]

    def choose(self, name: str = "auto") -> tuple[EngineT, str]:
        """The engine called `name`, or for `auto` the first that is ready; and a sentence that says why.

        Raises
        ------
        MissingExtra
            It is not ready; the text says what mends it.
        """
        if name == "auto":
            return self._first_ready()
        engine = self.get(name)
        ready = engine.card.ready()
        if not ready.ok:
            raise MissingExtra(f"The engine {name} is not ready: {ready.reason}; {ready.remedy}")
        return engine, f"{name} was asked for."

    def _first_ready(self) -> tuple[EngineT, str]:
        passed: list[str] = []
        for engine in self:
            ready = engine.card.ready()
            if ready.ok:
                why = f" ({'; '.join(passed)})" if passed else ""
                return engine, f"{engine.card.name} is the best engine that is ready{why}."
            passed.append(f"{engine.card.name}: {ready.reason}")
        raise MissingExtra(f"No engine of {self.group} is ready: {'; '.join(passed)}.")

    def __iter__(self) -> Iterator[EngineT]:
        """All engines, ours first."""
        return (self.get(name) for name in self.names())

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        for module in self._own:
            import_module(module)
        for point in entry_points(group=self.group):
            self._makers.setdefault(point.name, point.load())
