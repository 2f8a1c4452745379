"""The operating-system user the server runs as: ourselves, or `nobody` when we are root."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cotmoc.postgres.errors import FolderError

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Account:
    """A user and group id, and whether we must change to them because we are root."""

    uid: int
    gid: int
    changes: bool

    @property
    def process_options(self) -> dict[str, Any]:
        """Options of `subprocess` that make a child run as this account, in a session of its own.

        The session of its own keeps a Ctrl-C of the terminal from reaching the server before us.
        """
        options: dict[str, Any] = {"start_new_session": True, "cwd": "/"}
        if self.changes:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def own(self, path: Path, mode: int) -> None:
        """Give `path`, which is inside our data folder, to this account with `mode`."""
        if self.changes:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
        path.chmod(mode)

    def make_private_folder(self, path: Path) -> None:
        """Make a folder that only this account may enter; refuse one that somebody else made."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (self.uid, os.geteuid()):
            message = f"{path} belongs to another user. Remove it, then start again."
            raise FolderError(message, folder=str(path))
        self.own(path, 0o700)


def server_account() -> Account:
    """The account the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), changes=False)
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid, changes=True)


def check_account_can_reach(account: Account, folder: Path) -> None:
    """Raise FolderError naming the folder that keeps the server's account from `folder`."""
    if not account.changes or _can_enter(account, folder):
        return
    closed = next(
        (part for part in reversed((folder, *folder.parents)) if not _can_enter(account, part)),
        folder,
    )
    message = (
        f"The database server runs as `nobody`, who may not enter {closed}. Choose a data folder "
        f"elsewhere (COTMOC_HOME=/var/lib/cotmoc), or allow passing through: chmod o+x {closed}"
    )
    raise FolderError(message, folder=str(closed))


def _can_enter(account: Account, folder: Path) -> bool:
    command = ["/bin/sh", "-c", 'test -x "$0"', str(folder)]
    return subprocess.run(command, check=False, **account.process_options).returncode == 0


_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(sign: signal.Signals) -> None:
    """Ask the kernel to send `sign` to this process when its parent dies; called before exec.

    The parent is the thread, not the process, that started this one.
    """
    if hasattr(_libc, "prctl"):
        _libc.prctl(PR_SET_PDEATHSIG, sign)
