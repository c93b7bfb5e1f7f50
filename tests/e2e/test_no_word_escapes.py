"""Every word a person reads goes through the catalogues: in the pseudo-language each of them is disguised."""

import re

from playwright.sync_api import Page
from sqlmodel import col, select

from cecs_app.db.desk_tables import SentLetter
from cecs_app.db.tables import Account
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.credentials import ItemKind
from tests.e2e import meanwhile, steps
from tests.e2e.accounts import PASSWORD, Holder, claimant, filed_continuation, holder_of
from tests.e2e.desk import deps_of
from tests.e2e.educator import Educator
from tests.e2e.portal import Portal
from tests.e2e.second_step import opens_security, sets_up_an_app, types_her_password

PUBLIC = ("/", "/create-account", "/login", "/forgot-username", "/forgot-password", "/privacy", "/not-found")
SIGNED_IN = (
    *("/something-went-wrong", "/certificates", "/applications", "/profile", "/profile/contact"),
    *("/profile/ssn-log", "/profile/last-name", "/profile/email", "/confirm-email", "/new-password", "/acknowledge"),
    *("/profile/security", "/prove-again", "/profile/security/authenticator", "/profile/security/passkey"),
)
DRAFT = ("start", "details", "service", "conduct", "check", "sign", "status", "withdraw")
SIGNED = ("pay", "slip", "receipt", "status", "withdraw")
PSEUDO = "en-xa"

READABLE = """() => {
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("script, style, noscript")) texts.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("[aria-label], [alt], [placeholder], [title], [data-label]")) {
    for (const name of ["aria-label", "alt", "placeholder", "title", "data-label"]) {
      texts.push(element.getAttribute(name) ?? "");
    }
  }
  return texts;
}"""

OWN_NAMES = frozenset(
    re.findall(
        r"\w+",
        "CECS PDF MB QR Visa Mastercard American Express Discover, Treasurer, State of Connecticut, "
        "Bureau of Educator Standards and Certification, PO Box, Hartford, CT; or; Ctrl; AM PM EST EDT "
        "Chrome Linux Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec "
        "January February March April May June July August September October November December",
    )
)
"""Proper names, addresses and dates, which are the same in every language or come from the locale's own data."""


def escaped_words(page: Page, holder: Holder | None) -> set[str]:
    facts = set(OWN_NAMES)
    if holder:
        facts |= set(re.findall(r"[A-Za-z]+", " ".join([holder.name, holder.email, holder.username])))
    reference = re.compile(r"\b[ACLP]T?-[A-Z0-9]+(-[A-Z0-9]+)+\b")
    found: set[str] = set()
    for text in page.evaluate(READABLE):
        words = re.findall(r"\w+", reference.sub("", text))
        found |= {word for word in words if re.fullmatch(r"[A-Za-z]{2,}", word) and word not in facts}
    return found


def opens_disguised(educator: Educator, path: str, holder: Holder | None = None) -> None:
    educator.opens(f"/en-xa{path}".rstrip("/"))
    assert escaped_words(educator.page, holder) == set(), path


def submits_nothing(educator: Educator, path: str, holder: Holder | None = None) -> None:
    """The words of what is wrong are words too."""
    opens_disguised(educator, path, holder)
    educator.page.locator("main form button[type=submit]").first.click()
    educator.page.locator("#error-summary").wait_for()
    assert escaped_words(educator.page, holder) == set(), path


def test_no_word_escapes_on_a_public_page(educator: Educator) -> None:
    for path in PUBLIC:
        opens_disguised(educator, path)
    for path in ("/create-account", "/login", "/forgot-username"):
        submits_nothing(educator, path)


