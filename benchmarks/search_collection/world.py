"""What the demonstration province holds, read without the search, so that answers can be told right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from cotmoc.access.core.viewer import console
from cotmoc.areas.queries import area_ids, gazetteer
from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.text import fold
from cotmoc.records.actions.batches import commit_batch
from cotmoc.records.core.batches import BatchDraft, RecordDraft, SourceRow
from cotmoc.records.core.drafts import IncidentDraft, PartyDraft, PlaceDraft
from cotmoc.records.models import (
    ConveyanceStatement,
    IncidentStatement,
    PartyStatement,
    SeizureStatement,
    SourceRecord,
)

#: Beside the demonstration, which has neither: people with another name, and reports that state a telephone number.
EXTRA = (
    ("TK-2026-001", "Nông Văn Thạch", ("Thạch Đen",), "Đối tượng dùng số 0912.345.678 để liên hệ."),
    ("TK-2026-002", "Lục Thị Huệ", ("Huệ Béo",), "Số điện thoại liên hệ: +84 987 654 321"),
    ("TK-2026-003", "Chu Bá Kiên", ("Kiên Cò", "Ba Kiên"), "Gọi điện từ số 0365 111 222."),
    ("TK-2026-004", "Hoàng Văn Sửu", ("Sửu Sẹo",), "Bán sim số 0978-222-333 cho nhóm vận chuyển."),
    ("TK-2026-005", "Đặng Thị Mùi", ("Mùi Cá",), "Liên lạc qua 0203.3881.234, máy bàn."),
)


@dataclass(frozen=True)
class Line:
    """A party, a conveyance or an incident of one record; texts folded, numbers as keys, days as 19850312."""

    key: str
    agency: str
    name: str = ""
    written: str = ""
    aliases: tuple[str, ...] = ()
    born: int = 0
    number: str = ""
    shown: str = ""
    places: frozenset[str] = frozenset()
    day: date | None = None
    offence: str = ""
    goods: frozenset[str] = frozenset()
    is_person: bool = True


@dataclass(frozen=True)
class World:
    """All lines that stand."""

    parties: list[Line] = field(default_factory=list)
    conveyances: list[Line] = field(default_factory=list)
    incidents: list[Line] = field(default_factory=list)

    def keys(self, lines: Iterable[Line], fits: Callable[[Line], bool]) -> list[str]:
        """The keys of the records of the lines that fit, each once, in order."""
        return sorted({line.key for line in lines if fits(line)})


def add_extra() -> None:
    """Takes in what the demonstration lacks, once."""
    if SourceRecord.objects.filter(key=EXTRA[0][0]).exists():
        return
    records = []
    for number, (key, name, aliases, narrative) in enumerate(EXTRA):
        party = PartyDraft("suspect", name=name, aliases=aliases)
        place = PlaceDraft(written="Quảng Ninh")
        draft = IncidentDraft(None, place=place, narrative=narrative, parties=(party,))
        row = SourceRow(number + 2, (name, narrative))
        records.append(RecordDraft(key=key, rows=(row,), drafts=(draft,)))
    batch = BatchDraft(
        agency="congan",
        register="extra",
        kind="incident",
        file_name="extra.csv",
        file_sha256="00" * 32,
        headers=("ten", "noi dung"),
    )
    commit_batch(actor=console("benchmark"), batch=batch, records=records)


def read_world() -> World:
    """The province as it stands."""
    places = _Places()
    standing = dict(SourceRecord.objects.exclude(current=None).values_list("pk", "current_id"))
    goods: dict[int, set[str]] = {}
    for version, code in SeizureStatement.objects.exclude(commodity="").values_list(
        "version_id", "commodity"
    ):
        goods.setdefault(version, set()).add(code)
    incidents = {}
    fields = ("version_id", "record_id", "record__key", "record__agency__code", "reference", "area_id",
              "occurred_from", "offence", "place_written")  # fmt: skip
    for row in IncidentStatement.objects.filter(index=0).values_list(*fields):
        version, record, key, agency, reference, area, day, offence, written = row
        if standing.get(record) == version:
            incidents[version] = Line(
                key, agency, written=written, number=document_key(reference or key), shown=reference or key,
                places=places.of(area), day=day, offence=offence, goods=frozenset(goods.get(version, ())),
            )  # fmt: skip
    return World(_parties(incidents, places), _conveyances(incidents), list(incidents.values()))


def _parties(incidents: dict[int, Line], places: _Places) -> list[Line]:
    fields = ("version_id", "name", "kind", "birth_from", "birth_precision", "identity_number",
              "residence_area_id", "aliases")  # fmt: skip
    found = []
    for (
        version,
        name,
        kind,
        born,
        precision,
        number,
        home,
        aliases,
    ) in PartyStatement.objects.values_list(*fields):
        if version in incidents and name:
            own = incidents[version]
            found.append(Line(
                own.key, own.agency, fold(name), name, tuple(map(fold, aliases)), _code(born, precision),
                document_key(number), number, own.places | places.of(home), own.day, own.offence, own.goods,
                kind == "person",
            ))  # fmt: skip
    return found


def _conveyances(incidents: dict[int, Line]) -> list[Line]:
    fields = ("version_id", "registration", "name")
    found = []
    for version, plate, name in ConveyanceStatement.objects.values_list(*fields):
        if version in incidents and plate:
            own = incidents[version]
            found.append(Line(own.key, own.agency, fold(name), name, number=registration_key(plate), shown=plate,
                              places=own.places, day=own.day, goods=own.goods, offence=own.offence))  # fmt: skip
    return found


def _code(born: date | None, precision: str) -> int:
    if born is None:
        return 0
    if precision == "year":
        return born.year * 10_000
    return born.year * 10_000 + born.month * 100 + (0 if precision == "month" else born.day)


class _Places:
    """The names, folded, of all that an area lies in, in its time and today, without the numbers of wards."""

    def __init__(self) -> None:
        self._areas = gazetteer()
        self._codes = {pk: code for code, pk in area_ids().items()}
        self._known: dict[int | None, frozenset[str]] = {None: frozenset()}

    def of(self, area: int | None) -> frozenset[str]:
        """The names for an id."""
        if area not in self._known:
            code = self._codes[area or 0]
            today = self._areas.today(code)[0]
            line = (code, *self._areas.ancestors(code), today, *self._areas.ancestors(today))
            names = {fold(self._areas.area(each).name) for each in line} | self._before(today)
            self._known[area] = frozenset(names | {name.rstrip("0123456789 ") for name in names})
        return self._known[area]

    def _before(self, today: str) -> set[str]:
        """What most of the former areas lay in that an area of today carries on."""
        scope = [code for code in self._areas.scope(today) if self._areas.area(code).valid_to]
        lines = [
            {fold(self._areas.area(e).name) for e in self._areas.ancestors(code)} for code in scope
        ]
        names = set().union(*lines)
        return {name for name in names if 2 * sum(name in line for line in lines) >= len(lines)}
