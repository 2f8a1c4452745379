"""A pair under review as the page shows it, and the words of its kinds, orders and patterns."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS
from cotmoc.records.actions.reading import read_pair, read_thing_pair
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.review_parties import FIELDS
from cotmoc.resolution.queries.ledger import last_answer
from cotmoc.resolution.queries.proposals import Order, ProposalRow
from cotmoc.resolution.queries.register import WaitingRow, waiting_judgements
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import code_text
from cotmoc.web.views.incidents import shown_rows

SORT_LABELS: dict[str, Promise] = {
    "incident": gettext_lazy("Incidents"),
    "person": gettext_lazy("Persons"),
    "organisation": gettext_lazy("Organisations"),
    "vehicle": gettext_lazy("Vehicles"),
    "vessel": gettext_lazy("Vessels"),
}
SEX_LABELS: dict[str, Promise] = {
    "male": gettext_lazy("Male"),
    "female": gettext_lazy("Female"),
}
#: The sorts under each kind of address, with what they are called.
TABS: dict[str, tuple[tuple[str, Promise], ...]] = {
    kind: tuple((sort, SORT_LABELS[sort]) for sort in sorts)
    for kind, sorts in {
        "incident": ("incident",),
        "party": ("person", "organisation"),
        "conveyance": ("vehicle", "vessel"),
    }.items()
}
ORDERS: dict[Order, Promise] = {
    Order.TEACHING: gettext_lazy("teaches most"),
    Order.CERTAIN: gettext_lazy("most certain"),
    Order.NEWEST: gettext_lazy("newest"),
    Order.GRAVEST: gettext_lazy("most hangs on it"),
}
DECISIONS: dict[str, Promise] = {
    "same": gettext_lazy("the same"),
    "different": gettext_lazy("not the same"),
    "unsure": gettext_lazy("unsure"),
    "withdrawn": gettext_lazy("taken back"),
}
FIELD_LABELS: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "birth": gettext_lazy("Date of birth"),
    "identity_number": gettext_lazy("Identity document"),
    "sex": gettext_lazy("Sex"),
    "nationality": gettext_lazy("Nationality"),
    "residence_written": gettext_lazy("Residence"),
    "registration": gettext_lazy("Registration"),
    "kind": gettext_lazy("Kind"),
    "flag": gettext_lazy("Flag"),
    "written": gettext_lazy("As written"),
}


def shown_pair(request: PageRequest, kind: str, number: int) -> dict[str, object]:
    """The pair with what was said of it already; its reading is audited. Raises `RecordNotFoundError`."""
    shown = _incidents(request, number) if kind == KIND else _things(request, kind, number)
    proposal = shown["proposal"]
    if not isinstance(proposal, ProposalRow):
        raise TypeError("a pair has its proposal")
    answered = last_answer(proposal.left_id, proposal.right_id)
    return {
        **shown,
        "answered": answered,
        "answered_text": decision_text(answered.decision) if answered else "",
        "seen": answered.id if answered else 0,
        "waiting": _waiting(proposal),
    }


def _incidents(request: PageRequest, number: int) -> dict[str, object]:
    pair = read_pair(actor=request.viewer, proposal_id=number)
    return {
        "pair": pair,
        "proposal": pair.proposal,
        "rows": shown_rows(pair.sources, pair.rows),
        "has_position": any(s.draft.place.lon is not None for s in pair.sources),
    }


def _things(request: PageRequest, kind: str, number: int) -> dict[str, object]:
    pair = read_thing_pair(actor=request.viewer, kind=kind, proposal_id=number)
    values = zip(*(side.values for side in pair.sides), strict=True)
    rows = [
        (FIELD_LABELS[field], [value_text(field, cell) for cell in cells], agreement(cells))
        for field, cells in zip(FIELDS[kind], values, strict=True)
        if any(cells)
    ]
    return {"pair": pair, "proposal": pair.proposal, "rows": rows}


def value_text(field: str, value: str) -> str:
    """A value as people read it: codes of sex and of sorts of conveyance in words."""
    if field == "sex":
        return str(SEX_LABELS.get(value, value))
    return code_text(CONVEYANCE_KINDS, value) if field == "kind" and value else value


def agreement(cells: Sequence[str]) -> str:
    """How two values stand to each other: agrees, differs, or own where one says nothing.

    >>> agreement(["a", "a"]), agreement(["a", "b"]), agreement(["a", ""])
    ('agrees', 'differs', 'own')
    """
    if not all(cells):
        return "own"
    return "agrees" if len(set(cells)) == 1 else "differs"


def _waiting(proposal: ProposalRow) -> WaitingRow | None:
    pair = (proposal.left_id, proposal.right_id)
    return next((w for w in waiting_judgements() if (w.left_id, w.right_id) == pair), None)


def decision_text(decision: str) -> str:
    """What was said, in words."""
    return str(DECISIONS.get(decision, decision))
