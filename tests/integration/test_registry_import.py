"""Loading the registry: the good rows are in, the bad ones named, and a second time changes nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from cecs_app.db.tables import Certificate, Educator, EducatorSsn
from cecs_app.services import registry_import
from cecs_app.services.deps import Deps
from cecs_app.services.registry_import import Report, Tally
from tests.on_record import contents
from tests.registry_csv import CERTIFICATE, JANE, OMAR, Files


@pytest.fixture
def files(deps: Deps, tmp_path: Path) -> Files:
    return Files(deps, tmp_path)


def educators(deps: Deps) -> list[Educator]:
    with deps.database.reading() as db:
        return list(db.exec(select(Educator).order_by(col(Educator.ein))).all())


def certificates(deps: Deps) -> list[Certificate]:
    with deps.database.reading() as db:
        return list(db.exec(select(Certificate).order_by(col(Certificate.number))).all())


def ssn_indexes(deps: Deps) -> list[str]:
    with deps.database.reading() as db:
        return list(db.exec(select(EducatorSsn.ssn_index).order_by(col(EducatorSsn.educator_id))).all())


def registry_of(deps: Deps) -> dict[str, list[Any]]:
    return {name: contents(deps)[name] for name in ("educator", "educator_ssn", "certificate")}


def test_an_educator_is_on_record_as_the_file_has_her(deps: Deps, files: Files) -> None:
    files.load([JANE])
    (jane,) = educators(deps)
    assert (jane.ein, jane.first_name, jane.middle_name, jane.last_name) == ("1000000001", "Jane", "Ann", "Muñoz")
    assert (jane.former_last_names, jane.date_of_birth) == ("Reyes;Holm", date(1980, 5, 17))
    assert jane.email == "jane@example.org"


def test_a_certificate_is_hers_as_the_file_has_it(deps: Deps, files: Files) -> None:
    files.load([JANE], [CERTIFICATE])
    (one,), (jane,) = certificates(deps), educators(deps)
    assert (one.educator_id, one.number, one.kind, one.endorsements) == (jane.id, "CT-1", "initial", "029;305")
    assert (one.valid_from, one.valid_until) == (date(2024, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize("written", ["734-12-3456", "734123456", " 734 12 3456 "])
def test_an_ssn_is_the_same_however_it_is_written(deps: Deps, files: Files, written: str) -> None:
    files.load([JANE.replace("734-12-3456", written)])
    assert ssn_indexes(deps) == [deps.ssns.index("734123456")]


def test_an_educator_without_an_ssn_is_loaded_without_one(deps: Deps, files: Files) -> None:
    assert files.load([OMAR]).faults == []
    assert ssn_indexes(deps) == []


def test_the_report_counts_what_was_added_changed_and_left_alone(files: Files) -> None:
    files.load([JANE, OMAR], [CERTIFICATE])
    married = JANE.replace("Muñoz,Reyes;Holm", "Kowalski,Muñoz")
    report = files.load([married, OMAR, OMAR.replace("002", "003")], [CERTIFICATE.replace("2027", "2028")])
    assert report == Report(educators=Tally(1, 1, 1), certificates=Tally(0, 1, 0))


def test_a_second_import_changes_nothing(deps: Deps, files: Files) -> None:
    files.load([JANE, OMAR], [CERTIFICATE])
    before = registry_of(deps)
    report = files.load([JANE, OMAR], [CERTIFICATE])
    assert registry_of(deps) == before
    assert report == Report(educators=Tally(unchanged=2), certificates=Tally(unchanged=1))


def test_a_second_import_with_bad_rows_changes_nothing_either(deps: Deps, files: Files) -> None:
    rows = [JANE, OMAR.replace("1975-01-31", "unknown")], [CERTIFICATE, CERTIFICATE]
    first = files.load(*rows)
    before = registry_of(deps)
    assert files.load(*rows).faults == first.faults
    assert registry_of(deps) == before


def test_a_corrected_ssn_takes_the_place_of_the_old_one(deps: Deps, files: Files) -> None:
    files.load([JANE])
    assert files.load([JANE.replace("734-", "735-")]).educators == Tally(changed=1)
    assert ssn_indexes(deps) == [deps.ssns.index("735123456")]


def test_a_blank_ssn_takes_none_away(deps: Deps, files: Files) -> None:
    files.load([JANE])
    assert files.load([JANE.replace("734-12-3456", "")]).educators == Tally(unchanged=1)
    assert ssn_indexes(deps) == [deps.ssns.index("734123456")]


BAD_EDUCATORS = [
    (JANE.replace("1000000001", ""), "ein is missing"),
    (JANE.replace("1000000001", "1" * 21), f"ein '{'1' * 21}' does not have the form of an EIN"),
    (JANE.replace(",Jane,", ",,"), "first_name is missing"),
    (JANE.replace(",Muñoz,", ",  ,"), "last_name is missing"),
    (JANE.replace("Muñoz", "M" * 201), "last_name is longer than 200 characters"),
    (JANE.replace("Muñoz", "Mu\x00oz"), "last_name holds signs that can't be printed"),
    (JANE.replace("1980-05-17", ""), "date_of_birth is missing"),
    (JANE.replace("1980-05-17", "05/17/1980"), "date_of_birth '05/17/1980' is not a day in the form 1980-05-17"),
    (JANE.replace("1980-05-17", "19800517"), "date_of_birth '19800517' is not a day in the form 1980-05-17"),
    (JANE.replace("1980-05-17", "1981-02-29"), "date_of_birth '1981-02-29' is not a day in the form 1980-05-17"),
    (JANE.replace("1980-05-17", "0198-05-17"), "date_of_birth 0198-05-17 is too long ago"),
    (JANE.replace("1980-05-17", "2027-01-16"), "date_of_birth 2027-01-16 is in the future"),
    (JANE + ",more", "the row has 9 columns, the first line 8"),
    (JANE.rpartition(",")[0], "the row has 7 columns, the first line 8"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_EDUCATORS)
def test_a_bad_educator_is_named_by_file_line_and_reason_and_the_good_are_loaded(
    deps: Deps, files: Files, row: str, reason: str
) -> None:
    report = files.load([row, OMAR])
    assert files.faults(report) == [("educators.csv", 2, reason)]
    assert [one.ein for one in educators(deps)] == ["1000000002"]


@pytest.mark.parametrize(
    "never", ["000-12-3456", "666-12-3456", "900-12-3456", "734-00-3456", "734-12-0000", "734-12-345", "734-12-345X"]
)
def test_an_ssn_that_was_never_issued_is_refused_and_not_repeated(deps: Deps, files: Files, never: str) -> None:
    report = files.load([JANE.replace("734-12-3456", never), OMAR])
    reason = "ssn is not a Social Security Number that could have been issued"
    assert files.faults(report) == [("educators.csv", 2, reason)]
    assert [one.ein for one in educators(deps)] == ["1000000002"]


BAD_CERTIFICATES = [
    (CERTIFICATE.replace("1000000001", "1000000009"), "no educator has the EIN 1000000009"),
    (CERTIFICATE.replace("CT-1", ""), "number is missing"),
    (CERTIFICATE.replace("initial", "master"), "kind 'master' is not known"),
    (CERTIFICATE.replace("initial", "Initial"), "kind 'Initial' is not known"),
    (CERTIFICATE.replace("305", "999"), "endorsement code '999' is not known"),
    (CERTIFICATE.replace("2024-07-01", "2024-7-1"), "valid_from '2024-7-1' is not a day in the form 1980-05-17"),
    (CERTIFICATE.replace("2024-07-01", "0001-01-01"), "valid_from 0001-01-01 is too long ago"),
    (CERTIFICATE.replace("2027-06-30", ""), "valid_until is missing"),
    (CERTIFICATE.replace("2027-06-30", "2024-06-30"), "valid_until 2024-06-30 is before valid_from 2024-07-01"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_CERTIFICATES)
def test_a_bad_certificate_is_named_by_file_line_and_reason_and_the_good_are_loaded(
    deps: Deps, files: Files, row: str, reason: str
) -> None:
    report = files.load([JANE], [row, CERTIFICATE.replace("CT-1", "CT-2")])
    assert files.faults(report) == [("certificates.csv", 2, reason)]
    assert [one.number for one in certificates(deps)] == ["CT-2"]


def test_an_ein_stands_in_a_file_once(deps: Deps, files: Files) -> None:
    report = files.load([JANE, OMAR, JANE.replace("Jane", "Joan")])
    assert files.faults(report) == [("educators.csv", 4, "1000000001 stands in line 2 already")]
    assert [one.first_name for one in educators(deps)] == ["Jane", "Omar"]


def test_a_certificates_number_stands_in_a_file_once(deps: Deps, files: Files) -> None:
    report = files.load([JANE], [CERTIFICATE, CERTIFICATE.replace("initial", "provisional")])
    assert files.faults(report) == [("certificates.csv", 3, "CT-1 stands in line 2 already")]
    assert [one.kind for one in certificates(deps)] == ["initial"]


def test_a_number_never_moves_to_another_educator(deps: Deps, files: Files) -> None:
    files.load([JANE, OMAR], [CERTIFICATE])
    report = files.load([], [CERTIFICATE.replace("1000000001", "1000000002")])
    assert files.faults(report) == [("certificates.csv", 2, "certificate CT-1 belongs to another educator")]
    assert certificates(deps)[0].educator_id == educators(deps)[0].id


def test_two_records_with_one_ssn_are_both_loaded_since_a_person_must_decide(deps: Deps, files: Files) -> None:
    report = files.load([JANE, OMAR.replace(",,Omar", ",734-12-3456,Omar")])
    assert report.faults == []
    assert ssn_indexes(deps) == [deps.ssns.index("734123456")] * 2


def test_more_rows_than_a_batch_holds_are_loaded_all_the_same(
    deps: Deps, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_import, "BATCH", 2)
    rows = [OMAR.replace("1000000002", str(ein)) for ein in (1, 2, 3, 4, 5, 3)]
    report = files.load(rows, [f"{ein},CT-{ein},initial,,2024-07-01,2027-06-30" for ein in range(1, 6)])
    assert (report.educators, report.certificates) == (Tally(added=5), Tally(added=5))
    assert files.faults(report) == [("educators.csv", 7, "3 stands in line 4 already")]
