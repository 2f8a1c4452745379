"""Readers of agency files: csv, tsv, xlsx, parquet and json as tables of text."""
