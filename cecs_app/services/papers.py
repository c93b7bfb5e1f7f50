"""The papers an educator keeps or sends: her receipt and her payment slip, as PDFs."""

from cecs_app.language import _, current
from cecs_app.services.applications import receipt
from cecs_app.services.applications.receipt import ReceiptView
from cecs_app.services.deps import Deps
from cecs_app.services.payments.by_mail import SlipView, get_slip
from cecs_app.services.payments.movements import Movement
from cecs_app.words.formats import date_words, money_words
from cecs_app.words.paper import Fact, Paper, Section, Size, as_pdf
from cecs_app.words.payments import accepted_instruments, fee_title
from cecs_app.words.slips import filing_heading, filing_words

ISSUER = "Connecticut Educator Certification System (CECS)"


def receipt_pdf(deps: Deps, educator_id: int | None, reference: str, size: Size) -> bytes:
    """Raises NotFound, or Elsewhere for what was never signed."""
    return as_pdf(_receipt(receipt.show(deps, educator_id, reference)), size, current())


def slip_pdf(deps: Deps, educator_id: int | None, reference: str, size: Size) -> bytes:
    """Raises NotFound, or NotAllowed("nothing_to_pay")."""
    return as_pdf(_slip(get_slip(deps, educator_id, reference)), size, current())


def _receipt(view: ReceiptView) -> Paper:
    return Paper(
        issuer=ISSUER,
        title=_("Receipt") if view.filed else _("Signed, but not filed yet"),
        reference_label=_("Application"),
        reference=view.standing.reference,
        amount=_("Paid {amount}").format(amount=view.paid) if view.movements else "",
        lead=view.timely,
        sections=(_what_was_filed(view), *(_payment(one) for one in view.movements), _what_comes_next(view)),
        footer="" if view.standing.is_free else _("The review fee is not refunded."),
    )


def _what_was_filed(view: ReceiptView) -> Section:
    facts = [
        Fact(_("For"), view.standing.application),
        Fact(_("Certificate or permit"), view.standing.certificate),
        Fact(_("Name"), view.name),
        Fact(_("EIN"), view.ein),
        Fact(_("Signed by"), view.signed_name),
        Fact(_("Signed on"), view.signed),
        Fact(_("Filed on"), view.filed or _("not filed yet"), is_strong=True),
        Fact(_("Fee"), view.standing.fee),
    ]
    facts += [Fact(_("Still to pay"), view.owed, is_strong=True)] if view.owed else []
    facts += [Fact(_("Paid too much, and yours"), view.overpaid)] if view.overpaid else []
    return Section(_("What was signed"), tuple(facts))


def _payment(one: Movement) -> Section:
    facts = (
        Fact(_("Amount"), one.amount, is_strong=True),
        Fact(_("How"), one.how),
        Fact(_("When"), one.when),
        Fact(_("Reference"), one.reference),
    )
    return Section(one.what, facts)


def _what_comes_next(view: ReceiptView) -> Section:
    return Section(_("What happens next"), paragraphs=(view.standing.next,))


def _slip(slip: SlipView) -> Paper:
    facts = (
        Fact(_("Name"), slip.name),
        Fact(_("EIN"), slip.ein),
        Fact(_("Amount"), money_words(slip.dues.owed_cents), is_strong=True),
        Fact(_("Payable to"), slip.policy.payee, is_strong=True),
        Fact(_("Mail to"), "\n".join(slip.policy.address)),
    )
    not_accepted = _("Personal checks are NOT accepted. Send no cash.")
    send = _("Send a {kinds}.").format(kinds=accepted_instruments(slip.policy))
    ends = "" if slip.has_ended else date_words(slip.certificate_ends)
    return Paper(
        issuer=ISSUER,
        title=_("Payment slip"),
        reference_label=_("Application"),
        reference=slip.reference,
        amount=money_words(slip.dues.owed_cents),
        lead=fee_title(slip.application, slip.certificate),
        sections=(
            Section(_("Put this slip into the envelope"), facts, (send, not_accepted)),
            Section(filing_heading(slip.dues), paragraphs=filing_words(slip.dues, ends)),
        ),
        code_alt=_("The application number {reference} as a code to scan").format(reference=slip.reference),
        footer=_("The review fee is not refunded."),
    )
