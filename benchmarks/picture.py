"""The page of the picture at a million incidents, beside the same questions asked of PostgreSQL with good indexes.

    python -m benchmarks.picture [--incidents 1000000] [--filters 50] [--write]

Incidents, seizures and parties are made up straight into the product's own tables of a throw-away database; 5 % of
the incidents are stated by two agencies and joined by judgements. Everything is measured in one run on one machine;
with --write the table goes into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse

from benchmarks.documents import put_section
from benchmarks.installation import throwaway_installation


def main() -> None:
    """Makes the data, asks, and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--filters", type=int, default=50)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with throwaway_installation(durable=False):
        from benchmarks.picture_measuring import measure

        lines = measure(options.incidents, options.filters)
    print("\n".join(lines))
    if options.write:
        put_section("benchmarks.md", "picture", "\n".join(lines))


if __name__ == "__main__":
    main()
