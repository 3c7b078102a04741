"""The command line as a whole: every command and the options they share."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from albumen.cli.check import check
from albumen.cli.cover import cover
from albumen.cli.covers import covers
from albumen.cli.data import data
from albumen.cli.describe import describe
from albumen.cli.doctor import doctor
from albumen.cli.echo import echo
from albumen.cli.embed import embed
from albumen.cli.emotify import emotify, probe
from albumen.cli.engines import engines
from albumen.cli.models import models
from albumen.cli.play import play
from albumen.cli.score import score
from albumen.cli.score_cover_genre import cover_genre
from albumen.cli.score_fad import fad
from albumen.cli.train import train

app = typer.Typer(
    name="albumen",
    help="From sound to sleeve, and back: makes a song's album cover from its sound.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from albumen import __version__

        typer.echo(f"albumen {__version__}")
        raise typer.Exit


def _debug(asked: bool) -> None:
    """Errors are logged with their tracebacks at level DEBUG; this shows them."""
    if asked:
        logger = logging.getLogger("albumen")
        logger.setLevel(logging.DEBUG)
        logger.addHandler(logging.StreamHandler())


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", callback=_debug, help="Show tracebacks; may stand anywhere.")
    ] = False,
) -> None:
    """Every command takes --help."""


for command in (cover, describe, play, echo, check, embed, engines, doctor, train):
    app.command()(command)
app.add_typer(models)
data.command()(emotify)
data.command()(covers)
score.command()(probe)
score.command()(fad)
score.command()(cover_genre)
app.add_typer(data)
app.add_typer(score)
