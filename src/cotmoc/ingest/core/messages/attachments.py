"""Why a photograph or document is not taken: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "attachment.wrong_type": (
        "Only photographs (jpg, png, webp, heic) and documents (pdf, docx, xlsx) are taken.",
        "Chỉ nhận ảnh (jpg, png, webp, heic) và tài liệu (pdf, docx, xlsx).",
    ),
    "attachment.too_large": (
        "The file is larger than {most_mb} MB.",
        "Tệp lớn hơn {most_mb} MB.",
    ),
    "attachment.too_many": (
        "At most {most} files go with one sheet.",
        "Mỗi phiếu kèm được tối đa {most} tệp.",
    ),
}
