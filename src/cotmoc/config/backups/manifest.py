"""What a backup says it holds, so that a restore can be checked against it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cotmoc.config.errors import BackupFileError

FORMAT = 1
MANIFEST, DUMP, KEY, UPLOADS = "manifest.json", "database.dump", "secret-key", "uploads/"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class TableSum:
    """The number of rows of one table and a sum over their content that no order changes."""

    rows: int
    content: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: its members by SHA-256, its tables by count and content."""

    program: str
    made_at: str
    postgres_major: int
    revision: int
    members: dict[str, str]
    tables: dict[str, TableSum]

    def to_json(self) -> str:
        """The manifest as text; `from_json` reads it back."""
        return json.dumps({"format": FORMAT, **dataclasses.asdict(self)}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str, file: Path) -> Manifest:
        """The manifest read from a backup; raises BackupFileError when it is none of ours."""
        try:
            fields: dict[str, Any] = json.loads(text)
            if fields.pop("format") != FORMAT:
                raise BackupFileError(f"{file}: unknown format", file=str(file), reason="format")
            tables = {name: TableSum(**sums) for name, sums in fields.pop("tables").items()}
            return cls(tables=tables, **fields)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"{MANIFEST}: {error}"
            raise BackupFileError(f"{file}: {reason}", file=str(file), reason=reason) from error


def sha256_of(stream: IO[bytes]) -> str:
    """The SHA-256 of everything left in `stream`, in hexadecimal."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()
