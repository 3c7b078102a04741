"""What `albumen cover` can be asked for, as options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Songs = Annotated[list[Path] | None, typer.Argument(help="Songs, or folders of songs.", show_default=False)]
Title = Annotated[str | None, typer.Option(help="Title on the cover, instead of the file's own.")]
Artist = Annotated[str | None, typer.Option(help="Artist on the cover, instead of the file's own.")]
Released = Annotated[
    str | None, typer.Option(help="Release date for engines that paint from words; never on the cover.")
]
WantedStyle = Annotated[
    Literal["album", "conceptual", "both"], typer.Option("--style", help="Flat and graphic, a scene, or both.")
]
Count = Annotated[int, typer.Option("-n", "--count", min=1, max=50, help="Covers in each style.")]
EngineName = Annotated[str, typer.Option("--engine", help="Who draws; `albumen engines` lists them.")]
Size = Annotated[int, typer.Option(min=64, max=10_000, help="Side in pixels.")]
Seed = Annotated[int, typer.Option(min=0, help="Another seed, other covers.")]
Lettering = Annotated[bool, typer.Option(help="Set artist and title on the cover.")]
FileForm = Annotated[Literal["jpeg", "png"], typer.Option("--format", help="The covers' file format.")]
Embed = Annotated[
    bool, typer.Option("--embed", help="Put the first cover into the song file; its sound is not touched.")
]
Out = Annotated[Path, typer.Option(help="Where covers go.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Draw again what an earlier run finished.")]
FromSidecar = Annotated[
    Path | None, typer.Option("--from", help="Make the cover of this sidecar again; no song is needed.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]

Listener = Annotated[str, typer.Option(help="Who listens; `albumen engines` lists them.")]
Extender = Annotated[str, typer.Option(help="Who makes conceptual prompts long: auto, offline, gpt2 or none.")]
ShowPrompt = Annotated[bool, typer.Option("--show-prompt", help="Print the prompts that would be used; draw nothing.")]
PromptText = Annotated[str | None, typer.Option("--prompt", metavar="TEXT", help="Paint this, instead of our prompt.")]
EditPrompt = Annotated[bool, typer.Option("--edit-prompt", help="Change our prompts in your editor first.")]
Negative = Annotated[str | None, typer.Option(metavar="TEXT", help="What should not be in the pictures.")]

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A setting of the engine; `albumen engines` lists them."),
]
ModelName = Annotated[
    str | None, typer.Option("--model", metavar="NAME|FOLDER", help="For diffusion: which checkpoint paints.")
]
Steps = Annotated[int | None, typer.Option(min=1, help="For diffusion: denoising steps.")]
Guidance = Annotated[float | None, typer.Option(help="For diffusion: how closely to follow the prompt.")]
Scheduler = Annotated[str | None, typer.Option(help="For diffusion: the sampler.")]
Lora = Annotated[str | None, typer.Option(metavar="FILE", help="For diffusion: a LoRA to paint with.")]
FromPlate = Annotated[
    bool, typer.Option("--from-plate", help="For diffusion: paint over a plate that press draws of the song.")
]
Device = Annotated[str | None, typer.Option(help="For diffusion: cpu, cuda, mps …")]
