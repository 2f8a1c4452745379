"""Where one installation's database server keeps its files, and the address of its socket."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

# A unix socket's address holds 107 bytes, of which PostgreSQL's own file name takes 17.
LONGEST_SOCKET_FOLDER_BYTES = 90

PORT = "5432"  # a part of the socket's name; nothing listens on a network


def folder_mode() -> int:
    """The mode of folders on the way to the cluster: as root, `nobody` must be able to pass through."""
    return 0o711 if os.geteuid() == 0 else 0o700


@dataclass(frozen=True)
class Layout:
    """The files of the server of one data folder (`home`)."""

    home: Path

    @property
    def base(self) -> Path:
        """Everything of the server but its socket, when the path is too long for one."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """The database cluster, owned by the user the server runs as."""
        return self.base / "data"

    @property
    def unfinished_data(self) -> Path:
        """A cluster being created; left behind only by a run that was killed."""
        return self.base / "data.new"

    @property
    def lock(self) -> Path:
        """Locked while a server is looked for, started or stopped."""
        return self.base / "lock"

    @property
    def users(self) -> Path:
        """Locked (shared) by every command that uses the server."""
        return self.base / "users"

    @property
    def starter(self) -> Path:
        """The process id and birth of the process that started the server; kept until it is stopped."""
        return self.base / "starter"

    @property
    def log(self) -> Path:
        """What the server wrote on its standard error."""
        return self.base / "log"

    @property
    def superuser_password(self) -> Path:
        """The superuser's password; used to create the application's role and for nothing else."""
        return self.base / "superuser-password"

    @property
    def password(self) -> Path:
        """The password of the application's role."""
        return self.base / "password"

    @property
    def socket_folder(self) -> Path:
        """The 0700 folder of the server's socket: in `base`, or a short one when that is too long."""
        folder = self.base / "run"
        if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER_BYTES:
            return folder
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path("/tmp") / f"cotmoc-{os.geteuid()}-{name}"  # noqa: S108 - owner and mode are checked
