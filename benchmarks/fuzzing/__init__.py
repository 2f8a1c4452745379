"""Made-up texts and files by the million against every normaliser and reader: `python -m benchmarks.fuzzing`."""
