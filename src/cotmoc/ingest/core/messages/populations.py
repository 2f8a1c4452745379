"""Findings about files of inhabitants: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "population.area_unknown": (
        "“{written}” is no area that is known.",
        "“{written}” không phải địa bàn đã biết.",
    ),
    "population.area_ambiguous": (
        "“{written}” may be several areas ({areas}): give the code, or the province.",
        "“{written}” có thể là nhiều địa bàn ({areas}): hãy ghi mã hoặc tỉnh.",
    ),
    "population.name_differs": (
        "“{written}” has the code of {area}: the code decided.",
        "“{written}” mang mã của {area}: lấy theo mã.",
    ),
    "population.year_unreadable": (
        "“{written}” is no year.",
        "“{written}” không phải một năm.",
    ),
    "population.year_impossible": (
        "The year “{written}” is before 1900 or has not begun.",
        "Năm “{written}” trước năm 1900 hoặc chưa đến.",
    ),
    "population.number_unreadable": (
        "“{written}” cannot be read as a number of inhabitants.",
        "Không đọc được số dân “{written}”.",
    ),
    "population.number_ambiguous": (
        "“{written}” thousand may be two numbers: write it without dividing thousands.",
        "“{written}” nghìn người có thể hiểu theo hai cách: hãy ghi số không phân cách hàng nghìn.",
    ),
    "population.number_impossible": (
        "“{written}” is no whole number of inhabitants above zero.",
        "“{written}” không phải số dân nguyên, lớn hơn không.",
    ),
    "population.contradictory": (
        "Other rows give “{written}” another number for the same year; none of them was taken.",
        "Dòng khác ghi số dân khác của “{written}” trong cùng năm; không dòng nào được lấy.",
    ),
}
