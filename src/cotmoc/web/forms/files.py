"""Forms of files coming in: choosing a file, and saying which column is which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.ingest.core.fields import FIELDS, FieldInfo, field_choices, parse_field
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.register_names import register_slug
from cotmoc.web.forms.agencies import AgencyForm

KIND_LABELS = {
    "incident": _("Incidents: one row or several rows are one incident"),
    "return": _("Returns: figures of units by period"),
    "information": _("Information reports"),
}
COVERAGE_LABELS = {
    "none": _("Nothing: they stay as they are"),
    "periods": _("They were taken back, if they lie in the period of this file"),
    "register": _("They were taken back: this file is the whole register"),
}
GROUP_LABELS = {
    "": _("The record"),
    "occurred": _("When it occurred"),
    "period": _("Period of the figure"),
    "received": _("When it was received"),
    "place": _("Where"),
    "party": _("Parties"),
    "conveyance": _("Conveyances"),
    "seizure": _("Seizures"),
    "outcome": _("Outcome"),
    "return": _("Figures"),
    "information": _("Information report"),
    "other": _("Other"),
}
MOST_CONSTANTS = 6


class FileForm(AgencyForm):
    """A file to put in. Administrators say for which agency."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "xlsx, xls, ods, csv, tsv, parquet, json, or a zip of such files. "
            "Choose it, or drop it on the field."
        ),
    )
    closed = forms.BooleanField(
        label=_("Only my agency may open these records"),
        help_text=_("They are counted in every figure all the same."),
        required=False,
    )


def group_of(field: str) -> str:
    """The group under which a field stands in a list of choices."""
    target = parse_field(field)
    group = target.group if target else "other"
    if group in {"ignore", "extra", "dimension"}:
        return "other"
    return group if group in GROUP_LABELS else ""


def label_of(info: FieldInfo) -> str:
    """What a field is called in the language of the page."""
    return info.label_vi if (get_language() or "vi").startswith("vi") else info.label_en


def field_label(field: str) -> str:
    """What any field of a profile is called: those of further parts bear their number; one no list offers, its name."""
    target = parse_field(field)
    if target is None:
        return field
    first = f"{target.group}[1].{target.leaf}"
    info = next((info for info in FIELDS if info.name in (field, first)), None)
    if info is None:
        return field
    return f"{label_of(info)} ({target.index})" if target.index > 1 else label_of(info)


def grouped_choices(
    kind: str, column: str, present: str, likely: Sequence[str] = ()
) -> list[tuple[Any, Any]]:
    """The choices for one column, grouped: the likely ones first, and once.

    `present` stays among them even where no list offers it.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for info in field_choices(kind):
        if info.name != "ignore":
            groups.setdefault(group_of(info.name), []).append((info.name, label_of(info)))
    other = [_free_choice(kind, column, present), ("ignore", str(_("Not needed")))]
    labels = dict(choice for choices in (*groups.values(), other) for choice in choices)
    if present and present not in labels:
        other.append((present, field_label(present)))
    first = [(name, labels.get(name) or field_label(name)) for name in likely if name != present]
    shown = {name for name, _label in first}
    groups = {
        group: [choice for choice in choices if choice[0] not in shown]
        for group, choices in groups.items()
    }
    return [
        ("", _("Keep as written, do not understand")),
        *([(_("Likely"), first)] if first else []),
        *((GROUP_LABELS[group], choices) for group, choices in groups.items()),
        (GROUP_LABELS["other"], other),
    ]


def _free_choice(kind: str, column: str, present: str) -> tuple[str, str]:
    """The choice of a field that bears the column's own name."""
    group = "dimension" if kind == "return" else "extra"
    label = _("Breakdown of the figure") if kind == "return" else _("Keep as further text")
    return (present if present.startswith(f"{group}.") else f"{group}.{column}"), str(label)


