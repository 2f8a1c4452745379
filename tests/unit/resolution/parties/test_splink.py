"""Our match weights are Splink's own, by the same table of m and u."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.party_data import synthetic
from benchmarks.party_engines import columns_of
from benchmarks.party_splink import ROLES, SQL
from benchmarks.peers import FOLDER
from cotmoc.normalise.sounds import sound_key
from cotmoc.normalise.text import fold
from cotmoc.resolution.core.parties.layout import unpacked
from cotmoc.resolution.core.parties.linking import LinkSettings, link_parties
from cotmoc.resolution.core.parties.model import PARTY_PATH, load_party_model
from cotmoc.resolution.core.parties.rarity import weights_of
from cotmoc.resolution.core.parties.rows import Parties, build_parties

ROOT = Path(__file__).resolve().parents[4]


def with_parts(table: pa.Table) -> pa.Table:
    """The records with the columns that levels are told by in SQL."""
    words = [fold(name).split() for name in table["name"].to_pylist()]
    birth = table["birth"].to_numpy()
    month, day = birth // 100 % 100, birth % 100
    columns = {
        "folded": [" ".join(each) for each in words],
        "family": [each[0] for each in words],
        "middle": [" ".join(each[1:-1]) for each in words],
        "given": [each[-1] for each in words],
        "sound": [" ".join(sorted(map(sound_key, each))) for each in words],
        "words": list(map(len, words)),
        "year": birth // 10_000,
        "month": month,
        "day": day,
        "dated": (day > 0) & ~((month == 1) & (day == 1)),
    }
    for name, column in columns.items():
        table = table.append_column(name, pa.array(column))
    return table


def write_frequencies(made: Parties, folder: Path) -> None:
    """The shares of names and communes that our weights go by, as Splink's tables of term frequencies."""
    model, vocabulary = load_party_model(), made.vocabulary
    weights = weights_of(made.table, vocabulary, model)
    known = {
        "family": (vocabulary.words.codes.texts, weights.family),
        "middle": (vocabulary.middles.texts, weights.middle),
        "given": (vocabulary.words.codes.texts, weights.given),
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
    table = synthetic(4_000, seed=2).as_table()
    made = build_parties(columns_of(table))
    pq.write_table(with_parts(table), tmp_path / "records.parquet")
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
    found = link_parties(made, settings=LinkSettings(least_bits=-60))
    levels = set()
    compared = 0
    rows = zip(found.left.tolist(), found.right.tolist(), found.packed.tolist(), strict=True)
    for (left, right, packed), weight in zip(rows, found.weights.tolist(), strict=True):
        told = unpacked(packed)
        # Without a shared given name Splink would adjust for a family name that decides nothing.
        comes_out = told["name"] in SQL["name"] and told["name"] != "different"
        if not comes_out or (left, right) not in expected:
            continue
        assert weight == pytest.approx(expected[left, right], abs=1e-6), told
        levels |= {f"{comparison}.{level}" for comparison, level in told.items()}
        compared += 1
    assert compared > 500
    assert {"name.exact", "name.unmarked", "name.middle_missing", "birth.swapped"} <= levels
    assert {"birth.same_year_only", "number.one_edit", "area.same_region"} <= levels
