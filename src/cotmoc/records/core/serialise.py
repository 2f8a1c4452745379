"""Drafts to JSON values and back, exactly."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Any

from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.precision import Moment, Precision
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
# The default context would round amounts of more than 28 digits.
_EXACT = Context(prec=100_000, Emax=MAX_EMAX, Emin=MIN_EMIN)
# Amounts of more digits than this are written with an exponent.
_LONGEST_NUMBER = 40
# One encoder for all: the calls of `json.dumps` make a new one each time.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class DraftFormatError(CotmocError):
    """JSON that is no draft of this format."""

    code = "draft.format"


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as JSON values, its kind under `draft`; entries at their defaults are left out.

    Amounts are texts, so that no digit is lost, and equal for equal numbers (1.50 and 1.5). `from_json` gives the equal
    draft back.

    >>> to_json(ReturnDraft("events", None, amount=Decimal("1.50")))
    {'draft': 'return', 'indicator': 'events', 'period': None, 'amount': '1.5'}
    """
    return {"draft": _NAMES[type(draft)], **_values(draft)}


def from_json(stored: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` gave. Raises `DraftFormatError` for anything else."""
    try:
        draft: Draft = _build(_KINDS[stored["draft"]], stored)
    except (KeyError, TypeError, ValueError, ArithmeticError) as cause:
        raise DraftFormatError("not a stored draft", detail=repr(cause)) from cause
    return draft


def canonical_json(value: Any) -> str:
    """One line of JSON that is equal for equal JSON values, to store, compare and hash what a version states.

    >>> canonical_json([to_json(ReturnDraft("events", None, amount=Decimal("1.50")))])
    '[{"amount":"1.5","draft":"return","indicator":"events","period":null}]'
    """
    return _CANONICAL.encode(value)


def _values(item: Any) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for name, required, default, write in _fields(type(item)):
        value = getattr(item, name)
        if required or value != default:
            stored[name] = value if write is None or value is None else write(value)
    return stored


def _lines(items: Sequence[Any]) -> list[dict[str, Any]]:
    return [_values(item) for item in items]


def _number(amount: Decimal) -> str:
    """The shortest text of the number: without zeros at its end, in full where that is no wall of digits."""
    if not amount:
        return "0"
    shortest = amount.normalize(_EXACT)
    _sign, digits, exponent = shortest.as_tuple()
    if isinstance(exponent, int) and 0 <= exponent <= _LONGEST_NUMBER - len(digits):
        return f"{shortest:f}"
    return str(shortest)


def _moment_to_json(moment: Moment) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "start": moment.start.isoformat(),
        "precision": moment.precision.value,
    }
    if moment.minute is not None:
        stored["minute"] = moment.minute
    if moment.last is not None:
        stored["last"] = moment.last.isoformat()
    return stored


def _moment(stored: Mapping[str, Any]) -> Moment:
    start = date.fromisoformat(stored["start"])
    last = date.fromisoformat(stored["last"]) if "last" in stored else None
    return Moment(start, Precision(stored["precision"]), stored.get("minute"), last)


def _build(cls: type[Any], stored: Mapping[str, Any]) -> Any:
    values = dict(stored)
    values.pop("draft", None)
    for name in _READERS.keys() & values.keys():
        value = values[name]
        if value is not None:
            values[name] = _READERS[name](value)
    return cls(**values)


def _lines_of(cls: type[Any]) -> Callable[[Any], Any]:
    return lambda stored: tuple(_build(cls, line) for line in stored)


#: How the values of the fields that are not JSON already are written, by the field's name ...
_WRITERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("occurred", "period", "received", "birth"), _moment_to_json),
    **dict.fromkeys(("parties", "conveyances", "seizures", "outcomes"), _lines),
    "amount": _number,
    "most": _number,
    "beside": lambda beside: {measure: _number(amount) for measure, amount in beside.items()},
    "place": _values,
    "partner_agencies": list,
    "extra": dict,
    "dimensions": dict,
}
#: ... and read again.
_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("occurred", "period", "received", "birth"), _moment),
    "parties": _lines_of(PartyDraft),
    "conveyances": _lines_of(ConveyanceDraft),
    "seizures": _lines_of(SeizureDraft),
    "outcomes": _lines_of(OutcomeDraft),
    "amount": Decimal,
    "most": Decimal,
    "beside": lambda stored: {measure: Decimal(amount) for measure, amount in stored.items()},
    "place": lambda stored: _build(PlaceDraft, stored),
    "partner_agencies": tuple,
    "aliases": tuple,
    "extra": dict,
    "dimensions": dict,
}
Field = tuple[str, bool, Any, Callable[[Any], Any] | None]
_FIELDS: dict[type[Any], tuple[Field, ...]] = {}


def _fields(cls: type[Any]) -> tuple[Field, ...]:
    """Name, whether required, default and writer of each field of a draft class."""
    if cls not in _FIELDS:
        _FIELDS[cls] = tuple(
            (entry.name, *_default(entry), _WRITERS.get(entry.name))
            for entry in dataclasses.fields(cls)
        )
    return _FIELDS[cls]


def _default(entry: dataclasses.Field[Any]) -> tuple[bool, Any]:
    if entry.default is not dataclasses.MISSING:
        return False, entry.default
    if entry.default_factory is not dataclasses.MISSING:
        return False, entry.default_factory()
    return True, None
