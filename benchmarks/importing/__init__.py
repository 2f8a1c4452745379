"""A register of 100,000 incidents from one workbook, taken in by the product and by django-import-export.

    python -m benchmarks.importing [--rows 100000] [--write]

Both read the same file in the same run, with the same normalisers, into tables with the same columns and indexes of
the same server, each in a process of its own: a dry run over the whole file, then the import itself.
django-import-export is installed into a folder of the benchmark's own and is no dependency of the product. With
--write the table goes into docs/benchmarks.md.
"""
