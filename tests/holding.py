"""An educator with an account and the certificates a test gives her."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cecs_app.db.applications import open_key
from cecs_app.db.tables import Application, Certificate
from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.services import certificates
from cecs_app.services.certificates import CertificatesView, CertificateView, OfferView
from cecs_app.services.deps import Deps
from tests.on_record import account, record


@dataclass(frozen=True)
class Holder:
    deps: Deps
    educator_id: int
    account_id: int

    def hold(self, number: str, kind: str, first: str, last: str, **changes: Any) -> int:
        """Gives the certificate's id."""
        term = {"valid_from": date.fromisoformat(first), "valid_until": date.fromisoformat(last)}
        with self.deps.database.transaction() as db:
            one = Certificate(educator_id=self.educator_id, number=number, kind=kind, **term, **changes)
            db.add(one)
            db.flush()
            return one.id or 0

    def apply(
        self, certificate_id: int, kind: str, status: Status, step: str = "details", *, total_cents: int = 0
    ) -> None:
        """An application as it stands in the database, with the reference A-<KIND>."""
        key = None if status in ENDED else open_key(certificate_id, ApplicationKind(kind))
        with self.deps.database.transaction() as db:
            application = Application(
                reference=f"A-{kind.upper()}",
                educator_id=self.educator_id,
                certificate_id=certificate_id,
                kind=kind,
                status=status,
                step=step,
                total_cents=total_cents,
                open_key=key,
                created_at=self.deps.now(),
                saved_at=self.deps.now(),
            )
            db.add(application)

    def see(self) -> CertificatesView:
        return certificates.show(self.deps, self.educator_id, self.account_id)

    def see_only(self) -> CertificateView:
        (one,) = self.see().certificates
        return one

    def main(self) -> OfferView:
        main = self.see_only().main
        assert main is not None
        return main

    def others(self) -> dict[str, OfferView]:
        return {one.application: one for one in self.see_only().others}


def holder(deps: Deps, name: str = "jane") -> Holder:
    educator_id = record(deps, f"ein-{name}", ssn="")
    return Holder(deps, educator_id, account(deps, name, educator_id=educator_id))
