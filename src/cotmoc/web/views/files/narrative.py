"""From a written report: its text beside the fields understood of it; confirmed, it becomes a file of one row."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cotmoc.ingest import jobs
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.narrative.documents import document_text
from cotmoc.ingest.core.narrative.proposals import Proposal, Understanding, pieces
from cotmoc.ingest.core.narrative.reading import read_narrative
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.stated_incident import (
    NARRATIVE,
    WRITTEN_REPORTS,
    Reading,
    column_of,
    read_stated,
    row_file,
    row_profile,
)
from cotmoc.ingest.queries.context import import_context
from cotmoc.normalise.readings import Problem, Severity
from cotmoc.web.forms.incident_fields import (
    CHOSEN,
    REPEATED,
    Choice,
    changed_values,
    choices_of,
    field_label,
    numbers_of,
    stated_values,
)
from cotmoc.web.forms.narrative import ONCE, NarrativeForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import file_error_message, problem_message

LONG_FIELDS = ("place.written", "residence")


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the form: its name, label and value, where its words stand in the text, and what is to be said."""

    name: str
    label: str
    value: str
    choices: Sequence[Choice]
    is_chosen: bool
    is_long: bool
    mark: str
    reason: str
    problems: Sequence[str]
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class ShownThing:
    """A party, conveyance or line of goods with its fields."""

    group: str
    number: int
    fields: Sequence[ShownField]

    @property
    def stated(self) -> Sequence[ShownField]:
        """The fields that say something, and the one that every such thing has."""
        return [
            each for at, each in enumerate(self.fields) if each.value or each.problems or at < 2
        ]

    @property
    def silent(self) -> Sequence[ShownField]:
        """The fields that say nothing yet."""
        shown = self.stated
        return [each for each in self.fields if each not in shown]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A part of the text; with the field it leads to, and ids to be led to, where something was read from it."""

    text: str
    ids: Sequence[str] = ()
    field: str = ""
    group: str = ""
    title: str = ""


def narrative(request: PageRequest) -> HttpResponse:
    """The page on which a report is read and its fields are confirmed. Nothing is kept before the confirmation."""
    form = NarrativeForm(request.viewer, request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return render(request, "web/files/narrative.html", {"form": form}, status=status)
    text = _text(form)
    if text is None:
        return render(request, "web/files/narrative.html", {"form": form}, status=400)
    context = import_context(form.agency_code)
    found = read_narrative(text, context)
    values = _values(request, found)
    reading = _read(values, found, context)
    if request.POST.get("do") == "confirm" and not reading.is_parked:
        return _filed(request, form, values, found)
    page = _page(form, found, values, reading.problems)
    page["refused"] = request.POST.get("do") == "confirm"
    status = 400 if page["refused"] else 200
    return render(request, "web/files/narrative_read.html", page, status=status)


def _text(form: NarrativeForm) -> str | None:
    """The text pasted, or that of the document; None with the reason at the field."""
    file: UploadedFile[Any] | None = form.cleaned_data["file"]
    if file is None:
        return str(form.cleaned_data["text"]).replace("\r\n", "\n")
    with tempfile.NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            return document_text(Path(copy.name))
        except FileError as error:
            form.add_error("file", f"{file_error_message(error)} [{error.code}]")
            return None


def _values(request: PageRequest, found: Understanding) -> dict[str, str]:
    """The fields as sent, with one thing more or less where that was asked for; those proposed for a new text."""
    task = request.POST.get("do", "")
    if task.partition(":")[0] not in ("confirm", "add", "remove", "look"):
        return dict(found.values)
    once = [name for names in ONCE.values() for name in names]
    return changed_values(task, stated_values(request.POST, once))


def _read(values: Mapping[str, str], found: Understanding, context: Context) -> Reading:
    """What the fields would be taken in as, and what would be said of them."""
    stated = {**values, NARRATIVE: found.text}
    return read_stated(stated, row_profile(stated, WRITTEN_REPORTS, found.decimal), context)


def _filed(
    request: PageRequest, form: NarrativeForm, values: Mapping[str, str], found: Understanding
) -> HttpResponse:
    """The confirmed report received and checked as a file of one row; its page takes it in."""
    stated = {**values, NARRATIVE: found.text}
    content = row_file(stated)
    name = _("written-report")
    upload = receive_file(
        actor=request.viewer,
        file=FileDraft(
            agency=form.agency_code,
            name=f"{name}-{_day(values)}.json",
            content=[content],
            handling=form.handling,
        ),
    )
    jobs.check_soon(
        actor=request.viewer,
        upload_id=upload.pk,
        profile=row_profile(stated, WRITTEN_REPORTS, found.decimal),
        size_bytes=upload.size_bytes,
    )
    return redirect("file", upload.pk)


def _day(values: Mapping[str, str]) -> str:
    today: date = timezone.localdate()
    written = "".join(c if c.isalnum() else "-" for c in values.get("occurred.date", ""))
    return written.strip("-") or today.isoformat()


def _page(
    form: NarrativeForm,
    found: Understanding,
    values: Mapping[str, str],
    problems: Mapping[str, Sequence[Problem]],
) -> dict[str, Any]:
    marks = {each.field: f"w{number}" for number, each in enumerate(found.proposals)}
    said = {each.field: each for each in found.proposals}

    def field(name: str, leaf: str) -> ShownField:
        return _shown(
            name, leaf, values.get(name, ""), said.get(name), marks, problems.get(name, ())
        )

    return {
        "form": form,
        "text": found.text,
        "pieces": _pieces(found, marks),
        "once": {group: [field(name, name) for name in names] for group, names in ONCE.items()},
        "things": {
            group: [
                ShownThing(
                    group, number, [field(f"{group}[{number}].{leaf}", leaf) for leaf in leaves]
                )
                for number in numbers_of(group, values)
            ]
            for group, leaves in REPEATED.items()
        },
        "record_problems": [problem_message(each) for each in problems.get("", ())],
        "proposed": len(found.proposals),
    }


def _shown(
    name: str,
    leaf: str,
    value: str,
    said: Proposal | None,
    marks: Mapping[str, str],
    problems: Sequence[Problem],
) -> ShownField:
    """The field; it leads to its words in the text as long as it says what was read from them."""
    is_read = said is not None and said.value == value
    return ShownField(
        name=name,
        label=field_label(name),
        value=value,
        choices=choices_of(leaf),
        is_chosen=leaf in CHOSEN,
        is_long=leaf in LONG_FIELDS,
        mark=marks[name] if is_read else "",
        reason=problem_message(Problem(said.reason)) if said and is_read else "",
        problems=[problem_message(each) for each in problems],
        is_wrong=any(each.severity is Severity.ERROR for each in problems),
    )


def _pieces(found: Understanding, marks: Mapping[str, str]) -> list[ShownPiece]:
    """The text with its marked words; where the words of a proposal begin, the piece bears the proposal's id."""
    shown: list[ShownPiece] = []
    begin = 0
    for piece in pieces(found.text, found.proposals):
        end = begin + len(piece.text)
        ids = [marks[each.field] for each in found.proposals if begin <= each.begin < end]
        begin = end
        if not piece.proposals:
            shown.append(ShownPiece(piece.text))
            continue
        first = piece.proposals[0]
        title = ", ".join(_full_label(each.field) for each in piece.proposals)
        group = first.field.partition("[")[0].partition(".")[0]
        shown.append(ShownPiece(piece.text, ids, first.field, group, title))
    return shown


def _full_label(name: str) -> str:
    if get_language() != "en":
        return column_of(name)
    return f"{name.partition('[')[0]}: {field_label(name)}" if "[" in name else field_label(name)
