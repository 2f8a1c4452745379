"""An incident logged in a real browser by keyboard alone, and how many keys that takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cotmoc.ingest.models import LogSheet
from cotmoc.records.models import IncidentStatement, PartyStatement, SeizureStatement, SourceRecord
from tests.cast import Cast
from tests.functional.visiting import enter
from tests.integration.picture_province import empty_database, province

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["empty_database", "province"]

#: The most keys that one suspect, one motorcycle and one line of goods may take: at two keys a second, 80 seconds.
MOST_KEYS = 160
#: What is seen is waited for as long as a busy machine may need.
PATIENCE_MS = 30_000


class Hands:
    """Somebody at the keyboard, who counts the keys."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, key: str, times: int = 1) -> None:
        """Presses a key."""
        for _ in range(times):
            self.page.keyboard.press(key)
        self.keys += times

    def write(self, text: str) -> None:
        """Writes a text into the field and goes on to the next."""
        self.page.keyboard.type(text)
        self.keys += len(text)
        self.press("Tab")

    def complete(self, text: str, becomes: str) -> None:
        """Writes the beginning of a text, takes its first completion, and goes on to the next field."""
        self.page.keyboard.type(text)
        self.keys += len(text)
        chosen = self.page.locator(".completions:not([hidden]) [aria-selected=true]")
        expect(chosen).to_contain_text(becomes)
        self.press("Tab")


@pytest.fixture
def log_page(
    province: Cast, live_server: LiveServer, page: Page, tmp_path: Path, settings: Settings
) -> Iterator[Page]:
    """A new sheet in a browser, signed in as Alpha's officer; fails when the browser refused anything."""
    settings.HOME = tmp_path / "home"
    expect.set_options(timeout=PATIENCE_MS)
    errors = enter(page, live_server, province.alpha_officer)
    page.goto(f"{live_server.url}/log/")
    expect(page.locator("[data-sheet-ready]")).to_be_visible()
    yield page
    # A sheet that is refused is answered with 400, which browsers note.
    assert [error for error in errors if "400" not in error] == []
    expect.set_options(timeout=5_000)


def test_incident_is_logged_by_keyboard_alone_in_few_keys(log_page: Page) -> None:
    hands = Hands(log_page)
    hands.complete("15h30 12/3", "12/03/2026 15:30")
    hands.complete("duong mon gan, mong c", "Cửa khẩu Móng Cái")
    hands.press("Tab")  # no position
    hands.complete("van chuyen trai phep ch", "Vận chuyển trái phép chất ma túy")
    hands.write("Tu")  # a list of seven: Tuần tra
    hands.press("Tab", 4)  # own unit, no reference, leave-out button, a suspect
    hands.write("Nguyễn Văn Lành")
    hands.press("Tab")  # one person
    hands.write("1985")
    hands.write("Na")
    hands.press("Tab")  # no nationality
    hands.write("022085001234")
    hands.press("Tab", 3)  # no residence; the buttons of the next things
    hands.complete("xe may", "Mô tô, xe máy")
    hands.write("14b1 12345")
    hands.press("Tab", 3)
    hands.complete("hero", "Heroin")
    hands.write("2 bánh (700 g)")
    expect(log_page.locator("#n-seizure-1-quantity .echo")).to_contain_text("700")
    hands.press("Control+Enter")
    expect(log_page.locator("h1")).to_have_text("Đã ghi nhận")
    incident = IncidentStatement.objects.get()
    assert (incident.occurred_minute, incident.offence, incident.detection) == (
        930,
        "narcotics_transport",
        "patrol",
    )
    assert incident.area is not None
    party = PartyStatement.objects.get()
    assert (party.name, party.sex, party.identity_number) == (
        "Nguyễn Văn Lành",
        "male",
        "022085001234",
    )
    assert SeizureStatement.objects.get().amount == 700
    assert hands.keys <= MOST_KEYS, f"{hands.keys} keys"


def test_party_is_added_without_leaving_the_keys(log_page: Page) -> None:
    log_page.locator("[name='party[1].name']").focus()
    Hands(log_page).write("Nguyễn Văn Lành")
    expect(log_page.locator("#sheet-status")).to_contain_text("Đã lưu nháp")
    log_page.locator("button[value='add:party']").press("Enter")
    expect(log_page.locator("[name='party[2].role']")).to_be_focused()
    expect(log_page.locator("[name='party[1].name']")).to_have_value("Nguyễn Văn Lành")


def test_what_is_written_is_kept_and_understood_without_a_button(log_page: Page) -> None:
    log_page.locator("[name='occurred.date']").focus()
    Hands(log_page).write("15h30 ngày 12/3/2026")
    expect(log_page.locator("#n-occurred-date .echo")).to_contain_text("15:30")
    expect(log_page.locator("#sheet-status")).to_contain_text("Đã lưu nháp")
    log_page.reload()
    expect(log_page.locator("[name='occurred.date']")).to_have_value("15h30 ngày 12/3/2026")


def test_known_plate_appears_beside_the_sheet(log_page: Page) -> None:
    first = Hands(log_page)
    first.write("12/3/2026")
    log_page.locator("[name='conveyance[1].registration']").focus()
    first.write("14B1 12345")
    expect(log_page.locator("#n-conveyance-1-registration .echo")).to_be_visible()
    first.press("Control+Enter")
    log_page.locator("[data-key=n]").click()
    expect(log_page.locator("[data-sheet-ready]")).to_be_visible()
    log_page.locator("[name='conveyance[1].registration']").focus()
    Hands(log_page).write("14-B1 123.45")
    expect(log_page.locator("#known")).to_contain_text("Trùng biển số")


def test_escape_leaves_what_was_written(log_page: Page) -> None:
    hands = Hands(log_page)
    log_page.keyboard.type("15h30")
    expect(log_page.locator(".completions:not([hidden])")).to_be_visible()
    hands.press("Escape")
    hands.press("Tab")
    expect(log_page.locator("[name='occurred.date']")).to_have_value("15h30")


def test_wrong_sheet_is_refused_at_its_field(log_page: Page) -> None:
    log_page.locator("[name='party[1].name']").focus()
    Hands(log_page).write("Nguyễn Văn Lành")
    expect(log_page.locator("#sheet-status")).to_contain_text("Đã lưu nháp")
    log_page.keyboard.press("Control+Enter")
    expect(log_page.locator("[name='occurred.date'][aria-invalid=true]")).to_be_visible()
    assert not SourceRecord.objects.exists()
    assert LogSheet.objects.get().state == "draft"


def test_picture_is_attached_and_what_is_none_is_refused(log_page: Page) -> None:
    files = [
        {"name": "anh.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(40)},
        {"name": "anh.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='x()'/>"},
    ]
    log_page.locator("#i-files").set_input_files(files)  # type: ignore[arg-type]
    expect(log_page.locator(".attached")).to_contain_text("anh.png")
    expect(log_page.locator("#files .message-bad")).to_contain_text("anh.svg")


def test_sheet_fits_a_phone(log_page: Page) -> None:
    log_page.set_viewport_size({"width": 360, "height": 800})
    assert log_page.evaluate("document.documentElement.scrollWidth") == 360
