"""The permission table: who may open which address. What is not in it, nobody may open.

Roles only open pages. What a page then shows is decided by `visible_to(viewer)` of its queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.access.core.viewer import READING_ROLES, Role, Viewer


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may open an address: everybody, every signed-in user (`roles` None), or those with one of `roles`."""

    public: bool = False
    roles: frozenset[Role] | None = None

    def admits(self, viewer: Viewer) -> bool:
        """True when the viewer may open the address."""
        if self.public:
            return True
        if viewer.user_id is None:
            return False
        return self.roles is None or not self.roles.isdisjoint(viewer.roles)


def only(*roles: Role) -> Permission:
    """The permission of those who have at least one of `roles`."""
    return Permission(roles=frozenset(roles))


PUBLIC = Permission(public=True)
SIGNED_IN = Permission()
READERS = Permission(roles=READING_ROLES)
REVIEWERS = only(Role.ANALYST, Role.LIAISON, Role.COMMANDER)
LINE_SETTERS = only(Role.ANALYST, Role.COMMANDER)
COMMANDERS = only(Role.COMMANDER)
RECORDERS = only(Role.OFFICER, Role.ANALYST, Role.LIAISON, Role.ADMINISTRATOR)
LOGGERS = only(Role.OFFICER, Role.ANALYST, Role.LIAISON)

#: By URL name, one block for each task.
PERMISSIONS: dict[str, Permission] = {
    # session
    "home": SIGNED_IN,
    "sign_in": PUBLIC,
    "sign_out": SIGNED_IN,
    "demo_sign_in": PUBLIC,
    "language": PUBLIC,
    "theme": PUBLIC,
    "style": PUBLIC,
    "find": SIGNED_IN,
    "tour": SIGNED_IN,
    "tour_panel": SIGNED_IN,
    "account": SIGNED_IN,
    # picture
    "picture": READERS,
    "picture_rest": READERS,
    "picture_map": READERS,
    "picture_map_table": READERS,
    "picture_changes": READERS,
    "picture_areas": READERS,
    "picture_published": READERS,
    "picture_export": READERS,
    "list_export": READERS,
    "incidents": READERS,
    "parties": READERS,
    "conveyances": READERS,
    "seizures": READERS,
    "outcomes": READERS,
    "sources": READERS,
    "returns": READERS,
    # incidents
    "incident": READERS,
    "incident_map": READERS,
    "incident_known": READERS,
    "incident_split": REVIEWERS,
    "incident_judgement_undo": REVIEWERS,
    "source": READERS,
    # search
    "search": READERS,
    # review
    "review": REVIEWERS,
    "review_undo": REVIEWERS,
    "review_conflicts": REVIEWERS,
    "review_answer": REVIEWERS,
    "review_map": REVIEWERS,
    "review_split": REVIEWERS,
    "review_take_back": REVIEWERS,
    "review_waiting": REVIEWERS,
    "review_confirm": REVIEWERS,
    "review_decline": REVIEWERS,
    "review_mark_open": COMMANDERS,
    "review_mark_approve": COMMANDERS,
    "review_mark_end": COMMANDERS,
    "review_thresholds": only(Role.ANALYST, Role.LIAISON, Role.COMMANDER, Role.INSPECTOR),
    "review_thresholds_set": LINE_SETTERS,
    "review_thresholds_undo": LINE_SETTERS,
    "review_thresholds_check": REVIEWERS,
    "review_things": REVIEWERS,
    "review_things_answer": REVIEWERS,
    "review_things_undo": REVIEWERS,
    # ingest
    "files": RECORDERS,
    "file_narrative": RECORDERS,
    "file": RECORDERS,
    "file_mapping": RECORDERS,
    "file_preview": RECORDERS,
    "file_progress": RECORDERS,
    "file_known": RECORDERS,
    "file_parked": RECORDERS,
    "file_marked": RECORDERS,
    "file_records": RECORDERS,
    "file_mend": RECORDERS,
    "file_recheck": RECORDERS,
    "file_mend_parked": RECORDERS,
    "file_commit": RECORDERS,
    "file_undo": RECORDERS,
    "file_discard": RECORDERS,
    "file_correct": RECORDERS,
    # log
    "log": LOGGERS,
    "log_complete": LOGGERS,
    "log_correct": LOGGERS,
    "log_sheet": LOGGERS,
    "log_look": LOGGERS,
    "log_discard": LOGGERS,
    "log_print": READERS,
    "log_file": READERS,
    "log_detach": LOGGERS,
    # areas
    "areas": SIGNED_IN,
    "area": SIGNED_IN,
    "area_map": SIGNED_IN,
}


def permitted(viewer: Viewer, url_name: str) -> bool:
    """True when the viewer may open the address called `url_name`; False for names outside the table."""
    permission = PERMISSIONS.get(url_name)
    return permission is not None and permission.admits(viewer)
