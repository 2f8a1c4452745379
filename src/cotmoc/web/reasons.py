"""Why two records are taken for one incident, or are not: coded reasons in words, and their weights as a waterfall."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.web.formatting import number_text
from cotmoc.web.party_sentences import PARTY_SENTENCES

#: By code of `cotmoc.resolution.core.reasons`; %(...)s is filled from its params.
SENTENCES: dict[str, str] = {
    "prior": _("Before anything is compared: most pairs of records are two incidents"),
    "time.same_time": _("Same day, within half an hour"),
    "time.same_day": _("Same day"),
    "time.same_day_other_time": _("Same day, but hours apart"),
    "time.next_day": _("One day apart"),
    "time.within_3_days": _("Two or three days apart"),
    "time.same_month": _("Dates agree, but one of them is only known to the month"),
    "time.same_long_period": _(
        "Dates agree, but one of them is only known to the year or half-year"
    ),
    "time.within_30_days": _("%(days)s days apart"),
    "time.apart": _("More than a month apart"),
    "place.same_point": _("The same position"),
    "place.within_1km": _("Positions agree: %(distance)s apart"),
    "place.within_5km": _("Positions close: %(distance)s apart"),
    "place.within_20km": _("Positions %(distance)s apart"),
    "place.within_50km": _("Positions far from each other: %(distance)s"),
    "place.within_100km": _("Positions far from each other: %(distance)s"),
    "place.one_coordinate": _(
        "One coordinate agrees, the other is off like a slip of the pen: %(distance)s apart"
    ),
    "place.same_area": _("Same area, known no better"),
    "place.same_region": _("Same region, one place is only known roughly"),
    "place.apart": _("Different places: %(distance)s apart"),
    "rivals.none": _("Nothing else was recorded near there in those two months"),
    "rivals.few": _("One or two others were recorded near there in those two months"),
    "rivals.some": _("%(count)s others were recorded near there in those two months"),
    "rivals.many": _("A busy place: %(count)s others were recorded near there in those two months"),
    "rivals.crowd": _(
        "A very busy place: %(count)s others were recorded near there in those two months"
    ),
    "offence.same": _("Same offence: %(offence)s"),
    "offence.different": _("Different offences: %(offence)s, %(other)s"),
    "registration.shared": _("Same registration: %(words)s"),
    "registration.different": _("Both give a registration, and none is the same"),
    "reference.shared": _("Same reference number: %(words)s"),
    "reference.named_in_text": _(
        "The text of one names the reference number of the other: %(words)s"
    ),
    "goods.same_amount": _("Same goods, same amount"),
    "goods.similar_amount": _("Same goods, similar amount"),
    "goods.same_commodity": _("Same goods, another amount"),
    "goods.different": _("Different goods"),
    "agency.different": _("Two agencies"),
    "agency.same": _("Both from one agency, which seldom records an incident twice"),
    "parties.several": _("Several persons or vehicles are recognised as the same"),
    "parties.one": _("A person or vehicle is recognised as the same"),
    "name.rare": _("Same rare name: %(words)s"),
    "name.shared": _("Same name: %(words)s"),
    "name.similar": _("Names that differ by a letter or two"),
    "name.not_named": _("One names somebody whom the other does not mention"),
    "name.different": _("Both give names, and none is the same"),
    "text.alike": _("The texts say nearly the same: %(words)s"),
    "text.much": _("Many uncommon words in both texts: %(words)s"),
    "text.some": _("Uncommon words in both texts: %(words)s"),
    "text.little": _("Few uncommon words in both texts: %(words)s"),
    "text.nothing_shared": _("Two full texts without one uncommon word in common"),
    "incident.together": _("Seen together: what goes hand in hand counts only once"),
    "candidates.others": _("Another record of the same agency could be meant as well"),
    **PARTY_SENTENCES,
}


#: Words are compared in lower case without marks. Names and registrations are given back their capitals.
RECASED: dict[str, Callable[[str], str]] = {
    "registration": str.upper,
    "reference": str.upper,
    "name": str.title,
}


#: Bits of the narrowest waterfall that fills the width.
SMALLEST_SHOWN = 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: its sentence, its bits, and its bar in percent of the width, as SVG wants them."""

    text: str
    bits: str
    is_for: bool
    bar_x: str
    bar_width: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All steps from the start to the sum; `zero_x` is where the odds are even, in percent of the width."""

    steps: tuple[Step, ...]
    total: str
    zero_x: str


def sentence(reason: Mapping[str, Any]) -> str:
    """The reason as a sentence in the language of the page; the code itself for one that nobody worded."""
    code = reason["code"]
    if code not in SENTENCES:
        return str(code)
    params = {
        name.removesuffix("_m"): SHOWN.get(name, str)(value)
        for name, value in reason.get("params", {}).items()
    }
    if "words" in params:
        params["words"] = RECASED.get(code.partition(".")[0], str)(params["words"])
    return gettext(SENTENCES[code]) % params


def waterfall(reasons: Sequence[Mapping[str, Any]]) -> Waterfall:
    """The reasons (as kept with judgements and proposals) as steps whose bars hang together."""
    ends = [0.0]
    for reason in reasons:
        ends.append(ends[-1] + float(reason["weight"]))
    low, high = min(ends), max(ends)
    # Weights are shown to a tenth of a bit; a picture of less is no picture, and a hundred over it no number.
    scale = 100.0 / max(high - low, SMALLEST_SHOWN)
    steps = tuple(
        Step(
            text=sentence(reason),
            bits=bits_text(float(reason["weight"])),
            is_for=reason["weight"] >= 0,
            bar_x=f"{(min(start, end) - low) * scale:.2f}",
            bar_width=f"{max(abs(end - start) * scale, 0.5):.2f}",
        )
        for reason, start, end in zip(reasons, ends, ends[1:], strict=False)
    )
    return Waterfall(steps, bits_text(ends[-1]), f"{-low * scale:.2f}")


#: What a sentence says of one pair only: ": words", "%(distance)s apart".
_OF_ONE_PAIR = re.compile(r"[:,]?\s*%\(\w+\)s(?:\s*(?:,|apart))?")


def pattern_text(pattern: str) -> str:
    """What alike pairs have in common: the codes of a pattern in words, without what is said of one pair only."""
    sentences = [gettext(SENTENCES[c]) if c in SENTENCES else c for c in pattern.split()]
    shared = [_OF_ONE_PAIR.sub("", each).strip(" ,:") for each in sentences]
    return " · ".join(each[:1].upper() + each[1:] for each in shared)


def leading(reasons: Sequence[Mapping[str, Any]], most: int = 3) -> list[str]:
    """The sentences of the reasons that weigh most for one incident, heaviest first."""
    speaking = [reason for reason in reasons if reason["weight"] > 0]
    return [sentence(each) for each in sorted(speaking, key=lambda r: -r["weight"])[:most]]


def bits_text(bits: float) -> str:
    """A weight with its sign, to one decimal.

    >>> bits_text(11.62), bits_text(-0.04)
    ('+11.6', '0.0')
    """
    rounded = round(bits, 1) + 0.0
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{number_format(abs(rounded), 1)}"


def probability_text(probability: float) -> str:
    """A probability in words that claim no more than it can: never 0 % and never 100 %."""
    if probability >= 0.999:
        return gettext("over %(share)s %%") % {"share": number_format(99.9, 1)}
    if probability < 0.001:
        return gettext("under %(share)s %%") % {"share": number_format(0.1, 1)}
    return gettext("%(share)s %%") % {"share": number_format(100 * probability, 1)}


def distance_text(distance_m: float) -> str:
    """A distance in the unit that reads best: metres below one kilometre."""
    if distance_m < 1000:
        return f"{number_format(round(distance_m, -1 if distance_m >= 100 else 0), 0)}\N{NO-BREAK SPACE}m"
    kilometres = Decimal(str(round(distance_m / 1000, 1 if distance_m < 100_000 else 0)))
    return f"{number_text(kilometres)}\N{NO-BREAK SPACE}km"


def _offence(code: object) -> str:
    return OFFENCES.label(str(code), "vi" if (get_language() or "vi").startswith("vi") else "en")


SHOWN: dict[str, Callable[[Any], str]] = {
    "distance_m": distance_text,
    "offence": _offence,
    "other": _offence,
}
