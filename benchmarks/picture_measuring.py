"""What a page costs by the fact store, and what the same questions cost PostgreSQL."""

from __future__ import annotations

import os
import platform
import random
import resource
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.picture_data import make_data
from benchmarks.picture_postgres import ask_postgres, make_comparison
from benchmarks.timing import quantile, spent, timed
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.models import Revision, User
from cotmoc.access.queries.organisation import viewer_of
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.areas.models import Area
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.facts.store import current_facts, forget
from cotmoc.picture.queries.comparison import comparisons, earlier_periods, with_tables
from cotmoc.picture.queries.page import forget_pictures, picture
from cotmoc.picture.queries.reading import open_reading
from cotmoc.web.views.picture.page import forget_drawn

#: Milliseconds waited for, and milliseconds that the process's processors worked.
Times = list[tuple[float, float]]
SEED = 11
#: The decade that the periods lie in.
FIRST, DAYS = date(2016, 1, 1), 3650
OFFENCES = ("smuggling", "contraband", "narcotics_transport", "group.narcotics", "group.goods")


def measure(incidents: int, number: int) -> list[str]:
    """The lines of the report, as Markdown."""
    made = timed(lambda: make_data(incidents))
    print(f"data made in {made / 1000:.0f} s", flush=True)
    built = timed(current_facts)
    print(f"facts built in {built / 1000:.1f} s", flush=True)
    forget()
    opened = timed(current_facts)
    asked = list(random_filters(number))
    viewer = viewer_of(User.objects.get(username="analyst"))
    browser = _Browser()
    whole, again = _times(asked, browser.whole), _times(asked, browser.whole, browser.whole)
    first, rest = _times(asked, browser.first), _times(asked, browser.rest, browser.first)
    queries = _times(asked, lambda filters: picture(viewer=viewer, filters=filters))
    dated = [filters for filters in asked if earlier_periods(filters)]
    compared = _times(dated, lambda filters: _compare(viewer, filters))
    refreshed = _time_refresh()
    make_comparison()
    postgres = [(timed(partial(ask_postgres, filters)), 0.0) for filters in asked]
    figures = _sizes()
    return [
        "## The picture",
        "",
        f"{figures['incident']:,} incidents ({figures['source']:,} source records, 5 % of the incidents joined from "
        f"two agencies), {figures['seizure']:,} seizures, {figures['party']:,} parties; {number} random filters, "
        f"seed {SEED}; {platform.machine()}, {_cores()} cores, load average {os.getloadavg()[1]:.0f} from other work. "
        "`python -m benchmarks.picture`",
        "",
        "| server time of one page | median | 95th percentile | worst | processor time: median | 95th percentile |",
        "|---|---|---|---|---|---|",
        _line("a press: the first answer (head, figures at a glance)", first),
        _line("a press: the second answer (all else; the head is kept)", rest),
        _line("whole page, never asked for (Django, queries, template)", whole),
        _line("whole page, asked for before", again),
        _line("its queries, from the fact store", queries),
        _line(
            f"of these, all figures of {len(dated)} periods against earlier ones, with the test of chance",
            compared,
        ),
        _line("the same questions, from PostgreSQL with indexes", postgres),
        "",
        f"PostgreSQL takes {_ratio(postgres, queries, 0.5)} times as long at the median and "
        f"{_ratio(postgres, queries, 0.95)} times at the 95th percentile.",
        "",
        f"Building the facts from nothing took {built / 1000:.0f} s, opening them from the snapshot "
        f"{opened / 1000:.1f} s, and bringing them up to date after one judgement {refreshed:.0f} ms. The process "
        f"used at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB of memory.",
    ]


