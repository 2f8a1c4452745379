"""What a pass of matching did, as text."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cotmoc.records.actions.matching import MatchingReport


def report_lines(report: MatchingReport) -> list[str]:
    """What a pass did, and which blocks were too large to be compared in full."""
    if not report.records:
        return [_("nothing has changed")]
    text = _(
        "%(records)s looked at, %(compared)s pairs compared: %(joined)s joined, %(lapsed)s taken back,"
        " %(proposed)s for people to decide"
    )
    large = _(
        "too large to be compared in full: %(blocks)s by %(rule)s, the largest of %(largest)s"
    )
    told = [
        large % {"blocks": b.blocks, "rule": b.rule, "largest": b.largest} for b in report.large
    ]
    return [text % report.counts(), *told]
