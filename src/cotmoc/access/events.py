"""Every kind of audit event; an action that writes names exactly one of these."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Stable names of audit events, `thing:what happened`."""

    AGENCY_CREATED = "agency:created"
    UNIT_CREATED = "unit:created"
    USER_CREATED = "user:created"
    USER_ROLES_SET = "user:roles_set"
    USER_LANGUAGE_SET = "user:language_set"
    USER_THEME_SET = "user:theme_set"
    USER_PASSWORD_SET = "user:password_set"  # noqa: S105 - the name of an event
    USER_SIGNED_IN = "user:signed_in"
    USER_SIGNED_OUT = "user:signed_out"
    INSTALLATION_SET = "installation:set"
    AREAS_LOADED = "areas:loaded"
    PROFILE_KEPT = "profile:kept"
    FILE_RECEIVED = "file:received"
    FILE_CHECK_ASKED = "file:check_asked"
    FILE_READ = "file:read"
    FILE_ATTEMPTED = "file:attempted"
    FILE_CHECKED = "file:checked"
    FILE_MENDED = "file:mended"
    FILE_COMMIT_ASKED = "file:commit_asked"
    FILE_COMMITTED = "file:committed"
    FILE_FAILED = "file:failed"
    FILE_UNDONE = "file:undone"
    FILE_DISCARDED = "file:discarded"
    BATCH_COMMITTED = "batch:committed"
    BATCH_UNDONE = "batch:undone"
    DUTY_SET = "duty:set"
    PAIR_JUDGED = "pair:judged"
    JUDGEMENT_WITHDRAWN = "judgement:withdrawn"
    RULE_APPLIED = "rule:applied"
    PROPOSALS_REPLACED = "proposals:replaced"
    RECORDS_LISTED = "records:listed"
    INCIDENT_READ = "incident:read"
    SOURCE_READ = "source:read"
    PICTURE_EXPORTED = "picture:exported"
    BACKUP_MADE = "backup:made"
