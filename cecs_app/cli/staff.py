"""`staff …`: the accounts of the Bureau's staff. Answers are JSON on standard output."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from cecs_app import wiring
from cecs_app.cli.answers import By, name, say
from cecs_app.domain.staff import Role
from cecs_app.services.desk import staff
from cecs_app.services.desk.staff import Hiring

app = typer.Typer(no_args_is_help=True, help="The Bureau's staff.")
Username = Annotated[str, typer.Argument(help="Hers at the desk.")]
Roles = Annotated[list[Role], typer.Option("--role", help="May be given several times.")]


@app.callback()
def group() -> None:
    """The Bureau's staff."""


@app.command()
def add(
    username: Annotated[str, typer.Option(help="Small letters, digits, dots and hyphens.")],
    full_name: Annotated[str, typer.Option("--name", help="As her colleagues read it.")],
    email: Annotated[str, typer.Option()],
    role: Roles,
    ein: Annotated[str, typer.Option(help="Of her own record, which she must never work on.")] = "",
    not_an_educator: Annotated[bool, typer.Option("--not-an-educator", help="She has no record.")] = False,
    by: By = "",
) -> None:
    """Makes her account. The setup code is shown this once and lets her in for 24 hours; give it to her in person."""
    if bool(ein.strip()) == not_an_educator:
        raise typer.BadParameter("say either --ein with the EIN of her own record, or --not-an-educator")
    hiring = Hiring(username.strip().lower(), full_name, email.strip(), frozenset(role), ein.strip())
    _say(lambda: asdict(staff.add(wiring.deps(), hiring, name(by))))


@app.command("list")
def list_all() -> None:
    """Everybody, by name, with what each may do and whether she can log in."""
    _say(lambda: [asdict(one) for one in staff.list_all(wiring.deps())])


@app.command()
def reset(username: Username, by: By = "") -> None:
    """A new setup code: her logins, password and authenticator end. Also for somebody disabled who comes back."""
    _say(lambda: asdict(staff.reset(wiring.deps(), _tidy(username), name(by))))


@app.command()
def disable(username: Username, by: By = "") -> None:
    """She can't log in any more, at once."""
    _say(lambda: asdict(staff.disable(wiring.deps(), _tidy(username), name(by))))


@app.command()
def roles(username: Username, role: Roles, by: By = "") -> None:
    """In place of those she has."""
    _say(lambda: asdict(staff.set_roles(wiring.deps(), _tidy(username), frozenset(role), name(by))))


def _say(act: Any) -> None:
    say(act, missing="Nobody of the staff has this username. `staff list` shows everybody.")


def _tidy(username: str) -> str:
    return username.strip().lower()
