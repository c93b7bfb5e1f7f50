"""Registry files as programs really write them, and files that are none."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from cecs_app.db.tables import Educator
from cecs_app.services.deps import Deps
from cecs_app.services.registry_files import UnreadableFile
from tests.registry_csv import CERTIFICATE_HEADER, EDUCATOR_HEADER, JANE, OMAR, Files


@pytest.fixture
def files(deps: Deps, tmp_path: Path) -> Files:
    files = Files(deps, tmp_path)
    files.certificates.write_text(CERTIFICATE_HEADER)
    return files


def names(deps: Deps) -> list[str]:
    with deps.database.reading() as db:
        return list(db.exec(select(Educator.last_name).order_by(col(Educator.ein))).all())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end", "blank lines"])
def test_a_file_is_read_with_either_line_end_and_with_or_without_a_byte_order_mark(
    deps: Deps, files: Files, encoding: str, line_end: str, last: str
) -> None:
    ends = {"": "", "end": line_end, "blank lines": line_end * 3}
    text = line_end.join([EDUCATOR_HEADER, JANE, OMAR]) + ends[last]
    files.educators.write_bytes(text.encode(encoding))
    assert files.load_as_written().faults == []
    assert names(deps) == ["Muñoz", "Said"]


@pytest.mark.parametrize("blank", ["", "   ", ",,,,,,,", " , ,,,,,,"])
def test_a_blank_line_is_passed_over_and_still_counted(deps: Deps, files: Files, blank: str) -> None:
    bad = OMAR.replace("1975-01-31", "")
    files.educators.write_text("\n".join([EDUCATOR_HEADER, blank, JANE, blank, bad]), encoding="utf-8")
    assert files.faults(files.load_as_written()) == [("educators.csv", 5, "date_of_birth is missing")]
    assert names(deps) == ["Muñoz"]


def test_columns_stand_in_any_order_and_others_may_stand_between(deps: Deps, files: Files) -> None:
    header = "last_name,remarks,first_name,middle_name,former_last_names,ssn,ein,email,date_of_birth"
    files.educators.write_text(f"{header}\nSaid,kind,Omar,,,,1000000002,,1975-01-31\n")
    assert files.load_as_written().faults == []
    assert names(deps) == ["Said"]


def test_a_cell_in_quotes_may_hold_commas_and_line_ends(deps: Deps, files: Files) -> None:
    quoted = OMAR.replace("Said", '"Said,\nJr."')
    files.educators.write_text("\n".join([EDUCATOR_HEADER, quoted, "short"]))
    report = files.load_as_written()
    assert names(deps) == ["Said, Jr."]
    assert files.faults(report) == [("educators.csv", 4, "the row has 1 columns, the first line 8")]


def test_a_row_in_another_encoding_is_refused_and_the_others_are_loaded(deps: Deps, files: Files) -> None:
    latin = "\n".join([EDUCATOR_HEADER, JANE, OMAR]).encode("latin-1")
    files.educators.write_bytes(latin)
    assert files.faults(files.load_as_written()) == [("educators.csv", 2, "the row is not UTF-8")]
    assert names(deps) == ["Said"]


@pytest.mark.parametrize("missing", EDUCATOR_HEADER.split(","))
def test_a_file_without_one_of_the_columns_is_not_loaded(deps: Deps, files: Files, missing: str) -> None:
    files.educators.write_text(EDUCATOR_HEADER.replace(missing, "another", 1) + "\n" + JANE)
    with pytest.raises(UnreadableFile, match=f"the first line lacks the column {missing}$"):
        files.load_as_written()
    assert names(deps) == []


def test_an_empty_file_lacks_its_columns(files: Files) -> None:
    files.educators.write_text("")
    with pytest.raises(UnreadableFile, match="lacks the column ein"):
        files.load_as_written()


def test_a_file_that_is_not_there_is_named(files: Files) -> None:
    with pytest.raises(UnreadableFile, match=r"educators\.csv: No such file"):
        files.load_as_written()


def test_nothing_is_loaded_when_the_other_file_can_not_be_read(deps: Deps, files: Files) -> None:
    files.educators.write_text("\n".join([EDUCATOR_HEADER, JANE]), encoding="utf-8")
    files.certificates.unlink()
    with pytest.raises(UnreadableFile, match=r"certificates\.csv"):
        files.load_as_written()
    assert names(deps) == []
