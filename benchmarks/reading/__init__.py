"""How well and how fast what officers write is read: `python -m benchmarks.reading`."""
