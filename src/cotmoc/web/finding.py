"""What can be gone to by typing: pages, areas, incidents by number, and what can be done from anywhere.

Everything is within the viewer's rights: pages by the permission table, incidents by `visible_to`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import agency_labels, home_area
from cotmoc.areas.queries import gazetteer, search_areas
from cotmoc.normalise.text import fold
from cotmoc.records.queries.finding import records_by_number
from cotmoc.web.context import NAVIGATION, THEMES
from cotmoc.web.permissions import permitted

APPEARANCE = gettext_lazy("Appearance")
LANGUAGE = gettext_lazy("Language")
EACH = 6
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to or to do. With `name` it is done by sending `name=value` to `href`, else `href` is opened."""

    icon: str
    label: str
    href: str
    hint: str = ""
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one kind under their heading."""

    code: str
    label: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be found by its name, or by another word for it, in either language."""

    url_name: str
    label: str | Promise
    words: tuple[str | Promise, ...] = field(default=())


PAGES = (
    *(Page(item.url_name, item.label) for item in NAVIGATION),
    Page("parties", gettext_lazy("Parties")),
    Page("conveyances", gettext_lazy("Conveyances")),
    Page("seizures", gettext_lazy("Seizures")),
    Page("outcomes", gettext_lazy("Outcomes")),
    Page("sources", gettext_lazy("Source records")),
    Page("review_conflicts", gettext_lazy("Contradictions")),
    Page("file_narrative", gettext_lazy("From a written report")),
    Page("account", gettext_lazy("Your account"), (gettext_lazy("Change the password"),)),
)


def find(*, viewer: Viewer, text: str, language: str) -> list[Group]:
    """What fits the text, by group, empty groups left out; for an empty text every page and every action."""
    text = text.strip()[:LONGEST]
    groups = (
        Group("pages", _("Pages"), list(_pages(viewer, text))),
        Group("incidents", _("Incidents"), list(_incidents(viewer, text, language))),
        Group("areas", _("Areas"), list(_areas(viewer, text))),
        Group("actions", _("Actions"), list(_actions(text))),
        Group("words", _("In the records"), list(_words(viewer, text))),
    )
    return [group for group in groups if group.entries]


def fits(text: str, labels: Iterable[str]) -> bool:
    """True when every word of the text begins a word of one of the labels, tone marks or not.

    >>> fits("buc tranh", ["Bức tranh tổng thể"]), fits("tranh x", ["Bức tranh tổng thể"])
    (True, False)
    """
    wanted = fold(text).split()
    return any(
        all(any(word.startswith(part) for word in fold(label).split()) for part in wanted)
        for label in labels
    )


@cache
def _in_both(label: str | Promise) -> tuple[str, ...]:
    """The label in Vietnamese and in English."""
    found = []
    for language in ("vi", "en"):
        with override(language):
            found.append(str(label))
    return tuple(found)


def _pages(viewer: Viewer, text: str) -> Iterator[Entry]:
    for page in PAGES:
        labels = [form for label in (page.label, *page.words) for form in _in_both(label)]
        if permitted(viewer, page.url_name) and fits(text, labels):
            yield Entry("open", str(page.label), reverse(page.url_name))


def _incidents(viewer: Viewer, text: str, language: str) -> Iterator[Entry]:
    if not permitted(viewer, "incident"):
        return
    agencies = agency_labels()
    for record in records_by_number(viewer=viewer, text=text, limit=EACH):
        label = agencies.get(record.agency)
        hint = label.short(language) if label else record.agency
        yield Entry("file", record.key, reverse("incident", args=[record.id]), hint)


def _areas(viewer: Viewer, text: str) -> Iterator[Entry]:
    if not text:
        return
    sees_picture = permitted(viewer, "picture")
    known, home = gazetteer(), home_area()
    found = search_areas(text, limit=5 * EACH)
    found.sort(key=lambda area: home not in (area.code, *known.ancestors(area.code)))
    for area in found[:EACH]:
        hint = area.parent.full_name if area.parent else ""
        if area.valid_to is None and sees_picture:
            address = f"{reverse('picture')}?{urlencode({'area': area.code})}"
        else:
            address = reverse("area", args=[area.code])
        if area.valid_to is not None:
            hint = " · ".join(filter(None, [hint, _("former area")]))
        yield Entry("place", area.full_name, address, hint)


def _words(viewer: Viewer, text: str) -> Iterator[Entry]:
    if text and permitted(viewer, "search"):
        address = f"{reverse('search')}?{urlencode({'q': text})}"
        yield Entry(
            "search", _("People, vehicles and numbers like “%(text)s”") % {"text": text}, address
        )
    if text and permitted(viewer, "incidents"):
        address = f"{reverse('incidents')}?{urlencode({'q': text})}"
        yield Entry("search", _("Incidents with “%(text)s”") % {"text": text}, address)


def _actions(text: str) -> Iterator[Entry]:
    theme, language = reverse("theme"), reverse("language")
    for code, label in THEMES.items():
        if fits(text, (*_in_both(label), *_in_both(APPEARANCE))):
            yield Entry("theme", str(label), theme, str(APPEARANCE), "theme", code or "device")
    for code, name in (("vi", "Tiếng Việt"), ("en", "English")):
        if fits(text, (name, *_in_both(LANGUAGE))):
            yield Entry("language", name, language, str(LANGUAGE), "language", code)
