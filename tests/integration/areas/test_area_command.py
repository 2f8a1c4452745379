"""`cotmoc areas` on a prepared database."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from django.utils import translation

from cotmoc.access.models import AuditEvent
from cotmoc.config.cli import areas

Added = dict[str, int]


def command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    areas.configure(parser)
    return areas.run(parser.parse_args(words))


def test_find_prints_the_area_of_the_date(
    packaged: Added, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("find", "xã Hải Sơn, Móng Cái, Quảng Ninh", "--on", "2021-05-04") == 0
    assert "vn-2004-22-194-06724" in capsys.readouterr().out


def test_find_for_programs_says_where_history_is_carried(
    packaged: Added, capsys: pytest.CaptureFixture[str]
) -> None:
    command("find", "xã Vô Ngại, huyện Bình Liêu, Quảng Ninh", "--on", "2021-05-04", "--json")
    first = json.loads(capsys.readouterr().out)["matches"][0]
    assert (first["today"], first["today_estimated"]) == ("vn-2025-22-06838", True)


def test_find_reads_a_distance_from_a_gate_with_its_precision(
    packaged: Added, capsys: pytest.CaptureFixture[str]
) -> None:
    with translation.override("en"):
        assert command("find", "cách cửa khẩu Hoành Mô 2 km về hướng đông") == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("Tỉnh Quảng Ninh, Việt Nam; known to the province; 21.")
    assert first.endswith("; confidence 80%")


def test_find_for_programs_holds_the_marker(
    packaged: Added, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("find", "khu vực mốc 1369(2)", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["place"]["area"], found["place"]["marker"]) == ("vn-border-22-cn", "1369(2)")
    assert [problem["code"] for problem in found["problems"]] == ["area.marker_unknown"]


def test_find_of_nothing_fails(packaged: Added, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("find", "không ở đâu cả") == 1


def test_show_prints_what_is_above(packaged: Added, capsys: pytest.CaptureFixture[str]) -> None:
    command("show", "vn-2025-22-06724", "--json")
    assert json.loads(capsys.readouterr().out)["above"] == "Tỉnh Quảng Ninh, Việt Nam"


def test_list_prints_every_province(packaged: Added, capsys: pytest.CaptureFixture[str]) -> None:
    command("list", "--kind", "province", "--json")
    assert len(json.loads(capsys.readouterr().out)) == 34


def test_load_reports_and_writes_its_audit_event(
    packaged: Added, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "offices.csv"
    path.write_text("name,code,lon,lat\nLaredo,LRD,-99.5,27.5\n")
    words = ["--kind", "zone", "--prefix", "us-aor", "--parent", "country-us", "--json"]
    assert command("load", str(path), *words) == 0
    report = json.loads(capsys.readouterr().out)
    event = AuditEvent.objects.get(event="areas:loaded", subject=f"edition:{report['edition']}")
    assert report["counts"]["new"] == 1
    assert event.actor_name == "console:areas"


def test_report_in_words_names_what_to_look_at(
    packaged: Added, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "communes.csv"
    path.write_text("ten,tinh\nXã Hải Sơn,Quảng Ninh\nXã Không Có,Quảng Ninh\n")
    with translation.override("en"):
        command("load", str(path))
    out = capsys.readouterr().out
    assert "2 Xã Không Có" in out
    assert "1 matched to a known area" in out
