"""What is found, and why: pure, over arrays."""
