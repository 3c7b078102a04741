"""`albumen score fad`: how far songs are from a reference."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from albumen.cli import SOME_FAILED, UNFORESEEN, unforeseen
from albumen.cli.bar import bar
from albumen.errors import AlbumenError, BadDataset

if TYPE_CHECKING:
    from albumen.score.embeddings import Embedding, Frames
    from albumen.score.fad import FadReport
    from albumen.score.fad_collection import Collection
    from albumen.song import Song


def fad(
    songs: Annotated[list[Path], typer.Argument(metavar="FOLDER|SONG...", help="What is measured.")],
    reference: Annotated[
        Path, typer.Option(help="A folder of songs, or the .npz of --save-statistics.", show_default=False)
    ],
    embedding: Annotated[str, typer.Option(help="musicnn, vggish, or an .npz of stored embeddings.")] = "musicnn",
    infinity: Annotated[bool, typer.Option("--infinity", help="Extrapolate to endless songs as well.")] = False,
    per_song: Annotated[bool, typer.Option("--per-song", help="Measure each song, too, to find outliers.")] = False,
    save_statistics: Annotated[
        Path | None, typer.Option(help="Keep the reference's statistics in this .npz, for later use as --reference.")
    ] = None,
    plots: Annotated[
        Path | None, typer.Option(help="Draw what --infinity and --per-song found into this folder, as PNG and SVG.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Draws the samples of --infinity.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with everything.")] = False,
) -> None:
    """Measure the Fréchet audio distance (FAD) of songs to a reference; lower is nearer."""
    from albumen.score.embeddings import embedding_called
    from albumen.score.fad import Outliers, measure
    from albumen.score.fad_store import save_collection

    if plots and not (infinity or per_song):
        raise typer.BadParameter("--plots draws what --infinity and --per-song find; give one of them.")
    hearing = _Hearing(_Careful(embedding_called(embedding)), [])
    background = hearing.reference(reference)
    if save_statistics:
        save_collection(background, save_statistics)
    outliers = Outliers(background) if per_song else None
    evaluated = hearing.hear(", ".join(map(str, songs)), hearing.find(songs), outliers)
    found = measure(evaluated, background, outliers, infinity, seed)
    if plots:
        _draw(found, plots)
    typer.echo(json.dumps(found.to_dict(), allow_nan=False) if as_json else found.to_text(), nl=as_json)
    if hearing.faults or (infinity and not found.infinite):
        raise typer.Exit(SOME_FAILED)


@dataclass(frozen=True, slots=True)
class _Careful:
    """An embedding for which one song's unforeseen error is that song's alone."""

    embedding: Embedding

    @property
    def name(self) -> str:
        return self.embedding.name

    @property
    def version(self) -> str:
        return self.embedding.version

    @property
    def rate(self) -> int:
        return self.embedding.rate

    @property
    def seconds(self) -> float:
        return self.embedding.seconds

    @property
    def dimension(self) -> int:
        return self.embedding.dimension

    def embed(self, song: Song) -> Frames:
        try:
            return self.embedding.embed(song)
        except UNFORESEEN as error:
            raise unforeseen(error, song.path) from error


@dataclass(frozen=True, slots=True)
class _Hearing:
    """Hears collections with one embedding, and says at once what could not be heard."""

    embedding: Embedding
    faults: list[str]

    def fault(self, path: Path, error: AlbumenError) -> None:
        self.told(str(error))

    def told(self, sentence: str) -> None:
        self.faults.append(sentence)
        sys.stderr.write(f"albumen: {sentence}\n")

    def find(self, places: Sequence[Path]) -> list[Path]:
        from albumen.walk import find_songs

        found = [item.path for item in find_songs(places, self.fault)]
        if not found:
            raise BadDataset(f"There is nothing to hear in {', '.join(map(str, places))}; name songs or a folder.")
        return found

    def reference(self, place: Path) -> Collection:
        """The reference's own statistics, or those of its songs, which the cache may hold."""
        from albumen.score.fad_store import cached, read_collection

        if place.suffix == ".npz":
            return read_collection(place)
        paths, before = self.find([place]), len(self.faults)
        heard = cached(str(place), paths, self.embedding, lambda: self.hear(str(place), paths))
        for sentence in heard.skipped if len(self.faults) == before else ():
            self.told(sentence)
        return heard

    def hear(
        self, name: str, paths: Sequence[Path], listening: Callable[[Path, Frames], None] | None = None
    ) -> Collection:
        from albumen.score.fad_collection import gather

        with bar(f"hearing {name}") as report:
            return gather(name, paths, self.embedding, self.fault, report, listening)


def _draw(found: FadReport, folder: Path) -> None:
    from albumen.score.fad_plot import save_infinity, save_songs

    for ending in ("png", "svg"):
        if found.infinite:
            save_infinity(found, folder / f"fad-infinity.{ending}")
        if found.songs:
            save_songs(found, folder / f"fad-songs.{ending}")
