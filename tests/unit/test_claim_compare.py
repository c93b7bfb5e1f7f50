"""Each fact of a claim beside a record, and what the whole suggests: by table."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from cecs_app.domain.claim_compare import (
    Advice,
    Agreement,
    Comparison,
    advise,
    compare,
    compare_email,
    is_worth_a_look,
    needs_reason,
    suggest,
    twins_among,
)
from cecs_app.domain.ein_match import Outcome, RegistryRecord, Stated, match
from cecs_app.practice.names import AWKWARD
from cecs_app.words.claims import advice_words, agreement_words

BORN = date(1984, 2, 11)
STATED = Stated("index of hers", "Eleanor", "Castellano", BORN)
RECORD = RegistryRecord("1", "index of hers", "Eleanor", "", "Castellano", (), BORN, has_account=False)
SAME, DIFFERS, NONE, NEAR = Agreement.SAME, Agreement.DIFFERS, Agreement.NONE_ON_RECORD, Agreement.NEAR
FORMER, NICKNAME, MIDDLE = Agreement.FORMER, Agreement.NICKNAME, Agreement.MIDDLE_NAME


@pytest.mark.parametrize(
    ("stated", "first", "middle", "found"),
    [
        ("Eleanor", "Eleanor", "", SAME),
        ("eleanor", "Éléanor", "", SAME),
        ("Eleanor Ann", "Eleanor", "Ann", SAME),
        ("Eleanor", "Eleanor", "Ann", SAME),
        ("Eleanor A.", "Eleanor", "Ann", MIDDLE),
        ("Eleanor Ann", "Eleanor", "", MIDDLE),
        ("Bill", "William", "", NICKNAME),
        ("William", "Bill", "", NICKNAME),
        ("Bill T.", "William", "", NICKNAME),
        ("Colette", "Odette", "", DIFFERS),
        ("Bob", "Rob", "", DIFFERS),
        ("Eleanor", "", "", DIFFERS),
    ],
)
def test_first_names(stated: str, first: str, middle: str, found: Agreement) -> None:
    record = replace(RECORD, first_name=first, middle_name=middle)
    assert compare(replace(STATED, first_name=stated), record).first_name is found


@pytest.mark.parametrize(
    ("stated", "last", "former", "found"),
    [
        ("Castellano", "CASTELLANO", (), SAME),
        ("Castellano Jr.", "Castellano", ("Brandt",), SAME),
        ("Castellano", "Brandt", ("Holm", "Castéllano"), FORMER),
        ("Castellano", "Brandt", ("Holm",), DIFFERS),
        ("Castellano", "Castellano-Brandt", (), DIFFERS),
        ("Castellano", "", ("",), DIFFERS),
        ("-", "Brandt", ("-",), DIFFERS),
    ],
)
def test_last_names(stated: str, last: str, former: tuple[str, ...], found: Agreement) -> None:
    record = replace(RECORD, last_name=last, former_last_names=former)
    assert compare(replace(STATED, last_name=stated), record).last_name is found


@pytest.mark.parametrize(
    ("on_record", "found"),
    [
        (date(1984, 2, 11), SAME),
        (date(1984, 11, 2), NEAR),
        (date(1984, 2, 12), NEAR),
        (date(1984, 3, 11), NEAR),
        (date(1948, 2, 11), NEAR),
        (date(1984, 3, 12), DIFFERS),
        (date(1983, 11, 2), DIFFERS),
    ],
)
def test_birth_dates(on_record: date, found: Agreement) -> None:
    assert compare(STATED, replace(RECORD, date_of_birth=on_record)).date_of_birth is found


@pytest.mark.parametrize(
    ("on_record", "found"), [("index of hers", SAME), ("another", DIFFERS), (None, NONE), ("", NONE)]
)
def test_ssns_are_compared_by_their_index(on_record: str | None, found: Agreement) -> None:
    assert compare(STATED, replace(RECORD, ssn_index=on_record)).ssn is found


@pytest.mark.parametrize(("on_record", "found"), [("E@Example.org", SAME), ("f@example.org", DIFFERS), ("", NONE)])
def test_email_addresses(on_record: str, found: Agreement) -> None:
    assert compare_email("e@example.org", on_record) is found


ADVICE = {
    # ssn, birth date, first name, last name
    (SAME, SAME, SAME, SAME): Advice.CERTAIN,
    (SAME, SAME, NICKNAME, FORMER): Advice.CERTAIN,
    (SAME, SAME, SAME, DIFFERS): Advice.MARRIAGE,
    (SAME, SAME, MIDDLE, DIFFERS): Advice.MARRIAGE,
    (SAME, SAME, DIFFERS, SAME): Advice.OTHER_FIRST_NAME,
    (SAME, NEAR, SAME, SAME): Advice.BIRTH_DATE_SLIP,
    (SAME, DIFFERS, SAME, SAME): Advice.BIRTH_DATE_SLIP,
    (SAME, SAME, DIFFERS, DIFFERS): Advice.ONLY_SSN,
    (SAME, DIFFERS, DIFFERS, DIFFERS): Advice.ONLY_SSN,
    (SAME, NEAR, SAME, DIFFERS): Advice.ONLY_SSN,
    (NONE, SAME, SAME, SAME): Advice.NO_SSN,
    (NONE, SAME, SAME, DIFFERS): Advice.MARRIED_WITHOUT_SSN,
    (NONE, SAME, DIFFERS, SAME): Advice.LITTLE,
    (NONE, NEAR, SAME, SAME): Advice.LITTLE,
    (DIFFERS, SAME, SAME, SAME): Advice.WRONG_SSN,
    (DIFFERS, SAME, NICKNAME, FORMER): Advice.WRONG_SSN,
    (DIFFERS, SAME, DIFFERS, SAME): Advice.TWIN,
    (DIFFERS, SAME, DIFFERS, FORMER): Advice.TWIN,
    (DIFFERS, SAME, SAME, DIFFERS): Advice.LITTLE,
    (DIFFERS, DIFFERS, SAME, SAME): Advice.LITTLE,
}


@pytest.mark.parametrize(("facts", "advice"), ADVICE.items())
def test_what_the_facts_suggest(facts: tuple[Agreement, Agreement, Agreement, Agreement], advice: Advice) -> None:
    assert advise(Comparison(*facts), has_account=False) is advice


EVERY_COMPARISON = [
    Comparison(*facts)
    for facts in product(
        (SAME, DIFFERS, NONE), (SAME, NEAR, DIFFERS), (SAME, NICKNAME, MIDDLE, DIFFERS), (SAME, FORMER, DIFFERS)
    )
]


def test_a_wrong_number_vetoes_whatever_else_agrees() -> None:
    wrong = {advise(one, has_account=False) for one in EVERY_COMPARISON if one.ssn is DIFFERS}
    assert wrong == {Advice.WRONG_SSN, Advice.TWIN, Advice.LITTLE}


def test_a_record_with_an_account_is_named_so_unless_it_is_hardly_hers() -> None:
    for one in EVERY_COMPARISON:
        free, taken = advise(one, has_account=False), advise(one, has_account=True)
        assert taken is (free if free in (Advice.WRONG_SSN, Advice.TWIN, Advice.LITTLE) else Advice.TAKEN)


MARRIAGE = Comparison(SAME, SAME, SAME, DIFFERS)
TWIN = Comparison(DIFFERS, SAME, DIFFERS, SAME)
OTHER_FIRST = Comparison(SAME, SAME, DIFFERS, SAME)
WRONG_SSN = Comparison(DIFFERS, SAME, SAME, SAME)


def suggestion(*candidates: Comparison, has_twin: bool = False) -> Advice | None:
    return suggest([(one, advise(one, has_account=False, has_twin=has_twin)) for one in candidates])


def test_the_strongest_candidate_is_looked_at_first() -> None:
    assert suggestion(TWIN, MARRIAGE) is Advice.MARRIAGE
    assert suggestion(TWIN) is Advice.TWIN
    assert suggestion() is None


def test_two_records_with_her_ssn_are_a_double_entry() -> None:
    assert suggestion(MARRIAGE, OTHER_FIRST) is Advice.DOUBLE_ENTRY


def test_the_number_of_one_twin_and_the_name_of_the_other_are_never_enough() -> None:
    assert suggestion(OTHER_FIRST, WRONG_SSN) is Advice.OTHER_FIRST_NAME
    assert suggestion(OTHER_FIRST, WRONG_SSN, has_twin=True) is Advice.TWINS_MIXED
    for one in (OTHER_FIRST, WRONG_SSN):
        for has_account in (True, False):
            advice = advise(one, has_account=has_account, has_twin=True)
            assert advice is Advice.TWINS_MIXED
            assert needs_reason(one, advice)
    assert not needs_reason(OTHER_FIRST, advise(OTHER_FIRST, has_account=False))


def test_a_twin_does_not_stand_in_the_way_of_her_sister_with_the_right_facts() -> None:
    assert advise(Comparison(SAME, SAME, SAME, SAME), has_account=False, has_twin=True) is Advice.CERTAIN
    assert advise(MARRIAGE, has_account=False, has_twin=True) is Advice.MARRIAGE


def test_the_practice_twins_are_told_apart_from_either_side() -> None:
    odette, colette = (
        RegistryRecord(first, first, first, middle, last, former, date.fromisoformat(born), has_account=False)
        for first, middle, last, former, born, _has_ssn in AWKWARD[:2]
    )
    for she, other in ((odette, colette), (colette, odette)):
        stated = Stated(she.ssn_index or "", she.first_name, she.last_name, she.date_of_birth)
        assert compare(stated, other).is_twin
        assert is_worth_a_look(compare(stated, other))
        assert not compare(stated, she).is_twin
    assert twins_among([odette, colette]) == {"Odette", "Colette"}
    assert twins_among([odette, replace(colette, ssn_index=None)]) == frozenset()
    assert twins_among([odette]) == frozenset()


def test_whoever_the_match_rules_name_is_shown() -> None:
    changes = product(("index of hers", "another", None), ("Eleanor", "Odette"), ("Castellano", "Brandt"), (11, 12))
    for index, first, last, day in changes:
        birth = BORN.replace(day=day)
        record = replace(RECORD, ssn_index=index, first_name=first, last_name=last, date_of_birth=birth)
        if match(STATED, [record]).outcome is not Outcome.NEW:
            assert is_worth_a_look(compare(STATED, record)), record


def test_a_stranger_who_shares_only_the_birth_date_is_not_shown() -> None:
    stranger = replace(RECORD, ssn_index="another", first_name="Odette", last_name="Holm")
    namesake = replace(stranger, first_name="Eleanor")
    assert not is_worth_a_look(compare(STATED, stranger))
    assert not is_worth_a_look(compare(STATED, namesake))
    assert is_worth_a_look(compare(STATED, replace(namesake, ssn_index=None)))


def test_every_agreement_and_every_advice_has_words() -> None:
    assert all(agreement_words(one) for one in Agreement)
    assert len({advice_words(one) for one in (*Advice, None)}) == len(Advice) + 1
