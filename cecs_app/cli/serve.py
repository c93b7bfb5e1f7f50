"""`serve`: the portal and the sandbox with one command, for trying and for developing. `make run` is this."""

import os
import sys
import urllib.error
import urllib.request  # nosemgrep: calls-outside-in-gateways-alone  (asks the portal itself whether it is up)
from typing import Annotated

import typer

from cecs_app import wiring
from cecs_app.cli import banner
from cecs_app.cli.places import ROOT, Places, PortTaken, choose_places, environment
from cecs_app.cli.processes import SideBySide
from cecs_app.db import migrate
from cecs_app.practice.desk import load_desk
from cecs_app.practice.load import load_practice
from cecs_app.serving import check_seat
from cecs_app.settings import UnsafeSettings, get_settings


def serve(dev: Annotated[bool, typer.Option("--dev", help="With hot reload.")] = False) -> None:
    """Migrates, loads the practice registry, starts portal and sandbox, and stops both on Ctrl-C.

    Honours PORT, INBOX_PORT, CARD_PORT, CECS_DATABASE_URL, and PRACTICE=0 for an empty registry.
    """
    try:
        places = choose_places(dev=dev)
        os.environ.update(environment(places))
        _prepare()
    except (PortTaken, UnsafeSettings) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    raise typer.Exit(_run(places, dev))


def _prepare() -> None:
    if get_settings().environment == "production":
        # The sandbox takes any card and shows everybody's mail.
        raise UnsafeSettings(["CECS_ENVIRONMENT: serve starts the sandbox, which production must never use"])
    deps = wiring.deps()
    check_seat()
    migrate.upgrade(deps.database)
    if _has_practice():
        load_practice(deps)
        load_desk(deps)
    # Both programs open their own connections; ours must not outlive this moment.
    deps.database.engine.dispose()


def _run(places: Places, dev: bool) -> int:
    """The exit code: 0 when asked to stop, otherwise that of the program that ended by itself, never 0."""
    with SideBySide(ROOT, os.environ) as programs:
        programs.start("sandbox", [sys.executable, "-m", "sandbox"])
        programs.start("portal", [sys.executable, "-m", "reflex", *_reflex_arguments(places, dev)])
        while programs.go_on() and not _is_ready(places):
            pass
        if programs.go_on():
            typer.echo(banner.text(places, has_practice=_has_practice()))
        while programs.go_on():
            pass
        ended = programs.find_ended()
    if ended is None:
        return 0
    name, code = ended
    typer.echo(f"The {name} ended by itself (exit code {code}), so all was stopped.", err=True)
    return code if code > 0 else 1


def _reflex_arguments(places: Places, dev: bool) -> list[str]:
    port = str(places.portal)
    if dev:
        ports = ["--frontend-port", port, "--backend-port", str(places.backend)]
        return ["run", "--env", "dev", *ports]
    return ["run", "--env", "prod", "--single-port", "--frontend-port", port]


def _is_ready(places: Places) -> bool:
    pages = [f"{places.backend_url}/health", f"{places.portal_url}/", f"{places.inbox_url}/health"]
    return all(_answers(page) for page in pages)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310  # nosec B310  # our own http addresses
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _has_practice() -> bool:
    return os.environ.get("PRACTICE", "1") != "0"
