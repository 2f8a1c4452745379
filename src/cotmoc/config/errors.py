"""What can go wrong between a command and its installation, each with a stable code."""

from __future__ import annotations

from cotmoc.normalise.errors import CotmocError


class HomeError(CotmocError):
    """The data folder cannot be made, read or written; params: folder, reason."""

    code = "home.unusable"


class NewerDatabaseError(CotmocError):
    """The database was changed by a newer version of the program; params: migration."""

    code = "database.newer"


class PortError(CotmocError):
    """The address to serve on cannot be taken; params: host, port, reason."""

    code = "serve.port"


class BackupFileError(CotmocError):
    """The file is no backup, or is damaged; params: file, reason."""

    code = "backup.file"


class DumpError(CotmocError):
    """PostgreSQL's own program could not write or read the dump; params: reason."""

    code = "backup.dump"


class NotEmptyError(CotmocError):
    """The place to restore to already holds something; params: place."""

    code = "restore.not_empty"


class RestoredDiffersError(CotmocError):
    """What was restored is not what the backup says it holds; params: differences."""

    code = "restore.differs"