class ColumnForm(forms.Form):
    """What one column is, and how its values are written."""

    field = forms.ChoiceField(required=False)
    is_key = forms.BooleanField(required=False)
    unit = forms.CharField(label=_("Unit of all quantities"), required=False, max_length=40)
    separator = forms.CharField(
        label=_("Between several values"), required=False, max_length=4, strip=False
    )
    role = forms.CharField(required=False, widget=forms.HiddenInput)
    measure = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.CharField(required=False, widget=forms.HiddenInput)
    decimal = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.CharField(required=False, widget=forms.HiddenInput)
    serials = forms.CharField(required=False, widget=forms.HiddenInput)
    breakdown = forms.CharField(required=False, widget=forms.HiddenInput)
    commodity = forms.CharField(required=False, widget=forms.HiddenInput)
    period = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, column: str, kind: str, likely: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.column = column
        present = str(self["field"].value() or "")
        self.fields["field"].choices = grouped_choices(kind, column, present, likely)  # type: ignore[attr-defined]
        self.fields["field"].label = column

    def rule(self) -> ColumnRule | None:
        """The rule for the column; None when it is kept as written and is no part of the key."""
        values = self.cleaned_data
        field = values["field"] or ("ignore" if values["is_key"] else "")
        if not field:
            return None
        names = (
            "unit", "separator", "role", "measure", "order", "decimal", "year", "serials",
            "breakdown", "commodity", "period",
        )  # fmt: skip
        options = {name: values[name] for name in names if values[name]}
        return ColumnRule(self.column, field, options)


class ProfileForm(forms.Form):
    """Everything of a profile that is not about one column."""

    kind = forms.ChoiceField(label=_("The file holds"), choices=list(KIND_LABELS.items()))
    register = forms.CharField(
        label=_("Register"),
        max_length=60,
        help_text=_("The series of files that this one belongs to, such as seizures-2026."),
    )
    coverage = forms.ChoiceField(
        label=_("What does it mean when earlier records of the register are missing here?"),
        choices=list(COVERAGE_LABELS.items()),
        widget=forms.RadioSelect,
    )
    continued = forms.BooleanField(
        label=_("A row without a number and a date goes on with the record above"),
        help_text=_("For a second person or a second line of goods written below the first."),
        required=False,
    )
    date_order = forms.ChoiceField(
        label=_("Order in dates"),
        choices=[
            ("dmy", _("day, month, year")),
            ("mdy", _("month, day, year")),
            ("ymd", _("year, month, day")),
        ],
    )
    decimal = forms.ChoiceField(
        label=_("Decimal sign"),
        required=False,
        choices=[("", _("as it appears")), (",", _("comma: 1,5")), (".", _("point: 1.5"))],
    )
    missing = forms.CharField(
        label=_("Read as empty"),
        required=False,
        help_text=_("Texts such as NA, separated by semicolons."),
    )
    fiscal_start_month = forms.IntegerField(
        label=_("Fiscal year begins in month"), required=False, min_value=1, max_value=12
    )
    utc_offset_minutes = forms.IntegerField(
        label=_("Local time ahead of UTC, minutes"),
        required=False,
        min_value=-840,
        max_value=840,
        help_text=_("Only when times are written in UTC. Vietnam: 420."),
    )
    list_separators = forms.CharField(
        label=_("Signs between several values of one cell"), required=False, strip=False
    )
    sheet = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of the profile"), max_length=120)
    keep = forms.BooleanField(
        label=_("Keep this profile for the next file of this shape"), required=False, initial=True
    )

    def clean_register(self) -> str:
        """The name of the register as a slug: Latin letters, digits and hyphens."""
        slug = register_slug(str(self.cleaned_data["register"]))
        if not slug:
            raise forms.ValidationError(_("Use letters and digits."), "register.empty")
        return slug


