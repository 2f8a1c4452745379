"""Files as a stranger makes them, in haste or in bad faith, taken in by the real path, and what came of each.

    python -m benchmarks.strangers [--only NAME ...] [--write]

Each case is a file with the truth of it: the records that a careful reader finds there, and what has to be said of it.
Every file is taken in by `cotmoc import --yes` into an installation of its own: what is stored is held against the
truth. With --write the table goes into docs/reading.md.
"""
