"""A written report in a real browser: pasted, compared with its words, changed by keyboard, confirmed, taken in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cotmoc.ingest.models import Upload
from cotmoc.records.models import PartyStatement, SourceRecord
from tests.cast import Cast
from tests.functional.ingest.test_narrative_pages import TEXT
from tests.functional.visiting import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report_page(
    cast: Cast, live_server: LiveServer, page: Page, tmp_path: Path, settings: Settings
) -> Iterator[Page]:
    """The list of files in a browser, signed in as Alpha's officer; fails when the browser refused anything."""
    settings.HOME = tmp_path / "home"
    errors = enter(page, live_server, cast.alpha_officer)
    page.goto(f"{live_server.url}/files/")
    yield page
    assert errors == []


def read_report(page: Page) -> None:
    """Goes to the page of reports, pastes one and has it read, by keyboard alone."""
    page.keyboard.press("w")
    text = page.locator("textarea[name=text]")
    text.focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.locator("button[value=read]").press("Enter")
    expect(page.locator(".report-text")).to_be_visible()


def test_report_is_read_changed_and_taken_in_by_keyboard(report_page: Page) -> None:
    read_report(report_page)
    name = report_page.locator("[name='party[1].name']")
    expect(name).to_have_value("Nguyễn Văn Lành")
    name.focus()
    report_page.keyboard.press("Control+A")
    report_page.keyboard.insert_text("Nguyễn Văn Lãnh")
    assert not Upload.objects.exists()
    report_page.locator("button[value=confirm]").press("Enter")
    expect(report_page.locator("form[action$='/commit/'] button")).to_be_enabled()
    assert not SourceRecord.objects.exists()
    report_page.keyboard.press("c")
    expect(report_page.locator(".button-danger")).to_be_visible()
    assert PartyStatement.objects.get().name == "Nguyễn Văn Lãnh"


def test_field_and_its_words_lead_to_each_other(report_page: Page) -> None:
    read_report(report_page)
    report_page.locator("[id='f-seizure[1].commodity'] .said-link").click()
    expect(report_page.locator(".said:has(:target)")).to_have_text("heroin")
    report_page.locator(".said:has(:target)").click()
    expect(report_page.locator("[id='f-seizure[1].commodity']")).to_be_in_viewport()


def test_enter_in_a_field_looks_again_and_leaves_nothing_out(report_page: Page) -> None:
    read_report(report_page)
    field = report_page.locator("[name='occurred.date']")
    field.fill("hôm qua")
    field.press("Enter")
    expect(report_page.locator("[name='occurred.date'][aria-invalid=true]")).to_have_value(
        "hôm qua"
    )
    expect(report_page.locator("[name='party[1].name']")).to_be_visible()


def test_page_of_a_report_fits_a_phone(report_page: Page) -> None:
    report_page.set_viewport_size({"width": 360, "height": 800})
    read_report(report_page)
    assert report_page.evaluate("document.documentElement.scrollWidth") == 360
