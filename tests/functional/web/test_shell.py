"""Signing in, languages, permissions and error pages, through the whole stack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from cotmoc.access.actions.organisation import set_installation, set_user_password
from cotmoc.access.core.viewer import Role
from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent
from cotmoc.web.permissions import PERMISSIONS, SIGNED_IN, only
from tests.cast import CONSOLE, Cast, user_of
from tests.functional.web.test_shell_permissions import some_address_of

PASSWORD = "một hàng rào tre xanh"


@pytest.fixture
def alpha(cast: Cast, client: Client) -> Client:
    """The client of Alpha's analyst, signed in, who reads English."""
    client.force_login(user_of(cast.alpha_analyst))
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def sample(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The addresses of the sample page, in the permission table."""
    settings.ROOT_URLCONF = "tests.functional.web.sample"
    monkeypatch.setitem(PERMISSIONS, "sample", SIGNED_IN)
    monkeypatch.setitem(PERMISSIONS, "sample_json", only(Role.COMMANDER))
    monkeypatch.setitem(PERMISSIONS, "failing", SIGNED_IN)
    yield
    cache.clear()


def test_sign_in_with_the_right_password_begins_a_session(cast: Cast, client: Client) -> None:
    set_user_password(actor=CONSOLE, username="alpha-analyst", password=PASSWORD)
    response = client.post("/sign-in/", {"username": "alpha-analyst", "password": PASSWORD})
    assert response.status_code == 302
    assert AuditEvent.objects.filter(event=Event.USER_SIGNED_IN).count() == 1


def test_sign_in_with_a_wrong_password_does_not_tell_whether_the_name_exists(
    cast: Cast, client: Client
) -> None:
    answers = [
        client.post(
            "/sign-in/", {"username": name, "password": "wrong"}, headers={"accept-language": "en"}
        )
        for name in ("alpha-analyst", "nobody-of-that-name")
    ]
    assert all("do not belong together" in answer.text for answer in answers)


def test_sign_in_is_paused_after_too_many_failures(cast: Cast, client: Client) -> None:
    for _ in range(8):
        response = client.post("/sign-in/", {"username": "alpha-analyst", "password": "wrong"})
    assert response.status_code == 429
    assert "session.locked" in response.text


def test_sign_in_goes_on_to_the_page_that_was_asked_for(cast: Cast, client: Client) -> None:
    set_user_password(actor=CONSOLE, username="alpha-analyst", password=PASSWORD)
    form = {"username": "alpha-analyst", "password": PASSWORD, "next": "/account/"}
    assert client.post("/sign-in/", form).headers["Location"] == "/account/"


def test_sign_in_never_leads_to_another_site(cast: Cast, client: Client) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    form = {"username": "alpha-analyst", "next": "https://elsewhere.example/"}
    assert client.post("/sign-in/demonstration/", form).headers["Location"] == "/"


def test_demonstration_offers_every_account(cast: Cast, client: Client) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    assert client.get("/sign-in/").text.count('name="username" value="') == 5


def test_demonstration_signs_in_with_one_click(cast: Cast, client: Client) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    client.post("/sign-in/demonstration/", {"username": "bravo-analyst"})
    assert "bravo-analyst" in client.get("/account/").text


def test_demonstration_sign_in_does_not_exist_elsewhere(cast: Cast, client: Client) -> None:
    response = client.post("/sign-in/demonstration/", {"username": "bravo-analyst"})
    assert response.status_code == 404


def test_sign_out_ends_the_session(alpha: Client) -> None:
    alpha.post("/sign-out/")
    assert alpha.get("/account/").status_code == 302


def test_sign_out_by_a_link_is_refused(alpha: Client) -> None:
    assert alpha.get("/sign-out/").status_code == 405


def test_language_chosen_is_kept_for_the_user(alpha: Client, cast: Cast) -> None:
    alpha.post("/language/", {"language": "en", "next": "/account/"})
    assert user_of(cast.alpha_analyst).language == "en"


@pytest.mark.parametrize(
    ("language", "heading"), [("vi", "Tài khoản của bạn"), ("en", "Your account")]
)
def test_page_is_in_the_language_chosen(alpha: Client, language: str, heading: str) -> None:
    response = alpha.post("/language/", {"language": language, "next": "/account/"}, follow=True)
    assert f'<html lang="{language}">' in response.text
    assert response.headers["Content-Language"] == language
    assert f"<h1>{heading}</h1>" in response.text


def test_language_that_the_product_does_not_speak_is_refused(alpha: Client) -> None:
    assert alpha.post("/language/", {"language": "fr"}).status_code == 404


def test_language_of_the_browser_holds_before_any_choice(client: Client, db: None) -> None:
    response = client.get("/sign-in/", headers={"accept-language": "en"})
    assert "Sign in" in response.text


def test_account_changes_the_password_and_stays_signed_in(cast: Cast, client: Client) -> None:
    set_user_password(actor=CONSOLE, username="alpha-analyst", password=PASSWORD)
    client.force_login(user_of(cast.alpha_analyst))
    new = "bốn con thuyền giấy"
    client.post("/account/", {"password": PASSWORD, "new_password": new, "again": new})
    assert user_of(cast.alpha_analyst).check_password(new)
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"password": "x", "new_password": PASSWORD, "again": PASSWORD}, "not your present"),
        ({"password": PASSWORD, "new_password": "short", "again": "short"}, "12"),
        ({"password": PASSWORD, "new_password": PASSWORD + "1", "again": PASSWORD}, "differ"),
    ],
)
def test_account_refuses_a_bad_new_password(
    cast: Cast, client: Client, form: dict[str, str], said: str
) -> None:
    set_user_password(actor=CONSOLE, username="alpha-analyst", password=PASSWORD)
    client.force_login(user_of(cast.alpha_analyst))
    response = client.post("/account/", form, headers={"accept-language": "en"})
    assert said in response.text


@pytest.mark.parametrize("name", [name for name, allowed in PERMISSIONS.items() if allowed.public])
def test_public_page_opens_without_signing_in(name: str, client: Client, db: None) -> None:
    assert client.get(some_address_of(name)).status_code in {200, 405}


def test_page_without_signing_in_leads_to_the_sign_in_page_and_back(
    client: Client, db: None
) -> None:
    assert client.get("/account/?x=1").headers["Location"] == "/sign-in/?next=/account/%3Fx%3D1"


def test_fragment_without_signing_in_leads_the_whole_page_there(client: Client, db: None) -> None:
    response = client.get(
        "/account/", headers={"HX-Request": "true", "HX-Current-URL": "/account/"}
    )
    assert response.headers["HX-Redirect"] == "/sign-in/?next=%2Faccount%2F"


@pytest.mark.usefixtures("sample")
def test_page_of_another_role_is_refused(alpha: Client) -> None:
    response = alpha.get("/sample.json")
    assert response.status_code == 403
    assert "not open to you" in response.text


@pytest.mark.usefixtures("sample")
def test_page_outside_the_permission_table_is_refused(alpha: Client) -> None:
    assert alpha.get("/untabled/").status_code == 403


def test_address_of_nothing_is_a_404_in_the_reader_s_language(alpha: Client) -> None:
    response = alpha.get("/nothing/")
    assert response.status_code == 404
    assert "nothing here that you may see" in response.text


@pytest.mark.usefixtures("sample")
def test_failing_page_says_so_without_the_shell(alpha: Client) -> None:
    alpha.raise_request_exception = False
    response = alpha.get("/failing/")
    assert response.status_code == 500
    assert "page.failed" in response.text


def test_form_without_its_token_is_refused_in_the_reader_s_language(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/sign-in/", {}, headers={"accept-language": "en"})
    assert response.status_code == 403
    assert "The form has expired" in response.text


@pytest.mark.usefixtures("sample")
def test_pages_carry_a_policy_that_allows_nothing_inline(alpha: Client) -> None:
    policy = alpha.get("/sample/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.usefixtures("sample")
def test_pages_hold_no_inline_script_or_style(alpha: Client) -> None:
    text = alpha.get("/sample/").text
    assert " style=" not in text
    assert "<style" not in text
    assert "onclick" not in text
    assert text.count("<script") == text.count('<script type="module" src=') == 1
