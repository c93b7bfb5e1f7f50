"""Claims: what each application costs each kind on each day, or why it isn't offered."""

import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.certificate import ApplicationKind, CertificateKind, Reason
from cecs_app.domain.fees import InvalidQuote, Quote, ReasonData, quote
from cecs_app.domain.rulebook import parse_rulebook
from cecs_app.language import PSEUDO, speaking
from cecs_app.words.rules import application_name, kind_name, reason_words

FILE = Path(__file__).parents[2] / "cecs_app" / "rules" / "certification.toml"
RULEBOOK = parse_rulebook(tomllib.loads(FILE.read_text()))
BEFORE, CHANGE, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2)
PAIRS = list(product(ApplicationKind, CertificateKind))
OTHERS = [a for a in ApplicationKind if a is not ApplicationKind.ENDORSEMENT]


def price(application: str, kind: str, on: date, endorsements: int = 1) -> Quote:
    return quote(RULEBOOK, ApplicationKind(application), CertificateKind(kind), endorsements, on)


EVERY_DAY: dict[tuple[str, str], int | str] = {
    ("renewal", "initial"): 20000,
    ("renewal", "professional"): "continued_not_renewed",
    ("renewal", "interim_initial"): "coursework_first",
    ("renewal", "interim_provisional"): "coursework_first",
    ("renewal", "nonrenewable_interim"): "never_renewable",
    ("renewal", "durational_shortage_area_permit"): "district_applies",
    ("renewal", "emergency_coaching_permit"): "district_applies",
    ("renewal", "charter_school_permit"): "school_applies",
    ("renewal", "coaching_permit"): 0,
    ("renewal", "adult_education"): 10000,
    ("continuation", "professional"): 0,
    ("extension", "initial"): 0,
    ("advancement", "initial"): 37500,
    ("advancement", "provisional"): 37500,
    ("endorsement", "initial"): 10000,
    ("endorsement", "provisional"): 10000,
    ("endorsement", "professional"): 10000,
    **{("duplicate", str(kind)): 5000 for kind in CertificateKind},
}


def expected(application: str, kind: str, on: date) -> int | str:
    if (application, kind) == ("renewal", "provisional"):
        return 25000 if on < CHANGE else "no_longer_renewed"
    return EVERY_DAY.get((application, kind), "not_offered_for_this_kind")


@pytest.mark.parametrize("on", [date(1999, 12, 31), BEFORE, CHANGE, AFTER, date(2060, 2, 29)])
@pytest.mark.parametrize(("application", "kind"), PAIRS)
def test_each_application_of_each_kind_has_its_answer(application: str, kind: str, on: date) -> None:
    answer = price(application, kind, on)
    wanted = expected(application, kind, on)
    if isinstance(wanted, int):
        assert (answer.allowed, answer.reason, answer.total_cents) == (True, None, wanted)
        assert answer.review_cents == (5000 if wanted else 0)
    else:
        assert (answer.allowed, answer.reason) == (False, wanted)
        assert (answer.review_cents, answer.total_cents) == (None, None)


@pytest.mark.parametrize(("count", "cents"), [(1, 10000), (2, 20000), (7, 70000), (20, 200000)])
def test_endorsements_are_priced_each_and_reviewed_once(count: int, cents: int) -> None:
    answer = price("endorsement", "professional", CHANGE, count)
    assert (answer.review_cents, answer.total_cents) == (5000, cents)


@pytest.mark.parametrize("kind", CertificateKind)
@pytest.mark.parametrize("count", [0, 21, 1000])
def test_none_or_too_many_endorsements_is_not_a_question(kind: str, count: int) -> None:
    with pytest.raises(InvalidQuote) as caught:
        price("endorsement", kind, CHANGE, count)
    assert caught.value.code == "invalid_quote"
    assert caught.value.data == {"endorsements": count, "least": 1, "most": 20}


