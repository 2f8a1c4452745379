"""A page that uses every component, for looking at and for tests of the shell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.urls import include, path

from cotmoc.normalise.moments import Moment, Precision

HERE = Path(__file__).parent


@dataclass(frozen=True)
class SampleArea:
    """A row of the sample table."""

    name: str
    count: int
    amount: Decimal | None
    when: Moment
    kind: str


class SampleForm(forms.Form):
    """A filter bar."""

    area = forms.CharField(label="Area", initial="Quảng Ninh", required=False)
    start = forms.DateField(
        label="From", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), required=False
    )
    offence = forms.ChoiceField(label="Offence", choices=[("", "all"), ("d", "Ma túy")])
    closed = forms.BooleanField(label="Only mine", required=False)


AREAS = [
    SampleArea("Đầm Hà", 12, Decimal("59700"), Moment(date(2025, 7, 5)), "good"),
    SampleArea("Ba Chẽ", 1220030, Decimal(350), Moment(date(2025, 7, 1), Precision.MONTH), "warn"),
    SampleArea("Ân Thi", 3, None, Moment(date(2025, 7, 5), Precision.MINUTE, 845), "bad"),
    SampleArea(
        "Móng Cái 1",
        0,
        Decimal("1360777.11"),
        Moment(date(2025, 1, 1), Precision.HALF_YEAR),
        "closed",
    ),
]
FEATURES = [
    ("symbol", "Móng Cái 1", 40, [107.97, 21.53]),
    ("symbol", "Hải Hà", 9, [107.7, 21.45]),
    ("symbol", "Vân Đồn", 3, [107.42, 21.07]),
    ("point", "BP-17/2025", 1, [107.9, 21.3]),
]


def sample(request: HttpRequest) -> HttpResponse:
    """The page."""
    template = Template((HERE / "sample.html").read_text(encoding="utf-8"))
    bars = [
        (40 + 46 * i, height, 140 - height)
        for i, height in enumerate([40, 88, 20, 61, 110, 97, 30])
    ]
    values = {
        "form": SampleForm(),
        "bars": bars,
        "areas": AREAS,
        "at": datetime(2025, 7, 5, 7, 5, tzinfo=UTC),
        "page": Paginator(range(1220), 50).get_page(5),
    }
    return HttpResponse(template.render(RequestContext(request, values)))


def sample_json(request: HttpRequest) -> HttpResponse:
    """The source of the page's map."""
    ring = [
        [107.5, 21.2],
        [107.6, 21.15],
        [107.7, 21.2],
        [107.7, 21.3],
        [107.6, 21.35],
        [107.5, 21.3],
        [107.5, 21.2],
    ]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": at},
            "properties": {
                "layer": layer,
                "label": label,
                "value": value,
                "href": f"/sample/?area={value}",
            },
        }
        for layer, label, value, at in FEATURES
    ]
    hexagon = {"layer": "hexagon", "label": "8841", "value": 4, "href": "/sample/?hexagon=1"}
    features.append(
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [ring]},
            "properties": hexagon,
        }
    )
    return JsonResponse({"type": "FeatureCollection", "features": features})


def failing(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("on purpose")


urlpatterns = [
    path("sample/", sample, name="sample"),
    path("sample.json", sample_json, name="sample_json"),
    path("failing/", failing, name="failing"),
    path("untabled/", sample, name="untabled"),
    path("", include("cotmoc.web.urls")),
]
handler403 = "cotmoc.web.views.errors.forbidden"
handler404 = "cotmoc.web.views.errors.not_found"
handler500 = "cotmoc.web.views.errors.server_error"
