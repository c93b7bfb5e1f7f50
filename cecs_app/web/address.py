"""Where a request came from, for counting who comes how often."""

from collections.abc import MutableMapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from starlette.datastructures import Headers

HOUSEHOLD_BITS = 64
"""Of an IPv6 address, what a provider gives to one household; within it everybody picks addresses at will."""


def address_of(scope: MutableMapping[str, Any], proxies: int) -> str:
    """`proxies` is how many servers of ours stand in front: each adds whom it heard to X-Forwarded-For, the last on
    the right. Whatever stands further left was written by the caller, and is not believed.
    """
    heard = (scope.get("client") or ("unknown",))[0]
    if not proxies:
        return str(heard)
    told = [one.strip() for one in Headers(scope=scope).get("x-forwarded-for", "").split(",") if one.strip()]
    return told[-proxies] if len(told) >= proxies else str(heard)


def household(address: str) -> str:
    """The address itself, or for IPv6 the network of whoever has it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, HOUSEHOLD_BITS), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
