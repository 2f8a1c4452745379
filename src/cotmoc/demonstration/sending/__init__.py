"""Which files each agency sends, when, and what writes them."""