def test_no_word_escapes_on_the_way_through_an_application(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.logs_in(educator, holder)
    for path in SIGNED_IN:
        opens_disguised(educator, path, holder)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Renewal")
    steps.gives_details(educator)
    educator.sees_heading("Your service")
    draft = "/applications/" + educator.page.url.split("/")[-2]
    submits_nothing(educator, f"{draft}/service", holder)
    educator.opens(f"{draft}/service")
    steps.says_of_her_service(educator, "No, never")
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")
    facts = Holder(**{**vars(holder), "email": f"{holder.email} 12 Elm Street New Haven"})
    for screen in DRAFT:
        opens_disguised(educator, f"{draft}/{screen}", facts)
    submits_nothing(educator, f"{draft}/sign", facts)
    educator.opens(f"{draft}/check")
    steps.checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Pay the fee")
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")
    for screen in SIGNED:
        opens_disguised(educator, f"{draft}/{screen}", facts)
    goes_through_paying(educator, draft, facts)
    opens_disguised(educator, "/applications", facts)
    opens_disguised(educator, "/certificates", facts)


def goes_through_paying(educator: Educator, application: str, facts: Holder) -> None:
    """The outcomes of a card, and what a part of the fee leaves behind."""
    with educator.portal.gateway.cut():
        educator.opens(f"{application}/pay")
        educator.presses("Pay only $50.00 now")
        educator.sees_heading("The card page can't be opened just now")
        opens_disguised(educator, f"{application}/pay/result", facts)
    educator.opens(f"{application}/pay")
    educator.presses("Pay only $50.00 now")
    educator.page.get_by_label("Card number").wait_for()
    card_page = educator.page.url
    opens_disguised(educator, f"{application}/pay/result", facts)
    educator.page.goto(card_page)
    steps.pays_on_the_card_page(educator, "4242 4242 4242 4242")
    educator.sees_heading("Your receipt")
    for screen in ("receipt", "pay", "status"):
        opens_disguised(educator, f"{application}/{screen}", facts)


def speaks_pseudo(portal: Portal, holder: Holder) -> None:
    """So that her letters, which are kept as they were sent, are disguised, too."""
    with deps_of(portal) as deps, deps.database.transaction() as db:
        db.exec(select(Account).where(Account.username == holder.username)).one().language = PSEUDO


def test_no_word_escapes_in_what_the_bureau_asks_and_decides(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    speaks_pseudo(educator.portal, holder)
    steps.logs_in(educator, holder)
    reference = filed_continuation(educator.portal, holder)
    application = f"/applications/{reference}"
    facts = Holder(**{**vars(holder), "email": f"{holder.email} {meanwhile.WHY_DENIED}"})
    meanwhile.asks(educator.portal, reference, ItemKind.TRANSCRIPT, ItemKind.STATEMENT_OF_EXPERIENCE)
    for screen in ("status", "missing"):
        opens_disguised(educator, f"{application}/{screen}", facts)
    submits_nothing(educator, f"{application}/missing", facts)
    opens_disguised(educator, f"{application}/letters/{_newest_letter(educator)}", facts)
    meanwhile.denies(educator.portal, reference)
    for screen in ("status", "missing"):
        opens_disguised(educator, f"{application}/{screen}", facts)
    opens_disguised(educator, f"{application}/letters/{_newest_letter(educator)}", facts)
    submits_nothing(educator, f"{application}/appeal", facts)


def test_no_word_escapes_where_she_must_prove_who_she_is(educator: Educator) -> None:
    holder, claim = claimant(educator.portal)
    educator.opens("/login")
    educator.fills("Username", holder.username)
    educator.fills("Password", PASSWORD)
    educator.presses("Login")
    educator.sees_heading("Find your certification record")
    opens_disguised(educator, "/register", holder)
    meanwhile.asks_for_proof(educator.portal, claim)
    opens_disguised(educator, "/register", holder)
    submits_nothing(educator, "/register/proof", holder)


def test_no_word_escapes_in_the_second_step_of_login(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_security(educator)
    sets_up_an_app(educator)
    for path in ("", "/remove-authenticator", "/codes"):
        opens_disguised(educator, f"/profile/security{path}", holder)
    educator.page.locator("main form button[type=submit]").click()
    codes = " ".join(educator.page.locator(".recovery-codes li").all_inner_texts())
    assert escaped_words(educator.page, Holder(**{**vars(holder), "email": codes})) == set()
    types_her_password(educator, holder)
    submits_nothing(educator, "/login/second-step", holder)


def _newest_letter(educator: Educator) -> str:
    """That any educator got."""
    with deps_of(educator.portal) as deps, deps.database.reading() as db:
        return db.exec(select(SentLetter.reference).order_by(col(SentLetter.id).desc())).first() or ""
