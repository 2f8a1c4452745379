"""The page of columns: what each is, how sure that is, and the first rows as they will be understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest import jobs
from cotmoc.ingest.actions.locking import FileBusyError, FileStateError
from cotmoc.ingest.actions.profiles import keep_profile
from cotmoc.ingest.actions.reading import note_rows_read
from cotmoc.ingest.core.mapping import Profile, ProfileError, Suggestion
from cotmoc.ingest.core.protected import ProtectedColumnError
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.queries.previews import preview
from cotmoc.ingest.queries.proposals import Proposal, proposal
from cotmoc.ingest.queries.uploads import Upload, UploadState
from cotmoc.normalise.readings import Problem, warning
from cotmoc.web.forms.files import ColumnForm, MappingForm, field_label
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import (
    ShownLeftOut,
    ShownRecord,
    problem_message,
    sheets_shown,
)
from cotmoc.web.views.files.scope import visible_upload

PREVIEW_RECORDS = 5
SAMPLE_VALUES = 4
LONGEST_SAMPLE = 40
MOST_LEFT_OUT = 100
CERTAIN, LIKELY = 0.8, 0.5
# Less probable alternatives are offered first in the list of fields, but not explained.
WORTH_A_LOOK = 0.03


@dataclass(frozen=True)
class ShownColumn:
    """A column of the file with its form, some of its values, and how sure its suggestion is."""

    header: str
    form: ColumnForm | None
    samples: Sequence[str]
    suggestion: Suggestion

    @property
    def refused(self) -> str:
        """Why the column is not taken in; empty for those that may be."""
        return self.reason if self.form is None else ""

    @property
    def confidence_text(self) -> str:
        """How sure the suggestion is, in words; empty without one, or where another field is chosen."""
        chosen = self.form["field"].value() if self.form else ""
        if not chosen or chosen != self.suggestion.field:
            return ""
        sure = self.suggestion.confidence
        if sure >= CERTAIN:
            return _("nearly certain")
        return _("likely") if sure >= LIKELY else _("a guess")

    @property
    def confidence_percent(self) -> str:
        """The length of its bar, 0 to 100."""
        return f"{100 * self.suggestion.confidence:.0f}"

    @property
    def reason(self) -> str:
        """Why it was suggested, in the language of the page."""
        said = self.suggestion
        problems = (warning(said.reason, said.column, **said.params), *said.doubts)
        return " ".join(map(problem_message, problems))

    @property
    def alternatives(self) -> list[ShownAlternative]:
        """What it may be instead, the likeliest first; only what is worth a look."""
        column = self.suggestion.column
        return [
            ShownAlternative(
                field_label(each.field),
                problem_message(warning(each.reason, column, **each.params)),
            )
            for each in self.suggestion.others
            if each.confidence >= WORTH_A_LOOK
        ]


@dataclass(frozen=True)
class ShownAlternative:
    """What a column may be instead, and why, in the language of the page."""

    label: str
    reason: str


def file_mapping(request: PageRequest, upload_id: int) -> HttpResponse:
    """The columns of a file to confirm or correct; on confirmation the file is checked."""
    upload = visible_upload(request, upload_id)
    if upload.state not in {UploadState.RECEIVED, UploadState.FAILED, UploadState.CHECKED}:
        return redirect("file", upload_id)
    try:
        offered = _offered(request, upload)
    except FileError as error:
        return _unreadable(request, upload, error)
    task = request.POST.get("do", "")
    data = request.POST if task in {"check", "preview"} else None
    form = MappingForm(
        _present(upload, offered, request),
        offered.table.headers,
        offered.refused,
        data,
        _likely(offered),
    )
    profile = _stated(form) if data is not None else form.base
    if (
        task == "check"
        and profile is not None
        and _ask_check(request, upload, form, profile, offered)
    ):
        return redirect("file", upload_id)
    return render(
        request,
        "web/files/mapping.html",
        _context(request, upload, offered, form, profile),
        status=400 if data is not None and profile is None else 200,
    )


@require_POST
def file_preview(request: PageRequest, upload_id: int) -> HttpResponse:
    """The first rows as the form's columns would have them understood, as a fragment."""
    upload = visible_upload(request, upload_id)
    try:
        offered = _offered(request, upload)
    except FileError as error:
        context: dict[str, object] = {"preview_error": problem_message(error.problem())}
        return render(request, "web/files/_preview.html", context)
    form = MappingForm(
        offered.profile, offered.table.headers, offered.refused, request.POST, _likely(offered)
    )
    context = _preview_context(request.viewer, upload, offered, _stated(form))
    if form.settings.non_field_errors():
        context["preview_error"] = " ".join(map(str, form.settings.non_field_errors()))
    return render(request, "web/files/_preview.html", context)


