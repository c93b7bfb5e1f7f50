"""`keys …`: replaces the keys while the portal runs. Answers are JSON on standard output."""

import json

import typer

from cecs_app import wiring
from cecs_app.services import keys

app = typer.Typer(no_args_is_help=True, help="The keys that seal, index and hash.")


@app.callback()
def group() -> None:
    """The keys that seal, index and hash."""


@app.command()
def status() -> None:
    """How much of each kind lies under the present key, one before, or one that was not given."""
    typer.echo(json.dumps(_told(keys.status(wiring.deps()))))


@app.command()
def rotate() -> None:
    """Seals and indexes all with the present keys, beside a running portal. Begin it anew if it was stopped.

    Exit code 1 while something is left that is not under them: then the keys before are still needed.
    """
    deps = wiring.deps()
    renewed = keys.rotate(deps)
    found = keys.status(deps)
    typer.echo(json.dumps({"renewed": renewed, "left": keys.left(found), "now": _told(found)}))
    if keys.left(found):
        raise typer.Exit(1)


def _told(found: keys.Status) -> dict[str, dict[str, int]]:
    return {kind: {str(place): count for place, count in places.items()} for kind, places in found.items()}