class ConstantForm(forms.Form):
    """A field that has the same value in every row."""

    field = forms.ChoiceField(label=_("Field"), required=False)
    value = forms.CharField(label=_("Value in every row"), required=False, max_length=200)

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self["field"].value() or "")
        choices = grouped_choices(kind, "", present)[1:-1]
        if present and present not in {v for _g, inner in choices for v, _l in inner}:
            choices.append((GROUP_LABELS["other"], [(present, present)]))
        self.fields["field"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]


class MappingForm:
    """The whole mapping page: the profile's settings, one form for each column, and the constants."""

    def __init__(
        self,
        profile: Profile,
        headers: Sequence[str],
        refused: Mapping[str, str],
        data: Mapping[str, Any] | None = None,
        likely: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`likely` holds by header the fields that the column probably is, to be offered first."""
        self.base = profile
        kind = str(data.get("kind") or profile.kind) if data else profile.kind
        self.settings = ProfileForm(data, initial=_settings_of(profile))
        rules = {rule.column: rule for rule in profile.columns}
        self.columns = [
            ColumnForm(
                header,
                kind,
                (likely or {}).get(header, ()),
                data,
                prefix=f"c{at}",
                initial=_column_initial(rules.get(header), profile),
            )
            for at, header in enumerate(headers)
            if header not in refused
        ]
        self.constants = [
            ConstantForm(kind, data, prefix=f"k{at}", initial={"field": field, "value": value})
            for at, (field, value) in enumerate(_constant_rows(profile, data))
        ]

    def is_valid(self) -> bool:
        """True when every part can be read."""
        parts: list[forms.Form] = [self.settings, *self.columns, *self.constants]
        return all([part.is_valid() for part in parts])  # noqa: C419 - every part shows its errors

    def profile(self) -> Profile:
        """The profile that the form states. Raises `ProfileError`, `ProtectedColumnError`."""
        values = self.settings.cleaned_data
        rules = [rule for form in self.columns if (rule := form.rule())]
        return self.base.next_version(
            version=self.base.version,
            name=values["name"],
            kind=values["kind"],
            register=values["register"],
            columns=tuple(rules),
            key=tuple(form.column for form in self.columns if form.cleaned_data["is_key"]),
            constants=self._constants(),
            coverage=values["coverage"],
            continued=values["continued"],
            missing=tuple(part.strip() for part in values["missing"].split(";") if part.strip()),
            date_order=values["date_order"],
            decimal=values["decimal"],
            fiscal_start_month=values["fiscal_start_month"],
            list_separators=values["list_separators"].replace("\\n", "\n"),
            utc_offset_minutes=values["utc_offset_minutes"],
            sheet=values["sheet"],
        )

    def refuse(self, message: str, code: str) -> None:
        """Shows why what the form states cannot be used."""
        self.settings.add_error(None, forms.ValidationError(message, code))

    def _constants(self) -> dict[str, str]:
        rows = [form.cleaned_data for form in self.constants]
        return {row["field"]: row["value"] for row in rows if row["field"] and row["value"]}


def _constant_rows(profile: Profile, data: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    if data is not None:
        return [("", "")] * sum(1 for name in data if re.fullmatch(r"k\d+-field", name))
    stated = list(profile.constants.items())
    return stated + [("", "")] * max(1, MOST_CONSTANTS - len(stated) - 3)


def _column_initial(rule: ColumnRule | None, profile: Profile) -> dict[str, Any]:
    if rule is None:
        return {}
    return {"field": rule.field, "is_key": rule.column in profile.key, **rule.options}


def _settings_of(profile: Profile) -> dict[str, Any]:
    names = (
        "kind", "register", "coverage", "continued", "date_order", "decimal", "fiscal_start_month",
        "utc_offset_minutes", "sheet", "name",
    )  # fmt: skip
    return {
        **{name: getattr(profile, name) for name in names},
        "missing": "; ".join(profile.missing),
        "list_separators": profile.list_separators.replace("\n", "\\n"),
        "keep": True,
    }
