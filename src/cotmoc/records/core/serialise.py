"""Drafts to JSON values and back, exactly."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Any

from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    Draft,
    IncidentDraft,
    InformationDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    ReturnDraft,
    SeizureDraft,
)

_KINDS: dict[str, type[Draft]] = {
    "incident": IncidentDraft,
    "return": ReturnDraft,
    "information": InformationDraft,
}
_NAMES = {cls: kind for kind, cls in _KINDS.items()}
_LINES: dict[str, type[Any]] = {
    "parties": PartyDraft,
    "conveyances": ConveyanceDraft,
    "seizures": SeizureDraft,
    "outcomes": OutcomeDraft,
}
# The default context would round amounts of more than 28 digits.
_EXACT = Context(prec=100_000, Emax=MAX_EMAX, Emin=MIN_EMIN)


class DraftFormatError(CotmocError):
    """JSON that is no draft of this format."""

    code = "draft.format"


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as JSON values, its kind under `draft`; entries at their defaults are left out.

    Amounts are texts, so that no digit is lost. `from_json` gives the equal draft back.

    >>> to_json(ReturnDraft("events", None, amount=Decimal("1.50")))
    {'draft': 'return', 'indicator': 'events', 'period': None, 'amount': '1.50'}
    """
    return {"draft": _NAMES[type(draft)], **_values(draft)}


def from_json(stored: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` gave. Raises `DraftFormatError` for anything else."""
    try:
        draft: Draft = _build(_KINDS[stored["draft"]], stored)
    except (KeyError, TypeError, ValueError, ArithmeticError) as cause:
        raise DraftFormatError("not a stored draft", detail=repr(cause)) from cause
    return draft


def canonical_json(draft: Draft) -> str:
    """One line of JSON that is equal for equal drafts, to compare and hash what a version states.

    Amounts that are equal numbers give equal text (1.50 and 1.5), mappings are sorted by key.
    """
    return json.dumps(
        _canonical(to_json(draft), ("amount",)),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _canonical(value: Any, amounts: tuple[str, ...], name: str = "") -> Any:
    if isinstance(value, dict):
        # What a file says in its own words (`extra`, `dimensions`) is text, even under the name "amount".
        inner = () if name in {"extra", "dimensions"} else amounts
        return {key: _canonical(item, inner, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_canonical(item, amounts, name) for item in value]
    if name in amounts and isinstance(value, str):
        return _canonical_number(Decimal(value))
    return value


def _canonical_number(amount: Decimal) -> str:
    return str(amount.normalize(_EXACT)) if amount else "0"


def _values(item: Any) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for name, required, default in _fields(type(item)):
        value = getattr(item, name)
        if required or value != default:
            stored[name] = _plain(value)
    return stored


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Moment):
        return _moment_to_json(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, Mapping):
        return dict(value)
    return _values(value)


def _moment_to_json(moment: Moment) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "start": moment.start.isoformat(),
        "precision": moment.precision.value,
    }
    if moment.minute is not None:
        stored["minute"] = moment.minute
    return stored


def _moment(stored: Mapping[str, Any]) -> Moment:
    start = date.fromisoformat(stored["start"])
    return Moment(start, Precision(stored["precision"]), stored.get("minute"))


_READERS: dict[str, Callable[[Any], Any]] = {
    "occurred": _moment,
    "period": _moment,
    "received": _moment,
    "birth": _moment,
    "amount": Decimal,
    "place": lambda stored: _build(PlaceDraft, stored),
    "partner_agencies": tuple,
    "extra": dict,
    "dimensions": dict,
}


def _build(cls: type[Any], stored: Mapping[str, Any]) -> Any:
    values = {name: _read(name, value) for name, value in stored.items() if name != "draft"}
    return cls(**values)


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _LINES:
        return tuple(_build(_LINES[name], line) for line in value)
    reader = _READERS.get(name)
    return reader(value) if reader else value


_FIELDS: dict[type[Any], tuple[tuple[str, bool, Any], ...]] = {}


def _fields(cls: type[Any]) -> tuple[tuple[str, bool, Any], ...]:
    """Name, whether required, and default of each field of a draft class."""
    if cls not in _FIELDS:
        _FIELDS[cls] = tuple((entry.name, *_default(entry)) for entry in dataclasses.fields(cls))
    return _FIELDS[cls]


def _default(entry: dataclasses.Field[Any]) -> tuple[bool, Any]:
    if entry.default is not dataclasses.MISSING:
        return False, entry.default
    if entry.default_factory is not dataclasses.MISSING:
        return False, entry.default_factory()
    return True, None
