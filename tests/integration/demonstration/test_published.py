"""The whole province, loaded once: it gives back every published figure, and joins what is the same."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.models import AuditEvent, Revision, User
from cotmoc.demonstration.core.story import INTRODUCED
from cotmoc.demonstration.sending.registers import CORRECTED, CORRECTED_HALF_YEAR, WITHDRAWN
from cotmoc.demonstration.truth import PARKED, REPORTS
from cotmoc.ingest.models import StagedRecord
from cotmoc.picture.core.published import published_figures
from cotmoc.picture.queries.published import Compared, compare_published
from cotmoc.records.models import SourceRecord, SourceVersion
from cotmoc.records.queries.keys import incident_ids
from cotmoc.resolution.models import Judge, Judgement, Proposal
from cotmoc.web.views.picture.published import read_question
from tests.integration.demonstration.conftest import CONSOLE
from tools.screenshots import CHROMIUM, IMAGES, problems, started, take

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
Pair = tuple[int, int]


@pytest.fixture(scope="module")
def compared(folder: Path) -> dict[str, Compared]:
    """Our figures beside the published ones, by path."""
    found = compare_published(viewer=CONSOLE, read=read_question)
    return {each.published.path: each for each in found}


@pytest.mark.parametrize("path", [figure.path for figure in published_figures()])
def test_figure_is_as_published(path: str, compared: dict[str, Compared]) -> None:
    assert compared[path].ours.value == compared[path].published.value


#: The share of a picture that differs only where the page was changed.
DIFFERENT_PAGE = 0.05
FIGURE = re.compile(
    r'<a(?: class="[^"]*")? href="([^"]+)" data-figure="(\w+)" data-value="([^"]*)"'
)
TOTAL = re.compile(r'data-total="(\w+)" data-value="([^"]*)"')


@pytest.fixture(scope="module")
def analyst(folder: Path) -> Client:
    """A browser of the demonstration's analyst."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(username="phan-tich"))
    return client


@pytest.fixture(scope="module")
def page(analyst: Client) -> str:
    """The page of published figures."""
    return analyst.get("/published/").content.decode()


def test_page_says_that_all_figures_are_the_same(page: str) -> None:
    assert TOTAL.findall(page) == [("agreeing", str(len(published_figures())))]
    assert "different" not in page


def test_every_figure_of_ours_opens_a_list_that_says_the_same(page: str, analyst: Client) -> None:
    figures = FIGURE.findall(page)
    assert len(figures) == len(published_figures())
    for href, total, value in figures:
        opened = analyst.get(href.replace("&amp;", "&")).content.decode()
        assert dict(TOTAL.findall(opened))[total] == value, href


def test_list_of_parties_says_what_came_of_each(analyst: Client) -> None:
    assert (
        analyst.get("/lists/parties/?q=CA424Q")
        .content.decode()
        .count('<td data-label="Outcome">Prosecuted')
        == 26
    )


@pytest.fixture(scope="module")
def true_pairs(folder: Path) -> set[Pair]:
    """Every pair of records of one event, by the truth file."""
    ids = incident_ids(viewer=CONSOLE)
    reported = defaultdict(list)
    with (folder / REPORTS).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            reported[row["event"]].append(ids[row["agency"], row["reference"]])
    return {
        (min(one, other), max(one, other))
        for records in reported.values()
        for at, one in enumerate(records)
        for other in records[at + 1 :]
    }


def _joined(judge: Judge) -> set[Pair]:
    rows = Judgement.objects.filter(kind="incident", judge=judge)
    return set(rows.values_list("left_number", "right_number"))


def test_rule_joins_hardly_anything_that_is_not_the_same(true_pairs: set[Pair]) -> None:
    joined = _joined(Judge.RULE)
    assert len(joined) > len(true_pairs) / 2
    assert len(joined & true_pairs) >= 0.99 * len(joined)


def test_nearly_every_double_report_is_joined_or_proposed(true_pairs: set[Pair]) -> None:
    proposed = set(
        Proposal.objects.filter(kind="incident").values_list("left_number", "right_number")
    )
    found = true_pairs & (_joined(Judge.RULE) | proposed)
    assert len(found) >= 0.98 * len(true_pairs)


def test_people_have_reviewed_past_years_and_left_the_present_open(true_pairs: set[Pair]) -> None:
    reviewed = _joined(Judge.PERSON)
    assert reviewed
    assert reviewed <= true_pairs
    assert Proposal.objects.filter(kind="incident", state="open").exists()


def test_parked_are_the_rows_that_the_truth_names(folder: Path) -> None:
    with (folder / PARKED).open(encoding="utf-8-sig", newline="") as file:
        known = {(row["file"], row["reference"]) for row in csv.DictReader(file)}
    parked = StagedRecord.objects.filter(state="parked")
    assert set(parked.values_list("upload__file_name", "key")) == known


def test_revised_file_changes_some_records_and_takes_one_back(folder: Path) -> None:
    withdrawn = SourceVersion.objects.filter(is_withdrawal=True)
    assert [version.record.key for version in withdrawn] == [WITHDRAWN]
    corrected = SourceRecord.objects.filter(versions__number=2).exclude(key=WITHDRAWN)
    assert corrected.filter(kind="incident").distinct().count() == CORRECTED + CORRECTED_HALF_YEAR


