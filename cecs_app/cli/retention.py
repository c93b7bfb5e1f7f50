"""`retention`: what has been kept long enough goes. The answer is JSON on standard output."""

from typing import Annotated

import typer

from cecs_app import wiring
from cecs_app.cli.answers import say
from cecs_app.services import retention as service

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only counts what would go.")]


def retention(dry_run: DryRun = False) -> None:
    """Erases what rules/retention.toml allows to keep no longer. The portal does the same once a day by itself."""
    act, word = (service.count, "would_go") if dry_run else (service.erase, "gone")
    say(lambda: {word: act(wiring.deps())}, missing="There is no such thing.")
