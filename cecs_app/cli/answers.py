"""What a command answers: JSON on standard output; what can't be done is {"error": …} in words, with exit code 1."""

import getpass
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, NoReturn

import typer

from cecs_app.clock import CONNECTICUT
from cecs_app.domain.errors import CecsError, InvalidFields, NotFound
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.words.errors import error_words

By = Annotated[str, typer.Option(envvar="CECS_STAFF", help="Who does it; the name of this login by default.")]


def say(act: Callable[[], Any], *, missing: str) -> Any:
    """Prints what `act` answers, and gives it back; `missing` is said where there is no such thing."""
    try:
        answer = act()
    except NotFound:
        _fail(missing)
    except CecsError as error:
        _fail(_words(error))
    except GatewayUnavailable:
        _fail(error_words("gateway_silent", {}))
    typer.echo(as_line(answer))
    return answer


def as_line(answer: Any) -> str:
    """JSON; what a terminal would obey instead of showing it, such as a turn of the direction, is spelt out."""
    line = json.dumps(answer, default=_plain, ensure_ascii=False)
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in line)


def name(by: str) -> str:
    return by.strip() or getpass.getuser()


def _fail(words: str) -> NoReturn:
    typer.echo(as_line({"error": words}))
    raise typer.Exit(1)


def _words(error: CecsError) -> str:
    if isinstance(error, InvalidFields):
        return " ".join(f"{name}: {error_words(code, error.data)}" for name, code in error.fields.items())
    return error_words(error.code, error.data)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(CONNECTICUT).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
