"""Filters and tags of every page; docs/reference/design.md shows each with an example."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.text import sort_key
from cotmoc.web import formatting
from cotmoc.web import stylesheet as web_stylesheet
from cotmoc.web.icons import ICONS
from cotmoc.web.permissions import permitted

register = template.Library()


class HasKind(Protocol):
    """An area in whatever form."""

    @property
    def kind(self) -> str: ...


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon called `name`, hidden from screen readers: a word always stands beside it."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - our own constants
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', drawing)


@register.simple_tag
def stylesheet() -> SafeString:
    """The links to the fonts, which are fetched at once so that no text changes its width, and to the stylesheet."""
    sheet = web_stylesheet.stylesheet()
    fonts = format_html_join(
        "\n",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((address,) for address in sheet.fonts),
    )
    address = reverse("style", args=[sheet.digest])
    return format_html('{}\n<link rel="stylesheet" href="{}">', fonts, address)


@register.simple_tag
def badge(kind: str, label: object) -> SafeString:
    """A label with the shape and colour of `kind`: good, info, warn, bad, neutral, closed or new."""
    return format_html('<span class="badge badge-{}">{}{}</span>', kind, icon(kind), label)


@register.filter
def count(number: int | None) -> str:
    """A whole number, grouped as the language does; a dash for None."""
    return formatting.count_text(number)


@register.simple_tag
def quantity(amount: Decimal | int | None, measure: str | None) -> SafeString:
    """A quantity in the unit that reads best, the exact value beside it where the number is rounded."""
    text = formatting.quantity_text(amount, measure)
    if text.exact:
        return format_html('<data class="num" value="{0}" title="{0}">{1}</data>', text.exact, text)
    return format_html('<span class="num">{}</span>', text)


@register.filter
def moment(value: Moment | None) -> str:
    """A moment as precisely as it is known; a dash for None."""
    return formatting.moment_text(value)


@register.simple_tag(takes_context=True)
def agency(context: Context, code: str | None, lead: bool = False) -> SafeString:
    """The short name of the agency with `code`, its full name for those who point or listen."""
    if not code:
        return mark_safe("")
    language = get_language() or "vi"
    label = context["shell"].agencies.get(code)
    return format_html(
        '<abbr class="agency{}" title="{}">{}</abbr>',
        " agency-lead" if lead else "",
        label.name(language) if label else code,
        label.short(language) if label else code,
    )


@register.simple_tag(takes_context=True)
def may_open(context: Context, url_name: str) -> bool:
    """True when the viewer may open the address: `{% may_open "review" as may_review %}`."""
    return permitted(context["viewer"], url_name)


@register.filter
def message_kind(level: str) -> str:
    """The kind (good, info, warn, bad) of a Django message of `level`."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level, "info")


@register.filter
def localised(thing: object, attribute: str) -> str:
    """`attribute_vi` or `attribute_en` of `thing`, by the language of the page."""
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    return str(getattr(thing, f"{attribute}_{language}"))


@register.filter
def kind_of_area(area: HasKind) -> str:
    """What kind of area it is."""
    return localised(AreaKind(area.kind), "label")


@register.filter
def in_order(things: Iterable[Any], attribute: str = "") -> list[Any]:
    """The things in Vietnamese alphabetical order of `attribute`, or of themselves."""
    return sorted(
        things, key=lambda thing: sort_key(str(getattr(thing, attribute) if attribute else thing))
    )


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: object = "") -> dict[str, object]:
    """The pages of a list with the filters of the address kept."""
    numbers: Sequence[int | str] = list(
        page.paginator.get_elided_page_range(page.number, on_each_side=1)
    )
    return {"request": context["request"], "page": page, "numbers": numbers, "label": label}
