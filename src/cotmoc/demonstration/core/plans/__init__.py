"""One module for each block of published figures, and what happened beside them."""
