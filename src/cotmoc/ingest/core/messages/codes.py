"""Findings about entries of code lists, units and agencies: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "code.unknown": (
        "“{written}” is in no entry of the list “{list}”; it is kept as text.",
        "“{written}” không có trong danh mục “{list}”; giữ nguyên văn.",
    ),
    "code.ambiguous": (
        "“{written}” could be several entries of the list “{list}”: {codes}; it is kept as text.",
        "“{written}” ứng với nhiều mục trong danh mục “{list}”: {codes}; giữ nguyên văn.",
    ),
    "code.inferred": (
        "“{written}” was taken as “{code}” because of the word “{word}”.",
        "“{written}” được hiểu là “{code}” vì có từ “{word}”.",
    ),
    "code.unmarked": (
        "“{written}” was taken as “{code}”, as if it were “{word}” without its tone marks.",
        "“{written}” được hiểu là “{code}”, coi là “{word}” viết không dấu.",
    ),
    "code.spelling": (
        "“{written}” was taken as “{code}”: it looks like “{word}”, misspelt.",
        "“{written}” được hiểu là “{code}” vì giống “{word}” viết sai chính tả.",
    ),
    "code.general": (
        "“{written}” names several things ({word}); what they have in common was taken: “{code}”.",
        "“{written}” nêu nhiều loại ({word}); lấy mục chung là “{code}”.",
    ),
    "code.several": (
        "“{written}” names several entries of the list “{list}”: {codes}; it is kept as text. Give each a line.",
        "“{written}” nêu nhiều mục trong danh mục “{list}”: {codes}; giữ nguyên văn. Hãy ghi mỗi mục một dòng.",
    ),
    "offence.not_taken": (
        "“{written}” gets no code: the product holds no offence of {refused}. The text stays as written.",
        "“{written}” không được gán mã: hệ thống không có hành vi nào về {refused}. Giữ nguyên văn.",
    ),
    "unit.unknown": (
        "The unit “{written}” is not known; it is kept as text.",
        "Không rõ đơn vị “{written}”; giữ nguyên văn.",
    ),
    "agency.unknown": (
        "The agency “{written}” is not known.",
        "Không rõ lực lượng “{written}”.",
    ),
    "agency.not_yours": (
        "The row is of the agency “{written}”, for which you cannot put in records.",
        "Dòng này của lực lượng “{written}”, bạn không được nhập thay.",
    ),
}
