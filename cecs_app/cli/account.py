"""`account …`: what the Bureau does to an educator's account when she can't. Answers are JSON on standard output."""

from dataclasses import asdict
from typing import Annotated

import typer

from cecs_app import wiring
from cecs_app.cli.answers import By, name, say
from cecs_app.services import log_out
from cecs_app.services.second_step import reset

app = typer.Typer(no_args_is_help=True, help="The educators' accounts.")


@app.callback()
def group() -> None:
    """The educators' accounts."""


@app.command("reset-second-step")
def reset_second_step(
    username: Annotated[str, typer.Argument(help="Hers at the portal.")],
    reason: Annotated[str, typer.Option(help="How you made sure that it is she.")],
    by: By = "",
) -> None:
    """She lost her phone, her passkeys and her recovery codes: her password alone logs her in again. She is mailed."""
    say(
        lambda: asdict(reset.reset(wiring.deps(), username, reason, name(by))),
        missing="No educator has this username.",
    )


@app.command("log-out")
def log_out_one(
    username: Annotated[str, typer.Argument(help="Hers at the portal.")],
    reason: Annotated[str, typer.Option(help="Why her logins are ended.")],
    by: By = "",
) -> None:
    """Ends all her logins at once. She logs in again with what she has."""
    say(
        lambda: asdict(log_out.log_out(wiring.deps(), username, reason, name(by))),
        missing="No educator has this username.",
    )


@app.command("log-out-everybody")
def log_out_everybody(
    reason: Annotated[str, typer.Option(help="Why all logins are ended.")],
    by: By = "",
) -> None:
    """Ends the logins of all educators and of all the staff at once."""
    # Nothing can be missing: even nobody logged in is an answer.
    say(lambda: asdict(log_out.log_out_everybody(wiring.deps(), reason, name(by))), missing="")
