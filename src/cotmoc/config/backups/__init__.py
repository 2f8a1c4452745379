"""One file that holds an installation, and the way back from it to a place that is checked."""
