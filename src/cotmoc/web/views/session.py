"""Signing in and out, the language of the pages, and one's own account."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cotmoc.access.actions.organisation import (
    WeakPasswordError,
    record_sign_in,
    record_sign_out,
    set_language,
    set_theme,
    set_user_password,
)
from cotmoc.access.queries.organisation import agency_labels, demo_accounts, viewer_of
from cotmoc.web.context import NAVIGATION, ROLE_LABELS, THEME_COOKIE, THEMES
from cotmoc.web.forms.session import PasswordForm, SignInForm
from cotmoc.web.permissions import permitted
from cotmoc.web.requests import PageRequest, safe_next

SESSION_BACKEND = "django.contrib.auth.backends.ModelBackend"
LANGUAGES = frozenset(dict(settings.LANGUAGES))
YEAR_S = 365 * 24 * 3600


def home(request: PageRequest) -> HttpResponse:
    """The first page of the navigation that the viewer may open."""
    for item in NAVIGATION:
        if permitted(request.viewer, item.url_name):
            return redirect(item.url_name)
    return redirect("account")


@dataclass(frozen=True, slots=True)
class AccountOffer:
    """A demonstration account as the sign-in page shows it."""

    username: str
    roles: list[object]
    agency: str


class SignIn(LoginView):
    """The sign-in page, with the accounts of a demonstration."""

    template_name = "web/session/sign_in.html"
    authentication_form = SignInForm
    next_page = "home"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, and the accounts to offer."""
        return {**super().get_context_data(**kwargs), "demo_accounts": _offers()}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Begins the session."""
        user = form.get_user()
        chosen = self.request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else user.language
        return _begin_session(self.request, user.get_username(), language, self.get_success_url())


@require_POST
def demo_sign_in(request: PageRequest) -> HttpResponse:
    """Begins a session with one of the accounts that a demonstration offers; elsewhere there is nothing here."""
    username = request.POST.get("username", "")
    if username not in {account.username for account in demo_accounts()}:
        raise Http404
    return _begin_session(request, username, get_language() or "vi", safe_next(request))


def _begin_session(request: HttpRequest, username: str, language: str, target: str) -> HttpResponse:
    """Signs the user in and goes on to `target` in `language`, which is kept for the user."""
    user = get_user_model().objects.get(username=username)
    login(request, user, backend=SESSION_BACKEND)
    viewer = viewer_of(user)
    record_sign_in(actor=viewer)
    if language != user.language:
        set_language(actor=viewer, language=language)
    return _in_language(HttpResponseRedirect(target), language)


@require_POST
def sign_out(request: PageRequest) -> HttpResponse:
    """Ends the session."""
    record_sign_out(actor=request.viewer)
    logout(request)
    return redirect("sign_in")


@require_POST
def choose_language(request: PageRequest) -> HttpResponse:
    """The page one came from, in the language chosen; kept for the browser and for the user."""
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    if request.viewer.user_id is not None:
        set_language(actor=request.viewer, language=language)
    return _in_language(HttpResponseRedirect(safe_next(request)), language)


@require_POST
def choose_theme(request: PageRequest) -> HttpResponse:
    """The page one came from, light, dark or as the device says; kept for the user, else for the browser."""
    theme = request.POST.get("theme", "").removeprefix("device")
    if theme not in THEMES:
        raise Http404
    if request.viewer.user_id is not None:
        set_theme(actor=request.viewer, theme=theme)
    response = HttpResponseRedirect(safe_next(request))
    _remember(response, THEME_COOKIE, theme)
    return response


def account(request: PageRequest) -> HttpResponse:
    """One's own account, and a new password for it."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and _change_password(request, form):
        messages.success(request, _("The password is changed."))
        return redirect("account")
    return render(request, "web/session/account.html", {"form": form})


def _change_password(request: PageRequest, form: PasswordForm) -> bool:
    """True when the password was changed; the session stays, all others of the user end."""
    try:
        set_user_password(
            actor=request.viewer,
            username=request.viewer.name,
            password=form.cleaned_data["new_password"],
        )
    except WeakPasswordError as error:
        form.add_error("new_password", str(error))
        return False
    user = get_user_model().objects.get(username=request.viewer.name)
    update_session_auth_hash(request, user)
    return True


def _offers() -> list[AccountOffer]:
    agencies, language = agency_labels(), get_language() or "vi"
    return [
        AccountOffer(
            username=account.username,
            roles=[ROLE_LABELS[role] for role in account.roles],
            agency=agencies[account.agency].name(language) if account.agency else "",
        )
        for account in demo_accounts()
    ]


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    """The response, which also makes the browser remember the language for a year."""
    _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(cookie, value, max_age=YEAR_S, httponly=True, samesite="Lax")
