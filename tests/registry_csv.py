"""Registry files written for a test, and loaded the way `registry import` does."""

from dataclasses import dataclass
from pathlib import Path

from cecs_app.domain.registry_rows import CERTIFICATE_COLUMNS, EDUCATOR_COLUMNS
from cecs_app.services.deps import Deps
from cecs_app.services.registry_files import read_rows
from cecs_app.services.registry_import import Report, import_registry

EDUCATOR_HEADER = ",".join(EDUCATOR_COLUMNS)
CERTIFICATE_HEADER = ",".join(CERTIFICATE_COLUMNS)
JANE = "1000000001,734-12-3456,Jane,Ann,Muñoz,Reyes;Holm,1980-05-17,jane@example.org"
OMAR = "1000000002,,Omar,,Said,,1975-01-31,"
CERTIFICATE = "1000000001,CT-1,initial,029;305,2024-07-01,2027-06-30"


@dataclass(frozen=True)
class Files:
    """`load` takes the lines below the headers."""

    deps: Deps
    folder: Path

    @property
    def educators(self) -> Path:
        return self.folder / "educators.csv"

    @property
    def certificates(self) -> Path:
        return self.folder / "certificates.csv"

    def load(self, educators: list[str], certificates: list[str] | None = None) -> Report:
        self.educators.write_text("\n".join([EDUCATOR_HEADER, *educators]), encoding="utf-8")
        self.certificates.write_text("\n".join([CERTIFICATE_HEADER, *(certificates or [])]), encoding="utf-8")
        return self.load_as_written()

    def load_as_written(self) -> Report:
        educators = read_rows(self.educators, EDUCATOR_COLUMNS)
        return import_registry(self.deps, educators, read_rows(self.certificates, CERTIFICATE_COLUMNS))

    def faults(self, report: Report) -> list[tuple[str, int, str]]:
        """File name, line and reason of each."""
        return [(Path(one.file).name, one.line, one.reason) for one in report.faults]
