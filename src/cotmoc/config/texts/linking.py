"""Reasons for which two rows of a file are about the same person, in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from cotmoc.resolution.core.scores import Reason

#: By level; the kind of the column says more where it matters.
_LEVELS: dict[str, str] = {
    "same": _("%(column)s: the same"),
    "exchanged": _("%(column)s: the same words in another place"),
    "near": _("%(column)s: one slip apart"),
    "initial": _("%(column)s: one side is the initial"),
    "alike": _("%(column)s: somewhat alike"),
    "part": _("%(column)s: a part is the same"),
    "swapped": _("%(column)s: day and month exchanged"),
    "month": _("%(column)s: the same month, or the same day of another year"),
    "year": _("%(column)s: only the year is the same"),
    "start": _("%(column)s: the same district"),
    "user": _("%(column)s: the same before the @"),
    "different": _("%(column)s: different"),
}
_OTHERS: dict[str, str] = {
    "table.prior": _("before anything is compared: most rows are about two persons"),
    "table.rare": _("%(column)s: rarer than most"),
    "table.common": _("%(column)s: more common than most"),
}


def sentence(reason: Reason) -> str:
    """A reason of `TablePairs.scores` in the active language.

    >>> sentence(Reason("date.year", {"column": "dob"}, -2.0))
    'dob: only the year is the same'
    """
    text = _OTHERS.get(reason.code) or _LEVELS[reason.code.partition(".")[2]]
    return gettext(text) % reason.params
