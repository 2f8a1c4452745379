import os
from pathlib import Path

import pytest

from cotmoc.postgres.account import Account, check_account_can_reach, server_account
from cotmoc.postgres.errors import FolderError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another account")


@as_root
def test_server_account_of_root_is_nobody() -> None:
    assert server_account().uid != 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root changes to another account")
def test_server_account_of_an_ordinary_user_is_that_user() -> None:
    assert server_account() == Account(os.geteuid(), os.getegid(), changes=False)


@as_root
def test_folder_closed_to_nobody_is_named_with_what_to_do(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "inside").mkdir(parents=True)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.owner() == "root" and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o001)
    closed.chmod(0o700)
    with pytest.raises(FolderError, match="chmod o") as caught:
        check_account_can_reach(server_account(), closed / "inside")
    assert caught.value.params["folder"] == str(closed)


def test_private_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    stranger = Account(os.geteuid() + 1, os.getegid(), changes=False)
    folder = tmp_path / "run"
    folder.symlink_to(tmp_path)
    with pytest.raises(FolderError):
        stranger.make_private_folder(folder)
