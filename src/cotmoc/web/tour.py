"""The tour: one short task for each kind of user, done on the real pages of a demonstration.

A step is done when the page that it asks for was opened, or the form sent; the browser keeps which are, so that
everybody who tries the demonstration begins anew, and may go on as another kind of user.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cotmoc.access.core.viewer import Role, Viewer

COOKIE = "cotmoc_tour"
SALT = "cotmoc.web.tour"
HIDDEN = "hidden"
KEPT_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody asked of the server: the name of the address, its query, and whether something was sent."""

    url_name: str
    query: Mapping[str, str]
    sends: bool

    def opens(self, *url_names: str) -> bool:
        """True when one of these pages is opened."""
        return not self.sends and self.url_name in url_names

    def asks(self, name: str) -> str:
        """What the query says under the name; empty for nothing."""
        return self.query.get(name, "")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: its words, where it is done, and how a visit shows that it was."""

    code: str
    text: Promise
    url_name: str
    is_done_by: Callable[[Visit], bool]
    query: str = ""

    @property
    def href(self) -> str:
        """Where the step is done."""
        return f"{reverse(self.url_name)}{self.query}"


@dataclass(frozen=True, slots=True)
class Task:
    """What one kind of user is led through."""

    role: Role
    title: Promise
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A task with the codes of its steps that are done."""

    task: Task
    done: frozenset[str]

    @property
    def steps(self) -> list[tuple[Step, bool]]:
        """The steps, each with whether it is done."""
        return [(step, step.code in self.done) for step in self.task.steps]

    @property
    def current(self) -> Step | None:
        """The first step that is not done; None when all are."""
        return next((step for step, is_done in self.steps if not is_done), None)

    @property
    def number(self) -> int:
        """How many steps are done."""
        return sum(is_done for _step, is_done in self.steps)


def is_period(visit: Visit, first: str, last: str) -> bool:
    """True when the picture is asked for these days (month-day) of any one year."""
    start, end = visit.asks("from"), visit.asks("to")
    return (
        visit.opens("picture") and start[4:] == first and end[4:] == last and start[:4] == end[:4]
    )


def is_part_of_province(visit: Visit) -> bool:
    """True when the picture is asked for an area below the province: `vn-2025-22-06734`."""
    return visit.opens("picture") and visit.asks("area").count("-") > 2


