"""Boundaries shaded by incidents for area and for inhabitants: classes with their bounds, and the same in the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.actions.areas import record_areas_event
from cotmoc.areas.actions.files import load_areas
from cotmoc.areas.actions.populations import load_populations
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.populations import PopulationOptions
from cotmoc.areas.core.kinds import AreaKind
from tests.cast import CONSOLE, Cast
from tests.functional.visiting import enter, signed_in
from tests.functional.web.test_accessibility import wrong_with
from tests.integration.picture_world import COMMUNES, PROVINCE

PAGE = f"/picture/?area={PROVINCE}"


def draw(path: Path) -> None:
    """Loads boundaries of the three communes, side by side, about as large as each other."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"Xã {code[-1]}"},
            "geometry": json.loads(
                shapely.to_geojson(shapely.box(107.4 + 0.1 * n, 21.3, 107.5 + 0.1 * n, 21.5))
            ),
        }
        for n, code in enumerate(COMMUNES)
    ]
    file = path / "communes.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    options = LoadOptions(kind=AreaKind.COMMUNE)
    load_areas(actor=CONSOLE, path=file, audit=record_areas_event, options=options)


def settle(path: Path) -> None:
    """Loads inhabitants of the first two."""
    file = path / "people.csv"
    file.write_text(f"code,population\n{COMMUNES[0]},10000\n{COMMUNES[1]},2500\n")
    options = PopulationOptions(year=2025, source="Niên giám mẫu")
    load_populations(actor=CONSOLE, path=file, audit=record_areas_event, options=options)


@pytest.mark.django_db(transaction=True)
def test_table_and_map_hold_rates_for_what_is_loaded(full_province: Cast, tmp_path: Path) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    assert "per 100 km²" not in client.get(PAGE).text
    draw(tmp_path)
    shown = client.get(PAGE).text
    assert "per 100 km²" in shown
    assert "per 10,000 inhabitants" not in shown
    settle(tmp_path)
    answer = client.get(PAGE)
    assert "per 10,000 inhabitants" in answer.text
    assert "Inhabitants: Niên giám mẫu, 2025." in " ".join(answer.text.split())
    told = client.get(f"/picture/map.json?area={PROVINCE}").json()
    scales = told["scales"]["boundary"]
    assert [scale["name"] for scale in scales] == ["km2", "people"]
    areas = [f["properties"] for f in told["features"] if f["properties"]["layer"] == "boundary"]
    for scale in scales:
        counted = sum(int(each["number"]) for each in scale["classes"])
        assert counted == (3 if scale["name"] == "km2" else 2)
    known = {each["label"]: each for each in areas}
    count = int(known["Xã 1"]["text_people"].split(" · ")[0])
    assert known["Xã 1"]["text_people"] == f"{count} · {count}.0 per 10,000 inhabitants"
    assert known["Xã 3"]["step_people"] == 0
    table = client.get(f"/picture/export/areas.csv?area={PROVINCE}").content.decode("utf-8-sig")
    assert "per 10,000 inhabitants" in table.splitlines()[0]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_classes_are_named_chosen_and_brought_out_by_keyboard(
    live_server: LiveServer, full_province: Cast, page: Page, tmp_path: Path
) -> None:
    draw(tmp_path)
    settle(tmp_path)
    errors = enter(page, live_server, full_province.alpha_analyst, "en")
    page.goto(live_server.url + PAGE)
    page.locator(".map").scroll_into_view_if_needed()
    expect(page.locator("[data-island=map][data-ready]")).to_be_visible(timeout=60_000)
    legend = page.locator("[data-legend=boundary]")
    expect(legend.locator(".map-classes")).to_have_attribute("aria-label", "per 100 km²")
    legend.get_by_label("per 10,000 inhabitants").check()
    expect(legend.locator(".map-classes")).to_have_attribute("aria-label", "per 10,000 inhabitants")
    first = legend.locator(".map-class:has(.swatch:not(.swatch-none))").first
    first.focus()
    expect(page.locator(".map-tip")).to_contain_text("per 10,000 inhabitants")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Enter")  # what stands out is held against the rules, too
    assert wrong_with(page) == []
    assert errors == []
