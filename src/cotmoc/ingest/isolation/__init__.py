"""Files of strangers read by a process of its own, within bounds, and what it found kept beside them."""
