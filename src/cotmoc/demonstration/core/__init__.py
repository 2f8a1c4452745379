"""What happened in the demonstration, made up by chance: no framework, no database, the same for the same seed."""
