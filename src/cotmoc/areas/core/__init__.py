"""Kinds of areas, the gazetteer, lineage and reading of area files, without Django."""