@pytest.mark.parametrize(("application", "kind"), PAIRS)
@pytest.mark.parametrize("count", [-1, -20, True, False, 1.0, "1", None])
def test_what_is_no_count_is_refused_for_all(application: str, kind: str, count: int) -> None:
    with pytest.raises(ValueError, match="invalid_quote"):
        price(application, kind, CHANGE, count)


@given(pair=st.sampled_from([p for p in PAIRS if p[0] in OTHERS]), count=st.integers(0, 10**9))
def test_other_applications_ignore_the_count(pair: tuple[str, str], count: int) -> None:
    assert price(*pair, CHANGE, count) == price(*pair, CHANGE, 0)


@given(pair=st.sampled_from(PAIRS), count=st.integers(1, 20), on=st.dates())
def test_the_review_fee_is_part_of_the_total(pair: tuple[str, str], count: int, on: date) -> None:
    answer = price(*pair, on, count)
    assert answer.allowed is (answer.reason is None) is (answer.total_cents is not None)
    if answer.total_cents is not None:
        assert answer.review_cents == min(5000, answer.total_cents)


@pytest.mark.parametrize("on", [BEFORE, CHANGE])
@pytest.mark.parametrize(("application", "kind"), PAIRS)
def test_every_refusal_has_words_that_say_what_to_do(application: str, kind: str, on: date) -> None:
    answer = price(application, kind, on)
    if answer.reason is None:
        assert answer.data is None
        return
    assert answer.data is not None
    words = reason_words(answer.reason, answer.data)
    assert kind_name(CertificateKind(kind)) in words
    assert any(way in words for way in ("instead", "Ask ", "ask for"))
    assert "{" not in words and "None" not in words and ": ." not in words


def words(application: str, kind: str, on: date) -> str:
    answer = price(application, kind, on)
    assert answer.reason is not None and answer.data is not None
    return reason_words(answer.reason, answer.data)


def test_the_words_of_some_refusals() -> None:
    assert words("renewal", "professional", CHANGE) == (
        "A Professional Educator Certificate is not renewed: it is continued, at no fee. "
        "Choose “Continuation” instead."
    )
    assert words("renewal", "provisional", CHANGE) == (
        "From July 1, 2025 on, the Provisional Educator Certificate is neither issued nor renewed. "
        "To go on teaching, apply to advance to the Professional Educator Certificate instead."
    )
    assert words("extension", "adult_education", CHANGE) == (
        "“Extension” is not for the Adult Education Certificate. It is for: Initial Educator Certificate. "
        "What you can ask for with yours: Renewal or Duplicate certificate."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.WINDOW_NOT_OPEN, "You can apply from December 30, 2026 through June 30, 2027."),
        (Reason.EXPIRED, "ended on June 30, 2027. Ask the Bureau"),
        (Reason.LIMIT_REACHED, "The most extensions allowed is 3"),
    ],
)
def test_the_words_of_a_certificates_own_dates(reason: Reason, said: str) -> None:
    data = ReasonData(
        ApplicationKind.EXTENSION,
        CertificateKind.INITIAL,
        opens_on=date(2026, 12, 30),
        closes_on=date(2027, 6, 30),
        limit=3,
    )
    assert said in reason_words(reason, data)


def test_words_in_the_pseudo_language_keep_english_dates() -> None:
    with speaking(PSEUDO):
        said = words("renewal", "provisional", CHANGE)
        assert said.startswith("⟦Fröm July 1, 2025 öñ") and said.endswith("⟧")
        assert all(application_name(a).startswith("⟦") for a in ApplicationKind)


@pytest.mark.parametrize("reason", [Reason.DISTRICT_APPLIES, Reason.SCHOOL_APPLIES, Reason.COURSEWORK_FIRST])
def test_a_reason_of_renewal_is_never_given_for_another_application(reason: Reason) -> None:
    for application, kind in PAIRS:
        assert application is ApplicationKind.RENEWAL or price(application, kind, CHANGE).reason != reason
