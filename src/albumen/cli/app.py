"""The command line as a whole: every command and the options they share."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from albumen.cli.check import check
from albumen.cli.cover import cover
from albumen.cli.data import data
from albumen.cli.describe import describe
from albumen.cli.doctor import doctor
from albumen.cli.embed import embed
from albumen.cli.engines import engines
from albumen.cli.models import models

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


for command in (cover, describe, check, embed, engines, doctor):
    app.command()(command)
app.add_typer(models)
app.add_typer(data)
