"""Our match weights are Splink's own, by the same table of m and u."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.party_clerks import clerks
from benchmarks.party_engines import columns_of
from benchmarks.party_splink import ROLES, prepared
from benchmarks.peers import FOLDER
from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.layout import unpacked
from cotmoc.resolution.core.parties.linking import LinkSettings, link_parties
from cotmoc.resolution.core.parties.model import PARTY_PATH, load_party_model
from cotmoc.resolution.core.parties.rarity import weights_of
from cotmoc.resolution.core.parties.rows import Parties, build_parties
from cotmoc.resolution.core.together import Curve

ROOT = Path(__file__).resolve().parents[4]
#: Where Splink would adjust for the rarity of parts that decide nothing, or in which our engine takes the lesser one.
UNLIKE = ("different", "alias", "order_changed")


def write_frequencies(made: Parties, folder: Path) -> None:
    """The shares of names and communes that our weights go by, as Splink's tables of term frequencies."""
    model, vocabulary = load_party_model(), made.vocabulary
    weights = weights_of(made.table, vocabulary, model)
    known = {
        "family": (vocabulary.words.codes.texts, weights.family),
        "middle": (vocabulary.middles.texts, weights.middle[0]),
        "given": (vocabulary.words.codes.texts, weights.given[0]),
        "area": (vocabulary.areas.texts, weights.area),
    }
    for role, (texts, bits) in known.items():
        shares = model.chances[role] * np.exp2(-bits)
        column = ROLES[role]
        table = pa.table({column: texts, f"tf_{column}": shares})
        pq.write_table(table, folder / f"tf_{column}.parquet")


def test_match_weights_are_those_of_splink(tmp_path: Path) -> None:
    peer = FOLDER / "splink"
    if not (peer / ".done").exists():
        pytest.skip("Splink is not here: python -m benchmarks.resolve_parties installs it")
    records = clerks(9_000, seed=2)
    made = build_parties(columns_of(records.as_table()))
    pq.write_table(prepared(made, records.documents), tmp_path / "records.parquet")
    write_frequencies(made, tmp_path)
    command = [sys.executable, "-m", "benchmarks.party_splink", str(PARTY_PATH)]
    paths = [str(tmp_path / "records.parquet"), str(tmp_path / "pairs.parquet")]
    path = os.pathsep.join([str(peer), str(ROOT / "src"), str(ROOT)])
    subprocess.run([*command, *paths], check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": path})
    theirs = pq.read_table(tmp_path / "pairs.parquet")
    expected = {
        (min(pair), max(pair)): weight
        for *pair, weight in zip(*(column.to_pylist() for column in theirs.columns), strict=True)
    }
    plain = replace(load_party_model(), curve=Curve())
    found = link_parties(made, plain, LinkSettings(least_bits=-60))
    foreign = made.table[:, at.FACTS] >> at.FOREIGN_SHIFT & 1 == 1
    found = found.take(~(foreign[found.left] | foreign[found.right]))
    levels, compared = set(), 0
    rows = zip(found.left.tolist(), found.right.tolist(), found.packed.tolist(), strict=True)
    for (left, right, packed), weight in zip(rows, found.weights.tolist(), strict=True):
        told = unpacked(packed)
        if told["name"] in UNLIKE or (left, right) not in expected:
            continue
        named = [records.names[row].as_py() for row in (left, right)]
        assert weight == pytest.approx(expected[left, right], abs=1e-6), (told, named)
        levels |= {f"{comparison}.{level}" for comparison, level in told.items()}
        compared += 1
    assert compared > 1_000
    assert {"name.exact", "name.unmarked", "name.marks_differ", "name.middle_missing"} <= levels
    assert {"name.one_edit", "name.middle_differs", "name.given_same"} <= levels
    assert {"birth.same_day", "birth.swapped", "birth.same_year_only", "birth.one_digit"} <= levels
    assert {"birth.next_year", "birth.different", "category.different"} <= levels
    assert {"number.same", "number.one_edit", "number.transposed", "number.different"} <= levels
    assert {"area.same_area", "area.same_region", "area.different"} <= levels
