"""What was found as `cotmoc search` says it: lines of text, or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.utils.translation import gettext as _

from cotmoc.search.queries.finding import Answer
from cotmoc.web.views.search.understood import shown_parts
from cotmoc.web.views.search.words import ShownGroup, notes, shown_groups


def as_text(answer: Answer) -> str:
    """The hits under the headings of their kinds, each with what is known of it and why it was found."""
    lines = [*_understood(answer), *notes(answer)]
    for group in shown_groups(answer):
        lines += ["", group.label, *_lines(group)]
    if not answer.groups:
        lines += ["", _("Nothing fits that")]
    return "\n".join(lines).strip()


def _understood(answer: Answer) -> list[str]:
    parts = shown_parts(answer.understood, {})
    return [" · ".join(f"{part.label}: {part.text}" for part in parts)] if parts else []


def _lines(group: ShownGroup) -> list[str]:
    lines: list[str] = []
    for hit in group.hits:
        facts = " · ".join(filter(None, (*hit.facts, hit.counted)))
        lines.append(f"  {hit.label}" + (f"  ({facts})" if facts else ""))
        if hit.reasons:
            lines.append("    " + _("Found by:") + " " + " · ".join(hit.reasons))
    if group.more:
        lines.append("  " + _("and %(number)s more") % {"number": group.more})
    return lines


def as_json(answer: Answer) -> str:
    """The same for programs: records and areas by their numbers and codes."""
    groups = [asdict(group) for group in shown_groups(answer)]
    for group in groups:
        for hit in group["hits"]:
            del hit["pieces"]
    parts = [{"part": each.label, "text": each.text} for each in shown_parts(answer.understood, {})]
    found = {"asked": answer.asked.text, "understood": parts, "notes": notes(answer)}
    found["groups"] = groups
    return json.dumps(found, ensure_ascii=False, indent=2)
