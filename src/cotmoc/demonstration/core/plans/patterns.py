"""What hangs together: places where something builds up, and series of incidents of one method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cotmoc.demonstration.core.building import Period, make_incident, usual_rest
from cotmoc.demonstration.core.incidents import BORDER_GUARD, CUSTOMS, Incident, methods
from cotmoc.demonstration.core.places import QUANG_NINH, spots


@dataclass(frozen=True, slots=True)
class Cluster:
    """Something that builds up at a spot: incidents of each week, from the week that begins on `first`."""

    id: str
    method: str
    spot: str
    first: date
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Incidents of one way of hiding goods, months apart and along the border."""

    id: str
    method: str
    hidden: str
    number: int
    first: date
    last: date


CLUSTERS = (
    Cluster("e-cigarettes-ka-long", "e_cigarettes", "ka-long", date(2026, 9, 7), (1, 2, 3, 5, 7)),
    Cluster(
        "chicks-bac-phong-sinh", "chicks", "bac-phong-sinh", date(2026, 3, 2), (1, 2, 4, 6, 4, 1)
    ),
    Cluster("crossing-po-hen", "crossing", "po-hen", date(2024, 10, 7), (1, 1, 3, 4, 6)),
)
SERIES = (
    Series("spare-tyre", "cigarettes", "giấu trong lốp dự phòng, quấn băng dính vàng", 11,
           date(2023, 3, 1), date(2026, 8, 31)),
    Series("false-floor", "cosmetics", "giấu dưới sàn thùng xe hai đáy có chốt từ", 9,
           date(2022, 5, 1), date(2026, 9, 30)),
    Series("sunken-net", "fireworks", "buộc phao, dìm dưới nước bằng lưới rồi kéo bằng dây", 8,
           date(2024, 1, 8), date(2026, 7, 31)),
)  # fmt: skip


def plan_patterns(chance: Random, share: float) -> Iterator[Incident]:
    """The incidents of all clusters and series; of a small province only the first of each."""
    for cluster in CLUSTERS if share == 1 else CLUSTERS[:1]:
        yield from _cluster(chance, cluster)
    for series in SERIES if share == 1 else SERIES[:1]:
        yield from _series(chance, series)


def _cluster(chance: Random, cluster: Cluster) -> Iterator[Incident]:
    spot = next(each for each in spots(QUANG_NINH) if each.id == cluster.spot)
    for week, number in enumerate(cluster.weeks):
        begin = cluster.first + timedelta(weeks=week)
        for _ in range(number):
            period = Period(begin, begin + timedelta(days=6))
            incident = make_incident(chance, methods()[cluster.method], BORDER_GUARD, period, spot)
            usual_rest(chance, incident)
            incident.cluster = cluster.id
            yield incident


def _series(chance: Random, series: Series) -> Iterator[Incident]:
    known = [spot for spot in spots(QUANG_NINH) if spot.station and spot.branch]
    known = [spot for spot in known if spot.kind != "sea" and spot.station != "bp-hoanh-mo"]
    for _ in range(series.number):
        incident = None
        # The border guard's 2025 is complete without these.
        while incident is None or incident.at.year == 2025:
            lead = BORDER_GUARD if chance.random() < 0.7 else CUSTOMS
            period = Period(series.first, series.last)
            spot = chance.choice(known)
            incident = make_incident(chance, methods()[series.method], lead, period, spot)
        usual_rest(chance, incident)
        incident.series, incident.hidden = series.id, series.hidden
        yield incident
