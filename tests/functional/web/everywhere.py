"""Every page that the permission table names, with an example of each address, and somebody who may open them all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page

from cotmoc.access.core.viewer import Role
from cotmoc.access.models import User
from cotmoc.access.queries.organisation import viewer_of
from cotmoc.ingest.models import SheetFile, Upload
from cotmoc.normalise.moments import Moment
from cotmoc.records.actions.judging import judge_records
from cotmoc.records.actions.marking import MarkOf, approve_mark, mark_thing
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.core.drafts import PartyDraft, PlaceDraft
from cotmoc.resolution.actions.thresholds import set_thresholds
from cotmoc.resolution.core.sorts import Line
from cotmoc.resolution.models import Proposal, WaitingJudgement
from cotmoc.web.permissions import PERMISSIONS
from tests.cast import CONSOLE, Cast, make_viewer, user_of
from tests.integration.picture_world import COMMUNES, PROVINCE
from tests.integration.records_cast import DAY, heroin, incident, record, record_id, take_in

AXE = Path(__file__).resolve().parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NEAR = PlaceDraft(written="Hải Hà", lon=107.9660, lat=21.6000, precision="point")
FILE = (
    "Số hồ sơ,Ngày xảy ra,Tang vật,Số lượng,Dân tộc\n"
    "HS-01,12/03/2026,Heroin,2 kg,Tày\n"
    "HS-02,hôm qua,Heroin,3 kg,Kinh\n"
    "HS-03,14/03/2026,Heroin,400 g,Kinh\n"
)
#: Addresses besides one of each name: other states of the same page.
STATES = (
    f"/picture/?area={PROVINCE}&from=2025-01-01&to=2025-06-30",
    "/picture/?offence=gambling&from=1990-01-01&to=1990-02-01",
    "/picture/?known_at=r3&from=yesterday",
    "/picture/changes/?known_at=r1&change=new",
    "/picture/changes/?known_at=r1&change=parted",
    "/lists/incidents/?q=khong-co-gi",
    "/areas/?q=khong-co-gi",
    "/review/party/?sort=person",
    "/review/thresholds/person/?join_bits=20&ask_bits=1",
    "/find/?q=xa",
    "/search/?q=xa+9",
    "/find/?q=khong-co-gi",
    "/no/such/page/",
)


def remember(page: Page, url: str, **cookies: str) -> None:
    """Gives the browser these cookies of the site."""
    for name, value in cookies.items():
        page.context.add_cookies([{"name": name, "value": value, "url": url}])


def visitor(cast: Cast) -> Client:
    """A browser session of somebody of Alpha who has every role."""
    client = Client()
    client.force_login(user_of(make_viewer("everyone", *Role, agency=cast.alpha.code)))
    return client


def fill(cast: Cast, client: Client) -> dict[str, object]:
    """Pairs to review and files in every state; what the parameters of addresses are in the examples."""
    files = [_checked(client, key) for key in ("HS-04", "HS-05")]
    client.post(f"/files/{files[0]}/commit/")
    columns = _put_in(client, "HS-06")
    days = [DAY + timedelta(days=120 * step) for step in range(2)]
    alphas = [incident(day, seizures=(heroin(700),)) for day in days]
    bravos = [incident(day, place=NEAR, seizures=(heroin(700),)) for day in days]
    take_in(cast.alpha_analyst, [record(f"A-{i}", draft) for i, draft in enumerate(alphas)])
    take_in(cast.bravo_analyst, [record(f"B-{i}", draft) for i, draft in enumerate(bravos)])
    thoa = PartyDraft("suspect", name="Lý Kim Thoa", sex="female", birth=Moment(DAY))
    named = [record(f"C-{i}", incident(day, parties=(thoa,))) for i, day in enumerate(days)]
    take_in(cast.bravo_analyst, [*named, record("C-2"), record("C-3"), record("C-4")])
    match_everything(actor=CONSOLE)
    judged = _judged(cast)
    filed = _logged(client, "f" * 16, "record")
    return {
        "upload_id": files[1],
        "files": [f"/files/{files[0]}/", f"/files/{columns}/columns/", filed, f"{filed}print/"],
        "token": _logged(client, "d" * 16, "attach").split("/")[2],
        "file_id": SheetFile.objects.latest("pk").pk,
        "what": "goods",
        "record_id": record_id("k0"),
        "proposal_id": Proposal.objects.filter(kind="incident").latest("pk").pk,
        "code": COMMUNES[0],
        "index": 1,
        "digest": "0",
        "sort": "incident",
        **judged,
    }


def _judged(cast: Cast) -> dict[str, object]:
    """A contradiction, a register entry with an answer that waits because of it, and a threshold that was set."""
    bravo, everyone = cast.bravo_analyst, viewer_of(User.objects.get(username="everyone"))
    one, two, three = (record_id(f"C-{i}", "bravo") for i in (2, 3, 4))
    for left, right, decision in (
        (one, three, "different"),
        (one, two, "same"),
        (two, three, "same"),
    ):
        judge_records(actor=bravo, left=left, right=right, decision=decision)
    of = MarkOf("incident", one)
    until = timezone.localdate() + timedelta(days=30)
    opener = make_viewer("commander", Role.COMMANDER, agency="bravo")
    marks = [
        mark_thing(actor=opener, of=of, offence="smuggling", basis="QĐ 12", review_on=until)
        for _ in range(2)
    ]
    approve_mark(actor=everyone, mark=marks[0])
    judge_records(actor=bravo, left=one, right=two, decision="different")
    return {
        "waiting_id": WaitingJudgement.objects.latest("pk").pk,
        "mark_id": marks[1],
        "threshold_id": set_thresholds(actor=bravo, sort="incident", line=Line(5, -2)),
    }


def pages(examples: dict[str, object], client: Client) -> list[str]:
    """The address of every page: what answers a reader with HTML. Fails for a parameter without an example."""
    addresses = [_address(pattern, examples) for pattern in _patterns(get_resolver())]
    shown = [address for address in addresses if address and _is_page(client, address)]
    return [*shown, *examples["files"], *STATES]  # type: ignore[misc]


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    return [
        pattern
        for pattern in resolver.url_patterns
        if isinstance(pattern, URLPattern) and pattern.name in PERMISSIONS
    ] + [
        found
        for inner in resolver.url_patterns
        if isinstance(inner, URLResolver)
        for found in _patterns(inner)
    ]


def _address(pattern: URLPattern, examples: dict[str, object]) -> str:
    """An example of the address; empty where it names a format, and is therefore no page."""
    parameters = {
        name for name in pattern.pattern.regex.groupindex if name not in pattern.default_args
    }
    if parameters & {"kind", "name"}:
        return ""
    values = {name: examples[name] for name in parameters}
    return reverse(str(pattern.name), kwargs={**values, **pattern.default_args})


def _is_page(client: Client, address: str) -> bool:
    answer = client.get(address)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    is_page = answer.status_code == 200 and html and "<html" in answer.text
    answer.close()  # what was sent as a file
    return is_page


def _put_in(client: Client, key: str) -> int:
    content = f"{FILE}{key},15/03/2026,Heroin,5 g,Kinh\n"
    file = SimpleUploadedFile("bat-giu.csv", content.encode())
    assert client.post("/files/", {"file": file, "agency": "alpha"}).status_code == 302
    return Upload.objects.latest("pk").pk


def _logged(client: Client, token: str, task: str) -> str:
    """A log sheet with a picture, kept as a draft or recorded: its address."""
    address = f"/log/{token}/"
    fields = {
        "occurred.date": "12/3/2026",
        "party[1].name": "Nguyễn Văn Lành",
        "seizure[1].commodity": "heroin",
        "seizure[1].quantity": "rất nhiều",
    }
    picture = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    client.post(address, {**fields, "do": "attach", "files": picture})
    client.post(address, {**fields, "do": task})
    return address


def _checked(client: Client, key: str) -> int:
    upload = _put_in(client, key)
    form = client.get(f"/files/{upload}/columns/").context["form"]
    fields = {
        bound.html_name: "on" if bound.value() is True else str(bound.value() or "")
        for part in (form.settings, *form.columns, *form.constants)
        for bound in part
        if bound.value() is not False
    }
    kept = {name: value for name, value in fields.items() if value or not name.endswith("keep")}
    answer = client.post(f"/files/{upload}/columns/", kept | {"do": "check"})
    assert answer.status_code == 302
    return upload


AXE = Path(__file__).resolve().parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
