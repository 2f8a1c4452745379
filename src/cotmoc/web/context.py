"""What every page needs besides its own content: navigation, agencies, whether this is a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.queries.organisation import AgencyLabel, agency_labels, is_demonstration
from cotmoc.web.permissions import permitted
from cotmoc.web.requests import ANONYMOUS
from cotmoc.web.tour import HIDDEN, Progress, task_of


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation; current on every page whose URL name begins with one of `sections`.

    `key` is the letter that leads there after `g`; empty for none.
    """

    url_name: str
    sections: tuple[str, ...]
    label: Promise
    key: str = ""


RECORD_SECTIONS = ("incident", "part", "conveyance", "seizure", "outcome", "source")
NAVIGATION = (
    NavigationItem("picture", ("picture",), _("Picture"), "p"),
    NavigationItem("incidents", RECORD_SECTIONS, _("Incidents"), "i"),
    NavigationItem("search", ("search",), _("Search"), "s"),
    NavigationItem("review", ("review",), _("Review"), "r"),
    NavigationItem("log", ("log",), _("Log an incident"), "l"),
    NavigationItem("files", ("file",), _("Files in"), "f"),
    NavigationItem("returns", ("return",), _("Returns"), "n"),
    NavigationItem("areas", ("area",), _("Areas"), "a"),
)

#: How pages look, by what is kept for it; empty: as the device says.
THEMES = {"": _("As the device"), "light": _("Light"), "dark": _("Dark")}
THEME_COOKIE = "cotmoc_theme"
ROLE_LABELS = {
    Role.OFFICER: _("Duty officer"),
    Role.ANALYST: _("Analyst"),
    Role.LIAISON: _("Liaison officer"),
    Role.COMMANDER: _("Commander"),
    Role.INSPECTOR: _("Inspector"),
    Role.ADMINISTRATOR: _("Administrator"),
}


class Shell:
    """The frame around a page, computed only as far as the page's templates ask for it."""

    def __init__(
        self,
        viewer: Viewer,
        url_name: str,
        theme: str = "",
        tour_codes: frozenset[str] = frozenset({HIDDEN}),
    ) -> None:
        self.viewer = viewer
        self.url_name = url_name
        self.tour_codes = tour_codes
        self.theme = theme
        self.themes = THEMES

    @cached_property
    def navigation(self) -> list[tuple[NavigationItem, bool]]:
        """The entries that the viewer may open, each with whether it is the current one."""
        return [
            (item, self.url_name.startswith(item.sections))
            for item in NAVIGATION
            if permitted(self.viewer, item.url_name)
        ]

    @cached_property
    def agencies(self) -> dict[str, AgencyLabel]:
        """Every agency by its code."""
        return agency_labels()

    @cached_property
    def is_demonstration(self) -> bool:
        """True when the installation holds synthetic data only."""
        return is_demonstration()

    @cached_property
    def tour(self) -> Progress | None:
        """How far the viewer's task of the tour is; None where it is hidden, on its own page, and in real use."""
        task = task_of(self.viewer)
        is_shown = task and HIDDEN not in self.tour_codes and self.url_name != "tour"
        return (
            Progress(task, self.tour_codes) if task and is_shown and self.is_demonstration else None
        )

    @property
    def viewer_agency(self) -> str:
        """The short name of the viewer's agency in the page's language; empty above the agencies."""
        label = self.agencies.get(self.viewer.agency or "")
        return label.short(get_language() or "vi") if label else ""

    @property
    def viewer_roles(self) -> list[object]:
        """What the viewer's roles are called, in the order in which `Role` lists them."""
        return [ROLE_LABELS[role] for role in Role if role in self.viewer.roles]


def shell(request: HttpRequest) -> dict[str, object]:
    """The context variables `viewer` and `shell` of every page."""
    viewer: Viewer = getattr(request, "viewer", ANONYMOUS)
    match = request.resolver_match
    url_name = match.view_name if match else ""
    codes: frozenset[str] = getattr(request, "tour_codes", frozenset({HIDDEN}))
    return {"viewer": viewer, "shell": Shell(viewer, url_name, theme_of(request), codes)}


def theme_of(request: HttpRequest) -> str:
    """How the page looks: as kept for the user, else for the browser; empty: as the device says."""
    user = getattr(request, "user", None)
    kept = user.theme if user and user.is_authenticated else request.COOKIES.get(THEME_COOKIE, "")
    return kept if kept in THEMES else ""
