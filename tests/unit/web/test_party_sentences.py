"""Every reason that the engine can give has its sentence."""

from __future__ import annotations

import pytest

from cotmoc.resolution.core.parties.explaining import RARITIES, TITLES
from cotmoc.resolution.core.parties.layout import LEVELS
from cotmoc.web.party_sentences import PARTY_SENTENCES


def codes(kind: str) -> set[str]:
    titles = TITLES[kind]
    levels = {f"{titles[name]}.{level}" for name, known in LEVELS.items() for level in known}
    rarities = {f"{titles[role]}.{word}" for role in RARITIES for word in ("rare", "common")}
    return {f"{kind}.prior"} | levels | rarities


@pytest.mark.parametrize("kind", TITLES)
def test_every_reason_has_its_sentence(kind: str) -> None:
    assert codes(kind) <= set(PARTY_SENTENCES)
