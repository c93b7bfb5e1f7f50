"""Nobody of the staff works on her own record, whatever the path that leads to it."""

import pytest

from cecs_app.db.tables import Account, Claim
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.staff import Role
from cecs_app.services import documents, profile
from cecs_app.services.answering import Slot
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, ssn
from cecs_app.services.desk.ssn import About
from tests import claiming
from tests.applying import applicant, filed
from tests.at_desk import hired, refusal
from tests.claiming import act, claim_of, claimed
from tests.papers import PDF
from tests.registering import typing