def test_pictures_of_the_documents_are_what_the_pages_show(
    folder: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """Another day's dates and another browser's letters may differ; a page that was changed needs `make pictures`."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    server = LiveServer("localhost")  # the fixture of this name would empty the database behind it
    wrong = []
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), started() as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        for name, picture in take(browser, server.url):
            wrong += problems(browser, IMAGES / f"{name}.png", picture, DIFFERENT_PAGE)
    server.stop()
    assert wrong == []


WHOLE_2025 = "/picture/?area=vn-2025-22&from=2025-01-01&to=2025-12-31"
OF_BORDER_GUARD = f"{WHOLE_2025}&agency=bdbp"


@pytest.fixture(scope="module")
def commander(folder: Path) -> Client:
    """A browser of somebody who has never seen the picture."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(username="chi-huy"))
    return client


def panel(client: Client, address: str, heading: str) -> str:
    """What stands on a page between a heading of that id and the next."""
    text = client.get(address).content.decode()
    return text[text.index(f'id="{heading}"') :].partition("<h2")[0]


def test_agencies_say_how_many_cases_the_border_guard_handled(commander: Client) -> None:
    agencies = panel(commander, WHOLE_2025, "agencies")
    border_guard = agencies.partition("Provincial Border Guard")[2].partition("</tr>")[0]
    assert FIGURE.findall(border_guard)[-1][2] == "297"


def test_seizures_say_what_the_border_guard_seized(commander: Client) -> None:
    seizures = panel(commander, OF_BORDER_GUARD, "seizures")
    for goods, amount in (("Cigarettes", "8,000\xa0packs"), ("Poultry chicks", "56,760\xa0head")):
        row = seizures.partition(f'<th scope="row">{goods}</th>')[2].partition("</tr>")[0]
        assert f">{amount}</a>" in row


def test_case_that_customs_also_reported_says_why_and_opens_the_rows(commander: Client) -> None:
    glance = panel(commander, OF_BORDER_GUARD, "headline")
    (several,) = (href for href, _, _ in FIGURE.findall(glance) if "several=yes" in href)
    listed = commander.get(several.replace("&amp;", "&")).content.decode()
    row = next(row for row in listed.partition("<tbody")[2].split("<tr") if "Customs" in row)
    incident = commander.get(re.findall(r'href="(/incidents/\d+/)', row)[0]).content.decode()
    assert "Why these are one incident" in incident
    said = "".join(
        commander.get(address).content.decode()
        for address in sorted(set(re.findall(r'href="(/sources/\d+/)"', incident)))
    )
    written = set(re.findall(r"Row \d+\s+of\s+([\w.-]+)", re.sub("<[^>]+>", "", said)))
    assert {name.partition("-so-")[0].partition("-bat-")[0] for name in written} >= {
        "bien-phong",
        "hai-quan",
    }


def test_grid_names_the_station_that_has_not_reported_for_june(commander: Client) -> None:
    june = "/picture/?area=vn-2025-22&from=2026-06-01&to=2026-06-30"
    rows = panel(commander, june, "reports").split("<tr")
    missing = [row for row in rows if '<td class="period-missing">' in row]
    assert any("Đồn Biên phòng Pò Hèn" in row for row in missing)
    assert not any("Đồn Biên phòng Cô Tô" in row for row in missing)


def test_grid_shows_the_returns_that_came_late(commander: Client) -> None:
    june = "/picture/?area=vn-2025-22&from=2026-06-01&to=2026-06-30"
    rows = panel(commander, june, "reports").split("<tr")
    late = [row for row in rows if 'class="period-late"' in row]
    assert len(late) == 2
    assert "Đồn Biên phòng Vân Đồn" in "".join(late)
    assert "Hải quan cửa khẩu cảng Hòn Gai" in "".join(late)


def test_half_year_as_it_stood_in_july_is_not_what_is_known_today(commander: Client) -> None:
    half_year = OF_BORDER_GUARD.replace("2025-12-31", "2025-06-30")
    then, now = (
        int(FIGURE.findall(panel(commander, address, "headline"))[0][2])
        for address in (f"{half_year}&known_at=2025-07-05", half_year)
    )
    # Not all that two agencies reported had been recognised yet as one.
    assert now > 100
    assert then > now


def test_revisions_tell_the_story_and_audit_events_the_truth(folder: Path) -> None:
    moments = list(Revision.objects.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0] == INTRODUCED
    assert len({at.date() for at in moments}) > 30
    # Other tests of this province change something, too, at their own time.
    first_event = AuditEvent.objects.order_by("at").values_list("at", flat=True)[0]
    assert first_event > max(at for at in moments if at < first_event) > INTRODUCED
    assert sum(at < first_event for at in moments) > 60


def test_two_sentences_say_what_differs_from_last_year_and_open_it(commander: Client) -> None:
    sentences = panel(commander, OF_BORDER_GUARD, "stands-out")
    clauses = re.findall(r'<a href="(/lists/[^"]+)">([^<]+)</a>', sentences)
    assert [words for _, words in clauses if "before" in words]
    for href, _ in clauses:
        assert commander.get(href.replace("&amp;", "&")).status_code == 200