def random_filters(number: int) -> Iterator[Filters]:
    """Filters as people choose them: mostly an area and a period, now and then a word."""
    chance = random.Random(SEED)
    provinces = list(Area.objects.filter(kind="province", valid_to=None).order_by("code"))
    communes = list(Area.objects.filter(kind="commune", valid_to=None).order_by("code")[:2000])
    for _ in range(number):
        first, last = _period(chance)
        area = chance.choice((None, provinces, provinces, communes))
        yield Filters(
            area=chance.choice(area).code if area else None,
            day_from=first,
            day_to=last,
            offence=chance.choice(OFFENCES) if chance.random() < 0.35 else None,
            commodity=chance.choice(("heroin", "cigarettes", "group.narcotics"))
            if chance.random() < 0.25
            else None,
            agency=chance.choice(("customs", "police")) if chance.random() < 0.2 else None,
            outcome="prosecuted" if chance.random() < 0.15 else None,
            text="xe tải" if chance.random() < 0.06 else None,
        )


def _period(chance: random.Random) -> tuple[date | None, date | None]:
    """A month, quarter, year or three years, or no period."""
    days = chance.choice((None, 31, 92, 365, 365, 1095))
    if days is None:
        return None, None
    start = FIRST + timedelta(days=chance.randrange(DAYS - days))
    return start, start + timedelta(days=days - 1)


class _Browser:
    """The analyst's session: asks as the browser does when an address is opened, and when a link is pressed."""

    def __init__(self) -> None:
        self._client = Client(headers={"host": "localhost"})
        user = User.objects.get(username="analyst")
        self._client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.whole(Filters(area="vn"))

    def whole(self, filters: Filters) -> None:
        """The page."""
        self._get(f"/picture/?{filters.query() or 'area='}")

    def first(self, filters: Filters) -> None:
        """The answer to a press."""
        pressed = {"HX-Request": "true", "HX-Target": "picture-first"}
        self._get(f"/picture/?{filters.query() or 'area='}", pressed)

    def rest(self, filters: Filters) -> None:
        """What follows it."""
        revision = latest_revision()
        self._get(f"/picture/rest/?{filters.query()}&revision={revision}", {"HX-Request": "true"})

    def _get(self, address: str, headers: dict[str, str] | None = None) -> None:
        status = self._client.get(address, headers=headers).status_code
        if status != 200:
            raise RuntimeError(f"{status} {address}")


def _times(
    asked: list[Filters],
    ask: Callable[[Filters], object],
    before: Callable[[Filters], object] | None = None,
) -> Times:
    """What each question took, of which nothing is kept but what was asked `before`."""
    times = []
    for filters in asked:
        forget_pictures()
        forget_drawn()
        if before:
            before(filters)
        times.append(spent(partial(ask, filters)))
    return times


def _compare(viewer: Viewer, filters: Filters) -> None:
    since = min(each.first for each in earlier_periods(filters).values())
    with open_reading(viewer, filters, since) as reading:
        for each in with_tables(reading, comparisons(reading)):
            list(each.changes.values())


def _time_refresh() -> float:
    """Milliseconds until a new judgement is in the figures."""
    latest = Revision.objects.order_by("-number")[0].number
    Revision.objects.create(
        number=latest + 1, at=timezone.now(), actor_name="b", event="pair:judged"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO resolution_judgement (kind, left_number, right_number, decision, judge, judge_name,
                   reason, reasons, revision_id, at)
               VALUES ('incident', 1, 2, 'same', 'person', 'b', '', '[]', %s, now())""",
            [latest + 1],
        )
    return timed(current_facts)


def _sizes() -> dict[str, int]:
    with current_facts().reading() as cursor:
        names = ("incident", "source", "seizure", "party")
        return {n: cursor.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in names}


def _cores() -> int:
    return os.cpu_count() or 1


def _line(label: str, times: Times) -> str:
    waited, worked = [t for t, _ in times], [t for _, t in times]
    cells = [quantile(waited, 0.5), quantile(waited, 0.95), max(waited)]
    written = [f"{cell:.0f} ms" for cell in cells]
    if any(worked):
        written += [f"{quantile(worked, share):.0f} ms" for share in (0.5, 0.95)]
    else:
        written += ["in the server", ""]
    return f"| {label} | {' | '.join(written)} |"


def _ratio(slower: Times, faster: Times, share: float) -> str:
    return (
        f"{quantile([t for t, _ in slower], share) / quantile([t for t, _ in faster], share):.1f}"
    )
