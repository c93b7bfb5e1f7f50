"""Phone and mailing address: the fields, and what was typed into them."""

from typing import Any

import reflex as rx

from cecs_app.domain.account import Contact
from cecs_app.language import _
from cecs_app.ui.components import fields
from cecs_app.ui.form_data import text


def contact_fields(state: Any, contact: Any, *, optional: bool) -> list[rx.Component]:
    """Filled with `contact`, a Contact var. `optional` is about the address; nobody has to give a phone."""
    street = _line(state, "address_line", _("Street address or PO Box"), contact, "street-address", optional=optional)
    city = _line(state, "city", _("City"), contact, "address-level2", optional=optional)
    return [street, city, *_state_and_zip(state, contact, optional=optional), _phone(state, contact)]


def typed_contact(form: object) -> Contact:
    return Contact(
        phone=text(form, "phone"),
        address_line=text(form, "address_line"),
        city=text(form, "city"),
        state=text(form, "state"),
        zip_code=text(form, "zip_code"),
    )


def _phone(state: Any, contact: Any) -> rx.Component:
    return _line(state, "phone", _("Phone"), contact, "tel", optional=True, hint=_("With area code."), type="tel")


def _state_and_zip(state: Any, contact: Any, *, optional: bool) -> list[rx.Component]:
    return [
        _line(
            state,
            "state",
            _("State"),
            contact,
            "address-level1",
            optional=optional,
            hint=_("Two letters, for example CT."),
            auto_capitalize="characters",
            class_name="size-4",
        ),
        _line(
            state,
            "zip_code",
            _("ZIP code"),
            contact,
            "postal-code",
            optional=optional,
            input_mode="numeric",
            class_name="size-zip",
        ),
    ]


def _line(
    state: Any, name: str, label: str, contact: Any, fill: str, *, optional: bool, hint: str = "", **props: Any
) -> rx.Component:
    # Filled once, when the screen is: what she has typed since must outlive a line that is lost and found again.
    return fields.text_field(
        state,
        name,
        label,
        hint=hint,
        optional=optional,
        auto_complete=fill,
        default_value=getattr(contact, name),
        max_length=100,
        **props,
    )
