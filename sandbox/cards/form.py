"""What a payer types on the hosted page. The only place a card number arrives, and it stays here."""

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs

from sandbox.cards.practice import PracticeCard, find_card


@dataclass(frozen=True)
class Payer:
    name: str
    zip_code: str
    exp_month: int
    exp_year: int


@dataclass(frozen=True)
class CardForm:
    number: str = field(default="", repr=False)
    expiry: str = ""
    code: str = field(default="", repr=False)
    name: str = ""
    zip_code: str = ""

    @property
    def digits(self) -> str:
        return re.sub(r"[\s-]", "", self.number)

    @property
    def expires_on(self) -> tuple[int, int] | None:
        """Year and month, or None if it does not read as a month of this century."""
        match = re.fullmatch(r"(0?[1-9]|1[0-2])\s*[/ -]?\s*(?:20)?(\d\d)", self.expiry)
        return (2000 + int(match[2]), int(match[1])) if match else None

    @property
    def payer(self) -> Payer:
        """Only for a form without errors."""
        year, month = self.expires_on or (0, 0)
        return Payer(self.name, self.zip_code, month, year)


def read_form(encoded: str) -> CardForm:
    typed = {name: values[0].strip() for name, values in parse_qs(encoded).items()}
    names = ("number", "expiry", "code", "name", "zip_code")
    return CardForm(**{name: typed.get(name, "")[:100] for name in names})


def has_confirmed(encoded: str) -> bool:
    """The answer to the bank's question; anything but the button that says so is a no."""
    return parse_qs(encoded).get("answer") == ["confirm"]


def field_errors(form: CardForm, today: date) -> dict[str, str]:
    """The words for each field that must be corrected, in the order of the form."""
    card = find_card(form.digits)
    checks = {
        "number": _number_error(form, card),
        "expiry": _expiry_error(form, today),
        "code": _code_error(form, card),
        "name": None if form.name else "Enter the name that is on the card.",
        "zip_code": _zip_error(form),
    }
    return {name: error for name, error in checks.items() if error}


def _number_error(form: CardForm, card: PracticeCard | None) -> str | None:
    if not form.digits:
        return "Enter the card number."
    if not re.fullmatch(r"[0-9]{12,19}", form.digits) or not _is_luhn(form.digits):
        return "This is not a card number. Check it against the card."
    if card is None:
        return "This is not one of the practice cards. Never type a real card number here; use one listed below."
    return None


def _expiry_error(form: CardForm, today: date) -> str | None:
    if not form.expiry:
        return "Enter the month and year the card expires."
    if form.expires_on is None:
        return "Enter the expiration as MM/YY, for example 08/30."
    if form.expires_on < (today.year, today.month):
        return "This card has expired. Check the date or use another card."
    return None


def _code_error(form: CardForm, card: PracticeCard | None) -> str | None:
    if not form.code:
        return "Enter the security code."
    length = str(card.security_code_length) if card else "3,4"
    if not re.fullmatch(rf"[0-9]{{{length}}}", form.code):
        return f"The security code is {length.replace(',', ' or ')} digits."
    return None


def _zip_error(form: CardForm) -> str | None:
    if not form.zip_code:
        return "Enter the ZIP code of the card's billing address."
    if not re.fullmatch(r"[0-9]{5}(-?[0-9]{4})?", form.zip_code):
        return "Enter a ZIP code of 5 digits, for example 06103."
    return None


def _is_luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
