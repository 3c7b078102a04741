"""A piece of music with all that its file needs: the picture as artwork, its name, who made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from albumen import sleeve
from albumen.errors import AlbumenError
from albumen.maker import Maker
from albumen.music import Music
from albumen.play.encode import Format, encoded
from albumen.sleeve import atomic
from albumen.walk.playing.naming import piece_stem
from albumen.walk.playing.sidecar import Sidecar, Written, dumps, read
from albumen.walk.playing.stems import file_names, level, turned
from albumen.walk.playing.tags import Tags, put_tags


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a piece was written, and what a person should know of it."""

    path: Path
    sidecar: Path
    midi: Path | None
    stems: tuple[Path, ...]
    sha256: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece(Music):
    """Music that was made of a picture, and what its file says of that."""

    maker: Maker = field(default_factory=lambda: Maker(""))
    name: str = "picture"
    """What its file is called before the number, and its title in the tags."""
    artwork: bytes = b""
    """JPEG or PNG; none is embedded where there is none."""
    source: str = ""
    """The picture's file name."""
    source_sha256: str = ""
    """Of the picture's file, or of its pixels where there was no file."""
    choice: str = ""
    """How its genre was chosen; see `Programme.choice`."""

    @property
    def stem(self) -> str:
        """Its file's name without the ending, such as `forest-1`."""
        return piece_stem(self.name, self.brief.variant)

    @property
    def genre(self) -> str:
        """What its tags call it: the genre that was wanted, else the style that was played, else the likeliest."""
        if wanted := self.brief.options.get("genre"):
            return wanted
        if style := self.origin.partition("/")[2]:
            return style[0].upper() + style[1:]
        return next(iter(self.brief.description.top("genres", 1)), "")

    def save(self, folder: Path | str, form: Format = "flac", *, midi: bool = False, with_stems: bool = False) -> Saved:
        """Writes sound, MIDI and stems, and after them the sidecar `*.json`, each file whole or not at all.

        WAV and FLAC have 24 bits, MP3 and Ogg Vorbis 256 kbit/s; the picture is their artwork. Stems go into a folder
        beside, in the same format, all with one gain so that neither they nor their sum clip. What the engine has not
        made (an engine without notes has no MIDI) is left out with a note.

        Raises
        ------
        AlbumenError
            The folder cannot be written to.
        """
        path = Path(folder) / f"{self.stem}.{form}"
        sha256 = self._put_sound(path, form)
        gain = level(self.stems) if with_stems and self.stems else 0.0
        also = dict([*self._midi(path, midi), *self._stems(path, form, gain, with_stems)])
        _tidy(path.with_suffix(".json"), set(also))
        for file, data in also.items():
            atomic.write(path.parent / file, data)
        held = self._sidecar(
            Written(path.name, sha256, form, midi, with_stems, {f: _hash(data) for f, data in also.items()}, gain)
        )
        atomic.write(path.with_suffix(".json"), dumps(held))
        files = [path.parent / name for name in also]
        notes = self._missing(midi, with_stems)
        return Saved(
            path, path.with_suffix(".json"), next((f for f in files if f.suffix == ".mid"), None),
            tuple(f for f in files if f.suffix != ".mid"), sha256, notes,
        )  # fmt: skip

    def _put_sound(self, path: Path, form: Format) -> str:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AlbumenError(f"The folder {path.parent} cannot be made ({error.strerror}).") from error
        with atomic.replacing(path) as temporary:
            temporary.write_bytes(encoded(self.audio, form))
            put_tags(temporary, self._tags())
            if self.artwork:
                sleeve.embed(temporary, self.artwork)
            return _hash(temporary.read_bytes())

    def _tags(self) -> Tags:
        brief = self.brief
        of = f"Made of the picture {self.source}" if self.source else "Made of a picture"
        comment = (
            f"{of} by albumen, engine {self.origin or self.maker.name}, seed {brief.seed}, piece {brief.variant + 1}."
        )
        return Tags(self.name.replace("_", " "), self.genre, comment, brief.variant + 1, self.nature)

    def _midi(self, path: Path, wanted: bool) -> Iterator[tuple[str, bytes]]:
        if wanted and self.score:
            from albumen.play.midi import midi

            yield path.with_suffix(".mid").name, midi(self.score)

    def _stems(self, path: Path, form: Format, gain: float, wanted: bool) -> Iterator[tuple[str, bytes]]:
        for name, file in file_names(self.stems).items() if wanted else ():
            yield f"{path.stem}-stems/{file}.{form}", encoded(turned(self.stems[name], gain), form)

    def _missing(self, midi: bool, stems: bool) -> tuple[str, ...]:
        lacks = (("MIDI", midi and self.score is None), ("stems", stems and not self.stems))
        return tuple(f"{self.maker.name} makes no {what}" for what, so in lacks if so)

    def _sidecar(self, written: Written) -> Sidecar:
        return Sidecar(
            self.brief, self.maker, self.name, self.source, self.source_sha256, self.artwork, self.origin, written,
            self.choice, self.score, self._missing(written.midi, written.stems),
        )  # fmt: skip


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _tidy(sidecar: Path, wanted: set[str]) -> None:
    """Removes MIDI and stems that an earlier piece of this name left, and nothing that its sidecar does not name."""
    with suppress(AlbumenError):
        for name in set(read(sidecar).written.also) - wanted:
            with suppress(OSError):
                (sidecar.parent / name).unlink()
