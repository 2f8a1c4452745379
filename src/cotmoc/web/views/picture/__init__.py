"""The picture, the lists that its figures open, its map and its files."""
