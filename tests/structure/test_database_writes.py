"""Database writes stand in `actions` modules and migrations, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.structure.writes import writes_in

SOURCES = Path(__file__).resolve().parents[2] / "src" / "cotmoc"

# SQL of these goes elsewhere: the launcher creates the role and the database themselves, and the
# fact store of the picture is a copy in DuckDB that can be made anew from PostgreSQL at any time.
OTHER_SQL = (Path("postgres"), Path("picture/facts"))


def modules() -> list[Path]:
    return sorted(path.relative_to(SOURCES) for path in SOURCES.rglob("*.py"))


def may_write(module: Path) -> bool:
    return bool({"actions", "migrations"} & {*module.with_suffix("").parts})


@pytest.mark.parametrize(
    "module", [module for module in modules() if not may_write(module)], ids=str
)
def test_module_outside_actions_does_not_write(module: Path) -> None:
    other_sql = any(module.is_relative_to(folder) for folder in OTHER_SQL)
    writes = writes_in((SOURCES / module).read_text(encoding="utf-8"))
    assert [write for write in writes if not (write.sql and other_sql)] == []


def test_actions_are_seen_to_write() -> None:
    actions = [module for module in modules() if "actions" in module.with_suffix("").parts]
    assert any(writes_in((SOURCES / module).read_text(encoding="utf-8")) for module in actions)


@pytest.mark.parametrize(
    "source",
    [
        "agency.save()",
        "Agency.objects.create(code='alpha')",
        "Agency.objects.filter(code='alpha').exclude(pk=1).update(name='x')",
        "agency.delete()",
        "Agency.objects.bulk_create(rows)",
        "found = Unit.objects.all()\nfound.update(name='x')",
        "units_visible_to(viewer).update(name='x')",
        "unit.territory.select_related('area').delete()",
        "cursor.execute('INSERT INTO access_agency VALUES (1)')",
        "cursor.execute(f'update {table} set a = 1')",
        "cursor.execute(sql.SQL('delete from {}').format(name))",
        "cursor.copy('COPY records_source (key) FROM STDIN')",
        "cursor.copy(f'COPY {table} FROM STDIN')",
        "cursor.execute('with gone as (delete from a returning *) select * from gone')",
    ],
)
def test_write_is_found(source: str) -> None:
    assert writes_in(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "names.update({'a': 1})",
        "seen.add(1)",
        "seen.clear()",
        "digest.update(chunk)",
        "cursor.execute('select 1')",
        "cursor.copy('COPY (select * from records_source) TO STDOUT')",
        "cursor.copy(f'COPY ({query}) TO STDOUT')",
        "cursor.execute(f'create or replace temp table {name} as select 1')",
        "row = Agency.objects.get(code='alpha')\nrow.roles.append(1)",
        "create(name='x')",
        "settings.update(name='x')",
    ],
)
def test_what_only_looks_like_a_write_is_not_found(source: str) -> None:
    assert writes_in(source) == []
