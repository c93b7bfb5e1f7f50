"""Which cards a session takes, and the words for those it does not."""

from dataclasses import dataclass
from typing import Self

from sandbox.cards.errors import Body
from sandbox.cards.practice import BRAND_NAMES, Brand, Funding, PracticeCard

BLOCKABLE_BRANDS = {
    "visa": Brand.VISA,
    "mastercard": Brand.MASTERCARD,
    "american_express": Brand.AMEX,
    "discover_global_network": Brand.DISCOVER,
}
BLOCKABLE_FUNDINGS = (Funding.CREDIT, Funding.DEBIT, Funding.PREPAID)


@dataclass(frozen=True)
class Acceptance:
    brands: list[Brand]
    fundings: list[Funding]

    @classmethod
    def of(cls, session: Body) -> Self:
        blocked = session["payment_method_options"]["card"]["restrictions"]
        brands = [brand for name, brand in BLOCKABLE_BRANDS.items() if name not in blocked["brands_blocked"]]
        fundings = [each for each in BLOCKABLE_FUNDINGS if each not in blocked["funding_types_blocked"]]
        return cls(brands, fundings)

    @property
    def summary(self) -> str:
        return f"{_joined(self._names, 'and')} {self._kind}s"

    def refusal(self, card: PracticeCard) -> str | None:
        """A card of unknown funding passes, as at Stripe: only the merchant can look at it afterwards."""
        if card.brand not in self.brands:
            return f"{BRAND_NAMES[card.brand]} is not accepted here. {self._advice}"
        if card.funding is not Funding.UNKNOWN and card.funding not in self.fundings:
            return f"{card.funding.capitalize()} cards are not accepted here. {self._advice}"
        return None

    @property
    def _names(self) -> list[str]:
        return [BRAND_NAMES[brand] for brand in self.brands]

    @property
    def _kind(self) -> str:
        everything = len(self.fundings) == len(BLOCKABLE_FUNDINGS)
        return "card" if everything else f"{_joined(list(self.fundings), 'or')} card"

    @property
    def _advice(self) -> str:
        names = _joined(self._names, "or")
        return f"Use {'an' if names.startswith('A') else 'a'} {names} {self._kind}."


def _joined(words: list[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
