"""What thresholds do, in sentences for somebody who is no statistician."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cotmoc.records.queries.thresholds import Outlook
from cotmoc.resolution.core.expecting import Estimate, JoinSetting
from cotmoc.resolution.queries.thresholds import ThresholdRow
from cotmoc.web.formatting import count_text
from cotmoc.web.reasons import bits_text, probability_text

#: From this share of the pairs on an estimate is called one from judgements; below the other, one by the model.
MOSTLY, HARDLY = 0.95, 0.05


def line_text(bits: int) -> str:
    """A line as a person can weigh it: the chance of a pair that just reaches it, and its bits."""
    chance = 1 / (1 + 2.0**-bits)
    said = {"chance": probability_text(chance), "bits": bits_text(bits)}
    return _("%(chance)s likely (%(bits)s bits)") % said


def number_text(expected: float) -> str:
    """A number of pairs as exactly as it can be known: whole, below ten to one decimal.

    >>> number_text(0.04), number_text(3.0), number_text(148.7)
    ('0', '3', '149')
    """
    if expected >= 10 or abs(expected - round(expected)) < 0.05:
        return count_text(round(expected))
    return str(number_format(round(expected, 1), 1))


def estimate_text(estimate: Estimate) -> str:
    """A number with what it lies between.

    >>> estimate_text(Estimate(3.0, 1.0, 7.0, 1.0))
    '3 (1–7)'
    """
    ends = f"{number_text(estimate.low)}–{number_text(estimate.high)}"
    return f"{number_text(estimate.expected)} ({ends})"


def rate_text(estimate: Estimate) -> str:
    """So many in a thousand, with what it lies between."""
    return estimate_text(estimate)


def basis_text(estimate: Estimate) -> str:
    """What an estimate rests on: answers of people, the model, or both."""
    if not estimate.high:
        return "–"
    if estimate.by_judgements >= MOSTLY:
        return _("answers of people")
    if estimate.by_judgements <= HARDLY:
        return _("the model alone, unchecked")
    said = {"share": round(100 * estimate.by_judgements)}
    return _("answers for %(share)s %% of them, else the model") % said


def standing_sentences(outlook: Outlook) -> list[str]:
    """What the setting that holds does, in sentences."""
    joining, asking = outlook.now, outlook.asking_now
    if joining is None or asking is None:
        return []
    told = []
    if joining.joined:
        told.append(_wrong_sentence(joining))
    told.append(
        ngettext(
            "%(pairs)s pair is joined without asking.",
            "%(pairs)s pairs are joined without asking.",
            joining.joined,
        )
        % {"pairs": count_text(joining.joined)}
    )
    told.append(
        ngettext(
            "%(pairs)s pair is put to people. About %(missed)s that are the same are put to nobody;"
            " known from: %(basis)s.",
            "%(pairs)s pairs are put to people. About %(missed)s that are the same are put to nobody;"
            " known from: %(basis)s.",
            asking.asked,
        )
        % {
            "pairs": count_text(asking.asked),
            "missed": estimate_text(asking.missed),
            "basis": basis_text(asking.missed),
        }
    )
    return told


def _wrong_sentence(joining: JoinSetting) -> str:
    """How many of a thousand would be wrong, and whether anybody has looked."""
    rate = joining.wrong.per_thousand(joining.joined)
    said = {
        "wrong": number_text(rate.expected),
        "low": number_text(rate.low),
        "high": number_text(rate.high),
        "basis": basis_text(joining.wrong),
    }
    if joining.wrong.by_judgements <= HARDLY:
        text = _(
            "By the model about %(wrong)s of 1,000 joined without asking would be wrong. Nobody has checked that:"
            " it could be %(low)s to %(high)s."
        )
    else:
        text = _(
            "Of 1,000 joined without asking about %(wrong)s would be wrong (%(low)s–%(high)s);"
            " known from: %(basis)s."
        )
    return text % said


def setting_text(row: ThresholdRow) -> str:
    """A setting of the past in one sentence."""
    said = {
        "join": bits_text(row.line.join_bits),
        "ask": bits_text(row.line.ask_bits),
    }
    if row.undoes is not None:
        return _("undone: joined from %(join)s bits, asked from %(ask)s bits again") % said
    return _("joined from %(join)s bits, asked from %(ask)s bits") % said
