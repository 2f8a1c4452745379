"""Photographs and documents that go with a record: which kinds are taken, told from their content alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

LARGEST_BYTES = 15_000_000
MOST_FILES = 20
#: As much of a file as tells its kind.
HEAD_BYTES = 64

JPEG, PNG, WEBP, HEIC = "image/jpeg", "image/png", "image/webp", "image/heic"
PDF = "application/pdf"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
#: What browsers show by themselves as a picture, and never run.
PICTURES = frozenset({JPEG, PNG, WEBP})
#: The endings that a browser offers to choose.
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".pdf", ".docx", ".xlsx")
_ZIPPED = {".docx": DOCX, ".xlsx": XLSX}
_SIGNS = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"RIFF[\s\S]{4}WEBP"), WEBP),
    (re.compile(rb"[\s\S]{4}ftyp(?:heic|heix|mif1|heif)"), HEIC),
    (re.compile(rb"%PDF-"), PDF),
)


def media_type(head: bytes, name: str) -> str:
    """The kind of a file by its first bytes, of packages also by its ending; "" for kinds that are not taken.

    What the sender calls it counts for nothing: a page or a drawing with scripts is none of these, whatever its name.

    >>> media_type(b"%PDF-1.7 ...", "bien-ban.pdf"), media_type(b"<svg onload=...", "anh.png")
    ('application/pdf', '')
    """
    if head.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(PurePath(name).suffix.lower(), "")
    return next((kind for pattern, kind in _SIGNS if pattern.match(head)), "")


def files_text(files: Iterable[tuple[str, str]]) -> str:
    """Names and digests of files as one cell of a record, so that the record itself says which they are.

    >>> files_text([("anh.jpg", "ab12")])
    'anh.jpg (SHA-256 ab12)'
    """
    return "\n".join(f"{name} (SHA-256 {sha256})" for name, sha256 in files)
