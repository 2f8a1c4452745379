"""Files with a password."""

from __future__ import annotations

from pathlib import Path

from tests.integration.ingest.hostile.making import (
    ROWS,
    RawZip,
    hostile,
    xlsx_parts,
)
from tests.unit.ingest.making import (
    compound,
    ods_bytes,
    ods_table,
    write,
    xls_bytes,
)


@hostile("file.encrypted")
def xlsx_with_a_password(folder: Path) -> Path:
    streams = {"EncryptionInfo": b"x" * 4_096, "EncryptedPackage": b"y" * 4_096}
    return write(folder, "f.xlsx", compound(streams))


@hostile("file.encrypted")
def xls_with_a_password(folder: Path) -> Path:
    return write(folder, "f.xls", xls_bytes(ROWS, password=True))


@hostile("file.encrypted")
def ods_with_a_password(folder: Path) -> Path:
    more = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    return write(folder, "f.ods", ods_bytes(ods_table("A", ROWS), more=more))


@hostile("file.encrypted")
def zip_with_a_password(folder: Path) -> Path:
    archive = RawZip()
    for part, content in xlsx_parts().items():
        archive.add(part, str(content).encode(), flags=1)
    return write(folder, "f.xlsx", archive.content())