LISTS = ("incidents", "parties", "conveyances", "seizures", "outcomes", "sources")
TASKS = (
    Task(
        Role.OFFICER,
        _("Log an incident, and see what is already known"),
        (
            Step(
                "officer-log",
                _("Open the page on which an incident is logged: Ctrl K, type log, Enter."),
                "log",
                lambda visit: visit.opens("log"),
            ),
            Step(
                "officer-known",
                _(
                    "Write a day, a place and a name, with tone marks or without: what was understood stands under "
                    "each field, what is already known beside it."
                ),
                "log",
                lambda visit: visit.sends and visit.url_name in {"log_look", "log_sheet"},
            ),
            Step(
                "officer-print",
                _("Record it (Ctrl Enter), and open the printed sheet for signing."),
                "log",
                lambda visit: visit.opens("log_print"),
            ),
        ),
    ),
    Task(
        Role.ANALYST,
        _("Who has not reported for June?"),
        (
            Step(
                "analyst-june",
                _("Set the period to June 2026 and look at “Who has reported”."),
                "picture",
                lambda visit: is_period(visit, "-06-01", "-06-30"),
                "?from=2026-06-01&to=2026-06-30#reports",
            ),
            Step(
                "analyst-return",
                _("Open the report of a station that did report."),
                "picture",
                lambda visit: visit.opens("returns", "sources") and bool(visit.asks("unit")),
                "?from=2026-06-01&to=2026-06-30#reports",
            ),
            Step(
                "analyst-area",
                _("Narrow the picture to one commune in the table under the map."),
                "picture",
                is_part_of_province,
                "?from=2026-06-01&to=2026-06-30#areas",
            ),
        ),
    ),
    Task(
        Role.LIAISON,
        _("Which of our records does another agency also have?"),
        (
            Step(
                "liaison-review",
                _("Open the pairs that the rule leaves to people."),
                "review",
                lambda visit: visit.opens("review"),
            ),
            Step(
                "liaison-answer",
                _("Answer one: same, different or unsure. Each answer has a key."),
                "review",
                lambda visit: visit.sends and visit.url_name == "review_answer",
            ),
            Step(
                "liaison-undo",
                _("Take the answer back: nothing is lost by an error."),
                "review",
                lambda visit: visit.sends and visit.url_name == "review_undo",
            ),
        ),
    ),
    Task(
        Role.COMMANDER,
        _("The half-year review"),
        (
            Step(
                "commander-half",
                _("Set the period to the first half of 2026."),
                "picture",
                lambda visit: is_period(visit, "-01-01", "-06-30"),
                "?from=2026-01-01&to=2026-06-30",
            ),
            Step(
                "commander-list",
                _("Press any number: what exactly does it count?"),
                "picture",
                lambda visit: visit.opens(*LISTS) and bool(visit.asks("from")),
                "?from=2026-01-01&to=2026-06-30",
            ),
            Step(
                "commander-export",
                _("Take the figures to the meeting as a workbook."),
                "picture",
                lambda visit: visit.opens("picture_export", "list_export"),
                "?from=2026-01-01&to=2026-06-30",
            ),
        ),
    ),
    Task(
        Role.INSPECTOR,
        _("Down to the row of the workbook"),
        (
            Step(
                "inspector-incident",
                _("Open an incident that several agencies reported, and see why they are one."),
                "incidents",
                lambda visit: visit.opens("incident"),
                "?several=yes",
            ),
            Step(
                "inspector-source",
                _("Open one of its source records: the row as written, and as understood."),
                "incidents",
                lambda visit: visit.opens("source"),
                "?several=yes",
            ),
            Step(
                "inspector-known",
                _("Show the picture as it was known at an earlier moment."),
                "picture",
                lambda visit: visit.opens("picture") and bool(visit.asks("known_at")),
            ),
        ),
    ),
    Task(
        Role.ADMINISTRATOR,
        _("Where files went, and what areas were"),
        (
            Step(
                "administrator-files",
                _("Open the list of the files that came in."),
                "files",
                lambda visit: visit.opens("files"),
            ),
            Step(
                "administrator-file",
                _("Open the report of one: what came in, what was parked and why."),
                "files",
                lambda visit: visit.opens("file"),
            ),
            Step(
                "administrator-area",
                _("Find a commune of before July 2025, and what became of it."),
                "areas",
                lambda visit: visit.opens("area"),
                "?q=mong+cai",
            ),
        ),
    ),
)


def task_of(viewer: Viewer) -> Task | None:
    """The task of the viewer's last role: a liaison officer who is also an analyst is shown the liaison's."""
    return next((task for task in reversed(TASKS) if task.role in viewer.roles), None)


def kept_codes(request: HttpRequest) -> frozenset[str]:
    """What the browser keeps: codes of steps that are done, and `hidden`."""
    text = request.get_signed_cookie(COOKIE, default="", salt=SALT) or ""
    return frozenset(filter(None, text.split(".")))


def keep_codes(response: HttpResponseBase, codes: frozenset[str]) -> None:
    """Makes the browser keep the codes for a year."""
    response.set_signed_cookie(
        COOKIE, ".".join(sorted(codes)), salt=SALT, max_age=KEPT_S, httponly=True, samesite="Lax"
    )


def newly_done(viewer: Viewer, visit: Visit, codes: frozenset[str]) -> frozenset[str]:
    """The codes of the steps of the viewer's task that the visit does, without those done before."""
    task = task_of(viewer)
    if task is None or HIDDEN in codes:
        return frozenset()
    open_steps = (step for step in task.steps if step.code not in codes)
    return frozenset(step.code for step in open_steps if step.is_done_by(visit))
