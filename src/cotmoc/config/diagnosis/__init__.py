"""Looks at an installation and says in plain words what is wrong with it and what to do."""
