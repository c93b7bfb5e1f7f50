"""What `make run` says when all is ready: where things are, and whom to try them as."""

from cecs_app.cli.places import Places
from cecs_app.practice import people, staff
from cecs_app.practice.people import Person


def text(places: Places, *, has_practice: bool) -> str:
    lines = [
        "",
        f"  The portal     {places.portal_url}",
        f"  Its mail       {places.inbox_url}   (what the portal sends arrives here)",
        f"  Its card page  http://localhost:{places.cards}   (opened by paying; no card is real)",
        f"  The desk       {places.portal_url}/desk/login   (for the Bureau's staff)",
        f"  Their codes    {places.inbox_url}/authenticator   (stands in for the authenticator on a phone)",
        "",
        *(
            _whom_to_try()
            if has_practice
            else ["  The registry is empty (PRACTICE=0): whoever registers gets a new EIN."]
        ),
        "",
        "  Ctrl-C stops everything.",
        "",
    ]
    return "\n".join(lines)


def _whom_to_try() -> list[str]:
    return [
        "  Log in as somebody who has an account:",
        f"    Username {people.USERNAME}   Password {people.PASSWORD}",
        "  Or create an account of your own, with any address at example.test, and register as:",
        *(line for person in people.TO_REGISTER for line in _lines(person)),
        "  Or log in at the desk as one of the Bureau's staff, with a code from their page:",
        f"    Password {staff.PASSWORD}",
        *(f"    Username {one.username:<14} {one.name}, {one.role}" for one in staff.EVERYBODY),
    ]


def _lines(person: Person) -> list[str]:
    born = f"{person.born:%B} {person.born.day}, {person.born.year}"
    return [
        f"    {person.first_name} {person.last_name}, born {born}, SSN {person.ssn}",
        f"      {person.try_for}",
    ]
