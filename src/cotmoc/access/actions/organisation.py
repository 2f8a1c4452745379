"""Agencies, units, users and the installation itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.events import Event
from cotmoc.access.models import Agency, Installation, Unit, User
from cotmoc.access.policies import check_user_can_administer
from cotmoc.areas.queries import area_ids
from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.text import fold


class WeakPasswordError(CotmocError):
    """The password does not meet the installation's rules."""

    code = "user.weak_password"


class UnknownAreaError(CotmocError):
    """No area has the given code."""

    code = "area.unknown"


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """What a new agency is called, in both languages, whole and short."""

    code: str
    kind: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str


@dataclass(frozen=True, slots=True)
class UserDraft:
    """A new user's account; `password` None means that signing in is not possible until one is set."""

    username: str
    roles: Sequence[Role]
    agency: str | None = None
    unit: str | None = None
    full_name: str = ""
    password: str | None = None
    language: str = "vi"


@action(Event.AGENCY_CREATED)
def create_agency(*, actor: Viewer, draft: AgencyDraft) -> Agency:
    """A new agency."""
    check_user_can_administer(actor)
    agency = Agency.objects.create(**asdict(draft))
    record_event(actor=actor, event=Event.AGENCY_CREATED, subject=f"agency:{agency.code}")
    return agency


@action(Event.UNIT_CREATED)
def create_unit(
    *,
    actor: Viewer,
    agency: str,
    code: str,
    name: str,
    name_en: str = "",
    territory: Iterable[str] = (),
) -> Unit:
    """A new unit of `agency` whose territory is the areas with the given codes.

    Raises `UnknownAreaError` for a code that no area has.
    """
    check_user_can_administer(actor)
    unit = Unit.objects.create(
        agency=Agency.objects.get(code=agency),
        code=code,
        name=name,
        name_en=name_en,
        fold=fold(name),
    )
    unit.territory.set(_area_ids(territory))
    record_event(actor=actor, event=Event.UNIT_CREATED, subject=f"unit:{code}")
    return unit


@action(Event.USER_CREATED)
def create_user(*, actor: Viewer, draft: UserDraft) -> User:
    """A new user. Raises `WeakPasswordError` with the reasons when the password does not do."""
    check_user_can_administer(actor)
    user = User(
        username=draft.username,
        first_name=draft.full_name,
        agency=Agency.objects.get(code=draft.agency) if draft.agency else None,
        unit=Unit.objects.get(code=draft.unit) if draft.unit else None,
        roles=[Role(role).value for role in draft.roles],
        language=draft.language,
    )
    _set_checked_password(user, draft.password)
    user.save()
    record_event(
        actor=actor,
        event=Event.USER_CREATED,
        subject=f"user:{user.username}",
        details={"roles": user.roles, "agency": draft.agency},
    )
    return user


@action(Event.USER_ROLES_SET)
def set_user_roles(*, actor: Viewer, username: str, roles: Sequence[Role]) -> None:
    """Gives the user exactly these roles."""
    check_user_can_administer(actor)
    user = User.objects.select_for_update().get(username=username)
    before, user.roles = user.roles, [role.value for role in roles]
    user.save(update_fields=["roles"])
    record_event(
        actor=actor,
        event=Event.USER_ROLES_SET,
        subject=f"user:{username}",
        details={"before": before, "after": user.roles},
    )


@action(Event.USER_PASSWORD_SET)
def set_user_password(*, actor: Viewer, username: str, password: str) -> None:
    """Sets a password: one's own, or anybody's for an administrator."""
    user = User.objects.select_for_update().get(username=username)
    if user.pk != actor.user_id:
        check_user_can_administer(actor)
    _set_checked_password(user, password)
    user.save(update_fields=["password"])
    record_event(actor=actor, event=Event.USER_PASSWORD_SET, subject=f"user:{username}")


@action(Event.USER_LANGUAGE_SET)
def set_language(*, actor: Viewer, language: str) -> None:
    """Keeps the language in which the acting user reads pages."""
    if actor.user_id is not None:
        User.objects.filter(pk=actor.user_id).update(language=language)
    record_event(actor=actor, event=Event.USER_LANGUAGE_SET, details={"language": language})


@action(Event.USER_THEME_SET)
def set_theme(*, actor: Viewer, theme: str) -> None:
    """Keeps whether the acting user reads light or dark pages; empty: as the device says."""
    if actor.user_id is not None:
        User.objects.filter(pk=actor.user_id).update(theme=theme)
    record_event(actor=actor, event=Event.USER_THEME_SET, details={"theme": theme})


@action(Event.USER_SIGNED_IN)
def record_sign_in(*, actor: Viewer) -> None:
    """Notes that the actor signed in."""
    record_event(actor=actor, event=Event.USER_SIGNED_IN)


@action(Event.USER_SIGNED_OUT)
def record_sign_out(*, actor: Viewer) -> None:
    """Notes that the actor signed out."""
    record_event(actor=actor, event=Event.USER_SIGNED_OUT)


@action(Event.INSTALLATION_SET)
def set_installation(*, actor: Viewer, area: str | None, is_demonstration: bool = False) -> None:
    """Says which area (code) this installation serves, and whether it is a demonstration."""
    check_user_can_administer(actor)
    area_id = _area_ids([area])[0] if area else None
    Installation.objects.update_or_create(
        pk=1, defaults={"area_id": area_id, "is_demonstration": is_demonstration}
    )
    record_event(actor=actor, event=Event.INSTALLATION_SET, details={"area": area})


def _set_checked_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPasswordError(" ".join(error.messages)) from error
    user.set_password(password)


def _area_ids(codes: Iterable[str]) -> list[int]:
    wanted, known = list(codes), area_ids()
    if missing := [code for code in wanted if code not in known]:
        raise UnknownAreaError(f"no area has the code {missing[0]}", code=missing[0])
    return [known[code] for code in wanted]
