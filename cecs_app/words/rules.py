"""What a person reads of the rules: names of kinds, applications and endorsements, and the reasons why not.

A reason is a sentence or three that say what is so and what to do instead, with no word of blame.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cecs_app.domain.certificate import (
    ApplicationKind,
    CertificateKind,
    Endorsement,
    EndorsementFamily,
    Reason,
    parse_endorsements,
)
from cecs_app.domain.fees import ReasonData
from cecs_app.language import _, mark
from cecs_app.words.formats import date_words, listed

_ENDORSEMENTS = Path(__file__).parent.parent / "rules" / "endorsements.toml"

_KINDS = {
    CertificateKind.INITIAL: mark("Initial Educator Certificate"),
    CertificateKind.PROVISIONAL: mark("Provisional Educator Certificate"),
    CertificateKind.PROFESSIONAL: mark("Professional Educator Certificate"),
    CertificateKind.INTERIM_INITIAL: mark("Interim Initial Educator Certificate"),
    CertificateKind.INTERIM_PROVISIONAL: mark("Interim Provisional Educator Certificate"),
    CertificateKind.NONRENEWABLE_INTERIM: mark("Nonrenewable Interim Educator Certificate"),
    CertificateKind.DURATIONAL_SHORTAGE_AREA_PERMIT: mark("Durational Shortage Area Permit"),
    CertificateKind.CHARTER_SCHOOL_PERMIT: mark("Charter School Educator Permit"),
    CertificateKind.COACHING_PERMIT: mark("Five-Year Renewable Coaching Permit"),
    CertificateKind.EMERGENCY_COACHING_PERMIT: mark("Temporary Emergency Coaching Permit"),
    CertificateKind.ADULT_EDUCATION: mark("Adult Education Certificate"),
}

_APPLICATIONS = {
    ApplicationKind.RENEWAL: mark("Renewal"),
    ApplicationKind.CONTINUATION: mark("Continuation"),
    ApplicationKind.EXTENSION: mark("Extension"),
    ApplicationKind.ADVANCEMENT: mark("Advancement"),
    ApplicationKind.ENDORSEMENT: mark("Added endorsement"),
    ApplicationKind.DUPLICATE: mark("Duplicate certificate"),
}

_FAMILIES = {
    EndorsementFamily.TEACHING: mark("Teaching"),
    EndorsementFamily.ADMINISTRATIVE: mark("Administrative"),
    EndorsementFamily.SPECIAL_SERVICES: mark("Special services"),
    EndorsementFamily.VOCATIONAL: mark("Vocational"),
    EndorsementFamily.ADULT: mark("Adult"),
}

_REASONS = {
    Reason.CONTINUED_NOT_RENEWED: mark(
        "A {kind} is not renewed: it is continued, at no fee. Choose “{continuation}” instead."
    ),
    Reason.NO_LONGER_RENEWED: mark(
        "From {since} on, the {kind} is neither issued nor renewed. "
        "To go on teaching, apply to advance to the {professional} instead."
    ),
    Reason.COURSEWORK_FIRST: mark(
        "The {kind} can't be renewed. Finish the coursework you still need, "
        "then apply for the full certificate instead."
    ),
    Reason.NEVER_RENEWABLE: mark(
        "The {kind} is never renewed. Pass the tests that were put off for you, "
        "then apply for the full certificate instead."
    ),
    Reason.DISTRICT_APPLIES: mark(
        "For the {kind} your school district applies, not you. "
        "Ask your district's personnel office to apply for another one."
    ),
    Reason.SCHOOL_APPLIES: mark(
        "The {kind} belongs to one named school, so it can't be renewed here. "
        "Ask that school to write to the Bureau of Educator Standards and Certification."
    ),
    Reason.NOT_OFFERED_FOR_THIS_KIND: mark(
        "“{application}” is not for the {kind}. It is for: {offered_for}. What you can ask for with yours: {instead}."
    ),
    Reason.WINDOW_NOT_OPEN: mark(
        "You can apply from {opens_on} through {closes_on}. There is nothing to do before then."
    ),
    Reason.EXPIRED: mark(
        "This certificate or permit ended on {closes_on}. Ask the Bureau of Educator Standards and "
        "Certification how it can be issued again."
    ),
    Reason.LIMIT_REACHED: mark(
        "The most extensions allowed is {limit}, and this certificate has had them all. Look at "
        "“{advancement}”, or ask the Bureau of Educator Standards and Certification what is open to you."
    ),
}


def kind_name(kind: CertificateKind) -> str:
    return _(_KINDS[kind])


def application_name(application: ApplicationKind) -> str:
    return _(_APPLICATIONS[application])


def endorsement_name(code: str) -> str:
    """The published name, "Mathematics 7-12"; a code we have no name for is shown as what it is."""
    endorsement = _endorsements().get(code)
    return _("Endorsement {code}").format(code=code) if endorsement is None else _(endorsement.name)


def endorsement_label(code: str) -> str:
    """ "029 Mathematics 7-12": how a certificate prints it."""
    return f"{code} {endorsement_name(code)}"


def all_endorsements() -> tuple[Endorsement, ...]:
    """In the order of the file: by family, then by code."""
    return tuple(_endorsements().values())


def family_name(family: EndorsementFamily) -> str:
    return _(_FAMILIES[family])


def reason_words(reason: Reason, data: ReasonData) -> str:
    """Why not, and what to do instead."""
    return _(_REASONS[reason]).format(**_names(data), **_days(data))


def _names(data: ReasonData) -> Mapping[str, str]:
    return {
        "application": application_name(data.application),
        "kind": kind_name(data.kind),
        "offered_for": listed([kind_name(kind) for kind in data.offered_for], "or"),
        "instead": listed([application_name(application) for application in data.instead], "or"),
        "continuation": application_name(ApplicationKind.CONTINUATION),
        "advancement": application_name(ApplicationKind.ADVANCEMENT),
        "professional": kind_name(CertificateKind.PROFESSIONAL),
        "limit": str(data.limit),
    }


def _days(data: ReasonData) -> Mapping[str, str]:
    # An unknown day is left out: a sentence that needs it then fails in a test and never shows a blank.
    days = {"since": data.since, "opens_on": data.opens_on, "closes_on": data.closes_on}
    return {name: date_words(day) for name, day in days.items() if day is not None}


@cache
def _endorsements() -> Mapping[str, Endorsement]:
    with _ENDORSEMENTS.open("rb") as file:
        return parse_endorsements(tomllib.load(file))
