"""The pages: every number on the picture opens a list that says the same number, and nothing asked breaks a page."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from cotmoc.access.models import AuditEvent, Installation
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.areas.models import Area
from cotmoc.records.core.drafts import PlaceDraft
from cotmoc.web.views.picture.drawing import DRAWINGS
from tests.cast import Cast
from tests.functional.visiting import signed_in
from tests.integration.picture_world import COMMUNES, GATE, PROVINCE
from tests.integration.records_cast import incident, record, record_id, take_in

FIGURE = re.compile(r'<a[^>]*href="([^"]+)"[^>]*data-figure="(\w+)" data-value="([^"]*)"')
TOTAL = re.compile(r'data-total="(\w+)" data-value="([^"]*)"')


def figures_on(page: str) -> set[tuple[str, str, str]]:
    """(address, total, value) of every figure of a page."""
    found = FIGURE.findall(page)
    return {(href.replace("&amp;", "&"), total, value) for href, total, value in found}


@pytest.mark.parametrize(
    ("language", "period"),
    [
        ("vi", {"from": "2025-01-01"}),
        ("en", {"from": "2025-07-01", "to": "2026-01-31"}),
    ],
)
def test_every_figure_of_the_page_equals_its_list(
    full_province: Cast, language: str, period: dict[str, str]
) -> None:
    client = signed_in(full_province.bravo_analyst, "en")
    client.cookies["django_language"] = language
    page = client.get("/picture/", {"area": PROVINCE, **period}).content.decode()
    figures = figures_on(page)
    assert len(figures) > 40
    for href, total, value in figures:
        opened = client.get(href).content.decode()
        assert dict(TOTAL.findall(opened))[total] == value, href


def test_first_picture_is_of_the_latest_year_of_the_province_served(province: Cast) -> None:
    area = Area.objects.get(code=PROVINCE)
    Installation.objects.create(area=area)
    within = PlaceDraft("", COMMUNES[0], precision="commune")
    take_in(province.alpha_analyst, [record("k1", incident(date(2025, 4, 12), place=within))])
    answer = signed_in(province.alpha_analyst, "en").get("/picture/")
    assert answer["Location"] == f"/picture/?area={PROVINCE}&from=2025-01-01&to=2025-04-30"


def test_second_sentence_names_what_was_not_reported(full_province: Cast) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    asked = {"area": PROVINCE, "from": "2025-07-01", "to": "2025-08-31"}
    page = client.get("/picture/", asked).content.decode()
    told = page[page.index('id="stands-out"') : page.index('id="seizures"')]
    assert 'href="#reports">no report from' in told
    assert "Jul 2025" in told


def test_number_in_the_page_is_behind_every_link_marked_as_figure(full_province: Cast) -> None:
    page = signed_in(full_province.bravo_analyst, "en").get("/picture/").content.decode()
    assert page.count("data-figure=") == len(FIGURE.findall(page))


NONSENSE = (
    {"from": "yesterday", "to": "2025-13-01"},
    {"area": "atlantis", "offence": "opinion", "agency": "nobody"},
    {"known_at": "tomorrow", "measure": "a b", "role": "<script>"},
    {"from": "2025-05-01", "to": "2025-01-01", "q": "\x00'; --"},
    {"where": "Nơi không có thật", "cell": "zz", "aside": "all"},
    {"unit": "nobody", "indicator": "x", "known_at": "r999999"},
    {"known_at": "r0", "placed": "no", "dated": "week", "aside": "area"},
)
LISTS = ("incidents", "parties", "conveyances", "seizures", "outcomes", "sources", "returns")


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_the_address_is_told_or_ignored(
    province: Cast, nonsense: dict[str, str]
) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    client = signed_in(province.alpha_analyst, "en")
    for address in (
        "/picture/",
        "/picture/map.json",
        "/picture/map/",
        *(f"/lists/{name}/" for name in LISTS),
    ):
        assert client.get(address, nonsense).status_code == 200, address


def test_area_by_name_leads_to_the_address_with_its_code(province: Cast) -> None:
    client = signed_in(province.alpha_analyst, "en")
    answer = client.get("/picture/", {"where": "Xã 1, Quảng Ninh"})
    assert answer["Location"] == "/picture/?area=vn-2025-22-1"


def test_reading_parties_leaves_an_audit_row(province: Cast) -> None:
    signed_in(province.alpha_analyst, "en").get("/lists/parties/")
    assert AuditEvent.objects.filter(event="records:listed", subject="list:party").count() == 1


def test_export_leaves_an_audit_row_with_its_filters(province: Cast) -> None:
    signed_in(province.alpha_analyst, "en").get(
        "/picture/export/picture.xlsx", {"offence": "smuggling"}
    )
    row = AuditEvent.objects.get(event="picture:exported")
    assert row.details["query"] == "offence=smuggling"


def test_workbook_begins_with_its_filters(full_province: Cast) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    content = client.get("/picture/export/picture.xlsx", {"offence": "smuggling"}).content
    book = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml").decode()
    assert re.findall(r'<sheet name="([^"]+)"', book)[0] in {"Filters", "Bộ lọc"}


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_drawing_is_an_svg_and_leaves_an_audit_row(full_province: Cast, name: str) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    asked = {"area": PROVINCE, "from": "2025-01-01", "to": "2025-12-31"}
    answer = client.get(f"/picture/export/{name}.svg", asked)
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert ElementTree.fromstring(answer.content).tag.endswith("svg")
    assert AuditEvent.objects.filter(event="picture:exported", subject=f"{name}.svg").exists()


def test_workbook_sets_figures_beside_those_of_the_year_before(full_province: Cast) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    asked = {"area": PROVINCE, "from": "2025-07-01", "to": "2025-12-31"}
    content = client.get("/picture/export/figures.csv", asked).content.decode("utf-8-sig")
    head, first = list(csv.reader(io.StringIO(content)))[:2]
    assert len(head) == len(first) == 10  # four of its own, three for each of two earlier periods
    assert first[2] == str(int(first[4]) + int(first[5]))


def test_csv_keeps_a_formula_from_being_one(province: Cast) -> None:
    draft = incident(title="=HYPERLINK(1)")
    take_in(province.alpha_analyst, [record("k1", draft)])
    content = signed_in(province.alpha_analyst, "en").get("/lists/incidents.csv").content
    cells = next(iter(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]))
    assert "'=HYPERLINK(1)" in cells


def test_exported_list_has_every_row_that_is_open(full_province: Cast) -> None:
    client = signed_in(full_province.inspector, "en")
    content = client.get("/lists/incidents.csv").content.decode("utf-8-sig")
    total = dict(TOTAL.findall(client.get("/lists/incidents/").content.decode()))["rows"]
    assert len(list(csv.reader(io.StringIO(content)))) == int(total) + 1


def test_map_holds_a_point_for_an_exact_position(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    found = json.loads(signed_in(province.alpha_analyst, "en").get("/picture/map.json").content)
    layers = [each["properties"]["layer"] for each in found["features"]]
    assert sorted(layers) == [
        "place",
        "point",
    ]  # the gate is shown whether or not anything happened there


def test_map_as_a_table_narrows_to_a_gate(province: Cast) -> None:
    at_gate = incident(place=PlaceDraft("", GATE, precision="gate"))
    take_in(province.alpha_analyst, [record("k1", at_gate)])
    page = signed_in(province.alpha_analyst, "en").get("/picture/map/", {"area": PROVINCE})
    assert f'href="/picture/?area={GATE}"' in page.content.decode()
    assert figures_on(page.content.decode()) == {(f"/lists/incidents/?area={GATE}", "rows", "1")}


def test_changes_list_shows_what_came_since(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    then = latest_revision()
    take_in(province.alpha_analyst, [record("k2")])
    client = signed_in(province.alpha_analyst, "en")
    page = client.get("/picture/changes/", {"known_at": f"r{then}"}).content.decode()
    assert f'href="/sources/{record_id("k2")}/"' in page
    assert f'href="/sources/{record_id("k1")}/"' not in page


def test_reading_changes_leaves_an_audit_row(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    signed_in(province.alpha_analyst, "en").get("/picture/changes/", {"known_at": "r0"})
    assert AuditEvent.objects.filter(event="records:listed", subject="changes:new").count() == 1


def test_unknown_kind_of_change_is_not_found(province: Cast) -> None:
    client = signed_in(province.alpha_analyst, "en")
    assert client.get("/picture/changes/?known_at=r0&change=lost").status_code == 404


def test_list_can_be_sorted_by_every_column_that_offers_it(full_province: Cast) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    for name in LISTS:
        page = client.get(f"/lists/{name}/").content.decode()
        for query in re.findall(r'href="\?((?:[^"]*&amp;)?sort=[^"]+)"', page):
            assert client.get(f"/lists/{name}/?{query}").status_code == 200


def test_page_beyond_the_last_is_not_found(province: Cast) -> None:
    assert (
        signed_in(province.alpha_analyst, "en").get("/lists/incidents/?page=9").status_code == 404
    )


def test_anonymous_visitor_is_asked_to_sign_in(db: None) -> None:
    answer = Client().get("/picture/", {"area": "vn"})
    assert answer["Location"].startswith("/sign-in/?next=/picture/")
