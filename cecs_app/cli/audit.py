"""`audit …`: whether the journal is as it was written, and what it says. Answers are JSON on standard output."""

from dataclasses import asdict
from typing import Annotated, Any, NoReturn

import typer

from cecs_app import wiring
from cecs_app.cli.answers import as_line
from cecs_app.clock import CONNECTICUT
from cecs_app.db.history import Entry
from cecs_app.domain.audit import Breach, Head, parse_head
from cecs_app.domain.errors import NotFound
from cecs_app.services import audit
from cecs_app.services.audit import Fault

app = typer.Typer(no_args_is_help=True, help="The audit.")
WRONG = {
    Breach.EVENT_CHANGED: "The event here is not the one that was written, or CECS_AUDIT_KEY is not the key of then.",
    Breach.EVENT_REMOVED: "The event here was removed; its link is left.",
    Breach.EVENT_WITHOUT_LINK: "This event stands outside the chain: the portal did not write it.",
    Breach.LINK_CHANGED: "The link here was changed; its event is as it was written.",
    Breach.LINK_REMOVED: "The link here was removed.",
    Breach.LINKS_OUT_OF_ORDER: "Another event or link stands here; what was written for this place stands later.",
    Breach.HEAD_MOVED: "The chain ends here, but its head says otherwise.",
    Breach.ENDS_WITH_OLD_KEY: "The last link bears an older key: `keys rotate` ends the chain with the present one.",
    Breach.TAIL_CUT_OFF: "The chain should go on from here: its end was cut off.",
    Breach.NOT_THE_CHAIN_NOTED: "Here stood another link when the head was noted: the chain was written anew.",
}


def _head(typed: str) -> Head:
    try:
        return parse_head(typed)
    except ValueError:
        raise typer.BadParameter(f"{typed!r} is not POSITION:HASH, as `audit verify` prints it") from None


Since = Annotated[Head | None, typer.Option(parser=_head, metavar="POSITION:HASH", help="A head noted earlier.")]
Reference = Annotated[str, typer.Option(help="Of an application, as on the receipt.")]
Username = Annotated[str, typer.Option(help="Of one of the staff.")]


@app.callback()
def group() -> None:
    """The audit."""


@app.command()
def verify(since: Since = None) -> None:
    """Walks the whole chain. Exit code 1 names the first place where something is wrong.

    Only a head noted outside the database shows that the end was cut off together with the head: the portal logs
    it once a day as `audit_head`.
    """
    verdict = audit.verify(wiring.deps(), since)
    if verdict.fault:
        _fail(_told(verdict.fault))
    typer.echo(as_line({"events": verdict.head.position, "head": str(verdict.head)}))


@app.command(name="list")
def listed(reference: Reference = "", staff: Username = "") -> None:
    """The events of one application, or what one of the staff did: a line of JSON each, the oldest first."""
    if not reference and not staff:
        raise typer.BadParameter("name an application by --reference, or one of the staff by --staff")
    try:
        for entry in audit.history(wiring.deps(), reference=reference.strip(), username=staff.strip().lower()):
            typer.echo(_line(entry))
    except NotFound:
        _fail({"error": "No such number or username."})


def _told(fault: Fault) -> dict[str, Any]:
    return {**asdict(fault), "error": WRONG[fault.breach]}


def _line(entry: Entry) -> str:
    at = entry.at.astimezone(CONNECTICUT).isoformat(timespec="seconds")
    return as_line({**asdict(entry), "at": at})


def _fail(answer: dict[str, Any]) -> NoReturn:
    typer.echo(as_line(answer))
    raise typer.Exit(1)
