"""Words of EIN claims: what agrees, what it suggests, how far a claim is and what it came to."""

from cecs_app.domain.claim import ClaimStatus, Proof
from cecs_app.domain.claim_compare import AGREES, Advice, Agreement
from cecs_app.language import _, mark

_AGREEMENTS = {
    Agreement.SAME: mark("Same"),
    Agreement.NICKNAME: mark("Compatible: nickname"),
    Agreement.MIDDLE_NAME: mark("Compatible: middle name"),
    Agreement.FORMER: mark("Former name"),
    Agreement.NEAR: mark("Differs: one part, or swapped"),
    Agreement.DIFFERS: mark("Differs"),
    Agreement.NONE_ON_RECORD: mark("None on record"),
}

_ADVICE = {
    Advice.TWINS_MIXED: mark(
        "Two of these records are most likely twins': the stated SSN is on one, the stated first name on the other. "
        "Never link on that alone: ask for proof of identity."
    ),
    Advice.DOUBLE_ENTRY: mark(
        "More than one record bears this SSN: perhaps somebody was entered twice. Link the one whose facts and "
        "certificates fit; the other stays as it is."
    ),
    Advice.TAKEN: mark(
        "This record has an account already, so it can't be linked. Do both belong to one person? Then "
        "whoever it is logs in there: call its holder. If not, ask for proof of identity."
    ),
    Advice.CERTAIN: mark("Same SSN, birth date and names. Link."),
    Advice.MARRIAGE: mark(
        "Same SSN, birth date and first name; last name differs: a marriage? A slip? Ask for proof, or link."
    ),
    Advice.OTHER_FIRST_NAME: mark(
        "Same SSN, birth date and last name; first name differs: another form of it, or a slip in the record? "
        "Ask for proof of identity, or link."
    ),
    Advice.BIRTH_DATE_SLIP: mark(
        "Same SSN and names; birth date differs: a slip of the finger? Ask for proof of identity, or link."
    ),
    Advice.NO_SSN: mark(
        "Same names and birth date; the record holds no SSN. Ask for proof of identity, or link: the stated SSN is "
        "then put on the record."
    ),
    Advice.ONLY_SSN: mark("Same SSN, but more than one thing differs. Ask for proof of identity before you decide."),
    Advice.MARRIED_WITHOUT_SSN: mark(
        "Same first name and birth date; last name differs and the record holds no SSN. Perhaps a marriage, perhaps "
        "a stranger: ask for proof."
    ),
    Advice.WRONG_SSN: mark(
        "Same names and birth date, but another SSN: most likely two people. Keep them apart, or ask for proof."
    ),
    Advice.TWIN: mark(
        "Same last name and birth date, but another first name and another SSN: most likely twins. Keep them apart."
    ),
    Advice.LITTLE: mark("Too little agrees to take this for the right record."),
}

_STATUSES = {
    ClaimStatus.OPEN: (mark("Open"), ""),
    ClaimStatus.SETTLED_BY_REGISTERING: (mark("Found by registering again"), ""),
    ClaimStatus.LINKED: (mark("Linked"), "good"),
    ClaimStatus.KEPT_APART: (mark("Kept apart: new EIN"), "good"),
    ClaimStatus.REFUSED: (mark("Refused"), "bad"),
}

_PROOFS = {
    Proof.NOT_ASKED: ("", ""),
    Proof.ASKED: (mark("Proof asked"), "warn"),
    Proof.ARRIVED: (mark("Proof arrived"), "good"),
}


def agreement_words(found: Agreement) -> str:
    return _(_AGREEMENTS[found])


def agreement_tone(found: Agreement) -> str:
    """The badge's class."""
    if found in AGREES:
        return "good"
    return {Agreement.NEAR: "warn", Agreement.DIFFERS: "bad"}.get(found, "")


def advice_words(advice: Advice | None) -> str:
    """None: no record looks like hers."""
    if advice is None:
        return _("No record is like what was stated. Give a new EIN.")
    return _(_ADVICE[advice])


def status_words(status: ClaimStatus) -> str:
    return _(_STATUSES[status][0])


def status_tone(status: ClaimStatus) -> str:
    return _STATUSES[status][1]


def proof_words(proof: Proof) -> str:
    """Empty where none was asked for."""
    return _(_PROOFS[proof][0]) if _PROOFS[proof][0] else ""


def proof_tone(proof: Proof) -> str:
    return _PROOFS[proof][1]


def ssn_words(found: Agreement) -> str:
    """The number itself is never shown beside it."""
    words = {Agreement.SAME: _("Same number"), Agreement.DIFFERS: _("Another number")}
    return words.get(found, agreement_words(found))