def _offered(request: PageRequest, upload: Upload) -> Proposal:
    """How the file could be read, of the sheet and for the kind that the page asks for."""
    kind = request.POST.get("kind", "") if request.POST.get("do") == "suggest" else ""
    kind = kind if kind in {"incident", "return", "information"} else ""
    return proposal(
        viewer=request.viewer, upload=upload, sheet=request.GET.get("sheet", ""), kind=kind
    )


def _likely(offered: Proposal) -> dict[str, list[str]]:
    """By header the fields that a column probably is, the likeliest first."""
    return {
        said.column: [
            field for field in (said.field, *(each.field for each in said.others)) if field
        ]
        for said in offered.suggestions
    }


def _present(upload: Upload, offered: Proposal, request: PageRequest) -> Profile:
    """The profile that the page begins with: the one last used for this file, else the one offered."""
    if upload.profile and request.POST.get("do") != "suggest" and "sheet" not in request.GET:
        return Profile.from_json(upload.profile)
    return offered.profile


def _stated(form: MappingForm) -> Profile | None:
    """The profile that the form states; None, with the reason shown in it, when it cannot be used."""
    if not form.is_valid():
        return None
    try:
        return form.profile()
    except ProtectedColumnError as error:
        form.refuse(problem_message(_problem(error)), error.code)
    except ProfileError as error:
        form.refuse(problem_message(_problem(error)), error.code)
    return None


def _problem(error: ProfileError | ProtectedColumnError) -> Problem:
    return Problem(error.code, "", {name: str(value) for name, value in error.params.items()})


def _ask_check(
    request: PageRequest, upload: Upload, form: MappingForm, profile: Profile, offered: Proposal
) -> bool:
    """True when the check was done, or is left to the worker; False with the reason in the form."""
    if form.settings.cleaned_data["keep"]:
        profile = keep_profile(
            actor=request.viewer,
            agency=upload.agency.code,
            profile=profile,
            headers=offered.table.headers,
        )
    try:
        jobs.check_soon(
            actor=request.viewer,
            upload_id=upload.pk,
            profile=profile,
            size_bytes=upload.size_bytes,
        )
    except (FileBusyError, FileStateError) as error:
        form.refuse(_("The file is being worked on. Try again when that has ended."), error.code)
        return False
    return True


def _context(
    request: PageRequest,
    upload: Upload,
    offered: Proposal,
    form: MappingForm,
    profile: Profile | None,
) -> dict[str, object]:
    params: Mapping[str, str] = upload.error_params
    failed = upload.state == UploadState.FAILED
    return {
        "upload": upload,
        "form": form,
        "profile": form.base,
        "recognised": offered.recognised,
        "headers": offered.table.headers,
        "columns": _columns(offered, form),
        "table_kind": offered.table.kind,
        "sheets": offered.table.sheets,
        "sheet": offered.table.sheet,
        "file_problems": [problem_message(problem) for problem in offered.table.problems],
        "left_out": [
            ShownLeftOut.of(row._asdict()) for row in offered.table.left_out[:MOST_LEFT_OUT]
        ],
        "sheets_left_out": sheets_shown(each._asdict() for each in offered.table.sheets_left_out),
        "rows_left_out": offered.table.rows_left_out,
        "error_message": problem_message(Problem(upload.error_code, "", params)) if failed else "",
        **_preview_context(request.viewer, upload, offered, profile),
    }


def _preview_context(
    viewer: Viewer, upload: Upload, offered: Proposal, profile: Profile | None
) -> dict[str, object]:
    if profile is None:
        return {"records": []}
    try:
        staged = preview(viewer=viewer, upload=upload, offered=offered, profile=profile)
    except ProfileError as error:
        return {"records": [], "preview_error": problem_message(_problem(error))}
    headers = offered.table.headers
    shown = staged[:PREVIEW_RECORDS]
    note_rows_read(actor=viewer, upload_id=upload.pk, records=shown)
    return {"records": [ShownRecord(each, headers, offered.refused) for each in shown]}


def _columns(offered: Proposal, form: MappingForm) -> list[ShownColumn]:
    forms = {each.column: each for each in form.columns}
    headers = offered.table.headers
    return [
        ShownColumn(header, forms.get(header), _samples(offered, at), offered.suggestions[at])
        for at, header in enumerate(headers)
    ]


def _samples(offered: Proposal, at: int) -> list[str]:
    """Some different values of a column, shortened; none of a column that is refused."""
    if offered.table.headers[at] in offered.refused:
        return []
    values = dict.fromkeys(row.cells[at] for row in offered.sample if row.cells[at])
    return [
        value if len(value) <= LONGEST_SAMPLE else f"{value[:LONGEST_SAMPLE]}…"
        for value in list(values)[:SAMPLE_VALUES]
    ]


def _unreadable(request: PageRequest, upload: Upload, error: FileError) -> HttpResponse:
    """The file was readable when it came and is not any more, or has no such sheet."""
    context = {"upload": upload, "message": problem_message(error.problem()), "code": error.code}
    return render(request, "web/files/unreadable.html", context, status=400)
