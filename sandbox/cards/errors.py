"""Refusals in the words and shape of Stripe's API."""

from typing import Any

Body = dict[str, Any]


class GatewayError(Exception):
    def __init__(
        self, message: str, *, status: int = 400, type: str = "invalid_request_error", **details: object
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: Body = {"error": {"type": type, "message": message, **details}}


def wrong_key(key: str) -> GatewayError:
    message = f"Invalid API Key provided: {key[:7]}****" if key else "You did not provide an API key."
    return GatewayError(message, status=401)


def unknown_address(method: str, path: str) -> GatewayError:
    return GatewayError(f"Unrecognized request URL ({method}: {path}).", status=404)


def no_such(kind: str, id: str, param: str) -> GatewayError:
    return GatewayError(f"No such {kind}: '{id}'", status=404, code="resource_missing", param=param)


def wrong_parameter(param: str, message: str, code: str = "parameter_invalid") -> GatewayError:
    return GatewayError(message, code=code, param=param)


def unexpected_state(message: str, intent: Body) -> GatewayError:
    return GatewayError(message, code="payment_intent_unexpected_state", payment_intent=intent)


def nothing_to_refund(intent: str) -> GatewayError:
    message = f"This PaymentIntent ({intent}) does not have a successful charge to refund."
    return GatewayError(message, param="payment_intent")


def already_refunded(charge: str) -> GatewayError:
    return GatewayError(f"Charge {charge} has already been refunded.", code="charge_already_refunded")


def refund_too_large(asked: int, left: int) -> GatewayError:
    """Without a code, as at Stripe."""
    words = f"${asked / 100:,.2f}) is greater than unrefunded amount on charge (${left / 100:,.2f}"
    return GatewayError(f"Refund amount ({words})", param="amount")


def company_failed() -> GatewayError:
    message = "An unknown error occurred. Nobody here knows whether your request was done."
    return GatewayError(message, status=500, type="api_error")


def key_used_otherwise() -> GatewayError:
    message = "Keys for idempotent requests can only be used with the same parameters they were first used with."
    return GatewayError(message, type="idempotency_error")


def key_in_use() -> GatewayError:
    message = "There is currently another in-progress request using this Idempotent Key. Try again in a moment."
    return GatewayError(message, status=409, type="idempotency_error", code="idempotency_key_in_use")
