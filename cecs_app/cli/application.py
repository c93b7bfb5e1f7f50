"""`application approve`: the Bureau's yes, until the staff's own screens come."""

import typer

from cecs_app import wiring
from cecs_app.domain.errors import CecsError
from cecs_app.services import decide
from cecs_app.words.errors import error_words

app = typer.Typer(no_args_is_help=True, help="Applications.")


@app.callback()
def group() -> None:
    """Applications."""


@app.command()
def approve(reference: str) -> None:
    """Approves an application that is filed, and issues what it asks for; exit code 1 and why, if it can't be."""
    try:
        decide.approve(wiring.deps(), reference)
    except CecsError as error:
        typer.echo(error_words(error.code, error.data), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{reference}: approved and issued.")
