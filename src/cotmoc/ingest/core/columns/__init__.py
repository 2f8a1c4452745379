"""What a column is: its header's words, what its values look like, and what its neighbours are."""
