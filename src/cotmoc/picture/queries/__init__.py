"""Figures, and the lists that they open, read from the fact store."""
