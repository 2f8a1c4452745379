"""One target under libFuzzer, in a process of its own: python -m benchmarks.fuzzing.child TARGET FOLDER SECONDS."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

BROKEN = 70
MOST_WORDS = 4_000


def main() -> None:
    """Fuzzes until the time is over, or until a promise is broken: then the input and why stand in FOLDER."""
    name, folder, seconds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    import atheris

    with atheris.instrument_imports(include=["cotmoc"]):
        from benchmarks.fuzzing.targets import TARGETS

    target = TARGETS[name]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = list(target.seeds())
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)

    # What is built at first use must not count as the time of an input.
    for seed in (b"1", *seeds[:5]):
        target.check(seed)

    def check(data: bytes) -> None:
        try:
            target.check(data)
        except BaseException:  # noqa: BLE001 - whatever comes out is what is looked for
            (folder / "input").write_bytes(data)
            (folder / "broken").write_text(traceback.format_exc(), encoding="utf-8")
            os._exit(BROKEN)

    options = [
        f"-max_total_time={seconds}",
        f"-timeout={target.seconds}",
        "-rss_limit_mb=1024",
        "-print_final_stats=1",
        "-verbosity=0",
        f"-artifact_prefix={folder}/",
    ]
    if words := dictionary(seeds):  # an empty file is an error to it
        (folder / "words").write_text(words, encoding="ascii")
        options.append(f"-dict={folder}/words")
    atheris.Setup([sys.argv[0], *options, str(corpus)], check)
    atheris.Fuzz()


def dictionary(seeds: Iterable[bytes]) -> str:
    """The words of the seeds, from which the fuzzer puts new inputs together.

    Whole words of a language are worth more than single bytes: nothing random ever spells "rạng".
    """
    words = {word for seed in seeds for word in re.findall(rb"[^\s]{2,24}", seed)}
    chosen = sorted(words)[:: max(1, len(words) // MOST_WORDS)]
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in chosen)
    return "".join(f'"{word}"\n' for word in escaped)


if __name__ == "__main__":
    main()
