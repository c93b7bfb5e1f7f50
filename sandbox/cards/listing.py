"""One page of the card company's records, newest first, as Stripe's lists are read page by page."""

import json

from sandbox.cards import objects
from sandbox.cards.call import Call
from sandbox.cards.errors import Body, wrong_parameter
from sandbox.cards.requests import Page

# `direction` is -1 to read upwards from `ending_before`. Records of one second keep the order they were written in.
ONE_MORE_THAN_A_PAGE = """
SELECT body FROM objects
WHERE object = :kind
  AND (:gt IS NULL OR created > :gt) AND (:gte IS NULL OR created >= :gte)
  AND (:lt IS NULL OR created < :lt) AND (:lte IS NULL OR created <= :lte)
  AND (:payment_intent IS NULL OR json_extract(body, '$.payment_intent') = :payment_intent)
  AND (:type IS NULL OR json_extract(body, '$.type') = :type)
  AND (:after IS NULL OR (created, rowid) < (SELECT created, rowid FROM objects WHERE id = :after))
  AND (:before IS NULL OR (created, rowid) > (SELECT created, rowid FROM objects WHERE id = :before))
ORDER BY created * :direction DESC, rowid * :direction DESC LIMIT :limit + 1
"""


def page(
    call: Call[Page],
    kind: str,
    url: str,
    payment_intent: str | None = None,
    type: str | None = None,
) -> Body:
    """`url` is where the next page is asked for; the library's auto-paging goes there."""
    wanted = {"kind": kind, "payment_intent": payment_intent, "type": type} | call.params.created.model_dump()
    rows = call.db.execute(ONE_MORE_THAN_A_PAGE, wanted | _place(call, kind)).fetchall()
    found = [json.loads(row["body"]) for row in rows[: call.params.limit]]
    if call.params.ending_before:
        found.reverse()
    return {"object": "list", "data": found, "has_more": len(rows) > call.params.limit, "url": url}


def _place(call: Call[Page], kind: str) -> dict[str, str | int | None]:
    asked = call.params
    if asked.starting_after and asked.ending_before:
        raise wrong_parameter("ending_before", "You cannot parameterize both starting_after and ending_before.")
    for name, id in (("starting_after", asked.starting_after), ("ending_before", asked.ending_before)):
        if id is not None:
            objects.get(call.db, kind, id, name)
    direction = -1 if asked.ending_before else 1
    return {
        "after": asked.starting_after,
        "before": asked.ending_before,
        "direction": direction,
        "limit": asked.limit,
    }
