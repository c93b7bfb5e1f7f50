"""`application approve`: the Bureau's yes, until the staff's own screens come."""

import json

import typer

from cecs_app import wiring
from cecs_app.domain.errors import CecsError

app = typer.Typer(no_args_is_help=True, help="Applications.")


@app.callback()
def group() -> None:
    """Applications."""
