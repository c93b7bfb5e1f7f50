"""`application approve`: the Bureau's yes, until the staff's own screens come."""

import json
from dataclasses import asdict
from typing import Annotated

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
def approve(reference: Annotated[str, typer.Argument(help="As on the receipt.")]) -> None:
    """Approves it and issues at once: the certificate has its new dates, and the educator is mailed."""
    try:
        issued = decide.approve(wiring.deps(), reference.strip())
    except CecsError as error:
        typer.echo(json.dumps({"error": error_words(error.code, error.data)}, ensure_ascii=False))
        raise typer.Exit(1) from error
    typer.echo(json.dumps(asdict(issued), default=str, ensure_ascii=False))
