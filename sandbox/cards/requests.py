"""Every request the gateway understands, parameter by parameter."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from sandbox.cards.params import Params


def _web_address(value: str) -> str:
    address = urlsplit(value)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError("not a valid URL, which must begin with http:// or https://")
    return value


Url = Annotated[str, AfterValidator(_web_address)]
Metadata = Annotated[
    dict[Annotated[str, StringConstraints(max_length=40)], Annotated[str, StringConstraints(max_length=500)]],
    Field(max_length=50),
]
Cents = Annotated[int, Field(ge=0, le=99_999_999)]
Brand = Literal["visa", "mastercard", "american_express", "discover_global_network"]


class Retrieve(Params):
    expand: list[str] = []


class Created(Params):
    gt: int | None = None
    gte: int | None = None
    lt: int | None = None
    lte: int | None = None


class Page(Retrieve):
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    starting_after: str | None = None
    ending_before: str | None = None
    created: Created = Created()


class ProductData(Params):
    name: Annotated[str, StringConstraints(min_length=1)]
    description: str | None = None


class PriceData(Params):
    currency: Literal["usd"]
    unit_amount: Cents
    product_data: ProductData


class LineItem(Params):
    price_data: PriceData
    quantity: Annotated[int, Field(ge=1)]


class PaymentIntentData(Params):
    capture_method: Literal["automatic", "automatic_async", "manual"] = "automatic_async"
    description: str | None = None
    metadata: Metadata = {}


class Restrictions(Params):
    brands_blocked: list[Brand] = []
    funding_types_blocked: list[Literal["credit", "debit", "prepaid"]] = []


class CardOptions(Params):
    restrictions: Restrictions = Restrictions()


class PaymentMethodOptions(Params):
    card: CardOptions = CardOptions()


class CreateSession(Retrieve):
    allowed_payment_method_types: list[Literal["card"]] = ["card"]
    """Since the API version 2026-09-30.endive; `payment_method_types` can no longer be sent."""
    mode: Literal["payment"]
    line_items: Annotated[list[LineItem], Field(min_length=1, max_length=100)]
    success_url: Url
    cancel_url: Url | None = None
    client_reference_id: Annotated[str, StringConstraints(max_length=200)] | None = None
    customer_email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")] | None = None
    expires_at: int | None = None
    locale: Literal["auto", "en", "es", "es-419"] | None = None
    metadata: Metadata = {}
    payment_intent_data: PaymentIntentData = PaymentIntentData()
    payment_method_options: PaymentMethodOptions = PaymentMethodOptions()
    submit_type: Literal["auto", "pay"] | None = None


class CaptureIntent(Retrieve):
    amount_to_capture: Annotated[int, Field(ge=1)] | None = None


class CancelIntent(Retrieve):
    cancellation_reason: Literal["duplicate", "fraudulent", "requested_by_customer", "abandoned"] | None = None


class CreateRefund(Retrieve):
    payment_intent: str
    amount: Annotated[int, Field(ge=1)] | None = None
    reason: Literal["duplicate", "fraudulent", "requested_by_customer"] | None = None
    metadata: Metadata = {}


class ListRefunds(Page):
    payment_intent: str | None = None


class ListSettlement(Page):
    type: Literal["charge", "refund"] | None = None
