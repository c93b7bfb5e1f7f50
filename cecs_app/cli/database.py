"""`db upgrade` brings the database to the newest revision, `db check` looks all of it through."""

from dataclasses import asdict

import typer

from cecs_app import wiring
from cecs_app.cli.answers import say
from cecs_app.cli.audit import Since
from cecs_app.db import migrate
from cecs_app.services.backups import sound

app = typer.Typer(no_args_is_help=True, help="The database.")


@app.callback()
def group() -> None:
    """The database."""


@app.command()
def upgrade() -> None:
    """Creates the tables, or changes them to what this version needs; does nothing when they are up to date."""
    migrate.upgrade(wiring.deps().database)


@app.command()
def check(since: Since = None) -> None:
    """Reads all that the portal keeps: the database, the journal, samples of what is sealed, every document.

    For a database that came back by another way than `restore`. Exit code 1 names the first thing that is not whole.
    """

    def told() -> dict[str, object]:
        found = sound.check(wiring.deps(), since)
        return {**asdict(found), "head": str(found.head)}

    say(told, missing="There is no such database.")
