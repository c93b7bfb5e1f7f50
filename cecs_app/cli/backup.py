"""`backup` and `restore`: all that the portal keeps as one file, and back. Answers are JSON on standard output."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from cecs_app import wiring
from cecs_app.cli.answers import By, name, say
from cecs_app.services.backups import restore as restoring
from cecs_app.services.backups import take

SOME_WERE_LOST = 3
Target = Annotated[Path, typer.Argument(help="The file to write, or a folder in which to name it by the time.")]
Source = Annotated[Path, typer.Argument(help="What `backup` wrote.")]
Replace = Annotated[bool, typer.Option("--replace", help="Also where there is data: it is lost.")]


def backup(target: Target, by: By = "") -> None:
    """Copies database and documents of one moment into one file, while the portal works.

    Exit code 3: the backup is whole, but that many files of documents were missing from the portal before (`lost`).
    """
    answer = say(lambda: _told(take.take(wiring.deps(), target, name(by))), missing="There is no such folder.")
    if answer["lost"]:
        raise typer.Exit(SOME_WERE_LOST)


def restore(source: Source, replace: Replace = False, by: By = "") -> None:
    """Puts a backup where this portal's database and documents are, once all of it has been found whole.

    Stop the portal before. What is there stays as it is unless the answer says that the backup took its place.
    """
    say(
        lambda: _told(restoring.restore(wiring.deps(), source, name(by), replace=replace)),
        missing="There is no such file.",
    )


def _told(answer: Any) -> dict[str, Any]:
    return {**asdict(answer), "head": str(answer.head)}
