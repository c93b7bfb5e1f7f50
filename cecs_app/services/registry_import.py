"""Loads the registry: good rows in batches, bad rows reported. A second import of a file changes nothing.

What the portal has issued itself is never undone by a file that was written before: such certificates are left alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol, TypeVar

from sqlmodel import Session

from cecs_app.db import registry
from cecs_app.db.tables import Certificate, Educator, EducatorSsn
from cecs_app.domain.registry_rows import BadRow, Cells, CertificateRow, EducatorRow, parse_certificate, parse_educator
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.registry_files import Row

BATCH = 2_000
"""Rows a transaction: long enough to be quick, short enough that nobody at the portal waits for it."""


@dataclass
class Tally:
    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def count(self, *, is_new: bool, has_changed: bool) -> None:
        if is_new:
            self.added += 1
        elif has_changed:
            self.changed += 1
        else:
            self.unchanged += 1


@dataclass(frozen=True)
class Fault:
    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Report:
    educators: Tally = field(default_factory=Tally)
    certificates: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)


class Keyed(Protocol):
    @property
    def ein(self) -> str: ...


K = TypeVar("K", bound=Keyed)
Batch = list[tuple[Row, K]]


def import_registry(deps: Deps, educators: Iterable[Row], certificates: Iterable[Row]) -> Report:
    """Educators first, since a certificate needs its educator."""
    report = Report()

    def educator(cells: Cells) -> EducatorRow:
        return parse_educator(cells, deps.settings.ein_pattern, deps.today())

    def certificate(cells: Cells) -> CertificateRow:
        return parse_certificate(cells, deps.settings.ein_pattern, deps.endorsements)

    for batch in _batches(educators, educator, lambda row: row.ein, report):
        with deps.database.transaction() as db:
            _store_educators(db, deps, batch, report)
    for certified in _batches(certificates, certificate, lambda row: row.number, report):
        with deps.database.transaction() as db:
            _store_certificates(db, certified, report)
    _journal(deps, report)
    return report


def _batches(
    rows: Iterable[Row], parse: Callable[[Cells], K], key: Callable[[K], str], report: Report
) -> Iterator[Batch[K]]:
    """The good rows; what is wrong with the others goes to the report."""
    good = _good(rows, parse, key, report)
    while batch := list(islice(good, BATCH)):
        yield batch


def _good(
    rows: Iterable[Row], parse: Callable[[Cells], K], key: Callable[[K], str], report: Report
) -> Iterator[tuple[Row, K]]:
    lines: dict[str, int] = {}
    for row in rows:
        try:
            if row.fault:
                raise BadRow(row.fault)
            parsed = parse(row.cells)
            earlier = lines.setdefault(key(parsed), row.line)
            if earlier != row.line:
                raise BadRow(f"{key(parsed)} stands in line {earlier} already")
        except BadRow as error:
            _refuse(report, row, str(error))
            continue
        yield row, parsed


def _store_educators(db: Session, deps: Deps, batch: Batch[EducatorRow], report: Report) -> None:
    there = registry.educators_by_ein(db, [parsed.ein for _row, parsed in batch])
    stored = [(parsed, *_stored_educator(db, deps, parsed, there.get(parsed.ein))) for _row, parsed in batch]
    db.flush()
    sealed = registry.ssns_of(db, [educator.id or 0 for _parsed, educator, _new, _changed in stored])
    for parsed, educator, is_new, has_changed in stored:
        resealed = _seal(db, deps, parsed.ssn, educator, sealed.get(educator.id or 0))
        report.educators.count(is_new=is_new, has_changed=has_changed or resealed)


def _stored_educator(
    db: Session, deps: Deps, parsed: EducatorRow, there: Educator | None
) -> tuple[Educator, bool, bool]:
    values = {name: value for name, value in vars(parsed).items() if name != "ssn"}
    if there is not None:
        return there, False, _change(there, values)
    educator = Educator(**values, created_at=deps.now())
    db.add(educator)
    return educator, True, False


def _seal(db: Session, deps: Deps, ssn: str, educator: Educator, there: EducatorSsn | None) -> bool:
    """Whether something changed. A blank takes nothing away: the portal may have learned the SSN since."""
    if not ssn or (there and there.ssn_index in deps.ssns.indices(ssn)):
        return False
    index = deps.ssns.index(ssn)
    if there:
        there.sealed, there.ssn_index = deps.ssns.seal(ssn), index
    else:
        db.add(EducatorSsn(educator_id=educator.id or 0, sealed=deps.ssns.seal(ssn), ssn_index=index))
    return True


def _store_certificates(db: Session, batch: Batch[CertificateRow], report: Report) -> None:
    owners = registry.educators_by_ein(db, [parsed.ein for _row, parsed in batch])
    there = registry.certificates_by_number(db, [parsed.number for _row, parsed in batch])
    issued = registry.issued_here(db, [owner.id or 0 for owner in owners.values()])
    for row, parsed in batch:
        owner, certificate = owners.get(parsed.ein), there.get(parsed.number)
        if owner is None:
            _refuse(report, row, f"no educator has the EIN {parsed.ein}")
        elif certificate and certificate.educator_id != owner.id:
            _refuse(report, row, f"certificate {parsed.number} belongs to another educator")
        else:
            has_changed = _store_certificate(db, parsed, owner, certificate, issued)
            report.certificates.count(is_new=certificate is None, has_changed=has_changed)


def _store_certificate(
    db: Session, parsed: CertificateRow, owner: Educator, there: Certificate | None, issued: frozenset[int]
) -> bool:
    """Whether one that was there has changed."""
    values = {name: value for name, value in vars(parsed).items() if name != "ein"}
    if there is None:
        db.add(Certificate(educator_id=owner.id or 0, **values))
        return False
    return there.id not in issued and _change(there, values)


def _change(row: Educator | Certificate, values: dict[str, Any]) -> bool:
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in new.items():
        setattr(row, name, value)
    return bool(new)


def _refuse(report: Report, row: Row, reason: str) -> None:
    report.faults.append(Fault(row.file, row.line, reason))


def _journal(deps: Deps, report: Report) -> None:
    with deps.database.transaction() as db:
        journal.record(
            db,
            deps,
            "registry_imported",
            actor="staff",
            educators=vars(report.educators),
            certificates=vars(report.certificates),
            bad_rows=len(report.faults),
        )
