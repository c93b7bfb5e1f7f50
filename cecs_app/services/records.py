"""A record of the registry: made for somebody it does not know, given an SSN or a new last name."""

from collections.abc import Sequence

from sqlmodel import Session

from cecs_app.db import registry, turns
from cecs_app.db.tables import Educator, EducatorSsn
from cecs_app.domain.ein_match import Stated
from cecs_app.gateways.secrets import random_digits
from cecs_app.services.deps import Deps

EIN_DIGITS = 10
"""Of the numbers minted here. The state publishes no form; ten digits leave room for everybody."""


def take_turn(db: Session, ssn: Sequence[str]) -> None:
    """Whoever decides about one SSN waits for whoever does already. `ssn` as in registry.records_like."""
    # In order, or two that have their keys the other way round would wait for each other.
    for index in sorted(ssn):
        turns.take(db, f"register:{index}")


def mint(db: Session, deps: Deps, stated: Stated, sealed_ssn: bytes, email: str) -> Educator:
    """A record, with a new number, of what she stated."""
    educator = Educator(
        ein=_free_ein(db),
        first_name=stated.first_name,
        last_name=stated.last_name,
        date_of_birth=stated.date_of_birth,
        email=email,
        created_at=deps.now(),
    )
    db.add(educator)
    db.flush()
    put_ssn(db, deps, educator, sealed_ssn)
    return educator


def put_ssn(db: Session, deps: Deps, educator: Educator, sealed: bytes) -> None:
    """On a record that holds none, with the present keys."""
    renewed, index = deps.ssns.renewed(sealed)
    db.add(EducatorSsn(educator_id=educator.id or 0, sealed=renewed, ssn_index=index))


def rename(educator: Educator, last_name: str) -> None:
    """Names are put in a row with ';' between them; none stands there twice, nor the one in use."""
    former = [name for name in educator.former_last_names.split(";") if name]
    kept = dict.fromkeys([*former, educator.last_name])
    kept.pop(last_name, None)
    educator.former_last_names = ";".join(kept)
    educator.last_name = last_name


def _free_ein(db: Session) -> str:
    while registry.find(db, ein := random_digits(EIN_DIGITS)) is not None:
        pass
    return ein
