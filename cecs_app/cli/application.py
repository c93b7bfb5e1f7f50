"""`application approve`: the Bureau's yes, until the staff's own screens come."""

import typer

app = typer.Typer(no_args_is_help=True, help="Applications.")


@app.callback()
def group() -> None:
    """Applications."""
