"""What can go wrong between an installation and its database server, each with a stable code."""

from __future__ import annotations

from cotmoc.normalise.errors import CotmocError


class LauncherError(CotmocError):
    """Any failure to give this installation its database server."""

    code = "database_launcher"


class BinariesError(LauncherError):
    """Neither the package's PostgreSQL binaries nor a system PostgreSQL run on this machine."""

    code = "database_binaries"


class FolderError(LauncherError):
    """The data folder cannot be used by the user the server runs as; params: folder."""

    code = "database_folder"


class StartError(LauncherError):
    """The server did not come up; params: log (the last lines it wrote)."""

    code = "database_start"


class VersionError(LauncherError):
    """The data folder was written by another major version of PostgreSQL; params: data, binaries."""

    code = "database_version"
