"""The way of a file in a real browser: chosen, its columns corrected, checked, taken in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cotmoc.records.models import SourceRecord
from tests.cast import Cast
from tests.functional.visiting import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTENT = (
    "Số hồ sơ,Ngày xảy ra,Tang vật,Số lượng\n"
    "HS-01,12/03/2026,Heroin,2 kg\n"
    "HS-02,hôm qua,Heroin,3 kg\n"
    "HS-03,14/03/2026,Heroin,400 g\n"
)


@pytest.fixture
def files_page(
    cast: Cast, live_server: LiveServer, page: Page, tmp_path: Path, settings: Settings
) -> Iterator[Page]:
    """The list of files in a browser, signed in as Alpha's officer; fails when the browser refused anything."""
    settings.HOME = tmp_path / "home"
    (tmp_path / "bat-giu.csv").write_text(CONTENT, encoding="utf-8")
    errors = enter(page, live_server, cast.alpha_officer)
    page.goto(f"{live_server.url}/files/")
    yield page
    assert errors == []


def put_in(page: Page, tmp_path: Path) -> None:
    """Chooses the file and reads it, up to the page of columns."""
    page.locator("input[type=file]").set_input_files(tmp_path / "bat-giu.csv")
    page.locator("main form button.button-primary").click()
    expect(page.locator("table.mapping")).to_be_visible()


def test_file_is_chosen_checked_and_taken_in(files_page: Page, tmp_path: Path) -> None:
    put_in(files_page, tmp_path)
    files_page.locator("button[value=check]").click()
    expect(files_page.locator("#findings")).to_be_visible()
    assert not SourceRecord.objects.exists()
    files_page.locator("form[action$='/commit/'] button").click()
    expect(files_page.locator(".button-danger")).to_be_visible()
    assert set(SourceRecord.objects.values_list("key", flat=True)) == {"HS-01", "HS-03"}


def test_preview_changes_as_soon_as_a_column_does(files_page: Page, tmp_path: Path) -> None:
    put_in(files_page, tmp_path)
    parked = files_page.locator("#preview .badge-bad")
    expect(parked).to_have_count(1)
    files_page.get_by_label("Ngày xảy ra", exact=True).select_option("narrative")
    expect(parked).to_have_count(3)  # without a date no incident goes in


def test_page_of_columns_fits_a_phone(files_page: Page, tmp_path: Path) -> None:
    files_page.set_viewport_size({"width": 360, "height": 800})
    put_in(files_page, tmp_path)
    assert files_page.evaluate("document.documentElement.scrollWidth") == 360


def test_wrong_cells_are_mended_by_keyboard_alone(files_page: Page, tmp_path: Path) -> None:
    put_in(files_page, tmp_path)
    files_page.locator("button[value=check]").click()
    expect(files_page.locator("#findings")).to_be_visible()
    files_page.keyboard.press("m")
    wrong = files_page.locator("form[data-mend] [aria-invalid=true]")
    expect(wrong).to_have_value("hôm qua")
    wrong.focus()
    files_page.keyboard.press("Control+A")
    files_page.keyboard.type("13/03/2026")
    files_page.keyboard.press("Enter")
    check = files_page.locator("#pending button")
    expect(check).to_be_focused()
    files_page.keyboard.press("Enter")
    expect(files_page.locator("form[action$='/commit/'] button")).to_be_enabled()
    files_page.keyboard.press("c")
    expect(files_page.locator(".button-danger")).to_be_visible()
    assert SourceRecord.objects.count() == 3
