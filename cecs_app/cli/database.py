"""`db upgrade`: brings the database to the newest revision."""

import typer

from cecs_app import wiring
from cecs_app.db import migrate

app = typer.Typer(no_args_is_help=True, help="The database.")


@app.callback()
def group() -> None:
    """The database."""


@app.command()
def upgrade() -> None:
    """Creates the tables, or changes them to what this version needs; does nothing when they are up to date."""
    migrate.upgrade(wiring.deps().database)
