"""What a process that reads files of strangers may use: memory, time, files, no network. Linux."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

MEMORY_BYTES = 900_000_000
#: Address space also holds what is only reserved: libraries, stacks, arenas.
ADDRESS_BYTES = 2_000_000_000
LARGEST_OUTPUT_BYTES = 8_000_000_000
MOST_FILES = 64
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
# Landlock (linux/landlock.h): what is handled is forbidden unless a rule allows it below a folder.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE, _MAKE_FILE = 1, 2, 4, 8, 32, 256
_HANDLED_FILES, _HANDLED_NETWORK = (1 << 13) - 1, 0b11
_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE


def end_with(parent: int) -> None:
    """Has the kernel end this process when its parent ends; at once if it has ended already."""
    _libc().prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def limit_resources(cpu_s: int) -> None:
    """Bounds memory, processor time, files; no core dumps, no further processes."""
    _limit(resource.RLIMIT_DATA, MEMORY_BYTES)
    _limit(resource.RLIMIT_AS, ADDRESS_BYTES)
    _limit(resource.RLIMIT_CPU, cpu_s)
    _limit(resource.RLIMIT_FSIZE, LARGEST_OUTPUT_BYTES)
    _limit(resource.RLIMIT_NOFILE, MOST_FILES)
    _limit(resource.RLIMIT_CORE, 0)


def drop_rights(readable: Sequence[Path], writable: Path) -> list[str]:
    """Gives up the network, new rights, other processes' programs and all files but these; what the kernel did.

    An older kernel that knows none of it leaves the limits of `limit_resources`, and a list that is shorter.
    """
    done = []
    libc = _libc()
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        done.append("no new rights")
    # As root, or where users may have spaces of their own; a single-threaded process is asked for.
    if libc.unshare(_NEW_NETWORK) == 0 or libc.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        done.append("no network")
    if _restrict_files(libc, readable, writable):
        done.append("own files only")
    return done


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Below(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def _restrict_files(libc: ctypes.CDLL, readable: Sequence[Path], writable: Path) -> bool:
    """True when from now on only these files can be opened."""
    ruleset = _ruleset(libc)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(libc, ruleset, path, _READ)
        _allow(libc, ruleset, writable, _WRITE)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _ruleset(libc: ctypes.CDLL) -> int:
    """The descriptor of a set of rules, of as much as the kernel knows; -1 where it knows none."""
    for files, network in ((_HANDLED_FILES, _HANDLED_NETWORK), (_HANDLED_FILES, 0)):
        rules = _Ruleset(files, network)
        size = ctypes.sizeof(rules) if network else 8
        made = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0)
        if made >= 0 or ctypes.get_errno() == errno.ENOSYS:
            return int(made)
    return -1


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            # Of a file, as against a folder, only the rights of files can be given.
            allowed = rights if path.is_dir() else rights & (_READ_FILE | _WRITE_FILE | _EXECUTE)
            below = _Below(allowed, descriptor)
            libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(below), 0)
        finally:
            os.close(descriptor)
