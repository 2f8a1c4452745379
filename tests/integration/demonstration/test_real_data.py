"""Nothing made up is mixed into an installation in real use."""

from __future__ import annotations

from pathlib import Path

import pytest

from cotmoc.demonstration.loading import RealDataError, load_demonstration
from tests.cast import CONSOLE, Cast


def test_load_demonstration_into_real_data_is_refused(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(RealDataError):
        load_demonstration(actor=CONSOLE, folder=tmp_path, say=lambda _: None, share=0.04)
